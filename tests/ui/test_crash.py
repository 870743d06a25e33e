"""What is told and what is kept when something unforeseen happens."""

from __future__ import annotations

import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest

from lsvdesk.errors import CounterError
from lsvdesk.ui.crash import LOG_NAME, CrashReporter, incident_number, record, report_of
from lsvdesk.ui.crash_dialog import CrashDialog

MOMENT = datetime(2026, 11, 21, 14, 22)


def a_fault_with_a_citizen_in_it() -> BaseException:
    try:
        try:
            raise ValueError("UNIQUE constraint failed: 1234567890123 นางสาวสมมุติ ทดสอบ")
        except ValueError as inner:
            raise RuntimeError("cannot keep นางสาวสมมุติ ทดสอบ") from inner
    except RuntimeError as error:
        return error


def test_an_incident_number_can_be_read_out() -> None:
    assert incident_number(MOMENT) == "691121-1422-01"


def test_the_log_says_where_it_happened_but_not_to_whom(tmp_path: Path) -> None:
    number, log = record(tmp_path / "logs", a_fault_with_a_citizen_in_it(), MOMENT)
    assert log is not None
    text = log.read_text(encoding="utf-8")
    assert number in text
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "a_fault_with_a_citizen_in_it" in text
    assert "สมมุติ" not in text
    assert "1234567890123" not in text


def test_two_incidents_of_a_day_have_two_numbers(tmp_path: Path) -> None:
    first, _ = record(tmp_path, RuntimeError(), MOMENT)
    second, _ = record(tmp_path, RuntimeError(), MOMENT)
    assert (first, second) == ("691121-1422-01", "691121-1422-02")


def test_an_incident_has_a_number_even_where_nothing_can_be_written(tmp_path: Path) -> None:
    taken = tmp_path / "logs"
    taken.write_text("a file where the folder should be")
    number, log = record(taken, RuntimeError(), MOMENT)
    assert number
    assert log is None


class Recorder(CrashReporter):
    """Keeps what would be shown instead of waiting for a click."""

    def __init__(self, folder: Path) -> None:
        self.told: list[CounterError] = []
        self.shown: list[str] = []
        super().__init__(lambda: folder, self.told.append)

    def show(self, number: str, log: Path | None) -> None:
        self.shown.append(number)


@pytest.fixture
def reporter(qapp, tmp_path):
    found = Recorder(tmp_path)
    found.install()
    yield found
    found.uninstall()


def test_what_a_screen_left_uncaught_is_told_in_the_window_and_is_no_crash(reporter, tmp_path: Path) -> None:
    fault = CounterError("ใบเสร็จนี้ยกเลิกแล้ว", code="already-void")
    sys.excepthook(CounterError, fault, None)
    assert reporter.told == [fault]
    assert reporter.shown == []
    assert not (tmp_path / LOG_NAME).exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_crash_in_a_thread_is_shown_in_the_windows_thread(reporter, qtbot, tmp_path: Path) -> None:
    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.shown != [], timeout=2000)
    assert reporter.shown == [reporter.last_number]
    assert "ZeroDivisionError" in (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")


def test_the_report_of_an_incident_holds_this_incident_only_and_nobody_in_it(tmp_path: Path) -> None:
    record(tmp_path, RuntimeError(), MOMENT)
    number, log = record(tmp_path, a_fault_with_a_citizen_in_it(), MOMENT)
    record(tmp_path, KeyError(), MOMENT)
    assert log is not None
    text = report_of(number, log)
    assert text.startswith(f"=== {number} ")
    assert text.count("===") == 1
    assert "a_fault_with_a_citizen_in_it" in text
    assert "สมมุติ" not in text


def test_the_report_can_be_saved_from_the_dialog(qtbot, tmp_path: Path) -> None:
    number, log = record(tmp_path, a_fault_with_a_citizen_in_it(), MOMENT)
    dialog = CrashDialog(number, log)
    qtbot.addWidget(dialog)
    dialog.write_report(tmp_path / "ไม่มีโฟลเดอร์นี้" / "report.txt")
    assert "บันทึกรายงานไม่ได้" in dialog.said_of_log.text().replace("\u200b", "")
    dialog.write_report(tmp_path / "report.txt")
    assert number in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_log_that_has_grown_large_is_put_aside_and_only_one_is_kept(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / LOG_NAME).write_text("x" * 1_100_000, encoding="utf-8")
        record(tmp_path, RuntimeError(), MOMENT)
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOG_NAME, "incidents.old.log"]
    assert (tmp_path / LOG_NAME).stat().st_size < 10_000
