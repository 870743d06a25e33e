"""The notices of a yearly assessment: one for every owner who owes something, and files of a hundred to print.

A notice is issued once: its number, its data and its place in the register come first, in a transaction for a page of owners; the files are
made from what was kept, so that writing them again gives the same pages, and a run that was broken off goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from lsvdesk.counter import journal, letter_numbers, papers
from lsvdesk.counter import settings as office_settings
from lsvdesk.counter.actions import INTAKE, ROLE_TITLES
from lsvdesk.counter.levies import line_of
from lsvdesk.counter.paper_data import assessments, common, land_tax
from lsvdesk.counter.paper_data.common import Source
from lsvdesk.errors import CounterError, NotAllowedNow, RegisterFault
from lsvdesk.printing import render_batch
from lsvdesk.printing import views as printed
from lsvdesk.register import models, numbering
from lsvdesk.register.verify import paper_hash
from lsvdesk.thai.dates import fiscal_year

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

PAGE = 50
"""Notices issued in a transaction."""
FILE = 100
"""Notices in a file: what a clerk feeds a printer at a time."""

KINDS: Mapping[str, str] = {"signboard": "assessment_notice", "land_building": "land_tax_notice"}
NAMES: Mapping[str, str] = {"signboard": "ภ.ป.3", "land_building": "ภ.ด.ส.6"}
LETTERS: Mapping[str, str] = {"signboard": letter_numbers.NOTICES, "land_building": letter_numbers.LAND_NOTICES}

Notice = printed.AssessmentNoticeView | printed.LandTaxNoticeView


@dataclass(frozen=True)
class Progress:
    """Notices of ``total`` that are issued, and those that are written into files."""

    total: int
    issued: int
    written: int
    files: tuple[Path, ...] = ()


Report = Callable[[Progress], bool]
"""Told after every page; False ends the work, which can go on later."""


def write_notices(office: Office, tax: str, tax_year: int, folder: Path, report: Report | None = None) -> Progress:
    """Issue the notices of a year that are not issued yet, and write all of them into ``folder`` as PDF files of :data:`FILE`.

    Raises NotAllowedNow; CounterError ``unknown-tax``, ``nothing-to-notify``; RegisterFault ``file-unwritable``.
    """
    if office.user.role not in INTAKE:
        raise NotAllowedNow(f"ผู้ใช้ที่เป็น{ROLE_TITLES[office.user.role]}ออกหนังสือแจ้งการประเมินไม่ได้ กรุณาเปลี่ยนผู้ใช้")
    if tax not in KINDS:
        raise CounterError(f"ไม่มีหนังสือแจ้งการประเมินของภาษีชนิด “{tax}”", code="unknown-tax")
    office.catalogue  # noqa: B018  (read before the transaction begins)
    total = _count(office, tax, tax_year)
    if not total:
        raise CounterError(f"ปี {tax_year} ยังไม่มีผู้ต้องชำระจากการประเมินประจำปี กรุณาประเมินก่อน", code="nothing-to-notify")
    state = Progress(total, _count(office, tax, tax_year, issued=True), 0)
    while state.issued < total:
        done = _issue_page(office, tax, tax_year)
        if not done:
            break
        state = Progress(total, state.issued + done, 0)
        if report is not None and not report(state):
            return state
    files: list[Path] = []
    written = 0
    after = 0
    while batch := _kept(office, tax, tax_year, after):
        first, last = written + 1, written + len(batch)
        file = folder / f"{NAMES[tax]}-{tax_year}-{first:05d}-{last:05d}.pdf"
        _write(file, render_batch([view for _, view in batch], f"{NAMES[tax]} ปี {tax_year} ฉบับที่ {first}–{last}"))
        files.append(file)
        written, after = last, batch[-1][0]
        state = Progress(total, state.issued, written, tuple(files))
        if report is not None and not report(state):
            break
    return state


# ---------------------------------------------------------------------------------------------------------------- the pieces


def _due(tax: str, tax_year: int) -> tuple[Any, ...]:
    levy = models.Levy
    return levy.tax == tax, levy.tax_year == tax_year, levy.status == "current", levy.total_satang > 0


def _count(office: Office, tax: str, tax_year: int, *, issued: bool = False) -> int:
    query = select(func.count()).select_from(models.Levy).where(*_due(tax, tax_year))
    with office.register.read() as session:
        return session.scalar(query.where(models.Levy.paper_id.is_not(None)) if issued else query) or 0


def _issue_page(office: Office, tax: str, tax_year: int) -> int:
    """Issue the next notices, in the order of the owners' names; how many."""
    levy = models.Levy
    with office.register.write() as session:
        query = select(levy).where(*_due(tax, tax_year), levy.paper_id.is_(None)).order_by(levy.owner_name, levy.id).limit(PAGE)
        rows = list(session.scalars(query))
        runs: dict[int, models.AssessmentRun] = {}
        for row in rows:
            if row.run_id not in runs:
                runs[row.run_id] = session.get_one(models.AssessmentRun, row.run_id)
            _issue(session, office, row, runs[row.run_id])
        if rows:
            letters = [rows[0].letter_no, rows[-1].letter_no]
            ids = [row.id for row in rows]
            journal.audited(session, office, "levies.noticed", "assessment_run", rows[0].run_id, levies=ids, letters=letters)
        return len(rows)


