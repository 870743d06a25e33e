"""The filled application: every printed field of the pinned definition that this case shows, in the order of the form."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from lsvdesk.catalogue import flow
from lsvdesk.catalogue.conditions import holds
from lsvdesk.catalogue.context import environment
from lsvdesk.counter import computing, official_parts, reading
from lsvdesk.counter.paper_data import common
from lsvdesk.printing.views import (
    ApplicationView,
    ChoiceItem,
    DocumentLine,
    FormSection,
    Option,
    SignatureView,
    TableColumn,
    TableItem,
    TextItem,
    ValueItem,
)
from lsvdesk.register import models
from lsvdesk.thai import identifiers
from lsvdesk.thai.breaks import words
from lsvdesk.thai.dates import format_short
from lsvdesk.thai.names import full_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lsvdesk.catalogue.models import FormField, Section, Service
    from lsvdesk.counter.paper_data.common import Source

Item = ValueItem | TextItem | ChoiceItem | TableItem

IN_THE_HEAD = (
    "applicant.name",
    "applicant.id",
    "applicant.address",
    "applicant.phone",
    "agent.name",
    "agent.id",
    "agent.address",
    "agent.phone",
    "documents",
    "case.filed_on",
    "case.number",
    "office.name",
)
"""Fields of paper forms that already stand in the head of the page or, the checklist, at its foot."""
MOST_BOXES = 8
"""A choice among more than so many is printed as the one that was made."""
BLANK = "…"
"""Where a label of the paper form leaves its blank: ``โดย … เป็นเจ้าของอาคาร`` has the answer in its middle."""
MOST_AFTER = 40
NUMBERS = ("integer", "number", "money", "computed")


def view(source: Source) -> ApplicationView:
    """The application of the source's case."""
    case, service = source.of_case, source.service
    documents = reading.documents(source.session, case)
    ctx = computing.context(service, case.applicant_case, case.agent_id is not None, case.answers, case.filed_on)
    env = environment(ctx)
    received = {row.document for row in documents if row.status == "received"}
    filling = Filling(case.answers, case.applicant_kind, flow.computed(service, ctx), received)
    sections = []
    for section in service.form:
        if section.stage != "applicant" or not holds(section.when, env):
            continue
        fields = [field for field in section.fields if field.printed and field.source not in IN_THE_HEAD and holds(field.when, env)]
        if fields:
            sections.append(FormSection(section.section, tuple(filling.item(field) for field in fields)))
    ticked = any(field.source and field.source.startswith("documents.") for section in service.form for field in section.fields)
    taken_in_by = source.session.get_one(models.User, case.created_by)
    return ApplicationView(
        head=source.head(ApplicationView.KIND),
        title=service.form_title or service.title,
        applied_on=case.filed_on,
        applicant=source.applicant(),
        sections=tuple(sections),
        form_code=service.form_code,
        service=service.title,
        written_at=source.details["name"],
        addressee=addressee(service, source.details["name"], str(source.details.get("executive_position", ""))),
        agent=source.agent(),
        documents=() if ticked else document_lines(documents, service),
        declaration=service.declaration,
        signatures=_signatures(source, service, taken_in_by),
        officials=_officials(source),
        intake=(
            ValueItem("เลขรับ", case.number),
            ValueItem("วันที่", common.day(case.filed_on)),
            ValueItem("ผู้รับ", taken_in_by.name),
        ),
    )


def _officials(source: Source) -> tuple[FormSection, ...]:
    """The parts of the officials, with what they wrote; a part that nobody filled in yet has every line of it, blank, to be written on."""
    case, service = source.of_case, source.service
    ctx = official_parts.context(case, service, case.official)
    env = environment(ctx)
    filling = Filling(ctx.answers, case.applicant_kind, flow.computed(service, ctx), set())
    party = source.applicant()
    known = {"applicant.name": party.name, "applicant.id": party.id_no, "applicant.address": party.address}
    found = []
    for section in service.form:
        if section.stage == "applicant" or not holds(section.when, env) or not any(field.printed for field in section.fields):
            continue
        written = any(case.official.get(field.id) is not None for field in section.fields)
        items = tuple(
            ValueItem(field.label, known[field.source]) if field.source in known else filling.item(field)
            for field in section.fields
            if field.printed and (not written or holds(field.when, env))
        )
        found.append(FormSection(section.section, items, _official_signatures(source, section)))
    return tuple(found)


