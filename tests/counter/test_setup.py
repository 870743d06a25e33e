"""First run, users, settings, holidays and the rates an office confirms."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.counter import cases, deciding, filing, money, setup, verifying
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.views import NewUser, OfficeSetup, Payment, ReceiptBookStart
from lsvdesk.errors import CatalogueFault, CounterError, NotAllowedNow, RegisterFault
from tests.counter.conftest import as_role
from tests.counter.people import DAY, dig_filing, shop_filing, sign_filing

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
ADMIN = NewUser("นางสาวสมมุติ ทดสอบระบบ", "นักวิชาการจัดเก็บรายได้")
TYPED = {
    "name": "องค์การบริหารส่วนตำบลสมมุติ",
    "type": "อบต.",
    "address": {"subdistrict": "สมมุติ", "district": "ทดลอง", "province": "อุบลราชธานี", "postcode": "34000"},
    "phone": "045-000000",
}


def test_an_office_begins_from_a_shipped_profile(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "office"
    assert not setup.is_set_up(folder)
    assert ("pho-yai", "องค์การบริหารส่วนตำบลโพธิ์ใหญ่") in setup.profiles()
    with setup.set_up(folder, OfficeSetup(user=ADMIN, profile="pho-yai", logo=PNG), clock).register:
        pass
    assert setup.is_set_up(folder)
    again = setup.open_office(folder, clock)
    assert again.user.name == "นางสาวสมมุติ ทดสอบระบบ"
    assert again.user.role == "admin"
    assert setup.office_details(again)["short_name"] == "อบต.โพธิ์ใหญ่"
    assert setup.logo(again) == PNG
    assert verifying.verify(again) == []
    again.register.close()


def test_an_office_may_be_typed_in(tmp_path: Path, clock: FixedClock) -> None:
    office = setup.set_up(tmp_path / "office", OfficeSetup(user=ADMIN, details=TYPED), clock)
    details = setup.office_details(office)
    assert details["executive_position"] == "นายกองค์การบริหารส่วนตำบลสมมุติ"
    assert details["departments"]["engineering"]["title"] == "กองช่าง"
    case = filing.open_case(office, dig_filing())
    assert case.clocks[1].length == "7 วัน"
    assert [card.department_title for card in filing.services(office) if card.id == "soil-excavation-notice"] == ["กองช่าง"]
    office.register.close()


def test_an_office_without_a_name_is_not_set_up_and_leaves_nothing(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "office"
    with pytest.raises(CounterError) as refused:
        setup.set_up(folder, OfficeSetup(user=ADMIN, details={**TYPED, "name": ""}), clock)
    assert (refused.value.code, refused.value.field) == ("office-details", "name")
    with pytest.raises(CounterError) as nobody:
        setup.set_up(folder, OfficeSetup(user=NewUser(" "), profile="pho-yai"), clock)
    assert nobody.value.code == "user-name"
    with pytest.raises(CatalogueFault):
        setup.set_up(folder, OfficeSetup(user=ADMIN, profile="no-such-office"), clock)
    with pytest.raises(CounterError) as book:
        setup.set_up(folder, OfficeSetup(user=ADMIN, profile="pho-yai", receipt_book=ReceiptBookStart(1, 1, 100, 200)), clock)
    assert book.value.code == "receipt-book"
    assert not setup.is_set_up(folder)


def test_numbers_go_on_from_the_paper_books(tmp_path: Path, clock: FixedClock) -> None:
    wanted = OfficeSetup(
        user=ADMIN,
        profile="pho-yai",
        receipt_book=ReceiptBookStart(book_no=12, first_no=1101, last_no=1200, next_no=1138),
        next_numbers={"case": 41, "commercial-registration": 7},
    )
    office = setup.set_up(tmp_path / "office", wanted, clock)
    case = filing.open_case(office, shop_filing())
    assert case.row.number == "2569-00041"
    assert money.take_payment(office, case.row.id, Payment("cash", Decimal(50))).number_text == "12/1138"
    deciding.decide(office, case.row.id, True)
    assert deciding.issue(office, case.row.id).permits[0].number == "7/2569"
    assert verifying.verify(office) == []
    office.register.close()


def test_a_second_program_on_the_same_register_is_told_so(office: Office) -> None:
    with pytest.raises(RegisterFault) as busy:
        setup.open_office(office.folder)
    assert busy.value.code == "register-in-use"


def test_a_folder_with_a_register_is_not_set_up_over(office: Office, clock: FixedClock) -> None:
    with pytest.raises(RegisterFault) as exists:
        setup.set_up(office.folder, OfficeSetup(user=ADMIN, profile="pho-yai"), clock)
    assert exists.value.code in ("register-exists", "register-in-use")
    assert setup.office_details(office)["name"] == "องค์การบริหารส่วนตำบลโพธิ์ใหญ่"


def test_users_are_entered_once_and_only_by_the_administrator(office: Office) -> None:
    clerk = setup.add_user(office, NewUser("นายรับเรื่อง จำลอง", "ธุรการ", "counter"))
    assert [user.name for user in setup.users(office)] == ["นางสาวสมมุติ ทดสอบระบบ", "นายรับเรื่อง จำลอง"]
    with pytest.raises(CounterError) as twice:
        setup.add_user(office, NewUser("นายรับเรื่อง  จำลอง"))
    assert twice.value.code == "user-name"
    with pytest.raises(NotAllowedNow, match="ผู้ดูแลระบบ"):
        setup.add_user(office.with_user(clerk), NewUser("คนใหม่"))


def test_the_office_opens_for_a_user_by_name_or_the_first(office: Office, clock: FixedClock) -> None:
    clerk = setup.add_user(office, NewUser("นายรับเรื่อง จำลอง", "ธุรการ", "counter"))
    office.register.close()
    with setup.open_office(office.folder, clock, clerk.id).register as register:
        assert register.dialect == "sqlite"
    with pytest.raises(CounterError) as unknown:
        setup.open_office(office.folder, clock, 99)
    assert unknown.value.code == "unknown-user"


def test_settings_are_checked_and_kept(office: Office) -> None:
    assert setup.settings(office)["numerals"] == "thai"
    changed = setup.change_settings(office, numerals="arabic", numbers={"case": "{value}/{year}"})
    assert changed["numerals"] == "arabic" and changed["numbers"]["paper"].startswith("ร-")
    assert filing.open_case(office, sign_filing()).row.number == "1/2569"
    for wrong in ({"numerals": "roman"}, {"colour": "red"}, {"scale": 500}, {"numbers": {"case": "ไม่มีเลข"}}, {"numbers": {"case": "{x}"}}):
        with pytest.raises(CounterError) as refused:
            setup.change_settings(office, **wrong)
        assert refused.value.code == "setting", wrong
    clerk = as_role(office, "counter")
    assert setup.change_settings(clerk, scale=150)["scale"] == 150
    with pytest.raises(NotAllowedNow):
        setup.change_settings(clerk, numerals="thai")


def test_details_of_the_office_are_changed_and_checked(office: Office) -> None:
    assert setup.change_office_details(office, executive="นายตัวอย่าง สมมุติ")["executive"] == "นายตัวอย่าง สมมุติ"
    assert office.catalogue.profile is not None
    assert office.catalogue.profile.executive == "นายตัวอย่าง สมมุติ"
    assert len(office.catalogue.service("signboard-tax").documents) == 3  # what the profile says of services is still there
    with pytest.raises(CounterError) as refused:
        setup.change_office_details(office, {"type": "ราชวัง"})
    assert refused.value.code == "office-details"
    with pytest.raises(CounterError) as picture:
        setup.change_logo(office, b"GIF89a")
    assert picture.value.code == "logo"
    setup.change_logo(office, PNG)
    assert setup.logo(office) == PNG


def test_the_list_of_holidays_is_the_offices_own(office: Office) -> None:
    shipped = dict(setup.holidays(office, 2569))
    assert shipped == dict(setup.holidays(office, 2026))
    assert dt.date(2026, 12, 10) in shipped
    setup.set_holiday(office, dt.date(2026, 11, 20), "วันหยุดพิเศษ")
    setup.set_holiday(office, dt.date(2026, 12, 10), None)
    changed = dict(setup.holidays(office, 2569))
    assert changed[dt.date(2026, 11, 20)] == "วันหยุดพิเศษ"
    assert dt.date(2026, 12, 10) not in changed
    assert dt.date(2026, 11, 20) in office.catalogue.holidays


def test_a_rate_nobody_has_confirmed_is_confirmed_with_its_source(office: Office) -> None:
    waiting = {rate.id: rate for rate in setup.unconfirmed_rates(office)}
    rate = waiting["signboard.thai_only.static"]
    assert rate.start == dt.date(2024, 1, 1)
    with pytest.raises(CounterError) as silent:
        setup.confirm_rate(office, rate.id, rate.start, " ")
    assert silent.value.code == "note"
    with pytest.raises(CounterError):
        setup.confirm_rate(office, rate.id, dt.date(2023, 5, 5), "กฎกระทรวง")
    setup.confirm_rate(office, rate.id, rate.start, "กฎกระทรวงกำหนดอัตราภาษีป้ายฉบับที่ใช้อยู่ ตรวจเมื่อ 18 พ.ย. 2569")
    assert rate.id not in {each.id for each in setup.unconfirmed_rates(office)}
    assert office.catalogue.parameters.at(rate.id, DAY).confirmed


def test_an_ordinance_is_refused_where_the_law_leaves_no_room(office: Office) -> None:
    with pytest.raises(CatalogueFault) as refused:
        setup.set_ordinance(office, "signboard.minimum", DAY, Decimal(100), "ข้อบัญญัติภาษีป้าย")
    assert refused.value.code == "not-local"
    assert setup.ordinances(office) == []


def with_a_local_fee(office: Office) -> Office:
    """The same office under a law that leaves the fee of the notice to an ordinance, up to 2,000 baht."""
    from dataclasses import replace

    from lsvdesk.catalogue.models import OrdinanceRate
    from lsvdesk.catalogue.parameters import Parameters
    from lsvdesk.counter.context import _Kept

    def load() -> object:
        catalogue = office.load_catalogue()
        kept = catalogue.parameters
        rate = kept.rates["excavation.notice_fee"].model_copy(update={"local": True, "ceiling": Decimal(2000)})
        local = [OrdinanceRate.model_validate(each) for each in setup.ordinances(office)]
        return replace(catalogue, parameters=Parameters({**kept.rates, rate.id: rate}, kept.laws).with_local(local))

    return replace(office, load_catalogue=load, kept=_Kept())


def test_an_ordinance_counts_from_its_day_for_cases_filed_after_it(office: Office, clock: FixedClock) -> None:
    local = with_a_local_fee(office)
    before = filing.open_case(local, dig_filing())
    with pytest.raises(CatalogueFault) as refused:
        setup.set_ordinance(local, "excavation.notice_fee", dt.date(2026, 12, 1), Decimal(2001), "ข้อบัญญัติ อบต.โพธิ์ใหญ่")
    assert refused.value.code == "above-ceiling"
    setup.set_ordinance(local, "excavation.notice_fee", dt.date(2026, 12, 1), Decimal(400), "ข้อบัญญัติ อบต.โพธิ์ใหญ่ พ.ศ. 2569")
    clock.go_to(dt.date(2026, 12, 1))
    after = filing.open_case(local, dig_filing())
    assert (before.row.due, after.row.due) == (Decimal("500.00"), Decimal("400.00"))
    assert cases.case(local, before.row.id).payable_now == Decimal("500.00")
    setup.set_ordinance(local, "excavation.notice_fee", dt.date(2026, 12, 1), None, "")
    assert filing.open_case(local, dig_filing()).row.due == Decimal("500.00")
