"""How long a paper is good for: the day it ends, by what its definition says (catalogue.Validity). Dates only, no register.

The day of issue is the first day. A year or month ends on the day before the one that corresponds to its first day; a month without that
day ends on its last (ป.พ.พ. มาตรา 193/5): issued 29 February 2571 for one year, good until 28 February 2572.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import conditions
from lsvdesk.errors import CounterError
from lsvdesk.rules import clock

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Validity

_DAY = dt.timedelta(days=1)
_LONGEST = {"years": 100, "months": 1200, "days": 36525}


def valid_until(
    validity: Validity | None, issued_on: dt.date, env: Mapping[str, Any], earlier_until: dt.date | None = None
) -> dt.date | None:
    """The last day of a paper issued on ``issued_on``; None where it has no end.

    ``env`` is what expressions are evaluated against (:func:`lsvdesk.catalogue.context.environment`). ``earlier_until`` is the last day of
    the paper that this one renews: with ``from_earlier`` the new time begins on the day after it, unless that time would be over before it
    was given out. Raises CounterError ``validity`` where the length cannot be worked out from the answers.
    """
    if validity is None:
        return None
    if validity.from_earlier and earlier_until is not None:
        last = _last_day(validity, earlier_until + _DAY, env)
        if last >= issued_on:
            return last
    return _last_day(validity, issued_on, env)


def _last_day(validity: Validity, first: dt.date, env: Mapping[str, Any]) -> dt.date:
    if validity.until == "end-of-year":
        return dt.date(first.year, 12, 31)
    unit = next(name for name in ("years", "months", "days") if getattr(validity, name))
    length = _whole(conditions.value(getattr(validity, unit), env), unit)
    if unit == "days":
        return first + (length - 1) * _DAY
    return clock.after_months(first - _DAY, length * 12 if unit == "years" else length)


def _whole(value: Any, unit: str) -> int:
    """The length as a whole number of its unit."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value == int(value) and 1 <= value <= _LONGEST[unit]:
        return int(value)
    raise CounterError("คำนวณวันสิ้นอายุของใบสำคัญไม่ได้ เพราะคำขอไม่มีระยะเวลาที่ใช้คำนวณหรือระยะเวลาไม่ถูกต้อง กรุณาตรวจรายการในคำขอ", code="validity")


def has_ended(valid_until: dt.date | None, on: dt.date) -> bool:
    """Whether the last day has passed on the day ``on``."""
    return valid_until is not None and valid_until < on
