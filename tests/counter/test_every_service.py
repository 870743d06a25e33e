"""Every service that an office ships with, for every kind of applicant: filed with answers made from its own definition, decided, issued,
and every paper of it read back. A definition that cannot be walked to its end fails here."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from lsvdesk.counter import assessing, cases, deciding, filing, money, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import AddressData, CaseDetail, Filing, Handed, NewUser, OfficeSetup, OrganisationData, Payment, PersonData
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.thai.numerals import to_arabic
from tests.counter.people import DAY
from tests.support.answers import Filler, at_home_in, juristic_id

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Service

MOST_STEPS = 12

SAID = {
    "acknowledgement": "ใบรับ",
    "assessment_sheet": "คำนวณ",
    "assessment_notice": "แจ้งการประเมิน",
    "result_notice": "แจ้งผลการพิจารณา",
}
"""How a kind of paper names itself, where that is not its title in the list."""


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


WALKS = walks()
each_walk = pytest.mark.parametrize("walk", WALKS, ids=[f"{walk.service}-{walk.case}" for walk in WALKS])


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Office]]:
    """The office of a profile, made when it is first asked for."""
    made: dict[str, Office] = {}

    def office(profile: str) -> Office:
        if profile not in made:
            clock = FixedClock(dt.date(2026, 1, 5))
            wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile=profile)
            made[profile] = setup.set_up(tmp_path_factory.mktemp(profile) / "office", wanted, clock)
            clock.go_to(DAY)
        return made[profile]

    yield office
    for each in made.values():
        each.register.close()


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

    made = Filler(service, case, office.today(), agent=agent, generous=generous, also=owed)
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


def filed(office: Office, walk: Walk) -> CaseDetail:
    service = office.catalogue.service(walk.service)
    made = filler(office, service, walk.case)
    kind = next(each.applicant for each in service.applicant_cases if each.id == walk.case)
    who = applicant(WALKS.index(walk) + 1, kind, made.home)
    return filing.open_case(office, Filing(service=walk.service, applicant_case=walk.case, answers=made.answers(), **who))  # type: ignore[arg-type]


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


@each_walk
def test_a_service_is_walked_from_the_form_to_its_last_paper(walk: Walk, offices: Callable[[str], Office]) -> None:
    office = offices(walk.profile)
    case = walked(office, filed(office, walk))
    service = office.catalogue.service(walk.service)
    if any(output.series and output.type in ("permit", "certificate", "acknowledgement") for output in service.outputs):
        assert len(case.permits) == 1
    possible = papers.possible_papers(office, case.row.id)
    assert {papers.kind_of_permit(office, permit.id) for permit in case.permits} <= {kind for kind, _ in possible}
    for kind, title in possible:
        text = read(papers.issue_paper(office, kind, case_id=case.row.id).pdf)
        assert squeezed(case.row.applicant) in text, f"{kind} of {walk.service} does not name the applicant"
        assert squeezed(SAID.get(kind, title)) in text, f"{kind} of {walk.service} does not name itself “{title}”"


@each_walk
def test_the_other_branches_of_a_form_can_be_filled_in_too(walk: Walk, offices: Callable[[str], Office]) -> None:
    office = offices(walk.profile)
    service = office.catalogue.service(walk.service)
    assert filler(office, service, walk.case, generous=True).answers()


@pytest.mark.parametrize("profile", sorted({walk.profile for walk in WALKS}))
def test_the_register_is_sound_after_all_of_them(profile: str, offices: Callable[[str], Office]) -> None:
    assert verifying.verify(offices(profile)) == []
