"""The public manual in the window: one service's chapter on the screen for a citizen at the counter, or the whole book as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.ui import worker
from lsvdesk.ui.list_export import ask_file
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.progress import ProgressPanel
from lsvdesk.ui.widgets.surfaces import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from lsvdesk.counter.views import PrintedPaper
    from lsvdesk.ui.case_dialogs import AskDialog
    from lsvdesk.ui.pages import Page

MANUAL = "manual"
"""Stands for the manual among the kinds of paper that can be made of a case."""
TITLE = "คู่มือสำหรับประชาชน"


EVERYBODY = ""
"""Stands for the chapter that speaks to every kind of applicant."""


def ask_manual(page: Page, service_id: str) -> None:
    """Show the chapter of a service; where it has several kinds of applicants, ask first whom it is for."""
    cases = page.office.catalogue.service(service_id).applicant_cases
    if len(cases) == 1:
        show_manual(page, service_id)
        return
    dialog = applicant_choice(page, [(case.id, case.title) for case in cases], lambda case: show_manual(page, service_id, case))
    dialog.exec()


def applicant_choice(parent: QWidget, cases: list[tuple[str, str]], do: Callable[[str], None]) -> AskDialog:
    """Asks whom the manual is for: everybody, or one kind of applicant, whose documents and fees alone it then names."""
    from lsvdesk.ui.case_dialogs import AskDialog
    from lsvdesk.ui.widgets.choices import ChoiceEditor

    editor = ChoiceEditor([("all", "ผู้ยื่นทุกประเภท"), *cases])
    editor.set_value("all")
    return AskDialog(
        f"พิมพ์{TITLE}",
        "เลือกผู้ยื่นประเภทเดียว คู่มือจะมีเฉพาะเอกสารและค่าธรรมเนียมของผู้ยื่นประเภทนั้น",
        "คู่มือสำหรับ",
        editor,
        "แสดงคู่มือ",
        lambda value: do(EVERYBODY if value == "all" else str(value)),
        parent=parent,
    )


def show_manual(page: Page, service_id: str, case: str = EVERYBODY) -> None:
    """Make the chapter of a service in the background, then show it: to be printed or saved, never kept. ``case`` is the kind of applicant
    it is for."""
    office = page.office

    def work() -> PrintedPaper:
        from lsvdesk.counter import manual

        return manual.manual(office, service_id, case=case or None)

    def done(paper: PrintedPaper) -> None:
        from lsvdesk.ui.paper_preview import PaperPreview

        PaperPreview(paper, parent=page).exec()

    def failed(error: BaseException) -> None:
        if isinstance(error, CounterError):
            page.trouble.emit(error)
        else:
            page.session.failed.emit(error)

    page.session.run(work, done, failed)


class ManualCard(Card):
    """The whole manual of the office as a PDF: a button, how far it is, and where it lies."""

    def __init__(self, page: Page) -> None:
        explanation = "ทุกงานที่สำนักงานให้บริการ พร้อมสารบัญและแบบฟอร์ม ตามมาตรา 7 ใช้ปิดประกาศและเผยแพร่ทางเว็บไซต์ของสำนักงาน"
        super().__init__(TITLE, explanation, margin=16)
        self._page = page
        self._made: Path | None = None
        self._work: worker.Work | None = None
        self.make = Button("จัดทำทั้งเล่ม", icon="document")
        self.make.setAccessibleName(f"จัดทำ{TITLE}ทั้งเล่ม")
        self.make.clicked.connect(self.ask)
        assert self.header is not None
        self.header.add_action(self.make)
        self.progress = ProgressPanel("กำลังจัดทำคู่มือ")
        self.progress.stopped.connect(self.stop)
        self.progress.hide()
        self.add(self.progress)
        self.said = ThaiLabel("", wrap=True)
        self.opener = Button("เปิดคู่มือ", icon="document")
        self.opener.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.opener)
        self.body.addLayout(row)
        self._rest("")

    def ask(self) -> None:
        """Ask where to, and make it."""
        day = self._page.session.today
        out = ask_file(self._page, f"บันทึก{TITLE}", f"{TITLE} {day.year + 543}-{day:%m-%d}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write(out)

    def write(self, out: Path) -> None:
        """Make the book in the background and write it to ``out``; a stop leaves no file behind."""
        office = self._page.office

        def work(progress: worker.Progress) -> Path:
            from lsvdesk.counter import manual

            book = manual.manual(office, report=progress.report)
            try:
                out.write_bytes(book.pdf)
            except OSError as error:
                raise CounterError(f"บันทึกไฟล์ {out} ไม่ได้: {error.strerror or error} กรุณาเลือกที่เก็บอื่น", code="output") from error
            return out

        self._rest("")
        self.make.setEnabled(False)
        self.progress.stop_button.setEnabled(True)
        self.progress.set_progress(0, 0, "กำลังจัดทำคู่มือ งานที่")
        self.progress.show()
        self._work = worker.run(work, parent=self, done=self._done, failed=self._failed, progress=self.progress.set_progress)
        self._work.stopped.connect(lambda: self._rest("หยุดแล้ว ยังไม่ได้บันทึกคู่มือ"))

    def stop(self) -> None:
        """Ask the work to end after the chapter at hand."""
        if self._work is not None:
            self._work.stop()

    def _done(self, path: Path) -> None:
        self._made = path
        self._rest(f"จัดทำเสร็จแล้ว: {path.name}")
        self._page.toast.emit(f"จัดทำ{TITLE}เสร็จแล้ว")

    def _failed(self, error: BaseException) -> None:
        self._rest("")
        self._page.session.failed.emit(error)

    def _rest(self, said: str) -> None:
        self._work = None
        self.progress.hide()
        self.make.setEnabled(True)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.opener.setVisible(self._made is not None and bool(said) and self._made.name in said)

    def _open(self) -> None:
        if self._made is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made))):
            self._page.toast.emit(f"เปิดไม่ได้ กรุณาเปิดเองที่ {self._made}")
