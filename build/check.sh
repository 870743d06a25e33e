#!/usr/bin/env bash
# Everything that must hold before a change lands: format, lint, types, rooms, forms, tests. Called by `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export QT_QPA_PLATFORM=offscreen PYTHONUTF8=1

say() { printf '\n== %s\n' "$1"; }
say "format";  $bin/ruff format --check .
say "lint";    $bin/ruff check .
say "types";   $bin/mypy
say "rooms";   $bin/lint-imports
say "forms";   $bin/lsvdesk catalogue check
say "tests";   $bin/python -m pytest -n 2 --dist loadgroup
