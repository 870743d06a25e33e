"""Counting time as Thai law does; dates only, no time of day.

The day of the event is not counted: the day after is day one (ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 193/3). A month ends on the day before the
one that corresponds to its first day, or on the last day of a month that has no such day (มาตรา 193/5). Where the last day of a citizen's
time is a holiday, the next working day is the last (มาตรา 193/8): :func:`extended`. An office's own promise is not extended that way.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the definitions bring pydantic, which today's screen can do without
    from lsvdesk.catalogue.models import Duration

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """Time that is not counted: the days after ``start`` up to and including ``end``; ``end`` is None while it lasts.

    A deficiency record of the 3rd that is cured on the 8th takes out the 4th to the 8th: the 9th is counted again.
    """

    start: dt.date
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether this day is taken out."""
        return self.start < day and (self.end is None or day <= self.end)


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Monday to Friday and not a holiday."""
    return day.weekday() < 5 and day not in holidays


def extended(last: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The last day of a citizen's time: ``last``, or the next working day where it is a closed day (มาตรา 193/8)."""
    while not is_working_day(last, holidays):
        last += _DAY
    return last


def after_months(start: dt.date, months: int) -> dt.date:
    """The last day of a time of ``months`` that runs from the day after ``start`` (มาตรา 193/5). Ten years are 120 months."""
    first = start + _DAY
    index = first.year * 12 + first.month - 1 + months
    year, month = divmod(index, 12)
    last_of_month = calendar.monthrange(year, month + 1)[1]
    if first.day > last_of_month:
        return dt.date(year, month + 1, last_of_month)
    return dt.date(year, month + 1, first.day) - _DAY


def due(start: dt.date, duration: Duration, holidays: Collection[dt.date] = ()) -> dt.date:
    """The last day of ``duration`` counted from ``start``, the day after being day one.

    Minutes and hours end on the same day; part of a day counts as a day. Raises ValueError for a negative duration.
    """
    result = due_with_pauses(start, duration, holidays, ())
    assert result is not None
    return result


def due_with_pauses(start: dt.date, duration: Duration, holidays: Collection[dt.date] = (), pauses: Sequence[Pause] = ()) -> dt.date | None:
    """The same where the clock stood still; ``None`` while it stands still and has days left (nobody can say the day yet)."""
    number = _whole(duration)
    if duration.unit in ("minute", "hour"):
        number = 0
    if duration.unit == "month":
        number = (after_months(start, number) - start).days
    if number == 0:
        return start
    for count, day in enumerate(_counted(start, duration.unit, holidays, pauses), 1):
        if count == number:
            return day
    return None


def elapsed(start: dt.date, on: dt.date, unit: str = "day", holidays: Collection[dt.date] = (), pauses: Sequence[Pause] = ()) -> int:
    """Days (working days where ``unit`` says so) counted after ``start`` up to and including ``on``; 0 before it begins."""
    return sum(1 for day in _days(start, on) if _counts(day, unit, holidays, pauses))


def remaining(start: dt.date, duration: Duration, on: dt.date, holidays: Collection[dt.date] = (), pauses: Sequence[Pause] = ()) -> int:
    """Days left on ``on`` before the time is over: 0 on its last day, negative when it is overdue.

    Counted in the unit of ``duration``: working days for working days, calendar days for everything else. While the clock stands still the
    number does not change.
    """
    unit = "working_day" if duration.unit == "working_day" else "day"
    number = 0 if duration.unit in ("minute", "hour") else _whole(duration)
    if duration.unit == "month":
        number = (after_months(start, number) - start).days
    return number - elapsed(start, on, unit, holidays, pauses)


def started_months(after: dt.date, on: dt.date) -> int:
    """Months begun after the day ``after`` up to ``on``; part of a month is a month, 0 on ``after`` or before."""
    months = 0
    while on > after_months(after, months):
        months += 1
    return months


def _whole(duration: Duration) -> int:
    if duration.value < 0:
        raise ValueError("a duration is not negative")
    return int(duration.value.to_integral_value(rounding=ROUND_CEILING))


def _counts(day: dt.date, unit: str, holidays: Collection[dt.date], pauses: Sequence[Pause]) -> bool:
    if unit == "working_day" and not is_working_day(day, holidays):
        return False
    return not any(pause.covers(day) for pause in pauses)


def _days(start: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = start + _DAY
    while day <= last:
        yield day
        day += _DAY


def _counted(start: dt.date, unit: str, holidays: Collection[dt.date], pauses: Sequence[Pause]) -> Iterator[dt.date]:
    open_from = min((pause.start for pause in pauses if pause.end is None), default=None)
    day = start + _DAY
    while open_from is None or day <= open_from:
        if _counts(day, unit, holidays, pauses):
            yield day
        day += _DAY
