"""The whole register checked: numbers without gaps, sums, the audit chain, files, issued papers, closed days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.register import verify as checking

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.register.fault import Fault


def verify(office: Office) -> list[Fault]:
    """Every fault that was found, the first one first; an empty list where the register is sound."""
    return checking.verify(office.register)
