"""What happened to a case that a rule needs beside the answers: who files, and the dates of filing, notices and payment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Everything may be unknown (``None``, empty): what is unknown is not charged for.

    ``filed_on`` the day the return was filed; ``officer_noticed_on`` the day the officer pointed out that it had not been; ``notified_on``
    the day the assessment notice was received; ``warned_on`` the day a warning letter for what is in arrear was received; ``paid_on`` the
    day of payment (pass today to see what would be due today).
    ``holidays`` moves a last day that falls on a closed day. ``case``, ``applicant_kind`` and ``agent`` are what fee conditions may name.
    """

    filed_on: dt.date | None = None
    officer_noticed_on: dt.date | None = None
    notified_on: dt.date | None = None
    warned_on: dt.date | None = None
    paid_on: dt.date | None = None
    holidays: frozenset[dt.date] = frozenset()
    case: str = ""
    applicant_kind: str = ""
    agent: bool = False
