"""No rate stands in Python: every number in lsvdesk/rules is a unit, a fact of the calendar or a share of an heir, explained here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from lsvdesk import rules

FOLDER = Path(rules.__file__).parent

EVERYWHERE = {
    "0": "nothing",
    "1": "one; the next",
    "2": "a pair; two decimals",
    "12": "months of a year",
    "100": "per cent; satang of a baht",
}
"""Number → what it counts, in any rule."""

OWN: dict[str, dict[str, str]] = {
    "clock.py": {"5": "Saturday is the fifth day from Monday"},
    "gratuity.py": {
        "3": "ป.พ.พ. มาตรา 1629, 1635: the order of heirs, the spouse's third",
        "4": "มาตรา 1629: the order of heirs; at most four grandparents",
        "5": "มาตรา 1629: the order of heirs",
        "6": "มาตรา 1629: the order of heirs",
    },
    "instalments.py": {"0.01": "a satang", "32": "days that lead from the first of a month into the next"},
    "land_tax.py": {
        "3": "the end of a slice of a relief's code",
        "1000": "keys that keep rooms apart from buildings and plots",
        "10000": "keys that keep buildings apart from plots",
    },
    "land_values.py": {"400": "ตารางวา in a ไร่", "0.01": "a satang"},
    "pao.py": {"32": "days that lead from the first of a month into the next"},
    "public_health.py": {"0.5": "กฎกระทรวง: a remainder up to half a cubic metre", "1200": "months in a hundred years: what nobody means"},
    "signboard.py": {
        "3": "months of a quarter",
        "32": "days that lead from the first of a month into the next",
        "10000": "square centimetres in a square metre",
    },
    "validity.py": {"1200": "months in a hundred years", "36525": "days in a hundred years", "31": "31 December"},
    "welfare.py": {
        "0.01": "a satang",
        "4": "days that lead from the 28th into the next month",
        "10": "the fiscal year begins in October",
        "28": "a day that every month has; the last of February in a common year",
    },
}
"""Module → number → what it is; each must still be found there."""

_SAID = re.compile(r"ร้อยละ\s*[0-9๐-๙]|[0-9๐-๙]\s*(บาท|เปอร์เซ็นต์|%)")
"""A rate in words: ``ร้อยละ 10``, ``200 บาท``."""

NO_RATE = ("ร้อยละ 0 ถึง 100",)
"""The bounds of any percentage."""

MODULES = sorted(path.name for path in FOLDER.glob("*.py"))


def numbers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, number as it is written plainly) of every literal; of ``Decimal("0.5")`` what stands between the quotes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node.lineno, plainly(str(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Decimal", "Fraction"):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, plainly(argument.value)


def plainly(text: str) -> str:
    return f"{Decimal(text).normalize():f}"


def spoken(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text that is not an explanation of the code."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.lineno, node.value


def without_bounds(text: str) -> str:
    for each in NO_RATE:
        text = text.replace(each, "")
    return text


@pytest.mark.parametrize("module", MODULES)
def test_every_number_of_a_rule_is_a_unit_and_no_rate(module: str) -> None:
    allowed = EVERYWHERE | OWN.get(module, {})
    tree = ast.parse((FOLDER / module).read_text("utf-8"))
    strange = [f"{module}:{line}: {number}" for line, number in numbers(tree) if number not in allowed]
    assert not strange, f"a rate belongs into forms/rates; a unit is explained in this test: {strange}"


@pytest.mark.parametrize("module", MODULES)
def test_no_rate_is_said_in_a_sentence_that_stands_in_python(module: str) -> None:
    tree = ast.parse((FOLDER / module).read_text("utf-8"))
    said = [f"{module}:{line}: {text}" for line, text in spoken(tree) if _SAID.search(without_bounds(text))]
    assert not said, said


def test_what_is_explained_is_still_there() -> None:
    for module, known in OWN.items():
        found = {number for _, number in numbers(ast.parse((FOLDER / module).read_text("utf-8")))}
        assert set(known) <= found, f"{module}: {sorted(set(known) - found)} is explained but not there any more"


def test_a_rate_would_be_found() -> None:
    tree = ast.parse('late = tax * Decimal("0.02")\nleast = 200\nsaid = "เงินเพิ่มร้อยละ 10"\n"""ร้อยละ 10"""')
    assert sorted(number for _, number in numbers(tree)) == ["0.02", "200"]
    assert [text for _, text in spoken(tree) if _SAID.search(text)] == ["เงินเพิ่มร้อยละ 10"]
