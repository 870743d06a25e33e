"""``office init``, ``office list``, ``verify``, ``demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lsvdesk.cli.common import AsJson, OfficeDir, Today, answer, clock_of, say, working


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    offices = typer.Typer(no_args_is_help=True, help="สำนักงานและทะเบียน")
    offices.command("init")(init)
    offices.command("list")(profiles)
    app.add_typer(offices, name="office")
    app.command("verify")(verify)
    app.command("demo")(demo)


def init(
    profile: Annotated[str, typer.Option(help="รหัสสำนักงานที่มากับโปรแกรม (ดู office list)")],
    office: OfficeDir = None,
    today: Today = None,
    user: Annotated[str, typer.Option(help="ชื่อผู้ใช้คนแรก (ผู้ดูแลระบบ)")] = "ผู้ดูแลระบบ",
    position: Annotated[str, typer.Option(help="ตำแหน่งของผู้ใช้คนแรก")] = "",
    book: Annotated[int, typer.Option(help="เล่มใบเสร็จที่ใช้ต่อ")] = 1,
    next_no: Annotated[int, typer.Option(help="เลขใบเสร็จถัดไป")] = 1,
    last_no: Annotated[int | None, typer.Option(help="เลขสุดท้ายของเล่ม (ปกติเล่มละ 100 ฉบับ)", show_default=False)] = None,
) -> None:
    """ตั้งสำนักงานใหม่จากข้อมูลที่มากับโปรแกรม"""
    from lsvdesk.counter import setup
    from lsvdesk.counter.views import NewUser, OfficeSetup, ReceiptBookStart
    from lsvdesk.paths import default_office_dir

    folder = office or default_office_dir()
    end = last_no if last_no is not None else (next_no - 1) // 100 * 100 + 100
    start = ReceiptBookStart(book_no=book, first_no=end - 99 if last_no is None else min(next_no, end), last_no=end, next_no=next_no)
    made = setup.set_up(folder, OfficeSetup(user=NewUser(user, position), profile=profile, receipt_book=start), clock_of(today))
    try:
        say(f"ตั้งสำนักงาน {setup.office_details(made)['name']} แล้ว ทะเบียนอยู่ที่ {folder}")
    finally:
        made.register.close()


def profiles(json: AsJson = False) -> None:
    """รายชื่อสำนักงานที่มากับโปรแกรม"""
    from lsvdesk.counter import setup

    found = setup.profiles()
    if json:
        answer([{"id": key, "name": name} for key, name in found])
        return
    for key, name in found:
        say(f"{key}\t{name}")


def verify(office: OfficeDir = None, today: Today = None, json: AsJson = False) -> None:
    """ตรวจทะเบียนทั้งหมด: เลขไม่ขาด ยอดเงินตรงกัน บันทึกการใช้งานไม่ถูกแก้ ไฟล์ครบ"""
    from lsvdesk.counter import verifying

    with working(office, today) as desk:
        faults = verifying.verify(desk)
    if json:
        answer({"sound": not faults, "faults": faults})
    elif not faults:
        say("ทะเบียนถูกต้องครบถ้วน ไม่พบข้อผิดพลาด")
    else:
        say(f"พบข้อผิดพลาด {len(faults)} รายการ รายการแรก: {faults[0]}")
    if faults:
        raise typer.Exit(1)


def demo(
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ว่างสำหรับผลลัพธ์", file_okay=False)],
    quick: Annotated[bool, typer.Option("--quick", help="เฉพาะเรื่องหลักของสำนักงานเดียว ไม่วนครบสี่สำนักงาน")] = False,
) -> None:
    """งานทั้งเดือนตั้งแต่ยังไม่มีทะเบียน: คำขอ เงิน เอกสาร และรายงาน แล้วทุกงานบริการของสี่สำนักงาน"""
    from lsvdesk.demo import OFFICES, run

    made = run(out, offices=() if quick else OFFICES)
    for line in made.summary():
        say(line)
    if not made.sound:
        raise typer.Exit(1)
