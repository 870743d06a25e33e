"""Which services the office gives and how: switched, promised, asked for and charged; dated, and told in a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter import local_services
from lsvdesk.counter.service_views import STATE_TITLES, FactRow, FormsFault, LawFees, LocalFee, LocalServiceChange, ServiceRow
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.confirming import ConfirmSource, source_field
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.settings.service_facts import CONFIRM, FactsCard, FaultsCard, HistoryCard
from lsvdesk.ui.settings.service_form import STATE_TONES, LawFeesForm, ServiceForm
from lsvdesk.ui.settings.service_list import Entry, ServiceList
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.dialogs import CANCEL, MessageDialog
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Card, EmptyState, scrolled
from lsvdesk.ui.widgets.text import TextEditor

TAKE_OUT, CALL_OFF = "นำออก", "ยกเลิกการแก้ไข"
_LIST_WIDTH, _NARROW_BELOW, _REST = 340, 860, 90
_FAULTY_FILES = "แฟ้มที่ใช้ไม่ได้"
_OTHERS = "อัตราอื่นที่กฎหมายให้ท้องถิ่นกำหนด"


class ServicesPart(Part):
    """The list at the left, the chosen service at the right; one at a time where the window is narrow."""

    title = "งานบริการ"
    saves = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.service = ""
        self.form: ServiceForm | LawFeesForm | None = None
        self.facts: FactsCard | None = None
        self.history: HistoryCard | None = None
        self._faults: dict[str, list[FormsFault]] = {}
        self._laws: dict[str, LawFees] = {}
        self._soon = QTimer(self)  # who holds an arrow key down does not wait for every service on the way
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self._show_chosen)
        self._narrow = False
        self._opened = False
        self.list = ServiceList()
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._open)
        self.back = Button("รายการบริการ", "quiet", icon="back", key="Alt+Left")
        self.back.clicked.connect(self._back_to_list)
        day = BuddhistDateEditor(first=session.today, today=session.today)
        day.line.setMinimumWidth(day.line.maximumWidth())  # a whole day can be read, whoever else wants the room
        self.start = FieldFrame("เริ่มใช้ตั้งแต่", day, required=True, key="start")
        self.note = FieldFrame("เหตุผล หรือหนังสือที่อ้างถึง", TextEditor(500), key="note")
        self.save_card = Card(margin=12)
        self._save_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._save_row.setSpacing(theme.px(16))
        self.save_button = Button("บันทึก", "primary", key="Ctrl+S", icon="save")
        self.save_button.clicked.connect(self.save)
        self._save_row.addWidget(self.start, 2)
        self._save_row.addWidget(self.note, 4)
        self._save_row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.save_card.body.addLayout(self._save_row)
        self.save_card.body.setSpacing(theme.px(4))
        self.who = ThaiLabel("", "caption", tone="quiet", wrap=True)
        self.save_card.add(self.who)
        self.right = QWidget()
        self._right = QVBoxLayout(self.right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(theme.px(8))
        self._right.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._content = QWidget()
        self._sections = QVBoxLayout(self._content)
        self._sections.setContentsMargins(0, 0, theme.px(8), 0)
        self._sections.setSpacing(theme.px(12))
        self.area = scrolled(self._content)
        self._right.addWidget(self.area, 1)
        self._right.addWidget(self.save_card)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.list)
        row.addWidget(self.right, 1)
        self.column.setContentsMargins(0, theme.px(8), 0, theme.px(4))
        self.column.addLayout(row, 1)
        self._show_empty()
        self._arrange()

    # --- showing ------------------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        rows = local_services.listed(self.office)
        self._faults = _by_file(local_services.faults(self.office))
        self._laws = {f"law:{each.law}": each for each in local_services.other_fees(self.office)}
        self.list.set_entries([*_faulty(self._faults), *_entries(rows), *_of_laws(self._laws)])
        self.show_who_may()
        if not self.dirty:
            self._show(self.service)

    def activate(self) -> None:
        super().activate()
        if not self.service and (keys := self.list.shown()):
            self.list.select(keys[0])
            self._show(keys[0])
        self.list.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, key: str) -> None:
        """Show a service (or a faulty file) anew, as it is stored."""
        self.service = key
        self._clear()
        if key in self._faults:
            self._sections.addWidget(FaultsCard(key, self._faults[key]))
            self._sections.addStretch(1)
            self.save_card.hide()
            return
        if not key:
            self._show_empty()
            return
        may = self.office.user.role == "admin"
        if key in self._laws:
            self._take(LawFeesForm(self._laws[key], may))
        else:
            try:
                shown = local_services.shown(self.office, key)
            except CounterError as error:  # broken meanwhile
                self.trouble.emit(error)
                self._show_empty()
                return
            self._take(ServiceForm(shown, self._departments(), may))
            self.facts = FactsCard(shown.facts, self.office.user.role in (*local_services.CONFIRMING, "finance"))
            self.facts.confirm.connect(self._ask_confirm)
            self.history = HistoryCard(shown.history, may)
            self.history.call_off.connect(self._ask_call_off)
            self._sections.addWidget(self.facts)
            self._sections.addWidget(self.history)
        self._sections.addStretch(1)
        self.start.editor.set_value(self.session.today)
        self.note.editor.set_value(None)
        for field in (self.start, self.note):
            field.show_fault(None)
            field.setEnabled(may)
            field.setVisible(key not in self._laws)
        self.save_card.show()
        self._place_save()

    def _take(self, form: ServiceForm | LawFeesForm) -> None:
        form.changed.connect(self.set_dirty)
        form.fees.take_out.connect(self._ask_take_out)
        self.form = form
        self._sections.addWidget(form)

    def _departments(self) -> list[tuple[str, str]]:
        from lsvdesk.ui.office_form import DEPARTMENTS

        profile = self.office.catalogue.profile
        named = profile.departments if profile else {}
        works = [(department, work, named[department].title) for department, (work, _) in DEPARTMENTS.items() if department in named]  # type: ignore[index]
        return [(department, f"{title} ({work})") for department, work, title in works]

    def _clear(self) -> None:
        self._right.removeWidget(self.save_card)
        self._sections.removeWidget(self.save_card)
        self.save_card.setParent(self.right)
        self.form = self.facts = self.history = None
        while self._sections.count():
            widget = self._sections.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.area.verticalScrollBar().setValue(0)
        self._right.addWidget(self.save_card)

    def _show_empty(self) -> None:
        self._sections.addWidget(EmptyState("settings", "เลือกงานบริการจากรายการ", "กดลูกศรขึ้นลงหรือพิมพ์เพื่อค้นหา"))
        self.save_card.hide()

    # --- choosing -----------------------------------------------------------------------------------------------------------------
    def _chosen(self, key: str) -> None:
        if key == self.service:
            self._soon.stop()
            return
        title = self.form.shown.row.title if isinstance(self.form, ServiceForm) else ""
        if not self.settled(title):
            self.list.select(self.service)
            return
        self.list.select(key)  # saving has filled the list anew
        self._soon.start()

    def _show_chosen(self) -> None:
        """Show what the cursor has come to rest on."""
        self._soon.stop()
        key = self.list.current()
        if key and key != self.service and not self.dirty:
            self._show(key)

    def _open(self, key: str) -> None:
        """Enter: to the first field."""
        self._chosen(key)
        self._show_chosen()
        if self.service != key:
            return
        self._opened = True
        self._arrange()
        if self.form is not None:
            self.form.focus_first()

    def _back_to_list(self) -> None:
        self._opened = False
        self._arrange()
        self.list.list.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self._opened = False
            self._arrange()
            self.list.filter.setFocus()
            self.list.filter.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.right.isAncestorOf(self.focusWidget() or self):
            self._back_to_list()
        else:
            super().keyPressEvent(event)

    # --- room ---------------------------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(_NARROW_BELOW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Both halves beside each other, or one at a time."""
        self.list.setVisible(not self._narrow or not self._opened)
        self.right.setVisible(not self._narrow or self._opened)
        self.back.setVisible(self._narrow)
        if self._narrow:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
        else:
            self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self._save_row.setDirection(QBoxLayout.Direction.TopToBottom if self._narrow else QBoxLayout.Direction.LeftToRight)
        self._place_save()

    def _place_save(self) -> None:
        """Always in sight where there is room; at 200 % after the last field."""
        if self.form is None:
            return
        self._right.removeWidget(self.save_card)
        self._sections.removeWidget(self.save_card)
        if self._narrow:
            self._sections.insertWidget(1, self.save_card)
        else:
            self._right.addWidget(self.save_card)
        self.save_card.show()

    # --- changing -----------------------------------------------------------------------------------------------------------------
    def show_who_may(self) -> None:
        super().show_who_may()
        self.who.setVisible(bool(self.who.text()))

    def save(self) -> None:
        """Store what was typed of the service that is shown."""
        if self.form is None:
            return
        if not self.form.check():
            self._bring_into_view(self.form.first_fault())
            return
        for field in (self.start, self.note):
            if field.check() is not None:
                field.focus_fault()
                return
        change = self.form.change() if isinstance(self.form, ServiceForm) else LocalServiceChange(fees=self.form.fees.typed())
        self._store(change, self.start.editor.value(), self.note.editor.value() or "", "บันทึกการตั้งค่าบริการแล้ว")

    def _store(self, change: LocalServiceChange, start: dt.date | None, note: str, said: str) -> bool:
        assert self.form is not None
        try:
            if self.service in self._laws:
                local_services.change_fees(self.office, change.fees)
            else:
                local_services.change(self.office, self.service, change, start, note)
        except CounterError as error:
            if self.form.show_error(error):
                self._bring_into_view(self.form.first_fault())
            elif error.field == "start":
                self.start.show_fault(error.message)
                self.start.focus_fault()
            else:
                self.trouble.emit(error)
            return False
        begins = f" เริ่มใช้ {format_short(start)}" if start is not None and start > self.session.today else ""
        self._done(f"{said}{begins}")
        return True

    def _bring_into_view(self, field: QWidget | None) -> None:
        if field is not None:
            self._content.layout().activate()  # the fault has made its field higher
            self.area.ensureWidgetVisible(field, 0, theme.px(48))

    def _done(self, said: str) -> None:
        """Something was stored: show it, and stay where one was."""
        at = self.area.verticalScrollBar().value()
        self.stored(said)
        self.refresh()
        self.area.verticalScrollBar().setValue(at)
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_take_out(self, fee: LocalFee) -> None:
        text = f"{fee.ordinance} ที่ใช้ตั้งแต่ {format_short(fee.start)} จะไม่มีผลกับคำขอที่รับจากนี้ไป คำขอเดิมไม่เปลี่ยน"
        buttons = ((TAKE_OUT, "danger"), (CANCEL, "secondary"))
        if self.settled() and MessageDialog("นำอัตราตามข้อบัญญัติออก", text, buttons, parent=self.window()).ask() == TAKE_OUT:
            gone = LocalFee(fee.rate, None, fee.ordinance, fee.start)
            self._store(LocalServiceChange(fees=(gone,)), None, "", "นำอัตราตามข้อบัญญัติออกแล้ว")

    def _ask_call_off(self, start: dt.date) -> None:
        text = f"สิ่งที่จะเริ่มใช้วันที่ {format_short(start)} จะไม่เปลี่ยน และยังเห็นได้ในประวัติ"
        buttons = ((CALL_OFF, "danger"), (CANCEL, "secondary"))
        if self.settled() and MessageDialog("ยกเลิกการแก้ไขที่ยังไม่เริ่มใช้", text, buttons, parent=self.window()).ask() == CALL_OFF:
            self._do(lambda: local_services.call_off(self.office, self.service, start), "ยกเลิกการแก้ไขแล้ว")

    def _ask_confirm(self, fact: FactRow) -> None:
        if not self.settled():
            return
        fields = source_field()
        if ConfirmSource(CONFIRM, fields, fact.text, self).ask() == CONFIRM:
            self.confirm(fact.key, fields.value("note", ""))

    def confirm(self, key: str, note: str) -> None:
        """Record that a fact was held against its source."""
        self._do(lambda: local_services.confirm(self.office, self.service, key, note), "ยืนยันแล้ว")

    def _do(self, call: object, said: str) -> None:
        try:
            call()  # type: ignore[operator]
        except CounterError as error:
            self.trouble.emit(error)
            return
        self._done(said)


