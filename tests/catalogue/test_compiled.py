from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lsvdesk import paths
from lsvdesk.catalogue import compiled, loader, reader
from lsvdesk.errors import CatalogueFault


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    shutil.copytree(paths.shipped("forms"), folder)
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return paths.cache_dir()


def fresh(forms: Path, profile: str | None = None) -> loader.Catalogue:
    """As another start of the program reads it."""
    loader._standard.cache_clear()
    loader._loaded.cache_clear()
    return loader.load(forms, profile)


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(self: reader.Reader) -> None:
        raise AssertionError("the files were read again")

    monkeypatch.setattr(reader.Reader, "standard", never)


def test_the_second_start_reads_no_file_and_finds_the_same(forms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fresh(forms, "pho-yai")
    unread(monkeypatch)
    second = fresh(forms, "pho-yai")
    assert second == first
    assert {each: second.version(each) for each in second.services} == {each: first.version(each) for each in first.services}
    assert list(second.services) == list(first.services)


def test_an_edited_form_is_never_answered_from_an_old_copy(forms: Path) -> None:
    fresh(forms)
    file = forms / "services" / "revenue" / "signboard-tax.yaml"
    said = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("ป้าย", "ปาย", 1), encoding="utf-8")
    import os

    os.utime(file, ns=(said.st_atime_ns, said.st_mtime_ns))  # not even where the clock of the computer stood still
    assert "ปาย" in fresh(forms).service("signboard-tax").model_dump_json()


def test_a_damaged_copy_is_passed_over(forms: Path, cache: Path) -> None:
    first = fresh(forms)
    (copy,) = cache.glob("catalogue-*.json")
    copy.write_bytes(copy.read_bytes()[:-1000])
    assert fresh(forms) == first


def test_a_copy_that_cannot_be_written_changes_nothing(forms: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text("a file stands where the folder should be")
    assert fresh(forms).service("signboard-tax").id == "signboard-tax"


def test_faulty_forms_are_read_each_time_and_the_fault_named_each_time(forms: Path, cache: Path) -> None:
    file = forms / "services" / "revenue" / "signboard-tax.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("keywords:", "keyword:", 1), encoding="utf-8")
    for _ in range(2):
        assert [fault.code for fault in fresh(forms).faults] == ["unknown-key"]
    assert not list(cache.glob("*"))


def test_only_the_newest_copies_are_kept(forms: Path, cache: Path) -> None:
    file = forms / "services" / "revenue" / "signboard-tax.yaml"
    for n in range(compiled.KEPT + 3):
        file.write_text(file.read_text(encoding="utf-8") + f"# {n}\n", encoding="utf-8")
        fresh(forms)
    assert len(list(cache.glob("catalogue-*.json"))) == compiled.KEPT


def test_the_copy_made_for_a_package_is_used_where_nothing_may_be_written(
    forms: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader.compile_to(forms / compiled.SHIPPED, forms)
    first = fresh(forms)
    shutil.rmtree(cache)
    cache.write_text("")
    unread(monkeypatch)
    assert fresh(forms) == first


def test_faulty_forms_are_not_packaged(forms: Path, tmp_path: Path) -> None:
    file = forms / "revenue.yaml"
    file.write_text("accounts: nonsense\n", encoding="utf-8")
    loader._standard.cache_clear()
    with pytest.raises(CatalogueFault, match=r"revenue\.yaml"):
        loader.compile_to(tmp_path / "copy.json", forms)
    assert not (tmp_path / "copy.json").exists()
