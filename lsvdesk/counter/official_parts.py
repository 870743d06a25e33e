"""What officials write on a form at the decision: their opinions first, the order with the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import officials
from lsvdesk.counter import computing, journal, reading
from lsvdesk.counter.views import Answers, CaseDetail
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.flow import Context
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office
    from lsvdesk.register import models


def record_opinion(office: Office, case_id: int, official: Answers) -> CaseDetail:
    """What officer and committee found, before it is decided; field by field, ``None`` takes an entry back.

    Raises NotAllowedNow, InvalidAnswers, CounterError ``nothing-written``.
    """
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "record_opinion")
        if not keep(session, office, case, service, official, reading.opinion_stages(service)):
            raise CounterError("ยังไม่ได้กรอกความเห็นหรือยังไม่มีรายการใดเปลี่ยนไป กรุณากรอกก่อนบันทึก", code="nothing-written")
        session.flush()
        return reading.detail(session, office, case)


def keep(
    session: Session,
    office: Office,
    case: models.Case,
    service: Service,
    official: Answers | None,
    stages: Collection[str] = officials.STAGES,
) -> bool:
    """Put ``official`` over what was written before, check it as a whole, keep it, and write it on the timeline; whether anything changed.

    Raises InvalidAnswers: entries that are wrong, that belong to no part of ``stages``, or that the definition requires and nobody made.
    """
    strange = sorted((official or {}).keys() - officials.fields(service, stages))
    if strange:
        raise InvalidAnswers([FieldFault(name, "unknown-field", f"ส่วนของเจ้าหน้าที่ในแบบนี้ไม่มีช่อง “{name[:60]}”") for name in strange])
    written = {name: value for name, value in {**case.official, **(official or {})}.items() if value is not None}
    ctx = context(case, service, written)
    if faults := officials.faults(service, ctx, stages):
        raise InvalidAnswers(faults)
    kept = officials.filed(service, ctx)
    changed = sorted(name for name in kept.keys() | case.official.keys() if kept.get(name) != case.official.get(name))
    if not changed:
        return False
    parts = [part.section for part in officials.parts(service) if any(field.id in changed for field in part.fields)]
    before: dict[str, Any] = {name: case.official.get(name) for name in changed}
    case.official = kept
    journal.on_case(session, office, case, "opinion", f"บันทึก{' และ'.join(dict.fromkeys(parts))}", changed=changed, before=before)
    return True


def context(case: models.Case, service: Service, official: Answers) -> Context:
    """The case as its conditions see it: what the citizen answered and what the officials wrote."""
    return computing.context(service, case.applicant_case, case.agent_id is not None, {**case.answers, **official}, case.filed_on)
