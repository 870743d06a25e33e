"""Invented views for the papers' tests: short ones, and ones that try to burst the page. No person or office here exists."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from lsvdesk.printing.views import (
    AcknowledgementView,
    ApplicationView,
    AssessmentLineView,
    AssessmentNoticeView,
    AssessmentSheetView,
    ChequeLine,
    ChoiceItem,
    CommercialCertificateView,
    CommercialClosingView,
    DayCloseView,
    DeficiencyItem,
    DeficiencyView,
    DocumentLine,
    ExcavationAcknowledgementView,
    FormSection,
    ForwardingAnswer,
    ForwardingLetterView,
    InstalmentLine,
    LandTaxItem,
    LandTaxNoticeView,
    LandTaxPortion,
    LandTaxSlice,
    NoteItem,
    Numerals,
    OfficeView,
    Option,
    PaperHead,
    PartyView,
    PaymentView,
    PermitReceipt,
    PermitView,
    ReceiptLine,
    ReceiptRange,
    ReceiptView,
    ResultNoticeView,
    ReturnLetterView,
    RevenueLine,
    SignatureView,
    SignLine,
    SurchargeLine,
    TableColumn,
    TableItem,
    TextItem,
    ValueItem,
    View,
    VoidedReceipt,
)

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 10, 42, 7)
LONG_NAME = (
    "บริษัท กุ้งแม่น้ำญี่ปุ่นอินเตอร์เนชั่นแนลเทรดดิ้งแอนด์ดีเวลลอปเมนต์ (ประเทศไทย) จำกัด (สำนักงานใหญ่) "
    "โดยนางสาวปิ่นปินัทธ์ วิสุทธิ์ศักดิ์สิทธิ์กิตติวรานนท์ กรรมการผู้มีอำนาจลงนามผูกพันบริษัท ร่วมกับนายฐิติพันธุ์ ฟื้นฟูทรัพย์สินไพบูลย์ "
    "กรรมการผู้จัดการ"
)
LONG_ADDRESS = (
    "เลขที่ 1234/567 อาคารกุ้งทองพลาซ่า ชั้น 17 ห้อง 1701-1705 หมู่ที่ 12 ซอยปู่เจ้าสมิงพราย 45/6 แยก 3 ถนนชยางกูร "
    "ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี 34190"
)
PERSON = PartyView(
    "นางสาวปี่ทอง กุ้งเต้น", "1-1020-00512-30-1", address="99/1 หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี 34190", phone="08-1234-5678"
)
COMPANY = PartyView(LONG_NAME, "0-3455-59000-12-3", "เลขทะเบียนนิติบุคคล", LONG_ADDRESS, "0-4542-9508 ต่อ 17", "กรรมการผู้จัดการและผู้รับมอบอำนาจ")
OFFICER = SignatureView("นายสมมุติ ใจซื่อ", "เจ้าพนักงานธุรการชำนาญงาน")


def logo() -> bytes:
    """A round seal, half transparent."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((6, 6, 234, 234), outline=(20, 60, 120, 255), width=10)
    draw.polygon([(120, 40), (190, 180), (50, 180)], fill=(200, 150, 20, 160))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def office(*, with_logo: bool = True) -> OfficeView:
    return OfficeView(
        name="องค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        kind="องค์การบริหารส่วนตำบล",
        address="หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี 34190",
        district="วารินชำราบ",
        province="อุบลราชธานี",
        phone="045-429508-9",
        website="www.phoyai.example.go.th",
        logo=logo() if with_logo else None,
        executive_name="นายสมมุติ นามสมมติ",
        executive_position="นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        letter_code="อบ 71234",
    )


def head(
    kind: str, *, with_logo: bool = True, numerals: Numerals = "thai", copy: bool = False, void: bool = False, case: bool = True
) -> PaperHead:
    return PaperHead(
        paper_id="2570-000123",
        kind=kind,
        office=office(with_logo=with_logo),
        issued_on=DAY,
        issued_at=AT,
        numerals=numerals,
        copy=copy,
        void=void,
        case_no="2570/00017" if case else None,
    )


def bare_head(kind: str, *, case: bool = False) -> PaperHead:
    """A head with nothing that may be left out."""
    return PaperHead("1", kind, OfficeView("อบต.โพธิ์ใหญ่"), DAY, AT, case_no="1/2570" if case else None)


# ------------------------------------------------------------------------------------------------ money


