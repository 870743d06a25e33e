"""Rows with many columns: one open as a form, the others a line each."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.models import Service
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.records import RecordsEditor, row_word, summary
from tests.ui.wizard.conftest import TODAY
from tests.ui.wizard.scenes import SIGN
from tests.ui.wizard.test_typed import PLACE


def signs_of(service: Service):
    return next(field for section in service.form for field in section.fields if field.id == "signs")


@pytest.fixture
def rows(look: None, qtbot, signboard: Service) -> RecordsEditor:
    editor = RecordsEditor(signs_of(signboard), PLACE, TODAY)
    qtbot.addWidget(editor)
    editor.resize(1000, 700)
    show(editor, signboard)
    editor.show()
    QApplication.processEvents()
    editor.activateWindow()
    return editor


def show(editor: RecordsEditor, service: Service) -> None:
    """As the page of the details does after every change."""
    state = wizard.WizardState(service.id, applicant_case="individual", answers={"tax_year": 2569, "signs": editor.raw() or []})
    ctx = wizard.context(service, state, TODAY)
    editor.apply(service, ctx, flow.computed(service, ctx))


def test_a_fresh_row_has_the_defaults_and_is_no_answer(rows: RecordsEditor):
    assert rows.row_count() == 1 and rows.raw() is None
    assert rows.frame("sides").editor.value() == 1


def test_a_column_shows_only_where_its_row_needs_it(rows: RecordsEditor, signboard: Service):
    assert not rows.frame("tax_paid_before").isVisible()
    rows.frame("condition").editor.set_value("changed")
    rows.frame("condition").editor.changed.emit()
    show(rows, signboard)
    assert rows.frame("tax_paid_before").isVisible()


def test_what_was_typed_stays_with_its_row(rows: RecordsEditor):
    rows.put([SIGN, {**SIGN, "text": "สอง", "width_cm": "12x"}])
    rows.go_to_row(1)
    assert rows.frame("width_cm").editor.text() == "12x"
    rows.go_to_row(0)
    assert rows.frame("width_cm").editor.text() == "120"
    assert rows.raw() == [SIGN, {**SIGN, "text": "สอง", "width_cm": "12x"}]


def test_a_deleted_row_comes_back_to_its_place(rows: RecordsEditor):
    rows.put([{**SIGN, "text": name} for name in ("หนึ่ง", "สอง", "สาม")])
    rows.go_to_row(1)
    rows.delete_row()
    assert [row["text"] for row in rows.raw() or []] == ["หนึ่ง", "สาม"]
    rows.undo_delete()
    assert [row["text"] for row in rows.raw() or []] == ["หนึ่ง", "สอง", "สาม"]


def test_the_last_row_can_be_emptied_but_one_stays(rows: RecordsEditor):
    rows.put([SIGN])
    rows.delete_row()
    assert rows.raw() is None and rows.row_count() == 1


def test_a_fault_opens_its_row_and_marks_its_line(rows: RecordsEditor):
    rows.put([SIGN, SIGN, SIGN])
    rows.show_cell_faults({(2, "height_cm"): "ต้องไม่น้อยกว่า 1"})
    assert rows.open_row() == 2 and rows.frame("height_cm").shown_fault() == "ต้องไม่น้อยกว่า 1"
    rows.go_to_row(0)
    assert rows.frame("height_cm").shown_fault() is None
    rows.go_to_row(2)
    rows.frame("height_cm").editor.line.selectAll()
    rows.frame("height_cm").editor.line.insert("99")
    assert rows.frame("height_cm").shown_fault() is None, "it goes while it is being mended"


def test_there_are_no_more_rows_than_the_form_takes(rows: RecordsEditor):
    rows.put([SIGN] * rows.table.max_rows)
    assert not rows.add_row() and rows.row_count() == rows.table.max_rows


def test_two_hundred_signs_cost_no_more_editors_than_one(rows: RecordsEditor):
    one = len(rows.findChildren(QObject))
    started = time.perf_counter()
    rows.put([SIGN] * 200)
    rows.go_to_row(150)
    spent = time.perf_counter() - started
    assert len(rows.findChildren(QObject)) < one + 200 * 2, "one line each"
    assert spent < 3


def test_a_row_is_told_in_one_line(signboard: Service):
    table = signs_of(signboard)
    assert row_word(table) == "ป้าย"
    title, detail = summary(table, {**SIGN, "kind": "mixed"}, {"area_cm2": None})
    assert title == "ร้านสมใจของชำ" and "120 ซม." in detail and "1 มิ.ย. 2568" in detail
    assert summary(table, {"width_cm": "12x"}, {}) == ("", "12x ซม.")
