"""A Monday at the office: what waits, what is due, what is late, a form left half filled, money taken in and a day not closed.

For pictures of the screens and for tests of the window. Made through the use cases only; nobody in it exists.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from lsvdesk.counter import assessing, cases, deciding, drafts, filing, money, papers, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, DeficiencyRequest, Filing, NewUser, OfficeSetup, Payment, ReceiptBookStart, ReceiptRow
from lsvdesk.demo.people import excavation, juristic, partnership_registration, person, shop_registration, sign, sign_return

MONDAY = dt.date(2026, 3, 23)


@dataclass(frozen=True)
class OfficeDay:
    """The office on that morning at half past ten, with the cases that screens are shown for."""

    office: Office
    clock: FixedClock
    fresh: CaseDetail
    """A registration, paid today, that waits for the registrar."""
    lacking: CaseDetail
    """Waits for the applicant's documents."""
    late: CaseDetail
    """A notice of excavation past its day."""
    unpaid: CaseDetail
    """A tax that was assessed and is to be paid."""
    receipt: ReceiptRow


def set_up(folder: Path, day: dt.date = dt.date(2026, 3, 2)) -> tuple[Office, FixedClock]:
    """The office with three people, nothing filed yet."""
    clock = FixedClock(day, step=dt.timedelta(seconds=20))
    wanted = OfficeSetup(
        user=NewUser("นางสาวสมมุติ ใจดี", "นักวิชาการจัดเก็บรายได้ชำนาญการ", "admin"),
        profile="pho-yai",
        receipt_book=ReceiptBookStart(book_no=12, first_no=1101, last_no=1200, next_no=1138),
        next_numbers={"case": 41, "commercial-registration": 7, "excavation": 3},
    )
    office = setup.set_up(folder, wanted, clock)
    setup.change_office_details(office, {"executive": "นายนายก สมมุติการ", "letter_code": "อบ 00000"})
    setup.add_user(office, NewUser("นางสาวการเงิน สาธิตบัญชี", "เจ้าพนักงานการเงินและบัญชี", "finance"))
    setup.add_user(office, NewUser("นายนายทะเบียน ตัวอย่างดี", "ปลัดองค์การบริหารส่วนตำบล", "officer"))
    return office, clock


