"""``case open``, ``case show``, ``case list``, ``case act``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lsvdesk.cli.common import AsJson, AsUser, JsonFile, OfficeDir, Today, answer, day, read_object, say, working
from lsvdesk.errors import CounterError, NotAllowedNow

if TYPE_CHECKING:
    from lsvdesk.counter.context import Office
    from lsvdesk.counter.views import CaseDetail, CaseRow, Filing, Handed

ALL = "all"

OPEN_HELP = """ยื่นคำขอใหม่

ไฟล์ผู้ยื่น (--applicant) เป็น JSON: บุคคลธรรมดาใช้ prefix, first_name, last_name, citizen_id, birth_date, nationality, phone, email,
address {house_no, moo, village, soi, road, subdistrict, district, province, postcode}; นิติบุคคลใช้ name, kind, juristic_id, phone, email,
representative, address. ผู้รับมอบอำนาจใส่ใน agent (ช่องเดียวกับบุคคลธรรมดา) และ agent_authority. ประเภทผู้ยื่นใส่ใน applicant_case
หรือ --case. ไฟล์คำตอบ (--answers) ใช้รหัสช่องของแบบฟอร์ม (ดู catalogue --json)."""


def register(app: typer.Typer) -> None:
    """Put these commands into ``app``."""
    cases = typer.Typer(no_args_is_help=True, help="คำขอ")
    cases.command("open", help=OPEN_HELP)(open_case)
    cases.command("show")(show)
    cases.command("list")(list_cases)
    cases.command("act")(act)
    app.add_typer(cases, name="case")


def open_case(
    service: Annotated[str, typer.Argument(help="รหัสงานบริการ")],
    applicant: Annotated[Path, JsonFile],
    answers: Annotated[Path, JsonFile],
    documents: Annotated[str, typer.Option(help="รหัสเอกสารที่ยื่นครบ คั่นด้วยจุลภาค หรือ all")] = "",
    case: Annotated[str | None, typer.Option(help="ประเภทผู้ยื่น", show_default=False)] = None,
    earlier: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="เลขที่ใบสำคัญเดิมที่ขอต่ออายุ เปลี่ยนแปลง โอน หรือเลิก", show_default=False)
    ] = None,
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    from lsvdesk.counter import filing

    with working(office, today, user) as desk:
        wanted = _filing(desk, service, read_object(applicant), read_object(answers), case)
        if earlier is not None:
            wanted = _from_paper(desk, wanted, earlier)
        opened = filing.open_case(desk, _with_documents(desk, wanted, documents))
    _told(opened, json)


def show(
    number: Annotated[str, typer.Argument(help="เลขรับ")],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
) -> None:
    """ทุกอย่างของคำขอหนึ่งเรื่อง"""
    from lsvdesk.counter import cases

    with working(office, today, user) as desk:
        _told(cases.case_by_number(desk, number), json)


def list_cases(
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
    status: Annotated[str | None, typer.Option(help="สถานะ เช่น in_progress", show_default=False)] = None,
    service: Annotated[str | None, typer.Option(help="รหัสงานบริการ", show_default=False)] = None,
    text: Annotated[str, typer.Option(help="ส่วนใดส่วนหนึ่งของเลขรับหรือชื่อ")] = "",
    open_only: Annotated[bool, typer.Option("--open", help="เฉพาะเรื่องที่ยังไม่สิ้นสุด")] = False,
    filed_from: Annotated[dt.date | None, typer.Option("--from", parser=day, metavar="YYYY-MM-DD", show_default=False)] = None,
    filed_to: Annotated[dt.date | None, typer.Option("--to", parser=day, metavar="YYYY-MM-DD", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1)] = 500,
) -> None:
    """รายการคำขอ เรื่องล่าสุดก่อน"""
    from lsvdesk.counter import cases
    from lsvdesk.counter.views import CaseFilter

    wanted = CaseFilter(
        status=status, service=service, text=text, open_only=open_only, filed_from=filed_from, filed_to=filed_to, limit=limit
    )
    with working(office, today, user) as desk:
        found = cases.list_cases(desk, wanted)
    if json:
        answer(found)
        return
    for row in found:
        say(_line(row))


def act(
    number: Annotated[str, typer.Argument(help="เลขรับ")],
    action: Annotated[
        str,
        typer.Argument(
            help="record_documents, correct_answers, assess, serve_notice, serve_warning, record_opinion, approve, refuse, forward, "
            "answer, inform, issue, withdraw, return_application, attach"
        ),
    ],
    office: OfficeDir = None,
    today: Today = None,
    user: AsUser = None,
    json: AsJson = False,
    documents: Annotated[str, typer.Option(help="เอกสารที่ยื่นครบ คั่นด้วยจุลภาค หรือ all (record_documents)")] = "",
    deficient: Annotated[bool, typer.Option("--deficient", help="ทำบันทึกสองฝ่ายถึงสิ่งที่ยังขาด (record_documents)")] = False,
    fault: Annotated[list[str] | None, typer.Option(help="รายการในคำขอที่ต้องแก้ไข (record_documents)", show_default=False)] = None,
    reason: Annotated[str, typer.Option(help="เหตุผล")] = "",
    on: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่ของรายการ เช่นวันรับแจ้งการประเมิน", show_default=False)
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="คำตอบใหม่ (correct_answers)", show_default=False)
    ] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="ไฟล์ที่แนบ (attach)", show_default=False)] = None,
    official: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="ส่วนของเจ้าหน้าที่ (record_opinion, approve, refuse)", show_default=False),
    ] = None,
    to: Annotated[str, typer.Option(help="ผู้รับหนังสือ หากไม่ใช่ตามคู่มือ (forward)")] = "",
    letter_no: Annotated[str, typer.Option(help="เลขที่หนังสือ: ของหนังสือนำส่งเมื่อออกเลขด้วยมือ (forward) หรือของหนังสือตอบ (answer)")] = "",
    expected: Annotated[
        dt.date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="วันที่คาดว่าจะได้รับผล (forward)", show_default=False)
    ] = None,
    outcome: Annotated[str, typer.Option(help="ผลที่ได้รับ: approved, refused, returned (answer)")] = "",
) -> None:
    """ทำรายการกับคำขอ"""
    from lsvdesk.counter import cases, forwarding

    with working(office, today, user) as desk:
        found = cases.case_by_number(desk, number)
        if action == "forward":
            done = forwarding.forward(desk, found.row.id, addressee=to, letter_no=letter_no, sent_on=on, answer_by=expected)
        elif action == "answer":
            done = forwarding.answer(desk, found.row.id, outcome, text=reason, answered_on=on, answer_no=letter_no)
        else:
            done = _done(desk, found, action, documents, deficient, fault or [], reason, on, answers, file, official)
        _told(done, json)


def _done(
    desk: Office,
    found: CaseDetail,
    action: str,
    documents: str,
    deficient: bool,
    faults: list[str],
    reason: str,
    on: dt.date | None,
    answers: Path | None,
    file: Path | None,
    official: Path | None,
) -> CaseDetail:
    from lsvdesk.counter import assessing, cases, deciding, forwarding, official_parts

    case_id = found.row.id
    written = read_object(official) if official is not None else None
    if action == "record_opinion":
        if written is None:
            raise typer.BadParameter("ต้องมี --official")
        return official_parts.record_opinion(desk, case_id, written)
    if action == "inform":
        return forwarding.inform(desk, case_id)
    if action == "record_documents":
        from lsvdesk.counter.views import DeficiencyItem, DeficiencyRequest

        request = DeficiencyRequest(tuple(DeficiencyItem(text) for text in faults), on) if deficient or faults else None
        return cases.record_documents(desk, case_id, _handed(found, documents), request)
    if action == "correct_answers":
        if answers is None:
            raise typer.BadParameter("ต้องมี --answers")
        return cases.correct_answers(desk, case_id, read_object(answers))
    if action == "attach":
        if file is None:
            raise typer.BadParameter("ต้องมี --file")
        cases.attach(desk, case_id, file.name, file.read_bytes())
        return cases.case(desk, case_id)
    if action == "assess":
        return assessing.assess(desk, case_id, on)
    if action == "serve_notice":
        return assessing.serve_notice(desk, case_id, on or desk.today())
    if action == "serve_warning":
        return assessing.serve_warning(desk, case_id, on or desk.today())
    if action in ("approve", "refuse"):
        return deciding.decide(desk, case_id, action == "approve", reason, written)
    if action == "issue":
        return deciding.issue(desk, case_id)
    if action in ("withdraw", "return_application"):
        return getattr(cases, action)(desk, case_id, reason)  # type: ignore[no-any-return]
    raise NotAllowedNow(f"ไม่มีรายการ “{action}” ทางบรรทัดคำสั่ง (รับเงินใช้ lsvdesk pay พิมพ์ใช้ lsvdesk print)")


# ---------------------------------------------------------------------------------------------------------------- reading


def _filing(desk: Office, service: str, applicant: dict[str, Any], answers: dict[str, Any], case: str | None) -> Filing:
    from lsvdesk.counter.views import Filing

    given = dict(applicant)
    agent = given.pop("agent", None)
    authority = str(given.pop("agent_authority", ""))
    wanted = case or given.pop("applicant_case", None)
    given.pop("applicant_case", None)
    juristic = "name" in given or "juristic_id" in given
    if wanted is None:
        kind = "juristic" if juristic else "individual"
        definition = desk.catalogue.service(service)
        wanted = next((each.id for each in definition.applicant_cases if each.applicant == kind), definition.applicant_cases[0].id)
    return Filing(
        service=service,
        applicant_case=wanted,
        answers=answers,
        person=None if juristic else person_of(given),
        organisation=organisation_of(given) if juristic else None,
        agent=person_of(agent) if agent is not None else None,
        agent_authority=authority,
    )


def _from_paper(desk: Office, wanted: Filing, number: str) -> Filing:
    """The request starts from the paper of this number; what the answers do not say is taken over from it."""
    from dataclasses import replace

    from lsvdesk.counter import earlier

    paper = earlier.paper_by_number(desk, wanted.service, number)
    taken = earlier.prefill(desk, wanted.service, paper.permit.id)
    return replace(wanted, answers={**taken.answers, **wanted.answers}, earlier=paper.permit.id)


def person_of(given: dict[str, Any]) -> Any:
    """PersonData from JSON. Raises CounterError ``applicant`` for keys it does not have."""
    from lsvdesk.counter.views import PersonData

    values = dict(given)
    if values.get("birth_date"):
        values["birth_date"] = day(str(values["birth_date"]))
    return _made(PersonData, values)


def organisation_of(given: dict[str, Any]) -> Any:
    """OrganisationData from JSON."""
    from lsvdesk.counter.views import OrganisationData

    return _made(OrganisationData, dict(given))


def _made(kind: Any, values: dict[str, Any]) -> Any:
    from lsvdesk.counter.views import AddressData

    try:
        if "address" in values:
            values["address"] = AddressData(**values["address"])
        return kind(**values)
    except TypeError as error:
        raise CounterError(f"ข้อมูลผู้ยื่นในไฟล์ไม่ถูกต้อง: {error} ดูช่องที่ใช้ได้ใน lsvdesk case open --help", code="applicant") from error


def _with_documents(desk: Office, filing: Filing, listed: str) -> Filing:
    """The documents named on the command line, each handed in as the definition asks for it."""
    from dataclasses import replace

    from lsvdesk.catalogue import flow
    from lsvdesk.counter import computing
    from lsvdesk.counter.views import Handed

    service = desk.catalogue.service(filing.service)
    ctx = computing.context(service, filing.applicant_case, filing.agent is not None, filing.answers, desk.today())
    applicable = {document.id: document for document in flow.applicable_documents(service, ctx)}
    names = [each for each in applicable if not applicable[each].optional] if listed == ALL else _names(listed)
    handed = {}
    for name in names:
        if name not in applicable:
            raise CounterError(f"คำขอนี้ไม่ต้องใช้เอกสาร “{name}” ที่ใช้ได้: {', '.join(applicable)}", code="unknown-document")
        handed[name] = Handed(applicable[name].originals, applicable[name].copies)
    return replace(filing, documents=handed)


def _handed(found: CaseDetail, listed: str) -> dict[str, Handed]:
    from lsvdesk.counter.views import Handed

    rows = {row.id: row for row in found.documents}
    names = [row.id for row in found.documents if not row.optional] if listed == ALL else _names(listed)
    for name in names:
        if name not in rows:
            raise CounterError(f"คำขอนี้ไม่ต้องใช้เอกสาร “{name}” ที่ใช้ได้: {', '.join(rows)}", code="unknown-document")
    return {name: Handed(rows[name].originals, rows[name].copies) for name in names}


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


# ---------------------------------------------------------------------------------------------------------------- saying


def _line(row: CaseRow) -> str:
    left = "" if row.days_left is None else f"  เหลือ {row.days_left} วัน" if row.days_left >= 0 else f"  เกิน {-row.days_left} วัน"
    return f"{row.number}  {row.status_title}  {row.service_title}  {row.applicant}{left}"


def _told(found: CaseDetail, as_json: bool) -> None:
    if as_json:
        answer(found)
        return
    say(_line(found.row))
    for clock in found.clocks:
        due = f" ครบกำหนด {clock.due.isoformat()}" if clock.due else ""
        say(f"  {clock.title}: {clock.length}{due} ({clock.state})")
    for sent in found.forwardings:
        answered = f" ได้รับผล {sent.outcome} {sent.answered_on}" if sent.answered_on else f" คาดว่าจะได้รับผลภายใน {sent.answer_by}"
        say(f"  ส่งต่อถึง {sent.addressee} ที่ {sent.letter_no or '-'} เมื่อ {sent.sent_on}{answered}")
    if found.assessment is not None:
        say(f"  ต้องชำระ {found.row.due:,.2f} บาท ชำระแล้ว {found.row.paid:,.2f} บาท วันนี้ต้องชำระ {found.payable_now:,.2f} บาท")
    for document in found.documents:
        say(f"  [{'x' if document.status in ('received', 'waived') else ' '}] {document.id}: {document.title}")
    for event in found.events:
        say(f"  {event.at:%Y-%m-%d %H:%M}  {event.text} ({event.user})")
    possible = [action.id for action in found.actions if action.enabled]
    say(f"  ทำได้: {', '.join(possible)}")
