"""Taking money in the window: change, methods, and what is said when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lsvdesk.counter import cases, money
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.payment_dialog import SETTLE_MS, PaymentDialog
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from tests.support.office_day import OfficeDay, make


@pytest.fixture
def day(tmp_path: Path) -> OfficeDay:
    return make(tmp_path / "office")


@pytest.fixture
def dialog(qapp: QApplication, day: OfficeDay, tmp_path: Path) -> Iterator[PaymentDialog]:
    theme.apply(qapp)
    session = Session(tmp_path / "office", day.clock, Preferences(tmp_path / "window.ini"))
    session.use(day.office)
    made = PaymentDialog(session, day.unpaid.row.id)
    made.show()
    made.activateWindow()
    QTest.qWait(SETTLE_MS + 50)
    yield made
    made.close()
    session.close()


def due(dialog: PaymentDialog) -> Decimal:
    return dialog.due.total


def test_the_exact_sum_stands_ready_and_enter_receives_it(dialog: PaymentDialog, day: OfficeDay):
    assert dialog.tendered.editor.value() == due(dialog) and dialog.change.text() == "0.00 บาท"
    QTest.keyClick(dialog.tendered.editor.line, Qt.Key.Key_Return)
    assert dialog.receipt is not None and dialog.receipt.total == due(dialog)
    assert dialog.paper is not None and dialog.paper.kind == "receipt" and dialog.paper.pdf.startswith(b"%PDF")
    assert cases.case(day.office, day.unpaid.row.id).row.paid == due(dialog)


def test_an_enter_that_was_held_down_pays_nothing(dialog: PaymentDialog):
    dialog._opened.restart()
    QTest.keyClick(dialog.tendered.editor.line, Qt.Key.Key_Return)
    assert dialog.receipt is None, "it was meant for what stood there before"


def test_the_change_is_counted_while_one_types(dialog: PaymentDialog):
    line = dialog.tendered.editor.line
    line.selectAll()
    QTest.keyClicks(line, f"{due(dialog) + 100}")
    assert dialog.change_word.text() == "เงินทอน" and dialog.change.text() == "100.00 บาท"
    line.selectAll()
    line.insert("๑")
    assert dialog.change_word.text() == "ยังขาดอีก"
    line.selectAll()
    line.insert("ร้อย")
    assert dialog.change.text() == "–"


def test_money_that_is_short_is_refused_at_the_sum(dialog: PaymentDialog, day: OfficeDay):
    dialog.tendered.editor.set_text("1")
    dialog.take()
    assert dialog.receipt is None and dialog.tendered.shown_fault() is not None
    assert cases.case(day.office, day.unpaid.row.id).row.paid == 0


def test_a_transfer_is_of_the_exact_sum_and_needs_no_number(dialog: PaymentDialog):
    QTest.keyClick(dialog, Qt.Key.Key_F7)
    assert dialog.method == "transfer" and not dialog.tendered.isVisible()
    dialog.take()
    assert dialog.receipt is not None and dialog.receipt.method == "transfer" and dialog.receipt.change == 0


def test_a_cheque_needs_its_bank_and_number(dialog: PaymentDialog):
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    dialog.take()
    assert dialog.receipt is None and dialog.bank.shown_fault() and dialog.instrument_no.shown_fault()
    dialog.bank.editor.set_text("ธนาคารสมมุติ")
    dialog.instrument_no.editor.set_text("0001234")
    dialog.take()
    assert dialog.receipt is not None and dialog.receipt.method == "cheque"


def test_a_cheque_of_tomorrow_is_refused_at_its_date(dialog: PaymentDialog):
    dialog.choose("cheque")
    dialog.bank.editor.set_text("ธนาคารสมมุติ")
    dialog.instrument_no.editor.set_text("0001234")
    dialog.instrument_date.editor.set_text("1/1/2580")
    dialog.take()
    assert dialog.receipt is None and dialog.instrument_date.shown_fault() is not None


def test_a_case_paid_at_the_other_counter_is_told(dialog: PaymentDialog, day: OfficeDay):
    from lsvdesk.counter.views import Payment

    money.take_payment(day.office, day.unpaid.row.id, Payment("cash", due(dialog)))
    dialog.take()
    assert dialog.receipt is None and "ชำระ" in dialog.bar.message()


def test_a_case_that_does_not_exist_has_no_dialog(dialog: PaymentDialog):
    with pytest.raises(CounterError):
        PaymentDialog(dialog.session, 999_999)


# --- paying in parts --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def in_parts(qapp: QApplication, day: OfficeDay, tmp_path: Path) -> Iterator[PaymentDialog]:
    """A signboard tax of 3,500 baht whose notice was received today."""
    from lsvdesk.counter import assessing, filing
    from tests.counter.people import sign, sign_filing

    theme.apply(qapp)
    filed = filing.open_case(day.office, sign_filing(sign(text="SOMMUT", kind="foreign", width_cm="100", height_cm="350")))
    assessing.serve_notice(day.office, filed.row.id, day.office.today())
    session = Session(tmp_path / "office", day.clock, Preferences(tmp_path / "window.ini"))
    session.use(day.office)
    made = PaymentDialog(session, filed.row.id)
    made.show()
    made.activateWindow()
    QTest.qWait(SETTLE_MS + 50)
    yield made
    made.close()
    session.close()


def test_a_tax_that_may_not_be_paid_in_parts_has_no_choice(dialog: PaymentDialog):
    assert dialog.choice is None and dialog.instalment is None


def test_the_payer_chooses_parts_and_only_the_first_is_received(in_parts: PaymentDialog, day: OfficeDay):
    assert in_parts.choice is not None
    whole = due(in_parts)
    QTest.keyClick(in_parts, Qt.Key.Key_F5)
    first = in_parts.choice.plan.parts[0].amount
    assert due(in_parts) == first < whole and in_parts.tendered.editor.value() == first
    assert "งวดที่ 1" in in_parts.take_button.text()
    QTest.keyClick(in_parts.tendered.editor.line, Qt.Key.Key_Return)
    assert in_parts.receipt is not None and in_parts.receipt.total == first
    assert cases.case(day.office, in_parts.case.row.id).row.paid == first


def test_the_next_part_stands_ready_and_the_rest_can_be_paid_instead(in_parts: PaymentDialog, day: OfficeDay):
    in_parts.choice.choose(1)  # type: ignore[union-attr]
    in_parts.take()
    again = PaymentDialog(in_parts.session, in_parts.case.row.id)
    assert again.instalment == 2 and due(again) == again.choice.plan.parts[1].amount  # type: ignore[union-attr]
    again.choice.choose(None)  # type: ignore[union-attr]
    assert due(again) == cases.case(day.office, in_parts.case.row.id).payable_now
    again.take()
    assert cases.case(day.office, in_parts.case.row.id).row.status == "finished"
