"""Pictures of every screen, of an office that does not exist: ``python -m tests.screenshots DIR [--scale 1.5] [--only NAME …]``.

The same run gives the same pictures. A scene is a function of :class:`Stage`; add one to :data:`SCENES` and it is taken, in order, in one
window. Scenes named ``first-run…`` and ``trouble…`` have a window of their own.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")

from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from lsvdesk.ui.app import Desk
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from tests.support.office_day import OfficeDay, make
from tests.ui.wizard.scenes import WIZARD_SCENES

SIZE = QSize(1366, 768)


@dataclass
class Stage:
    """What a scene plays on: the window, the office's day, and where pictures go."""

    desk: Desk
    day: OfficeDay
    out: Path
    name: str = ""

    @property
    def window(self) -> MainWindow:
        assert self.desk.window is not None
        return self.desk.window

    def go(self, page: str, argument: Any = None) -> Any:
        """Open a page; gives it back."""
        self.window.go(page, argument)
        self.rest()
        return self.window.page(page)

    def rest(self, ms: int = 80) -> None:
        """Let the window draw, and what runs behind it finish."""
        wait(ms)
        until(lambda: not self.desk.session.busy)
        wait(20)

    def picture(self, of: QWidget | None = None, name: str = "") -> None:
        """Take a picture of the window (or of a dialog, laid over it)."""
        self.rest()
        picture = self.window.grab()
        if of is not None:
            over = of.grab()
            from PySide6.QtGui import QColor, QPainter

            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(23, 57, 61, 110))
            corner = QPoint((picture.width() - over.width()) // 2, max((picture.height() - over.height()) // 2, 0))
            painter.drawPixmap(corner, over)
            painter.end()
        picture.save(str(self.out / f"{name or self.name}.png"))

    def dialog(self, dialog: QDialog, name: str = "") -> None:
        """Show a dialog without waiting for an answer, take its picture, close it."""
        dialog.show()
        self.rest()
        self.picture(dialog, name)
        dialog.close()
        dialog.deleteLater()


def wait(ms: int) -> None:
    """Run the event loop for a while; unlike QTest.qWait it lets other threads work."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def until(true: Callable[[], bool], ms: int = 15_000) -> None:
    """Wait until something is so. Raises TimeoutError."""
    for _ in range(ms // 20):
        if true():
            return
        wait(20)
    raise TimeoutError("the window did not come to rest")


# --- scenes of the working window -------------------------------------------------------------------------------------------------------


def today(stage: Stage) -> None:
    stage.go("today")
    stage.picture()


def today_overdue(stage: Stage) -> None:
    stage.go("today", "overdue")
    stage.picture()


def search(stage: Stage) -> None:
    stage.go("today")
    stage.window.search.box.open_typing("สมใจ")
    stage.rest(200)
    stage.picture()
    stage.window.search.box.close_box()


def search_person(stage: Stage) -> None:
    box = stage.window.search.box
    box.open_typing("สมใจ")
    stage.rest(200)
    box._open(box.list.currentItem())
    stage.picture()
    box.close_box()


def keys(stage: Stage) -> None:
    from lsvdesk.ui.keys_dialog import KeysDialog

    page = stage.go("today")
    stage.dialog(KeysDialog(page.title, page.keys, stage.window))


def message(stage: Stage) -> None:
    from lsvdesk.register.translate import disk_full
    from lsvdesk.ui.widgets.messages import Toast

    stage.go("today")
    stage.window.show_error(disk_full(Path("office")))
    stage.window.say("บันทึกแล้ว")
    stage.picture()
    stage.window.hide_error()
    for toast in stage.window.findChildren(Toast):
        toast.close()


def crash(stage: Stage) -> None:
    from lsvdesk.ui.crash_dialog import CrashDialog

    stage.dialog(CrashDialog("690323-1030-01", Path("logs/incidents.log"), stage.window))


def preview(stage: Stage) -> None:
    from lsvdesk.counter import papers
    from lsvdesk.ui.paper_preview import PaperPreview

    office = stage.day.office
    code = papers.code_of_receipt(office, stage.day.receipt.id)
    assert code is not None
    paper = papers.paper(office, code)
    stage.dialog(PaperPreview(paper, reprint=lambda: papers.reprint(office, paper.code), parent=stage.window))


def settings_part(key: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.go("settings", key)
        stage.picture()

    return scene


def settings_service(stage: Stage) -> None:
    """A service with settings of the office's own, one still to come, a fact confirmed, and the law's word against a promise too long."""
    import datetime as dt
    from decimal import Decimal

    from lsvdesk.counter import local_services
    from lsvdesk.counter.service_views import Length, LocalFee, LocalServiceChange, OwnDocument

    office, service = stage.desk.session.office, "soil-excavation-notice"
    today = office.today()
    own = (
        OwnDocument("ภาพถ่ายสถานที่ที่จะขุดดิน", 2, 0, "ภาพ"),
        OwnDocument("หนังสือยินยอมของที่ดินข้างเคียง", 1, 0, asked_of="some", condition="กรณีขุดชิดเขต"),
    )
    fee = LocalFee("excavation.depth_threshold", Decimal(2), "ประกาศเจ้าพนักงานท้องถิ่น อบต.โพธิ์ใหญ่ พ.ศ. 2568", dt.date(2025, 10, 1))
    local_services.change(
        office,
        service,
        LocalServiceChange(promise=Length(Decimal(5), "day"), own_documents=own, fees=(fee,)),
        note="ประกาศ อบต.โพธิ์ใหญ่ ที่ 4/2569",
    )
    local_services.change(office, service, LocalServiceChange(offered=False), today + dt.timedelta(days=9), "มติที่ประชุมผู้บริหาร")
    page = stage.go("settings", "services")
    part = page.part("services")
    part.list.select(service)
    part._open(service)
    stage.picture(name="settings-services-form")
    part.form.promise.set_text("8")
    part.save()
    stage.picture(name="settings-services-law")
    part.set_dirty(False)
    bar = part.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stage.picture(name="settings-services-documents")
    part.area.ensureWidgetVisible(part.form.fees, 0, 0)
    bar.setValue(part.form.fees.mapTo(part._content, part.form.fees.rect().topLeft()).y())
    stage.picture(name="settings-services-fees")
    bar.setValue(bar.maximum())
    stage.picture(name="settings-services-history")
    part._back_to_list()
    part.list.filter.setText("ป้าย")
    part.list.select("signboard-tax")
    part._open("signboard-tax")
    stage.rest()
    part.area.ensureWidgetVisible(next(iter(part.facts.buttons.values())), 0, 300)
    stage.picture(name="settings-services-facts")
    part.list.filter.clear()


def page(name: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.go(name)
        stage.picture()

    return scene


def case_of(which: str) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.go("case", getattr(stage.day, which).row.id)
        stage.picture()

    return scene


def wizard(stage: Stage) -> None:
    from lsvdesk.ui.pages import NewRequest

    stage.go("new", NewRequest(service="signboard-tax"))
    stage.rest(300)
    stage.picture()


def wizard_draft(stage: Stage) -> None:
    from lsvdesk.ui.pages import NewRequest

    stage.go("new", NewRequest(draft="demo-draft"))
    stage.rest(300)
    stage.picture()


SCENES: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("today", today),
    ("today-overdue", today_overdue),
    ("search", search),
    ("search-person", search_person),
    ("keys", keys),
    ("message", message),
    ("crash", crash),
    ("preview", preview),
    ("new-request", page("new")),
    ("new-request-signboard", wizard),
    ("new-request-draft", wizard_draft),
    *WIZARD_SCENES,
    ("cases", page("cases")),
    ("case-fresh", case_of("fresh")),
    ("case-lacking", case_of("lacking")),
    ("case-late", case_of("late")),
    ("case-unpaid", case_of("unpaid")),
    ("money", page("money")),
    ("registers", page("registers")),
    ("reports", page("reports")),
    ("settings-office", settings_part("office")),
    ("settings-departments", settings_part("departments")),
    ("settings-services", settings_part("services")),
    ("settings-service", settings_service),
    ("settings-users", settings_part("users")),
    ("settings-numbers", settings_part("numbers")),
    ("settings-display", settings_part("display")),
    ("settings-holidays", settings_part("holidays")),
    ("settings-rates", settings_part("rates")),
    ("settings-about", settings_part("about")),
)


# --- scenes before there is an office -----------------------------------------------------------------------------------------------------


def first_run(stage: Stage) -> None:
    """Through all steps with an office of one's own, and with faults."""
    from lsvdesk.ui.first_run import FirstRun

    until(lambda: isinstance(stage.window.full_page, FirstRun))
    page = stage.window.full_page
    assert isinstance(page, FirstRun)
    page.next()
    stage.picture(name="first-run-choose")
    page.choose.choice.set_value("typed")
    page.next()
    page.next()
    stage.picture(name="first-run-office")
    page.typed.office.set_value(
        {
            "type": "อบต.",
            "name": "องค์การบริหารส่วนตำบลสมมุติ",
            "short_name": "อบต.สมมุติ",
            "address": {
                "house_no": "99",
                "moo": "4",
                "subdistrict": "โพธิ์ใหญ่",
                "district": "วารินชำราบ",
                "province": "อุบลราชธานี",
                "postcode": "34190",
            },
            "executive_position": "นายกองค์การบริหารส่วนตำบลสมมุติ",
            "clerk_position": "ปลัดองค์การบริหารส่วนตำบลสมมุติ",
        }
    )
    page.next()
    page.user.fields.set_values({"name": "นางสาวสมมุติ ใจดี", "position": "นักวิชาการจัดเก็บรายได้ชำนาญการ"})
    stage.picture(name="first-run-user")
    page.next()
    page.numbers.fields.set_values({"book_no": 12, "first_no": 1101, "last_no": 1200, "next_no": 1300, "case": 41})
    page.next()
    stage.picture(name="first-run-numbers")
    page.numbers.fields.set_values({"next_no": 1138})
    page.next()
    stage.picture(name="first-run-papers")
    page.next()
    stage.picture(name="first-run-review")


def trouble(stage: Stage) -> None:
    """The register cannot be opened."""
    from lsvdesk.register.translate import damaged

    until(lambda: stage.window.full_page is not None)
    stage.window.show_trouble(damaged("register.lsv", "database disk image is malformed"))
    stage.picture()


# --- taking them --------------------------------------------------------------------------------------------------------------------------


def open_desk(app: QApplication, folder: Path, clock: Any, scale: float) -> Desk:
    """A window of the usual size on the office in ``folder``."""
    preferences = Preferences(folder.parent / "window.ini")
    preferences.scale = scale
    desk = Desk(app, Session(folder, clock, preferences))
    desk.start()
    assert desk.window is not None
    desk.window.setMinimumSize(0, 0)
    desk.window.resize(SIZE)
    return desk


def take(out: Path, scale: float = 1.0, only: Sequence[str] = ()) -> list[Path]:
    """All pictures, or those whose names begin with one of ``only``; gives their paths."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    failed: list[str] = []

    def wanted(name: str) -> bool:
        return not only or any(name.startswith(each) for each in only)

    def play(stage: Stage, name: str, scene: Callable[[Stage], None]) -> None:
        stage.name = name
        try:
            scene(stage)
        except Exception as error:  # noqa: BLE001  (the other scenes are still wanted)
            failed.append(f"{name}: {type(error).__name__}: {error}")

    out = out.resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # pictures show no path of this machine
        if wanted("first-run") or wanted("trouble"):
            from lsvdesk.counter.context import FixedClock
            from tests.support.office_day import MONDAY

            desk = open_desk(app, Path("LSV Desk", "new office"), FixedClock(MONDAY), scale)
            stage = Stage(desk, None, out)  # type: ignore[arg-type]
            if wanted("first-run"):
                play(stage, "first-run", first_run)
            if wanted("trouble"):
                play(stage, "trouble", trouble)
            close(desk)
        if any(wanted(name) for name, _ in SCENES):
            day = make(Path("LSV Desk", "office"))
            desk = open_desk(app, day.office.folder, day.clock, scale)
            desk.session.use(day.office)
            stage = Stage(desk, day, out)
            for name, scene in SCENES:
                if wanted(name):
                    play(stage, name, scene)
            close(desk)
    for line in failed:
        print(line, file=sys.stderr)
    return sorted(out.glob("*.png"))


def close(desk: Desk) -> None:
    """The window goes, and the register with it."""
    window = desk.window
    assert window is not None
    window.hide()
    desk.close()
    window.deleteLater()
    wait(20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", nargs="*", default=())
    given = parser.parse_args()
    for path in take(given.out, given.scale, given.only):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