def receipt(*, lines: int = 2, **changes: object) -> ReceiptView:
    wanted = [
        ReceiptLine("ภาษีป้าย ประจำปี 2569 ประเภท 2(ข) จำนวน 1 ป้าย", Decimal("1508.00"), "41100003", "พ.ร.บ.ภาษีป้าย ม. 7"),
        ReceiptLine("เงินเพิ่ม ยื่นแบบเกินกำหนด ร้อยละ 10", Decimal("150.80"), "41100003", "ม. 25(1)", surcharge=True),
    ]
    wanted += [
        ReceiptLine(f"ภาษีป้ายร้านน้ำปั่นกุ้งเต้น สาขาที่ {number} ริมถนนชยางกูร", Decimal("200.00"), "41100003", "บัญชีอัตรา (7)")
        for number in range(3, lines + 1)
    ]
    wanted = wanted[:lines]
    total = sum((line.amount for line in wanted), Decimal(0))
    values: dict[str, object] = {
        "head": head("receipt"),
        "book_no": "1",
        "number": "0012",
        "received_on": DAY,
        "payer": PERSON,
        "lines": tuple(wanted),
        "total": total,
        "payment": PaymentView("cash", tendered=total + 100, change=Decimal(100)),
        "receiver": SignatureView("นางสาวเงินดี มีทอน", "เจ้าพนักงานจัดเก็บรายได้", "ผู้รับเงิน"),
        "form_code": "ภ.ป. 7",
        "tax_year": 2569,
        "sign_count": 1,
    }
    return ReceiptView(**{**values, **changes})  # type: ignore[arg-type]


def bare_receipt() -> ReceiptView:
    line = ReceiptLine("ค่าธรรมเนียมใบรับแจ้งการขุดดิน", Decimal("500.00"))
    return ReceiptView(bare_head("receipt"), "1", "1", DAY, PartyView("นายดำ ขุดดี"), (line,), Decimal("500.00"), PaymentView("cash"))


def signs(count: int, surcharge: Decimal = Decimal(0)) -> tuple[SignLine, ...]:
    made = []
    for number in range(1, count + 1):
        made.append(
            SignLine(
                text=f"ร้านกุ้งเต้น ฎีกาการค้า สาขา {number} OPEN 24 hrs." if number % 3 else "ปี่ทองญี่ปุ่นซูชิ น้ำแข็งไส",
                sign_type="2(ข)",
                width_cm=Decimal("120"),
                height_cm=Decimal("240.5") if number % 4 == 0 else Decimal("240"),
                area_cm2=Decimal("28800"),
                units=58,
                rate=Decimal("26"),
                tax=Decimal("1508.00"),
                faces=2 if number % 5 == 0 else 1,
                surcharge=surcharge,
                place="ริมถนนชยางกูร หน้าตลาดสดโพธิ์ใหญ่" if number % 2 else "",
            )
        )
    return tuple(made)


def notice(count: int = 2, *, long: bool = False) -> AssessmentNoticeView:
    each = Decimal("150.80") if long else Decimal(0)
    tax = Decimal("1508.00") * count
    late = Decimal("30.16")
    surcharges = (SurchargeLine("เงินเพิ่ม ชำระเกินกำหนด ร้อยละ 2 ต่อเดือน 1 เดือน", late, "มาตรา 25(3)"),) if long else ()
    return AssessmentNoticeView(
        head=head("assessment-notice"),
        letter_no="อบ 71234/15",
        addressee=COMPANY if long else PERSON,
        tax_year=2569,
        signs=signs(count, each),
        tax=tax,
        total=tax + each * count + (late if long else Decimal(0)),
        surcharges=surcharges,
        return_no="12/2569",
        return_on=date(2026, 3, 20),
        business_name="ร้านกุ้งเต้นซีฟู้ด",
        sign_place="99/1 หมู่ที่ 5 ตำบลโพธิ์ใหญ่",
        pay_at="กองคลัง องค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        late_note="หากไม่ชำระภายในกำหนดดังกล่าว ท่านต้องเสียเงินเพิ่มร้อยละ 2 ต่อเดือนของค่าภาษี เศษของเดือนให้นับเป็นหนึ่งเดือน ตามมาตรา 25(3)",
        references=("พ.ร.บ.ภาษีป้าย พ.ศ. 2510 มาตรา 7 มาตรา 19 และมาตรา 25", "กฎกระทรวงกำหนดอัตราภาษีป้าย พ.ศ. 2563"),
        unverified=("อัตราภาษีป้ายที่ใช้ตั้งแต่ปี พ.ศ. 2567",) if long else (),
        department="กองคลัง งานพัฒนารายได้",
        officer=SignatureView("นางสาวเงินดี มีทอน", "พนักงานเจ้าหน้าที่"),
    )


