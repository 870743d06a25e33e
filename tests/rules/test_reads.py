"""What the rules say they read of a form is what they read: every situation and every form is run with answers that remember."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import Any

import pytest

from lsvdesk.catalogue.answers import normalise
from lsvdesk.errors import CounterError
from lsvdesk.rules import assess as registry
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.reads import ASKED_AS_DAYS, DAYS, NAMES_ONLY, OPTIONAL, READS, read_by
from tests.rules.test_situations import situations
from tests.support.answers import Filler
from tests.support.walks import DAY, shipped, walks

NOTED_ONLY = frozenset({"note", "place", "kind", "tenant", "use", "rent_month", "deed_kind", "land_no", "survey_no", "condominium_no"})
"""Cells that a return only checks for slips of the pen where they were filled in."""
TABLES_CHECKED = {
    "house-land-tax": ("length_m", "storeys", "width_m"),
    "land-building": ("parcel_no", "register"),
    "local-development-tax": (),
}


class Remembering(dict[str, Any]):
    """Answers that write down by which names they were asked."""

    def __init__(self, answers: dict[str, Any], seen: set[str], table: str = "") -> None:
        kept = {
            name: [Remembering(row, seen, f"{name}.") if isinstance(row, dict) else row for row in value]
            if isinstance(value, list)
            else value
            for name, value in answers.items()
        }
        super().__init__(kept)
        self._seen, self._table = seen, table

    def __getitem__(self, name: str) -> Any:
        self._seen.add(self._table + name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._seen.add(self._table + name)
        return super().get(name, default)


@pytest.fixture(scope="module")
def seen() -> dict[tuple[str, str], set[str]]:
    """(rule, service) → everything that it read."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    catalogue = shipped()
    rules: dict[str, Any] = {**registry.RULES, **registry.BENEFITS}

    def run(service_id: str, answers: dict[str, Any], on: Any, facts: Facts) -> None:
        service = catalogue.service(service_id)
        settled = normalise(service, answers)
        for line in (*service.fees, *service.benefits):
            if line.rule is not None:
                with suppress(CounterError, KeyError):  # a refusal has read what it refuses; a fee may not apply to these answers
                    rules[line.rule](service, line, Remembering(settled, found[line.rule, service_id]), on, catalogue.parameters, facts)

    for each in situations():
        told = dict(each.values[0].get("facts", {}))
        told["holidays"] = frozenset(told.get("holidays", ()))
        run(each.values[0]["service"], each.values[0]["answers"], each.values[0]["on"], Facts(**told))
    for walk in walks():
        service = catalogue.service(walk.service)
        kind = next(case.applicant for case in service.applicant_cases if case.id == walk.case)
        if any(fee.rule for fee in service.fees) or service.benefits:
            for generous in (False, True):
                facts = Facts(filed_on=DAY, notified_on=DAY, warned_on=DAY, paid_on=DAY, case=walk.case, applicant_kind=kind)
                run(walk.service, Filler(service, walk.case, DAY, generous=generous).answers(), DAY, facts)
    return found


def test_every_rule_says_what_it_reads() -> None:
    assert set(READS) == {*registry.RULES, *registry.BENEFITS}
    assert set(DAYS) <= set(READS)


def test_a_rule_reads_nothing_that_it_does_not_say(seen: dict[tuple[str, str], set[str]]) -> None:
    assert {rule for rule, _ in seen} == set(READS)
    strange = []
    for (rule, service), names in seen.items():
        said = {name.removesuffix(OPTIONAL) for name in read_by(rule, shipped().service(service))}
        said |= {name.partition(".")[0] for name in said} | NAMES_ONLY | set(ASKED_AS_DAYS)
        checked = TABLES_CHECKED.get(rule)
        for name in names - said:
            column = name.partition(".")[2]
            if checked is None or not column or not (column in NOTED_ONLY or column in checked):
                strange.append(f"{rule} of {service}: {name}")
    assert strange == []


def test_nothing_is_said_that_no_form_has() -> None:
    fields = {
        name
        for service in shipped().services.values()
        for section in service.form
        for field in section.fields
        for name in (field.id, *(f"{field.id}.{column.id}" for column in field.columns))
    }
    said = {name.removesuffix(OPTIONAL) for names in READS.values() for name in names}
    assert said - fields <= {"closing_notice_on"}, "the day a business closed comes from the register of permits"
    assert fields >= NAMES_ONLY and fields >= set(ASKED_AS_DAYS)
