"""A Windows PC for the trial of Setup.exe: this one, or one that wine plays in a folder of its own, whose user has a Thai name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

USER = "สมหญิง ทดสอบ"
STAND_INS = ("mscms.dll", "icuuc.dll", "bcryptprimitives.dll")
UNINSTALL_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\LSV Desk"


@dataclass
class Answer:
    """How a program ended and what it said."""

    code: int
    said: str


@dataclass
class WindowsPC:
    """Runs Windows programs and knows where a Windows path lies on the disk of this machine."""

    home: Path
    """A folder for everything of the trial."""
    under_wine: bool = sys.platform != "win32"
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    @property
    def prefix(self) -> Path:
        return self.home / "wine"

    def prepare(self, stand_ins: Path) -> None:
        """An empty folder; under wine a new PC with a Thai user, Windows 10; ``stand_ins`` holds the DLLs that wine has not."""
        shutil.rmtree(self.home, ignore_errors=True)
        if not self.under_wine:
            self.home.mkdir(parents=True)
            self.environment["LOCALAPPDATA"] = str(self.home / "ข้อมูล ของ ผู้ใช้")  # never the data of an office on this machine
            return
        (self.home / "unix home").mkdir(parents=True)
        self.environment |= {
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscms=n;mscoree,mshtml=;winemenubuilder.exe=",
            "HOME": str(self.home / "unix home"),  # wine links the desktop and the documents of its user there
            "USER": USER,
            "LC_ALL": "C.UTF-8",
        }
        subprocess.run(["xvfb-run", "-a", "wineboot", "-i"], env=self.environment, capture_output=True, timeout=300, check=True)
        self.run("winecfg", "-v", "win10")
        for name in STAND_INS:
            target = self.prefix / "drive_c" / "windows" / "system32" / name
            target.unlink(missing_ok=True)
            shutil.copy(stand_ins / name, target)

    def path(self, windows_path: str) -> Path:
        """Where ``C:\\…`` lies on this machine's disk."""
        if not self.under_wine:
            return Path(windows_path)
        return self.prefix / "drive_c" / windows_path.removeprefix("C:\\").replace("\\", "/")

    def windows_path(self, path: Path) -> str:
        """What Windows calls a file of this machine."""
        return "Z:" + str(path.resolve()).replace("/", "\\") if self.under_wine else str(path)

    @property
    def local_appdata(self) -> str:
        return f"C:\\users\\{USER}\\AppData\\Local" if self.under_wine else os.environ["LOCALAPPDATA"]

    @property
    def data_home(self) -> str:
        """Where the program keeps the data of its user."""
        base = self.local_appdata if self.under_wine else self.environment["LOCALAPPDATA"]
        return base + "\\LSV Desk"

    def _command(self, program: str | Path, arguments: tuple[str, ...]) -> list[str]:
        return [*(["wine"] if self.under_wine else []), str(program), *arguments]

    def run(self, program: str | Path, *arguments: str, timeout: float = 600) -> Answer:
        """Run to the end."""
        done = subprocess.run(
            self._command(program, arguments),
            env=self.environment,
            input=b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
        )
        return Answer(done.returncode, done.stdout.decode("utf-8", errors="replace").replace("\r\n", "\n"))

    def start(self, program: str | Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Start and go on."""
        return subprocess.Popen(
            self._command(program, arguments),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def end(self, name: str) -> None:
        """End the program of this name on the PC the hard way, as a power cut would."""
        self.run("taskkill", "/f", "/im", name, timeout=60)

    def restart(self) -> None:
        """Under wine: the next program finds the screen that is there then; one begun without a screen would stay without."""
        if self.under_wine:
            for order in ("-k", "-w"):
                subprocess.run(["wineserver", order], env=self.environment, timeout=60, check=False)

    def registered(self, value: str, *, all_users: bool = False) -> str:
        """A value of the list of installed programs; empty where it is not there."""
        said = self.run("reg", "query", f"{'HKLM' if all_users else 'HKCU'}\\{UNINSTALL_KEY}", "/v", value).said
        return next((line.split("REG_SZ")[1].strip() for line in said.splitlines() if "REG_SZ" in line), "")

    def pretend(self, version: str) -> None:
        """Under wine only: be another Windows (``win7``, ``win10``)."""
        self.run("winecfg", "-v", version)


def wait_until(true, seconds: float = 60) -> bool:  # type: ignore[no-untyped-def]
    """Look again and again; whether it came true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.3)
    return bool(true())