def land_notice(count: int = 1, *, long: bool = False) -> LandTaxNoticeView:
    """A shop with its plot, and (long) many of them, a room, deductions, and no day before which it can be paid."""
    plot = LandTaxItem("ที่ดิน", Decimal("60000000.00"), True, "123456", "2-1-35.5 ไร่", "12,500.00", place="หมู่ที่ 4")
    shop = LandTaxItem("ร้านค้า ตึกแถว", Decimal("63000.00"), False, "99/2", "120.5 ตร.ม.", "7,000.00", "22", "85")
    slices = (LandTaxSlice(Decimal("0.3"), Decimal("150000.00")), LandTaxSlice(Decimal("0.4"), Decimal("40252.00")))
    land = LandTaxPortion("ประโยชน์อื่น", (plot, shop), Decimal("60063000.00"), Decimal(0), slices, Decimal("190252.00"))
    room = LandTaxItem("อาคารชุดตัวอย่างวิลล์", Decimal("51000000.00"), False, "45/12", "100", "510,000.00", "", "", "หมู่ที่ 4", "3/2555")
    rate = (LandTaxSlice(Decimal("0.03"), Decimal("300.00")),)
    home = LandTaxPortion(
        "อยู่อาศัย หลังหลัก (ที่ดินและสิ่งปลูกสร้าง)",
        (room,),
        Decimal("51000000.00"),
        Decimal("50000000.00"),
        rate,
        Decimal("300.00"),
        True,
    )
    portions = (*[land] * count, *([home] if long else []))
    tax = sum((each.tax for each in portions), Decimal(0))
    less = SurchargeLine("ลดภาษีตามพระราชกฤษฎีกาลดภาษีประจำปี", Decimal("-300.00"), "พ.ร.ฎ.ลดภาษีฯ (ฉบับที่ 3) พ.ศ. 2566")
    parts = tuple(InstalmentLine(number, Decimal("63417.33"), date(2026, 5 + number, 28)) for number in (1, 2, 3))
    return LandTaxNoticeView(
        head=head("land-tax-notice"),
        letter_no="อบ 71234/ภ.ด.ส.6-15",
        addressee=COMPANY if long else PERSON,
        tax_year=2569,
        portions=portions,
        tax=tax,
        total=tax - (300 if long else 0),
        deductions=(less,) if long else (),
        pay_by=None if long else date(2026, 6, 30),
        instalments=() if long else parts,
        pay_at="กองคลัง องค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        late_note="หากชำระเกินกำหนดดังกล่าว ท่านต้องเสียเบี้ยปรับและเงินเพิ่มตามมาตรา 68 ถึงมาตรา 70 แห่งพระราชบัญญัติดังกล่าว",
        references=("พ.ร.ฎ.กำหนดอัตราภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2564",),
        unverified=("มาตรา 40", "ปีภาษี 2568 เป็นต้นไป: ไม่พบพระราชกฤษฎีกาลดภาษีทั่วไป") if long else (),
        department="กองคลัง งานพัฒนารายได้",
        officer=SignatureView("นางสาวเงินดี มีทอน", "พนักงานประเมิน"),
    )


def sheet() -> AssessmentSheetView:
    lines = (
        AssessmentLineView(
            "ภาษีป้าย ป้ายที่ 1 ร้านกุ้งเต้น",
            Decimal("1508.00"),
            "28,800",
            "ตร.ซม.",
            "26 บาท/500 ตร.ซม.",
            "พ.ร.บ.ภาษีป้าย ม. 7 บัญชีอัตรา (2)",
            "28,800 ÷ 500 = 57 หน่วย เศษ 300 เกินกึ่งหนึ่ง นับเป็น 58 หน่วย × 26 บาท = 1,508 บาท",
            unverified=True,
        ),
        AssessmentLineView(
            "เงินเพิ่ม ยื่นแบบเกินกำหนด", Decimal("150.80"), "1,508", "บาท", "ร้อยละ 10", "ม. 25(1)", "1,508 × ร้อยละ 10 = 150.80 บาท"
        ),
    )
    return AssessmentSheetView(
        head=head("assessment-sheet"),
        service="การรับชำระภาษีป้าย",
        payer=PERSON,
        assessed_on=DAY,
        lines=lines,
        total=Decimal("1658.80"),
        notes=("คำนวณตามอัตราที่ใช้ในวันที่ติดตั้งป้าย", "ป้ายที่คำนวณได้ต่ำกว่า 200 บาท ให้เสีย 200 บาท"),
        prepared_by=SignatureView("นางสาวเงินดี มีทอน", "เจ้าพนักงานจัดเก็บรายได้", "ผู้คำนวณ"),
        checked_by=SignatureView("", "ผู้อำนวยการกองคลัง", "ผู้ตรวจสอบ"),
    )


