"""Land and building tax of one owner for one year: a pure function of a :class:`~.land_tariff.Tariff` and what the owner has.

Adjoining plots of one owner and the buildings on them are one base (มาตรา 42); of such a group each use is a portion by area (มาตรา 38),
taxed by slices of its value after what is exempt: 50 million of a natural person's farms in the office's area (มาตรา 40), 50 million of a
principal home with its land and 10 million of one on the land of others (มาตรา 41). Vacant property rises every three years (มาตรา 43).
Then come the reductions: of certain properties, the year's general one (of the tax as computed under มาตรา 42), the relief of the first
three years (มาตรา 97) and that of the office (มาตรา 56).

The Act prints no rounding: the tax of a portion, and what is left after each reduction, is rounded once to the satang. Farms are exempted
from the most valuable portion down; land under several homes goes with their floor area. Both readings are noted in the definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from lsvdesk.catalogue.parameters import RateAt
from lsvdesk.money import round_to_satang
from lsvdesk.rules.assessment import AssessmentLine
from lsvdesk.rules.land_tariff import CATEGORIES, HUNDRED, Slice, Tariff
from lsvdesk.rules.land_values import AS_BUILDINGS, Building, Owner, Parcel, building_text, parcel_text, round_value
from lsvdesk.rules.wording import baht, number
from lsvdesk.thai.numerals import to_thai

_ZERO = Decimal(0)
_T = TypeVar("_T")
_Key = tuple[int, str, int, str]
"""Group, category, increments, relief."""


@dataclass(frozen=True)
class Portion:
    """The part of a group that bears one rate. Baht; ``value`` and ``exempt`` exact, ``tax`` and ``relieved`` rounded to the satang."""

    group: int
    category: str
    increments: int
    relief: str
    value: Decimal
    parcels: tuple[Parcel, ...] = ()
    buildings: tuple[Building, ...] = ()
    worth: tuple[Decimal, ...] = ()
    """How much of the value is each plot's, then each building's, in their order."""
    exempt: Decimal = _ZERO
    exemption: RateAt | None = None
    slices: tuple[Slice, ...] = ()

    @property
    def taxable(self) -> Decimal:
        """What is left of the value after the exemption."""
        return self.value - self.exempt

    @property
    def tax(self) -> Decimal:
        """Before any reduction."""
        return round_to_satang(sum((each.tax for each in self.slices), _ZERO))

    def relieved(self, tariff: Tariff) -> Decimal:
        """What a reduction for this kind of property takes off."""
        return self.tax - _less(self.tax, tariff.special[self.relief[1:3]]) if self.relief else _ZERO


@dataclass
class _Gathered:
    """Plots and buildings of a portion, each with its share of the value."""

    parcels: list[tuple[Parcel, Decimal]] = field(default_factory=list)
    buildings: list[tuple[Building, Decimal]] = field(default_factory=list)

    def portion(self, key: _Key) -> Portion:
        worth = tuple(value for _, value in (*self.parcels, *self.buildings))
        parcels = tuple(each for each, _ in self.parcels)
        return Portion(*key, sum(worth, _ZERO), parcels, tuple(each for each, _ in self.buildings), worth)


def portions(tariff: Tariff, owner: Owner) -> list[Portion]:
    """Everything the owner has that is not exempt by มาตรา 8, by group and rate, with its exemption and its slices."""
    gathered: dict[_Key, _Gathered] = {}
    groups = _groups(owner)
    for building in owner.buildings:
        if not building.exempt:
            _put_building(gathered, building, groups, tariff)
    for parcel in owner.parcels:
        if not parcel.exempt:
            _put_parcel(gathered, parcel, owner, groups, tariff)
    order = list(CATEGORIES)
    keys = sorted(gathered, key=lambda key: (key[0], order.index(key[1]), key[2:]))
    found = [gathered[key].portion(key) for key in keys]
    found = _exempted(found, tariff, owner)
    return [replace(each, slices=tariff.slices(each.category, each.taxable, each.increments)) for each in found]


def tax_lines(tariff: Tariff, owner: Owner, revenue: str) -> list[AssessmentLine]:
    """The year's tax: a line for each slice of each portion, a line of nothing for what is exempt, and a negative line a reduction."""
    result: list[AssessmentLine] = []
    for place, portion in enumerate(portions(tariff, owner)):
        result.extend(_portion_lines(portion, place, tariff, revenue))
    result.extend(_exempt_lines(owner, tariff, revenue))
    result.extend(_reduction_lines(result, tariff, owner, revenue))
    return result


