"""A case's estimate: assumptions with their reasons, and results computed from them with units checked."""

from __future__ import annotations

import ast
import graphlib
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.estimates import display, formulas
from scripts.content.estimates.formulas import FormulaError
from scripts.content.files.schema import Closed, Line, Model, Number, check, fold
from scripts.content.files.text import read as read_text
from scripts.content.files.yaml_file import Location, YamlError, line_of, parse
from scripts.content.problems import Findings

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _readable(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise PydanticCustomError("name", "expected lower-case letters, digits and '_', with a letter first")
    if keyword.iskeyword(name):
        raise PydanticCustomError("name", "expected another name, since formulas cannot read this one")
    return name


def _low_to_high(value: tuple[float, float]) -> tuple[float, float]:
    if value[0] > value[1]:
        low, high = (display.plain(end) for end in value)
        raise PydanticCustomError("range", "expected the lower end first, [{high}, {low}]", {"low": low, "high": high})
    return value


def _as_text(value: Any) -> Any:
    """Take a formula that is a number alone, which YAML reads as one."""
    return display.plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


Name = Annotated[str, pydantic.AfterValidator(_readable)]


class Assumption(Closed):
    """A figure the reader may change."""

    name: Name
    label: Line
    value: Number
    unit: str
    range: Annotated[tuple[Number, Number], pydantic.AfterValidator(_low_to_high)]
    why: Line
    source: Line | None = None


class Result(Closed):
    """A figure computed from assumptions and earlier results."""

    name: Name
    label: Annotated[str, pydantic.BeforeValidator(fold)] = ""
    unit: str
    formula: Annotated[Line, pydantic.BeforeValidator(_as_text)]
    explain: Line


class EstimateFile(Closed):
    """The file estimate.yml; its items are checked one by one, so that a wrong one does not hide the others."""

    assumptions: list[Any]
    results: list[Any]


@dataclass(frozen=True)
class Estimate:
    """A checked estimate.

    Args:
        assumptions: in the order of the file.
        results: in the order of the file.
        trees: parsed formula by name of result.
        values: magnitude of every figure in its own unit, by name.
    """

    assumptions: tuple[Assumption, ...]
    results: tuple[Result, ...]
    trees: dict[str, ast.expr]
    values: dict[str, float]

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


def read(path: Path, display_path: Path, findings: Findings) -> Estimate | None:
    """Read and compute an estimate; note what is wrong and return None when something is."""
    before = len(findings.items)
    text = read_text(path, display_path, findings)
    if text is None:
        return None
    try:
        data, lines = parse(text)
    except YamlError as problem:
        findings.add(display_path, problem.line, problem.message)
        return None
    file = check(EstimateFile, data, lines, display_path, findings)
    if file is None:
        return None
    reading = _Reading(lines, display_path, findings)
    assumptions = reading.items("assumptions", Assumption, file.assumptions)
    results = reading.items("results", Result, file.results)
    for line, assumption in assumptions:
        reading.assume(assumption, line)
    reading.refuse_order(results)
    for line, result in results:
        reading.compute(result, line)
    if len(findings.items) > before:
        return None
    values = {name: float(quantity.magnitude) for name, quantity in reading.quantities.items()}
    return Estimate(tuple(item for _, item in assumptions), tuple(item for _, item in results), reading.trees, values)


@dataclass
class _Reading:
    """One file being read.

    Args:
        first: line of each figure by name.
        broken: figures with a problem that is noted; what depends on them is silent.
        quantities: each figure computed so far, in its own unit.
        trees: parsed formula by name of result.
    """

    lines: dict[Location, int]
    path: Path
    findings: Findings
    first: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    quantities: dict[str, Any] = field(default_factory=dict)
    trees: dict[str, ast.expr] = field(default_factory=dict)

    def items(self, section: str, model: type[Model], data: list[Any]) -> list[tuple[int, Model]]:
        """Check each item by itself; return those without a problem, with their lines."""
        found: list[tuple[int, Model]] = []
        for index, raw in enumerate(data):
            line = line_of(self.lines, (section, index))
            name = str(raw.get("name")) if isinstance(raw, dict) and "name" in raw else ""
            if name in self.first:
                self.findings.add(self.path, line, f"figure '{name}' stands twice, first on line {self.first[name]}.")
                continue
            item = check(model, raw, self.lines, self.path, self.findings, at=(section, index))
            if item is not None:
                found.append((line, item))
            elif name:
                self.broken.add(name)
            if name:
                self.first[name] = line
        return found

    def assume(self, item: Assumption, line: int) -> None:
        """Take an assumption."""
        low, high = item.range
        if not low <= item.value <= high:
            value, ends = display.plain(item.value), " to ".join(display.plain(end) for end in item.range)
            self.findings.add(self.path, line, f"'{item.name}' is {value}, outside its own range {ends}.")
        try:
            self.quantities[item.name] = formulas.quantity(item.value, item.unit)
        except FormulaError as error:
            self._note(item.name, line, error)

    def refuse_order(self, results: Iterable[tuple[int, Result]]) -> None:
        """Parse the formulas; refuse one that reads a result that stands below it, or that needs itself."""
        needs: dict[str, set[str]] = {}
        readable = {name for name in self.first if _NAME.fullmatch(name) and not keyword.iskeyword(name)}
        for line, item in results:
            if any(name in item.formula for name in self.broken if name not in readable):
                self.broken.add(item.name)  # what is wrong with the name is noted already
                continue
            try:
                self.trees[item.name] = formulas.parse(item.formula)
            except FormulaError as error:
                self._note(item.name, line, error)
                continue
            needs[item.name] = formulas.names(self.trees[item.name])
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
        if formulas.names(tree) & self.broken:
            self.broken.add(item.name)
            return
        try:
            computed = formulas.evaluate(tree, self.quantities)
            self.quantities[item.name] = formulas.convert(computed, item.unit)
        except FormulaError as error:
            self._note(item.name, line, error)

    def _note(self, name: str, line: int, error: FormulaError) -> None:
        self.broken.add(name)
        self.findings.add(self.path, line, f"'{name}': {error}.", nearest=error.nearest)


def _circle(needs: dict[str, set[str]]) -> list[str]:
    """Return results that need one another, in order, or none."""
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])[1:]
    return []
