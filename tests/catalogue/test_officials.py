"""The officials' parts of every form that ships: asked by the wizard's rules, apart from what the citizen answers."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest

from lsvdesk.catalogue import flow, officials
from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import Service
from tests.support.answers import Filler

TODAY = dt.date(2026, 11, 18)


@cache
def shipped() -> Catalogue:
    return load()


WITH_PARTS = sorted(name for name, service in shipped().services.items() if officials.parts(service))


def context(service: Service, answers: dict[str, Any]) -> flow.Context:
    case = service.applicant_cases[0]
    return flow.Context(service, case.id, case.applicant, False, answers, TODAY)


@pytest.mark.parametrize("name", WITH_PARTS)
def test_the_officials_parts_can_be_filled_in(name: str) -> None:
    service = shipped().service(name)
    case = service.applicant_cases[0].id
    citizen = Filler(service, case, TODAY).answers()
    written = Filler(officials.as_form(service), case, TODAY, generous=True).answers()
    asked = officials.fields(service)
    official = {field: value for field, value in written.items() if field in asked}
    assert official, "nothing of these parts could be filled in"
    ctx = context(service, {**citizen, **official})
    assert officials.faults(service, ctx) == []
    kept = officials.filed(service, ctx)
    assert kept.keys() <= asked
    assert not kept.keys() & citizen.keys()


@pytest.mark.parametrize("name", WITH_PARTS)
def test_nothing_of_them_is_required_and_nothing_of_them_is_the_citizens(name: str) -> None:
    service = shipped().service(name)
    citizen = Filler(service, service.applicant_cases[0].id, TODAY).answers()
    ctx = context(service, citizen)
    assert officials.faults(service, ctx) == []
    assert officials.filed(service, ctx).keys() <= officials.fields(service)
    first = sorted(officials.fields(service))[0]
    faults = flow.validate(service, context(service, {**citizen, first: "x"}))
    assert [fault.code for fault in faults] == ["officer-field"]


def test_each_stage_is_asked_apart() -> None:
    service = shipped().service("elderly-allowance")
    opinions, everything = officials.fields(service, officials.OPINIONS), officials.fields(service)
    assert {"opinion", "committee_opinion"} <= opinions
    assert "order" in everything - opinions
    assert not {"ended_on", "paid_from", "receiver_name", "birth_date"} & everything  # later notes, and the citizen's own


def test_what_is_wrong_is_said_at_its_field_in_reading_order() -> None:
    service = shipped().service("elderly-allowance")
    ctx = context(service, {"birth_date": "1953-03-10", "opinion": "perhaps", "order": "perhaps"})
    assert [fault.field for fault in officials.faults(service, ctx)] == ["opinion", "order"]
    assert [fault.field for fault in officials.faults(service, ctx, officials.OPINIONS)] == ["opinion"]