def _issue(session: Session, office: Office, row: models.Levy, run: models.AssessmentRun) -> None:
    year = fiscal_year(office.today())
    code = office_settings.number_text(session, papers.SERIES, numbering.take(session, papers.SERIES, year), year)
    row.letter_no = letter_numbers.take(session, office, LETTERS[row.tax])
    try:
        view = _view(Source(session, office, code), row, run.assessed_on)
    except CounterError as error:
        raise CounterError(f"ออกหนังสือแจ้งการประเมินของ{row.owner_name}ไม่ได้: {error.message}", code=error.code) from error
    data = printed.kept(view)
    paper = models.IssuedPaper(
        code=code,
        kind=KINDS[row.tax],
        title=papers.TITLES[KINDS[row.tax]],
        issued_at=view.head.issued_at,
        issued_by=office.user.id,
        data=data,
        data_sha256=paper_hash(data),
        reprints=0,
    )
    session.add(paper)
    session.flush()
    row.paper_id = paper.id


def _view(source: Source, row: models.Levy, assessed_on: dt.date) -> Notice:
    session = source.session
    if row.person_id is not None:
        addressee = common.person(session.get_one(models.Person, row.person_id))
    else:
        addressee = common.organisation(session.get_one(models.Organisation, row.organisation_id))
    lines = [line_of(each) for each in row.lines]
    if row.tax == "land_building":
        juristic = row.organisation_id is not None
        return land_tax.notice_of(
            source, row.letter_no, addressee, row.answers, lines, assessed_on=assessed_on, department="revenue", juristic=juristic
        )
    return assessments.sign_notice(source, row.letter_no, addressee, row.answers, lines, assessed_on=assessed_on, department="revenue")


def _kept(office: Office, tax: str, tax_year: int, after: int) -> list[tuple[int, Notice]]:
    """The next notices as they were issued, with the keys of their papers."""
    levy, paper = models.Levy, models.IssuedPaper
    query = select(paper).join(levy, levy.paper_id == paper.id).where(*_due(tax, tax_year), paper.id > after).order_by(paper.id).limit(FILE)
    with office.register.read() as session:
        return [(row.id, papers.stored_view(office, row.kind, row.data)) for row in session.scalars(query)]


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        message = f"บันทึกไฟล์ “{file.name}” ไม่ได้ ({error.strerror}) กรุณาเลือกโฟลเดอร์อื่นหรือตรวจพื้นที่ว่าง"
        raise RegisterFault(message, code="file-unwritable") from error
