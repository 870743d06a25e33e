"""The trial of Setup.exe: what a clerk and the province's IT will do with it, with the evidence printed. Exit code 1 where a step failed.

    python -m tests.packaging.trial --setup SETUP.EXE --next SETUP-OF-THE-NEXT-VERSION.EXE --evidence FOLDER

On Debian the PC is played by wine, on Windows it is this one. ``build/windows.sh`` and ``build/windows.ps1`` call it.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.packaging.comparing import account, differences
from tests.packaging.windows_pc import USER, WindowsPC, wait_until

ROOT = Path(__file__).resolve().parents[2]
PROGRAM, CONSOLE = "lsvdesk-window.exe", "lsvdesk.exe"
THAI_FOLDER = r"C:\โปรแกรม ของ สำนักงาน\LSV Desk"
WORK = r"C:\งานทดลอง ของ สำนักงาน"


class Failed(Exception):
    """A step of the trial did not do what it must."""


def must(holds: bool, what: str) -> str:
    if not holds:
        raise Failed(what)
    return what


class Trial:
    """Steps in the order in which they are written; each gives the line of evidence that is printed."""

    def __init__(self, pc: WindowsPC, setup: Path, following: Path, evidence: Path) -> None:
        self.pc, self.setup, self.following, self.evidence = pc, setup, following, evidence
        self.folder = pc.local_appdata + r"\Programs\LSV Desk"
        self.demo = WORK + r"\เดโม"

    # --- helpers ------------------------------------------------------------------------------------------------------------------
    def console(self, *arguments: str, folder: str | None = None, timeout: float = 900):  # type: ignore[no-untyped-def]
        return self.pc.run(self.pc.path((folder or self.folder) + "\\" + CONSOLE), *arguments, timeout=timeout)

    def install(self, setup: Path, *options: str):  # type: ignore[no-untyped-def]
        return self.pc.run(setup, "/S", *options)

    def contents(self, folder: str) -> dict[str, tuple[int, float]]:
        base = self.pc.path(folder)
        return {str(path.relative_to(base)): (path.stat().st_size, path.stat().st_mtime) for path in base.rglob("*") if path.is_file()}

    # --- steps --------------------------------------------------------------------------------------------------------------------
    def step_01_an_older_windows_is_told(self) -> str:
        if not self.pc.under_wine:
            return "skipped: only wine can be an older Windows"
        self.pc.pretend("win7")
        code = self.install(self.setup, "/CurrentUser").code
        self.pc.pretend("win10")
        must(not self.pc.path(self.folder).exists(), "nothing may be installed on Windows 7")
        return must(code == 3, f"Windows 7: refused with exit code {code}")

    def step_02_silent_install_for_one_user(self) -> str:
        begun = time.monotonic()
        answer = self.install(self.setup, "/CurrentUser")
        must(answer.code == 0, f"exit code {answer.code}")
        files = self.contents(self.folder)
        must(PROGRAM in files and CONSOLE in files, f"the program is in {self.folder}")
        must(self.pc.registered("DisplayVersion") != "", "it is in the list of programs")
        size = sum(size for size, _ in files.values()) / 1e6
        took = time.monotonic() - begun
        version = self.pc.registered("DisplayVersion")
        return f"version {version}: {len(files)} files, {size:.0f} MB in “{self.folder}” in {took:.0f} s"

    def step_03_demo_makes_the_same_as_on_this_machine(self) -> str:
        reference = self.pc.home / "reference"
        here = [sys.executable, "-m", "lsvdesk.cli", "demo", "--quick", "--out", str(reference)]
        done = subprocess.run(here, capture_output=True, cwd=ROOT, timeout=600, env={**os.environ, "PYTHONUTF8": "1"})
        must(done.returncode == 0, f"demo here: {done.stderr.decode('utf-8', 'replace')[-600:]}")
        self.before = self.contents(self.folder)
        self.pc.path(WORK).mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        answer = self.console("demo", "--quick", "--out", self.demo)
        must(answer.code == 0, f"demo in the installed program: {answer.code} {answer.said[-800:]}")
        took = time.monotonic() - begun
        (self.evidence / "demo.txt").write_text(answer.said, encoding="utf-8")
        found = differences(reference, self.pc.path(self.demo))
        must(not found, f"differences: {found[:5]}")
        return f"{account(reference)}: all equal ({took:.0f} s)"

    def step_04_the_register_is_sound(self) -> str:
        answer = self.console("verify", "--office", self.demo + r"\office")
        return must(answer.code == 0, f"verify: {answer.said.strip()[-300:]}")

    def step_05_a_mistake_is_told_in_thai_with_exit_code_1(self) -> str:
        answer = self.console("verify", "--office", WORK + r"\ไม่มีที่นี่")
        must(answer.code == 1, f"exit code {answer.code}: {answer.said[-300:]}")
        return must("กรุณา" in answer.said, answer.said.strip().splitlines()[-1][:160])

    def step_06_starts_and_the_second_start_raises_the_first(self) -> str:
        office = self.demo + r"\office"
        first = self.pc.start(self.pc.path(self.folder + "\\" + PROGRAM), "-platform", "offscreen", "--office", office)
        lock = self.pc.path(office) / "register.lock"
        lock.unlink(missing_ok=True)
        try:
            must(wait_until(lambda: lock.exists() and lock.stat().st_size > 0, 90), "the window opened the office")
            time.sleep(3)
            must(first.poll() is None, "the window stays open")
            begun = time.monotonic()
            second = self.pc.run(self.pc.path(self.folder + "\\" + PROGRAM), "-platform", "offscreen", "--office", office, timeout=90)
            took = time.monotonic() - begun
            must(second.code == 0, f"the second start ends by itself: {second.code} {second.said[-300:]}")
            must(first.poll() is None, "the first goes on")
            refused = self.install(self.setup, "/CurrentUser").code
            must(refused == 4, f"Setup while the program runs: exit code {refused}")
        finally:
            self.pc.end(PROGRAM)
            first.wait(60)
        incidents = self.pc.path(office) / "logs" / "incidents.log"
        must(not incidents.exists(), f"no incident: {incidents.read_text('utf-8') if incidents.exists() else ''}")
        return f"opened offscreen; the second start ended by itself after {took:.1f} s; Setup refused meanwhile (exit code 4); no incident"

    def step_07_the_window_can_be_seen(self) -> str:
        if not self.pc.under_wine:
            return "skipped: needs a virtual screen"
        from PIL import ImageGrab

        office = self.demo + r"\office"
        number = 90 + os.getpid() % 100
        with subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", "1440x860x24"], stderr=subprocess.DEVNULL) as screen:
            try:
                must(wait_until(lambda: Path(f"/tmp/.X11-unix/X{number}").exists(), 15), "Xvfb is up")
                self.pc.environment["DISPLAY"] = f":{number}"
                self.pc.restart()
                window = self.pc.start(self.pc.path(self.folder + "\\" + PROGRAM), "--office", office, "--today", "2026-03-23")
                colours, until = 0, time.monotonic() + 90
                while time.monotonic() < until:
                    time.sleep(4)
                    picture = ImageGrab.grab(xdisplay=f":{number}")
                    before, colours = colours, len(picture.getcolors(1 << 24) or [])
                    if colours > 200 and colours == before:
                        break
                picture.save(self.evidence / "window.png")
                self.pc.end(PROGRAM)
                window.wait(60)
            finally:
                self.pc.environment.pop("DISPLAY", None)
                self.pc.restart()
                screen.terminate()
        return must(colours > 200, f"window.png, {colours} colours")

    def step_08_nothing_is_written_into_the_programs_folder(self) -> str:
        return must(self.contents(self.folder) == self.before, f"{len(self.before)} files are as they were installed, after all of this")

    def step_09_upgrade_in_place_with_a_register(self) -> str:
        office = self.demo + r"\office"
        gone = r"\_internal\resources\icons\README.md"
        must(self.pc.path(self.folder + gone).exists(), "a file that only this version has")
        answer = self.install(self.following)  # no option: it finds out where it is installed
        must(answer.code == 0, f"exit code {answer.code}")
        must(not self.pc.path(self.folder + gone).exists(), "what the next version has not is gone")
        version = self.pc.registered("DisplayVersion")
        answer = self.console("verify", "--office", office)
        must(answer.code in (0, 1), answer.said)
        opened = self.console("case", "list", "--office", office)
        must(opened.code == 0, f"the register opens in the new version: {opened.said[-300:]}")
        answer = self.console("verify", "--office", office)
        must(answer.code == 0, f"verify after the upgrade: {answer.said[-300:]}")
        copies = sorted(path.name for path in self.pc.path(office).glob("register-before-upgrade-*.lsv"))
        must(len(copies) == 1, f"one copy of the register as it was: {copies}")
        must(revision_of(self.pc.path(office) / "register.lsv") == "9001", "the register was migrated")
        must(revision_of(self.pc.path(office) / copies[0]) == "0003", "the copy was not")
        return f"now version {version}; register migrated to 9001 after a copy ({copies[0]}); verify: {answer.said.strip()}"

    def step_10_uninstall_keeps_the_offices_data(self) -> str:
        data = self.pc.path(self.pc.data_home + r"\office")
        data.mkdir(parents=True, exist_ok=True)
        (data / "register.lsv").write_bytes(b"an office's register")
        answer = self.pc.run(self.pc.path(self.folder + r"\uninstall.exe"), "/S")
        must(answer.code == 0, f"exit code {answer.code}")
        must(wait_until(lambda: not self.pc.path(self.folder).exists(), 60), "the program's folder is gone")
        must(wait_until(lambda: self.pc.registered("DisplayVersion") == "", 30), "it is off the list of programs")
        must((data / "register.lsv").exists(), "the office's data is where it was")
        must((self.pc.path(self.demo) / "office" / "register.lsv").exists(), "so is another office's")
        shutil.rmtree(data)
        return "program, shortcuts and list entry gone; the office's data is where it was"

    def step_11_for_all_users(self) -> str:
        folder = r"C:\Program Files\LSV Desk"
        answer = self.install(self.setup, "/AllUsers")
        must(answer.code == 0, f"exit code {answer.code}")
        listed = self.console("office", "list", folder=folder)
        must(listed.code == 0 and "pho-yai" in listed.said, f"{listed.code} {listed.said[-200:]}")
        must(self.pc.registered("DisplayVersion", all_users=True) != "", "in the list of programs of the machine")
        self.pc.run(self.pc.path(folder + r"\uninstall.exe"), "/S")
        must(wait_until(lambda: not self.pc.path(folder).exists(), 60), "gone again")
        return f"installed in “{folder}”, runs, uninstalled"

    def step_12_into_a_thai_folder_with_spaces(self) -> str:
        answer = self.install(self.setup, "/CurrentUser", *f"/D={THAI_FOLDER}".split(" "))  # /D= wants no quotation marks
        must(answer.code == 0, f"exit code {answer.code}")
        made = self.console("office", "init", "--profile", "pho-yai", folder=THAI_FOLDER)
        must(made.code == 0, f"{made.code} {made.said[-300:]}")
        data = self.pc.path(self.pc.data_home + r"\office\register.lsv")
        must(data.exists(), f"the office is in {data}")
        checked = self.console("verify", folder=THAI_FOLDER)
        must(checked.code == 0, checked.said[-300:])
        self.pc.run(self.pc.path(THAI_FOLDER + r"\uninstall.exe"), "/S")
        must(wait_until(lambda: not self.pc.path(THAI_FOLDER).exists(), 60), "gone again")
        must(data.exists(), "the office stays")
        return f"“{THAI_FOLDER}”: office made in “{self.pc.data_home}\\office”, sound; it stays after uninstalling"


def revision_of(register: Path) -> str:
    """The version of the tables in a register file."""
    from contextlib import closing

    import sqlcipher3.dbapi2 as sqlite

    with closing(sqlite.connect(f"file:{register}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def main(arguments: list[str]) -> int:
    """Play all steps; those after a failed one are played too, where they can be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", line_buffering=True)
    parser = argparse.ArgumentParser()
    parser.add_argument("--setup", type=Path, required=True)
    parser.add_argument("--next", type=Path, required=True)
    parser.add_argument("--evidence", type=Path, required=True)
    parser.add_argument("--home", type=Path, default=ROOT / "build" / "work" / "windows" / "trial")
    parser.add_argument("--stand-ins", type=Path, default=ROOT / "build" / "work" / "windows" / "wine" / "drive_c" / "windows" / "system32")
    chosen = parser.parse_args(arguments)
    chosen.evidence.mkdir(parents=True, exist_ok=True)
    pc = WindowsPC(chosen.home.resolve())
    pc.prepare(chosen.stand_ins)
    if not pc.under_wine and (pc.registered("DisplayVersion") or pc.registered("DisplayVersion", all_users=True)):
        print("LSV Desk is installed on this machine: uninstall it first, the trial would upgrade and remove it", file=sys.stderr)
        return 2
    if pc.under_wine:
        print(f"a PC played by wine; its user is “{USER}”")
    trial = Trial(pc, chosen.setup.resolve(), chosen.next.resolve(), chosen.evidence)
    failed = 0
    steps: list[Callable[[], str]] = [getattr(trial, name) for name in sorted(dir(trial)) if name.startswith("step_")]
    for step in steps:
        title = step.__name__[5:].replace("_", " ")
        try:
            print(f"ok      {title}: {step()}")
        except Exception as error:  # noqa: BLE001  # whatever it was, it is a failed step, and the others are worth trying
            failed += 1
            print(f"FAILED  {title}: {type(error).__name__} {error}")
    print(f"{len(steps) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