def _entries(rows: tuple[ServiceRow, ...]) -> list[Entry]:
    """By department, in the order in which departments first come."""
    services = [row for row in rows if row.state != "faulty"]
    order = {title: at for at, title in enumerate(dict.fromkeys(row.department_title for row in services))}
    found = []
    for row in sorted(services, key=lambda row: order[row.department_title]):
        said = [STATE_TITLES[row.state]]
        if row.promise is not None and row.state == "offered":
            said = [f"ภายใน {row.promise.said}"]
        if row.own_documents:
            said.append(f"เอกสารเพิ่ม {row.own_documents}")
        if row.own_fees:
            said.append("มีข้อบัญญัติ")
        if row.coming is not None:
            said.append(f"แก้ไข {format_short(row.coming)}")
        if row.unverified:
            said.append(f"ยังไม่ยืนยัน {row.unverified}")
        tone = "quiet" if row.state != "offered" else "amber" if row.unverified else "ink-quiet"
        found.append(Entry(row.id, row.title, row.department_title, " · ".join(said), tone, row.id))
    return found


def _of_laws(laws: Mapping[str, LawFees]) -> list[Entry]:
    found = []
    for key, each in laws.items():
        own = sum(fee.in_force is not None for fee in each.fees)
        said = f"{len(each.fees)} อัตรา" + (f" · กำหนดแล้ว {own}" if own else "")
        found.append(Entry(key, each.law, _OTHERS, said, "ink-quiet", " ".join(fee.description for fee in each.fees)))
    return found


def _by_file(faults: tuple[FormsFault, ...]) -> dict[str, list[FormsFault]]:
    found: dict[str, list[FormsFault]] = {}
    for each in faults:
        found.setdefault(each.file, []).append(each)
    return found


def _faulty(files: dict[str, list[FormsFault]]) -> list[Entry]:
    found = []
    for file, faults in files.items():
        lines = ", ".join(str(each.line) for each in faults[:3])
        more = f" และอีก {len(faults) - 3} แห่ง" if len(faults) > 3 else ""
        found.append(
            Entry(file, file.rsplit("/", 1)[-1], _FAULTY_FILES, f"บรรทัด {lines}{more}: {faults[0].message}", STATE_TONES["faulty"], file)
        )
    return found
