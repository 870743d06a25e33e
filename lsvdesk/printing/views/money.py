"""Views of the papers about money: receipt, calculation sheet, signboard assessment notice, remittance slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from lsvdesk.printing.views.parts import PaperHead, PartyView, SignatureView

# who signs where the view does not say
MONEY_RECEIVER = SignatureView(role="ผู้รับเงิน")
CALCULATOR = SignatureView(role="ผู้คำนวณ")
OFFICIAL = SignatureView(position="พนักงานเจ้าหน้าที่")
REMITTER = SignatureView(role="ผู้นำส่งเงิน")


@dataclass(frozen=True)
class ReceiptLine:
    """One thing that was paid for. ``surcharge`` sets it in the surcharge column of ภ.ป.7 and indents it elsewhere."""

    item: str
    amount: Decimal
    revenue_code: str = ""
    reference: str = ""
    surcharge: bool = False


@dataclass(frozen=True)
class PaymentView:
    """How it was paid. ``tendered`` and ``change`` are printed for cash only; ``number`` is the cheque's or the transfer's."""

    method: Literal["cash", "transfer", "cheque"]
    bank: str = ""
    branch: str = ""
    number: str = ""
    dated: date | None = None
    tendered: Decimal | None = None
    change: Decimal | None = None


@dataclass(frozen=True)
class ReceiptView:
    """Receipt (ใบเสร็จรับเงิน): two on one A4, ต้นฉบับ above and สำเนา below. ``total`` must be the sum of the lines.

    ``form_code`` (ภ.ป.7 for signboard tax) stands at the corner; ``tax_year`` is a B.E. year; ``void_reason`` is printed when
    ``head.void``."""

    KIND: ClassVar[str] = "receipt"
    head: PaperHead
    book_no: str
    number: str
    received_on: date
    payer: PartyView
    lines: tuple[ReceiptLine, ...]
    total: Decimal
    payment: PaymentView
    receiver: SignatureView = MONEY_RECEIVER
    title: str = "ใบเสร็จรับเงิน"
    form_code: str = ""
    tax_year: int | None = None
    sign_count: int | None = None
    note: str = ""
    void_reason: str = ""
    voided_on: date | None = None


@dataclass(frozen=True)
class AssessmentLineView:
    """One line of the calculation. ``base`` and ``rate`` are already in words or figures with their units (58 หน่วย; 26 บาท/500 ตร.ซม.);
    ``sentence`` says it in Thai; ``unverified`` marks a value that the office has not yet confirmed."""

    item: str
    amount: Decimal
    base: str = ""
    unit: str = ""
    rate: str = ""
    reference: str = ""
    sentence: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class AssessmentSheetView:
    """Calculation sheet (ใบคำนวณ): how the sum due came about, line by line, with the law's reference."""

    KIND: ClassVar[str] = "assessment-sheet"
    head: PaperHead
    service: str
    payer: PartyView
    assessed_on: date
    lines: tuple[AssessmentLineView, ...]
    total: Decimal
    title: str = "ใบคำนวณค่าภาษีและค่าธรรมเนียม"
    notes: tuple[str, ...] = ()
    prepared_by: SignatureView = CALCULATOR
    checked_by: SignatureView | None = None


@dataclass(frozen=True)
class SignLine:
    """One sign of ภ.ป.3: sides in cm, area in cm² over all faces, ``units`` of 500 cm², ``rate`` baht a unit, ``tax`` baht."""

    text: str
    sign_type: str
    width_cm: Decimal
    height_cm: Decimal
    area_cm2: Decimal
    units: int
    rate: Decimal
    tax: Decimal
    faces: int = 1
    surcharge: Decimal = Decimal(0)
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class SurchargeLine:
    """A surcharge over all signs (เงินเพิ่ม) and its section."""

    label: str
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True)
class AssessmentNoticeView:
    """Signboard assessment notice (ภ.ป.3). ``letter_no`` is the whole number (อบ 71234/15); ``return_no`` and ``return_on`` are those of
    the owner's ภ.ป.1; ``tax_year`` is a B.E. year. ``tax`` and the surcharges (of the signs and ``surcharges``) make ``total``.
    ``late_note`` is the whole sentence about late payment, with the rate in force; ``unverified`` names values that the office has not
    yet confirmed and that are printed as a remark."""

    KIND: ClassVar[str] = "assessment-notice"
    head: PaperHead
    letter_no: str
    addressee: PartyView
    tax_year: int
    signs: tuple[SignLine, ...]
    tax: Decimal
    total: Decimal
    surcharges: tuple[SurchargeLine, ...] = ()
    return_no: str = ""
    return_on: date | None = None
    business_name: str = ""
    sign_place: str = ""
    pay_within_days: int = 15
    appeal_within_days: int = 30
    pay_at: str = ""
    late_note: str = ""
    references: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    department: str = ""
    officer: SignatureView = OFFICIAL


@dataclass(frozen=True)
class RevenueLine:
    """One kind of revenue of the day; voided receipts are not in it."""

    name: str
    amount: Decimal
    code: str = ""
    receipts: int = 0


@dataclass(frozen=True)
class ReceiptRange:
    """Receipts used that day, from–to, of one book."""

    book_no: str
    first: str
    last: str
    count: int


@dataclass(frozen=True)
class VoidedReceipt:
    """A receipt of the day that was voided: its number stays, its money does not."""

    book_no: str
    number: str
    reason: str = ""


@dataclass(frozen=True)
class ChequeLine:
    """A cheque handed over with the day's money."""

    bank: str
    number: str
    amount: Decimal
    dated: date | None = None


@dataclass(frozen=True)
class DayCloseView:
    """Remittance slip (ใบนำส่งเงิน) of one day: ``cash`` + ``transfer`` + ``cheque`` = ``total`` = the sum of ``lines``."""

    KIND: ClassVar[str] = "day-close"
    head: PaperHead
    number: str
    day: date
    unit: str
    lines: tuple[RevenueLine, ...]
    ranges: tuple[ReceiptRange, ...]
    cash: Decimal
    transfer: Decimal
    cheque: Decimal
    total: Decimal
    voided: tuple[VoidedReceipt, ...] = ()
    cheques: tuple[ChequeLine, ...] = ()
    note: str = ""
    remitter: SignatureView = REMITTER
    receiver: SignatureView = MONEY_RECEIVER
