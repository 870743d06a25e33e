"""How a page plugs into the window.

A page is a :class:`Page`: a QWidget made with the :class:`~lsvdesk.ui.session.Session`, when the clerk first goes there, and only after the
office is open: ``self.office`` can be used from ``__init__`` on. Its class is named in :data:`PAGES` and imported at that moment, so that a
page may import whatever it needs at module level without slowing the start of the program.

The life of a page: ``__init__(session)`` once; ``activate(argument)`` every time it comes to the front (argument: what it was opened for,
see :data:`PAGES`); ``refresh()`` when it is in front and the register was changed elsewhere, or the user switched; ``may_leave()`` before
another page comes to the front.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lsvdesk.counter.context import Office
    from lsvdesk.ui.session import Session


class PageSpec(NamedTuple):
    """Where a page is found and how it stands in the navigation (``key`` is empty for pages that are not there)."""

    title: str
    icon: str
    module: str
    name: str
    key: str = ""
    under: str = ""
    """The page of the navigation that is marked while this one is in front."""
    shortcut: str = ""
    """The key that opens a page which does not stand in the navigation."""


class NewRequest(NamedTuple):
    """What the ``new`` page is opened for; everything empty opens the service picker."""

    service: str | None = None
    applicant: Any = None
    """PersonData or OrganisationData already known."""
    draft: str | None = None
    """Id of a draft to go on with; the service is the draft's."""
    earlier: int | None = None
    """Id of the paper that the request starts from: a renewal, change, transfer or closing."""
    answers: Any = None
    """Answers that the form opens with, as they were typed in the calculator."""
    applicant_case: str = ""
    """The kind of applicant they were typed for."""


class Calculation(NamedTuple):
    """What the ``calculator`` page is opened with: a service, and what was typed of it before."""

    service: str
    applicant_case: str = ""
    answers: Any = None
    days: Any = None
    """Days as typed, by their names in lsvdesk.counter.estimating."""
    every: bool = False
    """All fields of the form are shown."""


# activate() is called with: new → NewRequest | None; cases → counter.views.CaseFilter-like dict of keyword arguments | None (e.g.
# {"status": "deficient"}); case → int; money → date | None (the day) ; registers →
# name of a register or number series, (name, status) or (name, status, text) | None; yearly → (tax, year), the id of a levy | None;
# survey → ("person" | "organisation", id), ("draft", id) | None; calculator → Calculation, the id of a service | None;
# reports, settings, today → None.
PAGES: Mapping[str, PageSpec] = MappingProxyType(
    {
        "today": PageSpec("วันนี้", "today", "lsvdesk.ui.today_page", "TodayPage", "Ctrl+1"),
        "new": PageSpec("คำขอใหม่", "new", "lsvdesk.ui.wizard.page", "NewRequestPage", "Ctrl+2"),
        "cases": PageSpec("คำขอ", "cases", "lsvdesk.ui.cases_page", "CasesPage", "Ctrl+3"),
        "money": PageSpec("การเงิน", "money", "lsvdesk.ui.money_page", "MoneyPage", "Ctrl+4"),
        "registers": PageSpec("ทะเบียน", "registers", "lsvdesk.ui.registers_page", "RegistersPage", "Ctrl+5"),
        "reports": PageSpec("รายงาน", "reports", "lsvdesk.ui.reports_page", "ReportsPage", "Ctrl+6"),
        "settings": PageSpec("ตั้งค่า", "settings", "lsvdesk.ui.settings_page", "SettingsPage", "Ctrl+7"),
        "calculator": PageSpec("คำนวณเงิน", "calculator", "lsvdesk.ui.calculator_page", "CalculatorPage", "Ctrl+9"),
        "case": PageSpec("คำขอ", "document", "lsvdesk.ui.case_page", "CasePage", under="cases"),
        "yearly": PageSpec("ประเมินประจำปี", "calendar", "lsvdesk.ui.yearly_page", "YearlyPage", under="money", shortcut="Ctrl+8"),
        "survey": PageSpec("สำรวจทรัพย์สิน", "edit", "lsvdesk.ui.survey_page", "SurveyPage", under="registers"),
    }
)


class Page(QWidget):
    """Base of every page of the main window.

    Signals a page may emit: ``open_case(case id)``; ``new_request(service id or None, PersonData/OrganisationData or None)``;
    ``resume_draft(draft id)``; ``open_page(name, argument)``; ``go_back()`` (to the page before); ``toast(text)`` (a short word that
    something was done); ``trouble(CounterError)`` (shown in the bar above the page). After a use case that wrote to the register call
    ``self.session.changed.emit()``.
    """

    open_case = Signal(int)
    new_request = Signal(object, object)
    resume_draft = Signal(str)
    open_page = Signal(str, object)
    go_back = Signal()
    toast = Signal(str)
    trouble = Signal(object)
    title_changed = Signal(str)

    title: str = ""
    """Said in the window's title; a page with a title of its own (a case number) sets ``self.title`` and emits ``title_changed``."""

    keys: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The keys of this page for the list under F1: (``"Ctrl+P"``, ``"พิมพ์"``)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("kind", "page")

    @property
    def office(self) -> Office:
        """The office with the present user; ask anew each time, the user may have switched."""
        return self.session.office

    def activate(self, argument: Any = None) -> None:
        """The page comes to the front; the default refreshes it. Set the focus where typing should begin."""
        self.refresh()

    def refresh(self) -> None:
        """Show the present state of the register, keeping selection and scroll position."""

    def place(self) -> Any:
        """What :meth:`activate` of a new page of this class needs to show the same again (the window is built anew when its scale
        changes); None stands for the argument that the page was last opened with."""
        return None

    def may_leave(self) -> bool:
        """Whether another page may come to the front now; a page that would lose something saves it or asks first."""
        return True


def make_page(name: str, session: Session) -> Page:
    """The page named in :data:`PAGES`, imported now. Raises KeyError for an unknown name."""
    spec = PAGES[name]
    cls = getattr(import_module(spec.module), spec.name)
    page = cls(session)
    assert isinstance(page, Page)
    return page
