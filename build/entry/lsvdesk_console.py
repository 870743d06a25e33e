"""The command line of the packaged program; with no command it opens the window."""

import os

os.environ.setdefault("TYPER_USE_RICH", "0")  # coloured boxes around help texts are left out of the package

from lsvdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
