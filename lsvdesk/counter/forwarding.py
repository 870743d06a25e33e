"""Requests that another office decides: sent on with a covering letter, its answer awaited and recorded, the applicant told.

``Service.forwarding.before_decision`` says which of two ways it goes. Where the other office decides (disability card, funeral aid), this
one neither approves nor refuses: the outcome that comes back is the decision. Where this office decides first (disaster relief), it may
then send on what exceeds its own power; the outcome that comes back is told to the applicant beside the decision.

Clocks: what the manual promises is this office's part, so both clocks end on the day the request is first sent, whatever comes later
(:func:`lsvdesk.counter.clocks.stopped_on`). From then on only the day counts on which an answer is expected. While it is awaited the case
keeps its status and has ``forwarded_on``; lists show it as ``forwarded``, and as ``answered`` until the applicant has been told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.catalogue.models import Duration
from lsvdesk.counter import journal, letter_numbers, progress, reading
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.cases import required_reason
from lsvdesk.counter.views import CaseDetail, ForwardingPlan
from lsvdesk.errors import CounterError
from lsvdesk.register import models
from lsvdesk.rules import clock as counting
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import normalise

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Forwarding, Service
    from lsvdesk.counter.context import Office

OUTCOMES = {"approved": "อนุมัติ", "refused": "ไม่อนุมัติ", "returned": "ส่งเรื่องคืนให้แก้ไข"}
"""What another office may answer."""

USUAL_WAIT = 30
"""Days after which an answer may be asked for, where the definition says nothing (an office's own habit, not a limit of law)."""


def plan(office: Office, case_id: int) -> ForwardingPlan:
    """What sending the case on today would look like. Raises NotAllowedNow."""
    with office.register.read() as session:
        case, service = reading.required(session, office, case_id, "forward")
        sending = _sending(service)
        by_hand = letter_numbers.by_hand(session)
        return ForwardingPlan(
            addressee=_addressee(sending, session),
            to=sending.to,
            subject=sending.subject,
            answer_by=_answer_by(sending, office.today(), office_settings.holidays_of(session)),
            letter_no=letter_numbers.blank(session) if by_hand else None,
            documents=tuple(row.title for row in reading.documents(session, case) if row.status == "received"),
        )


def forward(
    office: Office,
    case_id: int,
    *,
    addressee: str = "",
    letter_no: str = "",
    sent_on: dt.date | None = None,
    answer_by: dt.date | None = None,
) -> CaseDetail:
    """Send the case on: the covering letter gets its number, the clocks end, the answer is awaited.

    ``addressee`` empty takes the definition's; ``letter_no`` counts where the office numbers its letters by hand; ``sent_on`` is today or a
    day since the documents were complete; ``answer_by`` None takes the definition's time, or :data:`USUAL_WAIT`. Raises NotAllowedNow,
    CounterError ``sent-on``, ``answer-by``.
    """
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "forward")
        sending, today = _sending(service), office.today()
        sent = sent_on or today
        if sent > today or (case.complete_on is not None and sent < case.complete_on):
            since = f"ตั้งแต่วันที่ {format_short(case.complete_on)}" if case.complete_on is not None else ""
            raise CounterError(f"วันที่ส่งต้องอยู่{since}ถึงวันนี้ กรุณาเลือกวันใหม่", code="sent-on", field="sent_on")
        expected = answer_by or _answer_by(sending, sent, office_settings.holidays_of(session))
        if expected < sent:
            raise CounterError("วันที่คาดว่าจะได้รับผลต้องไม่ก่อนวันที่ส่ง กรุณาเลือกวันใหม่", code="answer-by", field="answer_by")
        by_hand = letter_numbers.by_hand(session)
        record = models.Forwarding(
            case_id=case.id,
            addressee=(normalise(addressee) or _addressee(sending, session))[:300],
            letter_no=normalise(letter_no)[:80] if by_hand else letter_numbers.take(session, office),
            sent_on=sent,
            answer_by=expected,
            recorded_by=office.user.id,
        )
        session.add(record)
        case.forwarded_on = sent
        session.flush()
        number = f" ตามหนังสือที่ {record.letter_no}" if record.letter_no else ""
        text = f"ส่งเรื่องไปยัง{sending.to}{number} คาดว่าจะได้รับผลภายในวันที่ {format_short(expected)}"
        journal.on_case(session, office, case, "forwarded", text, forwarding=record.id, sent_on=sent.isoformat())
        return reading.detail(session, office, case)


