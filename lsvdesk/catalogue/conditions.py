"""The small language of ``when:``, ``quantity:``, ``formula:`` and ``initial:``.

What it knows: ``answers.<field>``, ``case`` (id of the applicant case), ``applicant.kind`` (``'individual'`` or ``'juristic'``), ``agent``
(true where an agent files), ``row.<column>`` inside a table, ``today``; numbers, texts, lists of them; comparison, ``and or not``,
``in``, ``+ - * /``, ``x if y else z``; and the calls of :data:`CALLS`. Nothing else: :func:`check` walks the syntax tree when a file is
loaded and refuses every other name, attribute or call, so an expression that was loaded can only read what was typed.

A missing answer is ``None``: it equals nothing, compares as false and makes arithmetic ``None``; it never raises.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from inspect import signature
from itertools import pairwise
from typing import Any

from lsvdesk.thai.dates import age_in_years, fiscal_year

Row = Mapping[str, Any]


class ConditionFault(ValueError):
    """An expression that may not be loaded. ``code`` is stable; the message is Thai and names the culprit."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Names:
    """What an expression of one place in one service may mention.

    ``answers`` maps every field to its type; ``tables`` maps a table field to its columns and their types; ``row`` is given inside a
    table only. ``options`` maps ``answers.<field>``, ``row.<column>`` and ``case`` to the values they can take, so that a slip in a
    compared word is found as well.
    """

    answers: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cases: frozenset[str] = frozenset()
    row: Mapping[str, str] | None = None
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)


# --- values -----------------------------------------------------------------------------------------------------------------------


