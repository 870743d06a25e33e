"""The office's settings of its services as the register keeps them, laid over the catalogue as they hold on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.catalogue import local, unverified
from lsvdesk.counter import settings as office_settings
from lsvdesk.register import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import LocalService
    from lsvdesk.register.engine import Register

Body = dict[str, Any]
"""Parts of a catalogue.LocalService as JSON; a part that is None goes back to what forms/ says."""


def settled(register: Register, base: Catalogue, today: dt.date) -> tuple[Catalogue, tuple[dt.date, dt.date]]:
    """``base`` with this office's settings of services and its confirmations as they hold on ``today``; and the days between which they
    do (the first counts, the last does not)."""
    with register.read() as session:
        rows = setting_rows(session)
        confirmed = confirmed_facts(session)
    own = {service: as_local(state) for service in {row.service for row in rows} if (state := state_on(rows, service, today))}
    found = local.with_local_services(base, own)
    if confirmed:
        found = _with_confirmed(found, confirmed)
    begun = [row.start for row in rows if row.start <= today]
    coming = [row.start for row in rows if row.start > today]
    return found, (max(begun, default=dt.date.min), min(coming, default=dt.date.max))


def _with_confirmed(catalogue: Catalogue, confirmed: Mapping[str, Mapping[str, Any]]) -> Catalogue:
    services = dict(catalogue.services)
    for service_id in confirmed:
        if service_id in services:
            services[service_id] = unverified.with_confirmed(services[service_id], set(confirmed[service_id]))
    versions = {each: version for each, version in catalogue._versions.items() if each not in confirmed}
    return replace(catalogue, services=services, _versions=versions)


def setting_rows(session: Session) -> list[models.ServiceSetting]:
    return list(session.scalars(select(models.ServiceSetting).order_by(models.ServiceSetting.start, models.ServiceSetting.id)))


def confirmed_facts(session: Session) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Service → key → who confirmed it, when, against what."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for entry in office_settings.of_session(session)["confirmed_facts"]:
        found.setdefault(entry["service"], {})[entry["key"]] = entry
    return found


def state_on(rows: Iterable[models.ServiceSetting], service: str, on: dt.date) -> Body:
    """What holds for a service on a day: every setting that has begun, the later over the earlier."""
    return folded(row for row in rows if row.service == service and row.start <= on)


def folded(rows: Iterable[models.ServiceSetting]) -> Body:
    state: Body = {}
    for row in rows:
        for name, value in row.body.items():
            if value is None:
                state.pop(name, None)
            else:
                state[name] = value
    return state


def as_local(state: Mapping[str, Any]) -> LocalService:
    from lsvdesk.catalogue.models import LocalService

    return LocalService.model_validate(state)
