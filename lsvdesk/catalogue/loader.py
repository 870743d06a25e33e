"""forms/ into a :class:`Catalogue`: ``load`` for the counter, ``check`` for whoever edits the files.

A broken file never stops the office: it is listed in ``Catalogue.faults`` and everything else is offered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lsvdesk import paths
from lsvdesk.catalogue import compiled
from lsvdesk.catalogue.compiled import Standard
from lsvdesk.catalogue.faults import Fault
from lsvdesk.catalogue.models import OfficeProfile, OrdinanceRate, RevenueAccount, Service
from lsvdesk.catalogue.overlay import merged
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CatalogueFault

__all__ = ["Catalogue", "Fault", "check", "load"]


@dataclass(frozen=True)
class Catalogue:
    """Everything under forms/ as one office sees it."""

    services: Mapping[str, Service]
    profile: OfficeProfile | None
    profiles: Mapping[str, OfficeProfile]
    parameters: Parameters
    accounts: Mapping[str, RevenueAccount]
    holidays: frozenset[dt.date]
    holiday_names: Mapping[dt.date, str]
    faults: tuple[Fault, ...]
    withheld: frozenset[str] = frozenset()
    """Services this office does not offer."""
    _versions: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def service(self, service_id: str) -> Service:
        """A service by id, offered today or not. Raises CatalogueFault where it is unknown or its file is broken."""
        try:
            return self.services[service_id]
        except KeyError:
            pass
        broken = [each for each in self.faults if Path(each.file).stem == service_id]
        if broken:
            raise CatalogueFault(f"บริการ “{service_id}” ใช้ไม่ได้จนกว่าจะแก้แฟ้ม {broken[0].file} บรรทัด {broken[0].line}: {broken[0].message}")
        raise CatalogueFault(f"ไม่มีบริการ “{service_id}” ในสำนักงานนี้: เลือกจากรายการบริการ", code="unknown-service")

    def offered(self, on: dt.date) -> list[Service]:
        """The services of this office on a day: of its type, not repealed (but for arrears), not withheld; in the order of the files."""
        kind = self.profile.type if self.profile else None
        return [
            service
            for service in self.services.values()
            if service.id not in self.withheld
            and (service.repealed is None or service.arrears or on < service.repealed)
            and (kind is None or not service.office_types or kind in service.office_types)
        ]

    def revenue(self, account_id: str) -> RevenueAccount:
        """A revenue account. Raises CatalogueFault where it is unknown."""
        try:
            return self.accounts[account_id]
        except KeyError:
            raise CatalogueFault(f"ไม่มีประเภทรายได้ “{account_id}” ใน revenue.yaml", code="unknown-revenue") from None

    def frozen(self, service_id: str) -> dict[str, Any]:
        """The service as this office offers it, as JSON: a case keeps it, ``Service.model_validate`` reads it back."""
        return self.service(service_id).model_dump(mode="json", exclude_defaults=True)

    def version(self, service_id: str) -> str:
        """Content hash (SHA-256 of canonical JSON) of the service as this office offers it."""
        if service_id not in self._versions:
            canonical = json.dumps(self.frozen(service_id), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self._versions[service_id] = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
        return self._versions[service_id]


def load(root: Path | None = None, profile: str | None = None, local: Sequence[OrdinanceRate] = ()) -> Catalogue:
    """Read forms/ (``root``, or what ships with the program) as the office ``profile`` sees it, with the ordinances of its Settings.

    Raises CatalogueFault only where the profile asked for does not exist or cannot be read; every other fault is listed. The same files
    are read once: a catalogue does not change, and a second one of the same state is the same.
    """
    folder = root or paths.shipped("forms")
    return _loaded(folder, profile, tuple(local), _state_of(folder))


@lru_cache(maxsize=8)
def _loaded(folder: Path, profile: str | None, local: tuple[OrdinanceRate, ...], state: tuple[tuple[str, int, int], ...]) -> Catalogue:
    return as_seen(_standard(folder, state), profile, local)


@lru_cache(maxsize=2)
def _standard(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Standard:
    """Read from the compiled copy where these very files were read before, otherwise from the files."""
    key = compiled.key([Path(name) for name, _, _ in state], folder)
    known = compiled.find(key, folder)
    if known is None:
        from lsvdesk.catalogue.reader import Reader  # YAML and the checks are loaded only where files are read

        known = Reader(folder).standard()
        if not known.faults:  # whoever is still mending a file is told of every fault, each time
            compiled.keep(key, known)
    return known


def compile_to(file: Path, root: Path | None = None) -> None:
    """Write the copy that travels with a packaged program. Raises CatalogueFault where a form is faulty, OSError."""
    folder = root or paths.shipped("forms")
    state = _state_of(folder)
    standard = _standard(folder, state)
    if standard.faults:
        raise CatalogueFault(f"แบบฟอร์มมีข้อผิดพลาด {len(standard.faults)} แห่ง: {standard.faults[0]}", code="faulty-forms")
    compiled.write(file, compiled.key([Path(name) for name, _, _ in state], folder), standard)


def as_seen(standard: Standard, profile_id: str | None, local: Sequence[OrdinanceRate] = ()) -> Catalogue:
    """What ``standard`` is to the office ``profile_id``: its own views of services and its ordinances laid over it.

    Raises CatalogueFault where there is no such profile.
    """
    parameters = Parameters({rate.id: rate for _, rate in standard.rates}, {rate.id: law for law, rate in standard.rates})
    services = {each.id: each for each in standard.services}
    profiles = {each.id: each for each in standard.profiles}
    faults = list(standard.faults)
    profile = _chosen(profile_id, profiles, faults)
    withheld: set[str] = set()
    if profile:
        for service_id, own in profile.services.items():
            if service_id not in services:
                continue
            if (profile.id, service_id) not in standard.broken_views:  # a faulty view is listed, the standard definition offered instead
                services[service_id] = merged(services[service_id], own, profile)
            if not own.offered:
                withheld.add(service_id)
        services = {i: s if s.place else _placed(s, profile) for i, s in services.items()}
        parameters = _admitted(parameters, profile.rates, None)
    parameters = _admitted(parameters, local, faults)
    names = {each.date: each.name for each in standard.holidays}
    return Catalogue(
        services=services,
        profile=profile,
        profiles=profiles,
        parameters=parameters,
        accounts={each.id: each for each in standard.accounts},
        holidays=frozenset(names),
        holiday_names=names,
        faults=tuple(faults),
        withheld=frozenset(withheld),
    )


def _chosen(profile_id: str | None, profiles: Mapping[str, OfficeProfile], faults: Sequence[Fault]) -> OfficeProfile | None:
    if profile_id is None:
        return None
    if profile_id not in profiles:
        broken = [each for each in faults if each.file == f"offices/{profile_id}.yaml"]
        why = f"แก้แฟ้ม {broken[0]}" if broken else f"เลือกจาก {', '.join(sorted(profiles)) or 'รายการที่มี'}"
        raise CatalogueFault(f"ไม่มีข้อมูลสำนักงาน “{profile_id}” ที่ใช้ได้: {why}", code="unknown-profile")
    return profiles[profile_id]


def _admitted(parameters: Parameters, ordinances: Sequence[OrdinanceRate], faults: list[Fault] | None) -> Parameters:
    """With the ordinances that the law allows; of a profile's own (``faults`` is None) the refused ones were noted when it was read."""
    for own in ordinances:
        try:
            parameters = parameters.with_local([own])
        except CatalogueFault as refused:
            if faults is not None:
                faults.append(Fault("การตั้งค่าสำนักงาน", 1, refused.message, refused.code))
    return parameters


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file: whatever was edited is read anew."""
    return tuple((str(file), (known := file.stat()).st_mtime_ns, known.st_size) for file in sorted(folder.rglob("*.yaml")))


def check(root: Path | None = None) -> list[Fault]:
    """Every fault of every file under forms/, in the order of files and lines."""
    from lsvdesk.catalogue import manual_text
    from lsvdesk.catalogue.reader import Reader

    folder = root or paths.shipped("forms")
    return sorted((*Reader(folder).standard().faults, *manual_text.faults(folder)), key=lambda each: (each.file, each.line))


def _placed(service: Service, profile: OfficeProfile) -> Service:
    department = profile.departments.get(service.department)
    return service.model_copy(update={"place": department.title}) if department else service
