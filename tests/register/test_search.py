from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsvdesk.register import search
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Case, Person
from lsvdesk.thai.names import search_key
from tests.register import rows
from tests.support.people import bulk_people, people


def found(register: Register, text: str, **how: object) -> list[str]:
    with register.read() as session:
        return [hit.title for hit in search.find(session, text, **how)]  # type: ignore[arg-type]


def add(register: Register, *names: str) -> None:
    with register.write() as session:
        for name in names:
            first, _, last = name.partition(" ")
            rows.person(session, first, last, prefix="นาง")


@pytest.mark.parametrize("typed", ["ศ", "ร", "ี", "ุ", "ศร", "รี", "สุ", "ศรี", "รีส", "ศรีส", "ศรีสุ", "รีสุขท", "มะลิศรี", "ลิ ศรี", "ทอง มะลิ", "ม ล ท"])
def test_a_person_is_found_by_any_part_of_the_name(register: Register, typed: str) -> None:
    add(register, "มะลิ ศรีสุขทอง")
    assert found(register, typed) == ["นางมะลิ ศรีสุขทอง"]


@pytest.mark.parametrize("typed", ["ศ ฮ", "รีศ", "มะลิ ใจดี", "ทองศ", "สุขทองx", "๙"])
def test_what_is_no_part_of_it_is_not_found(register: Register, typed: str) -> None:
    with register.write() as session:
        rows.person(session, "มะลิ", "ศรีสุขทอง", citizen_id=None)
    assert found(register, typed) == []


@pytest.mark.parametrize("typed", ["", "   ", "-", "…", "ๆ", '"', "*", "'", "%", "_", "|", "~", "~k0"])
def test_signs_alone_find_nothing_and_break_nothing(register: Register, typed: str) -> None:
    add(register, "มะลิ ศรีสุขทอง")
    assert found(register, typed) == []


@pytest.mark.parametrize("typed", ["นางมะลิ", "นางมะลิ ศรี", "นางมะ"])
def test_a_title_typed_before_the_name_does_no_harm(register: Register, typed: str) -> None:
    add(register, "มะลิ ศรีสุขทอง")
    assert found(register, typed) == ["นางมะลิ ศรีสุขทอง"]


@pytest.mark.parametrize(
    "typed",
    [
        "1990000000017",
        "1-9900-00000-01-7",
        "1 9900 00000 01 7",
        "๑-๙๙๐๐",
        "1990",
        "00-01",
        "0017",
        "081-234-5678",
        "๐๘๑๒๓",
        "5678",
        "1234567",
    ],
)
def test_a_person_is_found_by_id_and_phone_however_they_are_typed(register: Register, typed: str) -> None:
    with register.write() as session:
        rows.person(session, "มะลิ", "ศรีสุขทอง", citizen_id="1990000000017", phone="0812345678")
        rows.person(session, "สมมุติ", "ใจดี", citizen_id="3888888888888", phone="")
    assert found(register, typed) == ["นายมะลิ ศรีสุขทอง"]


def test_latin_names_are_found_in_either_case(register: Register) -> None:
    add(register, "Jörg Müller-Test")
    assert found(register, "MÜLLER") == ["นางJörg Müller-Test"]
    assert found(register, "jörg mü") == ["นางJörg Müller-Test"]
    assert found(register, "ller t") == ["นางJörg Müller-Test"]


def test_an_organisation_is_found_by_name_id_and_representative(register: Register) -> None:
    with register.write() as session:
        rows.organisation(session, "บริษัท ทดลองการค้า จำกัด", juristic_id="0105500000001", representative="นายสมมุติ ใจดี")
    for typed in ("ทดลอง", "การค้า จำ", "0-1055", "สมมุติ"):
        assert found(register, typed) == ["บริษัท ทดลองการค้า จำกัด"]


def test_cases_receipts_and_permits_are_found_by_number_and_by_name(register: Register) -> None:
    with register.write() as session:
        row = rows.whole_case(session, first_name="กล้วยไม้", last_name="ทดลองยิ่ง", citizen_id=None)
        assert (row.number, row.receipts[0].number, row.permits[0].number) == ("1/2569", 1, "1/2569")
    assert found(register, "1/2569") == ["1/2569 การแจ้งขุดดิน", "ใบรับแจ้งการขุดดิน 1/2569"]
    assert found(register, "๑/๒๕๖๙", kinds=["permit"]) == ["ใบรับแจ้งการขุดดิน 1/2569"]
    for typed in ("เล่ม 1 เลขที่ 1", "เล่มที่ ๑ เลขที่ ๑", "เล่ม1/เลขที่1"):
        assert found(register, typed) == ["ใบเสร็จเล่มที่ 1 เลขที่ 1"]
    by_name = {
        "นายกล้วยไม้ ทดลองยิ่ง",
        "1/2569 การแจ้งขุดดิน",
        "ใบเสร็จเล่มที่ 1 เลขที่ 1",
        "ใบรับแจ้งการขุดดิน 1/2569",
    }
    assert set(found(register, "ทดลองยิ่ง")) == by_name
    assert found(register, "ทดลองยิ่ง", kinds=["receipt"]) == ["ใบเสร็จเล่มที่ 1 เลขที่ 1"]
    assert found(register, "กล้วยไม้")[0] == "นายกล้วยไม้ ทดลองยิ่ง"


