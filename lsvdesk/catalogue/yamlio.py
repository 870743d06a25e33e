"""YAML in: fast, exact, and able to say on which line a fault stands.

Numbers with a point are read as ``Decimal``; only ``true`` and ``false`` are truth values; a key that stands twice in one mapping is
refused. Lines are looked for only when a fault must be named, by composing the file a second time.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

Loc = tuple[int | str, ...]
"""A path into a document: mapping keys and sequence indexes."""


class YamlFault(ValueError):
    """A file that is not readable YAML; ``line`` counts from 1, ``message`` is Thai."""

    def __init__(self, code: str, line: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.line = line
        self.message = message


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with exact decimals and without repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlFault("bad-yaml", key.start_mark.line + 1, "ชื่อรายการต้องเป็นคำเดียว ไม่ใช่กลุ่ม: ตรวจเครื่องหมาย “:” และวงเล็บ")
            if key.value in seen:
                raise YamlFault("duplicate-key", key.start_mark.line + 1, f"คำว่า “{key.value}” เขียนซ้ำในกลุ่มเดียวกัน: ลบออกให้เหลือแห่งเดียว")
            seen.add(key.value)
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result


def _decimal(loader: Any, node: yaml.ScalarNode) -> Decimal | float:
    text = str(loader.construct_scalar(node)).replace("_", "")
    try:
        return Decimal(text)
    except ArithmeticError:
        return float(loader.construct_yaml_float(node))


def _day(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        message = f"“{node.value}” ไม่ใช่วันที่ที่มีจริง: เขียนเป็น ปี ค.ศ.-เดือน-วัน เช่น 2024-01-31"
        raise YamlFault("invalid-value", node.start_mark.line + 1, message) from None


# As YAML 1.2: only true and false are truth values, so that a key `on` or an option `no` stays the word it is.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:bool"]
    for first, known in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read(path: Path) -> Any:
    """The content of a file. Raises :class:`YamlFault` where it cannot be read or is not YAML."""
    return parse(_text(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise YamlFault("bad-yaml", 1, "แฟ้มไม่ได้บันทึกเป็น UTF-8: เปิดด้วยโปรแกรมแก้ไขข้อความแล้วบันทึกใหม่เป็น UTF-8") from error
    except OSError as error:
        raise YamlFault("bad-yaml", 1, f"เปิดแฟ้มไม่ได้ ({error.strerror})") from error


def parse(text: str) -> Any:
    """The content of YAML text. Raises :class:`YamlFault`."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(
            "bad-yaml", mark.line + 1 if mark else 1, f"ไวยากรณ์ YAML ไม่ถูกต้อง ({error.problem}): ตรวจย่อหน้าและเครื่องหมาย “:”"
        ) from error
    except yaml.YAMLError as error:
        raise YamlFault("bad-yaml", 1, "แฟ้มมีอักขระที่ YAML อ่านไม่ได้: ตรวจว่าแฟ้มไม่เสียหาย") from error


def locate(path: Path, loc: Loc) -> int:
    """The line of the node at ``loc``, or of the nearest one above it that exists."""
    try:
        return locate_in(_text(path), loc)
    except YamlFault as fault:
        return fault.line


def locate_in(text: str, loc: Loc) -> int:
    """The same in text."""
    node = _composed(text)
    line = 1
    for step in loc:
        found: tuple[int, Any] | None = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key.start_mark.line + 1, below) for key, below in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step].start_mark.line + 1, node.value[step])
        if found is None:
            break
        line, node = found
    return line


@lru_cache(maxsize=4)
def _composed(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=_Base)
    except yaml.YAMLError:
        return None
