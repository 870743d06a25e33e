"""Land and building tax (พ.ร.บ.ภาษีที่ดินและสิ่งปลูกสร้าง พ.ศ. 2562) as a rule of the counter: a return, the days, and what is owed.

The arithmetic stands in :mod:`.land_tax` (with :mod:`.land_tariff`, :mod:`.land_values`), payment in :mod:`.land_payment`, reading the
form in :mod:`.land_return`. For many owners: ``land_tariff.tariff`` once a year, then ``land_tax.tax_lines`` for each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue.models import FeeLine, Service
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import FieldFault, InvalidAnswers
from lsvdesk.rules import land_payment
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.facts import Facts
from lsvdesk.rules.land_payment import Days, Instalment
from lsvdesk.rules.land_return import Return, read
from lsvdesk.rules.land_tariff import tariff
from lsvdesk.rules.land_tax import tax_lines
from lsvdesk.rules.wording import baht, number


def lines(
    service: Service, fee: FeeLine, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts
) -> list[AssessmentLine]:
    """The tax of the year, less what was paid of it; with ``facts.paid_on`` penalty and surcharge as of that day.

    ``answers`` are normalised. Raises InvalidAnswers naming every field that is missing or wrong, CounterError ``rate-before-law`` for a
    tax year before the law.
    """
    found = known(read(service, answers, on, facts.applicant_kind == "juristic"), facts)
    result = tax_lines(tariff(parameters, found.year), found.owner, fee.revenue)
    tax = sum((line.amount for line in result), Decimal(0))
    # a reduction of nothing that nobody confirmed leaves the tax unconfirmed as well
    sure = all(line.confirmed for line in result if line.amount or line.group == "reductions")
    parts = _parts(found, tax, parameters, facts)
    before = sum((part.amount for part in parts[: found.instalments_paid]), Decimal(0))
    if before:
        result.append(_paid_line(before, found.instalments_paid, parts, fee.revenue, parameters, found.year))
    if facts.paid_on is None:
        return result
    if parts and (found.instalments_paid or facts.paid_on <= parts[0].due):
        due = parts[min(found.instalments_paid, len(parts) - 1)].due
        return result + land_payment.missed_lines(tax - before, sure, found.year, due, facts.paid_on, fee.revenue, parameters)
    return result + land_payment.late_lines(tax, sure, found.year, found.days, facts.paid_on, fee.revenue, parameters, facts.holidays)


def payment_deadline(service: Service, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts) -> dt.date | None:
    """The last day to pay without anything on top; None where no notice was received yet. Raises InvalidAnswers."""
    found = known(read(service, answers, on, facts.applicant_kind == "juristic"), facts)
    if found.days.notified is None:
        return None
    return land_payment.deadline(found.year, found.days, parameters, facts.holidays)


def schedule(service: Service, answers: Mapping[str, Any], on: dt.date, parameters: Parameters, facts: Facts) -> tuple[Instalment, ...]:
    """The parts in which this return's tax may be paid; empty below the minimum. Raises InvalidAnswers."""
    found = known(read(service, answers, on, facts.applicant_kind == "juristic"), facts)
    tax = sum((line.amount for line in tax_lines(tariff(parameters, found.year), found.owner, "")), Decimal(0))
    return land_payment.instalments(tax, found.year, found.days, parameters, facts.holidays)


def known(found: Return, facts: Facts) -> Return:
    """The return with the days that the register knows; of two days of one thing the earlier counts."""
    notified = min((day for day in (found.days.notified, facts.notified_on) if day is not None), default=None)
    warned = min((day for day in (found.days.warned, facts.warned_on) if day is not None), default=None)
    return replace(found, days=Days(notified, warned, found.days.announced, found.days.extended_to))


def _parts(found: Return, tax: Decimal, parameters: Parameters, facts: Facts) -> tuple[Instalment, ...]:
    if not found.in_instalments:
        return ()
    parts = land_payment.instalments(tax, found.year, found.days, parameters, facts.holidays)
    if not parts and tax:
        least = parameters.at("land_building.instalment.minimum", dt.date(found.year, 1, 1))
        message = f"ภาษี {baht(tax)} ไม่ถึง {baht(least.value)} จึงผ่อนชำระไม่ได้ ({least.reference}): กรุณาลบเครื่องหมายขอผ่อนชำระ"
        raise InvalidAnswers([FieldFault("in_instalments", "below-minimum", message)])
    return parts


def _paid_line(paid: Decimal, count: int, parts: tuple[Instalment, ...], revenue: str, parameters: Parameters, year: int) -> AssessmentLine:
    rule = parameters.at("land_building.instalment.count", dt.date(year, 1, 1))
    return AssessmentLine(
        item="หักภาษีที่ผ่อนชำระแล้ว",
        base=Decimal(count),
        unit="งวด",
        rate=None,
        amount=-paid,
        reference=rule.reference,
        sentence=f"ผ่อนชำระแล้ว {number(count)} จาก {number(len(parts))} งวด เป็นเงิน {baht(paid)}",
        revenue=revenue,
        group="instalments",
        confirmed=rule.confirmed,
    )
