"""``manual``: the public manual, of one service or of the whole office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lsvdesk.cli.common import OfficeDir, Today, save, say, working
from lsvdesk.cli.papers import Out
from lsvdesk.cli.services import Profile

if TYPE_CHECKING:
    import datetime as dt

    from lsvdesk.counter.views import PrintedPaper


def register(app: typer.Typer) -> None:
    """Put this command into ``app``."""
    app.command("manual")(manual)


def manual(
    out: Out,
    service: Annotated[str | None, typer.Argument(metavar="SERVICE", help="รหัสงานบริการ (ดู catalogue)", show_default=False)] = None,
    whole: Annotated[bool, typer.Option("--all", help="ทั้งเล่ม: ทุกงานที่สำนักงานให้บริการ")] = False,
    form: Annotated[bool, typer.Option("--form", help="เฉพาะแบบฟอร์มเปล่าของงานบริการนี้")] = False,
    case: Annotated[str | None, typer.Option(help="เฉพาะผู้ยื่นประเภทนี้ (รหัสใน applicant_cases)", show_default=False)] = None,
    profile: Profile = None,
    office: OfficeDir = None,
    today: Today = None,
) -> None:
    """คู่มือสำหรับประชาชนเป็น PDF: งานเดียวหรือทั้งเล่ม จากสำนักงานที่มากับโปรแกรม (--profile) หรือจากทะเบียน (--office)"""
    if whole == (service is not None):
        raise typer.BadParameter("ระบุรหัสงานบริการหนึ่งงาน หรือ --all สำหรับทั้งเล่ม")
    if whole and (form or case is not None):
        raise typer.BadParameter("--form และ --case ใช้กับงานบริการเดียว ไม่ใช้กับ --all")
    if profile is not None and office is not None:
        raise typer.BadParameter("ระบุ --profile หรือ --office อย่างใดอย่างหนึ่ง")
    printed = _printed(service, case, form, profile, office, today)
    say(f"บันทึก{printed.title} ที่ {save(out, printed.pdf)}")


def _printed(
    service: str | None, case: str | None, form: bool, profile: str | None, office: Path | None, today: dt.date | None
) -> PrintedPaper:
    import datetime as dt

    from lsvdesk.counter import manual as manuals

    if profile is not None:
        return manuals.manual_of_profile(profile, today or dt.date.today(), service, case=case, form_only=form)
    with working(office, today) as desk:
        return manuals.manual(desk, service, case=case, form_only=form)
