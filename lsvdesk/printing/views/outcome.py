"""Views of the papers that a case ends with: certificates, acknowledgements of a notice, letters with the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from lsvdesk.printing.views.case import FormSection
from lsvdesk.printing.views.parts import PaperHead, PartyView, SignatureView

# who signs where the view does not say
REGISTRAR = SignatureView(position="นายทะเบียนพาณิชย์")
LOCAL_OFFICIAL = SignatureView(position="เจ้าพนักงานท้องถิ่น")
ANYONE = SignatureView()


@dataclass(frozen=True)
class CommercialCertificateView:
    """Commercial registration certificate (ใบทะเบียนพาณิชย์, แบบ พค.๐๔๐๓). ``substitute`` marks it ใบแทน; ``changed_on`` is the day a change
    was registered, where it is issued anew because of one."""

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
    registrar: SignatureView = REGISTRAR
    substitute: bool = False
    changed_on: date | None = None


@dataclass(frozen=True)
class CommercialClosingView:
    """Certificate that a business was registered as closed (หนังสือรับรองการจดทะเบียนเลิกประกอบพาณิชยกิจ)."""

    KIND: ClassVar[str] = "commercial-closing"
    head: PaperHead
    registration_no: str
    request_no: str
    registry_office: str
    registrant: str
    trade_name: str
    head_office: str
    registered_on: date | None
    closed_on: date
    reason: str
    recorded_on: date
    """The day the closing was registered."""
    issued_on: date
    trade_name_roman: str = ""
    registrar: SignatureView = REGISTRAR


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
    official: SignatureView = LOCAL_OFFICIAL


@dataclass(frozen=True)
class PermitReceipt:
    """A receipt that was given for a permit: its book and number in words, its day and its sum."""

    number: str
    issued_on: date
    amount: Decimal


@dataclass(frozen=True)
class PermitView:
    """A permit, certificate or acknowledgement that has no form of its own (ใบอนุญาต ใบรับแจ้ง หนังสือรับรอง ใบสำคัญการขึ้นทะเบียน).

    ``opening`` stands before the holder (ใบอนุญาตนี้ให้ไว้แก่), ``grant`` after: what the holder may do now or what was received.
    ``sections`` are the main particulars, in the order of the form they were asked on; ``conditions`` what its holder must keep to;
    ``form_code`` is the paper's own (อ.1)."""

    KIND: ClassVar[str] = "permit"
    head: PaperHead
    title: str
    number: str
    holder: PartyView
    issued_on: date
    opening: str = ""
    grant: str = ""
    form_code: str = ""
    legal_basis: str = ""
    registration_no: str = ""
    sections: tuple[FormSection, ...] = ()
    conditions: tuple[str, ...] = ()
    fee: Decimal | None = None
    receipts: tuple[PermitReceipt, ...] = ()
    valid_until: date | None = None
    signer: SignatureView = LOCAL_OFFICIAL


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
    signer: SignatureView = ANYONE


@dataclass(frozen=True)
class ForwardingLetterView:
    """Covering letter with which a request goes to the office that decides it (หนังสือนำส่ง). ``body`` is the letter's paragraph,
    ``request`` what is asked for, without จึงเรียนมา; ``attachments`` are what goes with it, form first."""

    KIND: ClassVar[str] = "forwarding-letter"
    head: PaperHead
    letter_no: str
    sent_on: date
    addressee: str
    subject: str
    body: str
    service: str
    applicant: PartyView
    request: str = ""
    attachments: tuple[str, ...] = ()
    department: str = ""
    signer: SignatureView = ANYONE


@dataclass(frozen=True)
class ForwardingAnswer:
    """What another office answered: ``outcome`` is its decision in a word (อนุมัติ), ``text`` what its letter says."""

    by: str
    sent_on: date
    answered_on: date
    outcome: str
    letter_no: str = ""
    text: str = ""


@dataclass(frozen=True)
class ResultNoticeView:
    """Letter with the result of an application (Facilitation Act s. 10, or what ``basis`` cites). ``subject`` is what the citizen himself
    called the matter, where the form asks for it. ``granted`` False is a refusal: ``reasons`` are its facts and
    law, and the right to appeal (administrative procedure act s. 44) is added by the paper. ``outcome`` is the decision in the service's
    words (รับจดทะเบียนพาณิชย์ตามคำขอของท่าน), ``next_steps`` says what to do now. ``matter`` is what the citizen handed in. ``answer`` is
    that of the office it was sent on to; ``decided_elsewhere`` says that this answer is the decision, not something beside it."""

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
    signer: SignatureView = ANYONE
    matter: str = "คำขอ"
    answer: ForwardingAnswer | None = None
    decided_elsewhere: bool = False
    basis: str = ""
    subject: str = ""
