"""A Thai address; the place is completed offline from any part of its names or its postcode."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter, QWidget

from lsvdesk.errors import CounterError
from lsvdesk.thai.numerals import to_arabic
from lsvdesk.ui import theme
from lsvdesk.ui.widgets.base import LineFieldEditor
from lsvdesk.ui.widgets.icons import IconLine
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.readers import TextReader

if TYPE_CHECKING:
    from lsvdesk.thai.addresses import Place

PARTS = ("house_no", "moo", "village", "soi", "road", "subdistrict", "district", "province", "postcode")
_PLACE = ("subdistrict", "district", "province", "postcode")
# part: caption, share of its row
_CAPTIONS = {
    "house_no": ("บ้านเลขที่", 2),
    "moo": ("หมู่ที่", 1),
    "village": ("หมู่บ้าน", 3),
    "building": ("อาคาร/ชั้น/ห้อง", 3),
    "soi": ("ตรอก/ซอย", 1),
    "road": ("ถนน", 1),
    "subdistrict": ("ตำบล/แขวง", 3),
    "district": ("อำเภอ/เขต", 3),
    "province": ("จังหวัด", 3),
    "postcode": ("รหัสไปรษณีย์", 2),
}
_MOST_MATCHES = 10


class _PostcodeReader(TextReader):
    def read(self, text: str) -> str:
        digits = to_arabic(text).strip()
        if not re.fullmatch(r"[1-9][0-9]{4}", digits):
            raise CounterError("รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 34190", code="postcode")
        return digits


class _PlainDigitsReader(TextReader):
    """House and village numbers: ๑๒๓/๔ is kept as 123/4, so that equal addresses are equal."""

    def read(self, text: str) -> str:
        return super().read(to_arabic(text))


def place_line(place: Place) -> str:
    """A place in one line as the list shows it: ต.โพธิ์ใหญ่ อ.วารินชำราบ จ.อุบลราชธานี 34190."""
    from lsvdesk.thai.addresses import BANGKOK

    if place.province == BANGKOK:
        return f"แขวง{place.subdistrict} เขต{place.district} {place.province} {place.postcode}"
    return f"ต.{place.subdistrict} อ.{place.district} จ.{place.province} {place.postcode}"


class AddressEditor(PartsEditor):
    """An address; value: dict with the keys of ``parts`` (by default :data:`PARTS`).

    In the search line any part of the names of subdistrict, district or province, or of the postcode, lists matches; choosing one fills
    all four, and each can still be changed. ``default_place`` is where most people live: it fills an empty address and comes first.
    """

    def __init__(
        self,
        parts: Sequence[str] = PARTS,
        *,
        default_place: Mapping[str, str] | None = None,
        prefix: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._default: dict[str, str] = {}
        self._matches: list[Place] = []
        self._add([part for part in ("house_no", "moo", "village", "building") if part in parts], prefix)
        self._add([part for part in ("soi", "road") if part in parts], prefix)
        self.finder: LineFieldEditor | None = None
        if "subdistrict" in parts:
            self._add_finder()
        self._add([part for part in _PLACE if part in parts], prefix)
        if default_place:
            self.set_default_place(default_place)

    def set_default_place(self, place: Mapping[str, str]) -> None:
        """The office's own subdistrict, district, province and postcode."""
        self._default = {part: str(place.get(part) or "") for part in _PLACE}
        if self.is_empty():
            self._fill_place(self._default)

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if self.finder is not None:
            self.finder.set_value(None)
        if not value and self._default:
            self._fill_place(self._default)

    def is_empty(self) -> bool:
        """Nothing was typed: the office's own place alone is no address."""
        place = {part: self.editors[part].text().strip() for part in _PLACE if part in self.editors}
        others = (editor for part, editor in self.editors.items() if part not in _PLACE)
        untouched = not any(place.values()) or place == {part: self._default.get(part, "") for part in place}
        return untouched and all(editor.is_empty() for editor in others)

    def value(self) -> dict[str, str] | None:
        return None if self.is_empty() else super().value()

    def matches(self) -> list[str]:
        """The lines offered for what stands in the search line."""
        return [place_line(place) for place in self._matches]

    def choose(self, row: int) -> None:
        """Take the match of that row, as clicking it does."""
        place = self._matches[row]
        self._fill_place({part: getattr(place, part) for part in _PLACE})
        if self.finder is not None:
            self.finder.set_value(None)
        self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        if self.finder is not None:
            self.finder.setVisible(not read_only)

    def _add(self, parts: Sequence[str], prefix: str) -> None:
        row = []
        for part in parts:
            caption, share = _CAPTIONS[part]
            reader = _PostcodeReader() if part == "postcode" else _PlainDigitsReader(30) if part in ("house_no", "moo") else TextReader(150)
            row.append((part, prefix + caption, LineFieldEditor(reader), share))
        self.add_row(row)

    def _add_finder(self) -> None:
        hint = "พิมพ์ส่วนใดส่วนหนึ่งของตำบล อำเภอ จังหวัด หรือรหัสไปรษณีย์ แล้วเลือกจากรายการ"
        hint = "พิมพ์ส่วนใดส่วนหนึ่งของตำบล อำเภอ จังหวัด หรือรหัสไปรษณีย์ แล้วเลือกจากรายการ"
        self.finder = LineFieldEditor(TextReader(100), line=IconLine("search"), placeholder=hint)
        self.finder.set_name("ค้นหาตำบล อำเภอ จังหวัด หรือรหัสไปรษณีย์")
        # Not QLineEdit.setCompleter: that would write the highlighted line over what is being typed
        self._completer = QCompleter(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setModel(QStringListModel(self._completer))
        self._completer.setWidget(self.finder.line)
        self._completer.popup().setProperty("kind", "popup")
        self._completer.setMaxVisibleItems(_MOST_MATCHES)
        self._completer.activated[QModelIndex].connect(lambda index: self.choose(index.row()))
        self.finder.line.textEdited.connect(self._find)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self.finder)

    def _find(self, text: str) -> None:
        from lsvdesk.thai import addresses

        near = addresses.find(*(self._default[part] for part in _PLACE[:3])) if self._default else None
        self._matches = addresses.complete(text, _MOST_MATCHES, near)
        model = self._completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(self.matches())
        if not self._matches:
            self._completer.popup().hide()
            return
        self._completer.complete()
        self._completer.popup().setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _fill_place(self, place: Mapping[str, str]) -> None:
        for part in _PLACE:
            if part in self.editors:
                self.editors[part].set_value(place.get(part) or None)
