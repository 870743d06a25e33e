"""Which version of the tables this program writes, and how an older register is brought up to it.

Opening must be quick, so Alembic is imported only where tables are really made or changed: the register's stored revision is compared
with :data:`HEAD`, and a test holds ``HEAD`` to the newest file under ``db/versions``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from lsvdesk.paths import shipped

if TYPE_CHECKING:
    from alembic.config import Config

APPLICATION_ID = 0x4C535644
"""``PRAGMA application_id`` of a register: "LSVD"."""

HEAD = "0003"


@dataclass(frozen=True)
class Schema:
    """The newest revision and the folder of the migrations that lead to it."""

    head: str = HEAD
    folder: Callable[[], Path] = field(default=lambda: shipped("db"))

    def upgrade(self, connection: Connection) -> None:
        """Run what is missing, inside the connection's open transaction; nothing is committed here."""
        from alembic import command

        command.upgrade(self._config(connection), self.head)

    def knows(self, revision: str) -> bool:
        """Whether ``revision`` is one of this program's, so that the register can be upgraded from it."""
        from alembic.script import ScriptDirectory
        from alembic.util import CommandError

        try:
            return ScriptDirectory.from_config(self._config(None)).get_revision(revision) is not None
        except CommandError:
            return False

    def _config(self, connection: Connection | None) -> Config:
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self.folder()).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        return config


def stored_revision(connection: Connection) -> str | None:
    """The revision that the register says it has; None where there is no such table or row (not a register of ours)."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
