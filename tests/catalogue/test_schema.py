from __future__ import annotations

import json

import pytest

from lsvdesk import paths
from lsvdesk.catalogue import schema

HEADS = {
    "services/*/*.yaml": "# yaml-language-server: $schema=../../schema/service.json",
    "rates/*.yaml": "# yaml-language-server: $schema=../schema/rates.json",
    "offices/*.yaml": "# yaml-language-server: $schema=../schema/office.json",
    "parts/*.yaml": "# yaml-language-server: $schema=../schema/parts.json",
    "revenue.yaml": "# yaml-language-server: $schema=schema/revenue.json",
    "holidays.yaml": "# yaml-language-server: $schema=schema/holidays.json",
    "manual.yaml": "# yaml-language-server: $schema=schema/manual.json",
}


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_schemas_on_disk_are_those_of_the_models(kind: str) -> None:
    on_disk = (paths.shipped("forms", "schema") / f"{kind}.json").read_text(encoding="utf-8")
    assert on_disk == schema.text(kind), "run: python -m lsvdesk.catalogue.schema"
    assert json.loads(on_disk)["type"] == "object"


@pytest.mark.parametrize("pattern", HEADS)
def test_every_file_tells_the_editor_its_schema(pattern: str) -> None:
    found = sorted(paths.shipped("forms").glob(pattern))
    assert found
    assert [path.name for path in found if not path.read_text(encoding="utf-8").startswith(HEADS[pattern])] == []
