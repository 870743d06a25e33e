from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk.counter import assessment_runs, cases, filing, levies, levy_notices, money, papers, people, properties
from lsvdesk.counter.assessment_runs import RunRow
from lsvdesk.counter.context import FixedClock, Office
from lsvdesk.counter.verifying import verify
from lsvdesk.counter.views import Handed, Payment
from lsvdesk.errors import CounterError, InvalidAnswers, NotAllowedNow
from lsvdesk.register import models
from lsvdesk.thai.numerals import to_arabic
from tests.counter.conftest import as_role
from tests.counter.people import company, owner, sign, sign_filing
from tests.journeys.clerk import squeezed, text_of

NEXT_YEAR = dt.date(2027, 1, 11)


def owners(office: Office, count: int) -> None:
    """So many shopkeepers with two signs each, who filed and paid for 2569, and a company with one."""
    for seed in range(1, count + 1):
        answers = {
            "tax_year": 2569,
            "shop_name": f"ร้านที่ {seed}",
            "signs": [sign(text=f"ร้านที่ {seed}"), sign(text=f"ราคา {seed}", width_cm="60")],
        }
        paid(office, replace(sign_filing(), person=owner(seed), answers=answers))
    answers = {"tax_year": 2569, "shop_name": "สาขา", "signs": [sign(text="ทดลองการค้า")]}
    paid(office, replace(sign_filing(), person=None, organisation=company(), applicant_case="juristic", answers=answers))


def paid(office: Office, request: object) -> None:
    case = filing.open_case(office, request)  # type: ignore[arg-type]
    if case.complete_on is None:
        cases.record_documents(office, case.row.id, {row.id: Handed(row.originals, row.copies) for row in case.documents})
    case = cases.case(office, case.row.id)
    money.take_payment(office, case.row.id, Payment("cash", case.payable_now))


@pytest.fixture
def ready(office: Office, clock: FixedClock) -> Office:
    clock.go_to(dt.date(2026, 3, 9))
    owners(office, 4)
    clock.go_to(NEXT_YEAR)
    return office


def run(office: Office, year: int = 2570) -> RunRow:
    return assessment_runs.proceed(office, assessment_runs.begin(office, "signboard", year).id)


def test_a_year_is_assessed_from_the_register(ready: Office) -> None:
    done = run(ready)
    assert (done.status, done.owners, done.assessed, done.items, done.faulty) == ("finished", 5, 5, 9, 0)
    found = levies.levies(ready, "signboard", 2570)
    assert len(found) == 5 and sum(row.total for row in found) == done.total > 0
    first = levies.levy(ready, next(row.id for row in found if row.owner.endswith("ตัวอย่าง")))
    assert first.row.total == sum(line.amount for line in first.lines) and len(first.lines) == 2
    assert first.row.state == "assessed" and first.answers["tax_year"] == 2570
    assert verify(ready) == []


def test_the_sum_is_what_the_owners_own_return_would_cost(ready: Office) -> None:
    run(ready)
    for row in levies.levies(ready, "signboard", 2570):
        detail = levies.levy(ready, row.id)
        case = "individual" if row.person_id else "juristic"
        assert filing.preview_assessment(ready, "signboard-tax", case, dict(detail.answers)).total == row.total


def test_a_second_run_doubles_nothing(ready: Office) -> None:
    first = run(ready)
    before = [(row.id, row.total) for row in levies.levies(ready, "signboard", 2570)]
    again = run(ready)
    assert (again.number, again.assessed, again.unchanged, again.total) == (2, 0, 5, first.total)
    assert [(row.id, row.total) for row in levies.levies(ready, "signboard", 2570)] == before


def test_a_second_run_changes_only_what_changed(ready: Office) -> None:
    run(ready)
    before = {row.owner: row for row in levies.levies(ready, "signboard", 2570)}
    with ready.register.write() as session:
        taller = session.query(models.Sign).filter(models.Sign.text == "ร้านที่ 2").one()
        taller.height_mm *= 2
        gone = session.query(models.Sign).filter(models.Sign.text == "ทดลองการค้า").one()
        gone.status = "removed"
    again = run(ready)
    after = {row.owner: row for row in levies.levies(ready, "signboard", 2570)}
    assert (again.assessed, again.unchanged) == (1, 3)
    changed = {name for name in before if name in after and after[name].total != before[name].total}
    assert changed == {"นางสมมุติ ตัวอย่าง2"}
    assert set(before) - set(after) == {company().name}, "who owns no sign any more owes nothing"


