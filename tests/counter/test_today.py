"""The first screen, and lists in a large office."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from lsvdesk.counter import assessing, cases, drafts, filing, money, setup, today
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseFilter, DeficiencyRequest, DraftState, Payment
from tests.counter.people import DAY, dig_filing, shop_filing, sign_filing


def test_an_empty_office_has_an_empty_day(office: Office) -> None:
    view = today.today(office)
    assert view.on == DAY
    assert set(view.counts.values()) == {0}
    assert (view.takings, view.receipts_today, view.unclosed_days, view.day_closed) == (Decimal("0.00"), 0, (), False)


def test_what_waits_is_due_and_is_overdue_stands_on_the_first_screen(office: Office, clock: FixedClock) -> None:
    dig = filing.open_case(office, dig_filing())  # due 25 November
    shop = filing.open_case(office, shop_filing())  # due today
    unseen = filing.open_case(office, dig_filing(documents={}))
    lacking = filing.open_case(office, dig_filing(documents={}))
    cases.record_documents(office, lacking.row.id, {}, DeficiencyRequest(()))
    paid = filing.open_case(office, sign_filing())
    money.take_payment(office, paid.row.id, Payment("cash", Decimal(1000)))
    drafts.save_draft(office, DraftState("d", "signboard-tax", "ภาษีป้าย", {}))
    view = today.today(office)
    assert {row.id for row in view.waiting} == {dig.row.id, shop.row.id, unseen.row.id}
    assert [row.id for row in view.due_soon] == [shop.row.id]
    assert [row.id for row in view.deficient] == [lacking.row.id]
    assert view.counts == {
        "waiting": 3,
        "due_soon": 1,
        "overdue": 0,
        "deficient": 1,
        "forwarded": 0,
        "filed_today": 5,
        "ending": 0,
        "finished_today": 1,
    }
    assert view.takings == Decimal("304.50")
    assert view.takings_by_method == {"cash": Decimal("304.50")}
    assert [draft.title for draft in view.drafts] == ["ภาษีป้าย"]
    clock.go_to(dt.date(2026, 11, 24))
    later = today.today(office)
    assert [row.id for row in later.overdue] == [shop.row.id]
    assert [(row.id, row.days_left) for row in later.due_soon] == [(dig.row.id, 1)]
    assert later.unclosed_days == (DAY,)
    assert later.takings == 0


def test_a_payer_who_was_told_is_not_the_offices_delay(office: Office, clock: FixedClock) -> None:
    told = filing.open_case(office, sign_filing())
    assessing.serve_notice(office, told.row.id, DAY)
    clock.go_to(dt.date(2026, 12, 30))
    view = today.today(office)
    assert view.overdue == () and view.counts["overdue"] == 0
    assert [row.id for row in view.waiting] == [told.row.id]
    assert view.waiting[0].days_left is None


def test_the_first_screen_does_not_read_the_catalogue(office: Office) -> None:
    filing.open_case(office, dig_filing())
    office.register.close()
    again = setup.open_office(office.folder, office.clock)
    assert today.today(again).counts["waiting"] == 1
    assert again.kept.catalogue is None and again.kept.services == {}
    again.register.close()


def test_a_list_asks_few_questions_however_many_cases_there_are(office: Office) -> None:
    from sqlalchemy import event

    for _ in range(12):
        filing.open_case(office, dig_filing())
    asked: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(office.register._engine, "before_cursor_execute", count)
    assert len(cases.list_cases(office, CaseFilter(open_only=True))) == 12
    in_list = len(asked)
    asked.clear()
    today.today(office)
    assert in_list <= 4
    assert len(asked) <= 20
