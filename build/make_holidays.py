"""Write forms/holidays.yaml from the `holidays` library: ``python build/make_holidays.py``.

These are the days on which a government office is closed: the library's public holidays and the Royal Ploughing Day, without National
Labour Day (a holiday of private employees; government offices are open) and Children's Day (no holiday). The Ploughing Day and the
cabinet's special holidays are known only when announced: the office adds them in Settings, or this is run again with a newer library.
"""

from __future__ import annotations

from pathlib import Path

import holidays

FIRST, LAST = 2024, 2030
OPEN_DAYS = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")


def lines() -> list[str]:
    """One line per holiday, in the order of dates."""
    calendar = holidays.country_holidays("TH", years=range(FIRST, LAST + 1), language="th", categories=("public", "government"))
    written = []
    for day in sorted(calendar):
        names = [part.strip() for part in calendar[day].split(";")]
        names = [name for name in names if not any(name.endswith(each) for each in OPEN_DAYS)]
        if names:
            written.append(f"- {{date: {day.isoformat()}, name: '{' / '.join(names)}'}}")
    return written


def main() -> None:
    target = Path(__file__).resolve().parent.parent / "forms" / "holidays.yaml"
    head = [
        "# yaml-language-server: $schema=schema/holidays.json",
        "# วันหยุดราชการ เขียนโดย build/make_holidays.py; สำนักงานแก้ไขรายการของตนได้ในการตั้งค่า",
        "# วันหยุดทางพุทธศาสนาของปีที่ยังไม่ประกาศเป็นวันที่คำนวณไว้ล่วงหน้า ต้องตรวจกับประกาศของแต่ละปี",
        "# วันพืชมงคลและวันหยุดพิเศษของปีต่อ ๆ ไปยังไม่ประกาศ; วันแรงงานแห่งชาติไม่ใช่วันหยุดราชการจึงไม่อยู่ในรายการ",
        "holidays:",
    ]
    target.write_text("\n".join(head + lines()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
