"""What something would cost or bring, asked without a case: nothing is stored, no number is taken.

The answers are those of the service's form; only the part of it that the amount rests on is looked at (see
:mod:`lsvdesk.counter.calculation_forms`). Start reading at :func:`estimate`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lsvdesk.catalogue import flow
from lsvdesk.counter import computing, rows
from lsvdesk.counter.calculation_forms import calculation_form, days_of, has_amount, whole
from lsvdesk.counter.views import Answers, InstalmentPlan, InstalmentRow, LineRow, PrintedPaper
from lsvdesk.errors import CounterError, FieldFault, InvalidAnswers
from lsvdesk.rules import instalments as law
from lsvdesk.rules import pao, signboard
from lsvdesk.rules.reads import ASKED_AS_DAYS

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office
    from lsvdesk.printing.views import Numerals, OfficeView, SignatureView
    from lsvdesk.rules.assessment import Assessment

DAY_TITLES = {
    "filed_on": "วันที่ยื่น",
    "officer_noticed_on": "วันที่เจ้าหน้าที่แจ้งว่ายังไม่ได้ยื่น",
    "notified_on": "วันที่รับแจ้งการประเมิน",
    "warned_on": "วันที่รับหนังสือแจ้งเตือน",
    "paid_on": "วันที่ชำระ",
}
KIND = "estimate"


@dataclass(frozen=True)
class Days:
    """The days of a case that may matter; what is not known is not charged for. ``on``: the day whose rates count."""

    on: dt.date
    filed_on: dt.date | None = None
    officer_noticed_on: dt.date | None = None
    notified_on: dt.date | None = None
    warned_on: dt.date | None = None
    paid_on: dt.date | None = None


@dataclass(frozen=True)
class Estimate:
    """A calculation without a case. ``faults``: what is missing or wrong, then there are no lines. ``lines`` is what would have to be paid,
    with ``total`` baht; ``entitled`` what the citizen would be paid (a line of zero says why not), no part of ``total``."""

    service: str
    title: str
    applicant_case: str
    answers: Answers
    days: Days
    lines: tuple[LineRow, ...] = ()
    entitled: tuple[LineRow, ...] = ()
    total: Decimal = Decimal(0)
    faults: tuple[FieldFault, ...] = ()
    warnings: tuple[str, ...] = ()
    pay_by: dt.date | None = None
    """The last day to pay without anything on top, where it is known."""
    instalments: InstalmentPlan | None = None
    """How the tax could be paid in parts, where the law allows it and ``pay_by`` is known."""

    @property
    def unverified(self) -> int:
        """How many lines rest on a value that the office has not confirmed."""
        return sum(not line.confirmed for line in (*self.lines, *self.entitled))


# ---------------------------------------------------------------------------------------------------------------- use cases


def estimate(
    office: Office,
    service_id: str,
    applicant_case: str,
    answers: Answers,
    *,
    filed_on: dt.date | None = None,
    notified_on: dt.date | None = None,
    warned_on: dt.date | None = None,
    paid_on: dt.date | None = None,
    officer_noticed_on: dt.date | None = None,
    agent: bool = False,
) -> Estimate:
    """What these answers come to if filed on ``filed_on`` (today). What is missing or wrong is in ``faults``, each at its field.

    Raises CatalogueFault for an unknown service, CounterError ``applicant-case``.
    """
    on = filed_on or office.today()
    days = Days(on, on, officer_noticed_on, notified_on, warned_on, paid_on)
    return estimate_in(office.catalogue, service_id, applicant_case, answers, days, agent=agent)


def estimate_in(
    catalogue: Catalogue, service_id: str, applicant_case: str, answers: Answers, days: Days, *, agent: bool = False
) -> Estimate:
    """The same of any catalogue, without a register."""
    service = catalogue.service(service_id)
    opened = whole(service)
    answers = _with_days(service, answers, days)
    ctx = computing.context(opened, applicant_case, agent, answers, days.on)
    asked = flow.filed(opened, ctx)
    found = Estimate(service.id, service.title, applicant_case, asked, days)
    faults = [*_days_wrong(service, days), *_form_faults(service, applicant_case, agent, answers, days)]
    question = _question(service, applicant_case, agent, asked, days, catalogue.holidays)
    try:
        owed = computing.owed(question, catalogue.parameters, days.paid_on)
        entitled = computing.entitled(question, catalogue.parameters)
    except InvalidAnswers as refused:
        named = {fault.field for fault in faults}
        faults += [fault for fault in refused.faults if fault.field not in named]
    except CounterError as refused:
        if not faults:
            faults.append(FieldFault(refused.field or "", refused.code, refused.message))
    if faults:
        return replace(found, faults=tuple(faults))
    by = _pay_by(question, catalogue)
    return replace(
        found,
        lines=tuple(rows.computed_line(line) for line in owed.lines),
        entitled=tuple(rows.computed_line(line) for line in entitled),
        total=owed.total,
        warnings=tuple(f"{each.message} ({each.reference})" if each.reference else each.message for each in flow.advice(service, ctx)),
        pay_by=by,
        instalments=_instalments(question, owed, by, catalogue, days.paid_on),
    )


def sheet(office: Office, found: Estimate) -> PrintedPaper:
    """The calculation as a sheet that is marked an estimate and no receipt; nothing of it is kept. Raises CounterError ``no-estimate``
    where something is still missing."""
    from lsvdesk.counter.paper_data.common import Source
    from lsvdesk.counter.settings import of_session

    with office.register.read() as session:
        source = Source(session, office, "")
        return sheet_of(
            office.catalogue,
            source.office_view(),
            found,
            office.clock.now(),
            numerals=of_session(session)["numerals"],
            by=source.officer("ผู้คำนวณ"),
        )


def sheet_of(
    catalogue: Catalogue,
    office: OfficeView,
    found: Estimate,
    at: dt.datetime,
    *,
    numerals: Numerals = "thai",
    by: SignatureView | None = None,
) -> PrintedPaper:
    """The same for an office that ships with the program, without a register."""
    from lsvdesk.counter.paper_data.estimates import view
    from lsvdesk.printing import render_estimate

    if found.faults:
        raise CounterError(f"ยังพิมพ์ใบคำนวณไม่ได้: {found.faults[0].message}", code="no-estimate", field=found.faults[0].field or None)
    printed = view(catalogue.service(found.service), office, found, at, numerals, by)
    return PrintedPaper(code="", kind=KIND, title=f"{printed.title} (ประมาณการ)", pdf=render_estimate(printed))


def for_wizard(service: Service, found: Estimate) -> Answers:
    """The answers to go on with in a request of the service: what was typed, and the days that its form asks for."""
    known = {field.id for section in service.form if section.stage == "applicant" for field in section.fields if field.source is None}
    return {name: value for name, value in found.answers.items() if name in known}


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _with_days(service: Service, answers: Answers, days: Days) -> Answers:
    """The answers with the days that the form asks for as well: other fields are only asked where these are answered."""
    fields = {field.id for section in service.form for field in section.fields}
    given = {name: getattr(days, day) for name, day in ASKED_AS_DAYS.items() if name in fields and not answers.get(name)}
    return {**answers, **{name: day.isoformat() for name, day in given.items() if day is not None}}


def _question(
    service: Service, applicant_case: str, agent: bool, answers: Answers, days: Days, holidays: frozenset[dt.date]
) -> computing.Question:
    return computing.Question(
        service=service,
        applicant_case=applicant_case,
        agent=agent,
        answers=answers,
        assessed_on=days.on,
        filed_on=days.filed_on,
        holidays=holidays,
        officer_noticed_on=days.officer_noticed_on,
        notified_on=days.notified_on,
        warned_on=days.warned_on,
    )


def _form_faults(service: Service, applicant_case: str, agent: bool, answers: Answers, days: Days) -> list[FieldFault]:
    """What the form itself refuses, of the part of it that counts."""
    if not has_amount(service):
        return []
    form = calculation_form(service)
    columns = {field.id: {column.id for column in field.columns} for section in form.form for field in section.fields}
    counted: Answers = {}
    for name, value in answers.items():
        if name not in columns:
            continue
        if columns[name] and isinstance(value, list):
            value = [{cell: each for cell, each in row.items() if cell in columns[name]} if isinstance(row, dict) else row for row in value]
        counted[name] = value
    return flow.validate(form, computing.context(form, applicant_case, agent, counted, days.on))


def _days_wrong(service: Service, days: Days) -> list[FieldFault]:
    """Days in an order that cannot be; only of those that this service's amount hangs on."""
    order = [name for name in ("notified_on", "warned_on", "paid_on") if name in days_of(service)]
    found = []
    for at, later in enumerate(order):
        for earlier in order[:at]:
            first, second = getattr(days, earlier), getattr(days, later)
            if first is not None and second is not None and second < first and not (earlier == "notified_on" and later == "paid_on"):
                found.append(FieldFault(f"days.{later}", "too-early", f"{DAY_TITLES[later]}อยู่ก่อน{DAY_TITLES[earlier]} กรุณาตรวจสอบ"))
    return found


