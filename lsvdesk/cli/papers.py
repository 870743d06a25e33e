"""``print``, ``export month``, ``export register``."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsUser, OfficeDir, Today, day, save, say, working
from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import PrintedPaper

REGISTER_NAMES = (
    "cases, receipts, permits, signs, deficiencies หรือทะเบียนตามงานที่สำนักงานให้บริการ: licences, commercial, building, notices, "
    "elderly, disability, aids, newborn, complaints, information, pupils, gratuities, requests, properties, establishments"
)

Out = Annotated[Path, typer.Option(dir_okay=False, help="ไฟล์ที่จะบันทึก")]


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    app.command("print")(print_paper)
    exports = typer.Typer(no_args_is_help=True, help="ส่งออกเป็น Excel")
    exports.command("month")(export_month)
    exports.command("register")(export_register)
    app.add_typer(exports, name="export")


def print_paper(
    what: Annotated[str, typer.Argument(metavar="CASE|RECEIPT|PERMIT", help="เลขรับ, เล่มที่/เลขที่ใบเสร็จ, เลขที่ใบสำคัญ หรือรหัสเอกสาร")],
    out: Out,
    kind: Annotated[str | None, typer.Option(help="ชนิดเอกสารของคำขอ เช่น application, acknowledgement", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
) -> None:
    """พิมพ์เอกสารเป็น PDF: คำขอ ใบเสร็จ ใบสำคัญ หรือเอกสารที่ออกไปแล้ว"""
    with working(office, today, user) as desk:
        printed = _printed(desk, what, kind)
    say(f"บันทึก{printed.title} {printed.code} ที่ {save(out, printed.pdf)}")


def export_month(
    month: Annotated[str, typer.Argument(metavar="YYYY-MM")], out: Out, office: OfficeDir = None, today: Today = None, user: AsUser = None
) -> None:
    """สมุดงานประจำเดือนสำหรับจังหวัด"""
    found = re.fullmatch(r"(\d{4})-(\d{2})", month)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise typer.BadParameter("เดือนต้องเป็น ปี-เดือน (ค.ศ.) เช่น 2026-11")
    from lsvdesk.reporting.monthly import export_month as export

    with working(office, today, user) as desk:
        written = export(desk, int(found[1]), int(found[2]), out)
    say(f"บันทึกสมุดงานประจำเดือนที่ {written}")


def export_register(
    name: Annotated[str, typer.Argument(help=REGISTER_NAMES)],
    out: Out,
    start: Annotated[dt.date | None, typer.Option("--from", parser=day, metavar="YYYY-MM-DD", show_default=False)] = None,
    end: Annotated[dt.date | None, typer.Option("--to", parser=day, metavar="YYYY-MM-DD", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
) -> None:
    """ทะเบียนหนึ่งเป็น Excel"""
    from lsvdesk.reporting.registers import export_register as export

    with working(office, today, user) as desk:
        written = export(desk, name, start, end, out)
    say(f"บันทึกทะเบียนที่ {written}")


def _printed(desk: Office, what: str, kind: str | None) -> PrintedPaper:
    from lsvdesk.counter import cases, deciding, money, papers

    try:
        return papers.paper(desk, what)
    except CounterError as fault:
        if fault.code != "unknown-paper":
            raise
    try:
        found = cases.case_by_number(desk, what)
    except CounterError as fault:
        if fault.code != "unknown-case":
            raise
    else:
        return papers.issue_paper(desk, kind or "application", case_id=found.row.id)
    if kind in (None, "receipt") and "/" in what:
        try:
            return papers.issue_paper(desk, "receipt", receipt_id=money.receipt_by_number(desk, what).id)
        except CounterError as fault:
            if fault.code != "unknown-receipt" or kind == "receipt":
                raise
    permit = deciding.permit_by_number(desk, what)
    return papers.issue_paper(desk, kind or papers.kind_of_permit(desk, permit.id), permit_id=permit.id)
