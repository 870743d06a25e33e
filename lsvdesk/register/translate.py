"""What a database error means for the person at the counter."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from lsvdesk.errors import CounterError, RegisterFault

FREE_ENOUGH = 1_000_000  # bytes; an I/O error with less than this free is a full disk

# result codes of SQLite, which all its bindings share: https://www.sqlite.org/rescode.html
SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT = 5, 6, 8, 10, 11
SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB = 13, 14, 26


def read_only(office_dir: Path) -> RegisterFault:
    return RegisterFault(
        f"บันทึกลงโฟลเดอร์ “{office_dir}” ไม่ได้ เพราะโฟลเดอร์หรือแฟ้มทะเบียนเป็นแบบอ่านอย่างเดียว "
        "กรุณาตรวจสอบสิทธิ์ของโฟลเดอร์หรือสวิตช์กันเขียนของสื่อบันทึก หรือย้ายทะเบียนไปไว้ในโฟลเดอร์ที่เขียนได้",
        code="register-readonly",
    )


def disk_full(office_dir: Path) -> RegisterFault:
    return RegisterFault(
        f"พื้นที่ของดิสก์ที่เก็บ “{office_dir}” เต็ม รายการล่าสุดจึงยังไม่ได้บันทึก ข้อมูลเดิมยังอยู่ครบ กรุณาลบหรือย้ายแฟ้มอื่นที่ไม่จำเป็นออกให้มีที่ว่าง แล้วทำรายการนี้อีกครั้ง",
        code="register-disk-full",
    )


def gone(office_dir: Path) -> RegisterFault:
    return RegisterFault(
        f"ไม่พบโฟลเดอร์ “{office_dir}” แล้ว แฟลชไดรฟ์หรือดิสก์ที่เก็บทะเบียนอาจถูกถอดออก รายการล่าสุดจึงยังไม่ได้บันทึก "
        "กรุณาเสียบกลับเข้าที่เดิม ปิดโปรแกรมแล้วเปิดใหม่ และตรวจสอบรายการล่าสุดก่อนทำต่อ",
        code="register-storage",
    )


def damaged(what: str, found: str = "") -> RegisterFault:
    detail = f" (ตรวจพบ: {found})" if found else ""
    return RegisterFault(
        f"แฟ้มทะเบียน “{what}” ชำรุด{detail} กรุณาอย่าแก้ไขหรือลบแฟ้มนี้ ให้สำเนาโฟลเดอร์ทั้งหมดเก็บไว้ แล้วกู้คืนจากสำเนาสำรองล่าสุด",
        code="register-damaged",
    )


def foreign(what: str, found: str) -> RegisterFault:
    return RegisterFault(
        f"แฟ้ม “{what}” ไม่ใช่ทะเบียนของโปรแกรมนี้ ({found}) กรุณาเลือกโฟลเดอร์ของสำนักงานให้ถูกต้อง โปรแกรมไม่ได้แก้ไขแฟ้มนี้",
        code="register-foreign",
    )


def busy() -> RegisterFault:
    return RegisterFault(
        "มีเครื่องหรือโปรแกรมอื่นกำลังบันทึกทะเบียนอยู่ รายการนี้จึงยังไม่ได้บันทึก กรุณารอสักครู่แล้วทำอีกครั้ง",
        code="register-busy",
    )


def unreachable() -> RegisterFault:
    return RegisterFault(
        "ติดต่อเครื่องแม่ข่ายที่เก็บทะเบียนไม่ได้ รายการล่าสุดยังไม่ได้บันทึก กรุณาตรวจสอบสายเครือข่ายและเครื่องแม่ข่าย แล้วทำอีกครั้ง",
        code="register-unreachable",
    )


def os_fault(error: OSError, office_dir: Path) -> RegisterFault:
    """The fault for an error of the file system under ``office_dir``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(office_dir)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only(office_dir)
    return RegisterFault(
        f"อ่านหรือเขียนแฟ้มในโฟลเดอร์ “{office_dir}” ไม่ได้ ({error.strerror or type(error).__name__}) "
        "กรุณาตรวจสอบว่าดิสก์ยังเชื่อมต่ออยู่และไม่ชำรุด แล้วทำอีกครั้ง",
        code="register-storage",
    )


def sqlite_fault(error: BaseException, office_dir: Path, file: Path) -> RegisterFault | None:
    """The fault for an error that sqlcipher3 raised; None for one that is a bug of ours (a constraint, wrong SQL)."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    if primary in (SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN) and not file.exists():
        return gone(office_dir)  # also SQLITE_READONLY_DBMOVED: the file under the open register was taken away
    if primary == SQLITE_FULL:
        return disk_full(office_dir)
    if primary in (SQLITE_READONLY, SQLITE_CANTOPEN):
        return read_only(office_dir)
    if primary in (SQLITE_BUSY, SQLITE_LOCKED):
        return busy()
    if primary in (SQLITE_CORRUPT, SQLITE_NOTADB):
        return damaged(file.name)
    if primary == SQLITE_IOERR:
        return _input_output(office_dir, file)
    return None


def _input_output(office_dir: Path, file: Path) -> RegisterFault:
    try:
        if shutil.disk_usage(office_dir).free < FREE_ENOUGH:
            return disk_full(office_dir)
    except OSError as gone:
        return os_fault(gone, office_dir)
    return damaged(file.name, "อ่านหรือเขียนดิสก์ไม่สำเร็จ")


def postgresql_fault(error: DBAPIError, office_dir: Path) -> RegisterFault | None:
    """The fault for an error that psycopg raised; None for one that is a bug of ours."""
    if error.connection_invalidated:
        return unreachable()
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # no connection was made at all, or it broke
        return unreachable() if type(error.orig).__name__ == "OperationalError" else None
    if state == "53100":
        return disk_full(office_dir)
    if state in ("40001", "40P01", "55P03", "57014"):  # serialisation, deadlock, lock and statement time-outs
        return busy()
    if state[:2] in ("08", "53", "57"):  # connection, resources, the server is shutting down
        return unreachable()
    return None


def changed_meanwhile() -> CounterError:
    return CounterError(
        "เรื่องนี้ถูกแก้ไขจากอีกเครื่องหนึ่งไปก่อนแล้ว รายการของท่านจึงยังไม่ได้บันทึก กรุณาเปิดเรื่องใหม่เพื่อดูข้อมูลล่าสุด แล้วทำอีกครั้ง",
        code="changed-meanwhile",
    )


def meaning(error: BaseException, dialect: str, office_dir: Path, file: Path) -> CounterError | None:
    """What to tell the person about ``error``; None where it is a bug and must be raised as it is."""
    if isinstance(error, StaleDataError):
        return changed_meanwhile()
    if isinstance(error, DBAPIError):
        if dialect == "sqlite":
            return sqlite_fault(error.orig, office_dir, file) if error.orig is not None else None
        return postgresql_fault(error, office_dir)
    return sqlite_fault(error, office_dir, file) if dialect == "sqlite" else None
