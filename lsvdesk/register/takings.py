"""What was received on a day: the sums a day is closed with, and checked against ever after."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from lsvdesk.register.models import PAYMENT_METHODS, Receipt


def day_totals(session: Session, on: dt.date, as_of: dt.datetime | None = None) -> dict[str, int]:
    """Satang received on the day ``on`` by method, and all together, with the numbers of receipts and of voided ones.

    ``{"cash": …, "transfer": …, "cheque": …, "total": …, "receipts": n, "voided": n}``; ``receipts`` counts voided ones too. With
    ``as_of``, a receipt that was voided later than that moment still counts: so a closed day keeps its sums.
    """
    voided = Receipt.status == "void"
    if as_of is not None:
        voided = and_(voided, or_(Receipt.voided_at.is_(None), Receipt.voided_at <= as_of))
    totals = dict.fromkeys((*PAYMENT_METHODS, "total", "receipts", "voided"), 0)
    for method, void, count, satang in session.execute(
        select(Receipt.method, voided, func.count(), func.sum(Receipt.total_satang))
        .where(Receipt.issued_on == on)
        .group_by(Receipt.method, voided)
    ):
        totals["receipts"] += count
        if void:
            totals["voided"] += count
        else:
            totals[method] += int(satang)
            totals["total"] += int(satang)
    return totals
