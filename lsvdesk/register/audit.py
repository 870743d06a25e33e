"""The audit chain: what was changed, by whom, when. Each entry's hash covers the one before it.

An entry that is altered or taken out shows at once; the length of the chain is kept in the number series, so that a cut tail shows too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lsvdesk.register import numbering
from lsvdesk.register.fault import Fault
from lsvdesk.register.models import AuditEntry

SERIES = "audit"
FIRST_PREVIOUS = "0" * 64
_BATCH = 1_000


def append(
    session: Session, *, at: dt.datetime, user_id: int | None, action: str, subject: str, subject_id: str | int, data: Mapping[str, Any]
) -> AuditEntry:
    """Add an entry in the caller's transaction. ``at`` is Thai local time without zone; ``data`` is plain JSON without floats, which
    databases write differently. Raises TypeError or ValueError for data that would not come back the same."""
    if at.tzinfo is not None:
        raise ValueError("moments of the register have no zone")
    kept = dict(data)
    _refuse_unstable(kept)
    # Taking the number locks the chain's end until the transaction ends; the entry before is therefore committed, and ours to read.
    seq = numbering.take(session, SERIES, 0)
    previous = FIRST_PREVIOUS
    if seq > 1:
        previous = session.execute(select(AuditEntry.hash).where(AuditEntry.seq == seq - 1)).scalar_one()
    entry = AuditEntry(
        seq=seq, at=at, user_id=user_id, action=action, subject=subject, subject_id=str(subject_id), data=kept, previous_hash=previous
    )
    entry.hash = entry_hash(entry)
    session.add(entry)
    session.flush()
    return entry


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 (hex) over the entry as canonical JSON, the previous hash included."""
    said = {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="microseconds"),
        "user_id": entry.user_id,
        "action": entry.action,
        "subject": entry.subject,
        "subject_id": entry.subject_id,
        "data": entry.data,
        "previous_hash": entry.previous_hash,
    }
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def check_chain(session: Session) -> Fault | None:
    """The first entry that is altered, missing or cut off; None where the chain is whole."""
    expected, previous = 1, FIRST_PREVIOUS
    rows = session.execute(select(*AuditEntry.__table__.columns).order_by(AuditEntry.seq).execution_options(yield_per=_BATCH))
    for row in rows:
        entry = AuditEntry(**row._mapping)
        if entry.seq != expected:
            return Fault("audit-missing", "audit_entry", str(expected), f"บันทึกการใช้งานลำดับที่ {expected} หายไป")
        if entry.previous_hash != previous or entry.hash != entry_hash(entry):
            return Fault("audit-altered", "audit_entry", str(entry.seq), f"บันทึกการใช้งานลำดับที่ {entry.seq} ถูกแก้ไขหลังบันทึก")
        expected, previous = entry.seq + 1, entry.hash
    counted = numbering.last(session, SERIES, 0)
    if counted != expected - 1:
        return Fault(
            "audit-cut",
            "audit_entry",
            str(expected),
            f"บันทึกการใช้งานควรมี {counted} รายการ แต่พบ {expected - 1} รายการ: ท้ายบันทึกถูกตัดออก",
        )
    return None


def _refuse_unstable(value: Any) -> None:
    if value is None or isinstance(value, bool | int):
        return
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate raises here, not in the database
        if "\x00" in value:
            raise ValueError("NUL cannot be kept by PostgreSQL")
        return
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of audit data must be text, not {key!r}")
            _refuse_unstable(key)
            _refuse_unstable(part)
        return
    if isinstance(value, list | tuple):
        for part in value:
            _refuse_unstable(part)
        return
    raise TypeError(f"audit data cannot hold {type(value).__name__}: write it as text")
