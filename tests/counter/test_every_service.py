"""Every service that an office ships with, for every kind of applicant: filed with answers made from its own definition, decided, issued,
and every paper of it read back. A definition that cannot be walked to its end fails here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from lsvdesk.counter import filing, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Filing, NewUser, OfficeSetup
from tests.support.walks import DAY, Walk, applicant, filler, read, squeezed, walked, walks

SAID = {
    "acknowledgement": "ใบรับ",
    "assessment_sheet": "คำนวณ",
    "assessment_notice": "แจ้งการประเมิน",
    "land_tax_notice": "แจ้งการประเมินภาษีที่ดินและสิ่งปลูกสร้าง",
    "forwarding_letter": "สิ่งที่ส่งมาด้วย",
    "result_notice": "แจ้งผลการพิจารณา",
}
"""How a kind of paper names itself, where that is not its title in the list."""


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


def filed(office: Office, walk: Walk) -> CaseDetail:
    service = office.catalogue.service(walk.service)
    made = filler(office, service, walk.case)
    kind = next(each.applicant for each in service.applicant_cases if each.id == walk.case)
    who = applicant(WALKS.index(walk) + 1, kind, made.home)
    return filing.open_case(office, Filing(service=walk.service, applicant_case=walk.case, answers=made.answers(), **who))  # type: ignore[arg-type]


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
        named = (case.row.applicant, *(permit.holder for permit in case.permits))  # a licence that is transferred names its new holder
        assert any(squeezed(name) in text for name in named), f"{kind} of {walk.service} names neither applicant nor holder"
        assert squeezed(SAID.get(kind, title)) in text, f"{kind} of {walk.service} does not name itself “{title}”"


@each_walk
def test_the_other_branches_of_a_form_can_be_filled_in_too(walk: Walk, offices: Callable[[str], Office]) -> None:
    office = offices(walk.profile)
    service = office.catalogue.service(walk.service)
    assert filler(office, service, walk.case, generous=True).answers()


@pytest.mark.parametrize("profile", sorted({walk.profile for walk in WALKS}))
def test_the_register_is_sound_after_all_of_them(profile: str, offices: Callable[[str], Office]) -> None:
    assert verifying.verify(offices(profile)) == []
