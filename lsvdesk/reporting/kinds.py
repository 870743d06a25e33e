"""The registers of a kind as workbooks: the same columns as on the screen, every line, streamed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter import register_list, registers
from lsvdesk.counter.views import RegisterFilter
from lsvdesk.register.models import Office as OfficeRow
from lsvdesk.reporting.saving import reporting_faults
from lsvdesk.reporting.tables import ColumnSpec, Kind, Table, export_tables
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office
    from lsvdesk.counter.register_kinds import CellKind, RegisterColumn, RegisterKind

_KINDS: dict[CellKind, Kind] = {"text": "text", "code": "code", "date": "date", "amount": "amount", "number": "decimal", "year": "plain"}
_WIDEST = 34.0
"""Of the column that takes what is left over on the screen, in digits."""


def export_kind(office: Office, register: RegisterKind, wanted: RegisterFilter, out: Path, in_sight: Sequence[Any] | None = None) -> Path:
    """Write what is asked for of a register to ``out`` (.xlsx) and give its path: every line in the order of the register, whatever limit
    ``wanted`` has; or only the lines ``in_sight``.

    Raises CounterError ``workbook``, NotAllowedNow where the person at the desk may not see the register.
    """
    columns = [_spec(column) for column in register.columns]
    with office.register.read() as session, reporting_faults(out):
        found = in_sight if in_sight is not None else registers.read(session, office, register, replace(wanted, limit=None))
        rows = ([register_list.value(office, column, line) for column in register.columns] for line in found)
        note = register_list.SENSITIVE_WARNING if register.sensitive else ""
        return export_tables(
            register.title,
            [Table(register.title, columns, rows, note)],
            out,
            office_name=session.execute(select(OfficeRow.name)).scalar_one(),
            subtitle=register_list.subtitle(office, register, wanted),
            author=office.user.name,
            now=office.clock.now(),
        )


def export_kinds(office: Office, wanted: Sequence[RegisterKind], out: Path) -> Path:
    """Several registers, whole, in one workbook: a sheet each. Raises as :func:`export_kind`."""

    def tables(session: Session) -> Iterator[Table]:
        for register in wanted:
            every = registers.read(session, office, register, RegisterFilter(status="all", limit=None))
            rows = [[register_list.value(office, column, line) for column in register.columns] for line in every]
            note = register_list.SENSITIVE_WARNING if register.sensitive else ""
            yield Table(register.title, [_spec(column) for column in register.columns], rows, note)

    with office.register.read() as session, reporting_faults(out):
        return export_tables(
            "ทะเบียนทั้งหมดของสำนักงาน",
            tables(session),
            out,
            office_name=session.execute(select(OfficeRow.name)).scalar_one(),
            subtitle=f"ข้อมูล ณ วันที่ {format_short(office.today())}",
            author=office.user.name,
            now=office.clock.now(),
        )


def _spec(column: RegisterColumn) -> ColumnSpec:
    width = max(9.0, column.width / 7.5) if column.width else _WIDEST
    return ColumnSpec(column.title, "number" if column.key in ("sides", "days_left") else _KINDS[column.kind], width)
