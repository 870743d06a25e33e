"""What every manual says beside its services: read from forms/manual.yaml, its faults named by line, its tariffs of rates that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lsvdesk.catalogue import loader, manual_text
from lsvdesk.catalogue.models import KNOWN_BENEFITS, KNOWN_RULES
from lsvdesk.errors import CatalogueFault


def test_every_tariff_is_of_a_known_rule_and_of_rates_that_exist() -> None:
    catalogue = loader.load()
    known = tuple(catalogue.parameters.rates)
    for tariff in manual_text.text().tariffs:
        assert tariff.rule in KNOWN_RULES | KNOWN_BENEFITS, tariff.rule
        assert set(tariff.services) <= set(catalogue.services)
        for pattern in tariff.rates:
            assert manual_text.Tariff(rule=tariff.rule, rates=(pattern,)).names(known), pattern


def test_the_general_parts_take_the_offices_name_and_place() -> None:
    text = manual_text.text()
    said = "".join(text.preface).format(office="สำนักงานสมมุติ", place="อำเภอสมมุติ")
    assert "สำนักงานสมมุติ อำเภอสมมุติ" in said and "{" not in said


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("preface: [ก]\nparts: []\ntariffs:\n- {rule: x}\n", 4, "rates"),
        ("preface: [ก]\nparts: []\nคำนำ: ก\n", 3, "คำนำ"),
        ("preface: [ก\n", 2, ""),
    ],
)
def test_a_file_edited_into_nonsense_is_refused_by_line(tmp_path: Path, written: str, line: int, said: str) -> None:
    (tmp_path / manual_text.FILE).write_text(written, "utf-8")
    found = manual_text.faults(tmp_path)
    assert found and found[0].file == "manual.yaml" and found[0].line == line and said in found[0].message
    with pytest.raises(CatalogueFault) as refused:
        manual_text.text(tmp_path)
    assert "manual.yaml" in refused.value.message
    assert found[0] in loader.check(tmp_path)


def test_a_forms_folder_without_it_has_no_fault(tmp_path: Path) -> None:
    assert manual_text.faults(tmp_path) == []


@pytest.mark.parametrize("profile", ["pho-yai", "don-tanin", "dong-ling", "na-pho"])
def test_remarks_for_the_office_stand_among_the_notes_and_not_beside_a_step_or_a_paper(profile: str) -> None:
    said = [
        (service.id, each.note)
        for service in loader.load(profile=profile).services.values()
        for each in (*service.steps, *service.documents)
        if re.search("คู่มือ(?:พิมพ์|ไม่|เว้น|ของสำนักงาน)|เข้าใจว่า|ไม่ยืนยัน|ต้องยืนยัน", each.note)
    ]
    assert said == []