def test_who_was_told_is_left_alone_and_listed_as_differing(ready: Office) -> None:
    run(ready)
    told = next(row for row in levies.levies(ready, "signboard", 2570) if row.owner.endswith("ตัวอย่าง3"))
    levies.notify(ready, told.id, NEXT_YEAR)
    with ready.register.write() as session:
        session.query(models.Sign).filter(models.Sign.text == "ร้านที่ 3").one().height_mm *= 2
    again = run(ready)
    row = levies.levy(ready, told.id).row
    assert again.kept == 1 and row.total == told.total and row.differs is not None and row.differs > told.total
    assert row.state == "notified"


def test_a_run_that_was_cancelled_goes_on_where_it_stopped(ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment_runs, "PAGE", 2)
    begun = assessment_runs.begin(ready, "signboard", 2570)
    seen: list[int] = []

    def stop_after_the_first_page(row: RunRow) -> bool:
        seen.append(row.done)
        return False

    stopped = assessment_runs.proceed(ready, begun.id, stop_after_the_first_page)
    assert (stopped.status, stopped.done, seen) == ("cancelled", 2, [2])
    with pytest.raises(CounterError, match="ยังไม่เสร็จ"):
        assessment_runs.begin(ready, "signboard", 2570)
    done = assessment_runs.proceed(ready, begun.id)
    assert (done.status, done.assessed) == ("finished", 5)
    assert len(levies.levies(ready, "signboard", 2570)) == 5
    with pytest.raises(CounterError, match="เสร็จแล้ว"):
        assessment_runs.proceed(ready, begun.id)


def test_a_power_cut_in_a_page_costs_that_page_only(ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment_runs, "PAGE", 2)
    begun = assessment_runs.begin(ready, "signboard", 2570)
    usual, calls = assessment_runs._assess_page, []

    def cut(*arguments: object) -> None:
        calls.append(1)
        usual(*arguments)  # type: ignore[arg-type]
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(assessment_runs, "_assess_page", cut)
    with pytest.raises(KeyboardInterrupt):
        assessment_runs.proceed(ready, begun.id)
    monkeypatch.setattr(assessment_runs, "_assess_page", usual)
    assert len(levies.levies(ready, "signboard", 2570)) == 2
    assert assessment_runs.proceed(ready, begun.id).assessed == 5
    assert len(levies.levies(ready, "signboard", 2570)) == 5 and verify(ready) == []


def test_who_filed_for_the_year_already_is_not_assessed_again(ready: Office) -> None:
    answers = {"tax_year": 2570, "shop_name": "ร้านที่ 1", "signs": [sign(text="ร้านที่ 1")]}
    filing.open_case(ready, replace(sign_filing(), person=owner(1), answers=answers))
    done = run(ready)
    assert (done.assessed, done.unchanged) == (4, 1)


def test_the_owner_pays_what_the_notice_said(ready: Office, clock: FixedClock) -> None:
    run(ready)
    row = next(each for each in levies.levies(ready, "signboard", 2570) if each.owner.endswith("ตัวอย่าง2"))
    levies.notify(ready, row.id, NEXT_YEAR)
    clock.go_to(dt.date(2027, 1, 20))
    case = levies.open_levy_case(ready, row.id)
    assert case.payable_now == row.total and case.row.status == "in_progress"
    assert levies.open_levy_case(ready, row.id).row.id == case.row.id, "one case, however often it is asked for"
    assert levies.levy(ready, row.id).row.state == "due"
    money.take_payment(ready, case.row.id, Payment("cash", row.total))
    assert levies.levy(ready, row.id).row.state == "paid"
    assert [each.id for each in levies.levies(ready, "signboard", 2570, state="paid")] == [row.id]
    assert verify(ready) == []


def test_who_pays_late_pays_more(ready: Office, clock: FixedClock) -> None:
    run(ready)
    row = next(each for each in levies.levies(ready, "signboard", 2570) if each.owner.endswith("ตัวอย่าง2"))
    levies.notify(ready, row.id, NEXT_YEAR)
    clock.go_to(dt.date(2027, 2, 1))  # the fifteen days ended on 26 January
    case = levies.open_levy_case(ready, row.id)
    assert case.payable_now == (row.total * Decimal("1.02")).quantize(Decimal("0.01"))


def test_a_sign_of_the_very_year_pays_its_share(ready: Office) -> None:
    with ready.register.write() as session:
        session.query(models.Sign).filter(models.Sign.text == "ทดลองการค้า").one().installed_on = dt.date(2026, 5, 1)
    clock = ready.clock
    assert isinstance(clock, FixedClock)
    done = assessment_runs.proceed(ready, assessment_runs.begin(ready, "signboard", 2568 + 1).id)
    assert done.status == "finished"


