"""What should be done next at the counter, from what today's screen knows; no Qt, so that it can be tested as a rule.

The order: money of a past day that was not counted; what is overdue in law or by promise; a form that was being filled in; what another
office has answered, so that the applicant is told; what is due soon; an answer that should have come; a deficiency whose date has passed;
documents that wait to be checked; and, when nothing waits, the next citizen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lsvdesk.thai.dates import format_long, format_short

if TYPE_CHECKING:
    import datetime as dt

    from lsvdesk.counter.views import CaseRow, DraftState, TodayView


class NextStep(NamedTuple):
    """``page`` and ``argument`` open it; ``draft`` is set where it is a form to go on with; ``tone`` is a colour of the look."""

    title: str
    text: str
    button: str
    page: str
    argument: object = None
    draft: str = ""
    tone: str = "primary"
    icon: str = "next"


def days_left_text(days: int | None) -> str:
    """``เหลือ 3 วัน``, ``ครบกำหนดวันนี้``, ``เกิน 2 วัน``; empty where no clock runs."""
    if days is None:
        return ""
    if days < 0:
        return f"เกิน {-days} วัน"
    return "ครบกำหนดวันนี้" if days == 0 else f"เหลือ {days} วัน"


def days_left_tone(days: int | None) -> str:
    """red when overdue, amber when due within three days, else quiet."""
    if days is None:
        return "quiet"
    return "red" if days < 0 else "amber" if days <= 3 else "quiet"


def next_step(view: TodayView, just_started: bool = False) -> NextStep:
    """The one thing to do next. When the program has ``just_started`` a form left half filled (by a power cut, say) comes first."""
    if just_started and view.drafts:
        return _draft(view.drafts[0], "มีคำขอที่กรอกค้างไว้ก่อนปิดโปรแกรม")
    if view.unclosed_days:
        first = view.unclosed_days[0]
        more = f" และอีก {len(view.unclosed_days) - 1} วัน" if len(view.unclosed_days) > 1 else ""
        return NextStep(
            "ปิดยอดเงินประจำวันที่ค้างอยู่",
            f"วันที่ {format_long(first, thai_digits=False)}{more} รับเงินแล้วแต่ยังไม่ได้ปิดยอด",
            "ปิดยอด",
            "money",
            first,
            tone="red",
            icon="money",
        )
    if view.overdue:
        return _case(view.overdue[0], "คำขอเกินกำหนด", "red", "warning")
    if view.drafts:
        return _draft(view.drafts[0], "กรอกคำขอที่ค้างไว้ต่อ")
    answered = [row for row in view.waiting if row.state == "answered"]
    if answered:
        return _case(answered[0], "ได้รับผลจากหน่วยงานอื่นแล้ว แจ้งผู้ยื่น", "amber", "document")
    if view.due_soon:
        return _case(view.due_soon[0], "คำขอใกล้ครบกำหนด", "amber", "clock")
    unanswered = [row for row in view.forwarded if row.answer_late]
    if unanswered:
        return _unanswered(unanswered[0], view.on)
    late = [row for row in view.deficient if row.days_left is not None and row.days_left < 0]
    if late:
        return _case(late[0], "พ้นกำหนดแก้ไขเอกสารแล้ว", "amber", "document")
    if view.waiting:
        return _case(view.waiting[0], "คำขอที่รอดำเนินการ", "primary", "cases")
    return NextStep("ไม่มีงานค้าง", "พร้อมรับคำขอจากประชาชนรายต่อไป", "รับคำขอใหม่", "new", tone="green", icon="done")


def _unanswered(row: CaseRow, on: dt.date) -> NextStep:
    assert row.answer_by is not None
    parts = [row.number, row.service_title, row.applicant, f"คาดว่าจะได้รับผลเมื่อ {format_short(row.answer_by)}"]
    late = (on - row.answer_by).days
    return NextStep(f"ยังไม่ได้รับผลจากหน่วยงานที่ส่งต่อ ช้า {late} วัน", " · ".join(parts), "เปิดคำขอ", "case", row.id, tone="amber", icon="clock")


def _draft(draft: DraftState, title: str) -> NextStep:
    return NextStep(title, draft.title or "แบบร่างคำขอ", "กรอกต่อ", "new", draft=draft.id, tone="blue", icon="edit")


def _case(row: CaseRow, title: str, tone: str, icon: str) -> NextStep:
    due = row.statutory_due if row.promise_due is None else row.promise_due
    parts = [row.number, row.service_title, row.applicant]
    when = days_left_text(row.days_left) or (f"กำหนด {format_short(due)}" if due else "")
    return NextStep(
        title, " · ".join([part for part in parts if part] + ([when] if when else [])), "เปิดคำขอ", "case", row.id, tone=tone, icon=icon
    )
