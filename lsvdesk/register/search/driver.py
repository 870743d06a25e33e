"""The database of a session, spoken to directly: a search runs at every key stroke, and a million rows are indexed at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

_KEPT = "lsv_search_driver"


class Driver:
    """Statements are written with ``?1 ?2 …`` (``rows``) or ``?`` (``run``, ``many``), as SQLite has them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.sqlite = connection.dialect.name == "sqlite"
        self._driver: Any = connection.connection.driver_connection

    @classmethod
    def of(cls, session: Session) -> Driver:
        """The driver of a session of the register, which stays on one connection for its whole life."""
        driver = session.info.get(_KEPT)
        if driver is None:
            driver = cls(session.connection())
            if isinstance(session.bind, Connection):
                session.info[_KEPT] = driver
        assert isinstance(driver, Driver)
        return driver

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        if self.sqlite:
            rows: list[Any] = self._driver.execute(statement, values).fetchall()
            return rows
        spelled = re.sub(r"\?(\d+)", r"%(p\1)s", statement.replace("%", "%%"))
        return [tuple(row) for row in self.connection.exec_driver_sql(spelled, {f"p{at}": value for at, value in enumerate(values, 1)})]

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        if self.sqlite:
            self._driver.execute(statement, values)
        else:
            self.connection.exec_driver_sql(statement.replace("?", "%s"), tuple(values))

    def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        if not values:
            return
        if self.sqlite:
            self._driver.executemany(statement, values)
        else:
            self.connection.exec_driver_sql(statement.replace("?", "%s"), [tuple(row) for row in values])
