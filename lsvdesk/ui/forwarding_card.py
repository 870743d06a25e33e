"""Where a request was sent on to, and what was answered: a card of the case's page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lsvdesk.counter.views import OPEN_STATUSES
from lsvdesk.thai.dates import format_long, format_short
from lsvdesk.ui.case_cards import ClearedCard, pair
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Rule

if TYPE_CHECKING:
    from lsvdesk.counter.views import CaseDetail, ForwardingRow

OUTCOMES = {"approved": ("อนุมัติ", "green"), "refused": ("ไม่อนุมัติ", "red"), "returned": ("ส่งเรื่องคืนให้แก้ไข", "amber")}


class ForwardingCard(ClearedCard):
    """The latest first; hidden where the case was never sent on."""

    def __init__(self) -> None:
        super().__init__("การส่งต่อ")

    def show_case(self, case: CaseDetail, today: dt.date) -> None:
        self.setVisible(bool(case.forwardings))
        column = self.fresh()
        for at, sent in enumerate(reversed(case.forwardings)):
            if at:
                column.addWidget(Rule())
            column.addWidget(ThaiLabel(f"ถึง {sent.addressee}", "body-strong", wrap=True))
            letter = f"ที่ {sent.letter_no} " if sent.letter_no else ""
            column.addLayout(pair("หนังสือนำส่ง", f"{letter}ลง {format_short(sent.sent_on)}"))
            awaited = not sent.outcome and at == 0 and case.row.status in OPEN_STATUSES
            if awaited and sent.answer_by is not None:
                late = (today - sent.answer_by).days
                said = format_long(sent.answer_by, thai_digits=False) + (f" (ช้า {late} วัน)" if late > 0 else "")
                column.addLayout(pair("คาดว่าจะได้รับผลภายใน", said, strong=late > 0, tone="red" if late > 0 else None))
            self._answer(column, sent)

    def _answer(self, column, sent: ForwardingRow) -> None:  # type: ignore[no-untyped-def]
        if not sent.outcome or sent.answered_on is None:
            return
        word, tone = OUTCOMES[sent.outcome]
        letter = f"ที่ {sent.answer_no} " if sent.answer_no else ""
        column.addLayout(pair("ผลที่ได้รับ", word, strong=True, tone=tone))
        column.addLayout(pair("หนังสือตอบ", f"{letter}ลง {format_short(sent.answered_on)}"))
        if sent.answer:
            column.addWidget(ThaiLabel(sent.answer, wrap=True))
