"""An Assessment: what is owed, line by line, each with its base, rate and section of law.

Amounts are ``Decimal`` baht. Rounding happens once, in the rule where the law states it; ``total`` is the plain sum of the lines.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class AssessmentLine:
    """One line of the calculation.

    ``base`` × ``rate`` = ``amount`` unless a minimum, a share or a rounding applies; ``sentence`` then says so in Thai, for the citizen.
    The ``rate`` of a surcharge is a percentage.
    ``revenue`` is the account under which the money is taken; ``group`` ties lines of one asset (one sign) together;
    ``confirmed`` is False where any value used has not been confirmed by the office.
    """

    item: str
    base: Decimal
    unit: str
    rate: Decimal | None
    amount: Decimal
    reference: str
    sentence: str
    revenue: str
    group: str = ""
    kind: str = "principal"
    """``principal``, ``fee``, ``surcharge``, ``fine``, or ``benefit``: what the citizen is paid, never money to be taken."""
    confirmed: bool = True

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it: money as strings of baht with two decimals."""
        return {
            "item": self.item,
            "base": _plain(self.base),
            "unit": self.unit,
            "rate": None if self.rate is None else _plain(self.rate),
            "amount": f"{self.amount:.2f}",
            "reference": self.reference,
            "sentence": self.sentence,
            "revenue": self.revenue,
            "group": self.group,
            "kind": self.kind,
            "confirmed": self.confirmed,
        }


@dataclass(frozen=True)
class Assessment:
    """The whole calculation of a case on a day."""

    service: str
    on: dt.date
    lines: tuple[AssessmentLine, ...]

    @property
    def total(self) -> Decimal:
        """Sum of the lines, baht."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def unverified(self) -> tuple[AssessmentLine, ...]:
        """Lines that rest on a value the office has not confirmed."""
        return tuple(line for line in self.lines if not line.confirmed)

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "service": self.service,
            "on": self.on.isoformat(),
            "total": f"{self.total:.2f}",
            "lines": [line.to_dict() for line in self.lines],
        }


def _plain(value: Decimal) -> str:
    """Without exponent or trailing zeros: 58, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
