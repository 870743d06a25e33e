"""The office a use case works for: its register, its catalogue, the day, and who sits at the desk. Passed in, never global."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lsvdesk.counter.views import UserView

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.models import Service
    from lsvdesk.register.engine import Register


class Clock(Protocol):
    """What day and time it is; Thai local time without zone."""

    def today(self) -> dt.date: ...

    def now(self) -> dt.datetime: ...


class SystemClock:
    """The clock of this computer."""

    def today(self) -> dt.date:
        return dt.date.today()

    def now(self) -> dt.datetime:
        return dt.datetime.now().replace(microsecond=0)


class FixedClock:
    """A day that is given, on which every look at the time moves it on by ``step``: for tests, the demo and ``--today``."""

    def __init__(self, day: dt.date, at: dt.time = dt.time(8, 30), step: dt.timedelta = dt.timedelta(minutes=1)) -> None:
        self._now = dt.datetime.combine(day, at)
        self._step = step

    def today(self) -> dt.date:
        return self._now.date()

    def now(self) -> dt.datetime:
        moment = self._now
        later = moment + self._step
        if later.date() == moment.date():  # the day asked for never ends by looking at the clock
            self._now = later
        return moment

    def go_to(self, day: dt.date, at: dt.time = dt.time(8, 30)) -> None:
        """The morning of another day."""
        self._now = dt.datetime.combine(day, at)


class _Kept:
    """What an office reads once and keeps: the catalogue, and service definitions that cases are pinned to.

    ``holds`` are the first day on which the catalogue holds and the first on which it does not any more.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.catalogue: Catalogue | None = None
        self.unsettled: Catalogue | None = None
        self.holds = (dt.date.min, dt.date.max)
        self.services: dict[str, Service] = {}
        self.clock_units: dict[str, tuple[str, str]] = {}

    def forget_catalogue(self) -> None:
        with self.lock:
            self.catalogue = self.unsettled = None
            self.holds = (dt.date.min, dt.date.max)


@dataclass(frozen=True)
class Office:
    """One office's register, opened by ``user`` on the day that ``clock`` says."""

    register: Register
    folder: Path
    clock: Clock
    user: UserView
    load_catalogue: Callable[[], Any] = field(repr=False)
    kept: _Kept = field(default_factory=_Kept, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The services as this office offers them today; read from forms/ at the first use and again when a setting begins to hold."""
        kept = self.kept
        with kept.lock:
            today = self.today()
            since, until = kept.holds
            if kept.catalogue is None or not since <= today < until:
                from lsvdesk.counter.service_states import settled

                kept.unsettled = self.load_catalogue()
                kept.catalogue, kept.holds = settled(self.register, kept.unsettled, today)
            return kept.catalogue

    @property
    def unsettled(self) -> Catalogue:
        """The services as forms/ and the profile have them, before what the office's Settings say of single services."""
        kept = self.kept
        with kept.lock:
            if kept.unsettled is None:
                kept.unsettled = self.load_catalogue()
            return kept.unsettled

    def with_user(self, user: UserView) -> Office:
        """The same office with somebody else at the desk."""
        return replace(self, user=user)

    def with_clock(self, clock: Clock) -> Office:
        """The same office on another day."""
        return replace(self, clock=clock)

    def today(self) -> dt.date:
        return self.clock.today()
