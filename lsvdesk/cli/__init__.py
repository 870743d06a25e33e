"""The command line: the same use cases as the window, for people who automate and for tests. With no argument it opens the window.

Exit codes: 0 done; 1 something the person can put right (CounterError), said in Thai on stderr with its code; 2 wrong arguments. With
``--json`` the answer is one JSON document on stdout: keys in English, dates ISO, money as text of baht with two decimals.

Importing this package loads nothing: typer comes with the first command, the command's rooms with the command. Start reading at ``app``.
"""

from __future__ import annotations

import sys

COMMON_OPTIONS = ("--office", "--today", "--user")
"""Every command that works in an office takes these; they may stand before it as well."""
WINDOW_OPTIONS = (*COMMON_OPTIONS, "-platform", "-style")
"""Where nothing but these is given there is no command: the window opens with them."""


def main(argv: list[str] | None = None) -> int:
    """Run one command (``sys.argv`` by default), or open the window; the exit code."""
    _speak_utf8()
    arguments = sys.argv[1:] if argv is None else argv
    before, command = _parted(arguments)
    named = {option.split("=")[0] for option in before if option.startswith("-")}
    if not command and "--user" in named:
        sys.stderr.write("--user ใช้กับคำสั่งเท่านั้น ในหน้าต่างเลือกผู้ใช้ด้วย Ctrl+U พิมพ์ lsvdesk --help เพื่อดูคำสั่ง\n")
        return 2
    if not command:
        from lsvdesk.ui.app import main as window

        return window(arguments)
    if not named <= set(COMMON_OPTIONS):
        sys.stderr.write("ตัวเลือกของหน้าต่าง (-platform, -style) ใช้กับคำสั่งไม่ได้ กรุณาเอาออก หรือพิมพ์ lsvdesk --help เพื่อดูคำสั่ง\n")
        return 2
    from lsvdesk.cli.app import run

    return run([*command, *before])


def _parted(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The options that stand before the command, with their values, and the command with all that follows it."""
    at = 0
    while at < len(arguments) and arguments[at].split("=")[0] in WINDOW_OPTIONS:
        at += 1 if "=" in arguments[at] else 2
    return arguments[:at], arguments[at:]


def _speak_utf8() -> None:
    """The console of Windows is not UTF-8 by itself, and Thai must reach a pipe as well."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
