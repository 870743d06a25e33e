"""What a paper is printed from: one frozen dataclass for each paper, plain data only.

This is the contract between the counter, which fills a view in, and the papers, which set it. A view holds everything that is on the
page, so that the register can keep it as JSON (:func:`to_dict`, :func:`from_dict`) and print it again, the same, years later.

Text may hold Arabic or Thai digits: the paper sets them as ``head.numerals`` says, but leaves words with Latin letters and web addresses
as they are. Money is ``Decimal`` baht, dates are Gregorian; the paper writes them in the Buddhist Era. Sequences are tuples. An empty
string or None means "not given": the paper leaves the item out, or leaves a dotted line to write on where a signature or a form needs one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from lsvdesk.printing.stored import EMBLEM, content_hash, from_dict, kept, to_dict
from lsvdesk.printing.views.case import (
    AcknowledgementView,
    ApplicationView,
    ChoiceItem,
    DeficiencyItem,
    DeficiencyView,
    FormSection,
    NoteItem,
    Option,
    TableColumn,
    TableItem,
    TextItem,
    ValueItem,
)
from lsvdesk.printing.views.land import InstalmentLine, LandTaxItem, LandTaxNoticeView, LandTaxPortion, LandTaxSlice
from lsvdesk.printing.views.lists import ListColumn, RegisterListView
from lsvdesk.printing.views.money import (
    AssessmentLineView,
    AssessmentNoticeView,
    AssessmentSheetView,
    ChequeLine,
    DayCloseView,
    PaymentView,
    ReceiptLine,
    ReceiptRange,
    ReceiptView,
    RevenueLine,
    SignLine,
    SurchargeLine,
    VoidedReceipt,
)
from lsvdesk.printing.views.outcome import (
    CommercialCertificateView,
    CommercialClosingView,
    ExcavationAcknowledgementView,
    ForwardingAnswer,
    ForwardingLetterView,
    PermitReceipt,
    PermitView,
    ResultNoticeView,
    ReturnLetterView,
)
from lsvdesk.printing.views.parts import DocumentLine, Numerals, OfficeView, PaperHead, PartyView, SignatureView

__all__ = [
    "EMBLEM",
    "KINDS",
    "AcknowledgementView",
    "ApplicationView",
    "AssessmentLineView",
    "AssessmentNoticeView",
    "AssessmentSheetView",
    "ChequeLine",
    "ChoiceItem",
    "CommercialCertificateView",
    "CommercialClosingView",
    "DayCloseView",
    "DeficiencyItem",
    "DeficiencyView",
    "DocumentLine",
    "ExcavationAcknowledgementView",
    "FormSection",
    "ForwardingAnswer",
    "ForwardingLetterView",
    "InstalmentLine",
    "LandTaxItem",
    "LandTaxNoticeView",
    "LandTaxPortion",
    "LandTaxSlice",
    "ListColumn",
    "NoteItem",
    "Numerals",
    "OfficeView",
    "Option",
    "PaperHead",
    "PartyView",
    "PaymentView",
    "PermitReceipt",
    "PermitView",
    "ReceiptLine",
    "ReceiptRange",
    "ReceiptView",
    "RegisterListView",
    "ResultNoticeView",
    "ReturnLetterView",
    "RevenueLine",
    "SignLine",
    "SignatureView",
    "SurchargeLine",
    "TableColumn",
    "TableItem",
    "TextItem",
    "ValueItem",
    "View",
    "VoidedReceipt",
    "as_copy",
    "as_void",
    "content_hash",
    "from_dict",
    "kept",
    "to_dict",
]

View: TypeAlias = (
    ApplicationView
    | AcknowledgementView
    | DeficiencyView
    | ReceiptView
    | AssessmentSheetView
    | AssessmentNoticeView
    | LandTaxNoticeView
    | DayCloseView
    | CommercialCertificateView
    | CommercialClosingView
    | ExcavationAcknowledgementView
    | PermitView
    | ReturnLetterView
    | ForwardingLetterView
    | ResultNoticeView
)

KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        cls.KIND: cls
        for cls in (
            ApplicationView,
            AcknowledgementView,
            DeficiencyView,
            ReceiptView,
            AssessmentSheetView,
            AssessmentNoticeView,
            LandTaxNoticeView,
            DayCloseView,
            CommercialCertificateView,
            CommercialClosingView,
            ExcavationAcknowledgementView,
            PermitView,
            ReturnLetterView,
            ForwardingLetterView,
            ResultNoticeView,
        )
    }
)
"""The kind that is stored with a paper → the class of its view."""

AnyView = TypeVar("AnyView", bound=View)


def as_copy(view: AnyView) -> AnyView:
    """The same paper, marked สำเนา: what a reprint prints."""
    return replace(view, head=replace(view.head, copy=True))


def as_void(view: AnyView) -> AnyView:
    """The same paper, marked ยกเลิก."""
    return replace(view, head=replace(view.head, void=True))