@pytest.mark.parametrize("year", [2400, 2600])
def test_a_year_that_cannot_be_assessed_is_refused(ready: Office, year: int) -> None:
    with pytest.raises(CounterError, match="ปีภาษี"):
        assessment_runs.begin(ready, "signboard", year)


def test_an_empty_register_has_nothing_to_assess(office: Office) -> None:
    with pytest.raises(CounterError, match="ยังไม่มีรายการในทะเบียนป้าย"):
        assessment_runs.begin(office, "signboard", 2569)


def test_an_executive_does_not_run_the_assessment(ready: Office) -> None:
    with pytest.raises(NotAllowedNow):
        assessment_runs.begin(as_role(ready, "executive"), "signboard", 2570)


# --- notices ----------------------------------------------------------------------------------------------------------------------


def test_every_owner_gets_a_notice_once_and_the_files_can_be_written_again(ready: Office, tmp_path: Path) -> None:
    run(ready)
    told: list[levy_notices.Progress] = []
    done = levy_notices.write_notices(ready, "signboard", 2570, tmp_path / "notices", lambda state: told.append(state) is None)
    assert (done.total, done.issued, done.written) == (5, 5, 5) and told
    (file,) = done.files
    text = to_arabic(squeezed(text_of(file.read_bytes())))
    rows = levies.levies(ready, "signboard", 2570)
    assert all(row.letter_no and row.paper for row in rows) and len({row.letter_no for row in rows}) == 5
    for row in rows:
        assert squeezed(row.owner) in text and f"{row.total:,.2f}" in text
    before = file.read_bytes()
    again = levy_notices.write_notices(ready, "signboard", 2570, tmp_path / "notices")
    assert again.issued == 5 and file.read_bytes() == before, "nothing is issued twice, and the pages are the same"
    assert papers.paper(ready, rows[0].paper).pdf.startswith(b"%PDF")
    assert verify(ready) == []


def test_notices_that_were_broken_off_go_on(ready: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levy_notices, "PAGE", 2)
    run(ready)
    stopped = levy_notices.write_notices(ready, "signboard", 2570, tmp_path, lambda state: False)
    assert (stopped.issued, stopped.written) == (2, 0)
    assert levy_notices.write_notices(ready, "signboard", 2570, tmp_path).written == 5
    assert len({row.paper for row in levies.levies(ready, "signboard", 2570)}) == 5 and verify(ready) == []


def test_without_an_assessment_there_is_nobody_to_notify(ready: Office, tmp_path: Path) -> None:
    with pytest.raises(CounterError, match="กรุณาประเมินก่อน"):
        levy_notices.write_notices(ready, "signboard", 2570, tmp_path)


def test_the_sums_of_the_states_are_those_of_the_list(ready: Office) -> None:
    run(ready)
    first, second, *_ = levies.levies(ready, "signboard", 2570)
    levies.notify(ready, first.id, NEXT_YEAR)
    levies.open_levy_case(ready, second.id)
    found = levies.sums(ready, "signboard", 2570)
    assert {state: each.owners for state, each in found.items()} == {"assessed": 3, "notified": 1, "due": 1}
    for state, each in found.items():
        rows = levies.levies(ready, "signboard", 2570, state=state)
        assert (len(rows), sum(row.total for row in rows)) == (each.owners, each.total)
    assert levies.sums(ready, "signboard", 2570, first.owner)["notified"].total == first.total


def test_who_comes_to_the_counter_is_found_with_what_they_owe(ready: Office) -> None:
    run(ready)
    row = next(each for each in levies.levies(ready, "signboard", 2570) if each.owner.endswith("ตัวอย่าง2"))
    (owed,) = levies.open_levies(ready, person_id=row.person_id)
    assert (owed.id, owed.total) == (row.id, row.total)
    assert levies.open_levies(ready, person_id=row.person_id, tax_year=2569) == []
    case = levies.open_levy_case(ready, row.id)
    assert [each.state for each in levies.open_levies(ready, person_id=row.person_id)] == ["due"]
    money.take_payment(ready, case.row.id, Payment("cash", case.payable_now))
    assert levies.open_levies(ready, person_id=row.person_id) == []


def test_what_would_be_assessed_is_counted_beforehand(ready: Office) -> None:
    assert assessment_runs.to_assess(ready, "signboard") == (5, 9)
    assert assessment_runs.to_assess(ready, "land_building") == (0, 0)


