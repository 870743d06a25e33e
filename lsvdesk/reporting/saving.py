"""A workbook on disk: written beside its place, completed, then put there in one step.

openpyxl stores formulas without their results. Viewers that do not calculate (a phone, a mail preview, Excel's protected view) would show
nothing, so the results known from the register are put in while the file is packed.
"""

from __future__ import annotations

import errno
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape

from lsvdesk.errors import CounterError

if TYPE_CHECKING:
    from openpyxl import Workbook

Cached = Mapping[str, Decimal | int | str]

_CHUNK = 1 << 20
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>LSV Desk</Application></Properties>"
)
"""Said instead of openpyxl's "Microsoft Excel": of a file that Excel wrote, LibreOffice believes row heights and results unseen."""
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')


def save(book: Workbook, out: Path, cached: Mapping[int, Cached]) -> Path:
    """Write ``book`` to ``out`` with the results of its formulas (``cached``: sheet position → cell → result).

    Raises CounterError ``workbook`` where the place cannot be written: open in another program, read-only, full, no such folder.
    """
    raw, whole = (out.with_name(f".{out.name}.{os.getpid()}.{part}") for part in ("raw", "tmp"))
    with reporting_faults(out):
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            book.save(raw)
            _complete(raw, whole, cached)
            whole.replace(out)
        finally:
            for part in (raw, whole):
                with suppress(OSError):
                    part.unlink(missing_ok=True)
    return out


@contextmanager
def reporting_faults(out: Path) -> Iterator[None]:
    """What the disk refuses while a workbook is made for ``out``, told to people: raises CounterError ``workbook``."""
    try:
        yield
    except _disk_faults() as fault:
        known = fault if isinstance(fault, OSError) else _of_lxml(fault)
        raise CounterError(_explain(known, out), code="workbook") from fault


def _disk_faults() -> tuple[type[Exception], ...]:
    """openpyxl writes sheets through lxml where it is installed, which has an error of its own for what the disk refuses."""
    try:
        return OSError, import_module("lxml.etree").SerialisationError
    except ImportError:
        return (OSError,)


def _of_lxml(fault: Exception) -> OSError:
    """``IO_ENOSPC`` and the like as the error it stands for."""
    number = getattr(errno, str(fault).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


def _complete(raw: Path, whole: Path, cached: Mapping[int, Cached]) -> None:
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as target:
        for entry in source.infolist():
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            results = cached.get(int(found[1])) if found else None
            part = zipfile.ZipInfo(entry.filename)  # without the hour of writing: the same workbook is the same file
            part.compress_type = zipfile.ZIP_DEFLATED
            if entry.filename == "docProps/app.xml":
                target.writestr(part, _APPLICATION)
                continue
            if entry.filename == "docProps/core.xml":
                target.writestr(part, _as_created(source.read(entry)))
                continue
            with source.open(entry) as given, target.open(part, "w") as taken:
                for piece in _with_results(given, results) if results else _pieces(given):
                    taken.write(piece)
    with whole.open("rb+") as written:
        os.fsync(written.fileno())


def _as_created(core: bytes) -> bytes:
    """The properties with the moment of making, which the register's clock gave, as that of the last change too."""
    made = re.search(rb"<dcterms:created[^>]*>([^<]+)<", core)
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]+", rb"\g<1>" + made[1], core) if made else core


def _pieces(given: IO[bytes]) -> Iterator[bytes]:
    while piece := given.read(_CHUNK):
        yield piece


def _with_results(given: IO[bytes], results: Cached) -> Iterator[bytes]:
    def put(found: re.Match[bytes]) -> bytes:
        place, attributes, formula = found[1], found[2], found[3]
        value = results.get(place.decode())
        if value is None:
            return found[0]
        kind = b' t="str"' if isinstance(value, str) else b""
        text = escape(str(value)).encode()
        return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (place, attributes, kind, formula, text)

    rest = b""
    for piece in _pieces(given):
        rest += piece
        end = rest.rfind(b"</c>") + 4
        if end > 3:  # a cell that is cut by the end of the piece waits for the next one
            yield _FORMULA.sub(put, rest[:end])
            rest = rest[end:]
    yield rest


def _explain(fault: OSError, out: Path) -> str:
    name, folder = out.name, out.parent
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"บันทึกไฟล์ “{name}” ไม่ได้ เพราะพื้นที่ในเครื่องเต็ม กรุณาลบไฟล์ที่ไม่ใช้หรือเลือกที่เก็บอื่น แล้วส่งออกอีกครั้ง"
    if isinstance(fault, PermissionError) and fault.filename2 is not None:  # written beside it, but not to be put in its place
        return f"บันทึกไฟล์ “{name}” ไม่ได้ ไฟล์นี้อาจเปิดอยู่ใน Excel หรือโปรแกรมอื่น กรุณาปิดไฟล์ก่อน แล้วส่งออกอีกครั้ง"
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return f"บันทึกไฟล์ “{name}” ไม่ได้ เพราะโฟลเดอร์ {folder} อ่านได้อย่างเดียว กรุณาเลือกโฟลเดอร์อื่น เช่น เอกสาร หรือ เดสก์ท็อป"
    if isinstance(fault, IsADirectoryError):
        return f"บันทึกไฟล์ไม่ได้ เพราะ “{name}” เป็นชื่อโฟลเดอร์ที่มีอยู่แล้ว กรุณาตั้งชื่อไฟล์อื่น"
    if isinstance(fault, NotADirectoryError | FileExistsError | FileNotFoundError):
        return f"บันทึกไฟล์ “{name}” ไม่ได้ เพราะไม่มีโฟลเดอร์ {folder} และสร้างไม่ได้ กรุณาเลือกโฟลเดอร์อื่น"
    if fault.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return f"บันทึกไฟล์ไม่ได้ เพราะชื่อไฟล์ “{name[:60]}” ยาวเกินไปหรือมีอักขระที่ใช้ไม่ได้ กรุณาตั้งชื่อให้สั้นลง"
    return f"บันทึกไฟล์ “{name}” ที่ {folder} ไม่ได้ ({fault.strerror or fault}) กรุณาตรวจสอบที่เก็บไฟล์ แล้วลองอีกครั้ง"
