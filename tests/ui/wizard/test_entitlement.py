"""What a citizen is entitled to, on the review of the form and on the page of the case: money to be paid out, never taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from lsvdesk.counter import filing, shown
from lsvdesk.counter.views import LineRow
from lsvdesk.ui.entitlement import EntitlementCard, sum_in_words
from tests.counter.conftest import begun, clock, office  # noqa: F401  (an office with the welfare services)
from tests.counter.people import DAY
from tests.counter.test_welfare import STORIES, filed


def line(**changes: Any) -> LineRow:
    known: dict[str, Any] = {
        "item": "เบี้ยยังชีพผู้สูงอายุ",
        "base": "1",
        "unit": "เดือน",
        "rate": "700",
        "amount": Decimal(700),
        "reference": "ระเบียบ",
        "sentence": "อายุ ๗๓ ปี ได้รับเดือนละ ๗๐๐ บาท เริ่มได้รับตั้งแต่เดือนธันวาคม ๒๕๖๙",
        "revenue": "",
        "group": "",
        "kind": "benefit",
        "confirmed": True,
    }
    return LineRow(**(known | changes))


def said(widget: Any) -> str:
    return "\n".join(label.text().replace("​", "") for label in widget.findChildren(QLabel))


def test_a_right_is_said_with_its_sum_a_month_and_from_when(qtbot: Any) -> None:
    card = EntitlementCard()
    qtbot.addWidget(card)
    card.show_lines([line()])
    text = said(card)
    for part in ("สิทธิที่ได้รับ", "ได้รับ 700.00 บาทต่อเดือน", "ตั้งแต่เดือนธันวาคม 2569", "ไม่มีเงินที่ต้องเรียกเก็บ"):
        assert part in text, part
    assert "ชำระ" not in text


def test_who_has_no_right_is_told_why(qtbot: Any) -> None:
    card = EntitlementCard()
    qtbot.addWidget(card)
    card.show_lines([line(amount=Decimal(0), sentence="ไม่มีสิทธิได้รับ: ได้รับบำนาญจากทางราชการ")])
    text = said(card)
    assert "ไม่มีสิทธิ" in text and "ได้รับบำนาญจากทางราชการ" in text
    assert "เรียกเก็บ" not in text


def test_where_there_is_no_right_to_speak_of_there_is_no_card(qtbot: Any) -> None:
    card = EntitlementCard()
    qtbot.addWidget(card)
    card.show_lines([line()])
    card.show_lines([])
    assert card.isHidden()


def test_a_sum_is_told_by_its_unit() -> None:
    assert sum_in_words(line(unit="ราย", amount=Decimal(3000))) == "ได้รับ 3,000.00 บาทต่อราย"
    assert sum_in_words(line(amount=Decimal(0))) == "ไม่มีสิทธิ"


@pytest.mark.parametrize(
    ("service", "amount"),
    [("elderly-allowance", 700), ("disability-allowance", 800), ("newborn-grant", 600), ("elderly-funeral-aid", 3000)],
)
def test_a_benefit_is_an_entitlement_and_never_owed(office: Any, service: str, amount: int) -> None:  # noqa: F811
    case, answers = STORIES[service]
    preview = filing.preview_assessment(office, service, case, answers, DAY)
    assert (preview.lines, preview.total) == ((), 0)
    assert sum(row.amount for row in preview.entitled) == amount
    made = filed(office, service)
    assert (made.row.due, made.payable_now) == (0, 0)
    assert [row.amount for row in shown.entitlement(office, made.row.id)] == [row.amount for row in preview.entitled]


def test_the_review_of_an_allowance_says_what_the_citizen_will_get(qtbot: Any, session: Any) -> None:
    from dataclasses import replace

    from lsvdesk.ui.wizard import state as wizard
    from lsvdesk.ui.wizard.form import RequestForm
    from tests.counter.people import owner

    service = session.office.catalogue.service("elderly-allowance")
    answers = STORIES["elderly-allowance"][1]
    state = wizard.begin(service, session.today)
    state = replace(state, person=wizard.as_typed(owner()), answers={**state.answers, **answers}, step="review", reviewed=True)
    form = RequestForm(session, service, state)
    qtbot.addWidget(form)
    form.resize(1130, 700)
    form.show()
    form.start()
    qtbot.wait(20)
    text = said(form.front)
    assert "สิทธิที่ได้รับ" in text and "ได้รับ 700.00 บาทต่อเดือน" in text
    assert "รวมทั้งสิ้น" not in text and "ความเห็นเจ้าหน้าที่" not in text
    assert "fees" not in [step.kind for step in wizard.steps(service, state, session.today)]


def test_the_officials_parts_are_nowhere_in_the_wizard(qtbot: Any, session: Any) -> None:
    from dataclasses import replace

    from lsvdesk.ui.wizard import shown as wizard_shown
    from lsvdesk.ui.wizard import state as wizard
    from lsvdesk.ui.wizard.details_page import DetailsPage
    from lsvdesk.ui.wizard.step_page import Desk

    service = session.office.catalogue.service("elderly-allowance")
    officials = {field.id for section in service.form if section.stage != "applicant" for field in section.fields}
    state = replace(
        wizard.begin(service, session.today), answers={**STORIES["elderly-allowance"][1], "opinion": "complete"}, step="details"
    )
    page = DetailsPage(Desk(session, service, state))
    qtbot.addWidget(page)
    page.fill()
    while page.prepare():
        pass
    assert page.frames() and not officials & {frame.key for frame in page.frames()}
    headings = [part.heading for part in wizard_shown.details(service, state, session.today)]
    assert not {section.section for section in service.form if section.stage != "applicant"} & set(headings)
