"""Write resources/geography/places.tsv from the ``geothai`` package: one line a subdistrict and postcode; and the names of places for
the word breaker, resources/words/places_th.txt.

Run it again when a new release of geothai is locked: ``python build/make_places.py``. The program reads the file and not the package,
because the package takes several times as long to load.
"""

from __future__ import annotations

from pathlib import Path

import geothai

BANGKOK = "10"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TABLE = RESOURCES / "geography" / "places.tsv"
WORDS = RESOURCES / "words" / "words_th.txt"
PLACE_WORDS = RESOURCES / "words" / "places_th.txt"


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


def names(rows: list[str]) -> list[str]:
    """Names of places that the word list lacks. Shorter ones (นาดี, เหล) would be found inside other words."""
    listed = set(WORDS.read_text(encoding="utf-8").split("\n"))
    found = {name for row in rows for name in row.split("\t")[1:4]}
    return sorted(name for name in found - listed if len(name) >= 5 and all("ก" <= letter <= "๎" for letter in name))


def write(path: Path, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(rows)} lines")


def main() -> None:
    print(f"geothai data {geothai.DATA_VERSION}")
    rows = lines()
    write(TABLE, rows)
    write(PLACE_WORDS, names(rows))


if __name__ == "__main__":
    main()
