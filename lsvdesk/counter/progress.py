"""How a case moves on: documents found complete, a deficiency put right, its end, and its reopening. Within a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter import checklist, clocks, earlier, journal, rolls
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.views import OPEN_STATUSES
from lsvdesk.register import models

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Output, Service
    from lsvdesk.counter.context import Office

NUMBERED = ("certificate", "permit", "acknowledgement", "letter")


def output_of(service: Service, env: Mapping[str, Any] | None = None) -> Output | None:
    """The numbered paper that the service ends in; with ``env`` (see :func:`environment_of`) the one that these answers lead to."""
    from lsvdesk.catalogue.conditions import holds

    for output in service.outputs:
        if output.series and output.type in NUMBERED and (env is None or output.when is None or holds(output.when, env)):
            return output
    return None


def output_for(case: models.Case, service: Service) -> Output | None:
    """The numbered paper that this case ends in."""
    if not any(output.when for output in service.outputs):
        return output_of(service)
    return output_of(service, environment_of(case, service))


def environment_of(case: models.Case, service: Service, today: dt.date | None = None) -> dict[str, Any]:
    """What conditions of the definition are evaluated against for this case, on the day it was filed or on ``today``."""
    from lsvdesk.catalogue.context import environment
    from lsvdesk.counter import computing

    on = today or case.filed_on
    return environment(computing.context(service, case.applicant_case, case.agent_id is not None, case.answers, on))


def documents_complete(session: Session, office: Office, case: models.Case, service: Service) -> None:
    """Found complete today: both clocks start, or go on where a deficiency has been put right."""
    today = office.today()
    records = deficiencies(session, case)
    cured = [each for each in records if each.status == "open"]
    for record in cured:
        record.status, record.closed_on = "cured", today
    began = case.complete_on is None
    if case.complete_on is None:
        case.complete_on = today
    case.status = "in_progress"
    clocks.set_going(case, records, service, office_settings.holidays_of(session))
    if cured:
        journal.on_case(session, office, case, "cured", "ผู้ยื่นแก้ไขตามบันทึกสองฝ่ายครบถ้วนแล้ว", deficiencies=[each.id for each in cured])
    if began:
        journal.on_case(session, office, case, "complete", "ตรวจเอกสารครบถ้วน เริ่มนับระยะเวลา", complete_on=today.isoformat())


def settle_documents(
    session: Session, office: Office, case: models.Case, service: Service, documents: Sequence[models.CaseDocument]
) -> bool:
    """Start the clocks if nothing required is missing; whether they run."""
    if checklist.missing(documents):
        return False
    documents_complete(session, office, case, service)
    return True


def deficiencies(session: Session, case: models.Case) -> list[models.Deficiency]:
    """All two-party records of a case, in order."""
    query = select(models.Deficiency).where(models.Deficiency.case_id == case.id).order_by(models.Deficiency.id)
    return list(session.scalars(query))


def granted(session: Session, office: Office, case: models.Case, service: Service) -> None:
    """What the citizen asked for was granted, by this office or by the one it was sent on to: the one place where an approval takes
    effect: the person enters the roll, a paper that is given up ends, and so does the case where nothing is left to be done.

    Raises CounterError ``on-roll``, NotAllowedNow ``earlier``.
    """
    case.status = "approved"
    if service.beneficiary:
        rolls.enter(session, office, case, service)
    if output_for(case, service) is None:
        earlier.settle(session, office, case, service, None)
    finish_if_done(session, office, case, service)


def end(office: Office, case: models.Case, status: str) -> None:
    """The case ends today. A case that was reopened for its payment only ends on the day its paper was issued: the work was done then."""
    case.status = status
    case.forwarded_on = None
    case.finished_on = office.today()


def finish_if_done(session: Session, office: Office, case: models.Case, service: Service) -> bool:
    """End the case when everything its kind of service asks for has been done; whether it ended. A request that is sent on never ends
    by itself."""
    if service.forwarding is not None:  # it ends when the applicant has been told, see lsvdesk.counter.forwarding
        return False
    settled = service.payment == "none" or case.paid_satang >= case.due_satang
    issued = issued_on = None
    if service.decision != "assess" and output_for(case, service) is not None:
        issued_on = session.scalar(
            select(models.Permit.issued_on).where(models.Permit.case_id == case.id).order_by(models.Permit.id.desc())
        )
        issued = issued_on is not None
    decided = service.decision in ("assess", "acknowledge") or case.status == "approved"
    if service.decision == "acknowledge" and issued is None:  # nothing to hand out: it ends with the office's decision
        decided = case.status == "approved"
    if case.status not in OPEN_STATUSES or not (settled and decided and issued is not False):
        return False
    end(office, case, "finished")
    if issued_on is not None:
        case.finished_on = issued_on
    journal.on_case(session, office, case, "finished", "ดำเนินการเสร็จสิ้น", finished_on=str(case.finished_on))
    return True


def reopen(case: models.Case, service: Service, issued: bool) -> None:
    """The receipt was voided: a finished case is open again. What was decided and issued stands; only the payment is missing."""
    if case.status != "finished":
        return
    case.status = "approved" if issued or service.decision in ("approve", "register") else "in_progress"
    case.finished_on = None
