#!/usr/bin/env bash
# make_setup.sh FOLDER VERSION SETUP.EXE: packs a packaged program into its installer. FAST=1 packs less tightly, for trials.
set -euo pipefail
program=$(realpath "$1") version=$2 setup=$(realpath "$3")
cd "$(dirname "$0")"
makensis -V2 -WX -INPUTCHARSET UTF8 ${FAST:+-DFAST} -DVERSION="$version" -DICON="$(realpath ../resources/icons/lsvdesk.ico)" \
  -DPROGRAM="$program" -DOUT="$setup" installer.nsi
