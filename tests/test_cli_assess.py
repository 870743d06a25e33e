"""``assess`` from the command line: every amount with its reasons, by date, and the sheet of it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lsvdesk import cli
from lsvdesk.counter.calculation_forms import has_amount
from tests.counter.people import sign, sign_answers
from tests.support.answers import Filler
from tests.support.walks import DAY, read, shipped, squeezed

SERVICES = [service.id for service in shipped().services.values() if has_amount(service)]


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["assess", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def written(folder: Path, answers: dict[str, Any]) -> str:
    path = folder / "answers.json"
    path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("service_id", SERVICES)
def test_every_service_gives_its_amount_for_every_kind_of_applicant(
    service_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from lsvdesk.counter import estimating

    service = shipped().service(service_id)
    for case in service.applicant_cases:

        def faults(answers: dict[str, Any], case_id: str = case.id) -> list[Any]:
            return list(estimating.estimate_in(shipped(), service_id, case_id, answers, estimating.Days(DAY, DAY)).faults)

        path = written(tmp_path, Filler(service, case.id, DAY, also=faults).answers())
        days = ["--today", DAY.isoformat(), "--filed", DAY.isoformat()]
        code, out, err = asked(capsys, service_id, "--answers", path, "--case", case.id, *days, "--json")
        assert code == 0, err
        owed = json.loads(out)
        assert sum(Decimal(line["amount"]) for line in owed["lines"]) == Decimal(owed["total"])
        for line in owed["lines"]:
            assert line["sentence"] and line["reference"] and line["item"]
            assert isinstance(line["amount"], str) and isinstance(line["base"], str)
        assert '"total": "' in out and "e+" not in out.lower()


def test_the_days_change_what_is_owed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, {"tax_year": 2569, "signs": [{"kind": "foreign", "width_cm": 200, "height_cm": 300}]})

    def total(*days: str) -> str:
        return str(json.loads(asked(capsys, "signboard-tax", "--answers", path, "--today", "2026-11-18", *days, "--json")[1])["total"])

    assert total() == "6000.00", "what is not known is not charged for"
    late = ["--filed", "2026-11-18"]
    assert total(*late) == "6300.00"
    assert total(*late, "--officer-noticed", "2026-11-01") == "6600.00"
    assert total("--filed", "2026-03-02", "--notified", "2026-03-02", "--paid", "2026-04-20") == "6240.00"
    assert total("--filed-on", "2026-03-02", "--notified-on", "2026-03-02", "--paid-on", "2026-04-20") == "6240.00"


def test_the_sheet_is_written_with_the_head_of_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = written(tmp_path, sign_answers(sign(), sign(kind="mixed"))), tmp_path / "ใบคำนวณ.pdf"
    code, said, err = asked(capsys, "signboard-tax", "--answers", path, "--today", "2026-03-02", "--profile", "pho-yai", "--out", str(out))
    assert code == 0, err
    assert "ใบคำนวณ" in said and "1,798.00  รวม" in said
    text = read(out.read_bytes())
    for words in ("องค์การบริหารส่วนตำบลโพธิ์ใหญ่", "ประมาณการ", "ไม่ใช่ใบเสร็จรับเงิน", "1,798.00", "2 มีนาคม 2569"):
        assert squeezed(words) in text


def test_a_sheet_needs_to_know_whose_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = written(tmp_path, sign_answers(sign())), tmp_path / "x.pdf"
    assert asked(capsys, "signboard-tax", "--answers", path, "--today", "2026-03-02", "--out", str(out))[0] == 2
    assert not out.exists()


def test_wrong_answers_are_named_and_no_sheet_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = written(tmp_path, {"tax_year": 2569, "signs": [{"kind": "mixed", "width_cm": 0, "height_cm": 10}]}), tmp_path / "x.pdf"
    code, _, err = asked(capsys, "signboard-tax", "--answers", path, "--profile", "pho-yai", "--out", str(out))
    assert code == 1 and "กว้าง" in err and not out.exists()
