"""A register on paper: what stands in its columns in words, and the list as a PDF that is printed but not kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.counter import registers
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import SEES_SENSITIVE
from lsvdesk.counter.views import PrintedPaper, RegisterFilter
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import ERA, format_short
from lsvdesk.thai.identifiers import format_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.register_kinds import RegisterColumn, RegisterKind

MOST_PRINTED = 2_000
"""Lines that are printed at once (some seventy sheets); more goes into a workbook."""

SENSITIVE_WARNING = "ข้อมูลส่วนบุคคลที่มีความอ่อนไหว ใช้ในราชการเท่านั้น ห้ามเผยแพร่"

_IDENTIFIERS = ("citizen_id", "registration_no")


def value(office: Office, column: RegisterColumn, line: Any) -> Any:
    """What stands in a cell of a list that leaves the screen: a citizen's number in full only for those who decide on the matter."""
    found = getattr(line, column.key, None)
    if found is None or found == "":
        return None
    if column.key in _IDENTIFIERS:
        shown = format_id(str(found)) if len(str(found)) == 13 else str(found)
        return shown if column.key != "citizen_id" or office.user.role in SEES_SENSITIVE else f"x-xxxx-xxxxx-{shown[-4:]}"
    if isinstance(found, bool):
        return "ใช่" if found else ""
    return found


def words(office: Office, column: RegisterColumn, line: Any) -> str:
    """The same as text."""
    found = value(office, column, line)
    if found is None:
        return ""
    if isinstance(found, dt.date):
        return format_short(found)
    if isinstance(found, Decimal):
        return f"{found:,.2f}" if column.kind == "amount" else f"{found.normalize():f}"
    return f"{found:,}" if isinstance(found, int) and column.kind == "number" else str(found)


def subtitle(office: Office, register: RegisterKind, wanted: RegisterFilter) -> str:
    """What part of the register is listed, and as of when."""
    parts = []
    chosen = dict(register.statuses).get(wanted.status)
    if chosen and wanted.status != "all":
        parts.append(f"สถานะ {chosen}")
    if wanted.series:
        parts.append(dict(register.series).get(wanted.series, ""))
    if wanted.year is not None:
        parts.append(f"{'ปีงบประมาณ' if register.source == 'roll' else 'พ.ศ.'} {wanted.year}")
    if wanted.start is not None:
        parts.append(f"ตั้งแต่วันที่ {format_short(wanted.start)}")
    if wanted.end is not None:
        parts.append(f"ถึงวันที่ {format_short(wanted.end)}")
    if wanted.text.strip():
        parts.append(f"ที่มีคำว่า “{wanted.text.strip()}”")
    return "  ".join([*(part for part in parts if part), f"ข้อมูล ณ วันที่ {format_short(office.today())}"])


def print_register(office: Office, register: RegisterKind, wanted: RegisterFilter) -> PrintedPaper:
    """The register as a PDF, A4 across. Raises CounterError ``too-many`` where it is longer than can be printed at once, NotAllowedNow."""
    from dataclasses import replace

    found = registers.lines(office, register, replace(wanted, limit=MOST_PRINTED + 1))
    if len(found) > MOST_PRINTED:
        raise CounterError(
            f"รายการมีมากกว่า {MOST_PRINTED:,} รายการ พิมพ์ในคราวเดียวไม่ได้ กรุณาเลือกปีหรือสถานะให้แคบลง หรือส่งออกเป็น Excel", code="too-many"
        )
    return paper(office, register, found, subtitle(office, register, wanted))


def paper(office: Office, register: RegisterKind, found: Sequence[Any], said: str) -> PrintedPaper:
    """These lines of the register as a PDF."""
    from lsvdesk.counter.paper_data.common import Source
    from lsvdesk.printing.papers.register_list import render
    from lsvdesk.printing.views import ListColumn, PaperHead, RegisterListView

    now = office.clock.now()
    with office.register.read() as session:
        head = PaperHead(
            paper_id=f"ทะเบียน {now.year + ERA}{now:%m%d-%H%M}",
            kind=RegisterListView.KIND,
            office=Source(session, office, "").office_view(),
            issued_on=now.date(),
            issued_at=now,
            numerals=office_settings.of_session(session)["numerals"],
        )
    columns = register.columns
    view = RegisterListView(
        head=head,
        title=register.title,
        subtitle=said,
        columns=tuple(ListColumn(each.title, _SHARES.get(each.key, each.width or 220), _ALIGN.get(each.kind, "left")) for each in columns),
        rows=tuple(tuple(words(office, column, line) for column in columns) for line in found),
        totals=_totals(columns, found),
        warning=SENSITIVE_WARNING if register.sensitive else "",
    )
    return PrintedPaper(head.paper_id, RegisterListView.KIND, register.title, render(view))


_SHARES = {"citizen_id": 186, "payment": 190}
"""Of columns that need another room on paper than on the screen: a number is not broken, an account may be."""

_ALIGN: dict[str, Any] = {"code": "centre", "date": "centre", "year": "centre", "number": "right", "amount": "right"}


def _totals(columns: Sequence[RegisterColumn], found: Sequence[Any]) -> tuple[str, ...]:
    """How many, and the sum of each amount that is paid in common (tax, allowance)."""
    amounts = [each.key for each in columns if each.kind == "amount"]
    sums = {key: sum((getattr(line, key) or Decimal(0) for line in found), Decimal(0)) for key in amounts}
    cells = [f"{sums[each.key]:,.2f}" if each.key in sums else "" for each in columns]
    cells[0] = f"รวม {len(found):,} รายการ"
    return tuple(cells)
