"""The rolls of allowances: who enters them and when, that nobody stands on one twice, and how a right ends."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from lsvdesk.counter import cases, deciding, filing, rolls, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Filing
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.thai.identifiers import make_citizen_id
from tests.counter.conftest import as_role
from tests.counter.papers_before import done, filed, request, someone

BORN = dt.date(1960, 3, 10)


def elderly(office: Office, number: int = 1, **answers: Any) -> Filing:
    given = {"birth_date": BORN.isoformat(), "wish": "confirm", "pay_by": "cash-own", "nationality": "ไทย", **answers}
    return request(office, "elderly-allowance", someone(number, born=BORN), "individual", **given)


def newborn(office: Office, number: int = 1, child: str = "น้องสมมุติ", **answers: Any) -> Filing:
    named = {"prefix": "เด็กหญิง", "first_name": child, "last_name": "สมมุติการ"}
    given = {"child": named, "child_birth_date": "2026-05-04", "household_members": 4, "household_income": "100000", "nationality": "ไทย"}
    return request(office, "newborn-grant", someone(number, born=dt.date(1995, 1, 2)), **{**given, **answers})


def granted(office: Office, wanted: Filing) -> CaseDetail:
    return done(office, wanted)


# ---------------------------------------------------------------------------------------------------------------- entering


def test_whose_allowance_is_granted_enters_the_roll_from_the_first_month(office: Office) -> None:
    case = granted(office, elderly(office, pay_by="bank-own", bank="ธนาคารตัวอย่าง", account_name="นายตัวอย่าง", account_no="1234567890"))
    [row] = rolls.beneficiaries(office, "elderly")
    assert (row.name, row.case_number, row.status) == ("นายตัวอย่าง สมมุติการ", case.row.number, "active")
    assert (row.registered_on, row.entitled_from) == (dt.date(2026, 11, 18), dt.date(2026, 12, 1))
    assert row.payment == "ธนาคารตัวอย่าง เลขที่ 1234567890 (นายตัวอย่าง)"
    assert any("รับสิทธิตั้งแต่เดือนธันวาคม 2569" in event.text for event in case.events)
    assert verifying.verify(office) == []


def test_the_amount_is_that_of_today(office: Office, clock: FixedClock) -> None:
    granted(office, elderly(office))
    assert rolls.beneficiaries(office, "elderly")[0].amount is None, "the first month has not come"
    clock.go_to(dt.date(2026, 12, 15))
    assert rolls.beneficiaries(office, "elderly")[0].amount == Decimal(600)
    clock.go_to(dt.date(2030, 3, 31))
    assert rolls.beneficiaries(office, "elderly")[0].amount == Decimal(600)
    clock.go_to(dt.date(2030, 4, 1))
    assert rolls.beneficiaries(office, "elderly")[0].amount == Decimal(700), "the month after seventy years were complete"


def test_who_declines_the_right_does_not_enter(office: Office) -> None:
    granted(office, elderly(office, wish="decline", pay_by=None))
    assert rolls.beneficiaries(office, "elderly") == []


def test_a_refused_request_enters_nobody(office: Office) -> None:
    case = filed(office, elderly(office))
    cases.record_documents(office, case.row.id, {row.id: _all(row) for row in case.documents})
    deciding.decide(office, case.row.id, False, "ขาดคุณสมบัติ")
    assert rolls.beneficiaries(office, "elderly", status=None) == []


def _all(row: Any) -> Any:
    from lsvdesk.counter.views import Handed

    return Handed(max(row.originals, int(not row.copies)), row.copies)


def test_the_newborn_grant_is_the_childs(office: Office, clock: FixedClock) -> None:
    granted(office, newborn(office))
    granted(office, newborn(office, child="น้องตัวอย่าง"))  # the same mother, the twin
    assert {row.name for row in rolls.beneficiaries(office, "newborn")} == {"เด็กหญิงน้องสมมุติ สมมุติการ", "เด็กหญิงน้องตัวอย่าง สมมุติการ"}
    row = rolls.beneficiaries(office, "newborn", "น้องสมมุติ")[0]
    assert (row.entitled_from, row.amount, row.birth_date) == (dt.date(2026, 11, 1), Decimal(600), dt.date(2026, 5, 4))
    clock.go_to(dt.date(2032, 6, 1))
    assert rolls.beneficiaries(office, "newborn", "น้องสมมุติ")[0].amount is None, "six years are complete"


# ---------------------------------------------------------------------------------------------------------------- once


def test_a_second_elderly_allowance_of_one_person_is_refused_with_where_and_since_when(office: Office, clock: FixedClock) -> None:
    first = granted(office, elderly(office))
    clock.go_to(dt.date(2027, 2, 3))
    [fault] = filing.check_filing(office, elderly(office))
    assert (fault.field, fault.code) == ("person.citizen_id", "on-roll")
    assert first.row.number in fault.message and "18 พ.ย. 2569" in fault.message
    with pytest.raises(InvalidAnswers):
        filing.open_case(office, elderly(office))
    assert filing.check_filing(office, elderly(office, 2)) == []


def test_a_second_request_while_the_first_is_open_is_refused(office: Office) -> None:
    first = filed(office, elderly(office))
    [fault] = filing.check_filing(office, elderly(office))
    assert fault.code == "pending" and first.row.number in fault.message
    cases.withdraw(office, first.row.id, "ผู้ยื่นเปลี่ยนใจ")
    assert filing.check_filing(office, elderly(office)) == []


def test_the_same_child_is_not_asked_for_twice_by_another_guardian(office: Office) -> None:
    filed(office, newborn(office))
    [pending] = filing.check_filing(office, newborn(office, 2))
    assert (pending.field, pending.code) == ("child", "pending")


def test_a_child_on_the_roll_is_recognised_by_name_and_birthday(office: Office) -> None:
    granted(office, newborn(office))
    [fault] = filing.check_filing(office, newborn(office, 2))
    assert (fault.field, fault.code) == ("child", "on-roll")
    assert filing.check_filing(office, newborn(office, 2, child_birth_date="2026-05-05")) == []


def test_one_person_may_stand_on_two_different_rolls(office: Office) -> None:
    granted(office, elderly(office))
    wanted = request(office, "disability-allowance", someone(1, born=BORN), "individual", birth_date=BORN.isoformat(), nationality="ไทย")
    granted(office, wanted)
    assert [len(rolls.beneficiaries(office, roll)) for roll in ("elderly", "disability")] == [1, 1]


def test_a_person_found_to_be_on_the_roll_at_the_decision_is_not_entered_twice(office: Office) -> None:
    first = filed(office, elderly(office))
    with office.register.write() as session:  # a case from before there were rolls
        other = session.get_one(models.Case, first.row.id)
        row = models.Beneficiary(
            roll="elderly",
            person_id=other.person_id,
            name="นายตัวอย่าง สมมุติการ",
            case_id=_another_case(office, session, other),
            registered_on=office.today(),
            entitled_from=office.today(),
            sensitive=False,
            details={},
            status="active",
            stop_reason="",
        )
        session.add(row)
    cases.record_documents(office, first.row.id, {each.id: _all(each) for each in first.documents})
    with pytest.raises(CounterError) as twice:
        deciding.decide(office, first.row.id, True)
    assert twice.value.code == "on-roll"
    assert cases.case(office, first.row.id).row.status == "in_progress", "the decision was not half made"


def _another_case(office: Office, session: Any, like: models.Case) -> int:
    copied = {
        column.key: getattr(like, column.key)
        for column in models.Case.__table__.columns
        if column.key not in ("id", "number", "number_value")
    }
    row = models.Case(**copied, number="900/2569", number_value=900)
    row.status = "finished"
    session.add(row)
    session.flush()
    return int(row.id)


# ---------------------------------------------------------------------------------------------------------------- the end


def test_the_month_of_death_is_the_last_that_is_paid(office: Office, clock: FixedClock) -> None:
    granted(office, elderly(office))
    clock.go_to(dt.date(2027, 3, 20))
    row = rolls.beneficiaries(office, "elderly")[0]
    stopped = rolls.stop(office, row.id, dt.date(2027, 3, 2), "death", "ใบมรณบัตรเลขที่ 1/2570")
    assert (stopped.status, stopped.stopped_on, stopped.amount) == ("stopped", dt.date(2027, 3, 2), Decimal(600))
    assert stopped.stop_reason == "ถึงแก่ความตาย (ใบมรณบัตรเลขที่ 1/2570)"
    clock.go_to(dt.date(2027, 4, 1))
    assert rolls.beneficiaries(office, "elderly") == []
    assert rolls.beneficiaries(office, "elderly", status="stopped")[0].amount is None
    assert verifying.verify(office) == []


def test_who_moved_back_may_ask_again(office: Office, clock: FixedClock) -> None:
    granted(office, elderly(office))
    clock.go_to(dt.date(2027, 3, 20))
    rolls.stop(office, rolls.beneficiaries(office, "elderly")[0].id, dt.date(2027, 3, 1), "moved")
    assert filing.check_filing(office, elderly(office)) == []
    granted(office, elderly(office))
    assert [row.status for row in rolls.beneficiaries(office, "elderly", status=None)] == ["stopped", "active"]


def test_a_mistaken_stop_is_taken_back_by_a_new_row(office: Office) -> None:
    case = granted(office, elderly(office))
    row = rolls.beneficiaries(office, "elderly")[0]
    rolls.stop(office, row.id, office.today(), "death")
    again = rolls.take_back_stop(office, row.id, "บันทึกผิดคน")
    assert again.id != row.id and (again.entitled_from, again.status) == (row.entitled_from, "active")
    assert {each.id: each.status for each in rolls.beneficiaries(office, "elderly", status=None)} == {row.id: "stopped", again.id: "active"}
    said = [event.text for event in cases.case(office, case.row.id).events][-2:]
    assert said[0].startswith("ระงับสิทธิ") and said[1].endswith("บันทึกผิดคน")
    with pytest.raises(CounterError) as standing:
        rolls.take_back_stop(office, row.id, "ซ้ำอีกครั้ง")
    assert standing.value.code == "on-roll"
    assert verifying.verify(office) == []


@pytest.mark.parametrize(
    ("on", "reason", "text", "code"),
    [
        (dt.date(2026, 11, 19), "death", "", "stop-day"),
        (dt.date(1959, 1, 1), "death", "", "stop-day"),
        (dt.date(2026, 11, 18), "other", "", "reason"),
        (dt.date(2026, 11, 18), "ยุติ", "", "stop-reason"),
    ],
)
def test_a_stop_needs_a_day_and_a_reason_that_can_be(office: Office, on: dt.date, reason: Any, text: str, code: str) -> None:
    granted(office, elderly(office))
    with pytest.raises(CounterError) as refused:
        rolls.stop(office, rolls.beneficiaries(office, "elderly")[0].id, on, reason, text)
    assert refused.value.code == code
    assert len(rolls.beneficiaries(office, "elderly")) == 1


def test_a_right_is_stopped_once_and_by_who_may(office: Office) -> None:
    granted(office, elderly(office))
    row = rolls.beneficiaries(office, "elderly")[0]
    with pytest.raises(NotAllowedNow, match="ระงับสิทธิไม่ได้"):
        rolls.stop(as_role(office, "counter"), row.id, office.today(), "death")
    rolls.stop(office, row.id, office.today(), "death")
    with pytest.raises(CounterError) as twice:
        rolls.stop(office, row.id, office.today(), "death")
    assert twice.value.code == "stopped"


# ---------------------------------------------------------------------------------------------------------------- who sees


def test_the_roll_of_patients_is_for_those_who_decide_on_it(office: Office) -> None:
    granted(office, request(office, "aids-allowance", someone(5), nationality="ไทย"))
    assert [row.sensitive for row in rolls.beneficiaries(office, "aids")] == [True]
    with pytest.raises(NotAllowedNow):
        rolls.beneficiaries(as_role(office, "counter"), "aids")
    [fault] = filing.check_filing(as_role(office, "counter"), request(office, "aids-allowance", someone(5), nationality="ไทย"))
    assert "พนักงานเจ้าหน้าที่ตรวจสอบ" in fault.message and "ทะเบียน" not in fault.message


def test_a_roll_is_searched_by_name_number_and_year(office: Office, clock: FixedClock) -> None:
    granted(office, elderly(office, 1))
    clock.go_to(dt.date(2027, 11, 2))
    granted(office, elderly(office, 2))
    assert len(rolls.beneficiaries(office, "elderly", "สมมุติการ")) == 2
    assert [row.citizen_id for row in rolls.beneficiaries(office, "elderly", make_citizen_id(3002)[-6:])] == [make_citizen_id(3002)]
    assert rolls.count(office, "elderly", year=2570) == rolls.count(office, "elderly", year=2571) == 1
    assert rolls.beneficiaries(office, "elderly", "100%") == []
    with office.register.read() as session:
        assert session.scalar(select(func.count()).select_from(models.Beneficiary)) == 2