def day_close(*, empty: bool = False) -> DayCloseView:
    if empty:
        zero = Decimal(0)
        return DayCloseView(bare_head("day-close"), "1/2570", DAY, "กองคลัง", (), (), zero, zero, zero, zero)
    return DayCloseView(
        head=head("day-close", case=False),
        number="12/2570",
        day=DAY,
        unit="กองคลัง งานพัฒนารายได้",
        lines=(
            RevenueLine("ภาษีป้าย", Decimal("4675.60"), "41100003", 3),
            RevenueLine("ค่าธรรมเนียมจดทะเบียนพาณิชย์", Decimal("110.00"), "41219999", 2),
            RevenueLine("ค่าธรรมเนียมใบรับแจ้งการขุดดินและถมดิน", Decimal("1000.00"), "", 2),
        ),
        ranges=(ReceiptRange("1", "0012", "0019", 8), ReceiptRange("2", "0001", "0001", 1)),
        cash=Decimal("1110.00"),
        transfer=Decimal("1658.80"),
        cheque=Decimal("3016.80"),
        total=Decimal("5785.60"),
        voided=(VoidedReceipt("1", "0014", "พิมพ์ชื่อผู้ชำระเงินผิด ออกใบเสร็จใหม่เลขที่ 0015"), VoidedReceipt("1", "0017", "ผู้ชำระเงินขอเปลี่ยนวิธีชำระ")),
        cheques=(ChequeLine("กรุงสมมติ สาขาวารินชำราบ", "1234567", Decimal("3016.80"), DAY),),
        note="นำฝากธนาคารในวันทำการถัดไป",
        remitter=SignatureView("นางสาวเงินดี มีทอน", "เจ้าพนักงานจัดเก็บรายได้", "ผู้นำส่งเงิน"),
        receiver=SignatureView("", "ผู้อำนวยการกองคลัง", "ผู้รับเงิน"),
    )


# ------------------------------------------------------------------------------------------------ cases

DOCUMENTS = (
    DocumentLine("บัตรประจำตัวประชาชน", originals=1),
    DocumentLine("สำเนาทะเบียนบ้านของผู้แจ้ง", copies=1, note="กรณีบุคคลธรรมดา"),
    DocumentLine("แผนผังบริเวณ แบบแปลน รายการประกอบแบบแปลนที่ถูกต้องตามกฎกระทรวงหรือข้อบัญญัติท้องถิ่น", originals=3, unit="ชุด"),
    DocumentLine("หนังสือแสดงความยินยอมของเจ้าของที่ดิน", originals=1, handed_in=False, note="กรณีผู้แจ้งไม่ได้เป็นเจ้าของที่ดิน"),
    DocumentLine("สำเนาเอกสารสิทธิในที่ดิน", copies=2),
)


def application(*, long: bool = False) -> ApplicationView:
    table = TableItem(
        "รายการป้าย",
        (
            TableColumn("ลำดับ", "centre", 1),
            TableColumn("ประเภท", "centre", 2),
            TableColumn("กว้าง (ซม.)", "right", 2),
            TableColumn("ยาว (ซม.)", "right", 2),
            TableColumn("ด้าน", "right", 1),
            TableColumn("ข้อความ ภาพ หรือเครื่องหมายโดยย่อ", "left", 6),
            TableColumn("วันที่ติดตั้ง", "centre", 3),
        ),
        tuple(
            (str(number), "2(ข)", "120", "240", "1", "ร้านกุ้งเต้นซีฟู้ด น้ำแข็งไสญี่ปุ่น OPEN" if number % 2 else "ปี่ทอง", "1 ม.ค. 2569")
            for number in range(1, 26 if long else 3)
        ),
        totals=("รวม", "", "", "", "25" if long else "2", "", ""),
    )
    long_text = ("ที่ดินมีลักษณะเป็นที่ลุ่มน้ำท่วมขัง มีความจำเป็นต้องขุดสระเก็บน้ำเพื่อการเกษตรและเลี้ยงกุ้ง " * 45).strip()
    sections = (
        FormSection(
            "ที่ดินที่จะขุด",
            (
                ValueItem("ชนิดเอกสารสิทธิ", "โฉนดที่ดิน"),
                ValueItem("เลขที่", "12345"),
                ValueItem("ความลึก", "3.50", "เมตร"),
                ValueItem("พื้นที่ปากบ่อ", "400", "ตารางเมตร"),
                ValueItem("ที่ตั้งของที่ดิน", LONG_ADDRESS if long else "หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี", wide=True),
                ValueItem("เจ้าของที่ดิน", LONG_NAME if long else "นางสาวปี่ทอง กุ้งเต้น", wide=True),
                ValueItem("ผู้ควบคุมงาน"),
            ),
        ),
        FormSection(
            "การดำเนินการ",
            (
                ChoiceItem("มีความประสงค์จะทำการ", (Option("ขุดดิน", True), Option("ถมดิน"))),
                ChoiceItem(
                    "สิ่งที่มีในบริเวณ (เลือกได้หลายข้อ)",
                    (Option("บ่อน้ำ", True), Option("อาคารหรือสิ่งปลูกสร้างข้างเคียงในระยะที่อาจได้รับผลกระทบ"), Option("ทางสาธารณะ", True)),
                ),
                ChoiceItem("", (Option("ยินยอมให้สำนักงานตรวจสอบข้อมูลทะเบียนราษฎร", True),)),
                NoteItem("การขุดดินลึกเกิน 3 เมตร หรือมีพื้นที่ปากบ่อเกิน 10,000 ตารางเมตร ต้องแจ้งต่อเจ้าพนักงานท้องถิ่นตามมาตรา 17"),
                TextItem("เหตุผลและรายละเอียด", long_text if long else "ขุดสระเก็บน้ำเพื่อการเกษตร"),
                TextItem("ความเห็นเพิ่มเติม"),
            ),
        ),
        FormSection("ป้าย", (table,)),
    )
    return ApplicationView(
        head=head("application"),
        title="ใบแจ้งการขุดดิน/ถมดิน",
        applied_on=DAY,
        applicant=COMPANY if long else PERSON,
        sections=sections,
        form_code="ขุด 1",
        service="ตามพระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543",
        written_at="องค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        addressee="เจ้าพนักงานท้องถิ่น องค์การบริหารส่วนตำบลโพธิ์ใหญ่",
        agent=PartyView("นายแทน ทำแทน", "3-3401-00123-45-6", phone="08-9999-0000", capacity="ผู้รับมอบอำนาจ") if long else None,
        documents=DOCUMENTS,
        declaration="ข้าพเจ้าขอรับรองว่าข้อความข้างต้นเป็นความจริงทุกประการ และขอแจ้งต่อเจ้าพนักงานท้องถิ่นเพื่อขอรับใบรับแจ้งการขุดดิน",
        signatures=(SignatureView(PERSON.name, "", "ผู้แจ้ง"), SignatureView("", "", "ผู้รับหนังสือ")),
        intake=(ValueItem("เลขรับที่", "17/2570"), ValueItem("วันที่", "23 พ.ย. 2569"), ValueItem("ผู้รับ")),
        notes=("ข้อความใดไม่ใช้ให้ขีดฆ่า", "ใส่เครื่องหมายในช่องที่ต้องการ"),
    )


