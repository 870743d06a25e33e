"""What holds for every paper, with ordinary contents and with contents that try to burst the page."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from PIL import Image

from lsvdesk.printing import render, render_stored
from lsvdesk.printing.views import KINDS, as_copy, as_void, content_hash, from_dict, to_dict
from tests.printing import samples
from tests.printing.reading import ink_of, pdfium_text_of, pictures, text_of

VIEWS = samples.every_view()
NAMES = sorted(VIEWS)


def test_every_kind_of_paper_has_a_sample() -> None:
    assert {view.KIND for view in VIEWS.values()} == set(KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_pdf_a_2b(name: str) -> None:
    report = pikepdf.pdfa.validate_written(io.BytesIO(render(VIEWS[name])), "2b")
    assert report.verdict == "pass", [str(finding) for finding in report.findings]


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_printed_again_is_the_same_file(name: str) -> None:
    assert render(VIEWS[name]) == render(VIEWS[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_stored_paper_prints_the_same(name: str) -> None:
    view = VIEWS[name]
    data = json.loads(json.dumps(to_dict(view)))
    assert from_dict(type(view), data) == view
    assert render_stored(view.KIND, data) == render(view)


# the left and the right margin of each kind, in points: letters have 3 cm and 2 cm, forms 2 cm, the certificate's border stands outside
MARGINS = {
    "assessment-notice": (85, 57),
    "land-tax-notice": (85, 57),
    "excavation-acknowledgement": (85, 57),
    "permit": (85, 57),
    "return-letter": (85, 57),
    "forwarding-letter": (85, 57),
    "result-notice": (85, 57),
    "receipt": (51, 51),
    "commercial-certificate": (40, 40),
    "commercial-closing": (40, 40),
}


def without_the_cut(picture: Image.Image) -> Image.Image:
    """A sheet of two receipts without the dashed line between them, which runs from edge to edge."""
    middle = picture.height // 2
    picture.paste(255, (0, middle - 3, picture.width, middle + 4))
    return picture


@pytest.mark.parametrize("name", NAMES)
def test_the_ink_of_a_paper_stays_within_its_margins(name: str) -> None:
    kind = VIEWS[name].KIND
    left, right = MARGINS.get(kind, (57, 57))
    for picture in pictures(render(VIEWS[name]), 144):
        ink = ink_of(without_the_cut(picture) if kind == "receipt" else picture, 144)
        width, height = picture.width / 2, picture.height / 2
        own_left, own_right = (left, right) if width < height else (42, 42)  # a list that lies across has even margins
        assert ink.left >= own_left - 1.5
        assert ink.right <= width - own_right + 1.5
        assert ink.top >= 20
        assert ink.bottom <= height - 18
        assert ink.share > 0.001, "hardly anything on the page"


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("commercial")])
def test_nothing_runs_into_the_foot_of_a_page(name: str) -> None:
    # the strip between the text and the line at the foot; two of them where two receipts share the sheet
    strips = [(31.5, 35.5), (420.9 + 31.5, 420.9 + 35.5)] if VIEWS[name].KIND == "receipt" else [(38.8, 41.8)]
    for picture in pictures(render(VIEWS[name]), 144):
        for low, high in strips:
            strip = picture.crop((0, picture.height - round(high * 2), picture.width, picture.height - round(low * 2)))
            assert strip.getextrema()[0] > 200, "text runs into the foot of the page"


@pytest.mark.parametrize("name", NAMES)
def test_the_names_on_a_paper_are_extracted_exactly(name: str, tmp_path: Path) -> None:
    view = VIEWS[name]
    pdf = render(view)
    read = text_of(pdf, tmp_path)
    assert view.head.office.name in read
    assert f"เลขที่เอกสาร {view.head.paper_id} รหัสตรวจสอบ {content_hash(view)[:12]}" in read
    assert view.head.office.name in pdfium_text_of(pdf)


@pytest.mark.parametrize("name", ["receipt", "acknowledgement", "commercial-certificate", "assessment-notice"])
def test_a_long_name_is_printed_whole(name: str, tmp_path: Path) -> None:
    # a name is broken over lines, but no letter of it is lost
    view = VIEWS[name]
    changes = {
        "receipt": {"payer": samples.COMPANY},
        "acknowledgement": {"applicant": samples.COMPANY},
        "commercial-certificate": {"registrant": samples.LONG_NAME},
        "commercial-closing": {"registrant": samples.LONG_NAME},
        "assessment-notice": {"addressee": samples.COMPANY},
    }
    read = text_of(render(replace(view, **changes[name])), tmp_path)
    assert samples.LONG_NAME.replace(" ", "") in read.replace("\n", "").replace(" ", "")


def test_a_reprint_is_marked_and_otherwise_the_same(tmp_path: Path) -> None:
    for view in (samples.acknowledgement(), samples.certificate(), samples.notice(), samples.day_close()):
        original, copy = text_of(render(view), tmp_path), text_of(render(as_copy(view)), tmp_path)
        assert "สำเนา" in copy
        words, more = original.split(), copy.split()
        more.remove("สำเนา")
        assert sorted(words) == sorted(more)
        assert content_hash(as_copy(view)) == content_hash(view)


def test_a_voided_paper_says_so_on_every_page(tmp_path: Path) -> None:
    pdf = render(as_void(samples.application(long=True)))
    assert text_of(pdf, tmp_path).split().count("ยกเลิก") == len(pictures(pdf, 30))


def test_marks_lie_behind_the_text_and_leave_it_readable() -> None:
    plain, marked = pictures(render(samples.return_letter()))[0], pictures(render(as_copy(samples.return_letter())))[0]
    text_area = (80, 250, 520, 600)
    dark = [sum(picture.crop(text_area).histogram()[:128]) for picture in (plain, marked)]
    assert dark[1] >= dark[0] * 0.98


@pytest.mark.parametrize("name", ["receipt", "assessment-notice", "excavation-acknowledgement"])
def test_an_office_may_print_in_arabic_numerals(name: str, tmp_path: Path) -> None:
    view = VIEWS[name]
    thai = text_of(render(view), tmp_path)
    arabic = text_of(render(replace(view, head=replace(view.head, numerals="arabic"))), tmp_path)
    assert "๒๓ พฤศจิกายน" in thai
    assert "23 พฤศจิกายน" in arabic
    assert not set(arabic) & set("๐๑๒๓๔๕๖๗๘๙")


def test_a_paper_does_not_depend_on_what_was_printed_before_it() -> None:
    script = (
        "import hashlib, sys\n"
        "from lsvdesk.printing import render\n"
        "from tests.printing import samples\n"
        "views = samples.every_view()\n"
        "for name in sys.argv[1:]: print(hashlib.sha256(render(views[name])).hexdigest())\n"
    )
    names = ["application-long", "receipt-long", "receipt"]
    done = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == [hashlib.sha256(render(VIEWS[name])).hexdigest() for name in names]


def test_the_file_says_what_it_is_whose_it_is_and_when_it_was_issued() -> None:
    with pikepdf.open(io.BytesIO(render(samples.receipt()))) as pdf:
        info = pdf.docinfo
        assert str(info["/Title"]) == "ใบเสร็จรับเงิน เล่มที่ 1 เลขที่ 0012"
        assert str(info["/Author"]) == "องค์การบริหารส่วนตำบลโพธิ์ใหญ่"
        assert str(info["/CreationDate"]) == "D:20261123104207+07'00'"
        assert str(pdf.Root["/Lang"]) == "th"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "B"
            assert metadata["xmp:CreateDate"] == "2026-11-23T10:42:07+07:00"


def test_every_font_is_embedded_and_colours_have_a_meaning() -> None:
    with pikepdf.open(io.BytesIO(render(samples.application(long=True)))) as pdf:
        assert pdf.Root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
        seen = 0
        for page in pdf.pages:
            for font in page["/Resources"]["/Font"].values():
                assert "/FontFile2" in font["/FontDescriptor"]
                assert "THSarabunNew" in str(font["/BaseFont"])
                seen += 1
        assert seen


def test_a_paper_of_another_kind_is_refused() -> None:
    view = samples.receipt()
    with pytest.raises(ValueError, match="day-close"):
        render(replace(view, head=replace(view.head, kind="day-close")))
    with pytest.raises(KeyError):
        render_stored("love-letter", {})


@pytest.mark.parametrize("character", ["😀", "漢", "\u0301", "\u200b", "\ud800", "\x00", "‮"])
def test_a_name_with_foreign_characters_still_prints(character: str, tmp_path: Path) -> None:
    view = samples.receipt(payer=samples.PartyView(f"นางสาวกุ้ง{character} เต้นดี"))
    pdf = render(view)
    assert pikepdf.pdfa.validate_written(io.BytesIO(pdf), "2b").verdict == "pass"
    assert "เต้นดี" in text_of(pdf, tmp_path)


def test_an_emoji_is_extracted_though_the_face_cannot_draw_it(tmp_path: Path) -> None:
    assert "กุ้ง😀เต้น" in text_of(render(samples.receipt(payer=samples.PartyView("กุ้ง😀เต้น"))), tmp_path)


def test_a_broken_logo_is_left_out() -> None:
    view = samples.receipt()
    for logo in (b"", b"not a picture", samples.logo()[:200]):
        office = replace(view.head.office, logo=logo)
        assert render(replace(view, head=replace(view.head, office=office))).startswith(b"%PDF")
