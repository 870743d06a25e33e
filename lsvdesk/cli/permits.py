"""``permit list``, ``permit show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsJson, AsUser, OfficeDir, Today, answer, say, working

if TYPE_CHECKING:
    from lsvdesk.counter.views import PermitRow


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    permits = typer.Typer(no_args_is_help=True, help="ใบอนุญาต ใบทะเบียน ใบรับแจ้ง และใบรับรองที่ออกไปแล้ว")
    permits.command("list")(list_permits)
    permits.command("show")(show)
    app.add_typer(permits, name="permit")


def list_permits(
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
    name: Annotated[str, typer.Option("--register", help="ทะเบียน เช่น licences, commercial, building, notices หรือชุดเลข")] = "",
    status: Annotated[str, typer.Option(help="all, valid, within-30, within-60, within-90, expired, ended")] = "all",
    year: Annotated[int | None, typer.Option(help="ปี พ.ศ. ที่ออก", show_default=False)] = None,
    text: Annotated[str, typer.Option(help="ส่วนใดส่วนหนึ่งของเลขที่ ชื่อผู้รับ หรือรายการ")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 500,
) -> None:
    """ใบสำคัญในทะเบียน พร้อมวันสิ้นอายุและสถานะ ณ วันที่ทำงาน"""
    from lsvdesk.counter import register_kinds, registers
    from lsvdesk.counter.views import RegisterFilter

    with working(office, today, user) as desk:
        kinds = [kind for kind in register_kinds.kinds(desk) if kind.source == "permits"]
        chosen = [register_kinds.kind(desk, name)] if name else kinds
        found: list[PermitRow] = []
        for kind in chosen:
            if kind.source != "permits":
                raise typer.BadParameter(f"ทะเบียน “{name}” ไม่ใช่ทะเบียนใบสำคัญ ใช้ lsvdesk export register {name}")
            if status not in dict(kind.statuses) and name:
                raise typer.BadParameter(f"สถานะที่ใช้ได้กับทะเบียนนี้: {', '.join(key for key, _ in kind.statuses)}")
            if status in dict(kind.statuses):
                series = name if name in dict(kind.series) else ""
                found += registers.lines(desk, kind, RegisterFilter(text=text, status=status, year=year, series=series, limit=limit))
    if json:
        answer(found[:limit])
        return
    for row in found[:limit]:
        say(_line(row))


def show(
    number: Annotated[str, typer.Argument(help="เลขที่ หรือเลขทะเบียน")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
    series: Annotated[str | None, typer.Option(help="ชุดเลข เมื่อเลขที่ซ้ำกันหลายชุด", show_default=False)] = None,
) -> None:
    """ใบสำคัญหนึ่งใบ: สถานะ วันสิ้นอายุ และงานบริการที่เริ่มจากใบนี้ได้"""
    from lsvdesk.counter import deciding, earlier

    with working(office, today, user) as desk:
        row = deciding.permit_by_number(desk, number, series)
        follow = [service for service, _, _ in earlier.followers(desk, row.series)] if row.status in ("valid", "expired") else []
    if json:
        answer({"permit": row, "followed_by": follow})
        return
    say(_line(row))
    if row.ended_reason:
        say(f"  {row.status_title}: {row.ended_reason}")
    if follow:
        say(f"  เริ่มคำขอต่อได้: {', '.join(follow)}")


def _line(row: PermitRow) -> str:
    until = f"  ใช้ได้ถึง {row.valid_until.isoformat()}" if row.valid_until is not None else ""
    return f"{row.series}  {row.number}  {row.status_title}  {row.title}  {row.holder}  {row.subject}{until}"
