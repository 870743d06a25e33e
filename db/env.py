"""Alembic's entry: the program passes its open connection and owns the transaction.

For developers: `alembic -c db/alembic.ini revision --autogenerate` with LSVDESK_DATABASE_URL set to a database that stands at the newest
revision.
"""

from __future__ import annotations

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

from lsvdesk.register.models import PARTIAL_INDEXES, Base


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """The search index is derived and made by lsvdesk.register.search, not by migrations; some indexes stand in migrations alone."""
    return not (kind == "table" and name is not None and name.startswith("search_")) and name not in PARTIAL_INDEXES


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",  # SQLite changes a table by making it again
        include_name=include_name,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(os.environ["LSVDESK_DATABASE_URL"])
    with engine.begin() as own:
        run(own)
