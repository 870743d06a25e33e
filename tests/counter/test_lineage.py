"""What a case starts from and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsvdesk.counter import cases, setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.lineage import lineage
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.errors import CounterError
from lsvdesk.register import models
from tests.counter.papers_before import again, done, filed, request, someone
from tests.counter.people import DAY


@pytest.fixture
def office(tmp_path: Path) -> Office:
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile="na-pho")
    return setup.set_up(tmp_path / "office", wanted, FixedClock(DAY))


def test_a_chain_of_renewals_is_seen_from_every_link(office: Office) -> None:
    first = done(office, request(office, "building-construction-permit", someone(3)))
    second = done(office, again(office, "building-permit-renewal", someone(3), first.permits[0].id))
    third = filed(office, again(office, "building-permit-renewal", someone(3), second.permits[0].id))

    begun = lineage(office, first.row.id)
    assert begun.before == ()
    assert [(after.case.number, [paper.number for paper in after.permits]) for after in begun.following] == [
        (second.row.number, [second.permits[0].number])
    ]
    middle = lineage(office, second.row.id)
    assert [(paper.case_id, paper.status_title) for paper in middle.before] == [(first.row.id, "ต่ออายุแล้ว")]
    assert [(after.case.id, after.permits) for after in middle.following] == [(third.row.id, ())]
    last = lineage(office, third.row.id)
    assert [paper.case_id for paper in last.before] == [second.row.id, first.row.id]
    assert last.following == ()


def test_a_case_by_itself_has_no_neighbours(office: Office) -> None:
    assert not lineage(office, filed(office, request(office, "building-construction-permit", someone(3))).row.id)
    with pytest.raises(CounterError, match="ไม่พบเรื่องนี้"):
        lineage(office, 99_999)


def test_what_the_user_may_not_see_is_not_shown_beside_what_he_may(office: Office) -> None:
    first = done(office, request(office, "building-construction-permit", someone(3)))
    second = filed(office, again(office, "building-permit-renewal", someone(3), first.permits[0].id))
    with office.register.write() as session:
        session.get_one(models.Case, first.row.id).sensitive = True
    setup.add_user(office, NewUser("นายเคาน์เตอร์ สมมุติการ", "เจ้าพนักงานการเงินและบัญชี", "finance"))
    cashier = office.with_user(next(user for user in setup.users(office) if user.role == "finance"))
    assert cases.case(cashier, second.row.id).row.number == second.row.number
    assert lineage(cashier, second.row.id).before == ()
    assert lineage(office, second.row.id).before[0].case_id == first.row.id
