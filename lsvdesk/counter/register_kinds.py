"""The office's registers, one of each kind: which there are follows from the services on offer, what stands in a line from the kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.views import ROLL_TITLES
from lsvdesk.errors import CounterError, NotAllowedNow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lsvdesk.catalogue.models import Output, Service
    from lsvdesk.counter.context import Office

Source = Literal["permits", "roll", "cases", "signs", "properties", "establishments", "levies"]
CellKind = Literal["text", "code", "date", "amount", "number", "year"]

SOON = (30, 60, 90)
"""Days ahead for which a register says what expires."""

TITLES = {
    "licences": "ทะเบียนใบอนุญาต",
    "commercial": "ทะเบียนพาณิชย์",
    "building": "ทะเบียนใบอนุญาตควบคุมอาคาร",
    "notices": "ทะเบียนการแจ้ง",
    **ROLL_TITLES,
    "complaints": "ทะเบียนเรื่องร้องเรียนร้องทุกข์",
    "information": "ทะเบียนคำขอข้อมูลข่าวสารของราชการ",
    "pupils": "ทะเบียนรับสมัครนักเรียน",
    "gratuities": "ทะเบียนบำเหน็จลูกจ้าง",
    "requests": "ทะเบียนคำร้องและการช่วยเหลือ",
    "signs": "ทะเบียนป้าย",
    "properties": "ทะเบียนที่ดินและสิ่งปลูกสร้าง",
    "establishments": "ทะเบียนสถานประกอบการที่ยื่นแบบรายเดือน",
}
"""Register → its title, in the order they are shown."""


@dataclass(frozen=True)
class RegisterColumn:
    """A column of a register: ``key`` is an attribute of its lines; ``width`` is in points of the screen, 0 takes what is left over."""

    key: str
    title: str
    kind: CellKind = "text"
    width: int = 120
    on_screen: bool = True
    """Whether there is room for it in the window; on paper and in the workbook it stands always."""


@dataclass(frozen=True)
class RegisterKind:
    """A register of this office. ``series`` are the number series in it (with their titles), ``services`` the services whose requests it
    lists; ``sensitive`` says that only the roles that may see it are offered it."""

    id: str
    title: str
    source: Source
    columns: tuple[RegisterColumn, ...]
    statuses: tuple[tuple[str, str], ...]
    series: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    sensitive: bool = False
    expires: bool = False
    """Whether its papers end on a day, so that it can be asked what expires soon."""


# ---------------------------------------------------------------------------------------------------------------- columns

_NUMBER = RegisterColumn("number", "เลขที่", "code", 92)
_ISSUED = RegisterColumn("issued_on", "วันที่ออก", "date", 112)
_UNTIL = RegisterColumn("valid_until", "ใช้ได้ถึง", "date", 112)
_CASE = RegisterColumn("case_number", "เลขรับคำขอ", "code", 104)
_STATUS = RegisterColumn("status_title", "สถานะ", "code", 128)

_PAPERS: Mapping[str, tuple[RegisterColumn, ...]] = {
    "licences": (
        _NUMBER,
        RegisterColumn("title", "ใบอนุญาต", "text", 200),
        RegisterColumn("holder", "ผู้รับใบอนุญาต", "text", 176),
        RegisterColumn("subject", "สถานประกอบการ", "text", 0),
        replace(_ISSUED, on_screen=False),
        _UNTIL,
        RegisterColumn("days_left", "เหลือ (วัน)", "number", 84),
        _STATUS,
    ),
    "commercial": (
        _NUMBER,
        RegisterColumn("registration_no", "ทะเบียนเลขที่", "code", 132),
        RegisterColumn("holder", "ผู้ประกอบพาณิชยกิจ", "text", 190),
        RegisterColumn("subject", "ชื่อที่ใช้ในการประกอบพาณิชยกิจ", "text", 0),
        _ISSUED,
        _CASE,
        _STATUS,
    ),
    "building": (
        _NUMBER,
        RegisterColumn("title", "ใบอนุญาต", "text", 220),
        RegisterColumn("holder", "ผู้ได้รับใบอนุญาต", "text", 180),
        RegisterColumn("subject", "สถานที่", "text", 0),
        replace(_ISSUED, on_screen=False),
        _UNTIL,
        _STATUS,
    ),
    "notices": (
        _NUMBER,
        RegisterColumn("title", "เรื่องที่แจ้ง", "text", 220),
        RegisterColumn("holder", "ผู้แจ้ง", "text", 180),
        RegisterColumn("subject", "สถานที่", "text", 0),
        _ISSUED,
        replace(_CASE, on_screen=False),
        _STATUS,
    ),
}

_ROLL = (
    RegisterColumn("name", "ชื่อผู้มีสิทธิ", "text", 190),
    RegisterColumn("citizen_id", "เลขประจำตัวประชาชน", "code", 148),
    RegisterColumn("birth_date", "วันเกิด", "date", 108),
    RegisterColumn("address", "ที่อยู่", "text", 0),
    RegisterColumn("entitled_from", "รับสิทธิตั้งแต่", "date", 112),
    RegisterColumn("amount", "เดือนนี้ (บาท)", "amount", 104),
    RegisterColumn("payment", "วิธีรับเงิน", "text", 170, on_screen=False),
    RegisterColumn("status_title", "สถานะ", "code", 100),
)

_FILED = RegisterColumn("filed_on", "วันที่ยื่น", "date", 108)
_STATE = RegisterColumn("status_title", "สถานะ", "code", 176)
_DONE = RegisterColumn("finished_on", "แล้วเสร็จ", "date", 108)
_OF_CASE = RegisterColumn("number", "เลขรับ", "code", 92)

_REQUESTS: Mapping[str, tuple[RegisterColumn, ...]] = {
    "complaints": (
        _OF_CASE,
        _FILED,
        RegisterColumn("applicant", "ผู้ร้อง", "text", 176),
        RegisterColumn("subject", "เรื่อง", "text", 0),
        RegisterColumn("detail", "ประเภทเรื่อง", "text", 170),
        RegisterColumn("more", "สถานที่", "text", 150),
        _STATE,
        _DONE,
    ),
    "information": (
        _OF_CASE,
        _FILED,
        RegisterColumn("applicant", "ผู้ขอ", "text", 176),
        RegisterColumn("subject", "ข้อมูลข่าวสารที่ขอ", "text", 0),
        RegisterColumn("detail", "วัตถุประสงค์", "text", 170),
        _STATE,
        _DONE,
    ),
    "pupils": (
        _OF_CASE,
        RegisterColumn("more", "ปีการศึกษา", "code", 92),
        RegisterColumn("subject", "ชื่อเด็ก", "text", 0),
        RegisterColumn("detail", "วันเกิด", "text", 112),
        RegisterColumn("applicant", "ผู้ปกครอง", "text", 176),
        RegisterColumn("place", "สถานศึกษา", "text", 170),
        _STATE,
    ),
    "gratuities": (
        _OF_CASE,
        _FILED,
        RegisterColumn("service_title", "ประเภท", "text", 220),
        RegisterColumn("applicant", "ผู้ยื่น", "text", 170),
        RegisterColumn("subject", "ลูกจ้าง", "text", 0),
        RegisterColumn("detail", "ตำแหน่ง", "text", 130),
        RegisterColumn("amount", "อนุมัติ (บาท)", "amount", 110),
        _STATE,
    ),
    "requests": (
        _OF_CASE,
        _FILED,
        RegisterColumn("service_title", "งานบริการ", "text", 230),
        RegisterColumn("applicant", "ผู้ยื่น", "text", 180),
        RegisterColumn("subject", "รายละเอียด", "text", 0),
        _STATE,
        _DONE,
    ),
}

_SIGNS = (
    RegisterColumn("owner", "เจ้าของป้าย", "text", 170),
    RegisterColumn("text", "ข้อความ ภาพ หรือเครื่องหมาย", "text", 0),
    RegisterColumn("kind_title", "ประเภท", "text", 150),
    RegisterColumn("moving", "เคลื่อนที่", "code", 80),
    RegisterColumn("width_cm", "กว้าง ซม.", "number", 84),
    RegisterColumn("height_cm", "ยาว ซม.", "number", 84),
    RegisterColumn("sides", "ด้าน", "number", 56),
    RegisterColumn("last_tax_year", "ปีภาษี", "year", 80),
    RegisterColumn("last_tax", "ภาษี (บาท)", "amount", 104),
    RegisterColumn("status_title", "สถานะ", "code", 104),
)

_PROPERTIES = (
    RegisterColumn("owner", "เจ้าของ", "text", 164),
    RegisterColumn("kind_title", "ชนิด", "code", 104),
    RegisterColumn("name", "เอกสารสิทธิ บ้านเลขที่ หรือห้อง", "text", 0),
    RegisterColumn("place", "ที่ตั้ง", "text", 110),
    RegisterColumn("size", "เนื้อที่หรือขนาด", "text", 132),
    RegisterColumn("use_title", "การใช้ประโยชน์", "text", 112),
    RegisterColumn("unit_price", "ราคาต่อหน่วย", "amount", 104),
    RegisterColumn("since", "ขึ้นทะเบียน", "date", 108, on_screen=False),
    RegisterColumn("status_title", "สถานะ", "code", 104),
)

_ESTABLISHMENTS = (
    RegisterColumn("kind_title", "ประเภท", "text", 110),
    RegisterColumn("name", "ชื่อสถานประกอบการ", "text", 0),
    RegisterColumn("operator", "ผู้ประกอบการ", "text", 200),
    RegisterColumn("licence_no", "ใบอนุญาตเลขที่", "code", 130),
    RegisterColumn("place", "ที่ตั้ง", "text", 220),
    RegisterColumn("last_month", "ยื่นแบบถึงเดือน", "code", 120),
    RegisterColumn("status_title", "สถานะ", "code", 100),
)

_OF_ASSET = {"sign": "signs", "property": "properties", "establishment": "establishments"}

_PAPER_STATUSES = (("all", "ทั้งหมด"), ("valid", "มีผล"), ("ended", "สิ้นสุดแล้ว"))
_EXPIRING = (*((f"within-{days}", f"หมดอายุภายใน {days} วัน") for days in SOON), ("expired", "หมดอายุแล้ว"))
_CASE_STATUSES = (("all", "ทั้งหมด"), ("open", "ยังไม่เสร็จ"), ("finished", "เสร็จสิ้น"), ("refused", "ไม่อนุญาต"), ("withdrawn", "ถอนหรือคืนคำขอ"))
_ROLL_STATUSES = (("active", "รับสิทธิอยู่"), ("stopped", "ระงับแล้ว"), ("all", "ทั้งหมด"))


# ---------------------------------------------------------------------------------------------------------------- which there are


def kind_of_paper(service: Service, output: Output) -> str:
    """The register a numbered paper stands in."""
    series = output.series or ""
    if service.department == "commercial_registration":
        return "commercial"
    if output.type == "acknowledgement" or service.kind == "notification":
        return "notices"
    return "building" if series.startswith("building-") else "licences"


def kind_of_request(service: Service) -> str:
    """The register the requests of a service stand in; empty where its papers or its roll are the register."""
    of_kind = {"complaint": "complaints", "enrolment": "pupils", "pension": "gratuities"}.get(service.kind)
    if of_kind is not None:
        return of_kind
    if service.id == "official-information-request":
        return "information"
    numbered = any(output.series for output in service.outputs)
    return "" if numbered or service.beneficiary or service.asset or service.kind in ("tax", "fee") else "requests"


def kinds(office: Office) -> list[RegisterKind]:
    """The registers of this office, those only that the person at the desk may see."""
    series: dict[str, dict[str, str]] = {}
    services: dict[str, list[Service]] = {}
    ending: set[str] = set()
    for service in office.catalogue.offered(office.today()):
        for output in service.outputs:
            if output.series and output.type in ("permit", "certificate", "acknowledgement"):
                kind = kind_of_paper(service, output)
                series.setdefault(kind, {}).setdefault(output.series, output.title)
                services.setdefault(kind, []).append(service)
                if output.validity is not None:
                    ending.add(kind)
        if service.beneficiary:
            services.setdefault(service.beneficiary, []).append(service)
        if service.asset:
            services.setdefault(_OF_ASSET[service.asset], []).append(service)
        if requested := kind_of_request(service):
            services.setdefault(requested, []).append(service)
    found = [_kind(name, series.get(name, {}), services[name], name in ending) for name in TITLES if name in services]
    return [kind for kind in found if may_see(office, kind)]


def may_see(office: Office, register: RegisterKind) -> bool:
    """Whether the person at the desk may open it. Of requests everybody sees the lines that are not sensitive, or their own."""
    return not (register.sensitive and register.source == "roll") or office.user.role in SEES_SENSITIVE


def kind(office: Office, name: str) -> RegisterKind:
    """One of them, by its name or by a number series in it. Raises CounterError ``register-name``, NotAllowedNow ``sensitive``."""
    found = kinds(office)
    for each in found:
        if each.id == name or name in dict(each.series):
            return each
    if name in TITLES and name == "aids" and office.user.role not in SEES_SENSITIVE:
        raise NotAllowedNow("ทะเบียนนี้เป็นข้อมูลส่วนบุคคลที่มีความอ่อนไหว ผู้ใช้นี้ไม่มีสิทธิเปิดดู", code="sensitive")
    raise CounterError(f"สำนักงานนี้ไม่มีทะเบียนชื่อ “{name}” เลือกได้จาก: {', '.join(each.id for each in found)}", code="register-name")


def _kind(name: str, series: dict[str, str], services: Sequence[Service], expires: bool) -> RegisterKind:
    sensitive = all(service.sensitive for service in services)
    ids = tuple(dict.fromkeys(service.id for service in services))
    if name in _PAPERS:
        statuses = (_PAPER_STATUSES[1], *_EXPIRING, *_PAPER_STATUSES[2:], _PAPER_STATUSES[0]) if expires else _PAPER_STATUSES
        columns = _PAPERS[name]
        return RegisterKind(name, TITLES[name], "permits", columns, statuses, tuple(series.items()), ids, sensitive, expires)
    if name in ROLL_TITLES:
        return RegisterKind(name, TITLES[name], "roll", _ROLL, _ROLL_STATUSES, services=ids, sensitive=sensitive)
    if name == "signs":
        statuses = (("standing", "ติดตั้งอยู่"), ("gone", "รื้อถอนหรือเปลี่ยนแล้ว"), ("all", "ทั้งหมด"))
        return RegisterKind(name, TITLES[name], "signs", _SIGNS, statuses, services=ids)
    if name == "properties":
        statuses = (("held", "อยู่ในทะเบียน"), ("ended", "นำออกแล้ว"), ("all", "ทั้งหมด"))
        return RegisterKind(name, TITLES[name], "properties", _PROPERTIES, statuses, services=ids)
    if name == "establishments":
        statuses = (("open", "เปิดกิจการ"), ("closed", "เลิกแล้ว"), ("all", "ทั้งหมด"))
        return RegisterKind(name, TITLES[name], "establishments", _ESTABLISHMENTS, statuses, services=ids)
    return RegisterKind(name, TITLES[name], "cases", _REQUESTS[name], _CASE_STATUSES, services=ids, sensitive=sensitive)
