"""What a check of the register found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault of the register: a stable English code, the table and row it stands at, and a Thai message for people."""

    code: str
    table: str
    row: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [{self.table} {self.row}]"
