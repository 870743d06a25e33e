"""A figure: the program against the bare thing, its bound, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """``ours`` and ``bare`` in one unit; ``bound`` is the largest ratio allowed."""

    name: str
    ours: float
    bare: float
    bound: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.bare

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound

    def row(self) -> str:
        """A row of the table."""
        verdict = "holds" if self.holds else "BROKEN"
        return (
            f"| {self.name} | {self.ours:,.1f} {self.unit} | {self.bare:,.1f} {self.unit} | {self.ratio:.2f} | {self.bound:g} | {verdict} |"
        )


HEAD = "| figure | ours | bare | ratio | at most | |\n|---|---:|---:|---:|---:|---|"


def paired(name: str, ours: list[float], bare: list[float], bound: float, unit: str = "ms") -> Figure:
    """The medians of two series measured in turn. The ratio is the median of the pairs' ratios, so that a slow moment hits both."""
    ratio = median(a / b for a, b in zip(ours, bare, strict=True))
    base = median(bare)
    return Figure(name, ratio * base, base, bound, unit)
