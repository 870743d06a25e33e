"""The look of the window: one type scale, one spacing grid, one palette, one style sheet built from them.

Everything a screen needs to look right comes from here: :func:`px` for lengths, :func:`color` for colours, :func:`font` for type, and
``set_role(label, "title")`` for text. Nothing else in ``ui`` names a colour, a font or a number of pixels.

The scale (1.0 to 2.0) is the office's own setting on top of the factor of the operating system. It is kept as a property of the
QApplication; a window built after :func:`apply` has it everywhere, so a changed scale means building the window anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from lsvdesk.paths import shipped
from lsvdesk.ui import translations

FAMILY = "LSV Sarabun"
MINIMUM_WINDOW = (1366, 768)
SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0
SPACING = (4, 8, 12, 16, 24, 32)
CONTROL_HEIGHT = 40
ROW_HEIGHT = 38
ICON = 20
RADIUS = 6

# role: pixels at scale 1, bold
TYPE: Mapping[str, tuple[int, bool]] = MappingProxyType(
    {
        "caption": (14, False),
        "body": (16, False),
        "body-strong": (16, True),
        "title": (18, True),
        "heading": (23, True),
        "display": (31, True),
    }
)

# Paper, ink and one deep teal; states have a strong tone for text and lines and a soft one to stand on.
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#F5F2EA",
        "surface": "#FFFEFB",
        "sunken": "#EBE6DA",
        "hover": "#F0ECE2",
        "line": "#DAD4C6",
        "line-strong": "#85806F",
        "scroll": "#B9B3A3",
        "ink": "#1E292E",
        "ink-quiet": "#58626A",
        "ink-disabled": "#6E7479",
        "primary": "#0F5A61",
        "primary-hover": "#0B494F",
        "primary-pressed": "#08383D",
        "primary-soft": "#DCEBEA",
        "on-primary": "#FFFFFF",
        "on-primary-quiet": "#D3E5E4",
        "nav": "#17393D",
        "nav-hover": "#21494E",
        "nav-current": "#0B2529",
        "on-nav": "#F2F6F5",
        "on-nav-quiet": "#B9CCCB",
        "focus": "#3B4CB8",
        "focus-on-dark": "#F5C04E",
        "selection": "#BFDDDC",
        "red": "#A8261D",
        "red-hover": "#8C1D16",
        "red-soft": "#FBE9E6",
        "amber": "#855000",
        "amber-soft": "#FDF0D3",
        "green": "#1C6638",
        "green-soft": "#E2F1E5",
        "blue": "#2A4B8D",
        "blue-soft": "#E4EBF8",
    }
)

# What is written on what (WCAG AA: at least 4.5) …
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "ink-quiet") for ground in ("paper", "surface", "sunken", "hover")),
    ("ink-disabled", "surface"),  # placeholders
    *(("ink", ground) for ground in ("selection", "primary-soft", "red-soft", "amber-soft", "green-soft", "blue-soft")),
    *(("primary", ground) for ground in ("paper", "surface", "sunken", "hover", "primary-soft")),
    *((state, ground) for state in ("red", "amber", "green", "blue") for ground in ("paper", "surface", f"{state}-soft")),
    *(("on-primary", ground) for ground in ("primary", "primary-hover", "primary-pressed", "red", "red-hover")),
    *(("on-primary-quiet", ground) for ground in ("primary", "primary-hover", "primary-pressed", "red", "red-hover")),
    *((ink, ground) for ink in ("on-nav", "on-nav-quiet") for ground in ("nav", "nav-hover", "nav-current")),
)
# … and what must be told from its ground without being read (at least 3): borders of controls, focus rings, greyed-out text.
PART_PAIRS: tuple[tuple[str, str], ...] = (
    *((part, ground) for part in ("line-strong", "focus", "ink-disabled") for ground in ("paper", "surface", "sunken")),
    *(("focus-on-dark", ground) for ground in ("nav", "nav-hover", "primary", "red")),
    *(("primary", ground) for ground in ("paper", "surface", "selection")),
)

STYLE, STYLE_VARIABLE = "Fusion", "QT_STYLE_OVERRIDE"
_SCALE_PROPERTY, _FONTS_PROPERTY = "lsvdeskScale", "lsvdeskFonts"
# Windows gives these classes fonts of its own that would win over the application's.
_OWN_FONT_CLASSES = (
    "QMenu",
    "QMenuBar",
    "QToolTip",
    "QTipLabel",
    "QMessageBox",
    "QAbstractItemView",
    "QHeaderView",
    "QTabBar",
    "QToolButton",
)


def load_fonts() -> tuple[str, ...]:
    """Make the bundled screen font known to Qt; returns the families that were added. Needs a QGuiApplication."""
    families: list[str] = []
    for style in ("Regular", "Bold"):
        file = shipped("resources", "fonts", "lsv-sarabun", f"LSVSarabun-{style}.ttf")
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def scale() -> float:
    """The office's own enlargement, 1.0 to 2.0."""
    app = QCoreApplication.instance()
    value = app.property(_SCALE_PROPERTY) if app is not None else None
    return float(value) if value else 1.0


