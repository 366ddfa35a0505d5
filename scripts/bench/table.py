"""A table for the terminal and for a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure with its budget, if it has one; `least` when the figure must be at least that."""

    what: str
    value: float
    budget: float | None = None
    least: bool = False

    @property
    def over(self) -> bool:
        """Whether the figure breaks its budget."""
        if self.budget is None:
            return False
        return self.value < self.budget if self.least else self.value > self.budget

    @property
    def shown(self) -> str:
        """The figure as printed."""
        return f"{self.value:,.1f}" if isinstance(self.value, float) else f"{self.value:,}"


def show(title: str, rows: Sequence[Row]) -> None:
    """Print figures as a Markdown table with aligned columns."""
    head = [("figure", "value", "budget", "")]
    cells = head + [
        (row.what, row.shown, "" if row.budget is None else f"{row.budget:g}", "OVER" if row.over else "")
        for row in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    print(f"\n{title}\n")
    for index, row in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if index == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |")
    print(flush=True)
