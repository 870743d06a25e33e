"""The public manual on paper: contents that are right, links and bookmarks that lead there, nothing cut off, nothing missing."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pikepdf.pdfa
import pypdfium2
import pytest
from PIL import Image

from lsvdesk.catalogue import loader
from lsvdesk.counter import manual
from lsvdesk.printing import fonts, render_manual
from lsvdesk.printing.preview import page_count
from lsvdesk.printing.views.manual import ManualFee, ManualView
from lsvdesk.thai.numerals import to_arabic, to_thai
from tests.printing.reading import ink_of, pictures

DAY = dt.date(2026, 11, 18)
PROFILES = ("pho-yai", "don-tanin", "dong-ling", "na-pho")


@cache
def view(profile: str) -> ManualView:
    catalogue = loader.load(profile=profile)
    assert catalogue.profile is not None
    return manual.view_of(catalogue, manual.office_view(catalogue.profile), DAY)


@cache
def book(profile: str) -> bytes:
    return render_manual(view(profile))


@cache
def pages(profile: str) -> tuple[str, ...]:
    """The text of every page, as a reader finds it, with white space made one space."""
    return texts(book(profile))


def texts(pdf: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def solid(text: str) -> str:
    """``text`` as it can be looked for, wherever its lines break: no white space, Thai digits."""
    return to_thai(re.sub(r"\s+", "", text))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_contents_name_the_page_where_each_chapter_begins(profile: str) -> None:
    found = pages(profile)
    last = next(at for at, text in enumerate(found) if text.startswith("การจัดทำคู่มือสำหรับประชาชน"))
    contents = solid("".join(re.sub(r"คู่มือสำหรับประชาชน \S+ +เผยแพร่.*", "", text) for text in found[2:last]))
    for number, chapter in enumerate(view(profile).chapters, 1):
        entry = re.search(
            re.escape(solid(f"{number}. {chapter.title}")) + r"([๐-๙]+?)(?=" + re.escape(solid(f"{number + 1}.")) + r"|[ก-ฮ]|$)", contents
        )
        assert entry is not None, f"{chapter.title} is not in the contents"
        page = int(to_arabic(entry[1]))
        begins = solid(found[page - 1])
        assert "งานที่ให้บริการ" in begins and solid(chapter.title) in begins, f"{chapter.title} does not begin on page {page}"
        assert solid(f"หน้า {page}") in begins, "the number at the foot is the number of the sheet"


@pytest.mark.parametrize("profile", PROFILES)
def test_bookmarks_and_links_lead_to_the_same_pages_as_the_contents(profile: str) -> None:
    with pikepdf.open(io.BytesIO(book(profile))) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        found: dict[str, int] = {}
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            departments = [str(entry.title) for entry in outline.root]
            while waiting:
                entry = waiting.pop()
                waiting += entry.children
                target = entry.destination[0] if isinstance(entry.destination, pikepdf.Array) else _named(pdf, entry.destination)
                found[str(entry.title)] = numbers[target.objgen]
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert all(int(note.F) == 4 for note in links), "PDF/A: a link prints"
        assert len(links) == len(view(profile).chapters) + len(view(profile).parts) + len(view(profile).appendix)
        assert pdf.Root.PageMode == "/UseOutlines"
    for chapter in view(profile).chapters:
        assert solid(chapter.title) in solid(pages(profile)[found[chapter.title]])
        assert chapter.department in departments


def _named(pdf: pikepdf.Pdf, name: object) -> pikepdf.Object:
    target = pdf.Root.Dests[str(name)] if "/Dests" in pdf.Root else pikepdf.NameTree(pdf.Root.Names.Dests)[str(name)]
    return (target.D if isinstance(target, pikepdf.Dictionary) else target)[0]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_service_prints_its_steps_documents_and_fees(profile: str) -> None:
    whole = solid("".join(pages(profile)))
    for chapter in view(profile).chapters:
        said = [chapter.title, chapter.total_time, *chapter.criteria, *chapter.laws, *(step.title for step in chapter.steps)]
        said += [each.title for group in chapter.documents for each in group.documents]
        said += [each for fee in (*chapter.fees, *chapter.benefits) for line in (fee, *fee.tariff) for each in (line.item, line.amount)]
        missing = [each for each in said if _as_printed(each) not in whole]
        assert missing == [], chapter.title


def test_nobody_is_told_to_ask_before_paying_of_money_that_he_is_paid() -> None:
    catalogue = loader.load(profile="pho-yai")
    assert catalogue.profile is not None
    one = manual.view_of(catalogue, manual.office_view(catalogue.profile), DAY, "elderly-allowance")
    unsure = ManualFee("เบี้ยยังชีพ", "600 บาทต่อเดือน", unverified=True)
    for part, said in (("benefits", "โปรดสอบถามเจ้าหน้าที่"), ("fees", "โปรดสอบถามเจ้าหน้าที่ก่อนชำระ")):
        chapter = replace(one.chapters[0], **{"fees": (), "benefits": (), part: (unsure,)})  # type: ignore[arg-type]
        whole = solid("".join(texts(render_manual(replace(one, chapters=(chapter,))))))
        assert solid(said) in whole
        assert (solid("ก่อนชำระ") in whole) == (part == "fees")


def _as_printed(text: str) -> str:
    """Without the digits of words with Latin letters, which stay Arabic."""
    return "".join(solid(word) if not re.search("[A-Za-z@_]", word) else word for word in text.split())


@pytest.mark.parametrize("profile", PROFILES)
def test_no_letter_is_missing_from_the_face(profile: str) -> None:
    assert fonts.SUBSTITUTE not in "".join(fonts.shape(text, fonts.REGULAR).chars for text in set("".join(pages(profile)).split()))
    assert "\ufffd" not in "".join(pages(profile)) and "◊" not in "".join(pages(profile))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_page_keeps_its_margins_and_none_is_empty(profile: str) -> None:
    for number, picture in enumerate(pictures(book(profile), 40), 1):
        ink = ink_of(picture, 40)
        assert ink.left > 60 and ink.right < 595 - 45 and ink.top > 30, f"page {number}: {ink}"
        if number > 1:
            body = picture.crop((0, 0, picture.width, int(picture.height * 0.93)))
            assert _dark(body) > 0, f"page {number} has only a foot"


def _dark(picture: Image.Image) -> int:
    return picture.point([255 if value < 200 else 0 for value in range(256)]).histogram()[255]


@pytest.mark.parametrize("profile", PROFILES)
def test_no_heading_stands_alone_at_the_end_of_a_page(profile: str) -> None:
    headings = (
        "ขอบเขตการให้บริการ",
        "หลักเกณฑ์ วิธีการ และเงื่อนไขในการยื่นคำขอ",
        "ขั้นตอนและระยะเวลาการให้บริการ",
        "รายการเอกสาร หลักฐานประกอบ",
        "ค่าธรรมเนียม",
        "กฎหมายที่เกี่ยวข้อง",
        "การรับเรื่องร้องเรียน",
        "ตัวอย่างแบบฟอร์ม",
    )
    document = pypdfium2.PdfDocument(book(profile))
    for number, page in enumerate(document, 1):
        lines = [line.strip() for line in page.get_textpage().get_text_range().splitlines()]
        above = [line for line in lines if line and "เผยแพร่เมื่อวันที่" not in line and not line.startswith("หน้า")]
        assert above[-1] not in headings, f"page {number}"
    document.close()


def test_headings_stand_in_the_order_of_the_offices_manuals() -> None:
    """งานที่ให้บริการ … ค่าธรรมเนียม, กฎหมายที่เกี่ยวข้อง, ตัวอย่างแบบฟอร์ม as อบต.โพธิ์ใหญ่ has them; complaints where อบต.ดอนตะหนิน does."""
    text = solid("".join(texts(render_manual(replace(view("pho-yai"), whole=False, chapters=view("pho-yai").chapters[:1])))))
    order = (
        "งานที่ให้บริการ",
        "หน่วยงานที่รับผิดชอบ",
        "ขอบเขตการให้บริการ",
        "สถานที่ / ช่องทางการให้บริการ",
        "ระยะเวลาเปิดให้บริการ",
        "หลักเกณฑ์ วิธีการ และเงื่อนไขในการยื่นคำขอ",
        "ขั้นตอนและระยะเวลาการให้บริการ",
        "รายการเอกสาร หลักฐานประกอบ",
        "ค่าธรรมเนียม",
        "กฎหมายที่เกี่ยวข้อง",
        "การรับเรื่องร้องเรียน",
        "ตัวอย่างแบบฟอร์ม",
    )
    places = [text.index(solid(heading)) for heading in order]
    assert places == sorted(places)


def test_the_cover_says_whose_manual_it_is_and_of_what_year() -> None:
    cover = pages("pho-yai")[0]
    for said in ("คู่มือสำหรับประชาชน", "องค์การบริหารส่วนตำบลโพธิ์ใหญ่", "อำเภอวารินชำราบ จังหวัดอุบลราชธานี", "พ.ศ. ๒๕๖๙", "๑๘ พฤศจิกายน ๒๕๖๙"):
        assert said in cover


def test_the_offices_emblem_stands_on_the_cover() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (200, 200), (120, 0, 40)).save(picture, "PNG")
    short = replace(view("pho-yai"), chapters=view("pho-yai").chapters[:1])
    with_logo = replace(short, office=replace(short.office, logo=picture.getvalue()))
    assert _dark(pictures(render_manual(with_logo))[0]) > 2 * _dark(pictures(render_manual(short))[0])


def test_one_chapter_is_printed_without_cover_and_numbered_by_itself() -> None:
    one = replace(view("pho-yai"), whole=False, chapters=view("pho-yai").chapters[-1:])
    pdf = render_manual(one)
    count = page_count(pdf)
    assert 2 <= count <= 12
    found = texts(pdf)
    assert solid(f"หน้า 1/{count}") in solid(found[0]) and "สารบัญ" not in "".join(found)
    assert "เผยแพร่เมื่อวันที่ ๑๘ พฤศจิกายน ๒๕๖๙" in found[0]


def test_only_the_form_is_printed_where_only_the_form_is_wanted() -> None:
    chapter = view("pho-yai").chapters[-1]
    form = replace(view("pho-yai"), whole=False, forms_only=True, chapters=(chapter,))
    found = texts(render_manual(form))
    assert "งานที่ให้บริการ" not in "".join(found) and chapter.form is not None
    assert solid(chapter.form.title) in solid(found[0]) and "ข้าพเจ้า" in found[0]


def test_arabic_numerals_are_kept_where_the_office_wants_them() -> None:
    one = replace(view("pho-yai"), whole=False, numerals="arabic", chapters=view("pho-yai").chapters[-1:])
    assert not re.search("[๐-๙]", "".join(texts(render_manual(one))))


def test_a_table_that_goes_on_repeats_its_heading() -> None:
    chapter = view("na-pho").chapters[0]
    group = max((group for each in view("na-pho").chapters for group in each.documents), key=lambda group: len(group.documents))
    long = replace(chapter, documents=(replace(group, title="", documents=group.documents * 6),), form=None)
    found = texts(render_manual(replace(view("na-pho"), whole=False, chapters=(long,))))
    carried = [text for text in found if "รายการเอกสาร" in text and "สำเนา" in text]
    assert len(carried) >= 2 and all(text.index("รายการเอกสาร") < 400 for text in carried[1:])


def test_the_same_manual_gives_the_same_bytes() -> None:
    one = replace(view("pho-yai"), whole=False, chapters=view("pho-yai").chapters[:2])
    assert render_manual(one) == render_manual(one)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_file_conforms_to_pdf_a(profile: str) -> None:
    report = pikepdf.pdfa.validate_written(io.BytesIO(book(profile)), "2b")
    assert report.verdict == "pass", report
