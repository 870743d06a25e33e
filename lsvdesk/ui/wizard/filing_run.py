"""Filing a form with everything that belongs to it: files, the case, the two-party record, the papers. No Qt; runs in a worker thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lsvdesk.errors import CounterError
from lsvdesk.ui.wizard import state as wizard

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import Service
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import CaseDetail, PrintedPaper
    from lsvdesk.ui.wizard.state import WizardState


@dataclass(frozen=True)
class Filed:
    """What came of it. The case is there whatever else went wrong; ``troubles`` says what has to be done again from its page."""

    case: CaseDetail
    papers: tuple[PrintedPaper, ...]
    troubles: tuple[str, ...]


def file_form(office: Office, service: Service, state: WizardState, today: dt.date) -> Filed:
    """File the form. Raises CounterError (InvalidAnswers with every fault) where it cannot be filed; then nothing of it is in the register
    but the draft, and files that were kept for it."""
    from lsvdesk.counter import cases, filing, papers

    with_files = replace(state, answers={**state.answers, **_kept_files(office, service, state)})
    case = filing.open_case(office, wizard.filing(service, with_files, today))
    troubles: list[str] = []
    wanted = wizard.deficiency(service, state, today)
    if wanted is not None:
        try:
            case = cases.record_documents(office, case.row.id, {}, wanted)
        except CounterError as error:
            troubles.append(f"ทำบันทึกสองฝ่ายไม่สำเร็จ: {error.message}")
            wanted = None
    issued: list[PrintedPaper] = []
    for kind in ("application", "acknowledgement", *(("deficiency",) if wanted is not None else ())):
        try:
            issued.append(papers.issue_paper(office, kind, case.row.id))
        except CounterError as error:
            troubles.append(error.message)
    return Filed(cases.case(office, case.row.id), tuple(issued), tuple(troubles))


def _kept_files(office: Office, service: Service, state: WizardState) -> dict[str, list[str]]:
    """The files of the form put into the register; the case claims them when it is filed."""
    from lsvdesk.counter import cases

    shown = {field.id for section in service.form for field in section.fields if field.type == "file"}
    kept: dict[str, list[str]] = {}
    for name, paths in state.files.items():
        if name not in shown:
            continue
        for path in map(Path, paths):
            try:
                content = path.read_bytes()
            except OSError as error:
                message = f"เปิดไฟล์ “{path.name}” ไม่ได้ ไฟล์อาจถูกย้ายหรือลบแล้ว กรุณาเลือกไฟล์อีกครั้ง"
                raise CounterError(message, code="file-unreadable", field=name) from error
            kept.setdefault(name, []).append(str(cases.attach(office, None, path.name, content).id))
    return kept
