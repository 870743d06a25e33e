"""The application of a service with nothing filled in: an annex of the public manual, and a form for people who write it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lsvdesk.counter.paper_data.application import IN_THE_HEAD, Filling, addressee, signer_role
from lsvdesk.printing.views import (
    ApplicationView,
    ChoiceItem,
    DocumentLine,
    FormSection,
    Option,
    PaperHead,
    PartyView,
    SignatureView,
    TableColumn,
    TableItem,
    TextItem,
    ValueItem,
)

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField, OfficeProfile, Section, Service

BLANK_ROWS = 3
MOST_COLUMNS = 7
"""Columns that a row of a form has room for when somebody writes in it."""
MOST_BOXES = 24
_LEAST_SHARE, _MOST_SHARE = 6, 22

Item = ValueItem | TextItem | ChoiceItem | TableItem


def blank_form(service: Service, profile: OfficeProfile, head: PaperHead) -> ApplicationView | None:
    """The form of ``service`` to be filled in by hand; None where the definition prints no field."""
    filling = _Blank()
    sections = tuple(_part(section, filling) for section in service.form if section.stage == "applicant")
    sections = tuple(each for each in sections if each.items)
    if not sections:
        return None
    listed = any(field.source and field.source.startswith("documents.") for section in service.form for field in section.fields)
    officials = tuple(_official(section, filling, profile) for section in service.form if section.stage != "applicant")
    return ApplicationView(
        head=head,
        title=service.form_title or service.title,
        applied_on=None,
        applicant=PartyView(name=""),
        sections=sections,
        form_code=service.form_code,
        service=service.title,
        written_at=profile.name,
        addressee=addressee(service, profile.name, profile.executive_position),
        documents=() if listed else documents(service),
        declaration=service.declaration,
        signatures=(SignatureView(role=signer_role(service)), SignatureView(role="ผู้รับคำขอ")),
        intake=(ValueItem("เลขรับ"), ValueItem("วันที่"), ValueItem("ผู้รับ")),
        officials=tuple(each for each in officials if each.items),
    )


def documents(service: Service) -> tuple[DocumentLine, ...]:
    """The whole checklist with empty boxes, each document with the case it is for."""
    return tuple(
        DocumentLine(
            title=each.title,
            originals=each.originals,
            copies=each.copies,
            unit=each.unit,
            handed_in=False,
            note=each.condition or ("ถ้ามี" if each.optional else ""),
        )
        for each in service.documents
    )


def _part(section: Section, filling: _Blank) -> FormSection:
    fields = [field for field in section.fields if field.printed and field.source not in IN_THE_HEAD]
    return FormSection(section.section, tuple(filling.item(field) for field in fields))


def _official(section: Section, filling: _Blank, profile: OfficeProfile) -> FormSection:
    items = tuple(filling.item(field) for field in section.fields if field.printed and field.source not in IN_THE_HEAD)
    if section.stage == "executive":
        signed: tuple[SignatureView, ...] = (SignatureView(position=profile.executive_position),)
    else:
        signed = (SignatureView(role="กรรมการ"),) * 3 if section.stage == "committee" else (SignatureView(role="เจ้าหน้าที่"),)
    return FormSection(section.section, items, signed)


class _Blank(Filling):
    """Turns fields into lines, boxes and empty tables to write on."""

    def __init__(self) -> None:
        super().__init__({}, "", {}, set())

    def item(self, field: FormField) -> Item:
        if field.type in ("choice", "choices") and len(field.options) <= MOST_BOXES:
            return ChoiceItem(field.label, tuple(Option(option.label) for option in field.options))
        if field.type == "file":
            return ChoiceItem("", (Option(f"แนบ{field.label}"),))
        return super().item(field)

    def _table(self, field: FormField, rows: Sequence[Mapping[str, Any]]) -> TableItem:
        """Every column that a hand can write in; those that must be filled first, where there are too many."""
        asked = [column for column in field.columns if column.type not in ("computed", "file")]
        kept = sorted(asked, key=lambda column: not column.required)[:MOST_COLUMNS]
        columns = tuple(_column(column) for column in asked if column in kept)
        return TableItem(field.label, (TableColumn("ที่", "centre", 3), *columns), (), blank_rows=BLANK_ROWS)


def _column(column: FormField) -> TableColumn:
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    return TableColumn(label, "left", min(max(len(label) // 2, _LEAST_SHARE), _MOST_SHARE))
