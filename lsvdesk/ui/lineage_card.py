"""The paper a case starts from and what follows from it, each a step to its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.case_cards import ClearedCard
from lsvdesk.ui.cases_page import STATUS_TONES
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Rule

if TYPE_CHECKING:
    from lsvdesk.counter.lineage import Following, Lineage
    from lsvdesk.counter.views import PermitRow

PAPER_TONES = {"valid": "green", "expired": "amber", "superseded": "quiet", "revoked": "red"}


class LineageCard(ClearedCard):
    """Hidden where a case stands alone."""

    wanted = Signal(int)
    """The id of the case to open."""

    def __init__(self) -> None:
        super().__init__("ใบสำคัญที่เกี่ยวเนื่อง")

    def show_lineage(self, found: Lineage) -> None:
        column = self.fresh()
        self.setVisible(bool(found))
        if found.before:
            column.addWidget(ThaiLabel("เริ่มจากใบสำคัญเดิม", "body-strong", tone="primary"))
        for permit in found.before:
            column.addWidget(self._paper(permit))
        if found.before and found.following:
            column.addWidget(Rule())
        if found.following:
            column.addWidget(ThaiLabel("คำขอที่เริ่มจากใบสำคัญของเรื่องนี้", "body-strong", tone="primary"))
        for after in found.following:
            column.addWidget(self._following(after))

    def _paper(self, permit: PermitRow) -> QWidget:
        until = f"ใช้ได้ถึง {format_short(permit.valid_until)}" if permit.valid_until is not None else ""
        given = f"ออกเมื่อ {format_short(permit.issued_on)}"
        said = " · ".join(part for part in (given, until, f"คำขอ {permit.case_number}") if part)
        badge = Badge(permit.status_title, PAPER_TONES[permit.status])
        return self._line(f"{permit.title} เลขที่ {permit.number}", said, badge, permit.case_id, permit.case_number)

    def _following(self, after: Following) -> QWidget:
        row = after.case
        said = [f"ยื่น {format_short(row.filed_on)}"]
        said += [f"ออก{permit.title} เลขที่ {permit.number}" for permit in after.permits]
        badge = Badge(row.status_title, STATUS_TONES.get(row.state, "quiet"))
        return self._line(f"{row.service_title} เลขรับ {row.number}", " · ".join(said), badge, row.id, row.number)

    def _line(self, title: str, said: str, badge: Badge, case_id: int, number: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ThaiLabel(title, wrap=True))
        words.addWidget(ThaiLabel(said, "caption", tone="quiet", wrap=True))
        words.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        button = Button("เปิด", icon="next")
        button.setAccessibleName(f"เปิดคำขอ {number}")
        button.clicked.connect(lambda: self.wanted.emit(case_id))
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
