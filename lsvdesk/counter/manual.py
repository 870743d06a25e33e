"""The public manual (คู่มือสำหรับประชาชน), a duty of section 7 of the Facilitation Act: from the services as an office offers them today.

It is no paper of the register: it has no number and nothing of it is kept. It needs no register at all: a shipped profile is enough. Start
reading at :func:`view_of`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lsvdesk.counter import manual_fees, manual_words
from lsvdesk.counter.views import PrintedPaper
from lsvdesk.errors import CounterError
from lsvdesk.printing.views import OfficeView, PaperHead
from lsvdesk.printing.views.manual import (
    ManualChapter,
    ManualDocument,
    ManualDocuments,
    ManualPart,
    ManualStep,
    ManualView,
)
from lsvdesk.thai.dates import buddhist_year

if TYPE_CHECKING:
    from lsvdesk.catalogue.loader import Catalogue
    from lsvdesk.catalogue.manual_text import ManualFile, Part
    from lsvdesk.catalogue.models import ApplicantCase, OfficeProfile, Output, RequiredDocument, Service
    from lsvdesk.counter.context import Office
    from lsvdesk.printing.views import Numerals

Report = Callable[[int, int], None]
"""Is told how many chapters of how many are ready; what it raises ends the work."""

KIND = "manual"
TITLE = "คู่มือสำหรับประชาชน"
HOTLINE = "1111"
"""The government's complaint centre: its number is how an office names it."""
MANY_CASES = 3
"""From so many kinds of applicant on, each has its own list of documents."""


# ---------------------------------------------------------------------------------------------------------------- use cases


def manual(
    office: Office, service_id: str | None = None, *, case: str | None = None, form_only: bool = False, report: Report | None = None
) -> PrintedPaper:
    """The manual of this office as it stands today: one service's chapter, for one kind of applicant where ``case`` is given, or the
    whole book. ``form_only`` prints the application of the service with nothing filled in.

    Raises CatalogueFault for an unknown service; CounterError ``unknown-applicant-case``, ``no-form``, ``no-services``.
    """
    from lsvdesk.counter.paper_data.common import Source
    from lsvdesk.counter.settings import of_session

    catalogue = office.catalogue
    with office.register.read() as session:
        shown = Source(session, office, "").office_view()
        numerals = of_session(session)["numerals"]
    return printed(catalogue, shown, office.today(), service_id, case=case, form_only=form_only, numerals=numerals, report=report)


def manual_of_profile(
    profile_id: str,
    on: dt.date,
    service_id: str | None = None,
    *,
    case: str | None = None,
    form_only: bool = False,
    report: Report | None = None,
) -> PrintedPaper:
    """The same of an office that ships with the program, without any register. Raises CatalogueFault for an unknown profile too."""
    from lsvdesk.catalogue import loader

    catalogue = loader.load(profile=profile_id)
    assert catalogue.profile is not None
    return printed(catalogue, office_view(catalogue.profile), on, service_id, case=case, form_only=form_only, report=report)


def printed(
    catalogue: Catalogue,
    office: OfficeView,
    on: dt.date,
    service_id: str | None = None,
    *,
    case: str | None = None,
    form_only: bool = False,
    numerals: Numerals = "thai",
    report: Report | None = None,
) -> PrintedPaper:
    """The PDF of :func:`view_of`."""
    from lsvdesk.printing import render_manual

    view = view_of(catalogue, office, on, service_id, case=case, form_only=form_only, numerals=numerals)
    return PrintedPaper(code="", kind=KIND, title=view.title, pdf=render_manual(view, report))


# ---------------------------------------------------------------------------------------------------------------- the book


def view_of(
    catalogue: Catalogue,
    office: OfficeView,
    on: dt.date,
    service_id: str | None = None,
    *,
    case: str | None = None,
    form_only: bool = False,
    numerals: Numerals = "thai",
) -> ManualView:
    """What the manual says on ``on``: of one service, or of all that the office offers. Raises as :func:`manual` does."""
    from lsvdesk.catalogue import manual_text

    profile = catalogue.profile
    if profile is None:
        raise CounterError("ยังไม่ทราบว่าคู่มือของสำนักงานใด กรุณาระบุสำนักงานที่มากับโปรแกรมหรือโฟลเดอร์ทะเบียน", code="unknown-profile")
    text = manual_text.text()
    head = PaperHead("", "application", office, on, dt.datetime.combine(on, dt.time()), numerals)
    write = partial(_chapter, catalogue=catalogue, profile=profile, text=text, head=head, on=on)
    place = f"อำเภอ{profile.address.district} จังหวัด{profile.address.province}"
    view = ManualView(office=office, place=place, year=buddhist_year(on), printed_on=on, chapters=(), numerals=numerals)
    if service_id is not None:
        service = catalogue.service(service_id)
        chapter = write(service, case=_case(service, case))
        if form_only and chapter.form is None:
            raise CounterError(f"“{service.title}” ไม่มีแบบฟอร์มให้พิมพ์", code="no-form")
        return replace(view, chapters=(chapter,), forms_only=form_only)
    services = in_order(catalogue.offered(on), profile)
    if not services:
        raise CounterError("สำนักงานนี้ยังไม่เปิดให้บริการงานใด จึงยังพิมพ์คู่มือไม่ได้: เปิดบริการที่การตั้งค่า", code="no-services")
    said = partial(_part, office=office.name, place=place)
    return replace(
        view,
        chapters=tuple(write(service) for service in services),
        whole=True,
        preface=tuple(paragraph.format(office=office.name, place=place) for paragraph in text.preface),
        parts=tuple(said(part) for part in text.parts),
        appendix=tuple(said(part) for part in text.appendix),
    )


