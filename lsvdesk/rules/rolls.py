"""The rolls of regular allowances: from which month a person is paid, and how much in a given month. Pure; rates come from forms/rates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from lsvdesk.errors import CounterError
from lsvdesk.rules import welfare

if TYPE_CHECKING:
    from lsvdesk.catalogue.parameters import Parameters

Roll = Literal["elderly", "disability", "aids", "newborn"]


@dataclass(frozen=True)
class Entitled:
    """Somebody on a roll, as far as the amount depends on it. ``born`` is the child's birth for the newborn grant; ``card`` tells that the
    person has a state welfare card; ``stopped_on`` the day the right ended, whose month is the last that is paid."""

    roll: str
    born: dt.date | None
    entitled_from: dt.date
    card: bool = False
    stopped_on: dt.date | None = None


def entitled_from(roll: str, born: dt.date | None, filed: dt.date, decided: dt.date, parameters: Parameters) -> dt.date:
    """First day of the first month that is paid.

    The elderly by the regulation in force on filing, the disabled in the month after registering, the newborn from the month of filing;
    the assistance of patients begins in the month it was granted. Where the day of birth is not known the first month is that of granting.
    """
    if roll == "disability":
        return welfare.disability_start(filed, parameters)
    if born is not None and roll == "elderly":
        return welfare.elderly_start(born, filed, parameters)
    if born is not None and roll == "newborn":
        return welfare.newborn_start(born, filed)
    return welfare.first_of_month(decided)


def paid_in(entitled: Entitled, month: dt.date, parameters: Parameters) -> Decimal | None:
    """Baht paid for the month of ``month``, a top-up included; None where nothing is paid or no rate is in force."""
    month = welfare.first_of_month(month)
    if month < entitled.entitled_from or (entitled.stopped_on is not None and month > entitled.stopped_on):
        return None
    try:
        return _amount(entitled, month, parameters)
    except CounterError as error:
        if error.code in ("rate-before-law", "rate-ended"):
            return None
        raise


def _amount(entitled: Entitled, month: dt.date, parameters: Parameters) -> Decimal | None:
    born = entitled.born
    if entitled.roll == "aids":
        return parameters.at("aids_allowance.monthly", month).value
    if born is None:
        return None
    if entitled.roll == "disability":
        return welfare.disability_month(born, month, entitled.card, parameters)[1].value
    if entitled.roll == "elderly":
        extra = welfare.elderly_top_up(born, month, parameters)
        return welfare.elderly_month(born, month, parameters).value + (extra.value if extra is not None else 0)
    years = int(parameters.at("newborn_grant.until_age", month).value)
    if month > welfare.first_of_month(welfare.completes(born, years)):
        return None
    return parameters.at("newborn_grant.monthly", month).value
