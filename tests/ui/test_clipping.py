"""No stacked Thai mark is ever cut: every style that writes text is drawn in its own box and compared with the same text in a roomy one.

For every style the widget is drawn at its natural height. The rows of pixels that hold ink are then compared with those of the same text
drawn by the same font with room to spare: the ink must be as tall, and there must be as much of it. What belongs to the widget and not to
the text (icons, key caps, marks) is taken away by drawing the widget once more without text; borders are cropped.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lsvdesk.paths import shipped
from lsvdesk.ui import theme
from lsvdesk.ui import widgets as w
from lsvdesk.ui.widgets.icons import IconLine

STACKS = "ปิ่ญี่ปุ๋ กี๊ ฎุ ฐู ผู้ใหญ่ฟื้น น้ำ ปี่ ปฺ้ ฎู ฮื์"
SCALES = (1.0, 1.5, 2.0)
ENOUGH = 0.95  # text that begins at another fraction of a pixel has a little more or less ink; a cut row shows in the number of rows
FAINT = 4


@dataclass(frozen=True)
class Style:
    """A way text is written. ``make(text)`` gives the widget; the text is in font ``role`` of colour ``ink`` on ``ground``; ``part`` is the
    part of the widget where the text stands (all of it where absent); ``bold`` where the weight is not the role's."""

    make: Callable[[str], QWidget]
    role: str = "body"
    ink: str = "ink"
    ground: str = "surface"
    part: Callable[[QWidget], QRect] | None = None
    bold: bool | None = None


def _framed(widget: QWidget) -> QWidget:
    """The widget on a card, so that its ground is what it is in the window; its height is its own."""
    widget.setMinimumWidth(max(widget.sizeHint().width(), theme.px(560)))
    widget.adjustSize()
    return widget


