"""What Settings shows of the services: the list, and one service with its limits, documents, fees, facts and history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import local, unverified
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.rate_words import amount, value_in_words
from lsvdesk.counter.service_history import entries
from lsvdesk.counter.service_states import as_local, confirmed_facts, setting_rows, state_on
from lsvdesk.counter.service_views import (
    AskedOf,
    FactRow,
    FeeRow,
    FormsFault,
    HistoryEntry,
    LawFees,
    Length,
    LocalFee,
    OwnDocument,
    ServiceRow,
    ServiceSettings,
    ServiceState,
    StandingDocument,
)
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Duration, Rate, RequiredDocument, Service
    from lsvdesk.counter.context import Office
    from lsvdesk.register import models

WHEN: Mapping[AskedOf, str | None] = {
    "all": None,
    "individual": "applicant.kind == 'individual'",
    "juristic": "applicant.kind == 'juristic'",
    "agent": "agent",
    "some": None,
}
"""Of whom a document of the office's own is asked, as a condition."""


def listed(office: Office) -> tuple[ServiceRow, ...]:
    """Every service that forms/ knows, offered here or not, in the order of the files; those whose file is broken last, by name."""
    with office.register.read() as session:
        rows, confirmed = setting_rows(session), confirmed_facts(session)
    catalogue = office.catalogue
    rates = local.ServiceRates(catalogue)
    found = [_row(office, catalogue, service, rows, confirmed, rates.of(service)) for service in catalogue.services.values()]
    broken = {each.service: each for each in faults(office) if each.service}
    found += [ServiceRow(each, f"{each}.yaml", "", "", "", "faulty", None, None) for each in sorted(broken)]
    return tuple(found)


def faults(office: Office) -> tuple[FormsFault, ...]:
    """What is wrong in the files of forms/ and in settings that no longer fit; everything else is offered as usual."""
    known = office.catalogue.services
    found = []
    for each in office.catalogue.faults:
        path = PurePosixPath(each.file)
        broken = path.stem if path.parts[:1] == ("services",) and path.stem not in known else ""
        found.append(FormsFault(each.file, each.line, each.message, each.code, broken))
    return tuple(found)


def shown(office: Office, service_id: str) -> ServiceSettings:
    """One service with everything Settings says of it today. Raises CatalogueFault where it is unknown or its file is broken."""
    catalogue, base = office.catalogue, office.unsettled
    service, standing = catalogue.service(service_id), base.service(service_id)
    with office.register.read() as session:
        rows, confirmed = setting_rows(session), confirmed_facts(session)
        rates = local.rates_of(catalogue, service)
        own = [row for row in rows if row.service == service_id]
        told = entries(session, catalogue, standing, own, {rate.id for rate in rates}, office.today())
        rate_notes = list(office_settings.of_session(session)["confirmed_rates"])
    state = state_on(rows, service_id, office.today())
    dropped = set(state.get("dropped_documents", ()))
    limit = standing.clock.statutory
    return ServiceSettings(
        row=_row(office, catalogue, service, rows, confirmed, rates),
        law=" · ".join(str(each) for each in standing.legal_basis),
        place=service.place,
        usual=_row(office, base, standing, (), {}, rates),
        usual_place=standing.place,
        promise_law=(limit.reference or local.law_of(standing)) if limit is not None else "",
        cannot_offer=cannot_offer(base, standing, office.today()) or "",
        standing_documents=tuple(
            StandingDocument(each.id, each.title, _detail(each), each.id not in dropped) for each in standing.documents
        ),
        own_documents=tuple(_own(each) for each in as_local(state).added_documents),
        fees=tuple(_fee(catalogue, rate.id, office.today()) for rate in rates),
        facts=_facts(office, standing, rates, confirmed.get(service_id, {}), rate_notes),
        history=told,
    )


def history(office: Office, service_id: str) -> tuple[HistoryEntry, ...]:
    """Every change of this office to a service, the latest first. Raises CatalogueFault where the service is unknown."""
    return shown(office, service_id).history


def other_fees(office: Office) -> tuple[LawFees, ...]:
    """What laws leave to the office that no service here rests on, law by law (the monthly fee for refuse, say)."""
    catalogue, today = office.catalogue, office.today()
    others = local.ServiceRates(catalogue).others()
    return tuple(LawFees(law, tuple(_fee(catalogue, rate.id, today) for rate in rates)) for law, rates in others.items())


def _own(document: RequiredDocument) -> OwnDocument:
    asked = next(
        (name for name, when in WHEN.items() if when is not None and when == document.when), "some" if document.optional else "all"
    )
    return OwnDocument(
        document.title,
        document.originals,
        document.copies,
        document.unit,
        asked,
        document.condition,
        document.id,
    )


def _detail(document: RequiredDocument) -> str:
    counts = [f"{word} {count} {document.unit}" for word, count in (("ฉบับจริง", document.originals), ("สำเนา", document.copies)) if count]
    return " · ".join(part for part in (", ".join(counts), document.condition) if part)


def cannot_offer(catalogue: Catalogue, service: Service, on: dt.date) -> str | None:
    if service.repealed is not None and not service.arrears and on >= service.repealed:
        return f"“{service.title}” ยกเลิกตั้งแต่วันที่ {format_short(service.repealed)} ตาม{local.law_of(service)} เปิดให้บริการไม่ได้"
    return local.cannot_be_offered(catalogue, service)


