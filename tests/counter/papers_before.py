"""An office that gives out licences and pays allowances, and requests carried to their end in it. Nobody here exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from lsvdesk.counter import filing
from lsvdesk.counter.context import Office
from lsvdesk.counter.views import CaseDetail, Filing, PersonData
from lsvdesk.thai.identifiers import make_citizen_id
from tests.counter.people import HOME
from tests.support.walks import filler, walked


def someone(number: int, first_name: str = "", born: dt.date = dt.date(1960, 1, 2)) -> PersonData:
    """A person with a valid number that belongs to nobody."""
    return PersonData(
        prefix="นาย",
        first_name=first_name or "ตัวอย่าง",
        last_name="สมมุติการ",
        citizen_id=make_citizen_id(3000 + number),
        birth_date=born,
        phone="0812345678",
        address=HOME,
    )


def request(office: Office, service: str, who: PersonData, case: str = "", known: dict[str, Any] | None = None, **answers: Any) -> Filing:
    """A request with answers made from its definition, beginning with what is ``known``; ``answers`` are put over them."""
    definition = office.catalogue.service(service)
    chosen = case or next(each.id for each in definition.applicant_cases if each.applicant == "individual")
    made = replace(filler(office, definition, chosen), known=known or {})
    typed = made.answers()
    return Filing(service=service, applicant_case=chosen, answers={**typed, **answers}, person=who)


def filed(office: Office, wanted: Filing) -> CaseDetail:
    return filing.open_case(office, wanted)


def done(office: Office, wanted: Filing) -> CaseDetail:
    """Filed and carried to its end: everything handed in, paid, granted, given out."""
    return walked(office, filed(office, wanted))


def again(office: Office, service: str, who: PersonData, permit_id: int, **answers: Any) -> Filing:
    """A request that starts from an earlier paper, as the wizard fills it in."""
    from lsvdesk.counter import earlier

    taken = earlier.prefill(office, service, permit_id)
    fresh = request(office, service, who, known={**taken.answers, **answers})
    return replace(fresh, answers={**fresh.answers, **answers}, earlier=permit_id)
