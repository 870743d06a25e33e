"""A day at the real counter, and what the month's workbook says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lsvdesk.counter import cases, deciding, filing, money, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup, Payment
from lsvdesk.reporting.monthly import export_month, month_data
from lsvdesk.reporting.registers import export_register
from tests.counter import people
from tests.reporting.test_monthly import PERMITS, RECEIPTS, beside, rows_of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """18 พฤศจิกายน 2569: a sign taxed, a shop registered (one receipt voided), a pit acknowledged, a return taken back."""
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin"), profile="pho-yai")
    office = setup.set_up(tmp_path_factory.mktemp("counter") / "office", wanted, FixedClock(people.DAY))
    for wish in (people.sign_filing(), people.shop_filing(), people.dig_filing()):
        case = filing.open_case(office, wish)
        paid = money.take_payment(office, case.row.id, Payment("cash", case.payable_now))
        if wish.service == "commercial-registration-new":
            money.void_receipt(office, paid.id, "พิมพ์ชื่อผู้ชำระเงินผิด")
            money.take_payment(office, case.row.id, Payment("transfer", case.payable_now, bank="ธนาคารสมมุติ", instrument_no="1"))
            deciding.decide(office, case.row.id, approve=True)
        if wish.service != "signboard-tax":
            deciding.issue(office, case.row.id)
    cases.withdraw(office, filing.open_case(office, people.sign_filing()).row.id, "ยื่นซ้ำ")
    yield office
    office.register.close()


def test_the_month_counts_what_was_done_at_the_counter(office: Office) -> None:
    data = month_data(office, 2026, 11)
    counted = {each.service: (each.received, each.finished, each.in_time, each.withdrawn, each.pending) for each in data.services}
    assert counted["signboard-tax"] == (2, 1, 1, 1, 0)
    assert counted["commercial-registration-new"] == (1, 1, 1, 0, 0)
    assert counted["soil-excavation-notice"] == (1, 1, 1, 0, 0)
    assert (data.receipts_valid, data.receipts_void, data.permits) == (3, 1, 2)
    assert data.money == money_of_the_day(office)
    assert {caution.title for caution in data.cautions} >= {"เดือนยังไม่สิ้นสุด", "วันที่ยังไม่ปิดยอดเงิน"}
    assert "เลขไม่ต่อเนื่อง" not in {caution.title for caution in data.cautions}


def money_of_the_day(office: Office) -> Decimal:
    return sum((row.total for row in money.receipts(office, people.DAY, people.DAY, "valid")), Decimal(0))


def test_the_workbook_lists_what_was_issued_at_the_counter(office: Office, tmp_path: Path) -> None:
    book = load_workbook(export_month(office, 2026, 11, tmp_path / "m.xlsx"), data_only=True)
    assert {row[3] for row in rows_of(book[PERMITS])} == {row.number for row in deciding.permits(office)}
    assert Decimal(str(beside(book[RECEIPTS], "รวมเงินที่รับ"))) == money_of_the_day(office)
    assert [row[10] for row in rows_of(book[RECEIPTS]) if row[9] == "ยกเลิก"] == ["พิมพ์ชื่อผู้ชำระเงินผิด"]


def test_the_register_of_signs_holds_the_sign_that_was_taxed(office: Office, tmp_path: Path) -> None:
    listed = rows_of(load_workbook(export_register(office, "signs", None, None, tmp_path / "s.xlsx")).active)
    known = deciding.signs(office)
    assert {(row[2], row[5], row[6]) for row in listed} >= {(sign.text, float(sign.width_cm), float(sign.height_cm)) for sign in known}
    assert dt.datetime(2025, 5, 1) in {row[9] for row in listed}
