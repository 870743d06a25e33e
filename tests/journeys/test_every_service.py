"""Every service × kind of applicant through the real window: picked by its name, the form filled in field by field as it opens up, the
documents ticked, filed; then taken to its end and its last paper. A definition whose form cannot be walked here fails the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from lsvdesk.counter import cases, people, setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.verifying import verify
from lsvdesk.counter.views import NewUser, OfficeSetup, PersonData
from lsvdesk.thai.dates import format_short
from lsvdesk.ui import theme
from lsvdesk.ui.main_window import MainWindow
from lsvdesk.ui.preferences import Preferences
from lsvdesk.ui.session import Session
from lsvdesk.ui.widgets.base import FieldEditor, LineFieldEditor
from lsvdesk.ui.widgets.choices import ChoiceEditor, ChoicesEditor, TickEditor
from lsvdesk.ui.widgets.parts import PartsEditor
from lsvdesk.ui.widgets.readers import DateReader
from lsvdesk.ui.widgets.text import LongTextEditor
from lsvdesk.ui.wizard import state as wizard
from lsvdesk.ui.wizard.details_page import DetailsPage
from lsvdesk.ui.wizard.files import FilesField
from lsvdesk.ui.wizard.form import RequestForm
from lsvdesk.ui.wizard.typed import put, raw_of
from tests.journeys.clerk import Clerk
from tests.support.walks import DAY, Walk, applicant, filler, walked, walks

WALKS = walks()
MOST_FIELDS = 600

Opened = Callable[[str], Clerk]


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The window of an office, opened when it is first asked for; afterwards every register has to be sound."""
    theme.apply(qapp)
    made: dict[str, Clerk] = {}

    def clerk(profile: str) -> Clerk:
        if profile not in made:
            folder = tmp_path_factory.mktemp(profile) / "office"
            user = NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin")
            setup.set_up(folder, OfficeSetup(user=user, profile=profile), FixedClock(dt.date(2026, 1, 5))).register.close()
            session = Session(folder, FixedClock(DAY), Preferences(folder.parent / "window.ini"))
            window = MainWindow(session)
            window.resize(1366, 768)
            window.show()
            session.open()
            made[profile] = Clerk(window, session)
            assert made[profile].wait(lambda: window.front == "today"), "the office was not opened"
        made[profile].window.activateWindow()
        made[profile].settle()
        return made[profile]

    yield clerk
    faults = {profile: [fault.message for fault in verify(each.session.office)] for profile, each in made.items()}
    for each in made.values():
        each.window.close()
        each.session.close()
        each.window.deleteLater()
    qapp.processEvents()
    assert not any(faults.values()), faults


@pytest.mark.parametrize("walk", WALKS, ids=[f"{walk.service}-{walk.case}" for walk in WALKS])
def test_a_service_is_walked_through_the_window(walk: Walk, opened: Opened, tmp_path: Path) -> None:
    clerk = opened(walk.profile)
    office = clerk.session.office
    service = office.catalogue.service(walk.service)
    made = filler(office, service, walk.case)
    case = next(each for each in service.applicant_cases if each.id == walk.case)
    ((_, who),) = applicant(5000 + WALKS.index(walk), case.applicant, made.home).items()
    known = people.save_person(office, who) if isinstance(who, PersonData) else people.save_organisation(office, who)
    number = known.citizen_id if isinstance(known, PersonData) else known.juristic_id
    assert number

    clerk.press("Ctrl+N")
    clerk.enter(service.title)
    form = form_of(clerk)
    assert form.service.id == walk.service, f"“{service.title}” finds {form.service.id} first"
    if len(service.applicant_cases) > 1:
        clerk.press(f"Alt+{1 + [each.id for each in service.applicant_cases].index(walk.case)}")
    clerk.enter(number)
    assert form.state.applicant_case == walk.case
    clerk.press("F2")
    assert form.state.step == "details", said(form)
    page = form.front
    assert isinstance(page, DetailsPage)
    fill_in(clerk, page, made.answers(), tmp_path)
    clerk.press("F2")
    for _ in range(5):
        step = form.state.step
        assert step != "details", said(form)
        if step == "documents":
            clerk.press("F6")
        clerk.press("F2")
        if step == "review":
            break
        assert form.state.step != step, said(form)
    assert clerk.wait(lambda: clerk.window.findChild(RequestForm) is None or not form_visible(clerk)), said_by(clerk)
    clerk.settle()

    row = cases.list_cases(office)[0]
    assert row.service == walk.service, said_by(clerk)
    assert walked(office, cases.case(office, row.id)).row.status == "finished"
    assert clerk.sees(row.number)


