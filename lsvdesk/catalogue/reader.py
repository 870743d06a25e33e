"""One pass over a forms/ folder: YAML into models, checked against each other; every fault with its file and line.

Only what is free of faults gets into :class:`~lsvdesk.catalogue.compiled.Standard`; a broken file takes nothing else with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from lsvdesk.catalogue import lint
from lsvdesk.catalogue.compiled import Standard
from lsvdesk.catalogue.faults import Fault, at_line, fault, from_validation
from lsvdesk.catalogue.models import (
    Holiday,
    HolidayFile,
    LocalService,
    OfficeProfile,
    PartFile,
    Rate,
    RateFile,
    RevenueAccount,
    RevenueFile,
    Service,
)
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.catalogue.parts import Expanded, Part, expanded, said_of
from lsvdesk.catalogue.yamlio import Loc, YamlFault, read
from lsvdesk.errors import CatalogueFault

_Model = TypeVar("_Model", bound=BaseModel)


class Reader:
    """One pass over a forms/ folder, collecting faults as it goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self._expanded: dict[Path, Expanded] = {}
        self._shared: dict[str, Part] = {}

    def standard(self) -> Standard:
        """Everything under forms/ before an office looks at it; what is faulty is left out and noted."""
        parameters = self._parameters()
        accounts = self._accounts()
        names = self._holidays()
        self._shared = self._parts()
        files = self._services(parameters, accounts)
        profiles = self._profiles({path.stem for path in files.values()} | set(files), parameters)
        services = self._standard
        broken = {
            (each.id, service_id)
            for path, each in profiles.values()
            for service_id in self._broken_views(path, each, services, parameters, accounts)
        }
        return Standard(
            services=tuple(services.values()),
            rates=tuple((parameters.laws[name], rate) for name, rate in parameters.rates.items()),
            accounts=tuple(accounts.values()),
            holidays=tuple(Holiday(date=day, name=name) for day, name in names.items()),
            profiles=tuple(profile for _, profile in profiles.values()),
            broken_views=tuple(sorted(broken)),
            faults=tuple(self.faults),
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
    yield from lint.document_findings(own.added_documents, service, (*loc, "added_documents"))
    yield from lint.promise_findings(own.promise or service.clock.promise, own.statutory or service.clock.statutory, (*loc, "promise"))
    yield from lint.fee_findings(own.fees or (), service, parameters.rates, accounts, (*loc, "fees"))
    listed = {document.id for document in service.documents}
    for n, each in enumerate(own.standard_documents):
        if each not in listed:
            yield (*loc, "standard_documents", n), "unknown-document", f"ไม่มีเอกสาร “{each}” ในนิยามกลางของบริการ “{service.id}”"
