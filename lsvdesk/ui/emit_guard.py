"""Keeps the program alive under PySide6 6.12.0 on Python 3.11.

That release gives back ``None``, ``True`` and ``False`` without taking a reference to them: every ``setVisible()``, every ``emit()``, every
``focusWidget()`` that answers None (6.11 does take one; measured by ``sys.getrefcount`` around each call). From Python 3.12 on these are
immortal and nothing happens; before, they are counted like any object, and after some thousand calls the interpreter stops with
"none_dealloc: deallocating None" or "bool_dealloc: deallocating True or False". So they are made as good as immortal here too, the way
3.12 does it: by a count that is never used up. Costs nothing when it is not needed; to be taken out with the last Python 3.11 or the last
6.12.0.
"""

from __future__ import annotations

import sys

ENOUGH = 1 << 40
"""References; a call every microsecond would use them up in twelve days, a call every millisecond in 34 years."""

KEPT = (None, True, False, NotImplemented)


def keep_constants() -> None:
    """Raise the reference counts of the constants where they are still counted. Doing it twice changes nothing."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    from ctypes import c_ssize_t

    for constant in KEPT:
        if sys.getrefcount(constant) > ENOUGH // 2:
            continue
        count = c_ssize_t.from_address(id(constant))  # the first word of every object of a release build
        if 0 < count.value <= sys.getrefcount(constant) + 10:
            count.value += ENOUGH