@pytest.mark.parametrize(("day", "year"), [(dt.date(2026, 9, 30), 2569), (dt.date(2026, 10, 1), 2570), (dt.date(2027, 1, 1), 2570)])
def test_the_year_that_is_proposed_follows_the_season(office: Office, clock: FixedClock, day: dt.date, year: int) -> None:
    clock.go_to(day)
    assert assessment_runs.proposed_year(office) == year


# --- land and buildings -----------------------------------------------------------------------------------------------------------

PLOT = {"deed_kind": "deed", "deed_no": "12345", "place": "หมู่ 4", "rai": 2, "ngan": 0, "wah": "0", "price_per_wah": "12000", "use": "other"}
SHED = {"kind": "โกดัง", "material": "concrete", "parcel_no": 1, "area_m2": "300", "price_per_m2": "7000", "age": 3, "use": "other"}


def surveyed(office: Office, seed: int, **rows: list[dict[str, object]]) -> int:
    known = people.save_person(office, owner(seed))
    properties.enter_survey(office, rows or {"parcels": [PLOT], "buildings": [SHED]}, person_id=known.id, tax_year=2569)
    assert known.id is not None
    return known.id


def test_land_and_buildings_are_assessed_from_the_survey(office: Office, clock: FixedClock) -> None:
    person_id = surveyed(office, 1)
    clock.go_to(NEXT_YEAR)
    done = assessment_runs.proceed(office, assessment_runs.begin(office, "land_building", 2570).id)
    assert (done.assessed, done.faulty, done.items) == (1, 0, 2), [row.fault for row in levies.levies(office, "land_building", 2570)]
    (row,) = levies.levies(office, "land_building", 2570)
    detail = levies.levy(office, row.id)
    assert detail.answers["buildings"][0]["age"] == 4, "a year older than when it was surveyed"
    assert detail.answers["buildings"][0]["parcel_no"] == 1
    expected = filing.preview_assessment(office, "land-building-tax", "individual", dict(detail.answers)).total
    assert row.total == expected > 0
    case = levies.open_levy_case(office, row.id)
    assert case.payable_now == row.total and case.person is not None and case.person.id == person_id
    assert [each.status for each in properties.properties(office)] == ["held", "held"], "the return of the register changes nothing in it"
    money.take_payment(office, case.row.id, Payment("cash", row.total))
    assert levies.levy(office, row.id).row.state == "paid" and verify(office) == []


def test_what_changed_replaces_what_stood_there_and_the_past_stays(office: Office) -> None:
    person_id = surveyed(office, 1)
    properties.enter_survey(
        office, {"parcels": [{**PLOT, "price_per_wah": "15000"}], "buildings": [SHED]}, person_id=person_id, tax_year=2569
    )
    held = properties.properties(office, person_id=person_id)
    assert [row.kind for row in held] == ["building", "parcel"] or [row.kind for row in held] == ["parcel", "building"]
    assert next(row.row["price_per_wah"] for row in held if row.kind == "parcel") == "15000"
    everything = properties.properties(office, person_id=person_id, held_only=False)
    assert [row.status for row in everything].count("ended") == 1
    prefilled = filing.prefill(office, "land-building-tax", person_id=person_id)
    assert prefilled["buildings"][0]["parcel_no"] == 1 and prefilled["parcels"][0]["price_per_wah"] == "15000"


def test_a_building_stands_on_its_plot_whatever_is_written_of_the_plot(office: Office) -> None:
    person_id = surveyed(office, 1)
    properties.enter_survey(office, {"parcels": [{**PLOT, "price_per_wah": "15000"}]}, person_id=person_id, tax_year=2569)
    assert filing.prefill(office, "land-building-tax", person_id=person_id)["buildings"][0]["parcel_no"] == 1


def test_what_was_sold_is_assessed_no_more(office: Office) -> None:
    person_id = surveyed(office, 1)
    for row in properties.properties(office, person_id=person_id):
        properties.end_property(office, row.id, office.today(), "ขาย")
    with pytest.raises(CounterError, match="ยังไม่มีรายการในทะเบียนที่ดิน"):
        assessment_runs.begin(office, "land_building", 2570)


def test_a_survey_with_a_fault_names_the_field(office: Office) -> None:
    known = people.save_person(office, owner(1))
    with pytest.raises(InvalidAnswers) as refused:
        properties.enter_survey(office, {"parcels": [{**PLOT, "rai": -1, "use": "casino"}]}, person_id=known.id)
    assert {fault.field for fault in refused.value.faults} == {"parcels[0].rai", "parcels[0].use"}


