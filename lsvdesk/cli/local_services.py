"""``service list|show|set|confirm|call-off``: what the office says of its services, as in Settings → services."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lsvdesk.cli.common import AsJson, AsUser, OfficeDir, Today, amount, answer, day, read_json, say, working

if TYPE_CHECKING:
    from lsvdesk.counter.service_views import LocalFee, OwnDocument, ServiceSettings

ServiceId = Annotated[str, typer.Argument(help="รหัสงานบริการ", metavar="SERVICE")]
Start = Annotated[dt.date | None, typer.Option("--start", parser=day, metavar="YYYY-MM-DD", help="วันเริ่มใช้ (ปกติ: วันนี้)", show_default=False)]
Note = Annotated[str, typer.Option("--note", help="เหตุผล หรือหนังสือที่อ้างถึง")]


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    service = typer.Typer(no_args_is_help=True, help="การตั้งค่างานบริการของสำนักงาน")
    service.command("list")(listing)
    service.command("show")(show)
    service.command("set")(change)
    service.command("confirm")(confirm)
    service.command("call-off")(call_off)
    app.add_typer(service, name="service")


def listing(office: OfficeDir = None, today: Today = None, json: AsJson = False) -> None:
    """ทุกบริการ: เปิดหรือปิด ส่วนราชการ เวลาที่สัญญา กำหนดตามกฎหมาย และข้อที่ยังไม่ยืนยัน"""
    from lsvdesk.counter import local_services
    from lsvdesk.counter.service_views import STATE_TITLES

    with working(office, today) as desk:
        rows, faults = local_services.listed(desk), local_services.faults(desk)
    if json:
        answer({"services": rows, "faults": faults})
        return
    for row in rows:
        promise = row.promise.said if row.promise else "-"
        limit = f" (กฎหมาย {row.statutory.said})" if row.statutory else ""
        unsure = f"\tยังไม่ยืนยัน {row.unverified}" if row.unverified else ""
        say(f"{row.id}\t{STATE_TITLES[row.state]}\t{row.department_title}\t{promise}{limit}{unsure}")
    for fault in faults:
        say(f"{fault.file}:{fault.line}: {fault.message} [{fault.code}]")


def show(service: ServiceId, office: OfficeDir = None, today: Today = None, json: AsJson = False) -> None:
    """การตั้งค่าของบริการหนึ่ง พร้อมค่าธรรมเนียม ข้อที่ยังไม่ยืนยัน และประวัติการแก้ไข"""
    from lsvdesk.counter import local_services

    with working(office, today) as desk:
        _tell(local_services.shown(desk, service), json)


def change(
    service: ServiceId,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
    on: Annotated[bool | None, typer.Option("--on/--off", help="เปิดหรือปิดให้บริการ", show_default=False)] = None,
    department: Annotated[str | None, typer.Option(help="กลุ่มงาน เช่น revenue, engineering", show_default=False)] = None,
    place: Annotated[str | None, typer.Option(help="สถานที่และโทรศัพท์ (ว่าง: ตามเดิม)", show_default=False)] = None,
    promise: Annotated[Decimal | None, typer.Option(parser=amount, metavar="NUMBER", help="ระยะเวลาที่สัญญา", show_default=False)] = None,
    unit: Annotated[str, typer.Option(help="หน่วยของ --promise: minute, hour, day, working_day, month")] = "day",
    documents: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="เอกสารที่ขอเพิ่มทั้งหมด: JSON [{title, originals, copies, asked_of, condition}]",
            show_default=False,
        ),
    ] = None,
    drop: Annotated[str | None, typer.Option(help="รหัสเอกสารตามคู่มือที่ไม่ขอ คั่นด้วย , (ว่าง: ขอทุกรายการ)", show_default=False)] = None,
    fee: Annotated[str | None, typer.Option(help="อัตราที่ข้อบัญญัติกำหนด: RATE=VALUE (ไม่มี VALUE: นำออก)", show_default=False)] = None,
    ordinance: Annotated[str, typer.Option(help="ข้อบัญญัติของ --fee")] = "",
    fee_start: Annotated[
        dt.date | None, typer.Option("--fee-start", parser=day, metavar="YYYY-MM-DD", help="วันที่ข้อบัญญัติเริ่มใช้", show_default=False)
    ] = None,
    start: Start = None,
    note: Note = "",
) -> None:
    """แก้ไขการตั้งค่าของบริการ คำขอที่รับไว้แล้วใช้ของเดิม"""
    from lsvdesk.counter import local_services
    from lsvdesk.counter.service_views import Length, LocalServiceChange

    with working(office, today, user) as desk:
        wanted = LocalServiceChange(
            offered=on,
            department=department,
            place=place,
            promise=None if promise is None else Length(promise, unit),
            own_documents=None if documents is None else _documents(documents),
            dropped_documents=None if drop is None else tuple(each.strip() for each in drop.split(",") if each.strip()),
            fees=() if fee is None else (_fee(fee, ordinance, fee_start or start or desk.today()),),
        )
        _tell(local_services.change(desk, service, wanted, start, note), json)


def confirm(
    service: ServiceId,
    key: Annotated[str, typer.Argument(help="รหัสข้อที่ยืนยัน (ดู service show --json)", metavar="KEY")],
    note: Annotated[str, typer.Option("--note", help="เอกสารที่ใช้ตรวจสอบ")] = "",
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ยืนยันข้อที่ยังไม่ยืนยัน ว่าตรงกับเอกสารต้นฉบับแล้ว"""
    from lsvdesk.counter import local_services

    with working(office, today, user) as desk:
        _tell(local_services.confirm(desk, service, key, note), json)


