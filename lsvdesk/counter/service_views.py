"""What Settings shows of the office's services, and what it asks to be changed. Values only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ServiceState = Literal["offered", "off", "not-ours", "repealed", "faulty"]
STATE_TITLES = {"offered": "เปิดให้บริการ", "off": "ปิด", "not-ours": "ไม่ใช่หน้าที่", "repealed": "ยกเลิกแล้ว", "faulty": "แฟ้มผิด"}

AskedOf = Literal["all", "individual", "juristic", "agent", "some"]
ASKED_TITLES = {
    "all": "ผู้ยื่นทุกคน",
    "individual": "บุคคลธรรมดา",
    "juristic": "นิติบุคคล",
    "agent": "ผู้รับมอบอำนาจ",
    "some": "เฉพาะบางกรณี",
}
"""Whom a document of the office's own is asked of; of ``some`` it is never required, its condition is written beside it."""

FACT_TITLES = {"note": "ข้อสังเกต", "option": "ตัวเลือก", "advice": "คำแนะนำ", "validity": "อายุเอกสาร", "rate": "อัตรา"}


@dataclass(frozen=True)
class Length:
    """A length of time: ``unit`` is minute, hour, day, working_day or month."""

    value: Decimal
    unit: str
    said: str = ""
    """In words: ``30 วัน``."""


@dataclass(frozen=True)
class OwnDocument:
    """A document that this office asks for beyond the standard ones; a new one has no ``id`` yet."""

    title: str
    originals: int = 0
    copies: int = 1
    unit: str = "ฉบับ"
    asked_of: AskedOf = "all"
    condition: str = ""
    id: str = ""


@dataclass(frozen=True)
class StandingDocument:
    """A document of the definition or the profile; ``asked`` is False where this office does not ask for it."""

    id: str
    title: str
    detail: str
    asked: bool


@dataclass(frozen=True)
class LocalFee:
    """A value of an ordinance to be entered; ``value`` None takes the entry of that day out."""

    rate: str
    value: Decimal | None
    ordinance: str
    start: dt.date
    shipped: bool = False
    """It came with the profile of the office, so it can be followed by another but not be taken out."""


@dataclass(frozen=True)
class FeeRow:
    """A rate the service's money rests on: what the law says, up to where the office may set it, and what the office has set."""

    rate: str
    description: str
    law: str
    unit: str
    local: bool
    general: Decimal | None
    """In force today without an ordinance; None where it has ended, not begun, or goes by steps."""
    general_said: str
    """The same in words: ``500 บาท/ฉบับ``; empty where none is in force."""
    general_reference: str
    ceiling: Decimal | None
    ceiling_said: str
    ceiling_reference: str
    ordinances: tuple[LocalFee, ...] = ()
    """Every value of this office, the oldest first."""
    in_force: LocalFee | None = None


@dataclass(frozen=True)
class FactRow:
    """Something unconfirmed, or confirmed by the office: ``by`` and ``on`` say who and when, ``note`` against what."""

    key: str
    kind: str
    text: str
    where: str = ""
    reference: str = ""
    by: str = ""
    on: dt.date | None = None
    note: str = ""

    @property
    def confirmed(self) -> bool:
        return self.on is not None


@dataclass(frozen=True)
class HistoryEntry:
    """One change: ``what`` in lines, from ``start`` on (None: something that is not dated, a confirmation)."""

    made_at: dt.datetime
    made_by: str
    what: tuple[str, ...]
    start: dt.date | None = None
    note: str = ""
    waiting: bool = False
    """It has not begun yet."""
    kind: Literal["setting", "ordinance", "confirmation"] = "setting"


@dataclass(frozen=True)
class ServiceRow:
    """A service in the list of Settings."""

    id: str
    title: str
    department: str
    department_title: str
    kind: str
    state: ServiceState
    promise: Length | None
    statutory: Length | None
    own_documents: int = 0
    own_fees: int = 0
    since: dt.date | None = None
    """The day the latest setting of the office that has begun holds from; None: as forms/ and the profile have it."""
    coming: dt.date | None = None
    """The day on which the next setting begins."""
    unverified: int = 0


@dataclass(frozen=True)
class ServiceSettings:
    """Everything Settings says of one service, as it holds today."""

    row: ServiceRow
    law: str
    place: str
    usual: ServiceRow
    """The same before the office's own settings."""
    usual_place: str
    promise_law: str
    """The law that limits the promise; empty where none does."""
    cannot_offer: str
    """Why it cannot be switched on here; empty where it can."""
    standing_documents: tuple[StandingDocument, ...]
    own_documents: tuple[OwnDocument, ...]
    fees: tuple[FeeRow, ...]
    facts: tuple[FactRow, ...]
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True)
class LocalServiceChange:
    """What is to be different; None (and no fee) leaves a thing as it is. A value equal to the usual one goes back to it."""

    offered: bool | None = None
    department: str | None = None
    place: str | None = None
    """Empty: back to the usual one."""
    promise: Length | None = None
    own_documents: tuple[OwnDocument, ...] | None = None
    dropped_documents: tuple[str, ...] | None = None
    fees: tuple[LocalFee, ...] = ()


@dataclass(frozen=True)
class FormsFault:
    """A fault of a file under forms/ (or of a setting that no longer fits)."""

    file: str
    line: int
    message: str
    code: str
    service: str = ""
    """The service that cannot be offered because of it."""


@dataclass(frozen=True)
class LawFees:
    """What a law leaves to the office that belongs to no service here."""

    law: str
    fees: tuple[FeeRow, ...]
