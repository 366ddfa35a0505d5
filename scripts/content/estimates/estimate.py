"""A case's estimate: assumptions with their reasons, and results computed from them with units checked."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pydantic

from scripts.content.estimates import formulas
from scripts.content.estimates.formulas import FormulaError
from scripts.content.files.schema import Closed, check
from scripts.content.files.yaml_file import Location, YamlError, line_of, parse
from scripts.content.problems import Findings

Name = Annotated[str, pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")]
_PLURALS = {"person": "people", "query": "queries", "machine": "machines", "gpu": "GPUs", "flop": "FLOP"}
_SINGULAR = {"gpu": "GPU", "second": "s"}
_NO_PLURAL = ("s", "ms", "us", "second", "flop")


class Assumption(Closed):
    """A figure the reader may change."""

    name: Name
    label: str
    value: float
    unit: str
    range: tuple[float, float]
    why: str
    source: str | None = None


class Result(Closed):
    """A figure computed from assumptions and earlier results."""

    name: Name
    label: str = ""
    unit: str
    formula: str
    explain: str


class EstimateFile(Closed):
    """The file estimate.yml."""

    assumptions: list[Assumption]
    results: list[Result]


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

    def shown(self, name: str) -> str:
        """Return a figure as printed, such as '1,250 queries/s'.

        Raises:
            KeyError: there is no such figure.
        """
        for assumption in self.assumptions:
            if assumption.name == name:
                return show(assumption.value, assumption.unit, exact=True)
        units = {result.name: result.unit for result in self.results}
        return show(self.values[name], units[name])


def read(path: Path, display_path: Path, findings: Findings) -> Estimate | None:
    """Read and compute an estimate; note what is wrong and return None when something is."""
    try:
        data, lines = parse(path.read_text(encoding="utf-8"))
    except YamlError as problem:
        findings.add(display_path, problem.line, problem.message)
        return None
    file = check(EstimateFile, data, lines, display_path, findings)
    if file is None:
        return None
    before = len(findings.items)
    quantities = _assumed(file, lines, display_path, findings)
    trees = _computed(file, lines, display_path, findings, quantities)
    if len(findings.items) > before:
        return None
    units = {item.name: item.unit for item in file.assumptions} | {item.name: item.unit for item in file.results}
    values = {
        name: float(value.to(formulas.registry().parse_units(units[name])).magnitude)
        for name, value in quantities.items()
    }
    return Estimate(tuple(file.assumptions), tuple(file.results), trees, values)


def _assumed(file: EstimateFile, lines: dict[Location, int], display_path: Path, findings: Findings) -> dict[str, Any]:
    quantities: dict[str, Any] = {}
    for index, item in enumerate(file.assumptions):
        line = line_of(lines, ("assumptions", index))
        if item.name in quantities:
            findings.add(display_path, line, f"figure '{item.name}' stands twice.")
        low, high = item.range
        if not low <= item.value <= high:
            findings.add(
                display_path, line, f"'{item.name}' is {item.value:g}, outside its own range {low:g} to {high:g}."
            )
        try:
            quantities[item.name] = formulas.quantity(item.value, item.unit)
        except FormulaError as error:
            findings.add(display_path, line, f"'{item.name}': {error}.", nearest=error.nearest)
    return quantities


def _computed(
    file: EstimateFile,
    lines: dict[Location, int],
    display_path: Path,
    findings: Findings,
    quantities: dict[str, Any],
) -> dict[str, ast.expr]:
    """Compute the results in order, adding each to `quantities`."""
    trees: dict[str, ast.expr] = {}
    broken: set[str] = set()
    for index, item in enumerate(file.results):
        line = line_of(lines, ("results", index))
        if item.name in quantities or item.name in broken:
            findings.add(display_path, line, f"figure '{item.name}' stands twice.")
            continue
        try:
            tree = formulas.parse(item.formula)
            if formulas.names(tree) & broken:
                broken.add(item.name)  # its cause is reported already
                continue
            value = formulas.evaluate(tree, quantities)
            unit = formulas.quantity(1, item.unit).units
            if not value.is_compatible_with(unit):
                raise FormulaError(
                    f"the formula gives {value.to_root_units().units or 'a plain number'}, expected {item.unit}"
                )
            quantities[item.name] = value.to(unit)
            trees[item.name] = tree
        except FormulaError as error:
            broken.add(item.name)
            findings.add(display_path, line, f"'{item.name}': {error}.", nearest=error.nearest)
    return trees


def show(value: float, unit: str, *, exact: bool = False) -> str:
    """Print a figure with its unit, as a reader expects it.

    Args:
        value: magnitude in `unit`.
        unit: one of the forms a, a/b, a*b/c.
        exact: print every digit, as an assumption is; a result keeps three significant ones.
    """
    if unit == "percent":
        return f"{number(value, exact=exact)}%"
    if unit == "dimensionless":
        return number(value, exact=exact)
    top, *bottom = unit.replace(" ", "").split("/")
    below = "".join(f"/{_product(part, 1)}" for part in bottom)
    if top == "usd":
        cents = f"{value:,.2f}" if abs(value) < 100 and value != round(value) else number(value, exact=exact)
        return f"${cents}{below}"
    return f"{number(value, exact=exact)} {_product(top, value)}{below}"


def number(value: float, *, exact: bool = False) -> str:
    """Print a number with its thousands separated, and with words from a million on."""
    if value == 0:
        return "0"
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size * 0.9995:
            return f"{value / size:.3g}{word}"
    if abs(value) < 1e-3:
        return f"{value:.2g}"
    if exact and value == round(value):
        return f"{value:,.0f}"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"


def _product(unit: str, value: float) -> str:
    *before, last = unit.split("*")
    return "·".join([*(_name(part, 1) for part in before), _name(last, value)])


def _name(unit: str, value: float) -> str:
    if value == 1 or unit in _NO_PLURAL or unit[0].isupper() or unit.endswith("B"):
        return _SINGULAR.get(unit, unit)
    return _PLURALS.get(unit, f"{unit}s")
