"""For all tests: Qt without a screen, properties without deadlines, and the fixtures that several rooms share."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings

# No deadlines: word lists and tables of places are read by whichever example comes first, on machines of any speed.
settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")

from tests.support.postgres import postgresql_server, postgresql_url  # noqa: E402, F401  (a server for whichever room asks)
