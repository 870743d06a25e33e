"""Views of the papers that a case begins with: application, acknowledgement slip, two-party deficiency record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from lsvdesk.printing.views.parts import DocumentLine, PaperHead, PartyView, SignatureView

# who signs where the view does not say
RECEIVING_OFFICER = SignatureView(role="เจ้าหน้าที่ผู้รับคำขอ")
RECEIVING_OFFICIAL = SignatureView(role="พนักงานเจ้าหน้าที่ผู้รับคำขอ")
APPLICANT = SignatureView(role="ผู้ยื่นคำขอ")


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
    """A titled part of the form; ``signatures`` stand under its items."""

    title: str
    items: tuple[ValueItem | TextItem | ChoiceItem | TableItem | NoteItem, ...] = ()
    signatures: tuple[SignatureView, ...] = ()


@dataclass(frozen=True)
class ApplicationView:
    """Filled application for signature (คำขอ/แบบแจ้ง), for any service. ``addressee`` follows เรียน; ``intake`` is the officer's box at
    the top right (เลขรับ, วันที่, ผู้รับ); ``declaration`` stands above the signatures; ``officials`` are the parts that officials fill in
    by hand after them (opinion, committee, order); ``notes`` come last. A form to be filled in by hand has no ``applied_on``, and an
    applicant without a name."""

    KIND: ClassVar[str] = "application"
    head: PaperHead
    title: str
    applied_on: date | None
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
    officials: tuple[FormSection, ...] = ()


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
    officer: SignatureView = RECEIVING_OFFICER
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
    officer: SignatureView = RECEIVING_OFFICIAL
    signer: SignatureView = APPLICANT