class View:
    """Attribute access to a mapping; a key that is absent reads as ``None``."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return object.__getattribute__(self, "_values").get(name)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, int | Decimal):
        return Decimal(value)
    return None


def _arithmetic(operation: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Any, Any], Decimal | None]:
    def apply(left: Any, right: Any) -> Decimal | None:
        a, b = _number(left), _number(right)
        return None if a is None or b is None else operation(a, b)

    return apply


def _divide(left: Any, right: Any) -> Decimal | None:
    a, b = _number(left), _number(right)
    return None if a is None or not b else a / b


def _ordered(operation: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def apply(left: Any, right: Any) -> bool:
        if isinstance(left, dt.date) and isinstance(right, dt.date):
            return operation(left, right)
        a, b = _number(left), _number(right)
        return a is not None and b is not None and operation(a, b)

    return apply


def _equal(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    a, b = _number(left), _number(right)
    return a == b if a is not None and b is not None else bool(left == right)


def _contains(item: Any, container: Any) -> bool:
    return isinstance(container, list | tuple) and item is not None and any(_equal(item, each) for each in container)


def _negative(value: Any) -> Decimal | None:
    number = _number(value)
    return None if number is None else -number


_OPERATORS: Mapping[type, Callable[..., Any]] = {
    ast.Add: _arithmetic(lambda a, b: a + b),
    ast.Sub: _arithmetic(lambda a, b: a - b),
    ast.Mult: _arithmetic(lambda a, b: a * b),
    ast.Div: _divide,
    ast.USub: _negative,
    ast.Not: lambda value: not value,
    ast.Eq: _equal,
    ast.NotEq: lambda a, b: not _equal(a, b),
    ast.Lt: _ordered(lambda a, b: a < b),
    ast.LtE: _ordered(lambda a, b: a <= b),
    ast.Gt: _ordered(lambda a, b: a > b),
    ast.GtE: _ordered(lambda a, b: a >= b),
    ast.In: _contains,
    ast.NotIn: lambda item, container: not _contains(item, container),
    ast.Is: lambda a, b: a is b,
    ast.IsNot: lambda a, b: a is not b,
}


def _flat(values: tuple[Any, ...]) -> list[Any]:
    return list(values[0]) if len(values) == 1 and isinstance(values[0], list | tuple) else list(values)


def _numbers(values: tuple[Any, ...]) -> list[Decimal]:
    return [number for number in map(_number, _flat(values)) if number is not None]


def _column(rows: Any, name: str) -> list[Any]:
    return [getattr(row, name) for row in rows] if isinstance(rows, list | tuple) else []


def _overlaps(left: Any, right: Any) -> bool:
    return isinstance(left, list | tuple) and any(_contains(each, right) for each in left)


def _round(value: Any, places: Any = 0) -> Decimal | None:
    number = _number(value)
    return None if number is None else number.quantize(Decimal(1).scaleb(-int(places or 0)), rounding=ROUND_HALF_UP)


def _age(born: Any, on: Any) -> int | None:
    return age_in_years(born, on) if isinstance(born, dt.date) and isinstance(on, dt.date) and born <= on else None


CALLS: Mapping[str, Callable[..., Any]] = {
    "len": lambda value: len(value) if isinstance(value, list | tuple | str) else 0,
    "sum": lambda *values: sum(_numbers(values), Decimal(0)),
    "min": lambda *values: min(_numbers(values), default=None),
    "max": lambda *values: max(_numbers(values), default=None),
    "any": lambda *values: any(_flat(values)),
    "all": lambda *values: all(_flat(values)),
    "abs": lambda value: None if _number(value) is None else abs(_number(value) or Decimal(0)),
    "round": _round,
    "year": lambda value: value.year if isinstance(value, dt.date) else None,
    "days": lambda start, end: (end - start).days if isinstance(start, dt.date) and isinstance(end, dt.date) else None,
    "age": _age,
    "fiscal_year": lambda value: fiscal_year(value) if isinstance(value, dt.date) else None,
    "column": _column,
    "overlaps": _overlaps,
}
"""Calls an expression may make. ``column(answers.signs, 'kind')`` is a column of a table as a list; ``overlaps(a, b)`` whether two lists
share a value; ``days(a, b)`` the days from a to b; ``age(born, on)`` the whole years lived on a day;
``fiscal_year(day)`` its fiscal year, Buddhist Era."""


# --- loading ----------------------------------------------------------------------------------------------------------------------

_ALLOWED = (
    ast.Expr, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Compare,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot, ast.IfExp, ast.Call, ast.Name, ast.Load,
    ast.Attribute, ast.Constant, ast.List, ast.Tuple,
)  # fmt: skip


_LITERALS = (str, int, float, bool, type(None))


class _Exact(ast.NodeTransformer):
    """Decimal literals stay exact: 0.1 in a file is a tenth."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, float):
            return ast.copy_location(ast.Constant(value=Decimal(repr(node.value))), node)  # type: ignore[arg-type]
        return node


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> ast.Expr:
    try:
        module = ast.parse(expression.strip())
    except (SyntaxError, ValueError) as error:
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” เขียนไม่ถูกไวยากรณ์: ตรวจวงเล็บ เครื่องหมายคำพูด และคำเชื่อม") from error
    if len(module.body) != 1 or not isinstance(module.body[0], ast.Expr):
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” ต้องเป็นนิพจน์เดียว")
    for node in ast.walk(module.body[0]):
        if not isinstance(node, _ALLOWED) or (isinstance(node, ast.Constant) and not isinstance(node.value, _LITERALS)):
            raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” ใช้สิ่งที่ไม่อนุญาต ({type(node).__name__})")
    statement = _Exact().visit(module.body[0])
    assert isinstance(statement, ast.Expr)
    return statement


