"""Reads `shapes.yml`, takes from the estimates what they state, and compares counts with their figures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic

from scripts.content import model as content_model
from scripts.content.estimates import quantities
from scripts.content.estimates.errors import FormulaError
from scripts.content.estimates.estimate import Estimate
from scripts.content.files.schema import Closed, Line, Number, check
from scripts.content.files.text import read as read_text
from scripts.content.files.yaml_file import Location, YamlError, line_of, parse
from scripts.content.model import Content
from scripts.content.problems import ContentError, Findings, nearest
from scripts.measure import agreement, models
from scripts.measure.plan import VERSION

FILE = Path("scripts/measure/shapes.yml")
"""The declared table, below the root."""

Whole = Annotated[int, pydantic.Field(strict=True, ge=1)]


class Taken(Closed):
    """A number that the estimate of the run's case states."""

    figure: str


class Check(Closed):
    """A figure of an estimate that a model's count must agree with.

    Args:
        less: what the figure has besides the model, in `unit`.
        times: how many such counts the figure is.
        tolerance: how far apart both may be, relative to the figure.
    """

    model: str
    count: str
    case: str
    figure: str
    unit: str
    positions: Whole = 1
    times: Whole = 1
    less: Number = 0
    tolerance: Annotated[float, pydantic.Field(ge=0, lt=0.2)]
    why: Line


class Part(Closed):
    """Runs that belong together, and the seconds they may take on a card."""

    name: str
    title: Line
    seconds: Whole


class Run(Closed):
    """One thing to measure; which fields it needs depends on its part, and `plan.py` says so."""

    part: str
    model: str
    case: str
    label: Line = ""
    figure: str | None = None
    bound: Literal["memory", "arithmetic"] | None = None
    precisions: tuple[Literal["bf16", "fp8"], ...] = ("bf16",)
    layers: Whole | None = None
    batch: Whole | Taken = 1
    rows: Whole | Taken = 1
    cache: Whole | Taken | None = None
    positions: Whole | Taken | list[Whole] | None = None
    text_positions: Whole | None = None
    side: Whole | Taken | None = None
    over: Literal["full", "factorized", "windows"] | None = None
    frames: Whole | None = None


class _File(Closed):
    models: list[dict[str, Any]]
    checks: list[Check]
    parts: list[Part]
    runs: list[Run]


def shapes(root: Path) -> dict[str, Any]:
    """Return what a machine with a card needs to know, as JSON can hold it.

    Args:
        root: the folder of mkdocs.yml.

    Raises:
        ContentError: the content or the table is wrong, or a count and an estimate disagree; says all of it.
    """
    content, problems = content_model.examine(root)
    broken = [problem for problem in problems if not problem.gap]
    if broken:
        raise ContentError(broken)
    return read(root / FILE, FILE, content)


def read(path: Path, display_path: Path, content: Content) -> dict[str, Any]:
    """Return the table with its numbers taken from the estimates; see `shapes`."""
    findings = Findings()
    text = read_text(path, display_path, findings)
    file: _File | None = None
    lines: dict[Location, int] = {}
    if text is not None:
        try:
            data, lines = parse(text)
        except YamlError as problem:
            findings.add(display_path, problem.line, problem.message)
        else:
            file = check(_File, data, lines, display_path, findings)
    if file is None:
        raise ContentError(findings.items)
    reading = _Reading(content, lines, display_path, findings)
    found = reading.table(file)
    if findings.items:
        raise ContentError(findings.items)
    return found


