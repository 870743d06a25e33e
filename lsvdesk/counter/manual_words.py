"""What a definition says, in the words of a manual: periods, who does a step, amounts, and the case a condition stands for."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.thai.numerals import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lsvdesk.catalogue.models import ApplicantCase, Band, Duration, FormField, OfficeProfile, Service, Step

UNITS = {"minute": "นาที", "hour": "ชั่วโมง", "day": "วัน", "working_day": "วันทำการ", "month": "เดือน"}
ROLES = {
    "counter": "เจ้าหน้าที่ผู้รับคำขอ",
    "finance": "เจ้าหน้าที่การเงิน",
    "officer": "พนักงานเจ้าหน้าที่",
    "engineer": "นายช่าง/วิศวกร",
    "registrar": "นายทะเบียน",
    "applicant": "ผู้ยื่นคำขอ",
    "committee": "คณะกรรมการ",
}
INSIDE = ("counter", "finance", "officer", "engineer", "registrar")
"""Roles that people of the service's own department have."""
_EDITORIAL = re.compile(r"คู่มือ|[—–(]?\s*(?:อัตรา)?(?:ต้องยืนยัน|ยังไม่ยืนยัน|เข้าใจว่า|(?:ยัง)?ไม่พบ)")
"""What speaks of the manuals a definition was written from, or of its doubts, is meant for the office and not for the public."""
KINDS = {"individual": "บุคคลธรรมดา", "juristic": "นิติบุคคล"}
MILLION, _MILLIONS = 1_000_000, " ล้านบาท"
MOST_STEPS = 8
_DANGLING = re.compile(r"(?:อัตรา)?(?:ตามที่|ตาม)?(?:พิมพ์)?(?:ใน|ตามที่|ตาม)?$")
_RANGE = re.compile(rf"\d+\s*-\s*\d+ (?:{'|'.join(UNITS.values())})")


# --- periods and people -----------------------------------------------------------------------------------------------------------


def period(duration: Duration) -> str:
    """``30 นาที``, ``1 ชั่วโมง 30 นาที``, ``7 วันทำการ``; empty for none."""
    value = duration.value
    if not value:
        return ""
    if duration.unit == "hour" and value != value.to_integral_value():
        hours, minutes = divmod(int(value * 60), 60)
        return " ".join(part for part in (f"{hours} ชั่วโมง" if hours else "", f"{minutes} นาที" if minutes else "") if part)
    if duration.unit == "day" and value == Decimal("0.5"):
        return "ครึ่งวัน"
    return f"{plain(value)} {UNITS[duration.unit]}"


def step_period(step: Step) -> tuple[str, str]:
    """The period of a step and what else is to be said of it; a range that the office prints (10-15 นาที) stands for its longest time."""
    note = step.note
    if _RANGE.fullmatch(note):
        return note, ""
    return period(step.time), note


def responsible(step: Step, department: str, profile: OfficeProfile) -> str:
    """Who does a step, as the office calls them."""
    if step.responsible:
        return step.responsible
    if step.role == "executive":
        return profile.executive_position
    if step.role == "clerk":
        return profile.clerk_position
    return f"{ROLES[step.role]}\n{department}" if step.role in INSIDE and department else ROLES[step.role]


def public(note: str) -> str:
    """A note of a fee without what is said in it of the manuals the definition was written from, whose printed rates are kept there."""
    found = _EDITORIAL.search(note)
    if found is None:
        return note
    said = note[: found.start()]
    if said.count("(") > said.count(")"):
        said = said[: said.rindex("(")]
    return _DANGLING.sub("", said.strip(" :;“")).strip()


# --- amounts ----------------------------------------------------------------------------------------------------------------------


def plain(value: Decimal) -> str:
    """With thousands separators, and with two decimals where there are any: 1,000 or 0.50."""
    return format_number(value, 0 if value == value.to_integral_value() else max(2, -int(value.normalize().as_tuple().exponent)))


def amount(value: Decimal, unit: str) -> str:
    """``500 บาทต่อฉบับ``, ``10 บาทต่อ 500 ตร.ซม. ต่อปี``, ``ร้อยละ 2 ของภาษีต่อเดือน``."""
    if unit.startswith("ร้อยละ"):
        return f"ร้อยละ {plain(value)} {unit.removeprefix('ร้อยละ').strip()}".strip()
    first, *others = [part.strip() for part in unit.split("/")]
    per = "".join(f"ต่อ {part} " if part[:1].isdigit() or "." in part else f"ต่อ{part}" for part in others).rstrip()
    if first.startswith("%"):
        rest = first.removeprefix("%").strip()
        return f"ร้อยละ {plain(value)}{f' {rest}' if rest else ''}{per}"
    return f"{plain(value)} {first}{per}".strip()


