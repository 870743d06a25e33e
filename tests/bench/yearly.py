"""The yearly assessment of 10,000 owners with 25,000 signs against the same calculations and the same rows put in by bulk, and how it
grows: to 100,000 owners in proportion, without more memory."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.bench.figures import Figure

OWNERS, SIGNS_EACH = 10_000, 2.5
TIMES = 10
"""How many times more owners the large register has."""
YEAR = 2570
DAY = dt.date(2027, 1, 11)


def office_of(folder: Path, owners: int) -> None:
    """A register with so many owners of signs."""
    from sqlalchemy import insert

    from lsvdesk.counter import filing, setup
    from lsvdesk.counter.context import FixedClock
    from lsvdesk.counter.views import NewUser, OfficeSetup
    from lsvdesk.register import models
    from tests.counter.people import company, sign_filing
    from tests.support.people import bulk_people

    wanted = OfficeSetup(user=NewUser("นางสาวทดสอบ ความเร็ว", "", "admin"), profile="pho-yai")
    office = setup.set_up(folder, wanted, FixedClock(DAY))
    company_case = replace(sign_filing(), person=None, organisation=company(), applicant_case="juristic")  # its signs are one owner more
    case = filing.open_case(office, company_case)
    bulk_people(office.register, owners)
    random = Random(1)
    with office.register.write() as session:
        first = session.query(models.Person.id).order_by(models.Person.id.desc()).first()[0] - owners + 1  # type: ignore[index]
        rows = [
            {
                "case_id": case.row.id,
                "person_id": first + number % owners,
                "text": f"ร้านที่ {number}",
                "kind": random.choice(["thai_only", "mixed", "foreign"]),
                "moving": random.random() < 0.1,
                "width_mm": random.randint(300, 4000),
                "height_mm": random.randint(300, 2000),
                "sides": random.choice([1, 1, 2]),
                "place": "หน้าร้าน หมู่ที่ 4",
                "installed_on": dt.date(2020, 5, 1),
                "status": "standing",
            }
            for number in range(int(owners * SIGNS_EACH))
        ]
        session.execute(insert(models.Sign), rows)
    office.register.close()


def ours(folder: Path) -> dict[str, float]:
    """A whole run; seconds, and the process's memory at its height in MB."""
    from lsvdesk.counter import assessment_runs, setup
    from lsvdesk.counter.context import FixedClock

    office = setup.open_office(folder, FixedClock(DAY))
    office.catalogue  # noqa: B018
    run = assessment_runs.begin(office, "signboard", YEAR)
    begun = time.perf_counter()
    done = assessment_runs.proceed(office, run.id)
    seconds = time.perf_counter() - begun
    assert done.faulty == 0 and done.status == "finished"
    office.register.close()
    return {"seconds": seconds, "owners": done.assessed, "peak": _peak()}


def bare(folder: Path) -> dict[str, float]:
    """The same sums with everything in memory, and as many rows of the same size put into an empty table; seconds."""
    from sqlalchemy import insert

    from lsvdesk.counter import setup, signs
    from lsvdesk.counter.context import FixedClock
    from lsvdesk.register import models
    from lsvdesk.rules.assess import Facts, assess_settled

    office = setup.open_office(folder, FixedClock(DAY))
    service = office.catalogue.service("signboard-tax")
    with office.register.read() as session:
        owned: dict[int, list[models.Sign]] = {}
        for sign in session.query(models.Sign).filter(models.Sign.person_id.is_not(None)).order_by(models.Sign.id):
            owned.setdefault(sign.person_id or 0, []).append(sign)
    returns = {key: signs.as_return(mine, YEAR, "ชื่อเจ้าของป้าย") for key, mine in owned.items()}
    facts = Facts(holidays=office.catalogue.holidays, case="individual", applicant_kind="individual")
    run = {"id": 1, "tax": "signboard", "tax_year": YEAR, "number": 1, "status": "running", "assessed_on": DAY, "started_by": 1}
    with office.register.write() as session:
        session.execute(insert(models.AssessmentRun), [{**run, "started_at": office.clock.now()}])
    begun = time.perf_counter()
    rows = []
    for key, answers in returns.items():
        found = assess_settled(service, answers, DAY, office.catalogue.parameters, facts)
        rows.append(
            {
                "run_id": 1,
                "seen_run_id": 1,
                "tax": "signboard",
                "tax_year": YEAR,
                "person_id": key,
                "owner_name": "ชื่อเจ้าของป้าย",
                "answers": answers,
                "lines": [line.to_dict() for line in found.lines],
                "items": len(answers["signs"]),
                "total_satang": int(found.total * 100),
                "status": "current",
            }
        )
    with office.register.write() as session:
        session.execute(insert(models.Levy), rows)
    seconds = time.perf_counter() - begun
    office.register.close()
    return {"seconds": seconds, "owners": len(rows), "peak": _peak()}


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_a_process(what: str, folder: Path) -> dict[str, float]:
    code = (
        f"import json, sys; from pathlib import Path; from tests.bench import yearly; print(json.dumps(yearly.{what}(Path(sys.argv[1]))))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=3600, env=dict(os.environ))
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def measure(folder: Path, owners: int = OWNERS, times: int = TIMES) -> list[Figure]:
    """Three figures: against the bare work, ten times the owners against ten runs, and memory."""
    import shutil

    office_of(folder / "small", owners)
    office_of(folder / "large", owners * times)
    pairs = []
    for turn in range(3):
        for name in ("ours", "bare"):
            shutil.copytree(folder / "small", folder / f"{name}-{turn}")
        pairs.append((_in_a_process("ours", folder / f"ours-{turn}"), _in_a_process("bare", folder / f"bare-{turn}")))
    from tests.bench.figures import paired

    small = [mine["seconds"] * 1000 for mine, _ in pairs]
    large = _in_a_process("ours", folder / "large")
    middle = sorted(pairs, key=lambda pair: pair[0]["seconds"])[1][0]
    return [
        paired(f"yearly assessment of {owners:,} owners", small, [bare["seconds"] * 1000 for _, bare in pairs], 2.0),
        Figure(
            f"{owners * times:,} owners, an owner",
            large["seconds"] / large["owners"] * 1e6,
            middle["seconds"] / middle["owners"] * 1e6,
            1.2,
            "µs",
        ),
        Figure(f"memory at its height, {owners * times:,} owners", large["peak"], middle["peak"], 1.15, "MB"),
    ]
