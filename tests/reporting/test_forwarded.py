"""Requests that another office has, in the month's lists and figures and in the register of cases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lsvdesk.counter import forwarding
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.reporting import details
from lsvdesk.reporting.registers import export_register
from tests.counter.conftest import begun, clock, office  # noqa: F401  (an office with the welfare services)
from tests.counter.test_welfare import filed

END = dt.date(2026, 11, 30)


def states(office: Office) -> dict[str, tuple[str, int]]:  # noqa: F811
    with office.register.read() as session:
        return {entry.service_title: (entry.state, entry.days_late) for entry in details.pending(session, END)}


def test_what_was_sent_on_waits_for_its_answer_and_is_not_late(office: Office, clock: FixedClock) -> None:  # noqa: F811
    sent, kept = filed(office, "disability-card"), filed(office, "elderly-allowance")
    forwarding.forward(office, sent.row.id)
    clock.go_to(END)
    assert states(office)[sent.row.service_title] == ("ส่งต่อแล้ว รอผล", 0)
    state, late = states(office)[kept.row.service_title]
    assert (state, late > 0) == ("กำลังดำเนินการ", True)
    forwarding.answer(office, sent.row.id, "approved")
    assert states(office)[sent.row.service_title] == ("ได้รับผลแล้ว รอแจ้งผู้ยื่น", 0)


def test_a_month_says_what_was_so_at_its_end(office: Office, clock: FixedClock) -> None:  # noqa: F811
    sent = filed(office, "disability-card")
    clock.go_to(dt.date(2026, 12, 1))
    forwarding.forward(office, sent.row.id)
    state, late = states(office)[sent.row.service_title]
    assert (state, late) == ("กำลังดำเนินการ", 12)  # at the end of November it was still here, twelve days late


def test_the_register_of_cases_says_the_state_too(office: Office, tmp_path: Path) -> None:  # noqa: F811
    from openpyxl import load_workbook

    sent = filed(office, "disability-card")
    forwarding.forward(office, sent.row.id)
    target = tmp_path / "cases.xlsx"
    export_register(office, "cases", None, None, target)
    cells = [str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row if cell.value]
    assert "ส่งต่อแล้ว รอผล" in cells
