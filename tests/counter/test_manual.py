"""The public manual says what the services say: every one of them, in the office's order, for any kind of applicant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.catalogue import loader, manual_text
from lsvdesk.catalogue.models import ApplicantCase, Band, Duration, OrdinanceRate, RequiredDocument, Service
from lsvdesk.counter import manual, manual_fees, manual_words, setup, verifying
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.blank_forms import blank_form
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup
from lsvdesk.errors import CatalogueFault, CounterError
from lsvdesk.printing.views import ChoiceItem, PaperHead, TableItem, ValueItem
from lsvdesk.printing.views.manual import ManualChapter, ManualFee, ManualView
from tests.counter.people import DAY

PROFILES = ("pho-yai", "don-tanin", "dong-ling", "na-pho")
ALONE = ApplicantCase(id="individual", title="บุคคลธรรมดา", applicant="individual")
FIRM = ApplicantCase(id="company", title="บริษัท", applicant="juristic")


def whole(profile: str, on: dt.date = DAY) -> ManualView:
    catalogue = loader.load(profile=profile)
    assert catalogue.profile is not None
    return manual.view_of(catalogue, manual.office_view(catalogue.profile), on)


def one(profile: str, service: str, case: str | None = None) -> ManualChapter:
    catalogue = loader.load(profile=profile)
    assert catalogue.profile is not None
    return manual.view_of(catalogue, manual.office_view(catalogue.profile), DAY, service, case=case).chapters[0]


# --- the book ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_the_manual_has_a_chapter_for_every_service_the_office_offers(profile: str) -> None:
    catalogue = loader.load(profile=profile)
    titles = [chapter.title for chapter in whole(profile).chapters]
    assert sorted(titles) == sorted(service.title for service in catalogue.offered(DAY))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_chapter_says_what_the_act_asks_for(profile: str) -> None:
    """Section 7: criteria, steps and time, documents; and what the manuals add: where, when, how much, whom to complain to."""
    for chapter in whole(profile).chapters:
        assert chapter.places and chapter.hours and chapter.department, chapter.title
        assert chapter.criteria or chapter.introduction, chapter.title
        assert chapter.steps and chapter.total_time and chapter.laws and chapter.complaints, chapter.title


@pytest.mark.parametrize("profile", PROFILES)
def test_services_of_one_department_stand_together(profile: str) -> None:
    departments = [chapter.department for chapter in whole(profile).chapters]
    changes = [name for at, name in enumerate(departments) if at == 0 or departments[at - 1] != name]
    assert len(changes) == len(set(changes))


def test_the_departments_of_pho_yai_come_in_the_order_of_its_own_manual() -> None:
    view = whole("pho-yai")
    assert list(dict.fromkeys(chapter.department for chapter in view.chapters)) == [
        "สำนักปลัด",
        "กองการศึกษา ศาสนา และวัฒนธรรม",
        "กองคลัง",
        "กองช่าง",
    ]
    titles = [chapter.title for chapter in view.chapters]
    assert titles[0] == "การลงทะเบียนและยื่นคำขอรับเงินเบี้ยยังชีพความพิการ"
    assert titles.index("การแจ้งขุดดิน") < titles.index("การแจ้งถมดิน")


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_in_the_book_speaks_of_how_the_definitions_were_written(profile: str) -> None:
    for chapter in whole(profile).chapters:
        notes = [each.note for each in (*chapter.steps, *chapter.fees)] + [
            each.note for group in chapter.documents for each in group.documents
        ]
        references = [fee.reference for fee in chapter.fees]
        assert not [each for each in (*notes, *references) if "คู่มือ" in each], chapter.title


def test_an_office_without_services_is_told_so() -> None:
    catalogue = loader.load(profile="pho-yai")
    assert catalogue.profile is not None
    with pytest.raises(CounterError) as refused:
        manual.view_of(replace(catalogue, services={}), manual.office_view(catalogue.profile), DAY)
    assert refused.value.code == "no-services"


def test_an_unknown_service_or_kind_of_applicant_is_refused() -> None:
    with pytest.raises(CatalogueFault):
        one("pho-yai", "no-such-service")
    with pytest.raises(CounterError) as refused:
        one("pho-yai", "soil-excavation-notice", case="nobody")
    assert refused.value.code == "unknown-applicant-case" and "individual" in refused.value.message


# --- an office's own ----------------------------------------------------------------------------------------------------------------


def test_the_manual_of_an_office_is_todays_and_stores_nothing(office: Office) -> None:
    before = sorted(path for path in office.folder.rglob("*") if path.is_file())
    paper = manual.manual(office, "soil-excavation-notice")
    assert paper.pdf.startswith(b"%PDF") and paper.code == "" and paper.title == "คู่มือสำหรับประชาชน: การแจ้งขุดดิน"
    assert sorted(path for path in office.folder.rglob("*") if path.is_file()) == before
    assert verifying.verify(office) == []


def test_the_offices_own_details_stand_in_it(office: Office) -> None:
    office_settings.change_office_details(office, phone="045-000111", complaint_channels=["ตู้รับเรื่องร้องเรียนหน้าสำนักงาน"])
    catalogue = office.catalogue
    assert catalogue.profile is not None
    view = manual.view_of(catalogue, manual.office_view(catalogue.profile), DAY, "soil-excavation-notice")
    assert view.office.phone == "045-000111"
    assert view.chapters[0].complaints[0] == "ตู้รับเรื่องร้องเรียนหน้าสำนักงาน"
    assert any("1111" in each for each in view.chapters[0].complaints[1:])


def test_progress_is_told_chapter_by_chapter_and_can_end_the_work(office: Office) -> None:
    class Enough(Exception):
        pass

    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        manual.manual(office, report=report)
    assert told == [(1, told[0][1]), (2, told[0][1])] and told[0][1] > 3


# --- money --------------------------------------------------------------------------------------------------------------------------


def test_a_fixed_fee_stands_with_its_unit_and_reference() -> None:
    fee = one("pho-yai", "soil-excavation-notice").fees[0]
    assert fee.amount == "500 บาทต่อฉบับ" and fee.reference


def test_a_tax_is_described_by_its_tariff_of_the_day() -> None:
    tax = next(fee for fee in one("pho-yai", "signboard-tax").fees if fee.tariff)
    amounts = [line.amount for line in tax.tariff]
    assert "10 บาทต่อ 500 ตร.ซม. ต่อปี" in amounts and "200 บาทต่อป้าย" in amounts
    assert "ร้อยละ 2 ของภาษีต่อเดือน" in amounts


@pytest.mark.parametrize("profile", PROFILES)
def test_every_fee_that_a_rule_computes_is_explained_in_the_manual(profile: str) -> None:
    catalogue = loader.load(profile=profile)
    bare = [
        (service.id, each.item)
        for service in catalogue.offered(DAY)
        for each in manual_fees.fees(service, manual_fees.Tariffs(manual_text.text().tariffs, catalogue.parameters, DAY))
        if each.amount == manual_fees.BY_LAW and not each.note
    ]
    assert bare == []


def test_every_rule_of_the_catalogue_has_its_tariff() -> None:
    catalogue = loader.load()
    tariffs = manual_fees.Tariffs(manual_text.text().tariffs, catalogue.parameters, DAY)
    bare = {
        fee.rule
        for service in catalogue.services.values()
        for fee in (*service.fees, *service.benefits)
        if fee.rule is not None and not tariffs.lines(fee.rule, service)
    }
    assert bare == set(), "name the rates of these rules in forms/manual.yaml"


def test_an_unconfirmed_rate_is_marked_until_the_office_confirms_it(office: Office) -> None:
    def marked(name: str) -> bool:
        return manual_fees.Tariffs((), office.catalogue.parameters, DAY).of_rate(name)[0].unverified

    tariffs = manual_fees.Tariffs((), office.catalogue.parameters, DAY)
    row = next(row for row in office_settings.unconfirmed_rates(office) if (at := tariffs.at(row.id)) is not None and at.start == row.start)
    assert marked(row.id)
    office_settings.confirm_rate(office, row.id, row.start, "ตรวจกับประกาศในราชกิจจานุเบกษาแล้ว")
    assert not marked(row.id)


def test_a_banded_rate_is_told_step_by_step_and_a_long_table_by_its_ends() -> None:
    steps = (Band(Decimal(75_000_000), Decimal("0.01")), Band(Decimal(100_000_000), Decimal("0.03")), Band(None, Decimal("0.1")))
    assert manual_words.bands(steps, "%").splitlines() == [
        "ไม่เกิน 75 ล้านบาท: ร้อยละ 0.01",
        "เกิน 75 ถึง 100 ล้านบาท: ร้อยละ 0.03",
        "เกิน 100 ล้านบาท: ร้อยละ 0.10",
    ]
    table = tuple(Band(Decimal(100 * each), Decimal(each)) for each in range(1, 31))
    assert manual_words.bands(table, "บาท/ไร่") == "1 บาทต่อไร่ ถึง 30 บาทต่อไร่ ตามบัญชีอัตรา"


def test_a_ceiling_is_said_as_one_until_the_office_has_its_ordinance() -> None:
    def licence(profile: str) -> ManualFee:
        tariffs = manual_fees.Tariffs((), loader.load(profile=profile).parameters, DAY)
        return tariffs.of_rate("public_health.hazard_licence")[0]

    assert licence("na-pho").amount == "ไม่เกิน 10,000 บาทต่อฉบับต่อปี" and "เพดาน" not in licence("na-pho").item
    assert licence("pho-yai").amount == "1,000 บาทต่อฉบับต่อปี" and "ข้อบัญญัติ" in licence("pho-yai").reference


def test_the_table_of_an_ordinance_is_told_row_by_row() -> None:
    parameters = loader.load(profile="na-pho").parameters.with_local(
        OrdinanceRate(
            rate="public_health.hazard_licence",
            start=dt.date(2026, 1, 1),
            value=Decimal(value),
            ordinance="ข้อบัญญัติ พ.ศ. 2569",
            businesses=("9.11",),
            measure="horsepower",
            over=Decimal(over),
        )
        for over, value in ((0, 200), (5, 500))
    )
    rows = manual_fees.Tariffs((), parameters, DAY).of_rate("public_health.hazard_licence")
    assert [row.amount for row in rows] == ["200 บาทต่อฉบับต่อปี", "500 บาทต่อฉบับต่อปี"]
    assert rows[1].item == "กิจการประเภท 9.11 ขนาดเกิน 5 แรงม้า" and rows[1].reference == "ข้อบัญญัติ พ.ศ. 2569"


def test_a_service_without_fees_says_so_only_once() -> None:
    assert one("pho-yai", "elderly-allowance").fees == ()
    assert [line.amount for line in one("pho-yai", "elderly-allowance").benefits[0].tariff][:2] == ["600 บาทต่อเดือน", "700 บาทต่อเดือน"]


def test_a_repealed_tax_shows_the_last_rate_of_its_law() -> None:
    catalogue = loader.load(profile="pho-yai")
    tariffs = manual_fees.Tariffs((), catalogue.parameters, DAY)
    ended = [name for name, rate in catalogue.parameters.rates.items() if any(value.value is None for value in rate.values)]
    for name in ended:
        at = tariffs.at(name)
        assert at is not None and at.value >= 0


# --- documents by kind of applicant ---------------------------------------------------------------------------------------------------


def test_kinds_of_applicant_with_papers_of_their_own_have_lists_of_their_own() -> None:
    groups = one("na-pho", "commercial-registration-new").documents
    assert groups[0].title == "เอกสารที่ใช้ทุกกรณี"
    firm = next(group for group in groups if "ห้างหุ้นส่วนจดทะเบียน" in group.title)
    assert any("หนังสือรับรองรายการจดทะเบียน" in each.title for each in firm.documents)
    alone = next(group for group in groups if group.title == "เฉพาะกรณีบุคคลธรรมดา")
    assert not any("ห้างหุ้นส่วน" in each.title for each in alone.documents)


def test_a_citizen_of_one_kind_is_given_only_what_applies() -> None:
    chapter = one("na-pho", "commercial-registration-new", case="individual")
    assert chapter.title.endswith("กรณีบุคคลธรรมดา") and len(chapter.documents) == 1
    titles = [each.title for each in chapter.documents[0].documents]
    assert any("บัตรประจำตัวประชาชน" in title for title in titles)
    assert not any("หนังสือรับรองรายการจดทะเบียน" in title for title in titles)


def test_two_kinds_that_hardly_differ_share_one_list_with_its_conditions() -> None:
    groups = one("pho-yai", "soil-excavation-notice").documents
    assert len(groups) == 1 and groups[0].title == ""
    assert any("นิติบุคคล" in each.note for each in groups[0].documents)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_document_of_a_service_is_lost(profile: str) -> None:
    catalogue = loader.load(profile=profile)
    by_title = {service.title: service for service in catalogue.offered(DAY)}
    for chapter in whole(profile).chapters:
        shown = {each.title for group in chapter.documents for each in group.documents}
        assert shown == {each.title for each in by_title[chapter.title].documents}, chapter.title


# --- words ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("30", "minute", "30 นาที"),
        ("1.5", "hour", "1 ชั่วโมง 30 นาที"),
        ("0.25", "hour", "15 นาที"),
        ("0.5", "day", "ครึ่งวัน"),
        ("7", "working_day", "7 วันทำการ"),
        ("1.50", "day", "1.50 วัน"),
        ("0", "day", ""),
    ],
)
def test_periods_are_said_as_an_office_says_them(value: str, unit: str, said: str) -> None:
    assert manual_words.period(Duration(value=Decimal(value), unit=unit)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("500", "บาท/ฉบับ", "500 บาทต่อฉบับ"),
        ("0.5", "บาท/ตร.ม.", "0.50 บาทต่อ ตร.ม."),
        ("52", "บาท/500 ตร.ซม./ปี", "52 บาทต่อ 500 ตร.ซม. ต่อปี"),
        ("2", "% ของภาษี/เดือน", "ร้อยละ 2 ของภาษีต่อเดือน"),
        ("10000", "บาท", "10,000 บาท"),
    ],
)
def test_amounts_are_said_with_what_they_are_for(value: str, unit: str, said: str) -> None:
    assert manual_words.amount(Decimal(value), unit) == said


@pytest.mark.parametrize(
    ("when", "alone", "firm"),
    [
        (None, True, True),
        ("applicant.kind == 'juristic'", False, True),
        ("case == 'individual' or answers.x", True, True),
        ("case == 'individual' and answers.x", True, False),
        ("not (case in ['company'])", True, False),
        ("case != 'company'", True, False),
        ("agent", True, True),
        ("answers.x == 'company'", True, True),
    ],
)
def test_a_condition_is_impossible_only_where_the_kind_of_applicant_settles_it(when: str | None, alone: bool, firm: bool) -> None:
    assert (manual_words.possible(when, ALONE), manual_words.possible(when, FIRM)) == (alone, firm)


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("คู่มือไม่ระบุระยะเวลา", ""),
        ("เดือนมีนาคม คู่มือพิมพ์ขั้นตอนนี้", "เดือนมีนาคม"),
        ("ตามที่พิมพ์ในคู่มือ", ""),
        ("รวมค่าสำเนา ตามที่คู่มือของสำนักงานพิมพ์", "รวมค่าสำเนา"),
        ("ชำระในระยะที่ 2", "ชำระในระยะที่ 2"),
        ("แนวปฏิบัติ (ยังไม่พบข้อกำหนดลายลักษณ์อักษร)", "แนวปฏิบัติ"),
        ("อัตราที่ใช้ปี พ.ศ. 2567 เป็นต้นไป — ต้องยืนยันกับกฎกระทรวง", "อัตราที่ใช้ปี พ.ศ. 2567 เป็นต้นไป"),
        ("มาตรา 46 (ปีภาษี 2565 ไม่พบการขยายทั่วไป)", "มาตรา 46"),
    ],
)
def test_notes_to_the_office_are_kept_from_the_public(note: str, left: str) -> None:
    assert manual_words.public(note) == left


def test_a_document_without_a_printed_condition_has_the_one_of_its_definition_put_into_words() -> None:
    service = loader.load(profile="pho-yai").service("commercial-registration-new")
    bare = RequiredDocument(id="x", title="หนังสือมอบอำนาจ", copies=1, when="agent")
    assert manual._document(bare, service).note == "กรณีมอบอำนาจ"
    assert manual_words.described("applicant.kind == 'juristic'", service) == "กรณีนิติบุคคล"
    assert manual_words.described("len(answers.businesses) > 3", service) == ""


# --- blank forms ------------------------------------------------------------------------------------------------------------------------


def _services() -> list[Service]:
    return list(loader.load(profile="pho-yai").services.values())


@pytest.mark.parametrize("service", _services(), ids=lambda service: service.id)
def test_the_form_of_every_service_can_be_had_with_nothing_filled_in(service: Service) -> None:
    profile = loader.load(profile="pho-yai").profile
    assert profile is not None
    head = PaperHead("", "application", manual.office_view(profile), DAY, dt.datetime.combine(DAY, dt.time()))
    form = blank_form(service, profile, head)
    if form is None:
        assert not any(field.printed and field.source is None for section in service.form for field in section.fields)
        return
    assert form.applied_on is None and form.applicant.name == ""
    for section in (*form.sections, *form.officials):
        for item in section.items:
            assert not isinstance(item, ValueItem) or item.value == ""
            assert not isinstance(item, ChoiceItem) or not any(option.ticked for option in item.options)
            assert not isinstance(item, TableItem) or (item.rows == () and 2 <= len(item.columns) <= 8)


def test_an_office_that_was_typed_in_has_its_manual_too(tmp_path: Path) -> None:
    details = {
        "name": "องค์การบริหารส่วนจังหวัดสมมุติ",
        "type": "อบจ.",
        "address": {"subdistrict": "ในเมือง", "district": "เมืองสมมุติ", "province": "สมมุติ"},
        "phone": "02-000-0000",
    }
    wanted = OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "เจ้าหน้าที่", "admin"), details=details)
    typed = setup.set_up(tmp_path / "office", wanted, FixedClock(DAY))
    try:
        catalogue = typed.catalogue
        assert catalogue.profile is not None
        view = manual.view_of(catalogue, manual.office_view(catalogue.profile), DAY)
        assert len(view.chapters) == len(catalogue.offered(DAY)) > 3
        assert all(chapter.department and "02-000-0000" in " ".join(chapter.places) for chapter in view.chapters)
        assert manual.manual(typed).title == "คู่มือสำหรับประชาชน"
    finally:
        typed.register.close()
