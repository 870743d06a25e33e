"""Synthetic people in any number: valid check digits in a province that does not exist, names put together from syllables.

Nobody real is meant. The names have the make-up of Thai names (lengths, marks, common beginnings and endings), because the cost of
searching depends on it: thousands of first names, hundreds of thousands of family names, common ones far commoner than rare ones.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select

from lsvdesk.register import search
from lsvdesk.register.engine import Register
from lsvdesk.register.models import Person
from lsvdesk.thai.identifiers import make_citizen_id


def _choices(listed: str) -> list[str]:
    return listed.split()


FIRST_BEGINNINGS = _choices(
    "สม สุ วิ ประ ณัฐ ธน กิตติ ปิย จิ ชล พง ศิริ อร นภา รัตน มณี วร ภู ชัย บุญ ทอง คำ แสง จันทร์ ดวง เพ็ญ พร นิ อนุ อภิ ธีร พิ มา ลัด สาย "
    "กัน กร เกียรติ ไพ ฐิติ เจน ปัญ ยุ ทิพ ขวัญ เอก ราช"
)
FIRST_MIDDLES = ("", "", "ระ", "ติ", "นา", "ดา", "ริ", "มิ", "พัฒ", "ลัก", "จิต", "วัน", "สิ", "รา", "ภา", "ทิ")
FIRST_ENDINGS = _choices("ชาย หญิง มุติ ศักดิ์ พร ดี ชัย วุฒิ พล ภรณ์ นันท์ รัตน์ พงษ์ วรรณ ศรี ลักษณ์ ชาติ กานต์ ดา นี ยา ภัทร เดช กร ณี รักษ์ ทัศน์ สิทธิ์ เทพ ฤดี")
LAST_BEGINNINGS = _choices(
    "ใจ ทอง แก้ว บุญ ศรี วงศ์ สุข จันทร์ พรหม คำ แสง ทรัพย์ เจริญ มั่น รุ่ง เพชร อินทร์ ไชย ชัย สิงห์ นาค โพธิ์ หอม ดวง ขาว ยอด กล้า นิล ปาน เพียร "
    "สมบูรณ์ ประเสริฐ วิเศษ ธรรม ชู พูล อุดม เกตุ สาย ภู หาญ มี กอง พันธุ์ ลาด คง ปัญญา กิจ"
)
LAST_MIDDLES = _choices(
    "สม สุข ทอง วัฒนา มงคล เจริญ รัตน นคร พิ ประ สิน ทวี ธรรม อนันต์ มาลา วิไล กุล ยืน ศิลป์ พงศ์ ชัย ศรี แก้ว แสน บุตร งาม สว่าง จิต ไพร มณี"
)
LAST_ENDINGS = _choices(
    "ดี กุล วงศ์ ศรี สุข ทอง พันธุ์ ศักดิ์ รัตน์ ชัย เจริญ งาม มั่น สกุล วัฒน์ ผล เพชร คำ สิน ธรรม ใส ยิ่ง ทรัพย์ ชื่น พงษ์ ไพศาล นุกูล ภักดี สมมุติ จำลอง"
)
PREFIXES = ("นาย", "นาง", "นางสาว", "นาย", "นางสาว", "เด็กชาย", "เด็กหญิง", "ว่าที่ร้อยตรี")
BORN_FROM = dt.date(1936, 1, 1).toordinal()
BORN_DAYS = 80 * 365


def _common_first(draw: random.Random, choices: Sequence[str]) -> str:
    """The earlier in the list, the commoner, as with real names."""
    return choices[int(len(choices) * draw.random() ** 1.6)]


def people(n: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """``n`` people as columns of the table ``person``; equal seeds give equal people. Citizen ids differ within and across runs of up to
    1,000,000 people whose seeds differ by at least one."""
    draw = random.Random(seed)
    for number in range(n):
        yield {
            "prefix": draw.choice(PREFIXES),
            "first_name": _common_first(draw, FIRST_BEGINNINGS) + draw.choice(FIRST_MIDDLES) + _common_first(draw, FIRST_ENDINGS),
            "last_name": _common_first(draw, LAST_BEGINNINGS) + _common_first(draw, LAST_MIDDLES) + _common_first(draw, LAST_ENDINGS),
            "citizen_id": make_citizen_id((seed * 1_000_000 + number) % 10**9),
            "phone": f"0{draw.choice('689')}{draw.randrange(10**8):08d}",
            "birth_date": dt.date.fromordinal(BORN_FROM + draw.randrange(BORN_DAYS)),
        }


def bulk_people(register: Register, n: int, seed: int = 0, batch: int = 20_000) -> None:
    """Put ``n`` people into the register, found by search as if each had come to the counter."""
    now = dt.datetime(2026, 1, 5, 8, 30)
    rest = people(n, seed)
    with register.write() as session, search.filling(session):
        number = session.execute(select(func.max(Person.id))).scalar() or 0
        while rows := list(islice(rest, batch)):
            for row in rows:
                number += 1
                row.update(id=number, passport_no=None, nationality="ไทย", email="", address_id=None, created_at=now, updated_at=now)
            session.execute(insert(Person.__table__), rows)  # type: ignore[arg-type]
            search.index_new(session, (_entry(row) for row in rows))


def _entry(row: dict[str, Any]) -> search.Entry:
    names = row["prefix"], row["first_name"], row["last_name"]
    return search.person_entry_of(row["id"], *names, row["citizen_id"], row["passport_no"], row["phone"])
