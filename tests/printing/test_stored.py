"""Views as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from lsvdesk.printing.views import ApplicationView, DeficiencyView, ReceiptView, as_copy, as_void, content_hash, from_dict, to_dict
from tests.printing import samples


def test_dates_money_and_logo_survive_json() -> None:
    view = samples.receipt()
    again = from_dict(ReceiptView, json.loads(json.dumps(to_dict(view))))
    assert again == view
    assert isinstance(again.total, Decimal)
    assert again.head.issued_at == samples.AT
    assert again.head.office.logo == samples.logo()


def test_items_of_a_form_come_back_as_what_they_were() -> None:
    view = samples.application(long=True)
    again = from_dict(ApplicationView, json.loads(json.dumps(to_dict(view))))
    kinds = [type(item).__name__ for section in again.sections for item in section.items]
    assert {"ValueItem", "ChoiceItem", "TextItem", "NoteItem", "TableItem"} == set(kinds)
    assert again == view


def test_a_paper_stored_by_an_older_version_takes_defaults_for_what_it_lacks() -> None:
    data = to_dict(samples.receipt())
    del data["note"], data["form_code"], data["head"]["copy"]
    data["a field of a newer version"] = 1
    assert from_dict(ReceiptView, data) == replace(samples.receipt(), form_code="")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total", 1658.8),
        ("total", None),
        ("received_on", "30/02/2569"),
        ("lines", "many"),
        ("number", 12),
        ("payment", {"method": "shells"}),
    ],
)
def test_data_that_do_not_fit_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_dict(ReceiptView, {**to_dict(samples.receipt()), field: value})


def test_an_unknown_item_of_a_form_is_refused() -> None:
    data = to_dict(samples.application())
    data["sections"][0]["items"][0]["is"] = "HologramItem"
    with pytest.raises(ValueError, match=r"HologramItem|ValueItem"):
        from_dict(ApplicationView, data)


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError, match="float"):
        to_dict(samples.receipt(total=1658.8))


def test_the_hash_is_of_what_the_paper_says_not_of_its_marks() -> None:
    view = samples.receipt()
    assert content_hash(as_copy(as_void(view))) == content_hash(view)
    assert content_hash(replace(view, void_reason="ผิด")) == content_hash(view)
    assert content_hash(replace(view, number="0013")) != content_hash(view)
    assert content_hash(replace(view, head=replace(view.head, numerals="arabic"))) != content_hash(view)


def test_the_hash_does_not_change_between_versions() -> None:
    # papers in the register carry it in print: a change here breaks the match with every sheet ever issued
    assert content_hash(samples.bare_receipt()) == "250a01d539ea5f1213af42ca44feacfae7a6e60cd88d2755ffdd555cc1cbaa9b"


def test_a_deficiency_record_keeps_the_order_of_its_items() -> None:
    view = samples.deficiency(count=9)
    assert from_dict(DeficiencyView, to_dict(view)).items == view.items