# --- groups and shares ------------------------------------------------------------------------------------------------------------


def _groups(owner: Owner) -> Mapping[int, int]:
    """Plot index → the lowest index of the plots that bear its mark. Buildings elsewhere have groups of their own, after."""
    first: dict[str, int] = {}
    return {each.index: first.setdefault(each.adjoining, each.index) if each.adjoining else each.index for each in owner.parcels}


def _group_of(building: Building, groups: Mapping[int, int]) -> int:
    return groups[building.parcel] if building.parcel is not None else 10_000 + (1_000 if building.room else 0) + building.index


def _home(building: Building) -> str:
    if not building.named:
        return "other_home"
    return "main_home" if building.parcel is not None or building.room else "main_home_building"


def _put_building(gathered: dict[_Key, _Gathered], building: Building, groups: Mapping[int, int], tariff: Tariff) -> None:
    group = _group_of(building, groups)
    for use, value in _split(building.value(tariff), building.shares):
        increments = tariff.increments(building.vacant_since) if use == "vacant" else 0
        entry = gathered.setdefault((group, _home(building) if use == "home" else use, increments, building.relief), _Gathered())
        entry.buildings.append((building, value))


def _put_parcel(gathered: dict[_Key, _Gathered], parcel: Parcel, owner: Owner, groups: Mapping[int, int], tariff: Tariff) -> None:
    group = groups[parcel.index]
    for use, value in _split(parcel.value, parcel.shares):
        for (category, increments), part in _split(value, _land_uses(parcel, use, owner, groups, tariff)):
            entry = gathered.setdefault((group, category, increments, parcel.relief), _Gathered())
            entry.parcels.append((parcel, part))


def _land_uses(parcel: Parcel, use: str, owner: Owner, groups: Mapping[int, int], tariff: Tariff) -> Mapping[tuple[str, int], Decimal]:
    """The rates that land of one use bears, weighted by the floor area of the buildings on it where these decide."""
    if use == "vacant":
        return {("vacant", tariff.increments(parcel.vacant_since)): Decimal(1)}
    if use not in ("home", AS_BUILDINGS):
        return {(use, 0): Decimal(1)}
    here = [each for each in owner.buildings if each.parcel == parcel.index]
    near = [each for each in owner.buildings if each.parcel is not None and groups[each.parcel] == groups[parcel.index]]
    weights: dict[tuple[str, int], Decimal] = {}
    for building in here or near:
        for own_use, area in building.shares.items():
            if use == "home" and own_use != "home":
                continue
            increments = tariff.increments(building.vacant_since) if own_use == "vacant" else 0
            key = (_home(building) if own_use == "home" else own_use, increments)
            weights[key] = weights.get(key, _ZERO) + area
    return weights or {("other_home", 0): Decimal(1)}


def _split(value: Decimal, weights: Mapping[_T, Decimal]) -> Iterator[tuple[_T, Decimal]]:
    """A value by weight; the last one takes what is left, so that nothing is lost to division."""
    given = [(key, weight) for key, weight in weights.items() if weight]
    whole = sum((weight for _, weight in given), _ZERO)
    left = value
    for place, (key, weight) in enumerate(given, 1):
        part = left if place == len(given) else value * weight / whole
        left -= part
        yield key, part


# --- exemptions -------------------------------------------------------------------------------------------------------------------


def _exempted(found: list[Portion], tariff: Tariff, owner: Owner) -> list[Portion]:
    if not owner.natural:
        return found
    farms = sorted((each for each in found if each.category == "agriculture"), key=lambda each: -each.value)
    taken: dict[_Key, tuple[Decimal, RateAt]] = {}
    left = tariff.farm.value
    for each in farms:
        if tariff.farm_all.value:
            taken[_key(each)] = (each.value, tariff.farm_all)
        elif left:
            part = min(left, each.value)
            left -= part
            taken[_key(each)] = (part, tariff.farm)
    room: dict[tuple[int, str], Decimal] = {}
    for each in found:
        limit = {"main_home": tariff.main_home, "main_home_building": tariff.main_home_building}.get(each.category)
        if limit is not None:
            home = (each.group, each.category)
            part = min(room.get(home, limit.value), each.value)
            room[home] = room.get(home, limit.value) - part
            if part:
                taken[_key(each)] = (part, limit)
    return [replace(each, exempt=taken[_key(each)][0], exemption=taken[_key(each)][1]) if _key(each) in taken else each for each in found]


