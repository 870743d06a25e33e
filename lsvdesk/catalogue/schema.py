"""JSON Schemas of the files under forms/, so that editors complete and check them: ``python -m lsvdesk.catalogue.schema``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from lsvdesk import paths
from lsvdesk.catalogue.models import HolidayFile, Model, OfficeProfile, RateFile, RevenueFile, Service

KINDS: Mapping[str, type[Model]] = {
    "service": Service,
    "rates": RateFile,
    "revenue": RevenueFile,
    "holidays": HolidayFile,
    "office": OfficeProfile,
}
"""File name under forms/schema/ (without .json) and the model it is made from."""


def text(kind: str) -> str:
    """The schema of one kind of file, as it stands on disk."""
    return json.dumps(KINDS[kind].model_json_schema(by_alias=True), ensure_ascii=False, indent=1) + "\n"


def write(folder: Path) -> list[Path]:
    """Write every schema into ``folder``; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        path = folder / f"{kind}.json"
        path.write_text(text(kind), encoding="utf-8", newline="\n")
        written.append(path)
    return written


if __name__ == "__main__":
    write(paths.shipped("forms") / "schema")
