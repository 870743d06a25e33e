"""What today's screen says should be done next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from lsvdesk.counter.views import CaseRow, DraftState, TodayView
from lsvdesk.ui.next_step import days_left_text, days_left_tone, next_step

TODAY = dt.date(2026, 11, 23)
QUIET_DAY = TodayView(
    on=TODAY,
    waiting=(),
    due_soon=(),
    overdue=(),
    deficient=(),
    counts={},
    takings=Decimal(0),
    takings_by_method={},
    receipts_today=0,
    voided_today=0,
    drafts=(),
    day_closed=False,
    unclosed_days=(),
)


def a_case(number: str, days_left: int | None = None, case_id: int = 1) -> CaseRow:
    return CaseRow(
        id=case_id,
        number=number,
        service="soil-excavation-notice",
        service_title="การแจ้งขุดดิน",
        department="engineering",
        kind="notification",
        applicant="นายสมมุติ ทดสอบ",
        status="in_progress",
        filed_on=TODAY,
        promise_due=TODAY,
        statutory_due=None,
        finished_on=None,
        due=Decimal(0),
        paid=Decimal(0),
        sensitive=False,
        days_left=days_left,
    )


def test_on_a_quiet_day_the_next_thing_is_the_next_citizen() -> None:
    step = next_step(QUIET_DAY)
    assert step.page == "new"
    assert step.title == "ไม่มีงานค้าง"


def test_money_of_a_past_day_comes_before_everything_else() -> None:
    day = dt.date(2026, 11, 20)
    step = next_step(replace(QUIET_DAY, unclosed_days=(day, TODAY), overdue=(a_case("2569-00001", -3),)))
    assert (step.page, step.argument) == ("money", day)
    assert "20 พฤศจิกายน 2569" in step.text
    assert "อีก 1 วัน" in step.text


def test_an_overdue_case_comes_before_a_draft_and_a_draft_before_what_is_due_soon() -> None:
    draft = DraftState("d1", "soil-excavation-notice", "การแจ้งขุดดิน — นายสมมุติ", {})
    busy = replace(QUIET_DAY, overdue=(a_case("2569-00007", -2, 7),), drafts=(draft,), due_soon=(a_case("2569-00008", 1, 8),))
    assert next_step(busy).argument == 7
    assert next_step(replace(busy, overdue=())).draft == "d1"
    assert next_step(replace(busy, overdue=(), drafts=())).argument == 8


def test_after_a_power_cut_the_half_filled_form_comes_first() -> None:
    draft = DraftState("d1", "soil-excavation-notice", "การแจ้งขุดดิน — นายสมมุติ", {})
    view = replace(QUIET_DAY, overdue=(a_case("2569-00007", -2, 7),), drafts=(draft,))
    assert next_step(view, just_started=True).draft == "d1"
    assert next_step(view, just_started=False).argument == 7


def test_a_deficiency_is_pressed_only_after_its_date() -> None:
    waiting = (a_case("2569-00009", case_id=9),)
    in_time = replace(QUIET_DAY, waiting=waiting, deficient=(a_case("2569-00010", 4, 10),))
    late = replace(in_time, deficient=(a_case("2569-00010", -1, 10),))
    assert next_step(in_time).argument == 9
    assert next_step(late).argument == 10


def test_days_left_are_said_in_words_and_in_colour() -> None:
    assert [days_left_text(days) for days in (None, -2, 0, 3)] == ["", "เกิน 2 วัน", "ครบกำหนดวันนี้", "เหลือ 3 วัน"]
    assert [days_left_tone(days) for days in (None, -2, 0, 3, 4)] == ["quiet", "red", "amber", "amber", "quiet"]


def test_an_answer_that_has_come_is_told_before_what_is_due_soon() -> None:
    told = replace(a_case("2569-00001", case_id=1), answered="approved")
    step = next_step(replace(QUIET_DAY, waiting=(told,), due_soon=(a_case("2569-00002", 1, case_id=2),)))
    assert step.argument == 1
    assert "แจ้งผู้ยื่น" in step.title


def test_an_answer_that_should_have_come_is_asked_for() -> None:
    late = replace(
        a_case("2569-00001", case_id=1),
        forwarded_on=TODAY - dt.timedelta(days=40),
        answer_by=TODAY - dt.timedelta(days=10),
        answer_late=True,
    )
    awaited = replace(a_case("2569-00003", case_id=3), forwarded_on=TODAY, answer_by=TODAY)
    waiting = (a_case("2569-00002", case_id=2),)
    step = next_step(replace(QUIET_DAY, forwarded=(late, awaited), waiting=waiting))
    assert step.argument == 1
    assert "ช้า 10 วัน" in step.title
    assert next_step(replace(QUIET_DAY, forwarded=(awaited,), waiting=waiting)).argument == 2
