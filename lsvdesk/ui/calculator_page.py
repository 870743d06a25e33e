"""The calculator: any tax, fee, fine, surcharge or allowance without opening a case. Nothing is stored, no number is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.calculator.desk import CalculationDesk
from lsvdesk.ui.pages import Calculation, NewRequest, Page
from lsvdesk.ui.wizard.picker import ServicePicker

if TYPE_CHECKING:
    from lsvdesk.counter.estimating import Estimate
    from lsvdesk.counter.views import PrintedPaper
    from lsvdesk.ui.session import Session


class CalculatorPage(Page):
    """Opened with a service or a :class:`~lsvdesk.ui.pages.Calculation`; else with what there is to calculate, or where it was left."""

    title = "คำนวณเงิน"
    keys = (
        ("Enter", "ช่องถัดไป จากช่องสุดท้ายไปปุ่มพิมพ์"),
        ("F2", "เริ่มคำขอจากรายการนี้"),
        ("F3 Esc", "เปลี่ยนงาน"),
        ("F6", "ไปที่ช่องแรกที่ยังขาด"),
        ("F7", "แสดงช่องทั้งหมด หรือเฉพาะช่องที่ใช้คำนวณ"),
        ("F9", "ล้าง"),
        ("Ctrl+P", "พิมพ์ใบคำนวณ"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(12))
        self.stack = QStackedWidget()
        outer.addWidget(self.stack)
        self.picker = ServicePicker(session, calculating=True)
        self.picker.service_chosen.connect(self._begin)
        self.picker.left.connect(self.go_back)
        self.stack.addWidget(self.picker)
        self.desk: CalculationDesk | None = None

    # --- the life of a page -------------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        if isinstance(argument, Calculation):
            self._begin(argument.service, argument)
        elif argument:
            self._begin(str(argument))
        elif self.desk is not None:
            self.desk.start()
        else:
            self._show_picker()

    def refresh(self) -> None:
        if self.desk is None:
            self.picker.refresh()
        else:  # rates may have been confirmed or changed meanwhile
            self.desk.recalculate()

    def place(self) -> Any:
        return self.desk.given() if self.desk is not None else None

    # --- its two faces ------------------------------------------------------------------------------------------------------------------
    def _show_picker(self) -> None:
        self._drop()
        self.stack.setCurrentWidget(self.picker)
        self.picker.begin()
        self._name("คำนวณเงิน")

    def _begin(self, service_id: str, given: Calculation | None = None) -> None:
        try:
            service = self.office.catalogue.service(service_id)
        except CounterError as error:
            self._show_picker()
            self.trouble.emit(error)
            return
        self._drop()
        desk = CalculationDesk(self.session, service, self.stack)
        desk.left.connect(self._show_picker)
        desk.print_wanted.connect(self._print)
        desk.request_wanted.connect(self._request)
        desk.cleared.connect(self._say_cleared)
        self.desk = desk
        self.stack.addWidget(desk)
        self.stack.setCurrentWidget(desk)
        if given is not None:
            desk.take(given)
        else:
            desk.start()
        self._name(f"คำนวณเงิน: {service.short_title or service.title}")

    def _drop(self) -> None:
        if self.desk is not None:
            self.stack.removeWidget(self.desk)
            self.desk.hide()
            self.desk.deleteLater()
            self.desk = None

    def _name(self, title: str) -> None:
        if title != self.title:
            self.title = title
            self.title_changed.emit(title)

    # --- what is done with it -----------------------------------------------------------------------------------------------------------
    def _print(self, found: Estimate) -> None:
        """Make the sheet in the background, then show it: to be printed or saved, never kept."""
        office = self.office

        def work() -> PrintedPaper:
            from lsvdesk.counter import estimating

            return estimating.sheet(office, found)

        def done(paper: PrintedPaper) -> None:
            from lsvdesk.ui.paper_preview import PaperPreview

            PaperPreview(paper, parent=self).exec()

        def failed(error: BaseException) -> None:
            if isinstance(error, CounterError):
                self.trouble.emit(error)
            else:
                self.session.failed.emit(error)

        self.session.run(work, done, failed)

    def _request(self, found: Estimate) -> None:
        from lsvdesk.counter import estimating

        answers = estimating.for_wizard(self.office.catalogue.service(found.service), found)
        self.open_page.emit("new", NewRequest(service=found.service, answers=answers, applicant_case=found.applicant_case))

    def _say_cleared(self, before: Calculation) -> None:
        from lsvdesk.ui.widgets.messages import Toast

        def bring_back() -> None:
            if self.desk is not None and self.desk.service.id == before.service:
                self.desk.take(before)

        Toast("ล้างรายการแล้ว", self.window(), undo=bring_back)