def bare_application() -> ApplicationView:
    return ApplicationView(bare_head("application"), "คำขอทั่วไป", DAY, PartyView("นายดำ"), (FormSection("", (ValueItem("เรื่อง"),)),))


def acknowledgement(*, long: bool = False) -> AcknowledgementView:
    return AcknowledgementView(
        head=head("acknowledgement"),
        service="การแจ้งขุดดินตามพระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543" if long else "การแจ้งขุดดิน",
        applicant=COMPANY if long else PERSON,
        received_at=AT,
        agent=PartyView("นายแทน ทำแทน", capacity="ผู้รับมอบอำนาจ") if long else None,
        department="กองช่าง",
        documents=DOCUMENTS * (4 if long else 1),
        documents_complete=not long,
        promised_time="7 วัน",
        promised_on=None if long else date(2026, 11, 30),
        statutory_time="7 วัน",
        statutory_on=None if long else date(2026, 11, 30),
        statutory_reference="พ.ร.บ.การขุดดินและถมดิน พ.ศ. 2543 มาตรา 17",
        clock_starts="นับระยะเวลาตั้งแต่วันที่คำขอและเอกสารถูกต้องครบถ้วน นับทุกวันรวมวันหยุดราชการ",
        clock_started_on=None if long else DAY,
        fee_note="ค่าธรรมเนียมใบรับแจ้ง 500 บาท",
        follow_up=("ติดต่อกองช่าง โทร. 045-429508-9 แจ้งเลขที่คำขอ", "เว็บไซต์ www.phoyai.example.go.th/track?no=2570-00017"),
        complaints=(
            "ศูนย์รับเรื่องร้องเรียน องค์การบริหารส่วนตำบลโพธิ์ใหญ่ โทร. 045-429508-9",
            "ศูนย์บริการประชาชน สำนักปลัดสำนักนายกรัฐมนตรี สายด่วน 1111 ตู้ ปณ. 1111 ถนนพิษณุโลก เขตดุสิต กรุงเทพฯ 10300",
        ),
        officer=SignatureView("นายสมมุติ ใจซื่อ", "เจ้าพนักงานธุรการชำนาญงาน", "เจ้าหน้าที่ผู้รับคำขอ"),
    )


def deficiency(*, count: int = 2) -> DeficiencyView:
    items = [
        DeficiencyItem("fault", "เลขที่โฉนดที่ดินในใบแจ้งไม่ตรงกับสำเนาโฉนด", "แก้ไขเลขที่โฉนดในใบแจ้งให้ตรงกัน"),
        DeficiencyItem("missing", "หนังสือแสดงความยินยอมของเจ้าของที่ดิน", "ยื่นฉบับจริง 1 ฉบับ"),
    ]
    items += [
        DeficiencyItem("missing", f"หนังสือรับรองของผู้ประกอบวิชาชีพวิศวกรรมควบคุม คนที่ {number} พร้อมสำเนาใบอนุญาต", "ยื่น 1 ชุด")
        for number in range(3, count + 1)
    ]
    return DeficiencyView(
        head=head("deficiency-record"),
        record_no="3/2570",
        service="การแจ้งขุดดิน",
        applicant=COMPANY if count > 5 else PERSON,
        received_on=DAY,
        items=tuple(items[:count]),
        correct_by=date(2026, 11, 30),
        department="กองช่าง",
        officer=SignatureView("นายสมมุติ ใจซื่อ", "เจ้าพนักงานธุรการชำนาญงาน", "พนักงานเจ้าหน้าที่ผู้รับคำขอ"),
        signer=SignatureView(PERSON.name, "", "ผู้ยื่นคำขอ"),
    )


