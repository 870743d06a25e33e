"""The demonstration: the main job from an empty folder and every service of the four offices, the same every time, with sound registers."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lsvdesk import demo
from lsvdesk.cli.app import build
from lsvdesk.counter import cases, levies, papers, register_kinds, registers, setup, today, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseFilter, RegisterFilter
from lsvdesk.demo.tour import OfficeShown
from lsvdesk.errors import CounterError
from tests.packaging.comparing import cells_of

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


pytestmark = pytest.mark.xdist_group("demo")  # one worker makes it, and the same one looks at it


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> demo.Demonstration:
    return demo.run(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module", params=demo.OFFICES)
def visited(request: pytest.FixtureRequest, shown: demo.Demonstration) -> Iterator[tuple[OfficeShown, Office]]:
    """An office of the round, and its register on the morning after the month."""
    made = next(each for each in shown.offices if each.profile == request.param)
    office = setup.open_office(made.register, FixedClock(dt.date(2026, 4, 1)))
    yield made, office
    office.register.close()


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


def test_the_summary_is_short_and_the_index_names_every_file(shown: demo.Demonstration) -> None:
    text = "\n".join(shown.summary())
    assert text.count("ตรวจทะเบียนแล้ว ถูกต้องครบถ้วน") == 1 + len(demo.OFFICES)
    assert len(shown.summary()) < 70
    for each in shown.offices:
        for path in (each.register, each.workbook, each.registers, each.manual, *each.notices, each.papers[0].parent):
            assert str(path) in text
    named = (shown.folder / demo.INDEX).read_text("utf-8").split("\n")[:-1]
    on_disk = {path for suffix in ("pdf", "xlsx") for path in shown.folder.rglob(f"*.{suffix}") if "files" not in path.parts}
    on_disk = {path for path in on_disk if "office" not in path.relative_to(shown.folder).parts}
    assert {shown.folder / name for name in named} == on_disk


def test_every_service_and_every_kind_comes_to_each_office_and_to_its_end(visited: tuple[OfficeShown, Office]) -> None:
    _, office = visited
    rows = cases.list_cases(office, CaseFilter(limit=10_000))
    offered = office.catalogue.offered(dt.date(2026, 3, 31))
    assert {service.id for service in offered} == {row.service for row in rows if row.status == "finished"}
    assert {service.kind for service in offered} == {row.kind for row in rows if row.status == "finished"}
    for row in rows:
        if row.status == "finished":
            case = cases.case(office, row.id)
            assert case.papers, f"{row.service} has no paper"
            assert not row.due or row.paid == row.due, f"{row.service} is not paid"


def test_the_morning_after_has_something_in_every_state(visited: tuple[OfficeShown, Office]) -> None:
    made, office = visited
    states = {row.state for row in cases.list_cases(office, CaseFilter(limit=10_000))}
    assert {"received", "deficient", "in_progress", "finished", "refused", "withdrawn"} <= states
    if made.profile == "pho-yai":
        assert "forwarded" in states
    view = today.today(office)
    assert view.waiting and view.deficient and view.overdue


def test_those_who_come_back_start_from_their_earlier_paper(visited: tuple[OfficeShown, Office]) -> None:
    _, office = visited
    following = {service.id for service in office.catalogue.offered(office.today()) if service.earlier is not None}
    ended = set()
    for kind in register_kinds.kinds(office):
        if kind.source == "permits":
            for line in registers.lines(office, kind, RegisterFilter(status="ended", limit=None)):
                assert line.ended_reason
                ended.add(line.ended_as)
    assert bool(following) == bool(ended)
    if "commercial-registration-close" in following:
        assert {"changed", "closed"} <= ended


def test_the_offices_papers_workbooks_and_manual_are_on_disk(visited: tuple[OfficeShown, Office]) -> None:
    made, office = visited
    assert made.faults == () and verifying.verify(office) == []
    assert all(path.read_bytes().startswith(b"%PDF") for path in (made.manual, *made.notices, *made.papers))
    assert made.manual.stat().st_size > 200_000
    sheets = {sheet for sheet, _ in cells_of(made.registers)}
    assert len(sheets) == len(register_kinds.kinds(office))
    assert any("คำขอ" in sheet or "สรุป" in sheet for sheet, _ in cells_of(made.workbook))
    issued = {row.kind for case in cases.list_cases(office, CaseFilter(limit=10_000)) for row in cases.case(office, case.id).papers}
    assert {"application", "acknowledgement", "deficiency", "assessment_sheet", "assessment_notice", "receipt", "permit"} <= issued


def test_one_office_assesses_signs_for_the_year(shown: demo.Demonstration) -> None:
    made = next(each for each in shown.offices if each.notices)
    office = setup.open_office(made.register, FixedClock(dt.date(2026, 4, 1)))
    found = levies.levies(office, "signboard", 2569)
    office.register.close()
    assert len(found) >= 6 and all(row.letter_no for row in found if row.total)
    assert {"paid", "notified"} <= {row.state for row in found}


def test_the_same_demonstration_gives_the_same_files(shown: demo.Demonstration, tmp_path: Path) -> None:
    again = demo.run(tmp_path / "again", offices=("dong-ling",))

    def hashes(folder: Path, files: tuple[Path, ...]) -> dict[str, str]:
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = hashes(shown.folder, shown.files)
    assert {name: before[name] for name in hashes(again.folder, again.files)} == hashes(again.folder, again.files)


def test_a_quick_demonstration_tells_the_story_alone(tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["demo", "--quick", "--out", str(tmp_path / "quick")])
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "quick" / "pho-yai").exists()
    assert "ตรวจทะเบียนแล้ว ถูกต้องครบถ้วน" in done.output


def test_a_demonstration_clears_only_what_a_demonstration_made(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("งานของฉัน", encoding="utf-8")
    with pytest.raises(CounterError) as refused:
        demo.run(tmp_path)
    assert refused.value.code == "demo-folder"
    assert (tmp_path / "mine.txt").exists()
