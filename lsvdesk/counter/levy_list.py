"""The list of who owes what by the yearly assessment, on paper and as a workbook: the same columns as in the window, every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.counter import levies, register_list
from lsvdesk.counter.assessment_runs import TITLES
from lsvdesk.counter.register_kinds import RegisterColumn, RegisterKind
from lsvdesk.counter.views import PrintedPaper, RegisterFilter
from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.levies import LevyRow

EVERYBODY = 10_000_000

COLUMNS = (
    RegisterColumn("owner", "เจ้าของ", "text", 210),
    RegisterColumn("items", "รายการ", "number", 72),
    RegisterColumn("total", "ภาษี (บาท)", "amount", 120),
    RegisterColumn("state_title", "สถานะ", "code", 150),
    RegisterColumn("letter_no", "หนังสือแจ้งที่", "code", 150),
    RegisterColumn("notified_on", "ได้รับแจ้งเมื่อ", "date", 112),
    RegisterColumn("case_number", "เลขรับ", "code", 100),
    RegisterColumn("remark", "หมายเหตุ", "text", 0),
)


def register(tax: str, tax_year: int) -> RegisterKind:
    """The list of a year as a register."""
    statuses = (("all", "ทั้งหมด"), *levies.STATES.items())
    return RegisterKind(f"levies-{tax}", f"บัญชีผู้ต้องเสีย{TITLES[tax]} ปี {tax_year}", "levies", COLUMNS, statuses)


def wanted(text: str = "", state: str | None = None) -> RegisterFilter:
    """What of it is asked for, for its subtitle."""
    return RegisterFilter(text=text, status=state or "all")


def lines(office: Office, tax: str, tax_year: int, text: str = "", state: str | None = None, most: int = EVERYBODY) -> list[LevyRow]:
    """All its lines, by name."""
    return levies.levies(office, tax, tax_year, text, state=state, limit=most)


def printed(office: Office, tax: str, tax_year: int, text: str = "", state: str | None = None) -> PrintedPaper:
    """The list as a PDF, A4 across, not kept. Raises CounterError ``too-many`` where it is longer than can be printed at once."""
    found = lines(office, tax, tax_year, text, state, register_list.MOST_PRINTED + 1)
    if len(found) > register_list.MOST_PRINTED:
        message = f"รายการมีมากกว่า {register_list.MOST_PRINTED:,} ราย พิมพ์ในคราวเดียวไม่ได้ กรุณาเลือกสถานะหรือค้นชื่อให้แคบลง หรือส่งออกเป็น Excel"
        raise CounterError(message, code="too-many")
    of = register(tax, tax_year)
    return register_list.paper(office, of, found, register_list.subtitle(office, of, wanted(text, state)))