# ------------------------------------------------------------------------------------------------ certificates and letters


def certificate(*, long: bool = False, changed: bool = False) -> CommercialCertificateView:
    businesses = ("ขายอาหารทะเลแช่แข็งและกุ้งสด", "ซื้อขายสินค้าหรือบริการโดยวิธีการใช้สื่ออิเล็กทรอนิกส์ผ่านระบบเครือข่ายอินเทอร์เน็ต")
    return CommercialCertificateView(
        head=head("commercial-certificate"),
        registration_no="1-1020-00512-30-1",
        request_no="3412001/2569",
        registry_office="องค์การบริหารส่วนตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี",
        registrant=LONG_NAME if long else "นางสาวปี่ทอง กุ้งเต้น",
        trade_name="ร้านกุ้งเต้นซีฟู้ด",
        trade_name_roman="KUNG TEN SEAFOOD",
        businesses=businesses * (3 if long else 1),
        head_office=LONG_ADDRESS if long else "99/1 หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี 34190",
        registered_on=DAY,
        issued_on=DAY,
        registrar=SignatureView("นายสมมุติ นามสมมติ", "นายทะเบียนพาณิชย์"),
        substitute=long,
        changed_on=date(2026, 11, 20) if changed else None,
    )


def closing(*, long: bool = False) -> CommercialClosingView:
    return CommercialClosingView(
        head=head("commercial-closing"),
        registration_no="1-1020-00512-30-1",
        request_no="8/2569",
        registry_office="องค์การบริหารส่วนตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี",
        registrant=LONG_NAME if long else "นางสาวปี่ทอง กุ้งเต้น",
        trade_name="ร้านกุ้งเต้นซีฟู้ด",
        trade_name_roman="KUNG TEN SEAFOOD",
        head_office=LONG_ADDRESS if long else "99/1 หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี 34190",
        registered_on=None if long else date(2024, 5, 7),
        closed_on=date(2026, 10, 31),
        reason=LONG_NAME if long else "โอนกิจการให้ผู้อื่น",
        recorded_on=DAY,
        issued_on=DAY,
        registrar=SignatureView("นายสมมุติ นามสมมติ", "นายทะเบียนพาณิชย์"),
    )


def excavation(*, long: bool = False) -> ExcavationAcknowledgementView:
    return ExcavationAcknowledgementView(
        head=head("excavation-acknowledgement"),
        number="12/2570",
        notifier=COMPANY if long else PERSON,
        notified_on=DAY,
        title_deed="โฉนดที่ดิน เลขที่ 12345 เลขที่ดิน 67 หน้าสำรวจ 890",
        land_location=LONG_ADDRESS if long else "หมู่ที่ 5 ตำบลโพธิ์ใหญ่ อำเภอวารินชำราบ จังหวัดอุบลราชธานี",
        depth_m=Decimal("3.50"),
        area_m2=Decimal("12400"),
        land_owner="นางสาวปี่ทอง กุ้งเต้น",
        designer="นายวิศวะ คำนวณถี่ถ้วน สามัญวิศวกรโยธา สย. 12345",
        supervisor="นายคุมงาน ฟื้นฟูดี ภย. 54321",
        purpose="ขุดสระเก็บน้ำเพื่อการเกษตร",
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 1, 29),
        duration_days=60,
        fee=Decimal("500.00"),
        receipt_no="เล่มที่ 1 เลขที่ 0013",
        receipt_on=DAY,
        conditions=(
            "ต้องเก็บใบรับแจ้ง แผนผังบริเวณ แบบแปลน และรายการประกอบแบบแปลนไว้ที่สถานที่ขุดดินหนึ่งชุด และพร้อมที่จะให้พนักงานเจ้าหน้าที่ตรวจดูได้",
            "หากพบโบราณวัตถุ ศิลปวัตถุ ซากดึกดำบรรพ์ หรือแร่ที่มีคุณค่า ให้หยุดการขุดดินในบริเวณนั้นไว้ก่อนและแจ้งให้เจ้าพนักงานท้องถิ่นทราบภายใน 7 วัน",
        )
        * (4 if long else 1),
        official=SignatureView("นายสมมุติ นามสมมติ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่\nเจ้าพนักงานท้องถิ่น"),
    )