def answer(
    office: Office,
    case_id: int,
    outcome: str,
    *,
    text: str = "",
    answered_on: dt.date | None = None,
    answer_no: str = "",
) -> CaseDetail:
    """Record what the other office answered: ``approved``, ``refused`` or ``returned`` (to be put right and sent again).

    ``answered_on`` is the day of its letter (today), ``answer_no`` the letter's number, ``text`` what it says; a refusal or a return needs
    it. Where that office decides, its answer is the decision. Raises NotAllowedNow, CounterError ``outcome``, ``answered-on``, ``reason``.
    """
    if outcome not in OUTCOMES:
        raise CounterError(f"กรุณาระบุผลที่ได้รับ: {' '.join(OUTCOMES.values())}", code="outcome", field="outcome")
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "answer")
        record, sending = latest(session, case), _sending(service)
        assert record is not None
        day = answered_on or office.today()
        if not record.sent_on <= day <= office.today():
            raise CounterError(
                f"วันที่ของหนังสือตอบต้องอยู่ตั้งแต่วันที่ส่งเรื่อง ({format_short(record.sent_on)}) ถึงวันนี้", code="answered-on", field="answered_on"
            )
        said = normalise(text)[:2000] if outcome == "approved" else required_reason(text)
        record.answered_on, record.answer_no, record.outcome, record.answer = day, normalise(answer_no)[:80], outcome, said
        case.forwarded_on = None
        number = f" ตามหนังสือที่ {record.answer_no}" if record.answer_no else ""
        because = f": {said}" if said else ""
        words = f"ได้รับผลจาก{sending.to}{number} ลงวันที่ {format_short(day)} {OUTCOMES[outcome]}{because}"
        journal.on_case(session, office, case, "answered", words, forwarding=record.id, outcome=outcome)
        if sending.before_decision and outcome != "returned":
            case.decided_on = day
            case.decision_reason = said
            if outcome == "approved":
                progress.granted(session, office, case, service)
        session.flush()
        return reading.detail(session, office, case)


def inform(office: Office, case_id: int) -> CaseDetail:
    """The applicant is told, and the case ends: refused where the office that decides refused, else finished. Raises NotAllowedNow."""
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "inform")
        record = latest(session, case)
        refused = _sending(service).before_decision and record is not None and record.outcome == "refused"
        progress.end(office, case, "refused" if refused else "finished")
        words = "แจ้งผลการพิจารณาให้ผู้ยื่นทราบ เรื่องสิ้นสุด"
        journal.on_case(session, office, case, case.status, words, forwarding=record.id if record is not None else None)
        session.flush()
        return reading.detail(session, office, case)


# ---------------------------------------------------------------------------------------------------------------- the pieces


def latest(session: Session, case: models.Case) -> models.Forwarding | None:
    """The last time the case was sent on."""
    query = select(models.Forwarding).where(models.Forwarding.case_id == case.id).order_by(models.Forwarding.id.desc()).limit(1)
    return session.scalars(query).first()


def _addressee(sending: Forwarding, session: Session) -> str:
    """Whom the letter addresses, with this office's own province and district."""
    place = session.get_one(models.Office, 1).details.get("address") or {}
    return sending.addressee.replace("{province}", str(place.get("province", ""))).replace("{district}", str(place.get("district", "")))


def _sending(service: Service) -> Forwarding:
    assert service.forwarding is not None  # the action exists only where the definition has it
    return service.forwarding


def _answer_by(sending: Forwarding, sent: dt.date, holidays: Collection[dt.date]) -> dt.date:
    wait = sending.answer_within or Duration.model_validate({"value": USUAL_WAIT, "unit": "day"})
    return counting.extended(counting.due(sent, wait, holidays), holidays)
