# Two commands do everything on a fresh machine: `make demo` and `make test`.
# The set-up itself (environment, Debian libraries) is build/setup.sh; it is repeated only when the lock changes.
SHELL := /bin/bash
PY := .venv/bin/python
OUT ?= demo-out

.PHONY: setup demo test run bench screenshots lock clean format

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml build/setup.sh
	bash build/setup.sh
	touch $@

.venv/.ready-tests: .venv/.ready
	bash build/setup.sh tests
	touch $@

demo: setup
	.venv/bin/lsvdesk demo --out $(OUT)

run: setup
	.venv/bin/lsvdesk $(ARGS)

test: .venv/.ready-tests
	bash build/check.sh

bench: setup
	$(PY) -m tests.bench

screenshots: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screenshots docs/screens

format: setup
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lock:
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock

clean:
	rm -rf .venv demo-out dist .mypy_cache .ruff_cache .pytest_cache

# The Windows program and its Setup.exe, built and tried (build/README.md); the program for this Linux.
.PHONY: windows package lock-windows
windows: setup
	build/windows.sh

package: setup
	build/package.sh

lock-windows:
	uv pip compile build/pyinstaller.in -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o build/pyinstaller.lock
	uv pip compile pyproject.toml build/pyinstaller.in -c requirements.lock -c build/pyinstaller.lock --python-platform x86_64-pc-windows-msvc --python-version 3.11 --generate-hashes --no-header --no-annotate -o build/windows.lock
