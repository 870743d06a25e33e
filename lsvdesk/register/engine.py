"""Opening the register, and its transactions: the only module, beside ``search``, that knows which database is underneath.

SQLite always comes through sqlcipher3, so that every machine runs the same version of it; a key is a parameter (empty: not encrypted).
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from lsvdesk.errors import RegisterFault
from lsvdesk.paths import register_file
from lsvdesk.register import search
from lsvdesk.register.fault import Fault
from lsvdesk.register.lock import OfficeLock
from lsvdesk.register.schema import APPLICATION_ID, Schema, stored_revision
from lsvdesk.register.translate import SQLITE_NOTADB, SQLITE_READONLY, damaged, foreign, meaning, os_fault

SQLITE_HEADER = b"SQLite format 3\x00"
APPLICATION_ID_AT = 68  # offset in the file's header
BUSY_TIMEOUT_MS = 5_000
CHECK_AFTER_CRASH_UP_TO = 256 << 20  # bytes; a larger file is checked by `lsvdesk verify` only
CHECK_ALWAYS_UP_TO = 4 << 20
WRITING = "lsv_writing"


class Register:
    """The register of one office, open. Use :meth:`open` or :meth:`create`, :meth:`read` and :meth:`write`, then :meth:`close`."""

    def __init__(self, engine: Engine, office_dir: Path, lock: OfficeLock | None, *, writable: bool) -> None:
        self._engine = engine
        self._lock = lock
        self._writable = writable
        self._turn = threading.Lock()
        self._writers: set[int] = set()
        self.office_dir = office_dir

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @classmethod
    def open(
        cls, office_dir: Path, *, key: str = "", url: str | None = None, exclusive: bool = True, schema: Schema | None = None
    ) -> Register:
        """Open the register in ``office_dir``, or the PostgreSQL register at ``url`` whose files lie in ``office_dir``.

        An older register is copied and then upgraded. ``exclusive=False`` opens a SQLite register for reading only, beside the program
        that holds it. Raises RegisterFault: ``register-missing``, ``-foreign``, ``-damaged``, ``-newer``, ``-readonly``, ``-disk-full``,
        ``-in-use``, ``-busy``, ``-older`` (not ``exclusive``), ``-unreachable``, ``-address``.
        """
        schema = schema or Schema()
        if url is not None:
            return cls._open_server(office_dir, url, schema)
        return cls._open_file(office_dir, key, exclusive, schema)

    @classmethod
    def create(cls, office_dir: Path, *, key: str = "", url: str | None = None, schema: Schema | None = None) -> Register:
        """Make the folder and an empty register by running all migrations, and open it. Raises RegisterFault as :meth:`open`, and
        ``register-exists`` where there is a register already."""
        schema = schema or Schema()
        try:
            office_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise os_fault(error, office_dir) from error
        if url is not None:
            return cls._create_on_server(office_dir, url, schema)
        return cls._create_file(office_dir, key, schema)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read transaction: everything read in it is of one moment. What was loaded stays usable afterwards; nothing can be written."""
        with self._session(writing=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A write transaction: committed at the end, rolled back on any exception. Not to be nested.

        Raises RegisterFault ``register-disk-full``, ``-readonly``, ``-busy``, ``-damaged``, ``-unreachable``; CounterError
        ``changed-meanwhile`` where another counter changed the same case first.
        """
        if not self._writable:
            raise RegisterFault(
                "เปิดทะเบียนไว้เพื่ออ่านอย่างเดียว เพราะมีโปรแกรมอื่นใช้ทะเบียนนี้อยู่ กรุณาปิดโปรแกรมนั้นก่อนแล้วทำอีกครั้ง",
                code="register-in-use",
            )
        me = threading.get_ident()
        if me in self._writers:
            raise RuntimeError("write() inside write(): one use case is one transaction")
        # Threads of one program take turns on a file; SQLite itself keeps other programs apart, a server keeps everybody apart.
        with self._turn if self.dialect == "sqlite" else nullcontext():
            self._writers.add(me)
            try:
                with self._session(writing=True) as session:
                    yield session
            finally:
                self._writers.discard(me)

    @contextmanager
    def _session(self, *, writing: bool) -> Iterator[Session]:
        try:
            with self._engine.connect() as plain:
                connection = plain.execution_options(**self._options(writing))
                with Session(bind=connection, expire_on_commit=False, autoflush=writing) as session:
                    session.connection()  # begins: a write transaction holds its lock before the first read
                    yield session
                    if writing:
                        session.commit()
        except Exception as error:
            told = self._told(error)
            origin = getattr(error, "orig", None) or error
            wrote = not writing and getattr(origin, "sqlite_errorcode", None) == SQLITE_READONLY
            if told is None or wrote:  # a write in a read transaction is a bug of ours, whatever the folder is like
                raise
            raise told from error

    def _options(self, writing: bool) -> dict[str, Any]:
        if self.dialect == "sqlite":
            return {WRITING: writing}
        if writing:
            return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def _told(self, error: BaseException) -> Exception | None:
        return meaning(error, self.dialect, self.office_dir, register_file(self.office_dir))

    def storage_faults(self, session: Session) -> list[Fault]:
        """What the database itself finds wrong with its file: pages, indexes, constraints, references. A server checks its own files."""
        if self.dialect != "sqlite":
            return []
        connection = session.connection()
        found = [
            Fault("storage", "sqlite", "", f"แฟ้มทะเบียนชำรุด: {said}")
            for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)")
            if said != "ok"
        ]
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            found.append(Fault("reference", table, str(row), f"ตาราง {table} รายการที่ {row} อ้างถึงรายการของตาราง {parent} ที่ไม่มีอยู่"))
        return found

    def close(self) -> None:
        """Close all connections and let go of the lock; doing it twice does nothing."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- a file on this machine -------------------------------------------------------------------------------------------------

    @classmethod
    def _open_file(cls, office_dir: Path, key: str, exclusive: bool, schema: Schema) -> Register:
        file = register_file(office_dir)
        if not file.exists():
            raise RegisterFault(
                f"ไม่พบทะเบียนในโฟลเดอร์ “{office_dir}” กรุณาเลือกโฟลเดอร์ของสำนักงานให้ถูกต้อง หรือเริ่มตั้งสำนักงานใหม่",
                code="register-missing",
            )
        lock = OfficeLock.take(office_dir) if exclusive else None
        engine = _sqlite_engine(file, key)
        register = cls(engine, office_dir, lock, writable=exclusive)
        try:
            crashed = exclusive and _left_over(file)
            _check_header(file, key, writing=exclusive)
            with register._checked(file, key), engine.connect() as connection:
                revision = _check_contents(connection, file, crashed=crashed, alone=exclusive)
                if revision != schema.head:
                    _refuse_unknown(revision, schema)
                    _refuse_upgrade_beside_another(exclusive)
                    _copy_before_upgrade(connection, file, revision)
            if revision != schema.head:
                register._upgrade(schema)
            if exclusive:
                with register._checked(file, key):
                    register._refresh_search()
        except BaseException:
            register.close()
            raise
        return register

    @classmethod
    def _create_file(cls, office_dir: Path, key: str, schema: Schema) -> Register:
        file = register_file(office_dir)
        lock = OfficeLock.take(office_dir)
        try:
            if file.exists():
                raise RegisterFault(
                    f"โฟลเดอร์ “{office_dir}” มีทะเบียนอยู่แล้ว กรุณาเปิดทะเบียนนั้น หรือเลือกโฟลเดอร์ว่างสำหรับสำนักงานใหม่",
                    code="register-exists",
                )
            half_made = file.with_name(file.name + ".new")  # a crash while it is being made leaves no register at all
            for leftover in (half_made, *_companions(half_made)):
                leftover.unlink(missing_ok=True)
            engine = _sqlite_engine(half_made, key)
            making = cls(engine, office_dir, None, writable=True)
            try:
                with making._checked(half_made, key):
                    with engine.connect() as connection:
                        _driver(connection).execute("PRAGMA journal_mode = WAL")  # kept in the file; not possible inside a transaction
                    making._upgrade(schema)
                    with making.write() as session:
                        session.connection().exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            finally:
                making.close()
            half_made.replace(file)
            _settle(office_dir)
        except OSError as error:
            raise os_fault(error, office_dir) from error
        finally:
            lock.release()
        return cls.open(office_dir, key=key, schema=schema)

    @contextmanager
    def _checked(self, file: Path, key: str) -> Iterator[None]:
        """Errors of opening, told to people; a file that is no database at all is foreign or has another key."""
        try:
            yield
        except RegisterFault:
            raise
        except Exception as error:
            origin = getattr(error, "orig", None) or error
            if getattr(origin, "sqlite_errorcode", 0) == SQLITE_NOTADB:
                raise _no_database(file, key) from error
            told = self._told(origin) or self._told(error)
            if told is None:
                raise
            raise told from error

    def _upgrade(self, schema: Schema) -> None:
        with self._engine.connect() as plain:
            connection = plain.execution_options(**self._options(True))
            if self.dialect == "sqlite":  # tables are rebuilt by migrations: references are checked afterwards, all at once
                _driver(connection).execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    if self.dialect == "postgresql":  # two counters opening at once: one upgrades, the other finds it done
                        connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": APPLICATION_ID})
                    schema.upgrade(connection)
                    search.ensure(connection)
                    if self.dialect == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise damaged(register_file(self.office_dir).name, "มีรายการอ้างถึงรายการที่ไม่มีอยู่")
            finally:
                if self.dialect == "sqlite":
                    _driver(connection).execute("PRAGMA foreign_keys = ON")

    def _refresh_search(self) -> None:
        """The index is derived from the tables: one of another version is made again instead of migrated."""
        with self.read() as session:
            current = search.is_current(session.connection())
        if not current:
            with self.write() as session:
                search.ensure(session.connection())
                search.rebuild(session)

    # --- a server ---------------------------------------------------------------------------------------------------------------

    @classmethod
    def _open_server(cls, office_dir: Path, url: str, schema: Schema) -> Register:
        register = cls(_server_engine(url), office_dir, None, writable=True)
        try:
            with register.read() as session:
                revision = stored_revision(session.connection())
            if revision is None:
                raise RegisterFault(
                    "ฐานข้อมูลบนเครื่องแม่ข่ายไม่ใช่ทะเบียนของโปรแกรมนี้ กรุณาตรวจสอบชื่อฐานข้อมูลในการตั้งค่า โปรแกรมไม่ได้แก้ไขฐานข้อมูลนี้",
                    code="register-foreign",
                )
            if revision != schema.head:
                _refuse_unknown(revision, schema)
                register._upgrade(schema)
            register._refresh_search()
        except BaseException:
            register.close()
            raise
        return register

    @classmethod
    def _create_on_server(cls, office_dir: Path, url: str, schema: Schema) -> Register:
        making = cls(_server_engine(url), office_dir, None, writable=True)
        try:
            with making.read() as session:
                taken = stored_revision(session.connection()) is not None
            if taken:
                raise RegisterFault(
                    "ฐานข้อมูลบนเครื่องแม่ข่ายมีทะเบียนอยู่แล้ว กรุณาเปิดทะเบียนนั้น หรือเตรียมฐานข้อมูลว่างสำหรับสำนักงานใหม่",
                    code="register-exists",
                )
            making._upgrade(schema)
        finally:
            making.close()
        return cls.open(office_dir, url=url, schema=schema)


def _sqlite_engine(file: Path, key: str) -> Engine:
    import sqlcipher3.dbapi2 as sqlite

    quoted = key.replace("'", "''")

    def connect() -> Any:
        connection = sqlite.connect(str(file), check_same_thread=False, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            if key:
                connection.execute(f"PRAGMA key = '{quoted}'")
            for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -32000"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", module=sqlite, creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver must not begin for us: it would begin late, and never IMMEDIATE.
        writing = connection.get_execution_options().get(WRITING, False)
        driver = _driver(connection)
        driver.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
        driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _server_engine(url: str) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise RegisterFault(
            "โปรแกรมชุดนี้ไม่มีส่วนเชื่อมต่อกับเครื่องแม่ข่าย PostgreSQL กรุณาติดตั้งโปรแกรมชุดสำหรับหลายเคาน์เตอร์", code="register-address"
        ) from error
    except ArgumentError as error:
        raise RegisterFault(
            "ที่อยู่ของเครื่องแม่ข่ายไม่ถูกต้อง กรุณาตรวจสอบในการตั้งค่า เช่น postgresql+psycopg://ผู้ใช้@เครื่องแม่ข่าย/ชื่อฐานข้อมูล",
            code="register-address",
        ) from error
    if engine.dialect.name != "postgresql":
        raise RegisterFault(
            f"ทะเบียนของหลายเคาน์เตอร์เก็บในฐานข้อมูล PostgreSQL เท่านั้น ที่ระบุไว้เป็น {engine.dialect.name} กรุณาแก้ไขที่อยู่ในการตั้งค่า",
            code="register-address",
        )
    return engine


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _companions(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))


def _left_over(file: Path) -> bool:
    """Whether the last program ended without closing the register (crash, power cut)."""
    return any(path.exists() and path.stat().st_size > 0 for path in _companions(file)[::2])


def _check_header(file: Path, key: str, *, writing: bool) -> None:
    """Before SQLite touches the file: is it one of ours, and may it be written? Raises RegisterFault."""
    try:
        with file.open("r+b" if writing else "rb") as handle:
            head = handle.read(100)
    except OSError as error:
        raise os_fault(error, file.parent) from error
    if not head:
        raise damaged(file.name, "แฟ้มว่างเปล่า")
    if key:
        return  # encrypted: nothing of the header can be read without opening it
    if not head.startswith(SQLITE_HEADER):
        raise _no_database(file, key)
    if len(head) < 100:
        raise damaged(file.name, "แฟ้มสั้นกว่าที่ควร")
    if int.from_bytes(head[APPLICATION_ID_AT : APPLICATION_ID_AT + 4], "big") != APPLICATION_ID:
        raise foreign(file.name, "เป็นฐานข้อมูลของโปรแกรมอื่น")


def _no_database(file: Path, key: str) -> RegisterFault:
    if key:
        return foreign(file.name, "กุญแจถอดรหัสไม่ถูกต้อง หรือแฟ้มไม่ใช่ฐานข้อมูลที่เข้ารหัสไว้")
    return foreign(file.name, "ไม่ใช่ฐานข้อมูล หรือเข้ารหัสไว้และต้องใช้กุญแจ")


def _check_contents(connection: Connection, file: Path, *, crashed: bool, alone: bool) -> str:
    """The stored revision. Raises RegisterFault where the file is foreign or damaged. What another program has not yet moved from the
    write-ahead log into the file (not ``alone``), or a crash has left there, is no damage."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise foreign(file.name, "เป็นฐานข้อมูลของโปรแกรมอื่น")
    size = file.stat().st_size
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    page_size = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    if alone and not crashed and size < pages * page_size:
        raise damaged(file.name, "แฟ้มขาดท้าย")
    if size <= CHECK_ALWAYS_UP_TO * alone or (crashed and size <= CHECK_AFTER_CRASH_UP_TO):
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise damaged(file.name, str(found))
    revision = stored_revision(connection)
    if revision is None:
        raise damaged(file.name, "ไม่มีเลขรุ่นของทะเบียน")
    return revision


def _refuse_unknown(revision: str, schema: Schema) -> None:
    if not schema.knows(revision):
        raise RegisterFault(
            f"ทะเบียนนี้บันทึกด้วยโปรแกรมรุ่นใหม่กว่า (รุ่นทะเบียน {revision} โปรแกรมนี้รู้จักถึงรุ่น {schema.head}) "
            "กรุณาติดตั้งโปรแกรมรุ่นล่าสุดก่อน โปรแกรมไม่ได้แก้ไขทะเบียน",
            code="register-newer",
        )


def _refuse_upgrade_beside_another(exclusive: bool) -> None:
    if not exclusive:
        raise RegisterFault(
            "ทะเบียนนี้ต้องปรับรุ่นก่อนจึงจะอ่านได้ กรุณาเปิดด้วยโปรแกรมหลักหนึ่งครั้งก่อน",
            code="register-older",
        )


def _copy_before_upgrade(connection: Connection, file: Path, revision: str) -> Path:
    """A whole copy beside the register, with the same key, before anything is changed."""
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    copy = file.with_name(f"{file.stem}-before-upgrade-{revision}-{stamp}{file.suffix}")
    _driver(connection).execute("ROLLBACK")  # VACUUM INTO runs outside transactions
    _driver(connection).execute("PRAGMA query_only = OFF")
    _driver(connection).execute("VACUUM INTO ?", (str(copy),))
    return copy


def _settle(folder: Path) -> None:
    """Make a rename in ``folder`` outlast a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
