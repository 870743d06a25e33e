"""What the commands share: their options, opening the office, reading JSON files, and saying the answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from lsvdesk.counter.context import Clock, Office


def day(text: str) -> dt.date:
    """A date of the command line: YYYY-MM-DD, Gregorian."""
    if isinstance(text, dt.date):
        return text
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” ไม่ใช่วันที่ กรุณาใช้ ปี-เดือน-วัน (ค.ศ.) เช่น 2026-11-18") from error


def amount(text: str) -> Decimal:
    """An amount of baht."""
    from lsvdesk.thai.numerals import parse_decimal

    if isinstance(text, Decimal):
        return text
    try:
        return parse_decimal(text)
    except CounterError as error:
        raise typer.BadParameter(error.message) from error


OfficeDir = Annotated[Path | None, typer.Option("--office", help="โฟลเดอร์ทะเบียนของสำนักงาน", show_default=False)]
Today = Annotated[
    dt.date | None, typer.Option("--today", parser=day, metavar="YYYY-MM-DD", help="วันที่ที่ทำงาน แทนวันที่ของเครื่อง", show_default=False)
]
AsUser = Annotated[str | None, typer.Option("--user", help="ทำรายการในนามผู้ใช้ชื่อนี้ (ปกติ: ผู้ใช้คนแรก)", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="ตอบเป็น JSON")]
JsonFile = typer.Option(exists=True, dir_okay=False, readable=True)


def clock_of(today: dt.date | None) -> Clock:
    """The clock of this computer, or the day asked for."""
    from lsvdesk.counter.context import FixedClock, SystemClock

    return SystemClock() if today is None else FixedClock(today, dt.datetime.now().time().replace(microsecond=0))


@contextmanager
def working(folder: Path | None, today: dt.date | None, user: str | None = None) -> Iterator[Office]:
    """The office, open for one command."""
    from lsvdesk.counter import setup
    from lsvdesk.paths import default_office_dir

    office = setup.open_office(folder or default_office_dir(), clock_of(today))
    try:
        if user is not None:
            found = [each for each in setup.users(office) if each.name == user]
            if not found:
                raise CounterError(f"ไม่มีผู้ใช้ชื่อ “{user}” ในสำนักงานนี้", code="unknown-user")
            office = office.with_user(found[0])
        yield office
    finally:
        office.register.close()


def read_json(path: Path) -> Any:
    """The JSON document in a file. Ends with exit code 2 where it is none."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"อ่านไฟล์ {path} เป็น JSON ไม่ได้: {error}") from error


def read_object(path: Path) -> dict[str, Any]:
    """A JSON object in a file."""
    found = read_json(path)
    if not isinstance(found, dict):
        raise typer.BadParameter(f"ไฟล์ {path} ต้องเป็น JSON object")
    return found


def say(text: str) -> None:
    """A line on stdout."""
    typer.echo(text)


def answer(value: Any) -> None:
    """One JSON document on stdout."""
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """A view as JSON: dates ISO, money (and every other Decimal) as text with two decimals."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value


def save(path: Path, content: bytes) -> Path:
    """Write a file the person asked for. Raises CounterError ``output`` where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CounterError(f"บันทึกไฟล์ {path} ไม่ได้: {error.strerror or error} กรุณาเลือกที่เก็บอื่น", code="output") from error
    return path
