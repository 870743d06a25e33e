"""``yearly run|list|show|open|notify|notices`` and ``property list|survey|end``: the assessment of a whole tax year."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsJson, AsUser, OfficeDir, Today, answer, day, read_object, say, working

if TYPE_CHECKING:
    from lsvdesk.counter.assessment_runs import RunRow
    from lsvdesk.counter.levy_notices import Progress


class Tax(StrEnum):
    """A tax that is assessed once a year."""

    signboard = "signboard"
    land_building = "land_building"


WhichTax = Annotated[Tax, typer.Argument(help="signboard ภาษีป้าย หรือ land_building ภาษีที่ดินและสิ่งปลูกสร้าง")]
Year = Annotated[int, typer.Argument(metavar="พ.ศ.", help="ปีภาษี เช่น 2570")]
Key = Annotated[int, typer.Argument(help="รหัสรายการ (จาก list)")]


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    yearly = typer.Typer(no_args_is_help=True, help="ประเมินภาษีประจำปี")
    yearly.command("run")(run)
    yearly.command("list")(listed)
    yearly.command("show")(show)
    yearly.command("open")(opened)
    yearly.command("notify")(notify)
    yearly.command("notices")(notices)
    app.add_typer(yearly, name="yearly")
    held = typer.Typer(no_args_is_help=True, help="ทะเบียนที่ดินและสิ่งปลูกสร้าง")
    held.command("list")(properties)
    held.command("survey")(survey)
    held.command("end")(end)
    app.add_typer(held, name="property")


def run(tax: WhichTax, year: Year, office: OfficeDir = None, today: Today = None, user: AsUser = None, json: AsJson = False) -> None:
    """ประเมินทั้งปี ทำต่อจากครั้งที่ค้างไว้ถ้ามี (กด Ctrl+C เพื่อหยุดไว้ก่อนได้)"""
    from lsvdesk.counter import assessment_runs

    def progress(row: RunRow) -> bool:
        if not json:
            typer.echo(f"\r{row.done:,} จาก {row.owners:,} ราย", nl=False, err=True)
        return True

    with working(office, today, user) as desk:
        unfinished = next((row for row in assessment_runs.runs(desk, tax.value, year) if row.status != "finished"), None)
        begun = unfinished or assessment_runs.begin(desk, tax.value, year)
        try:
            done = assessment_runs.proceed(desk, begun.id, progress)
        except KeyboardInterrupt:
            done = assessment_runs.cancel(desk, begun.id)
    if json:
        answer(done)
        return
    typer.echo("", err=True)
    stopped = "" if done.status == "finished" else " (หยุดไว้ก่อน สั่งอีกครั้งเพื่อทำต่อ)"
    say(f"{done.title}{stopped}: {assessment_runs.told(done)}")


def listed(
    tax: WhichTax,
    year: Year,
    text: Annotated[str, typer.Option(help="ค้นจากชื่อเจ้าของ")] = "",
    state: Annotated[str | None, typer.Option(help="faulty, nothing, assessed, notified, due หรือ paid", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1)] = 1000,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """รายการเจ้าของและภาษีที่ประเมิน"""
    from lsvdesk.counter import levies

    with working(office, today, user) as desk:
        found = levies.levies(desk, tax.value, year, text, state=state, limit=limit)
    if json:
        answer(found)
        return
    for row in found:
        say(f"{row.id}  {row.owner}  {row.items} รายการ  {row.total:,.2f} บาท  {row.state_title}" + (f": {row.fault}" if row.fault else ""))


def show(key: Key, office: OfficeDir = None, today: Today = None, user: AsUser = None, json: AsJson = False) -> None:
    """การคำนวณของเจ้าของหนึ่งราย"""
    from lsvdesk.counter import levies

    with working(office, today, user) as desk:
        found = levies.levy(desk, key)
    if json:
        answer(found)
        return
    say(f"{found.row.owner} ปี {found.row.tax_year}: {found.row.total:,.2f} บาท ({found.row.state_title})")
    for line in found.lines:
        say(f"  {line.item}: {line.sentence} [{line.reference}]")


def opened(key: Key, office: OfficeDir = None, today: Today = None, user: AsUser = None, json: AsJson = False) -> None:
    """เปิดเรื่องรับชำระเมื่อเจ้าของมาชำระ"""
    from lsvdesk.counter import levies

    with working(office, today, user) as desk:
        case = levies.open_levy_case(desk, key)
    if json:
        answer({"number": case.row.number, "payable": case.payable_now})
    else:
        say(f"เลขรับ {case.row.number} ยอดที่ต้องชำระ {case.payable_now:,.2f} บาท")


def notify(
    key: Key,
    on: Annotated[dt.date, typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="วันที่เจ้าของได้รับหนังสือ")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
) -> None:
    """บันทึกวันที่เจ้าของได้รับแจ้งการประเมิน"""
    from lsvdesk.counter import levies

    with working(office, today, user) as desk:
        row = levies.notify(desk, key, on)
    say(f"{row.owner}: {row.state_title}")


def notices(
    tax: WhichTax,
    year: Year,
    out: Annotated[Path, typer.Option(file_okay=False, help="โฟลเดอร์ที่จะบันทึกไฟล์")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ออกหนังสือแจ้งการประเมินทุกราย เป็นไฟล์ PDF ละ 100 ฉบับ"""
    from lsvdesk.counter import levy_notices

    def progress(state: Progress) -> bool:
        if not json:
            typer.echo(f"\rออกแล้ว {state.issued:,} เขียนไฟล์แล้ว {state.written:,} จาก {state.total:,} ฉบับ", nl=False, err=True)
        return True

    with working(office, today, user) as desk:
        done = levy_notices.write_notices(desk, tax.value, year, out, progress)
    if json:
        answer({"total": done.total, "issued": done.issued, "written": done.written, "files": [str(file) for file in done.files]})
        return
    typer.echo("", err=True)
    for file in done.files:
        say(str(file))