def test_sensitive_cases_and_their_papers_are_found_only_by_those_who_may(register: Register) -> None:
    with register.write() as session:
        person = rows.person(session, "กล้วยไม้", "ทดลองยิ่ง", citizen_id=None)
        case = rows.case(session, person, sensitive=True, service_title="เบี้ยยังชีพ")
        rows.receipt(session, case, 100)
        rows.permit(session, case)
    for typed in ("ทดลองยิ่ง", "ล", "เบี้ย", "1/2569", "เล่มที่ 1"):
        with register.read() as session:
            assert all(hit.kind == "person" for hit in search.find(session, typed))
            assert any(hit.sensitive for hit in search.find(session, typed, include_sensitive=True))
    assert found(register, "เบี้ย") == []


def test_what_was_typed_exactly_stands_first_then_what_begins_so_then_what_holds_it(register: Register) -> None:
    add(register, "กำทอง เอก", "ทองดี โท", "ทองก ตรี", "ทอง จัตวา", "ตาล ทอง")
    assert found(register, "ทอง") == ["นางตาล ทอง", "นางทองก ตรี", "นางทอง จัตวา", "นางทองดี โท", "นางกำทอง เอก"]


def test_a_change_is_found_at_once_and_the_old_no_more(register: Register) -> None:
    with register.write() as session:
        person = rows.person(session, "มะลิ", "ศรีสุขทอง")
        key = person.id
    with register.write() as session:
        changed = session.get_one(Person, key)
        changed.last_name = "พันธุ์ใหม่"
        search.refresh_person(session, changed)
    assert found(register, "ศรีสุข") == []
    assert found(register, "พันธุ์ใหม่") == ["นายมะลิ พันธุ์ใหม่"]
    with register.write() as session:
        search.remove(session, "person", key)
        search.remove(session, "person", key)
    assert found(register, "พันธุ์ใหม่") == []
    assert found(register, "มะ") == []


def test_a_case_that_becomes_sensitive_is_hidden_at_once(register: Register) -> None:
    with register.write() as session:
        key = rows.whole_case(session, first_name="กล้วยไม้").id
    assert "1/2569 การแจ้งขุดดิน" in found(register, "1/2569")
    with register.write() as session:
        case = session.get_one(Case, key)
        case.sensitive = True
        search.refresh_case(session, case)
    assert "1/2569 การแจ้งขุดดิน" not in found(register, "1/2569")


def test_a_use_case_that_fails_leaves_nothing_in_the_index(register: Register) -> None:
    with pytest.raises(ZeroDivisionError), register.write() as session:
        rows.person(session, "กล้วยไม้", "ทดลองยิ่ง")
        raise ZeroDivisionError
    assert found(register, "กล้วยไม้") == []
    assert found(register, "ล้ว") == []


def test_an_unknown_kind_is_a_bug(register: Register) -> None:
    with pytest.raises(ValueError, match="wizard"), register.read() as session:
        search.find(session, "ก", kinds=["wizard"])


def test_no_more_than_the_limit(register: Register) -> None:
    bulk_people(register, 300)
    for typed in ("ส", "ทอง", "1990", "ศรี", "0"):
        assert len(found(register, typed, limit=7)) <= 7
        assert len(found(register, typed)) == 20
        assert len(set(found(register, typed, limit=300))) > 20


def test_the_index_made_again_finds_the_same(register: Register) -> None:
    with register.write() as session:
        rows.organisation(session, "บริษัท ทดลองการค้า จำกัด")
        for _ in range(3):
            rows.whole_case(session, first_name="กล้วยไม้")
    bulk_people(register, 200)
    typed = ("ก", "ศรี", "ทดลอง", "1/2569", "เล่มที่ 1", "0")
    before = [found(register, text, limit=500) for text in typed]
    with register.write() as session:
        count = search.rebuild(session)
    assert count == 1 + 3 + 200 + 9
    assert [found(register, text, limit=500) for text in typed] == before


def test_an_index_of_another_version_is_made_again_when_the_register_opens(register: Register) -> None:
    add(register, "มะลิ ศรีสุขทอง")
    with register.write() as session:
        session.connection().exec_driver_sql("UPDATE search_state SET version = 0")
        session.connection().exec_driver_sql("DELETE FROM search_key")
    office_dir = register.office_dir
    register.close()
    with Register.open(office_dir) as again:
        assert found(again, "มะลิ") == ["นางมะลิ ศรีสุขทอง"]


NAMES = [f"{row['first_name']} {row['last_name']}" for row in people(150, seed=7)]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_search_finds_exactly_what_holds_every_word(data: st.DataObject, many: Register) -> None:
    source = data.draw(st.sampled_from(NAMES))
    words = []
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(source) - 1))
        words.append(source[begin : begin + data.draw(st.integers(1, 9))])
    typed = " ".join(words)
    asked = [key for word in typed.split() if (key := search_key(word))]
    expected = {f"นาง{name}" for name in NAMES if asked and all(word in search_key(name) for word in asked)}
    assert set(found(many, typed, limit=500)) == expected


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """150 people without id and phone, so that only their names are found."""
    register = Register.create(tmp_path_factory.mktemp("many") / "office")
    with register.write() as session:
        rows.office(session)
        for name in NAMES:
            first, _, last = name.partition(" ")
            rows.person(session, first, last, prefix="นาง", citizen_id=None)
    return register
