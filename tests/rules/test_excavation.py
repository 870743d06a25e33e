from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest

from lsvdesk.catalogue.loader import load
from lsvdesk.catalogue.models import OrdinanceRate
from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CatalogueFault, CounterError
from lsvdesk.rules.excavation import must_notify, must_notify_fill

ON = dt.date(2026, 11, 21)


@cache
def parameters() -> Parameters:
    return load().parameters


@pytest.mark.parametrize(
    ("depth", "area", "required"),
    [("3.5", "400", True), ("3", "10000", False), ("3.01", "1", True), ("1", "10000.01", True), ("30", "20000", True)],
)
def test_digging_deeper_or_wider_than_section_17_must_be_notified(depth: str, area: str, required: bool) -> None:
    duty = must_notify(Decimal(depth), Decimal(area), ON, parameters())
    assert duty.required is required
    assert all("มาตรา 17" in reason for reason in duty.reasons)


def test_both_reasons_are_said() -> None:
    assert len(must_notify(Decimal(4), Decimal(20000), ON, parameters()).reasons) == 2


def test_the_official_may_announce_a_lower_limit_but_not_a_higher_one() -> None:
    lower = OrdinanceRate(rate="excavation.depth_threshold", start=dt.date(2026, 1, 1), value=Decimal(2), ordinance="ประกาศเจ้าพนักงานท้องถิ่น")
    assert must_notify(Decimal("2.5"), Decimal(1), ON, parameters().with_local([lower])).required
    with pytest.raises(CatalogueFault) as refused:
        parameters().with_local([lower.model_copy(update={"value": Decimal(5)})])
    assert refused.value.code == "above-ceiling"
    assert "พระราชบัญญัติการขุดดินและถมดิน" in refused.value.message


@pytest.mark.parametrize(("depth", "area", "field"), [("0", "5", "depth_m"), ("3", "-1", "area_m2")])
def test_a_pit_without_size_is_refused(depth: str, area: str, field: str) -> None:
    with pytest.raises(CounterError) as refused:
        must_notify(Decimal(depth), Decimal(area), ON, parameters())
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("area", "above", "required", "says"),
    [
        ("2000.01", True, True, "เกิน ๒,๐๐๐ ตร.ม."),
        ("2000", True, False, "ระบายน้ำ"),
        ("1900", True, False, "ระบายน้ำ"),
        ("50000", False, False, "ไม่สูงกว่า"),
    ],
)
def test_filling_higher_than_a_neighbour_and_wider_than_section_26_must_be_notified(
    area: str, above: bool, required: bool, says: str
) -> None:
    duty = must_notify_fill(Decimal(area), above, ON, parameters())
    assert duty.required is required
    assert says in duty.reasons[0]
    assert "มาตรา 26" in duty.reasons[0]


def test_a_fill_without_size_is_refused() -> None:
    with pytest.raises(CounterError) as refused:
        must_notify_fill(Decimal(0), True, ON, parameters())
    assert refused.value.field == "area_m2"