def in_order(services: Sequence[Service], profile: OfficeProfile) -> list[Service]:
    """In the order of the office's own manual where it has one, the services of one department together."""
    own = {source.partition("/")[0] for source in profile.sources}

    def place(at: int) -> tuple[int, int]:
        numbers = [int(number) for book, _, number in (source.partition("/") for source in services[at].sources) if book in own and number]
        return (0, min(numbers)) if numbers else (1, at)

    ordered = [services[at] for at in sorted(range(len(services)), key=place)]
    departments = list(dict.fromkeys(department(service, profile) for service in ordered))
    return sorted(ordered, key=lambda service: departments.index(department(service, profile)))


def department(service: Service, profile: OfficeProfile) -> str:
    """What the department that gives the service is called in this office."""
    known = profile.departments.get(service.department)
    return known.title if known else _without_phone(service.place)[0]


def office_view(profile: OfficeProfile) -> OfficeView:
    """The office at the head of its papers, as its profile has it."""
    from lsvdesk.counter.paper_data.common import KIND_NAMES, address_line

    address = profile.address.model_dump()
    return OfficeView(
        name=profile.name,
        kind=KIND_NAMES.get(profile.type, ""),
        address=address_line(address),
        district=profile.address.district,
        province=profile.address.province,
        phone=profile.phone,
        website=profile.website,
        executive_name=profile.executive,
        executive_position=profile.executive_position,
        letter_code=profile.letter_code,
    )


def _part(part: Part, office: str, place: str) -> ManualPart:
    def said(words: Sequence[str]) -> tuple[str, ...]:
        return tuple(each.format(office=office, place=place) for each in words)

    return ManualPart(part.title.format(office=office, place=place), said(part.paragraphs), said(part.items))


def _case(service: Service, case: str | None) -> ApplicantCase | None:
    if case is None:
        return None
    found = next((each for each in service.applicant_cases if each.id == case), None)
    if found is None:
        known = ", ".join(each.id for each in service.applicant_cases)
        raise CounterError(f"“{service.title}” ไม่มีประเภทผู้ยื่น “{case}”: เลือกจาก {known}", code="unknown-applicant-case")
    return found


# ---------------------------------------------------------------------------------------------------------------- a chapter


def _chapter(
    service: Service,
    *,
    catalogue: Catalogue,
    profile: OfficeProfile,
    text: ManualFile,
    head: PaperHead,
    on: dt.date,
    case: ApplicantCase | None = None,
) -> ManualChapter:
    from lsvdesk.counter.blank_forms import blank_form

    unit = department(service, profile)
    tariff = manual_fees.Tariffs(text.tariffs, catalogue.parameters, on)
    return ManualChapter(
        title=f"{service.title} กรณี{case.title}" if case else service.title,
        department=unit,
        office=profile.name,
        places=_places(service, unit, profile),
        hours=_lines(profile.hours),
        applicants=(case.title,) if case else tuple(each.title for each in service.applicant_cases),
        introduction="" if service.conditions else service.description,
        criteria=_criteria(service, on),
        steps=tuple(_step(service, at, unit, profile) for at in range(len(service.steps))),
        total_time=manual_words.period(service.clock.promise),
        limits=_limits(service, text),
        outcome=tuple(_outcome(each) for each in service.outputs if each.type != "none"),
        documents=(ManualDocuments(_only(service, case)),) if case else _by_case(service),
        fees=manual_fees.fees(service, tariff, case),
        benefits=manual_fees.benefits(service, tariff),
        laws=tuple(dict.fromkeys(str(each) for each in service.legal_basis)),
        complaints=_complaints(profile, text),
        form=blank_form(service, profile, head),
    )


def _places(service: Service, unit: str, profile: OfficeProfile) -> tuple[str, ...]:
    where, phone = _without_phone(service.place or unit)
    known = profile.departments.get(service.department)
    phone = phone or (known.phone if known else "") or profile.phone
    lines = [where if profile.name in where or profile.short_name in where else f"{where} {profile.name}".strip()]
    lines += [f"โทรศัพท์ {phone}"] if phone else []
    lines += [f"เว็บไซต์ {profile.website}"] if profile.website else []
    return tuple(lines)