def _official_signatures(source: Source, section: Section) -> tuple[SignatureView, ...]:
    """Where the part is signed; the names and positions that were typed for it, which are not printed elsewhere, stand under the dots."""
    names, positions = (
        [str(source.of_case.official.get(field.id) or "") for field in section.fields if _of_signer(field, word)]
        for word in ("ชื่อ-สกุล", "ตำแหน่ง")
    )
    if section.stage == "executive":
        default = source.executive()
        return (SignatureView(name=_at(names, 0) or default.name, position=_at(positions, 0) or default.position),)
    role, places = ("กรรมการ", 3) if section.stage == "committee" else ("เจ้าหน้าที่", 1)
    return tuple(SignatureView(name=_at(names, at), position=_at(positions, at), role=role) for at in range(places))


def _of_signer(field: FormField, word: str) -> bool:
    return not field.printed and field.source is None and field.type == "text" and word in field.label


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def document_lines(documents: Sequence[models.CaseDocument], service: Service) -> tuple[DocumentLine, ...]:
    """The checklist; a document that was not handed in has an empty box."""
    units = {document.id: document.unit for document in service.documents}
    return tuple(
        DocumentLine(
            title=row.title,
            originals=row.originals_received or row.originals,
            copies=row.copies_received or row.copies,
            unit=units.get(row.document, "ฉบับ"),
            handed_in=row.status == "received",
            note=row.note or ("ถ้ามี" if row.optional and row.status != "received" else ""),
        )
        for row in documents
        if row.status != "waived" and not (row.optional and row.status != "received")
    )


class Filling:
    """Turns one field of the form and its answer into an item of the page."""

    def __init__(self, answers: Mapping[str, Any], applicant_kind: str, computed: Mapping[str, Any], received: set[str]) -> None:
        self.answers, self.applicant_kind, self.computed, self.received = answers, applicant_kind, computed, received

    def item(self, field: FormField) -> Item:
        value = self._value(field)
        if field.type == "table":
            return self._table(field, value or [])
        if field.type == "long_text":
            return TextItem(field.label, str(value or ""))
        if field.type == "tick":
            return ChoiceItem("", (Option(field.label, value is True),))
        if field.type in ("choice", "choices"):
            chosen = set(value) if isinstance(value, list) else {value}
            if len(field.options) > MOST_BOXES:
                return ValueItem(field.label, ", ".join(option.label for option in field.options if option.value in chosen), wide=True)
            return ChoiceItem(field.label, tuple(Option(option.label, option.value in chosen) for option in field.options))
        if field.type == "address":
            return ValueItem(f"{field.prefix}{field.label}", common.address_line(value or {}), wide=True)
        text = cell(field, value)
        unit = field.unit if text or field.type in NUMBERS else ""
        before, blank, after = field.label.partition(BLANK)
        if blank and not field.unit and 0 < len(after) <= MOST_AFTER and BLANK not in after:
            return ValueItem(before.strip(), text, after.strip(), wide=True)
        return ValueItem(field.label, text, unit, wide=field.type == "person")

    def _value(self, field: FormField) -> Any:
        if field.source is None:
            return self.computed.get(field.id) if field.type == "computed" else self.answers.get(field.id)
        if field.source == "applicant.kind":
            return self.applicant_kind
        if field.source.startswith("documents."):
            return field.source.removeprefix("documents.") in self.received
        return None

    def _table(self, field: FormField, rows: Sequence[Mapping[str, Any]]) -> TableItem:
        """Columns that the paper form does not have, and those that no row uses, are left out, so that the others have room."""
        texts = [
            [cell(column, self._cell(field, column, row, place), short=True) for column in field.columns] for place, row in enumerate(rows)
        ]
        always = [column.required and column.when is None for column in field.columns]
        used = [always[at] or any(row[at] for row in texts) or not (texts or any(always)) for at in range(len(field.columns))]
        kept = [at for at, column in enumerate(field.columns) if column.printed and used[at]]
        columns = tuple(_column(field.columns[at], [row[at] for row in texts]) for at in kept)
        numbered = (TableColumn("ที่", "centre", 3), *columns)
        return TableItem(field.label, numbered, tuple((str(place), *(row[at] for at in kept)) for place, row in enumerate(texts, 1)))

    def _cell(self, table: FormField, column: FormField, row: Mapping[str, Any], place: int) -> Any:
        if column.type == "computed":
            return self.computed.get(f"{table.id}[{place}].{column.id}")
        return row.get(column.id)


