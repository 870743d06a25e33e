"""Runs every situation of situations/*.yaml: answers and facts in, lines and total (or what is refused) out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from lsvdesk.catalogue.loader import Catalogue, load
from lsvdesk.catalogue.models import OrdinanceRate
from lsvdesk.catalogue.yamlio import read
from lsvdesk.errors import CounterError, InvalidAnswers
from lsvdesk.rules.assess import assess
from lsvdesk.rules.facts import Facts

FOLDER = Path(__file__).parent / "situations"


def situations() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        content = read(path)
        for each in content["situations"]:
            found.append(pytest.param({"service": content.get("service"), **each}, id=f"{path.stem}: {each['name']}"))
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.mark.parametrize("situation", situations())
def test_the_situation_is_assessed_as_written(situation: dict[str, Any], catalogue: Catalogue) -> None:
    expected = situation["expect"]
    facts = dict(situation.get("facts", {}))
    if "holidays" in facts:
        facts["holidays"] = frozenset(facts["holidays"])
    parameters = catalogue.parameters.with_local(
        OrdinanceRate(start=each["from"], **{name: value for name, value in each.items() if name != "from"})
        for each in situation.get("local", [])
    )
    service = catalogue.service(situation["service"])
    if "refused" in expected:
        with pytest.raises(CounterError) as refused:
            assess(service, situation["answers"], situation["on"], parameters, Facts(**facts))
        assert said(refused.value, expected["refused"]) == expected["refused"]
        return
    result = assess(service, situation["answers"], situation["on"], parameters, Facts(**facts))
    lines = [line.to_dict() for line in result.lines]
    assert [line["amount"] for line in lines] == [wanted["amount"] for wanted in expected["lines"]]
    for line, wanted in zip(lines, expected["lines"], strict=True):
        assert wanted.get("says", "") in line["sentence"]
        keys = [key for key in wanted if key != "says"]
        assert [line[key] for key in keys] == [wanted[key] for key in keys]
    assert result.to_dict()["total"] == expected["total"]


def said(error: CounterError, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The faults in the shape of what was expected: only the keys that are asked for."""
    if isinstance(error, InvalidAnswers):
        assert all(fault.message for fault in error.faults)
        found = [{"field": fault.field, "code": fault.code} for fault in error.faults]
    else:
        found = [{"field": error.field, "code": error.code}]
    return [{key: each[key] for key in keys} for each, keys in zip(found, wanted, strict=True)]


def test_there_are_enough_situations_of_the_signboard_tax() -> None:
    assert sum("signboard" in str(each.id) for each in situations()) >= 20


def test_a_situation_is_dated() -> None:
    assert all(isinstance(each.values[0]["on"], dt.date) for each in situations())
