"""What a case owes, asked from the rules with everything the register knows of it; nothing is stored here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.answers import normalise
from lsvdesk.counter import rows
from lsvdesk.counter.views import Answers, AssessmentPreview
from lsvdesk.errors import CounterError
from lsvdesk.rules.assess import DEADLINES, Facts, assess

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import ApplicantCase, Service
    from lsvdesk.catalogue.parameters import Parameters
    from lsvdesk.rules.assessment import Assessment, AssessmentLine


BENEFIT = "benefit"
"""The kind of a line that says what the citizen is paid."""


@dataclass(frozen=True)
class Question:
    """A case as the rules see it: what was typed, who files, and the days that matter."""

    service: Service
    applicant_case: str
    agent: bool
    answers: Answers
    assessed_on: dt.date
    filed_on: dt.date | None
    holidays: frozenset[dt.date]
    officer_noticed_on: dt.date | None = None
    notified_on: dt.date | None = None
    warned_on: dt.date | None = None

    def context(self, today: dt.date) -> flow.Context:
        """What conditions of the definition are evaluated against."""
        return context(self.service, self.applicant_case, self.agent, self.answers, today)


def applicant_case(service: Service, case_id: str) -> ApplicantCase:
    """The applicant case of a service. Raises CounterError ``applicant-case``."""
    for case in service.applicant_cases:
        if case.id == case_id:
            return case
    titles = " หรือ".join(f"“{case.title}”" for case in service.applicant_cases)
    raise CounterError(f"ยังไม่ได้เลือกประเภทผู้ยื่น กรุณาเลือก{titles}", code="applicant-case", field="applicant_case")


def context(service: Service, case_id: str, agent: bool, answers: Answers, today: dt.date) -> flow.Context:
    """The wizard's view of a case (lsvdesk.catalogue.flow). Raises CounterError ``applicant-case``."""
    kind = applicant_case(service, case_id).applicant
    return flow.Context(service=service, case=case_id, applicant_kind=kind, agent=agent, answers=answers, today=today)


def has_fees(service: Service) -> bool:
    """Whether the service charges anything at all."""
    return any(not fee.free for fee in service.fees)


def owed(question: Question, parameters: Parameters, paid_on: dt.date | None = None) -> Assessment:
    """The whole calculation of what is to be taken; with ``paid_on`` what would have to be paid on that day, surcharge for lateness
    included. What the citizen is entitled to be paid is no part of it, see :func:`entitled`."""
    found = assess(question.service, question.answers, question.assessed_on, parameters, _facts(question, paid_on))
    return replace(found, lines=tuple(line for line in found.lines if line.kind != BENEFIT))


def entitled(question: Question, parameters: Parameters) -> tuple[AssessmentLine, ...]:
    """What the citizen is entitled to be paid, with the reasons; a line of zero says why there is no right. Never money to be taken."""
    if not question.service.benefits:
        return ()
    found = assess(question.service, question.answers, question.assessed_on, parameters, _facts(question))
    return tuple(line for line in found.lines if line.kind == BENEFIT)


def deadline(question: Question, parameters: Parameters) -> dt.date | None:
    """The last day to pay, for taxes whose law sets one that hangs on more than the notice; None where it is not known (yet)."""
    rule = next((fee.rule for fee in question.service.fees if fee.rule in DEADLINES), None)
    if rule is None:
        return None
    return DEADLINES[rule](
        question.service, normalise(question.service, question.answers), question.assessed_on, parameters, _facts(question)
    )


def _facts(question: Question, paid_on: dt.date | None = None) -> Facts:
    kind = applicant_case(question.service, question.applicant_case).applicant
    return Facts(
        filed_on=question.filed_on,
        officer_noticed_on=question.officer_noticed_on,
        notified_on=question.notified_on,
        warned_on=question.warned_on,
        paid_on=paid_on,
        holidays=question.holidays,
        case=question.applicant_case,
        applicant_kind=kind,
        agent=question.agent,
    )


def late_lines(question: Question, parameters: Parameters, paid_on: dt.date) -> tuple[AssessmentLine, ...]:
    """The lines that come on top because payment is late, as of ``paid_on``: what was assessed before stays as it was."""
    before = list(owed(question, parameters).lines)
    late = []
    for line in owed(question, parameters, paid_on).lines:
        if line in before:
            before.remove(line)
        else:
            late.append(line)
    return tuple(late)


def preview(assessment: Assessment, warnings: tuple[str, ...] = (), entitled: tuple[AssessmentLine, ...] = ()) -> AssessmentPreview:
    """A calculation as a view."""
    lines = tuple(rows.computed_line(line) for line in assessment.lines)
    rights = tuple(rows.computed_line(line) for line in entitled)
    return AssessmentPreview(assessment.total, lines, len(assessment.unverified), warnings, rights)
