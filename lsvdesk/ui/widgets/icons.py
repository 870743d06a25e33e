"""Line icons from ``resources/icons``, drawn in any colour and size.

The files are plain SVG paths; they are drawn with QPainterPath here, which is lighter at start-up than Qt's SVG module.
"""

from __future__ import annotations

import math
import re
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from lsvdesk.paths import shipped
from lsvdesk.ui import theme

GRID = 24.0
LINE = 1.75
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


@cache
def path_of(name: str) -> QPainterPath:
    """The outline of an icon on its 24 × 24 grid. Raises FileNotFoundError for an unknown name."""
    text = shipped("resources", "icons", f"{name}.svg").read_text(encoding="ascii")
    result = QPainterPath()
    for data in re.findall(r'<path d="([^"]+)"', text):
        _add_path(result, data)
    return result


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: str) -> None:
    """Draw an icon into ``rect`` (square) in a palette colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(color), LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path_of(name))
    painter.restore()


def icon_pixmap(name: str, color: str = "ink", size: int = theme.ICON) -> QPixmap:
    """An icon as a picture; ``size`` in pixels at 100 %, sharp on the screen with the highest resolution."""
    side = theme.px(size)
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    pixmap = QPixmap(QSize(math.ceil(side * ratio), math.ceil(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, side, side), color)
    painter.end()
    return pixmap


def icon(name: str, color: str = "ink", size: int = theme.ICON) -> QIcon:
    """An icon for buttons, actions and list items, greyed out when disabled."""
    result = QIcon(icon_pixmap(name, color, size))
    result.addPixmap(icon_pixmap(name, "ink-disabled", size), QIcon.Mode.Disabled)
    return result


class IconLine(QLineEdit):
    """A line with an icon inside at its left; Qt's own line actions have icons of one size only, whatever the scale."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._icon = name
        self.setTextMargins(theme.px(24), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(18)
        painter = QPainter(self)
        paint_icon(painter, self._icon, QRectF(theme.px(8), (self.height() - side) / 2, side, side), "ink-quiet")
        painter.end()


def _add_path(path: QPainterPath, data: str) -> None:
    tokens = re.findall(r"[A-Za-z]|-?\d*\.?\d+", data)
    at, command = 0, "M"
    x = y = start_x = start_y = 0.0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        kind, relative = command.upper(), command.islower()
        count = _ARGUMENTS[kind]
        values = [float(t) for t in tokens[at : at + count]]
        at += count
        origin_x, origin_y = (x, y) if relative else (0.0, 0.0)
        if kind == "Z":
            path.closeSubpath()
            x, y = start_x, start_y
            continue
        if kind == "H":
            x = origin_x + values[0]
            path.lineTo(x, y)
        elif kind == "V":
            y = origin_y + values[0]
            path.lineTo(x, y)
        elif kind == "C":
            points = [v + (origin_y if i % 2 else origin_x) for i, v in enumerate(values)]
            path.cubicTo(*points)
            x, y = points[4], points[5]
        elif kind == "A":
            end_x, end_y = origin_x + values[5], origin_y + values[6]
            _arc(path, (x, y), (end_x, end_y), values[0], values[1], bool(values[3]), bool(values[4]))
            x, y = end_x, end_y
        else:
            x, y = origin_x + values[0], origin_y + values[1]
            if kind == "M":
                path.moveTo(x, y)
                start_x, start_y = x, y
                command = "l" if relative else "L"
            else:
                path.lineTo(x, y)


def _arc(path: QPainterPath, start: tuple[float, float], end: tuple[float, float], rx: float, ry: float, large: bool, sweep: bool) -> None:
    """An unrotated elliptical arc by its end points (SVG 1.1, appendix F.6.5)."""
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    spread = (half_x / rx) ** 2 + (half_y / ry) ** 2
    if spread > 1:
        rx, ry = rx * math.sqrt(spread), ry * math.sqrt(spread)
    numerator = max(0.0, (rx * ry) ** 2 - (rx * half_y) ** 2 - (ry * half_x) ** 2)
    factor = math.sqrt(numerator / ((rx * half_y) ** 2 + (ry * half_x) ** 2))
    if large == sweep:
        factor = -factor
    offset_x, offset_y = factor * rx * half_y / ry, -factor * ry * half_x / rx
    centre_x, centre_y = (start[0] + end[0]) / 2 + offset_x, (start[1] + end[1]) / 2 + offset_y
    from_angle = math.atan2((half_y - offset_y) / ry, (half_x - offset_x) / rx)
    to_angle = math.atan2((-half_y - offset_y) / ry, (-half_x - offset_x) / rx)
    turn = to_angle - from_angle
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    # Qt counts angles anticlockwise, SVG clockwise
    path.arcTo(QRectF(centre_x - rx, centre_y - ry, 2 * rx, 2 * ry), -math.degrees(from_angle), -math.degrees(turn))
