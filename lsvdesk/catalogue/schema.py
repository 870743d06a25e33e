"""JSON Schemas of the files under forms/, so that editors complete and check them: ``python -m lsvdesk.catalogue.schema``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsvdesk import paths
from lsvdesk.catalogue.manual_text import ManualFile
from lsvdesk.catalogue.models import HolidayFile, Model, OfficeProfile, PartFile, RateFile, RevenueFile, Service

KINDS: Mapping[str, type[Model]] = {
    "service": Service,
    "rates": RateFile,
    "revenue": RevenueFile,
    "holidays": HolidayFile,
    "office": OfficeProfile,
    "parts": PartFile,
    "manual": ManualFile,
}
"""File name under forms/schema/ (without .json) and the model it is made from."""


_USE = {"type": "object", "properties": {"use": {"type": "string"}}, "required": ["use"]}


def text(kind: str) -> str:
    """The schema of one kind of file, as it stands on disk."""
    schema = KINDS[kind].model_json_schema(by_alias=True)
    if kind in ("service", "office"):
        _admit_parts(schema)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _admit_parts(node: Any) -> None:
    """Every list of items may hold ``use: name`` in place of an item (:mod:`lsvdesk.catalogue.parts`)."""
    if isinstance(node, dict):
        items = node.get("items")
        if node.get("type") == "array" and isinstance(items, dict) and "$ref" in items:
            node["items"] = {"anyOf": [items, _USE]}
        for below in list(node.values()):
            _admit_parts(below)
    elif isinstance(node, list):
        for below in node:
            _admit_parts(below)


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
