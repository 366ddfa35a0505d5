"""A case's estimate: assumptions with their reasons, and results computed from them with units checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scripts.content.estimates import display, trees, units
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
        return self._shown(name, self.units[name])

    def quote(self, name: str) -> str:
        """Return a figure as prose quotes it, such as '20.5 GFLOP' of 20.5 GFLOP/request.

        Raises:
            KeyError: there is no such figure.
        """
        return self._shown(name, display.in_prose(self.units[name]))

    def _shown(self, name: str, unit: str) -> str:
        for assumption in self.assumptions:
            if assumption.name == name:
                return display.show(assumption.value, unit, exact=True)
        return display.show(self.values[name], unit)

    @cached_property
    def units(self) -> dict[str, str]:
        """Unit of every figure by name."""
        given = {item.name: item.unit for item in self.assumptions}
        return given | {item.name: item.unit for item in self.results}

    @cached_property
    def factors(self) -> dict[str, float]:
        """The number, by name, that turns a figure's own unit into root units, in which the trees compute."""
        return {name: units.factor(unit) for name, unit in self.units.items()}

    @cached_property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """The figures that the formula of each result reads, by name, in the order of the alphabet."""
        return {name: tuple(sorted(trees.names(tree))) for name, tree in self.trees.items()}

    @cached_property
    def needs(self) -> dict[str, frozenset[str]]:
        """All figures from which each result follows, itself included, by name."""
        found: dict[str, frozenset[str]] = {}
        for result in self.results:
            read = self.reads[result.name]
            found[result.name] = frozenset({result.name, *read}).union(*(found.get(name, ()) for name in read))
        return found


PICTURES: Mapping[str, Callable[[Estimate], Mapping[str, Plot | Bars | Decision]]] = {
    "plot": lambda estimate: {entry.name: entry for entry in estimate.plots},
    "bar": lambda estimate: {entry.name: entry for entry in estimate.bars},
    "tornado": lambda estimate: {entry.name: entry for entry in estimate.decides},
}
"""What an author may place as a picture: by macro, the entries by name."""
