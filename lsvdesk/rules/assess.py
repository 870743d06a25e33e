"""The one entrance: a service, answers and a date to an assessment with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from lsvdesk.catalogue.answers import normalise
from lsvdesk.catalogue.conditions import holds
from lsvdesk.catalogue.context import Context, environment
from lsvdesk.catalogue.models import FeeLine, Service
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CatalogueFault
from lsvdesk.rules import (
    answered,
    building,
    commercial,
    gratuity,
    land_building,
    leaflets,
    old_taxes,
    pao,
    public_health,
    signboard,
    welfare,
)
from lsvdesk.rules.assessment import Assessment, AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.fees import flat_line

__all__ = ["BENEFITS", "RULES", "Facts", "assess"]

Rule = Callable[[Service, FeeLine, Mapping[str, Any], dt.date, Parameters, Facts], list[AssessmentLine]]
"""A rule is given normalised answers."""

RULES: Mapping[str, Rule] = {
    "signboard": signboard.lines,
    "land-building": land_building.lines,
    "house-land-tax": old_taxes.house_lines,
    "local-development-tax": old_taxes.development_lines,
    "building-permit": building.permit_lines,
    "building-renewal": building.renewal_lines,
    "building-plan-check": building.plan_check_lines,
    "commercial-late-fine": commercial.late_fine_lines,
    "health-hazard-licence": public_health.licence_lines,
    "sewage-collection-licence": public_health.licence_lines,
    "sewage-disposal-licence": public_health.licence_lines,
    "waste-collection-licence": public_health.licence_lines,
    "health-late-fee": public_health.late_lines,
    "leaflet-permit": leaflets.permit_lines,
    "pao-hotel": pao.lines,
    "pao-fuel": pao.lines,
    "pao-tobacco": pao.lines,
}
"""What ``rule:`` of a fee may name; the catalogue knows the names as ``KNOWN_RULES``."""

Deadline = Callable[[Service, Mapping[str, Any], dt.date, Parameters, Facts], dt.date | None]
"""The last day to pay without anything on top, from normalised answers; None while no notice was received."""

DEADLINES: Mapping[str, Deadline] = {
    "land-building": land_building.payment_deadline,
    "house-land-tax": old_taxes.payment_deadline,
    "local-development-tax": old_taxes.payment_deadline,
}
"""Rules whose last day to pay hangs on more than the day of the notice."""

BENEFITS: Mapping[str, welfare.Rule] = {
    "gratuity.regular": gratuity.regular,
    "gratuity.special": gratuity.special,
    "gratuity.heir_regular": gratuity.heir_regular,
    "gratuity.heir_special": gratuity.heir_special,
    "welfare.elderly_allowance": welfare.elderly_allowance,
    "welfare.disability_allowance": welfare.disability_allowance,
    "welfare.aids_allowance": welfare.aids_allowance,
    "welfare.newborn_grant": welfare.newborn_grant,
    "welfare.elderly_funeral_aid": welfare.elderly_funeral_aid,
}
"""What ``rule:`` of a benefit may name; the catalogue knows the names as ``KNOWN_BENEFITS``."""


def assess(service: Service, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts | None = None) -> Assessment:
    """What is owed on ``on``, baht; of a welfare service, what the citizen is entitled to (lines of kind ``benefit``).

    The answers may be as typed. Raises InvalidAnswers where something the calculation needs is missing or wrong (naming every field), and
    CounterError where no rate is in force.
    """
    return assess_settled(service, normalise(service, answers), on, parameters, facts or Facts())


def assess_settled(service: Service, settled: Mapping[str, Any], on: dt.date, parameters: Parameters, known: Facts) -> Assessment:
    """The same of answers that are normal already, as a register keeps them: a run over many owners need not read them again."""
    if any(fee.rate is not None and not fee.free for fee in service.fees):  # a rule looks after what it reads itself
        answered.sizes(service, settled, on)
    env: dict[str, Any] = {}

    def seen() -> dict[str, Any]:  # conditions are few, and the whole form is typed only where there is one
        if not env:
            env.update(environment(Context(service, known.case, known.applicant_kind, known.agent, settled, on)))
        return env

    lines: list[AssessmentLine] = []
    for fee in service.fees:
        if fee.free or (fee.when is not None and not holds(fee.when, seen())):
            continue
        if fee.rule is not None:
            if fee.rule not in RULES:
                raise CatalogueFault(f"ไม่มีกฎคำนวณ “{fee.rule}” ของ “{fee.item}” ในโปรแกรมรุ่นนี้", code="unknown-rule")
            lines.extend(RULES[fee.rule](service, fee, settled, on, parameters, known))
        elif (line := flat_line(fee, seen(), on, parameters)) is not None:
            lines.append(line)
    for benefit in service.benefits:
        if benefit.when is None or holds(benefit.when, seen()):
            if benefit.rule not in BENEFITS:
                raise CatalogueFault(f"ไม่มีกฎคำนวณสิทธิ “{benefit.rule}” ของ “{benefit.item}” ในโปรแกรมรุ่นนี้", code="unknown-rule")
            lines.extend(BENEFITS[benefit.rule](service, benefit, settled, on, parameters, known))
    return Assessment(service=service.id, on=on, lines=tuple(lines))
