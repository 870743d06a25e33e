"""The checklist: what applies to this case, and what of it lies on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.views import Handed
from lsvdesk.errors import FieldFault
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.readers import IntegerReader, TextReader
from lsvdesk.ui.widgets.surfaces import Badge, Card, Rule
from lsvdesk.ui.widgets.ticks import TickBox
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard import walk
from lsvdesk.ui.wizard.step_page import Desk, StepPage

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import RequiredDocument

MOST = 999
_NARROW = 700


class DocumentRow(QWidget):
    """One document: a tick for "all of it is here", the numbers of originals and copies, a note. ``changed`` after everything typed."""

    changed = Signal()

    def __init__(self, document: RequiredDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._waived = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(4))
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(theme.px(12))
        said = [document.condition, document.note, f"ออกโดย{document.issuer}" if document.issuer else ""]
        self.tick = TickBox(document.title + (" (ถ้ามี)" if document.optional else ""), " · ".join(part for part in said if part))
        self.tick.clicked.connect(lambda _: self._ticked())
        line.addWidget(self.tick, 1)
        counts = QHBoxLayout()
        counts.setSpacing(theme.px(12))
        counts.addStretch(1)
        self.state = Badge("", "quiet")
        counts.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self.originals = self._count("ฉบับจริง", document.originals, counts)
        self.copies = self._count("สำเนา", document.copies, counts)
        line.addLayout(counts)
        line.setAlignment(counts, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self.note = LineFieldEditor(TextReader(300), placeholder="หมายเหตุ เช่น สำเนายังไม่ได้ลงชื่อรับรอง")
        self.note.fill()
        self.note.set_name(f"หมายเหตุของ {document.title}")
        self.note.changed.connect(self.changed)
        self._note_row = QWidget()
        note_row = QHBoxLayout(self._note_row)
        note_row.setContentsMargins(theme.px(35), 0, 0, 0)
        note_row.addWidget(self.note)
        column.addWidget(self._note_row)
        self._note_row.hide()

    def _count(self, word: str, asked: int, line: QHBoxLayout) -> LineFieldEditor | None:
        """A small field for a number that is asked for; none where none is."""
        holder = QWidget()
        holder.setFixedWidth(theme.px(132))
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(4))
        line.addWidget(holder)
        if not asked:
            return None
        editor = LineFieldEditor(IntegerReader(0, MOST), placeholder="0")
        editor.fill()
        editor.line.setFixedWidth(theme.px(44))
        editor.set_name(f"{word}ของ {self.document.title}")
        editor.changed.connect(self.changed)
        box.addStretch(1)
        box.addWidget(ThaiLabel(word, "caption"))
        box.addWidget(editor)
        box.addWidget(ThaiLabel(f"/{asked}", "caption"))
        return editor

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(_NARROW)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), super().minimumSizeHint().height())

    def handed(self) -> Handed:
        """What lies on the desk."""
        document = self.document
        if not document.originals and not document.copies:  # the list asks for no number: one is there, or none
            return Handed(int(self.tick.isChecked()), 0, self.note.text().strip(), self._waived)
        counts = [(editor.value() or 0) if editor is not None else 0 for editor in (self.originals, self.copies)]
        return Handed(counts[0], counts[1], self.note.text().strip(), self._waived)

    def show_handed(self, handed: Handed, lacking: str | None) -> None:
        """Show numbers and state; ``lacking`` is what a two-party record would say, None where it is all there."""
        self._waived = handed.waived
        for editor, count in ((self.originals, handed.originals), (self.copies, handed.copies)):
            if editor is not None and (editor.value() or 0) != count:
                editor.set_value(count or None)
        if self.note.text() != handed.note and not self.note.line.hasFocus():
            self.note.set_value(handed.note or None)
        if handed.note:
            self._note_row.show()
        some = bool(handed.originals or handed.copies)
        enough = lacking is None and not handed.waived and (some or not self.document.optional)
        self.tick.setChecked(enough)
        for editor in (self.originals, self.copies):
            if editor is not None:
                editor.setEnabled(not handed.waived)
        if handed.waived:
            self.state.set_state("ยกเว้น", "blue")
        elif enough:
            self.state.set_state("ครบ", "green")
        elif self.document.optional:
            self.state.set_state("ถ้ามี", "quiet")
        else:
            self.state.set_state(lacking or "", "amber" if some else "red")

    def complete(self) -> Handed:
        """All that is asked for."""
        document = self.document
        nothing_asked = not document.originals and not document.copies
        return Handed(max(document.originals, int(nothing_asked)), document.copies, self.note.text().strip(), False)

    def columns(self) -> list[QWidget]:
        """Where the arrows go up and down."""
        return [self.tick, *(editor.line for editor in (self.originals, self.copies) if editor is not None), self.note.line]

    def open_note(self) -> None:
        self._note_row.show()
        self.note.line.setFocus()

    def waive(self) -> None:
        self._waived = not self._waived
        self.changed.emit()

    def _ticked(self) -> None:
        given = self.complete() if self.tick.isChecked() else Handed(0, 0, self.note.text().strip(), False)
        self._waived = False
        for editor, count in ((self.originals, given.originals), (self.copies, given.copies)):
            if editor is not None:
                editor.set_value(count or None)
        self.changed.emit()


class DocumentsPage(StepPage):
    """Space takes the document at the cursor in as a whole, F6 all of them; up and down go between documents, Enter to the next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: list[DocumentRow] = []
        card = Card("เอกสารหลักฐาน", "เฉพาะเอกสารที่ต้องใช้กับคำขอนี้", margin=16)
        assert card.header is not None
        self.all_button = Button("ครบทุกรายการ", key="F6", icon="check")
        self.all_button.clicked.connect(self.take_all)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.header.add_action(self.all_button)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        card.body.addLayout(self.list)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.summary = ThaiLabel("", "body-strong", wrap=True)
        card.add(self.summary)
        self.note_button = Button("หมายเหตุ", "quiet", key="F3", icon="edit")
        self.note_button.clicked.connect(self.open_note)
        self.waive_button = Button("ยกเว้นรายการนี้", "quiet", key="F7")
        self.waive_button.clicked.connect(self.waive)
        foot.addStretch(1)
        for button in (self.note_button, self.waive_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)
        card.body.addLayout(foot)
        self.column.addWidget(card)
        self.column.addStretch(1)
        for key, call in (("F3", self.open_note), ("F6", self.take_all), ("F7", self.waive)):
            QShortcut(QKeySequence(key), self, activated=call)
        for button in (self.all_button, self.note_button, self.waive_button):
            button.setShortcut(QKeySequence())

    # --- showing and collecting -------------------------------------------------------------------------------------------------------
    def enter(self) -> None:
        self.fill()
        waiting = next((row for row in self.rows if not row.tick.isChecked()), self.rows[0] if self.rows else None)
        if waiting is not None:
            walk.go_to(waiting.tick)

    def fill(self) -> None:
        """The list of this case, with what is there of it."""
        wanted = wizard.documents(self.desk.service, self.desk.state, self.desk.today)
        self.desk.state = replace(self.desk.state, shown_documents=tuple(document.id for document in wanted))
        if [row.document for row in self.rows] != wanted:
            self._build(wanted)
        self._show()

    def _build(self, wanted: Sequence[RequiredDocument]) -> None:
        while (item := self.list.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        self.rows = []
        for at, document in enumerate(wanted):
            if at:
                self.list.addWidget(Rule())
            row = DocumentRow(document)
            row.changed.connect(self._typed)
            for widget in row.columns():
                widget.installEventFilter(self)
            self.rows.append(row)
            self.list.addWidget(row)

    def _show(self) -> None:
        state = self.desk.state
        missing = {item.document: item.text for item in wizard.missing(self.desk.service, state, self.desk.today)}
        for row in self.rows:
            text = missing.get(row.document.id)
            lacking = None if text is None else text.removeprefix(row.document.title).strip(" ()")
            row.show_handed(wizard.handed_of(state, row.document.id), lacking)
        if missing:
            self.summary.setText(f"ยังขาด {len(missing)} รายการ ยื่นก่อนได้โดยทำบันทึกสองฝ่ายในขั้นตรวจทาน")
            self.summary.set_tone("amber")
        else:
            self.summary.setText("เอกสารครบถ้วน")
            self.summary.set_tone("green")

    def collect(self) -> None:
        handed = dict(self.desk.state.handed)
        for row in self.rows:
            given = row.handed()
            if given == Handed():
                handed.pop(row.document.id, None)
            else:
                handed[row.document.id] = asdict(given)
        self.desk.state = replace(self.desk.state, handed=handed)

    def _typed(self) -> None:
        self.collect()
        self._show()
        self.changed.emit()

    # --- what the keys do -------------------------------------------------------------------------------------------------------------
    def take_all(self) -> None:
        """Everything that is required is here (F6); the cursor goes to where Enter goes on."""
        handed = dict(self.desk.state.handed)
        for row in self.rows:
            if not row.document.optional and not row.handed().waived:
                handed[row.document.id] = asdict(row.complete())
        self.desk.state = replace(self.desk.state, handed=handed)
        self._show()
        self.changed.emit()
        if self.rows:
            walk.go_to(self.rows[-1].tick)

    def current(self) -> DocumentRow | None:
        """The document at the cursor."""
        focus = QApplication.focusWidget()
        return next((row for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)

    def open_note(self) -> None:
        row = self.current()
        if row is not None:
            row.open_note()

    def waive(self) -> None:
        row = self.current()
        if row is not None:
            row.waive()

    def go_on(self) -> None:
        row = self.current()
        at = self.rows.index(row) + 1 if row is not None else len(self.rows)
        if at < len(self.rows):
            walk.go_to(self.rows[at].tick)
        else:
            self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self.current()
            if row is not None and isinstance(watched, QWidget):
                self._up_or_down(row, watched, 1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _up_or_down(self, row: DocumentRow, widget: QWidget, step: int) -> None:
        at = self.rows.index(row) + step
        if not 0 <= at < len(self.rows):
            return
        other = self.rows[at]
        for mine, theirs in ((row.originals, other.originals), (row.copies, other.copies)):
            if mine is not None and theirs is not None and widget is mine.line:
                walk.go_to(theirs.line)
                return
        walk.go_to(other.tick)

    # --- faults and focus -------------------------------------------------------------------------------------------------------------
    def show_faults(self, faults: Sequence[FieldFault]) -> bool:
        for fault in faults:
            row = next((row for row in self.rows if row.document.id == fault.field), None)
            if row is not None:
                self.summary.setText(fault.message)
                self.summary.set_tone("red")
                row.tick.setFocus()
                self.set_condition("error")
                return True
        return False

    def focused(self) -> str:
        row = self.current()
        return row.document.id if row is not None else ""

    def focus_on(self, name: str) -> bool:
        row = next((row for row in self.rows if row.document.id == name), None)
        if row is not None:
            row.tick.setFocus()
        return row is not None
