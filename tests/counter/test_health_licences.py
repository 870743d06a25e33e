"""A licence under the Public Health Act from year to year, and the permit for leaflets: fees, lateness, validity, papers."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lsvdesk.counter import deciding, earlier, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, NewUser, OfficeSetup
from lsvdesk.errors import InvalidAnswers
from tests.counter.papers_before import again, done, filed, request, someone
from tests.counter.people import DAY
from tests.support.walks import read, squeezed

GARAGE: dict[str, Any] = {
    "business_kind": "7.1",
    "business_kind_other": None,
    "establishment_name": "อู่สมมุติการช่าง",
    "area_m2": "120",
    "horsepower": "12.5",
    "workers": 3,
    "ordinance_fee": "500.00",
}

PAID_UP = {"unpaid_before": None, "unpaid_times": None}


@pytest.fixture
def na_pho(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """The office that licenses dangerous businesses and renews their licences."""
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการสาธารณสุข", "admin"), profile="na-pho")
    made = setup.set_up(tmp_path / "office", wanted, FixedClock(dt.date(2026, 1, 5)))
    made.register.close()
    opened = setup.open_office(tmp_path / "office", clock)
    yield opened
    opened.register.close()


def licensed(office: Office, **answers: Any) -> CaseDetail:
    return done(office, request(office, "health-hazard-licence", someone(1), **{**GARAGE, **answers}))


def renewal(office: Office, case: CaseDetail, **answers: Any) -> CaseDetail:
    typed = {"ordinance_fee": "500.00", **PAID_UP, **answers}
    return done(office, again(office, "health-hazard-licence-renewal", someone(1), case.permits[0].id, **typed))


def paid(case: CaseDetail) -> Decimal:
    return sum((receipt.total for receipt in case.receipts), Decimal(0))


def test_a_licence_names_its_holder_business_place_fee_receipt_and_last_day(na_pho: Office) -> None:
    case = licensed(na_pho)
    (permit,) = case.permits
    assert (permit.valid_until, paid(case)) == (dt.date(2027, 11, 17), 500)
    issued = papers.issue_paper(na_pho, "permit", case_id=case.row.id)
    text = read(issued.pdf)
    for words in (
        "ใบอนุญาตประกอบกิจการที่เป็นอันตรายต่อสุขภาพ",
        "แบบ กอ.2",
        "ตามพระราชบัญญัติการสาธารณสุข พ.ศ. 2535 มาตรา 33",
        "ใบอนุญาตนี้ให้ไว้แก่",
        someone(1).full_name,
        "7.1 การต่อ ประกอบ เคาะ ปะผุ พ่นสี",
        "อู่สมมุติการช่าง",
        "500.00 บาท (ห้าร้อยบาทถ้วน)",
        "ตามใบเสร็จรับเงิน",
        "ใช้ได้จนถึงวันที่ 17 พฤศจิกายน พ.ศ. 2570",
        "แสดงใบอนุญาตนี้ไว้โดยเปิดเผย",
        "เจ้าพนักงานท้องถิ่น",
    ):
        assert squeezed(words) in text, words


def test_a_licence_hangs_on_the_wall_on_one_sheet(na_pho: Office) -> None:
    issued = papers.issue_paper(na_pho, "permit", case_id=licensed(na_pho).row.id)
    with pikepdf.open(io.BytesIO(issued.pdf)) as pdf:
        assert len(pdf.pages) == 1


def test_a_renewal_in_time_begins_where_the_old_licence_ends(na_pho: Office, clock: FixedClock) -> None:
    first = licensed(na_pho)
    clock.go_to(dt.date(2027, 11, 1))
    taken = earlier.prefill(na_pho, "health-hazard-licence-renewal", first.permits[0].id)
    assert taken.answers["establishment_name"] == GARAGE["establishment_name"]
    assert (taken.answers["licence_no"], taken.answers["licence_expires_on"]) == (first.permits[0].number, "2027-11-17")
    assert "ordinance_fee" not in taken.answers and "age" not in taken.answers
    renewed = renewal(na_pho, first)
    assert (renewed.permits[0].valid_until, paid(renewed)) == (dt.date(2028, 11, 17), 500)
    old = deciding.permit_by_number(na_pho, first.permits[0].number, "health-hazard")
    assert (old.ended_as, old.status_title) == ("renewed", "ต่ออายุแล้ว")
    assert verifying.verify(na_pho) == []


def test_a_renewal_after_the_last_day_costs_a_fifth_more(na_pho: Office, clock: FixedClock) -> None:
    first = licensed(na_pho)
    clock.go_to(dt.date(2027, 11, 18))
    renewed = renewal(na_pho, first)
    assert paid(renewed) == 600
    assert renewed.assessment is not None
    assert [line.kind for line in renewed.assessment.lines] == ["fee", "surcharge"]
    assert verifying.verify(na_pho) == []


def test_without_a_rate_the_clerk_is_asked_for_the_ordinance_and_never_above_the_ceiling(na_pho: Office) -> None:
    for typed, code in ((None, "required"), ("10000.01", "above-ceiling")):
        with pytest.raises(InvalidAnswers) as refused:
            filed(na_pho, request(na_pho, "health-hazard-licence", someone(1), **{**GARAGE, "ordinance_fee": typed}))
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [("ordinance_fee", code)]


def test_pho_yai_takes_its_flat_thousand(office: Office) -> None:
    case = licensed(office, ordinance_fee=None)
    assert paid(case) == 1000
    assert case.assessment is not None and case.assessment.lines[0].confirmed


def test_a_waste_licence_is_renewed_with_its_own_form(office: Office, clock: FixedClock) -> None:
    new = {"licence_no": None, "licence_date": None, "licence_expires_on": None, "ordinance_fee": None, **PAID_UP}
    first = done(office, request(office, "sewage-collection-licence", someone(2), **new))
    assert (first.permits[0].valid_until, paid(first)) == (dt.date(2027, 11, 17), 4000)
    clock.go_to(dt.date(2027, 11, 17))
    wanted = again(office, "sewage-collection-licence", someone(2), first.permits[0].id, ordinance_fee=None, **PAID_UP)
    renewed = done(office, wanted)
    assert (renewed.permits[0].valid_until, paid(renewed)) == (dt.date(2028, 11, 17), 4000)


def test_a_leaflet_permit_is_good_until_the_last_day_that_was_asked_for(office: Office, clock: FixedClock) -> None:
    days = {"purpose": "other", "starts_on": "2026-12-01", "ends_on": "2026-12-30"}
    case = done(office, request(office, "leaflet-advertising-permit", someone(3), **days))
    assert (case.permits[0].valid_until, paid(case), case.permits[0].issued_on) == (dt.date(2026, 12, 30), 100, DAY)
    issued = papers.issue_paper(office, "permit", case_id=case.row.id)
    text = read(issued.pdf)
    for words in ("แบบ ร.ส.2", "หนังสืออนุญาตนี้ให้ไว้แก่", "ไม่เป็นการค้า", "ใช้ได้จนถึงวันที่ 30 ธันวาคม พ.ศ. 2569", "เก็บ ปลด รื้อ ถอน ขูด ลบ หรือล้าง"):
        assert squeezed(words) in text, words
    assert "ข้อความหรือภาพที่โฆษณา" not in text
    with pikepdf.open(io.BytesIO(issued.pdf)) as pdf:
        assert len(pdf.pages) == 1