# ---------------------------------------------------------------------------------------------------------------- the pieces


def form_of(clerk: Clerk) -> RequestForm:
    form = clerk.window.findChild(RequestForm)
    assert form is not None, clerk.texts()[:40]
    return form


def form_visible(clerk: Clerk) -> bool:
    return any(form.isVisible() for form in clerk.window.findChildren(RequestForm))


def said(form: RequestForm) -> str:
    """What the wizard says is wrong."""
    faults = wizard.faults(form.service, form.state, form.today, form.state.step)
    return f"{form.service.id} stops at {form.state.step}: " + "; ".join(f"{each.field} [{each.code}] {each.message}" for each in faults)


def said_by(clerk: Clerk) -> str:
    forms = [said(form) for form in clerk.window.findChildren(RequestForm) if form.isVisible()]
    return "; ".join(forms) or " · ".join(clerk.texts()[:60])


def fill_in(clerk: Clerk, page: DetailsPage, answers: dict[str, Any], folder: Path) -> None:
    """Every field from the top, and again where an answer has opened another."""
    scan = folder / "scan.png"
    scan.write_bytes(PICTURE)
    given: set[str] = set()
    for _ in range(MOST_FIELDS):
        clerk.settle()
        waiting = [frame for frame in page.frames() if frame.key in answers and frame.key not in given]
        if not waiting:
            return
        frame = waiting[0]
        given.add(frame.key)
        wanted = [str(scan)] if isinstance(frame.editor, FilesField) and answers[frame.key] else answers[frame.key]
        enter(frame.editor, wanted)
    raise AssertionError("the form never ends")


def enter(editor: FieldEditor, wanted: Any) -> None:
    """Put an answer in as hands would: letters into lines, clicks on boxes."""
    if isinstance(editor, LineFieldEditor):
        type_line(editor, wanted)
    elif isinstance(editor, LongTextEditor):
        editor.box.setFocus()
        editor.box.selectAll()
        editor.box.insertPlainText(str(wanted or ""))
    elif isinstance(editor, TickEditor):
        if bool(editor.value()) != bool(wanted):
            editor.box.click()
    elif isinstance(editor, ChoicesEditor):
        for value, box in zip((option[0] for option in editor._options), editor.boxes, strict=True):
            if box.isChecked() != (value in (wanted or [])):
                box.click()
    elif isinstance(editor, ChoiceEditor):
        editor.set_value(wanted)
        editor.changed.emit()
        assert editor.value() == wanted
    elif isinstance(editor, PartsEditor):
        for part, line in editor.editors.items():
            type_line(line, (wanted or {}).get(part))
    elif editor.isEnabled() and raw_of(editor) != wanted:
        put(editor, wanted)
        editor.changed.emit()


def type_line(editor: LineFieldEditor, wanted: Any) -> None:
    editor.line.setFocus()
    editor.line.selectAll()
    text = "" if wanted is None else str(wanted)
    if text and isinstance(editor.reader, DateReader):
        text = format_short(dt.date.fromisoformat(text))
    if text:
        editor.line.insert(text)
    elif editor.line.text():
        editor.line.del_()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)
"""A picture of one point."""
