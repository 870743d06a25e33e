"""What the page of a case does when something is decided, sent on to the office that decides, or answered by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lsvdesk.counter import deciding

if TYPE_CHECKING:
    from lsvdesk.counter.views import Answers, CaseDetail
    from lsvdesk.ui.case_page import CasePage

DECIDED = "บันทึกผลการพิจารณาแล้ว"


def approve(page: CasePage, case: CaseDetail) -> None:
    """Approve at once; where officials have parts of the form, they are typed in first."""

    def decide(official: Answers | None, reason: str = "") -> None:
        page.follow(deciding.decide(page.office, case.row.id, True, reason, official), DECIDED)

    service = _with_officials(page, case)
    if service is None:
        decide(None)
    else:
        _dialog(page, case, service, "approve", decide)


def refuse(page: CasePage, case: CaseDetail) -> None:
    """Refuse, with the reason; the letter to the applicant follows."""
    from lsvdesk.ui.case_dialogs import ask_reason

    def decide(official: Answers | None, reason: str) -> None:
        page.follow(deciding.decide(page.office, case.row.id, False, reason, official), DECIDED)

    service = _with_officials(page, case)
    if service is not None:
        done = _dialog(page, case, service, "refuse", decide)
    else:
        title = _title(case, "refuse")
        text = "เหตุผลจะพิมพ์ในหนังสือแจ้งผลถึงผู้ยื่น พร้อมสิทธิอุทธรณ์"
        done = ask_reason(page, title, text, title, lambda reason: decide(None, reason))
    if done:
        page.make_paper("result_notice")


def record_opinion(page: CasePage, case: CaseDetail) -> None:
    """What officer and committee found, before it is decided."""
    from lsvdesk.counter import official_parts, reading, shown
    from lsvdesk.ui.officials_dialog import OfficialsDialog

    def record(official: Answers, reason: str) -> None:
        page.follow(official_parts.record_opinion(page.office, case.row.id, official), "บันทึกความเห็นแล้ว")

    service = shown.definition(page.office, case.row.id)
    title, stages = _title(case, "record_opinion"), reading.opinion_stages(service)
    OfficialsDialog(page.session, case, service, title, stages, record, parent=page).exec()


def forward(page: CasePage, case: CaseDetail) -> None:
    """Send the case on; its covering letter is shown to be printed."""
    from lsvdesk.counter import forwarding
    from lsvdesk.ui.forwarding_dialogs import ForwardDialog

    def send(values: Mapping[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        page.follow(forwarding.forward(page.office, case.row.id, **given), "ส่งต่อแล้ว รอผล")

    plan = forwarding.plan(page.office, case.row.id)
    if ForwardDialog(case, plan, page.session.today, send, page).exec():
        page.make_paper("forwarding_letter")


def answer(page: CasePage, case: CaseDetail) -> None:
    """Record what the other office answered."""
    from lsvdesk.counter import forwarding
    from lsvdesk.ui.forwarding_dialogs import AnswerDialog

    def record(values: Mapping[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        page.follow(forwarding.answer(page.office, case.row.id, **given), "บันทึกผลที่ได้รับแล้ว")

    AnswerDialog(case, case.forwardings[-1], forwarding.OUTCOMES, page.session.today, record, page).exec()


def inform(page: CasePage, case: CaseDetail) -> None:
    """Tell the applicant: the case ends, and the letter with the result is shown to be printed."""
    from lsvdesk.counter import forwarding

    page.follow(forwarding.inform(page.office, case.row.id), "แจ้งผลผู้ยื่นแล้ว เรื่องสิ้นสุด")
    page.make_paper("result_notice")


DEEDS: Mapping[str, Callable[[CasePage, CaseDetail], None]] = MappingProxyType(
    {
        "approve": approve,
        "refuse": refuse,
        "record_opinion": record_opinion,
        "forward": forward,
        "answer": answer,
        "inform": inform,
    }
)
"""Action → what the page does."""


def _with_officials(page: CasePage, case: CaseDetail) -> Any:
    """The case's definition, where officials have parts of it to fill in."""
    from lsvdesk.catalogue import officials
    from lsvdesk.counter import shown

    service = shown.definition(page.office, case.row.id)
    return service if officials.parts(service) else None


def _dialog(page: CasePage, case: CaseDetail, service: Any, action: str, decide: Callable[[Answers, str], None]) -> bool:
    from lsvdesk.catalogue import officials
    from lsvdesk.ui.officials_dialog import OfficialsDialog

    refusal = action == "refuse"
    title, icon = _title(case, action), "close" if refusal else "check"
    dialog = OfficialsDialog(page.session, case, service, title, officials.STAGES, decide, icon=icon, refusal=refusal, parent=page)
    return bool(dialog.exec())


def _title(case: CaseDetail, action: str) -> str:
    from lsvdesk.counter.wording import TITLES

    return next((each.title for each in case.actions if each.id == action), TITLES[action])