def call_off(
    service: ServiceId,
    start: Annotated[dt.date, typer.Argument(parser=day, metavar="YYYY-MM-DD", help="วันที่จะเริ่มใช้")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ยกเลิกการแก้ไขที่ยังไม่เริ่มใช้"""
    from lsvdesk.counter import local_services

    with working(office, today, user) as desk:
        _tell(local_services.call_off(desk, service, start), json)


def _tell(shown: ServiceSettings, json: bool) -> None:
    from lsvdesk.counter.service_views import STATE_TITLES
    from lsvdesk.thai.dates import format_short

    if json:
        answer(shown)
        return
    row = shown.row
    say(f"{row.title} ({STATE_TITLES[row.state]}) {row.department_title}")
    if row.promise is not None:
        limit = f" กฎหมายกำหนดไม่เกิน {row.statutory.said} ({shown.promise_law})" if row.statutory else ""
        say(f"เวลาที่สัญญา {row.promise.said}{limit}")
    for document in shown.own_documents:
        say(f"เอกสารที่ขอเพิ่ม {document.id}: {document.title}")
    for fee in shown.fees:
        if fee.local:
            own = f" ใช้อยู่ {fee.in_force.value:f} ตาม{fee.in_force.ordinance}" if fee.in_force else ""
            say(f"{fee.rate}: {fee.description} ทั่วไป {fee.general_said} เพดาน {fee.ceiling_said or '-'}{own}")
    for fact in shown.facts:
        done = f" ยืนยันโดย{fact.by} {format_short(fact.on)} จาก{fact.note}" if fact.on is not None else " ยังไม่ยืนยัน"
        say(f"{fact.key}: {fact.text}{done}")
    for entry in shown.history:
        since = f" ใช้ตั้งแต่ {format_short(entry.start)}" if entry.start is not None else ""
        say(f"{entry.made_at:%Y-%m-%d %H:%M} {entry.made_by}: {'; '.join(entry.what)}{since} {entry.note}".rstrip())


def _documents(path: Path) -> tuple[OwnDocument, ...]:
    from lsvdesk.counter.service_views import OwnDocument

    found: Any = read_json(path)
    try:
        return tuple(OwnDocument(**each) for each in found)
    except TypeError as error:
        raise typer.BadParameter(f"ไฟล์ {path} ต้องเป็นรายการของ title, originals, copies, unit, asked_of, condition, id") from error


def _fee(said: str, ordinance: str, start: dt.date) -> LocalFee:
    from lsvdesk.counter.service_views import LocalFee

    rate, _, value = said.partition("=")
    return LocalFee(rate.strip(), amount(value) if value.strip() else None, ordinance, start)