def test_an_owner_whose_property_cannot_be_assessed_is_listed_with_the_reason(office: Office) -> None:
    surveyed(office, 1, parcels=[{name: value for name, value in PLOT.items() if name != "price_per_wah"}])
    surveyed(office, 2)
    done = assessment_runs.proceed(office, assessment_runs.begin(office, "land_building", 2570).id)
    assert (done.assessed, done.faulty) == (1, 1)
    (faulty,) = levies.levies(office, "land_building", 2570, state="faulty")
    assert "ราคาประเมิน" in faulty.fault


def test_every_owner_of_land_gets_a_notice_with_its_lists(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        surveyed(office, seed, parcels=[{**PLOT, "deed_no": f"9{seed}"}], buildings=[SHED])
    firm = people.save_organisation(office, company())
    properties.enter_survey(office, {"parcels": [{**PLOT, "deed_no": "777"}]}, organisation_id=firm.id, tax_year=2569)
    clock.go_to(NEXT_YEAR)
    assessment_runs.proceed(office, assessment_runs.begin(office, "land_building", 2570).id)
    done = levy_notices.write_notices(office, "land_building", 2570, tmp_path)
    assert (done.total, done.issued, done.written) == (4, 4, 4)
    (file,) = done.files
    assert file.name.startswith("ภ.ด.ส.6-2570-")
    text = to_arabic(squeezed(text_of(file.read_bytes())))
    rows = levies.levies(office, "land_building", 2570)
    assert len({row.letter_no for row in rows}) == 4
    for row in rows:
        assert squeezed(row.owner) in text and f"{row.total:,.2f}" in text
    assert "ภ.ด.ส.7" in text and all(number in text for number in ("91", "92", "93", "777"))
    paper = papers.paper(office, rows[0].paper)
    assert paper.pdf.startswith(b"%PDF") and "ภ.ด.ส.6" in paper.title
    before = file.read_bytes()
    assert levy_notices.write_notices(office, "land_building", 2570, tmp_path).issued == 4 and file.read_bytes() == before
    assert verify(office) == []


def test_land_and_buildings_have_their_register(office: Office, tmp_path: Path) -> None:
    from lsvdesk.counter import register_kinds, register_list, registers
    from lsvdesk.counter.views import RegisterFilter

    surveyed(office, 1)
    surveyed(office, 2, parcels=[{**PLOT, "deed_no": "555"}])
    kind = register_kinds.kind(office, "properties")
    found = registers.lines(office, kind, RegisterFilter(text="12345"))
    assert [(row.name, row.size, row.use_title, row.unit_price) for row in found] == [
        ("เอกสารสิทธิเลขที่ 12345", "2 ไร่", "อื่น ๆ", Decimal(12000))
    ]
    (shed,) = registers.lines(office, kind, RegisterFilter(text="โกดัง"))
    assert (shed.kind_title, shed.size, shed.status_title) == ("สิ่งปลูกสร้าง", "300 ตร.ม.", "อยู่ในทะเบียน")
    properties.end_property(office, shed.id, office.today(), "รื้อถอน")
    (gone,) = registers.lines(office, kind, RegisterFilter(status="ended"))
    assert (gone.id, gone.ended_reason) == (shed.id, "รื้อถอน")
    assert register_list.print_register(office, kind, RegisterFilter()).pdf.startswith(b"%PDF")


def test_the_list_of_a_year_is_printed_with_its_sum(ready: Office) -> None:
    from lsvdesk.counter import levy_list

    done = run(ready)
    text = to_arabic(squeezed(text_of(levy_list.printed(ready, "signboard", 2570).pdf)))
    assert f"{done.total:,.2f}" in text and "บัญชีผู้ต้องเสียภาษีป้ายปี2570" in text
    assert [row.owner for row in levy_list.lines(ready, "signboard", 2570, "ทดลองการค้า")] == [company().name]


def test_several_owners_are_told_on_one_day_or_none_is(ready: Office) -> None:
    run(ready)
    rows = levies.levies(ready, "signboard", 2570)
    with pytest.raises(CounterError, match="ระหว่างวันประเมิน"):
        levies.notify_all(ready, [row.id for row in rows], dt.date(2026, 1, 1))
    assert {row.state for row in levies.levies(ready, "signboard", 2570)} == {"assessed"}
    told = levies.notify_all(ready, [row.id for row in rows[:2]], NEXT_YEAR)
    assert [row.state for row in told] == ["notified", "notified"]
