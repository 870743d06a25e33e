"""What a case owes, written down: at filing, again when its answers were corrected, and the day the payer was told of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lsvdesk.counter import assessed, journal, progress, reading
from lsvdesk.counter import settings as office_settings
from lsvdesk.errors import CounterError
from lsvdesk.thai.dates import format_short

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import CaseDetail


def assess(office: Office, case_id: int, officer_noticed_on: dt.date | None = None) -> CaseDetail:
    """Compute anew what the case owes; the assessment before is superseded and the payer must be told again.

    ``officer_noticed_on`` is the day an officer pointed out that the return had not been filed. Raises NotAllowedNow, InvalidAnswers.
    """
    office.catalogue  # noqa: B018  (read before the transaction begins)
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "assess")
        if officer_noticed_on is not None and officer_noticed_on > office.today():
            raise CounterError("วันที่เจ้าหน้าที่แจ้งการละเว้นต้องไม่หลังวันนี้", code="date", field="officer_noticed_on")
        assessed.assess_now(session, office, case, service, officer_noticed_on)
        return reading.detail(session, office, case)


def serve_notice(office: Office, case_id: int, received_on: dt.date) -> CaseDetail:
    """The payer received the assessment notice on ``received_on``; the time to pay runs from it, and the office's clock stands.

    Raises NotAllowedNow; CounterError ``date`` for a day before the assessment or after today.
    """
    office.catalogue  # noqa: B018
    with office.register.write() as session:
        case, service = reading.required(session, office, case_id, "serve_notice")
        record = assessed.current(session, case)
        assert record is not None
        if not record.assessed_on <= received_on <= office.today():
            raise CounterError(
                f"วันรับแจ้งการประเมินต้องอยู่ระหว่างวันประเมิน {format_short(record.assessed_on)} ถึงวันนี้ กรุณาแก้ไขวันที่",
                code="date",
                field="received_on",
            )
        record.notified_on = received_on
        record.pay_by = assessed.pay_by(office, service, case, record, office_settings.holidays_of(session))
        case.decided_on = received_on
        until = f" ชำระภายในวันที่ {format_short(record.pay_by)}" if record.pay_by else ""
        text = f"ผู้เสียภาษีได้รับแจ้งการประเมินวันที่ {format_short(received_on)}{until}"
        journal.on_case(session, office, case, "notified", text, received_on=received_on.isoformat())
        if case.due_satang == 0:
            progress.end(office, case, "finished")
        session.flush()
        return reading.detail(session, office, case)


def serve_warning(office: Office, case_id: int, received_on: dt.date) -> CaseDetail:
    """The payer received the warning letter for what is in arrear on ``received_on``: the penalty hangs on that day from now on.

    Raises NotAllowedNow; CounterError ``date`` for a day on which nothing was in arrear yet, or after today.
    """
    office.catalogue  # noqa: B018
    with office.register.write() as session:
        case, _ = reading.required(session, office, case_id, "serve_warning")
        record = assessed.current(session, case)
        assert record is not None
        if record.pay_by is None or not record.pay_by < received_on <= office.today():
            until = f"หลังวันสุดท้ายของกำหนดชำระ ({format_short(record.pay_by)}) และ" if record.pay_by else ""
            raise CounterError(f"วันรับหนังสือแจ้งเตือนต้องอยู่{until}ไม่หลังวันนี้ กรุณาแก้ไขวันที่", code="date", field="received_on")
        text = f"ผู้เสียภาษีได้รับหนังสือแจ้งเตือนภาษีค้างชำระวันที่ {format_short(received_on)}"
        journal.on_case(session, office, case, "warned", text, received_on=received_on.isoformat())
        session.flush()
        return reading.detail(session, office, case)
