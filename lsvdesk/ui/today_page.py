"""Today: what waits, what is due, what is overdue, what was taken in, and the next thing to do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from lsvdesk.counter.today import today
from lsvdesk.counter.views import DraftState, TodayView
from lsvdesk.thai.dates import format_short, format_time, format_weekday
from lsvdesk.thai.numerals import format_number
from lsvdesk.ui import theme
from lsvdesk.ui.case_list import ROW_HEIGHT, CaseList
from lsvdesk.ui.figures import FigureRow
from lsvdesk.ui.next_step import NextStep, next_step
from lsvdesk.ui.pages import NewRequest, Page
from lsvdesk.ui.widgets.buttons import Button
from lsvdesk.ui.widgets.icons import icon_pixmap
from lsvdesk.ui.widgets.labels import ThaiLabel
from lsvdesk.ui.widgets.surfaces import Badge, Card, EmptyState, scrolled

if TYPE_CHECKING:
    from lsvdesk.ui.session import Session

# figure: its word, icon, tone, what stands over the list, what is said when there is nothing
FIGURES = {
    "waiting": ("รอดำเนินการ", "cases", "primary", "คำขอที่รอดำเนินการ", "ไม่มีคำขอที่รอดำเนินการ"),
    "due_soon": ("ใกล้ครบกำหนด", "clock", "amber", "คำขอที่ครบกำหนดภายใน 3 วัน", "ไม่มีคำขอที่ใกล้ครบกำหนด"),
    "overdue": ("เกินกำหนด", "warning", "red", "คำขอที่เกินกำหนด", "ไม่มีคำขอที่เกินกำหนด"),
    "forwarded": ("ส่งต่อ รอผล", "next", "blue", "คำขอที่ส่งต่อหน่วยงานอื่นและรอผล", "ไม่มีคำขอที่รอผลจากหน่วยงานอื่น"),
    "deficient": ("รอแก้เอกสาร", "document", "blue", "คำขอที่รอผู้ยื่นแก้ไขเอกสาร", "ไม่มีคำขอที่รอแก้ไขเอกสาร"),
}
METHODS = {"cash": "เงินสด", "transfer": "เงินโอน", "cheque": "เช็ค"}
_MOST_DRAFTS = 3
_LEAST_ROWS = 4


def greeting(hour: int, name: str) -> str:
    """``สวัสดีตอนเช้า นางสาวสมมุติ ใจดี`` after the hour of the day."""
    part = "เช้า" if hour < 12 else "บ่าย" if hour < 17 else "เย็น"
    return f"สวัสดีตอน{part} {name}"


class TodayPage(Page):
    """The first page. Enter on the list opens the case; Ctrl+Enter does the next thing."""

    title = "วันนี้"
    keys = (
        ("Ctrl+Enter", "ทำสิ่งที่ควรทำต่อไป"),
        ("← →", "เลือกกลุ่มคำขอ"),
        ("↑ ↓", "เลื่อนในรายการ"),
        ("Enter", "เปิดคำขอ"),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view: TodayView | None = None
        self._started = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        self.area = scrolled(content)
        whole.addWidget(self.area)
        outer = QVBoxLayout(content)
        outer.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        outer.setSpacing(theme.px(12))
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(0)
        self.heading = ThaiLabel("", "heading")
        self.said = ThaiLabel("", tone="quiet")
        self.ending = Button("", "quiet", icon="clock")
        self.ending.clicked.connect(lambda: self.open_page.emit("registers", None))
        self.head.addWidget(self.heading, 1)
        self.head.addWidget(self.ending, 0, Qt.AlignmentFlag.AlignLeft)
        self.head.addWidget(self.said)
        outer.addLayout(self.head)
        self.next = NextStrip()
        self.next.wanted.connect(self.do_next)
        outer.addWidget(self.next)
        self.figures = FigureRow([(key, word, icon, tone) for key, (word, icon, tone, _, _) in FIGURES.items()])
        self.figures.chosen.connect(self._show_list)
        outer.addWidget(self.figures)
        self.body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(theme.px(16))
        body.addWidget(self._build_list(), 5)
        self.side = QVBoxLayout()
        self.side.setSpacing(theme.px(12))
        self.drafts = DraftsCard()
        self.drafts.wanted.connect(self.resume_draft)
        self.drafts.discarded.connect(self._discard)
        self.takings = TakingsCard()
        self.takings.wanted.connect(lambda: self.open_page.emit("money", None))
        self.side.addWidget(self.drafts)
        self.side.addWidget(self.takings)
        self.side.addStretch(1)
        body.addLayout(self.side, 3)
        outer.addLayout(body, 1)

    def _build_list(self) -> Card:
        self.list_card = Card(FIGURES["waiting"][3], margin=12)
        self.list_card.body.setSpacing(theme.px(4))
        assert self.list_card.header is not None
        self.count = Badge("", "quiet")
        self.list_card.header.add_action(self.count)
        self.list = CaseList("คำขอ")
        self.list.opened.connect(self.open_case)
        self.empty = EmptyState("done", "")
        self.list.setMinimumHeight(theme.px(_LEAST_ROWS * ROW_HEIGHT))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.list_card.add(self.stack, 1)
        return self.list_card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room (200 %), the money stands under the list."""
        width = event.size().width()
        for layout, least in ((self.head, 760), (self.body, 900)):
            narrow = width < theme.px(least)
            layout.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.figures.set_columns(2 if width < theme.px(680) else 3 if width < theme.px(900) else len(FIGURES))
        super().resizeEvent(event)

    # --- showing ------------------------------------------------------------------------------------------------------------------
    def activate(self, argument: Any = None) -> None:
        """Show the day; ``argument`` may be one of the figures. The cursor stands on the list, or on the next thing to do."""
        self.refresh()
        if argument in FIGURES:
            self.figures.choose(argument)
        if self.stack.currentWidget() is self.list:
            self.list.setFocus()
        else:
            self.next.button.setFocus()
        self._started = True

    def refresh(self) -> None:
        self._view = view = today(self.office)
        self.heading.setText(format_weekday(view.on))
        name = self.office.user.name
        self.said.setText(f"{greeting(self.office.clock.now().hour, name)}  ·  {day_in_words(view)}")
        self.next.show_step(next_step(view, just_started=not self._started))
        for key, card in self.figures.cards.items():
            card.set_number(view.counts.get(key, 0))
        self.drafts.show_drafts(view.drafts)
        self.takings.show_day(view)
        ending = view.counts.get("ending", 0)
        self.ending.setText(f"ใบสำคัญใกล้สิ้นอายุ {ending:,} ฉบับ")
        self.ending.setToolTip("สิ้นอายุภายใน 30 วัน ดูได้ที่ทะเบียน")
        self.ending.setVisible(bool(ending))
        self._show_list(self.figures.current)

    def _show_list(self, key: str) -> None:
        if self._view is None:
            return
        rows = getattr(self._view, key)
        _, _, _, title, nothing = FIGURES[key]
        assert self.list_card.header is not None
        self.list_card.header.set_title(title)
        number = self._view.counts.get(key, len(rows))
        self.count.setText(f"{len(rows)} จาก {number:,} เรื่อง" if number > len(rows) else f"{number:,} เรื่อง")
        self.count.setVisible(bool(rows))
        self.list.set_rows(rows)
        self.empty.title.setText(nothing)
        self.stack.setCurrentWidget(self.list if rows else self.empty)

    # --- doing --------------------------------------------------------------------------------------------------------------------
    def do_next(self) -> None:
        """Open what is said to be next."""
        step = self.next.step
        if step is None:
            return
        if step.draft:
            self.resume_draft.emit(step.draft)
        elif step.page == "case" and isinstance(step.argument, int):
            self.open_case.emit(step.argument)
        elif step.page == "new":
            self.open_page.emit("new", NewRequest())
        else:
            self.open_page.emit(step.page, step.argument)

    def _discard(self, draft: DraftState) -> None:
        from lsvdesk.counter.drafts import discard_draft
        from lsvdesk.ui.widgets.dialogs import confirm

        if confirm(self, "ทิ้งแบบร่างนี้หรือไม่", f"“{draft.title}” จะถูกลบและเรียกคืนไม่ได้", action="ทิ้งแบบร่าง", danger=True):
            discard_draft(self.office, draft.id)
            self.refresh()
            self.toast.emit("ทิ้งแบบร่างแล้ว")


