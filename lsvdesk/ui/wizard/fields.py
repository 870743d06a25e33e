"""From a field of a service definition to the editor it is typed into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from lsvdesk.thai.numerals import format_number
from lsvdesk.ui.widgets.address import AddressEditor
from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor, ChoicesEditor, TickEditor
from lsvdesk.ui.widgets.dates import BuddhistDateEditor
from lsvdesk.ui.widgets.frame import ComputedLabel, FieldFrame
from lsvdesk.ui.widgets.identifiers import CitizenIdEditor, JuristicIdEditor, PhoneEditor
from lsvdesk.ui.widgets.numbers import DecimalEditor, IntegerEditor, MoneyEditor
from lsvdesk.ui.widgets.person import PersonEditor
from lsvdesk.ui.widgets.table import TableColumn, TableEditor
from lsvdesk.ui.widgets.text import LongTextEditor, TextEditor

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField, Option

Place = Mapping[str, str]
PLACE = ("subdistrict", "district", "province", "postcode")
_MOST_COLUMNS = 4
_IN_CELLS = ("text", "long_text", "integer", "number", "money", "date", "choice", "tick", "citizen_id", "juristic_id", "phone")
_UNCONFIRMED = "ข้อความนี้ยังไม่ยืนยัน"


class AddressField(AddressEditor):
    """An address in the wizard. Where it is required the office's own place stands there and counts; where it may be left empty the place
    comes with the first part that is typed, so that an empty address looks empty."""

    def __init__(self, parts: tuple[str, ...], place: Place, *, required: bool, prefix: str = "") -> None:
        super().__init__(parts, prefix=prefix)
        self._required_whole = required
        self._place_given = False
        self.set_default_place(place)
        self.set_value(None)
        self.changed.connect(self._add_place)

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._place_given = bool(value)
        if not value and not self._required_whole:
            for part in PLACE:
                if part in self.editors:
                    self.editors[part].set_value(None)

    def is_empty(self) -> bool:
        if self._required_whole:
            return all(line.is_empty() for line in self.editors.values())
        return super().is_empty()

    def may_be_passed(self) -> bool:
        """Whether it may be left empty, and is, so that Enter need not go through it."""
        return not self._required_whole and self.is_empty() and "house_no" in self.editors

    def placed(self) -> bool:
        """Whether the place is filled, so that Enter need not go through its four parts."""
        return all(not self.editors[part].is_empty() for part in PLACE if part in self.editors and part != "postcode")

    def _add_place(self) -> None:
        lines = {part: line for part, line in self.editors.items() if part in PLACE}
        if self.is_empty():
            self._place_given = False
        elif not self._place_given:
            self._place_given = True
            if all(line.is_empty() for line in lines.values()):
                for part, line in lines.items():
                    line.set_value(self._default.get(part) or None)


def editor_for(field: FormField, place: Place, today: dt.date, *, in_row: bool = False) -> FieldEditor:
    """The editor of a field; ``place`` is the office's own subdistrict, ``in_row`` says that it stands in a row of records."""
    from lsvdesk.catalogue.answers import asked_parts

    simple: dict[str, type[FieldEditor]] = {"citizen_id": CitizenIdEditor, "juristic_id": JuristicIdEditor, "phone": PhoneEditor}
    if field.type in simple:
        return simple[field.type]()
    if field.type in ("integer", "number", "money"):
        return _number_editor(field)
    if field.type == "date":
        return BuddhistDateEditor(first=_day(field.not_before, today), last=_day(field.not_after, today), today=today)
    if field.type == "long_text" and not in_row:  # in a row Enter goes to the next field, so an address stands in one line there
        return LongTextEditor(field.max_length, lines=2)
    if field.type == "choice":
        options = [(option.value, option.label, option_hint(option)) for option in field.options]
        few = len(options) <= 4 and (field.required or field.default is not None)
        return ChoiceEditor(options, radios=few and not (in_row and any(hint for _, _, hint in options)))
    if field.type == "choices":
        return ChoicesEditor([(option.value, option.label, option_hint(option)) for option in field.options])
    if field.type == "tick":
        return TickEditor(field.label, field.hint)
    if field.type == "address":
        return AddressField(asked_parts(field), place, required=field.required, prefix=field.prefix)
    if field.type == "person":
        return PersonEditor(asked_parts(field))
    if field.type == "table":
        return _table_editor(field, place, today)
    if field.type == "file":
        from lsvdesk.ui.wizard.files import FilesField

        return FilesField()
    if field.type == "computed":
        return ComputedLabel(lambda value: shown_number(field, value), unit=field.unit)
    return TextEditor(field.max_length, unit=field.unit)


