"""Amounts in words, as they stand on receipts: ``หนึ่งพันห้าร้อยแปดบาทถ้วน``.

The reading of whole numbers is the ``bahttext`` library's. Three things are not left to it, because it reads them wrongly:

* satang: it reads 0.01 as ``เอ็ดสตางค์`` and 0.50 as ``ศูนย์บาทห้าสิบสตางค์``; satang are read here as whole numbers, and zero baht is
  left unsaid;
* amounts of 2**53 and more, which it passes through a float; they are refused (no office takes a thousand million million baht);
* ``Decimal``, which it cannot take at all.
"""

from __future__ import annotations

from decimal import Decimal

from bahttext import bahttext

from lsvdesk.errors import CounterError
from lsvdesk.money import to_satang

LIMIT = Decimal(10) ** 15
"""Amounts must be below this many baht."""


def in_words(amount: Decimal) -> str:
    """``amount`` baht in Thai words, with ``ถ้วน`` where there are no satang.

    Raises CounterError ``amount`` for a negative amount, a fraction of a satang, or an amount of :data:`LIMIT` or more.
    """
    if not amount.is_finite() or amount >= LIMIT:
        raise CounterError("จำนวนเงินมากเกินกว่าจะเขียนเป็นตัวอักษรได้ กรุณาตรวจสอบจำนวนเงิน", code="amount")
    if amount < 0:
        raise CounterError("จำนวนเงินติดลบ เขียนเป็นตัวอักษรในเอกสารไม่ได้ กรุณาตรวจสอบจำนวนเงิน", code="amount")
    try:
        baht, satang = divmod(to_satang(amount), 100)
    except ValueError as fault:
        raise CounterError("จำนวนเงินมีเศษของสตางค์ กรุณาปัดเศษให้เป็นสตางค์ก่อน", code="amount") from fault
    if satang == 0:
        return f"{_reading(baht)}บาทถ้วน"
    if baht == 0:
        return f"{_reading(satang)}สตางค์"
    return f"{_reading(baht)}บาท{_reading(satang)}สตางค์"


def _reading(number: int) -> str:
    """The whole number in words, without a unit."""
    return str(bahttext(number)).removesuffix("บาทถ้วน")
