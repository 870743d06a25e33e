"""Whole and decimal numbers, and money."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.readers import DecimalReader, IntegerReader, MoneyReader


class IntegerEditor(LineFieldEditor):
    """A whole number; value: int. Thai or Arabic digits; separators appear when the field is left. ``grouped=False`` for years."""

    def __init__(
        self,
        minimum: int | None = None,
        maximum: int | None = None,
        *,
        unit: str = "",
        grouped: bool = True,
        placeholder: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(IntegerReader(minimum, maximum, unit, grouped), unit=unit, placeholder=placeholder, parent=parent)


class DecimalEditor(LineFieldEditor):
    """A number with decimals; value: Decimal."""

    def __init__(
        self,
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        *,
        places: int = 2,
        unit: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(DecimalReader(minimum, maximum, places, unit), unit=unit, placeholder=placeholder, parent=parent)


class MoneyEditor(LineFieldEditor):
    """An amount in baht; value: Decimal."""

    def __init__(
        self,
        minimum: Decimal | int | None = 0,
        maximum: Decimal | int | None = None,
        *,
        placeholder: str = "0.00",
        parent: QWidget | None = None,
    ):
        super().__init__(MoneyReader(minimum, maximum), unit="บาท", placeholder=placeholder, parent=parent)
