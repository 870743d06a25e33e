"""Papers of money: the receipt, and the day's remittance slip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from lsvdesk.counter import closing
from lsvdesk.errors import CounterError
from lsvdesk.money import to_baht
from lsvdesk.printing.views import (
    ChequeLine,
    DayCloseView,
    PartyView,
    PaymentView,
    ReceiptLine,
    ReceiptRange,
    ReceiptView,
    RevenueLine,
    SignatureView,
    VoidedReceipt,
)
from lsvdesk.register import models
from lsvdesk.thai import identifiers
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.paper_data.common import Source


def receipt(source: Source, row: models.Receipt) -> ReceiptView:
    """The receipt as it was given; the person who received the money signs."""
    accounts = source.office.catalogue.accounts
    signs = row.case is not None and source.service.asset == "sign"
    answers = row.case.answers if row.case is not None else {}
    taxed = [line for line in row.lines if line.kind == "principal"]
    juristic = row.case is not None and row.case.organisation_id is not None
    cash = row.method == "cash"
    return ReceiptView(
        head=source.head(ReceiptView.KIND),
        book_no=str(row.book.book_no),
        number=str(row.number),
        received_on=row.issued_on,
        payer=PartyView(
            name=row.payer_name,
            id_no=identifiers.format_id(row.payer_id_no),
            id_label="เลขทะเบียนนิติบุคคล" if juristic else "เลขประจำตัวประชาชน",
            address=row.payer_address,
        ),
        lines=tuple(
            ReceiptLine(
                item=line.item,
                amount=to_baht(line.amount_satang),
                revenue_code=accounts[line.revenue].code if line.revenue in accounts else "",
                reference="" if signs and line.kind == "principal" else line.reference,
                surcharge=line.kind == "surcharge",
            )
            for line in row.lines
        ),
        total=to_baht(row.total_satang),
        payment=PaymentView(
            method=row.method,  # type: ignore[arg-type]  # the table checks the method
            bank=row.bank.removeprefix("ธนาคาร"),  # the page says the word itself
            number=row.instrument_no,
            dated=row.instrument_date,
            tendered=to_baht(row.tendered_satang) if cash else None,
            change=to_baht(row.tendered_satang - row.total_satang) if cash else None,
        ),
        receiver=SignatureView(name=row.receiver.name, position=row.receiver.position, role="ผู้รับเงิน"),
        form_code="ภ.ป.7" if signs else "",
        tax_year=int(answers["tax_year"]) if signs and answers.get("tax_year") else None,
        sign_count=len([each for each in answers.get("signs") or [] if not each.get("exempt")]) if signs and taxed else None,
    )


def day_close(source: Source, on: dt.date) -> DayCloseView:
    """The remittance slip of a closed day. Raises CounterError ``no-paper`` for a day that is open."""
    closed = source.session.get(models.DayClose, on)
    if closed is None:
        raise CounterError(f"ยังไม่ได้ปิดยอดวันที่ {format_short(on)} จึงยังออกใบนำส่งเงินไม่ได้", code="no-paper")
    receipts = list(
        source.session.scalars(
            select(models.Receipt).where(models.Receipt.issued_on == on).order_by(models.Receipt.book_id, models.Receipt.number)
        )
    )
    counting = [row for row in receipts if row.status == "valid" or (row.voided_at is not None and row.voided_at > closed.closed_at)]
    titles = {key: account.title for key, account in source.office.catalogue.accounts.items()}
    totals = closing.totals_of(source.session, on, titles)
    codes = {account.title: account.code for account in source.office.catalogue.accounts.values()}
    difference = closed.counted_satang - int(closed.totals["cash"])
    remarks = [closed.note] if closed.note else []
    if difference:
        remarks.insert(0, f"เงินสดที่นับได้{'เกิน' if difference > 0 else 'ขาด'}จากยอดใบเสร็จ {abs(to_baht(difference)):,.2f} บาท")
    user = source.session.get_one(models.User, closed.closed_by)
    return DayCloseView(
        head=source.head(DayCloseView.KIND),
        number=f"{closed.totals['number']}/{closed.totals['year']}",
        day=on,
        unit=str(source.department("revenue").get("title") or source.details["name"]),
        lines=tuple(
            RevenueLine(
                title,
                amount,
                codes.get(title, ""),
                len({row.id for row in counting for line in row.lines if titles.get(line.revenue, line.revenue) == title}),
            )
            for title, amount in totals.by_revenue.items()
        ),
        ranges=_ranges(receipts),
        cash=to_baht(closed.totals["cash"]),
        transfer=to_baht(closed.totals["transfer"]),
        cheque=to_baht(closed.totals["cheque"]),
        total=to_baht(closed.totals["total"]),
        voided=tuple(
            VoidedReceipt(str(row.book.book_no), str(row.number), row.void_reason or "") for row in receipts if row not in counting
        ),
        cheques=tuple(
            ChequeLine(row.bank, row.instrument_no, to_baht(row.total_satang), row.instrument_date)
            for row in counting
            if row.method == "cheque"
        ),
        note=" ".join(remarks),
        remitter=SignatureView(name=user.name, position=user.position, role="ผู้นำส่งเงิน"),
        receiver=SignatureView(role="ผู้รับเงิน"),
    )


def _ranges(receipts: Sequence[models.Receipt]) -> tuple[ReceiptRange, ...]:
    found: list[ReceiptRange] = []
    for row in receipts:
        book, number = str(row.book.book_no), row.number
        if found and found[-1].book_no == book and int(found[-1].last) == number - 1:
            found[-1] = ReceiptRange(book, found[-1].first, str(number), found[-1].count + 1)
        else:
            found.append(ReceiptRange(book, str(number), str(number), 1))
    return tuple(found)
