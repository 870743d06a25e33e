"""forms/ into a :class:`Catalogue`: ``load`` for the counter, ``check`` for whoever edits the files.

A broken file never stops the office: it is listed in ``Catalogue.faults`` and everything else is offered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lsvdesk import paths
from lsvdesk.catalogue import lint
from lsvdesk.catalogue.faults import Fault, at_line, fault, from_validation
from lsvdesk.catalogue.models import (
    HolidayFile,
    LocalService,
    OfficeProfile,
    OrdinanceRate,
    PartFile,
    Rate,
    RateFile,
    RevenueAccount,
    RevenueFile,
    Service,
)
from lsvdesk.catalogue.overlay import merged
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.catalogue.parts import Expanded, Part, expanded, said_of
from lsvdesk.catalogue.yamlio import Loc, YamlFault, read
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
    return _Reader(folder).catalogue(profile, local)


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file: whatever was edited is read anew."""
    return tuple((str(file), (known := file.stat()).st_mtime_ns, known.st_size) for file in sorted(folder.rglob("*.yaml")))


def check(root: Path | None = None) -> list[Fault]:
    """Every fault of every file under forms/, in the order of files and lines."""
    reader = _Reader(root or paths.shipped("forms"))
    return sorted(reader.catalogue(None, ()).faults, key=lambda each: (each.file, each.line))


_Model = TypeVar("_Model", bound=BaseModel)


