"""What the use cases take and give: plain frozen values, no database session behind them.

The window, the command line and reports read these; they import nothing heavier than the standard library, so that a screen can be
shown before the register is open. Money is ``Decimal`` baht, days are ``date``, answers are JSON-like dictionaries.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from lsvdesk.counter.wording import decided
from lsvdesk.thai.names import full_name

Answers = dict[str, Any]
PaymentMethod = Literal["cash", "transfer", "cheque"]
RoleName = Literal["counter", "finance", "officer", "executive", "admin"]

STATUS_TITLES = {
    "received": "รับคำขอแล้ว รอตรวจเอกสาร",
    "deficient": "รอผู้ยื่นแก้ไขเอกสาร",
    "in_progress": "กำลังดำเนินการ",
    "forwarded": "ส่งต่อแล้ว รอผล",
    "answered": "ได้รับผลแล้ว รอแจ้งผู้ยื่น",
    "approved": "อนุมัติแล้ว",
    "finished": "เสร็จสิ้น",
    "refused": "ไม่อนุญาต",
    "withdrawn": "ผู้ยื่นถอนคำขอ",
    "returned": "คืนคำขอแล้ว",
}
"""State → its word. ``forwarded`` and ``answered`` are no statuses of the table: an open case is so while another office decides it."""
OPEN_STATUSES = ("received", "deficient", "in_progress", "approved")

PERMIT_STATUS_TITLES = {"valid": "มีผล", "expired": "สิ้นอายุ", "superseded": "ถูกแทนที่", "revoked": "เพิกถอน"}
PERMIT_END_TITLES = {"renewed": "ต่ออายุแล้ว", "changed": "เปลี่ยนแปลงแล้ว", "transferred": "โอนแล้ว", "closed": "เลิกแล้ว"}
"""What became of a paper that another one took the place of."""

ROLL_TITLES = {
    "elderly": "ทะเบียนเบี้ยยังชีพผู้สูงอายุ",
    "disability": "ทะเบียนเบี้ยความพิการ",
    "aids": "ทะเบียนเงินสงเคราะห์ผู้ป่วยเอดส์",
    "newborn": "ทะเบียนเงินอุดหนุนเด็กแรกเกิด",
}
ROLL_STATUS_TITLES = {"active": "รับสิทธิอยู่", "stopped": "ระงับแล้ว"}


@dataclass(frozen=True)
class UserView:
    """Somebody of the office."""

    id: int
    name: str
    position: str
    role: RoleName


@dataclass(frozen=True)
class AddressData:
    """A Thai address as typed."""

    house_no: str = ""
    moo: str = ""
    village: str = ""
    soi: str = ""
    road: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class PersonData:
    """A natural person as typed at the counter, or as known (``id`` set)."""

    first_name: str
    last_name: str = ""
    prefix: str = ""
    citizen_id: str | None = None
    birth_date: dt.date | None = None
    nationality: str = "ไทย"
    phone: str = ""
    email: str = ""
    address: AddressData = AddressData()
    id: int | None = None

    @property
    def full_name(self) -> str:
        """As it is written, see :func:`lsvdesk.thai.names.full_name`."""
        return full_name(self.prefix, self.first_name, self.last_name)


@dataclass(frozen=True)
class OrganisationData:
    """A juristic person as typed, or as known (``id`` set). ``representative`` signs for it."""

    name: str
    kind: str = ""
    juristic_id: str | None = None
    phone: str = ""
    email: str = ""
    representative: str = ""
    address: AddressData = AddressData()
    id: int | None = None


@dataclass(frozen=True)
class Handed:
    """What was handed in of one document."""

    originals: int = 0
    copies: int = 0
    note: str = ""
    waived: bool = False


@dataclass(frozen=True)
class DeficiencyItem:
    """One thing that is missing or wrong; ``document`` is empty where a form entry is wrong."""

    text: str
    document: str = ""


@dataclass(frozen=True)
class DeficiencyRequest:
    """A two-party record to be made: what is missing, and by when; ``correct_by`` None takes the service's own number of days."""

    items: tuple[DeficiencyItem, ...]
    correct_by: dt.date | None = None


@dataclass(frozen=True)
class Filing:
    """Everything the wizard collected; exactly one of ``person`` and ``organisation``."""

    service: str
    applicant_case: str
    answers: Answers
    person: PersonData | None = None
    organisation: OrganisationData | None = None
    agent: PersonData | None = None
    agent_authority: str = ""
    documents: dict[str, Handed] = field(default_factory=dict)
    draft: str | None = None
    """The draft this filing came from; it is gone once the case is filed."""
    earlier: int | None = None
    """Id of the paper that this renewal, change, transfer or closing starts from."""