def frame_for(field: FormField, place: Place, today: dt.date, parent: QWidget | None = None, *, in_row: bool = False) -> FieldFrame:
    """The field with its label, star and hint."""
    hint = "" if field.type == "tick" else field.hint
    required = field.required and field.type != "tick"
    editor = editor_for(field, place, today, in_row=in_row)
    return FieldFrame(field.label, editor, required=required, hint=hint, key=field.id, parent=parent)


def option_hint(option: Option) -> str:
    """The explanation of a choice; that a text of law is not confirmed is said as well."""
    parts = [option.hint] if option.hint else []
    if option.confidence != "confirmed" and "ยืนยัน" not in option.hint:
        parts.append(_UNCONFIRMED)
    return " · ".join(parts)


def shown_number(field: FormField, value: Any) -> str:
    """A number of a field as it is read: separators, no needless decimals, money with two."""
    if not isinstance(value, Decimal | int):
        return "" if value is None else str(value)
    number = Decimal(value)
    if field.type == "money" or field.unit == "บาท":
        return format_number(number, 2)
    exponent = number.normalize().as_tuple().exponent
    return format_number(number, min(field.places, max(0, -exponent)) if isinstance(exponent, int) else 0)


def is_year(field: FormField) -> bool:
    """A Buddhist year is written without a separator."""
    return field.type == "integer" and field.min is not None and field.max is not None and field.min >= 2400 and field.max <= 2700


def _number_editor(field: FormField) -> FieldEditor:
    if field.type == "money":
        return MoneyEditor(Decimal(0) if field.min is None else field.min, field.max)
    if field.type == "number":
        return DecimalEditor(field.min, field.max, places=field.places, unit=field.unit)
    low, high = (None if bound is None else int(bound) for bound in (field.min, field.max))
    return IntegerEditor(low, high, unit=field.unit, grouped=not is_year(field))


def _table_editor(field: FormField, place: Place, today: dt.date) -> FieldEditor:
    """A few plain columns stand side by side; more, or such that depend on one another, are a form for each row."""
    plain_columns = all(c.type in _IN_CELLS and c.when is None and c.default is None for c in field.columns)
    if not plain_columns or len(field.columns) > _MOST_COLUMNS:
        from lsvdesk.ui.wizard.records import RecordsEditor

        return RecordsEditor(field, place, today)
    columns = [_column(column, today) for column in field.columns]
    return TableEditor(columns, min_rows=field.min_rows, max_rows=field.max_rows, row_word="รายการ")


def _column(column: FormField, today: dt.date) -> TableColumn:
    settings: dict[str, Any] = {}
    if column.type in ("text", "long_text"):
        settings = {"max_length": column.max_length}
    elif column.type in ("integer", "number", "money"):
        low = Decimal(0) if column.min is None and column.type == "money" else column.min
        settings = {"minimum": low, "maximum": column.max} | ({"places": column.places} if column.type == "number" else {})
    elif column.type == "date":
        settings = {"first": _day(column.not_before, today), "last": _day(column.not_after, today), "today": today}
    kind = "text" if column.type == "long_text" else column.type
    share = {"choice": 5, "text": 4 if column.max_length > 60 else 2}.get(kind, 0)
    return TableColumn(
        column.id,
        column.label,
        kind,
        required=column.required,
        unit=column.unit,
        share=share,
        options=tuple((option.value, option.label) for option in column.options),
        settings=settings,
    )


def _day(text: str, today: dt.date) -> dt.date | None:
    if not text:
        return None
    return today if text == "today" else dt.date.fromisoformat(text)
