"""``establishment list|missing|close``: the register behind the monthly levies of an อบจ."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsJson, AsUser, OfficeDir, Today, answer, day, say, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.counter.views import EstablishmentRow


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    establishments = typer.Typer(no_args_is_help=True, help="ทะเบียนสถานประกอบการที่ยื่นแบบรายเดือน (อบจ.)")
    establishments.command("list")(listing)
    establishments.command("missing")(missing)
    establishments.command("close")(close)
    app.add_typer(establishments, name="establishment")


def month(text: str) -> dt.date:
    """A month of the command line: YYYY-MM, Gregorian."""
    if isinstance(text, dt.date):
        return text
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” ไม่ใช่เดือน กรุณาใช้ ปี-เดือน (ค.ศ.) เช่น 2026-10") from error


def listing(
    kind: Annotated[str | None, typer.Option(help="ชนิด: hotel, fuel หรือ tobacco", show_default=False)] = None,
    text: Annotated[str, typer.Option(help="ส่วนหนึ่งของชื่อ ใบอนุญาต ที่ตั้ง หรือผู้ประกอบการ")] = "",
    closed: Annotated[bool, typer.Option("--closed", help="รวมที่เลิกกิจการแล้ว")] = False,
    office: OfficeDir = None,
    today: Today = None,
    json: AsJson = False,
) -> None:
    """สถานประกอบการในทะเบียน"""
    from lsvdesk.counter import establishments

    if kind is not None and kind not in establishments.KIND_TITLES:
        raise typer.BadParameter(f"ไม่มีชนิด “{kind}” ใช้ {', '.join(establishments.KIND_TITLES)}", param_hint="--kind")
    with working(office, today) as desk:
        _told(establishments.list_establishments(desk, kind, text, closed=closed), json)


def missing(
    of: Annotated[dt.date, typer.Argument(parser=month, metavar="YYYY-MM", help="เดือนของแบบ")],
    office: OfficeDir = None,
    today: Today = None,
    json: AsJson = False,
) -> None:
    """สถานประกอบการที่ยังไม่ได้ยื่นแบบของเดือน"""
    from lsvdesk.counter import establishments

    with working(office, today) as desk:
        _told(establishments.missing_returns(desk, of), json)


def close(
    number: Annotated[int, typer.Argument(help="เลขในทะเบียน (ดู establishment list)")],
    on: Annotated[dt.date, typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="วันที่เลิกกิจการ")],
    reason: Annotated[str, typer.Option(help="เหตุที่เลิก")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """บันทึกว่าสถานประกอบการเลิกกิจการแล้ว"""
    from lsvdesk.counter import establishments

    with working(office, today, user) as desk:
        _told([establishments.close_establishment(desk, number, on, reason)], json)


def _told(rows: Sequence[EstablishmentRow], as_json: bool) -> None:
    if as_json:
        answer(list(rows))
        return
    for row in rows:
        state = f" เลิก {row.closed_on.isoformat()}" if row.closed_on else ""
        say(f"{row.id}\t{row.kind_title}\t{row.name}\t{row.operator}\t{row.place}\tยื่นถึง {row.last_month or '-'}{state}")
    if not rows:
        say("ไม่มี")
