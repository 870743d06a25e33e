"""The number of a letter: the next of its series, or only the office's code where the register of letters is kept by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsvdesk.counter import settings as office_settings
from lsvdesk.register import models, numbering
from lsvdesk.thai.dates import buddhist_year

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lsvdesk.counter.context import Office

LETTERS = "letter"
NOTICES = "signboard-assessment"
LAND_NOTICES = "land-tax-assessment"


def take(session: Session, office: Office, series: str = LETTERS) -> str:
    """The number of a letter written now, within the transaction that writes it."""
    if by_hand(session):
        return blank(session)
    year = buddhist_year(office.today())
    return office_settings.number_text(session, series, numbering.take(session, series, year), year, code=_code(session))


def by_hand(session: Session) -> bool:
    """Whether the office writes its numbers of letters by hand."""
    return bool(office_settings.of_session(session)["letter_numbers"] == "blank")


def blank(session: Session) -> str:
    """The office's code with room for a number to be written in."""
    return f"{_code(session)}/"


def _code(session: Session) -> str:
    details = session.get_one(models.Office, 1).details
    return str(details.get("letter_code") or details.get("short_name", ""))
