"""Renewals, changes, transfers and closings: what they start from, what they take over, and what becomes of the earlier paper."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.counter import cases, deciding, earlier, filing, money, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Handed, NewUser, OfficeSetup, Payment, PermitRow
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from lsvdesk.thai.identifiers import make_citizen_id
from tests.counter.papers_before import again, done, filed, request, someone
from tests.counter.people import DAY, owner, shop_filing
from tests.support.walks import Walk, read, shipped, squeezed, walked


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """อบต.นาโพธิ์, which licenses fuel stations and renews building permits; closed."""
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile="na-pho")
    made = setup.set_up(tmp_path_factory.mktemp("prepared") / "office", wanted, FixedClock(dt.date(2026, 1, 5)))
    made.register.close()
    return made


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(DAY)


@pytest.fixture
def office(prepared: Office, tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    shutil.copytree(prepared.folder, tmp_path / "office")
    opened = setup.open_office(tmp_path / "office", clock)
    opened.kept.catalogue = prepared.catalogue
    yield opened
    opened.register.close()


def station(office: Office, number: int = 1, **answers: object) -> CaseDetail:
    """A licensed fuel station."""
    wanted = request(office, "fuel-station-licence", someone(number))
    second = {"phase": "phase-2", "acceptance_no": "1/2569", "acceptance_date": "2026-01-10", "built_on": "2026-10-01"}
    return done(office, replace(wanted, answers={**wanted.answers, **second, "station_name": "ปั๊มตัวอย่างบริการ", **answers}))


def faults(office: Office, wanted: filing.Filing) -> list[tuple[str, str]]:
    return [(each.field, each.message) for each in filing.check_filing(office, wanted)]


# ---------------------------------------------------------------------------------------------------------------- validity


def test_a_licence_says_until_when_it_is_good(office: Office) -> None:
    licence = station(office).permits[0]
    assert (licence.series, licence.valid_until, licence.status) == ("fuel-licence", dt.date(2026, 12, 31), "valid")
    assert licence.days_left == 43


def test_a_licence_whose_day_has_passed_is_expired_without_anybody_doing_anything(office: Office, clock: FixedClock) -> None:
    licence = station(office).permits[0]
    clock.go_to(dt.date(2026, 12, 31))
    assert deciding.permit_by_number(office, licence.number, "fuel-licence").status == "valid"
    clock.go_to(dt.date(2027, 1, 1))
    assert deciding.permits(office, "fuel-licence")[0].status == "expired"
    assert deciding.permits(office, "fuel-licence")[0].status_title == "สิ้นอายุ"


def test_the_first_phase_gives_leave_to_build_and_the_second_the_licence(office: Office) -> None:
    wanted = request(office, "fuel-station-licence", someone(1))
    first = done(office, replace(wanted, answers={**wanted.answers, "phase": "phase-1"}))
    assert [(row.series, row.type, row.valid_until) for row in first.permits] == [("fuel-acceptance", "acknowledgement", None)]
    assert [row.series for row in station(office).permits] == ["fuel-licence"]


def test_a_building_permit_is_good_as_long_as_its_size_allows(office: Office) -> None:
    from lsvdesk.rules.building import validity_years
    from lsvdesk.rules.validity import valid_until

    output = next(each for each in office.catalogue.service("building-construction-permit").outputs if each.validity is not None)
    for area, years in (("9999.99", 1), ("10000", 2), ("99999", 2), ("100000", 3)):
        env = {"answers": {"buildings": [_Row(area_m2=Decimal(area))]}, "today": DAY}
        ends = valid_until(output.validity, DAY, env)
        assert ends is not None and (ends.year - DAY.year, ends.month, ends.day) == (years, 11, 17)
        assert validity_years(Decimal(area), DAY, office.catalogue.parameters).value == years


class _Row:
    def __init__(self, **cells: Decimal) -> None:
        self.__dict__.update(cells)


# ---------------------------------------------------------------------------------------------------------------- taking over


def test_the_papers_of_a_holder_are_offered_the_latest_first(office: Office) -> None:
    old, new = station(office), station(office, station_name="ปั๊มใหม่ตัวอย่าง")
    station(office, 2)
    assert old.person is not None and new.permits
    found = earlier.earlier_papers(office, "fuel-station-renewal", person_id=old.person.id)
    assert [each.permit.subject for each in found] == ["ปั๊มใหม่ตัวอย่าง", "ปั๊มตัวอย่างบริการ"]
    assert earlier.earlier_papers(office, "fuel-station-renewal", text="ปั๊มใหม่")[0].permit.number == new.permits[0].number
    assert len(earlier.earlier_papers(office, "fuel-station-renewal", text=old.permits[0].number)) == 1
    assert earlier.earlier_papers(office, "soil-excavation-notice", person_id=old.person.id) == []


def test_a_renewal_takes_over_what_stays_and_asks_for_the_rest(office: Office) -> None:
    licence = station(office).permits[0]
    taken = earlier.prefill(office, "fuel-station-renewal", licence.id)
    assert taken.answers["station_name"] == "ปั๊มตัวอย่างบริการ"
    assert taken.answers["tanks"]
    assert (taken.answers["licence_no"], taken.answers["licence_date"], taken.answers["licence_expires_on"]) == (
        licence.number,
        "2026-11-18",
        "2026-12-31",
    )
    assert "insurance_no" not in taken.answers and "phase" not in taken.answers
    assert taken.person is not None and taken.person.citizen_id == make_citizen_id(3001)


def test_only_what_fits_the_new_form_is_taken_over(office: Office) -> None:
    permit = done(office, request(office, "building-construction-permit", someone(3))).permits[0]
    taken = earlier.prefill(office, "building-permit-renewal", permit.id)
    form = office.catalogue.service("building-permit-renewal").form
    table = next(field for section in form for field in section.fields if field.id == "buildings")
    columns = {column.id for column in table.columns}
    assert taken.answers["buildings"] and all(set(row) <= columns for row in taken.answers["buildings"])
    assert "days_to_finish" not in taken.answers and taken.answers["permit_expires_on"] == "2027-11-17"
    supervisor = earlier.prefill(office, "building-supervisor-change", permit.id)
    assert supervisor.answers["permit_action"] == taken.answers["action"] == "construction"


def test_a_paper_is_found_by_the_number_that_stands_on_it(office: Office) -> None:
    licence = station(office).permits[0]
    assert earlier.paper_by_number(office, "fuel-station-transfer", "๑/๒๕๖๙").permit.id == licence.id
    with pytest.raises(CounterError) as unknown:
        earlier.paper_by_number(office, "fuel-station-transfer", "99/2569")
    assert unknown.value.code == "unknown-permit"


# ---------------------------------------------------------------------------------------------------------------- ending


def test_a_renewed_licence_is_good_for_the_next_year_and_the_earlier_one_has_ended(office: Office) -> None:
    licence = station(office).permits[0]
    renewed = done(office, again(office, "fuel-station-renewal", someone(1), licence.id))
    new = renewed.permits[0]
    assert (new.valid_until, new.supersedes_id, new.number) == (dt.date(2027, 12, 31), licence.id, "2/2569")
    old = deciding.permit_by_number(office, licence.number, "fuel-licence")
    assert (old.status, old.ended_as, old.ended_on, old.status_title) == ("superseded", "renewed", DAY, "ต่ออายุแล้ว")
    assert renewed.row.number in old.ended_reason and new.number in old.ended_reason
    assert any("ต่ออายุแล้ว" in event.text for event in cases.case(office, licence.case_id).events)
    assert verifying.verify(office) == []


def test_a_renewal_of_a_renewal_still_knows_the_first_form(office: Office, clock: FixedClock) -> None:
    licence = station(office).permits[0]
    first = done(office, again(office, "fuel-station-renewal", someone(1), licence.id)).permits[0]
    clock.go_to(dt.date(2027, 11, 18))
    taken = earlier.prefill(office, "fuel-station-renewal", first.id)
    assert (taken.answers["station_name"], taken.answers["licence_no"]) == ("ปั๊มตัวอย่างบริการ", first.number)
    second = done(office, again(office, "fuel-station-renewal", someone(1), first.id)).permits[0]
    assert second.valid_until == dt.date(2028, 12, 31)


def test_a_transferred_licence_is_held_by_the_one_it_went_to(office: Office) -> None:
    licence = station(office).permits[0]
    heir = someone(9, "ผู้รับโอน")
    answers = {"transferee_kind": "individual", "transferee_name": heir.full_name, "transferee_citizen_id": heir.citizen_id}
    moved = done(office, again(office, "fuel-station-transfer", someone(1), licence.id, **answers))
    new = moved.permits[0]
    assert (new.holder, new.subject, new.valid_until) == (heir.full_name, "ปั๊มตัวอย่างบริการ", dt.date(2026, 12, 31))
    assert moved.person is not None and moved.person.id is not None
    before = earlier.earlier_papers(office, "fuel-station-renewal", person_id=moved.person.id)
    assert [each.permit.number for each in before if not each.obstacle] == []
    taken = earlier.prefill(office, "fuel-station-renewal", new.id)
    assert taken.person is not None and taken.person.full_name == heir.full_name
    assert "signatory_name" not in taken.answers and taken.answers["station_name"] == "ปั๊มตัวอย่างบริการ"
    said = read(papers.issue_paper(office, "permit", permit_id=new.id).pdf)
    assert squeezed(heir.full_name) in said and squeezed("ใช้ได้จนถึงวันที่ 31 ธันวาคม พ.ศ. 2569") in said


def test_leave_to_rebuild_does_not_end_the_licence(office: Office) -> None:
    licence = station(office).permits[0]
    wanted = again(office, "fuel-station-change", someone(1), licence.id, phase="phase-1")
    leave = done(office, wanted)
    assert leave.permits[0].series == "fuel-acceptance"
    assert deciding.permit_by_number(office, licence.number, "fuel-licence").status == "valid"


def test_a_new_supervisor_leaves_the_permit_as_it_is(office: Office) -> None:
    permit = done(office, request(office, "building-construction-permit", someone(3))).permits[0]
    changed = done(office, again(office, "building-supervisor-change", someone(3), permit.id))
    assert changed.row.status == "finished"
    assert deciding.permit_by_number(office, permit.number, "building-permit").status == "valid"


def test_a_closed_business_is_closed_in_the_register(office: Office) -> None:
    shop = walked(office, filed(office, shop_filing())).permits[0]
    closed = done(office, again(office, "commercial-registration-close", owner(), shop.id, closed_on=DAY.isoformat()))
    after = deciding.permits(office, "commercial-registration")[0]
    assert closed.row.status == "finished"
    assert (after.id, after.status, after.ended_as, after.status_title) == (shop.id, "superseded", "closed", "เลิกแล้ว")


# ---------------------------------------------------------------------------------------------------------------- refusals


def test_a_paper_that_has_ended_starts_nothing_and_the_message_says_what_took_its_place(office: Office) -> None:
    licence = station(office).permits[0]
    wanted = again(office, "fuel-station-renewal", someone(1), licence.id)
    new = done(office, wanted).permits[0]
    [(field, message)] = faults(office, wanted)
    assert field == "earlier" and "ต่ออายุแล้วเมื่อวันที่ 18 พ.ย. 2569" in message and new.number in message
    with pytest.raises(InvalidAnswers):
        filing.open_case(office, wanted)
    with pytest.raises(CounterError, match="ต่ออายุแล้ว"):
        earlier.prefill(office, "fuel-station-renewal", licence.id)


def test_a_paper_with_an_open_request_starts_no_second_one_of_the_kind(office: Office) -> None:
    licence = station(office).permits[0]
    wanted = again(office, "fuel-station-renewal", someone(1), licence.id)
    first = filed(office, wanted)
    [(field, message)] = faults(office, wanted)
    assert field == "earlier" and f"เลขรับ {first.row.number}" in message
    cases.withdraw(office, first.row.id, "ผู้ยื่นเปลี่ยนใจ")
    assert faults(office, wanted) == []


def test_of_two_requests_on_one_paper_only_the_first_that_is_granted_ends_it(office: Office) -> None:
    licence = station(office).permits[0]
    renewal = filed(office, again(office, "fuel-station-renewal", someone(1), licence.id))
    done(office, again(office, "fuel-station-transfer", someone(1), licence.id))
    with pytest.raises(NotAllowedNow, match=r"ใช้ต่อไม่ได้แล้ว.*โอนแล้ว"):
        walked(office, renewal)
    assert verifying.verify(office) == []


def test_a_paper_of_another_kind_is_refused(office: Office) -> None:
    permit = done(office, request(office, "building-construction-permit", someone(3))).permits[0]
    wanted = replace(request(office, "fuel-station-renewal", someone(3)), earlier=permit.id)
    assert [field for field, _ in faults(office, wanted)] == ["earlier"]
    assert "ใช้กับงานบริการนี้ไม่ได้" in faults(office, wanted)[0][1]
    stray = replace(request(office, "soil-excavation-notice", someone(3)), earlier=permit.id)
    assert ("earlier", "งานบริการนี้ไม่ได้เริ่มจากใบสำคัญเดิม กรุณาเริ่มคำขอใหม่") in faults(office, stray)


def test_where_it_must_be_one_of_this_office_a_request_without_it_is_refused(office: Office) -> None:
    service = office.catalogue.service("fuel-station-renewal")
    assert service.earlier is not None
    strict = service.model_copy(update={"earlier": service.earlier.model_copy(update={"required": True})})
    wanted = request(office, "fuel-station-renewal", someone(1))
    with office.register.read() as session:
        found, wrong = earlier.checked(session, office, strict, wanted)
    assert found is None and [(each.field, each.code) for each in wrong] == [("earlier", "required")]
    assert faults(office, wanted) == []


def test_the_number_typed_by_the_holder_is_recognised(office: Office) -> None:
    licence = station(office).permits[0]
    wanted = request(office, "fuel-station-renewal", someone(1), licence_no=licence.number)
    done(office, wanted)
    assert deciding.permit_by_number(office, licence.number, "fuel-licence").ended_as == "renewed"
    other = station(office, 2).permits[0]
    done(office, request(office, "fuel-station-renewal", someone(7), licence_no=other.number))
    assert deciding.permit_by_number(office, other.number, "fuel-licence").status == "valid", "somebody else's number ends nothing"


def test_what_can_be_done_with_a_paper_follows_from_the_services(office: Office) -> None:
    assert [(word, service) for service, word, _ in earlier.followers(office, "fuel-licence")] == [
        ("ต่ออายุ", "fuel-station-renewal"),
        ("เปลี่ยนแปลง", "fuel-station-change"),
        ("โอน", "fuel-station-transfer"),
    ]
    assert [word for _, word, _ in earlier.followers(office, "commercial-registration")] == ["เปลี่ยนแปลง", "เลิก"]
    assert earlier.followers(office, "excavation") == []


def test_money_taken_for_a_refused_renewal_changes_nothing(office: Office) -> None:
    licence = station(office).permits[0]
    renewal = walked_to_money(office, again(office, "fuel-station-renewal", someone(1), licence.id))
    refused = deciding.decide(office, renewal.row.id, False, "ไม่ผ่านการตรวจสถานที่")
    assert refused.row.status == "refused"
    assert deciding.permit_by_number(office, licence.number, "fuel-licence").status == "valid"


def walked_to_money(office: Office, wanted: filing.Filing) -> CaseDetail:
    case = filed(office, wanted)
    everything = {row.id: Handed(max(row.originals, int(not row.copies)), row.copies) for row in case.documents}
    case = cases.record_documents(office, case.row.id, everything)
    if any(action.id == "take_payment" and action.enabled for action in case.actions):
        money.take_payment(office, case.row.id, Payment("cash", case.payable_now))
    return cases.case(office, case.row.id)


# ---------------------------------------------------------------------------------------------------------------- every service


def followed() -> list[tuple[str, str, str, str]]:
    """Every service that starts from an earlier paper, with one that issues such a paper, at an office that offers both."""
    catalogue = shipped()
    offered = {(walk.profile, walk.service) for walk in all_walks()}
    found: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for service in catalogue.services.values():
        for series in service.earlier.series if service.earlier is not None else ():
            for before in catalogue.services.values():
                issued = any(output.series == series for output in before.outputs)
                for profile in catalogue.profiles if issued and (before.earlier is None or before.id == service.id) else ():
                    if (profile, service.id) in offered and (profile, before.id) in offered:
                        found.setdefault((service.id, series), (profile, before.id, service.id, series))
    return list(found.values())


def all_walks() -> list[Walk]:
    """What each office offers."""
    catalogue = shipped()
    found = []
    for profile in catalogue.profiles.values():
        withheld = frozenset(name for name, own in profile.services.items() if not own.offered)
        here = replace(catalogue, profile=profile, withheld=withheld)
        found += [Walk(profile.id, service.id, "") for service in here.offered(DAY)]
    return found


FOLLOWED = followed()


def test_all_services_that_start_from_a_paper_are_walked() -> None:
    starting = {service.id for service in shipped().services.values() if service.earlier is not None}
    assert {service for _, _, service, _ in FOLLOWED} == starting


@pytest.mark.parametrize(
    ("profile", "before", "service", "series"), FOLLOWED, ids=[f"{after}-{series}" for _, _, after, series in FOLLOWED]
)
def test_every_service_takes_over_from_the_paper_before_and_ends_it(
    profile: str, before: str, service: str, series: str, tmp_path: Path
) -> None:
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile=profile)
    clock = FixedClock(DAY)
    office = setup.set_up(tmp_path / "office", wanted, clock)
    phase = {"phase": "phase-2"} if series == "fuel-licence" else {}
    first = done(office, request(office, before, someone(1), known=phase))
    paper = first.permits[0]
    assert paper.series == series
    clock.go_to(DAY + dt.timedelta(days=20))
    who = someone(1)
    new = done(office, again(office, service, who, paper.id, **({"phase": "phase-2"} if service == "fuel-station-change" else {})))
    ends = office.catalogue.service(service).earlier
    assert ends is not None
    after = deciding.permit_by_number(office, paper.number, series) if ends.ends == "kept" else _paper(office, paper.id)
    if ends.ends == "kept":
        assert after.status == "valid"
    else:
        assert (after.status, after.ended_as) == ("superseded", ends.ends)
        assert [row.supersedes_id for row in new.permits if row.series in ends.series] in ([], [paper.id])
    assert verifying.verify(office) == []
    office.register.close()


def _paper(office: Office, permit_id: int) -> PermitRow:
    return next(row for row in deciding.permits(office) if row.id == permit_id)
