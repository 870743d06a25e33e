"""``pay``, ``instalments``, ``receipt show|void|reprint``, ``day show|close``."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsJson, AsUser, OfficeDir, Today, amount, answer, day, save, say, working

if TYPE_CHECKING:
    from lsvdesk.counter.views import DayTotals, ReceiptRow

Number = Annotated[str, typer.Argument(help="เล่มที่/เลขที่ เช่น 1/23")]
Year = Annotated[int | None, typer.Option("--year", help="ปีงบประมาณ พ.ศ. (ปกติ: ปีล่าสุดที่มีเลขนี้)", show_default=False)]
OnDay = Annotated[dt.date | None, typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="วันที่ (ปกติ: วันนี้)", show_default=False)]


class Method(StrEnum):
    """How money is handed over."""

    cash = "cash"
    transfer = "transfer"
    cheque = "cheque"


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    app.command("pay")(pay)
    app.command("instalments")(instalments)
    receipts = typer.Typer(no_args_is_help=True, help="ใบเสร็จรับเงิน")
    receipts.command("show")(show)
    receipts.command("void")(void)
    receipts.command("reprint")(reprint)
    app.add_typer(receipts, name="receipt")
    days = typer.Typer(no_args_is_help=True, help="ยอดเงินประจำวัน")
    days.command("show")(show_day)
    days.command("close")(close)
    app.add_typer(days, name="day")


def pay(
    number: Annotated[str, typer.Argument(help="เลขรับ")],
    amount: Annotated[Decimal, typer.Option("--amount", parser=amount, metavar="BAHT", help="เงินที่รับมา")],
    method: Annotated[Method, typer.Option(help="วิธีชำระ")] = Method.cash,
    bank: Annotated[str, typer.Option(help="ธนาคาร")] = "",
    instrument_no: Annotated[str, typer.Option(help="เลขที่เช็คหรือเลขอ้างอิงการโอน")] = "",
    instrument_date: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่ในเช็คหรือวันโอน", show_default=False)
    ] = None,
    instalment: Annotated[int | None, typer.Option(min=1, help="ชำระเฉพาะงวดนี้ (ปกติ: ทั้งหมดที่ค้าง)", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """รับชำระเงินและออกใบเสร็จ ทั้งหมดหรือทีละงวด"""
    from lsvdesk.counter import cases, money
    from lsvdesk.counter.views import Payment

    with working(office, today, user) as desk:
        found = cases.case_by_number(desk, number)
        receipt = money.take_payment(desk, found.row.id, Payment(method.value, amount, bank, instrument_no, instrument_date), instalment)
    _told(receipt, json)


def instalments(
    number: Annotated[str, typer.Argument(help="เลขรับ")], office: OfficeDir = None, today: Today = None, json: AsJson = False
) -> None:
    """งวดผ่อนชำระของเรื่องหนึ่ง และที่ชำระแล้ว"""
    from lsvdesk.counter import cases, money

    with working(office, today) as desk:
        plan = money.instalment_plan(desk, cases.case_by_number(desk, number).row.id)
    if json:
        answer(plan)
        return
    if plan is None:
        say("เรื่องนี้ผ่อนชำระไม่ได้")
        return
    for part in plan.parts:
        state = "ชำระแล้ว" if part.paid else "เกินกำหนด" if part.overdue else ""
        say(f"งวดที่ {part.number}  ภายใน {part.due_on.isoformat()}  {part.amount:,.2f} บาท  {state}".rstrip())
    if plan.lost:
        say("ผิดนัดงวดหนึ่งแล้ว จึงหมดสิทธิผ่อน ต้องชำระส่วนที่เหลือทั้งหมดพร้อมเงินเพิ่ม")


def show(number: Number, year: Year = None, office: OfficeDir = None, today: Today = None, json: AsJson = False) -> None:
    """ใบเสร็จหนึ่งฉบับ"""
    from lsvdesk.counter import money

    with working(office, today) as desk:
        _told(money.receipt_by_number(desk, number, year), json)


def void(
    number: Number,
    reason: Annotated[str, typer.Option(help="เหตุผลที่ยกเลิก")],
    year: Year = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ยกเลิกใบเสร็จ โดยเก็บเลขไว้"""
    from lsvdesk.counter import money

    with working(office, today, user) as desk:
        found = money.receipt_by_number(desk, number, year)
        _told(money.void_receipt(desk, found.id, reason), json)


def reprint(
    number: Number,
    out: Annotated[Path, typer.Option(help="ไฟล์ PDF", dir_okay=False)],
    year: Year = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
) -> None:
    """พิมพ์ใบเสร็จซ้ำ (สำเนา)"""
    from lsvdesk.counter import money, papers

    with working(office, today, user) as desk:
        found = money.receipt_by_number(desk, number, year)
        code = papers.code_of_receipt(desk, found.id)
        printed = papers.reprint(desk, code) if code is not None else papers.issue_paper(desk, "receipt", receipt_id=found.id)
    say(f"บันทึก{printed.title} {printed.code} ที่ {save(out, printed.pdf)}")


def show_day(on: OnDay = None, office: OfficeDir = None, today: Today = None, json: AsJson = False) -> None:
    """ยอดเงินของวัน"""
    from lsvdesk.counter import money

    with working(office, today) as desk:
        _day_told(money.day_totals(desk, on or desk.today()), json)


def close(
    on: OnDay = None,
    counted: Annotated[
        Decimal | None, typer.Option(parser=amount, metavar="BAHT", help="เงินสดที่นับได้ (ปกติ: เท่ากับยอดใบเสร็จ)", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option(help="เหตุผลของส่วนต่าง")] = "",
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ปิดยอดเงินของวัน"""
    from lsvdesk.counter import money

    with working(office, today, user) as desk:
        wanted = on or desk.today()
        if counted is None:
            counted = money.day_totals(desk, wanted).by_method.get("cash", Decimal("0.00"))
        _day_told(money.close_day(desk, wanted, counted, note), json)


def _told(receipt: ReceiptRow, as_json: bool) -> None:
    if as_json:
        answer(receipt)
        return
    from lsvdesk.counter.money import METHOD_TITLES

    state = f" (ยกเลิก: {receipt.void_reason})" if receipt.status == "void" else ""
    say(f"ใบเสร็จเล่มที่ {receipt.book_no} เลขที่ {receipt.number} วันที่ {receipt.issued_on.isoformat()}{state}")
    say(f"  {receipt.payer}: {receipt.summary} {receipt.total:,.2f} บาท ({METHOD_TITLES[receipt.method]})")
    if receipt.change:
        say(f"  รับมา {receipt.tendered:,.2f} บาท ทอน {receipt.change:,.2f} บาท")


def _day_told(totals: DayTotals, as_json: bool) -> None:
    if as_json:
        answer(totals)
        return
    say(f"{totals.on.isoformat()}: ใบเสร็จ {totals.receipts} ฉบับ ยกเลิก {len(totals.voided)} ฉบับ รวม {totals.total:,.2f} บาท")
    for title, value in totals.by_revenue.items():
        say(f"  {title} {value:,.2f}")
    if totals.closed:
        say(f"  ปิดยอดแล้ว เงินสดที่นับได้ {totals.counted:,.2f} บาท {totals.note}".rstrip())
