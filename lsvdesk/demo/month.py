"""March 2569 at the counter of อบต.โพธิ์ใหญ่: three services, all kinds of applicants, and what can happen to a request."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lsvdesk.counter import assessing, cases, deciding, filing, money, papers, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import (
    STATUS_TITLES,
    CaseDetail,
    CaseFilter,
    DeficiencyItem,
    DeficiencyRequest,
    Filing,
    Handed,
    NewUser,
    OfficeSetup,
    Payment,
    PrintedPaper,
    ReceiptBookStart,
    ReceiptRow,
    UserView,
)
from lsvdesk.demo import Demonstration
from lsvdesk.demo.people import (
    company_registration,
    excavation,
    foreign_registration,
    juristic,
    partnership_registration,
    person,
    shop_registration,
    sign,
    sign_return,
)
from lsvdesk.demo.shelf import Shelf
from lsvdesk.reporting.monthly import export_month

YEAR, MONTH = 2026, 3


def tell(out: Path) -> Demonstration:
    """The whole month; what it made."""
    month = _Month(out)
    try:
        month.begin()
        month.first_days()
        month.second_week()
        month.rest()
        return month.close()
    finally:
        month.finish()


class _Month:
    """The office on its way through the month: who sits at the desk, and the papers that were printed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.clock = FixedClock(dt.date(YEAR, MONTH, 2), step=dt.timedelta(seconds=20))
        self.shelf = Shelf(out / "papers")
        self.days = 0

    # ------------------------------------------------------------------------------------------------------------ the desk

    def begin(self) -> None:
        """The office is set up: five people, the books and numbers that paper left off at."""
        wanted = OfficeSetup(
            user=NewUser("นางสาวผู้ดูแล ทดสอบระบบ", "เจ้าพนักงานธุรการชำนาญงาน", "admin"),
            profile="pho-yai",
            receipt_book=ReceiptBookStart(book_no=12, first_no=1101, last_no=1200, next_no=1138),
            next_numbers={"case": 41, "commercial-registration": 7, "excavation": 3},
        )
        self.admin = setup.set_up(self.out / "office", wanted, self.clock)
        self.register = self.admin.register
        setup.change_office_details(
            self.admin,
            {
                "executive": "นายนายก สมมุติการ",
                "letter_code": "อบ 00000",
                "departments": {
                    name: {**department, "head": "นางการคลัง ตัวอย่างดี"} if department["title"] == "กองคลัง" else department
                    for name, department in setup.office_details(self.admin)["departments"].items()
                },
            },
        )
        self.clerk = self._user("นายรับเรื่อง จำลองงาน", "เจ้าพนักงานธุรการ", "counter")
        self.cashier = self._user("นางสาวการเงิน สาธิตบัญชี", "เจ้าพนักงานจัดเก็บรายได้", "finance")
        self.officer = self._user("นายนายทะเบียน ตัวอย่างดี", "ปลัดองค์การบริหารส่วนตำบล", "officer")
        self.executive = self._user("นายนายก สมมุติการ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่", "executive")

    def _user(self, name: str, position: str, role: str) -> Office:
        user: UserView = setup.add_user(self.admin, NewUser(name, position, role))  # type: ignore[arg-type]
        return self.admin.with_user(user)

    def finish(self) -> None:
        """Let the register go."""
        register = getattr(self, "register", None)
        if register is not None:
            register.close()

    def on(self, day: int, hour: int = 8, minute: int = 40) -> None:
        """A morning (or another hour) of the month."""
        self.clock.go_to(dt.date(YEAR, MONTH, day), dt.time(hour, minute))

    def end_of_day(self, counted: str | None = None, note: str = "") -> None:
        """The cashier closes the day and prints the remittance slip."""
        today = self.clock.today()
        self.clock.go_to(today, dt.time(16, 20))
        cash = money.day_totals(self.cashier, today).by_method.get("cash", Decimal("0.00"))
        money.close_day(self.cashier, today, Decimal(counted) if counted is not None else cash, note)
        self.keep(papers.issue_paper(self.cashier, "day_close", day=today), f"{today.day:02d} มี.ค. 2569")
        self.days += 1

    # ------------------------------------------------------------------------------------------------------------ the work

    def file(self, request: Filing, *more_papers: str) -> CaseDetail:
        """A request comes in; its form and acknowledgement are printed."""
        case = filing.open_case(self.clerk, request)
        for kind in ("application", "acknowledgement", *more_papers):
            self.print(self.clerk, kind, case)
        return case

    def pay(self, case: CaseDetail, method: str = "cash", tendered: str | None = None, **more: object) -> ReceiptRow:
        """Exactly what is due today, or what was handed over; the receipt is printed."""
        due = cases.case(self.cashier, case.row.id).payable_now
        receipt = money.take_payment(
            self.cashier,
            case.row.id,
            Payment(method, Decimal(tendered) if tendered else due, **more),  # type: ignore[arg-type]
        )
        self.keep(papers.issue_paper(self.cashier, "receipt", receipt_id=receipt.id), f"{case.row.number} {case.row.applicant}")
        return receipt

    def decide(self, case: CaseDetail, approve: bool = True, reason: str = "") -> None:
        """The registrar decides; the applicant is told by letter."""
        deciding.decide(self.officer, case.row.id, approve, reason)
        self.print(self.officer, "result_notice", case)

    def issue(self, case: CaseDetail, kind: str) -> None:
        """The certificate or acknowledgement is given out."""
        deciding.issue(self.executive, case.row.id)
        self.print(self.executive, kind, case)

    def print(self, desk: Office, kind: str, case: CaseDetail) -> None:
        """One paper of the case, saved under a name that says what it is."""
        self.keep(papers.issue_paper(desk, kind, case_id=case.row.id), f"{case.row.number} {case.row.applicant}")

    def keep(self, paper: PrintedPaper, about: str) -> None:
        """Save the PDF; the number in front keeps the order in which papers were printed."""
        self.shelf.keep(paper, about)

    # ------------------------------------------------------------------------------------------------------------ the story

    def first_days(self) -> None:
        """2, 4 and 5 March; the 3rd is มาฆบูชา."""
        self.on(2)
        # a shopkeeper pays the tax of one sign at once, with change
        grocer = self.file(
            sign_return(person(1, "นาง", "สมใจ", "ตัวอย่างดี", "12", "1"), "ร้านสมใจของชำ", sign("ร้านสมใจของชำ", "120", "240")),
            "assessment_sheet",
        )
        self.pay(grocer, tendered="500")
        # a notice of excavation: paid and acknowledged within the week
        self.pond = self.file(excavation(person(2, "นาย", "บุญมี", "สมมุติการ", "45/2", "7"), "10001", "3.5", "400"), "assessment_sheet")
        self.pay(self.pond, tendered="1000")
        # a contractor's notice comes without the plan's calculation
        contractor = juristic(11, "บริษัทจำกัด", "บริษัท ขุดดินสาธิต จำกัด", "นายดำเนิน สาธิตงาม", "200", "3")
        lacking = excavation(contractor, "10002", "6", "12500.5")
        self.pit = self.file(replace(lacking, documents={key: handed for key, handed in lacking.documents.items() if key != "calculation"}))
        cases.record_documents(self.clerk, self.pit.row.id, {}, DeficiencyRequest(()))
        self.print(self.clerk, "deficiency", self.pit)
        self.end_of_day()

        self.on(4)
        # a company with four signs pays by transfer
        dealer = juristic(12, "บริษัทจำกัด", "บริษัท ยานยนต์ตัวอย่าง จำกัด", "นางสาวขายดี ตัวอย่างดี", "88", "2")
        signs = (
            sign("ยานยนต์ตัวอย่าง", "300", "800", sides=2, place="ริมทางหลวงหน้าโชว์รูม"),
            sign("DEMO MOTOR ยานยนต์ตัวอย่าง", "150", "400", kind="mixed"),
            sign("DEMO MOTOR", "100", "250.5", kind="foreign", motion="moving", condition="new", installed_on="2026-01-15"),
            sign("ศูนย์บริการ", "120", "300", condition="changed", installed_on="2026-02-26", tax_paid_before="250"),
        )
        motor = self.file(sign_return(dealer, "โชว์รูมยานยนต์ตัวอย่าง", *signs), "assessment_sheet", "assessment_notice")
        assessing.serve_notice(self.clerk, motor.row.id, self.clock.today())
        self.pay(motor, "transfer", bank="ธนาคารกรุงไทย", instrument_no="T690304001", instrument_date=self.clock.today())
        # one who is told of the tax and does not come back in time
        self.late_payer = self.file(
            sign_return(person(3, "นาย", "ช้า", "จำลองเรื่อง", "7", "5"), "อู่ช้าการช่าง", sign("อู่ช้าการช่าง ซ่อมทุกยี่ห้อ", "244", "366", kind="mixed")),
            "assessment_notice",
        )
        assessing.serve_notice(self.clerk, self.late_payer.row.id, self.clock.today())
        deciding_case = self.pond
        self.issue(deciding_case, "excavation_acknowledgement")
        self.end_of_day()

        self.on(5)
        # a registration by an agent; the receipt is made out for the wrong way of payment, voided and given anew
        owner = person(4, "นางสาว", "มอบหมาย", "ทดสอบดี", "31", "6")
        request = shop_registration(owner, "มอบหมายเบเกอรี่", "ผลิตและขายขนมอบ", trade_name_roman="MOBMAI BAKERY")
        agent = person(5, "นาย", "ตัวแทน", "ทดสอบดี", "31", "6")
        documents = {**request.documents, "power-of-attorney": Handed(originals=1), "agent-id-card": Handed(copies=1)}
        bakery = self.file(replace(request, agent=agent, agent_authority="หนังสือมอบอำนาจ ลงวันที่ 4 มีนาคม 2569", documents=documents))
        wrong = self.pay(bakery, tendered="50")
        money.void_receipt(self.cashier, wrong.id, "ออกใบเสร็จเป็นเงินสด แต่ผู้ชำระโอนเงิน")
        voided = papers.issue_paper(self.cashier, "receipt", receipt_id=wrong.id)
        self.keep(voided, f"{bakery.row.number} {bakery.row.applicant} (ยกเลิก)")
        self.pay(bakery, "transfer", bank="ธนาคารออมสิน", instrument_no="T690305007", instrument_date=self.clock.today())
        self.decide(bakery)
        self.issue(bakery, "commercial_certificate")
        # last year's return, filed only after the officer's letter: surcharge, and paid by cheque
        careless = person(6, "นาย", "ลืม", "สมมุติการ", "101", "4")
        forgot = self.file(
            sign_return(careless, "ร้านลืมวัสดุก่อสร้าง", sign("ร้านลืมวัสดุก่อสร้าง", "240", "480"), year=2568, officer_noticed_on="2026-02-16"),
            "assessment_sheet",
        )
        self.pay(forgot, "cheque", bank="ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร", instrument_no="00123456", instrument_date=self.clock.today())
        self.end_of_day()

    def second_week(self) -> None:
        """9 to 12 March."""
        self.on(9)
        # the contractor brings the calculation: three days remain by law
        cases.record_documents(self.clerk, self.pit.row.id, {"calculation": Handed(copies=1)})
        self.pay(self.pit, tendered="500")
        # a partnership registers, with two certified copies
        partners = juristic(13, "ห้างหุ้นส่วนสามัญ", "ห้างหุ้นส่วนสามัญ สองสหายสาธิต", "นายสหาย สาธิตงาม", "9", "9")
        first = person(7, "นาย", "สหาย", "สาธิตงาม", "9", "9")
        other = person(8, "นาย", "มิตร", "สาธิตงาม", "10", "9")
        shop = self.file(partnership_registration(partners, first, other, "สองสหายการเกษตร", "ขายปุ๋ยและเมล็ดพันธุ์"))
        self.pay(shop, tendered="200")
        self.decide(shop)
        self.issue(shop, "commercial_certificate")
        self.end_of_day()

        self.on(10)
        self.issue(self.pit, "excavation_acknowledgement")
        # a company that sells on the internet pays by cheque and gets its certificate only the next day: late by the manual
        seller = juristic(14, "บริษัทจำกัด", "บริษัท ผ้าทอออนไลน์จำลอง จำกัด", "นางทอ จำลองเรื่อง", "55", "8")
        online = self.file(company_registration(seller, person(9, "นาง", "ทอ", "จำลองเรื่อง", "55", "8"), "ผ้าทอจำลอง"), "assessment_sheet")
        self.pay(online, "cheque", bank="ธนาคารกรุงไทย", instrument_no="00987654", instrument_date=self.clock.today())
        # a company under foreign law, whose papers from abroad are on the way
        foreign = juristic(15, "นิติบุคคลต่างประเทศ", "Sommut Coffee Trading Ltd.", "Mr. Demo Sommut", "77", "2")
        self.coffee = self.file(foreign_registration(foreign, person(10, "นางสาว", "กาแฟ", "ทดสอบดี", "77", "2"), "กาแฟสมมุติ"))
        cases.record_documents(self.clerk, self.coffee.row.id, {}, DeficiencyRequest(()))
        self.print(self.clerk, "deficiency", self.coffee)
        self.end_of_day()

        self.on(11)
        self.decide(online)
        self.issue(online, "commercial_certificate")
        # a registration is refused
        hawker = self.file(shop_registration(person(11, "นาย", "เร่", "ตัวอย่างดี", "3", "1"), "เร่ขายไอศกรีม", "ขายไอศกรีมเร่"))
        self.pay(hawker, tendered="100")
        self.decide(hawker, False, "เป็นการค้าเร่ ซึ่งได้รับยกเว้นไม่ต้องจดทะเบียนพาณิชย์ และไม่มีสำนักงานแห่งใหญ่ในเขตองค์การบริหารส่วนตำบล")
        self.end_of_day()

        self.on(12)
        # a notice for somebody else's land without the owner's consent: never put right
        tenant = excavation(
            person(12, "นาย", "เช่า", "จำลองเรื่อง", "64", "7"), "10003", "4", "900", owns_land=False, landowner_name="นางที่ดิน สมมุติการ"
        )
        self.tenant = self.file(tenant)
        items = (DeficiencyItem("เลขที่โฉนดในใบแจ้งไม่ตรงกับสำเนาโฉนดที่ดิน"),)
        cases.record_documents(self.clerk, self.tenant.row.id, {}, DeficiencyRequest(items))
        self.print(self.clerk, "deficiency", self.tenant)
        # one thinks better of it
        undecided = self.file(excavation(person(13, "นาง", "เปลี่ยนใจ", "ทดสอบดี", "18", "7"), "10004", "3.2", "350"))
        cases.withdraw(self.clerk, undecided.row.id, "ผู้แจ้งเปลี่ยนแปลงแบบ จะยื่นแจ้งใหม่ภายหลัง")
        # and one notice will be answered too late
        self.slow = self.file(excavation(person(14, "นาย", "รอนาน", "สาธิตงาม", "27", "7"), "10005", "5", "1600"))
        self.pay(self.slow, tendered="500")
        self.end_of_day()

    def rest(self) -> None:
        """16 to 31 March."""
        self.on(16)
        # the papers from abroad have come
        coffee = cases.case(self.clerk, self.coffee.row.id)
        brought = {row.id: Handed(row.originals, row.copies) for row in coffee.documents if not row.optional}
        cases.record_documents(self.clerk, self.coffee.row.id, brought)
        self.pay(self.coffee, tendered="50")
        self.decide(self.coffee)
        self.issue(self.coffee, "commercial_certificate")
        self.end_of_day()

        self.on(20)
        cases.return_application(self.officer, self.tenant.row.id, "ผู้แจ้งไม่ยื่นหนังสือยินยอมของเจ้าของที่ดินและไม่แก้ไขเลขที่โฉนดภายในกำหนด")
        self.print(self.officer, "return_letter", self.tenant)

        self.on(24)
        self.issue(self.slow, "excavation_acknowledgement")
        receipt = self.pay(self.late_payer, tendered="1000" if self._due(self.late_payer) <= 1000 else "5000")
        again = papers.code_of_receipt(self.cashier, receipt.id)
        assert again is not None
        self.keep(papers.reprint(self.cashier, again), f"{self.late_payer.row.number} {self.late_payer.row.applicant}")
        # the cash in the drawer is short of one baht, and the note says why
        self.end_of_day(self._drawer("-1.00"), "ทอนเงินเกินไป 1 บาท ผู้รับเงินชดใช้แล้ว")

        self.on(30)
        # two that the next month will find: a return that waits for payment, and a request whose documents nobody has looked at
        waiting = sign_return(person(15, "นางสาว", "รอชำระ", "ตัวอย่างดี", "52", "3"), "ร้านรอชำระเสริมสวย", sign("รอชำระเสริมสวย", "90", "180"))
        self.file(waiting)
        unseen = shop_registration(person(16, "นาย", "เพิ่งมา", "สมมุติการ", "6", "2"), "เพิ่งมาล้างรถ", "บริการล้างรถ")
        self.file(replace(unseen, documents={}))
        # last year's shopkeeper comes back with another sign: the register knows her
        known = person(1, "นาง", "สมใจ", "ตัวอย่างดี", "12", "1")
        second = self.file(
            sign_return(known, "ร้านสมใจกาแฟสด", sign("กาแฟสดสมใจ", "60", "120", condition="new", installed_on="2026-03-28")),
            "assessment_sheet",
        )
        self.pay(second, tendered="200")
        self.end_of_day()
        self.on(31, 16, 0)

    def _due(self, case: CaseDetail) -> Decimal:
        return cases.case(self.cashier, case.row.id).payable_now

    def _drawer(self, difference: str) -> str:
        cash = money.day_totals(self.cashier, self.clock.today()).by_method.get("cash", Decimal("0.00"))
        return str(cash + Decimal(difference))

    # ------------------------------------------------------------------------------------------------------------ the end

    def close(self) -> Demonstration:
        """The month's workbook, and the check of everything."""
        workbook = export_month(self.admin, YEAR, MONTH, self.out / "รายงานประจำเดือน มีนาคม 2569.xlsx")
        rows = cases.list_cases(self.admin, CaseFilter(limit=1000))
        receipts = money.receipts(self.admin, dt.date(YEAR, MONTH, 1), dt.date(YEAR, MONTH, 31))
        return Demonstration(
            folder=self.out,
            office=setup.office_details(self.admin)["name"],
            register=self.out / "office",
            papers=tuple(self.shelf.papers),
            workbook=workbook,
            cases={title: count for status, title in STATUS_TITLES.items() if (count := sum(row.state == status for row in rows))},
            receipts=len(receipts),
            voided=sum(receipt.status == "void" for receipt in receipts),
            money=sum((receipt.total for receipt in receipts if receipt.status == "valid"), Decimal("0.00")),
            days=self.days,
            faults=tuple(str(fault) for fault in verifying.verify(self.admin)),
        )
