# Sourced by windows.sh: the wine in which the Windows program is built and tried, in build/work/windows only.
export WINEPREFIX="$PWD/build/work/windows/wine" WINEARCH=win64 WINEDEBUG=-all
export WINEDLLOVERRIDES="mscms=n;mscoree,mshtml=;winemenubuilder.exe="  # our stand-in for mscms; no questions about .NET and a browser, nothing in the desktop menus

# Windows programs want a readable input, and lose what they write straight into a file.
in_wine() { echo | wine "$@" 2>&1 | cat; return "${PIPESTATUS[1]}"; }

# Qt 6 asks Windows for three DLLs that wine 8 has not or has only in part. Stand-ins that fail politely lie in wine's own system32, far
# from what is packaged; check_package.py refuses them in the program.
stand_ins() {
  local system="$WINEPREFIX/drive_c/windows/system32" one source dll library
  for one in "bcryptprimitives:bp:-ladvapi32" "icuuc:icuuc:" "mscms:mscms:"; do
    IFS=: read -r dll source library <<<"$one"
    rm -f "$system/$dll.dll"
    x86_64-w64-mingw32-gcc -shared -O1 -s -o "$system/$dll.dll" "build/wine_stubs/$source.c" ${library:+"$library"}
  done
}
