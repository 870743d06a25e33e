"""The sheet of a calculation without a case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lsvdesk.counter.calculation_forms import days_of
from lsvdesk.counter.computing import applicant_case
from lsvdesk.counter.paper_data.assessments import line_view
from lsvdesk.printing.views import AssessmentSheetView, InstalmentLine, OfficeView, PaperHead, SignatureView
from lsvdesk.printing.views.estimate import EstimateView

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.estimating import Estimate
    from lsvdesk.printing.views import Numerals


def view(
    service: Service, office: OfficeView, found: Estimate, at: dt.datetime, numerals: Numerals, by: SignatureView | None
) -> EstimateView:
    """What the sheet says: the days that matter, the lines with their reasons, the rights, the parts to pay in."""
    from lsvdesk.counter.estimating import DAY_TITLES

    days = [(DAY_TITLES[name], getattr(found.days, name)) for name in ("filed_on", *days_of(service))]
    if found.days.filed_on is None:
        days.insert(0, ("วันที่คำนวณ", found.days.on))
    head = PaperHead("", AssessmentSheetView.KIND, office, at.date(), at, numerals)
    year = found.answers.get("tax_year")
    return EstimateView(
        head=head,
        title=title(service),
        service=service.title,
        applicant=applicant_case(service, found.applicant_case).title,
        days=tuple((label, day) for label, day in days if day is not None),
        lines=tuple(line_view(line) for line in found.lines),
        total=found.total,
        entitled=tuple(line_view(line) for line in found.entitled),
        instalments=tuple(InstalmentLine(part.number, part.amount, part.due_on) for part in found.instalments.parts)
        if found.instalments
        else (),
        instalments_reference=found.instalments.reference if found.instalments else "",
        pay_by=found.pay_by,
        notes=(*((f"ปีภาษี {year}",) if year else ()), *found.warnings),
        prepared_by=by,
    )


def title(service: Service) -> str:
    """What the sheet is called, without the mark that it is an estimate."""
    if service.benefits:
        return "ใบคำนวณสิทธิ"
    return "ใบคำนวณภาษีป้าย" if service.asset == "sign" else "ใบคำนวณภาษี" if service.kind == "tax" else "ใบคำนวณค่าธรรมเนียม"
