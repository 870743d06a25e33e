"""View of a register or list on paper: a heading, and a table over as many pages as it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from lsvdesk.printing.views.parts import PaperHead


@dataclass(frozen=True)
class ListColumn:
    """Heading, share of the table's width, and how its cells stand."""

    title: str
    share: int
    align: Literal["left", "centre", "right"] = "left"


@dataclass(frozen=True)
class RegisterListView:
    """A register as it stood on a day. ``rows`` are texts, a cell for each column; ``totals`` is a last row in bold; ``warning`` stands
    under the title where the list is not for everybody's eyes."""

    KIND: ClassVar[str] = "register-list"
    head: PaperHead
    title: str
    subtitle: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()
    warning: str = ""
