"""Who comes to the counters of the four offices: people and businesses of the office's own subdistrict who do not exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lsvdesk.counter.views import AddressData, OrganisationData, PersonData
from lsvdesk.demo import words
from lsvdesk.demo.answers import juristic_id
from lsvdesk.thai.identifiers import make_citizen_id

_COMPANIES = ("บริษัท {}พัฒนา จำกัด", "บริษัท {}การโยธา จำกัด", "บริษัท {}อุตสาหกรรมชุมชน จำกัด")
_ORGANISATIONS = {
    "ordinary-partnership-or-joint-venture": ("ห้างหุ้นส่วนสามัญ", ("ห้างหุ้นส่วนสามัญ {}และเพื่อน",)),
    "registered-partnership-or-company": ("บริษัทจำกัด", _COMPANIES),
    "foreign-juristic-person": ("นิติบุคคลต่างประเทศ", ("Sommut Trading Ltd.", "Tuayang Coffee Ltd.")),
    "organisation": ("มูลนิธิหรือสมาคม", ("มูลนิธิ{}เพื่อชุมชน", "สมาคม{}สงเคราะห์")),
}
"""Kind of applicant → kind of juristic person, and names; a company otherwise."""


@dataclass(frozen=True)
class Villagers:
    """The people of one subdistrict; ``first`` begins a run of numbers that no other office uses."""

    home: dict[str, str]
    first: int

    def person(self, number: int, born: dt.date) -> PersonData:
        """Somebody; equal numbers give the same person."""
        prefix, first_name, last_name = words.person(number * 5 + self.first)
        return PersonData(
            prefix=prefix,
            first_name=first_name,
            last_name=last_name,
            citizen_id=make_citizen_id(self.first + number),
            birth_date=born,
            phone=f"08{10_000_000 + (self.first + number) * 1_009:08d}",
            address=self._address(number),
        )

    def organisation(self, number: int, applicant_case: str) -> OrganisationData:
        """A business or association of the kind that the form asks for."""
        kind, names = _ORGANISATIONS.get(applicant_case, ("บริษัทจำกัด", _COMPANIES))
        family = words.FAMILIES[(number + self.first) % len(words.FAMILIES)]
        return OrganisationData(
            name=names[number % len(names)].format(family),
            kind=kind,
            juristic_id=juristic_id(self.first + number),
            phone="045999000",
            representative=words.full_name(number * 3 + self.first),
            address=self._address(number),
        )

    def _address(self, number: int) -> AddressData:
        house = {name: value for name, value in words.house(number * 11 + self.first).items() if name in ("house_no", "moo")}
        return replace(AddressData(**self.home), **house)
