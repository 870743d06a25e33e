"""A person's whole name as the register itself puts it together, for lists that are sorted and searched by it."""

from __future__ import annotations

import string
from typing import Any

from sqlalchemy import ColumnElement, case, func


def full_name(person: Any) -> ColumnElement[str]:
    """The rule of :func:`lsvdesk.thai.names.full_name` in SQL; ``person`` is the class, its table's columns or an alias."""
    bare = func.rtrim(person.prefix, ".")
    last = func.substr(bare, func.length(bare))
    space = case((last.in_(list(string.ascii_letters)), " "), else_="")
    found: ColumnElement[str] = person.prefix + space + person.first_name + " " + person.last_name
    return found
