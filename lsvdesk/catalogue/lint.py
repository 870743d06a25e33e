"""What the models cannot see by themselves: references inside a service and to rates, rules, revenue accounts and options."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lsvdesk.catalogue.conditions import ConditionFault, Names, check
from lsvdesk.catalogue.models import (
    KNOWN_BENEFITS,
    KNOWN_RULES,
    AddressPart,
    Duration,
    FeeLine,
    FormField,
    PersonPart,
    Rate,
    RequiredDocument,
    Service,
)
from lsvdesk.catalogue.yamlio import Loc

Finding = tuple[Loc, str, str]
"""Where in the document, code, Thai message."""


def names(service: Service, row: FormField | None = None) -> Names:
    """What an expression of this service may mention; ``row`` is the table whose columns it stands in."""
    answers: dict[str, str] = {}
    tables: dict[str, Mapping[str, str]] = {}
    options: dict[str, frozenset[str]] = {}
    for section in service.form:
        for field in section.fields:
            answers[field.id] = field.type
            if field.options:
                options[f"answers.{field.id}"] = frozenset(option.value for option in field.options)
            if field.type == "table":
                tables[field.id] = {column.id: column.type for column in field.columns}
                options |= {f"{field.id}.{c.id}": frozenset(o.value for o in c.options) for c in field.columns if c.options}
    if row is not None:
        options |= {f"row.{c.id}": frozenset(o.value for o in c.options) for c in row.columns if c.options}
    return Names(
        answers=answers,
        tables=tables,
        cases=frozenset(case.id for case in service.applicant_cases),
        row=None if row is None else {column.id: column.type for column in row.columns},
        options=options,
    )


def service_findings(service: Service, rates: Collection[str], accounts: Collection[str]) -> Iterator[Finding]:
    """Every fault of one service by itself."""
    known = names(service)
    yield from _duplicates((case.id for case in service.applicant_cases), ("applicant_cases",), "กรณีผู้ยื่น")
    seen: set[str] = set()
    for s, section in enumerate(service.form):
        yield from _condition(section.when, known, ("form", s, "when"))
        for f, field in enumerate(section.fields):
            loc: Loc = ("form", s, "fields", f)
            if field.id in seen:
                yield (*loc, "id"), "duplicate-field", f"ช่อง “{field.id}” มีอยู่แล้วในแบบฟอร์มนี้: ตั้งชื่อใหม่"
            seen.add(field.id)
            yield from _field(field, known, loc, service)
    yield from document_findings(service.documents, service, ("documents",))
    yield from fee_findings(service.fees, service, rates, accounts, ("fees",))
    yield from _benefit_findings(service, known)
    for r, refusal in enumerate(service.refuse):
        yield from _condition(refusal.when, known, ("refuse", r, "when"))
        if refusal.field not in known.answers:
            yield ("refuse", r, "field"), "unknown-field", f"ไม่มีช่อง “{refusal.field}” ในแบบฟอร์มนี้"
    for a, advice in enumerate(service.advice):
        yield from _condition(advice.when, known, ("advice", a, "when"))
    yield from _output_findings(service, known)
    yield from promise_findings(service.clock.promise, service.clock.statutory, ("clock", "promise"))
    if service.asset == "sign" and "signs" not in known.tables:
        yield ("asset",), "missing", "บริการที่มีทะเบียนป้าย (asset: sign) ต้องมีตาราง signs ในแบบฟอร์ม"
    if service.arrears and service.repealed is None:
        yield ("arrears",), "invalid-value", "รับเฉพาะค้างชำระ (arrears) ใช้กับภาษีที่ยกเลิกแล้ว (repealed) เท่านั้น"


def promise_findings(promise: Duration, limit: Duration | None, loc: Loc) -> Iterator[Finding]:
    """A promise that outlasts the limit of the law."""
    if limit is not None and promise.unit == limit.unit and promise.value > limit.value:
        message = f"เวลาที่สัญญา {promise.value:f} {promise.unit} เกินกำหนดตามกฎหมาย {limit.value:f} {limit.unit}: แก้ให้ไม่เกินกฎหมาย"
        yield loc, "beyond-law", message


def document_findings(documents: Iterable[RequiredDocument], service: Service, loc: Loc) -> Iterator[Finding]:
    """Faults of a checklist, the standard one or an office's."""
    listed = tuple(documents)
    known = names(service)
    yield from _duplicates((document.id for document in listed), loc, "เอกสาร")
    for d, document in enumerate(listed):
        yield from _condition(document.when, known, (*loc, d, "when"))
        if document.originals + document.copies == 0:
            yield (*loc, d), "invalid-value", f"เอกสาร “{document.title}” ไม่ระบุจำนวน: เติม originals หรือ copies"


