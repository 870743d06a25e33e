"""The program is killed in the middle of its work, again and again; the register opens, is whole, and has no gap."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lsvdesk.register import numbering
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Case, Receipt
from lsvdesk.register.verify import verify
from tests.register import rows

ROOT = Path(__file__).resolve().parents[2]
WORK = """
import sys
from pathlib import Path
from lsvdesk.register.engine import Register
from tests.register import rows
with Register.open(Path(sys.argv[1])) as register:
    while True:
        with register.write() as session:
            made = rows.whole_case(session, citizen_id=None)
        print(made.number_value, flush=True)
"""
MAKE = """
import sys
from pathlib import Path
from lsvdesk.register.engine import Register
print("go", flush=True)
Register.create(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("seed", range(3))
def test_killed_in_the_middle_of_a_transaction_nothing_is_lost_and_no_number_is_missing(register: Register, seed: int) -> None:
    office_dir = register.office_dir
    register.close()
    draw = random.Random(seed)
    told = 0
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", WORK, str(office_dir)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as work:
            assert work.stdout is not None
            told = int(work.stdout.readline())
            time.sleep(draw.uniform(0.0, 0.4))
            os.kill(work.pid, signal.SIGKILL)
            told = max([told, *(int(line) for line in work.stdout if line.endswith("\n"))])
        with Register.open(office_dir) as after:
            assert verify(after) == []
            with after.read() as session:
                last = numbering.last(session, "case", 2569)
                assert last >= told  # what the program said is done, is done
                assert session.scalar(select(func.count()).select_from(Case)) == last
                assert session.scalar(select(func.count()).select_from(Receipt)) == last
            with after.write() as session:
                assert rows.whole_case(session).number_value == last + 1


def test_killed_while_the_register_is_made_no_half_register_is_left(tmp_path: Path) -> None:
    for attempt in range(4):
        folder = tmp_path / f"office-{attempt}"
        with subprocess.Popen([sys.executable, "-c", MAKE, str(folder)], stdout=subprocess.PIPE, text=True) as work:
            assert work.stdout is not None
            work.stdout.readline()
            time.sleep(0.05 + 0.1 * attempt)
            os.kill(work.pid, signal.SIGKILL)
        made = (folder / "register.lsv").exists()
        with Register.open(folder) if made else Register.create(folder) as register:
            assert verify(register) == []
