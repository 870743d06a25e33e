"""Each promise of the register is broken once, by hand, and verify names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from lsvdesk.printing import stored, views
from lsvdesk.register import attachments, numbering, search
from lsvdesk.register.engine import Register
from lsvdesk.register.models import (
    AssessmentLineRecord,
    AssessmentRecord,
    Attachment,
    Case,
    DayClose,
    IssuedPaper,
    Office,
    Person,
    Receipt,
    ReceiptBook,
)
from lsvdesk.register.takings import day_totals
from lsvdesk.register.verify import paper_hash, verify
from tests.printing import samples
from tests.register import rows
from tests.support.people import bulk_people


@pytest.fixture
def worked(register: Register) -> Register:
    """An office after a day: twelve cases, a voided receipt, a scan, an issued paper, a closed day."""
    with register.write() as session:
        numbering.open_book(session, fiscal_year=2570, book_no=3, first_no=201, last_no=206, begun_at=203, opened_on=rows.DAY)
        numbering.set_start(session, "case", 2569, 41)
        for satang in range(50_000, 62_000, 1_000):
            case = rows.whole_case(session, satang)
        receipt = case.receipts[0]
        receipt.status, receipt.void_reason, receipt.voided_at = "void", "พิมพ์ชื่อผิด", rows.NOW.replace(hour=15)
        case.paid_satang = 0
        sha256 = attachments.store(register.office_dir, b"scan")
        session.add(Attachment(case_id=case.id, name="โฉนด.pdf", media_type="application/pdf", size=4, sha256=sha256, added_at=rows.NOW))
        data = {"head": {"office": "อบต. สมมุติ", "copy": False}, "total": "500.00"}
        session.add(
            IssuedPaper(
                code=f"A-{numbering.take(session, numbering.PAPERS, 2570):04}",
                kind="receipt",
                title="ใบเสร็จรับเงิน",
                case_id=case.id,
                issued_at=rows.NOW,
                issued_by=case.created_by,
                data=data,
                data_sha256=paper_hash(data),
                pdf_sha256=attachments.store(register.office_dir, b"%PDF"),
            )
        )
        session.get_one(Office, 1).logo_sha256 = attachments.store(register.office_dir, b"logo")
        session.flush()
        closed_at = rows.NOW.replace(hour=16)
        totals = day_totals(session, rows.DAY, as_of=closed_at)
        totals.update(number=numbering.take(session, numbering.REMITTANCES, 2570), year=2570)
        session.add(
            DayClose(on=rows.DAY, closed_at=closed_at, closed_by=case.created_by, totals=totals, counted_satang=totals["cash"], note="")
        )
    return register


def codes(register: Register) -> list[str]:
    return [fault.code for fault in verify(register)]


def test_a_register_that_was_worked_in_is_clean(worked: Register) -> None:
    assert verify(worked) == []


def test_an_empty_register_is_clean(empty: Register) -> None:
    assert verify(empty) == []


def test_a_register_with_many_people_is_clean(register: Register) -> None:
    bulk_people(register, 500)
    assert verify(register) == []


def lose_a_case(session: Session) -> None:
    """Number 44 was never given out."""
    session.execute(text("UPDATE case_file SET number_value = number_value + 1000, number = number || 'x' WHERE number_value = 44"))


def case_beyond(session: Session) -> None:
    session.execute(text("UPDATE number_series SET last_value = last_value - 1 WHERE series = 'case'"))


def lose_the_last_case(session: Session) -> None:
    session.execute(text("UPDATE number_series SET last_value = last_value + 1 WHERE series = 'case'"))


def permit_gap(session: Session) -> None:
    session.execute(text("UPDATE permit SET number_value = 900 WHERE number_value = 2"))


def receipt_gap(session: Session) -> None:
    session.execute(text("UPDATE receipt SET number = 290 WHERE number = 207"))


def next_receipt_skipped(session: Session) -> None:
    session.execute(text("UPDATE receipt_book SET next_no = next_no + 1 WHERE status = 'open'"))


def book_status(session: Session) -> None:
    session.execute(text("UPDATE receipt_book SET status = 'closed' WHERE status = 'full' AND book_no = 3"))


def two_books_open(session: Session) -> None:
    opened_on = rows.DAY
    session.add(ReceiptBook(fiscal_year=2570, book_no=90, first_no=1, last_no=9, next_no=1, begun_at=1, status="open", opened_on=opened_on))


def receipt_of_another_year(session: Session) -> None:
    session.execute(text("UPDATE receipt SET issued_on = '2025-01-05' WHERE number = 204"))
    session.execute(text("DELETE FROM day_close"))


def receipt_total(session: Session) -> None:
    session.execute(text("UPDATE receipt_line SET amount_satang = amount_satang - 1 WHERE id = 3"))


def assessment_total(session: Session) -> None:
    session.scalars(select(AssessmentLineRecord)).all()[4].amount_satang += 100


def two_assessments(session: Session) -> None:
    first = session.scalars(select(AssessmentRecord)).first()
    assert first is not None
    session.add(AssessmentRecord(case_id=first.case_id, assessed_on=rows.DAY, total_satang=0, status="current"))


def paid_too_much(session: Session) -> None:
    session.scalars(select(Case)).all()[2].paid_satang += 100


def due_differs(session: Session) -> None:
    session.scalars(select(Case)).all()[2].due_satang -= 100


def voided_but_still_counted(session: Session) -> None:
    session.execute(
        text("UPDATE receipt SET status = 'void', void_reason = 'x', voided_at = '2027-01-01 00:00:00.000000' WHERE number = 203")
    )


def audit_altered(session: Session) -> None:
    session.execute(text("UPDATE audit_entry SET action = 'x' WHERE seq = 4"))


def paper_altered(session: Session) -> None:
    session.scalars(select(IssuedPaper)).one().data = {"head": {"office": "อบต. สมมุติ"}, "total": "5.00"}


def closed_day_differs(session: Session) -> None:
    close = session.scalars(select(DayClose)).one()
    close.totals = {**close.totals, "cash": close.totals["cash"] + 1}


def remittance_skipped(session: Session) -> None:
    close = session.scalars(select(DayClose)).one()
    close.totals = {**close.totals, "number": 2}


def paper_lost(session: Session) -> None:
    session.execute(text("DELETE FROM issued_paper"))


def not_found_by_search(session: Session) -> None:
    search.remove(session, "person", session.scalars(select(Person.id)).first() or 0)


@pytest.mark.parametrize(
    ("breaking", "code", "table", "says"),
    [
        (lose_a_case, "number-gap", "case_file", "ขาดเลขที่ 44"),
        (case_beyond, "number-beyond", "case_file", "52"),
        (lose_the_last_case, "number-gap", "case_file", "ขาดเลขที่ 53"),
        (permit_gap, "number-gap", "permit", "ขาดเลขที่ 2"),
        (receipt_gap, "number-gap", "receipt", "ขาดเลขที่ 207"),
        (next_receipt_skipped, "number-gap", "receipt", "เล่มที่ 5"),
        (book_status, "book-status", "receipt_book", "เล่มที่ 3"),
        (two_books_open, "book-open", "receipt_book", "เล่มอื่นเปิดอยู่"),
        (receipt_of_another_year, "receipt-year", "receipt", "เลขที่ 204"),
        (receipt_total, "receipt-sum", "receipt", "เลขที่ 205"),
        (assessment_total, "assessment-sum", "assessment", "541.00"),
        (two_assessments, "assessment-double", "assessment", "2 ฉบับ"),
        (paid_too_much, "case-paid", "case_file", "43/2569"),
        (due_differs, "case-due", "case_file", "43/2569"),
        (voided_but_still_counted, "case-paid", "case_file", "41/2569"),
        (audit_altered, "audit-altered", "audit_entry", "ลำดับที่ 4"),
        (paper_altered, "paper-altered", "issued_paper", "A-0001"),
        (closed_day_differs, "day-close", "day_close", "20 พ.ย. 2569"),
        (remittance_skipped, "number-beyond", "day_close", "ใบนำส่งเงิน"),
        (paper_lost, "paper-count", "issued_paper", "0 ฉบับ"),
        (not_found_by_search, "search-index", "person", "ดัชนีค้นหา"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_verify_names_what_was_broken(worked: Register, breaking: Callable[[Session], None], code: str, table: str, says: str) -> None:
    with worked.write() as session:
        breaking(session)
    first = verify(worked)[0]
    assert (first.code, first.table) == (code, table)
    assert says in first.message


@pytest.mark.parametrize("content", [b"scan", b"%PDF", b"logo"])
def test_verify_names_a_file_that_is_missing_or_altered(worked: Register, content: bytes) -> None:
    path = attachments.path_of(worked.office_dir, attachments.store(worked.office_dir, content))
    path.write_bytes(content + b"!")
    assert codes(worked) == ["attachment-altered"]
    path.unlink()
    assert codes(worked) == ["attachment-missing"]


def test_verify_names_a_row_that_refers_to_nothing(worked: Register) -> None:
    worked._engine.dispose()
    with worked._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("UPDATE permit SET case_id = 9999 WHERE id = 1")
    fault = verify(worked)[0]
    assert (fault.code, fault.table, fault.row) == ("reference", "permit", "1")


def test_verify_names_damage_of_the_file_itself(worked: Register) -> None:
    with worked._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA ignore_check_constraints = ON")
        driver.execute("UPDATE receipt SET total_satang = 0 WHERE id = 1")
    worked._engine.dispose()
    faults = verify(worked)
    assert faults[0].code == "storage"
    assert "receipt" in faults[0].message


def test_a_receipt_voided_after_its_day_was_closed_does_not_undo_the_closing(worked: Register) -> None:
    with worked.write() as session:
        receipt = session.scalars(select(Receipt).where(Receipt.status == "valid")).first()
        assert receipt is not None
        assert receipt.case is not None
        receipt.status, receipt.void_reason, receipt.voided_at = "void", "ชำระผิดรายการ", rows.NOW + dt.timedelta(days=3)
        receipt.case.paid_satang -= receipt.total_satang
    assert verify(worked) == []


def test_the_takings_of_a_day_by_method(register: Register) -> None:
    with register.write() as session:
        person = rows.person(session)
        for satang, method in ((10_000, "cash"), (2_500, "cash"), (40_000, "transfer"), (7_000, "cheque")):
            rows.receipt(session, rows.case(session, person), satang, method=method)
        rows.receipt(session, rows.case(session, person), 99_900, on=rows.DAY + dt.timedelta(days=1))
        void = rows.receipt(session, rows.case(session, person), 600)
        void.status, void.void_reason, void.voided_at = "void", "พิมพ์ผิด", rows.NOW
        session.flush()
        assert day_totals(session, rows.DAY) == {
            "cash": 12_500,
            "transfer": 40_000,
            "cheque": 7_000,
            "total": 59_500,
            "receipts": 5,
            "voided": 1,
        }


@pytest.mark.parametrize("kind", samples.every_view())
def test_a_paper_has_the_hash_that_printing_gives_it(kind: str) -> None:
    view = samples.every_view()[kind]
    assert paper_hash(stored.kept(view)) == stored.content_hash(view)
    assert paper_hash(stored.kept(views.as_copy(view))) == stored.content_hash(view)


def test_every_fault_says_where_it_is(worked: Register) -> None:
    with worked.write() as session:
        receipt_gap(session)
        paper_altered(session)
    faults = verify(worked)
    assert [fault.code for fault in faults] == ["number-gap", "paper-altered"]
    assert [fault.row for fault in faults] == ["4/207", "A-0001"]
    assert str(faults[0]).endswith("[receipt 4/207]")
