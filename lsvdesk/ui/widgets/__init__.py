"""What the screens and the wizard are made of. Qt only: no SQL, no rules, no catalogue.

Every field of a form is typed into a :class:`FieldEditor`: ``value()``, ``set_value()``, ``fault()``, ``show_fault()`` and the signal
``changed``; a :class:`FieldFrame` stands around it with label, hint, unit and the fault. Start reading at ``base``.

Names are loaded from their modules when they are first asked for, so that the window can open before the rest is read.
"""

from __future__ import annotations

from importlib import import_module

_HOME = {
    "AddressEditor": "address",
    "Badge": "surfaces",
    "BuddhistCalendar": "calendar",
    "BuddhistDateEditor": "dates",
    "Button": "buttons",
    "Card": "surfaces",
    "ChoiceEditor": "choices",
    "ChoicesEditor": "choices",
    "CitizenIdEditor": "identifiers",
    "Column": "data_table",
    "Combo": "choices",
    "ComputedLabel": "frame",
    "DataTable": "data_table",
    "DecimalEditor": "numbers",
    "EmptyState": "surfaces",
    "FieldEditor": "base",
    "FieldFrame": "frame",
    "FileEditor": "files",
    "FittedDialog": "dialogs",
    "Group": "search_box",
    "InfoBar": "messages",
    "IntegerEditor": "numbers",
    "JuristicIdEditor": "identifiers",
    "KeyHint": "buttons",
    "LineFieldEditor": "base",
    "LongTextEditor": "text",
    "MessageDialog": "dialogs",
    "MoneyEditor": "numbers",
    "OptionButton": "ticks",
    "PersonEditor": "person",
    "PhoneEditor": "identifiers",
    "ProgressPanel": "progress",
    "Result": "search_box",
    "Rule": "surfaces",
    "SearchBox": "search_box",
    "SectionHeader": "surfaces",
    "Step": "steps",
    "StepsBar": "steps",
    "TableColumn": "table",
    "TableEditor": "table",
    "TextEditor": "text",
    "ThaiLabel": "labels",
    "TickBox": "ticks",
    "TickEditor": "choices",
    "Toast": "messages",
    "ask_for_file": "files",
    "icon": "icons",
    "icon_pixmap": "icons",
    "paint_icon": "icons",
    "scrolled": "surfaces",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