def day_in_words(view: TodayView) -> str:
    """How the day went so far."""
    filed, finished = view.counts.get("filed_today", 0), view.counts.get("finished_today", 0)
    if not filed and not finished:
        return "วันนี้ยังไม่มีคำขอใหม่"
    return f"วันนี้รับคำขอ {filed} เรื่อง เสร็จสิ้น {finished} เรื่อง"


class NextStrip(QWidget):
    """The next thing to do, always in sight, with its button."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step: NextStep | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(16))
        self._sign = QLabel()
        row.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = ThaiLabel("", "title", wrap=True)
        self.text = ThaiLabel("", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        self.button = Button("", "primary", key="Ctrl+Enter", icon="next")  # Enter of the number pad; the other one beside it
        self.button.clicked.connect(self.wanted)
        QShortcut(QKeySequence("Ctrl+Return"), self, activated=self.button.click)
        row.addWidget(self.button)

    def show_step(self, step: NextStep) -> None:
        self.step = step
        self._sign.setPixmap(icon_pixmap(step.icon, step.tone, 28))
        self.title.setText(f"ทำต่อไป: {step.title}" if step.page != "new" or step.draft else step.title)
        self.title.set_tone(step.tone)
        self.text.setText(step.text)
        self.button.setText(step.button)
        self.button.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = self.step.tone if self.step else "primary"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(tone), 1))
        painter.setBrush(theme.color(f"{tone}-soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8))
        painter.end()


class DraftsCard(Card):
    """Forms that were being filled in; hidden where there are none."""

    wanted = Signal(str)
    discarded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("แบบร่างที่กรอกค้างไว้", margin=16, parent=parent)
        self.body.setSpacing(theme.px(4))
        self._rows: list[QWidget] = []
        self.hide()

    def show_drafts(self, drafts: tuple[DraftState, ...]) -> None:
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(draft) for draft in drafts[:_MOST_DRAFTS]]
        if len(drafts) > _MOST_DRAFTS:
            self._rows.append(ThaiLabel(f"และอีก {len(drafts) - _MOST_DRAFTS} ฉบับ ดูได้ที่หน้าคำขอใหม่", "caption", tone="quiet"))
        for row in self._rows:
            self.add(row)
        self.setVisible(bool(drafts))

    def _row(self, draft: DraftState) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(draft.title or "แบบร่างคำขอ"))
        if draft.saved_at is not None:
            said = f"บันทึกเมื่อ {format_short(draft.saved_at.date())} {format_time(draft.saved_at.time())}"
            words.addWidget(ThaiLabel(said, "caption", tone="quiet"))
        row.addLayout(words, 1)
        throw = Button("", "quiet", icon="delete")
        throw.setAccessibleName(f"ทิ้งแบบร่าง {draft.title}")
        throw.setToolTip("ทิ้งแบบร่าง")
        throw.clicked.connect(lambda: self.discarded.emit(draft))
        go_on = Button("กรอกต่อ", icon="edit")
        go_on.clicked.connect(lambda: self.wanted.emit(draft.id))
        row.addWidget(throw)
        row.addWidget(go_on)
        return holder


class TakingsCard(Card):
    """The money of the day, by method, and days that were not closed."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("รับเงินวันนี้", margin=16, parent=parent)
        self.body.setSpacing(0)
        assert self.header is not None
        self.state = Badge("", "quiet")
        self.header.add_action(self.state)
        self.total = ThaiLabel("", "display", tone="primary")
        self.add(self.total)
        self.lines: dict[str, ThaiLabel] = {}
        for method, word in METHODS.items():
            self.lines[method] = self._line(word)
        self.unclosed = ThaiLabel("", tone="red", wrap=True)
        self.add(self.unclosed)
        foot = QHBoxLayout()
        self.receipts = ThaiLabel("", "caption", tone="quiet", wrap=True)
        self.button = Button("ไปที่การเงิน", "quiet", icon="money")
        self.button.clicked.connect(self.wanted)
        foot.addWidget(self.receipts, 1)
        foot.addWidget(self.button)
        self.body.addLayout(foot)

    def _line(self, word: str) -> ThaiLabel:
        row = QHBoxLayout()
        row.addWidget(ThaiLabel(word, tone="quiet"))
        row.addStretch(1)
        amount = ThaiLabel("")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(amount)
        self.body.addLayout(row)
        return amount

    def show_day(self, view: TodayView) -> None:
        self.total.setText(f"{format_number(view.takings, 2)} บาท")
        for method, label in self.lines.items():
            label.setText(format_number(view.takings_by_method.get(method, Decimal(0)), 2))
        voided = f" ยกเลิก {view.voided_today} ฉบับ" if view.voided_today else ""
        self.receipts.setText(f"ใบเสร็จรับเงิน {view.receipts_today} ฉบับ{voided}")
        if view.day_closed:
            self.state.set_state("ปิดยอดแล้ว", "green")
        else:
            self.state.set_state("ยังไม่ปิดยอด" if view.receipts_today else "ยังไม่มีการรับเงิน", "quiet")
        days = view.unclosed_days
        said = ", ".join(format_short(day) for day in days[:3]) + (f" และอีก {len(days) - 3} วัน" if len(days) > 3 else "")
        self.unclosed.setText(f"ยังไม่ได้ปิดยอดของวันที่ {said}" if days else "")
        self.unclosed.setVisible(bool(days))


class Elided(QWidget):
    """A line that ends in … where there is no room for it; the whole is its tooltip."""

    def __init__(self, text: str, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._role = text, role
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ThaiLabel("ก", role).sizeHint().height())

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color("ink"))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
