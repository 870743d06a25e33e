"""Papers: filled in from the register, kept with their data and hash, printed again the same.

A paper is issued in one transaction: its code (gapless), its data and its hash are in the register before anything is printed. The PDF is
made and stored afterwards, under the hash of its bytes; if that fails, nothing is lost and :func:`paper` makes it again. A second original
of a receipt, certificate, record or letter is never made: asking for it again gives the copy.
"""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from lsvdesk.counter import forwarding, journal, letter_numbers, progress, reading, rows
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.paper_data import application, assessments, certificates, land_tax, letters, permits, receipts, slips
from lsvdesk.counter.paper_data.common import Source
from lsvdesk.counter.views import PaperRow, PrintedPaper
from lsvdesk.errors import CounterError, RegisterFault
from lsvdesk.printing import render
from lsvdesk.printing import views as printed
from lsvdesk.register import attachments, models, numbering
from lsvdesk.register.verify import paper_hash
from lsvdesk.thai.dates import fiscal_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

TITLES = {
    "application": "คำขอ/แบบแสดงรายการ",
    "acknowledgement": "ใบรับคำขอ",
    "deficiency": "บันทึกสองฝ่าย",
    "assessment_sheet": "ใบคำนวณ",
    "assessment_notice": "หนังสือแจ้งการประเมิน (ภ.ป.3)",
    "land_tax_notice": "หนังสือแจ้งการประเมินภาษีที่ดินและสิ่งปลูกสร้าง (ภ.ด.ส.6)",
    "receipt": "ใบเสร็จรับเงิน",
    "commercial_certificate": "ใบทะเบียนพาณิชย์",
    "commercial_closing": "หนังสือรับรองการจดทะเบียนเลิก",
    "excavation_acknowledgement": "ใบรับแจ้งการขุดดิน",
    "permit": "ใบอนุญาต ใบรับแจ้ง หรือใบสำคัญ",
    "return_letter": "หนังสือคืนคำขอ",
    "forwarding_letter": "หนังสือนำส่งเรื่อง",
    "result_notice": "หนังสือแจ้งผลการพิจารณา",
    "day_close": "ใบนำส่งเงิน",
}
"""Kind → what it is called; the order is that of a list."""

PRINTED_AS = {kind: kind.replace("_", "-") for kind in TITLES} | {"deficiency": "deficiency-record"}
"""Kind → the kind of its view in :data:`lsvdesk.printing.views.KINDS`."""

SERIES = "paper"


# ---------------------------------------------------------------------------------------------------------------- use cases


def issue_paper(
    office: Office,
    kind: str,
    case_id: int | None = None,
    receipt_id: int | None = None,
    permit_id: int | None = None,
    day: dt.date | None = None,
) -> PrintedPaper:
    """Issue a paper and print it. Of a kind that may exist only once, the one issued before is given as a copy.

    Raises CounterError ``no-paper`` (the case has no such paper now), ``unknown-case``, ``unknown-receipt``; RegisterFault where the PDF
    cannot be kept on disk: the paper is issued then, and :func:`paper` prints it.
    """
    if kind not in TITLES:
        raise CounterError(f"ไม่มีเอกสารชนิด “{kind}”", code="no-paper")
    office.catalogue  # noqa: B018  (read before the transaction begins)
    with office.register.write() as session:
        about = _subject(session, office, kind, case_id, receipt_id, permit_id, day)
        earlier = _earlier(session, kind, about)
        row, view = (earlier, None) if earlier is not None else _issue(session, office, kind, about)
        voided = _voided(session, row)
    if view is not None and voided is None:
        return _first_print(office, row, view)
    return paper(office, row.code) if row.pdf_sha256 is None else reprint(office, row.code)


def original(office: Office, kind: str, *, receipt_id: int | None = None, day: dt.date | None = None) -> PrintedPaper:
    """The one original of a receipt or of a day's remittance slip, for preview: issued now where it was not yet. Raises as above."""
    with office.register.read() as session:
        earlier = _earlier(session, kind, _subject(session, office, kind, None, receipt_id, None, day))
        code = earlier.code if earlier is not None else None
    return issue_paper(office, kind, receipt_id=receipt_id, day=day) if code is None else paper(office, code)


