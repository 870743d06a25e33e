"""Valid answers to any form, made from its definition: what a clerk would type who fills in every field that the form shows.

Fields are filled as they become visible, until nothing new appears; what is then refused (a date that is too early, an age, two answers
that do not agree) is put right by trying other values of the fields that the refusal names. Nobody in the answers exists. What is written
into a field, and how large a number is, comes from :mod:`lsvdesk.demo.words`; equal fillers give equal answers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.models import FormField, Service
from lsvdesk.demo import words
from lsvdesk.errors import FieldFault
from lsvdesk.thai.addresses import find
from lsvdesk.thai.identifiers import make_citizen_id

Answers = dict[str, Any]
Check = Callable[[Answers], Sequence[FieldFault]]

HOME = {"subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}
AGES = (20, 1, 45, 62, 75, 5, 30, 59, 60, 90)
"""Years before today: a birth, an old permit; tried in this order where a date is refused."""
DAYS = (-10, 0, -1, 30, 400, -60, -200, -400, -800, 1000)
AMOUNTS = ("1", "2", "4", "10", "60", "100", "500", "2500", "3000", "20000", "0")
MOST_REPAIRS = 40


class CannotBeFilledIn(AssertionError):
    """The form takes no answers that could be found: its refusals contradict each other, or a bound cannot be met."""


@dataclass(frozen=True)
class Filler:
    """Fills in one form. ``generous`` ticks every box, takes the last choice and two rows, so that other branches of the form open;
    ``also`` is asked for faults that the form itself does not know (the calculation's)."""

    service: Service
    case: str
    today: dt.date
    agent: bool = False
    generous: bool = False
    home: dict[str, str] = field(default_factory=lambda: dict(HOME))
    also: Check | None = None
    known: Answers = field(default_factory=dict)
    """Answers the form opens with (taken over from an earlier paper), kept unless they are refused."""
    seed: int = 0
    """Other seeds give other names, numbers and places."""
    sparing: bool = False
    """Leave empty what few people have to say anything of (:func:`lsvdesk.demo.words.left_out`)."""
    applicant: str = ""
    """Who asks: the holder of accounts, owner of land and signatory in the answers."""

    def context(self, answers: Answers) -> flow.Context:
        kind = next(each.applicant for each in self.service.applicant_cases if each.id == self.case)
        return flow.Context(service=self.service, case=self.case, applicant_kind=kind, agent=self.agent, answers=answers, today=self.today)

    def answers(self) -> Answers:
        """Answers that nothing is wrong with. Raises CannotBeFilledIn, naming what stays wrong."""
        found = self._filled({**flow.proposed(self.service, self.context({})), **self.known})
        faults = self._faults(found)
        for _ in range(MOST_REPAIRS):
            if not faults:
                return flow.filed(self.service, self.context(found))
            found, faults = self._repaired(found, faults)
        raise CannotBeFilledIn(self._complaint(faults))

    # --- filling in ---------------------------------------------------------------------------------------------------------------

    def _filled(self, answers: Answers) -> Answers:
        """Every field that is shown has an answer; again until no new field appears."""
        for _ in range(30):
            fresh = {
                each.id: self._first(each)
                for each in flow.visible_fields(self.service, self.context(answers))
                if each.type != "computed" and (each.id not in answers or (answers[each.id] is None and each.required))
            }
            if not fresh:
                break
            answers = {**answers, **fresh}
        for table in self._tables(answers):
            every = enumerate(answers.get(table.id) or [])
            rows = [replace(self, seed=self.seed + 101 * at)._filled_row(table, row, answers) for at, row in every]
            answers = {**answers, table.id: rows or None}
        return answers

    def _tables(self, answers: Answers) -> list[FormField]:
        return [each for each in flow.visible_fields(self.service, self.context(answers)) if each.type == "table"]

    def _filled_row(self, table: FormField, row: Answers, answers: Answers) -> Answers:
        for _ in range(20):
            columns = flow.visible_columns(self.service, self.context(answers), table.id, row)
            fresh = {each.id: self._first(each) for each in columns if each.type != "computed" and each.id not in row}
            if not fresh:
                break
            row = {**row, **fresh}
        return row

    def _first(self, each: FormField) -> Any:
        if each.default is not None and not self.generous:
            return each.default
        if self.sparing and not each.required and words.left_out(self.service.id, each.id):
            return None
        return next(self._values(each), None)

    # --- values of each type ------------------------------------------------------------------------------------------------------

    def _values(self, each: FormField) -> Iterator[Any]:
        """Values to try for a field, the likeliest first."""
        known: dict[str, Callable[[FormField], Iterator[Any]]] = {
            "tick": self._ticks,
            "choice": self._choices,
            "choices": self._several,
            "date": self._dates,
            "integer": self._numbers,
            "number": self._numbers,
            "money": self._numbers,
            "table": self._rows,
            "address": self._address,
            "person": self._person,
            "citizen_id": lambda each: iter([make_citizen_id(self._number(each)), make_citizen_id(self._number(each) + 1)]),
            "juristic_id": lambda each: iter([juristic_id(self._number(each))]),
            "phone": lambda each: iter([f"08{self._number(each) % 10**8:08d}"]),
            "file": lambda each: iter([["1"] if each.required else None]),
        }
        yield from known.get(each.type, self._texts)(each)

    def _ticks(self, each: FormField) -> Iterator[bool]:
        first = each.required or self.generous
        yield first
        yield not first

    def _choices(self, each: FormField) -> Iterator[str]:
        values = [option.value for option in each.options]
        usual = words.choice(self.service.id, each.id)
        yield from reversed(values) if self.generous else sorted(values, key=lambda value: value != usual)

    def _several(self, each: FormField) -> Iterator[list[str]]:
        values = [option.value for option in each.options]
        if self.generous:
            yield values
        for value in values:
            yield [value]

    def _dates(self, each: FormField) -> Iterator[str]:
        low, high = (self._bound(text) for text in (each.not_before, each.not_after))
        known = "birth" in each.id or ("เกิด" in each.label and "เหตุ" not in each.label)
        later = "expire" in each.id or "สิ้นอายุ" in each.label
        near = [self.today + dt.timedelta(days=days) for days in (sorted(DAYS, reverse=True) if later else DAYS)]
        far = [self.today.replace(year=self.today.year - years, day=min(self.today.day, 28)) for years in AGES]
        bounds = [day for day in (low, high) if day is not None]
        usual = [self.today + dt.timedelta(days=days) for days in words.days(self.service.id, each.id)]
        for day in dict.fromkeys([*usual, *(far if known else near), *(near if known else far), *bounds]):
            if (low is None or day >= low) and (high is None or day <= high):
                yield day.isoformat()

    def _bound(self, text: str) -> dt.date | None:
        return self.today if text == "today" else dt.date.fromisoformat(text) if text else None

    def _numbers(self, each: FormField) -> Iterator[Any]:
        low = each.min if each.min is not None else Decimal(0) if each.type == "money" else None
        this_year = self.today.year + 543
        years = [Decimal(this_year - back) for back in (0, 1, 10, 20, 40, 60)] if "พ.ศ." in each.label or "year" in each.id else []
        amounts = [Decimal(amount) for amount in AMOUNTS]
        bounds = [bound for bound in (low, each.max) if bound is not None]
        whole = each.type == "integer"
        usual = [] if years else words.numbers(self.service.id, each.id)
        for value in dict.fromkeys([*usual, *years, *amounts, *bounds]):
            if (low is None or value >= low) and (each.max is None or value <= each.max) and (not whole or value == int(value)):
                yield int(value) if whole else f"{value:f}"

    def _rows(self, each: FormField) -> Iterator[list[Answers]]:
        count = min(max(1, each.min_rows, 2 if self.generous else 0), each.max_rows)
        yield [{} for _ in range(count)]

    def _address(self, each: FormField) -> Iterator[Answers]:
        every = {**words.house(self._number(each)), **self.home}
        yield {part: every[part] for part in flow.asked_parts(each) if part in every}

    def _person(self, each: FormField) -> Iterator[Answers]:
        prefix, first_name, last_name = words.person(self._number(each), each.id)
        every = {
            "prefix": prefix,
            "first_name": first_name,
            "last_name": last_name,
            "citizen_id": make_citizen_id(self._number(each)),
            "phone": f"08{self._number(each) % 10**8:08d}",
        }
        yield {part: every[part] for part in flow.asked_parts(each)}

    def _texts(self, each: FormField) -> Iterator[str | None]:
        said = words.text(each.id, each.label, self._number(each), self._here, self.service.id)
        if said or not each.required:
            yield said[: each.max_length].strip() or None
        yield f"ตัวอย่าง{re.sub(r'[^ก-๙a-zA-Z ]', '', each.label)}"[: each.max_length].strip()
        yield "1234567890"[: each.max_length]
        yield ("ก" * 20)[: each.max_length]
        yield "1234567890123"[: each.max_length]

    @property
    def _here(self) -> words.Here:
        return words.Here(self.home["subdistrict"], self.home["district"], self.home["province"], self.applicant)

    def _number(self, each: FormField) -> int:
        """The same number for the same field of the same filler, below 10⁸."""
        return (_seed(each.id) + self.seed * 7_919) % 10**8

    # --- putting right ------------------------------------------------------------------------------------------------------------

    def _faults(self, answers: Answers) -> list[FieldFault]:
        found = flow.validate(self.service, self.context(answers))
        return list(found) if found or self.also is None else list(self.also(flow.filed(self.service, self.context(answers))))

    def _repaired(self, answers: Answers, faults: Sequence[FieldFault]) -> tuple[Answers, list[FieldFault]]:
        """One answer changed so that fewer faults are left."""
        for fault in faults:
            for trial in self._trials(answers, fault):
                changed = self._filled(trial)
                left = self._faults(changed)
                if len(left) < len(faults) or (len(left) == len(faults) and fault not in left and _later(faults, left)):
                    return changed, left
        raise CannotBeFilledIn(self._complaint(faults))

    def _trials(self, answers: Answers, fault: FieldFault) -> Iterator[Answers]:
        fields = {each.id: each for section in self.service.form if section.stage == "applicant" for each in section.fields}
        name, row, column = _place(fault.field)
        refusals = [each for each in self.service.refuse if each.field == name]
        if name in fields and row is not None:
            table = fields[name]
            refusals += [each for each in table.refuse if each.field == column]
            cells = [column, *_named("row", refusals)]
            for cell in dict.fromkeys(cells):
                for value in self._cell_values(table, cell):
                    rows = [{**old, cell: value} if number == row else old for number, old in enumerate(answers[name])]
                    yield {**answers, name: rows}
        others = [name] if row is None else []
        for other in dict.fromkeys([*others, *_named("answers", refusals)]):
            if other in fields and fields[other].type not in ("computed", "table"):
                for value in self._values(fields[other]):
                    yield {**answers, other: value}
                if not fields[other].required:
                    yield {**answers, other: None}

    def _cell_values(self, table: FormField, cell: str) -> Iterator[Any]:
        column = next((each for each in table.columns if each.id == cell), None)
        return iter(()) if column is None or column.type == "computed" else self._values(column)

    def _complaint(self, faults: Sequence[FieldFault]) -> str:
        said = "; ".join(f"{fault.field} [{fault.code}] {fault.message}" for fault in faults)
        return f"{self.service.id} ({self.case}) cannot be filled in: {said}"


def at_home_in(filler: Filler, place: dict[str, str]) -> Filler:
    """The same with addresses in this place, if it is one that exists."""
    known = find(place["subdistrict"], place["district"], place["province"])
    return filler if known is None else replace(filler, home={**place, "postcode": known.postcode})


def juristic_id(seed: int) -> str:
    """The number of a juristic person that does not exist, with its check digit."""
    from stdnum.th.pin import calc_check_digit

    twelve = f"099{seed % 10**9:09d}"
    return f"{twelve}{calc_check_digit(twelve)}"


def _seed(name: str) -> int:
    """The same number for the same field, so that a form is filled in alike every time."""
    return sum(ord(letter) * int(31**place) for place, letter in enumerate(name)) % 10**8


def _place(name: str) -> tuple[str, int | None, str]:
    """``signs[0].width_cm`` → (signs, 0, width_cm); ``head_office.province`` → (head_office, None, province)."""
    found = re.fullmatch(r"(\w+)\[(\d+)\](?:\.(\w+))?(?:\..*)?", name)
    if found:
        return found[1], int(found[2]), found[3] or ""
    base, _, part = name.partition(".")
    return base, None, part


def _named(base: str, refusals: Sequence[Any]) -> list[str]:
    return [name for each in refusals for name in re.findall(rf"\b{base}\.([a-z][a-z0-9_]*)", each.when)]


def _later(before: Sequence[FieldFault], after: Sequence[FieldFault]) -> bool:
    """One fault gave way to another that was not there before: a step on, not in a circle."""
    return not {(each.field, each.code, each.message) for each in after} <= {(each.field, each.code, each.message) for each in before}