def make(folder: Path) -> OfficeDay:
    """The whole: three weeks of March 2569, up to Monday the 23rd."""
    office, clock = set_up(folder)
    pay_in_full(
        office,
        file(office, sign_return(person(1, "นาง", "สมใจ", "ตัวอย่างดี", "12", "1"), "ร้านสมใจของชำ", sign("ร้านสมใจของชำ", "120", "240"))),
    )
    dealer = juristic(12, "บริษัทจำกัด", "บริษัท ยานยนต์ตัวอย่าง จำกัด", "นางสาวขายดี ตัวอย่างดี", "88", "2")
    motor = file(office, sign_return(dealer, "โชว์รูมยานยนต์ตัวอย่าง", sign("DEMO MOTOR ยานยนต์ตัวอย่าง", "150", "400", kind="mixed")))
    assessing.serve_notice(office, motor.row.id, clock.today())
    _close(office, clock)

    clock.go_to(dt.date(2026, 3, 9))
    bakery = file(office, shop_registration(person(4, "นางสาว", "มอบหมาย", "ทดสอบดี", "31", "6"), "มอบหมายเบเกอรี่", "ผลิตและขายขนมอบ"))
    pay_in_full(office, bakery)
    deciding.decide(office, bakery.row.id, True)
    deciding.issue(office, bakery.row.id)
    papers.issue_paper(office, "commercial_certificate", case_id=bakery.row.id)
    late = file(office, excavation(person(14, "นาย", "รอนาน", "สาธิตงาม", "27", "7"), "10005", "5", "1600"))
    pay_in_full(office, late, tendered="500")
    _close(office, clock)

    clock.go_to(dt.date(2026, 3, 18))
    file(office, excavation(person(2, "นาย", "บุญมี", "สมมุติการ", "45/2", "7"), "10001", "3.5", "400"))
    request = shop_registration(person(16, "นาย", "เพิ่งมา", "สมมุติการ", "6", "2"), "เพิ่งมาล้างรถ", "บริการล้างรถ")
    lacking = file(office, replace(request, documents={key: handed for key, handed in request.documents.items() if key != "map"}))
    lacking = cases.record_documents(office, lacking.row.id, {}, DeficiencyRequest(()))
    papers.issue_paper(office, "deficiency", case_id=lacking.row.id)

    clock.go_to(dt.date(2026, 3, 20))
    pay_in_full(
        office, file(office, sign_return(person(3, "นาย", "ช่าง", "จำลองงาน", "7", "5"), "อู่ช่างจำลอง", sign("อู่ช่างจำลอง", "244", "366")))
    )

    clock.go_to(MONDAY, dt.time(8, 40))
    partners = juristic(13, "ห้างหุ้นส่วนสามัญ", "ห้างหุ้นส่วนสามัญ สองสหายสาธิต", "นายสหาย สาธิตงาม", "9", "9")
    first, other = person(7, "นาย", "สหาย", "สาธิตงาม", "9", "9"), person(8, "นาย", "มิตร", "สาธิตงาม", "10", "9")
    fresh = file(office, partnership_registration(partners, first, other, "สองสหายการเกษตร", "ขายปุ๋ยและเมล็ดพันธุ์"))
    pay_in_full(office, fresh, "transfer")
    unpaid = file(
        office, sign_return(person(15, "นางสาว", "เพ็ญศรี", "ตัวอย่างดี", "52", "3"), "ร้านเพ็ญศรีเสริมสวย", sign("เพ็ญศรีเสริมสวย", "90", "180"))
    )
    again = file(
        office,
        sign_return(
            person(1, "นาง", "สมใจ", "ตัวอย่างดี", "12", "1"),
            "ร้านสมใจกาแฟสด",
            sign("กาแฟสดสมใจ", "60", "120", condition="new", installed_on="2026-03-20"),
        ),
    )
    receipt = pay_in_full(office, again, tendered="1000")
    file(office, replace(shop_registration(person(17, "นาย", "ก้อง", "จำลองเรื่อง", "19", "4"), "ก้องน้ำดื่ม", "ผลิตน้ำดื่ม"), documents={}))
    draft_left(office)
    clock.go_to(MONDAY, dt.time(10, 30))
    return OfficeDay(
        office,
        clock,
        fresh=cases.case(office, fresh.row.id),
        lacking=cases.case(office, lacking.row.id),
        late=cases.case(office, late.row.id),
        unpaid=cases.case(office, unpaid.row.id),
        receipt=receipt,
    )


def file(office: Office, request: Filing) -> CaseDetail:
    """A request comes in; its acknowledgement is printed."""
    case = filing.open_case(office, request)
    papers.issue_paper(office, "acknowledgement", case_id=case.row.id)
    return case


def pay_in_full(office: Office, case: CaseDetail, method: str = "cash", tendered: str | None = None) -> ReceiptRow:
    """What is due today is paid, and the receipt printed."""
    due = cases.case(office, case.row.id).payable_now
    more = {"bank": "ธนาคารกรุงไทย", "instrument_no": "T690323001", "instrument_date": office.today()} if method != "cash" else {}
    receipt = money.take_payment(office, case.row.id, Payment(method, Decimal(tendered) if tendered else due, **more))  # type: ignore[arg-type]
    papers.issue_paper(office, "receipt", receipt_id=receipt.id)
    return receipt


def draft_left(office: Office) -> str:
    """A form left half filled; its id."""
    from lsvdesk.ui.wizard import state

    service = office.catalogue.services["soil-excavation-notice"]
    begun = state.begin(service, office.today(), person(18, "นาง", "บัวลอย", "ทดสอบดี", "64", "7"))
    begun = replace(begun, draft="demo-draft", answers={**begun.answers, "deed_no": "10022"})
    return drafts.save_draft(office, state.draft_of(service, begun)).id


def _close(office: Office, clock: FixedClock) -> None:
    clock.go_to(clock.today(), dt.time(16, 20))
    today = clock.today()
    cash = money.day_totals(office, today).by_method.get("cash", Decimal(0))
    money.close_day(office, today, cash)
