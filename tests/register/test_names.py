"""Names that the register puts together itself."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, literal, select

from lsvdesk.register.names import full_name
from lsvdesk.thai import names


class _Person:
    """The three columns, as values."""

    def __init__(self, prefix: str, first_name: str, last_name: str) -> None:
        self.prefix, self.first_name, self.last_name = literal(prefix), literal(first_name), literal(last_name)


@pytest.mark.parametrize("prefix", ["นาย", "นางสาว", "ดร.", "Mr.", "Mrs", "M.L.", "พ.ต.ท.", ""])
def test_a_list_writes_a_name_as_its_page_does(prefix: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        found = connection.scalar(select(full_name(_Person(prefix, "สมมุติ", "ใจดี"))))
    assert found == names.full_name(prefix, "สมมุติ", "ใจดี")
