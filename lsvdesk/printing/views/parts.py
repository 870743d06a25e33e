"""Parts that every view is made of: the paper's head, the office, a party, a place to sign, a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Numerals: TypeAlias = Literal["thai", "arabic"]


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
