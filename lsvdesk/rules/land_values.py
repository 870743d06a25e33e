"""What land and buildings are worth for the tax (มาตรา 35): area × appraised price; a building less its depreciation by age.

Everything an owner has stands in an :class:`Owner`; the form is read into one by :mod:`.land_return`, a yearly run makes its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lsvdesk.rules.land_tariff import HUNDRED, Tariff, band_of
from lsvdesk.rules.wording import baht, number

WAH_IN_RAI = 400
WAH_IN_NGAN = 100

USES: Mapping[str, str] = {"agriculture": "เกษตรกรรม", "home": "อยู่อาศัย", "other": "อื่น ๆ", "vacant": "ว่างเปล่า"}
"""The uses of ภ.ด.ส.3; which rate a home bears depends on the owner's name in the house register."""

AS_BUILDINGS = "as-buildings"
"""Land that is used as the buildings on it are, in proportion to their floor area (มาตรา 38)."""


@dataclass(frozen=True)
class Parcel:
    """A plot of land. ``area`` in square wah, ``price`` baht per square wah, ``shares`` square wah by use (their sum is ``area``), or
    ``{AS_BUILDINGS: area}``. ``adjoining`` is a mark that plots side by side share; years are Gregorian."""

    index: int
    name: str
    area: Decimal
    price: Decimal
    shares: Mapping[str, Decimal]
    vacant_since: int | None = None
    adjoining: str = ""
    exempt: str = ""
    relief: str = ""

    @property
    def value(self) -> Decimal:
        """Appraised value, baht."""
        return self.area * self.price


@dataclass(frozen=True)
class Building:
    """A building or a condominium room. ``area`` in square metres, ``price`` baht per square metre, ``shares`` square metres by use.

    ``parcel`` is the index of the owner's plot it stands on, None on the land of others. ``material`` is empty for a room, which is not
    depreciated: its appraised price is that of the room as it is. ``named``: the owner stands in its house register on 1 January (or was
    moved out on official duty).
    """

    index: int
    name: str
    area: Decimal
    price: Decimal
    shares: Mapping[str, Decimal]
    material: str = ""
    age: int = 0
    parcel: int | None = None
    named: bool = False
    vacant_since: int | None = None
    exempt: str = ""
    relief: str = ""
    room: bool = False

    def depreciation(self, tariff: Tariff) -> Decimal:
        """Per cent taken off by age; none for a room."""
        return band_of(tariff.depreciation[self.material].bands, Decimal(self.age)) if self.material else Decimal(0)

    def value(self, tariff: Tariff) -> Decimal:
        """Appraised value less depreciation, baht."""
        return self.area * self.price * (HUNDRED - self.depreciation(tariff)) / HUNDRED


@dataclass(frozen=True)
class Owner:
    """Everything one owner has in the office's area on 1 January. ``old_tax`` is what house-and-land or local development tax of 2562
    came to (มาตรา 97, its three years only); ``local_relief`` per cent by an announcement of the office (มาตรา 56)."""

    natural: bool = True
    parcels: tuple[Parcel, ...] = ()
    buildings: tuple[Building, ...] = ()
    old_tax: Decimal | None = None
    local_relief: Decimal = Decimal(0)
    local_relief_reference: str = field(default="", compare=True)


def square_wah(rai: Decimal, ngan: Decimal, wah: Decimal) -> Decimal:
    """ไร่-งาน-ตารางวา as square wah."""
    return rai * WAH_IN_RAI + ngan * WAH_IN_NGAN + wah


def area_text(wah: Decimal) -> str:
    """Square wah as ``๑-๒-๓๓.๕ ไร่``."""
    rai, rest = divmod(wah, WAH_IN_RAI)
    ngan, square = divmod(rest, WAH_IN_NGAN)
    return f"{number(rai)}-{number(ngan)}-{number(square)} ไร่"


def parcel_text(parcel: Parcel) -> str:
    """How a plot's value came about."""
    return f"{parcel.name} {area_text(parcel.area)} ({number(parcel.area)} ตร.ว.) × {baht(parcel.price)} = {baht(parcel.value)}"


def building_text(building: Building, tariff: Tariff) -> str:
    """How a building's value came about."""
    text = f"{building.name} {number(building.area)} ตร.ม. × {baht(building.price)}"
    off = building.depreciation(tariff)
    if building.material:
        text += f" อายุ {number(building.age)} ปี หักค่าเสื่อมร้อยละ {number(off)}"
    return f"{text} = {baht(round_value(building.value(tariff)))}"


def round_value(value: Decimal) -> Decimal:
    """A value as it is shown: satang; the calculation goes on with the exact one."""
    return value.quantize(Decimal("0.01"))
