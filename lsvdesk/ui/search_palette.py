"""Search from anywhere (Ctrl+K): people, organisations, cases, receipts and permits in groups, as one types.

Enter opens. A person or organisation opens into what can be done for them: a new request, their cases; Ctrl+Enter begins the new
request at once. ``คำนวณภาษีป้าย`` finds the calculation of a service.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from lsvdesk.ui import theme
from lsvdesk.ui.search_field import LONG_HINT
from lsvdesk.ui.widgets.search_box import Group, Result, SearchBox

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import OrganisationData, PersonData, SearchHit
    from lsvdesk.ui.search_field import SearchField
    from lsvdesk.ui.session import Session, Task

# kind of hit: heading, icon
KINDS = {
    "person": ("คน", "person"),
    "organisation": ("นิติบุคคล", "building"),
    "case": ("คำขอ", "document"),
    "receipt": ("ใบเสร็จรับเงิน", "receipt"),
    "permit": ("ใบอนุญาตและทะเบียน", "certificate"),
}
LIMIT = 30
_OURS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_MOST_RECENT = 8
_OPENING = "กำลังเปิดทะเบียน… พิมพ์ต่อได้ จะค้นหาให้ทันทีที่พร้อม"


class BeginRequest(NamedTuple):
    """Choosing this begins a new request for somebody."""

    applicant: Any
    """PersonData or OrganisationData."""


class Calculate(NamedTuple):
    """Choosing this opens the calculator, for a service where one is named."""

    service: str


CALCULATE = "คำนวณ"
"""What is typed before the name of a service to have it only calculated: ``คำนวณภาษีป้าย``."""
_MOST_SERVICES = 6


def to_calculate(office: Office, text: str) -> Group | None:
    """Services whose amount is asked for by ``คำนวณ…``, the nearest first; None where that is not what was typed."""
    from lsvdesk.counter import filing
    from lsvdesk.counter.calculation_forms import has_amount
    from lsvdesk.ui.wizard.picker import nearness

    if not text.startswith(CALCULATE):
        return None
    wanted = text.removeprefix(CALCULATE).strip().removeprefix("เงิน").strip()
    cards = [card for card in filing.services(office) if card.offered and has_amount(office.catalogue.service(card.id))] if wanted else []
    near = sorted((how, at) for at, card in enumerate(cards) if (how := nearness(card, wanted)) is not None)
    found = [
        Result(f"คำนวณ: {cards[at].title}", "ไม่เปิดคำขอ ไม่บันทึก", "calculator", Calculate(cards[at].id)) for _, at in near[:_MOST_SERVICES]
    ]
    return Group("คำนวณอย่างเดียว", tuple(found or [Result("คำนวณเงิน", "เลือกงานที่ต้องการทราบจำนวนเงิน", "calculator", Calculate(""))]))


class OwedLevy(NamedTuple):
    """Choosing this shows what somebody owes by the yearly assessment, to be paid."""

    id: int


def grouped(hits: list[SearchHit]) -> list[Group]:
    """Hits under the heading of their kind; kinds in the order of :data:`KINDS`, hits in the order found."""
    groups = []
    for kind, (title, icon) in KINDS.items():
        results = tuple(Result(hit.title, hit.subtitle, icon, hit) for hit in hits if hit.kind == kind)
        if results:
            groups.append(Group(title, results))
    return groups


class SearchPalette(SearchBox):
    """Opens over the search line of the window, which it seems to be."""

    open_case = Signal(int)
    new_request = Signal(object, object)
    open_page = Signal(str, object)

    def __init__(self, session: Session, field: SearchField) -> None:
        self.field = field  # SearchBox places itself while it is being made
        super().__init__(field.window(), hint=LONG_HINT)
        self.session = session
        self._task: Task | None = None
        self._when_answered: Callable[[], None] | None = None
        self._recent: list[SearchHit] = []
        self.asked.connect(self._ask)
        self.chosen.connect(self._opened)
        self.closed.connect(self._forget)

    def open_typing(self, text: str) -> None:
        """Open with ``text`` as just typed: the cursor stands behind it."""
        self.open(text)
        self.line.deselect()
        self.line.end(False)

    def ask_again(self) -> None:
        """Search for what stands in the line: the office has just been opened."""
        self._ask(self.line.text())

    def recent(self) -> list[SearchHit]:
        """What was opened from here, the latest first; kept only while the program runs."""
        return list(self._recent)

    # --- asking and answering -----------------------------------------------------------------------------------------------------
    def _ask(self, text: str) -> None:
        self._forget()
        wanted = text.strip()
        if not self.session.ready:
            self._say(_OPENING)
            return
        if not wanted:
            self.set_results([Group("เปิดล่าสุด", tuple(Result(hit.title, hit.subtitle, KINDS[hit.kind][1], hit) for hit in self._recent))])
            return
        office = self.session.office

        def look() -> list[Group]:
            from lsvdesk.counter.search import search

            amounts = to_calculate(office, wanted)
            return [*([amounts] if amounts is not None else []), *grouped(search(office, wanted, LIMIT))]

        self._task = self.session.run(look, self._answered)

    def _answered(self, groups: list[Group]) -> None:
        self._task = None
        if not self.isVisible():
            return
        self.set_results(groups)
        then, self._when_answered = self._when_answered, None
        if then is not None:
            then()

    def _forget(self) -> None:
        self._when_answered = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _say(self, text: str) -> None:
        self.list.clear()
        self.list.hide()
        self.message.setText(text)
        self.message.show()
        self._place()

    # --- opening ------------------------------------------------------------------------------------------------------------------
    def _opened(self, data: Any) -> None:
        if isinstance(data, BeginRequest):
            self.new_request.emit(None, data.applicant)
            return
        if isinstance(data, Calculate):
            self.open_page.emit("calculator", data.service or None)
            return
        if isinstance(data, OwedLevy):
            self.open_page.emit("yearly", data.id)
            return
        if isinstance(data, int):
            self.open_case.emit(data)
            return
        self._remember(data)
        if data.kind in ("person", "organisation"):
            self._show_what_can_be_done(data)
        elif data.case_id is not None:
            self.open_case.emit(data.case_id)
        else:
            self.open_page.emit("money" if data.kind == "receipt" else "registers", None)

    def _remember(self, hit: SearchHit) -> None:
        others = [old for old in self._recent if (old.kind, old.id) != (hit.kind, hit.id)]
        self._recent = [hit, *others][:_MOST_RECENT]

    def _who(self, hit: SearchHit) -> PersonData | OrganisationData:
        from lsvdesk.counter import people

        office = self.session.office
        return people.person(office, hit.id) if hit.kind == "person" else people.organisation(office, hit.id)

    def _show_what_can_be_done(self, hit: SearchHit) -> None:
        """The palette stays, now with what can be done for this person."""
        from lsvdesk.counter import levies, people
        from lsvdesk.counter.assessment_runs import TITLES

        who = self._who(hit)
        name = who.full_name if hit.kind == "person" else who.name  # type: ignore[union-attr]
        cases = people.cases_of(self.session.office, **{f"{hit.kind}_id": hit.id})
        begin = Result(f"รับคำขอใหม่ของ {name}", hit.subtitle, "new", BeginRequest(who), note="Enter")
        found = tuple(
            Result(f"{row.number}  {row.service_title}", row.status_title, "document", row.id, note=_day(row.filed_on))
            for row in cases[:20]
        )
        self.open("")
        self._timer.stop()
        self._forget()
        owed = tuple(
            Result(f"{TITLES[row.tax]} ปี {row.tax_year}  {row.total:,.2f} บาท", row.state_title, "money", OwedLevy(row.id), note="รับชำระ")
            for row in levies.open_levies(self.session.office, **{f"{hit.kind}_id": hit.id})
        )
        groups = [Group(name, (begin,)), Group("ภาษีที่ประเมินประจำปี ยังไม่ชำระ", owed), Group("คำขอที่เคยยื่น", found)]
        self.set_results([group for group in groups if group.results])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OURS:
            event.accept()  # while the palette is open these are not the page's
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        return super()._key(event)

    def _enter(self, begin: bool) -> bool:
        act = self._begin if begin else lambda: self._open(self.list.currentItem())
        if self._timer.isActive():  # what was typed last has not been searched for yet
            self._timer.stop()
            self._ask(self.line.text())
        if self._task is not None:
            self._when_answered = act
        else:
            act()
        return True

    def _begin(self) -> None:
        """A new request for the chosen person or organisation; for anything else as Enter alone."""
        result = self.current()
        if result is None or getattr(result.data, "kind", "") not in ("person", "organisation"):
            self._open(self.list.currentItem())
            return
        self._remember(result.data)
        self.close_box()
        self.new_request.emit(None, self._who(result.data))

    def _place(self) -> None:
        """Over the search line of the window, a little larger than it."""
        window = self.parentWidget()
        corner = self.field.mapTo(window, QPoint(0, 0))
        left = max(corner.x() - theme.px(8), theme.px(8))
        top = max(corner.y() - theme.px(8), theme.px(4))
        width = min(max(self.field.width() + theme.px(16), theme.px(680)), window.width() - left - theme.px(16))
        tall = theme.px(520) if self.list.count() else self.sizeHint().height()
        self.setGeometry(left, top, width, min(tall, window.height() - top - theme.px(24)))


def _day(day: Any) -> str:
    from lsvdesk.thai.dates import format_short

    return format_short(day)
