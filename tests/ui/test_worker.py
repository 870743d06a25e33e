"""Long work in a thread: the window hears of it in its own thread."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from lsvdesk.ui.worker import Progress, run


def test_the_result_comes_back_in_the_windows_thread(qtbot: QtBot) -> None:
    parent = QObject()
    here, heard = threading.get_ident(), {}

    def work(progress: Progress) -> int:
        heard["worked in"] = threading.get_ident()
        progress.report(1, 2, "ครึ่งทาง")
        return 42

    def done(result: int) -> None:
        heard.update(result=result, **{"heard in": threading.get_ident()})

    steps: list[tuple[int, int, str]] = []
    job = run(work, parent=parent, done=done, progress=lambda *step: steps.append(step))
    with qtbot.waitSignal(job.finished):
        pass
    assert heard["result"] == 42
    assert heard["worked in"] != here
    assert heard["heard in"] == here
    assert steps == [(1, 2, "ครึ่งทาง")]


def test_what_goes_wrong_is_handed_over_as_it_is(qtbot: QtBot) -> None:
    parent = QObject()
    failures: list[Exception] = []

    def work(_: Progress) -> None:
        raise OSError("disk full")

    job = run(work, parent=parent, failed=failures.append)
    with qtbot.waitSignal(job.finished):
        pass
    assert [str(failure) for failure in failures] == ["disk full"]


def test_work_stops_at_its_next_report(qtbot: QtBot) -> None:
    parent = QObject()
    started, results = threading.Event(), []

    def work(progress: Progress) -> str:
        for step in range(100_000):
            progress.report(step)
            started.set()
            if step > 50:
                threading.Event().wait(0.01)
        return "to the end"

    job: Any = run(work, parent=parent, done=results.append)
    assert started.wait(5)
    job.stop()
    with qtbot.waitSignal(job.stopped, timeout=5000):
        pass
    assert results == []


def test_an_answer_for_a_dialog_that_was_closed_is_forgotten(qtbot: Any) -> None:
    from PySide6.QtWidgets import QLabel
    from shiboken6 import delete

    from lsvdesk.ui.session import Task

    label = QLabel()
    told: list[BaseException] = []
    task = Task(lambda text: label.setText(text), told.append)
    task.done("คำตอบแรก")
    assert label.text() == "คำตอบแรก"
    delete(label)
    task.done("คำตอบที่มาช้า")
    bound = QLabel()
    late = Task(bound.setText, told.append)
    delete(bound)
    late.done("คำตอบที่มาช้า")
    assert told == []
