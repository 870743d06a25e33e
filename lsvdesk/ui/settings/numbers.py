"""Receipt books and number series: they go on by themselves without a gap, so here they are only read."""

from __future__ import annotations

from lsvdesk.counter.books import number_series, receipt_books
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.data_table import Column, DataTable
from lsvdesk.ui.widgets.surfaces import SectionHeader

_STATUS = {"open": ("กำลังใช้", "green"), "full": ("ใช้หมดแล้ว", "quiet"), "closed": ("ปิดแล้ว", "quiet")}
_plain = str


class NumbersPart(Part):
    """Books with what is left in them, and the last number of each series."""

    title = "ใบเสร็จและเลขที่"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column.addWidget(SectionHeader("เล่มใบเสร็จรับเงิน", "โปรแกรมออกเลขต่อเนื่องโดยไม่เว้นเลข เมื่อเล่มเต็มจะขึ้นเล่มถัดไปให้เอง จึงแก้ไขย้อนหลังไม่ได้"))
        self.books = DataTable(
            [
                Column("fiscal_year", "ปีงบประมาณ", "right", 120, show=_plain),
                Column("book_no", "เล่มที่", "right", 90, show=_plain),
                Column("range", "เลขที่ในเล่ม", width=140),
                Column("begun_at", "เริ่มใช้ในโปรแกรมที่", "right", 160, show=_plain),
                Column("next", "เลขที่ถัดไป", "right", 120),
                Column("left", "เหลือ (ฉบับ)", "right", 120),
                Column(
                    "status",
                    "สถานะ",
                    width=130,
                    show=lambda status: _STATUS[status][0],
                    tone=lambda status: _STATUS[status][1],
                    stretch=True,
                ),
            ],
            filterable=False,
        )
        self.add_table(self.books, 2)
        self.column.addWidget(SectionHeader("เลขที่อื่น ๆ"))
        self.series = DataTable(
            [
                Column("title", "เลขที่ของ", width=320, stretch=True),
                Column("year", "ปี พ.ศ.", "right", 100, show=_plain),
                Column("begun_at", "เริ่มในโปรแกรมที่", "right", 160, show=_plain),
                Column("last", "ออกแล้วถึง", "right", 130),
                Column("used", "จำนวนที่ออก", "right", 130),
            ],
            filterable=False,
        )
        self.add_table(self.series, 3)

    def refresh(self) -> None:
        self.books.set_rows(
            {
                "fiscal_year": row.fiscal_year,
                "book_no": row.book_no,
                "range": f"{row.first_no}–{row.last_no}",
                "begun_at": row.begun_at,
                "next": str(row.next_no) if row.left else "–",
                "left": row.left,
                "status": row.status,
            }
            for row in receipt_books(self.office)
        )
        self.series.set_rows(
            {
                "title": row.title,
                "year": row.year,
                "begun_at": row.begun_at,
                "last": str(row.last_value) if row.used else "ยังไม่ได้ออก",
                "used": row.used,
            }
            for row in number_series(self.office)
        )
