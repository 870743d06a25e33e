#!/usr/bin/env bash
# Makes the environment: Debian libraries (installed as root, otherwise named), a virtual environment, the locked packages.
# `setup.sh` is enough for the program (make demo, make run); `setup.sh tests` adds what `make test` looks at papers and databases with.
# Repeating it is harmless.
set -euo pipefail
cd "$(dirname "$0")/.."

# What Qt loads even offscreen; what it wants for a real X window; what the tests look at papers, workbooks and databases with.
QT="libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
X11="libxcb-icccm4 libxcb-keysyms1 libxcb-cursor0 libxcb-image0 libxcb-render-util0 libxcb-xkb1 libxkbcommon-x11-0 libxcb-shape0 libxcb-randr0 libxcb-xinerama0"
TESTS=""
[ "${1:-}" = tests ] && TESTS="xvfb xauth poppler-utils libreoffice-calc-nogui postgresql"

if command -v dpkg-query >/dev/null; then
  missing=""
  for package in $QT $X11 $TESTS; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
      echo "installing:$missing"
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -qq
      # shellcheck disable=SC2086  # a list of names
      apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
      needed=""
      for package in $missing; do
        case " $TESTS " in *" $package "*) ;; *) needed="$needed $package" ;; esac
      done
      echo "These Debian packages are missing:$missing" >&2
      echo "Install them with: sudo apt-get install --no-install-recommends$missing" >&2
      if [ -n "$needed" ]; then
        echo "The window cannot open without:$needed" >&2
        exit 1
      fi
      echo "(only tests need these; the tests that do are skipped by name)" >&2
    fi
  fi
fi

python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$python" --version) was found. Name another one with PYTHON=…" >&2
  exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
