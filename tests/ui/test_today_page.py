"""Today's screen on a day with everything on it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lsvdesk.counter import cases, drafts, money
from lsvdesk.counter.views import CaseFilter
from lsvdesk.ui.today_page import TodayPage, greeting


@pytest.fixture
def page(session, qtbot) -> TodayPage:
    made = TodayPage(session)
    qtbot.addWidget(made)
    made.resize(1134, 700)
    made.show()
    made.activate()
    return made


def test_the_figures_are_those_of_the_register(page: TodayPage) -> None:
    shown = {key: card.number() for key, card in page.figures.cards.items()}
    assert shown == {"waiting": 6, "due_soon": 3, "overdue": 1, "forwarded": 0, "deficient": 1}
    assert page.heading.text() == "วันจันทร์ที่ 23 มีนาคม 2569"
    assert "วันนี้รับคำขอ 4 เรื่อง เสร็จสิ้น 1 เรื่อง" in page.said.text()


def test_a_figure_filters_the_list(page: TodayPage) -> None:
    page.figures.choose("overdue")
    assert [row.applicant for row in page.list.cases.rows()] == ["นายรอนาน สาธิตงาม"]
    page.figures.choose("deficient")
    assert [row.status for row in page.list.cases.rows()] == ["deficient"]


def test_the_arrow_keys_go_between_the_figures_and_enter_opens_the_case(page: TodayPage, qtbot) -> None:
    page.figures.cards["waiting"].setFocus()
    QTest.keyClick(page.figures.cards["waiting"], Qt.Key.Key_Right)
    assert page.figures.current == "due_soon"
    QTest.keyClick(page.figures.cards["due_soon"], Qt.Key.Key_Right)
    assert page.figures.current == "overdue"
    wanted = page.list.cases.rows()[0].id
    with qtbot.waitSignal(page.open_case) as opened:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [wanted]


def test_todays_takings_are_shown_by_method(page: TodayPage) -> None:
    assert page.takings.total.text() == "310.00 บาท"
    assert page.takings.lines["cash"].text() == "200.00"
    assert page.takings.lines["transfer"].text() == "110.00"
    assert "20 มี.ค. 2569" in page.takings.unclosed.text()


def test_a_form_left_half_filled_is_offered_first_when_the_program_starts(session, qtbot) -> None:
    page = TodayPage(session)
    qtbot.addWidget(page)
    page.activate()
    assert "กรอกค้างไว้ก่อนปิดโปรแกรม" in page.next.title.text()
    with qtbot.waitSignal(page.resume_draft) as resumed:
        page.do_next()
    assert resumed.args == [drafts.drafts(session.office)[0].id]


def test_later_the_day_that_was_not_closed_is_the_next_thing(page: TodayPage, qtbot) -> None:
    page.refresh()
    assert "ปิดยอดเงินประจำวันที่ค้างอยู่" in page.next.title.text()
    with qtbot.waitSignal(page.open_page) as opened:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["money", dt.date(2026, 3, 20)]


def test_the_screen_follows_what_is_done(page: TodayPage, session) -> None:
    day = dt.date(2026, 3, 20)
    money.close_day(session.office, day, money.day_totals(session.office, day).total)
    lacking = cases.list_cases(session.office, CaseFilter(status="deficient"))[0]
    cases.withdraw(session.office, lacking.id, "ผู้ยื่นไม่ประสงค์ดำเนินการต่อ")
    page.refresh()
    assert page.takings.unclosed.isHidden()
    assert page.figures.cards["deficient"].number() == 0
    page.figures.choose("deficient")
    assert page.empty.title.text() == "ไม่มีคำขอที่รอแก้ไขเอกสาร"
    assert page.next.title.text() == "ทำต่อไป: คำขอเกินกำหนด"


def test_the_chosen_case_stays_chosen_when_the_list_is_read_again(page: TodayPage) -> None:
    page.list.setCurrentIndex(page.list.cases.index(2, 0))
    chosen = page.list.chosen().id
    page.refresh()
    assert page.list.chosen().id == chosen


def test_the_greeting_goes_with_the_hour() -> None:
    assert [greeting(hour, "คุณก")[:12] for hour in (8, 13, 18)] == ["สวัสดีตอนเช้", "สวัสดีตอนบ่า", "สวัสดีตอนเย็"]


def test_papers_that_end_within_a_month_are_a_word_and_a_step_to_the_registers(page: TodayPage, session, qtbot) -> None:
    from sqlalchemy import update

    from lsvdesk.register.models import Permit

    assert not page.ending.isVisibleTo(page)
    for days, shown in ((31, False), (30, True), (-1, False)):
        with session.office.register.write() as written:
            written.execute(update(Permit).values(valid_until=session.today + dt.timedelta(days=days)))
        page.refresh()
        assert page.ending.isVisibleTo(page) == shown, days
    with session.office.register.write() as written:
        written.execute(update(Permit).values(valid_until=session.today))
    page.refresh()
    assert "1 ฉบับ" in page.ending.text()
    with qtbot.waitSignal(page.open_page) as opened:
        page.ending.click()
    assert opened.args[0] == "registers"
