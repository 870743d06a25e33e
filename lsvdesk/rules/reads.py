"""What of a form a calculation rests on: the fields that each rule reads, and the days it takes into account.

A calculator asks for these and for nothing else: whoever only wants to know an amount types no names and no addresses. The tests of this
module run every rule and compare what it truly reads with what is said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from lsvdesk.rules import commercial

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service

Day = Literal["officer_noticed_on", "notified_on", "warned_on", "paid_on"]
"""A day of :class:`lsvdesk.rules.facts.Facts`; the day of filing matters to all, because rates are dated."""

OPTIONAL = "?"
"""Behind a field that the paper form insists on but the amount can do without (the rule asks for it where it cannot)."""

_BUILDINGS = (
    "action",
    *(
        f"buildings.{column}"
        for column in (
            "structure",
            "kind",
            "count",
            "use_class",
            "area_m2",
            "altered_area_m2",
            "heavy_area_m2",
            "storeys",
            "height_m",
            "width_m",
            "length_m",
        )
    ),
)
_LICENCE = ("business_kind", "horsepower", "workers", "area_m2", "ordinance_fee", "unpaid_before")
_LEVY = ("month", "year", "establishments.product", "penalty_percent")
_PROPERTY = ("area_m2", "price_per_m2", "use", "register", "vacant_since", "exempt", "relief")

READS: Mapping[str, tuple[str, ...]] = {
    "signboard": (
        "tax_year",
        "declared_tax",
        *(f"signs.{column}" for column in ("kind", "motion", "width_cm", "height_cm", "sides", "condition")),
        "signs.installed_on?",
        "signs.tax_paid_before",
        "signs.exempt",
    ),
    "land-building": (
        "tax_year",
        "co_owned",
        "old_tax",
        "local_relief",
        "local_relief_reference",
        "announced_pay_by",
        "extended_to",
        "in_instalments",
        "instalments_paid",
        *(
            f"parcels.{column}"
            for column in (
                "rai",
                "ngan",
                "wah",
                "price_per_wah",
                "use",
                *(f"wah_{use}" for use in ("agriculture", "home", "other", "vacant")),
                "vacant_since",
                "adjoining",
                "exempt",
                "relief",
            )
        ),
        *(f"buildings.{column}" for column in ("material", "age", "parcel_no", *_PROPERTY)),
        *(f"buildings.m2_{use}" for use in ("agriculture", "home", "other", "vacant")),
        *(f"rooms.{column}" for column in _PROPERTY),
    ),
    "house-land-tax": ("tax_year", "buildings.annual_value", "buildings.machinery", "buildings.exempt"),
    "local-development-tax": (
        "tax_year",
        "filing",
        "extra_tax",
        "wrong",
        *(
            f"parcels.{column}"
            for column in ("rai", "ngan", "wah", "less_rai", "less_ngan", "less_wah", "medium_price", "rate_per_rai", "use")
        ),
    ),
    "building-permit": _BUILDINGS,
    "building-renewal": _BUILDINGS,
    "building-plan-check": _BUILDINGS,
    "commercial-late-fine": ("started_on", "changed_on", "closed_on", "fine_set"),
    "health-hazard-licence": _LICENCE,
    "sewage-collection-licence": _LICENCE,
    "sewage-disposal-licence": _LICENCE,
    "waste-collection-licence": _LICENCE,
    "health-late-fee": (*_LICENCE, "licence_expires_on", "closing_notice_on"),
    "leaflet-permit": ("purpose", "starts_on", "ends_on"),
    "pao-hotel": (*_LEVY, "establishments.room_rent"),
    "pao-fuel": (*_LEVY, "establishments.amount"),
    "pao-tobacco": (*_LEVY, "establishments.packs", "establishments.sticks_per_pack"),
    "gratuity.regular": (
        "employee_type",
        "employed_from",
        "left_on",
        "left_because",
        "days_doubled",
        "days_not_counted",
        "monthly_wage",
        "pay_as",
    ),
    "gratuity.special": ("employee_type", "left_on", "situation", "own_fault", "cannot_work", "multiple", "monthly_wage", "pay_as"),
    "gratuity.heir_regular": (
        "employee_type",
        "employed_from",
        "died_on",
        "days_doubled",
        "days_not_counted",
        "gross_misconduct",
        "monthly_wage",
        "heirs.relation",
    ),
    "gratuity.heir_special": (
        "employee_type",
        "died_on",
        "situation",
        "gross_misconduct",
        "other_money",
        "chosen",
        "monthly_wage",
        "heirs.relation",
    ),
    "welfare.elderly_allowance": (
        "birth_date",
        "birth_day_unknown",
        "nationality",
        "wish",
        "receives_elsewhere",
        "state_benefit",
        "disabled_or_aids",
        "ended_on",
        "ended_by",
    ),
    "welfare.disability_allowance": (
        "birth_date",
        "birth_day_unknown",
        "nationality",
        "has_card",
        "in_state_home",
        "state_welfare_card",
        "ended_on",
        "ended_by",
    ),
    "welfare.aids_allowance": ("ended_on", "ended_by"),
    "welfare.newborn_grant": ("child_birth_date", "household_members", "household_income", "ended_on"),
    "welfare.elderly_funeral_aid": ("deceased_birth_date", "died_on", "death_certificate_on", "deceased_nationality", "welfare_card"),
}
"""By rule: a field, or ``table.column``; of a form only those that it has."""


def read_by(rule: str, service: Service) -> tuple[str, ...]:
    """What a rule reads of the form of this service: of the days that registration hangs on only its own."""
    names = READS.get(rule, ())
    if rule != "commercial-late-fine":
        return names
    own = commercial.day_field(service)
    return tuple(name for name in names if name == own or name not in commercial.DAY_FIELDS)


NAMES_ONLY = frozenset(
    {
        "signs.text",
        "parcels.deed_no",
        "buildings.house_no",
        "rooms.condominium",
        "rooms.room_no",
        "establishments.name",
        "heirs.name",
    }
)
"""Read too, but only to say of which sign, plot or house a line speaks; without them a line has its number."""

DAYS: Mapping[str, tuple[Day, ...]] = {
    "signboard": ("officer_noticed_on", "notified_on", "paid_on"),
    "land-building": ("notified_on", "warned_on", "paid_on"),
    "house-land-tax": ("notified_on", "paid_on"),
    "local-development-tax": ("notified_on", "paid_on"),
    "health-late-fee": ("notified_on", "paid_on"),
    "pao-hotel": ("officer_noticed_on", "paid_on"),
    "pao-fuel": ("officer_noticed_on", "paid_on"),
    "pao-tobacco": ("officer_noticed_on", "paid_on"),
}
"""By rule: the days that change the amount, beside that of filing."""

ASKED_AS_DAYS: Mapping[str, Day] = {
    "officer_noticed_on": "officer_noticed_on",
    "notice_received_on": "notified_on",
    "warning_received_on": "warned_on",
}
"""Fields of forms that say the same as one of :data:`DAYS`."""