def _key(portion: Portion) -> _Key:
    return portion.group, portion.category, portion.increments, portion.relief


# --- lines ------------------------------------------------------------------------------------------------------------------------


def _portion_lines(portion: Portion, place: int, tariff: Tariff, revenue: str) -> Iterator[AssessmentLine]:
    rate = tariff.rates[portion.category]
    references = [rate.reference] if portion.slices else []
    sure = rate.confirmed or not portion.slices
    if portion.exemption is not None:
        references.insert(0, portion.exemption.reference)
        sure = sure and portion.exemption.confirmed
    if portion.increments and portion.slices:
        references.append(tariff.vacant_step.reference)
        sure = sure and tariff.vacant_step.confirmed
    item = f"ภาษีที่ดินและสิ่งปลูกสร้าง {_names(portion)} ({CATEGORIES[portion.category]})"
    group = f"portions[{place}]"
    reference = "; ".join(dict.fromkeys(references))
    how = _how(portion, tariff)
    if not portion.slices:
        why = "จึงไม่มีภาษี" if portion.value else "ไม่มีมูลค่า จึงไม่มีภาษี"
        nothing = Decimal("0.00")
        yield AssessmentLine(
            item, round_value(portion.value), "บาท", None, nothing, reference, f"{how} {why}", revenue, group, confirmed=sure
        )
    before = exact = _ZERO
    for step, each in enumerate(portion.slices, 1):
        exact += each.tax
        amount = round_to_satang(exact) - before
        before += amount
        base = round_value(each.base)
        name = f"{item} ชั้นที่ {number(step)}" if len(portion.slices) > 1 else item
        said = (f"{how}: " if step == 1 else "") + f"{baht(base)} × ร้อยละ {number(each.rate)} = {baht(amount)}"
        yield AssessmentLine(name, base, "บาท", each.rate, amount, reference, said, revenue, group, confirmed=sure)
    relieved = portion.relieved(tariff)
    if relieved:
        special = tariff.special[portion.relief[1:3]]
        yield AssessmentLine(
            item=f"ลดภาษี {_names(portion)}",
            base=portion.tax,
            unit="บาท",
            rate=special.value,
            amount=-relieved,
            reference=special.reference,
            sentence=f"ทรัพย์สินที่ได้รับลดภาษีร้อยละ {number(special.value)}: {baht(portion.tax)} ลด {baht(relieved)}",
            revenue=revenue,
            group=group,
            # which kinds of property the decree names was not seen in a source
            confirmed=False,
        )


def _names(portion: Portion) -> str:
    names = list(dict.fromkeys([each.name for each in portion.parcels] + [each.name for each in portion.buildings]))
    more = f" และอีก {number(len(names) - 2)} รายการ" if len(names) > 2 else ""
    return " ".join(names[:2]) + more


def _how(portion: Portion, tariff: Tariff) -> str:
    """Where the value came from, and what is exempt of it."""
    whole = dict.fromkeys([parcel_text(each) for each in portion.parcels] + [building_text(each, tariff) for each in portion.buildings])
    text = "; ".join(whole)
    all_of_it = sum((each.value for each in portion.parcels), _ZERO) + sum((each.value(tariff) for each in portion.buildings), _ZERO)
    if all_of_it != portion.value:
        text += f"; ตามสัดส่วนการใช้ประโยชน์{CATEGORIES[portion.category]} {baht(round_value(portion.value))}"
    elif len(whole) > 1:
        text += f"; รวม {baht(round_value(portion.value))}"
    if portion.increments:
        years = number(int(tariff.vacant_period.value) * portion.increments)
        text += f"; ทิ้งไว้ว่างเปล่าเกิน {years} ปีติดต่อกัน เพิ่มอัตราร้อยละ {number(tariff.vacant_step.value * portion.increments)}"
        if any(each.rate == tariff.vacant_cap.value for each in portion.slices):
            text += f" รวมไม่เกินร้อยละ {number(tariff.vacant_cap.value)}"
    if portion.exemption is not None:
        text += f"; ยกเว้นมูลค่าฐานภาษี {baht(round_value(portion.exempt))} เหลือ {baht(round_value(portion.taxable))}"
    return text


