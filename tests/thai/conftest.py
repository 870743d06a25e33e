"""No deadlines: the word list and the table of places are read by whichever example comes first, on machines of any speed."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("office", deadline=None)
settings.load_profile("office")
