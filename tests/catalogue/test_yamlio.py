from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.catalogue.yamlio import YamlFault, locate, locate_in, parse, read

TEXT = """\
id: x
form:
- section: หนึ่ง
  fields:
  - {id: a, label: ก}
  - id: b
    label: ข
"""


def test_numbers_with_a_point_are_exact() -> None:
    assert parse("value: 0.1") == {"value": Decimal("0.1")}


def test_only_true_and_false_are_truth_values() -> None:
    assert parse("{on: yes, off: true, no: 'no'}") == {"on": "yes", "off": True, "no": "no"}


def test_a_key_that_stands_twice_is_refused_with_its_line() -> None:
    with pytest.raises(YamlFault) as refused:
        parse("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    assert (refused.value.code, refused.value.line) == ("duplicate-key", 5)
    assert "“c”" in refused.value.message


def test_the_line_of_a_node_is_found() -> None:
    assert locate_in(TEXT, ("form", 0, "fields", 1, "label")) == 7
    assert locate_in(TEXT, ("form", 0, "fields", 0, "label")) == 5
    assert locate_in(TEXT, ()) == 1


def test_a_missing_node_is_located_at_its_parent() -> None:
    assert locate_in(TEXT, ("form", 0, "fields", 1, "type")) == 6


def test_bad_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("a: 1\nb: [1, 2\nc: 3\n", encoding="utf-8")
    with pytest.raises(YamlFault) as refused:
        read(path)
    assert refused.value.code == "bad-yaml"
    assert refused.value.line in (2, 3)
    assert locate(path, ("b",)) == 1


def test_a_file_that_is_not_utf8_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "tis620.yaml"
    path.write_bytes("title: ป้าย".encode("tis-620"))
    with pytest.raises(YamlFault) as refused:
        read(path)
    assert "UTF-8" in refused.value.message


def test_a_missing_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(YamlFault):
        read(tmp_path / "none.yaml")
