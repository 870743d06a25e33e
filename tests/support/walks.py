"""Walking a service from its form to its last paper: which there are, who asks, and every step that a case itself proposes."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from lsvdesk.counter import assessing, cases, deciding, filing, forwarding, money
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import AddressData, CaseDetail, Handed, OrganisationData, Payment, PersonData
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.thai.numerals import to_arabic
from tests.support.answers import Filler, at_home_in, juristic_id

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Service

DAY = dt.date(2026, 11, 18)
"""Wednesday 18 November 2569."""

MOST_STEPS = 12


@dataclass(frozen=True)
class Walk:
    """A service, a kind of applicant and the office where it is asked for."""

    profile: str
    service: str
    case: str


@cache
def shipped() -> Catalogue:
    from lsvdesk.catalogue.loader import load

    return load()


def walks() -> list[Walk]:
    """Every service × kind of applicant, at the first office that offers it."""
    catalogue = shipped()
    found: dict[tuple[str, str], Walk] = {}
    for profile in catalogue.profiles.values():
        withheld = frozenset(name for name, own in profile.services.items() if not own.offered)
        for service in replace(catalogue, profile=profile, withheld=withheld).offered(DAY):
            for case in service.applicant_cases:
                found.setdefault((service.id, case.id), Walk(profile.id, service.id, case.id))
    return list(found.values())


def filler(office: Office, service: Service, case: str, *, generous: bool = False) -> Filler:
    agent = generous and service.agent_allowed

    def owed(answers: dict[str, object]) -> list[FieldFault]:
        if all(fee.free for fee in service.fees):
            return []
        try:
            filing.preview_assessment(office, service.id, case, answers, agent=agent)
        except InvalidAnswers as refused:
            return list(refused.faults)
        return []

    known: dict[str, object] = {}
    if service.beneficiary == "newborn":  # a child stands on the roll once, whoever asks for it
        number = next(at for at, each in enumerate(service.applicant_cases) if each.id == case)
        child = {"prefix": "เด็กหญิง", "first_name": "สาธิต", "last_name": "ตัวอย่างดี"}
        known = {"child": {**child, "citizen_id": make_citizen_id(5000 + number)}}
    made = Filler(service, case, office.today(), agent=agent, generous=generous, also=owed, known=known)
    profile = office.catalogue.profile
    assert profile is not None
    place = {name: getattr(profile.address, name) for name in ("subdistrict", "district", "province")}
    return at_home_in(made, place)


def applicant(number: int, kind: str, home: dict[str, str]) -> dict[str, PersonData | OrganisationData]:
    address = AddressData(house_no=str(number), moo="4", **home)
    if kind == "individual":
        return {
            "person": PersonData(
                prefix="นาง",
                first_name="สมมุติ",
                last_name="ตัวอย่างดี",
                citizen_id=make_citizen_id(1000 + number),
                birth_date=dt.date(1960, 1, 2),
                phone="0812345678",
                address=address,
            )
        }
    return {
        "organisation": OrganisationData(
            name="บริษัท ทดลองตัวอย่าง จำกัด",
            kind="บริษัทจำกัด",
            juristic_id=juristic_id(1000 + number),
            phone="045123456",
            representative="นางสมมุติ ตัวอย่างดี",
            address=address,
        )
    }


def walked(office: Office, case: CaseDetail) -> CaseDetail:
    """To its end: every step that the case itself proposes."""
    if case.complete_on is None:
        everything = {row.id: Handed(max(row.originals, int(not row.copies)), row.copies) for row in case.documents}
        case = cases.record_documents(office, case.row.id, everything)
    for _ in range(MOST_STEPS):
        possible = {action.id for action in case.actions if action.enabled}
        if case.row.status == "finished":
            return case
        if "serve_notice" in possible:
            case = assessing.serve_notice(office, case.row.id, office.today())
        elif "take_payment" in possible:
            money.take_payment(office, case.row.id, Payment("cash", case.payable_now))
            case = cases.case(office, case.row.id)
        elif "approve" in possible:
            case = deciding.decide(office, case.row.id, True)
        elif "issue" in possible:
            case = deciding.issue(office, case.row.id)
        elif "forward" in possible and not case.forwardings:
            case = forwarding.forward(office, case.row.id)
        elif "answer" in possible:
            case = forwarding.answer(office, case.row.id, "approved", answer_no="สมมุติ 1/2569")
        elif "inform" in possible:
            case = forwarding.inform(office, case.row.id)
        else:
            break
    steps = [f"{action.id}: {action.reason}" for action in case.actions]
    assert case.row.status == "finished", f"{case.row.service} stands still at {case.row.status}: {steps}"
    return case


def read(pdf: bytes) -> str:
    """What pdftotext reads, in Arabic digits and without spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True, timeout=30)
    return squeezed(done.stdout.decode("utf-8"))


def squeezed(text: str) -> str:
    return "".join(to_arabic(text).split())
