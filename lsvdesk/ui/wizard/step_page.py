"""What every step of the wizard has in common: it shows, collects, and is exactly valid, busy or in error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from lsvdesk.errors import FieldFault
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.surfaces import scrolled
from lsvdesk.ui.wizard import walk

if TYPE_CHECKING:
    import datetime as dt

    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.wizard.state import WizardState

Condition = Literal["valid", "busy", "error"]


class Desk:
    """What the steps of one form share: the service, the state, and the office behind them."""

    def __init__(self, session: Session, service: Service, state: WizardState) -> None:
        self.session = session
        self.service = service
        self.state = state
        self.place: dict[str, str] = {}
        """The office's own subdistrict, district, province and postcode."""

    @property
    def office(self) -> Office:
        return self.session.office

    @property
    def today(self) -> dt.date:
        return self.session.today


class StepPage(QWidget):
    """A step. ``changed`` after everything typed (the state is up to date then), ``finished`` when Enter leaves the last field,
    ``condition_changed`` when it became valid, busy or faulty."""

    changed = Signal()
    finished = Signal()
    condition_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._condition: Condition = "valid"
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.content = QWidget()
        self.area: QScrollArea = scrolled(self.content)
        outer.addWidget(self.area)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, theme.px(8), theme.px(16))
        self.column.setSpacing(theme.px(16))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # --- what a step answers ----------------------------------------------------------------------------------------------------------
    @property
    def condition(self) -> Condition:
        """valid, busy (something is on its way) or error (a fault is shown)."""
        return self._condition

    def set_condition(self, condition: Condition) -> None:
        if condition != self._condition:
            self._condition = condition
            self.condition_changed.emit()

    def enter(self) -> None:
        """The step comes to the front: show the state and put the cursor where typing begins."""
        raise NotImplementedError

    def frames(self) -> Sequence[FieldFrame]:
        """The fields that are there now, in reading order."""
        return ()

    def collect(self) -> None:
        """Bring the state up to date with what stands in the fields."""

    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        """Show faults at their fields, the cursor at the first; True where any could be shown. The step is in error then."""
        return False

    def prepare(self) -> bool:
        """Make something of the page ahead of time; False where nothing is left to make."""
        return False

    def focused(self) -> str:
        """Where the cursor stands, for :meth:`focus_on` of a resumed draft."""
        return ""

    def focus_on(self, name: str) -> bool:
        """Put the cursor there again; False where there is no such field."""
        return False

    def answers(self, event: QKeyEvent) -> bool:
        """Take a key that was pressed while the cursor stood on the way on; True where it meant something here. Arrows and pages scroll."""
        bar = self.area.verticalScrollBar()
        step = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: theme.px(48),
            Qt.Key.Key_Up: -theme.px(48),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    # --- Enter, and what is in view ---------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.go_on()
            return
        super().keyPressEvent(event)

    def go_on(self) -> None:
        """Enter: to the next field, after the last to the next step."""
        if not walk.may_go_on(self.frames(), QApplication.focusWidget()):
            return
        stop = walk.next_stop(self.frames(), QApplication.focusWidget())
        if stop is not None:
            walk.go_to(stop)
        else:
            self.finished.emit()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible() and self.content.isAncestorOf(new):
            self.bring_into_view(new)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll so that the whole field with its label and fault is seen."""
        outer: Any = widget
        while outer is not None and outer is not self.content and not isinstance(outer, FieldFrame):
            outer = outer.parentWidget()
        target = outer if isinstance(outer, FieldFrame) and outer.height() < self.area.viewport().height() else widget
        self.area.ensureWidgetVisible(target, 0, theme.px(24))
