"""What all papers share: the office at their head, the parties, and how values of the register are written on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lsvdesk.counter import definitions, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.printing.views import OfficeView, PaperHead, PartyView, SignatureView
from lsvdesk.register import attachments, models
from lsvdesk.thai import identifiers
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.dates import format_long
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

KIND_NAMES = {
    "อบต.": "องค์การบริหารส่วนตำบล",
    "เทศบาลตำบล": "เทศบาลตำบล",
    "เทศบาลเมือง": "เทศบาลเมือง",
    "เทศบาลนคร": "เทศบาลนคร",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
}


@dataclass
class Source:
    """One paper being filled in: the transaction, the office, the paper's code, and the case it belongs to (if any)."""

    session: Session
    office: Office
    code: str
    case: models.Case | None = None

    @cached_property
    def of_case(self) -> models.Case:
        """The case; papers of a case are only asked for where there is one."""
        assert self.case is not None
        return self.case

    @cached_property
    def service(self) -> Service:
        """The definition the case was filed under."""
        return definitions.pinned(self.session, self.office, self.of_case)

    @cached_property
    def row(self) -> models.Office:
        return self.session.get_one(models.Office, 1)

    @cached_property
    def details(self) -> dict[str, Any]:
        """The office as set up (an OfficeProfile as JSON)."""
        return dict(self.row.details)

    @cached_property
    def settings(self) -> dict[str, Any]:
        return office_settings.of_session(self.session)

    def department(self, name: str) -> dict[str, Any]:
        """A department of the office: title, phone, head, head_position; empty where the office has none of that name."""
        found: dict[str, Any] = (self.details.get("departments") or {}).get(name) or {}
        return found

    def office_view(self) -> OfficeView:
        details = self.details
        place = details.get("address") or {}
        sha256 = self.row.logo_sha256
        return OfficeView(
            name=details["name"],
            kind=KIND_NAMES.get(details.get("type", ""), ""),
            address=address_line(place),
            district=place.get("district", ""),
            province=place.get("province", ""),
            phone=details.get("phone", ""),
            website=details.get("website", ""),
            logo=attachments.load(self.office.folder, sha256) if sha256 else None,
            executive_name=details.get("executive", ""),
            executive_position=details.get("executive_position", ""),
            letter_code=details.get("letter_code", ""),
        )

    def head(self, kind: str) -> PaperHead:
        """The head of a paper issued now; ``kind`` is the view's ``KIND``."""
        return PaperHead(
            paper_id=self.code,
            kind=kind,
            office=self.office_view(),
            issued_on=self.office.today(),
            issued_at=self.office.clock.now(),
            numerals=self.settings["numerals"],
            case_no=self.case.number if self.case is not None else None,
        )

    def officer(self, role: str = "") -> SignatureView:
        """The person at the desk."""
        user = self.office.user
        return SignatureView(name=user.name, position=user.position, role=role)

    def executive(self, position: str = "") -> SignatureView:
        """Who signs for the office; the name is dots where the office has not said it."""
        return SignatureView(name=self.details.get("executive", ""), position=position or self.details.get("executive_position", ""))

    def applicant(self) -> PartyView:
        """The applicant of the case."""
        case = self.of_case
        if case.person is not None:
            return person(case.person)
        assert case.organisation is not None
        return organisation(case.organisation)

    def agent(self) -> PartyView | None:
        """Who files for the applicant."""
        case = self.of_case
        if case.agent is None:
            return None
        authority = f" ({case.agent_authority})" if case.agent_authority else ""
        return person(case.agent, f"ผู้รับมอบอำนาจ{authority}")

    def signer_name(self) -> str:
        """Who signs on the applicant's side."""
        case = self.of_case
        if case.agent is not None:
            return case.agent.full_name
        if case.organisation is not None:
            return case.organisation.representative
        return case.applicant_name


def person(row: models.Person, capacity: str = "") -> PartyView:
    return PartyView(
        name=row.full_name,
        id_no=identifiers.format_id(row.citizen_id or ""),
        address=format_address(vars(rows.address(row.address))),
        phone=identifiers.format_phone(row.phone),
        capacity=capacity,
    )


def organisation(row: models.Organisation) -> PartyView:
    return PartyView(
        name=row.name,
        id_no=identifiers.format_id(row.juristic_id or ""),
        id_label="เลขทะเบียนนิติบุคคล",
        address=format_address(vars(rows.address(row.address))),
        phone=identifiers.format_phone(row.phone),
        capacity=f"นิติบุคคล โดย {row.representative} ผู้มีอำนาจลงนาม" if row.representative else "",
    )


def answered_day(text: Any) -> dt.date | None:
    """A date of the answers; None where none was given."""
    return dt.date.fromisoformat(str(text)) if text else None


def address_line(parts: Mapping[str, Any]) -> str:
    """An address of a form or of the office in one line; the postcode stands last without its label, as on letterheads."""
    known = {name: str(value) for name, value in parts.items() if value and name not in ("postcode", "building")}
    building = str(parts.get("building") or "")
    if building:
        known["village"] = building if building.startswith("อาคาร") else f"อาคาร{building}"
    line = format_address(known)
    return f"{line} {parts['postcode']}" if parts.get("postcode") else line


def number(value: Any, places: int | None = None) -> str:
    """A number as typed or computed, with thousands separators; ``places`` None shows as many decimals as it has."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value))
    exponent = exact.normalize().as_tuple().exponent
    shown = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(exact, shown if places is None else places)


def day(value: Any) -> str:
    """An ISO date as it stands on a form."""
    return format_long(dt.date.fromisoformat(str(value)), thai_digits=False) if value else ""


def receipt_no(row: models.Receipt) -> str:
    return f"เล่มที่ {row.book.book_no} เลขที่ {row.number}"
