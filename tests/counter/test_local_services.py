"""Settings → services: switched, promised, asked for and charged as the office says, from a day on, within the law."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from lsvdesk import paths
from lsvdesk.catalogue import loader
from lsvdesk.counter import cases, filing, local_services, money, setup
from lsvdesk.counter.context import FixedClock, Office, _Kept
from lsvdesk.counter.office_history import office_history
from lsvdesk.counter.service_views import Length, LocalFee, LocalServiceChange, OwnDocument
from lsvdesk.counter.views import NewUser, OfficeSetup, Payment
from lsvdesk.errors import CatalogueFault, CounterError, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.register.verify import verify
from tests.counter.conftest import as_role
from tests.counter.people import DAY, dig_filing, sign_filing

DIG, SIGN = "soil-excavation-notice", "signboard-tax"
TOMORROW = DAY + dt.timedelta(days=1)


def days(value: int, unit: str = "day") -> Length:
    return Length(Decimal(value), unit)


def row(office: Office, service: str) -> local_services.ServiceRow:
    return next(each for each in local_services.listed(office) if each.id == service)


def refused(change: Callable[[], object]) -> dict[str, str]:
    """The faults of a change by field."""
    with pytest.raises(InvalidAnswers) as found:
        change()
    return {fault.field: fault.message for fault in found.value.faults}


def test_every_service_of_the_catalogue_is_listed_with_what_holds_here(office: Office) -> None:
    listed = {each.id: each for each in local_services.listed(office)}
    assert set(listed) >= set(office.catalogue.services)
    dig = listed[DIG]
    assert (dig.title, dig.department_title, dig.state) == ("การแจ้งขุดดิน", "กองช่าง", "offered")
    assert dig.promise is not None and dig.statutory is not None
    assert (dig.promise.said, dig.statutory.said) == ("7 วัน", "7 วัน")
    assert (dig.since, dig.coming, dig.own_documents, dig.own_fees) == (None, None, 0, 0)
    assert listed["water-support"].state == "off"
    assert listed["preschool-enrolment"].unverified == 1


def test_a_promise_holds_for_new_cases_and_pending_ones_keep_theirs(office: Office) -> None:
    before = filing.open_case(office, dig_filing())
    settled = local_services.change(office, DIG, LocalServiceChange(promise=days(3)), note="ประกาศ อบต. ที่ 5/2569")
    assert settled.row.promise is not None and settled.row.promise.said == "3 วัน"
    assert settled.row.since == DAY
    after = filing.open_case(office, dig_filing())
    assert cases.case(office, before.row.id).row.promise_due == DAY + dt.timedelta(days=7)
    assert after.row.promise_due == DAY + dt.timedelta(days=3)
    assert settled.history[0].what == ("ระยะเวลาที่สัญญา 7 วัน เปลี่ยนเป็น 3 วัน",)
    assert (settled.history[0].note, settled.history[0].made_by) == ("ประกาศ อบต. ที่ 5/2569", office.user.name)


def test_a_promise_beyond_the_law_is_refused_at_its_field_and_nothing_is_kept(office: Office) -> None:
    found = refused(lambda: local_services.change(office, DIG, LocalServiceChange(promise=days(8), place="ช่อง 2")))
    assert "พระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543 มาตรา 17" in found["promise"]
    assert local_services.shown(office, DIG).history == ()
    assert "promise" in refused(lambda: local_services.change(office, DIG, LocalServiceChange(promise=days(0))))
    assert "promise" in refused(lambda: local_services.change(office, DIG, LocalServiceChange(promise=days(3, "week"))))


def test_a_service_switched_off_is_not_filed_any_more_while_its_open_cases_go_on(office: Office) -> None:
    open_case = filing.open_case(office, dig_filing())
    settled = local_services.change(office, DIG, LocalServiceChange(offered=False))
    assert settled.row.state == "off"
    assert DIG not in {card.id for card in filing.services(office) if card.offered}
    with pytest.raises(NotAllowedNow, match="การแจ้งขุดดิน"):
        filing.open_case(office, dig_filing())
    due = cases.case(office, open_case.row.id).payable_now
    assert due == Decimal("500.00")
    money.take_payment(office, open_case.row.id, Payment("cash", due))
    assert cases.case(office, open_case.row.id).payable_now == 0
    assert local_services.change(office, DIG, LocalServiceChange(offered=True)).row.state == "offered"
    assert filing.open_case(office, dig_filing()).row.service == DIG


def test_a_service_the_profile_does_not_offer_is_switched_on(office: Office) -> None:
    assert row(office, "water-support").state == "off"
    assert local_services.change(office, "water-support", LocalServiceChange(offered=True)).row.state == "offered"
    assert "water-support" in {service.id for service in office.catalogue.offered(DAY)}


def test_a_change_begins_on_its_day_even_in_an_office_that_never_closes_the_program(office: Office, clock: FixedClock) -> None:
    settled = local_services.change(office, DIG, LocalServiceChange(promise=days(3)), TOMORROW)
    assert settled.row.promise is not None and settled.row.promise.said == "7 วัน"
    assert (settled.row.since, settled.row.coming) == (None, TOMORROW)
    assert settled.history[0].waiting
    assert filing.open_case(office, dig_filing()).row.promise_due == DAY + dt.timedelta(days=7)
    clock.go_to(TOMORROW)
    assert filing.open_case(office, dig_filing()).row.promise_due == TOMORROW + dt.timedelta(days=3)
    assert (row(office, DIG).since, row(office, DIG).coming) == (TOMORROW, None)


def test_changes_of_different_days_keep_what_the_others_said(office: Office, clock: FixedClock) -> None:
    local_services.change(office, DIG, LocalServiceChange(promise=days(3)), TOMORROW)
    local_services.change(office, DIG, LocalServiceChange(own_documents=(OwnDocument("แผนที่สังเขป"),)))
    clock.go_to(TOMORROW)
    settled = local_services.shown(office, DIG)
    assert settled.row.promise is not None and settled.row.promise.said == "3 วัน"
    assert [each.title for each in settled.own_documents] == ["แผนที่สังเขป"]


def test_what_has_not_begun_is_called_off(office: Office, clock: FixedClock) -> None:
    local_services.change(office, DIG, LocalServiceChange(promise=days(5)))
    local_services.change(office, DIG, LocalServiceChange(promise=days(3), offered=False), TOMORROW)
    settled = local_services.call_off(office, DIG, TOMORROW)
    assert len(settled.history) == 3  # nothing is struck out of the register
    clock.go_to(TOMORROW)
    now = row(office, DIG)
    assert now.promise is not None
    assert (now.state, now.promise.said) == ("offered", "5 วัน")
    with pytest.raises(CounterError) as nothing:
        local_services.call_off(office, DIG, TOMORROW + dt.timedelta(days=1))
    assert nothing.value.field == "start"


def test_a_day_that_is_past_or_far_off_is_no_beginning(office: Office) -> None:
    for start, word in ((DAY - dt.timedelta(days=1), "ผ่านไปแล้ว"), (dt.date(2569, 11, 18), "ไกลเกินไป")):
        found = refused(lambda start=start: local_services.change(office, DIG, LocalServiceChange(promise=days(3)), start))
        assert word in found["start"]


def test_what_the_office_asks_for_beside_the_standard_documents(office: Office) -> None:
    before = filing.open_case(office, dig_filing())
    wanted = (
        OwnDocument("ภาพถ่ายสถานที่", originals=2, copies=0, unit="ภาพ"),
        OwnDocument("หนังสือรับรองบริษัท", asked_of="juristic"),
        OwnDocument("หนังสือยินยอมของผู้เช่า", asked_of="some", condition="กรณีมีผู้เช่า"),
    )
    settled = local_services.change(office, DIG, LocalServiceChange(own_documents=wanted))
    assert [each.id for each in settled.own_documents] == ["own-1", "own-2", "own-3"]
    assert [replace(each, id="") for each in settled.own_documents] == list(wanted)
    asked = {each.id: each for each in filing.open_case(office, dig_filing()).documents}
    assert {"own-1", "own-3"} <= set(asked) and "own-2" not in asked
    assert not {each.id for each in cases.case(office, before.row.id).documents} & {"own-1", "own-2", "own-3"}
    kept = (settled.own_documents[0], OwnDocument("แผนที่"))
    again = local_services.change(office, DIG, LocalServiceChange(own_documents=kept))
    assert [(each.id, each.title) for each in again.own_documents] == [("own-1", "ภาพถ่ายสถานที่"), ("own-2", "แผนที่")]
    assert "แก้ไข แผนที่" in again.history[0].what[0] and "เลิกขอ หนังสือยินยอมของผู้เช่า" in again.history[0].what[0]


def test_a_document_without_name_number_or_case_is_refused(office: Office) -> None:
    for wrong in (OwnDocument(" "), OwnDocument("แผนที่", copies=0), OwnDocument("แผนที่", copies=21), OwnDocument("แผนที่", asked_of="some")):
        found = refused(lambda wrong=wrong: local_services.change(office, DIG, LocalServiceChange(own_documents=(wrong,))))
        assert set(found) == {"own_documents"}


def test_a_standard_document_is_not_asked_for_any_more(office: Office) -> None:
    settled = local_services.change(office, DIG, LocalServiceChange(dropped_documents=("land-consent",)))
    assert [each.id for each in settled.standing_documents if not each.asked] == ["land-consent"]
    assert "land-consent" not in {each.id for each in office.catalogue.service(DIG).documents}
    assert settled.history[0].what == ("ไม่ขอเอกสาร: หนังสือแสดงความยินยอมของเจ้าของที่ดิน",)
    assert set(refused(lambda: local_services.change(office, DIG, LocalServiceChange(dropped_documents=("none",))))) == {
        "standing_documents"
    }


def test_the_department_and_the_place(office: Office) -> None:
    settled = local_services.change(office, SIGN, LocalServiceChange(department="central", place="ช่องบริการ 2 ชั้น 1"))
    assert (settled.row.department, settled.row.department_title, settled.place) == ("central", "สำนักปลัด", "ช่องบริการ 2 ชั้น 1")
    assert filing.open_case(office, sign_filing()).row.department == "central"
    back = local_services.change(office, SIGN, LocalServiceChange(department="revenue", place=""))
    assert (back.row.department, back.place) == ("revenue", back.usual_place)
    assert office.catalogue.service(SIGN) == office.unsettled.service(SIGN)
    setup.change_office_details(office, departments={"revenue": {"title": "กองคลัง"}})
    assert "department" in refused(lambda: local_services.change(office, SIGN, LocalServiceChange(department="engineering")))


def under_a_law_with_local_fees(office: Office) -> Office:
    """The same office under a law that leaves the fee of the notice to an ordinance, up to 2,000 baht."""

    def load() -> object:
        from lsvdesk.catalogue.models import OrdinanceRate
        from lsvdesk.catalogue.parameters import Parameters

        catalogue = office.load_catalogue()
        kept = catalogue.parameters
        rate = kept.rates["excavation.notice_fee"].model_copy(update={"local": True, "ceiling": Decimal(2000)})
        local = [OrdinanceRate.model_validate(each) for each in setup.ordinances(office)]
        return replace(catalogue, parameters=Parameters({**kept.rates, rate.id: rate}, kept.laws).with_local(local))

    return replace(office, load_catalogue=load, kept=_Kept())


def test_a_local_fee_rests_on_its_ordinance_within_the_ceiling_of_the_law(office: Office) -> None:
    local = under_a_law_with_local_fees(office)
    before = filing.open_case(local, dig_filing())
    fee = LocalFee("excavation.notice_fee", Decimal(2001), "ข้อบัญญัติ อบต.โพธิ์ใหญ่ เรื่อง การขุดดิน พ.ศ. 2569", DAY)
    found = refused(lambda: local_services.change(local, DIG, LocalServiceChange(fees=(fee,))))
    assert "2000" in found["fee.excavation.notice_fee.value"]
    assert "พระราชบัญญัติการขุดดินและถมดิน พ.ศ. 2543" in found["fee.excavation.notice_fee.value"]
    nameless = replace(fee, value=Decimal(400), ordinance=" ")
    assert "fee.excavation.notice_fee.ordinance" in refused(lambda: local_services.change(local, DIG, LocalServiceChange(fees=(nameless,))))
    settled = local_services.change(local, DIG, LocalServiceChange(fees=(replace(fee, value=Decimal(400)),)))
    shown = next(each for each in settled.fees if each.rate == "excavation.notice_fee")
    assert shown.in_force is not None
    assert (shown.in_force.value, shown.general, shown.ceiling) == (Decimal(400), Decimal(500), Decimal(2000))
    assert settled.row.own_fees == 1
    assert filing.open_case(local, dig_filing()).row.due == Decimal("400.00")
    assert cases.case(local, before.row.id).payable_now == Decimal("500.00")
    assert "เป็น 400" in settled.history[0].what[0] and "ข้อบัญญัติ" in settled.history[0].note
    with pytest.raises(CounterError) as same:
        local_services.change(local, DIG, LocalServiceChange(fees=(replace(fee, value=Decimal(400)),)))
    assert same.value.code == "nothing-changed"
    taken_out = local_services.change(local, DIG, LocalServiceChange(fees=(replace(fee, value=None),)))
    assert taken_out.row.own_fees == 0
    assert filing.open_case(local, dig_filing()).row.due == Decimal("500.00")


def test_a_fee_the_law_fixes_is_not_changed_by_an_ordinance(office: Office) -> None:
    fee = LocalFee("excavation.notice_fee", Decimal(400), "ข้อบัญญัติ", DAY)
    found = refused(lambda: local_services.change(office, DIG, LocalServiceChange(promise=days(3), fees=(fee,))))
    assert "พระราชบัญญัติการขุดดินและถมดิน" in found["fee.excavation.notice_fee.value"]
    assert local_services.shown(office, DIG).history == ()


def test_nothing_changed_is_said(office: Office) -> None:
    with pytest.raises(CounterError) as same:
        local_services.change(office, DIG, LocalServiceChange(offered=None, promise=days(7), own_documents=(), place=""))
    assert same.value.code == "nothing-changed"


def test_going_back_to_the_usual_follows_the_program_again(office: Office) -> None:
    local_services.change(office, DIG, LocalServiceChange(promise=days(3)))
    local_services.change(office, DIG, LocalServiceChange(promise=days(7)))
    assert office.catalogue.service(DIG) == office.unsettled.service(DIG)
    with office.register.read() as session:
        bodies = list(session.scalars(select(models.ServiceSetting.body).order_by(models.ServiceSetting.id)))
    assert bodies == [{"promise": {"value": "3", "unit": "day"}}, {"promise": None}]


def test_only_an_administrator_changes_services(office: Office) -> None:
    clerk = as_role(office, "counter")
    with pytest.raises(NotAllowedNow, match="ผู้ดูแลระบบ"):
        local_services.change(clerk, DIG, LocalServiceChange(offered=False))
    with pytest.raises(NotAllowedNow):
        local_services.call_off(clerk, DIG, TOMORROW)
    assert local_services.shown(clerk, DIG).row.state == "offered"


def test_an_unknown_service_is_refused(office: Office) -> None:
    with pytest.raises(CatalogueFault) as unknown:
        local_services.change(office, "no-such-service", LocalServiceChange(offered=False))
    assert unknown.value.code == "unknown-service"


def test_a_fact_is_confirmed_by_name_with_its_source_and_leaves_the_list_of_what_is_unverified(office: Office) -> None:
    fact = local_services.shown(office, "preschool-enrolment").facts[0]
    assert fact.text == "ใบสมัครฉบับจริงและเขตพื้นที่บริการของสถานศึกษา"
    with pytest.raises(CounterError) as silent:
        local_services.confirm(office, "preschool-enrolment", fact.key, "  ")
    assert silent.value.field == "note"
    with pytest.raises(NotAllowedNow):
        local_services.confirm(as_role(office, "counter"), "preschool-enrolment", fact.key, "ใบสมัครปี 2569")
    settled = local_services.confirm(office, "preschool-enrolment", fact.key, "ใบสมัครปีการศึกษา 2570")
    assert settled.row.unverified == 0
    assert [(each.by, each.on, each.note) for each in settled.facts] == [(office.user.name, DAY, "ใบสมัครปีการศึกษา 2570")]
    assert settled.history[0].what == (f"ยืนยัน: {fact.text}",)
    with pytest.raises(CounterError) as twice:
        local_services.confirm(office, "preschool-enrolment", fact.key, "อีกครั้ง")
    assert twice.value.code == "unknown-fact"


def test_a_confirmed_choice_is_not_marked_unverified_in_the_form_any_more(office: Office) -> None:
    fact = next(each for each in local_services.shown(office, SIGN).facts if each.kind == "option")
    unsure = [
        o.value
        for s in office.catalogue.service(SIGN).form
        for f in s.fields
        for c in (f, *f.columns)
        for o in c.options
        if o.confidence != "confirmed"
    ]
    local_services.confirm(office, SIGN, fact.key, "ราชกิจจานุเบกษา")
    still = [
        o.value
        for s in office.catalogue.service(SIGN).form
        for f in s.fields
        for c in (f, *f.columns)
        for o in c.options
        if o.confidence != "confirmed"
    ]
    assert len(still) == len(unsure) - 1


def test_a_rate_is_confirmed_from_the_service_that_rests_on_it(office: Office) -> None:
    fact = next(each for each in local_services.shown(office, SIGN).facts if each.kind == "rate")
    waiting = row(office, SIGN).unverified
    settled = local_services.confirm(office, SIGN, fact.key, "กฎกระทรวง พ.ศ. 2563")
    assert settled.row.unverified == waiting - 1
    assert next(each for each in settled.facts if each.key == fact.key).by == office.user.name
    assert fact.key.split(":")[1] not in {rate.id for rate in setup.unconfirmed_rates(office)}


def test_a_definition_edited_into_nonsense_is_named_by_file_and_line_and_the_rest_goes_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(paths.shipped("forms"), forms)
    broken = forms / "services" / "engineering" / "soil-excavation-notice.yaml"
    lines = broken.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("kind:"))
    lines[at] = "kind: นอกเรื่อง"
    broken.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(
        loader.paths, "shipped", lambda *parts: forms.joinpath(*parts[1:]) if parts[0] == "forms" else paths.shipped(*parts)
    )
    office.kept.forget_catalogue()
    fault = next(each for each in local_services.faults(office) if each.service == DIG)
    assert (fault.file, fault.line) == ("services/engineering/soil-excavation-notice.yaml", at + 1)
    assert row(office, DIG).state == "faulty"
    with pytest.raises(CatalogueFault, match=r"soil-excavation-notice\.yaml"):
        local_services.shown(office, DIG)
    assert filing.open_case(office, sign_filing()).row.service == SIGN
    local_services.change(office, SIGN, LocalServiceChange(place="ช่อง 2"))
    assert local_services.shown(office, SIGN).place == "ช่อง 2"


def test_who_changed_the_hours_and_the_departments_on_which_day_is_told(office: Office) -> None:
    hours = setup.office_details(office)["hours"]
    setup.change_office_details(office, hours="ทุกวัน เวลา 08.00-17.00 น.", phone=setup.office_details(office)["phone"])
    departments = setup.office_details(office)["departments"]
    setup.change_office_details(office, departments={**departments, "revenue": {**departments["revenue"], "phone": "045-000111"}})
    of_hours = office_history(office, ("hours", "phone"))
    assert [entry.what for entry in of_hours] == [(f"วันและเวลาทำการ: {hours} เปลี่ยนเป็น ทุกวัน เวลา 08.00-17.00 น.",)]
    assert (of_hours[0].made_by, of_hours[0].start) == (office.user.name, DAY)
    assert [entry.what for entry in office_history(office, ("departments",))] == [
        (f"กองคลัง โทรศัพท์: {departments['revenue']['phone']} เปลี่ยนเป็น 045-000111",)
    ]


def test_everything_is_audited_and_the_register_stays_sound(office: Office) -> None:
    local_services.change(office, DIG, LocalServiceChange(offered=False), TOMORROW, "มติที่ประชุม")
    local_services.call_off(office, DIG, TOMORROW)
    with office.register.read() as session:
        entries = list(session.scalars(select(models.AuditEntry).where(models.AuditEntry.action == "service.changed")))
    assert [(each.subject_id, each.user_id, each.data["start"]) for each in entries] == [(DIG, office.user.id, TOMORROW.isoformat())] * 2
    assert entries[0].data["body"] == {"offered": False}
    assert verify(office.register) == []


@pytest.mark.postgresql
def test_settings_of_services_are_the_same_on_a_server(postgresql_url: str, tmp_path: Path, clock: FixedClock) -> None:
    from lsvdesk.register.engine import Register

    here = setup.set_up(tmp_path / "here", OfficeSetup(user=NewUser("นางสาวสมมุติ ทดสอบระบบ", "ธุรการ", "admin"), profile="pho-yai"), clock)
    with Register.create(tmp_path / "there", url=postgresql_url) as register:
        with here.register.read() as from_file, register.write() as to_server:
            for table in models.Base.metadata.sorted_tables:
                if rows := [dict(each._mapping) for each in from_file.execute(select(table))]:
                    to_server.execute(table.delete())
                    to_server.execute(table.insert(), rows)
        there = replace(here, register=register, load_catalogue=here.load_catalogue, kept=_Kept())
        local_services.change(there, DIG, LocalServiceChange(promise=days(3), own_documents=(OwnDocument("แผนที่"),)), note="ประกาศ")
        local_services.change(there, DIG, LocalServiceChange(offered=False), TOMORROW)
        now = row(there, DIG)
        assert now.promise is not None and (now.promise.said, now.coming) == ("3 วัน", TOMORROW)
        assert [each.title for each in local_services.shown(there, DIG).own_documents] == ["แผนที่"]
        clock.go_to(TOMORROW)
        assert row(there, DIG).state == "off"
        assert verify(register) == []
    here.register.close()
