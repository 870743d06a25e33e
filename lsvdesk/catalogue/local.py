"""What an office says of its services in Settings, laid over what forms/ and its profile say, within what the law leaves to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lsvdesk.catalogue import lint
from lsvdesk.catalogue.faults import Fault
from lsvdesk.catalogue.overlay import merged

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Duration, LocalService, Rate, Service

SETTINGS = "การตั้งค่า งานบริการ"
"""Stands for the file where a fault is one of Settings."""

UNIT_NAMES: Mapping[str, str] = {"minute": "นาที", "hour": "ชั่วโมง", "day": "วัน", "working_day": "วันทำการ", "month": "เดือน"}

_HOURS_A_DAY, _WORKING_DAYS_A_WEEK, _DAYS_A_MONTH = Decimal(7), 5, 30


def with_local_services(catalogue: Catalogue, local: Mapping[str, LocalService]) -> Catalogue:
    """The catalogue with this office's own settings of some services laid over it; the others are untouched.

    Only what a setting names replaces what stands (``offered`` too: left out, it stays as the profile has it). A setting that no longer
    fits (an update of the program took a document away, say) is listed as a fault and the service is offered as it stands without it.
    """
    if not local:
        return catalogue
    services, withheld, faults = dict(catalogue.services), set(catalogue.withheld), list(catalogue.faults)
    for service_id, own in local.items():
        standing = services.get(service_id)
        if standing is None:  # its file is broken, which is listed already
            continue
        found = next(findings(catalogue, standing, own), None)
        if found is None:
            services[service_id] = settled(catalogue, standing, own)
        else:
            _, code, message = found
            faults.append(Fault(SETTINGS, 1, f"{standing.title}: {message}", code))
        if "offered" in own.model_fields_set:
            (withheld.discard if own.offered else withheld.add)(service_id)
    return replace(
        catalogue,
        services=services,
        withheld=frozenset(withheld),
        faults=tuple(faults),
        _versions={each: version for each, version in catalogue._versions.items() if each not in local},
    )


def settled(catalogue: Catalogue, standing: Service, own: LocalService) -> Service:
    """One service with the office's own settings laid over it."""
    assert catalogue.profile is not None  # an office that is set up has one, shipped or typed in
    found = merged(standing, own, catalogue.profile)
    if not own.place and own.department is None:
        found = found.model_copy(update={"place": standing.place})
    return found


def findings(catalogue: Catalogue, standing: Service, own: LocalService) -> Iterator[lint.Finding]:
    """Why a setting cannot be: the law's limit, documents that are not there, fees without their law. The first part of each place is
    the name in :class:`LocalService`."""
    if own.offered and "offered" in own.model_fields_set and (reason := cannot_be_offered(catalogue, standing)):
        yield ("offered",), "not-ours", reason
    promise = own.promise
    if promise is not None:
        if promise.value <= 0:
            yield ("promise",), "invalid-value", "ระยะเวลาที่สัญญาต้องมากกว่าศูนย์: ระบุจำนวนนาที ชั่วโมง หรือวัน"
        elif (beyond := beyond_law(promise, standing)) is not None:
            yield ("promise",), "beyond-law", beyond
    known = {document.id for document in standing.documents}
    for each in own.dropped_documents:
        if each not in known:
            yield ("dropped_documents",), "unknown-document", f"ไม่มีเอกสาร “{each}” ในรายการของบริการ “{standing.title}”"
    yield from lint.document_findings(own.added_documents, standing, ("added_documents",))
    yield from lint.fee_findings(own.fees or (), standing, catalogue.parameters.rates, catalogue.accounts, ("fees",))


def cannot_be_offered(catalogue: Catalogue, service: Service) -> str | None:
    """Why no office of this type can offer the service, whatever its Settings say; None where it can."""
    kind = catalogue.profile.type if catalogue.profile else None
    law = law_of(service)
    if kind is not None and service.office_types and kind not in service.office_types:
        return f"“{service.title}” เป็นหน้าที่ของ{' '.join(service.office_types)} ตาม{law} {kind}เปิดให้บริการไม่ได้"
    return None


def law_of(service: Service) -> str:
    """The law a service rests on, as a message names it."""
    return str(service.legal_basis[0]) if service.legal_basis else "กฎหมายที่เกี่ยวข้อง"


