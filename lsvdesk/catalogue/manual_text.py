"""What every office's public manual says beside its services: preface, general parts, the Act, where else to complain, and which rates
make up the tariff of a fee that a rule computes. It stands in forms/manual.yaml."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from lsvdesk import paths
from lsvdesk.catalogue.faults import Fault, at_line, fault, from_validation
from lsvdesk.catalogue.models import Identifier, Model
from lsvdesk.catalogue.yamlio import YamlFault, read
from lsvdesk.errors import CatalogueFault

FILE = "manual.yaml"


class Part(Model):
    """A part of the manual: paragraphs under a heading, then numbered sentences. ``{office}`` and ``{place}`` stand for the office's name
    and its district and province."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Tariff(Model):
    """The rates that a rule computes with, as names in which ``*`` stands for anything; ``services`` keeps it to some services."""

    rule: str
    services: tuple[Identifier, ...] = ()
    rates: tuple[str, ...]

    def fits(self, service_id: str) -> bool:
        """Whether it is said of this service."""
        return not self.services or service_id in self.services

    def names(self, known: tuple[str, ...]) -> list[str]:
        """The rates of ``known`` it names, in its own order."""
        found = [name for pattern in self.rates for name in known if fnmatchcase(name, pattern)]
        return list(dict.fromkeys(found))


class ManualFile(Model):
    """forms/manual.yaml."""

    preface: tuple[str, ...]
    parts: tuple[Part, ...]
    appendix: tuple[Part, ...] = ()
    complaint_channels: tuple[str, ...] = ()
    """Where to complain outside the office."""
    always: tuple[str, ...] = ()
    """What the Act says of the time of every service."""
    tariffs: tuple[Tariff, ...] = ()


def text(root: Path | None = None) -> ManualFile:
    """forms/manual.yaml. Raises CatalogueFault naming file and line where it cannot be used."""
    folder = root or paths.shipped("forms")
    return _text(folder, (folder / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _text(folder: Path, _state: int) -> ManualFile:
    found = faults(folder)
    if found:
        raise CatalogueFault(f"พิมพ์คู่มือไม่ได้จนกว่าจะแก้แฟ้ม {found[0]}", code="manual-text")
    return ManualFile.model_validate(read(folder / FILE))


def faults(root: Path) -> list[Fault]:
    """What is wrong with the file; a forms/ folder without one has no fault."""
    path = root / FILE
    if not path.exists():
        return []
    try:
        ManualFile.model_validate(read(path))
    except YamlFault as broken:
        return [at_line(root, path, broken.line, broken.code, broken.message)]
    except ValidationError as error:
        return [fault(root, path, loc, code, message) for loc, code, message in from_validation(error)]
    return []
