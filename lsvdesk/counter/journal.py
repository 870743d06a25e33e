"""What every change leaves behind: a line on the case's timeline and an entry of the audit chain, in the transaction of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsvdesk.register import audit, models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office


def on_case(session: Session, office: Office, case: models.Case, kind: str, text: str, **data: Any) -> None:
    """Write on the timeline of ``case`` what was done (``kind``, in Thai ``text``, JSON ``data``), and the same in the audit chain.

    The case must have its id. ``text`` is what the clerk reads; ``data`` what a program may need later.
    """
    moment = office.clock.now()
    session.add(models.CaseEvent(case_id=case.id, at=moment, on=office.today(), user_id=office.user.id, kind=kind, text=text, data=data))
    audited(session, office, f"case.{kind}", "case", case.number, **data)


def audited(session: Session, office: Office, action: str, subject: str, subject_id: str | int, **data: Any) -> None:
    """An entry of the audit chain for something that is not the life of one case (a user, a setting, a closed day)."""
    audit.append(
        session, at=office.clock.now(), user_id=office.user.id, action=action, subject=subject, subject_id=str(subject_id), data=data
    )
