"""``catalogue``, ``catalogue check``, ``assess``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import AsJson, JsonFile, OfficeDir, Today, answer, day, read_object, say, working

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue

Profile = Annotated[str | None, typer.Option(help="รหัสสำนักงานที่มากับโปรแกรม", show_default=False)]


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    catalogue = typer.Typer(invoke_without_command=True, help="งานบริการทั้งหมด; catalogue check ตรวจแฟ้มใน forms/")
    catalogue.callback()(listing)
    catalogue.command("check")(check)
    app.add_typer(catalogue, name="catalogue")
    app.command("assess")(assess)


def listing(context: typer.Context, json: AsJson = False, profile: Profile = None, office: OfficeDir = None, today: Today = None) -> None:
    """งานบริการทั้งหมด: แบบฟอร์ม เอกสาร ขั้นตอน ค่าธรรมเนียม"""
    if context.invoked_subcommand is not None:
        return
    from lsvdesk.catalogue.listing import listed

    on = today or dt.date.today()
    catalogue = _catalogue(profile, office, today)
    services = catalogue.offered(on) if catalogue.profile is not None else list(catalogue.services.values())
    if json:
        answer([listed(service, catalogue.parameters, on) for service in services])
        return
    for service in services:
        say(f"{service.id}\t{service.title}")


def check(
    forms: Annotated[Path | None, typer.Option(help="โฟลเดอร์ forms ที่จะตรวจ", exists=True, file_okay=False, show_default=False)] = None,
) -> None:
    """ตรวจแฟ้มทุกแฟ้มใน forms/ และบอกแฟ้ม บรรทัด และข้อผิดพลาด"""
    from lsvdesk.catalogue import loader

    faults = loader.check(forms)
    for fault in faults:
        say(str(fault))
    if faults:
        raise typer.Exit(1)
    say("แฟ้มใน forms/ ถูกต้องทุกแฟ้ม")


def assess(
    service: Annotated[str, typer.Argument(help="รหัสงานบริการ")],
    answers: Annotated[Path, JsonFile],
    json: AsJson = False,
    profile: Profile = None,
    office: OfficeDir = None,
    today: Today = None,
    case: Annotated[str | None, typer.Option(help="ประเภทผู้ยื่น (ปกติ: ประเภทแรก)", show_default=False)] = None,
    filed_on: Annotated[dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่ยื่น", show_default=False)] = None,
    notified_on: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่รับแจ้งการประเมิน", show_default=False)
    ] = None,
    warned_on: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่รับหนังสือแจ้งเตือน", show_default=False)
    ] = None,
    paid_on: Annotated[dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่ชำระ", show_default=False)] = None,
) -> None:
    """คำนวณภาษีหรือค่าธรรมเนียมจากคำตอบ โดยไม่บันทึก สิ่งที่ไม่ระบุวันไม่คิดเงินเพิ่ม"""
    from lsvdesk.counter import computing
    from lsvdesk.rules.assess import Facts
    from lsvdesk.rules.assess import assess as compute

    on = today or dt.date.today()
    catalogue = _catalogue(profile, office, today)
    definition = catalogue.service(service)
    applicant = computing.applicant_case(definition, case or definition.applicant_cases[0].id)
    facts = Facts(
        filed_on=filed_on,
        notified_on=notified_on,
        warned_on=warned_on,
        paid_on=paid_on,
        holidays=catalogue.holidays,
        case=applicant.id,
        applicant_kind=applicant.applicant,
    )
    owed = compute(definition, read_object(answers), on, catalogue.parameters, facts)
    if json:
        answer(owed.to_dict())
        return
    for line in owed.lines:
        mark = "" if line.confirmed else " *"
        say(f"{line.amount:>14,.2f}  {line.item}{mark}: {line.sentence} ({line.reference})")
    say(f"{owed.total:>14,.2f}  รวม")
    if owed.unverified:
        say("* ใช้ค่าที่สำนักงานยังไม่ได้ยืนยัน")


def _catalogue(profile: str | None, office: Path | None, today: dt.date | None) -> Catalogue:
    """The office's own catalogue where a register is named, else what ships, as the profile sees it."""
    if office is not None and profile is None:
        with working(office, today) as desk:
            return desk.catalogue
    from lsvdesk.catalogue import loader

    return loader.load(profile=profile)
