"""Where one stands in a request: numbered steps across the top of the wizard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import paint_icon

_DISC = 28


@dataclass(frozen=True)
class Step:
    """A step: ``state`` is done, current, todo or fault."""

    title: str
    state: str = "todo"


class StepsBar(QWidget):
    """The steps of a wizard. Steps that are done (or faulty) can be clicked; the keys of the page do the same.

    Where the titles do not fit side by side only the current one is written, the others are numbers with a tooltip.
    """

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None):
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.set_steps(steps)

    def steps(self) -> tuple[Step, ...]:
        return self._steps

    def set_steps(self, steps: Sequence[Step]) -> None:
        self._steps = tuple(steps)
        current = next((i for i, step in enumerate(self._steps) if step.state == "current"), None)
        if current is not None:
            self.setAccessibleName(f"ขั้นที่ {current + 1} จาก {len(self._steps)} {self._steps[current].title}")
        self.update()

    def set_current(self, index: int) -> None:
        """Everything before ``index`` is done, everything after is still to do."""
        states = ("done" if i < index else "current" if i == index else "todo" for i in range(len(self._steps)))
        self.set_steps([Step(step.title, state) for step, state in zip(self._steps, states, strict=True)])

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = theme.px(_DISC)
        middle = self.height() / 2
        places = self._places()
        for number, (step, (left, width, written)) in enumerate(zip(self._steps, places, strict=True)):
            if number + 1 < len(places):
                line_from, line_to = left + width + theme.px(8), places[number + 1][0] - theme.px(8)
                painter.setPen(QPen(theme.color("primary" if step.state == "done" else "line"), theme.px(2)))
                if line_to > line_from:
                    painter.drawLine(round(line_from), round(middle), round(line_to), round(middle))
            self._paint_disc(painter, QRectF(left, middle - disc / 2, disc, disc), step, number)
            if written:
                painter.setFont(theme.font("body-strong" if step.state == "current" else "body"))
                painter.setPen(theme.color({"todo": "ink-quiet", "fault": "red"}.get(step.state, "ink")))
                room = QRectF(left + disc + theme.px(8), 0, width - disc - theme.px(8) + 2, self.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, step.title)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().x())
        if index is not None and self._steps[index].state in ("done", "fault"):
            self.chosen.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().x())
        open_step = index is not None and self._steps[index].state in ("done", "fault")
        self.setCursor(Qt.CursorShape.PointingHandCursor if open_step else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(event.x())
            QToolTip.showText(event.globalPos(), "" if index is None else f"{index + 1}. {self._steps[index].title}", self)
            return True
        return super().event(event)

    def _paint_disc(self, painter: QPainter, disc: QRectF, step: Step, number: int) -> None:
        ground, edge, ink = {
            "done": ("primary-soft", "primary", "primary"),
            "current": ("primary", "primary", "on-primary"),
            "fault": ("red-soft", "red", "red"),
        }.get(step.state, ("surface", "line-strong", "ink-quiet"))
        painter.setPen(QPen(theme.color(edge), 1.5 * theme.scale()))
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if step.state == "done":
            inset = disc.width() * 0.2
            paint_icon(painter, "check", disc.adjusted(inset, inset, -inset, -inset), ink)
            return
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font("caption"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "!" if step.state == "fault" else str(number + 1))

    def _places(self) -> list[tuple[float, float, bool]]:
        """Left edge, width and whether the title is written, of every step."""
        disc, gap = theme.px(_DISC), theme.px(8)
        metrics = QFontMetrics(theme.font("body-strong"))
        full = [disc + gap + metrics.horizontalAdvance(step.title) + 2 for step in self._steps]
        shortest_line = theme.px(40)
        fits = sum(full) + shortest_line * max(len(full) - 1, 0) <= self.width()
        widths = [float(width) if fits or step.state == "current" else float(disc) for width, step in zip(full, self._steps, strict=True)]
        between = (self.width() - sum(widths)) / max(len(widths) - 1, 1)
        between = min(max(between, 0), theme.px(120))
        places, left = [], 0.0
        for width, step in zip(widths, self._steps, strict=True):
            places.append((left, width, fits or step.state == "current"))
            left += width + between
        return places

    def _at(self, x: float) -> int | None:
        return next((i for i, (left, width, _) in enumerate(self._places()) if left <= x <= left + width), None)
