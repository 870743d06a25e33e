"""What this computer remembers about its window."""

from __future__ import annotations

from pathlib import Path

from lsvdesk.ui.preferences import Preferences, next_scale


def test_the_chosen_size_is_remembered(tmp_path: Path) -> None:
    Preferences(tmp_path / "window.ini").scale = 1.5
    assert Preferences(tmp_path / "window.ini").scale == 1.5


def test_a_size_that_makes_no_sense_is_brought_back_to_one_that_does(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[General]\nscale=enormous\n")
    assert Preferences(file).scale == 1.0
    file.write_text("[General]\nscale=7\n")
    assert Preferences(file).scale == 2.0


def test_the_folder_chosen_last_is_remembered_and_can_be_forgotten(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "window.ini")
    assert preferences.office_folder is None
    preferences.office_folder = tmp_path / "สำนักงาน"
    assert Preferences(tmp_path / "window.ini").office_folder == tmp_path / "สำนักงาน"
    preferences.office_folder = None
    assert Preferences(tmp_path / "window.ini").office_folder is None


def test_plus_and_minus_go_by_steps_and_stop_at_the_ends() -> None:
    assert next_scale(1.0, +1) == 1.1
    assert next_scale(1.5, -1) == 1.25
    assert next_scale(2.0, +1) == 2.0
    assert next_scale(1.0, -1) == 1.0
