"""Write resources/geography/places.tsv from the ``geothai`` package: one line a subdistrict and postcode.

Run it again when a new release of geothai is locked: ``python build/make_places.py``. The program reads the file and not the package,
because the package takes several times as long to load.
"""

from __future__ import annotations

from pathlib import Path

import geothai

BANGKOK = "10"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "geography" / "places.tsv"


def lines() -> list[str]:
    """``code  subdistrict  district  province  postcode``, in the order of codes; a further postcode of a subdistrict is a further line."""
    rows = []
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for subdistrict in geothai.subdistricts(district.code):
                # geothai writes เขต into the names of Bangkok's districts only; the label is the reader's business
                name = district.name_th.removeprefix("เขต") if province.code == BANGKOK else district.name_th
                for postcode in subdistrict.postal_codes:
                    rows.append("\t".join((subdistrict.code, subdistrict.name_th, name, province.name_th, postcode)))
    return rows


def main() -> None:
    rows = lines()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(rows)} lines, geothai data {geothai.DATA_VERSION}")


if __name__ == "__main__":
    main()
