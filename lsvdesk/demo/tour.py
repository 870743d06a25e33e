"""March 2569 at one office: every service that it offers comes to the counter at least once, and is taken to its end.

What started earlier (licences that are renewed now, registrations that change or close, signs that are assessed) was filed in March 2568.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsvdesk.counter import assessment_runs, cases, levies, levy_notices, manual, money, register_kinds, setup, verifying
from lsvdesk.counter import earlier as earlier_papers
from lsvdesk.counter.views import STATUS_TITLES, CaseFilter, PermitRow
from lsvdesk.demo.desks import Desks
from lsvdesk.demo.lives import Life, life
from lsvdesk.reporting.kinds import export_kinds
from lsvdesk.reporting.monthly import export_month

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.views import Filing

YEAR, MONTH = 2026, 3
BEFORE = (dt.date(2025, 3, 17), dt.date(2025, 3, 28))
"""When the papers were given out that people come back with; one more day is :data:`NEW_YEAR`."""
NEW_YEAR = dt.date(2026, 1, 12)
"""For licences that hold until the end of the year."""
SIGN_OWNERS = 6
"""Owners in the register of signs of the office that assesses them for the year."""


FIRST: dict[str, dict[str, Any]] = {"fuel-station-licence": {"phase": "phase-2"}}
"""Service → what was asked for then, where the form would propose something that ends in another paper."""


@dataclass(frozen=True)
class Plan:
    """An office of the tour: ``first`` begins the numbers of its people; ``assesses``: it makes the yearly assessment of signs."""

    profile: str
    first: int
    assesses: bool = False


PLANS = (Plan("pho-yai", 21_000), Plan("dong-ling", 32_000), Plan("don-tanin", 43_000, assesses=True), Plan("na-pho", 54_000))


@dataclass(frozen=True)
class OfficeShown:
    """What a tour of one office made; plain values, which can be handed from one process to another."""

    profile: str
    office: str
    register: Path
    papers: tuple[Path, ...]
    workbook: Path
    registers: Path
    manual: Path
    notices: tuple[Path, ...]
    cases: dict[str, int]
    """Title of the state → how many cases are in it at the end of the month."""
    services: dict[str, int]
    """Service that is offered → how many cases of it were filed."""
    kinds: dict[str, int]
    """Kind of service → how many cases of it were filed."""
    receipts: int
    money: Decimal
    faults: tuple[str, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file but the register."""
        return (self.workbook, self.registers, self.manual, *self.notices, *self.papers)


def tell(out: Path, plan: Plan) -> OfficeShown:
    """The whole month of one office, in ``out``; what it made."""
    desks = Desks(out, plan.profile, BEFORE[0], plan.first)
    try:
        tour = _Tour(desks, plan)
        tour.plan_everything()
        tour.live()
        return tour.close(out)
    finally:
        desks.finish()


