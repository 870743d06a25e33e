"""The two clocks of a case: the office's promise (its manual) and the statutory limit.

Both start on the day the documents are found complete, both stand still while a deficiency record is open. Where the law gives a shorter
limit once a fault was put right (``after_correction``), that one runs from the day it was put right. A request that is sent on to the
office that decides it has been dealt with here on the day it was sent: the clocks end then, and the other office's time is its own.

What the case stores is the due dates; how they came about can be counted again from its dates and the definition it is pinned to.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from lsvdesk.counter.views import OPEN_STATUSES, ClockView
from lsvdesk.register import models
from lsvdesk.rules import clock as counting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lsvdesk.catalogue.models import Duration, Service, StatutoryLimit

UNITS = {"minute": "นาที", "hour": "ชั่วโมง", "day": "วัน", "working_day": "วันทำการ", "month": "เดือน"}


def length(duration: Duration) -> str:
    """``7 วันทำการ``."""
    return f"{duration.value.normalize():f} {UNITS[duration.unit]}"


def set_going(case: models.Case, deficiencies: Sequence[models.Deficiency], service: Service, holidays: Collection[dt.date]) -> None:
    """Write both due dates of the case anew: None while documents are incomplete or a deficiency record is open."""
    case.promise_due = case.statutory_due = None
    if case.complete_on is None or any(each.status == "open" for each in deficiencies):
        return
    pauses = _pauses(case.complete_on, deficiencies)
    case.promise_due = counting.due_with_pauses(case.complete_on, service.clock.promise, holidays, pauses)
    if service.clock.promise.unit in ("minute", "hour"):  # within the day, and not before the fault was put right
        case.promise_due = _same_day(case.complete_on, pauses)
    statutory, start, standing = _statutory(service, case.complete_on, _cured_on(deficiencies), pauses)
    if statutory is not None:
        case.statutory_due = counting.due_with_pauses(start, statutory, holidays, standing)


def correct_by(service: Service, today: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The last day to put a fault right: the service's own number of days, moved to a working day (Civil and Commercial Code s. 193/8)."""
    from lsvdesk.catalogue.models import Duration

    days = Duration.model_validate({"value": service.clock.correction_days, "unit": "day"})
    return counting.extended(counting.due(today, days), holidays)


def views(
    case: models.Case,
    deficiencies: Sequence[models.Deficiency],
    service: Service,
    holidays: Collection[dt.date],
    today: dt.date,
    sent_on: dt.date | None = None,
) -> tuple[ClockView, ...]:
    """Both clocks as the case page and the papers show them; ``sent_on`` is the day the case was first sent on to another office."""
    stopped = stopped_on(case, sent_on)
    found = [_view("เวลาตามคู่มือ", service.clock.promise, "", stopped, case.promise_due, case.complete_on, deficiencies, holidays, today)]
    statutory, start, _ = _statutory(service, case.complete_on, _cured_on(deficiencies), ())
    if statutory is not None:
        begun = start if case.complete_on is not None else None
        legal = _view("กำหนดตามกฎหมาย", statutory, statutory.reference, stopped, case.statutory_due, begun, deficiencies, holidays, today)
        found.append(legal)
    return tuple(found)


def days_left(
    case: models.Case, today: dt.date, units: tuple[str, str] | None, holidays: Collection[dt.date], sent_on: dt.date | None = None
) -> int | None:
    """Days to the nearer due date as that clock counts; negative when it has passed, None where no clock runs for the office."""
    if units is None or case.status not in OPEN_STATUSES or case.promise_due is None or stopped_on(case, sent_on) is not None:
        return None
    due, unit = case.promise_due, units[0]
    if case.statutory_due is not None and case.statutory_due < due:
        due, unit = case.statutory_due, units[1]
    return days_until(due, today, unit, holidays)


def days_until(due: dt.date, today: dt.date, unit: str, holidays: Collection[dt.date]) -> int:
    """Days from ``today`` to ``due`` as the clock counts them: 0 on the last day, negative afterwards."""
    return counting.elapsed(today, due, unit, holidays) if today <= due else -counting.elapsed(due, today, unit, holidays)


def stopped_on(case: models.Case, sent_on: dt.date | None = None) -> dt.date | None:
    """The day the office's part was done. A tax is the payer's matter from the day the payer was told of it, a request that was sent on
    (first on ``sent_on``) the other office's."""
    if case.kind == "tax" and case.decided_on is not None:
        return case.decided_on
    return sent_on or case.finished_on


def _view(
    title: str,
    duration: Duration,
    reference: str,
    stopped: dt.date | None,
    due: dt.date | None,
    start: dt.date | None,
    deficiencies: Sequence[models.Deficiency],
    holidays: Collection[dt.date],
    today: dt.date,
) -> ClockView:
    state: Literal["waiting", "running", "paused", "met", "missed", "overdue"]
    left = None
    if any(each.status == "open" for each in deficiencies):
        state = "paused"
    elif due is None:
        state = "waiting"
    elif stopped is not None:
        state = "met" if stopped <= due else "missed"
    else:
        left = days_until(due, today, duration.unit, holidays)
        state = "running" if today <= due else "overdue"
    return ClockView(title, length(duration), start, due, left, state, reference)


def _pauses(start: dt.date, deficiencies: Sequence[models.Deficiency]) -> tuple[counting.Pause, ...]:
    """Deficiency records that were open after the clocks had started; earlier ones stopped nothing."""
    return tuple(counting.Pause(each.opened_on, each.closed_on) for each in deficiencies if (each.closed_on or dt.date.max) > start)


def _same_day(complete_on: dt.date, pauses: Sequence[counting.Pause]) -> dt.date:
    """The day a promise of minutes ends: that on which the last fault found within the time was put right. A fault that was found only
    after the promise was missed does not give the time back."""
    due = complete_on
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is not None and pause.start <= due:
            due = max(due, pause.end)
    return due


def _cured_on(deficiencies: Sequence[models.Deficiency]) -> dt.date | None:
    return max((each.closed_on for each in deficiencies if each.status == "cured" and each.closed_on is not None), default=None)


def _statutory(
    service: Service, complete_on: dt.date | None, cured: dt.date | None, pauses: tuple[counting.Pause, ...]
) -> tuple[StatutoryLimit | None, dt.date, tuple[counting.Pause, ...]]:
    """The statutory limit that holds now, the day it starts, and the pauses that still count against it."""
    start = complete_on or dt.date.min
    if service.clock.after_correction is not None and cured is not None:
        return service.clock.after_correction, max(cured, start), ()
    return service.clock.statutory, start, pauses
