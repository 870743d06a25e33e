"""Somebody who is known already, found while their name, number or telephone is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lsvdesk.counter.views import OrganisationData, PersonData
from lsvdesk.thai.addresses import format_address
from lsvdesk.thai.identifiers import format_id, format_phone
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import paint_icon
from lsvdesk.ui.wizard.search_line import SearchLine

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session, Task

Applicant = PersonData | OrganisationData
MOST_FOUND = 8
_DELAY = 60
_ENTRY = Qt.ItemDataRole.UserRole
NEW = "new"


def name_of(applicant: Applicant) -> str:
    return applicant.full_name if isinstance(applicant, PersonData) else applicant.name


def particulars(applicant: Applicant) -> str:
    """What tells people of one name apart: number, telephone, where they live."""
    number = applicant.citizen_id if isinstance(applicant, PersonData) else applicant.juristic_id
    place = applicant.address
    where = {
        "house_no": place.house_no,
        "moo": place.moo,
        "subdistrict": place.subdistrict,
        "district": place.district,
        "province": place.province,
    }
    parts = [format_id(number) if number else "", f"โทร. {format_phone(applicant.phone)}" if applicant.phone else ""]
    parts.append(format_address(where) if any(where.values()) else "")
    return " · ".join(part for part in parts if part)


class PeopleFinder(QWidget):
    """A search line with its results under it, over the page.

    ``picked(PersonData | OrganisationData)``; ``new_wanted(text)`` when nobody of the list is meant; ``typed`` after every change;
    ``left`` when Enter is pressed in the empty line; ``opened`` when the list comes up.
    """

    picked = Signal(object)
    new_wanted = Signal(str)
    typed = Signal(str)
    left = Signal()
    opened = Signal()

    def __init__(self, session: Session, over: QWidget, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.kinds: tuple[type, ...] = (PersonData, OrganisationData)
        self._task: Task | None = None
        self._asked = ""
        self._enter_waits = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.line = SearchLine(hint)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.box = QFrame(over)
        self.box.setProperty("kind", "popup-panel")
        inner = QVBoxLayout(self.box)
        inner.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        self.list = QListWidget()
        self.list.setProperty("kind", "results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Entries(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("ผู้ที่พบในทะเบียน")
        self.list.itemClicked.connect(self._take)
        inner.addWidget(self.list)
        self.box.hide()
        over.installEventFilter(self)
        self._over = over
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._ask)

    # --- showing ----------------------------------------------------------------------------------------------------------------------
    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """What was typed before; nothing is searched for it."""
        self.line.setText(text)
        self.close_list()

    @property
    def open(self) -> bool:
        """Whether the list of results is shown."""
        return self.box.isVisible()

    @property
    def searching(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._task is not None

    def close_list(self) -> None:
        self._timer.stop()
        self._forget()
        self.box.hide()

    def entries(self) -> list[Any]:
        """What the list offers: people and organisations, then :data:`NEW`."""
        return [self.list.item(row).data(_ENTRY) for row in range(self.list.count())]

    # --- asking -----------------------------------------------------------------------------------------------------------------------
    def _edited(self, text: str) -> None:
        self.typed.emit(text)
        if not text.strip():
            self.close_list()
            return
        self._timer.start()

    def _ask(self) -> None:
        self._forget()
        text = self.text()
        if not text:
            self.box.hide()
            return
        office = self.session.office
        self._asked = text

        def look() -> list[Applicant]:
            from lsvdesk.counter.people import find_people

            return find_people(office, text, 3 * MOST_FOUND)

        self._task = self.session.run(look, self._answered, self._failed)

    def _answered(self, found: Sequence[Applicant]) -> None:
        self._task = None
        self.list.clear()
        for applicant in [each for each in found if isinstance(each, self.kinds)][:MOST_FOUND]:
            item = QListWidgetItem(name_of(applicant))
            item.setData(_ENTRY, applicant)
            self.list.addItem(item)
        item = QListWidgetItem(f"กรอกเป็นรายใหม่ “{self._asked}”")
        item.setData(_ENTRY, NEW)
        self.list.addItem(item)
        self.list.setCurrentRow(0)
        if self._enter_waits:
            self._enter_waits = False
            self._take(self.list.currentItem())
        elif self.line.hasFocus():
            self._place()
            self.box.show()
            self.box.raise_()
            self.opened.emit()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._enter_waits = False
        self.session.failed.emit(error)

    def _forget(self) -> None:
        self._enter_waits = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry, text = item.data(_ENTRY), self.text()
        self.close_list()
        if isinstance(entry, str):
            self.new_wanted.emit(text)
        else:
            self.picked.emit(entry)

    # --- keys and place ---------------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.box.hide()
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.box.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.box.isVisible():
            step, count = (1 if key == Qt.Key.Key_Down else -1), self.list.count()
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.text():
                self.left.emit()
            elif self.searching:
                if self._timer.isActive():
                    self._timer.stop()
                    self._ask()
                self._enter_waits = True
            elif self.box.isVisible():
                self._take(self.list.currentItem())
            else:
                self._ask()
            return True
        if key == Qt.Key.Key_Escape and (self.box.isVisible() or self.searching):
            self.close_list()
            return True
        return False

    def _place(self) -> None:
        corner = self.line.mapTo(self._over, QPoint(0, self.line.height() + theme.px(2)))
        wanted = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + theme.px(12)
        room = max(self._over.height() - corner.y() - theme.px(4), theme.px(120))
        self.box.setGeometry(corner.x(), corner.y(), self.line.width(), min(wanted, room))


class _Entries(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        body, caption = QFontMetrics(theme.font()).height(), QFontMetrics(theme.font("caption")).height()
        return QSize(0, body + (0 if isinstance(index.data(_ENTRY), str) else caption) + theme.px(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = index.data(_ENTRY)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary-soft"))
            painter.drawRoundedRect(rect, theme.px(6), theme.px(6))
        side = theme.px(theme.ICON)
        new = isinstance(entry, str)
        name = "new" if new else "person" if isinstance(entry, PersonData) else "building"
        paint_icon(painter, name, QRect(rect.left() + theme.px(8), rect.center().y() - side // 2, side, side).toRectF(), "primary")
        words = rect.adjusted(theme.px(16) + side, theme.px(4), -theme.px(8), -theme.px(4))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = theme.font("body" if new else "body-strong")
        painter.setFont(font)
        painter.setPen(theme.color("primary" if new else "ink"))
        title = index.data(Qt.ItemDataRole.DisplayRole)
        height = words.height() if new else QFontMetrics(font).height()
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(QRect(words.left(), words.top(), words.width(), height), flags, shown)
        if not new:
            caption = theme.font("caption")
            painter.setFont(caption)
            painter.setPen(theme.color("ink-quiet"))
            shown = QFontMetrics(caption).elidedText(particulars(entry), Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(QRect(words.left(), words.top() + height, words.width(), words.height() - height), flags, shown)
        painter.restore()
