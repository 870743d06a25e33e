"""What the sheet of a calculation without a case is printed from. It is no paper of the register: nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lsvdesk.printing.views.land import InstalmentLine
from lsvdesk.printing.views.money import AssessmentLineView
from lsvdesk.printing.views.parts import PaperHead, SignatureView


@dataclass(frozen=True)
class EstimateView:
    """An estimate: ``lines`` with their ``total`` is what would have to be paid, ``entitled`` what the citizen would be paid (a line of
    zero says why not). ``days`` are the days it was calculated for, ``applicant`` the kind of applicant. ``head.paper_id`` is empty."""

    head: PaperHead
    title: str
    service: str
    applicant: str
    days: tuple[tuple[str, date], ...]
    lines: tuple[AssessmentLineView, ...]
    total: Decimal
    entitled: tuple[AssessmentLineView, ...] = ()
    instalments: tuple[InstalmentLine, ...] = ()
    instalments_reference: str = ""
    pay_by: date | None = None
    notes: tuple[str, ...] = ()
    prepared_by: SignatureView | None = None
