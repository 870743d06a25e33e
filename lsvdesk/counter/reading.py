"""A case read for its page: everything of it in one value, and what may be done with it. Within a transaction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lsvdesk.catalogue import officials
from lsvdesk.counter import actions, assessed, clocks, definitions, instalments, listing, progress, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.views import AssessmentRow, CaseDetail
from lsvdesk.errors import CounterError, NotAllowedNow
from lsvdesk.money import to_baht
from lsvdesk.register import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

WARNED = ("land-building",)
"""Rules of taxes whose penalty hangs on a warning letter."""


def load(session: Session, office: Office, case_id: int) -> models.Case:
    """The case. Raises CounterError ``unknown-case``, NotAllowedNow for a sensitive case that is none of the user's business."""
    case = session.get(models.Case, case_id)
    if case is None:
        raise CounterError("ไม่พบเรื่องนี้ในทะเบียน กรุณาค้นหาด้วยเลขรับหรือชื่อผู้ยื่น", code="unknown-case")
    if not actions.may_see(case.sensitive, office.user, case.created_by):
        raise NotAllowedNow("เรื่องนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    return case


def required(session: Session, office: Office, case_id: int, action: str) -> tuple[models.Case, Service]:
    """The case and its pinned definition, if the user may do ``action`` with it today. Raises NotAllowedNow with the reason."""
    case = load(session, office, case_id)
    service = definitions.pinned(session, office, case)
    actions.require(action, state_of(session, case, service), office.user, office.today())
    return case, service


def state_of(session: Session, case: models.Case, service: Service) -> actions.CaseState:
    """What the possible actions depend on: one question to the register."""
    record, deficiency, permit, paper = models.AssessmentRecord, models.Deficiency, models.Permit, models.IssuedPaper
    sent, event = models.Forwarding, models.CaseEvent
    current = select(record.id, record.notified_on).where(record.case_id == case.id, record.status == "current").subquery()
    asked = select(
        select(current.c.id).scalar_subquery(),
        select(current.c.notified_on).scalar_subquery(),
        select(deficiency.correct_by).where(deficiency.case_id == case.id, deficiency.status == "open").limit(1).scalar_subquery(),
        select(permit.id).where(permit.case_id == case.id).limit(1).scalar_subquery(),
        select(paper.id).where(paper.case_id == case.id).limit(1).scalar_subquery(),
        select(sent.outcome).where(sent.case_id == case.id).order_by(sent.id.desc()).limit(1).scalar_subquery(),
        select(event.id).where(event.case_id == case.id, event.kind == "warned").limit(1).scalar_subquery(),
    )
    assessment_id, notified_on, correct_by, permit_id, paper_id, answered, warned = session.execute(asked).one()
    return _state(
        case,
        service,
        assessed=assessment_id is not None,
        notified=notified_on is not None,
        correct_by=correct_by,
        issued=permit_id is not None,
        papers=paper_id is not None,
        answered=answered or "",
        warned=warned is not None,
    )


def _state(
    case: models.Case,
    service: Service,
    *,
    assessed: bool,
    notified: bool,
    correct_by: dt.date | None,
    issued: bool,
    papers: bool,
    answered: str,
    warned: bool,
) -> actions.CaseState:
    sending = service.forwarding
    return actions.CaseState(
        status=case.status,
        payment=service.payment,
        decision=service.decision,
        issues=progress.output_for(case, service) is not None,
        complete=case.complete_on is not None,
        correct_by=correct_by,
        assessed=assessed,
        notified=notified,
        warns=any(fee.rule in WARNED for fee in service.fees),
        warned=warned,
        due=to_baht(case.due_satang),
        paid=to_baht(case.paid_satang),
        issued=issued,
        papers=papers,
        kind=service.kind,
        opinions=bool(officials.parts(service, opinion_stages(service))),
        forwards="" if sending is None else "before" if sending.before_decision else "after",
        forwarded_to=sending.to if sending is not None else "",
        forwarded_on=case.forwarded_on,
        answered=answered,
    )


def opinion_stages(service: Service) -> tuple[str, ...]:
    """Whose parts are recorded apart from the decision: officer's and committee's; the executive's too where this office says neither yes
    nor no (a notice is acknowledged, another office decides)."""
    acknowledged = service.decision == "acknowledge" and progress.output_of(service) is not None
    decided_elsewhere = service.forwarding is not None and service.forwarding.before_decision
    return officials.STAGES if acknowledged or decided_elsewhere else officials.OPINIONS


def detail(session: Session, office: Office, case: models.Case) -> CaseDetail:
    """Everything of the case."""
    service = definitions.pinned(session, office, case)
    today, holidays = office.today(), office_settings.holidays_of(session)
    records = progress.deficiencies(session, case)
    current = assessed.current(session, case)
    receipts = session.scalars(
        select(models.Receipt)
        .where(models.Receipt.case_id == case.id)
        .options(selectinload(models.Receipt.lines), selectinload(models.Receipt.receiver))
        .order_by(models.Receipt.id)
    ).all()
    voided = {row.id for row in receipts if row.status == "void"}
    papers = session.scalars(select(models.IssuedPaper).where(models.IssuedPaper.case_id == case.id).order_by(models.IssuedPaper.id)).all()
    permits = session.scalars(select(models.Permit).where(models.Permit.case_id == case.id).order_by(models.Permit.id)).all()
    sent = list(session.scalars(select(models.Forwarding).where(models.Forwarding.case_id == case.id).order_by(models.Forwarding.id)))
    state = _state(
        case,
        service,
        assessed=current is not None,
        notified=current is not None and current.notified_on is not None,
        correct_by=next((each.correct_by for each in records if each.status == "open"), None),
        issued=bool(permits),
        papers=bool(papers),
        answered=sent[-1].outcome if sent else "",
        warned=assessed.warned_on(session, case) is not None,
    )
    late = sum((line.amount for line in instalments.late_lines(session, office, case, today)), to_baht(0))
    outstanding = to_baht(max(case.due_satang - case.paid_satang, 0))
    return CaseDetail(
        row=listing.case_rows(session, office, [case])[0],
        applicant_case=case.applicant_case,
        applicant_case_title=next((each.title for each in service.applicant_cases if each.id == case.applicant_case), ""),
        person=rows.person(case.person) if case.person is not None else None,
        organisation=rows.organisation(case.organisation) if case.organisation is not None else None,
        agent=rows.person(case.agent) if case.agent is not None else None,
        agent_authority=case.agent_authority,
        answers=dict(case.answers),
        service_version=case.service_version,
        complete_on=case.complete_on,
        decided_on=case.decided_on,
        decision_reason=case.decision_reason,
        clocks=clocks.views(case, records, service, holidays, today, sent[0].sent_on if sent else None),
        documents=tuple(rows.document(row) for row in documents(session, case)),
        deficiencies=tuple(rows.deficiency(row) for row in records),
        events=tuple(
            rows.event(row)
            for row in session.scalars(select(models.CaseEvent).where(models.CaseEvent.case_id == case.id).order_by(models.CaseEvent.id))
        ),
        assessment=_assessment(session, current),
        payable_now=outstanding + late if outstanding else outstanding,
        receipts=tuple(rows.receipt(row, case.number) for row in receipts),
        permits=tuple(rows.permit(row, case.number, case.sensitive, today, case.service) for row in permits),
        papers=tuple(rows.paper(row, row.receipt_id in voided) for row in papers),
        attachments=tuple(
            rows.attachment(row)
            for row in session.scalars(select(models.Attachment).where(models.Attachment.case_id == case.id).order_by(models.Attachment.id))
        ),
        actions=actions.available_actions(state, office.user, today),
        instalments=instalments.view(instalments.standing(session, office, case), case, today),
        official=dict(case.official),
        forwardings=tuple(rows.forwarding(row) for row in sent),
    )


def documents(session: Session, case: models.Case) -> list[models.CaseDocument]:
    """The checklist of a case, in order."""
    query = select(models.CaseDocument).where(models.CaseDocument.case_id == case.id).order_by(models.CaseDocument.position)
    return list(session.scalars(query))


def _assessment(session: Session, record: models.AssessmentRecord | None) -> AssessmentRow | None:
    if record is None:
        return None
    return rows.assessment(record, assessed.lines_of(session, record))