def cell(field: FormField, value: Any, *, short: bool = False) -> str:
    """A value in words and figures, as it stands on a dotted line or in a cell."""
    if value is None or value == "":
        return ""
    if field.type in NUMBERS:
        if field.type == "integer" and ("พ.ศ." in field.label or not field.grouped):
            return str(value)  # a year is no quantity
        return common.number(value, 2 if field.type == "money" or field.unit == "บาท" else None)
    if field.type == "date":
        return format_short(dt.date.fromisoformat(str(value))) if short else common.day(value)
    if field.type in ("citizen_id", "juristic_id"):
        return identifiers.format_id(str(value))
    if field.type == "phone":
        return identifiers.format_phone(str(value))
    if field.type in ("choice", "choices"):
        chosen = value if isinstance(value, list) else [value]
        labels = [option.label for option in field.options if option.value in chosen]
        return ", ".join(_short(label) if short else label for label in labels)
    if field.type == "tick":
        return "ใช่" if value is True else ""
    if field.type == "person":
        return _person(value)
    if field.type == "address":
        return common.address_line(value)
    if field.type == "file":
        return f"แนบ {len(value)} ไฟล์" if value else ""
    return str(value)


def _person(value: Mapping[str, Any]) -> str:
    name = full_name(value.get("prefix", ""), value.get("first_name", ""), value.get("last_name", ""))
    parts = [name]
    if value.get("citizen_id"):
        parts.append(f"เลขประจำตัวประชาชน {identifiers.format_id(value['citizen_id'])}")
    if value.get("phone"):
        parts.append(f"โทร. {identifiers.format_phone(value['phone'])}")
    return " ".join(parts)


def _short(label: str) -> str:
    """What a cell has room for: ``ประเภท 1``, ``(ก)``, ``มาตรา 8(11)``; other labels whole."""
    found = re.match(r"ประเภท \d+|มาตรา \d+\(\d+\)|\([ก-ฮ]\)|\(\d+\)", label)
    return found[0] if found else label


def _column(column: FormField, cells: Sequence[str]) -> TableColumn:
    """Its share of the width follows what stands in it, within bounds."""
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    heading = round(1.15 * max((_letters(part) for word in words(label) for part in word.split()), default=0))
    numeric = column.type in NUMBERS
    widest = max((_letters(cell) for cell in cells), default=0)
    content = round(widest * 1.6) if numeric else min(widest, 12)  # Thai digits are wide, and cannot be broken
    share = max(4, heading, content) + 3
    if numeric:
        return TableColumn(label, "right", share)
    return TableColumn(label, "centre" if column.type in ("date", "choice", "tick") else "left", share)


def _letters(text: str) -> int:
    """Letters that take room: vowels and tones above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def addressee(service: Service, office: str, executive: str) -> str:
    """Who stands after เรียน; ``executive`` is the office's highest position."""
    if service.decision == "register":
        return "นายทะเบียน"
    if service.decision == "assess":
        return f"พนักงานเจ้าหน้าที่ {office}"
    if service.kind == "notification":
        return f"เจ้าพนักงานท้องถิ่น ({executive})" if executive else "เจ้าพนักงานท้องถิ่น"
    return executive


def signer_role(service: Service) -> str:
    """What the person who signs is called."""
    return "ผู้แจ้ง" if service.kind == "notification" else "ผู้ยื่นแบบ" if service.kind == "tax" else "ผู้ยื่นคำขอ"


def _signatures(source: Source, service: Service, taken_in_by: models.User) -> tuple[SignatureView, ...]:
    role = signer_role(service)
    agent = source.of_case.agent is not None
    signer = SignatureView(name=source.signer_name(), role=f"{role} (ผู้รับมอบอำนาจ)" if agent else role)
    return (signer, SignatureView(name=taken_in_by.name, position=taken_in_by.position, role="ผู้รับคำขอ"))
