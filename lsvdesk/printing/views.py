"""What a paper is printed from: one frozen dataclass for each paper, plain data only.

This is the contract between the counter, which fills a view in, and the papers, which set it. A view holds everything that is on the
page, so that the register can keep it as JSON (:func:`to_dict`, :func:`from_dict`) and print it again, the same, years later.

Text may hold Arabic or Thai digits: the paper sets them as ``head.numerals`` says, but leaves words with Latin letters and web addresses
as they are. Money is ``Decimal`` baht, dates are Gregorian; the paper writes them in the Buddhist Era. Sequences are tuples. An empty
string or None means "not given": the paper leaves the item out, or leaves a dotted line to write on where a signature or a form needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, TypeVar

from lsvdesk.printing.stored import content_hash, from_dict, to_dict

__all__ = [
    "KINDS",
    "AcknowledgementView",
    "ApplicationView",
    "AssessmentLineView",
    "AssessmentNoticeView",
    "AssessmentSheetView",
    "ChequeLine",
    "ChoiceItem",
    "CommercialCertificateView",
    "DayCloseView",
    "DeficiencyItem",
    "DeficiencyView",
    "DocumentLine",
    "ExcavationAcknowledgementView",
    "FormSection",
    "NoteItem",
    "OfficeView",
    "Option",
    "PaperHead",
    "PartyView",
    "PaymentView",
    "ReceiptLine",
    "ReceiptRange",
    "ReceiptView",
    "ResultNoticeView",
    "ReturnLetterView",
    "RevenueLine",
    "SignLine",
    "SignatureView",
    "SurchargeLine",
    "TableColumn",
    "TableItem",
    "TextItem",
    "ValueItem",
    "View",
    "VoidedReceipt",
    "as_copy",
    "as_void",
    "content_hash",
    "from_dict",
    "to_dict",
]

Numerals: TypeAlias = Literal["thai", "arabic"]


# ------------------------------------------------------------------------------------------------ parts that every paper shares


@dataclass(frozen=True)
class OfficeView:
    """The office as it stands at the head of its papers. ``kind`` is its type in full (องค์การบริหารส่วนตำบล), ``name`` its full name
    (องค์การบริหารส่วนตำบลโพธิ์ใหญ่), ``letter_code`` the registered code before the slash of its letters (อบ 71234), ``logo`` a PNG or
    JPEG file's bytes."""

    name: str
    kind: str = ""
    address: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""
    website: str = ""
    logo: bytes | None = None
    executive_name: str = ""
    executive_position: str = ""
    letter_code: str = ""


@dataclass(frozen=True)
class PaperHead:
    """What every paper carries: its own id, kind and office, and when it was issued (local time, no zone).

    ``copy`` marks a reprint สำเนา, ``void`` marks it ยกเลิก; both are laid over the same page. ``kind`` is the view's ``KIND``."""

    paper_id: str
    kind: str
    office: OfficeView
    issued_on: date
    issued_at: datetime
    numerals: Numerals = "thai"
    copy: bool = False
    void: bool = False
    case_no: str | None = None


@dataclass(frozen=True)
class PartyView:
    """A person or organisation. ``id_no`` is printed as given (1-2345-67890-12-3) after ``id_label``; ``address`` is one line of text;
    ``capacity`` says how they act (ผู้รับมอบอำนาจ, กรรมการผู้จัดการ)."""

    name: str
    id_no: str = ""
    id_label: str = "เลขประจำตัวประชาชน"
    address: str = ""
    phone: str = ""
    capacity: str = ""


@dataclass(frozen=True)
class SignatureView:
    """A place to sign: ``role`` stands after the dotted line (ผู้ยื่นคำขอ), ``name`` in brackets under it (dots when empty), then
    ``position``."""

    name: str = ""
    position: str = ""
    role: str = ""


@dataclass(frozen=True)
class DocumentLine:
    """One document of the checklist; ``handed_in`` ticks its box. ``note`` is small print after it (condition, issuer)."""

    title: str
    originals: int = 0
    copies: int = 0
    unit: str = "ฉบับ"
    handed_in: bool = True
    note: str = ""


# ------------------------------------------------------------------------------------------------ filled application


@dataclass(frozen=True)
class ValueItem:
    """A label and its value on a dotted line, with an optional unit after it. ``wide`` takes the whole line; otherwise two short items
    share one. An empty value leaves the dotted line to write on."""

    IS_ONE_OF_SEVERAL: ClassVar[bool] = True
    label: str
    value: str = ""
    unit: str = ""
    wide: bool = False


@dataclass(frozen=True)
class TextItem:
    """Long text under its label, as many lines as it needs; ``blank_lines`` dotted lines when it is empty."""

    IS_ONE_OF_SEVERAL: ClassVar[bool] = True
    label: str
    text: str = ""
    blank_lines: int = 2


