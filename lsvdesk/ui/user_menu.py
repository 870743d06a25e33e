"""Who sits at the desk: a short list of the people of the office, chosen with the arrow keys or a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from lsvdesk.counter.actions import ROLE_TITLES

if TYPE_CHECKING:
    from lsvdesk.counter.views import UserView
    from lsvdesk.ui.session import Session


class UserMenu(QMenu):
    """Lists the users; the present one is ticked. Choosing one switches to them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from lsvdesk.counter import setup

        self._session = session
        self.setAccessibleName("เปลี่ยนผู้ใช้")
        present = session.office.user
        for at, user in enumerate(setup.users(session.office), 1):
            action = QAction(entry_text(at, user), self)
            action.setCheckable(True)
            action.setChecked(user.id == present.id)
            action.triggered.connect(lambda _=False, chosen=user: self._session.switch_user(chosen))
            self.addAction(action)
            if user.id == present.id:
                self.setActiveAction(action)

    def popup_above(self, widget: QWidget) -> None:
        """Open with the lower left corner at the upper left one of ``widget``."""
        height = self.sizeHint().height()
        self.popup(widget.mapToGlobal(QPoint(0, -height)))


def entry_text(at: int, user: UserView) -> str:
    """``1  นายสมมุติ ใจดี — นักวิชาการจัดเก็บรายได้``; the first nine have a digit that chooses them."""
    said = user.position or ROLE_TITLES[user.role]
    name = f"{user.name} — {said}".replace("&", "&&")
    return f"&{at}  {name}" if at < 10 else f"    {name}"
