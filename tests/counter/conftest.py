"""An office for every test: a real register in a temporary folder, the shipped profile, a clock that stands still, invented people."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup
from tests.counter.people import DAY


@pytest.fixture
def clock() -> FixedClock:
    """Wednesday 18 November 2569."""
    return FixedClock(DAY)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """อบต.โพธิ์ใหญ่ as it was set up in January, in the fiscal year before, so that a story may begin in March too; closed."""
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้", "admin"), profile="pho-yai")
    made = setup.set_up(tmp_path_factory.mktemp("begun") / "office", wanted, FixedClock(dt.date(2026, 1, 5)))
    made.register.close()
    return made


@pytest.fixture
def office(begun: Office, tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """The office of this test, opened by its administrator: a copy of the one set up, which has read forms/ already."""
    shutil.copytree(begun.folder, tmp_path / "office")
    opened = setup.open_office(tmp_path / "office", clock)
    opened.kept.catalogue = begun.catalogue
    yield opened
    opened.register.close()


def as_role(office: Office, role: str) -> Office:
    """Somebody of this role at the desk; entered if the office has nobody yet."""
    known = [user for user in setup.users(office) if user.role == role]
    user = known[0] if known else setup.add_user(office, NewUser(f"นายตัวอย่าง บทบาท{role}", "เจ้าหน้าที่", role))  # type: ignore[arg-type]
    return office.with_user(user)
