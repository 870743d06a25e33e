"""The command line: the same use cases, with exit codes and JSON that scripts can rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from lsvdesk import cli
from tests.counter.people import agent, company, dig_answers, owner, shop_answers, sign, sign_answers

TODAY = "2026-11-18"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "office"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command with the office of this test; (exit code, stdout, stderr)."""

    def command(*arguments: str, today: str | None = TODAY) -> tuple[int, str, str]:
        options = ["--office", str(folder)] + (["--today", today] if today else [])
        code = cli.main([*arguments, *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def office(run: Callable[..., tuple[int, str, str]]) -> Callable[..., tuple[int, str, str]]:
    """The same with an office set up."""
    code, out, _ = run("office", "init", "--profile", "pho-yai", "--user", "นางสาวสมมุติ ทดสอบระบบ")
    assert code == 0 and "โพธิ์ใหญ่" in out
    return run


def written(tmp_path: Path, name: str, value: Any) -> str:
    path = tmp_path / name
    path.write_text(json.dumps(value, ensure_ascii=False, default=str), encoding="utf-8")
    return str(path)


def opened(office: Callable[..., tuple[int, str, str]], tmp_path: Path, service: str, answers: Any, *more: str) -> dict[str, Any]:
    """A case opened with JSON out."""
    applicant = {key: value for key, value in asdict(owner()).items() if key != "id"}
    files = ["--applicant", written(tmp_path, "applicant.json", applicant), "--answers", written(tmp_path, "answers.json", answers)]
    code, out, err = office("case", "open", service, *files, "--json", *(more or ("--documents", "all")))
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_day_of_the_office_by_commands_alone(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    case = opened(office, tmp_path, "commercial-registration-new", shop_answers())
    number = case["row"]["number"]
    assert case["row"]["status"] == "in_progress" and case["payable_now"] == "50.00"
    code, out, _ = office("pay", number, "--amount", "๑๐๐", "--method", "cash", "--json")
    receipt = json.loads(out)
    assert code == 0 and receipt["change"] == "50.00" and receipt["issued_on"] == TODAY
    assert office("case", "act", number, "approve")[0] == 0
    code, out, _ = office("case", "act", number, "issue", "--json")
    assert json.loads(out)["permits"][0]["number"] == "1/2569"
    for what, kind in ((number, ["--kind", "acknowledgement"]), ("1/1", []), ("1/2569", ["--kind", "commercial_certificate"])):
        target = tmp_path / f"{what.replace('/', '-')}.pdf"
        code, out, err = office("print", what, "--out", str(target), *kind)
        assert code == 0, err
        assert target.read_bytes().startswith(b"%PDF")
    code, out, _ = office("day", "close", "--json")
    assert json.loads(out)["total"] == "50.00"
    workbook = tmp_path / "month.xlsx"
    assert office("export", "month", "2026-11", "--out", str(workbook))[0] == 0
    register = tmp_path / "receipts.xlsx"
    assert office("export", "register", "receipts", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(register))[0] == 0
    assert workbook.read_bytes()[:2] == register.read_bytes()[:2] == b"PK"
    code, out, _ = office("verify", "--json")
    assert (code, json.loads(out)) == (0, {"sound": True, "faults": []})


def test_a_request_is_sent_on_answered_and_told_by_commands(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    from tests.counter.test_welfare import CARD

    number = opened(office, tmp_path, "disability-card", CARD)["row"]["number"]
    opinion = written(tmp_path, "opinion.json", {"opinion": "support"})
    code, out, err = office("case", "act", number, "record_opinion", "--official", opinion, "--json")
    assert (code, json.loads(out)["official"]) == (0, {"opinion": "support"}), err
    code, out, _ = office("case", "act", number, "forward", "--expected", "2026-12-02", "--json")
    sent = json.loads(out)
    assert (code, sent["row"]["forwarded_on"], sent["forwardings"][0]["answer_by"]) == (0, TODAY, "2026-12-02")
    letter = tmp_path / "letter.pdf"
    assert office("print", number, "--kind", "forwarding_letter", "--out", str(letter))[0] == 0
    code, out, _ = office("case", "list", "--status", "forwarded")
    assert number in out and "ส่งต่อแล้ว รอผล" in out
    assert office("case", "act", number, "approve")[0] == 1
    assert office("case", "act", number, "answer", "--outcome", "refused", today="2026-12-01")[0] == 1  # a refusal has its reason
    answered = ("answer", "--outcome", "approved", "--letter-no", "อบ 0004/12", "--on", "2026-11-30")
    assert office("case", "act", number, *answered, today="2026-12-01")[0] == 0
    code, out, _ = office("case", "act", number, "inform", "--json", today="2026-12-01")
    told = json.loads(out)
    assert (told["row"]["status"], told["forwardings"][0]["answer_no"]) == ("finished", "อบ 0004/12")
    assert "ได้รับผล approved 2026-11-30" in office("case", "show", number)[1]


def test_a_receipt_is_voided_and_printed_again(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    number = opened(office, tmp_path, "soil-excavation-notice", dig_answers())["row"]["number"]
    office("pay", number, "--amount", "500")
    copy = tmp_path / "copy.pdf"
    assert office("receipt", "reprint", "1/1", "--out", str(copy))[0] == 0
    code, out, _ = office("receipt", "void", "1/1", "--reason", "พิมพ์ชื่อผิด", "--json")
    assert (code, json.loads(out)["status"]) == (0, "void")
    code, _, err = office("receipt", "void", "1/1", "--reason", "อีกครั้ง")
    assert code == 1 and "[already-void]" in err
    assert "ยกเลิก: พิมพ์ชื่อผิด" in office("receipt", "show", "1/1")[1]


def test_a_deficiency_is_recorded_cured_and_an_application_returned(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    case = opened(office, tmp_path, "soil-excavation-notice", dig_answers(), "--documents", "site-plan,calculation")
    number = case["row"]["number"]
    assert case["row"]["status"] == "received"
    code, out, _ = office("case", "act", number, "record_documents", "--deficient", "--fault", "เลขโฉนดไม่ตรง", "--json")
    record = json.loads(out)["deficiencies"][0]
    assert code == 0 and record["correct_by"] == "2026-11-25" and "เลขโฉนดไม่ตรง" in [item["text"] for item in record["items"]]
    code, _, err = office("case", "act", number, "return_application", "--reason", "ไม่แก้ไข")
    assert code == 1 and "[not-allowed-now]" in err
    other = opened(office, tmp_path, "soil-excavation-notice", dig_answers(), "--documents", "")
    assert (
        json.loads(office("case", "act", other["row"]["number"], "record_documents", "--documents", "all", "--json")[1])["complete_on"]
        == TODAY
    )
    code, out, _ = office("case", "act", number, "return_application", "--reason", "ไม่แก้ไข", "--json", today="2026-12-01")
    assert json.loads(out)["row"]["status"] == "returned"


def test_a_company_and_an_agent_come_from_the_applicant_file(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    applicant = {key: value for key, value in asdict(company()).items() if key != "id"}
    applicant |= {"agent": {key: value for key, value in asdict(agent()).items() if key != "id"}, "agent_authority": "หนังสือมอบอำนาจ"}
    files = ["--applicant", written(tmp_path, "a.json", applicant), "--answers", written(tmp_path, "b.json", sign_answers())]
    code, out, err = office("case", "open", "signboard-tax", *files, "--documents", "all", "--json")
    assert code == 0, err
    case = json.loads(out)
    assert case["applicant_case"] == "juristic" and case["agent"]["first_name"] == "ผู้แทน"
    assert "power-of-attorney" in [document["id"] for document in case["documents"]]
    code, out, _ = office("case", "act", case["row"]["number"], "serve_notice", "--on", TODAY, "--json")
    assert json.loads(out)["assessment"]["pay_by"] == "2026-12-03"


def test_what_is_wrong_with_a_form_is_said_field_by_field(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    files = [
        "--applicant",
        written(tmp_path, "a.json", {"first_name": "สมมุติ", "citizen_id": "1234567890123"}),
        "--answers",
        written(tmp_path, "b.json", sign_answers(sign(width_cm="0"))),
    ]
    code, out, err = office("case", "open", "signboard-tax", *files)
    assert (code, out) == (1, "")
    assert "person.citizen_id: " in err and "[citizen-id-checksum]" in err
    assert "signs[0].width_cm: " in err and "[invalid-answers]" in err


def test_cases_are_listed_and_shown(office: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    opened(office, tmp_path, "signboard-tax", sign_answers())
    opened(office, tmp_path, "soil-excavation-notice", dig_answers())
    code, out, _ = office("case", "list", "--open", "--json")
    assert code == 0 and [row["number"] for row in json.loads(out)] == ["2569-00002", "2569-00001"]
    assert "2569-00001  กำลังดำเนินการ" in office("case", "list", "--service", "signboard-tax")[1]
    shown = office("case", "show", "2569-00002")[1]
    assert "กำหนดตามกฎหมาย: 7 วัน ครบกำหนด 2026-11-25" in shown and "[x] site-plan" in shown
    code, _, err = office("case", "show", "2569-99999")
    assert code == 1 and "[unknown-case]" in err


def test_the_catalogue_is_given_as_json_with_amounts_resolved(
    run: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["catalogue", "--json", "--profile", "pho-yai"]) == 0
    services = {service["id"]: service for service in json.loads(capsys.readouterr().out)}
    tax = services["signboard-tax"]
    assert {"id", "title", "department", "kind", "legal_basis", "clock", "applicant_cases", "fields", "documents", "steps", "fees"} <= set(
        tax
    )
    assert "signs.width_cm" in [field["id"] for field in tax["fields"]]
    assert tax["steps"][0]["time"] == {"value": 10.0, "unit": "minute"}
    registration = services["commercial-registration-new"]
    assert [fee["amount"] for fee in registration["fees"] if fee["rate"]] == ["50.00", "30.00", "20.00", "1000.00"]


def test_every_file_under_forms_is_sound_and_a_broken_one_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    from lsvdesk.paths import shipped

    assert cli.main(["catalogue", "check"]) == 0
    forms = tmp_path / "forms"
    shutil.copytree(shipped("forms"), forms)
    broken = forms / "services" / "revenue" / "signboard-tax.yaml"
    broken.write_text(broken.read_text("utf-8").replace("kind: tax\n", "kind: tax\ncolour: red\n", 1), encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["catalogue", "check", "--forms", str(forms)]) == 1
    said = capsys.readouterr().out
    assert "signboard-tax.yaml" in said and "colour" in said


def test_an_assessment_needs_no_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = written(tmp_path, "answers.json", sign_answers(sign(), sign(kind="mixed")))
    assert cli.main(["assess", "signboard-tax", "--answers", answers, "--json", "--today", "2026-03-02"]) == 0
    owed = json.loads(capsys.readouterr().out)
    assert owed["total"] == "1798.00"
    assert {"item", "base", "unit", "rate", "amount", "reference"} <= set(owed["lines"][0])
    late = ["--filed-on", "2026-03-02", "--notified-on", "2026-03-02", "--paid-on", "2026-04-20"]
    assert cli.main(["assess", "signboard-tax", "--answers", answers, "--today", "2026-03-02", *late]) == 0
    assert "1,869.92  รวม" in capsys.readouterr().out


def test_wrong_arguments_end_with_two(run: Callable[..., tuple[int, str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("case", "list", today="2026-13-40")[0] == 2
    assert run("no-such-command", today=None)[0] == 2
    assert run("pay", "2569-00001", "--amount", "ร้อย")[0] == 2
    assert run("export", "month", "2026-13", "--out", str(tmp_path / "x.xlsx"))[0] == 2
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert cli.main(["assess", "signboard-tax", "--answers", str(broken)]) == 2
    assert cli.main(["assess", "signboard-tax", "--answers", str(tmp_path / "nowhere.json")]) == 2


def test_an_office_that_is_not_there_is_said_in_thai_with_its_code(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("case", "list")
    assert (code, out) == (1, "")
    assert "ไม่พบทะเบียน" in err and "[register-missing]" in err


def test_offices_that_ship_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["office", "list", "--json"]) == 0
    assert {"id": "pho-yai", "name": "องค์การบริหารส่วนตำบลโพธิ์ใหญ่"} in json.loads(capsys.readouterr().out)


def test_thai_reaches_a_pipe_whatever_the_console_speaks() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "lsvdesk.cli", "office", "list"], capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0
    assert "โพธิ์ใหญ่" in done.stdout.decode("utf-8")


def test_starting_a_command_loads_no_more_than_it_needs() -> None:
    code = (
        "import sys; from lsvdesk import cli; assert 'typer' not in sys.modules; "
        "cli.main(['catalogue', '--help']); "
        "heavy = [name for name in ('sqlalchemy', 'reportlab', 'openpyxl', 'PySide6') if name in sys.modules]; "
        "print('heavy:', heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert "heavy: []" in done.stdout


def test_the_office_and_the_day_may_be_named_before_the_command(
    office: Callable[..., tuple[int, str, str]], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = office("case", "list", "--json")
    assert after[0] == 0
    code = cli.main(["--office", str(folder), f"--today={TODAY}", "case", "list", "--json"])
    said = capsys.readouterr()
    assert (code, said.out) == after[:2]


def test_an_option_of_the_window_before_a_command_is_an_error_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-platform", "offscreen", "case", "list"]) == 2
    assert "-platform" in capsys.readouterr().err
    assert cli.main(["--today", TODAY, "no-such-command"]) == 2
