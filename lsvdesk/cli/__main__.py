"""``python -m lsvdesk.cli``."""

from lsvdesk.cli import main

raise SystemExit(main())
