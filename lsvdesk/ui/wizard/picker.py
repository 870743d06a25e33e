"""Which service: found by typing any part of what people call it, by number, or from the list of departments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lsvdesk.counter.views import CaseRow, DraftState, ServiceCard
from lsvdesk.thai.dates import format_short, format_time
from lsvdesk.thai.names import search_key
from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button, key_cap_size, paint_key_cap
from lsvdesk.ui.widgets.icons import paint_icon
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import EmptyState, SectionHeader
from lsvdesk.ui.wizard.search_line import SearchLine

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
MOST_USED = 3
_NARROW = 720
_LARGEST_WORDY = 1.5
"""Scale up to which the buttons have room for all their words on the smallest screen."""
LOOKED_AT = 300
"""Cases looked at for what is asked for most."""

KIND_TITLES = {
    "tax": "ภาษี",
    "fee": "ค่าธรรมเนียม",
    "permit": "ใบอนุญาต",
    "registration": "จดทะเบียน",
    "notification": "แจ้ง",
    "certificate": "หนังสือรับรอง",
    "welfare": "สวัสดิการ",
    "request": "คำร้อง",
    "complaint": "ร้องเรียน",
    "pension": "บำเหน็จบำนาญ",
    "enrolment": "สมัครเรียน",
}
KIND_ICONS = {
    "tax": "sign",
    "registration": "shop",
    "notification": "shovel",
    "certificate": "certificate",
    "welfare": "people",
    "fee": "money",
}
UNITS = {"minute": "นาที", "hour": "ชั่วโมง", "day": "วัน", "working_day": "วันทำการ", "month": "เดือน"}


class Heading(NamedTuple):
    """A line over a group."""

    title: str


class Entry(NamedTuple):
    """A service to begin with, or (``draft``) a form to go on with. ``number`` is the digit that picks it."""

    title: str
    detail: str
    badge: str
    note: str
    icon: str
    service: str
    draft: str = ""
    number: int = 0


class Offered(NamedTuple):
    """A service with its promised time in words."""

    card: ServiceCard
    promise: str
    description: str = ""
    amount: bool = True
    """Whether anything is taken or paid, so that there is something to calculate."""


def nearness(card: ServiceCard, text: str) -> int | None:
    """How well a service fits what was typed, 0 the best: called exactly so (before those that are also called so
    but titled otherwise), begins so, part of its title, part of a keyword or of the department; ``None`` where some word fits nothing."""
    names = [search_key(each) for each in (card.short_title, *card.keywords, card.title)]
    hay = " ".join([*names, search_key(card.department_title)])
    wanted = search_key(text)
    if not all(search_key(word) in hay for word in text.split()):
        return None
    titled = wanted in names[0] or wanted in names[-1]
    if wanted in names:
        return 0 if titled else 1
    if any(name.startswith(wanted) for name in names):
        return 2
    return 3 if titled else 4


def most_used(recent: Sequence[CaseRow], offered: Sequence[ServiceCard]) -> list[str]:
    """The services asked for most among the latest cases, the more frequent (and then the later) first."""
    known = {card.id for card in offered}
    counts = Counter(row.service for row in recent if row.service in known)
    order = list(dict.fromkeys(row.service for row in recent))
    return sorted(counts, key=lambda service: (-counts[service], order.index(service)))[:MOST_USED]


def arranged(offered: Sequence[Offered], drafts: Sequence[DraftState], used: Sequence[str], text: str) -> list[Heading | Entry]:
    """The list as it is shown: forms left half filled, what is asked for most, then every department; only what fits ``text``."""
    found: list[Heading | Entry] = []
    by_id = {each.card.id: each for each in offered if each.card.offered}
    if not text.strip():
        if drafts:
            found.append(Heading("กรอกค้างไว้"))
            found += [_draft_entry(draft, by_id) for draft in drafts if draft.service in by_id]
        if used and len(by_id) > MOST_USED:
            found.append(Heading("ใช้บ่อย"))
            found += [_service_entry(by_id[service]) for service in used if service in by_id]
    fitting = {each.card.id: near for each in by_id.values() if (near := nearness(each.card, text)) is not None}
    order = {service: at for at, service in enumerate(used)}
    # While searching, the nearest first, then what is asked for most; the departments follow their best service
    ranked = sorted(fitting, key=lambda service: (fitting[service], order.get(service, len(order)))) if text.strip() else list(fitting)
    for department in dict.fromkeys(by_id[service].card.department_title for service in ranked):
        found.append(Heading(department))
        found += [_service_entry(by_id[service]) for service in ranked if by_id[service].card.department_title == department]
    numbered: list[Heading | Entry] = []
    number = 0
    for line in found:
        if isinstance(line, Entry):
            number += 1
            line = line._replace(number=number if number <= 9 else 0)
        numbered.append(line)
    return numbered


def _service_entry(each: Offered) -> Entry:
    card = each.card
    return Entry(card.title, each.description, KIND_TITLES.get(card.kind, ""), each.promise, KIND_ICONS.get(card.kind, "document"), card.id)


def _draft_entry(draft: DraftState, services: dict[str, Offered]) -> Entry:
    saved = draft.saved_at
    when = f"บันทึกเมื่อ {format_short(saved.date())} {format_time(saved.time())}" if saved is not None else ""
    return Entry(draft.title, services[draft.service].card.title, "แบบร่าง", when, "edit", draft.service, draft.id)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Heading | Entry] = []

    def show(self, lines: list[Heading | Entry]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        heading = isinstance(self.lines[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == _ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.title if isinstance(line, Heading) else f"{line.title} {line.badge} {line.note}"
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = index.data(_ROLE)
        if isinstance(line, Heading):
            return QSize(0, QFontMetrics(theme.font("body-strong")).height() + theme.px(16))
        return QSize(0, QFontMetrics(theme.font("body-strong")).height() + QFontMetrics(theme.font("caption")).height() + theme.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        if isinstance(line, Heading):
            painter.setFont(theme.font("body-strong"))
            painter.setPen(theme.color("ink-quiet"))
            room = box.adjusted(theme.px(4), theme.px(8), 0, -theme.px(2))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.title)
        else:
            self._entry(painter, option, box, line)
        painter.restore()

    def _entry(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, line: Entry) -> None:
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        inner = box.adjusted(1, theme.px(2), -theme.px(2), -theme.px(2))
        painter.setPen(QPen(theme.color("primary" if chosen else "line"), theme.px(2) if chosen else 1))
        ground = "primary-soft" if chosen else "hover" if state & QStyle.StateFlag.State_MouseOver else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(inner, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        side = theme.px(24)
        left = inner.left() + theme.px(16)
        paint_icon(painter, line.icon, QRectF(left, inner.center().y() - side / 2, side, side), "primary")
        left += side + theme.px(16)
        right = inner.right() - theme.px(16)
        if line.number:
            cap = key_cap_size(str(line.number))
            paint_key_cap(
                painter,
                QRectF(right - cap.width(), inner.center().y() - cap.height() / 2, cap.width(), cap.height()),
                str(line.number),
                "ink-quiet",
            )
        right -= theme.px(40)
        caption, body, strong = theme.font("caption"), theme.font(), theme.font("body-strong")
        middle = Qt.AlignmentFlag.AlignVCenter
        if box.width() < theme.px(_NARROW):  # the title needs the room more than the explanation
            line = line._replace(detail=line.note or line.detail, note="")
        note = QFontMetrics(body).horizontalAdvance(line.note) + 2 if line.note else -theme.px(16)
        painter.setFont(body)
        painter.setPen(theme.color("ink-quiet"))
        painter.drawText(QRectF(right - note, inner.top(), note, inner.height()), Qt.AlignmentFlag.AlignRight | middle, line.note)
        right -= note + theme.px(16)
        badge = QFontMetrics(caption).horizontalAdvance(line.badge) + theme.px(24)
        pill = QRectF(right - badge, inner.center().y() - theme.px(14), badge, theme.px(28))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("amber-soft" if line.draft else "sunken"))
        painter.drawRoundedRect(pill, theme.px(14), theme.px(14))
        painter.setFont(caption)
        painter.setPen(theme.color("amber" if line.draft else "ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, line.badge)
        right -= badge + theme.px(16)
        top, height = inner.top() + theme.px(5), QFontMetrics(strong).height()
        width = right - left
        if not line.detail:
            top = inner.center().y() - height / 2
        for text, font, ink, y in ((line.title, strong, "ink", top), (line.detail, caption, "ink-quiet", top + height)):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left, y, width, metrics.height()), Qt.AlignmentFlag.AlignLeft | middle, shown)


class ServicePicker(QWidget):
    """``service_chosen(id)``, ``draft_chosen(id)``, ``draft_discarded(id)``, ``manual_wanted(service)``, ``amount_wanted(service)`` (only
    to calculate), ``left`` on Esc in the empty line. ``calculating``: for the calculator, with only what there is an amount of."""

    service_chosen = Signal(str)
    draft_chosen = Signal(str)
    draft_discarded = Signal(str)
    manual_wanted = Signal(str)
    amount_wanted = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, calculating: bool = False) -> None:
        super().__init__(parent)
        self.session = session
        self._calculating = calculating
        self._offered: list[Offered] = []
        self._drafts: list[DraftState] = []
        self._used: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._asks = "ต้องการทราบจำนวนเงินของงานใด ไม่เปิดคำขอและไม่บันทึก" if calculating else "ประชาชนมาติดต่อเรื่องใด"
        self.header = SectionHeader("คำนวณเงิน" if calculating else "คำขอใหม่", self._asks, role="heading")
        wordy = theme.scale() <= _LARGEST_WORDY
        self.amount = Button("คำนวณอย่างเดียว" if wordy else "คำนวณ", key="F4", icon="calculator" if wordy else None)
        self.amount.setAccessibleName("คำนวณอย่างเดียว ไม่เปิดคำขอ ปุ่มลัด F4")
        self.amount.clicked.connect(self._want_amount)
        self.manual = Button("พิมพ์คู่มือสำหรับประชาชน" if wordy else "พิมพ์คู่มือ", key="Ctrl+P", icon="print" if wordy else None)
        self.manual.clicked.connect(self._want_manual)
        for button in (self.amount, self.manual):
            self.header.add_action(button)
            button.setVisible(not calculating)
        column.addWidget(self.header)
        self.line = SearchLine("พิมพ์ส่วนใดส่วนหนึ่งของชื่องานบริการ หรือคำที่ประชาชนเรียก เช่น ป้าย เปิดร้าน ขุดบ่อ")
        self.line.textEdited.connect(lambda _: self._arrange())
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        self.list = QListView()
        self.list.setAccessibleName("งานบริการ")
        self.lines = _Lines(self.list)
        self.list.setModel(self.lines)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_actions())
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { border: none; background: transparent; }")
        self.list.clicked.connect(lambda index: self.choose(index.row()))
        column.addWidget(self.list, 1)
        self.empty = EmptyState("search", "ไม่พบงานบริการที่ตรงกับคำค้น", "ลองพิมพ์คำอื่น หรือลบคำค้นเพื่อดูงานบริการทั้งหมด")
        self.empty.hide()
        column.addWidget(self.empty, 1)
        keys = "↑ ↓ เลื่อน · Enter เลือก · ตัวเลขเลือกทันทีเมื่อยังไม่พิมพ์คำค้น"
        self.foot = ThaiLabel(keys if calculating else f"{keys} · Delete ลบแบบร่าง", "caption", tone="quiet")
        column.addWidget(self.foot)
        self.setFocusProxy(self.line)

    # --- showing ----------------------------------------------------------------------------------------------------------------------
    def begin(self, applicant: str = "") -> None:
        """Come to the front with an empty line; ``applicant`` is the name of somebody it is for."""
        self.header.set_explanation(f"สำหรับ{applicant}" if applicant else self._asks)
        self.line.setText("")
        self.refresh()
        self.line.setFocus()

    def refresh(self) -> None:
        """Ask the office again for services, drafts and what is used most."""
        office = self.session.office

        def look() -> tuple[list[Offered], list[DraftState], list[str]]:
            from lsvdesk.counter import cases, drafts, filing
            from lsvdesk.counter.calculation_forms import has_amount
            from lsvdesk.counter.views import CaseFilter

            cards = filing.services(office)
            offered = []
            for card in cards:
                service = office.catalogue.service(card.id)
                if has_amount(service) or not self._calculating:
                    promise = "" if self._calculating else promise_text(service.clock.promise)
                    offered.append(Offered(card, promise, service.description, has_amount(service)))
            recent = cases.list_cases(office, CaseFilter(limit=LOOKED_AT)) if len(cards) > MOST_USED else []
            used = most_used(recent, [each.card for each in offered])
            return offered, [] if self._calculating else drafts.drafts(office), used

        self._answered(look()) if self._offered else self.session.run(look, self._answered)

    def _answered(self, found: tuple[list[Offered], list[DraftState], list[str]]) -> None:
        self._offered, self._drafts, self._used = found
        self._arrange()

    def _arrange(self) -> None:
        lines = arranged(self._offered, self._drafts, self._used, self.line.text())
        self.lines.show(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(bool(self._offered) and not lines)
        if lines:
            first = next(at for at, line in enumerate(lines) if isinstance(line, Entry))
            self.list.setCurrentIndex(self.lines.index(first, 0))
            self.list.scrollToTop()
        self._show_actions()

    def _show_actions(self) -> None:
        """What can be done with the service in front."""
        entry = self.current()
        self.manual.setEnabled(entry is not None)
        self.amount.setEnabled(any(entry is not None and each.card.id == entry.service and each.amount for each in self._offered))

    # --- choosing ---------------------------------------------------------------------------------------------------------------------
    def current(self) -> Entry | None:
        index = self.list.currentIndex()
        line = index.data(_ROLE) if index.isValid() else None
        return line if isinstance(line, Entry) else None

    def entries(self) -> list[Entry]:
        return [line for line in self.lines.lines if isinstance(line, Entry)]

    def choose(self, row: int) -> None:
        line = self.lines.lines[row]
        if isinstance(line, Entry):
            self._take(line)

    def _want_manual(self) -> None:
        entry = self.current()
        if entry is not None:
            self.manual_wanted.emit(entry.service)

    def _want_amount(self) -> None:
        entry = self.current()
        if entry is not None:
            self.amount_wanted.emit(entry.service)

    def _take(self, entry: Entry) -> None:
        if entry.draft:
            self.draft_chosen.emit(entry.draft)
        else:
            self.service_chosen.emit(entry.service)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, entry = event.key(), self.current()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        digit = to_arabic(event.text())
        if key in steps:
            self._move(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if entry is not None and not event.isAutoRepeat():
                self._take(entry)
        elif key == Qt.Key.Key_Escape:
            if not self.line.text():
                self.left.emit()
            self.line.setText("")
            self._arrange()
        elif key == Qt.Key.Key_Delete and not self.line.text() and entry is not None and entry.draft:
            self.draft_discarded.emit(entry.draft)
        elif (
            len(digit) == 1
            and digit in "123456789"
            and not self.line.text()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            numbered = next((each for each in self.entries() if each.number == int(digit)), None)
            if numbered is None:
                return False
            self._take(numbered)
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        rows = [at for at, line in enumerate(self.lines.lines) if isinstance(line, Entry)]
        if not rows:
            return
        now = self.list.currentIndex().row()
        at = rows.index(now) if now in rows else 0
        row = rows[min(max(at + step, 0), len(rows) - 1)]
        self.list.setCurrentIndex(self.lines.index(row, 0))
        if row == rows[0]:
            self.list.scrollToTop()


def promise_text(duration: Any) -> str:
    """``ภายใน 31 วัน``, ``ภายใน 60 นาที``."""
    value = duration.value
    shown = f"{value.normalize():f}"
    return f"ภายใน {shown} {UNITS[duration.unit]}"