@dataclass(frozen=True)
class Option:
    """One choice and whether it is ticked."""

    label: str
    ticked: bool = False


@dataclass(frozen=True)
class ChoiceItem:
    """Choices with check boxes: one of several, several of many, or a single tick (one option and an empty label)."""

    IS_ONE_OF_SEVERAL: ClassVar[bool] = True
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class TableColumn:
    """A column: heading, alignment of its cells, and its share of the width against the other columns."""

    label: str
    align: Literal["left", "centre", "right"] = "left"
    share: int = 1


@dataclass(frozen=True)
class TableItem:
    """A table of rows (signs, partners, goods); every row has as many cells as there are columns. ``totals`` is a last, bold row.
    ``blank_rows`` empty rows when there are none."""

    IS_ONE_OF_SEVERAL: ClassVar[bool] = True
    label: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
    blank_rows: int = 3


@dataclass(frozen=True)
class NoteItem:
    """A sentence between items, for example what the law says of the next ones."""

    IS_ONE_OF_SEVERAL: ClassVar[bool] = True
    text: str


@dataclass(frozen=True)
class FormSection:
    """A titled part of the form."""

    title: str
    items: tuple[ValueItem | TextItem | ChoiceItem | TableItem | NoteItem, ...] = ()


@dataclass(frozen=True)
class ApplicationView:
    """Filled application for signature (คำขอ/แบบแจ้ง), for any service. ``addressee`` follows เรียน; ``intake`` is the officer's box at
    the top right (เลขรับ, วันที่, ผู้รับ); ``declaration`` stands above the signatures; ``notes`` below them."""

    KIND: ClassVar[str] = "application"
    head: PaperHead
    title: str
    applied_on: date
    applicant: PartyView
    sections: tuple[FormSection, ...]
    form_code: str = ""
    service: str = ""
    written_at: str = ""
    addressee: str = ""
    agent: PartyView | None = None
    documents: tuple[DocumentLine, ...] = ()
    declaration: str = ""
    signatures: tuple[SignatureView, ...] = ()
    intake: tuple[ValueItem, ...] = ()
    notes: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ acknowledgement, deficiency record


@dataclass(frozen=True)
class AcknowledgementView:
    """Acknowledgement slip (ใบรับคำขอ). ``head.case_no`` is required; the QR holds ``qr_text`` or the case number.

    ``promised_time`` and ``statutory_time`` are the periods in words (7 วันทำการ); the dates are None while the clock has not started,
    and ``clock_starts`` says what starts it. ``follow_up`` and ``complaints`` are the ways to ask and to complain, one a line."""

    KIND: ClassVar[str] = "acknowledgement"
    head: PaperHead
    service: str
    applicant: PartyView
    received_at: datetime
    agent: PartyView | None = None
    department: str = ""
    documents: tuple[DocumentLine, ...] = ()
    documents_complete: bool = True
    promised_time: str = ""
    promised_on: date | None = None
    statutory_time: str = ""
    statutory_on: date | None = None
    statutory_reference: str = ""
    clock_starts: str = ""
    clock_started_on: date | None = None
    fee_note: str = ""
    follow_up: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    officer: SignatureView = SignatureView(role="เจ้าหน้าที่ผู้รับคำขอ")
    qr_text: str = ""


@dataclass(frozen=True)
class DeficiencyItem:
    """A fault of the application, or a document that is missing, and how to put it right."""

    kind: Literal["fault", "missing"]
    what: str
    how: str = ""


@dataclass(frozen=True)
class DeficiencyView:
    """Two-party deficiency record (บันทึกสองฝ่าย, Facilitation Act s. 8), made in two copies: the office's and the applicant's.

    ``consequence`` replaces the standing sentence of s. 9 (return of the application with its reasons)."""

    KIND: ClassVar[str] = "deficiency-record"
    head: PaperHead
    record_no: str
    service: str
    applicant: PartyView
    received_on: date
    items: tuple[DeficiencyItem, ...]
    correct_by: date
    agent: PartyView | None = None
    department: str = ""
    consequence: str = ""
    officer: SignatureView = SignatureView(role="พนักงานเจ้าหน้าที่ผู้รับคำขอ")
    signer: SignatureView = SignatureView(role="ผู้ยื่นคำขอ")


# ------------------------------------------------------------------------------------------------ money


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
    receiver: SignatureView = SignatureView(role="ผู้รับเงิน")
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
    prepared_by: SignatureView = SignatureView(role="ผู้คำนวณ")
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
    officer: SignatureView = SignatureView(position="พนักงานเจ้าหน้าที่")


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
    remitter: SignatureView = SignatureView(role="ผู้นำส่งเงิน")
    receiver: SignatureView = SignatureView(role="ผู้รับเงิน")


