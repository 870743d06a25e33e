"""Where Enter goes: from field to field in reading order, passing over what is filled already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lsvdesk.ui.widgets.base import FieldEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.frame import ComputedLabel, FieldFrame
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.wizard.fields import PLACE, AddressField
from lsvdesk.ui.wizard.typed import TypedField


def stops(editor: FieldEditor) -> list[QWidget]:
    """The widgets of a field at which Enter stops."""
    if isinstance(editor, ComputedLabel) or not editor.isEnabled():
        return []
    if isinstance(editor, AddressField):
        parts = [line.line for part, line in editor.editors.items() if part not in PLACE]
        if editor.may_be_passed():  # Enter in the first part of an address that is left empty goes on to the next field
            return parts[:1]
        finder = [editor.finder.line] if editor.finder is not None else []
        place = [] if editor.placed() else [line.line for part, line in editor.editors.items() if part in PLACE]
        return [*parts, *finder, *place]
    if isinstance(editor, PartsEditor):
        return [line.line for line in editor.editors.values()]
    if isinstance(editor, ChoiceEditor) and editor.combo is not None:
        return [editor.combo]
    target = editor.entry() if isinstance(editor, TypedField) else _target(editor)
    return [target] if target is not None else []


def first_stop(frames: Sequence[FieldFrame]) -> QWidget | None:
    """Where typing begins."""
    return next((stop for frame in frames for stop in stops(frame.editor)), None)


def next_stop(frames: Sequence[FieldFrame], focus: QWidget | None) -> QWidget | None:
    """The widget after ``focus``; ``None`` where that was the last (or is in none of the fields)."""
    at = next((i for i, frame in enumerate(frames) if focus is not None and holds(frame, focus)), None)
    if at is None or focus is None:
        return None
    editor = frames[at].editor
    own = stops(editor)
    place = next((i for i, stop in enumerate(own) if holds(stop, focus)), None)
    if place is None and isinstance(editor, AddressField):  # one part of a place is being mended: through the others
        own = [line.line for part, line in editor.editors.items() if part in PLACE]
        place = next((i for i, stop in enumerate(own) if holds(stop, focus)), None)
    if place is not None and place + 1 < len(own):
        return own[place + 1]
    return first_stop(frames[at + 1 :])


def may_go_on(frames: Sequence[FieldFrame], focus: QWidget | None) -> bool:
    """Whether Enter may leave the field with the cursor. In a list, a typed part that fits one option is that option; where it fits several
    they are listed instead."""
    frame = next((frame for frame in frames if focus is not None and holds(frame, focus)), None)
    combo = frame.editor.combo if frame is not None and isinstance(frame.editor, ChoiceEditor) else None
    if frame is None or combo is None or frame.editor.value() is not None:
        return True
    typed = combo.currentText().strip().casefold()
    fitting = [at for at in range(combo.count()) if typed and typed in combo.itemText(at).casefold()]
    if len(fitting) == 1:
        combo.setCurrentIndex(fitting[0])
        combo.lineEdit().home(False)
        frame.editor.changed.emit()
    elif fitting:
        combo.completer().complete()
        return False
    return True


def go_to(widget: QWidget) -> None:
    """Put the cursor there as Tab does, so that a line is selected."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def holds(outer: QWidget, inner: QWidget) -> bool:
    return outer is inner or outer.isAncestorOf(inner)


def _target(widget: QWidget) -> QWidget | None:
    proxy = widget.focusProxy()
    while proxy is not None and proxy.focusProxy() is not None:
        proxy = proxy.focusProxy()
    return proxy
