"""Papers: view data in, PDF bytes out. Nothing here knows the register, a file of the office, or the time of day.

Lives here: the views (what a paper is printed from), the text engine (shaped Thai that extracts exactly), the page (margins, marks,
PDF/A-2b), one module for each paper under ``papers/``, and pictures of pages for the window. May import thai, paths, money and errors.
Start reading at ``views``, then ``papers/receipt``, then ``text``.

The same view gives the same bytes: nothing on a page or in its file comes from the clock or from chance, so that a reprint is the same page
marked สำเนา.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lsvdesk.printing.views import View
    from lsvdesk.printing.views.estimate import EstimateView
    from lsvdesk.printing.views.manual import ManualView

__all__ = ["render", "render_batch", "render_estimate", "render_manual", "render_stored", "warm_up"]


def render(view: View) -> bytes:
    """The paper as a PDF/A-2b file. Raises ValueError where the view contradicts itself (kind, sums)."""
    from lsvdesk.printing.papers import render as render_view  # ReportLab is heavy: nobody pays for it before the first paper

    return render_view(view)


def render_batch(papers: Sequence[View], title: str) -> bytes:
    """Many notices in one PDF/A-2b file, as they go to the printer. Raises ValueError where there is none, or a kind never so printed."""
    from lsvdesk.printing.papers import render_batch as render_views

    return render_views(papers, title)


def render_stored(kind: str, data: Mapping[str, Any]) -> bytes:
    """The paper that was stored as ``kind`` and the dict of its view. Raises KeyError for an unknown kind, ValueError for data that do
    not fit it."""
    from lsvdesk.printing.views import KINDS, from_dict

    view: View = from_dict(KINDS[kind], data)
    return render(view)


def render_estimate(view: EstimateView) -> bytes:
    """The sheet of a calculation without a case as a PDF/A-2b file. Raises ValueError where the total is not the sum of the lines."""
    from lsvdesk.printing.papers import estimate_sheet

    return estimate_sheet.render(view)


def render_manual(view: ManualView, report: Callable[[int, int], None] | None = None) -> bytes:
    """The public manual, or chapters of it, as a PDF/A-2b file. ``report(done, total)`` is called after each chapter; what it raises ends
    the work."""
    from lsvdesk.printing.papers import manual

    return manual.render(view, report)


def warm_up() -> None:
    """Load what the first paper needs (ReportLab, the faces, the word breaker): about half a second, for a worker behind the first
    window, so that the first receipt is as quick as the others."""
    from lsvdesk.printing import fonts, papers, text

    papers.warm_up()
    for name in (fonts.REGULAR, fonts.BOLD):
        fonts.face(name).embed_core()
    text.unbreakable("องค์การบริหารส่วนตำบล")