def _line(text: str, *, selected: bool = False, fault: bool = False, read_only: bool = False, kind: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setReadOnly(read_only)
    if kind:
        line.setProperty("kind", kind)
    if fault:
        line.setProperty("fault", "true")
    if selected:
        line.selectAll()
    return line


def _finder(text: str) -> QWidget:
    line = IconLine("search")
    line.setText(text)
    return line


def _long_text(text: str) -> QWidget:
    editor = w.LongTextEditor(lines=1)
    editor.set_value(text)
    return editor


def _combo(text: str) -> QWidget:
    combo = w.Combo([text])
    combo.setCurrentIndex(0)
    return combo


def _bare_combo(text: str) -> QWidget:
    combo = QComboBox()
    combo.addItem(text)
    return combo


def _combo_list(text: str) -> QWidget:
    stage = QWidget()
    combo = w.Combo([text, text])
    combo.setParent(stage)
    combo.hide()
    view = combo.view()
    view.setParent(stage)
    view.setFixedSize(theme.px(560), view.sizeHintForRow(0) * 2 + theme.px(12))
    stage.setFixedSize(view.size())
    view.show()
    stage.setProperty("view", view)
    return stage


def _combo_list_row(stage: QWidget) -> QRect:
    return _first_row_of(stage.property("view"))


def _first_row_of(view: QWidget) -> QRect:
    return view.viewport().geometry().intersected(view.visualRect(view.model().index(0, 0)).translated(view.viewport().pos()))  # type: ignore[attr-defined]


def _popup_list(text: str) -> QWidget:
    view = QListWidget()
    view.setProperty("kind", "popup")
    view.addItems([text, text])
    view.setFixedSize(theme.px(560), view.sizeHintForRow(0) * 2 + theme.px(12))
    return view


def _plain_list(text: str) -> QWidget:
    view = QListWidget()
    view.addItems([text, text])
    view.setFixedSize(theme.px(560), view.sizeHintForRow(0) * 2 + theme.px(12))
    return view


def _data_table(text: str, *, tone: str | None = None, selected: bool = False) -> w.DataTable:
    table = w.DataTable(
        (w.Column("a", "เรื่อง", stretch=True, tone=(lambda _: tone) if tone else None), w.Column("b", "สถานะ", width=60)), filterable=False
    )
    table.set_rows([{"a": text, "b": ""}])
    table.setFixedSize(theme.px(640), theme.px(160))
    if selected:
        table.select(0)
    return table


def _cell(table: QWidget) -> QRect:
    assert isinstance(table, w.DataTable)
    view = table.view
    rect = view.visualRect(view.model().index(0, 0))
    return QRect(view.viewport().mapTo(table, rect.topLeft()), rect.size())


def _heading(text: str) -> QWidget:
    table = w.DataTable((w.Column("a", text, stretch=True), w.Column("b", "ข", width=60)), filterable=False)
    table.setFixedSize(theme.px(640), theme.px(160))
    return table


def _heading_rect(table: QWidget) -> QRect:
    assert isinstance(table, w.DataTable)
    header = table.view.horizontalHeader()
    return QRect(header.mapTo(table, QPoint(0, 0)), header.size()).adjusted(0, 0, -theme.px(70), 0)


def _tab(text: str) -> QWidget:
    bar = QTabBar()
    bar.addTab(text)
    bar.addTab("ก")
    bar.setCurrentIndex(1)
    return bar


def _current_tab(text: str) -> QWidget:
    bar = QTabBar()
    bar.addTab(text)
    return bar


def _menu(text: str) -> QWidget:
    menu = QMenu()
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.addAction(text)
    menu.setFixedSize(max(menu.sizeHint().width(), theme.px(560)), menu.sizeHint().height())
    return menu


def _group(text: str) -> QWidget:
    group = QGroupBox(text)
    QVBoxLayout(group).addWidget(QWidget())
    return group


def _group_title(group: QWidget) -> QRect:
    return QRect(theme.px(14), 0, group.width() - theme.px(30), theme.px(36))


def _steps(text: str) -> QWidget:
    return w.StepsBar([w.Step(text, "current")])


def _search_result(text: str) -> QWidget:
    stage = QWidget()
    stage.setFixedSize(theme.px(760), theme.px(400))
    box = w.SearchBox(stage)
    box.open("")
    box.set_results([w.Group("บุคคล", (w.Result(text, ""),))])
    stage.setProperty("box", box)
    return stage


def _result_rect(stage: QWidget) -> QRect:
    box = stage.property("box")
    rect = box.list.visualItemRect(box.list.item(1))
    return QRect(box.list.viewport().mapTo(stage, rect.topLeft()), rect.size())


def _result_with_detail(text: str) -> QWidget:
    stage = _search_result("")
    stage.property("box").set_results([w.Group("บุคคล", (w.Result("ก", text),))])
    return stage


def _search_line(text: str) -> QWidget:
    stage = QWidget()
    stage.setFixedSize(theme.px(760), theme.px(400))
    box = w.SearchBox(stage)
    box.line.setPlaceholderText("")
    box.open(text)
    box.line.deselect()
    stage.setProperty("box", box)
    return stage


def _search_line_rect(stage: QWidget) -> QRect:
    line = stage.property("box").line
    return QRect(line.mapTo(stage, QPoint(0, 0)), line.size())


def _toast(text: str) -> QWidget:
    stage = QWidget()
    stage.setFixedSize(theme.px(760), theme.px(120))
    stage.setProperty("toast", w.Toast(text or " ", stage))
    return stage


def _toast_rect(stage: QWidget) -> QRect:
    return stage.property("toast").geometry()


def _field_label(text: str) -> QWidget:
    return w.FieldFrame(text or " ", w.TextEditor())


def _field_fault(text: str) -> QWidget:
    frame = w.FieldFrame("ก", w.TextEditor())
    frame.show_fault(text or " ")
    return frame


def _fault_rect(frame: QWidget) -> QRect:
    assert isinstance(frame, w.FieldFrame)
    return QRect(frame.fault_label.mapTo(frame, QPoint(0, 0)), frame.fault_label.size())


def _label_rect(frame: QWidget) -> QRect:
    assert isinstance(frame, w.FieldFrame)
    return QRect(frame.label.mapTo(frame, QPoint(0, 0)), frame.label.size())


def _table_cell(text: str) -> QWidget:
    table = w.TableEditor((w.TableColumn("a", "ก", share=20), w.TableColumn("b", "ข")))
    table.set_value([{"a": text or None, "b": "1"}])
    table.setMinimumWidth(theme.px(800))
    return table


def _table_cell_rect(table: QWidget) -> QRect:
    assert isinstance(table, w.TableEditor)
    line = table.cell(0, "a").line  # type: ignore[attr-defined]
    edge = theme.px(3)
    return QRect(line.mapTo(table, QPoint(0, 0)), line.size()).adjusted(edge, edge, -edge, -edge)


def _tooltip(text: str) -> QWidget:
    label = QLabel(text)
    label.setStyleSheet(f"background: {theme.COLOURS['ink']}; color: {theme.COLOURS['surface']}; padding: {theme.px(4)}px {theme.px(8)}px;")
    return label


STYLES: dict[str, Style] = {
    **{
        f"label {role}": Style(lambda text, role=role: w.ThaiLabel(text, role), role, "ink-quiet" if role == "caption" else "ink")
        for role in theme.TYPE
    },  # type: ignore[misc]
    **{
        f"label {role} that may wrap": Style(
            lambda text, role=role: w.ThaiLabel(text, role, wrap=True),  # type: ignore[misc]
            role,
            "ink-quiet" if role == "caption" else "ink",
        )
        for role in theme.TYPE
    },
    "badge": Style(lambda text: w.Badge(text, "red"), "caption", "red", "red-soft"),
    "line edit": Style(lambda text: _line(text)),
    "line edit selected": Style(lambda text: _line(text, selected=True), ground="selection"),
    "line edit faulty": Style(lambda text: _line(text, fault=True), ground="red-soft"),
    "line edit read-only": Style(lambda text: _line(text, read_only=True), ground="sunken"),
    "line edit in a cell": Style(lambda text: _line(text, kind="cell")),
    "line edit with icon": Style(_finder),
    "line of the search palette": Style(_search_line, "title", part=_search_line_rect, bold=False),
    "long text": Style(_long_text),
    "combo": Style(_combo),
    "combo of Qt": Style(_bare_combo),
    "combo list": Style(_combo_list, part=_combo_list_row),
    "completion list": Style(_popup_list, part=_first_row_of),
    "list": Style(_plain_list, part=_first_row_of),
    "table cell": Style(lambda text: _data_table(text), part=_cell),
    "table cell selected": Style(lambda text: _data_table(text, selected=True), ground="primary-soft", part=_cell),
    "table badge": Style(lambda text: _data_table(text, tone="green"), "caption", "green", "green-soft", part=_cell),
    "table heading": Style(_heading, "body-strong", ground="sunken", part=_heading_rect),
    "cell of a typed table": Style(_table_cell, part=_table_cell_rect),
    **{
        f"button {kind}": Style(lambda text, kind=kind: w.Button(text, kind, key="F2", icon="print"), role, ink, ground)  # type: ignore[misc]
        for kind, role, ink, ground in (
            ("primary", "body-strong", "on-primary", "primary"),
            ("secondary", "body", "ink", "surface"),
            ("danger", "body-strong", "on-primary", "red"),
            ("quiet", "body", "primary", "paper"),
        )
    },
    "button of Qt": Style(lambda text: QPushButton(text)),
    "tool button": Style(lambda text: _tool_button(text), ground="paper"),
    "tick box": Style(lambda text: w.TickBox(text, key="1"), ground="paper"),
    "radio button": Style(lambda text: w.OptionButton(text), ground="paper"),
    "tick box hint": Style(lambda text: w.TickBox(" ", text), "caption", "ink-quiet", "paper"),
    "tick box of Qt": Style(lambda text: QCheckBox(text), ground="paper"),
    "radio button of Qt": Style(lambda text: QRadioButton(text), ground="paper"),
    "tab": Style(_tab, ink="ink-quiet", ground="paper"),
    "current tab": Style(_current_tab, "body-strong", "primary", "paper"),
    "menu item": Style(_menu),
    "group title": Style(_group, "body-strong", ground="paper", part=_group_title),
    "step": Style(_steps, "body-strong", ground="paper"),
    "search result": Style(_search_result, ground="primary-soft", part=_result_rect),
    "search result detail": Style(_result_with_detail, "caption", "ink-quiet", "primary-soft", part=_result_rect),
    "message bar": Style(lambda text: w.InfoBar(text or " ", "amber", closable=False), ground="amber-soft"),
    "toast": Style(_toast, ink="on-nav", ground="nav", part=_toast_rect),
    "field label": Style(_field_label, ground="paper", part=_label_rect),
    "field fault": Style(_field_fault, ink="red", ground="paper", part=_fault_rect),
    "title of an empty list": Style(lambda text: w.EmptyState("cases", text), "title", ground="paper"),
    "tooltip": Style(_tooltip, ink="surface", ground="ink"),
}


def _tool_button(text: str) -> QWidget:
    button = QToolButton()
    button.setText(text)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button


def ink_rows(image: QImage, ink: str, ground: str, without: QImage | None = None) -> list[int]:
    """How many pixels of ink (nearer to ``ink`` than to ``ground`` in lightness) each row holds; those inked in ``without`` don't count."""
    bright, dark = theme.color(ink).lightness(), theme.color(ground).lightness()
    middle, inverse = (bright + dark) / 2, bright > dark

    def inked(picture: QImage) -> list[list[bool]]:
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        data, stride = bytes(grey.constBits()), grey.bytesPerLine()
        rows = (data[y * stride : y * stride + grey.width()] for y in range(grey.height()))
        return [[(value > middle) if inverse else (value < middle) for value in row] for row in rows]

    mask = inked(image)
    if without is None:
        return [sum(row) for row in mask]
    blank = inked(without)
    return [sum(a and not b for a, b in zip(row, other, strict=True)) for row, other in zip(mask, blank, strict=True)]


def trimmed(rows: list[int]) -> list[int]:
    """The rows from the first with ink to the last."""
    inked = [y for y, count in enumerate(rows) if count]
    return rows[inked[0] : inked[-1] + 1] if inked else []


def roomy(text: str, font: QFont, ink: str, ground: str) -> list[int]:
    """Rows of ink of ``text`` with room on every side."""
    side = font.pixelSize()
    image = QImage(side * len(text), side * 6, QImage.Format.Format_RGB32)
    image.fill(theme.color(ground))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(QPoint(side, side * 3), text)
    painter.end()
    rows = trimmed(ink_rows(image, ink, ground))
    # A last trace of a curve may be there or not, depending on the fraction of a pixel at which the text begins
    while rows and rows[0] < FAINT:
        rows.pop(0)
    while rows and rows[-1] < FAINT:
        rows.pop()
    return rows


def drawn(style: Style, text: str, like: QWidget | None = None) -> tuple[QWidget, QWidget, QImage]:
    """The page, the widget on it and what it looks like on its ground. ``like`` gives the size."""
    page = QWidget()
    page.setObjectName("page")
    page.setStyleSheet(f"#page {{ background: {theme.COLOURS[style.ground]}; }}")
    widget = style.make(text)
    widget.setParent(page)
    widget.ensurePolished()
    _framed(widget)
    if like is not None:
        widget.setFixedSize(like.size())
    page.resize(widget.size())
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    widget.show()
    QApplication.processEvents()
    image = page.grab().toImage()
    return page, widget, image


def lost_ink(style: Style, text: str = STACKS) -> tuple[int, int, float]:
    """Rows of ink in the widget, rows there should be, and how much of the ink is there (1.0 is all)."""
    _page, widget, image = drawn(style, text)
    _blank_page, _, blank = drawn(style, "", like=widget)
    edge = theme.px(3)
    area = style.part(widget) if style.part else widget.rect()
    if isinstance(widget, QLineEdit | QComboBox | w.LongTextEditor | w.InfoBar | QMenu):
        area = area.adjusted(edge, edge, -edge, -edge)
    rows = trimmed(ink_rows(image.copy(area), style.ink, style.ground, blank.copy(area)))
    font = theme.font(style.role)
    if style.bold is not None:
        font.setBold(style.bold)
    wanted = roomy(text, font, style.ink, style.ground)
    return len(rows), len(wanted), sum(rows) / sum(wanted)


@pytest.fixture(scope="module", params=SCALES, ids=lambda scale: f"{scale:.0%}")
def scale(request: pytest.FixtureRequest, qapp: QApplication) -> float:
    theme.apply(qapp, request.param)
    request.addfinalizer(lambda: theme.apply(qapp))
    return float(request.param)


@pytest.mark.parametrize("name", STYLES)
def test_no_stacked_mark_is_cut(scale: float, name: str) -> None:
    rows, wanted, share = lost_ink(STYLES[name])
    assert rows >= wanted, f"{name}: {wanted - rows} rows of ink are cut"
    assert share >= ENOUGH, f"{name}: only {share:.0%} of the ink is there"


BAD_STYLES = {
    "line edit": "QLineEdit { min-height: 0; max-height: 16px; padding: 0; }",
    "line edit selected": "QLineEdit { min-height: 0; max-height: 16px; padding: 0; }",
    "label title": "QLabel { max-height: 20px; }",
    "tab": "QTabBar::tab { min-height: 0; max-height: 14px; padding: 0; }",
    "menu item": "QMenu::item { min-height: 0; height: 12px; padding: 0; }",
    "button of Qt": "QPushButton { min-height: 0; max-height: 14px; padding: 0; }",
    "badge": 'QLabel[kind="badge"] { min-height: 12px; max-height: 12px; }',
}


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_a_line_of_the_font_holds_every_stack_at_every_size(qapp: QApplication, bold: bool) -> None:
    theme.apply(qapp)
    font = theme.font()
    font.setBold(bold)
    for size in (*range(12, 40), 46, 62):
        font.setPixelSize(size)
        metrics = QFontMetrics(font)
        image = QImage(size * len(STACKS), size * 6, QImage.Format.Format_RGB32)
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        painter.setFont(font)
        painter.drawText(QPoint(size, size * 3), STACKS)
        painter.end()
        inked = [y for y, count in enumerate(ink_rows(image, "ink", "surface")) if count]
        assert size * 3 - inked[0] <= metrics.ascent(), f"{size} px"
        assert inked[-1] + 1 - size * 3 <= metrics.descent(), f"{size} px"


@pytest.mark.parametrize("name", BAD_STYLES)
def test_a_style_that_is_too_tight_would_be_noticed(qapp: QApplication, name: str) -> None:
    theme.apply(qapp)
    qapp.setStyleSheet(theme.stylesheet() + BAD_STYLES[name])
    try:
        rows, wanted, share = lost_ink(STYLES[name])
    finally:
        theme.apply(qapp)
    assert rows < wanted or share < ENOUGH


def test_rows_that_are_too_low_would_be_noticed(qapp: QApplication) -> None:
    theme.apply(qapp)

    def low_rows(text: str) -> w.DataTable:
        table = _data_table(text)
        table.view.verticalHeader().setMinimumSectionSize(1)
        table.view.verticalHeader().setDefaultSectionSize(20)
        return table

    rows, wanted, _ = lost_ink(Style(low_rows, part=_cell))
    assert rows < wanted


def test_the_font_with_its_first_line_metrics_would_be_noticed(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    font = ttlib.TTFont(shipped("resources", "fonts", "lsv-sarabun", "LSVSarabun-Regular.ttf"))
    for table, ascender, descender in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
        setattr(font[table], ascender, 1068)
        setattr(font[table], descender, -232)
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = 1068, 232
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            font["name"].setName("NarrowSarabun", record.nameID, record.platformID, record.platEncID, record.langID)
    font.save(tmp_path / "narrow.ttf")
    number = QFontDatabase.addApplicationFont(str(tmp_path / "narrow.ttf"))
    monkeypatch.setattr(theme, "FAMILY", "NarrowSarabun")
    try:
        theme.apply(qapp)
        rows, wanted, _ = lost_ink(STYLES["line edit selected"])
        assert rows < wanted
    finally:
        monkeypatch.undo()
        theme.apply(qapp)
        QFontDatabase.removeApplicationFont(number)
