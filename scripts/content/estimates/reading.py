"""Reads estimate.yml: every figure checked and computed, every mistake told once, with its line."""

from __future__ import annotations

import graphlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from scripts.content.estimates import borrowed, display, formulas, quantities, ranges, trees
from scripts.content.estimates.errors import FormulaError
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption, Bars, Decision, EstimateFile, Plot, Result, readable
from scripts.content.estimates.naming import Complaint, Figures
from scripts.content.estimates.trees import Tree
from scripts.content.files.schema import check
from scripts.content.files.yaml_file import Location, line_of, load
from scripts.content.problems import Findings


def read(
    path: Path, display_path: Path, findings: Findings, world: Mapping[str, Assumption] | None = MappingProxyType({})
) -> Estimate | None:
    """Read and compute an estimate; note what is wrong and return None when something is.

    Args:
        path: the file.
        display_path: the file as problems name it.
        findings: where problems are noted.
        world: the figures that it may borrow; None where they cannot be read, which is noted already.
    """
    before = len(findings.items)
    loaded = load(path, display_path, findings)
    if loaded is None:
        return None
    data, lines = loaded
    file = check(EstimateFile, data, lines, display_path, findings)
    if file is None:
        return None
    reading = _Reading(lines, display_path, findings, world)
    assumptions = reading.figures("assumptions", reading.assumption, file.assumptions)
    results = reading.figures("results", reading.result, file.results)
    for line, assumption in assumptions:
        reading.assume(assumption, line)
    reading.refuse_order(results)
    for line, result in results:
        reading.compute(result, line)
    known = Figures(_by_name(assumptions), _by_name(results), frozenset(reading.broken))
    reading.refuse_thresholds(results, file.results, known)
    decides = reading.entries("decides", Decision, file.decides, known.decision)
    plots = reading.entries("plots", Plot, file.plots, known.plot)
    bars = reading.entries("bars", Bars, file.bars, known.bars)
    if len(findings.items) > before or reading.broken:
        return None
    estimate = Estimate(
        assumptions=tuple(item for _, item in assumptions),
        results=tuple(item for _, item in results),
        trees=reading.trees,
        values={name: float(quantity.magnitude) for name, quantity in reading.quantities.items()},
        decides=decides,
        plots=plots,
        bars=bars,
    )
    return estimate if reading.has_results(estimate) else None


Figure = TypeVar("Figure", Assumption, Result)
Entry = TypeVar("Entry", Decision, Plot, Bars)


