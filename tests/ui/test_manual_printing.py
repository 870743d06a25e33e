"""The public manual at the counter: one chapter on the screen, the whole book from the page of reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lsvdesk.counter import cases, filing, papers, setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.views import CaseFilter, Filing, NewUser, OfficeSetup, PrintedPaper
from lsvdesk.printing.preview import page_count
from lsvdesk.ui import paper_preview, theme
from lsvdesk.ui.case_dialogs import AskDialog
from lsvdesk.ui.case_page import CasePage
from lsvdesk.ui.manual_printing import ask_manual
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.reports_page import ReportsPage
from lsvdesk.ui.session import Session
from lsvdesk.ui.wizard.page import NewRequestPage
from tests.counter.people import DAY, dig_answers, owner


@pytest.fixture
def session(qapp: Any, tmp_path: Path) -> Iterator[Session]:
    """A small office with one notice to dig."""
    theme.apply(qapp)
    clock = FixedClock(DAY)
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "เจ้าหน้าที่", "admin"), profile="pho-yai")
    office = setup.set_up(tmp_path / "office", wanted, clock)
    filing.open_case(office, Filing(service="soil-excavation-notice", applicant_case="individual", answers=dig_answers(), person=owner()))
    made = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    made.use(office)
    yield made
    made.close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[PrintedPaper]:
    """Papers that came up in a preview, which nobody is here to close."""
    seen: list[PrintedPaper] = []

    def exec_(dialog: paper_preview.PaperPreview) -> int:
        seen.append(dialog.paper)
        assert not dialog.copy_button.isVisibleTo(dialog), "there is no copy of what is not kept"
        return 0

    def for_everybody(dialog: AskDialog) -> int:
        dialog.act()
        return 1

    monkeypatch.setattr(paper_preview.PaperPreview, "exec", exec_)
    monkeypatch.setattr(AskDialog, "exec", for_everybody)
    return seen


def test_the_manual_of_the_service_in_front_is_shown_from_the_list_of_services(
    session: Session, qtbot: Any, shown: list[PrintedPaper]
) -> None:
    page = NewRequestPage(session)
    qtbot.addWidget(page)
    page.resize(1130, 700)
    page.show()
    page.activate(None)
    qtbot.waitUntil(lambda: page.picker.current() is not None, timeout=20_000)
    page.picker.line.setText("ขุดดิน")
    page.picker._arrange()
    page.picker.manual.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].title == "คู่มือสำหรับประชาชน: การแจ้งขุดดิน" and page_count(shown[0].pdf) >= 2
    page.picker.line.setText("ไม่มีงานนี้แน่นอน")
    page.picker._arrange()
    assert not page.picker.manual.isEnabled()


def test_a_case_offers_the_manual_of_its_service_and_keeps_nothing(session: Session, qtbot: Any, shown: list[PrintedPaper]) -> None:
    row = cases.list_cases(session.office, CaseFilter(limit=1))[0]
    before = papers.papers_for(session.office, row.id)
    page = CasePage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate(row.id)
    page.make_paper("manual")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].title.startswith("คู่มือสำหรับประชาชน: ")
    assert papers.papers_for(session.office, row.id) == before


def test_the_whole_manual_is_written_from_the_page_of_reports(session: Session, qtbot: Any, tmp_path: Path) -> None:
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.resize(1130, 700)
    page.show()
    page.activate(None)
    out = tmp_path / "คู่มือ.pdf"
    page.manual.write(out)
    assert not page.manual.make.isEnabled()
    qtbot.waitUntil(page.manual.make.isEnabled, timeout=60_000)
    assert page_count(out.read_bytes()) > 50
    assert "คู่มือ.pdf" in page.manual.said.text() and page.manual.opener.isVisibleTo(page)


def test_a_manual_that_is_stopped_leaves_no_file(session: Session, qtbot: Any, tmp_path: Path) -> None:
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate(None)
    out = tmp_path / "คู่มือ.pdf"
    page.manual.write(out)
    page.manual.stop()
    qtbot.waitUntil(page.manual.make.isEnabled, timeout=60_000)
    assert not out.exists() and "หยุดแล้ว" in page.manual.said.text() and not page.manual.opener.isVisibleTo(page)


def test_a_place_that_cannot_be_written_to_is_named(session: Session, qtbot: Any, tmp_path: Path) -> None:
    page = ReportsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate(None)
    with qtbot.waitSignal(session.failed, timeout=60_000) as told:
        page.manual.write(tmp_path / "ไม่มีโฟลเดอร์นี้" / "คู่มือ.pdf")
    assert "คู่มือ.pdf" in told.args[0].message and page.manual.make.isEnabled()


def test_of_a_service_for_several_kinds_of_applicants_one_may_have_a_manual_of_his_own(
    session: Session, qtbot: Any, shown: list[PrintedPaper], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = NewRequestPage(session)
    qtbot.addWidget(page)
    asked: list[AskDialog] = []
    wanted = ""

    def answered(dialog: AskDialog) -> int:
        asked.append(dialog)
        dialog.frame.editor.set_value(wanted)
        dialog.act()
        return 1

    monkeypatch.setattr(AskDialog, "exec", answered)
    cases_of = session.office.catalogue.service("commercial-registration-new").applicant_cases
    pages = []
    for choice in ("all", cases_of[0].id):
        wanted = choice
        ask_manual(page, "commercial-registration-new")
        qtbot.waitUntil(lambda: len(shown) == len(asked), timeout=20_000)
        pages.append(page_count(shown[-1].pdf))
    assert len(asked) == 2 and pages[1] <= pages[0]
    assert cases_of[0].title in shown[1].title and cases_of[0].title not in shown[0].title
    ask_manual(page, next(service.id for service in session.office.catalogue.services.values() if len(service.applicant_cases) == 1))
    assert len(asked) == 2
