"""What becomes of a request, told as steps: each life waits the working days that it yields, then goes on.

A life asks the case what can be done next and lets those do it whose work it is, so that a service that is defined later has a life too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lsvdesk.counter import assessing, cases, deciding, forwarding
from lsvdesk.counter.views import OPEN_STATUSES, CaseDetail, DeficiencyRequest

if TYPE_CHECKING:
    from lsvdesk.counter.views import Filing
    from lsvdesk.demo.desks import Desks

Life = Iterator[int]
"""Yields how many working days pass before the next step; ends where the request does, or where the demonstration leaves it."""

MOST_STEPS = 14
REFUSAL = "สถานที่ตั้งไม่เป็นไปตามหลักเกณฑ์ที่ข้อบัญญัติกำหนด และผู้ยื่นไม่ประสงค์จะแก้ไข"
WITHDRAWAL = "ผู้ยื่นเปลี่ยนแปลงแผนงาน จะยื่นคำขอใหม่ภายหลัง"

ENDS = ("whole", "brief", "unseen", "lacking", "waiting", "approved", "unpaid", "forwarded", "refused", "withdrawn", "late-papers")
"""How a life goes: to its end (``brief``: years ago, only its last paper is printed); left open as ``unseen`` (no documents looked at),
``lacking`` (a two-party record is open), ``waiting`` (to be decided or answered), ``approved``, ``unpaid``, ``forwarded``; ended otherwise
(``refused``, ``withdrawn``); ``late-papers`` lacks documents first and goes to its end then."""


def life(desks: Desks, asked: Callable[[], Filing], number: int, end: str = "whole") -> Life:
    """A request from its form to ``end`` (one of :data:`ENDS`)."""
    assert end in ENDS
    case = desks.file(asked(), number)
    brief = end == "brief"
    if not brief:
        desks.print("application", case)
        desks.print("acknowledgement", case)
    if end == "unseen":
        return
    if end in ("lacking", "late-papers") and case.complete_on is None:
        case = cases.record_documents(desks.clerk, case.row.id, {}, DeficiencyRequest(()))
        desks.print("deficiency", case)
        if end == "lacking":
            return
        yield 3
    case = desks.see_documents(case)
    if case.assessment is not None and not brief:
        desks.print("assessment_sheet", case)
    if end == "withdrawn":
        yield 1
        cases.withdraw(desks.clerk, case.row.id, WITHDRAWAL)
        return
    if end == "refused":
        yield 1
        desks.decide(case, number, False, REFUSAL)
        desks.print("result_notice", case)
        return
    yield from _to_its_end(desks, case, number, end)


def _to_its_end(desks: Desks, case: CaseDetail, number: int, end: str) -> Life:
    written = False
    for _ in range(MOST_STEPS):
        case = cases.case(desks.admin, case.row.id)
        if case.row.status not in OPEN_STATUSES:
            break
        possible = {action.id for action in case.actions if action.enabled}
        if end == "approved" and case.row.status == "approved":
            return
        if "record_opinion" in possible and not written:
            written = True
            yield _pause(desks, case, number)
            desks.write_opinions(case, number)
        elif "serve_notice" in possible:
            for kind in ("assessment_notice", "land_tax_notice"):
                if end != "brief":
                    desks.print(kind, case)
            assessing.serve_notice(desks.clerk, case.row.id, desks.clock.today())
            if end == "unpaid":
                return
            yield number % 3
        elif "take_payment" in possible:
            if end == "unpaid":
                return
            desks.take(case, number)
        elif end == "waiting":
            return
        elif "approve" in possible:
            yield _pause(desks, case, number)
            desks.decide(case, number)
        elif "issue" in possible:
            if not written and case.row.status != "approved":
                yield _pause(desks, case, number)
            case = deciding.issue(desks.executive, case.row.id)
            _print_permit(desks, case)
        elif "forward" in possible and not case.forwardings:
            case = forwarding.forward(desks.officer, case.row.id)
            desks.print("forwarding_letter", case)
            if end == "forwarded":
                return
            yield 5
        elif "answer" in possible:
            forwarding.answer(desks.officer, case.row.id, "approved", text="อนุมัติตามที่เสนอ", answer_no=f"สมมุติ {100 + number}/2569")
        elif "inform" in possible:
            forwarding.inform(desks.officer, case.row.id)
        else:
            break
    if end != "brief":
        desks.print("result_notice", case)


def _print_permit(desks: Desks, case: CaseDetail) -> None:
    from lsvdesk.counter import papers

    for permit in case.permits:
        desks.print(papers.kind_of_permit(desks.officer, permit.id), case)


def _pause(desks: Desks, case: CaseDetail, number: int) -> int:
    """Working days until the next step, so that the promise is kept where it gives a day or more."""
    due = case.row.promise_due
    room = (due - desks.clock.today()).days if due is not None else 0
    return min(max(0, room // 2 - 1), 1 + number % 2)