def permit(*, long: bool = False, bare: bool = False) -> PermitView:
    if bare:
        return PermitView(
            head=head("permit", with_logo=False, case=False),
            title="ใบรับแจ้ง",
            number="1/2570",
            holder=PartyView("นางสาวปี่ทอง กุ้งเต้น"),
            issued_on=DAY,
            signer=SignatureView(),
        )
    columns = (TableColumn("ที่", "centre", 3), TableColumn("ชนิดอาคาร", "left", 14), TableColumn("พื้นที่ (ตร.ม.)", "right", 8))
    rows = (("1", "ตึกแถวคอนกรีตเสริมเหล็ก 2 ชั้น", "1,250.50"), ("2", "รั้วคอนกรีตสำเร็จรูป", "240"))
    section = FormSection(
        "รายละเอียดอาคาร",
        (
            ValueItem("จำนวน", "2", "หลัง"),
            ValueItem("เพื่อใช้เป็น", "ที่อยู่อาศัย"),
            ValueItem("โดยมีที่จอดรถ ที่กลับรถ และทางเข้าออกของรถตามแผนผังบริเวณ จำนวน", "4", "คัน"),
            ValueItem("อาคารที่ก่อสร้าง ตั้งอยู่ที่", LONG_ADDRESS if long else "หมู่ที่ 5 ตำบลโพธิ์ใหญ่", wide=True),
            TableItem("ชนิดและขนาดของอาคาร", columns, rows * (6 if long else 1)),
            *((NoteItem("และอีก 30 รายการ ตามคำขอ"), TextItem("ลักษณะงาน", "ก่อสร้างตามแบบแปลนที่แนบท้าย " * 20)) if long else ()),
        ),
    )
    conditions = (
        "ผู้ได้รับใบอนุญาตต้องปฏิบัติตามหลักเกณฑ์ วิธีการ และเงื่อนไขตามที่กำหนดในกฎกระทรวง และข้อบัญญัติท้องถิ่น",
        "ต้องจัดให้มีผู้ควบคุมงานตามที่ระบุไว้ในใบอนุญาต และเก็บใบอนุญาตไว้ในบริเวณที่ได้รับอนุญาตให้ตรวจสอบได้ตลอดเวลา",
    )
    return PermitView(
        head=head("permit"),
        title="ใบรับแจ้งการก่อสร้าง ดัดแปลง รื้อถอน หรือเคลื่อนย้ายอาคาร ตามมาตรา 39 ทวิ" if long else "ใบอนุญาตก่อสร้างอาคาร",
        number="12/2570",
        holder=COMPANY if long else PERSON,
        issued_on=DAY,
        opening="ใบอนุญาตนี้ให้ไว้แก่",
        grant="ตามคำขอเลขรับที่ 2570/00017 ลงวันที่ 9 พฤศจิกายน 2569 โดยมีรายการดังต่อไปนี้",
        form_code="อ.1",
        legal_basis="ตามพระราชบัญญัติควบคุมอาคาร พ.ศ. 2522 มาตรา 21",
        registration_no="1-1020-00512-30-1" if long else "",
        sections=(section,) * (5 if long else 1),
        conditions=conditions * (8 if long else 1),
        fee=Decimal("1520.50"),
        receipts=tuple(
            PermitReceipt(f"เล่มที่ 1 เลขที่ {number}", DAY, Decimal("1520.50") / count)
            for count in ((4,) if long else (1,))
            for number in range(13, 13 + count)
        ),
        valid_until=date(2027, 11, 22),
        signer=SignatureView("นายสมมุติ นามสมมติ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่\nเจ้าพนักงานท้องถิ่น"),
    )


def return_letter(*, long: bool = False) -> ReturnLetterView:
    reasons = ("ไม่ได้ยื่นหนังสือแสดงความยินยอมของเจ้าของที่ดิน", "เลขที่โฉนดที่ดินในใบแจ้งไม่ตรงกับสำเนาโฉนดที่ดินที่ยื่นพร้อมใบแจ้ง")
    return ReturnLetterView(
        head=head("return-letter"),
        letter_no="อบ 71234/23",
        addressee=COMPANY if long else PERSON,
        service="การแจ้งขุดดิน",
        applied_on=date(2026, 11, 9),
        reasons=reasons * (6 if long else 1),
        record_no="3/2570",
        record_on=date(2026, 11, 9),
        correct_by=date(2026, 11, 16),
        attachments=("ใบแจ้งการขุดดิน จำนวน 1 ฉบับ", "เอกสารประกอบ จำนวน 4 รายการ") if long else (),
        refile_by=date(2026, 12, 9) if long else None,
        department="กองช่าง",
        signer=SignatureView("นายสมมุติ นามสมมติ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่"),
    )


def result(*, granted: bool = False) -> ResultNoticeView:
    return ResultNoticeView(
        head=head("result-notice"),
        letter_no="อบ 71234/24",
        addressee=PERSON,
        service="การจดทะเบียนพาณิชย์ (ตั้งใหม่)",
        applied_on=date(2026, 11, 9),
        decided_on=date(2026, 11, 20),
        granted=granted,
        reasons=() if granted else ("พาณิชยกิจที่ขอจดทะเบียนเป็นหาบเร่แผงลอย ซึ่งได้รับยกเว้นตามกฎหมายว่าด้วยทะเบียนพาณิชย์",),
        next_steps=("รับใบทะเบียนพาณิชย์ ณ กองคลัง ในวันและเวลาราชการ", "ชำระค่าธรรมเนียม 50 บาท") if granted else (),
        department="กองคลัง",
        signer=SignatureView("นายสมมุติ นามสมมติ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่"),
    )