def _row(
    office: Office,
    catalogue: Catalogue,
    service: Service,
    rows: Sequence[models.ServiceSetting],
    confirmed: Mapping[str, Mapping[str, Any]],
    rates: Sequence[Rate],
) -> ServiceRow:
    today = office.today()
    begun = [row.start for row in rows if row.service == service.id and row.start <= today]
    coming = [row.start for row in rows if row.service == service.id and row.start > today]
    own = as_local(state_on(rows, service.id, today))
    limit = service.clock.statutory
    waiting = sum(fact.key not in confirmed.get(service.id, {}) for fact in unverified.facts(service))
    waiting += sum(1 for rate in rates if _unsure_since(catalogue, rate.id, today) is not None)
    return ServiceRow(
        id=service.id,
        title=service.title,
        department=service.department,
        department_title=_department(catalogue, service.department),
        kind=service.kind,
        state=_service_state(catalogue, service, today),
        promise=_length(service.clock.promise),
        statutory=_length(limit) if limit is not None else None,
        own_documents=len(own.added_documents),
        own_fees=len({each.rate for each in catalogue.parameters.local if each.rate in {rate.id for rate in rates}}),
        since=max(begun, default=None),
        coming=min(coming, default=None),
        unverified=waiting,
    )


def _service_state(catalogue: Catalogue, service: Service, today: dt.date) -> ServiceState:
    if service.repealed is not None and not service.arrears and today >= service.repealed:
        return "repealed"
    if local.cannot_be_offered(catalogue, service):
        return "not-ours"
    return "off" if service.id in catalogue.withheld else "offered"


def _department(catalogue: Catalogue, department: str) -> str:
    from lsvdesk.counter.filing import DEPARTMENT_TITLES

    named = catalogue.profile.departments if catalogue.profile else {}
    return next((each.title for name, each in named.items() if name == department), DEPARTMENT_TITLES.get(department, department))


def _length(duration: Duration) -> Length:
    return Length(duration.value, duration.unit, local.said(duration))


def _fee(catalogue: Catalogue, rate_id: str, today: dt.date) -> FeeRow:
    parameters = catalogue.parameters
    rate = parameters.rates[rate_id]
    begun = [value for value in rate.values if value.start <= today]
    general = max(begun, key=lambda value: value.start, default=None)
    own = sorted((each for each in parameters.local if each.rate == rate_id and not each.particular), key=lambda each: each.start)
    shipped = catalogue.profile.rates if catalogue.profile else ()
    kept = tuple(LocalFee(each.rate, each.value, each.ordinance, each.start, each in shipped) for each in own)
    return FeeRow(
        rate=rate_id,
        description=rate.description,
        law=parameters.laws[rate_id],
        unit=rate.unit,
        local=rate.local,
        general=general.value if general is not None else None,
        general_said=value_in_words(general, rate.unit) if general is not None else "",
        general_reference=general.reference if general is not None else "",
        ceiling=rate.ceiling,
        ceiling_said=amount(rate.ceiling, rate.unit) if rate.ceiling is not None else "",
        ceiling_reference=rate.ceiling_reference,
        ordinances=kept,
        in_force=next((each for each in reversed(kept) if each.start <= today), None),
    )


def _unsure_since(catalogue: Catalogue, rate_id: str, today: dt.date) -> dt.date | None:
    """The first day of the value in force, where nobody has confirmed it and no ordinance stands in its place."""
    parameters = catalogue.parameters
    begun = [value for value in parameters.rates[rate_id].values if value.start <= today]
    if not begun or any(own.rate == rate_id and own.start <= today for own in parameters.local):
        return None
    value = max(begun, key=lambda each: each.start)
    return value.start if value.confidence != "confirmed" else None


def _facts(
    office: Office,
    standing: Service,
    rates: Sequence[Rate],
    confirmed: Mapping[str, Mapping[str, Any]],
    rate_notes: Sequence[Mapping[str, Any]],
) -> tuple[FactRow, ...]:
    catalogue, today = office.catalogue, office.today()
    found = []
    for fact in unverified.facts(standing):
        done = confirmed.get(fact.key)
        on = dt.date.fromisoformat(done["on"]) if done else None
        by, note = (done["by"], done["note"]) if done else ("", "")
        found.append(FactRow(fact.key, fact.kind, fact.text, fact.where, fact.reference, by, on, note))
    for rate in rates:
        start = _unsure_since(catalogue, rate.id, today)
        if start is not None:
            value = next(each for each in rate.values if each.start == start)
            text = f"{rate.description} {value_in_words(value, rate.unit)} ใช้ตั้งแต่ {format_short(start)}"
            found.append(FactRow(f"rate:{rate.id}:{start.isoformat()}", "rate", text, "", value.reference))
        for done in rate_notes:
            if done["rate"] == rate.id:
                since = dt.date.fromisoformat(done["start"])
                text = f"{rate.description} ใช้ตั้งแต่ {format_short(since)}"
                on = dt.date.fromisoformat(done["on"])
                found.append(FactRow(f"rate:{rate.id}:{done['start']}", "rate", text, "", "", done["by"], on, done["note"]))
    return tuple(sorted(found, key=lambda each: each.confirmed))