# ------------------------------------------------------------------------------------------------ certificates and letters


@dataclass(frozen=True)
class CommercialCertificateView:
    """Commercial registration certificate (ใบทะเบียนพาณิชย์, แบบ พค.๐๔๐๓). ``substitute`` marks it ใบแทน."""

    KIND: ClassVar[str] = "commercial-certificate"
    head: PaperHead
    registration_no: str
    request_no: str
    registry_office: str
    registrant: str
    trade_name: str
    businesses: tuple[str, ...]
    head_office: str
    registered_on: date
    issued_on: date
    trade_name_roman: str = ""
    registrar: SignatureView = SignatureView(position="นายทะเบียนพาณิชย์")
    substitute: bool = False


@dataclass(frozen=True)
class ExcavationAcknowledgementView:
    """Acknowledgement of an excavation or landfill notice (ใบรับแจ้งการขุดดิน/ถมดิน; พ.ร.บ.การขุดดินและถมดิน พ.ศ. 2543 s. 17, 26).

    ``depth_m`` is the depth of a pit or the height of a fill; ``title_deed`` the land's document (โฉนดที่ดิน เลขที่ 12345)."""

    KIND: ClassVar[str] = "excavation-acknowledgement"
    head: PaperHead
    number: str
    notifier: PartyView
    notified_on: date
    title_deed: str
    land_location: str
    depth_m: Decimal
    area_m2: Decimal
    work: Literal["excavation", "landfill"] = "excavation"
    land_owner: str = ""
    designer: str = ""
    supervisor: str = ""
    purpose: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    duration_days: int | None = None
    fee: Decimal | None = None
    receipt_no: str = ""
    receipt_on: date | None = None
    conditions: tuple[str, ...] = ()
    official: SignatureView = SignatureView(position="เจ้าพนักงานท้องถิ่น")


@dataclass(frozen=True)
class ReturnLetterView:
    """Letter that returns an application with its reasons (Facilitation Act s. 9). The right to appeal and to apply anew is added by the
    paper; ``appeal_to`` says to whom and ``appeal_within_days`` by when."""

    KIND: ClassVar[str] = "return-letter"
    head: PaperHead
    letter_no: str
    addressee: PartyView
    service: str
    applied_on: date
    reasons: tuple[str, ...]
    record_no: str = ""
    record_on: date | None = None
    correct_by: date | None = None
    attachments: tuple[str, ...] = ()
    refile_by: date | None = None
    appeal_to: str = ""
    appeal_within_days: int = 15
    department: str = ""
    signer: SignatureView = SignatureView()


@dataclass(frozen=True)
class ResultNoticeView:
    """Letter with the result of an application (Facilitation Act s. 10). ``granted`` False is a refusal: ``reasons`` are its facts and
    law, and the right to appeal (administrative procedure act s. 44) is added by the paper. ``outcome`` is the decision in the service's
    words (รับจดทะเบียนพาณิชย์ตามคำขอของท่าน), ``next_steps`` says what to do now."""

    KIND: ClassVar[str] = "result-notice"
    head: PaperHead
    letter_no: str
    addressee: PartyView
    service: str
    applied_on: date
    decided_on: date
    granted: bool
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    appeal_to: str = ""
    appeal_within_days: int = 15
    department: str = ""
    signer: SignatureView = SignatureView()


# ------------------------------------------------------------------------------------------------ all of them

View: TypeAlias = (
    ApplicationView
    | AcknowledgementView
    | DeficiencyView
    | ReceiptView
    | AssessmentSheetView
    | AssessmentNoticeView
    | DayCloseView
    | CommercialCertificateView
    | ExcavationAcknowledgementView
    | ReturnLetterView
    | ResultNoticeView
)

KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        cls.KIND: cls
        for cls in (
            ApplicationView,
            AcknowledgementView,
            DeficiencyView,
            ReceiptView,
            AssessmentSheetView,
            AssessmentNoticeView,
            DayCloseView,
            CommercialCertificateView,
            ExcavationAcknowledgementView,
            ReturnLetterView,
            ResultNoticeView,
        )
    }
)
"""The kind that is stored with a paper → the class of its view."""

AnyView = TypeVar("AnyView", bound=View)


def as_copy(view: AnyView) -> AnyView:
    """The same paper, marked สำเนา: what a reprint prints."""
    return replace(view, head=replace(view.head, copy=True))


def as_void(view: AnyView) -> AnyView:
    """The same paper, marked ยกเลิก."""
    return replace(view, head=replace(view.head, void=True))
