"""Money: ``Decimal`` baht in rules and on screen, whole satang in the register; never float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

SATANG = Decimal("0.01")


def to_satang(baht: Decimal) -> int:
    """Baht to whole satang. Raises ValueError where a fraction of a satang would be lost: rounding is the law's, not this function's."""
    satang = baht * 100
    if satang != satang.to_integral_value():
        raise ValueError(f"{baht} baht is not a whole number of satang")
    return int(satang)


def to_baht(satang: int) -> Decimal:
    """Whole satang to baht with two decimals."""
    return (Decimal(satang) / 100).quantize(SATANG)


def round_to_satang(baht: Decimal) -> Decimal:
    """Round half up to the satang, for rules where the law is silent about fractions."""
    return baht.quantize(SATANG, rounding=ROUND_HALF_UP)
