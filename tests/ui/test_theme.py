"""The look: readable colours, one scale of type, lengths that grow together."""

from __future__ import annotations

import os
import re

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit

from lsvdesk.paths import shipped
from lsvdesk.ui import theme


@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS, ids=lambda name: name)
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(ink: str, ground: str) -> None:
    assert theme.contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("part", "ground"), theme.PART_PAIRS, ids=lambda name: name)
def test_borders_and_focus_rings_can_be_told_from_their_ground(part: str, ground: str) -> None:
    assert theme.contrast(part, ground) >= 3


def test_contrast_is_measured_as_wcag_measures_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "COLOURS", {"black": "#000000", "white": "#FFFFFF", "grey": "#767676"})
    assert theme.contrast("black", "white") == pytest.approx(21)
    assert theme.contrast("grey", "white") == pytest.approx(4.54, abs=0.01)


def test_every_colour_pair_named_by_the_badges_and_messages_of_the_style_sheet_is_checked() -> None:
    source = shipped("resources", "style", "lsvdesk.qss").read_text(encoding="utf-8")
    named = set(re.findall(r"background: @([a-z-]+); color: @([a-z-]+);", source))
    checked = {(ground, ink) for ink, ground in theme.TEXT_PAIRS} | {("ink", "surface")}
    assert named, "the style sheet no longer writes badges this way: change this test with it"
    assert {pair for pair in named if pair[0] != "transparent" and pair[1] != "ink-disabled"} <= checked


def test_the_style_sheet_leaves_no_token_unfilled_and_grows_with_the_scale() -> None:
    at_100, at_200 = theme.stylesheet(1.0), theme.stylesheet(2.0)
    assert "@" not in at_100
    heights = [int(px) for px in re.findall(r"min-height: (\d+)px", at_100)]
    assert [int(px) for px in re.findall(r"min-height: (\d+)px", at_200)] == [2 * px for px in heights]


@pytest.mark.parametrize("scale", [1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
def test_text_does_not_jump_when_a_field_gets_its_focus_ring(scale: float) -> None:
    rules = dict(re.findall(r"(?m)^(QLineEdit, QComboBox|QLineEdit:focus)[^{]*\{([^}]*)\}", theme.stylesheet(scale)))
    plain = re.search(r"QLineEdit, QPlainTextEdit, QTextEdit, QComboBox \{([^}]*)\}", theme.stylesheet(scale))
    assert plain is not None

    def inset(rule: str) -> tuple[int, int]:
        border = int(re.search(r"border: (\d+)px", rule)[1])  # type: ignore[index]
        vertical, horizontal = re.search(r"padding: (\d+)px (\d+)px", rule).groups()  # type: ignore[union-attr]
        return border + int(vertical), border + int(horizontal)

    assert inset(plain[1]) == inset(rules["QLineEdit:focus"])


def test_the_screen_font_comes_with_the_program_and_has_thai_latin_and_both_digits(qapp: QApplication) -> None:
    theme.apply(qapp)
    assert theme.FAMILY in QFontDatabase.families()
    assert QFontInfo(theme.font()).family() == theme.FAMILY
    metrics = QFontMetrics(theme.font())
    assert all(metrics.inFontUcs4(ord(letter)) for letter in "กฮฎฐๅ็่้๊๋์ํฺ๐๙ŠazAZ09–“”×฿\u200b")


def test_a_break_mark_between_words_takes_no_room(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme.font())
    assert metrics.horizontalAdvance("ผู้ใหญ่\u200bฟื้น") == metrics.horizontalAdvance("ผู้ใหญ่ฟื้น")


def test_a_scale_beyond_what_is_offered_is_brought_to_the_nearest_end(qapp: QApplication) -> None:
    for wanted, kept in ((0.5, 1.0), (1.25, 1.25), (3.0, 2.0)):
        theme.apply(qapp, wanted)
        assert theme.scale() == kept
    theme.apply(qapp)


def test_what_qt_says_itself_is_said_in_thai(qapp: QApplication) -> None:
    theme.apply(qapp)
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts
    assert all(re.match("[ก-๙]", text) for text in texts)