@dataclass(frozen=True)
class DraftState:
    """A form being filled in, exactly as typed: ``state`` is the wizard's own JSON (page, applicant, answers, documents)."""

    id: str
    service: str
    title: str
    state: dict[str, Any]
    saved_at: dt.datetime | None = None


@dataclass(frozen=True)
class Payment:
    """Money handed over. ``tendered`` is what the payer gave; for transfer and cheque it equals the sum due."""

    method: PaymentMethod
    tendered: Decimal
    bank: str = ""
    instrument_no: str = ""
    instrument_date: dt.date | None = None


@dataclass(frozen=True)
class Action:
    """Something that can be done with a case now; ``key`` is the shortcut the window shows, ``reason`` says why it is not possible."""

    id: str
    title: str
    primary: bool = False
    enabled: bool = True
    reason: str = ""


@dataclass(frozen=True)
class ClockView:
    """One of the two clocks of a case. ``days_left`` counts as the clock counts (calendar or working days); None while it stands."""

    title: str
    length: str
    starts_on: dt.date | None
    due: dt.date | None
    days_left: int | None
    state: Literal["waiting", "running", "paused", "met", "missed", "overdue"]
    reference: str = ""


def state_of(status: str, forwarded_on: dt.date | None, answered: str = "") -> str:
    """The state that a status is shown as."""
    if status not in OPEN_STATUSES:
        return status
    return "forwarded" if forwarded_on is not None else "answered" if answered in ("approved", "refused") else status


def state_title(state: str, kind: str) -> str:
    """Its word, in the words of the kind of service where it is decided."""
    return (decided(state, kind) if state in ("approved", "refused") else "") or STATUS_TITLES[state]


@dataclass(frozen=True)
class CaseRow:
    """A case in a list."""

    id: int
    number: str
    service: str
    service_title: str
    department: str
    kind: str
    applicant: str
    status: str
    filed_on: dt.date
    promise_due: dt.date | None
    statutory_due: dt.date | None
    finished_on: dt.date | None
    due: Decimal
    paid: Decimal
    sensitive: bool
    days_left: int | None = None
    forwarded_on: dt.date | None = None
    """The day it was sent on to another office, while that office's answer is awaited."""
    answer_by: dt.date | None = None
    """When that answer is expected."""
    answer_late: bool = False
    """That day has passed."""
    answered: str = ""
    """What that office answered (approved, refused), until the applicant has been told."""

    @property
    def state(self) -> str:
        """The status as people see it: ``forwarded`` and ``answered`` in place of the table's own while another office has its say."""
        return state_of(self.status, self.forwarded_on, self.answered)

    @property
    def status_title(self) -> str:
        return state_title(self.state, self.kind)


@dataclass(frozen=True)
class CaseFilter:
    """Which cases a list shows; the latest first. ``text`` is any part of a number, name or id; ``offset`` turns pages."""

    status: str | None = None
    service: str | None = None
    department: str | None = None
    text: str = ""
    filed_from: dt.date | None = None
    filed_to: dt.date | None = None
    open_only: bool = False
    limit: int = 500
    offset: int = 0


@dataclass(frozen=True)
class ServiceCard:
    """A service in the picker."""

    id: str
    title: str
    short_title: str
    department: str
    department_title: str
    kind: str
    keywords: tuple[str, ...]
    offered: bool


@dataclass(frozen=True)
class DocumentRow:
    """A line of the checklist of a case."""

    id: str
    title: str
    originals: int
    copies: int
    optional: bool
    status: str
    originals_received: int
    copies_received: int
    note: str


@dataclass(frozen=True)
class EventRow:
    """A line of the timeline."""

    at: dt.datetime
    on: dt.date
    user: str
    kind: str
    text: str


@dataclass(frozen=True)
class DeficiencyRow:
    id: int
    opened_on: dt.date
    correct_by: dt.date
    items: tuple[DeficiencyItem, ...]
    status: str
    closed_on: dt.date | None


@dataclass(frozen=True)
class LineRow:
    """A line of an assessment or receipt, as stored."""

    item: str
    base: str
    unit: str
    rate: str | None
    amount: Decimal
    reference: str
    sentence: str
    revenue: str
    group: str
    kind: str
    confirmed: bool


@dataclass(frozen=True)
class AssessmentPreview:
    """A calculation that is not stored: what is or would be owed, and what the clerk should know about it."""

    total: Decimal
    lines: tuple[LineRow, ...]
    unverified: int = 0
    """How many lines rest on a value that the office has not confirmed."""
    warnings: tuple[str, ...] = ()
    entitled: tuple[LineRow, ...] = ()
    """What the citizen is entitled to be paid; a line of zero says why not. No part of ``lines`` and ``total``."""


@dataclass(frozen=True)
class InstalmentRow:
    """A part of a tax: baht, and whether it is paid or was missed."""

    number: int
    due_on: dt.date
    amount: Decimal
    paid: bool
    overdue: bool = False


