"""What content stands on: cards, section headers, badges, rules, empty states, scrolled columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from lsvdesk.ui import theme
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel

TONES = ("quiet", "primary", "red", "amber", "green", "blue")


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "rule")
        self.setFixedHeight(1)


class SectionHeader(QWidget):
    """A heading with an optional line of explanation under it and actions at its right end."""

    def __init__(self, title: str, explanation: str = "", *, role: str = "title", parent: QWidget | None = None):
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = ThaiLabel(title, role, wrap=True)
        self.explanation = ThaiLabel(explanation, "body", tone="quiet", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.explanation)
        row.addLayout(words, 1)
        self.explanation.setVisible(bool(explanation))
        self._actions = row

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_explanation(self, text: str) -> None:
        self.explanation.setText(text)
        self.explanation.setVisible(bool(text))

    def add_action(self, button: QWidget) -> None:
        """Put a button (or a badge) at the right end."""
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class Card(QFrame):
    """A white sheet with a thin edge. Put content into ``card.body``; ``card.header`` is there when a title was given."""

    def __init__(self, title: str = "", explanation: str = "", *, kind: str = "card", margin: int = 24, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.body = QVBoxLayout(self)
        edge = theme.px(margin)
        self.body.setContentsMargins(edge, theme.px(max(margin - 4, 4)), edge, edge)
        self.body.setSpacing(theme.px(12))
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, explanation)
            self.body.addWidget(self.header)
            self.setAccessibleName(title)

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Put a widget at the end of the card; returns the widget."""
        self.body.addWidget(widget, stretch)
        return widget


class Badge(QLabel):
    """A state in one or two words on a soft ground: quiet, primary, red, amber, green or blue. The words alone say what it means."""

    def __init__(self, text: str, tone: str = "quiet", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setProperty("kind", "badge")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_state(self, text: str, tone: str) -> None:
        self.setText(text)
        theme.set_state(self, "tone", tone)


class EmptyState(QWidget):
    """What a list says when there is nothing in it: an icon, what it means, and what can be done."""

    def __init__(self, icon: str, title: str, explanation: str = "", action: QWidget | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(32), theme.px(24), theme.px(32))
        column.setSpacing(theme.px(8))
        column.addStretch(1)
        picture = QLabel()
        picture.setPixmap(icon_pixmap(icon, "line-strong", 48))
        self.title = ThaiLabel(title, "title")
        self.explanation = ThaiLabel(explanation, "body", tone="quiet")
        for part in (picture, self.title, self.explanation):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        self.explanation.setVisible(bool(explanation))
        if action is not None:
            column.addSpacing(theme.px(8))
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


def scrolled(content: QWidget) -> QScrollArea:
    """A column that scrolls when the window is too low for it; the focused field is always brought into view by Qt."""
    area = QScrollArea()
    # A viewport of our own: asking Qt for its own has PySide look through every class of QtWidgets, 30 ms at the start
    viewport = QWidget()
    area.setViewport(viewport)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("kind", "scrolled")
    area.setWidget(content)
    viewport.setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area
