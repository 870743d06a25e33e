"""What hangs on the wall and has a form of its own: the commercial registration certificate, the acknowledgement of earthworks. What has
none is filled in by :mod:`.permits`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter.paper_data import common, permits
from lsvdesk.money import to_baht
from lsvdesk.printing.views import CommercialCertificateView, CommercialClosingView, ExcavationAcknowledgementView
from lsvdesk.register import models
from lsvdesk.thai import identifiers

if TYPE_CHECKING:
    from lsvdesk.catalogue.models import FormField
    from lsvdesk.counter.paper_data.common import Source

LAND_FILL = "land-fill-acknowledgement"
TEMPLATES = {
    "commercial-registration": "commercial_certificate",
    "commercial-closing": "commercial_closing",
    "excavation-acknowledgement": "excavation_acknowledgement",
    LAND_FILL: "excavation_acknowledgement",
}
"""The template a definition names → the kind of paper that has its form."""

GENERAL = "permit"
"""The kind of paper of everything else."""


def kind_of(permit: models.Permit) -> str:
    """The kind of paper that a permit, certificate or acknowledgement is printed as."""
    return TEMPLATES.get(permit.details.get("template", ""), GENERAL)


def commercial(source: Source, permit: models.Permit) -> CommercialCertificateView:
    """ใบทะเบียนพาณิชย์ (พค.0403), from the answers as they stood when it was issued."""
    answers: dict[str, Any] = permit.details["answers"]
    case = source.of_case
    return CommercialCertificateView(
        head=source.head(CommercialCertificateView.KIND),
        registration_no=identifiers.format_id(permit.registration_no),
        request_no=permit.number,
        registry_office=source.details["name"],
        registrant=permit.holder_name,
        trade_name=str(answers.get("trade_name") or ""),
        businesses=tuple(_business(row) for row in answers.get("businesses") or []),
        head_office=common.address_line(answers.get("head_office") or {}),
        registered_on=common.answered_day(answers.get("registered_on")) or case.decided_on or permit.issued_on,
        issued_on=permit.issued_on,
        trade_name_roman=str(answers.get("trade_name_roman") or ""),
        registrar=source.executive("นายทะเบียนพาณิชย์"),
        changed_on=(case.decided_on or permit.issued_on) if answers.get("changes") else None,
    )


def closing(source: Source, permit: models.Permit) -> CommercialClosingView:
    """หนังสือรับรองการจดทะเบียนเลิกประกอบพาณิชยกิจ, from the answers as they stood when it was issued."""
    answers: dict[str, Any] = permit.details["answers"]
    case = source.of_case
    reason = next((each.label for each in _field(source, "close_reason").options if each.value == answers["close_reason"]), "")
    return CommercialClosingView(
        head=source.head(CommercialClosingView.KIND),
        registration_no=identifiers.format_id(permit.registration_no),
        request_no=permit.number,
        registry_office=source.details["name"],
        registrant=permit.holder_name,
        trade_name=str(answers.get("trade_name") or ""),
        head_office=common.address_line(answers.get("head_office") or {}),
        registered_on=common.answered_day(answers.get("registered_on")),
        closed_on=dt.date.fromisoformat(answers["closed_on"]),
        reason=str(answers.get("close_reason_other") or reason),
        recorded_on=case.decided_on or permit.issued_on,
        issued_on=permit.issued_on,
        trade_name_roman=str(answers.get("trade_name_roman") or ""),
        registrar=source.executive("นายทะเบียนพาณิชย์"),
    )


def excavation(source: Source, permit: models.Permit) -> ExcavationAcknowledgementView:
    """ใบรับแจ้งการขุดดิน or ใบรับแจ้งการถมดิน, from the answers as they stood when it was issued."""
    answers: dict[str, Any] = permit.details["answers"]
    case = source.of_case
    query = (
        select(models.Receipt).where(models.Receipt.case_id == case.id, models.Receipt.status == "valid").order_by(models.Receipt.id.desc())
    )
    paid = source.session.scalars(query).first()
    starts = answers.get("starts_on")
    filled = permit.details.get("template") == LAND_FILL
    return ExcavationAcknowledgementView(
        head=source.head(ExcavationAcknowledgementView.KIND),
        number=permit.number,
        notifier=source.applicant(),
        notified_on=case.complete_on or case.filed_on,
        title_deed=_deed(source, answers),
        land_location=common.address_line(answers.get("land_address") or {}),
        depth_m=Decimal(str(answers["height_m" if filled else "depth_m"])),
        area_m2=Decimal(str(answers["area_m2"])),
        work="landfill" if filled else "excavation",
        land_owner=case.applicant_name if answers.get("owns_land") else str(answers.get("landowner_name") or ""),
        designer=_with_licence(answers, "designer"),
        supervisor=_with_licence(answers, "supervisor"),
        purpose=str(answers.get("purpose") or ""),
        starts_on=dt.date.fromisoformat(starts) if starts else None,
        duration_days=int(answers["days_to_finish"]) if answers.get("days_to_finish") else None,
        fee=to_baht(paid.total_satang) if paid is not None else None,
        receipt_no=common.receipt_no(paid) if paid is not None else "",
        receipt_on=paid.issued_on if paid is not None else None,
        conditions=permits.conditions(source, permit),
        official=source.executive("เจ้าพนักงานท้องถิ่น"),
    )


def _business(row: dict[str, Any]) -> str:
    code = f" (รหัส {row['code']})" if row.get("code") else ""
    return f"{row['description']}{code}"


def _deed(source: Source, answers: dict[str, Any]) -> str:
    if answers.get("deed_kind") == "other":
        kind = str(answers.get("deed_other") or "เอกสารสิทธิ")
    else:
        kind = next(
            (option.label for option in _field(source, "deed_kind").options if option.value == answers.get("deed_kind")), "เอกสารสิทธิ"
        )
    return f"{kind} เลขที่ {answers.get('deed_no', '')}"


def _field(source: Source, name: str) -> FormField:
    return next(field for section in source.service.form for field in section.fields if field.id == name)


def _with_licence(answers: dict[str, Any], who: str) -> str:
    name, licence = answers.get(f"{who}_name") or "", answers.get(f"{who}_licence_no")
    return f"{name} ใบอนุญาตเลขที่ {licence}" if name and licence else str(name)