def _pay_by(question: computing.Question, catalogue: Catalogue) -> dt.date | None:
    """The last day to pay, as the page of a case has it."""
    monthly = next((fee.rule for fee in question.service.fees if fee.rule in pao.LEVIES), None)
    month = pao.month_of(question.answers)
    if monthly is not None and month is not None:
        return pao.due_on(monthly, month, catalogue.parameters, catalogue.holidays)
    by_law = computing.deadline(question, catalogue.parameters)
    if by_law is not None or question.notified_on is None or not any(fee.rule == "signboard" for fee in question.service.fees):
        return by_law
    return signboard.payment_deadline(question.notified_on, question.assessed_on, catalogue.parameters, catalogue.holidays)


def _instalments(
    question: computing.Question, owed: Assessment, by: dt.date | None, catalogue: Catalogue, paid_on: dt.date | None
) -> InstalmentPlan | None:
    """The parts; the first brings what is owed beside the tax. None too where the first part's day has passed."""
    rule = next((fee.rule for fee in question.service.fees if fee.rule in law.TERMS), None)
    if rule is None or by is None or (paid_on is not None and paid_on > by):
        return None
    tax = sum((line.amount for line in owed.lines if line.kind == "principal"), Decimal(0))
    plan = law.plan(rule, tax, by, question.assessed_on, catalogue.parameters, catalogue.holidays)
    if plan is None:
        return None
    beside = owed.total - tax
    parts = tuple(
        InstalmentRow(part.number, part.due_on, part.amount + (beside if part.number == 1 else 0), False, False) for part in plan.parts
    )
    return InstalmentPlan(parts, False, False, 1, plan.reference, plan.confirmed)
