"""First run: from an empty folder to an office."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from lsvdesk.counter import books, filing, setup
from lsvdesk.ui import theme
from lsvdesk.ui.first_run import FirstRun
from lsvdesk.ui.office_form import short_name
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session

OWN = {
    "type": "เทศบาลตำบล",
    "name": "เทศบาลตำบลสมมุติ",
    "short_name": "ทต.สมมุติ",
    "address": {"house_no": "99", "subdistrict": "โพธิ์ใหญ่", "district": "วารินชำราบ", "province": "อุบลราชธานี", "postcode": "34190"},
    "executive_position": "นายกเทศมนตรีตำบลสมมุติ",
    "clerk_position": "ปลัดเทศบาล",
    "complaint_channels": ["ศูนย์ดำรงธรรม โทร. 1567", "ที่สำนักงาน"],
}


@pytest.fixture
def page(qapp, qtbot, tmp_path: Path, clock):
    theme.apply(qapp)
    session = Session(tmp_path / "office", clock, Preferences(tmp_path / "window.ini"))
    made = FirstRun(session, setup.profiles())
    qtbot.addWidget(made)
    made.resize(1134, 768)
    made.show()
    yield made
    session.close()


def fill_user(page: FirstRun) -> None:
    page.user.fields.set_values({"name": "นางสาวสมมุติ ใจดี", "position": "นักวิชาการจัดเก็บรายได้"})


def finish(page: FirstRun, qtbot) -> None:
    with qtbot.waitSignal(page.session.opened, timeout=15_000):
        page.finish()


def test_nothing_chosen_is_said_at_the_choice(page: FirstRun) -> None:
    page.next()
    assert page.step is page.choose
    assert "กรุณาเลือกหน่วยงาน" in page.choose.frame.shown_fault()


def test_a_shipped_office_needs_no_typing(page: FirstRun, qtbot) -> None:
    page.choose.choice.set_value("pho-yai")
    page.next()
    assert page.step is page.user
    fill_user(page)
    finish(page, qtbot)
    assert setup.office_details(page.session.office)["name"] == "องค์การบริหารส่วนตำบลโพธิ์ใหญ่"


def test_going_back_keeps_what_was_typed(page: FirstRun) -> None:
    page.choose.choice.set_value("pho-yai")
    page.next()
    fill_user(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.step is page.choose
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert page.step is page.user
    assert page.user.fields.value("name") == "นางสาวสมมุติ ใจดี"


def test_the_first_empty_field_gets_the_focus(page: FirstRun) -> None:
    page.choose.choice.set_value("typed")
    page.next()
    page.typed.office.fields.set_values({"type": "อบต."})
    page.next()
    assert page.step is page.typed
    frames = page.typed.office.fields.frames
    assert "ยังไม่ได้กรอกชื่อหน่วยงาน" in frames["name"].shown_fault()
    assert frames["name"].editor.isAncestorOf(page.focusWidget())


def test_an_address_needs_its_place(page: FirstRun) -> None:
    page.choose.choice.set_value("typed")
    page.next()
    page.typed.office.set_value({**OWN, "address": {"house_no": "99"}})
    page.next()
    assert page.step is page.typed
    assert "ตำบล" in page.typed.office.fields.frames["address"].shown_fault()


def test_the_kind_of_office_proposes_names_but_does_not_overwrite_typing(page: FirstRun) -> None:
    form = page.typed.office
    form.kind.set_value("อบต.")
    form.kind.changed.emit()
    assert form.fields.value("executive_position") == "นายกองค์การบริหารส่วนตำบล"
    form.fields.editor("clerk_position").set_value("ปลัดของเรา")
    form.kind.set_value("เทศบาลตำบล")
    form.kind.changed.emit()
    assert form.fields.value("executive_position") == "นายกเทศมนตรีตำบล"
    assert form.fields.value("clerk_position") == "ปลัดของเรา"


def test_a_short_name_follows_from_the_kind_and_the_name() -> None:
    assert short_name("อบต.", "องค์การบริหารส่วนตำบลโพธิ์ใหญ่") == "อบต.โพธิ์ใหญ่"
    assert short_name("เทศบาลตำบล", "เทศบาลตำบลสมมุติ") == "ทต.สมมุติ"
    assert short_name("อบต.", "สำนักงานสมมุติ") == "สำนักงานสมมุติ"


def test_the_next_receipt_must_lie_in_the_book(page: FirstRun) -> None:
    page.choose.choice.set_value("pho-yai")
    page.next()
    fill_user(page)
    page.next()
    page.numbers.fields.set_values({"book_no": 12, "first_no": 1101, "last_no": 1200, "next_no": 1300})
    page.next()
    assert page.step is page.numbers
    assert "1101 ถึง 1200" in page.numbers.fields.frames["next_no"].shown_fault()


def test_an_office_typed_in_goes_on_from_its_paper_books(page: FirstRun, qtbot, tmp_path: Path) -> None:
    page.choose.choice.set_value("typed")
    page.next()
    page.typed.office.set_value(OWN)
    page.next()
    fill_user(page)
    page.next()
    page.numbers.fields.set_values({"book_no": 12, "first_no": 1101, "last_no": 1200, "next_no": 1138, "case": 41})
    page.next()
    logo = tmp_path / "seal.png"
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0x0F5A61)
    assert image.save(str(logo))
    page.look.logo_editor.take(logo)
    page.look.fields.set_values({"numerals": "arabic"})
    page.next()
    assert page.step is page.review
    finish(page, qtbot)
    office = page.session.office
    details = setup.office_details(office)
    assert details["name"] == "เทศบาลตำบลสมมุติ"
    assert details["address"]["postcode"] == "34190"
    assert details["complaint_channels"] == ["ศูนย์ดำรงธรรม โทร. 1567", "ที่สำนักงาน"]
    assert details["departments"]["engineering"]["title"] == "กองช่าง"
    assert setup.settings(office)["numerals"] == "arabic"
    assert setup.logo(office) == logo.read_bytes()
    book = books.receipt_books(office)[0]
    assert (book.book_no, book.next_no, book.left) == (12, 1138, 63)
    assert [(row.series, row.last_value) for row in books.number_series(office)] == [("case", 40)]
    assert filing.services(office)


def test_a_picture_that_is_none_is_refused_at_the_field(page: FirstRun, tmp_path: Path) -> None:
    fake = tmp_path / "seal.png"
    fake.write_text("not a picture")
    page.look.logo_editor.take(fake)
    assert not page.look.check()
    assert "เปิดภาพนี้ไม่ได้" in page.look.fields.frames["logo"].shown_fault()


def test_a_folder_that_cannot_be_written_is_explained_and_nothing_is_lost(page: FirstRun, qtbot, tmp_path: Path) -> None:
    (tmp_path / "office").write_text("a file stands where the folder should be")
    page.choose.choice.set_value("pho-yai")
    page.next()
    fill_user(page)
    page.finish()
    qtbot.waitUntil(lambda: page.info.isVisible(), timeout=10_000)
    assert page.info.message()
    assert page.next_button.isEnabled()
    assert page.user.fields.value("name") == "นางสาวสมมุติ ใจดี"
