"""What something would cost, without a case: every service with a fee, tax or right, for every kind of applicant."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from lsvdesk.counter import calculation_forms, estimating, filing
from lsvdesk.counter.context import Office
from lsvdesk.counter.estimating import Days
from lsvdesk.errors import CounterError, FieldFault
from lsvdesk.printing.preview import page_count
from lsvdesk.register import models
from tests.counter.people import DAY, dig_answers, sign, sign_answers
from tests.support.answers import Filler
from tests.support.walks import read, shipped, squeezed, walks

WALKS = [walk for walk in walks() if calculation_forms.has_amount(shipped().service(walk.service))]
each_walk = pytest.mark.parametrize("walk", WALKS, ids=[f"{walk.service}-{walk.case}" for walk in WALKS])


def calculated(service_id: str, case: str, answers: dict[str, Any], days: Days | None = None) -> estimating.Estimate:
    return estimating.estimate_in(shipped(), service_id, case, answers, days or Days(DAY, DAY))


def filled(service_id: str, case: str, *, generous: bool = False) -> dict[str, Any]:
    service = shipped().service(service_id)

    def faults(answers: dict[str, Any]) -> list[FieldFault]:
        return list(calculated(service_id, case, answers).faults)

    return Filler(service, case, DAY, generous=generous, also=faults).answers()


@each_walk
@pytest.mark.parametrize("generous", [False, True], ids=["plain", "generous"])
def test_every_service_gives_its_amount_with_its_reasons(walk: Any, generous: bool) -> None:
    found = calculated(walk.service, walk.case, filled(walk.service, walk.case, generous=generous))
    assert found.faults == ()
    assert sum((line.amount for line in found.lines), Decimal(0)) == found.total
    assert found.lines or found.entitled or generous or found.total == 0
    for line in (*found.lines, *found.entitled):
        assert line.sentence and line.reference and line.item
        assert isinstance(line.amount, Decimal) and isinstance(line.base, str) and isinstance(line.rate, str | None)
        assert line.amount == line.amount.quantize(Decimal("0.01"))


@each_walk
@pytest.mark.parametrize("generous", [False, True], ids=["plain", "generous"])
def test_the_fields_that_count_are_enough_for_the_same_amount(walk: Any, generous: bool) -> None:
    answers = filled(walk.service, walk.case, generous=generous)
    whole = calculated(walk.service, walk.case, answers)
    form = calculation_forms.calculation_form(shipped().service(walk.service))
    columns = {field.id: {each.id for each in field.columns} for section in form.form for field in section.fields}
    few = {
        name: [{cell: each for cell, each in row.items() if cell in columns[name]} for row in value] if columns[name] and value else value
        for name, value in answers.items()
        if name in columns
    }
    days = Days(
        DAY,
        DAY,
        **{day: dt.date.fromisoformat(answers[name]) for name, day in calculation_forms.ASKED_AS_DAYS.items() if answers.get(name)},
    )
    again = calculated(walk.service, walk.case, few, days)
    assert again.faults == ()
    assert [line.amount for line in again.lines] == [line.amount for line in whole.lines]
    assert [line.amount for line in again.entitled] == [line.amount for line in whole.entitled]
    assert not {field.type for section in form.form for field in section.fields} & {"address", "person", "file", "citizen_id"}


def test_a_calculation_comes_to_what_the_case_would(office: Office) -> None:
    found = estimating.estimate(office, "signboard-tax", "individual", sign_answers(sign(), sign(kind="mixed")))
    filed = filing.preview_assessment(office, "signboard-tax", "individual", sign_answers(sign(), sign(kind="mixed")))
    assert (found.lines, found.total, found.entitled) == (filed.lines, filed.total, filed.entitled)


def test_paying_late_is_shown_by_the_days_that_are_given(office: Office) -> None:
    answers = {"tax_year": 2569, "signs": [{"kind": "foreign", "width_cm": 200, "height_cm": 300}]}
    march, november = dt.date(2026, 3, 2), dt.date(2026, 11, 18)
    in_time = estimating.estimate(office, "signboard-tax", "individual", answers, filed_on=march, notified_on=march)
    late = estimating.estimate(office, "signboard-tax", "individual", answers, filed_on=march, notified_on=march, paid_on=november)
    unfiled = estimating.estimate(office, "signboard-tax", "individual", answers, filed_on=november)
    assert in_time.total == Decimal("6000.00") and in_time.pay_by == dt.date(2026, 3, 17)
    assert [line.kind for line in late.lines] == ["principal", "surcharge"] and late.total > in_time.total
    assert [line.kind for line in unfiled.lines] == ["principal", "surcharge"]
    assert late.instalments is None


def test_a_large_tax_shows_its_parts_and_they_make_it_up(office: Office) -> None:
    answers = {"tax_year": 2569, "signs": [{"kind": "foreign", "width_cm": 200, "height_cm": 301}]}
    march = dt.date(2026, 3, 2)
    found = estimating.estimate(office, "signboard-tax", "juristic", answers, filed_on=march, notified_on=march)
    assert found.instalments is not None and [part.number for part in found.instalments.parts] == [1, 2, 3]
    assert sum(part.amount for part in found.instalments.parts) == found.total
    assert found.instalments.parts[0].due_on == found.pay_by
    small = {"tax_year": 2569, "signs": [{"kind": "thai_only", "width_cm": 100, "height_cm": 100}]}
    assert estimating.estimate(office, "signboard-tax", "juristic", small, filed_on=march, notified_on=march).instalments is None


def test_what_is_missing_or_wrong_is_named_at_its_field(office: Office) -> None:
    nothing = estimating.estimate(office, "signboard-tax", "individual", {"tax_year": 2569})
    assert [(fault.field, fault.code) for fault in nothing.faults] == [("signs", "required")] and nothing.lines == ()
    row = {"kind": "mixed", "width_cm": -5, "condition": "new"}
    wrong = {
        fault.field: fault.code
        for fault in estimating.estimate(office, "signboard-tax", "individual", {"tax_year": 2569, "signs": [row]}).faults
    }
    assert wrong == {"signs[0].width_cm": "below-min", "signs[0].height_cm": "required", "signs[0].installed_on": "required"}
    early = estimating.estimate(
        office, "land-building-tax", "individual", {"tax_year": 2569}, notified_on=dt.date(2026, 3, 2), warned_on=dt.date(2026, 3, 1)
    )
    assert ("days.warned_on", "too-early") in {(fault.field, fault.code) for fault in early.faults}


def test_a_rate_that_was_not_yet_in_force_is_refused_with_the_reason(office: Office) -> None:
    found = estimating.estimate(office, "health-hazard-licence", "individual", {"business_kind": "1.1"}, filed_on=dt.date(1990, 1, 5))
    assert found.faults and all(fault.message for fault in found.faults) and found.total == 0


def test_an_unknown_service_or_applicant_is_refused(office: Office) -> None:
    with pytest.raises(CounterError, match="ไม่มีบริการ"):
        estimating.estimate(office, "no-such-tax", "individual", {})
    with pytest.raises(CounterError, match="ยังไม่ได้เลือกประเภทผู้ยื่น"):
        estimating.estimate(office, "signboard-tax", "ghost", {})


def test_a_service_without_a_fee_comes_to_nothing(office: Office) -> None:
    free = next(service for service in office.catalogue.offered(DAY) if not calculation_forms.has_amount(service))
    found = estimating.estimate(office, free.id, free.applicant_cases[0].id, {})
    assert (found.lines, found.entitled, found.total, found.faults) == ((), (), 0, ())


def test_the_allowance_is_by_the_month_and_nothing_is_due(office: Office) -> None:
    found = estimating.estimate(
        office, "elderly-allowance", "individual", filled("elderly-allowance", "individual") | {"birth_date": "1950-05-01"}
    )
    assert found.faults == () and found.lines == () and found.total == 0
    assert [(line.amount, line.unit) for line in found.entitled] == [(Decimal("700.00"), "เดือน")]


def test_the_sheet_says_that_it_is_no_receipt_and_nothing_is_kept(office: Office) -> None:
    before = _rows(office)
    found = estimating.estimate(
        office, "signboard-tax", "individual", sign_answers(sign(), sign(kind="mixed")), filed_on=dt.date(2026, 3, 2)
    )
    paper = estimating.sheet(office, found)
    text = read(paper.pdf)
    assert paper.code == "" and page_count(paper.pdf) == 1
    for said in ("ใบคำนวณภาษีป้าย (ประมาณการ)", "ไม่ใช่ใบเสร็จรับเงิน", "วันที่ยื่น", "2 มีนาคม 2569", "1,798.00", "หนึ่งพันเจ็ดร้อยเก้าสิบแปดบาทถ้วน"):
        assert squeezed(said) in text
    for line in found.lines:
        assert squeezed(line.item) in text
    assert squeezed("ไม่ได้บันทึกในทะเบียน") in text and squeezed("รหัสตรวจสอบ") not in text
    assert _rows(office) == before


def test_a_sheet_of_something_unfinished_is_refused(office: Office) -> None:
    with pytest.raises(CounterError) as refused:
        estimating.sheet(office, estimating.estimate(office, "signboard-tax", "individual", {"tax_year": 2569}))
    assert refused.value.code == "no-estimate"


@pytest.mark.parametrize("service", ["elderly-allowance", "land-building-tax", "building-construction-permit", "heir-regular-gratuity"])
def test_the_sheet_of_other_amounts_can_be_printed(service: str, office: Office) -> None:
    case = shipped().service(service).applicant_cases[0].id
    found = estimating.estimate(office, service, case, filled(service, case))
    text = read(estimating.sheet(office, found).pdf)
    for line in (*found.lines, *found.entitled):
        assert squeezed(line.item) in text
        assert not line.amount or squeezed(f"{line.amount:,.2f}") in text


def test_a_request_goes_on_with_what_was_typed_and_the_days(office: Office) -> None:
    march = dt.date(2026, 3, 2)
    found = estimating.estimate(office, "signboard-tax", "individual", sign_answers(sign()), officer_noticed_on=march)
    taken = estimating.for_wizard(office.catalogue.service("signboard-tax"), found)
    assert taken["officer_noticed_on"] == "2026-03-02" and taken["signs"] == found.answers["signs"]
    dug = estimating.estimate(office, "soil-excavation-notice", "individual", dig_answers())
    assert set(estimating.for_wizard(office.catalogue.service("soil-excavation-notice"), dug)) == set(dug.answers)


def _rows(office: Office) -> dict[str, int]:
    with office.register.read() as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in models.Base.metadata.sorted_tables}
