"""Money over the counter: what is due, taking it with a receipt, voiding a receipt, and finding receipts again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lsvdesk.counter import assessed, closing, definitions, instalments, journal, progress, reading, rows, signs
from lsvdesk.counter.actions import require_role
from lsvdesk.counter.closing import close_day, day_totals, unclosed_days
from lsvdesk.counter.views import AssessmentPreview, InstalmentPlan, Payment, ReceiptRow
from lsvdesk.errors import CounterError, MoneyFault
from lsvdesk.money import to_baht, to_satang
from lsvdesk.register import models, numbering
from lsvdesk.register import search as index
from lsvdesk.rules import pao
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.dates import fiscal_year, format_short
from lsvdesk.thai.names import normalise
from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office

__all__ = [
    "amount_due",
    "close_day",
    "day_totals",
    "instalment_plan",
    "receipt",
    "receipts",
    "take_payment",
    "unclosed_days",
    "void_receipt",
]

METHOD_TITLES = {"cash": "เงินสด", "transfer": "เงินโอน", "cheque": "เช็ค"}


@dataclass
class _Line:
    """A line of a receipt being put together; satang."""

    item: str
    revenue: str
    kind: str
    reference: str
    amount: int
    count: int = 1


# ---------------------------------------------------------------------------------------------------------------- use cases


def amount_due(office: Office, case_id: int, on: dt.date | None = None, instalment: int | None = None) -> AssessmentPreview:
    """What would have to be paid on ``on`` (today): the assessment, and what comes on top for being late. Zero where it is paid.

    With ``instalment`` only that part; of a tax of which parts were paid, all that is left. Raises MoneyFault as :func:`take_payment`.
    """
    office.catalogue  # noqa: B018
    day = on or office.today()
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        record = assessed.current(session, case)
        if record is None or case.paid_satang >= case.due_satang:
            return AssessmentPreview(Decimal("0.00"), ())
        late = instalments.late_lines(session, office, case, day) if instalment is None else ()
        kept = [line for line in rows.assessment(record, assessed.lines_of(session, record)).lines if line.group != assessed.LATE]
        found = instalments.standing(session, office, case) if instalment is not None or case.paid_satang else None
        lines = tuple(kept)
        if instalment is not None or found is not None:
            due_on = instalments.required(found, instalment, day).due_on if instalment is not None else None
            assert found is not None
            first, last = found.window(instalment)
            service = definitions.pinned(session, office, case)
            item = next(fee.item for fee in service.fees if fee.rule is not None)
            part = rows.computed_line(instalments.due_line(found, instalment, last - first, item))
            lines = (part, *(line for line in kept if line.kind != "principal" and not found.begun))
            missed_on = found.next.due_on if due_on is None else None
        else:
            missed_on = record.pay_by
        lines += tuple(rows.computed_line(line) for line in late)
        warnings = (f"ชำระเกินกำหนด (วันที่ {format_short(missed_on)}) มีเงินเพิ่ม",) if late and missed_on else ()
        return AssessmentPreview(
            sum((line.amount for line in lines), Decimal("0.00")), lines, sum(not line.confirmed for line in lines), warnings
        )


def instalment_plan(office: Office, case_id: int, on: dt.date | None = None) -> InstalmentPlan | None:
    """The parts in which the law lets this be paid, and how far that has got; None where it does not (or not any more)."""
    office.catalogue  # noqa: B018
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        return instalments.view(instalments.standing(session, office, case), case, on or office.today())


def take_payment(office: Office, case_id: int, payment: Payment, instalment: int | None = None) -> ReceiptRow:
    """Take exactly what is due today and give a receipt with the next number of the open book.

    Cash may be more than is due: the change is on the receipt. With ``instalment`` that part of the tax is taken; without, all that is
    left. Raises NotAllowedNow; MoneyFault ``short``, ``overpaid`` (transfer and cheque), ``already-paid``, ``day-closed``, ``nothing-due``,
    ``amount``, ``method``, ``cheque``, ``no-instalments``, ``instalment-order``, ``instalment-lost``.
    """
    office.catalogue  # noqa: B018
    today = office.today()
    with office.register.write() as session:
        case = reading.load(session, office, case_id)
        service = definitions.pinned(session, office, case)
        if 0 < case.due_satang <= case.paid_satang:
            raise MoneyFault(_already_paid(session, case), code="already-paid")
        case, service = reading.required(session, office, case_id, "take_payment")
        if closing.is_closed(session, today):
            raise MoneyFault(
                f"ปิดยอดเงินวันที่ {format_short(today)} แล้ว จึงรับเงินของวันนี้ไม่ได้ ให้ผู้ชำระมาในวันทำการถัดไป หรือรับฝากไว้ในตู้นิรภัยและออกใบเสร็จวันทำการถัดไป",
                code="day-closed",
            )
        split = instalments.standing(session, office, case) if instalment is not None or case.paid_satang else None
        if instalment is not None:
            instalments.required(split, instalment, today)
        late = instalments.late_lines(session, office, case, today) if instalment is None else ()
        if late:
            assessed.with_late(session, case, late)
        record = assessed.current(session, case)
        assert record is not None
        lines = _lines_to_pay(case, service, assessed.lines_of(session, record), split, instalment)
        total = sum(line.amount for line in lines)
        _check(payment, total, today)
        row = _issue(session, office, case, record, lines, payment)
        case.paid_satang += total
        if service.decision == "assess":
            case.decided_on = case.decided_on or today
        data = _after_payment(session, case, service, record) if case.paid_satang >= case.due_satang else {}
        if split is not None:
            data["instalment"] = instalment
        change = f" รับมา {assessed.amount_text(row.tendered_satang)} ทอน {assessed.amount_text(row.tendered_satang - total)} บาท"
        text = (
            f"รับชำระเงิน {assessed.amount_text(total)} บาท ({METHOD_TITLES[payment.method]}) ใบเสร็จเล่มที่ {row.book.book_no} เลขที่ {row.number}"
            f"{change if row.tendered_satang > total else ''}"
        )
        journal.on_case(session, office, case, "paid", text, receipt=row.id, total=total, method=payment.method, **data)
        progress.finish_if_done(session, office, case, service)
        index.refresh_receipt(session, row)
        session.flush()
        return rows.receipt(row, case.number)


def void_receipt(office: Office, receipt_id: int, reason: str) -> ReceiptRow:
    """Void a receipt: its number and lines stay, its money is taken out, and the case is to be paid again.

    What was decided or issued on the strength of the payment stands; the timeline says that its payment is missing. Raises MoneyFault
    ``already-void``, ``reason``, ``later-paid`` (a later part of the same tax was paid), CounterError ``unknown-receipt``, NotAllowedNow.
    """
    require_role("take_payment", office.user)
    why = normalise(reason)
    if len(why) < 3:
        raise MoneyFault("กรุณาระบุเหตุผลที่ยกเลิกใบเสร็จรับเงินให้ตรวจสอบได้ภายหลัง", code="reason", field="reason")
    with office.register.write() as session:
        row = _found(session, receipt_id)
        name = f"ใบเสร็จเล่มที่ {row.book.book_no} เลขที่ {row.number}"
        if row.status == "void":
            raise MoneyFault(f"{name} ถูกยกเลิกไปแล้ว: {row.void_reason}", code="already-void")
        _last_of_its_case(session, row)
        row.status, row.void_reason = "void", why[:2000]
        row.voided_at, row.voided_by = office.clock.now(), office.user.id
        if row.case is not None:
            _take_back(session, office, row.case, row, f"ยกเลิก{name} จำนวน {assessed.amount_text(row.total_satang)} บาท: {why}")
        else:
            journal.audited(session, office, "receipt.voided", "receipt", row.id, reason=why)
        index.refresh_receipt(session, row)
        session.flush()
        return rows.receipt(row, row.case.number if row.case is not None else "")


def receipts(office: Office, start: dt.date, end: dt.date, status: str | None = None) -> list[ReceiptRow]:
    """Receipts issued from ``start`` to ``end``, in the order of their numbers; voided ones are among them unless ``status`` says."""
    receipt = models.Receipt
    query = (
        select(receipt, models.Case.number)
        .outerjoin(models.Case, models.Case.id == receipt.case_id)
        .where(receipt.issued_on.between(start, end))
        .options(selectinload(receipt.lines), selectinload(receipt.receiver))
        .order_by(receipt.book_id, receipt.number)
    )
    if status is not None:
        query = query.where(receipt.status == status)
    with office.register.read() as session:
        return [rows.receipt(row, number or "") for row, number in session.execute(query)]


def receipt(office: Office, receipt_id: int) -> ReceiptRow:
    """One receipt. Raises CounterError ``unknown-receipt``."""
    with office.register.read() as session:
        row = _found(session, receipt_id)
        return rows.receipt(row, row.case.number if row.case is not None else "")


def receipt_by_number(office: Office, number: str, year: int | None = None) -> ReceiptRow:
    """One receipt by ``book/number``, of the latest fiscal year that has it unless ``year`` (Buddhist Era) says which.

    Raises CounterError ``unknown-receipt``.
    """
    book_no, _, leaf = number.strip().partition("/")
    if not (book_no.isdigit() and leaf.isdigit()):
        raise CounterError(f"“{number}” ไม่ใช่เลขใบเสร็จ กรุณาพิมพ์เล่มที่/เลขที่ เช่น 1/23", code="unknown-receipt")
    query = (
        select(models.Receipt.id)
        .join(models.ReceiptBook, models.ReceiptBook.id == models.Receipt.book_id)
        .where(models.ReceiptBook.book_no == int(book_no), models.Receipt.number == int(leaf))
        .order_by(models.ReceiptBook.fiscal_year.desc())
        .limit(1)
    )
    with office.register.read() as session:
        found = session.scalar(query if year is None else query.where(models.ReceiptBook.fiscal_year == year))
        if found is None:
            raise CounterError(f"ไม่พบใบเสร็จเล่มที่ {book_no} เลขที่ {leaf} กรุณาตรวจสอบเลขใบเสร็จ", code="unknown-receipt")
        row = _found(session, found)
        return rows.receipt(row, row.case.number if row.case is not None else "")


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _found(session: Session, receipt_id: int) -> models.Receipt:
    row = session.get(models.Receipt, receipt_id)
    if row is None:
        raise CounterError("ไม่พบใบเสร็จนี้ในทะเบียน กรุณาตรวจสอบเล่มที่และเลขที่", code="unknown-receipt")
    return row


def _already_paid(session: Session, case: models.Case) -> str:
    query = select(models.Receipt).where(models.Receipt.case_id == case.id, models.Receipt.status == "valid").limit(1)
    row = session.scalar(query)
    given = f" ตามใบเสร็จเล่มที่ {row.book.book_no} เลขที่ {row.number}" if row is not None else ""
    return f"เรื่องนี้ชำระเงินครบถ้วนแล้ว{given} จึงรับเงินซ้ำไม่ได้"


def _receipt_lines(case: models.Case, service: Service, assessed_lines: Sequence[models.AssessmentLineRecord]) -> list[_Line]:
    """One line an account and item; lines of single assets (the signs of a return) are one line with their number."""
    found: dict[tuple[str, str, str], _Line] = {}
    for line in assessed_lines:
        if line.amount_satang == 0:
            continue
        asset = line.group not in ("", assessed.LATE)
        key = (line.revenue, line.kind, "" if asset else line.item)
        if key in found:
            found[key].amount += line.amount_satang
            found[key].count += 1
        else:
            item = next((fee.item for fee in service.fees if fee.revenue == line.revenue and fee.rule), line.item) if asset else line.item
            found[key] = _Line(item, line.revenue, line.kind, line.reference, line.amount_satang)
        if asset:
            year = case.answers.get("tax_year")
            of_year = f" ประจำปี {year}" if year else ""
            base = found[key].item.split(" ประจำปี ")[0].split(" จำนวน ")[0]
            if service.asset == "sign":
                found[key].item = f"{base}{of_year} จำนวน {found[key].count} ป้าย"
            elif service.asset == "establishment" and (month := pao.month_of(case.answers)) is not None:
                found[key].item = f"{base.split(' เดือน ')[0]} เดือน {pao.month_title(month, short=True)}"
            else:
                found[key].item = base + of_year
    return list(found.values())


def _lines_to_pay(
    case: models.Case,
    service: Service,
    lines: Sequence[models.AssessmentLineRecord],
    split: instalments.Standing | None,
    instalment: int | None,
) -> list[_Line]:
    """Everything; of a tax in parts, this part of it: the first brings what is owed beside the tax, the last what came on top for a missed
    one. The parts go to the accounts in the order of the assessment, so that together they are what paying at once would have been."""
    if split is None:
        return _receipt_lines(case, service, lines)
    first, last = split.window(instalment)
    said = instalments.sentence(split, instalment)
    taken, at = [], 0
    for line in _by_account(_receipt_lines(case, service, [line for line in lines if line.kind == "principal"])):
        low, high = max(first, at), min(last, at + line.amount)
        at += line.amount
        if high > low:
            taken.append(replace(line, item=f"{line.item}{said}", amount=high - low))
    beside = [line for line in lines if line.kind != "principal" and (line.group == assessed.LATE or not split.begun)]
    return taken + _receipt_lines(case, service, beside)


def _by_account(lines: list[_Line]) -> list[_Line]:
    """One line an account where one of them is a reduction: a part of a tax is never less than nothing."""
    if all(line.amount > 0 for line in lines):
        return lines
    found: dict[str, _Line] = {}
    for line in lines:
        if line.revenue in found:
            found[line.revenue].amount += line.amount
        else:
            found[line.revenue] = replace(line)
    return list(found.values())


def _last_of_its_case(session: Session, row: models.Receipt) -> None:
    """Raises MoneyFault ``later-paid`` where another receipt of the case came after this one: parts are taken back from the last."""
    later = select(models.Receipt).where(
        models.Receipt.case_id == row.case_id, models.Receipt.id > row.id, models.Receipt.status == "valid"
    )
    other = session.scalars(later.order_by(models.Receipt.id.desc())).first() if row.case_id is not None else None
    if other is not None:
        raise MoneyFault(f"ชำระงวดถัดไปแล้วตามใบเสร็จเล่มที่ {other.book.book_no} เลขที่ {other.number} กรุณายกเลิกใบเสร็จฉบับนั้นก่อน", code="later-paid")


def _check(payment: Payment, total: int, today: dt.date) -> None:
    """Raises MoneyFault unless ``payment`` settles ``total`` satang."""
    if total <= 0:
        raise MoneyFault("เรื่องนี้ไม่มีเงินที่ต้องชำระ", code="nothing-due")
    if payment.method not in models.PAYMENT_METHODS:
        raise MoneyFault("กรุณาเลือกวิธีชำระเงิน: เงินสด เงินโอน หรือเช็ค", code="method", field="method")
    try:
        tendered = to_satang(payment.tendered)
    except (ValueError, ArithmeticError) as error:
        raise MoneyFault("จำนวนเงินมีเศษของสตางค์ กรุณาพิมพ์ใหม่", code="amount", field="tendered") from error
    due = format_number(to_baht(total), 2)
    given = format_number(payment.tendered, 2)
    if tendered < total:
        lacking = format_number(to_baht(total - tendered), 2)
        raise MoneyFault(f"รับมา {given} บาท ไม่พอชำระ {due} บาท ขาดอีก {lacking} บาท", code="short", field="tendered")
    if payment.method != "cash" and tendered > total:
        raise MoneyFault(
            f"{METHOD_TITLES[payment.method]} {given} บาท เกินยอดที่ต้องชำระ {due} บาท และทอนเงินไม่ได้ กรุณาให้ชำระตรงยอด",
            code="overpaid",
            field="tendered",
        )
    if payment.method == "cheque":
        if not payment.bank.strip() or not payment.instrument_no.strip():
            raise MoneyFault("กรุณากรอกธนาคารและเลขที่เช็ค", code="cheque", field="instrument_no")
        if payment.instrument_date is not None and payment.instrument_date > today:
            raise MoneyFault(f"เช็คลงวันที่ล่วงหน้า ({format_short(payment.instrument_date)}) รับชำระไม่ได้", code="cheque", field="instrument_date")


def _issue(
    session: Session, office: Office, case: models.Case, record: models.AssessmentRecord, lines: list[_Line], payment: Payment
) -> models.Receipt:
    today = office.today()
    book, number = numbering.take_receipt(session, fiscal_year(today), today)
    payer = case.person or case.organisation
    assert payer is not None
    id_no = case.person.citizen_id if case.person is not None else case.organisation.juristic_id if case.organisation is not None else None
    receiver = session.get_one(models.User, office.user.id)
    row = models.Receipt(
        book=book,
        number=number,
        case=case,
        assessment_id=record.id,
        issued_on=today,
        issued_at=office.clock.now(),
        payer_name=case.applicant_name,
        payer_address=format_address(vars(rows.address(payer.address))),
        payer_id_no=id_no or "",
        total_satang=sum(line.amount for line in lines),
        method=payment.method,
        tendered_satang=to_satang(payment.tendered),
        bank=normalise(payment.bank)[:200],
        instrument_no=normalise(payment.instrument_no)[:80],
        instrument_date=payment.instrument_date,
        status="valid",
        receiver=receiver,
    )
    row.lines = [
        models.ReceiptLine(
            position=position, item=line.item, revenue=line.revenue, kind=line.kind, reference=line.reference, amount_satang=line.amount
        )
        for position, line in enumerate(lines)
    ]
    session.add(row)
    session.flush()
    return row


def _after_payment(session: Session, case: models.Case, service: Service, record: models.AssessmentRecord) -> dict[str, object]:
    """The tax paid is written at each sign; what a void would have to put back."""
    if service.asset != "sign" or not case.answers.get("tax_year"):
        return {}
    taxes: dict[int, int] = {}
    for line in assessed.lines_of(session, record):
        if line.group.startswith("signs[") and line.kind == "principal":
            taxes[int(line.group[6:-1])] = line.amount_satang
    return {"signs_before": signs.taxed(session, assessed.case_signs(session, case), taxes, int(case.answers["tax_year"]))}


def _take_back(session: Session, office: Office, case: models.Case, row: models.Receipt, text: str) -> None:
    service = definitions.pinned(session, office, case)
    case.paid_satang -= row.total_satang
    finished = case.status == "finished"
    issued = session.scalar(select(models.Permit.number).where(models.Permit.case_id == case.id).limit(1))
    progress.reopen(case, service, issued is not None)
    record = assessed.current(session, case)
    if record is not None and any(line.group == assessed.LATE for line in assessed.lines_of(session, record)):
        record = assessed.with_late(session, case, ())
    if service.decision == "assess" and (record is None or record.notified_on is None):
        case.decided_on = None
    event = models.CaseEvent
    paid = session.scalars(select(event).where(event.case_id == case.id, event.kind == "paid").order_by(event.id.desc()))
    of_this = next((each for each in paid if each.data.get("receipt") == row.id), None)
    if of_this is not None:
        signs.untaxed(session, of_this.data.get("signs_before", []))
    if issued is not None:
        text += f" — ออกใบสำคัญเลขที่ {issued} ให้ผู้ยื่นไปแล้วและยังใช้ได้ ต้องเรียกชำระเงินใหม่"
    elif finished:
        text += " — เปิดเรื่องใหม่เพื่อรับชำระเงินอีกครั้ง"
    journal.on_case(session, office, case, "voided", text, receipt=row.id, reason=row.void_reason or "")
