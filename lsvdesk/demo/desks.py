"""One office of the demonstration: who sits at its desks, its day, its papers, and what each of them does with a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import officials
from lsvdesk.counter import cases, computing, deciding, filing, money, official_parts, papers, setup
from lsvdesk.counter import earlier as earlier_papers
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import CaseDetail, Filing, Handed, NewUser, OfficeSetup, Payment, ReceiptBookStart
from lsvdesk.demo import words
from lsvdesk.demo.answers import Filler, at_home_in
from lsvdesk.demo.shelf import Shelf
from lsvdesk.demo.villagers import Villagers
from lsvdesk.errors import FieldFault, InvalidAnswers

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.views import PermitRow

BORN = dt.date(1984, 5, 17)
BORN_FOR = {"elderly-allowance": dt.date(1964, 2, 9), "newborn-grant": dt.date(1997, 12, 15)}
"""Service → the birthday of who asks for it; :data:`BORN` otherwise."""

FOLLOWING = {name: {"phase": "phase-2"} for name in ("fuel-station-change", "fuel-station-transfer")}
"""Service that starts from an earlier paper → what is asked for: of two phases the second, which ends in the licence."""

PEOPLE = (
    ("clerk", "รับเรื่อง จำลองงาน", "เจ้าพนักงานธุรการ", "counter"),
    ("cashier", "การเงิน สาธิตบัญชี", "เจ้าพนักงานจัดเก็บรายได้", "finance"),
    ("officer", "พนักงาน ตัวอย่างดี", "ปลัด", "officer"),
    ("executive", "ผู้บริหาร สมมุติการ", "", "executive"),
)


class Desks:
    """An office that was set up on ``day``."""

    def __init__(self, folder: Path, profile: str, day: dt.date, first: int) -> None:
        self.clock = FixedClock(day, step=dt.timedelta(seconds=20))
        wanted = OfficeSetup(
            user=NewUser("นางสาวผู้ดูแล ทดสอบระบบ", "เจ้าพนักงานธุรการชำนาญงาน", "admin"),
            profile=profile,
            receipt_book=ReceiptBookStart(book_no=3 + first % 7, first_no=201, last_no=300, next_no=212),
        )
        self.admin = setup.set_up(folder / "office", wanted, self.clock)
        self.profile = self.admin.catalogue.profile
        assert self.profile is not None
        self.shelf = Shelf(folder / "papers")
        place = {name: getattr(self.profile.address, name) for name in ("subdistrict", "district", "province", "postcode")}
        self.home = {name: value for name, value in place.items() if value}
        self.villagers = Villagers(self.home, first)
        head = "นายผู้บริหาร สมมุติการ"
        setup.change_office_details(self.admin, {"executive": head})
        users: dict[str, Office] = {}
        for number, (desk, name, position, role) in enumerate(PEOPLE):
            title = position or self.profile.executive_position
            said = head if desk == "executive" else f"{('นาย', 'นางสาว')[number % 2]}{name}"
            users[desk] = self.admin.with_user(setup.add_user(self.admin, NewUser(said, title, role)))  # type: ignore[arg-type]
        self.clerk, self.cashier, self.officer, self.executive = (users[desk] for desk, *_ in PEOPLE)
        self.days_closed = 0
        self.filed: dict[int, int] = {}
        """Number of the villager → the last case that was filed."""

    def finish(self) -> None:
        """Let the register go."""
        self.admin.register.close()

    def service(self, name: str) -> Service:
        return self.admin.catalogue.service(name)

    # ------------------------------------------------------------------------------------------------------------ the day

    def morning(self, day: dt.date) -> None:
        self.clock.go_to(day, dt.time(8, 40))

    def evening(self) -> None:
        """The cashier closes a day that took money, and prints the remittance slip."""
        today = self.clock.today()
        totals = money.day_totals(self.cashier, today)
        if not totals.receipts:
            return
        self.clock.go_to(today, dt.time(16, 20))
        money.close_day(self.cashier, today, totals.by_method.get("cash", Decimal("0.00")), "")
        self.shelf.keep(papers.issue_paper(self.cashier, "day_close", day=today), today.strftime("%Y-%m-%d"))
        self.days_closed += 1

    # ------------------------------------------------------------------------------------------------------------ requests

    def request(self, name: str, number: int, known: Mapping[str, Any] | None = None) -> Filing:
        """What the villager of this number asks for: a form filled in by the kind of applicant whose turn it is."""
        service = self.service(name)
        case = service.applicant_cases[number % len(service.applicant_cases)]
        born = BORN_FOR.get(name, BORN)
        someone: dict[str, Any] = {"person": self.villagers.person(number, born)}
        if case.applicant == "juristic":
            someone = {"organisation": self.villagers.organisation(number, case.id)}
        asked = Filing(service=name, applicant_case=case.id, answers={}, **someone)
        proposed = {"birth_date": born.isoformat()} if case.applicant == "individual" and name != "preschool-enrolment" else {}
        return self._filled(service, asked, number, {**proposed, **(known or {})})

    def follow(self, name: str, number: int, paper: PermitRow) -> Filing:
        """What its holder asks for who comes back with an earlier paper."""
        taken = earlier_papers.prefill(self.clerk, name, paper.id)
        asked = Filing(
            service=name,
            applicant_case=taken.applicant_case,
            answers={},
            person=taken.person,
            organisation=taken.organisation,
            earlier=paper.id,
        )
        return self._filled(self.service(name), asked, number, {**taken.answers, **FOLLOWING.get(name, {})})

    def _filled(self, service: Service, asked: Filing, number: int, known: Mapping[str, Any]) -> Filing:
        fields = {field.id for section in service.form if section.stage == "applicant" for field in section.fields}
        who = asked.person.full_name if asked.person else asked.organisation.name if asked.organisation else ""

        def owed(answers: dict[str, Any]) -> list[FieldFault]:
            if not computing.has_fees(service):
                return []
            try:
                filing.preview_assessment(self.admin, service.id, asked.applicant_case, answers)
            except InvalidAnswers as refused:
                return list(refused.faults)
            return []

        filler = Filler(
            service,
            asked.applicant_case,
            self.clock.today(),
            also=owed,
            known={name: value for name, value in known.items() if name in fields},
            seed=number + self.villagers.first,
            sparing=True,
            applicant=who,
        )
        return replace(asked, answers=at_home_in(filler, self.home).answers())

    def file(self, request: Filing, number: int) -> CaseDetail:
        """The request of the villager of this number comes in."""
        case = filing.open_case(self.clerk, request)
        self.filed[number] = case.row.id
        return case

    def see_documents(self, case: CaseDetail) -> CaseDetail:
        """Everything that is required is on the desk."""
        if case.complete_on is not None:
            return case
        everything = {row.id: Handed(max(row.originals, int(not row.copies)), row.copies) for row in case.documents if not row.optional}
        return cases.record_documents(self.clerk, case.row.id, everything)

    def print(self, kind: str, case: CaseDetail) -> None:
        """One paper of a case, if it can be issued now, onto the shelf."""
        title = dict(papers.possible_papers(self.admin, case.row.id)).get(kind)
        if title is None:
            return
        printed = papers.issue_paper(self.officer, kind, case_id=case.row.id)
        service = self.service(case.row.service)
        about = service.short_title or service.title if kind == "application" else case.row.applicant
        self.shelf.keep(printed, f"{case.row.number} {about}", {"application": "คำขอ", "permit": title.split(" ")[0][:45]}.get(kind, ""))

    def take(self, case: CaseDetail, number: int) -> None:
        """What can be paid now is paid, one way or another, and the receipt printed."""
        due = case.payable_now
        desk = self.admin if case.row.sensitive else self.cashier
        way: dict[str, Any] = {"method": "cash", "tendered": (due / 100).to_integral_value(ROUND_CEILING) * 100 if number % 2 else due}
        if number % 5 == 3:
            way = {"method": "transfer", "tendered": due, "bank": words.BANKS[number % 3], "instrument_no": f"T{number:09d}"}
            way["instrument_date"] = self.clock.today()
        receipt = money.take_payment(desk, case.row.id, Payment(**way))
        self.shelf.keep(papers.issue_paper(desk, "receipt", receipt_id=receipt.id), f"{case.row.number} {case.row.applicant}")

    def write_opinions(self, case: CaseDetail, number: int) -> None:
        """Officer and committee write what they found."""
        written = self._official(case, number, officials.OPINIONS)
        if written:
            official_parts.record_opinion(self.officer, case.row.id, written)

    def decide(self, case: CaseDetail, number: int, approve: bool = True, reason: str = "") -> CaseDetail:
        """The decision, with what the executive writes on the form where it is granted."""
        order = self._official(case, number, ("executive",)) if approve else {}
        return deciding.decide(self.officer, case.row.id, approve, reason, order)

    def _official(self, case: CaseDetail, number: int, stages: tuple[str, ...]) -> dict[str, Any]:
        service = self.service(case.row.service)
        fields = officials.fields(service, stages)
        if not fields:
            return {}
        entitled = filing.preview_assessment(self.admin, service.id, case.applicant_case, case.answers, case.row.filed_on).entitled
        total = sum((line.amount for line in entitled), Decimal(0))
        known: dict[str, Any] = {name: f"{total}" for name in ("amount_checked", "order_amount") if name in fields and total}
        form = officials.as_form(service, stages)
        filler = Filler(form, case.applicant_case, self.clock.today(), known=known, seed=number + self.villagers.first, sparing=True)
        written = at_home_in(filler, self.home).answers()
        return {name: value for name, value in written.items() if name in fields and value is not None}
