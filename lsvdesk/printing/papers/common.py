"""Parts that several papers share: the office at the head, the parties, lists of documents, signatures side by side."""

from __future__ import annotations

from collections.abc import Sequence

from lsvdesk.printing.blocks import Block, Columns, Drawn, Gap, Stack, ThaiParagraph
from lsvdesk.printing.ink import Ink
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.views import DocumentLine, OfficeView, PartyView, SignatureView


class OfficeHead(Block):
    """The office at the left of a form's head, its logo before its name; at the right what identifies the paper."""

    LOGO = 50.0

    def __init__(self, setting: Setting, office: OfficeView, right: Sequence[Block] = (), *, right_width: float = 150) -> None:
        lines = [setting.para(office.name, size=18, bold=True)]
        place = ", ".join(part for part in (office.address,) if part)
        if place:
            lines.append(setting.para(place, size=13))
        reach = "   ".join(
            part for part in (f"โทร. {office.phone}" if office.phone else "", f"เว็บไซต์ {office.website}" if office.website else "") if part
        )
        if reach:
            lines.append(setting.para(reach, size=13))
        self._office = Stack(lines)
        self._right = Stack(right)
        self._logo = office.logo
        self._right_width = right_width if right else 0.0

    def _text(self, width: float) -> tuple[float, float]:
        """Where the office's name begins, and its width."""
        start = self.LOGO + 10 if self._logo else 0.0
        return start, width - start - self._right_width - (10 if self._right_width else 0)

    def height(self, width: float) -> float:
        _, wide = self._text(width)
        return max(self._office.height(wide), self._right.height(self._right_width), self.LOGO if self._logo else 0.0)

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        start, wide = self._text(width)
        if self._logo and not ink.picture(self._logo, x, top, self.LOGO, self.LOGO):
            start, wide = 0.0, wide + start
        self._office.draw(ink, x + start, top, wide)
        self._right.draw(ink, x + width - self._right_width, top, self._right_width)


def title(setting: Setting, words: str, size: float = 22) -> ThaiParagraph:
    """The paper's name, in the middle."""
    return setting.para(words, size=size, bold=True, align="centre")


def party_fields(setting: Setting, label: str, party: PartyView, *, size: float | None = None) -> list[Block]:
    """A person or organisation on dotted lines: name and id, address, telephone."""
    blocks: list[Block] = []
    name = setting.field(label, party.name, size=size)
    if party.id_no:
        id_field = setting.field(party.id_label, party.id_no, size=size)
        if len(party.name) + len(label) <= 42:
            blocks.append(Columns([name, id_field], [1.05, 1]))
        else:
            blocks += [name, id_field]
    else:
        blocks.append(name)
    address = setting.field("ที่อยู่", party.address, size=size) if party.address else None
    phone = setting.field("โทรศัพท์", party.phone, size=size) if party.phone else None
    if address and phone and len(party.address) > 60:
        blocks += [address, phone]
    elif address and phone:
        blocks.append(Columns([address, phone], [2.2, 1]))
    else:
        blocks += [part for part in (address, phone) if part]
    if party.capacity:
        blocks.append(setting.field("ในฐานะ", party.capacity, size=size))
    return blocks


def quantity(document: DocumentLine) -> str:
    """ฉบับจริง 1 ฉบับ สำเนา 2 ฉบับ"""
    parts = []
    if document.originals:
        parts.append(f"ฉบับจริง {document.originals} {document.unit}")
    if document.copies:
        parts.append(f"สำเนา {document.copies} {document.unit}")
    return " ".join(parts)


def document_checks(setting: Setting, documents: Sequence[DocumentLine], *, size: float | None = None) -> list[Block]:
    """The documents with their boxes, how many of each, and the small print."""
    blocks: list[Block] = []
    for number, document in enumerate(documents, 1):
        many = quantity(document)
        words = f"{number}. {document.title}" + (f" ({many})" if many else "") + (f" — {document.note}" if document.note else "")
        blocks.append(setting.check(document.handed_in, words, size=size))
    return blocks


def signatures(setting: Setting, places: Sequence[SignatureView], *, size: float | None = None, dated: bool = False) -> list[Block]:
    """Places to sign, two beside each other; a single one stands at the right."""
    blocks: list[Block] = []
    ready = [setting.signature(place, size=size, dated=dated) for place in places]
    if len(ready) == 1:
        return [Columns([None, ready[0]], [0.8, 1])]
    for index in range(0, len(ready), 2):
        pair: list[Block | None] = list(ready[index : index + 2])
        blocks.append(Columns(pair if len(pair) == 2 else [None, *pair], gutter=24))
        blocks.append(Gap(8))
    return blocks


def bullet_list(setting: Setting, items: Sequence[str], *, size: float | None = None) -> list[Block]:
    """Sentences with a dash before each."""
    return [setting.para(f"–\u00a0{item}", size=size, hanging=0.6 * (size or setting.size)) for item in items]


def space_for_emblem(points: float) -> Drawn:
    """Empty space where letterhead paper has the garuda; the program ships no drawing of the state's emblem."""
    return Drawn(points, lambda ink, x, top, width: None)
