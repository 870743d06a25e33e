"""Which service comes first when a clerk types what the citizen said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lsvdesk.catalogue.models import Duration
from lsvdesk.counter.views import CaseRow, DraftState, ServiceCard
from lsvdesk.ui.wizard.picker import Entry, Heading, Offered, arranged, most_used, nearness, promise_text


def card(id: str, title: str, department: str = "กองคลัง", keywords: tuple[str, ...] = (), offered: bool = True) -> ServiceCard:
    return ServiceCard(id, title, title, department, department, "tax", keywords, offered)


SIGN = card("sign", "ภาษีป้าย", keywords=("ป้าย", "ภ.ป.1"))
BUILD = card("build", "ขออนุญาตก่อสร้าง", "กองช่าง", ("ก่อสร้าง", "ป้าย"))
DIG = card("dig", "แจ้งขุดดิน", "กองช่าง", ("ขุดบ่อ", "สระน้ำ"))
GONE = card("gone", "ภาษีบำรุงท้องที่", offered=False)
OFFERED = [Offered(each, "ภายใน 3 วัน") for each in (BUILD, SIGN, DIG, GONE)]


def ids(text: str, drafts: tuple[DraftState, ...] = (), used: tuple[str, ...] = ()) -> list[str]:
    return [line.draft or line.service for line in arranged(OFFERED, drafts, used, text) if isinstance(line, Entry)]


def test_what_is_called_so_comes_before_what_is_only_also_called_so():
    assert ids("ป้าย") == ["sign", "build"]


@pytest.mark.parametrize("text", ["ขุด", "สระ", "ช่าง ขุด", "แจ้งขุดดิน"])
def test_any_part_of_a_name_a_keyword_or_the_department_finds_it(text: str):
    assert "dig" in ids(text)


def test_points_and_thai_digits_do_not_matter():
    assert ids("ภป๑") == ["sign"]


def test_nothing_that_fits_gives_nothing():
    assert nearness(SIGN, "ทะเบียนสมรส") is None and ids("ทะเบียนสมรส") == []


def test_a_service_the_office_does_not_offer_is_not_there():
    assert "gone" not in ids("") and ids("บำรุงท้องที่") == []


def test_forms_left_half_filled_come_first_then_what_is_used_most():
    draft = DraftState("d1", "dig", "แจ้งขุดดิน · นาย ก", {}, dt.datetime(2026, 11, 18, 9, 30))
    many = [*OFFERED, Offered(card("other", "อื่น"), "")]
    lines = arranged(many, [draft], ["sign"], "")
    assert [line.title for line in lines if isinstance(line, Heading)][:2] == ["กรอกค้างไว้", "ใช้บ่อย"]
    entries = [line for line in lines if isinstance(line, Entry)]
    assert [entry.draft or entry.service for entry in entries][:2] == ["d1", "sign"]
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))


def test_while_searching_a_tie_goes_to_what_is_asked_for_most():
    assert ids("กองช่าง")[0] == "build" and ids("กองช่าง", used=("dig",))[0] == "dig"


def row(service: str) -> CaseRow:
    day = dt.date(2026, 11, 18)
    return CaseRow(1, "1", service, "", "", "", "", "received", day, None, None, None, Decimal(0), Decimal(0), False)


def test_most_used_is_counted_over_the_latest_cases():
    recent = [row("dig"), row("sign"), row("sign"), row("unknown")]
    assert most_used(recent, [SIGN, DIG]) == ["sign", "dig"]


def test_promises_are_said_in_thai():
    assert promise_text(Duration(value=Decimal(31), unit="day")) == "ภายใน 31 วัน"
    assert promise_text(Duration(value=Decimal("1.5"), unit="hour")) == "ภายใน 1.5 ชั่วโมง"
    assert promise_text(Duration(value=Decimal(60), unit="minute")) == "ภายใน 60 นาที"
