"""The register of taxable signs: kept from the returns as they are assessed, so that next year's return can start from it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from lsvdesk.counter import rows as views
from lsvdesk.register import models
from lsvdesk.thai.dates import ERA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from lsvdesk.counter.views import Answers


def standing(session: Session, person_id: int | None, organisation_id: int | None) -> list[models.Sign]:
    """The signs of an owner that stand, in the order they were entered."""
    sign = models.Sign
    owner = sign.person_id == person_id if person_id is not None else sign.organisation_id == organisation_id
    return list(session.scalars(select(sign).where(owner, sign.status == "standing").order_by(sign.id)))


def as_answer(sign: models.Sign) -> dict[str, Any]:
    """A known sign as a row of next year's return."""
    row = {
        "text": sign.text,
        "kind": sign.kind,
        "motion": "moving" if sign.moving else "static",
        "width_cm": views.plain(Decimal(sign.width_mm) / 10),
        "height_cm": views.plain(Decimal(sign.height_mm) / 10),
        "sides": sign.sides,
        "place": sign.place,
        "condition": "existing",
    }
    return row if sign.installed_on is None else {**row, "installed_on": sign.installed_on.isoformat()}


def as_return(owned: Sequence[models.Sign], tax_year: int, owner: str) -> dict[str, Any]:
    """The return of a Buddhist tax year that an owner's standing signs would make. A sign put up in that very year pays its share of the
    year; one put up later is not yet taxed."""
    first = dt.date(tax_year - ERA, 1, 1)
    rows = []
    for sign in owned:
        if sign.installed_on is not None and sign.installed_on >= first.replace(year=first.year + 1):
            continue
        row = as_answer(sign)
        rows.append({**row, "condition": "new"} if sign.installed_on is not None and sign.installed_on >= first else row)
    return {"tax_year": tax_year, "shop_name": owner, "signs": rows}


def enter(session: Session, case: models.Case, answers: Answers, before: Sequence[int | None]) -> list[int | None]:
    """Bring the register in line with the return; the id of each row's sign, None for an exempt one.

    ``before`` are the ids that an earlier assessment of the same case gave. An existing sign that is known is the same row; a changed one
    is a new row that names the one it replaces; whatever an earlier assessment of this case had added and no longer stands in the form
    is struck out.
    """
    known = [sign for sign in standing(session, case.person_id, case.organisation_id) if sign.case_id != case.id]
    mine = list(session.scalars(select(models.Sign).where(models.Sign.case_id == case.id, models.Sign.status == "standing")))
    kept: list[int | None] = []
    for row in answers.get("signs") or []:
        if row.get("exempt"):
            kept.append(None)
            continue
        again = _taken(mine, row, exactly=True)
        sign = again or (_taken(known, row, exactly=True) if row["condition"] == "existing" else None)
        if sign is None:
            sign = models.Sign(case_id=case.id, person_id=case.person_id, organisation_id=case.organisation_id, status="standing")
            replaced = _taken(known, row, exactly=False) if row["condition"] == "changed" else None
            if replaced is not None:
                replaced.status, sign.replaces_id = "changed", replaced.id
            session.add(sign)
        _write(sign, row)
        sign.case_id = case.id
        session.flush()
        kept.append(sign.id)
    for left in mine:
        strike_out(session, left)
    return kept


def taxed(session: Session, ids: Sequence[int | None], taxes: Mapping[int, int], tax_year: int) -> list[list[int | None]]:
    """Write the tax paid (satang by place in the form, Buddhist year) at each sign; what stood there before, to put back on a void."""
    before: list[list[int | None]] = []
    for place, sign_id in enumerate(ids):
        sign = session.get(models.Sign, sign_id) if sign_id is not None else None
        if sign is None or place not in taxes:
            continue
        before.append([sign.id, sign.last_tax_year, sign.last_tax_satang])
        sign.last_tax_year, sign.last_tax_satang = tax_year, taxes[place]
    return before


def untaxed(session: Session, before: Sequence[Sequence[int | None]]) -> None:
    """Put back what :func:`taxed` gave: the receipt was voided."""
    for sign_id, year, satang in before:
        sign = session.get(models.Sign, sign_id)
        if sign is not None:
            sign.last_tax_year, sign.last_tax_satang = year, satang


def strike_out(session: Session, sign: models.Sign) -> None:
    """A sign that never was taxed is taken off the register, and the one it was to replace stands again."""
    if sign.last_tax_year is not None:
        return
    sign.status = "removed"
    replaced = session.get(models.Sign, sign.replaces_id) if sign.replaces_id is not None else None
    if replaced is not None and replaced.status == "changed":
        replaced.status = "standing"


def strike_out_of(session: Session, case: models.Case) -> None:
    """The case was withdrawn or returned: signs that it alone had brought in are taken off."""
    for sign in session.scalars(select(models.Sign).where(models.Sign.case_id == case.id, models.Sign.status == "standing")):
        strike_out(session, sign)


def _taken(signs: list[models.Sign], row: Mapping[str, Any], *, exactly: bool) -> models.Sign | None:
    """The sign of ``signs`` that the row speaks of, taken out of the list."""
    for likeness in (_same,) if exactly else (_same_text_and_place, _same_place, _same_text):
        for sign in signs:
            if likeness(sign, row):
                signs.remove(sign)
                return sign
    return None


def _same(sign: models.Sign, row: Mapping[str, Any]) -> bool:
    return (
        _same_text_and_place(sign, row)
        and (sign.kind, sign.moving, sign.sides) == (row["kind"], row["motion"] == "moving", int(row["sides"]))
        and (sign.width_mm, sign.height_mm) == (_mm(row["width_cm"]), _mm(row["height_cm"]))
    )


def _same_text_and_place(sign: models.Sign, row: Mapping[str, Any]) -> bool:
    return _same_text(sign, row) and _same_place(sign, row)


def _same_text(sign: models.Sign, row: Mapping[str, Any]) -> bool:
    return bool(sign.text == row["text"])


def _same_place(sign: models.Sign, row: Mapping[str, Any]) -> bool:
    return bool(sign.place == (row.get("place") or ""))


def _write(sign: models.Sign, row: Mapping[str, Any]) -> None:
    sign.text, sign.kind, sign.moving = row["text"], row["kind"], row["motion"] == "moving"
    sign.width_mm, sign.height_mm, sign.sides = _mm(row["width_cm"]), _mm(row["height_cm"]), int(row["sides"])
    sign.place = row.get("place") or ""
    installed = row.get("installed_on")
    sign.installed_on = dt.date.fromisoformat(installed) if installed else None


def _mm(centimetres: Any) -> int:
    return max(1, int((Decimal(str(centimetres)) * 10).to_integral_value()))
