"""People and organisations: found first, entered once, kept up to date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lsvdesk.counter import filing, people, search
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import AddressData, OrganisationData, PersonData
from lsvdesk.errors import CounterError, InvalidAnswers
from tests.counter.conftest import as_role
from tests.counter.people import company, owner, shop_filing, sign_filing


def test_a_person_is_found_by_any_part_of_name_id_or_phone(office: Office) -> None:
    saved = people.save_person(office, owner())
    assert saved.id is not None
    for text in ("สม", "มมุ", "ตัวอย่าง", "1-9988", "๑๙๙๘๘", "0812345678", "นางสมมุติ"):
        assert people.find_people(office, text) == [saved], text
    assert people.find_people(office, "ไม่มีใคร") == []
    assert people.person(office, saved.id) == saved


def test_an_organisation_is_found_and_kept_once(office: Office) -> None:
    saved = people.save_organisation(office, company())
    again = people.save_organisation(office, replace(company(), phone="045-999111", representative=""))
    assert again.id == saved.id
    assert (again.phone, again.representative) == ("045-999111", "นางสมมุติ ตัวอย่าง")
    assert people.find_people(office, "ทดลองการค้า") == [again]
    assert people.organisation(office, saved.id or 0) == again


def test_what_was_typed_is_kept_tidy(office: Office) -> None:
    typed = replace(owner(), first_name="  สม มุติ ", citizen_id="๑-๙๙๘๘-๙๘๖๒๑-๗๒-๘", phone="081 234 5678", email=" a@b.th ")
    saved = people.save_person(office, typed)
    assert (saved.first_name, saved.citizen_id, saved.phone, saved.email) == ("สม มุติ", owner().citizen_id, "0812345678", "a@b.th")


def test_somebody_picked_from_the_register_may_lose_a_phone(office: Office) -> None:
    saved = people.save_person(office, owner())
    assert people.save_person(office, replace(saved, phone="")).phone == ""


def test_an_old_address_stays_for_the_papers_of_the_past(office: Office) -> None:
    from sqlalchemy import func, select

    from lsvdesk.register.models import Address

    saved = people.save_person(office, owner())
    people.save_person(office, replace(saved, address=AddressData(house_no="8", province="อุบลราชธานี")))
    people.save_person(office, replace(saved, address=AddressData(house_no="8", province="อุบลราชธานี")))
    with office.register.read() as session:
        assert session.scalar(select(func.count()).select_from(Address)) == 2


def test_a_number_that_is_somebody_elses_is_refused(office: Office) -> None:
    people.save_person(office, owner())
    other = people.save_person(office, owner(2))
    with pytest.raises(CounterError, match="ซึ่งมีในทะเบียนแล้ว") as known:
        people.save_person(office, replace(other, citizen_id=owner().citizen_id))
    assert (known.value.code, known.value.field) == ("person-known", "person.citizen_id")


def test_people_without_a_number_are_not_thrown_together(office: Office) -> None:
    nameless = PersonData(first_name="สมมุติ", last_name="ไร้เลข")
    first, second = people.save_person(office, nameless), people.save_person(office, nameless)
    assert first.id != second.id


@pytest.mark.parametrize("juristic_id", ["0345500000011", "1998898621728", "123"])
def test_a_wrong_juristic_number_is_refused_at_its_field(office: Office, juristic_id: str) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        people.save_organisation(office, OrganisationData(name="บริษัท ผิด จำกัด", juristic_id=juristic_id))
    assert refused.value.faults[0].field == "organisation.juristic_id"


def test_a_long_name_of_an_organisation_is_taken_up_to_its_limit(office: Office) -> None:
    assert people.save_organisation(office, OrganisationData(name="ก" * 300)).name == "ก" * 300
    with pytest.raises(InvalidAnswers):
        people.save_organisation(office, OrganisationData(name="ก" * 301))


def test_the_search_box_finds_cases_receipts_and_certificates_with_their_case(office: Office) -> None:
    from decimal import Decimal

    from lsvdesk.counter import deciding, money
    from lsvdesk.counter.views import Payment

    case = filing.open_case(office, shop_filing())
    money.take_payment(office, case.row.id, Payment("cash", Decimal(50)))
    deciding.decide(office, case.row.id, True)
    deciding.issue(office, case.row.id)
    hits = search.search(office, "สมมุติ")
    assert {hit.kind for hit in hits} == {"person", "case", "receipt", "permit"}
    assert {hit.case_id for hit in hits if hit.kind != "person"} == {case.row.id}
    assert [hit.kind for hit in search.search(office, "ร้านสมมุติพาณิชย์")] == ["permit"]


def test_a_sensitive_case_is_hidden_from_those_who_have_no_need_of_it(office: Office) -> None:
    from lsvdesk.counter import cases
    from lsvdesk.errors import NotAllowedNow
    from lsvdesk.register import search as index
    from lsvdesk.register.models import Case

    case = filing.open_case(office, sign_filing())
    with office.register.write() as session:
        row = session.get_one(Case, case.row.id)
        row.sensitive = True
        session.flush()
        index.refresh_case(session, row)
    clerk, officer = as_role(office, "finance"), as_role(office, "officer")
    assert [hit.kind for hit in search.search(clerk, "สมมุติ")] == ["person"]
    assert {hit.kind for hit in search.search(officer, "สมมุติ")} == {"person", "case"}
    assert cases.list_cases(clerk) == []
    assert len(cases.list_cases(officer)) == 1
    with pytest.raises(NotAllowedNow):
        cases.case(clerk, case.row.id)
