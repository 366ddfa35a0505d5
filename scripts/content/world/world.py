"""The shared world: docs/world.yml, read once, borrowed by estimates and quoted by prose."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.estimates import display, quantities
from scripts.content.estimates.errors import FormulaError
from scripts.content.estimates.figures import Assumption, Name
from scripts.content.files.schema import Closed, Day, Line, check
from scripts.content.files.yaml_file import Location, line_of, load
from scripts.content.problems import Findings
from scripts.content.world.measured import Measured


def _month(value: str) -> str:
    if not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", value):
        raise PydanticCustomError("month", "expected a year and a month, such as 2026-11")
    return value


class SharedFigure(Assumption):
    """A figure that chapters share.

    Args:
        dated: the month of what it rests on; without one, that in which the whole file was checked.
    """

    dated: Annotated[str, pydantic.AfterValidator(_month)] | None = None


class _GroupFile(Closed):
    name: Name
    title: Line
    intro: Line
    figures: list[Any]


class _WorldFile(Closed):
    checked: Day
    groups: list[Any]


@dataclass(frozen=True)
class Group:
    """Figures that a reader looks up together."""

    name: str
    title: str
    intro: str
    figures: tuple[SharedFigure, ...]


@dataclass(frozen=True)
class World:
    """What all chapters assume.

    Args:
        checked: the day on which every figure was looked at last.
        groups: in the order of the file.
        measured: figures that were measured on a card, by name.
    """

    checked: datetime.date
    groups: tuple[Group, ...]
    measured: Mapping[str, Measured] = field(default_factory=dict)

    @cached_property
    def figures(self) -> dict[str, SharedFigure]:
        """All figures by name."""
        return {figure.name: figure for group in self.groups for figure in group.figures}

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources behind the figures, by first use."""
        return tuple(dict.fromkeys(figure.source for figure in self.figures.values() if figure.source))

    def dated(self, figure: SharedFigure) -> str:
        """Return the month of a figure, such as '2026-11'."""
        return figure.dated or f"{self.checked:%Y-%m}"

    def say(self, name: str, form: str = "") -> str:
        """Return a figure as prose prints it.

        Args:
            name: the figure's.
            form: 'number' for the number alone, as in a formula; otherwise with its unit as a sentence wants it.

        Raises:
            KeyError: there is no such figure.
        """
        figure = self.figures[name]
        if form == NUMBER:
            return display.number(figure.value, exact=True)
        return display.say(figure.value, figure.unit)


NUMBER = "number"
FORMS = ("", NUMBER)
"""How a figure may be quoted."""


def read(path: Path, display_path: Path, findings: Findings) -> World | None:
    """Read the world; note what is wrong and return None when something is."""
    before = len(findings.items)
    loaded = load(path, display_path, findings)
    if loaded is None:
        return None
    data, lines = loaded
    file = check(_WorldFile, data, lines, display_path, findings)
    if file is None:
        return None
    reading = _Reading(lines, display_path, findings, {})
    groups = [reading.group(raw, ("groups", index)) for index, raw in enumerate(file.groups)]
    if len(findings.items) > before:
        return None
    return World(file.checked, tuple(group for group in groups if group is not None))


@dataclass
class _Reading:
    """The file being read; `first` holds the line of each figure by name."""

    lines: dict[Location, int]
    path: Path
    findings: Findings
    first: dict[str, int]

    def group(self, raw: Any, at: Location) -> Group | None:
        """Check a group and each of its figures."""
        group = check(_GroupFile, raw, self.lines, self.path, self.findings, at=at)
        if group is None:
            return None
        found = [self._figure(item, (*at, "figures", index)) for index, item in enumerate(group.figures)]
        return Group(group.name, group.title, group.intro, tuple(figure for figure in found if figure is not None))

    def _figure(self, raw: Any, at: Location) -> SharedFigure | None:
        figure = check(SharedFigure, raw, self.lines, self.path, self.findings, at=at)
        if figure is None:
            return None
        line = line_of(self.lines, at)
        if figure.name in self.first:
            first = self.first[figure.name]
            self.findings.add(self.path, line, f"figure '{figure.name}' stands twice, first on line {first}.")
        self.first.setdefault(figure.name, line)
        low, high = figure.range
        if not low <= figure.value <= high:
            value, ends = display.plain(figure.value), " to ".join(display.plain(end) for end in figure.range)
            self.findings.add(self.path, line, f"'{figure.name}' is {value}, outside its own range {ends}.")
        try:
            quantities.quantity(figure.value, figure.unit)
        except FormulaError as error:
            self.findings.add(self.path, line, f"'{figure.name}': {error}.", nearest=error.nearest)
        return figure
