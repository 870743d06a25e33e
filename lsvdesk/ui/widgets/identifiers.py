"""Numbers that identify: citizens, juristic persons, telephones. Hyphens come while typing, the check digit is checked at the field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.readers import CitizenIdReader, JuristicIdReader, PhoneReader


class CitizenIdEditor(LineFieldEditor):
    """A citizen's number, shown 1-2345-67890-12-3; value: its 13 digits."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(CitizenIdReader(), parent=parent)


class JuristicIdEditor(LineFieldEditor):
    """A juristic person's registration number; value: its 13 digits."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(JuristicIdReader(), parent=parent)


class PhoneEditor(LineFieldEditor):
    """A telephone number, shown 081-234-5678; value: its digits."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(PhoneReader(), parent=parent)
