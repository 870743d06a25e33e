"""What stands in a field comes back from a draft as it stood, readable or not."""

from __future__ import annotations

from typing import Any

import pytest

from lsvdesk.catalogue.models import FormField
from lsvdesk.ui.wizard.fields import editor_for
from lsvdesk.ui.wizard.typed import put, raw_of
from tests.ui.wizard.conftest import TODAY

PLACE = {"subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"}
OPTIONS = [{"value": f"v{number}", "label": f"ตัวเลือกที่ {number}"} for number in range(1, 7)]
CELLS = [
    {"id": "a", "label": "ก", "type": "text"},
    {"id": "n", "label": "จำนวน", "type": "number"},
    {"id": "d", "label": "วัน", "type": "date"},
]

CASES: list[tuple[dict[str, Any], Any]] = [
    ({"type": "text"}, "ร้านสมมุติ"),
    ({"type": "text", "max_length": 3}, "ยาวเกินไปมาก"),
    ({"type": "long_text"}, "บรรทัดหนึ่ง\nบรรทัดสอง"),
    ({"type": "integer"}, 1234),
    ({"type": "integer"}, "12x"),
    ({"type": "integer", "min": 2500, "max": 2600}, 2569),
    ({"type": "number"}, "3.5"),
    ({"type": "number", "min": 1}, "0"),
    ({"type": "money"}, "1250000.50"),
    ({"type": "money"}, "๑๒ บาทครึ่ง"),
    ({"type": "date"}, "2026-11-18"),
    ({"type": "date"}, "30/2/2569"),
    ({"type": "date"}, "12/"),
    ({"type": "citizen_id"}, "1-2345-67890-12-3"),
    ({"type": "phone"}, "0812345678"),
    ({"type": "phone"}, "081-23"),
    ({"type": "choice", "options": OPTIONS}, "v3"),
    ({"type": "choice", "options": OPTIONS}, "ตัวเลือกที่ไม่มี"),
    ({"type": "choice", "options": OPTIONS[:2], "required": True}, "v2"),
    ({"type": "choices", "options": OPTIONS}, ["v1", "v4"]),
    ({"type": "tick"}, True),
    ({"type": "address"}, {"house_no": "1/2", "moo": "3", "subdistrict": "ไม่มีตำบลนี้", "postcode": "3419"}),
    ({"type": "person"}, {"first_name": "สมมุติ", "citizen_id": "1-23"}),
    ({"type": "table", "columns": CELLS}, [{"a": "ก", "n": "1.5", "d": "2026-01-02"}, {}, {"n": "หนึ่ง", "d": "31/2/2569"}]),
    ({"type": "table", "columns": [*CELLS, {"id": "k", "label": "ข", "type": "text", "default": "ไทย"}]}, [{"k": "ไทย", "n": "หนึ่ง"}]),
    ({"type": "file"}, ["/nowhere/scan.pdf"]),
]


@pytest.mark.parametrize(("settings", "raw"), CASES, ids=[f"{case[0]['type']}-{number}" for number, case in enumerate(CASES)])
def test_what_was_typed_is_kept_and_shown_again(look: None, settings: dict[str, Any], raw: Any):
    field = FormField(id="f", label="ช่อง", **settings)
    editor = editor_for(field, PLACE, TODAY)
    put(editor, raw)
    assert raw_of(editor) == raw
    again = editor_for(field, PLACE, TODAY)
    put(again, raw_of(editor))
    assert raw_of(again) == raw


@pytest.mark.parametrize("settings", [case[0] for case in CASES], ids=str)
def test_an_empty_field_keeps_nothing(look: None, settings: dict[str, Any]):
    editor = editor_for(FormField(id="f", label="ช่อง", **settings), PLACE, TODAY)
    assert raw_of(editor) in (None, False, [])
    put(editor, None)
    assert raw_of(editor) in (None, False, [])


def test_a_required_address_stands_in_the_offices_own_place(look: None):
    editor = editor_for(FormField(id="f", label="ที่ดิน", type="address", required=True), PLACE, TODAY)
    assert raw_of(editor) == PLACE


def test_an_optional_address_gets_the_place_with_its_first_part(look: None):
    editor = editor_for(FormField(id="f", label="ที่อยู่", type="address"), PLACE, TODAY)
    assert raw_of(editor) is None and not any(line.text() for line in editor.editors.values())
    editor.editors["house_no"].line.insert("9")
    assert raw_of(editor) == {"house_no": "9", **PLACE}
    editor.editors["subdistrict"].line.selectAll()
    editor.editors["subdistrict"].line.insert("แจระแม")
    assert raw_of(editor)["subdistrict"] == "แจระแม", "what was changed by hand stays"


def test_a_year_has_no_separator(look: None):
    editor = editor_for(FormField(id="f", label="ปี", type="integer", min=2535, max=2643), PLACE, TODAY)
    put(editor, 2569)
    assert editor.text() == "2569"