def _exempt_lines(owner: Owner, tariff: Tariff, revenue: str) -> Iterator[AssessmentLine]:
    parcels = ((f"parcels[{each.index}]", each.name, each.value, each.exempt) for each in owner.parcels)
    tables = ((f"{'rooms' if each.room else 'buildings'}[{each.index}]", each) for each in owner.buildings)
    buildings = ((group, each.name, each.value(tariff), each.exempt) for group, each in tables)
    for group, name, value, reason in (*parcels, *buildings):
        if reason:
            yield AssessmentLine(
                item=f"ภาษีที่ดินและสิ่งปลูกสร้าง {name} (ทรัพย์สินที่ได้รับยกเว้น)",
                base=round_value(value),
                unit="บาท",
                rate=None,
                amount=Decimal("0.00"),
                reference=f"มาตรา 8({reason.removeprefix('s8-')})",
                sentence=f"{name} มูลค่า {baht(round_value(value))} เป็นทรัพย์สินที่ได้รับยกเว้นตามมาตรา ๘ จึงไม่มีภาษี",
                revenue=revenue,
                group=group,
                confirmed=False,
            )


def _reduction_lines(lines: list[AssessmentLine], tariff: Tariff, owner: Owner, revenue: str) -> Iterator[AssessmentLine]:
    tax = sum((line.amount for line in lines), _ZERO)
    sure = all(line.confirmed for line in lines if line.amount)

    def line(item: str, base: Decimal, less: Decimal, rate: Decimal, reference: str, confirmed: bool, sentence: str) -> AssessmentLine:
        return AssessmentLine(item, base, "บาท", rate, -less, reference, sentence, revenue, "reductions", "principal", confirmed and sure)

    general = tariff.general_reduction
    if tax and (general.value or not general.confirmed):
        after = _less(tax, general)
        said = f"ภาษีที่คำนวณได้ {baht(tax)} ลดร้อยละ {number(general.value)} = {baht(tax - after)} คงเหลือ {baht(after)}"
        if not general.value:
            said = f"{to_thai(general.reference)} จึงไม่ลดภาษี"
        yield line("ลดภาษีตามพระราชกฤษฎีกาลดภาษีประจำปี", tax, tax - after, general.value, general.reference, general.confirmed, said)
        tax = after
    share = tariff.phase_in
    if owner.old_tax is not None and share.value < HUNDRED and tax > owner.old_tax:
        more = tax - owner.old_tax
        after = owner.old_tax + round_to_satang(more * share.value / HUNDRED)
        said = (
            f"ภาษี {baht(tax)} สูงกว่าภาษีปี ๒๕๖๒ ({baht(owner.old_tax)}) อยู่ {baht(more)} "
            f"ชำระเพียงร้อยละ {number(share.value)} ของส่วนที่สูงกว่า คงเหลือ {baht(after)}"
        )
        yield line("บรรเทาการชำระภาษี", more, tax - after, HUNDRED - share.value, share.reference, share.confirmed, said)
        tax = after
    if owner.local_relief and tax:
        less = round_to_satang(tax * owner.local_relief / HUNDRED)
        by = owner.local_relief_reference or "ประกาศของผู้บริหารท้องถิ่น"
        said = f"ภาษี {baht(tax)} ลดหรือยกเว้นร้อยละ {number(owner.local_relief)} ตาม{by} = {baht(less)}"
        yield line("ลดหรือยกเว้นภาษีโดยผู้บริหารท้องถิ่น", tax, less, owner.local_relief, "มาตรา 56", False, said)


def _less(tax: Decimal, reduction: RateAt) -> Decimal:
    """What is left of a tax after a reduction of so many per cent."""
    return round_to_satang(tax * (HUNDRED - reduction.value) / HUNDRED)
