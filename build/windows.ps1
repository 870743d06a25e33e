# Builds the Windows program and its Setup.exe on a Windows machine, and tries both there. See build/README.md.
#
#   powershell -ExecutionPolicy Bypass -File build\windows.ps1
#
# Needs 64-bit Python 3.11 (py -3.11) and NSIS 3.08 or newer.
$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot)
$env:PYTHONUTF8 = "1"
$work = "build\work\windows"; $out = "build\out\windows"; $python = "$work\env\Scripts\python.exe"

function Run([string]$program) {
    & $program @args
    if ($LASTEXITCODE -ne 0) { throw "$program $args ended with $LASTEXITCODE" }
}

$makensis = @("$env:ProgramFiles\NSIS\makensis.exe", "${env:ProgramFiles(x86)}\NSIS\makensis.exe") | Where-Object { Test-Path $_ } | Select-Object -First 1
if (-not $makensis) { throw "NSIS is missing: install it first" }

function Pack([string]$program, [string]$version, [string]$setup, [string[]]$more) {
    Run $makensis "-V2" "-WX" "-INPUTCHARSET" "UTF8" @more "-DVERSION=$version" "-DICON=$PWD\resources\icons\lsvdesk.ico" "-DPROGRAM=$program" "-DOUT=$setup" "build\installer.nsi"
}

Write-Host "`n== libraries, as locked"
if (-not (Test-Path $python)) { Run py "-3.11" "-m" "venv" "$work\env" }
Run $python "-m" "pip" "install" "--quiet" "--disable-pip-version-check" "--require-hashes" "-r" "build\windows.lock"
$version = & $python -c "import lsvdesk; print(lsvdesk.__version__)"

Write-Host "`n== program (some minutes)"
Run $python "-m" "PyInstaller" "--noconfirm" "--clean" "--log-level" "WARN" "--distpath" $out "--workpath" "$work\pyinstaller" "build\lsvdesk.spec"
New-Item -ItemType Directory -Force dist | Out-Null
Run $python "build\check_package.py" "$out\LSV Desk" "--list" "dist\LSV-Desk-$version-contents.txt"

Write-Host "`n== Setup.exe"
$setup = "$PWD\dist\LSV-Desk-$version-Setup.exe"
Pack "$PWD\$out\LSV Desk" $version $setup @()
$size = (Get-Item $setup).Length
Write-Host "${setup}: $([math]::Floor($size / 1000000)) MB (at most 70)"
if ($size -gt 70000000) { throw "Setup.exe is larger than 70 MB" }

Write-Host "`n== trial on this machine"
$next = "$work\next"
if (Test-Path $next) { Remove-Item -Recurse -Force $next }
Copy-Item -Recurse "$out\LSV Desk" $next
Copy-Item tests\packaging\next_release_migration.py "$next\_internal\db\versions\"
$schema = "$PWD\$next\_internal\lsvdesk\register\schema.py"
[IO.File]::WriteAllText($schema, ([IO.File]::ReadAllText($schema) -replace '(?m)^HEAD = ".*"', 'HEAD = "9001"'))
Remove-Item "$next\_internal\resources\icons\README.md"
$parts = $version.Split(".")
Pack "$PWD\$next" "$($parts[0]).$($parts[1]).$([int]$parts[2] + 1)" "$PWD\$work\next-setup.exe" @("-DFAST")
Run $python "-m" "tests.packaging.trial" "--setup" $setup "--next" "$work\next-setup.exe" "--evidence" "dist\trial"
