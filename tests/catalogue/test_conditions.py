from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsvdesk.catalogue.conditions import ConditionFault, Names, View, check, holds, value

KNOWN = Names(
    answers={"depth_m": "number", "owns_land": "tick", "deed_kind": "choice", "started_on": "date", "signs": "table", "note": "text"},
    tables={"signs": {"kind": "choice", "width": "number"}},
    cases=frozenset({"individual", "company"}),
    options={"answers.deed_kind": frozenset({"title-deed", "other"}), "signs.kind": frozenset({"a", "b"})},
)
TODAY = dt.date(2026, 11, 21)


def context(**answers: Any) -> dict[str, Any]:
    return {"answers": answers, "case": "individual", "applicant": "individual", "agent": False, "today": TODAY}


@pytest.mark.parametrize(
    "expression",
    [
        "not answers.owns_land",
        "answers.depth_m > 20 and case == 'individual'",
        "applicant.kind == 'juristic' or agent",
        "days(answers.started_on, today) > 30",
        "'a' in column(answers.signs, 'kind')",
        "overlaps(column(answers.signs, 'kind'), ['a', 'b'])",
        "sum(column(answers.signs, 'width')) * 0.5 - 1",
        "'x' if answers.note else 'y'",
        "case in ['individual', 'company']",
    ],
)
def test_what_the_language_knows_is_accepted(expression: str) -> None:
    check(expression, KNOWN)


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("answers.depth > 3", "unknown-field"),
        ("depth_m > 3", "unknown-field"),
        ("row.kind == 'a'", "unknown-field"),
        ("applicant.age > 3", "unknown-field"),
        ("column(answers.signs, 'height')", "unknown-field"),
        ("case == 'indivdual'", "unknown-option"),
        ("answers.deed_kind in ['title-deed', 'deed']", "unknown-option"),
        ("'c' in column(answers.signs, 'kind')", "unknown-option"),
        ("overlaps(column(answers.signs, 'kind'), ['c'])", "unknown-option"),
        ("applicant.kind == 'company'", "unknown-option"),
        ("answers.note.upper()", "bad-condition"),
        ("answers.note.__class__", "bad-condition"),
        ("__import__('os')", "bad-condition"),
        ("open('x')", "bad-condition"),
        ("[x for x in answers.signs]", "bad-condition"),
        ("lambda: 1", "bad-condition"),
        ("answers.depth_m ** 9", "bad-condition"),
        ("f'{case}'", "bad-condition"),
        ("b'x' == case", "bad-condition"),
        ("days(today)", "bad-condition"),
        ("len(answers.signs, 2)", "bad-condition"),
        ("column(answers.signs, answers.note)", "bad-condition"),
        ("answers.depth_m >", "bad-condition"),
        ("case; agent", "bad-condition"),
        ("x = 1", "bad-condition"),
    ],
)
def test_everything_else_is_refused_when_the_file_loads(expression: str, code: str) -> None:
    with pytest.raises(ConditionFault) as refused:
        check(expression, KNOWN)
    assert refused.value.code == code
    assert expression in refused.value.message


def test_a_missing_answer_makes_a_comparison_false_and_arithmetic_empty() -> None:
    assert not holds("answers.depth_m > 3", context())
    assert not holds("answers.depth_m <= 3", context())
    assert holds("not answers.owns_land", context())
    assert holds("answers.note != 'x'", context())
    assert value("answers.depth_m * 2 + 1", context()) is None
    assert value("answers.depth_m / 0", context(depth_m=Decimal(1))) is None
    assert not holds("days(answers.started_on, today) > 30", context())


def test_no_condition_always_holds() -> None:
    assert holds(None, context())


def test_numbers_are_exact() -> None:
    assert value("0.1 + 0.2", context()) == Decimal("0.3")
    assert holds("answers.depth_m == 3", context(depth_m=Decimal("3.00")))


def test_dates_are_compared_with_today() -> None:
    assert holds("days(answers.started_on, today) > 30", context(started_on=dt.date(2026, 10, 21)))
    assert not holds("days(answers.started_on, today) > 30", context(started_on=dt.date(2026, 10, 22)))
    assert holds("answers.started_on < today", context(started_on=dt.date(2026, 10, 22)))
    assert value("year(today) + 543", context()) == 2569


def test_columns_of_a_table_are_read_as_lists() -> None:
    rows = [View({"kind": "a", "width": Decimal(2)}), View({"kind": "b"})]
    assert holds("'b' in column(answers.signs, 'kind')", context(signs=rows))
    assert not holds("overlaps(column(answers.signs, 'kind'), ['c'])", context(signs=rows))
    assert value("sum(column(answers.signs, 'width'))", context(signs=rows)) == 2
    assert value("len(answers.signs)", context()) == 0


def test_calls_answer_even_for_nothing() -> None:
    assert value("max(column(answers.signs, 'width'))", context()) is None
    assert value("round(answers.depth_m, 1)", context(depth_m=Decimal("2.25"))) == Decimal("2.3")
    assert value("abs(0 - answers.depth_m)", context(depth_m=Decimal(2))) == 2
    assert value("abs(answers.depth_m)", context()) is None
    assert value("any(column(answers.signs, 'width'))", context()) is False


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "depth_m": st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False), st.text(), st.booleans()),
            "owns_land": st.one_of(st.none(), st.booleans(), st.text()),
            "deed_kind": st.one_of(st.none(), st.text()),
            "started_on": st.one_of(st.none(), st.dates(), st.text()),
            "signs": st.one_of(st.none(), st.just([]), st.just([View({})])),
        },
    )
)
def test_no_answer_whatever_makes_a_loaded_condition_crash(answers: dict[str, Any]) -> None:
    for expression in (
        "answers.depth_m > 20 and not answers.owns_land or answers.deed_kind == 'other'",
        "days(answers.started_on, today) > 30 or answers.started_on <= today",
        "sum(column(answers.signs, 'width')) > answers.depth_m * 2 - 1",
        "overlaps(column(answers.signs, 'kind'), ['a']) and round(answers.depth_m) in [1, 2]",
    ):
        check(expression, KNOWN)
        assert holds(expression, context(**answers)) in (True, False)
