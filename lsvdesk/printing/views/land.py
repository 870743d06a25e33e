"""Views of land and building tax: the assessment notice (ภ.ด.ส.6) with its lists of the calculation (ภ.ด.ส.7, and ภ.ด.ส.8 of rooms)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from lsvdesk.printing.views.money import OFFICIAL, SurchargeLine
from lsvdesk.printing.views.parts import PaperHead, PartyView, SignatureView


@dataclass(frozen=True)
class LandTaxItem:
    """A plot, building or room in the list, with the part of its value that this use has. Text cells are figures with their units as they
    are to stand; ``value`` baht after depreciation. ``land`` tells a plot from a building."""

    name: str
    value: Decimal
    land: bool = False
    number: str = ""
    """Number of the title deed, of the house, or of the room."""
    size: str = ""
    unit_price: str = ""
    age: str = ""
    depreciation: str = ""
    place: str = ""
    registration: str = ""


@dataclass(frozen=True)
class LandTaxSlice:
    """A part of a value, its rate in per cent, and the tax of it."""

    rate: Decimal
    tax: Decimal


@dataclass(frozen=True)
class LandTaxPortion:
    """What bears one rate: its items, their value, what is exempt of it, and the tax. ``room`` puts it on ภ.ด.ส.8."""

    use: str
    items: tuple[LandTaxItem, ...]
    value: Decimal
    exempt: Decimal
    slices: tuple[LandTaxSlice, ...]
    tax: Decimal
    room: bool = False


@dataclass(frozen=True)
class InstalmentLine:
    """One part of the tax and the last day to pay it."""

    number: int
    amount: Decimal
    due: date


@dataclass(frozen=True)
class LandTaxNoticeView:
    """Assessment notice of land and building tax. ``tax_year`` is a B.E. year; ``tax`` is the sum of the portions, the ``deductions``
    (negative) bring it to ``total``. ``pay_by`` is the last day of the year's time; None where the time runs from the receipt of this
    letter, for ``pay_within_days``. ``late_note`` is the whole sentence about paying late."""

    KIND: ClassVar[str] = "land-tax-notice"
    head: PaperHead
    letter_no: str
    addressee: PartyView
    tax_year: int
    portions: tuple[LandTaxPortion, ...]
    tax: Decimal
    total: Decimal
    deductions: tuple[SurchargeLine, ...] = ()
    pay_by: date | None = None
    pay_within_days: int = 30
    instalments: tuple[InstalmentLine, ...] = ()
    objection_within_days: int = 30
    pay_at: str = ""
    late_note: str = ""
    references: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    department: str = ""
    officer: SignatureView = OFFICIAL
