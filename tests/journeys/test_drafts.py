"""What is typed is kept: after leaving, after a crash, after a power cut."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from PySide6.QtWidgets import QApplication

from lsvdesk.counter import drafts
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.setup import open_office
from lsvdesk.thai.identifiers import make_citizen_id
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from tests.journeys.clerk import Clerk
from tests.journeys.conftest import DAY

TYPING = """
    import sys, time
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from lsvdesk.counter.context import FixedClock
    from lsvdesk.ui import theme
    from lsvdesk.ui.main_window import MainWindow
    from lsvdesk.ui.preferences import Preferences
    from lsvdesk.ui.session import Session
    from tests.journeys.clerk import Clerk
    from tests.journeys.conftest import DAY

    app = QApplication([])
    theme.apply(app)
    folder = Path(sys.argv[1])
    session = Session(folder, FixedClock(DAY), Preferences(folder.parent / "window.ini"))
    window = MainWindow(session)
    window.resize(1366, 768)
    window.show()
    session.open()
    clerk = Clerk(window, session)
    assert clerk.wait(lambda: window.front == "today")
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.enter("นายไฟดับ กลางคัน")
    clerk.press("F2")
    clerk.enter(None, "ร้านไฟดับ", None, "31/2/2569")
    clerk.enter("ป้ายร้านไฟดับ")
    clerk.type("1")
    clerk.press("Enter", "Enter", "Enter")
    clerk.type("12x")
    clerk.wait(lambda: False, must=False, seconds=1.0)
    print("typed", flush=True)
    clerk.type("999")
    clerk.wait(lambda: False, must=False, seconds=60)
"""


def test_a_killed_program_loses_at_most_the_last_second(qapp: QApplication, folder: Path):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])}
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(TYPING), str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None and child.stderr is not None
        line = child.stdout.readline()
        assert line == "typed\n", child.stderr.read()
    finally:
        child.kill()
        child.communicate()

    session = Session(folder, FixedClock(DAY), Preferences(folder.parent / "window.ini"))
    window = MainWindow(session)
    window.resize(1366, 768)
    window.show()
    session.open()
    clerk = Clerk(window, session)
    try:
        assert clerk.wait(lambda: window.front == "today")
        assert clerk.sees("ภาษีป้าย · นายไฟดับ กลางคัน"), "the first page offers it"
        clerk.press("Ctrl+N", "Enter")
        assert clerk.is_at("กว้าง"), clerk.where()
        assert clerk.sees("ร้านไฟดับ") and clerk.sees("ป้ายร้านไฟดับ")
        assert clerk.sees("12x"), "what cannot be read is kept as well"
        assert clerk.sees("31/2/2569")
        clerk.press("Esc")
        assert clerk.sees("กลางคัน")
    finally:
        window.close()
        session.close()


def test_a_form_that_is_left_is_there_again(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.enter("นางครึ่ง ทาง")
    clerk.type(make_citizen_id(9)[:7])
    clerk.press("Ctrl+3", "Ctrl+N")
    assert clerk.window.page("new").picker.entries()[0].title == "ภาษีป้าย · นางครึ่ง ทาง"
    clerk.press("1")
    assert clerk.is_at("เลขประจำตัวประชาชน")
    assert clerk.sees("ครึ่ง") and clerk.sees("ทาง")
    clerk.press("Esc")
    assert clerk.is_at("พิมพ์ส่วนใดส่วนหนึ่งของชื่องานบริการ"), "Esc in the first step goes back to the services, nothing is lost"
    assert len(drafts.drafts(clerk.session.office)) == 1


def test_a_form_with_nothing_typed_leaves_no_draft(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.press("Enter", "Enter", "Esc", "Ctrl+1")
    assert drafts.drafts(clerk.session.office) == []


def test_a_draft_is_thrown_away_and_brought_back(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.enter("นางครึ่ง ทาง")
    clerk.press("Esc", "Delete")
    assert clerk.sees("ลบแบบร่าง") and drafts.drafts(clerk.session.office) == []
    clerk.press("Ctrl+Z")
    assert [draft.title for draft in drafts.drafts(clerk.session.office)] == ["ภาษีป้าย · นางครึ่ง ทาง"]


def test_a_filed_form_is_no_draft_any_more(clerk: Clerk):
    clerk.press("Ctrl+N")
    clerk.enter("ขุดบ่อ")
    clerk.enter("นายตัวอย่าง ขุดสระ")
    clerk.press("F2")
    clerk.enter(None, "4", "400", None, None, "30", "นายช่าง ตัวอย่าง", None)
    clerk.press("2", "Enter")
    clerk.enter("นายคุม งานตัวอย่าง", None)
    clerk.pick("โฉนด")
    clerk.enter("1", "4", None, "เขต อบต.")
    clerk.press("Space", "F2", "F6", "F2", "F2")
    clerk.wait(lambda: False, must=False, seconds=0.6)
    assert len(drafts.drafts(clerk.session.office)) == 1
    clerk.press("F2")
    assert clerk.sees("2569-00001")
    clerk.wait(lambda: False, must=False, seconds=0.8)
    assert drafts.drafts(clerk.session.office) == []


def test_the_office_opened_elsewhere_has_the_draft(clerk: Clerk, folder: Path):
    clerk.press("Ctrl+N")
    clerk.enter("ภาษีป้าย")
    clerk.type("สมมุ")
    clerk.window.close()
    clerk.session.close()
    office = open_office(folder, FixedClock(DAY))
    try:
        kept = drafts.drafts(office)
        assert [draft.state["search"] for draft in kept] == ["สมมุ"]
    finally:
        office.register.close()
    clerk.session.use(open_office(folder, FixedClock(DAY)))  # for the check at the end