@dataclass
class _Reading:
    """One file being read.

    Args:
        world: the figures that may be borrowed.
        first: line of each figure by name.
        broken: figures with a problem that is noted; what depends on them is silent.
        quantities: each figure computed so far, in its own unit.
        trees: parsed formula by name of result.
    """

    lines: dict[Location, int]
    path: Path
    findings: Findings
    world: Mapping[str, Assumption] | None
    first: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    quantities: dict[str, Any] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)

    def figures(
        self, section: str, read_one: Callable[[Any, Location], Figure | None], data: list[Any]
    ) -> list[tuple[int, Figure]]:
        """Check each figure by itself; return those without a problem, with their lines."""
        found: list[tuple[int, Figure]] = []
        for index, raw in enumerate(data):
            line = line_of(self.lines, (section, index))
            name = _name_of(raw)
            if name in self.first:
                self.findings.add(self.path, line, f"figure '{name}' stands twice, first on line {self.first[name]}.")
                continue
            item = read_one(raw, (section, index))
            if item is not None:
                found.append((line, item))
            elif name:
                self.broken.add(name)
            if name:
                self.first[name] = line
        return found

    def assumption(self, raw: Any, at: Location) -> Assumption | None:
        """Return what an author wrote as an assumption; None where that is noted as wrong."""
        whole = borrowed.resolve(raw, self.world, self.lines, self.path, self.findings, at)
        return None if whole is None else check(Assumption, whole, self.lines, self.path, self.findings, at=at)

    def result(self, raw: Any, at: Location) -> Result | None:
        """Return what an author wrote as a result; None where that is noted as wrong."""
        return check(Result, raw, self.lines, self.path, self.findings, at=at)

    def assume(self, item: Assumption, line: int) -> None:
        """Take an assumption."""
        low, high = item.range
        if not low <= item.value <= high:
            value, ends = display.plain(item.value), " to ".join(display.plain(end) for end in item.range)
            self.findings.add(self.path, line, f"'{item.name}' is {value}, outside its own range {ends}.")
        if item.pivot and low == high:
            self.findings.add(
                self.path, line, f"'{item.name}' is a pivot, but its range is one value; expected a wider one."
            )
        try:
            self.quantities[item.name] = quantities.quantity(item.value, item.unit)
        except FormulaError as error:
            self._note(item.name, line, error)

    def refuse_order(self, results: Iterable[tuple[int, Result]]) -> None:
        """Parse the formulas; refuse one that reads a result that stands below it, or that needs itself."""
        needs: dict[str, set[str]] = {}
        for line, item in results:
            if any(name in item.formula for name in self.broken if not readable(name)):
                self.broken.add(item.name)  # what is wrong with the name is noted already
                continue
            try:
                self.trees[item.name] = formulas.parse(item.formula)
            except FormulaError as error:
                self._note(item.name, line, error)
                continue
            needs[item.name] = trees.names(self.trees[item.name])
        order = {name: place for place, name in enumerate(needs)}
        circle = _circle(needs)
        if circle:
            first = min(circle, key=lambda name: self.first[name])
            others = ", ".join(f"'{name}'" for name in circle if name != first)
            way = f", by way of {others}" if others else ""
            self._note(first, self.first[first], FormulaError(f"it needs itself{way}"))
            self.broken.update(circle)
        for name, needed in needs.items():
            below = sorted(other for other in needed if order.get(other, -1) > order[name])
            if below and name not in self.broken:
                refused = FormulaError(
                    f"it uses '{below[0]}', which stands below, on line {self.first[below[0]]}; "
                    "a result uses the results above it"
                )
                self._note(name, self.first[name], refused)

    def compute(self, item: Result, line: int) -> None:
        """Compute a result, unless the cause why it cannot be is noted already."""
        if item.name in self.broken:
            return
        tree = self.trees[item.name]
        if trees.names(tree) & self.broken:
            self.broken.add(item.name)
            return
        try:
            computed = quantities.evaluate(tree, self.quantities)
            self.quantities[item.name] = quantities.convert(computed, item.unit)
        except FormulaError as error:
            self._note(item.name, line, error)

    def refuse_thresholds(self, results: Iterable[tuple[int, Result]], data: list[Any], known: Figures) -> None:
        """Note what is wrong with what the thresholds name."""
        places = {_name_of(raw): index for index, raw in reversed(list(enumerate(data)))}
        for _, item in results:
            if item.name not in self.broken:
                self._complain(("results", places[item.name]), item.name, known.threshold(item))

    def entries(
        self, section: str, model: type[Entry], data: list[Any], complaints: Callable[[Entry], Iterator[Complaint]]
    ) -> tuple[Entry, ...]:
        """Check each decision, plot or group of bars by itself and against the figures that it names."""
        found: dict[str, Entry] = {}
        for index, raw in enumerate(data):
            at = (section, index)
            item = check(model, raw, self.lines, self.path, self.findings, at=at)
            if item is None:
                continue
            if item.name in found:
                self.findings.add(self.path, line_of(self.lines, at), f"'{item.name}' stands twice in '{section}'.")
            found[item.name] = item
            self._complain(at, item.name, complaints(item))
        return tuple(found.values())

    def has_results(self, estimate: Estimate) -> bool:
        """Note the results that are none wherever a reader may move an assumption."""
        found = list(ranges.complaints(estimate))
        for name, message in found:
            self._note(name, self.first[name], FormulaError(message))
        return not found

    def _complain(self, at: Location, name: str, complaints: Iterable[Complaint]) -> None:
        for complaint in complaints:
            line = line_of(self.lines, (*at, *complaint.field.split(".")))
            self.findings.add(self.path, line, f"'{name}': {complaint.message}.", nearest=complaint.nearest)

    def _note(self, name: str, line: int, error: FormulaError) -> None:
        self.broken.add(name)
        self.findings.add(self.path, line, f"'{name}': {error}.", nearest=error.nearest)


def _name_of(raw: Any) -> str:
    """Return the name of a figure as an author wrote it, which may be a wrong one; empty where there is none."""
    names = [str(raw[key]) for key in ("name", "world") if key in raw] if isinstance(raw, dict) else []
    return names[0] if names else ""


def _by_name(items: list[tuple[int, Figure]]) -> dict[str, Figure]:
    return {item.name: item for _, item in items}


def _circle(needs: dict[str, set[str]]) -> list[str]:
    """Return results that need one another, in order, or none."""
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])[1:]
    return []