def paper(office: Office, code: str) -> PrintedPaper:
    """The original again, for preview: the same bytes as when it was issued; a voided receipt marked ยกเลิก.

    Raises CounterError ``unknown-paper``.
    """
    with office.register.read() as session:
        row, view = _stored(session, office, code)
        voided = _voided(session, row)
    if voided is None and row.pdf_sha256 is not None:
        try:
            return PrintedPaper(row.code, row.kind, row.title, attachments.load(office.folder, row.pdf_sha256))
        except RegisterFault:
            pass  # the file is lost: the data are here, and the same data give the same page
    if voided is not None:
        return PrintedPaper(row.code, row.kind, row.title, render(_marked(view, voided)))
    if row.pdf_sha256 is None:
        return _first_print(office, row, view)
    return PrintedPaper(row.code, row.kind, row.title, render(view))


def reprint(office: Office, code: str) -> PrintedPaper:
    """The same page marked สำเนา; every reprint is counted and audited. Raises CounterError ``unknown-paper``."""
    with office.register.write() as session:
        row, view = _stored(session, office, code)
        row.reprints += 1
        voided = _voided(session, row)
        text = f"พิมพ์ซ้ำ {row.title} ({row.code}) ครั้งที่ {row.reprints}"
        if row.case is not None:
            journal.on_case(session, office, row.case, "reprinted", text, paper=row.code, times=row.reprints)
        else:
            journal.audited(session, office, "paper.reprinted", "paper", row.code, times=row.reprints)
        code, kind, title = row.code, row.kind, row.title
    if voided is not None:
        view = _marked(view, voided)
    return PrintedPaper(code, kind, f"{title} (สำเนา)", render(printed.as_copy(view)))


def papers_for(office: Office, case_id: int) -> list[PaperRow]:
    """The papers of a case, in the order they were issued."""
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        query = select(models.IssuedPaper).where(models.IssuedPaper.case_id == case.id).order_by(models.IssuedPaper.id)
        return [rows.paper(row, _voided(session, row) is not None) for row in session.scalars(query)]


def possible_papers(office: Office, case_id: int) -> list[tuple[str, str]]:
    """The papers that can be issued of the case as it stands: (kind, title), in the order of the work."""
    with office.register.read() as session:
        case = reading.load(session, office, case_id)
        source = Source(session, office, "", case)
        service = source.service
        found = ["application", "acknowledgement"]
        titles = {"application": service.form_title}
        if progress.deficiencies(session, case):
            found.append("deficiency")
        assessed_now = session.scalar(
            select(models.AssessmentRecord.id).where(
                models.AssessmentRecord.case_id == case.id, models.AssessmentRecord.status == "current"
            )
        )
        if assessed_now is not None:
            found.append("assessment_sheet")
            if service.asset == "sign":
                found.append("assessment_notice")
            if service.asset == "property":
                found.append("land_tax_notice")
        if session.scalar(select(models.Receipt.id).where(models.Receipt.case_id == case.id).limit(1)) is not None:
            found.append("receipt")
        for permit in session.scalars(select(models.Permit).where(models.Permit.case_id == case.id).order_by(models.Permit.id)):
            found.append(certificates.kind_of(permit))
            titles[found[-1]] = permits.title(permit)
        if case.status == "returned":
            found.append("return_letter")
        if forwarding.latest(session, case) is not None:
            found.append("forwarding_letter")
        if case.decided_on is not None and service.decision != "assess" and case.status in ("approved", "finished", "refused"):
            found.append("result_notice")
        return [(kind, _title(kind, titles.get(kind, ""))) for kind in dict.fromkeys(found)]


def code_of_receipt(office: Office, receipt_id: int) -> str | None:
    """The code under which a receipt was printed; None where it was not yet."""
    with office.register.read() as session:
        return session.scalar(select(models.IssuedPaper.code).where(models.IssuedPaper.receipt_id == receipt_id).limit(1))


def kind_of_permit(office: Office, permit_id: int) -> str:
    """The kind of paper that a permit is printed as."""
    with office.register.read() as session:
        return certificates.kind_of(session.get_one(models.Permit, permit_id))


# ---------------------------------------------------------------------------------------------------------------- what it is about


class _About:
    """What a paper is about: the rows it is made from, and ``key``, by which an earlier paper of the same thing is known."""

    def __init__(
        self,
        key: str,
        case: models.Case | None = None,
        receipt: models.Receipt | None = None,
        permit: models.Permit | None = None,
        deficiency: models.Deficiency | None = None,
        day: dt.date | None = None,
        sent: models.Forwarding | None = None,
    ) -> None:
        self.sent = sent
        self.key, self.case, self.receipt, self.permit, self.deficiency, self.day = key, case, receipt, permit, deficiency, day