def check(expression: str, known: Names) -> None:
    """Walk the expression; raises :class:`ConditionFault` for any name, attribute, call or compared word that is not known."""
    tree = _parsed(expression)
    bases = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    bases |= {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            _check_attribute(node, known, expression)
        elif isinstance(node, ast.Call):
            _check_call(node, known, expression)
        elif isinstance(node, ast.Name) and id(node) not in bases and node.id not in ("case", "agent", "today"):
            raise ConditionFault(
                "unknown-field", f"เงื่อนไข “{expression}” อ้างชื่อ “{node.id}” ที่ไม่รู้จัก: ใช้ answers.ชื่อช่อง, case, applicant.kind, agent หรือ today"
            )
        if isinstance(node, ast.Compare):
            _check_compared([node.left, *node.comparators], known, expression)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "overlaps":
            _check_compared(node.args, known, expression)


def _check_attribute(node: ast.Attribute, known: Names, expression: str) -> None:
    if not isinstance(node.value, ast.Name):
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” อ้างลึกเกินหนึ่งชั้น (.{node.attr})")
    base = node.value.id
    if base == "answers":
        if node.attr not in known.answers:
            raise ConditionFault("unknown-field", f"เงื่อนไข “{expression}” อ้างช่อง “{node.attr}” ซึ่งไม่มีในแบบฟอร์มนี้")
    elif base == "row":
        if known.row is None:
            raise ConditionFault("unknown-field", f"เงื่อนไข “{expression}” ใช้ row.{node.attr} ได้เฉพาะในคอลัมน์ของตาราง")
        if node.attr not in known.row:
            raise ConditionFault("unknown-field", f"เงื่อนไข “{expression}” อ้างคอลัมน์ “{node.attr}” ซึ่งไม่มีในตารางนี้")
    elif base != "applicant" or node.attr != "kind":
        raise ConditionFault("unknown-field", f"เงื่อนไข “{expression}” อ้าง “{base}.{node.attr}” ที่ไม่รู้จัก")


def _check_call(node: ast.Call, known: Names, expression: str) -> None:
    if not isinstance(node.func, ast.Name) or node.func.id not in CALLS or node.keywords:
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” เรียกสิ่งที่ไม่อนุญาต: ใช้ได้เฉพาะ {', '.join(CALLS)}")
    try:
        signature(CALLS[node.func.id]).bind(*node.args)
    except TypeError:
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}” เรียก {node.func.id} ด้วยจำนวนค่าที่ไม่ถูกต้อง") from None
    if node.func.id != "column":
        return
    table, name = node.args
    named = isinstance(name, ast.Constant) and isinstance(name.value, str)
    if not (isinstance(table, ast.Attribute) and isinstance(name, ast.Constant) and named and table.attr in known.tables):
        raise ConditionFault("bad-condition", f"เงื่อนไข “{expression}”: เขียน column(answers.ชื่อตาราง, 'ชื่อคอลัมน์')")
    if name.value not in known.tables[table.attr]:
        raise ConditionFault("unknown-field", f"เงื่อนไข “{expression}” อ้างคอลัมน์ “{name.value!s}” ซึ่งไม่มีในตาราง “{table.attr}”")


def _check_compared(sides: list[ast.expr], known: Names, expression: str) -> None:
    for left, right in pairwise(sides):
        for place, words in ((left, right), (right, left)):
            allowed = _options(place, known)
            unknown = [word for word in _words(words) if allowed and word not in allowed]
            if unknown:
                raise ConditionFault("unknown-option", f"เงื่อนไข “{expression}” เทียบกับค่า “{unknown[0]}” ซึ่งไม่ใช่ตัวเลือกของช่องนั้น")


def _options(node: ast.expr, known: Names) -> frozenset[str]:
    if isinstance(node, ast.Name) and node.id == "case":
        return known.cases
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id == "applicant":
            return frozenset({"individual", "juristic"})
        return known.options.get(f"{node.value.id}.{node.attr}", frozenset())
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "column" and len(node.args) == 2:
        table, name = node.args
        if isinstance(table, ast.Attribute) and isinstance(name, ast.Constant):
            return known.options.get(f"{table.attr}.{name.value!s}", frozenset())
    return frozenset()


def _words(node: ast.expr) -> list[str]:
    nodes: Iterable[ast.expr] = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return [each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def mentioned(expression: str | None) -> frozenset[str]:
    """What a loaded expression looks at: ``answers.<field>``, ``row.<column>``; of ``column(answers.signs, 'kind')`` ``signs.kind`` too."""
    if expression is None:
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(_parsed(expression)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "column":
            table, name = node.args
            if isinstance(table, ast.Attribute) and isinstance(name, ast.Constant):
                found.add(f"{table.attr}.{name.value!s}")
    return frozenset(found)


# --- evaluation -------------------------------------------------------------------------------------------------------------------


def value(expression: str, context: Mapping[str, Any]) -> Any:
    """The value of a loaded expression. ``context`` holds ``answers`` and ``row`` (mappings of typed values), ``case``, ``applicant``
    (the kind), ``agent`` and ``today``; what is absent reads as ``None``."""
    from simpleeval import SimpleEval  # type: ignore[import-untyped,unused-ignore]

    evaluator = SimpleEval(
        operators=dict(_OPERATORS),
        functions=dict(CALLS),
        names={
            "answers": View(context.get("answers") or {}),
            "row": View(context.get("row") or {}),
            "applicant": View({"kind": context.get("applicant")}),
            "case": context.get("case"),
            "agent": bool(context.get("agent")),
            "today": context.get("today"),
        },
    )
    evaluator.nodes[ast.List] = evaluator.nodes[ast.Tuple] = lambda node: [evaluator._eval(each) for each in node.elts]
    return evaluator.eval(expression, previously_parsed=_parsed(expression))


def holds(expression: str | None, context: Mapping[str, Any]) -> bool:
    """Whether a condition holds; no condition always does."""
    return True if expression is None else bool(value(expression, context))
