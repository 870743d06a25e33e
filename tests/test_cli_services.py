"""``lsvdesk service …``: the settings of services from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lsvdesk import cli

DIG = "soil-excavation-notice"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an office that was set up; (exit code, stdout, stderr)."""

    def command(*arguments: str, today: str = "2026-11-18") -> tuple[int, str, str]:
        code = cli.main([*arguments, "--office", str(tmp_path / "office"), "--today", today])
        said = capsys.readouterr()
        return code, said.out, said.err

    assert command("office", "init", "--profile", "pho-yai", "--user", "นางสาวสมมุติ ทดสอบระบบ")[0] == 0
    return command


def test_services_are_listed_for_people_and_for_scripts(run: Run) -> None:
    code, out, _ = run("service", "list")
    assert code == 0
    assert f"{DIG}\tเปิดให้บริการ\tกองช่าง\t7 วัน (กฎหมาย 7 วัน)" in out
    listed = json.loads(run("service", "list", "--json")[1])
    dig = next(each for each in listed["services"] if each["id"] == DIG)
    assert (dig["state"], dig["promise"]["said"], dig["since"]) == ("offered", "7 วัน", None)


def test_a_service_is_set_and_shown_with_its_history(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "documents.json"
    own.write_text(json.dumps([{"title": "แผนที่สังเขป", "copies": 2}]), encoding="utf-8")
    words = ("--promise", "๕", "--place", "ช่อง 2", "--documents", str(own), "--drop", "land-consent", "--note", "ประกาศ 4/2569")
    code, out, err = run("service", "set", DIG, *words, "--json")
    assert code == 0, err
    kept = json.loads(out)
    assert (kept["row"]["promise"]["said"], kept["place"]) == ("5 วัน", "ช่อง 2")
    assert [(each["id"], each["copies"]) for each in kept["own_documents"]] == [("own-1", 2)]
    assert [each["id"] for each in kept["standing_documents"] if not each["asked"]] == ["land-consent"]
    code, out, _ = run("service", "show", DIG)
    assert code == 0
    assert "เวลาที่สัญญา 5 วัน กฎหมายกำหนดไม่เกิน 7 วัน (พระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543 มาตรา 17)" in out
    assert "ประกาศ 4/2569" in out


def test_the_law_refuses_by_field_and_name(run: Run) -> None:
    code, out, err = run("service", "set", DIG, "--promise", "8")
    assert (code, out) == (1, "")
    assert "promise: " in err and "พระราชบัญญัติการขุดดินและถมดิน" in err and "[beyond-law]" in err
    fee = ("--fee", "excavation.depth_threshold=4", "--ordinance", "ประกาศ อบต.โพธิ์ใหญ่", "--fee-start", "2025-10-01")
    code, _, err = run("service", "set", DIG, *fee)
    assert code == 1
    assert "fee.excavation.depth_threshold.value: " in err and "[above-ceiling]" in err


def test_a_service_is_switched_off_from_a_day_and_that_is_called_off(run: Run) -> None:
    assert run("service", "set", DIG, "--off", "--start", "2026-12-01")[0] == 0
    assert run("service", "set", DIG, "--off", "--start", "2026-12-01")[0] == 1  # nothing changes any more
    listed = json.loads(run("service", "list", "--json", today="2026-12-01")[1])["services"]
    assert next(each["state"] for each in listed if each["id"] == DIG) == "off"
    assert run("service", "call-off", DIG, "2026-12-01")[0] == 0
    listed = json.loads(run("service", "list", "--json", today="2026-12-01")[1])["services"]
    assert next(each["state"] for each in listed if each["id"] == DIG) == "offered"


def test_a_fact_is_confirmed_with_its_source(run: Run) -> None:
    shown = json.loads(run("service", "show", "preschool-enrolment", "--json")[1])
    key = shown["facts"][0]["key"]
    assert run("service", "confirm", "preschool-enrolment", key)[0] == 1
    code, out, err = run("service", "confirm", "preschool-enrolment", key, "--note", "ใบสมัครปี 2570")
    assert code == 0, err
    assert "ยืนยันโดยนางสาวสมมุติ ทดสอบระบบ 18 พ.ย. 2569 จากใบสมัครปี 2570" in out


def test_an_unknown_service_is_said(run: Run) -> None:
    code, _, err = run("service", "show", "no-such-service")
    assert code == 1
    assert "[unknown-service]" in err