def _subject(
    session: Session, office: Office, kind: str, case_id: int | None, receipt_id: int | None, permit_id: int | None, day: dt.date | None
) -> _About:
    if kind == "day_close":
        return _About(f"day:{(day or office.today()).isoformat()}", day=day or office.today())
    if kind == "receipt":
        return _receipt_subject(session, office, case_id, receipt_id)
    if kind == certificates.GENERAL or kind in certificates.TEMPLATES.values():
        return _permit_subject(session, office, kind, case_id, permit_id)
    if case_id is None:
        raise CounterError("กรุณาระบุเรื่องที่จะออกเอกสาร", code="no-paper")
    case = reading.load(session, office, case_id)
    source = Source(session, office, "", case)
    if kind == "deficiency":
        record = slips.last_deficiency(source)
        return _About(f"deficiency:{record.id}", case, deficiency=record)
    if kind in ("assessment_notice", "land_tax_notice"):
        return _About(f"assessment:{assessments.current(source).id}", case)
    if kind == "assessment_sheet":
        return _About("", case)
    if kind == "return_letter":
        if case.status != "returned":
            raise CounterError("เรื่องนี้ยังไม่ได้คืนคำขอ จึงออกหนังสือคืนคำขอไม่ได้", code="no-paper")
        return _About(f"returned:{case.id}", case)
    if kind == "result_notice":
        if case.decided_on is None or source.service.decision == "assess" or case.status not in ("approved", "finished", "refused"):
            raise CounterError("เรื่องนี้ยังไม่ได้พิจารณา จึงยังแจ้งผลไม่ได้", code="no-paper")
        answered = forwarding.latest(session, case)  # once another office has answered there is more to tell
        more = f":{answered.id}" if answered is not None and answered.outcome else ""
        return _About(f"result:{case.id}:{case.decided_on.isoformat()}{more}", case)
    if kind == "forwarding_letter":
        sent = forwarding.latest(session, case)
        if sent is None:
            raise CounterError("เรื่องนี้ยังไม่ได้ส่งต่อ จึงยังไม่มีหนังสือนำส่ง", code="no-paper")
        return _About(f"forwarding:{sent.id}", case, sent=sent)
    return _About("", case)


def _receipt_subject(session: Session, office: Office, case_id: int | None, receipt_id: int | None) -> _About:
    receipt = models.Receipt
    if receipt_id is not None:
        row = session.get(receipt, receipt_id)
    else:
        mine = select(receipt).where(receipt.case_id == case_id)
        row = session.scalars(mine.order_by((receipt.status == "valid").desc(), receipt.id.desc())).first()
    if row is None:
        raise CounterError("เรื่องนี้ยังไม่มีใบเสร็จรับเงิน", code="no-paper")
    if row.case is not None:
        reading.load(session, office, row.case.id)
    return _About(f"receipt:{row.id}", row.case, receipt=row)


def _permit_subject(session: Session, office: Office, kind: str, case_id: int | None, permit_id: int | None) -> _About:
    permit = models.Permit
    query = select(permit).where(permit.id == permit_id) if permit_id is not None else select(permit).where(permit.case_id == case_id)
    for row in session.scalars(query.order_by(permit.id.desc())):
        if certificates.kind_of(row) == kind:
            reading.load(session, office, row.case_id)
            return _About(f"permit:{row.id}", row.case, permit=row)
    raise CounterError(f"เรื่องนี้ยังไม่ได้ออก{TITLES[kind]}", code="no-paper")


def _earlier(session: Session, kind: str, about: _About) -> models.IssuedPaper | None:
    """The original of the same thing, where only one may exist."""
    if not about.key:
        return None
    paper = models.IssuedPaper
    query = select(paper).where(paper.kind == kind)
    if about.receipt is not None:
        return session.scalars(query.where(paper.receipt_id == about.receipt.id)).first()
    if about.permit is not None:
        return session.scalars(query.where(paper.permit_id == about.permit.id)).first()
    if about.case is None:
        assert about.day is not None
        return next((row for row in session.scalars(query) if row.data["day"] == about.day.isoformat()), None)
    event = models.CaseEvent
    issued = session.scalars(select(event.data).where(event.case_id == about.case.id, event.kind == "printed"))
    code = next((data["paper"] for data in issued if data.get("about") == about.key), None)
    return session.scalars(select(paper).where(paper.code == code)).first() if code is not None else None


# ---------------------------------------------------------------------------------------------------------------- issuing


