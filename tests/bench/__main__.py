"""``make bench``: every figure in one run, as a table; exit code 1 where a bound is broken.

``python -m tests.bench start payment search`` measures only what is named.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import HEAD, Figure


def _start(folder: Path) -> list[Figure]:
    from lsvdesk.counter import setup
    from lsvdesk.counter.views import NewUser, OfficeSetup
    from tests.bench import startup

    office = setup.set_up(folder / "start", OfficeSetup(user=NewUser("นางสาวทดสอบ ความเร็ว"), profile="pho-yai"))
    office.register.close()
    return startup.measure(folder / "start")


def _payment(folder: Path) -> list[Figure]:
    from tests.bench import large, payment

    office = large.office(folder / "large")
    try:
        return payment.measure(office, folder)
    finally:
        office.register.close()


def _search(folder: Path) -> list[Figure]:
    from tests.bench import searching

    return searching.measure(folder)


def _package(folder: Path) -> list[Figure]:
    from lsvdesk.counter import setup
    from lsvdesk.counter.views import NewUser, OfficeSetup
    from tests.bench import package

    home = folder / "home"
    usual = home / "lsv-desk" / "office"  # lsvdesk.paths.default_office_dir()
    setup.set_up(usual, OfficeSetup(user=NewUser("นางสาวทดสอบ ความเร็ว"), profile="pho-yai")).register.close()
    return package.measure(home)


def _yearly(folder: Path) -> list[Figure]:
    from tests.bench import yearly

    return yearly.measure(folder)


MEASURES = {"start": _start, "payment": _payment, "search": _search, "yearly": _yearly, "package": _package}


def main(names: list[str]) -> int:
    """Measure and print; the exit code."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; one of {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    print(f"Python {platform.python_version()} on {platform.system()}; medians, measured in turn in one run\n\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names or list(MEASURES):
            for figure in MEASURES[name](Path(folder)):
                figures.append(figure)
                print(figure.row(), flush=True)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
