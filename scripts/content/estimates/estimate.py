"""A case's estimate: assumptions with their reasons, and results computed from them with units checked."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.content.estimates import display
from scripts.content.estimates.figures import Assumption, Bars, Decision, Plot, Result
from scripts.content.estimates.trees import Tree


@dataclass(frozen=True)
class Estimate:
    """A checked estimate.

    Args:
        assumptions: in the order of the file.
        results: in the order of the file.
        trees: parsed formula by name of result.
        values: magnitude of every figure in its own unit, by name.
        decides: the choices that its results make.
        plots: what of it is drawn over an assumption.
        bars: what of it is drawn as parts of a sum.
    """

    assumptions: tuple[Assumption, ...]
    results: tuple[Result, ...]
    trees: dict[str, Tree]
    values: dict[str, float]
    decides: tuple[Decision, ...] = ()
    plots: tuple[Plot, ...] = ()
    bars: tuple[Bars, ...] = ()

    def display(self, name: str) -> str:
        """Return a figure as printed, such as '1,250 queries/s'.

        Raises:
            KeyError: there is no such figure.
        """
        for assumption in self.assumptions:
            if assumption.name == name:
                return display.show(assumption.value, assumption.unit, exact=True)
        units = {result.name: result.unit for result in self.results}
        return display.show(self.values[name], units[name])