def _issue(session: Session, office: Office, kind: str, about: _About) -> tuple[models.IssuedPaper, printed.View]:
    year = fiscal_year(office.today())
    code = office_settings.number_text(session, SERIES, numbering.take(session, SERIES, year), year)
    view = _view(Source(session, office, code, about.case), kind, about)
    data = printed.kept(view)
    own = permits.title(about.permit) if about.permit is not None else view.title if isinstance(view, printed.ApplicationView) else ""
    title = _title(kind, own)
    row = models.IssuedPaper(
        code=code,
        kind=kind,
        title=title,
        case=about.case,
        receipt_id=about.receipt.id if about.receipt is not None else None,
        permit_id=about.permit.id if about.permit is not None else None,
        issued_at=view.head.issued_at,
        issued_by=office.user.id,
        data=data,
        data_sha256=paper_hash(data),
        reprints=0,
    )
    session.add(row)
    session.flush()
    if about.case is not None:
        journal.on_case(session, office, about.case, "printed", f"ออก{title} ({code})", paper=code, paper_kind=kind, about=about.key)
    else:
        journal.audited(session, office, "paper.printed", "paper", code, kind=kind, about=about.key)
    return row, view


def stored_view(office: Office, kind: str, data: Mapping[str, Any]) -> Any:
    """The view that was kept as ``data``, with the emblem it was printed with."""
    view = printed.KINDS[PRINTED_AS[kind]]
    logo = data["head"]["office"].get("logo")
    if isinstance(logo, str) and logo.startswith(printed.EMBLEM):
        emblem = base64.b64encode(attachments.load(office.folder, logo.removeprefix(printed.EMBLEM))).decode("ascii")
        data = {**data, "head": {**data["head"], "office": {**data["head"]["office"], "logo": emblem}}}
    return printed.from_dict(view, data)


def _first_print(office: Office, row: models.IssuedPaper, view: printed.View) -> PrintedPaper:
    """Make the PDF of an issued paper and keep it under the hash of its bytes."""
    pdf = render(view)
    sha256 = attachments.store(office.folder, pdf)
    with office.register.write() as session:
        session.execute(update(models.IssuedPaper).where(models.IssuedPaper.code == row.code).values(pdf_sha256=sha256))
    return PrintedPaper(row.code, row.kind, row.title, pdf)


def _view(source: Source, kind: str, about: _About) -> printed.View:
    if about.receipt is not None:
        return receipts.receipt(source, about.receipt)
    if about.day is not None:
        return receipts.day_close(source, about.day)
    if about.deficiency is not None:
        return slips.deficiency(source, about.deficiency)
    if about.permit is not None:
        return _permit_view(source, kind, about.permit)
    if about.sent is not None:
        return letters.forwarded(source, about.sent)
    if kind == "assessment_notice":
        return assessments.notice(source, letter_numbers.take(source.session, source.office, letter_numbers.NOTICES))
    if kind == "land_tax_notice":
        return land_tax.notice(source, letter_numbers.take(source.session, source.office, letter_numbers.LAND_NOTICES))
    if kind == "return_letter":
        return letters.returned(source, letter_numbers.take(source.session, source.office))
    if kind == "result_notice":
        return letters.result(source, letter_numbers.take(source.session, source.office))
    if kind == "acknowledgement":
        return slips.acknowledgement(source)
    return assessments.sheet(source) if kind == "assessment_sheet" else application.view(source)


def _permit_view(source: Source, kind: str, row: models.Permit) -> printed.View:
    if kind == "commercial_certificate":
        return certificates.commercial(source, row)
    if kind == "commercial_closing":
        return certificates.closing(source, row)
    return certificates.excavation(source, row) if kind == "excavation_acknowledgement" else permits.view(source, row)


def _title(kind: str, own: str) -> str:
    return own[:300] or TITLES[kind]


# ---------------------------------------------------------------------------------------------------------------- what was issued


def _row(session: Session, code: str) -> models.IssuedPaper:
    row = session.scalars(select(models.IssuedPaper).where(models.IssuedPaper.code == code)).first()
    if row is None:
        raise CounterError(f"ไม่พบเอกสารรหัส “{code}” กรุณาตรวจสอบรหัสท้ายเอกสาร", code="unknown-paper")
    return row


def _stored(session: Session, office: Office, code: str) -> tuple[models.IssuedPaper, Any]:
    row = _row(session, code)
    if row.case_id is not None:
        reading.load(session, office, row.case_id)
    return row, stored_view(office, row.kind, row.data)


def _voided(session: Session, row: models.IssuedPaper) -> models.Receipt | None:
    """The receipt of the paper, where it was voided."""
    if row.kind != "receipt" or row.receipt_id is None:
        return None
    receipt = session.get_one(models.Receipt, row.receipt_id)
    return receipt if receipt.status == "void" else None


def _marked(view: printed.ReceiptView, receipt: models.Receipt) -> printed.ReceiptView:
    voided_on = receipt.voided_at.date() if receipt.voided_at is not None else None
    return printed.as_void(replace(view, void_reason=receipt.void_reason or "", voided_on=voided_on))
