"""The monthly levies of a province, told as its counter lives them: the register kept from the returns, and whose return is missing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lsvdesk.catalogue.loader import load
from lsvdesk.cli import main
from lsvdesk.counter import assessing, cases, establishments, filing, money, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Filing, NewUser, OfficeSetup, Payment
from lsvdesk.errors import CounterError, NotAllowedNow
from tests.counter.people import owner, sign_filing

NOVEMBER = dt.date(2026, 11, 5)
LEVIES = {"hotel-guest-fee", "fuel-retail-levy", "tobacco-retail-levy"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pao") / "office"
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin"), profile="pao-start")
    setup.set_up(made, wanted, FixedClock(dt.date(2026, 10, 1))).register.close()
    return made


@pytest.fixture
def pao(folder: Path, tmp_path: Path) -> Iterator[Office]:
    """An อบจ. in November."""
    import shutil

    shutil.copytree(folder, tmp_path / "province")
    opened = setup.open_office(tmp_path / "province", FixedClock(NOVEMBER))
    yield opened
    opened.register.close()


def hotel(name: str = "โรงแรมตัวอย่าง", **changes: Any) -> dict[str, Any]:
    row = {
        "name": name,
        "licence_no": "1/2560",
        "place": "ตำบลตัวอย่าง",
        "rooms": 20,
        "days_open": 31,
        "room_nights": 300,
        "room_rent": "250000",
    }
    return {**row, **changes}


def month(number: int, *rows: dict[str, Any], seed: int = 1, **changes: Any) -> Filing:
    answers = {"month": f"{number:02d}", "year": 2569, "establishments": list(rows or [hotel()]), **changes}
    return Filing("hotel-guest-fee", "individual", answers, person=owner(seed))


def go(office: Office, day: dt.date) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.go_to(day)


def papers_in(office: Office, case: CaseDetail) -> CaseDetail:
    from lsvdesk.counter.views import Handed

    return cases.record_documents(
        office, case.row.id, {row.id: Handed(max(row.originals, int(not row.copies)), row.copies) for row in case.documents}
    )


def names(rows: list[Any]) -> list[str]:
    return [row.name for row in rows]


# ---------------------------------------------------------------------------------------------------------------- the office


def test_the_levies_are_offered_to_a_province_only(pao: Office, office: Office) -> None:
    offered = {card.id for card in filing.services(pao) if card.offered}
    assert offered >= LEVIES
    catalogue = load()
    own = {card.id for card in filing.services(pao) if card.offered and catalogue.service(card.id).department != "central"}
    assert own == LEVIES, "the work of a municipality is not offered by a province"
    for profile in catalogue.profiles:
        here = {service.id for service in load(profile=profile).offered(NOVEMBER)}
        assert (here & LEVIES == LEVIES) == (profile == "pao-start")
    with pytest.raises(NotAllowedNow):
        filing.open_case(office, month(10))
    with pytest.raises(NotAllowedNow):
        filing.open_case(pao, sign_filing())


def test_the_profile_to_start_from_names_nobody(pao: Office) -> None:
    details = setup.office_details(pao)
    assert "(กรอก" in details["name"]
    assert all("(กรอก" in details["address"][part] for part in ("subdistrict", "district", "province"))


# ---------------------------------------------------------------------------------------------------------------- a month


def test_a_return_is_paid_and_its_hotel_stands_in_the_register(pao: Office) -> None:
    case = papers_in(pao, filing.open_case(pao, month(10)))
    assert case.payable_now == Decimal("5000.00")
    receipt = money.take_payment(pao, case.row.id, Payment("cash", Decimal(5000)))
    assert receipt.summary == "ค่าธรรมเนียมบำรุง อบจ. จากผู้พักในโรงแรม เดือน ต.ค. 2569"
    assert cases.case(pao, case.row.id).row.status == "finished"
    (row,) = establishments.list_establishments(pao)
    assert (row.kind, row.name, row.operator, row.licence_no, row.last_month, row.status) == (
        "hotel",
        "โรงแรมตัวอย่าง",
        "นางสมมุติ ตัวอย่าง",
        "1/2560",
        "2026-10",
        "open",
    )
    assert verifying.verify(pao) == []


def test_the_day_to_pay_is_known_and_paying_after_it_costs_a_month(pao: Office) -> None:
    case = papers_in(pao, filing.open_case(pao, month(10)))
    assert case.assessment is not None
    assert case.assessment.pay_by == dt.date(2026, 11, 10)
    go(pao, dt.date(2026, 11, 10))
    assert money.amount_due(pao, case.row.id).total == Decimal("5000.00")
    go(pao, dt.date(2026, 11, 11))
    due = money.amount_due(pao, case.row.id)
    assert [line.amount for line in due.lines] == [Decimal("5000.00"), Decimal("75.00")]
    assert "10 พ.ย. 2569" in due.warnings[0]
    receipt = money.take_payment(pao, case.row.id, Payment("cash", Decimal(5075)))
    assert receipt.total == Decimal("5075.00")
    money.void_receipt(pao, receipt.id, "ออกผิดราย")
    assert cases.case(pao, case.row.id).row.due == Decimal("5000.00")
    assert verifying.verify(pao) == []


def test_a_return_filed_late_and_paid_later_still_costs_each_month_once(pao: Office) -> None:
    go(pao, dt.date(2026, 11, 20))
    case = papers_in(pao, filing.open_case(pao, month(10)))
    assert case.payable_now == Decimal("5075.00")
    go(pao, dt.date(2026, 12, 15))
    assert money.amount_due(pao, case.row.id).total == Decimal("5150.00")
    served = assessing.serve_notice(pao, case.row.id, pao.today())
    assert served.payable_now == Decimal("5150.00")


def test_a_month_without_guests_is_filed_and_ends_without_money(pao: Office) -> None:
    case = papers_in(pao, filing.open_case(pao, month(10, hotel(room_nights=0, room_rent="0"))))
    assert case.row.due == 0
    done = assessing.serve_notice(pao, case.row.id, pao.today())
    assert done.row.status == "finished"
    assert establishments.missing_returns(pao, dt.date(2026, 10, 1)) == []


# ---------------------------------------------------------------------------------------------------------------- month after month


def test_the_next_return_starts_from_the_last_one(pao: Office) -> None:
    first = filing.open_case(pao, month(10, hotel(), hotel("โรงแรมสอง", place="ตำบลสอง")))
    go(pao, dt.date(2026, 12, 3))
    assert first.person is not None
    known = filing.prefill(pao, "hotel-guest-fee", person_id=first.person.id)
    assert (known["month"], known["year"]) == ("11", 2569)
    assert [row["name"] for row in known["establishments"]] == ["โรงแรมตัวอย่าง", "โรงแรมสอง"]
    assert known["establishments"][0] == {"name": "โรงแรมตัวอย่าง", "licence_no": "1/2560", "place": "ตำบลตัวอย่าง", "rooms": 20}
    filing.open_case(pao, month(11, hotel(days_open=30)))
    again = filing.prefill(pao, "hotel-guest-fee", person_id=first.person.id)
    assert (again["month"], again["year"]) == ("12", 2569)
    assert [row["name"] for row in again["establishments"]] == ["โรงแรมตัวอย่าง", "โรงแรมสอง"]
    assert [row.last_month for row in establishments.list_establishments(pao)] == ["2026-11", "2026-10"]


def test_december_is_followed_by_january(pao: Office) -> None:
    go(pao, dt.date(2027, 1, 4))
    first = filing.open_case(pao, month(12))
    assert first.person is not None
    known = filing.prefill(pao, "hotel-guest-fee", person_id=first.person.id)
    assert (known["month"], known["year"]) == ("01", 2570)


def test_whose_return_of_a_month_is_missing(pao: Office) -> None:
    filing.open_case(pao, month(9))
    filing.open_case(pao, month(10, hotel("โรงแรมใหม่"), seed=2))
    assert names(establishments.missing_returns(pao, dt.date(2026, 10, 15))) == ["โรงแรมตัวอย่าง"]
    assert establishments.missing_returns(pao, dt.date(2026, 9, 1)) == [], "the new one was not awaited in September"
    filing.open_case(pao, month(10))
    assert establishments.missing_returns(pao, dt.date(2026, 10, 1)) == []
    assert len(establishments.missing_returns(pao, dt.date(2026, 11, 1))) == 2


def test_a_month_that_was_left_out_stays_missing_after_a_later_one_was_filed(pao: Office) -> None:
    go(pao, dt.date(2026, 12, 3))
    filing.open_case(pao, month(9))
    filing.open_case(pao, month(11, hotel(days_open=30)))
    assert names(establishments.missing_returns(pao, dt.date(2026, 10, 1))) == ["โรงแรมตัวอย่าง"]


def test_a_withdrawn_return_takes_back_what_it_brought_in(pao: Office) -> None:
    first = filing.open_case(pao, month(9))
    second = filing.open_case(pao, month(10, hotel(), hotel("โรงแรมสอง")))
    cases.withdraw(pao, second.row.id, "ยื่นผิดเดือน")
    (row,) = establishments.list_establishments(pao)
    assert (row.name, row.last_month, row.case_id) == ("โรงแรมตัวอย่าง", "2026-09", first.row.id)
    assert names(establishments.missing_returns(pao, dt.date(2026, 10, 1))) == ["โรงแรมตัวอย่าง"]
    filing.open_case(pao, month(10, hotel("โรงแรมสอง")))
    assert names(establishments.list_establishments(pao)) == ["โรงแรมตัวอย่าง", "โรงแรมสอง"]


def test_a_name_put_right_leaves_no_second_hotel(pao: Office) -> None:
    case = filing.open_case(pao, month(10, hotel("โรงแรมตัวย่าง")))
    cases.correct_answers(pao, case.row.id, {**case.answers, "establishments": [hotel()]})
    assert names(establishments.list_establishments(pao)) == ["โรงแรมตัวอย่าง"]
    assert establishments.missing_returns(pao, dt.date(2026, 10, 1)) == []


# ---------------------------------------------------------------------------------------------------------------- closing


def test_a_closed_hotel_files_no_more_and_its_last_return_does_not_open_it(pao: Office) -> None:
    filing.open_case(pao, month(9))
    (row,) = establishments.list_establishments(pao)
    closed = establishments.close_establishment(pao, row.id, dt.date(2026, 10, 20), "เลิกกิจการ")
    assert (closed.status, closed.closed_on) == ("closed", dt.date(2026, 10, 20))
    assert establishments.list_establishments(pao) == []
    assert names(establishments.list_establishments(pao, closed=True)) == ["โรงแรมตัวอย่าง"]
    assert establishments.missing_returns(pao, dt.date(2026, 10, 1)) == []
    filing.open_case(pao, month(10))
    assert establishments.list_establishments(pao) == []


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [(dt.date(2026, 11, 6), "เลิกกิจการ", "date"), (dt.date(2026, 11, 1), " ", "reason")],
    ids=["to come", "no reason"],
)
def test_a_closing_needs_its_day_and_reason(pao: Office, on: dt.date, reason: str, code: str) -> None:
    filing.open_case(pao, month(10))
    (row,) = establishments.list_establishments(pao)
    with pytest.raises(CounterError) as refused:
        establishments.close_establishment(pao, row.id, on, reason)
    assert refused.value.code == code


def test_what_is_not_there_or_closed_already_is_said(pao: Office) -> None:
    with pytest.raises(CounterError) as refused:
        establishments.close_establishment(pao, 99, NOVEMBER, "เลิกกิจการ")
    assert refused.value.code == "unknown-establishment"
    filing.open_case(pao, month(10))
    (row,) = establishments.list_establishments(pao)
    establishments.close_establishment(pao, row.id, NOVEMBER, "เลิกกิจการ")
    with pytest.raises(CounterError) as again:
        establishments.close_establishment(pao, row.id, NOVEMBER, "เลิกกิจการ")
    assert again.value.code == "already-closed"


def test_the_register_is_searched_by_any_part(pao: Office) -> None:
    filing.open_case(pao, month(10, hotel(), hotel("รีสอร์ทสมมุติ 100%", place="ตำบลสอง")))
    assert names(establishments.list_establishments(pao, "hotel", "สมมุติ 100%")) == ["รีสอร์ทสมมุติ 100%"]
    assert names(establishments.list_establishments(pao, text="ตำบลสอง")) == ["รีสอร์ทสมมุติ 100%"]
    assert len(establishments.list_establishments(pao, text="ตัวอย่าง")) == 2, "the operator's name is searched too"
    assert establishments.list_establishments(pao, "fuel") == []
    assert establishments.list_establishments(pao, text="_") == []


# ---------------------------------------------------------------------------------------------------------------- command line


def test_the_commands_say_the_same(pao: Office, capsys: pytest.CaptureFixture[str]) -> None:
    filing.open_case(pao, month(9))
    folder = str(pao.folder)
    at = ["--office", folder, "--today", NOVEMBER.isoformat()]
    pao.register.close()
    assert main(["establishment", "list", *at, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["last_month"], row["kind"]) == ("โรงแรมตัวอย่าง", "2026-09", "hotel")
    assert main(["establishment", "missing", "2026-10", *at]) == 0
    assert "โรงแรมตัวอย่าง" in capsys.readouterr().out
    assert main(["establishment", "close", str(row["id"]), "--on", "2026-10-31", "--reason", "เลิกกิจการ", *at]) == 0
    assert "เลิก 2026-10-31" in capsys.readouterr().out
    assert main(["establishment", "missing", "2026-11", *at]) == 0
    assert capsys.readouterr().out.strip() == "ไม่มี"
    assert main(["establishment", "missing", "ตุลาคม", *at]) == 2