def _without_phone(place: str) -> tuple[str, str]:
    """A place and its telephone: ``กองช่าง โทรศัพท์ 045-429508-9``."""
    where, _, phone = place.partition("โทรศัพท์")
    return where.strip(" :"), phone.strip(" :")


def _lines(hours: str) -> tuple[str, ...]:
    """Opening hours with the exception and the time on lines of their own."""
    return tuple(re.sub(r"\s+(?=\(|เวลา|ตั้งแต่เวลา)", "\n", hours).split("\n"))


def _complaints(profile: OfficeProfile, text: ManualFile) -> tuple[str, ...]:
    """The office's channels, then those outside it that it does not name itself."""
    reach = (profile.name, f"โทรศัพท์ {profile.phone}" if profile.phone else "", profile.website)
    own = profile.complaint_channels or (" ".join(each for each in reach if each),)
    return (*own, *(each for each in text.complaint_channels if not any(HOTLINE in known for known in own)))


def _criteria(service: Service, on: dt.date) -> tuple[str, ...]:
    if service.repealed is not None and service.repealed <= on:
        return ("กฎหมายว่าด้วยภาษีนี้ยกเลิกแล้ว รับชำระเฉพาะภาษีที่ค้างชำระของปีก่อน ๆ", *service.conditions)
    return service.conditions


def _step(service: Service, at: int, unit: str, profile: OfficeProfile) -> ManualStep:
    step = service.steps[at]
    time, note = manual_words.step_period(step)
    return ManualStep(step.title, time, manual_words.responsible(step, unit, profile), note)


def _limits(service: Service, text: ManualFile) -> tuple[str, ...]:
    found: list[str] = []
    for limit, words in (
        (service.clock.statutory, "กฎหมายกำหนดให้แล้วเสร็จภายใน"),
        (service.clock.after_correction, "กรณีแก้ไขข้อบกพร่องถูกต้องแล้ว กฎหมายกำหนดให้แล้วเสร็จภายใน"),
    ):
        if limit is not None:
            found.append(f"{words} {manual_words.period(limit)}" + (f" ({limit.reference})" if limit.reference else ""))
    if service.forwarded_to:
        found.append(f"สำนักงานรับคำขอแล้วส่งต่อไปยัง{service.forwarded_to}")
    return (*found, *text.always)


def _outcome(output: Output) -> str:
    validity = output.validity
    if validity is None:
        return output.title
    if validity.until == "end-of-year":
        return f"{output.title} (ใช้ได้ถึงวันที่ 31 ธันวาคมของปีที่ออก)"
    for length, unit in ((validity.years, "ปี"), (validity.months, "เดือน"), (validity.days, "วัน")):
        if length and length.isdigit():
            return f"{output.title} (มีอายุ {length} {unit})"
    return output.title


# ---------------------------------------------------------------------------------------------------------------- documents


def _only(service: Service, case: ApplicantCase) -> tuple[ManualDocument, ...]:
    """What an applicant of one kind brings, without the conditions that say no more than the kind."""
    return tuple(_document(each, service, case) for each in service.documents if manual_words.possible(each.when, case))


def _by_case(service: Service) -> tuple[ManualDocuments, ...]:
    """One list with its conditions where the kinds of applicant hardly differ; otherwise what all bring, then what each kind brings."""
    cases = service.applicant_cases
    fitting = {each.id: tuple(case.id for case in cases if manual_words.possible(each.when, case)) for each in service.documents}
    apart = [each for each in service.documents if len(fitting[each.id]) < len(cases)]
    named = any(each.when and re.search(r"\bcase\b", each.when) for each in apart)
    if not apart or not (named or len(cases) >= MANY_CASES):
        return (ManualDocuments(tuple(_document(each, service) for each in service.documents)),)
    common = tuple(_document(each, service) for each in service.documents if each not in apart)
    groups: dict[tuple[str, ...], list[ApplicantCase]] = {}
    for case in cases:
        own = tuple(each.id for each in apart if case.id in fitting[each.id])
        groups.setdefault(own, []).append(case)
    found = [ManualDocuments(common, "เอกสารที่ใช้ทุกกรณี")] if common else []
    for own, alike in groups.items():
        wanted = tuple(_document(each, service, alike[0]) for each in apart if each.id in own)
        if wanted:
            found.append(ManualDocuments(wanted, f"เฉพาะกรณี{' และ'.join(case.title for case in alike)}"))
    return tuple(found)


def _document(document: RequiredDocument, service: Service, case: ApplicantCase | None = None) -> ManualDocument:
    condition = document.condition or manual_words.described(document.when, service)
    if case is not None and document.when is not None and manual_words.certain(document.when, case):
        condition = ""
    note = document.note
    said = [condition, "" if note == "ฉบับจริง" and document.originals else note, "ถ้ามี" if document.optional and not condition else ""]
    return ManualDocument(
        title=document.title,
        issuer=document.issuer,
        originals=document.originals,
        copies=document.copies,
        unit=document.unit,
        note="\n".join(dict.fromkeys(each for each in said if each)),
    )
