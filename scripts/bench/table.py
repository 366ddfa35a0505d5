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


def show(rows: Sequence[Row], plain: Sequence[Row]) -> None:
    """Print figures as a Markdown table with aligned columns.

    Args:
        rows: the site's.
        plain: those of the same content by the theme as it comes, beside the site's of the same name.
    """
    others = {row.what: row.shown for row in plain}
    cells = [("figure", "value", "budget", "", "plain theme")]
    for row in rows:
        budget = "" if row.budget is None else f"{row.budget:g}"
        cells.append((row.what, row.shown, budget, "OVER" if row.over else "", others.get(row.what, "")))
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for index, line in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
        if index == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |")
    print(flush=True)