class _Reader:
    """One pass over a forms/ folder, collecting faults as it goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self._expanded: dict[Path, Expanded] = {}
        self._shared: dict[str, Part] = {}

    def catalogue(self, profile_id: str | None, local: Sequence[OrdinanceRate]) -> Catalogue:
        parameters = self._parameters()
        accounts = self._accounts()
        names = self._holidays()
        self._shared = self._parts()
        files = self._services(parameters, accounts)
        profiles = self._profiles({path.stem for path in files.values()} | set(files), parameters)
        services = dict(self._standard)
        broken = {
            (each.id, service_id)
            for path, each in profiles.values()
            for service_id in self._broken_views(path, each, services, parameters, accounts)
        }
        profile = self._chosen(profile_id, profiles)
        withheld: set[str] = set()
        if profile:
            for service_id, own in profile.services.items():
                if service_id not in services:
                    continue
                if (profile.id, service_id) not in broken:  # a faulty view is listed, and the standard definition offered instead
                    services[service_id] = merged(services[service_id], own, profile)
                if not own.offered:
                    withheld.add(service_id)
            services = {i: s if s.place else _placed(s, profile) for i, s in services.items()}
            parameters = self._admitted(parameters, profile.rates, f"offices/{profile.id}.yaml")
        parameters = self._admitted(parameters, local, "การตั้งค่าสำนักงาน")
        return Catalogue(
            services=services,
            profile=profile,
            profiles={i: p for i, (_, p) in profiles.items()},
            parameters=parameters,
            accounts=accounts,
            holidays=frozenset(names),
            holiday_names=names,
            faults=tuple(self.faults),
            withheld=frozenset(withheld),
        )

    # --- one kind of file each ---

    def _parameters(self) -> Parameters:
        rates: dict[str, Rate] = {}
        laws: dict[str, str] = {}
        for path in self._files("rates"):
            content = self._model(path, RateFile)
            if content is None:
                continue
            for n, rate in enumerate(content.rates):
                loc: Loc = ("rates", n)
                found = list(lint.rate_findings(rate, loc))
                if rate.id in rates:
                    found.append(((*loc, "id"), "duplicate-id", f"อัตรา “{rate.id}” มีอยู่แล้ว: ตั้งรหัสใหม่"))
                self._note(path, found)
                if not found:
                    rates[rate.id], laws[rate.id] = rate, content.law
        return Parameters(rates, laws)

    def _accounts(self) -> dict[str, RevenueAccount]:
        accounts: dict[str, RevenueAccount] = {}
        content = self._model(self.root / "revenue.yaml", RevenueFile)
        for n, account in enumerate(content.accounts if content else ()):
            if account.id in accounts:
                self._note(self.root / "revenue.yaml", [(("accounts", n, "id"), "duplicate-id", f"ประเภทรายได้ “{account.id}” มีอยู่แล้ว")])
            accounts[account.id] = account
        return accounts

    def _holidays(self) -> dict[dt.date, str]:
        names: dict[dt.date, str] = {}
        content = self._model(self.root / "holidays.yaml", HolidayFile)
        for n, holiday in enumerate(content.holidays if content else ()):
            if holiday.date in names:
                self._note(self.root / "holidays.yaml", [(("holidays", n), "duplicate-id", f"วันหยุด {holiday.date.isoformat()} เขียนซ้ำ")])
            names[holiday.date] = holiday.name
        return names

    def _parts(self) -> dict[str, Part]:
        parts: dict[str, Part] = {}
        for path in self._files("parts"):
            content = self._model(path, PartFile)
            for name, each in content.parts.items() if content else ():
                if name in parts:
                    self._note(path, [(("parts", name), "duplicate-id", f"ส่วนร่วม “{name}” มีอยู่แล้วใน {parts[name].path.name}: ตั้งชื่อใหม่")])
                else:
                    parts[name] = Part(path, ("parts", name), each)
        return parts

    def _services(self, parameters: Parameters, accounts: Mapping[str, RevenueAccount]) -> dict[str, Path]:
        self._standard: dict[str, Service] = {}
        files: dict[str, Path] = {}
        for path in self._files("services", "*/*.yaml"):
            service = self._model(path, Service)
            if service is None:
                files.setdefault(path.stem, path)
                continue
            found = list(lint.service_findings(service, parameters.rates, accounts))
            if service.department != path.parent.name:
                found.append((("department",), "wrong-department", f"บริการของ {service.department} อยู่ในโฟลเดอร์ {path.parent.name}: ย้ายแฟ้ม"))
            if service.id != path.stem:
                found.append((("id",), "invalid-value", f"รหัส “{service.id}” ไม่ตรงกับชื่อแฟ้ม “{path.stem}”: ทำให้ตรงกัน"))
            if service.id in files:
                found.append((("id",), "duplicate-id", f"รหัสบริการ “{service.id}” มีอยู่แล้วใน {files[service.id].name}: ตั้งรหัสใหม่"))
            self._note(path, found)
            files.setdefault(service.id, path)
            if not found:
                self._standard[service.id] = service
        return files

    def _profiles(self, known: Iterable[str], parameters: Parameters) -> dict[str, tuple[Path, OfficeProfile]]:
        profiles: dict[str, tuple[Path, OfficeProfile]] = {}
        listed = set(known)
        for path in self._files("offices"):
            profile = self._model(path, OfficeProfile)
            if profile is None:
                continue
            found: list[lint.Finding] = []
            if profile.id != path.stem:
                found.append((("id",), "invalid-value", f"รหัส “{profile.id}” ไม่ตรงกับชื่อแฟ้ม “{path.stem}”: ทำให้ตรงกัน"))
            found += [
                (("services", each), "unknown-service", f"ไม่มีบริการ “{each}”: ตรวจตัวสะกดกับแฟ้มใน services/")
                for each in profile.services
                if each not in listed
            ]
            for n, own in enumerate(profile.rates):
                try:
                    parameters.admit(own)
                except CatalogueFault as refused:
                    found.append((("rates", n, "value"), refused.code, refused.message))
            self._note(path, found)
            profiles[profile.id] = (path, profile)
        return profiles

    def _broken_views(
        self,
        path: Path,
        profile: OfficeProfile,
        services: Mapping[str, Service],
        parameters: Parameters,
        accounts: Mapping[str, RevenueAccount],
    ) -> list[str]:
        """Services of which this office's own view cannot be used; their faults are noted."""
        broken = []
        for service_id, own in profile.services.items():
            if service_id in services:
                found = list(_local(own, services[service_id], parameters, accounts, ("services", service_id)))
                self._note(path, found)
                if found:
                    broken.append(service_id)
        return broken

    # --- small things ---

    def _chosen(self, profile_id: str | None, profiles: Mapping[str, tuple[Path, OfficeProfile]]) -> OfficeProfile | None:
        if profile_id is None:
            return None
        if profile_id not in profiles:
            broken = [each for each in self.faults if each.file == f"offices/{profile_id}.yaml"]
            why = f"แก้แฟ้ม {broken[0]}" if broken else f"เลือกจาก {', '.join(sorted(profiles)) or 'รายการที่มี'}"
            raise CatalogueFault(f"ไม่มีข้อมูลสำนักงาน “{profile_id}” ที่ใช้ได้: {why}", code="unknown-profile")
        return profiles[profile_id][1]

    def _admitted(self, parameters: Parameters, ordinances: Sequence[OrdinanceRate], where: str) -> Parameters:
        for own in ordinances:
            try:
                parameters = parameters.with_local([own])
            except CatalogueFault as refused:
                if not where.startswith("offices/"):
                    self.faults.append(Fault(where, 1, refused.message, refused.code))
        return parameters

    def _files(self, folder: str, pattern: str = "*.yaml") -> list[Path]:
        return sorted((self.root / folder).glob(pattern), key=lambda path: (path.parent.name, path.stem))

    def _model(self, path: Path, model: type[_Model]) -> _Model | None:
        try:
            content = expanded(read(path), self._shared)
        except YamlFault as broken:
            self.faults.append(at_line(self.root, path, broken.line, broken.code, broken.message))
            return None
        if content.origins:
            self._expanded[path] = content
        for loc, code, message in content.findings:
            self.faults.append(fault(self.root, path, loc, code, message))
        try:
            found = model.model_validate(content.content)
        except ValidationError as error:
            self._note(path, from_validation(error))
            return None
        return None if content.findings else found

    def _note(self, path: Path, findings: Iterable[lint.Finding]) -> None:
        content = self._expanded.get(path)
        for loc, code, message in findings:
            if content is not None:
                origin = content.written_at(loc)
                loc, message = origin.loc, said_of(origin, self._shared, message)
            self.faults.append(fault(self.root, path, loc, code, message))


def _local(
    own: LocalService, service: Service, parameters: Parameters, accounts: Mapping[str, RevenueAccount], loc: Loc
) -> Iterable[lint.Finding]:
    yield from lint.document_findings(own.documents or (), service, (*loc, "documents"))
    yield from lint.promise_findings(own.promise or service.clock.promise, own.statutory or service.clock.statutory, (*loc, "promise"))
    yield from lint.fee_findings(own.fees or (), service, parameters.rates, accounts, (*loc, "fees"))
    listed = {document.id for document in service.documents}
    for n, each in enumerate(own.standard_documents):
        if each not in listed:
            yield (*loc, "standard_documents", n), "unknown-document", f"ไม่มีเอกสาร “{each}” ในนิยามกลางของบริการ “{service.id}”"


def _placed(service: Service, profile: OfficeProfile) -> Service:
    department = profile.departments.get(service.department)
    return service.model_copy(update={"place": department.title}) if department else service
