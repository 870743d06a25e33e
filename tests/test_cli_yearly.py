"""The yearly assessment from the command line, as scripts call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counter.people import owner, sign_answers
from tests.counter.test_yearly import PLOT, SHED
from tests.test_cli import folder, office, opened, run, written  # noqa: F401  (fixtures)

Run = Callable[..., tuple[int, str, str]]
JANUARY = "2027-01-11"


@pytest.fixture
def ready(office: Run, tmp_path: Path) -> Run:  # noqa: F811
    """One owner with a sign and with land."""
    opened(office, tmp_path, "signboard-tax", sign_answers())
    rows = written(tmp_path, "rows.json", {"parcels": [PLOT], "buildings": [SHED]})
    code, out, err = office("property", "survey", rows, "--owner", str(owner().citizen_id), "--year", "2569", "--json")
    assert code == 0 and [row["kind"] for row in json.loads(out)] == ["parcel", "building"], err
    return office


@pytest.mark.parametrize("tax", ["signboard", "land_building"])
def test_a_year_is_assessed_shown_and_paid_by_commands(ready: Run, tmp_path: Path, tax: str) -> None:
    code, out, err = ready("yearly", "run", tax, "2570", "--json", today=JANUARY)
    done = json.loads(out)
    assert (code, done["status"], done["assessed"], done["faulty"]) == (0, "finished", 1, 0), err
    (row,) = json.loads(ready("yearly", "list", tax, "2570", "--json", today=JANUARY)[1])
    assert row["total"] == done["total"] and row["state"] == "assessed"
    shown = json.loads(ready("yearly", "show", str(row["id"]), "--json", today=JANUARY)[1])
    assert shown["lines"] and all(line["sentence"] and line["reference"] for line in shown["lines"])
    code, out, err = ready("yearly", "open", str(row["id"]), "--json", today=JANUARY)
    case = json.loads(out)
    assert code == 0 and case["payable"] == row["total"], err
    assert ready("pay", case["number"], "--amount", row["total"], "--method", "cash", today=JANUARY)[0] == 0
    assert "ชำระแล้ว" in ready("yearly", "list", tax, "2570", today=JANUARY)[1]
    again = json.loads(ready("yearly", "run", tax, "2570", "--json", today=JANUARY)[1])
    assert (again["number"], again["assessed"], again["unchanged"]) == (2, 0, 1)
    assert ready("verify", today=JANUARY)[0] == 0


def test_notices_are_written_into_a_folder(ready: Run, tmp_path: Path) -> None:
    ready("yearly", "run", "signboard", "2570", today=JANUARY)
    code, out, err = ready("yearly", "notices", "signboard", "2570", "--out", str(tmp_path / "out"), "--json", today=JANUARY)
    assert code == 0, err
    (file,) = json.loads(out)["files"]
    assert Path(file).read_bytes().startswith(b"%PDF")


def test_property_is_found_and_taken_off(ready: Run) -> None:
    code, out, _ = ready("property", "list", "--text", "12345", "--json")
    (row,) = json.loads(out)
    assert ready("property", "end", str(row["id"]), "--reason", "ขาย")[0] == 0
    assert json.loads(ready("property", "list", "--kind", "parcel", "--json")[1]) == []
    code, _, err = ready("property", "end", str(row["id"]), "--reason", "ขาย")
    assert code == 1 and "already-ended" in err


def test_a_survey_of_somebody_unknown_is_refused(ready: Run, tmp_path: Path) -> None:
    code, _, err = ready("property", "survey", written(tmp_path, "none.json", {"parcels": [PLOT]}), "--owner", "1100000000010")
    assert code == 1 and "owner" in err
