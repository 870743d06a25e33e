"""The command line: the same use cases as the window, for people who automate and for tests. With no argument it opens the window.

Exit codes: 0 done; 1 something the person can put right (CounterError), said in Thai on stderr with its code; 2 wrong arguments. With
``--json`` the answer is one JSON document on stdout: keys in English, dates ISO, money as text of baht with two decimals.

Importing this package loads nothing: typer comes with the first command, the command's rooms with the command. Start reading at ``app``.
"""

from __future__ import annotations

import sys

WINDOW_OPTIONS = ("--office", "--today", "-platform", "-style")
"""Where the first argument is one of these there is no command: the window opens with them."""


def main(argv: list[str] | None = None) -> int:
    """Run one command (``sys.argv`` by default), or open the window; the exit code."""
    _speak_utf8()
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0].split("=")[0] in WINDOW_OPTIONS:
        from lsvdesk.ui.app import main as window

        return window(arguments)
    from lsvdesk.cli.app import run

    return run(arguments)


def _speak_utf8() -> None:
    """The console of Windows is not UTF-8 by itself, and Thai must reach a pipe as well."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