def bands(steps: Sequence[Band], unit: str) -> str:
    """A banded value, a line for each step; of a long table only its ends."""
    if len(steps) > MOST_STEPS:
        return f"{amount(steps[0].value, unit)} ถึง {amount(steps[-1].value, unit)} ตามบัญชีอัตรา"
    lines = []
    below: Decimal | None = None
    for step in steps:
        if step.up_to is None:
            words = "" if below is None else f"เกิน {_limit(below)}: "
        else:
            above = "ไม่เกิน " if below is None else f"เกิน {_limit(below).removesuffix(_MILLIONS)} ถึง "
            words = f"{above}{_limit(step.up_to)}: "
        lines.append(words + amount(step.value, unit))
        below = step.up_to
    return "\n".join(lines)


def _limit(value: Decimal) -> str:
    """75 ล้านบาท; smaller limits are no sums of money but counts that the description names."""
    return plain(value / MILLION) + _MILLIONS if value >= MILLION else plain(value)


# --- conditions -------------------------------------------------------------------------------------------------------------------


def possible(when: str | None, case: ApplicantCase) -> bool:
    """Whether a condition can hold for applicants of ``case``, whatever they answer."""
    if when is None:
        return True
    try:
        return _known(ast.parse(when.strip(), mode="eval").body, case) is not False
    except SyntaxError:
        return True


def certain(when: str, case: ApplicantCase) -> bool:
    """Whether a condition holds for applicants of ``case``, whatever they answer."""
    try:
        return _known(ast.parse(when.strip(), mode="eval").body, case) is True
    except SyntaxError:
        return False


def _known(node: ast.expr, case: ApplicantCase) -> Any:
    """The truth of a condition as far as the kind of applicant decides it; None where answers decide."""
    if isinstance(node, ast.BoolOp):
        parts = [_known(each, case) for each in node.values]
        stops = isinstance(node.op, ast.Or)
        if any(part is stops for part in parts):
            return stops
        return None if None in parts else not stops
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _known(node.operand, case)
        return None if inner is None else not inner
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        given = _of_applicant(node.left, case)
        wanted = _words(node.comparators[0])
        if given is None or not wanted:
            return None
        if isinstance(node.ops[0], ast.Eq | ast.In):
            return given in wanted
        if isinstance(node.ops[0], ast.NotEq | ast.NotIn):
            return given not in wanted
    return None


def _of_applicant(node: ast.expr, case: ApplicantCase) -> str | None:
    if isinstance(node, ast.Name) and node.id == "case":
        return case.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "applicant" and node.attr == "kind":
        return case.applicant
    return None


def _words(node: ast.expr) -> tuple[str, ...]:
    nodes = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    found = [each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return tuple(found) if len(found) == len(nodes) else ()


def described(when: str | None, service: Service) -> str:
    """A simple condition in Thai (กรณีมอบอำนาจ, กรณีประเภทกิจการเป็นร้านค้า); empty where it cannot be said in a few words."""
    if when is None:
        return ""
    try:
        return _said(ast.parse(when.strip(), mode="eval").body, service)
    except SyntaxError:
        return ""


def _said(node: ast.expr, service: Service) -> str:
    if isinstance(node, ast.Name) and node.id == "agent":
        return "กรณีมอบอำนาจ"
    if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.In)):
        return ""
    wanted = _words(node.comparators[0])
    left = node.left
    if isinstance(left, ast.Name) and left.id == "case":
        return _joined({case.id: case.title for case in service.applicant_cases}, wanted)
    if not isinstance(left, ast.Attribute) or not isinstance(left.value, ast.Name):
        return ""
    if left.value.id == "applicant":
        return _joined(KINDS, wanted)
    if left.value.id == "answers" and (field := _field(service, left.attr)) is not None:
        return _joined({option.value: option.label for option in field.options}, wanted)
    return ""


def _joined(titles: dict[str, str], wanted: tuple[str, ...]) -> str:
    found = [titles[each] for each in wanted if each in titles]
    return f"กรณี{' หรือ '.join(found)}" if found and len(found) == len(wanted) else ""


def _field(service: Service, name: str) -> FormField | None:
    return next((field for section in service.form for field in section.fields if field.id == name), None)