@dataclass(frozen=True)
class InstalmentPlan:
    """How a tax may be paid in parts, and how far that has got. ``lost``: a part was missed, all that is left is due at once;
    ``payable`` is the part that can be paid now."""

    parts: tuple[InstalmentRow, ...]
    begun: bool
    lost: bool
    payable: int | None
    reference: str
    confirmed: bool


@dataclass(frozen=True)
class AssessmentRow:
    id: int
    assessed_on: dt.date
    total: Decimal
    status: str
    notified_on: dt.date | None
    pay_by: dt.date | None
    lines: tuple[LineRow, ...]


@dataclass(frozen=True)
class ReceiptRow:
    """A receipt in a list and on the case page."""

    id: int
    book_no: int
    number: int
    fiscal_year: int
    issued_on: dt.date
    issued_at: dt.datetime
    payer: str
    case_id: int | None
    case_number: str
    total: Decimal
    method: str
    tendered: Decimal
    change: Decimal
    status: str
    void_reason: str
    receiver: str
    summary: str
    """What was paid for, shortened."""

    @property
    def number_text(self) -> str:
        """เล่มที่/เลขที่ as the office says it."""
        return f"{self.book_no}/{self.number}"


@dataclass(frozen=True)
class PermitRow:
    """A certificate, registration, permit or acknowledgement in a register."""

    id: int
    series: str
    number: str
    registration_no: str
    type: str
    title: str
    case_id: int
    case_number: str
    holder: str
    subject: str
    issued_on: dt.date
    valid_until: dt.date | None
    status: str
    """As it stands on the day it is read: one of :data:`PERMIT_STATUS_TITLES`."""
    sensitive: bool
    service: str = ""
    ended_on: dt.date | None = None
    ended_as: str = ""
    ended_reason: str = ""
    supersedes_id: int | None = None
    days_left: int | None = None
    """Days until its last day; negative once it is over, None where it has no end or does not hold any more."""

    @property
    def status_title(self) -> str:
        """What became of it, in a word."""
        return PERMIT_END_TITLES.get(self.ended_as) or PERMIT_STATUS_TITLES[self.status]


@dataclass(frozen=True)
class EarlierPaper:
    """A paper that a renewal, change, transfer or closing may start from; ``obstacle`` says why it may not, ``caution`` what to mind."""

    permit: PermitRow
    obstacle: str = ""
    caution: str = ""


@dataclass(frozen=True)
class EarlierPrefill:
    """What a request takes over from an earlier paper: who holds it, and answers of the new form."""

    paper: EarlierPaper
    answers: Answers
    applicant_case: str
    person: PersonData | None = None
    organisation: OrganisationData | None = None


@dataclass(frozen=True)
class RegisterFilter:
    """What of a register is asked for: ``status`` is one of the register's own, ``year`` in the Buddhist Era; ``start`` and ``end`` bound
    the day of issue, filing or entering; ``limit`` None is the whole."""

    text: str = ""
    status: str = ""
    year: int | None = None
    series: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    limit: int | None = 500
    offset: int = 0


@dataclass(frozen=True)
class RegisterCase:
    """A request in the register of its kind; what ``subject``, ``detail``, ``more`` and ``place`` say depends on the kind."""

    id: int
    case_id: int
    number: str
    service: str
    service_title: str
    applicant: str
    filed_on: dt.date
    status: str
    status_title: str
    finished_on: dt.date | None
    subject: str
    detail: str
    more: str
    place: str
    amount: Decimal | None
    sensitive: bool


@dataclass(frozen=True)
class EstablishmentRow:
    """A hotel, fuel station or tobacco shop in the register of those who file monthly returns; ``last_month`` is the last one filed,
    ``YYYY-MM``."""

    id: int
    kind_title: str
    name: str
    operator: str
    licence_no: str
    place: str
    last_month: str
    status: str
    status_title: str
    case_id: int
    kind: str = ""
    closed_on: dt.date | None = None


@dataclass(frozen=True)
class BeneficiaryRow:
    """Somebody on a roll of a regular allowance. ``amount`` is what is paid this month by today's rates, None where nothing is."""

    id: int
    roll: str
    name: str
    citizen_id: str | None
    birth_date: dt.date | None
    address: str
    phone: str
    case_id: int
    case_number: str
    registered_on: dt.date
    entitled_from: dt.date
    payment: str
    amount: Decimal | None
    status: str
    stopped_on: dt.date | None
    stop_reason: str
    sensitive: bool
    person_id: int

    @property
    def status_title(self) -> str:
        return ROLL_STATUS_TITLES[self.status]


@dataclass(frozen=True)
class PaperRow:
    """An issued paper."""

    code: str
    kind: str
    title: str
    case_id: int | None
    issued_at: dt.datetime
    reprints: int
    void: bool = False