def forwarding_letter(*, long: bool = False) -> ForwardingLetterView:
    documents = ("สำเนาบัตรประจำตัวประชาชน สำเนา 1 ฉบับ", "เอกสารรับรองความพิการ ฉบับจริง 1 ฉบับ", "รูปถ่ายขนาด 1 นิ้ว ฉบับจริง 2 รูป")
    return ForwardingLetterView(
        head=head("forwarding-letter"),
        letter_no="อบ 71234/25",
        sent_on=date(2026, 11, 20),
        addressee="พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดอุบลราชธานี",
        subject="ส่งคำขอมีบัตรประจำตัวคนพิการ",
        body=f"ด้วย {PERSON.name} ได้ยื่นคำขอมีบัตรประจำตัวคนพิการไว้ ณ สำนักงานนี้ ตามคำขอเลขรับที่ 12/2569 ลงวันที่ 9 พฤศจิกายน 2569 "
        "เจ้าหน้าที่ได้ตรวจคำขอและเอกสารประกอบแล้วเห็นว่าครบถ้วน",
        request="เพื่อโปรดพิจารณาออกบัตรประจำตัวคนพิการ และแจ้งผลให้ทราบเพื่อแจ้งผู้ยื่นคำขอต่อไป",
        service="การทำบัตรประจำตัวคนพิการ",
        applicant=PERSON,
        attachments=("แบบคำขอมีบัตรประจำตัวคนพิการ จำนวน 1 ชุด", *documents * (5 if long else 1)),
        department="กองสวัสดิการสังคม",
        signer=SignatureView("นายสมมุติ นามสมมติ", "นายกองค์การบริหารส่วนตำบลโพธิ์ใหญ่"),
    )


def answered_result(*, elsewhere: bool = True) -> ResultNoticeView:
    """The result of a request that was sent on: decided by the other office, or helped further by it."""
    answer = ForwardingAnswer(
        by="สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด (พมจ.)",
        sent_on=date(2026, 11, 10),
        answered_on=date(2026, 11, 19),
        outcome="ไม่อนุมัติ" if elsewhere else "อนุมัติ",
        letter_no="อบ 0004/1234",
        text="ความพิการไม่เป็นไปตามคู่มือการวินิจฉัยและตรวจประเมินความพิการ" if elsewhere else "",
    )
    shown = result(granted=not elsewhere)
    return replace(shown, service="การทำบัตรประจำตัวคนพิการ", reasons=(), answer=answer, decided_elsewhere=elsewhere, appeal_to=answer.by)


def every_view() -> dict[str, View]:
    """One ordinary and one bursting or bare view of every paper, by name."""
    return {
        "receipt": receipt(),
        "receipt-long": receipt(
            lines=25, payer=COMPANY, payment=PaymentView("cheque", "กรุงสมมติ", "วารินชำราบ", "1234567", DAY), note="ชำระแทนโดยสำนักงานบัญชี"
        ),
        "receipt-bare": bare_receipt(),
        "assessment-notice": notice(),
        "assessment-notice-long": notice(25, long=True),
        "land-tax-notice": land_notice(),
        "land-tax-notice-long": land_notice(14, long=True),
        "assessment-sheet": sheet(),
        "day-close": day_close(),
        "day-close-empty": day_close(empty=True),
        "application": application(),
        "application-long": application(long=True),
        "application-bare": bare_application(),
        "acknowledgement": acknowledgement(),
        "acknowledgement-long": acknowledgement(long=True),
        "deficiency-record": deficiency(),
        "deficiency-record-long": deficiency(count=14),
        "commercial-certificate": certificate(),
        "commercial-certificate-long": certificate(long=True),
        "commercial-certificate-changed": certificate(changed=True),
        "commercial-certificate-changed-long": certificate(long=True, changed=True),
        "commercial-closing": closing(),
        "commercial-closing-long": closing(long=True),
        "excavation-acknowledgement": excavation(),
        "excavation-acknowledgement-long": excavation(long=True),
        "permit": permit(),
        "permit-long": permit(long=True),
        "permit-bare": permit(bare=True),
        "return-letter": return_letter(),
        "return-letter-long": return_letter(long=True),
        "forwarding-letter": forwarding_letter(),
        "forwarding-letter-long": forwarding_letter(long=True),
        "result-notice-answered": answered_result(),
        "result-notice-helped-further": answered_result(elsewhere=False),
        "result-notice": result(),
        "result-notice-granted": result(granted=True),
    }
