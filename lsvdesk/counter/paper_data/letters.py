"""Letters of the office: a request given back, one sent on to another office, and the result of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter import forwarding, letter_numbers, progress, reading, wording
from lsvdesk.counter.paper_data import slips
from lsvdesk.counter.paper_data.application import document_lines
from lsvdesk.errors import CounterError
from lsvdesk.money import to_baht
from lsvdesk.printing.views import ForwardingAnswer, ForwardingLetterView, ResultNoticeView, ReturnLetterView
from lsvdesk.register import models
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from lsvdesk.counter.paper_data.common import Source


NO_PERMISSION = ("complaint", "request", "welfare", "pension", "enrolment")
"""Kinds of service that are no permission of the Facilitation Act: their results are told after the law of the service itself."""


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
    """The letter with what was decided: Facilitation Act s. 10, of what is no permission the first law that the service stands on."""
    case, service = source.of_case, source.service
    if case.decided_on is None:
        raise CounterError("เรื่องนี้ยังไม่ได้พิจารณา จึงยังแจ้งผลไม่ได้", code="no-paper")
    granted = case.status != "refused"
    answer = _answer(source)
    decides_elsewhere = service.forwarding is not None and service.forwarding.before_decision
    return ResultNoticeView(
        head=source.head(ResultNoticeView.KIND),
        letter_no=letter_no,
        addressee=source.applicant(),
        service=service.title,
        applied_on=case.filed_on,
        decided_on=case.decided_on,
        granted=granted,
        outcome=wording.outcome(granted, service.decision, service.kind, progress.output_for(case, service) is not None),
        reasons=(case.decision_reason,) if case.decision_reason and not decides_elsewhere else (),
        matter=wording.matter(service.kind),
        answer=answer,
        decided_elsewhere=decides_elsewhere,
        basis=service.legal_basis[0].cited if service.kind in NO_PERMISSION and service.legal_basis else "",
        subject=str(case.answers.get("subject") or "") if service.kind == "complaint" else "",
        next_steps=_next_steps(source) if granted else (),
        appeal_to=answer.by if answer is not None and decides_elsewhere else source.details.get("executive_position", ""),
        department=str(source.department(case.department).get("title", "")),
        signer=source.executive(),
    )


def forwarded(source: Source, record: models.Forwarding) -> ForwardingLetterView:
    """The covering letter with which the case goes to the office that decides it."""
    from lsvdesk.printing.papers.common import quantity

    case, service = source.of_case, source.service
    sending = service.forwarding
    assert sending is not None
    documents = [row for row in document_lines(reading.documents(source.session, case), service) if row.handed_in]
    form = service.form_title or f"คำขอ{service.short_title or service.title}"
    known = {"{applicant}": case.applicant_name, "{case}": case.number, "{filed_on}": format_long(case.filed_on, thai_digits=False)}
    body = sending.body
    for name, value in known.items():
        body = body.replace(name, value)
    return ForwardingLetterView(
        head=source.head(ForwardingLetterView.KIND),
        letter_no=record.letter_no or letter_numbers.blank(source.session),
        sent_on=record.sent_on,
        addressee=record.addressee,
        subject=sending.subject,
        body=body,
        request=sending.request,
        attachments=(f"{form} จำนวน 1 ชุด", *(f"{row.title} {quantity(row)}".strip() for row in documents)),
        service=service.title,
        applicant=source.applicant(),
        department=str(source.department(case.department).get("title", "")),
        signer=source.executive(),
    )


def _answer(source: Source) -> ForwardingAnswer | None:
    """What another office answered last; None where none did."""
    case, sending = source.of_case, source.service.forwarding
    record = forwarding.latest(source.session, case)
    if sending is None or record is None or record.answered_on is None or record.outcome == "returned":
        return None
    return ForwardingAnswer(
        by=sending.to,
        sent_on=record.sent_on,
        answered_on=record.answered_on,
        letter_no=record.answer_no,
        outcome=forwarding.OUTCOMES[record.outcome],
        text=record.answer,
    )


def _next_steps(source: Source) -> tuple[str, ...]:
    case = source.of_case
    where = source.service.place or source.details["name"]
    steps = []
    if case.due_satang > case.paid_satang:
        owed = format_number(to_baht(case.due_satang - case.paid_satang), 2)
        steps.append(f"ชำระเงิน {owed} บาท ณ {where}")
    output = progress.output_for(case, source.service)
    if output is not None:
        permit = source.session.scalar(select(models.Permit.number).where(models.Permit.case_id == case.id).limit(1))
        number = f" เลขที่ {permit}" if permit else ""
        steps.append(f"รับ{output.title}{number} ณ {where}")
    return tuple(steps)
