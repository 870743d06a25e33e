"""Errors meant for people.

A :class:`CounterError` carries a Thai message that says what is wrong, where, and what to do next; the window shows it at the field,
the command line prints it with its code and exits with 1. Everything else that is raised is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass


class CounterError(Exception):
    """Something the person at the counter can understand and put right.

    ``code`` is stable and English (tests and scripts match on it); ``message`` is Thai; ``field`` is the id of the form field the
    fault stands at, where there is one.
    """

    code = "counter"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if code is not None:
            self.code = code


@dataclass(frozen=True)
class FieldFault:
    """One fault of what was typed: the field's id, a stable code, and what to do about it in Thai."""

    field: str
    code: str
    message: str


class InvalidAnswers(CounterError):
    """What was typed cannot be filed; ``faults`` names every field at once, in reading order."""

    code = "invalid-answers"

    def __init__(self, faults: list[FieldFault]) -> None:
        first = faults[0]
        more = f" (และอีก {len(faults) - 1} ช่อง)" if len(faults) > 1 else ""
        super().__init__(first.message + more, field=first.field)
        self.faults = faults


class NotAllowedNow(CounterError):
    """The action is not possible in the case's present state, or not for this person."""

    code = "not-allowed-now"


class CatalogueFault(CounterError):
    """A file under forms/ cannot be used; the message names file, line and fault."""

    code = "catalogue"


class RegisterFault(CounterError):
    """The register file cannot be opened or written: damaged, foreign, newer, read-only, disk full, in use."""

    code = "register"


class MoneyFault(CounterError):
    """Money that does not add up: short payment, second payment, voiding twice."""

    code = "money"