def px(length: float) -> int:
    """A length of the design (at 100 %) in pixels at the present scale."""
    return round(length * scale())


def color(name: str) -> QColor:
    """A colour of the palette, e.g. ``color("primary")``."""
    return QColor(COLOURS[name])


def font(role: str = "body", at_scale: float | None = None) -> QFont:
    """A font of the type scale, e.g. ``font("title")``."""
    size, bold = TYPE[role]
    result = QFont(FAMILY)
    result.setPixelSize(round(size * (scale() if at_scale is None else at_scale)))
    result.setBold(bold)
    return result


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two palette colours after WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(COLOURS[one]), _luminance(COLOURS[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(hex_colour: str) -> float:
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette() -> QPalette:
    """The QPalette for everything the style sheet does not reach (placeholder text, selections, links)."""
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "paper",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "red",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.ToolTipBase: "ink",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.PlaceholderText: "ink-disabled",
        QPalette.ColorRole.Link: "primary",
        QPalette.ColorRole.Accent: "primary",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Dark: "line-strong",
    }
    result = QPalette()
    for role, name in roles.items():
        result.setColor(role, color(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, color("ink-disabled"))
    return result


def stylesheet(at_scale: float = 1.0) -> str:
    """The Qt style sheet with colours and lengths filled in.

    In ``resources/style/lsvdesk.qss`` ``@primary`` is a colour, ``@8`` a length on the grid (``@3+1-2`` a sum of lengths) and ``@body`` a
    font size.
    """
    source = shipped("resources", "style", "lsvdesk.qss").read_text(encoding="utf-8")

    def fill(match: re.Match[str]) -> str:
        token = match.group(1)
        if token[0].isdigit():
            # Each part is rounded by itself, so that what is added and taken away is exactly what is drawn
            parts = re.findall(r"([+-]?)(\d+)", token)
            return f"{sum((-1 if sign == '-' else 1) * round(int(number) * at_scale) for sign, number in parts)}px"
        if token in TYPE:
            return f"{round(TYPE[token][0] * at_scale)}px"
        return COLOURS[token]

    return re.sub(r"@([0-9+-]+|[a-z-]+)", fill, re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))


def apply(app: QApplication, scale: float = 1.0) -> None:
    """Give the application its look and Qt its Thai words. ``scale`` outside 1.0 to 2.0 is brought to the nearest end."""
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    if not app.property(_FONTS_PROPERTY):  # listing the families of the machine would take longer than loading ours
        load_fonts()
        app.setProperty(_FONTS_PROPERTY, True)
    translations.install(app)
    app.setProperty(_SCALE_PROPERTY, scale)
    if os.environ.get(STYLE_VARIABLE) != STYLE:  # ui.app sets it: setStyle would cost a tenth of a bare start
        app.setStyle(STYLE)
    app.setPalette(palette())
    body = font("body", scale)
    app.setFont(body)
    for name in _OWN_FONT_CLASSES:
        app.setFont(body, name)
    app.setStyleSheet(stylesheet(scale))


def set_role(widget: QWidget, role: str) -> None:
    """Set the type role of a label (``caption`` … ``display``), or of any widget the style sheet knows by role."""
    widget.setProperty("role", role)
    repolish(widget)


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at (``fault``, ``kind``, ``tone`` …) and draw the widget anew, only if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the style sheet has not looked at it yet
            repolish(widget)


def repolish(widget: QWidget) -> None:
    """Have the style sheet look at the widget's properties again; needed only once the widget has been shown or measured."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