@dataclass
class _Reading:
    """The table being read."""

    content: Content
    lines: dict[Location, int]
    path: Path
    findings: Findings

    def table(self, file: _File) -> dict[str, Any]:
        """Resolve and check everything."""
        known = {fields["name"]: model for at, fields in enumerate(file.models) if (model := self._model(fields, at))}
        for at, one in enumerate(file.checks):
            self._compare(one, known, ("checks", at))
        parts = [part.name for part in file.parts]
        for at, run in enumerate(file.runs):
            self._named(run.part, parts, "part", ("runs", at, "part"))
            self._named(run.model, known, "model", ("runs", at, "model"))
            if run.figure:
                self._named(run.figure, self._world(), "figure of the shared world", ("runs", at, "figure"))
        return {
            "version": VERSION,
            "made": datetime.date.today().isoformat(),
            "models": {fields.get("name"): fields for fields in file.models},
            "parts": [part.model_dump() for part in file.parts],
            "runs": [self._resolved(run, ("runs", at)) for at, run in enumerate(file.runs)],
            "world": self._world(),
        }

    def _model(self, fields: dict[str, Any], at: int) -> models.Model | None:
        """Check a model."""
        if not isinstance(fields.get("name"), str) or not isinstance(fields.get("place"), str):
            self._say("a model needs a name and the place where its numbers stand.", ("models", at))
            return None
        try:
            return models.model(fields)
        except ValueError as error:
            self._say(f"model '{fields['name']}': {error}.", ("models", at))
            return None

    def _compare(self, one: Check, known: dict[str, models.Model], at: Location) -> None:
        """Compare a count with the figure of an estimate."""
        sound = self._named(one.model, known, "model", (*at, "model"))
        sound &= self._named(one.count, agreement.COUNTS, "count", (*at, "count"))
        stated = self._stated(one.case, one.figure, one.unit, at)
        if not sound or stated is None:
            return
        try:
            counted = agreement.COUNTS[one.count](known[one.model], one.positions) * one.times
        except ValueError as error:
            self._say(f"'{one.count}' of '{one.model}': {error}.", at)
            return
        distance = agreement.apart(counted, stated - one.less)
        if distance > one.tolerance:
            self._say(
                f"'{one.count}' of '{one.model}' is {counted:,.6g} {one.unit}, and '{one.figure}' of {one.case} leaves "
                f"{stated - one.less:,.6g}: {distance:.2%} apart, expected at most {one.tolerance:.2%} ({one.why}).",
                at,
            )

    def _resolved(self, run: Run, at: Location) -> dict[str, Any]:
        """Return a run with its numbers."""
        fields = run.model_dump(exclude_none=True)
        for name in ("batch", "rows", "cache", "positions", "side"):
            value = getattr(run, name)
            if isinstance(value, Taken):
                stated = self._stated(run.case, value.figure, None, (*at, name))
                fields[name] = round(stated) if stated is not None else 0
        return fields

    def _stated(self, case: str, figure: str, unit: str | None, at: Location) -> float | None:
        """Return a figure of a case's estimate, in `unit` or its own."""
        chapter = self.content.chapters.get(f"cases/{case}")
        estimate = chapter.estimate if chapter else None
        if estimate is None:
            cases = [other.id.removeprefix("cases/") for other in self.content.of_kind("case")]
            self._named(case, cases, "case", at)
            return None
        if not self._named(figure, estimate.values, f"figure of {case}", at):
            return None
        if unit is None:
            return estimate.values[figure]
        try:
            value = quantities.quantity(estimate.values[figure], _unit(estimate, figure))
            return float(quantities.convert(value, unit).magnitude)
        except FormulaError as error:
            self._say(f"'{figure}' of {case}: {error}.", at)
            return None

    def _world(self) -> dict[str, dict[str, Any]]:
        """Return the shared world's figures."""
        figures = self.content.world.figures if self.content.world else {}
        return {
            name: {"value": figure.value, "unit": figure.unit, "label": figure.label}
            for name, figure in figures.items()
        }

    def _named(self, name: str, known: Any, what: str, at: Location) -> bool:
        """Whether there is such a thing; say so where there is none."""
        if name in known:
            return True
        self.findings.add(
            self.path,
            line_of(self.lines, at),
            f"there is no {what} '{name}'; expected one of {', '.join(known) or 'none'}.",
            nearest=nearest(name, known),
        )
        return False

    def _say(self, message: str, at: Location) -> None:
        self.findings.add(self.path, line_of(self.lines, at), message)


def _unit(estimate: Estimate, figure: str) -> str:
    """Return the unit in which an estimate states a figure."""
    units = {assumption.name: assumption.unit for assumption in estimate.assumptions}
    units |= {result.name: result.unit for result in estimate.results}
    return units[figure]