def properties(
    text: Annotated[str, typer.Option(help="ค้นจากเจ้าของ เอกสารสิทธิ บ้านเลขที่ ที่ตั้ง")] = "",
    kind: Annotated[str | None, typer.Option(help="parcel, building หรือ room", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """รายการที่ดินและสิ่งปลูกสร้าง"""
    from lsvdesk.counter import properties as held

    with working(office, today, user) as desk:
        found = held.properties(desk, text, kind=kind)
    if json:
        answer(found)
        return
    for row in found:
        say(f"{row.id}  {row.owner}  {row.kind_title} {row.name}  {row.place}")


def survey(
    rows: Annotated[Path, typer.Argument(help="ไฟล์ JSON: {parcels: [...], buildings: [...], rooms: [...]}", exists=True, dir_okay=False)],
    owner: Annotated[str, typer.Option(help="เลขประจำตัวประชาชน หรือเลขทะเบียนนิติบุคคล ของเจ้าของที่มีในทะเบียนแล้ว")],
    year: Annotated[int | None, typer.Option(help="ปีภาษี พ.ศ. ที่สำรวจ (ปกติ: ปีนี้)", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """บันทึกผลสำรวจทรัพย์สินของเจ้าของหนึ่งราย"""
    from lsvdesk.counter import people
    from lsvdesk.counter import properties as held
    from lsvdesk.counter.views import PersonData
    from lsvdesk.errors import CounterError
    from lsvdesk.thai.numerals import to_arabic

    given = read_object(rows)
    number = to_arabic(owner).replace("-", "").strip()
    with working(office, today, user) as desk:
        known = [
            each
            for each in people.find_people(desk, number)
            if number == (each.citizen_id if isinstance(each, PersonData) else each.juristic_id)
        ]
        if not known:
            raise CounterError(f"ไม่พบเจ้าของเลขที่ “{owner}” ในทะเบียน กรุณาบันทึกบุคคลก่อน", code="owner", field="owner")
        who = {"person_id": known[0].id} if isinstance(known[0], PersonData) else {"organisation_id": known[0].id}
        found = held.enter_survey(desk, given, tax_year=year, **who)
    if json:
        answer(found)
        return
    for row in found:
        say(f"{row.id}  {row.kind_title} {row.name}")


def end(
    key: Key,
    reason: Annotated[str, typer.Option(help="เหตุผล เช่น ขาย รื้อถอน")],
    on: Annotated[dt.date | None, typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="วันที่ (ปกติ: วันนี้)", show_default=False)] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
) -> None:
    """นำทรัพย์สินออกจากทะเบียนของเจ้าของ (ประวัติยังอยู่)"""
    from lsvdesk.counter import properties as held

    with working(office, today, user) as desk:
        held.end_property(desk, key, on or desk.today(), reason)
    say("นำออกจากทะเบียนแล้ว")
