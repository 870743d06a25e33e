"""The service a case was filed under, as it stood on that day (Facilitation Act s. 11): kept with the register, read back ever after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.register import models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office


def pin(session: Session, office: Office, service_id: str) -> str:
    """Keep the service as the office offers it now; its content hash, which the case names."""
    version = office.catalogue.version(service_id)
    if session.get(models.ServiceDefinition, version) is None:
        body = office.catalogue.frozen(service_id)
        session.add(models.ServiceDefinition(version=version, service=service_id, body=body, kept_at=office.clock.now()))
        session.flush()
    return version


def pinned(session: Session, office: Office, case: models.Case) -> Service:
    """The definition the case was filed under; never the catalogue's of today."""
    kept = office.kept
    with kept.lock:
        service = kept.services.get(case.service_version)
    if service is None:
        from lsvdesk.catalogue.models import Service

        row = session.get_one(models.ServiceDefinition, case.service_version)
        service = Service.model_validate(row.body)
        with kept.lock:
            kept.services[case.service_version] = service
    return service


def clock_units(session: Session, office: Office, versions: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Version → how its promise and its statutory limit count (``day``, ``working_day`` …): from the kept JSON, no catalogue needed."""
    kept = office.kept
    wanted = set(versions)
    with kept.lock:
        known = {version: kept.clock_units[version] for version in wanted if version in kept.clock_units}
    missing = wanted - known.keys()
    if missing:
        kept_as = models.ServiceDefinition.__table__.c
        for version, body in session.execute(select(kept_as.version, kept_as.body).where(kept_as.version.in_(missing))):
            clock = body["clock"]
            promise = str(clock["promise"]["unit"])
            known[version] = (promise, str((clock.get("statutory") or {}).get("unit", promise)))
        with kept.lock:
            kept.clock_units.update(known)
    return known
