"""Parts that definitions share: put in where they are used, their faults named at the definition and at the part."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lsvdesk import paths
from lsvdesk.catalogue.loader import check, load
from lsvdesk.catalogue.parts import Part, expanded
from lsvdesk.catalogue.yamlio import parse, read
from lsvdesk.errors import CatalogueFault

EXCAVATION = "services/engineering/soil-excavation-notice.yaml"
DOCUMENT = "- {id: land-document, title: สำเนาเอกสารสิทธิในที่ดิน, copies: 1, issuer: กรมที่ดิน}\n"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    shutil.copytree(paths.shipped("forms"), folder)
    return folder


def sharing(forms: Path, part: str, use: str = "- use: a-part\n") -> int:
    """Put the land document of the excavation notice into a part; returns the line that uses it."""
    (forms / "parts").mkdir(exist_ok=True)
    (forms / "parts/zz-test.yaml").write_text(f"parts:\n  a-part:\n{part}", encoding="utf-8")
    path = forms / EXCAVATION
    text = path.read_text(encoding="utf-8")
    assert DOCUMENT in text
    path.write_text(text.replace(DOCUMENT, use), encoding="utf-8")
    return text[: text.index(DOCUMENT)].count("\n") + 1


def content(text: str) -> object:
    parts = {
        "one": Part(Path("p.yaml"), ("parts", "one"), {"id": "a", "title": "ก"}),
        "two": Part(Path("p.yaml"), ("parts", "two"), [{"id": "b"}, {"id": "c"}]),
    }
    return expanded(parse(text), parts).content


def test_a_part_stands_in_the_list_where_it_is_used() -> None:
    assert content("docs: [{id: x}, {use: two}, {use: one}, {id: y}]") == {
        "docs": [{"id": "x"}, {"id": "b"}, {"id": "c"}, {"id": "a", "title": "ก"}, {"id": "y"}]
    }


def test_keys_beside_use_are_laid_over_the_part() -> None:
    assert content("docs: [{use: one, title: ข, copies: 2}]") == {"docs": [{"id": "a", "title": "ข", "copies": 2}]}


def test_the_definition_with_a_part_is_the_same_as_without(forms: Path) -> None:
    plain = load(forms).frozen("soil-excavation-notice")
    sharing(forms, "    id: land-document\n    title: สำเนาเอกสารสิทธิในที่ดิน\n    copies: 1\n", "- {use: a-part, issuer: กรมที่ดิน}\n")
    assert check(forms) == []
    assert load(forms).frozen("soil-excavation-notice") == plain


FAULTS = {
    "no such part": ("    id: land-document\n", "- use: another\n", "unknown-part", "another"),
    "a slip inside the part": (
        "    id: land-document\n    titel: ก\n    copies: 1\n",
        "- use: a-part\n",
        "unknown-key",
        "zz-test.yaml บรรทัด 4",
    ),
    "a condition that names no field": (
        "    id: land-document\n    title: ก\n    copies: 1\n    when: answers.nothing\n",
        "- use: a-part\n",
        "unknown-field",
        "zz-test.yaml บรรทัด 6",
    ),
    "several items laid over": (
        "  - {id: land-document, title: ก, copies: 1}\n",
        "- {use: a-part, copies: 2}\n",
        "part-override",
        "copies",
    ),
}


@pytest.mark.parametrize(("part", "use", "code", "named"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_a_part_is_named_at_the_line_that_uses_it(forms: Path, part: str, use: str, code: str, named: str) -> None:
    line = sharing(forms, part, use)
    (fault,) = [each for each in check(forms) if each.code == code]
    assert (fault.file, fault.line) == (EXCAVATION, line)
    assert named in fault.message
    with pytest.raises(CatalogueFault, match=re.escape(EXCAVATION)):
        load(forms).service("soil-excavation-notice")


def test_what_stands_after_a_part_keeps_its_own_line(forms: Path) -> None:
    sharing(forms, "  - {id: land-document, title: ก, copies: 1}\n  - {id: map, title: ข, copies: 1}\n")
    path = forms / EXCAVATION
    text = path.read_text(encoding="utf-8").replace("answers.depth_m > 20, condition", "answers.dept_m > 20, condition")
    path.write_text(text, encoding="utf-8")
    (fault,) = check(forms)
    assert (fault.code, fault.line) == ("unknown-field", text[: text.index("dept_m > 20, condition")].count("\n") + 1)


def test_a_broken_file_of_parts_takes_only_its_users_with_it(forms: Path) -> None:
    sharing(forms, "    id: land-document\n")
    (forms / "parts/zz-test.yaml").write_text("parts: [", encoding="utf-8")
    faults = check(forms)
    assert {each.file for each in faults} == {"parts/zz-test.yaml", EXCAVATION}
    assert "signboard-tax" in load(forms).services


def test_a_part_has_one_name(forms: Path) -> None:
    sharing(forms, "  - {id: land-document, title: ก, copies: 1}\n")
    shutil.copy(forms / "parts/zz-test.yaml", forms / "parts/zz-twice.yaml")
    (fault,) = check(forms)
    assert (fault.file, fault.line, fault.code) == ("parts/zz-twice.yaml", 2, "duplicate-id")


def test_every_shipped_part_is_used() -> None:
    root = paths.shipped("forms")
    texts = "\n".join(path.read_text(encoding="utf-8") for folder in ("services/*", "offices") for path in root.glob(f"{folder}/*.yaml"))
    used = set(re.findall(r"use: ([a-z0-9-]+)", texts))
    written = {name for path in root.glob("parts/*.yaml") for name in read(path)["parts"]}
    assert written <= used
