"""``catalogue``, ``catalogue check``, ``assess``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lsvdesk.cli.common import AsJson, JsonFile, OfficeDir, Today, answer, day, read_object, save, say, working

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.counter.estimating import Days
    from lsvdesk.counter.views import PrintedPaper

Profile = Annotated[str | None, typer.Option(help="รหัสสำนักงานที่มากับโปรแกรม", show_default=False)]


def _day_option(name: str, help: str) -> Any:
    """A day of the case: ``--filed``, and ``--filed-on`` as it was called first."""
    return typer.Option(f"--{name}", f"--{name}-on", parser=day, metavar="YYYY-MM-DD", help=help, show_default=False)


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
    filed_on: Annotated[dt.date | None, _day_option("filed", "วันที่ยื่น")] = None,
    notified_on: Annotated[dt.date | None, _day_option("notified", "วันที่รับแจ้งการประเมิน")] = None,
    warned_on: Annotated[dt.date | None, _day_option("warned", "วันที่รับหนังสือแจ้งเตือน")] = None,
    paid_on: Annotated[dt.date | None, _day_option("paid", "วันที่ชำระ")] = None,
    officer_noticed_on: Annotated[dt.date | None, _day_option("officer-noticed", "วันที่เจ้าหน้าที่แจ้งว่ายังไม่ได้ยื่น")] = None,
    out: Annotated[Path | None, typer.Option(help="บันทึกใบคำนวณ (ประมาณการ) เป็น PDF ที่แฟ้มนี้", show_default=False, metavar="FILE.pdf")] = None,
) -> None:
    """คำนวณภาษี ค่าธรรมเนียม ค่าปรับ หรือสิทธิจากคำตอบ โดยไม่บันทึก สิ่งที่ไม่ระบุวันไม่คิดเงินเพิ่ม"""
    from lsvdesk.counter import computing
    from lsvdesk.rules.assess import Facts
    from lsvdesk.rules.assess import assess as compute

    on = today or dt.date.today()
    given = read_object(answers)
    catalogue = _catalogue(profile, office, today)
    definition = catalogue.service(service)
    applicant = computing.applicant_case(definition, case or definition.applicant_cases[0].id)
    facts = Facts(
        filed_on=filed_on,
        officer_noticed_on=officer_noticed_on,
        notified_on=notified_on,
        warned_on=warned_on,
        paid_on=paid_on,
        holidays=catalogue.holidays,
        case=applicant.id,
        applicant_kind=applicant.applicant,
    )
    owed = compute(definition, given, on, catalogue.parameters, facts)
    if out is not None:
        from lsvdesk.counter.estimating import Days

        days = Days(on, filed_on, officer_noticed_on, notified_on, warned_on, paid_on)
        printed = _sheet(catalogue, definition.id, applicant.id, given, days, profile, office, today)
        path = save(out, printed.pdf)
    if json:
        answer(owed.to_dict())
        return
    for line in owed.lines:
        mark = "" if line.confirmed else " *"
        say(f"{line.amount:>14,.2f}  {line.item}{mark}: {line.sentence} ({line.reference})")
    say(f"{owed.total:>14,.2f}  รวม")
    if owed.unverified:
        say("* ใช้ค่าที่สำนักงานยังไม่ได้ยืนยัน")
    if out is not None:
        say(f"บันทึก{printed.title} ที่ {path}")


def _sheet(
    catalogue: Catalogue,
    service: str,
    case: str,
    answers: dict[str, Any],
    days: Days,
    profile: str | None,
    office: Path | None,
    today: dt.date | None,
) -> PrintedPaper:
    """The sheet with the head of the office that is named. Raises BadParameter where none is, InvalidAnswers where something is missing."""
    from lsvdesk.counter import estimating, manual
    from lsvdesk.errors import InvalidAnswers

    found = estimating.estimate_in(catalogue, service, case, answers, days)
    if found.faults:
        raise InvalidAnswers(list(found.faults))
    if office is not None and profile is None:
        with working(office, today) as desk:
            return estimating.sheet(desk, found)
    if catalogue.profile is None:
        raise typer.BadParameter("ใบคำนวณมีหัวกระดาษของสำนักงาน: ระบุ --profile หรือ --office ด้วย")
    at = dt.datetime.combine(today or dt.date.today(), dt.time())
    return estimating.sheet_of(catalogue, manual.office_view(catalogue.profile), found, at)


def _catalogue(profile: str | None, office: Path | None, today: dt.date | None) -> Catalogue:
    """The office's own catalogue where a register is named, else what ships, as the profile sees it."""
    if office is not None and profile is None:
        with working(office, today) as desk:
            return desk.catalogue
    from lsvdesk.catalogue import loader

    return loader.load(profile=profile)
