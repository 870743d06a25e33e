"""The figures of a month are the same on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, text

from lsvdesk.counter.context import Office
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Base
from lsvdesk.reporting.monthly import export_month, month_data
from lsvdesk.reporting.registers import REGISTERS, export_register
from tests.reporting.office import Desk
from tests.support.postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]
pytestmark = pytest.mark.postgresql


@pytest.fixture
def on_server(september_desk: Desk, postgresql_url: str, tmp_path: Path) -> Iterator[Office]:
    """The same office with the same rows, on a server."""
    register = Register.create(tmp_path / "office", url=postgresql_url)
    with september_desk.office.register.read() as here, register.write() as there:
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row._mapping) for row in here.execute(select(table))]:
                there.execute(text(f'DELETE FROM "{table.name}"'))
                there.execute(insert(table), rows)
    yield replace(september_desk.office, register=register)
    register.close()


def test_a_month_is_the_same_on_both_databases(on_server: Office, september_desk: Desk, tmp_path: Path) -> None:
    here, there = month_data(september_desk.office, 2026, 9), month_data(on_server, 2026, 9)
    assert replace(there, made_at=here.made_at) == here
    book = load_workbook(export_month(on_server, 2026, 9, tmp_path / "m.xlsx"))
    mine = load_workbook(export_month(september_desk.office, 2026, 9, tmp_path / "n.xlsx"))
    for name in ("ใบเสร็จรับเงิน", "เรื่องคงค้าง", "รายรับตามประเภท", "สรุปตามงาน"):
        assert list(book[name].values) == list(mine[name].values)


def test_every_register_is_the_same_on_both_databases(on_server: Office, september_desk: Desk, tmp_path: Path) -> None:
    for name in REGISTERS:
        here, there = (
            load_workbook(export_register(office, name, None, None, tmp_path / f"{name}-{place}.xlsx"))
            for place, office in enumerate((september_desk.office, on_server))
        )
        assert [list(sheet.values) for sheet in here] == [list(sheet.values) for sheet in there]
