"""The demonstration: the main job from an empty folder, the same every time, with a sound register at its end."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from lsvdesk import demo
from lsvdesk.counter import papers, setup, verifying
from lsvdesk.errors import CounterError

KINDS = (
    "application",
    "acknowledgement",
    "deficiency",
    "assessment_sheet",
    "assessment_notice",
    "receipt",
    "commercial_certificate",
    "excavation_acknowledgement",
    "return_letter",
    "result_notice",
    "day_close",
)
"""Every kind of paper that the three services of the demonstration have."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> demo.Demonstration:
    return demo.run(tmp_path_factory.mktemp("demo"))


def test_a_month_of_three_services_ends_in_every_way_a_case_can(shown: demo.Demonstration) -> None:
    assert sum(shown.cases.values()) >= 12
    assert {"เสร็จสิ้น", "ไม่อนุญาต", "ผู้ยื่นถอนคำขอ", "คืนคำขอแล้ว", "กำลังดำเนินการ"} <= set(shown.cases)
    assert shown.voided == 1 and shown.receipts >= 12 and shown.days == 10


def test_every_kind_of_paper_is_on_disk(shown: demo.Demonstration) -> None:
    names = [path.name for path in shown.papers]
    for kind in KINDS:
        assert any(papers.TITLES[kind].replace("/", "-") in name for name in names), kind
    assert all(path.read_bytes().startswith(b"%PDF") for path in shown.papers)
    assert any("(สำเนา)" in name for name in names) and any("(ยกเลิก)" in name for name in names)


def test_the_workbook_is_there_and_the_register_is_sound(shown: demo.Demonstration) -> None:
    assert zipfile.is_zipfile(shown.workbook)
    assert shown.faults == ()
    office = setup.open_office(shown.register)
    assert verifying.verify(office) == []
    assert len(setup.users(office)) == 5
    office.register.close()


def test_the_summary_names_every_file(shown: demo.Demonstration) -> None:
    text = "\n".join(shown.summary())
    assert "ตรวจทะเบียนแล้ว ถูกต้องครบถ้วน" in text
    for path in (shown.workbook, shown.register, *shown.papers):
        assert str(path) in text


def test_the_same_demonstration_gives_the_same_papers(shown: demo.Demonstration, tmp_path: Path) -> None:
    again = demo.run(tmp_path / "again")

    def hashes(made: demo.Demonstration) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made.papers}

    assert hashes(again) == hashes(shown)


def test_a_demonstration_clears_only_what_a_demonstration_made(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("งานของฉัน", encoding="utf-8")
    with pytest.raises(CounterError) as refused:
        demo.run(tmp_path)
    assert refused.value.code == "demo-folder"
    assert (tmp_path / "mine.txt").exists()
