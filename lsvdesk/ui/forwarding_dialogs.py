"""Sending a request on to the office that decides it, and recording what that office answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from lsvdesk.thai.dates import format_short
from lsvdesk.ui.fields_dialog import FieldsDialog
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import FieldFrame
from lsvdesk.ui.widgets.text import LongTextEditor, TextEditor

if TYPE_CHECKING:
    from lsvdesk.counter.views import CaseDetail, ForwardingPlan, ForwardingRow

MOST_NAMED = 6


class ForwardDialog(FieldsDialog):
    """``do({addressee, letter_no?, sent_on, answer_by})`` sends the case on."""

    def __init__(
        self,
        case: CaseDetail,
        plan: ForwardingPlan,
        today: dt.date,
        do: Callable[[Mapping[str, Any]], None],
        parent: QWidget | None = None,
    ) -> None:
        addressee = FieldFrame("เรียน", TextEditor(300), required=True, key="addressee")
        addressee.editor.set_value(plan.addressee)
        number = FieldFrame("เลขที่หนังสือนำส่ง", TextEditor(80), hint="ตามทะเบียนหนังสือส่งของสำนักงาน", key="letter_no")
        number.editor.set_value(plan.letter_no)
        sent = FieldFrame("วันที่ส่ง", BuddhistDateEditor(today=today, first=case.complete_on, last=today), required=True, key="sent_on")
        sent.editor.set_value(today)
        expected = FieldFrame("คาดว่าจะได้รับผลภายในวันที่", BuddhistDateEditor(today=today, first=today), required=True, key="answer_by")
        expected.editor.set_value(plan.answer_by)
        rows: list[FieldFrame | list[FieldFrame]] = [addressee]
        if plan.letter_no is not None:
            rows.append(number)
        rows.append([sent, expected])
        more = f" และอีก {len(plan.documents) - MOST_NAMED} รายการ" if len(plan.documents) > MOST_NAMED else ""
        with_it = ", ".join(plan.documents[:MOST_NAMED]) + more
        notes = [f"เรื่อง {plan.subject}", f"สิ่งที่ส่งมาด้วย: แบบคำขอ{', ' if with_it else ''}{with_it}"]
        notes.append("เวลาตามคู่มือของสำนักงานสิ้นสุดในวันที่ส่ง หลังจากนั้นเป็นเวลาของหน่วยงานที่รับเรื่อง")
        super().__init__(
            f"ส่งต่อไปยัง{plan.to}",
            f"{case.row.number} · {case.row.service_title} · {case.row.applicant}",
            rows,
            "ส่งต่อและออกหนังสือนำส่ง",
            do,
            icon="document",
            notes=notes,
            parent=parent,
        )


class AnswerDialog(FieldsDialog):
    """``do({outcome, answered_on, answer_no, text})`` records the answer; why it was refused or sent back has to be said."""

    def __init__(
        self,
        case: CaseDetail,
        sent: ForwardingRow,
        outcomes: Mapping[str, str],
        today: dt.date,
        do: Callable[[Mapping[str, Any]], None],
        parent: QWidget | None = None,
    ) -> None:
        self._outcome = ChoiceEditor([(value, label) for value, label in outcomes.items()], radios=True)
        outcome = FieldFrame("ผลที่ได้รับ", self._outcome, required=True, key="outcome")
        number = FieldFrame("เลขที่หนังสือตอบ", TextEditor(80), key="answer_no")
        day = FieldFrame("ลงวันที่", BuddhistDateEditor(today=today, first=sent.sent_on, last=today), required=True, key="answered_on")
        day.editor.set_value(today)
        self._text = FieldFrame("รายละเอียดของผล", LongTextEditor(2000, lines=3), key="text")
        number_of_ours = f" ตามหนังสือที่ {sent.letter_no}" if sent.letter_no else ""
        super().__init__(
            "บันทึกผลที่ได้รับ",
            f"{case.row.number} · ส่งถึง{sent.addressee} เมื่อ {format_short(sent.sent_on)}{number_of_ours}",
            [outcome, [number, day], self._text],
            "บันทึกผล",
            do,
            icon="save",
            notes=["ผลที่บันทึกจะอยู่ในหนังสือแจ้งผลถึงผู้ยื่น"],
            parent=parent,
        )
        self._outcome.changed.connect(self._chosen)

    def _chosen(self) -> None:
        """A refusal has its reason; what is sent back says what to put right."""
        outcome = self._outcome.value()
        labels = {"refused": "เหตุผลที่ไม่อนุมัติ", "returned": "สิ่งที่ต้องแก้ไข"}
        self._text.set_required(outcome in labels)
        self._text.set_label(labels.get(str(outcome), "รายละเอียดของผล"))
        self._text.show_fault(None)
