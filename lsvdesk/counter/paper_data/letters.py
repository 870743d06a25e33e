"""Letters of the office: a request given back, and the result of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter import progress
from lsvdesk.counter.actions import title
from lsvdesk.counter.paper_data import slips
from lsvdesk.errors import CounterError
from lsvdesk.money import to_baht
from lsvdesk.printing.views import ResultNoticeView, ReturnLetterView
from lsvdesk.register import models
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from lsvdesk.counter.paper_data.common import Source


def returned(source: Source, letter_no: str) -> ReturnLetterView:
    """The letter with which a request goes back (Facilitation Act s. 9)."""
    case = source.of_case
    record = slips.last_deficiency(source)
    reasons = [str(item["text"]) for item in record.items]
    if case.decision_reason and case.decision_reason not in reasons:
        reasons.append(case.decision_reason)
    numbered = [each.id for each in progress.deficiencies(source.session, case)]
    return ReturnLetterView(
        head=source.head(ReturnLetterView.KIND),
        letter_no=letter_no,
        addressee=source.applicant(),
        service=source.service.title,
        applied_on=case.filed_on,
        reasons=tuple(reasons),
        record_no=f"{case.number}/{numbered.index(record.id) + 1}",
        record_on=record.opened_on,
        correct_by=record.correct_by,
        attachments=("คำขอและเอกสารที่ยื่นไว้",),
        appeal_to=source.details.get("executive_position", ""),
        department=str(source.department(case.department).get("title", "")),
        signer=source.executive(),
    )


def result(source: Source, letter_no: str) -> ResultNoticeView:
    """The letter with what was decided (Facilitation Act s. 10)."""
    case, service = source.of_case, source.service
    if case.decided_on is None:
        raise CounterError("เรื่องนี้ยังไม่ได้พิจารณา จึงยังแจ้งผลไม่ได้", code="no-paper")
    granted = case.status != "refused"
    granting = "issue" if service.decision == "acknowledge" and progress.output_of(service) is not None else "approve"
    decision = title(granting if granted else "refuse", service.decision)
    return ResultNoticeView(
        head=source.head(ResultNoticeView.KIND),
        letter_no=letter_no,
        addressee=source.applicant(),
        service=service.title,
        applied_on=case.filed_on,
        decided_on=case.decided_on,
        granted=granted,
        outcome=f"{decision}ตามคำขอของท่าน",
        reasons=(case.decision_reason,) if case.decision_reason else (),
        next_steps=_next_steps(source) if granted else (),
        appeal_to=source.details.get("executive_position", ""),
        department=str(source.department(case.department).get("title", "")),
        signer=source.executive(),
    )


def _next_steps(source: Source) -> tuple[str, ...]:
    case = source.of_case
    where = source.service.place or source.details["name"]
    steps = []
    if case.due_satang > case.paid_satang:
        owed = format_number(to_baht(case.due_satang - case.paid_satang), 2)
        steps.append(f"ชำระเงิน {owed} บาท ณ {where}")
    output = progress.output_of(source.service)
    if output is not None:
        permit = source.session.scalar(select(models.Permit.number).where(models.Permit.case_id == case.id).limit(1))
        number = f" เลขที่ {permit}" if permit else ""
        steps.append(f"รับ{output.title}{number} ณ {where}")
    return tuple(steps)
