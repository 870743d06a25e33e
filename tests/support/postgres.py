"""A real PostgreSQL server for the tests: made in a folder of its own, on a socket only, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

USERS = ("postgres", "nobody")  # the server refuses to run as root
PROGRAM_DIRS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


def program(name: str) -> str | None:
    """The newest installed ``name``; Debian keeps the servers away from PATH."""
    found = [path for root in PROGRAM_DIRS for path in sorted(Path(root).glob(f"**/bin/{name}"))]
    return str(found[-1]) if found else shutil.which(name)


class Server:
    """A running server; :meth:`database` makes an empty database and gives its URL."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self.folder = folder
        self.user = user
        self.data = folder / "data"

    def start(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", "office", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def database(self) -> str:
        import psycopg

        name = f"office_{uuid4().hex[:12]}"
        with psycopg.connect(host=str(self.folder), user="office", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://office@/{name}?host={self.folder}"

    def _run(self, name: str, *arguments: str) -> None:
        path = program(name)
        assert path is not None
        prefix = ["runuser", "-u", self.user, "--"] if self.user else []
        # the server keeps what it inherits open: no pipes, or waiting for their end never ends
        with (self.folder / f"{name}.out").open("w") as said:
            done = subprocess.run(
                [*prefix, path, *arguments], stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=self.folder, timeout=120
            )
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {(self.folder / f'{name}.out').read_text()}")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server for the whole run; skipped only where no server program is installed."""
    if program("initdb") is None or program("pg_ctl") is None:
        pytest.skip("no PostgreSQL server program (initdb, pg_ctl) is installed")
    import pwd

    folder = Path(tempfile.mkdtemp(prefix="lsv-pg-"))  # short: a socket's path may have 107 bytes
    user = None
    if os.geteuid() == 0:
        user = next((name for name in USERS if any(entry.pw_name == name for entry in pwd.getpwall())), None)
        assert user is not None, "running as root, and there is no other account to run the server under"
        shutil.chown(folder, user)
    server = Server(folder, user)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> str:
    """The URL of an empty database of its own."""
    return postgresql_server.database()
