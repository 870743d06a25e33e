"""How things look: the size of the window, and numerals and numbers on papers."""

from __future__ import annotations

from lsvdesk.counter import setup
from lsvdesk.errors import CounterError
from lsvdesk.ui import theme
from lsvdesk.ui.field_group import FieldGroup
from lsvdesk.ui.preferences import SCALES
from lsvdesk.ui.session import Session
from lsvdesk.ui.settings.part import Part
from lsvdesk.ui.widgets.choices import ChoiceEditor
from lsvdesk.ui.widgets.surfaces import Card


class DisplayPart(Part):
    """The scale is this computer's; the rest is the office's and only an administrator changes it."""

    title = "การแสดงผล"
    saves = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        screen = Card("หน้าจอของเครื่องนี้", "มีผลทันที เฉพาะเครื่องนี้ ใช้ Ctrl++ และ Ctrl+- ได้จากทุกหน้า", margin=20)
        self.screen_fields = FieldGroup()
        self.scale = ChoiceEditor([(scale, f"{round(scale * 100)} %") for scale in SCALES], radios=False)
        self.screen_fields.add("scale", "ขนาดตัวอักษรและหน้าจอ", self.scale)
        self.scale.changed.connect(self._scale_chosen)
        screen.add(self.screen_fields)
        self.column.addWidget(screen)

        papers = Card("เอกสารของหน่วยงาน", "มีผลกับเอกสารที่ออกจากนี้ไป", margin=20)
        self.fields = FieldGroup()
        self.fields.add("numerals", "ตัวเลขบนเอกสาร", ChoiceEditor([("thai", "เลขไทย  ๑๒๓๔๕"), ("arabic", "เลขอารบิก  12345")]))
        self.fields.add(
            "case_year", "เลขที่คำขอขึ้นต้นใหม่ตาม", ChoiceEditor([("calendar", "ปีปฏิทิน (1 มกราคม)"), ("fiscal", "ปีงบประมาณ (1 ตุลาคม)")])
        )
        self.fields.add(
            "letter_numbers",
            "เลขที่หนังสือออก",
            ChoiceEditor([("own", "โปรแกรมออกเลขให้"), ("blank", "เว้นไว้ให้เขียนจากทะเบียนหนังสือส่งของหน่วยงาน")]),
        )
        self.fields.changed.connect(self.set_dirty)
        papers.add(self.fields)
        self.column.addWidget(papers)
        self.add_save_row()
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.show_who_may()
        self.scale.set_value(min(SCALES, key=lambda each: abs(each - theme.scale())))
        if not self.dirty:
            stored = setup.settings(self.office)
            self.fields.set_values({id: stored[id] for id in self.fields.frames})

    def save(self) -> None:
        if not self.fields.check():
            return
        try:
            setup.change_settings(self.office, **self.fields.values())
        except CounterError as error:
            self.tell(error, self.fields)
            return
        self.stored("บันทึกการแสดงผลแล้ว")

    def _scale_chosen(self) -> None:
        chosen = self.scale.value()
        if chosen is not None and chosen != theme.scale():
            self.session.scale_wanted.emit(chosen)
