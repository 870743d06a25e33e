"""The long work of a tax year, one at a time: assessing everybody, writing every notice.

It belongs to the session, not to the page that began it: the clerk may go elsewhere or enlarge the letters meanwhile, and it ends cleanly
when the program is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from lsvdesk.ui import worker

if TYPE_CHECKING:
    from pathlib import Path

    from lsvdesk.ui.session import Session


class Job(NamedTuple):
    """What is at work: ``kind`` is ``run`` or ``notices``."""

    kind: str
    tax: str
    tax_year: int
    words: str


class YearlyWork(QObject):
    """``moved(done, total)``; ``done(job, result)`` with a RunRow or a notices' Progress; ``failed(job, error)``; ``rested`` after both."""

    moved = Signal(int, int)
    done = Signal(object, object)
    failed = Signal(object, object)
    rested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.job: Job | None = None
        self.at = (0, 0)
        """How far it is, for a page that is opened meanwhile."""
        self._work: worker.Work | None = None
        session.closing.connect(self.stop)

    @classmethod
    def of(cls, session: Session) -> YearlyWork:
        """The one of this session."""
        return session.findChild(cls) or cls(session)

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not come to rest yet."""
        return self._work is not None and self._work.stop_wanted

    def assess(self, tax: str, tax_year: int) -> None:
        """Assess the year, or go on with the run that was broken off."""
        office = self.session.office

        def work(progress: worker.Progress) -> Any:
            from lsvdesk.counter import assessment_runs

            unfinished = next((row for row in assessment_runs.runs(office, tax, tax_year) if row.status != "finished"), None)
            begun = unfinished or assessment_runs.begin(office, tax, tax_year)  # type: ignore[arg-type]

            def report(row: assessment_runs.RunRow) -> bool:
                return _tell(progress, row.done, row.owners)

            return assessment_runs.proceed(office, begun.id, report)

        self._start(Job("run", tax, tax_year, "กำลังประเมิน รายที่"), work)

    def write_notices(self, tax: str, tax_year: int, folder: Path) -> None:
        """Issue the notices that are not issued yet and write all of them into ``folder``."""
        office = self.session.office

        def work(progress: worker.Progress) -> Any:
            from lsvdesk.counter import levy_notices

            def report(state: levy_notices.Progress) -> bool:
                return _tell(progress, state.issued + state.written, 2 * state.total)

            return levy_notices.write_notices(office, tax, tax_year, folder, report)

        self._start(Job("notices", tax, tax_year, "กำลังออกหนังสือแจ้งการประเมิน"), work)

    def stop(self) -> None:
        """Stop for now, after what is in hand."""
        if self._work is not None:
            self._work.stop()

    def _start(self, job: Job, work: Callable[[worker.Progress], Any]) -> None:
        if self.job is not None:
            return
        self.job, self.at = job, (0, 0)
        self._work = worker.run(work, parent=self, done=self._done, failed=self._failed, progress=self._moved)

    def _moved(self, done: int, total: int, _text: str) -> None:
        self.at = (done, total)
        self.moved.emit(done, total)

    def _done(self, result: Any) -> None:
        job = self._rest()
        self.done.emit(job, result)
        self.rested.emit()

    def _failed(self, error: Exception) -> None:
        job = self._rest()
        self.failed.emit(job, error)
        self.rested.emit()

    def _rest(self) -> Job:
        job, self.job, self._work = self.job, None, None
        assert job is not None
        return job


def _tell(progress: worker.Progress, done: int, total: int) -> bool:
    """Say how far it is; False where it is to end. Nothing is raised: what is in hand is put away by the use case itself."""
    if progress.stop_wanted():
        return False
    try:
        progress.report(done, total)
    except worker.Stopped:  # asked to stop between the two lines
        return False
    return True
