"""View of the public manual (คู่มือสำหรับประชาชน; Facilitation Act s. 7): chapters, or the whole book of an office.

It is no paper of the register: it has no number and is not kept, so its view is not among the kinds that can be stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lsvdesk.printing.views.case import ApplicationView
from lsvdesk.printing.views.parts import Numerals, OfficeView


@dataclass(frozen=True)
class ManualStep:
    """A step: ``time`` and ``responsible`` are in words; an empty time is a step without a period of its own."""

    title: str
    time: str = ""
    responsible: str = ""
    note: str = ""


@dataclass(frozen=True)
class ManualDocument:
    """A document to bring. ``originals`` and ``copies`` are counted in ``unit``; ``note`` says when it is wanted and how."""

    title: str
    issuer: str = ""
    originals: int = 0
    copies: int = 0
    unit: str = "ฉบับ"
    note: str = ""


@dataclass(frozen=True)
class ManualDocuments:
    """The documents of one kind of applicant (``title``), or of everybody where the title is empty."""

    documents: tuple[ManualDocument, ...]
    title: str = ""


@dataclass(frozen=True)
class ManualFee:
    """What is to be paid, or what is paid out. ``amount`` is in words and figures (500 บาทต่อฉบับ), empty where ``tariff`` says it all.
    ``unverified`` marks a value that the office has not confirmed."""

    item: str
    amount: str = ""
    reference: str = ""
    note: str = ""
    unverified: bool = False
    tariff: tuple[ManualFee, ...] = ()


@dataclass(frozen=True)
class ManualChapter:
    """One service, in the order of headings of the offices' manuals.

    ``places`` and ``hours`` are the two columns of ขอบเขตการให้บริการ, a line each; ``applicants`` names who may apply where they are told
    apart; ``total_time`` and ``limits`` are the promise and what else is to be said about time; ``outcome`` is what the applicant
    receives; ``form`` is the application with nothing filled in."""

    title: str
    department: str
    office: str
    places: tuple[str, ...]
    hours: tuple[str, ...]
    applicants: tuple[str, ...] = ()
    introduction: str = ""
    criteria: tuple[str, ...] = ()
    steps: tuple[ManualStep, ...] = ()
    total_time: str = ""
    limits: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    documents: tuple[ManualDocuments, ...] = ()
    fees: tuple[ManualFee, ...] = ()
    benefits: tuple[ManualFee, ...] = ()
    laws: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    form: ApplicationView | None = None


@dataclass(frozen=True)
class ManualPart:
    """A part before or after the chapters: paragraphs under a heading; ``items`` are numbered sentences after them."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ManualView:
    """The manual as printed on ``printed_on``. ``whole`` gives it a cover, a preface and contents; otherwise only its chapters are printed;
    ``forms_only`` prints only the forms that stand at their ends.
    Chapters stand in the order given; those of one department follow each other. ``year`` is a B.E. year."""

    office: OfficeView
    place: str
    year: int
    printed_on: date
    chapters: tuple[ManualChapter, ...]
    numerals: Numerals = "thai"
    whole: bool = False
    forms_only: bool = False
    preface: tuple[str, ...] = ()
    parts: tuple[ManualPart, ...] = ()
    appendix: tuple[ManualPart, ...] = ()

    @property
    def title(self) -> str:
        """What the file is called."""
        if self.forms_only and len(self.chapters) == 1 and self.chapters[0].form is not None:
            return f"แบบฟอร์ม {self.chapters[0].form.title}"
        if self.whole or len(self.chapters) != 1:
            return "คู่มือสำหรับประชาชน"
        return f"คู่มือสำหรับประชาชน: {self.chapters[0].title}"
