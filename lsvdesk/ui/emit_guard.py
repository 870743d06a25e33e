"""Keeps the program alive under PySide6 6.12.0 on Python 3.11.

In that release every ``Signal.emit()`` called from Python gives back ``True`` without taking a reference to it (6.11 does take one). From
Python 3.12 on ``True`` is immortal and nothing happens; before, it is counted like any object, and after some hundred signals the
interpreter stops with "bool_dealloc: deallocating True or False". So ``True`` is made as good as immortal here too, the way 3.12 does it:
by a count that is never used up. Costs nothing when it is not needed; to be taken out with the last Python 3.11 or the last 6.12.0.
"""

from __future__ import annotations

import sys

ENOUGH = 1 << 40
"""References; a signal every millisecond would use them up in 34 years."""


def keep_true() -> None:
    """Raise the reference count of ``True`` where it is still counted. Doing it twice changes nothing."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or sys.getrefcount(True) > ENOUGH // 2:
        return
    from ctypes import c_ssize_t

    count = c_ssize_t.from_address(id(True))  # the first word of every object of a release build
    if 0 < count.value <= sys.getrefcount(True) + 10:
        count.value += ENOUGH
