"""Parts that several definitions share (forms/parts/*.yaml): ``- use: name`` in a list stands for what is written once.

A part is one item of a list or several; ``use`` beside other keys lays those over a part that is one item. A part does not use parts.
A fault inside a part is shown at the line of the definition that uses it, and names the part and its line as well, so that the
definition it takes out of use is the one that is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsvdesk.catalogue.yamlio import Loc, locate

USE = "use"


@dataclass(frozen=True)
class Part:
    """A named piece: the file and place it is written at, and its content."""

    path: Path
    loc: Loc
    content: Any


@dataclass(frozen=True)
class Origin:
    """Where an item of an expanded list is written: its place in the using file, and the place inside the part it came from."""

    loc: Loc
    part: str = ""
    inside: Loc = ()


@dataclass
class Expanded:
    """A document with its parts put in; ``origins`` keys are the places of items after that."""

    content: Any
    origins: dict[Loc, Origin] = field(default_factory=dict)
    findings: list[tuple[Loc, str, str]] = field(default_factory=list)

    def written_at(self, loc: Loc) -> Origin:
        """The place in the using file of a place in the expanded document."""
        host: Loc = ()
        for n, step in enumerate(loc):
            origin = self.origins.get(loc[: n + 1])
            if origin is None:
                host = (*host, step)
            elif origin.part:
                return Origin(origin.loc, origin.part, origin.inside + loc[n + 1 :])
            else:
                host = origin.loc
        return Origin(host)


def expanded(content: Any, parts: Mapping[str, Part]) -> Expanded:
    """``content`` with every ``use`` replaced; an unknown name is a finding and its item is left out."""
    result = Expanded(None)
    result.content = _walk(content, (), (), parts, result)
    return result


def _walk(value: Any, host: Loc, loc: Loc, parts: Mapping[str, Part], result: Expanded) -> Any:
    if isinstance(value, dict):
        return {key: _walk(each, (*host, key), (*loc, key), parts, result) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    if not any(isinstance(each, dict) and USE in each for each in value):
        return [_walk(each, (*host, n), (*loc, n), parts, result) for n, each in enumerate(value)]
    items: list[Any] = []
    for n, each in enumerate(value):
        here: Loc = (*host, n)
        if not (isinstance(each, dict) and USE in each):
            place: Loc = (*loc, len(items))
            result.origins[place] = Origin(here)
            items.append(_walk(each, here, place, parts, result))
            continue
        for inside, item in _taken(each, here, parts, result):
            result.origins[(*loc, len(items))] = Origin(here, each[USE], inside)
            items.append(item)
    return items


def _taken(item: dict[Any, Any], here: Loc, parts: Mapping[str, Part], result: Expanded) -> list[tuple[Loc, Any]]:
    name = item[USE]
    part = parts.get(name) if isinstance(name, str) else None
    own = {key: value for key, value in item.items() if key != USE}
    if part is None:
        result.findings.append(((*here, USE), "unknown-part", f"ไม่มีส่วนร่วม “{name}” ในแฟ้มใต้ parts/: ตรวจตัวสะกด หรือแก้แฟ้มส่วนร่วมที่เสียก่อน"))
        return []
    if isinstance(part.content, list):
        if own:
            message = f"ส่วนร่วม “{name}” มีหลายรายการ จึงเขียน {', '.join(map(str, own))} ทับไม่ได้: ลบออก หรือแยกส่วนร่วมเป็นรายการเดียว"
            result.findings.append((here, "part-override", message))
        return [((n,), each) for n, each in enumerate(part.content)]
    if not own:
        return [((), part.content)]
    if not isinstance(part.content, dict):
        result.findings.append((here, "part-override", f"ส่วนร่วม “{name}” เป็นข้อความ จึงเขียนทับไม่ได้: ใช้ use อย่างเดียว"))
        return [((), part.content)]
    return [((), {**part.content, **own})]


def said_of(origin: Origin, parts: Mapping[str, Part], message: str) -> str:
    """The message with the part and its line, where the fault stands inside one."""
    part = parts.get(origin.part)
    if part is None:
        return message
    line = locate(part.path, part.loc + origin.inside)
    return f"{message} (ส่วนร่วม “{origin.part}” แฟ้ม parts/{part.path.name} บรรทัด {line})"
