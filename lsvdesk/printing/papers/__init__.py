"""One module for each paper: a function that takes its view and gives the PDF. Start reading at ``receipt`` or ``acknowledgement``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from lsvdesk.printing import views
from lsvdesk.printing.papers import (
    acknowledgement,
    application,
    assessment_notice,
    assessment_sheet,
    commercial_certificate,
    commercial_closing,
    day_close,
    deficiency_record,
    excavation_acknowledgement,
    land_tax_notice,
    letters,
    permit,
    receipt,
)


@cache
def _papers() -> Mapping[type[Any], Callable[[Any], bytes]]:
    return MappingProxyType(
        {
            views.ApplicationView: application.render,
            views.AcknowledgementView: acknowledgement.render,
            views.DeficiencyView: deficiency_record.render,
            views.ReceiptView: receipt.render,
            views.AssessmentSheetView: assessment_sheet.render,
            views.AssessmentNoticeView: assessment_notice.render,
            views.LandTaxNoticeView: land_tax_notice.render,
            views.DayCloseView: day_close.render,
            views.CommercialCertificateView: commercial_certificate.render,
            views.CommercialClosingView: commercial_closing.render,
            views.ExcavationAcknowledgementView: excavation_acknowledgement.render,
            views.PermitView: permit.render,
            views.ReturnLetterView: letters.render_return,
            views.ForwardingLetterView: letters.render_forwarding,
            views.ResultNoticeView: letters.render_result,
        }
    )


def render(view: views.View) -> bytes:
    """The paper of ``view``. Raises ValueError where the head's kind is another paper's."""
    if view.head.kind != view.KIND:
        raise ValueError(f"the head says {view.head.kind!r}, but this is a {view.KIND!r}")
    return _papers()[type(view)](view)


def render_batch(papers: Sequence[views.View], title: str) -> bytes:
    """Many notices in one file, one after another as they are to be printed. Raises ValueError where there are none, or where a kind of
    paper is not one that is printed in batches."""
    from lsvdesk.printing.document import A4_HEIGHT, A4_WIDTH, write

    if not papers:
        raise ValueError("no paper to print")
    makers = _batches()
    drawn = []
    for view in papers:
        if type(view) not in makers:
            raise ValueError(f"{view.KIND!r} is not printed in batches")
        drawn += makers[type(view)](view)
    return write(papers[0].head, drawn, title=title, subject=f"{len(papers)} ฉบับ", size=(A4_WIDTH, A4_HEIGHT))


@cache
def _batches() -> Mapping[type[Any], Callable[[Any], list[Any]]]:
    return MappingProxyType({views.AssessmentNoticeView: assessment_notice.pages, views.LandTaxNoticeView: land_tax_notice.pages})


def warm_up() -> None:
    """Import what drawing needs; the papers themselves are imported with this package."""
    import reportlab.graphics.barcode.qr
    import reportlab.pdfgen.canvas  # noqa: F401
    from PIL import Image

    Image.preinit()
