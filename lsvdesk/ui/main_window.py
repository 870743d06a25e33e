"""The window: navigation at the left, the search box and the day above, and one page in front.

It is up and accepts typing before the register is open: what is heavy comes after the first frame (see :mod:`lsvdesk.ui.session`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_weekday
from lsvdesk.ui import theme
from lsvdesk.ui.navigation import Navigation
from lsvdesk.ui.pages import PAGES, NewRequest, Page, make_page
from lsvdesk.ui.search_field import SearchField
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session
    from lsvdesk.ui.widgets.messages import InfoBar

PROGRAM = "LSV Desk"
_NARROW_BELOW = 1100
"""Width of the window, at 100 %, below which the navigation shows icons only: at 150 to 200 % of a small screen."""
_LONGEST_HISTORY = 50


class MainWindow(QWidget):
    """Signals: ``first_frame`` (once, after the first painting), ``closed``."""

    first_frame = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("kind", "page")
        self.setWindowTitle(PROGRAM)
        self._pages: dict[str, Page] = {}
        self._front = ""
        self._argument: Any = None
        self._history: list[tuple[str, Any]] = []
        self._wanted: tuple[str, Any] = ("today", None)
        self._painted = False
        self._bar: InfoBar | None = None
        self._full_page: QWidget | None = None
        self._build()
        self._connect()
        self._size()

    # --- construction -----------------------------------------------------------------------------------------------------------
    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.navigation = Navigation()
        whole.addWidget(self.navigation)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        whole.addLayout(self._column, 1)

        self.top = QWidget()
        top = QHBoxLayout(self.top)
        top.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(4))
        top.setSpacing(theme.px(16))
        self.search = SearchField(self.session)
        top.addWidget(self.search, 4)
        top.addStretch(1)
        self.day = ThaiLabel(format_weekday(self.session.today), "body", tone="quiet")
        top.addWidget(self.day)
        self.new_button = Button("คำขอใหม่", "primary", key="Ctrl+N", icon="new")
        top.addWidget(self.new_button)
        self._column.addWidget(self.top)

        self.stack = QStackedWidget()
        self.waiting = Waiting()
        self.stack.addWidget(self.waiting)
        self._column.addWidget(self.stack, 1)
        self.navigation.set_current("today")

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.navigation.user_wanted.connect(self.choose_user)
        self.new_button.clicked.connect(lambda: self.go("new"))
        self.search.open_case.connect(lambda case: self.go("case", case))
        self.search.new_request.connect(self.start_request)
        self.search.open_page.connect(self.go)
        for name, spec in PAGES.items():
            if spec.key or spec.shortcut:
                self._shortcut(spec.key or spec.shortcut, lambda page=name: self.go(page))
        self._shortcut("Ctrl+K", self.search.focus_search)
        self._shortcut("F1", self.show_keys)
        self._shortcut("F5", self.refresh)
        self._shortcut("Alt+Left", self.back)
        self._shortcut("Ctrl+U", self.choose_user)
        self._shortcut("Ctrl++", lambda: self.zoom(+1))
        self._shortcut("Ctrl+=", lambda: self.zoom(+1))
        self._shortcut("Ctrl+-", lambda: self.zoom(-1))
        self._shortcut("Ctrl+0", lambda: self.zoom(0))
        session = self.session
        session.opened.connect(self._opened)
        session.setup_needed.connect(self._show_first_run)
        session.changed.connect(self._refresh_soon)
        session.settings_changed.connect(self._show_office)
        session.user_changed.connect(self._user_changed)
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.timeout.connect(self.refresh)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._look_at_the_clock)
        self._minute.start(60_000)
        if session.ready:
            self._opened()

    def _shortcut(self, key: str, call: Any) -> None:
        QShortcut(QKeySequence(key), self, activated=call)

    def _size(self) -> None:
        screen = self.screen().availableGeometry()
        wide, high = theme.MINIMUM_WINDOW
        # At 200 % of a small screen the window may not be larger than the screen: pages scroll then.
        self.setMinimumSize(min(wide, screen.width()), min(high, screen.height()))
        geometry = self.session.preferences.geometry
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(min(wide, screen.width()), min(high, screen.height()))

    # --- pages ------------------------------------------------------------------------------------------------------------------
    @property
    def front(self) -> str:
        """Name of the page in front; empty until the office is open."""
        return self._front

    def page(self, name: str) -> Page:
        """The page of that name, made now if nobody went there yet."""
        if name not in self._pages:
            page = make_page(name, self.session)
            page.open_case.connect(lambda case: self.go("case", case))
            page.new_request.connect(self.start_request)
            page.resume_draft.connect(lambda draft: self.go("new", NewRequest(draft=draft)))
            page.open_page.connect(self.go)
            page.go_back.connect(self.back)
            page.toast.connect(self.say)
            page.trouble.connect(self.show_error)
            page.title_changed.connect(lambda _title, of=name: self._show_title() if of == self._front else None)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    def go(self, name: str, argument: Any = None, *, remember: bool = True) -> bool:
        """Bring a page to the front; False where the present one may not be left. Before the office is open it is kept for then."""
        if not self.session.ready:
            self._wanted = (name, argument)
            if self._full_page is None:
                self.navigation.set_current(name)
            return False
        if self._front and not self._pages[self._front].may_leave():
            return False
        page = self.page(name)
        if self._front and remember and (self._front, self._argument) != (name, argument):
            place = self._pages[self._front].place()
            self._history.append((self._front, self._argument if place is None else place))
            del self._history[:-_LONGEST_HISTORY]
        self._front, self._argument = name, argument
        self.hide_error()
        self.navigation.set_current(name)
        self._place_day()
        self.stack.setCurrentWidget(page)
        page.setFocus()
        page.activate(argument)
        self._show_title()
        return True

    def back(self) -> None:
        """To the page before this one; to today where there is none."""
        name, argument = self._history.pop() if self._history else ("today", None)
        if not self.go(name, argument, remember=False):
            self._history.append((name, argument))

    def start_request(self, service: str | None = None, applicant: Any = None) -> None:
        """Begin a new request, perhaps for a service and somebody already known."""
        self.go("new", NewRequest(service=service or None, applicant=applicant))

    def refresh(self) -> None:
        """Have the page in front show the present state of the register."""
        if self._front:
            self._pages[self._front].refresh()

    def place(self) -> tuple[str, Any]:
        """The page in front and what opens it again."""
        if not self._front:
            return self._wanted
        place = self._pages[self._front].place()
        return self._front, self._argument if place is None else place

    def _refresh_soon(self) -> None:
        self._refreshing.start(0)

    # --- the office -------------------------------------------------------------------------------------------------------------
    def _opened(self) -> None:
        self._drop_full_page()
        self.top.show()
        self.navigation.show_pages(True)
        self._show_office()
        searching = self.search.searching
        self.go(*self._wanted)
        if searching:  # somebody has begun to type while the register was being opened
            self.search.box.raise_()
            self.search.box.line.setFocus()

    def _show_office(self) -> None:
        from lsvdesk.counter import setup as use_cases

        self._office_name = str(use_cases.office_details(self.session.office).get("name", ""))
        self.navigation.set_office(self._office_name)
        user = self.session.office.user
        self.navigation.set_user(user.name, user.position)
        self.day.setText(format_weekday(self.session.today))
        self._show_title()

    _office_name = ""

    def _show_title(self) -> None:
        page = self._pages.get(self._front)
        parts = [page.title or PAGES[self._front].title] if page is not None else []
        parts += [self._office_name] if self._office_name else []
        self.setWindowTitle(" — ".join([*parts, PROGRAM]))

    def _user_changed(self) -> None:
        self._show_office()
        self.refresh()
        self.say(f"ผู้ใช้ปัจจุบัน: {self.session.office.user.name}")

    def choose_user(self) -> None:
        """A short list of the people of the office; arrow keys and Enter, or the digit before the name."""
        if not self.session.ready:
            return
        from lsvdesk.ui.user_menu import UserMenu

        UserMenu(self.session, self).popup_above(self.navigation.user)

    def _look_at_the_clock(self) -> None:
        said = format_weekday(self.session.today)
        if said != self.day.text():
            self.day.setText(said)
            self.refresh()

    # --- full pages: first run, and a register that cannot be opened --------------------------------------------------------------
    def _show_first_run(self, profiles: list[tuple[str, str]]) -> None:
        from lsvdesk.ui.first_run import FirstRun

        self._show_full_page(FirstRun(self.session, profiles))

    def show_trouble(self, error: BaseException, number: str = "") -> None:
        """The register cannot be opened: a page that says why and what to do."""
        from lsvdesk.ui.trouble_page import TroublePage

        page = TroublePage(error, self.session.folder, number)
        page.retry.connect(self._try_again)
        page.folder_chosen.connect(self._other_folder)
        page.leave.connect(self.close)
        self._show_full_page(page)

    def _try_again(self) -> None:
        self._drop_full_page()
        self.stack.setCurrentWidget(self.waiting)
        self.session.open()

    def _other_folder(self, folder: Any) -> None:
        self.session.folder = folder
        self.session.preferences.office_folder = folder
        self._try_again()

    @property
    def full_page(self) -> QWidget | None:
        """First run or the page of a fault at the start, while one of them is there."""
        return self._full_page

    def _show_full_page(self, page: QWidget) -> None:
        self._drop_full_page()
        self._full_page = page
        self.top.hide()
        self.navigation.show_pages(False)
        self.navigation.set_current("")
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.focus_first()  # type: ignore[attr-defined]

    def _drop_full_page(self) -> None:
        if self._full_page is not None:
            self.stack.removeWidget(self._full_page)
            self._full_page.deleteLater()
            self._full_page = None
            self.top.show()

    # --- messages ---------------------------------------------------------------------------------------------------------------
    def show_error(self, error: CounterError | str) -> None:
        """What went wrong, in the bar above the page, until another page is opened or it is closed."""
        message = error.message if isinstance(error, CounterError) else str(error)
        self._info_bar().show_message(message, "red")

    def hide_error(self) -> None:
        if self._bar is not None:
            self._bar.hide()

    def say(self, text: str) -> None:
        """A short word that something was done; it goes away by itself."""
        from lsvdesk.ui.widgets.messages import Toast

        Toast(text, self)

    def _info_bar(self) -> InfoBar:
        if self._bar is None:
            from lsvdesk.ui.widgets.messages import InfoBar

            self._bar = InfoBar()
            holder = QHBoxLayout()
            holder.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), 0)
            holder.addWidget(self._bar)
            self._column.insertLayout(1, holder)
        return self._bar

    def show_keys(self) -> None:
        """All keys, those of the page in front included (F1)."""
        from lsvdesk.ui.keys_dialog import KeysDialog

        page = self._pages.get(self._front)
        KeysDialog(page.title or PAGES[self._front].title if page else "", page.keys if page else (), self).exec()

    # --- size -------------------------------------------------------------------------------------------------------------------
    def zoom(self, direction: int) -> None:
        """One step larger (+1), smaller (-1), or back to 100 % (0)."""
        from lsvdesk.ui.preferences import next_scale

        scale = next_scale(theme.scale(), direction) if direction else 1.0
        if scale == theme.scale():
            return
        if self._front and not self._pages[self._front].may_leave():
            return
        self.session.scale_wanted.emit(scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW_BELOW)
        self.navigation.set_narrow(narrow)
        self._place_day()
        super().resizeEvent(event)

    def _place_day(self) -> None:
        """The day stands at the top, but not twice on today's screen, and not where there is no room."""
        self.day.setVisible(self._front != "today" and not self.navigation.narrow)

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_frame.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._front and not self._pages[self._front].may_leave():
            event.ignore()
            return
        self.session.preferences.geometry = self.saveGeometry()
        event.accept()
        self.closed.emit()


class Waiting(QWidget):
    """What stands in front for the moment in which the register is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        self.text = ThaiLabel("กำลังเปิดทะเบียน…", "title", tone="quiet")
        column.addWidget(self.text, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