class _Tour:
    def __init__(self, desks: Desks, plan: Plan) -> None:
        self.desks, self.plan = desks, plan
        holidays = desks.admin.catalogue.holidays
        month = (dt.date(YEAR, MONTH, 1), dt.date(YEAR, MONTH, 31))
        self.days = [*_working(*BEFORE, holidays), NEW_YEAR, *_working(*month, holidays)]
        self.first_day = self.days.index(NEW_YEAR) + 1
        self.starts: dict[int, list[Callable[[], Life]]] = defaultdict(list)
        self.number = 0
        self.notices: tuple[Path, ...] = ()
        desks.clock.go_to(self.days[self.first_day])
        self.services = desks.admin.catalogue.offered(desks.clock.today())

    # ------------------------------------------------------------------------------------------------------------ who comes when

    def plan_everything(self) -> None:
        """Every service on a day of the month; before it what it starts from; at the end what is left open."""
        rest = len(self.days) - self.first_day
        for at, service in enumerate(self.services):
            day = self.first_day + at * (rest - 8) // len(self.services)
            if service.earlier is None:
                self._start(day, service, "late-papers" if at % 7 == 3 else "whole")
            else:
                self._start_from_earlier(day, service)
        if self.plan.assesses:
            for _ in range(SIGN_OWNERS):
                self._start(self.number % 5, self.desks.service("signboard-tax"), "brief")
            self.starts[self.first_day + 3].append(self._yearly_assessment)
        self._leave_open(len(self.days) - 1)

    def _start(self, day: int, service: Service, end: str, known: dict[str, Any] | None = None) -> int:
        self.number += 1
        number = self.number
        ask = partial(self.desks.request, service.id, number, known)
        self.starts[day].append(lambda: life(self.desks, ask, number, end))
        return number

    def _start_from_earlier(self, day: int, service: Service) -> None:
        """Somebody who got a paper before comes back with it."""
        origin = self._origin(service)
        if origin is None:
            self._start(day, service, "whole")
            return
        ends_with_the_year = any(each.validity is not None and each.validity.until == "end-of-year" for each in origin.outputs)
        before = self.days.index(NEW_YEAR) if ends_with_the_year else self.number % 4
        number = self._start(before, origin, "brief", known=FIRST.get(origin.id))
        if origin is service:  # a service that gives the first licence as well as the next one
            self._start(day, service, "whole")

        def come_back() -> Filing:
            return self.desks.follow(service.id, number, self._paper(service, number))

        self.starts[day].append(lambda: life(self.desks, come_back, number, "whole"))

    def _origin(self, service: Service) -> Service | None:
        """What gives out the papers that a service starts from."""
        assert service.earlier is not None
        giving = [each for each in self.services if any(output.series in service.earlier.series for output in each.outputs)]
        return next((each for each in giving if each.earlier is None), service if service in giving else None)

    def _paper(self, service: Service, number: int) -> PermitRow:
        """The paper that the villager of this number got."""
        before = self.desks.filed[number]
        return next(each.permit for each in earlier_papers.earlier_papers(self.desks.clerk, service.id) if each.permit.case_id == before)

    def _leave_open(self, last: int) -> None:
        """Requests in every state that a morning can find."""
        granting = [each for each in self.services if each.decision in ("approve", "register") and each.earlier is None]
        refusable = [each for each in granting if each.forwarding is None and not each.sensitive and each.payment != "before-decision"]
        taxes = [each for each in self.services if each.decision == "assess" and each.asset == "sign"] or [
            each for each in self.services if each.decision == "assess"
        ]
        forwarded = [each for each in self.services if each.forwarding is not None and each.forwarding.before_decision]
        lacking = [each for each in self.services if each.earlier is None and any(not document.optional for document in each.documents)]
        plans = (
            (granting, 0, last, "unseen"),
            (lacking, 2, last - 2, "lacking"),
            (granting, 1, last - 1, "waiting"),
            ([min(granting, key=_promised)], 0, self.first_day + 2, "waiting"),
            (granting, 3, last - 3, "approved"),
            (taxes, 0, last - 4, "unpaid"),
            (forwarded, 0, last - 5, "forwarded"),
            (refusable, 1, last - 8, "refused"),
            (lacking, 4, last - 9, "withdrawn"),
        )
        for choice, which, day, end in plans:
            if choice:
                self._start(day, choice[which % len(choice)], end)

    def _yearly_assessment(self) -> Life:
        """Every owner of signs in one run: notices for all, some of them received, one comes to pay."""
        desk, folder = self.desks.clerk, self.desks.shelf.folder.parent / "หนังสือแจ้งการประเมินภาษีป้าย 2569"
        year = YEAR + 543
        assessment_runs.proceed(desk, assessment_runs.begin(desk, "signboard", year).id)
        self.notices = levy_notices.write_notices(desk, "signboard", year, folder).files
        yield 2
        owing = [each for each in levies.levies(desk, "signboard", year) if each.state == "notified" or each.letter_no]
        levies.notify_all(desk, [each.id for each in owing[:-1]], self.desks.clock.today())
        yield 4
        case = levies.open_levy_case(desk, owing[0].id)
        self.desks.take(cases.case(desk, case.row.id), 1)

    # ------------------------------------------------------------------------------------------------------------ living

    def live(self) -> None:
        """Day after day: who has waited goes on, who is new comes in; the day is closed."""
        waiting: dict[int, list[Life]] = defaultdict(list)
        for at, day in enumerate(self.days):
            going = [*waiting.pop(at, []), *(start() for start in self.starts.pop(at, []))]
            if not going and at != len(self.days) - 1:
                continue
            self.desks.morning(day)
            for each in going:
                wait = next(each, None)
                while wait == 0:
                    wait = next(each, None)
                if wait is not None:
                    waiting[at + wait].append(each)
            self.desks.evening()

    def close(self, out: Path) -> OfficeShown:
        """The month's workbook, the registers, the public manual, and the check of everything."""
        desk, start = self.desks.admin, dt.date(YEAR, MONTH, 1)
        self.desks.clock.go_to(self.days[-1], dt.time(16, 40))
        workbook = export_month(desk, YEAR, MONTH, out / "รายงานประจำเดือน มีนาคม 2569.xlsx")
        registers = export_kinds(desk, register_kinds.kinds(desk), out / "ทะเบียนทั้งหมด.xlsx")
        book = out / "คู่มือสำหรับประชาชน.pdf"
        book.write_bytes(manual.manual(desk).pdf)
        rows = cases.list_cases(desk, CaseFilter(limit=10_000))
        receipts = money.receipts(desk, start, self.days[-1])
        return OfficeShown(
            profile=self.plan.profile,
            office=setup.office_details(desk)["name"],
            register=out / "office",
            papers=tuple(self.desks.shelf.papers),
            workbook=workbook,
            registers=registers,
            manual=book,
            notices=self.notices,
            cases={title: count for status, title in STATUS_TITLES.items() if (count := sum(row.state == status for row in rows))},
            services={each.id: sum(row.service == each.id for row in rows) for each in self.services},
            kinds={kind: sum(row.kind == kind for row in rows) for kind in dict.fromkeys(each.kind for each in self.services)},
            receipts=len(receipts),
            money=sum((receipt.total for receipt in receipts if receipt.status == "valid"), Decimal("0.00")),
            faults=tuple(fault.message for fault in verifying.verify(desk)),
        )


def _promised(service: Service) -> int:
    """Days within which the manual promises it; what is promised within hours is promised for the day."""
    promise = service.clock.promise
    return int(promise.value) * {"month": 30}.get(promise.unit, 1 if "day" in promise.unit else 0)


def _working(first: dt.date, last: dt.date, holidays: frozenset[dt.date]) -> Iterator[dt.date]:
    for day in range(first.toordinal(), last.toordinal() + 1):
        date = dt.date.fromordinal(day)
        if date.weekday() < 5 and date not in holidays:
            yield date
