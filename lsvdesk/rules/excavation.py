"""Whether digging or filling must be notified at all (พ.ร.บ.การขุดดินและถมดิน พ.ศ. 2543 มาตรา 17, 26)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lsvdesk.catalogue.parameters import Parameters
from lsvdesk.errors import CounterError
from lsvdesk.rules.wording import number


@dataclass(frozen=True)
class Duty:
    """Whether there is a duty, and why, as Thai sentences."""

    required: bool
    reasons: tuple[str, ...]


def must_notify(depth_m: Decimal, area_m2: Decimal, on: dt.date, parameters: Parameters) -> Duty:
    """Deeper than the depth threshold, or a pit wider than the area threshold (both lowered where the official has announced so).

    Depth in metres below ground, area of the pit's mouth in square metres. Raises CounterError ``size`` unless both are above zero.
    """
    for size, name, field in ((depth_m, "ความลึก", "depth_m"), (area_m2, "พื้นที่ปากบ่อ", "area_m2")):
        if size <= 0:
            raise CounterError(f"{name}ต้องมากกว่า 0: กรุณาตรวจสอบ", code="size", field=field)
    depth = parameters.at("excavation.depth_threshold", on)
    area = parameters.at("excavation.area_threshold", on)
    reasons = []
    if depth_m > depth.value:
        reasons.append(f"ลึก {number(depth_m)} เมตร เกิน {number(depth.value)} เมตร ({depth.reference})")
    if area_m2 > area.value:
        reasons.append(f"พื้นที่ปากบ่อ {number(area_m2)} ตร.ม. เกิน {number(area.value)} ตร.ม. ({area.reference})")
    if reasons:
        return Duty(True, tuple(reasons))
    return Duty(False, (f"ลึกไม่เกิน {number(depth.value)} เมตร และพื้นที่ปากบ่อไม่เกิน {number(area.value)} ตร.ม. จึงไม่ต้องแจ้ง ({depth.reference})",))


def must_notify_fill(area_m2: Decimal, above_neighbours: bool, on: dt.date, parameters: Parameters) -> Duty:
    """A fill that stands higher than a neighbour's land and is wider than the area threshold; a smaller one must still be drained.

    Area in square metres. Raises CounterError ``size`` unless it is above zero.
    """
    if area_m2 <= 0:
        raise CounterError("พื้นที่ถมดินต้องมากกว่า 0: กรุณาตรวจสอบ", code="size", field="area_m2")
    area = parameters.at("excavation.fill_area_threshold", on)
    if not above_neighbours:
        return Duty(False, (f"เนินดินไม่สูงกว่าที่ดินต่างเจ้าของข้างเคียง จึงไม่ต้องแจ้ง ({area.reference})",))
    if area_m2 > area.value:
        return Duty(True, (f"เนินดินสูงกว่าที่ดินข้างเคียง และพื้นที่ {number(area_m2)} ตร.ม. เกิน {number(area.value)} ตร.ม. ({area.reference})",))
    return Duty(False, (f"พื้นที่ไม่เกิน {number(area.value)} ตร.ม. จึงไม่ต้องแจ้ง แต่ต้องจัดให้มีการระบายน้ำ ({area.reference})",))
