"""The calculation sheet, and the signboard assessment notice (ภ.ป.3)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lsvdesk.counter import assessed, rows
from lsvdesk.counter.paper_data import common
from lsvdesk.errors import CounterError
from lsvdesk.printing.views import (
    AssessmentLineView,
    AssessmentNoticeView,
    AssessmentSheetView,
    PartyView,
    SignatureView,
    SignLine,
    SurchargeLine,
)
from lsvdesk.register import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lsvdesk.counter.paper_data.common import Source
    from lsvdesk.counter.views import AssessmentRow, LineRow

KINDS = {"thai_only": "1", "mixed": "2", "foreign": "3"}
MOTIONS = {"moving": "ก", "static": "ข"}


def current(source: Source) -> models.AssessmentRecord:
    """The assessment that counts. Raises CounterError ``no-paper``."""
    record = assessed.current(source.session, source.of_case)
    if record is None:
        raise CounterError("เรื่องนี้ยังไม่ได้คำนวณเงินที่ต้องชำระ", code="no-paper")
    return record


def sheet(source: Source) -> AssessmentSheetView:
    """How the sum due came about, line by line."""
    case, service = source.of_case, source.service
    stored = _row(source)
    return AssessmentSheetView(
        head=source.head(AssessmentSheetView.KIND),
        service=service.title,
        payer=source.applicant(),
        assessed_on=stored.assessed_on,
        lines=tuple(line_view(line) for line in stored.lines),
        total=stored.total,
        title="ใบคำนวณภาษีป้าย" if service.asset == "sign" else "ใบคำนวณภาษี" if service.kind == "tax" else "ใบคำนวณค่าธรรมเนียม",
        notes=tuple(f"ปีภาษี {case.answers['tax_year']}" for _ in (1,) if case.answers.get("tax_year")),
        prepared_by=source.officer("ผู้คำนวณ"),
        checked_by=SignatureView(role="ผู้ตรวจ"),
    )


def notice(source: Source, letter_no: str) -> AssessmentNoticeView:
    """The notice that tells the owner what each sign costs. Raises CounterError ``no-paper`` for anything but signboard tax."""
    case, service = source.of_case, source.service
    if service.asset != "sign":
        raise CounterError("หนังสือแจ้งการประเมิน (ภ.ป.3) ใช้กับภาษีป้ายเท่านั้น", code="no-paper")
    stored = _row(source)
    view = sign_notice(
        source, letter_no, source.applicant(), case.answers, stored.lines, assessed_on=stored.assessed_on, department=case.department
    )
    return replace(view, return_no=case.number, return_on=case.filed_on, business_name=str(case.answers.get("shop_name") or ""))


def sign_notice(
    source: Source,
    letter_no: str,
    addressee: PartyView,
    answers: Mapping[str, Any],
    lines: Sequence[LineRow],
    *,
    assessed_on: dt.date,
    department: str,
) -> AssessmentNoticeView:
    """The same of any calculation of signs, that of a case or of the yearly assessment."""
    signs, surcharges = [], []
    for line in lines:
        place = re.fullmatch(r"signs\[(\d+)\]", line.group)
        if place is None:
            surcharges.append(SurchargeLine(line.item, line.amount, line.reference))
        else:
            signs.append(_sign(line, answers["signs"][int(place[1])]))
    if any(sign.tax for sign in signs):  # exempt signs stand on the calculation sheet, not in the demand
        signs = [sign for sign in signs if sign.tax]
    parameters, on = source.office.catalogue.parameters, assessed_on
    late = parameters.at("signboard.surcharge.late_month", on)
    named = source.department(department)
    head_name, head_position = str(named.get("head", "")), str(named.get("head_position", ""))
    return AssessmentNoticeView(
        head=source.head(AssessmentNoticeView.KIND),
        letter_no=letter_no,
        addressee=addressee,
        tax_year=int(answers["tax_year"]),
        signs=tuple(signs),
        tax=sum((sign.tax for sign in signs), Decimal(0)),
        total=sum((line.amount for line in lines), Decimal(0)),
        surcharges=tuple(surcharges),
        pay_within_days=int(parameters.at("signboard.payment_days", on).value),
        appeal_within_days=int(parameters.at("signboard.appeal_days", on).value),
        pay_at=f"{named.get('title', '')} {source.details['name']}".strip(),
        late_note=(
            f"หากชำระเกินกำหนดดังกล่าว ท่านต้องเสียเงินเพิ่มร้อยละ {common.number(late.value)} ต่อเดือนของค่าภาษีป้าย "
            f"เศษของเดือนให้นับเป็นหนึ่งเดือน ตาม{late.reference} แห่งพระราชบัญญัติดังกล่าว"
        ),
        references=_references(line for line in lines if line.confirmed and line.amount),
        unverified=_references(line for line in lines if not line.confirmed),
        department=str(named.get("title", "")),
        officer=SignatureView(name=head_name, position=head_position or "พนักงานเจ้าหน้าที่", role="พนักงานเจ้าหน้าที่" if head_position else ""),
    )


def _references(lines: Iterable[LineRow]) -> tuple[str, ...]:
    """Every reference once; a line names several with ``; `` between them."""
    return tuple(dict.fromkeys(part for line in lines for part in line.reference.split("; ") if part))


def _row(source: Source) -> AssessmentRow:
    record = current(source)
    return rows.assessment(record, assessed.lines_of(source.session, record))


def line_view(line: LineRow) -> AssessmentLineView:
    """A line of a calculation as a paper prints it."""
    return AssessmentLineView(
        item=line.item,
        amount=line.amount,
        base=common.number(line.base),
        unit=line.unit,
        rate=common.number(line.rate) + (" %" if line.kind == "surcharge" and line.rate else ""),
        reference=line.reference,
        sentence=line.sentence,
        unverified=not line.confirmed,
    )


def _sign(line: LineRow, row: Mapping[str, Any]) -> SignLine:
    width, height, sides = Decimal(str(row["width_cm"])), Decimal(str(row["height_cm"])), int(row["sides"])
    exempt = bool(row.get("exempt"))
    return SignLine(
        text=str(row["text"]),
        sign_type=f"{KINDS[row['kind']]} ({MOTIONS[row['motion']]})",
        width_cm=width,
        height_cm=height,
        area_cm2=width * height * sides,
        units=0 if exempt else int(Decimal(line.base)),
        rate=Decimal(line.rate or 0),
        tax=line.amount,
        faces=sides,
        place=str(row.get("place") or ""),
        note=_note(line.sentence, exempt),
    )


def _note(sentence: str, exempt: bool) -> str:
    """What of the calculation goes beyond units × rate: the exemption, the minimum, the share of a new sign, what was paid before."""
    if exempt:
        return sentence[sentence.find("ได้รับยกเว้น") :] if "ได้รับยกเว้น" in sentence else ""
    rest = re.search(r"หน่วย × [^=]*= [๐-๙,.]+ บาท(.*)$", sentence)
    return rest[1].strip() if rest else ""
