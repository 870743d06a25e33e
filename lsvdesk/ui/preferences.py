"""What this computer remembers about its window: the scale, the size, the folder of the office. Nothing of the office itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from lsvdesk.paths import default_office_dir

SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of Ctrl+plus and Ctrl+minus."""


def preferences_file() -> Path:
    """Beside the office's own folder, so that one place holds everything of the program."""
    return default_office_dir().parent / "window.ini"


class Preferences:
    """Read at the start, written at each change; a file that cannot be written is no reason to stop working."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(str(file or preferences_file()), QSettings.Format.IniFormat)

    @property
    def scale(self) -> float:
        """1.0 to 2.0; 1.0 where nothing sensible is written."""
        try:
            value = float(self._settings.value("scale", 1.0))
        except (TypeError, ValueError):
            return 1.0
        return min(max(value, SCALES[0]), SCALES[-1])

    @scale.setter
    def scale(self, value: float) -> None:
        self._settings.setValue("scale", value)
        self._settings.sync()

    @property
    def office_folder(self) -> Path | None:
        """The folder chosen last, None for the usual one."""
        text = self._settings.value("office_folder", "")
        return Path(text) if isinstance(text, str) and text else None

    @office_folder.setter
    def office_folder(self, folder: Path | None) -> None:
        self._settings.setValue("office_folder", str(folder) if folder else "")
        self._settings.sync()

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, as Qt writes it."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)
        self._settings.sync()


def next_scale(scale: float, direction: int) -> float:
    """The step above (+1) or below (-1) ``scale``; the same at the ends."""
    if direction > 0:
        return next((step for step in SCALES if step > scale + 0.001), SCALES[-1])
    return next((step for step in reversed(SCALES) if step < scale - 0.001), SCALES[0])