def beyond_law(promise: Duration, service: Service) -> str | None:
    """What is wrong with a promise that outlasts the limit of the law, naming the law; None where it keeps within it.

    Different units are compared as ordinary days: 5 working days are a week, a month 30 days, a working day 7 hours.
    """
    limit = service.clock.statutory
    if limit is None:
        return None
    beyond = promise.value > limit.value if promise.unit == limit.unit else _days(promise) > _days(limit)
    if not beyond:
        return None
    law = limit.reference or law_of(service)
    return f"ระยะเวลาที่สัญญา {said(promise)} เกินกำหนด {said(limit)} ตาม{law}: แก้ให้ไม่เกิน {said(limit)}"


def said(duration: Duration) -> str:
    """``30 วัน``: a length of time in words."""
    value = duration.value
    number = f"{value:f}".rstrip("0").rstrip(".") if value != value.to_integral_value() else f"{value:.0f}"
    return f"{number} {UNIT_NAMES[duration.unit]}"


def _days(duration: Duration) -> Decimal:
    """About how many days of the calendar, holidays aside."""
    value = duration.value
    if duration.unit == "minute":
        return value / 60 / _HOURS_A_DAY
    if duration.unit == "hour":
        return value / _HOURS_A_DAY
    if duration.unit == "working_day":
        return value + 2 * (value // _WORKING_DAYS_A_WEEK)
    return value * _DAYS_A_MONTH if duration.unit == "month" else value


class ServiceRates:
    """Which dated parameters belong to which service, and which of those the law leaves to the office belong to none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._parameters = catalogue.parameters
        services = tuple(catalogue.services.values())
        named = {rate for service in services for rate in _named(service)}
        rules = {rule for service in services for rule in _rules(service)}
        acts = {each.act for service in services for each in service.legal_basis}
        loose = [r for r in catalogue.parameters.rates.values() if r.local and r.id not in named and not _of_rules(r, rules)]
        money = {_family(rate) for rate in loose if _is_money(rate)}
        laws = catalogue.parameters.laws
        self._thresholds = {rate.id for rate in loose if _family(rate) not in money and laws[rate.id] in acts}
        self._others = [rate for rate in loose if rate.id not in self._thresholds]

    def of(self, service: Service) -> tuple[Rate, ...]:
        """What the money of a service rests on, in the order of the files of rates.

        Those its fees name; those of the rules its fees and benefits name (``building-permit`` reckons with ``building.…``,
        ``health-hazard-licence`` with ``….hazard_licence``); and what its law leaves to the office without being money (the depth of
        digging that must be notified).
        """
        rules, named, acts = _rules(service), _named(service), {each.act for each in service.legal_basis}
        laws = self._parameters.laws
        return tuple(
            rate
            for rate in self._parameters.rates.values()
            if rate.id in named or _of_rules(rate, rules) or (rate.id in self._thresholds and laws[rate.id] in acts)
        )

    def others(self) -> dict[str, tuple[Rate, ...]]:
        """What the law leaves to the office and no service here rests on (the monthly fee for refuse, say), by law."""
        found: dict[str, tuple[Rate, ...]] = {}
        for rate in self._others:
            law = self._parameters.laws[rate.id]
            found[law] = (*found.get(law, ()), rate)
        return found


def rates_of(catalogue: Catalogue, service: Service) -> tuple[Rate, ...]:
    """:meth:`ServiceRates.of` for one service."""
    return ServiceRates(catalogue).of(service)


def _family(rate: Rate) -> str:
    return rate.id.rsplit(".", 1)[0]


def _named(service: Service) -> set[str]:
    return {fee.rate for fee in service.fees if fee.rate}


def _rules(service: Service) -> set[str]:
    """The rules of a service, written as parameters are."""
    rules = [fee.rule for fee in service.fees if fee.rule] + [benefit.rule for benefit in service.benefits]
    return {rule.rsplit(".", 1)[-1].replace("-", "_") for rule in rules}


def _of_rules(rate: Rate, rules: set[str]) -> bool:
    """Whether the name of a rule holds the family or a part of the parameter's name, word for word."""
    return any(f"_{part}_" in f"_{rule}_" for rule in rules for part in rate.id.split("."))


def _is_money(rate: Rate) -> bool:
    return "บาท" in rate.unit or "baht" in rate.unit
