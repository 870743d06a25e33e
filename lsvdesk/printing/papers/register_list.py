"""A register on paper: A4 across, the heading of the table on every page."""

from __future__ import annotations

from lsvdesk.printing.blocks import Block, Gap
from lsvdesk.printing.document import A4_HEIGHT, A4_WIDTH, CM, Frame, flowed
from lsvdesk.printing.papers.common import title
from lsvdesk.printing.setting import Setting
from lsvdesk.printing.tables import Column, ThaiTable
from lsvdesk.printing.views import RegisterListView, content_hash

ACROSS = Frame(left=1.5 * CM, right=1.5 * CM, top=1.5 * CM, top_first=1.2 * CM, bottom=1.7 * CM, width=A4_HEIGHT, height=A4_WIDTH)


def render(view: RegisterListView) -> bytes:
    """The list as PDF. Raises ValueError where a row has not as many cells as there are columns."""
    setting = Setting(view.head, 14)
    blocks: list[Block] = [title(setting, view.title, 20), setting.para(view.head.office.name, align="centre")]
    if view.subtitle:
        blocks.append(setting.para(view.subtitle, align="centre"))
    if view.warning:
        blocks.append(setting.para(view.warning, bold=True, align="centre"))
    columns = [Column("ที่", 44, "centre"), *(Column(setting.t(each.title), each.share, each.align) for each in view.columns)]
    rows = [[setting.number(number), *(setting.t(cell) for cell in row)] for number, row in enumerate(view.rows, 1)]
    totals = ["", *(setting.t(cell) for cell in view.totals)] if view.totals else []
    blocks.append(Gap(6))
    if rows:
        blocks.append(ThaiTable(columns, rows, size=13, totals=totals, padding=3))
    else:
        blocks.append(setting.para("ไม่มีรายการ", align="centre"))
    return flowed(view.head, [blocks], title=view.title, subject=view.subtitle or view.title, paper_hash=content_hash(view), frame=ACROSS)
