"""What of a service nobody has confirmed yet, with a button for each; and what became of its settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.counter.service_views import FACT_TITLES, FactRow, FormsFault, HistoryEntry
from lsvdesk.thai.dates import format_short, format_time
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Card, Rule

CONFIRM = "ยืนยัน"
MOST_RATES = 10
"""More rates than this are confirmed in their own tab."""


class FactsCard(Card):
    """``confirm(fact)`` when the clerk presses the button beside one."""

    confirm = Signal(object)

    def __init__(self, facts: Sequence[FactRow], may: bool) -> None:
        waiting = [each for each in facts if not each.confirmed]
        said = "ตรวจกับตัวบทหรือเอกสารต้นฉบับแล้วกดยืนยัน โปรแกรมจะบันทึกว่าใครยืนยัน เมื่อใด จากเอกสารใด" if waiting else ""
        title = "ข้อที่ยังไม่ยืนยัน" if waiting or not facts else "ข้อที่สำนักงานยืนยันแล้ว"
        super().__init__(title, said, margin=16)
        self.buttons: dict[str, Button] = {}
        if not facts:
            self.add(ThaiLabel("ทุกข้อของบริการนี้มีที่มายืนยันแล้ว", tone="quiet", wrap=True))
        rates = [each for each in facts if each.kind == "rate" and not each.confirmed][MOST_RATES:]
        for at, fact in enumerate(each for each in facts if each not in rates):
            if at:
                self.add(Rule())
            self.add(self._fact(fact, may))
        if rates:
            self.add(Rule())
            self.add(ThaiLabel(f"และอีก {len(rates)} อัตรา ยืนยันได้ที่แท็บอัตราตามกฎหมาย", "caption", tone="quiet", wrap=True))

    def _fact(self, fact: FactRow, may: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ThaiLabel(fact.text, wrap=True))
        detail = " · ".join(part for part in (FACT_TITLES[fact.kind], fact.where, fact.reference) if part)
        words.addWidget(ThaiLabel(detail, "caption", tone="quiet", wrap=True))
        if fact.on is not None:
            done = f"ยืนยันโดย{fact.by} วันที่ {format_short(fact.on)} จาก{fact.note}"
            words.addWidget(ThaiLabel(done, "caption", tone="green", wrap=True))
        row.addLayout(words, 1)
        if fact.on is not None:
            row.addWidget(Badge("ยืนยันแล้ว", "green"), 0, Qt.AlignmentFlag.AlignTop)
        else:
            button = Button(CONFIRM, key=None if self.buttons else "Ctrl+Y", icon="check")
            button.setAccessibleName(f"ยืนยัน {fact.text}")
            button.setEnabled(may)
            button.clicked.connect(lambda: self.confirm.emit(fact))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons[fact.key] = button
        return holder


class HistoryCard(Card):
    """``call_off(start)`` when the clerk calls off what has not begun."""

    call_off = Signal(object)

    def __init__(self, history: Sequence[HistoryEntry], may: bool) -> None:
        super().__init__("ประวัติการแก้ไข", margin=16)
        self.buttons: list[Button] = []
        if not history:
            self.add(ThaiLabel("ยังไม่เคยแก้ไข ใช้ตามคู่มือที่มากับโปรแกรม", tone="quiet", wrap=True))
        called_off = {entry.start for at, entry in enumerate(history) if entry.kind == "setting" and entry.waiting}
        for at, entry in enumerate(history):
            if at:
                self.add(Rule())
            first = entry.kind == "setting" and entry.waiting and entry.start in called_off
            called_off.discard(entry.start)
            self.add(self._entry(entry, first and may))

    def _entry(self, entry: HistoryEntry, may_call_off: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ThaiLabel("\n".join(entry.what), wrap=True))
        said = [f"{format_short(entry.made_at.date())} {format_time(entry.made_at.time())}", entry.made_by]
        if entry.start is not None:
            said.append(f"ใช้ตั้งแต่ {format_short(entry.start)}")
        if entry.note:
            said.append(entry.note)
        words.addWidget(ThaiLabel(" · ".join(said), "caption", tone="quiet", wrap=True))
        row.addLayout(words, 1)
        if entry.waiting:
            row.addWidget(Badge("ยังไม่เริ่มใช้", "blue"), 0, Qt.AlignmentFlag.AlignTop)
        if may_call_off:
            button = Button("ยกเลิก", "quiet", icon="undo")
            button.setAccessibleName(f"ยกเลิกการแก้ไขที่จะเริ่มใช้ {format_short(entry.start)}" if entry.start else "ยกเลิก")
            button.clicked.connect(lambda: self.call_off.emit(entry.start))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return holder


class FaultsCard(Card):
    """The faults of one file, each with its line and what to do."""

    def __init__(self, file: str, faults: Sequence[FormsFault]) -> None:
        service = any(each.service for each in faults)
        said = "บริการนี้เปิดรับคำขอไม่ได้จนกว่าจะแก้แฟ้มนี้ บริการอื่นใช้ได้ตามปกติ" if service else "สิ่งที่ผิดถูกข้ามไป บริการอื่นใช้ได้ตามปกติ"
        super().__init__(file, said, margin=16)
        for each in faults:
            self.add(Rule())
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(12))
            where = ThaiLabel(f"บรรทัด {each.line}", "body-strong")
            where.setFixedWidth(theme.px(96))
            row.addWidget(where, 0, Qt.AlignmentFlag.AlignTop)
            text = ThaiLabel(each.message, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(text, 1)
            self.add(line)
