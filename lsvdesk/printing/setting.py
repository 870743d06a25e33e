"""How a paper writes things: numerals, dates, money, and paragraphs in the sizes of official typing.

A :class:`Setting` is made for one paper from its head; every text that reaches a page passes through it, so that a paper is all in Thai
numerals or all in Arabic ones.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from lsvdesk.printing import fonts, text
from lsvdesk.printing.blocks import Block, ThaiParagraph
from lsvdesk.printing.fields import CheckLine, DottedField, SignaturePlace
from lsvdesk.printing.fonts import BOLD, REGULAR
from lsvdesk.printing.ink import Align
from lsvdesk.printing.tables import Column, ThaiTable
from lsvdesk.printing.views import Numerals, PaperHead, PartyView, SignatureView
from lsvdesk.thai import baht, dates, numerals

BODY = 16
"""The size of official letters (มติ ครม. 7 ก.ย. 2553)."""


class Setting:
    """Writes in the numerals of ``head``; ``size`` is the paper's body size."""

    def __init__(self, head: PaperHead, size: float = BODY) -> None:
        self.numerals: Numerals = head.numerals
        self.size = size

    # -------------------------------------------------------------------------------------------- words

    def t(self, words: str) -> str:
        """``words`` in the paper's numerals."""
        return text.in_numerals(words, self.numerals)

    def money(self, amount: Decimal) -> str:
        """1,508.00"""
        return numerals.format_number(amount, 2, self.numerals == "thai")

    def number(self, value: Decimal | int) -> str:
        """With thousands separators, and with as many decimals as it needs: 14,250 or 3.5."""
        exact = Decimal(value)
        places = max(0, -int(exact.normalize().as_tuple().exponent))
        return numerals.format_number(exact, places, self.numerals == "thai")

    def date(self, day: datetime.date | None, *, era: bool = False) -> str:
        """21 พฤศจิกายน 2569; empty for no date."""
        return dates.format_long(day, self.numerals == "thai", era) if day else ""

    def short_date(self, day: datetime.date | None) -> str:
        """21 พ.ย. 2569; empty for no date."""
        return dates.format_short(day, self.numerals == "thai") if day else ""

    def moment(self, at: datetime.datetime) -> str:
        """21 พฤศจิกายน 2569 เวลา 14.30 น."""
        return f"{self.date(at.date())} เวลา {dates.format_time(at.time(), self.numerals == 'thai')}"

    def amount_in_words(self, amount: Decimal) -> str:
        """(หนึ่งพันห้าร้อยแปดบาทถ้วน)"""
        return f"({baht.in_words(amount)})"

    def party(self, party: PartyView, *, with_address: bool = True) -> str:
        """Name, id, address and telephone in one sentence, without what is not given."""
        parts = [party.name]
        if party.id_no:
            parts.append(f"{party.id_label} {party.id_no}")
        if with_address and party.address:
            parts.append(f"ที่อยู่ {party.address}")
        if with_address and party.phone:
            parts.append(f"โทร. {party.phone}")
        return self.t(" ".join(parts))

    # -------------------------------------------------------------------------------------------- blocks

    def para(
        self,
        words: str,
        *,
        size: float | None = None,
        bold: bool = False,
        align: Align | Literal["justify"] = "left",
        indent: float = 0,
        hanging: float = 0,
        keep_with_next: bool = False,
    ) -> ThaiParagraph:
        """A paragraph in one face."""
        return self.rich(((words, bold),), size=size, align=align, indent=indent, hanging=hanging, keep_with_next=keep_with_next)

    def rich(
        self,
        runs: Sequence[tuple[str, bool]],
        *,
        size: float | None = None,
        align: Align | Literal["justify"] = "left",
        indent: float = 0,
        hanging: float = 0,
        keep_with_next: bool = False,
    ) -> ThaiParagraph:
        """A paragraph of pieces, each with whether it is bold."""
        faced = [(self.t(words), BOLD if bold else REGULAR) for words, bold in runs]
        return ThaiParagraph(faced, size or self.size, align=align, indent=indent, hanging=hanging, keep_with_next=keep_with_next)

    def heading(self, words: str, size: float | None = None) -> ThaiParagraph:
        """A bold line that stays with what follows it."""
        return self.para(words, size=size, bold=True, keep_with_next=True)

    def listed(self, items: Sequence[str], *, size: float | None = None, indent: float = 0) -> list[Block]:
        """Numbered sentences, their further lines under their text."""
        blocks: list[Block] = []
        for number, item in enumerate(items, 1):
            label = f"{number}.{text.NBSP}{text.NBSP}"
            hanging = indent + fonts.width(self.t(label), REGULAR, size or self.size)
            blocks.append(self.para(label + item, size=size, indent=indent, hanging=hanging))
        return blocks

    def field(self, label: str, value: str = "", unit: str = "", *, size: float | None = None, bold: bool = False) -> DottedField:
        """A label and its value on a dotted line."""
        return DottedField(self.t(label), self.t(value), self.t(unit), size or self.size, bold=bold)

    def check(self, ticked: bool, words: str, *, size: float | None = None) -> CheckLine:
        """A check box and what it stands for."""
        return CheckLine(ticked, self.t(words), size or self.size)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        size: float | None = None,
        totals: Sequence[str] = (),
        plain: bool = False,
        bold_rows: Sequence[int] = (),
        as_typed: int | None = None,
    ) -> ThaiTable:
        """A ruled table; every cell is text. The column ``as_typed`` keeps its digits (the words on a sign)."""
        return ThaiTable(
            [Column(self.t(column.heading), column.share, column.align) for column in columns],
            [[cell if number == as_typed else self.t(cell) for number, cell in enumerate(row)] for row in rows],
            size=size or self.size - 2,
            totals=[self.t(cell) for cell in totals],
            plain=plain,
            bold_rows=bold_rows,
        )

    def signature(self, who: SignatureView, *, size: float | None = None, dated: bool = False) -> SignaturePlace:
        """A place to sign."""
        return SignaturePlace(self.t(who.name), self.t(who.position), self.t(who.role), size or self.size, dated=dated)
