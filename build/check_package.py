"""Holds a packaged program to what it may contain: every file and every module, listed and judged. Exit code 1 names what is wrong.

    python build/check_package.py "build/out/windows/LSV Desk" [--list FILE]

What is refused: stand-ins of the trial under wine, tests and tools of the workshop, modules that the program does not use, forms for which
nobody asked, paths of the machine that built it. What must be there: forms, resources, migrations, licences, every module of ours.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent

STANDS_IN = re.compile(r"(^|/)(mscms|icuuc|icuin|icu|bcryptprimitives)\.dll$", re.IGNORECASE)
"""What build/wine_stubs makes: Windows has its own, and ours only fail politely."""

WORKSHOP = re.compile(
    r"(^|[./])(tests?|pytest\w*|_pytest|hypothesis|mypy|ruff|pip|setuptools|pkg_resources|wheel|PyInstaller|coverage|faker)([./]|$)"
)
UNUSED_MODULES = re.compile(
    r"^(PySide6\.Qt(Network|Qml|Quick|Test|Sql|Svg)|pikepdf|lxml|fontTools|numpy|tkinter|unittest|IPython|psycopg\w*|sqlite3|pydantic\.v1)(\.|$)"
)
UNUSED_FILES = re.compile(r"(^|/)((lib)?Qt6(Network|Qml|Quick|Pdf|Svg|Sql)|opengl32sw|D3Dcompiler)", re.IGNORECASE)
ALLOWED_TESTS = {"sqlalchemy.util.tool_support"}
MUST_HAVE = (
    "forms/revenue.yaml",
    "forms/services",
    "forms/rates",
    "forms/offices",
    "resources/fonts",
    "resources/icons/logo.svg",
    "resources/style",
    "resources/words",
    "resources/geography",
    "db/env.py",
    "db/versions",
    "LICENSE",
)


@dataclass(frozen=True)
class Package:
    """A packaged program as it lies in its folder: files relative to it with their sizes, modules frozen into it, text in its code."""

    files: dict[str, int]
    modules: frozenset[str]
    places: frozenset[str]
    """File names that the compiled modules carry (for reports of errors)."""
    imported_by_dlls: dict[str, frozenset[str]]
    """Windows only: a file's name → the DLLs it asks for."""


def read(folder: Path) -> Package:
    """Everything about the package in ``folder``. Raises FileNotFoundError where there is no program."""
    from PyInstaller.archive.readers import CArchiveReader

    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
    modules: set[str] = set()
    places: set[str] = set()
    for name in ("lsvdesk-window", "lsvdesk"):
        program = next(path for path in (folder / f"{name}.exe", folder / name) if path.is_file())
        archive = CArchiveReader(str(program))
        inner = archive.open_embedded_archive("PYZ.pyz")
        for module in inner.toc:
            modules.add(module)
            code = inner.extract(module)
            if isinstance(code, CodeType):
                places.add(code.co_filename)
        places |= {entry for entry in archive.toc if "/" in entry or "\\" in entry}
    return Package(files, frozenset(modules), frozenset(places), _dlls(folder, files))


def _dlls(folder: Path, files: dict[str, int]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    programs = [name for name in files if name.lower().endswith((".exe", ".dll", ".pyd"))]
    if not programs:
        return found
    import pefile

    for name in programs:
        with pefile.PE(str(folder / name), fast_load=True) as parts:
            parts.parse_data_directories(directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
            found[name] = frozenset(entry.dll.decode("ascii").lower() for entry in getattr(parts, "DIRECTORY_ENTRY_IMPORT", ()))
    return found


def faults(package: Package, root: Path = ROOT) -> list[str]:
    """What is wrong with the package, in English for whoever builds it; empty if nothing is."""
    wrong = [f"a stand-in for wine: {name}" for name in package.files if STANDS_IN.search(name)]
    wrong += [f"a file of the workshop: {name}" for name in package.files if WORKSHOP.search(name.removesuffix(".py"))]
    wrong += [f"a file nobody uses: {name}" for name in package.files if UNUSED_FILES.search(name)]
    wrong += [f"a module of the workshop: {name}" for name in package.modules if WORKSHOP.search(name) and name not in ALLOWED_TESTS]
    wrong += [f"a module nobody uses: {name}" for name in package.modules if UNUSED_MODULES.match(name)]
    wrong += [f"the builder's path in {place}" for place in package.places if place.startswith("/") or re.match(r"^[A-Za-z]:\\", place)]
    inside = [name.removeprefix("_internal/") for name in package.files]
    for needed in MUST_HAVE:
        if not any(name == needed or name.startswith(needed + "/") for name in inside):
            wrong.append(f"missing: {needed}")
    ours = {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for path in (root / "lsvdesk").rglob("*.py")}
    beside = {name.removesuffix(".py").replace("/", ".") for name in inside if name.startswith("lsvdesk/")}
    wrong += [f"missing module: {name}" for name in sorted(ours - package.modules - beside)]
    for folder in ("forms", "resources", "db"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not re.search(r"__pycache__|^forms/schema/", name) and name not in inside:
                wrong.append(f"missing: {name}")
    return wrong


def version_words(program: Path) -> dict[str, str]:
    """What the properties of a Windows program say."""
    import pefile

    found: dict[str, str] = {}
    with pefile.PE(str(program), fast_load=True) as parts:
        parts.parse_data_directories(directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
        for group in getattr(parts, "FileInfo", ()):
            for info in group:
                for table in getattr(info, "StringTable", ()):
                    found |= {key.decode(): text.decode() for key, text in table.entries.items()}
    return found


def main(arguments: list[str]) -> int:
    """Judge a package and print its account."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", type=Path, help="write all files, modules and DLLs here")
    chosen = parser.parse_args(arguments)
    package = read(chosen.folder)
    if chosen.list:
        lines = ["# files"] + [f"{size:>12,} {name}" for name, size in package.files.items()]
        lines += ["# modules", *sorted(package.modules), "# what the programs ask Windows for"]
        shipped = {Path(name).name.lower() for name in package.files}
        lines += sorted({dll for asked in package.imported_by_dlls.values() for dll in asked} - shipped)
        chosen.list.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(package.files)} files, {sum(package.files.values()) / 1e6:,.1f} MB, {len(package.modules)} modules")
    window = chosen.folder / "lsvdesk-window.exe"
    if window.exists():
        print("properties:", ", ".join(f"{key}: {text}" for key, text in version_words(window).items()))
    found = faults(package)
    for fault in found:
        print(f"  {fault}", file=sys.stderr)
    print("nothing in it that does not belong there" if not found else f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
