#!/usr/bin/env bash
# Packages the program for this Linux: build/out/linux/LSV Desk, from the same spec as the Windows one, and judges what is in it.
# What `make package` does; `make test` starts the result (tests/packaging/test_onedir.py).
set -euo pipefail
cd "$(dirname "$0")/.."
work=build/work/linux out=build/out/linux
mkdir -p "$work" "$out"
locks=$(sha256sum <build/pyinstaller.lock)
if [ "$(cat "$work/.locks" 2>/dev/null)" != "$locks" ]; then  # beside the environment, so that the program cannot pick it up
  rm -rf "$work/tools"
  .venv/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation --prefer-binary --require-hashes \
    --target "$work/tools" -r build/pyinstaller.lock
  echo "$locks" >"$work/.locks"
fi
export PYTHONPATH="$PWD/$work/tools"
.venv/bin/python -m PyInstaller --noconfirm --log-level WARN --distpath "$out" --workpath "$work/pyinstaller" build/lsvdesk.spec
.venv/bin/python build/check_package.py "$out/LSV Desk" --list "$out/contents.txt"
