"""The registers of an office: which there are, what stands in them, who sees them, and how fast they answer."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from lsvdesk.counter import register_kinds, register_list, registers, rolls, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup, RegisterFilter
from lsvdesk.errors import CounterError, NotAllowedNow
from lsvdesk.register import models
from tests.counter.conftest import as_role
from tests.counter.papers_before import again, done, filed, request, someone
from tests.counter.people import DAY, dig_filing, shop_filing, sign, sign_filing
from tests.counter.test_earlier import station
from tests.support.walks import read, squeezed, walked, walks


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Office:
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


def listed(office: Office, name: str, **wanted: Any) -> list[Any]:
    return registers.lines(office, register_kinds.kind(office, name), RegisterFilter(**wanted))


# ---------------------------------------------------------------------------------------------------------------- which there are


def test_the_registers_follow_from_the_services_on_offer(office: Office) -> None:
    names = [kind.id for kind in register_kinds.kinds(office)]
    assert {"licences", "commercial", "building", "notices", "elderly", "disability", "aids", "pupils", "signs"} <= set(names)
    assert "establishments" not in names, "the monthly returns are the province's"
    assert names == [name for name in register_kinds.TITLES if name in names]
    assert register_kinds.kind(office, "fuel-licence").id == "licences"
    with pytest.raises(CounterError) as unknown:
        register_kinds.kind(office, "hotels")
    assert unknown.value.code == "register-name" and "licences" in unknown.value.message


def test_every_numbered_paper_stands_in_one_register_and_every_other_request_in_one(office: Office) -> None:
    kinds = register_kinds.kinds(office)
    series = [name for kind in kinds for name, _ in kind.series]
    assert len(series) == len(set(series))
    for service in office.catalogue.offered(office.today()):
        numbered = {out.series for out in service.outputs if out.series and out.type in ("permit", "certificate", "acknowledgement")}
        assert numbered <= set(series), service.id
        if not numbered and service.kind not in ("tax", "fee"):
            assert any(service.id in kind.services for kind in kinds), service.id


def test_the_roll_of_patients_is_offered_only_to_those_who_may_see_it(office: Office) -> None:
    clerk = as_role(office, "counter")
    assert "aids" not in [kind.id for kind in register_kinds.kinds(clerk)]
    with pytest.raises(NotAllowedNow):
        register_kinds.kind(clerk, "aids")
    hidden = register_kinds.kind(office, "aids")
    with pytest.raises(NotAllowedNow):
        registers.lines(clerk, hidden)
    assert hidden.sensitive


# ---------------------------------------------------------------------------------------------------------------- licences


def test_licences_are_listed_by_the_day_they_end(office: Office, clock: FixedClock) -> None:
    first, second = station(office), station(office, 2, station_name="ปั๊มที่สองตัวอย่าง")
    renewed = done(office, again(office, "fuel-station-renewal", someone(2), second.permits[0].id))
    assert [row.number for row in listed(office, "licences", status="valid")] == [first.permits[0].number, renewed.permits[0].number]
    assert [row.number for row in listed(office, "licences", status="within-60")] == [first.permits[0].number]
    assert listed(office, "licences", status="within-30") == []
    assert [row.status_title for row in listed(office, "licences", status="ended")] == ["ต่ออายุแล้ว"]
    kind = register_kinds.kind(office, "licences")
    assert registers.expiring(office, kind) == {"within-30": 0, "within-60": 1, "within-90": 1, "expired": 0}
    clock.go_to(dt.date(2027, 1, 10))
    assert registers.expiring(office, kind) == {"within-30": 0, "within-60": 0, "within-90": 0, "expired": 1}
    assert [row.number for row in listed(office, "licences", status="expired")] == [first.permits[0].number]
    assert registers.expiring_soon(office, 356) == 1


def test_a_register_is_searched_and_narrowed_to_a_year_and_a_series(office: Office, clock: FixedClock) -> None:
    station(office)
    clock.go_to(dt.date(2027, 1, 5))
    station(office, 2, station_name="ปั๊มปีใหม่ตัวอย่าง")
    assert registers.years(office, register_kinds.kind(office, "licences")) == [2570, 2569]
    assert [row.subject for row in listed(office, "licences", year=2570)] == ["ปั๊มปีใหม่ตัวอย่าง"]
    assert [row.subject for row in listed(office, "licences", text="ปีใหม่")] == ["ปั๊มปีใหม่ตัวอย่าง"]
    assert listed(office, "notices", series="excavation") == []
    assert [row.number_year for row in _permits(office)] == [2569, 2570]


def _permits(office: Office) -> list[models.Permit]:
    with office.register.read() as session:
        return list(session.scalars(select(models.Permit).order_by(models.Permit.id)))


# ---------------------------------------------------------------------------------------------------------------- the others


def test_shops_notices_and_signs_have_their_own_registers(office: Office) -> None:
    walked(office, filed(office, shop_filing()))
    walked(office, filed(office, dig_filing()))
    filed(office, sign_filing(sign()))
    assert [(row.registration_no != "", row.subject) for row in listed(office, "commercial")] == [(True, "ร้านสมมุติพาณิชย์")]
    assert [row.title for row in listed(office, "notices")] == ["ใบรับแจ้งการขุดดิน"]
    assert [(row.text, row.status_title, row.kind_title) for row in listed(office, "signs")] == [("ร้านสมมุติพาณิชย์", "ติดตั้งอยู่", "1 ไทยล้วน")]
    assert listed(office, "signs", text="ไม่มีป้ายนี้") == []


def test_a_register_of_pupils_is_found_by_the_childs_name(office: Office) -> None:
    child = {"prefix": "เด็กชาย", "first_name": "ตั้งใจ", "last_name": "ตัวอย่างเรียน"}
    filed(office, request(office, "preschool-enrolment", someone(4), child=child))
    [line] = listed(office, "pupils", text="ตั้งใจ")
    assert (line.subject, line.applicant, line.status_title) == ("เด็กชายตั้งใจ ตัวอย่างเรียน", "นายตัวอย่าง สมมุติการ", "รับคำขอแล้ว รอตรวจเอกสาร")
    assert line.more and line.place
    assert listed(office, "pupils", text="ไม่มีเด็กคนนี้") == []
    assert len(listed(office, "pupils", status="open")) == 1 and listed(office, "pupils", status="finished") == []


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("pupils", "preschool-enrolment"),
        ("complaints", "complaint"),
        ("information", "official-information-request"),
        ("gratuities", "special-gratuity"),
        ("requests", "water-support"),
    ],
)
def test_requests_of_every_kind_tell_what_they_are_about(name: str, service: str, tmp_path: Path) -> None:
    profile = next(walk.profile for walk in walks() if walk.service == service)
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile=profile)
    office = setup.set_up(tmp_path / "office", wanted, FixedClock(DAY))
    kind = register_kinds.kind(office, name)
    for number, each in enumerate(kind.services):
        filed(office, request(office, each, someone(50 + number)))
    lines = registers.lines(office, kind)
    assert {line.service for line in lines} == set(kind.services)
    assert all(line.subject or line.detail for line in lines), [line.service for line in lines if not line.subject]
    assert read(register_list.print_register(office, kind, RegisterFilter()).pdf)
    office.register.close()


# ---------------------------------------------------------------------------------------------------------------- on paper


def test_a_register_is_printed_with_its_lines(office: Office) -> None:
    station(office)
    kind = register_kinds.kind(office, "licences")
    said = read(register_list.print_register(office, kind, RegisterFilter(status="valid")).pdf)
    for words in ("ทะเบียนใบอนุญาต", "ปั๊มตัวอย่างบริการ", "สถานะ มีผล", "31 ธ.ค. 2569", "รวม 1 รายการ"):
        assert squeezed(words) in said, words
    empty = read(register_list.print_register(office, kind, RegisterFilter(status="expired")).pdf)
    assert squeezed("ไม่มีรายการ") in empty


def test_a_sensitive_register_says_so_on_paper_and_numbers_are_for_those_who_decide(office: Office) -> None:
    done(office, request(office, "aids-allowance", someone(5), nationality="ไทย"))
    said = read(register_list.print_register(office, register_kinds.kind(office, "aids"), RegisterFilter()).pdf)
    assert squeezed("ห้ามเผยแพร่") in said
    done(
        office,
        request(
            office, "elderly-allowance", someone(6, born=dt.date(1950, 1, 2)), birth_date="1950-01-02", wish="confirm", nationality="ไทย"
        ),
    )
    line = rolls.beneficiaries(office, "elderly")[0]
    kind = register_kinds.kind(office, "elderly")
    number = next(column for column in kind.columns if column.key == "citizen_id")
    assert register_list.value(office, number, line).replace("-", "") == line.citizen_id
    assert register_list.value(as_role(office, "counter"), number, line) == f"x-xxxx-xxxxx-{line.citizen_id[-3:-1]}-{line.citizen_id[-1]}"


def test_what_is_too_long_to_print_says_what_to_do(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    station(office)
    monkeypatch.setattr(register_list, "MOST_PRINTED", 0)
    with pytest.raises(CounterError) as long:
        register_list.print_register(office, register_kinds.kind(office, "licences"), RegisterFilter(status="valid"))
    assert long.value.code == "too-many" and "Excel" in long.value.message


# ---------------------------------------------------------------------------------------------------------------- many


def test_of_a_long_register_only_a_page_is_read_and_what_ends_soon_is_found_by_its_day(office: Office) -> None:
    case_id = station(office).row.id
    with office.register.write() as session:
        session.execute(insert(models.Permit), [_many(number, case_id) for number in range(20_000)])
        stopped = {"status": "stopped", "stopped_on": DAY, "stop_reason": "ตัวอย่าง", "sensitive": False, "details": {"born": "1950-01-02"}}
        same = {"roll": "elderly", "person_id": 1, "case_id": case_id, "registered_on": DAY, "entitled_from": DAY, **stopped}
        session.execute(insert(models.Beneficiary), [{**same, "name": f"นายสมมุติ ลำดับ{number}"} for number in range(5_000)])
    licences, roll = register_kinds.kind(office, "licences"), register_kinds.kind(office, "elderly")
    for wanted in (RegisterFilter(status="valid"), RegisterFilter(status="within-90"), RegisterFilter(year=2019), RegisterFilter()):
        assert len(registers.lines(office, licences, wanted)) == 500, wanted
    days = [row.valid_until for row in registers.lines(office, licences, RegisterFilter(status="valid"))]
    assert days == sorted(days) and days[0] == DAY
    assert registers.expiring(office, licences)["within-30"] == 31 * 10
    assert len(registers.lines(office, roll, RegisterFilter(status="stopped", offset=4_900))) == 100
    assert registers.lines(office, roll, RegisterFilter(status="stopped", text="ลำดับ4999"))[0].name == "นายสมมุติ ลำดับ4999"
    with office.register.read() as session:
        plan = " ".join(
            str(row)
            for row in session.execute(
                text("EXPLAIN QUERY PLAN SELECT count(*) FROM permit WHERE valid_until <= '2026-12-31' AND valid_until >= '2026-12-01'")
            )
        )
    assert "ix_permit_valid_until" in plan


def _many(number: int, case_id: int) -> dict[str, Any]:
    year, value = 2000 + number // 1_000, number % 1_000 + 1
    return {
        "series": "fuel-licence",
        "number_year": year,
        "number_value": value,
        "number": f"{value}/{year}",
        "registration_no": "",
        "type": "permit",
        "title": "ใบอนุญาตตัวอย่าง",
        "case_id": case_id,
        "holder_name": f"นายสมมุติ ลำดับ{number}",
        "subject": "ปั๊มตัวอย่าง",
        "issued_on": dt.date(2020, 1, 1),
        "valid_until": dt.date(2025, 1, 1) + dt.timedelta(days=number % 2_000),
        "status": "valid",
        "details": {},
    }
