"""``lsvdesk manual``: from a shipped profile without any register, or from an office's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lsvdesk import cli
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter import setup
from lsvdesk.counter.context import FixedClock
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.printing.preview import page_count
from tests.counter.people import DAY
from tests.printing.reading import pdfium_text_of

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``lsvdesk manual``; (exit code, stdout, stderr)."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["manual", *arguments, "--today", DAY.isoformat()])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_service_is_printed_from_a_shipped_profile_without_any_register(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ขุดดิน.pdf"
    code, said, _ = run("soil-excavation-notice", "--profile", "pho-yai", "--out", str(out))
    assert code == 0 and "การแจ้งขุดดิน" in said
    text = pdfium_text_of(out.read_bytes())
    assert "องค์การบริหารส่วนตำบลโพธิ์ใหญ่" in text and "๕๐๐ บาทต่อฉบับ" in text and "เผยแพร่เมื่อวันที่ ๑๘ พฤศจิกายน ๒๕๖๙" in text


def test_the_whole_book_of_every_shipped_office_is_printed(run: Run, tmp_path: Path) -> None:
    for profile in ("pho-yai", "don-tanin", "dong-ling", "na-pho"):
        out = tmp_path / f"{profile}.pdf"
        assert run("--all", "--profile", profile, "--out", str(out))[0] == 0
        assert page_count(out.read_bytes()) > 20 and "สารบัญ" in pdfium_text_of(out.read_bytes())


def test_an_office_prints_its_own_details_and_numerals(run: Run, tmp_path: Path) -> None:
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "เจ้าหน้าที่", "admin"), profile="don-tanin", numerals="arabic")
    office = setup.set_up(tmp_path / "office", wanted, FixedClock(DAY))
    office_settings.change_office_details(office, phone="044-000222", departments=_without_phones(office))
    office.register.close()
    out = tmp_path / "manual.pdf"
    assert run("soil-excavation-notice", "--office", str(tmp_path / "office"), "--out", str(out))[0] == 0
    text = pdfium_text_of(out.read_bytes())
    assert "044-000222" in text and "18 พฤศจิกายน 2569" in text and "๒๕๖๙" not in text


def _without_phones(office: object) -> dict[str, dict[str, str]]:
    departments = office_settings.office_details(office)["departments"]  # type: ignore[arg-type]
    return {name: {**each, "phone": ""} for name, each in departments.items()}


def test_only_the_form_or_only_one_kind_of_applicant_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    code, said, _ = run("commercial-registration-new", "--form", "--profile", "na-pho", "--out", str(out))
    assert code == 0 and "แบบฟอร์ม" in said and "งานที่ให้บริการ" not in pdfium_text_of(out.read_bytes())
    assert run("commercial-registration-new", "--case", "individual", "--profile", "na-pho", "--out", str(out))[0] == 0
    assert "กรณีบุคคลธรรมดา" in pdfium_text_of(out.read_bytes())


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("soil-excavation-notice", "--all"),
        ("--all", "--form"),
        ("--all", "--case", "individual"),
        ("--all", "--profile", "pho-yai", "--office", "x"),
    ],
)
def test_what_does_not_go_together_is_a_wrong_command(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    out = tmp_path / "x.pdf"
    assert run(*arguments, "--out", str(out))[0] == 2 and not out.exists()


def test_what_does_not_exist_is_said_in_thai(run: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "x.pdf")
    for arguments in (
        ("no-such-service", "--profile", "pho-yai"),
        ("soil-excavation-notice", "--profile", "no-such-office"),
        ("soil-excavation-notice", "--profile", "pho-yai", "--case", "nobody"),
        ("--all", "--office", str(tmp_path / "empty")),
    ):
        code, _, said = run(*arguments, "--out", out)
        assert code == 1 and "[" in said, arguments
    code, _, said = run("soil-excavation-notice", "--profile", "pho-yai", "--out", str(tmp_path))
    assert code in (1, 2)