@dataclass(frozen=True)
class PrintedPaper:
    """A paper with its PDF."""

    code: str
    kind: str
    title: str
    pdf: bytes


@dataclass(frozen=True)
class AttachmentRow:
    id: int
    name: str
    document: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ForwardingRow:
    """A request as it was sent on, and what was answered; ``outcome`` is approved, refused, returned, or empty while it is awaited."""

    id: int
    addressee: str
    letter_no: str
    sent_on: dt.date
    answer_by: dt.date | None
    answered_on: dt.date | None
    answer_no: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class ForwardingPlan:
    """What sending a case on would look like: proposals that the clerk may change. ``letter_no`` None: the program gives the number."""

    addressee: str
    to: str
    subject: str
    answer_by: dt.date
    letter_no: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True)
class CaseDetail:
    """Everything of one case, for its page and for papers."""

    row: CaseRow
    applicant_case: str
    applicant_case_title: str
    person: PersonData | None
    organisation: OrganisationData | None
    agent: PersonData | None
    agent_authority: str
    answers: Answers
    service_version: str
    complete_on: dt.date | None
    decided_on: dt.date | None
    decision_reason: str
    clocks: tuple[ClockView, ...]
    documents: tuple[DocumentRow, ...]
    deficiencies: tuple[DeficiencyRow, ...]
    events: tuple[EventRow, ...]
    assessment: AssessmentRow | None
    payable_now: Decimal
    """What would have to be paid today, surcharge for lateness included."""
    receipts: tuple[ReceiptRow, ...]
    permits: tuple[PermitRow, ...]
    papers: tuple[PaperRow, ...]
    attachments: tuple[AttachmentRow, ...]
    actions: tuple[Action, ...]
    instalments: InstalmentPlan | None = None
    """Where the law lets this be paid in parts."""
    official: Answers = field(default_factory=dict)
    """What officer, committee and executive wrote in their parts of the form."""
    forwardings: tuple[ForwardingRow, ...] = ()


@dataclass(frozen=True)
class TodayView:
    """The first screen: what waits, what is due, what is overdue, today's takings."""

    on: dt.date
    waiting: tuple[CaseRow, ...]
    due_soon: tuple[CaseRow, ...]
    overdue: tuple[CaseRow, ...]
    deficient: tuple[CaseRow, ...]
    counts: dict[str, int]
    """waiting, due_soon, overdue, deficient, forwarded, filed_today, finished_today, ending (papers, within 30 days)"""
    takings: Decimal
    takings_by_method: dict[str, Decimal]
    receipts_today: int
    voided_today: int
    drafts: tuple[DraftState, ...]
    day_closed: bool
    unclosed_days: tuple[dt.date, ...]
    forwarded: tuple[CaseRow, ...] = ()
    """Sent on to another office, the one expected first at the head."""


@dataclass(frozen=True)
class SearchHit:
    """A line of the search box: kind is person, organisation, case, receipt or permit."""

    kind: str
    id: int
    title: str
    subtitle: str
    case_id: int | None = None
    sensitive: bool = False


@dataclass(frozen=True)
class SignRow:
    """A sign in the register of taxable signs."""

    id: int
    owner: str
    text: str
    kind: str
    moving: bool
    width_cm: Decimal
    height_cm: Decimal
    sides: int
    place: str
    installed_on: dt.date | None
    status: str
    last_tax_year: int | None
    last_tax: Decimal | None
    case_id: int
    kind_title: str = ""
    status_title: str = ""


@dataclass(frozen=True)
class DayTotals:
    """The money of a day, for closing it."""

    on: dt.date
    receipts: int
    voided: tuple[str, ...]
    first_number: str
    last_number: str
    by_method: dict[str, Decimal]
    by_revenue: dict[str, Decimal]
    """Title of the account → baht."""
    total: Decimal
    closed: bool
    counted: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class ReceiptBookStart:
    """Where the register takes over from the paper books."""

    book_no: int = 1
    first_no: int = 1
    last_no: int = 100
    next_no: int = 1


@dataclass(frozen=True)
class NewUser:
    name: str
    position: str = ""
    role: RoleName = "admin"


@dataclass(frozen=True)
class OfficeSetup:
    """First run: a shipped profile, or the office typed in (``details`` in the shape of an OfficeProfile); where numbers go on from."""

    user: NewUser
    profile: str | None = None
    details: dict[str, Any] | None = None
    receipt_book: ReceiptBookStart = ReceiptBookStart()
    next_numbers: dict[str, int] = field(default_factory=dict)
    """Series → the first number to give out, e.g. {"case": 41}."""
    logo: bytes | None = None
    numerals: Literal["thai", "arabic"] = "thai"
