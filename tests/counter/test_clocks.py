"""The two clocks of a case, counted in calendar and in working days, with and without a deficiency record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lsvdesk.catalogue.models import Clock, Service
from lsvdesk.counter import clocks
from lsvdesk.register.models import Case, Deficiency

WEDNESDAY = dt.date(2026, 12, 2)
HOLIDAYS = frozenset({dt.date(2026, 12, 7), dt.date(2026, 12, 10)})  # วันชดเชยวันพ่อแห่งชาติ, วันรัฐธรรมนูญ


def service(**clock: Any) -> Service:
    """A service with nothing but its clocks."""
    return Service.model_construct(clock=Clock.model_validate(clock))


def case(complete_on: dt.date | None = WEDNESDAY, **more: Any) -> Case:
    return Case(kind="permit", status="in_progress", complete_on=complete_on, **more)


def record(opened: dt.date, closed: dt.date | None, status: str = "cured") -> Deficiency:
    return Deficiency(opened_on=opened, closed_on=closed, status=status, correct_by=opened, items=[])


@pytest.mark.parametrize(
    ("promise", "due"),
    [
        ({"value": 3, "unit": "day"}, dt.date(2026, 12, 5)),
        ({"value": 3, "unit": "working_day"}, dt.date(2026, 12, 8)),  # Thursday, Friday; Monday is a holiday, so Tuesday
        ({"value": 5, "unit": "working_day"}, dt.date(2026, 12, 11)),
        ({"value": 1, "unit": "month"}, dt.date(2027, 1, 2)),
        ({"value": 45, "unit": "minute"}, WEDNESDAY),
        ({"value": 2, "unit": "hour"}, WEDNESDAY),
    ],
)
def test_a_promise_is_counted_as_the_definition_says(promise: dict[str, Any], due: dt.date) -> None:
    running = case()
    clocks.set_going(running, [], service(promise=promise), HOLIDAYS)
    assert running.promise_due == due
    assert running.statutory_due is None


def test_days_left_skip_weekends_and_holidays_where_the_clock_does() -> None:
    running = case()
    clocks.set_going(running, [], service(promise={"value": 5, "unit": "working_day"}), HOLIDAYS)
    assert clocks.days_left(running, WEDNESDAY, ("working_day", "working_day"), HOLIDAYS) == 5
    assert clocks.days_left(running, dt.date(2026, 12, 6), ("working_day", "working_day"), HOLIDAYS) == 3
    assert clocks.days_left(running, dt.date(2026, 12, 11), ("working_day", "working_day"), HOLIDAYS) == 0
    assert clocks.days_left(running, dt.date(2026, 12, 15), ("working_day", "working_day"), HOLIDAYS) == -2


def test_an_open_record_stops_both_clocks_and_a_cured_one_moves_both_dues() -> None:
    both = service(promise={"value": 5, "unit": "day"}, statutory={"value": 10, "unit": "day"})
    running = case()
    clocks.set_going(running, [record(dt.date(2026, 12, 3), None, "open")], both, HOLIDAYS)
    assert (running.promise_due, running.statutory_due) == (None, None)
    clocks.set_going(running, [record(dt.date(2026, 12, 3), dt.date(2026, 12, 9))], both, HOLIDAYS)
    assert (running.promise_due, running.statutory_due) == (dt.date(2026, 12, 13), dt.date(2026, 12, 18))


def test_a_record_from_before_completeness_costs_no_days() -> None:
    running = case()
    clocks.set_going(running, [record(dt.date(2026, 11, 20), WEDNESDAY)], service(promise={"value": 5, "unit": "day"}), HOLIDAYS)
    assert running.promise_due == dt.date(2026, 12, 7)


def test_a_promise_of_minutes_is_due_on_the_day_the_fault_was_put_right() -> None:
    running = case()
    cured = [record(WEDNESDAY, dt.date(2026, 12, 4))]
    clocks.set_going(running, cured, service(promise={"value": 30, "unit": "minute"}), HOLIDAYS)
    assert running.promise_due == dt.date(2026, 12, 4)


def test_a_fault_found_after_a_promise_of_minutes_was_missed_does_not_give_the_time_back() -> None:
    running, late = case(), [record(dt.date(2026, 12, 14), dt.date(2026, 12, 18))]
    clocks.set_going(running, late, service(promise={"value": 30, "unit": "minute"}), HOLIDAYS)
    assert running.promise_due == WEDNESDAY
    twice = [record(WEDNESDAY, dt.date(2026, 12, 4)), record(dt.date(2026, 12, 4), dt.date(2026, 12, 9))]
    clocks.set_going(running, twice, service(promise={"value": 30, "unit": "minute"}), HOLIDAYS)
    assert running.promise_due == dt.date(2026, 12, 9), "the second fault was found on the day the first was put right"


def test_what_the_page_says_of_a_clock() -> None:
    promised = service(promise={"value": 5, "unit": "day"})
    running = case()
    clocks.set_going(running, [], promised, HOLIDAYS)

    def state(on: dt.date, *records: Deficiency) -> tuple[str, int | None]:
        view = clocks.views(running, records, promised, HOLIDAYS, on)[0]
        return view.state, view.days_left

    assert state(WEDNESDAY) == ("running", 5)
    assert state(dt.date(2026, 12, 9)) == ("overdue", -2)
    assert state(WEDNESDAY, record(WEDNESDAY, None, "open")) == ("paused", None)
    running.finished_on, running.status = dt.date(2026, 12, 7), "finished"
    assert state(dt.date(2026, 12, 20)) == ("met", None)
    running.finished_on = dt.date(2026, 12, 8)
    assert state(dt.date(2026, 12, 20)) == ("missed", None)
    assert clocks.views(case(None), [], promised, HOLIDAYS, WEDNESDAY)[0].state == "waiting"


def test_a_length_is_said_in_thai() -> None:
    five = service(promise={"value": 5, "unit": "working_day"}).clock.promise
    half = service(promise={"value": "1.5", "unit": "hour"}).clock.promise
    ten = service(promise={"value": 10, "unit": "day"}).clock.promise
    assert [clocks.length(each) for each in (five, half, ten)] == ["5 วันทำการ", "1.5 ชั่วโมง", "10 วัน"]