def fee_findings(
    fees: Iterable[FeeLine], service: Service, rates: Collection[str], accounts: Collection[str], loc: Loc
) -> Iterator[Finding]:
    """Faults of fee lines: exactly one of rate, rule, free; known names."""
    known = names(service)
    for n, fee in enumerate(fees):
        here = (*loc, n)
        if sum((fee.rate is not None, fee.rule is not None, fee.free)) != 1:
            yield here, "invalid-value", f"ค่าธรรมเนียม “{fee.item}” ต้องมี rate, rule หรือ free อย่างใดอย่างหนึ่งเท่านั้น"
        if fee.rate is not None and fee.rate not in rates:
            yield (*here, "rate"), "unknown-rate", f"ไม่มีอัตรา “{fee.rate}” ในแฟ้มอัตรา (forms/rates): ตรวจตัวสะกดหรือเพิ่มอัตรา"
        if fee.rule is not None and fee.rule not in KNOWN_RULES:
            yield (*here, "rule"), "unknown-rule", f"ไม่มีกฎคำนวณชื่อ “{fee.rule}”: ใช้ได้ {', '.join(sorted(KNOWN_RULES))}"
        if not fee.free and fee.revenue not in accounts:
            yield (
                (*here, "revenue"),
                "unknown-revenue",
                f"ไม่มีประเภทรายได้ “{fee.revenue}” ใน revenue.yaml: เติม revenue ของ “{fee.item}” ให้ถูก",
            )
        yield from _condition(fee.quantity, known, (*here, "quantity"))
        yield from _condition(fee.when, known, (*here, "when"))


def _benefit_findings(service: Service, known: Names) -> Iterator[Finding]:
    for n, benefit in enumerate(service.benefits):
        if benefit.rule not in KNOWN_BENEFITS:
            message = f"ไม่มีกฎคำนวณสิทธิชื่อ “{benefit.rule}”: ใช้ได้ {', '.join(sorted(KNOWN_BENEFITS))}"
            yield ("benefits", n, "rule"), "unknown-rule", message
        yield from _condition(benefit.when, known, ("benefits", n, "when"))
    if service.benefits and (service.payment != "none" or any(not fee.free for fee in service.fees)):
        yield ("benefits",), "invalid-value", "บริการที่จ่ายเงินให้ประชาชน (benefits) เก็บเงินไม่ได้: ให้ payment เป็น none และไม่มีค่าธรรมเนียม"


def _output_findings(service: Service, known: Names) -> Iterator[Finding]:
    """Papers handed out, the earlier paper a request starts from, and where it is sent on to."""
    for n, output in enumerate(service.outputs):
        yield from _condition(output.when, known, ("outputs", n, "when"))
        if output.validity is not None:
            for name in ("years", "months", "days"):
                yield from _condition(getattr(output.validity, name), known, ("outputs", n, "validity", name))
            if output.series is None:
                yield ("outputs", n, "validity"), "missing", f"“{output.title}” มีอายุแต่ไม่มีเลขทะเบียน: เติม series"
    if service.earlier is not None:
        named = [("copies", each) for each in service.earlier.copies]
        named += [("not_copied", each) for each in service.earlier.not_copied]
        named += [(name, each) for name in ("number_field", "date_field", "until_field") if (each := getattr(service.earlier, name))]
        for where, each in named:
            if each not in known.answers:
                yield ("earlier", where), "unknown-field", f"ไม่มีช่อง “{each}” ในแบบฟอร์มนี้"
    if (service.forwarding is None) != (not service.forwarded_to):
        yield ("forwarding",), "missing", "บริการที่ส่งต่อ (forwarded_to) ต้องมีหนังสือนำส่ง (forwarding) และกลับกัน"


def rate_findings(rate: Rate, loc: Loc) -> Iterator[Finding]:
    """Values out of order or above the law's ceiling."""
    starts = [value.start for value in rate.values]
    if len(set(starts)) != len(starts) or starts != sorted(starts):
        yield (*loc, "values"), "invalid-value", f"อัตรา “{rate.id}”: วันเริ่มใช้ (from) ต้องเรียงจากเก่าไปใหม่และไม่ซ้ำกัน"
    for v, value in enumerate(rate.values):
        limits = [band.up_to for band in value.bands]
        closed = [limit for limit in limits[:-1] if limit is not None]
        if value.bands and (limits[-1] is not None or len(closed) < len(limits) - 1 or closed != sorted(set(closed))):
            message = f"อัตรา “{rate.description}”: ขั้น (bands) ต้องเรียงจากน้อยไปมาก และขั้นสุดท้ายไม่มีเพดาน (null)"
            yield (*loc, "values", v, "bands"), "invalid-value", message
        highest = max((each for each in (value.value, *(band.value for band in value.bands)) if each is not None), default=None)
        if highest is not None and rate.ceiling is not None and highest > rate.ceiling:
            law = rate.ceiling_reference or "ท้ายพระราชบัญญัติ"
            message = f"อัตรา “{rate.description}” {highest:f} {rate.unit} เกินเพดาน {rate.ceiling:f} ({law}): แก้ให้ไม่เกินเพดาน"
            yield (*loc, "values", v, "bands" if value.bands else "value"), "above-ceiling", message


