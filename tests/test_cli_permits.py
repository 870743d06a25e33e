"""Papers and registers from the command line: listed, shown, renewed, exported."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lsvdesk.cli.app import run
from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.views import NewUser, OfficeSetup
from tests.counter.papers_before import done, request, someone
from tests.counter.people import DAY
from tests.counter.test_earlier import station


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "office"
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการ", "admin"), profile="na-pho")
    office = setup.set_up(folder, wanted, FixedClock(DAY))
    setup.add_user(office, NewUser("นายรับเรื่อง ตัวอย่างดี", "เจ้าหน้าที่", "counter"))
    station(office)
    done(office, request(office, "aids-allowance", someone(22, "ปกปิด"), nationality="ไทย"))
    office.register.close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "office")
    return tmp_path / "office"


def asked(folder: Path, *arguments: str, today: str = "2026-12-08") -> int:
    return run([*arguments, "--office", str(folder), "--today", today])


def test_papers_are_listed_with_what_became_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(folder, "permit", "list", "--register", "licences", "--status", "within-30", "--json") == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["series"], row["number"], row["valid_until"], row["days_left"]) == ("fuel-licence", "1/2569", "2026-12-31", 23)
    assert asked(folder, "permit", "list", "--json", today="2027-01-01") == 0
    assert [each["status"] for each in json.loads(capsys.readouterr().out)] == ["expired"]
    assert asked(folder, "permit", "list", "--register", "elderly") == 2
    assert asked(folder, "permit", "list", "--register", "ไม่มี") == 1
    assert "[register-name]" in capsys.readouterr().err


def test_a_paper_is_shown_with_what_can_follow_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(folder, "permit", "show", "1/2569", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["permit"]["holder"] == "นายตัวอย่าง สมมุติการ"
    assert shown["followed_by"] == ["fuel-station-renewal", "fuel-station-change", "fuel-station-transfer"]


def test_a_request_takes_over_from_the_paper_that_is_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = someone(1)
    applicant = {"prefix": who.prefix, "first_name": who.first_name, "last_name": who.last_name, "citizen_id": who.citizen_id}
    answers = {"insurance_no": "ตัวอย่าง 1/2569", "insurance_until": "2027-12-31"}
    (tmp_path / "applicant.json").write_text(json.dumps(applicant), "utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(answers), "utf-8")
    files = ["--applicant", str(tmp_path / "applicant.json"), "--answers", str(tmp_path / "answers.json")]
    assert asked(folder, "case", "open", "fuel-station-renewal", *files, "--earlier", "9/2569") == 1
    assert "[unknown-permit]" in capsys.readouterr().err
    assert asked(folder, "case", "open", "fuel-station-renewal", *files, "--earlier", "1/2569", "--json") == 0
    case = json.loads(capsys.readouterr().out)
    assert (case["answers"]["station_name"], case["answers"]["licence_no"]) == ("ปั๊มตัวอย่างบริการ", "1/2569")
    assert asked(folder, "case", "open", "fuel-station-renewal", *files, "--earlier", "1/2569") == 1
    assert case["row"]["number"] in capsys.readouterr().err, "one request on a paper at a time"


def test_a_register_of_a_kind_is_exported_under_its_name(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "r.xlsx"
    assert asked(folder, "export", "register", "licences", "--out", str(out)) == 0
    sheet = load_workbook(out).active
    assert sheet["A1"].value == "ทะเบียนใบอนุญาต"
    assert [sheet.cell(5, column).value for column in (2, 5, 7)] == ["1/2569", "ปั๊มตัวอย่างบริการ", dt.datetime(2026, 12, 31)]
    assert asked(folder, "export", "register", "licences", "--out", str(out), "--from", "2026-11-19") == 0
    assert load_workbook(out).active["A5"].value == "ไม่มีรายการ"


def test_a_sensitive_register_is_exported_only_for_those_who_may_see_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.xlsx"
    assert asked(folder, "export", "register", "aids", "--out", str(out)) == 0
    texts = [cell.value for row in load_workbook(out).active.iter_rows() for cell in row if cell.value]
    assert any("ห้ามเผยแพร่" in str(text) for text in texts) and "นายปกปิด สมมุติการ" in texts
    out.unlink()
    assert asked(folder, "export", "register", "aids", "--out", str(out), "--user", "นายรับเรื่อง ตัวอย่างดี") == 1
    assert not out.exists() and "[sensitive]" in capsys.readouterr().err