def _duplicates(ids: Iterable[str], loc: Loc, what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, each in enumerate(ids):
        if each in seen:
            yield (*loc, n, "id"), "duplicate-id", f"{what} “{each}” มีรหัสซ้ำกัน: ตั้งรหัสใหม่"
        seen.add(each)


def _condition(expression: str | None, known: Names, loc: Loc) -> Iterator[Finding]:
    if expression is None:
        return
    try:
        check(expression, known)
    except ConditionFault as fault:
        yield loc, fault.code, fault.message


_PARTS: Mapping[str, tuple[str, ...]] = {"address": AddressPart.__args__, "person": PersonPart.__args__}  # type: ignore[attr-defined]


def _field(field: FormField, known: Names, loc: Loc, service: Service) -> Iterator[Finding]:
    yield from _condition(field.when, known, (*loc, "when"))
    yield from _condition(field.initial, known, (*loc, "initial"))
    yield from _condition(field.formula, known, (*loc, "formula"))
    if field.type == "table" and not field.columns:
        yield loc, "table-without-columns", f"ตาราง “{field.label}” ไม่มีคอลัมน์ (columns)"
    if field.type != "table" and field.columns:
        yield (*loc, "columns"), "invalid-value", f"ช่อง “{field.label}” มี columns ทั้งที่ไม่ใช่ตาราง"
    if field.type in ("choice", "choices") and not field.options:
        yield loc, "choice-without-options", f"ช่องตัวเลือก “{field.label}” ไม่มีตัวเลือก (options)"
    values = [option.value for option in field.options]
    if len(set(values)) != len(values):
        yield (*loc, "options"), "duplicate-id", f"ช่อง “{field.label}” มีตัวเลือกซ้ำกัน"
    if (field.type == "computed") != (field.formula is not None):
        yield loc, "invalid-value", f"ช่อง “{field.label}”: ช่องคำนวณ (computed) กับสูตร (formula) ต้องมาคู่กัน"
    if field.min is not None and field.max is not None and field.min > field.max:
        yield (*loc, "min"), "invalid-value", f"ช่อง “{field.label}”: ค่าต่ำสุดมากกว่าค่าสูงสุด"
    if field.type == "integer" and any(bound is not None and bound != bound.to_integral_value() for bound in (field.min, field.max)):
        yield loc, "invalid-value", f"ช่อง “{field.label}”: ขอบเขตของจำนวนเต็มต้องเป็นจำนวนเต็ม"
    wrong = [part for part in field.parts if part not in _PARTS.get(field.type, ())]
    if wrong:
        yield (*loc, "parts"), "invalid-value", f"ช่อง “{field.label}”: ส่วน “{wrong[0]}” ไม่มีในช่องชนิดนี้"
    if (
        field.source
        and field.source.startswith("documents.")
        and field.source.removeprefix("documents.") not in {d.id for d in service.documents}
    ):
        yield (*loc, "source"), "unknown-document", f"ช่อง “{field.label}” อ้างเอกสาร “{field.source}” ซึ่งไม่มีในรายการเอกสาร"
    for bound, name in ((field.not_before, "not_before"), (field.not_after, "not_after")):
        if bound and bound != "today" and not _is_date(bound):
            yield (*loc, name), "invalid-value", f"ช่อง “{field.label}”: {name} ต้องเป็นวันที่ ค.ศ. หรือ today"
    if field.default is not None and field.options and str(field.default) not in values:
        yield (*loc, "default"), "unknown-option", f"ช่อง “{field.label}”: ค่าเริ่มต้น “{field.default}” ไม่ใช่ตัวเลือก"
    inner = names(service, row=field) if field.columns else known
    for r, refusal in enumerate(field.refuse):
        yield from _condition(refusal.when, inner, (*loc, "refuse", r, "when"))
        if refusal.field not in (inner.row or ()):
            yield (*loc, "refuse", r, "field"), "unknown-field", f"ไม่มีคอลัมน์ “{refusal.field}” ในตาราง “{field.label}”"
    seen: set[str] = set()
    for c, column in enumerate(field.columns):
        here = (*loc, "columns", c)
        if column.id in seen:
            yield (*here, "id"), "duplicate-field", f"คอลัมน์ “{column.id}” ซ้ำในตาราง “{field.label}”"
        seen.add(column.id)
        if column.type in ("table", "address", "person", "file", "choices"):
            yield (*here, "type"), "invalid-value", f"คอลัมน์ “{column.label}”: ชนิด {column.type} ใช้ในตารางไม่ได้"
        yield from _field(column, inner, here, service)


def _is_date(text: str) -> bool:
    import datetime as dt

    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
