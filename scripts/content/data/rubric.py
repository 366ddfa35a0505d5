"""How an attempt is graded: docs/practice/rubric.yml, for its page and for the practice room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import pydantic

from scripts.content.chapters.reader import count_words
from scripts.content.files import schema
from scripts.content.files.schema import Closed, Line, one_of
from scripts.content.files.yaml_file import Location, line_of
from scripts.content.kinds import LEVELS
from scripts.content.problems import Findings, nearest
from scripts.content.steps import SLUGS

BEST = 4
"""The highest grade; the lowest is 1."""
FULL = 100
"""What all weights are together, and the points of an attempt with the highest grade everywhere."""
GRADE_WORDS = (6, 18)
"""How many words say a grade: least and most."""

Grade = Annotated[int, pydantic.Field(ge=1, le=BEST, strict=True)]
Whole = Annotated[int, pydantic.Field(ge=0, le=FULL, strict=True)]


class Dimension(Closed):
    """One thing that is graded.

    Args:
        name: an id on the rubric's page, kept for good: what a reader graded hangs on it.
        steps: in which it shows; empty for all.
        weight: its share of 100.
        grades: what an interviewer sees at each grade, from the lowest.
    """

    name: Annotated[str, pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Line
    steps: tuple[str, ...]
    weight: Annotated[int, pydantic.Field(ge=1, le=FULL, strict=True)]
    grades: tuple[Line, ...]


class Verdict(Closed):
    """What an attempt of so many points comes to, if no grade is below `lowest`."""

    least: Whole
    lowest: Grade
    name: Line
    says: Line


class Need(Closed):
    """So many of some dimensions have at least a grade; all dimensions where none is named, all of them by default."""

    grade: Grade
    of: tuple[str, ...] = ()
    count: Annotated[int, pydantic.Field(ge=1, strict=True)] | None = None


class Level(Closed):
    """What a level sounds like, and the grades that it needs."""

    name: Annotated[str, one_of(LEVELS)]
    says: Line
    needs: Annotated[tuple[Need, ...], pydantic.Field(min_length=1)]


class Given(Closed):
    """A grade of the example, with its reason."""

    of: str
    grade: Grade
    why: Line


class Example(Closed):
    """One attempt, graded."""

    says: Line
    grades: tuple[Given, ...]

    @property
    def by_name(self) -> dict[str, int]:
        """The grades by dimension."""
        return {given.of: given.grade for given in self.grades}


class Rubric(Closed):
    """All of it; `scale` names the grades, verdicts and levels stand as their files have them.

    Args:
        scale: what each grade is called, from the lowest.
        dimensions: in the order of an interview.
        verdicts: the best first; the last takes every attempt.
        levels: the lowest first.
        example: one attempt, graded.
    """

    scale: tuple[Line, ...]
    dimensions: tuple[Dimension, ...]
    verdicts: tuple[Verdict, ...]
    levels: tuple[Level, ...]
    example: Example

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the dimensions."""
        return tuple(dimension.name for dimension in self.dimensions)

    def points(self, grades: Mapping[str, int]) -> float:
        """Return the weighted grades as points: 100 for the highest everywhere, 25 for the lowest."""
        return sum(dimension.weight * grades[dimension.name] for dimension in self.dimensions) / BEST

    def verdict(self, grades: Mapping[str, int]) -> Verdict:
        """Return the first verdict whose points the grades reach and none of whose grades is too low."""
        points, lowest = self.points(grades), min(grades.values())
        return next(v for v in self.verdicts if points >= v.least and lowest >= v.lowest)

    def level(self, grades: Mapping[str, int]) -> Level | None:
        """Return the highest level whose needs are met; None where none is."""
        met = [level for level in self.levels if not any(self.lacking(need, grades) for need in level.needs)]
        return met[-1] if met else None

    def above(self, level: Level | None) -> Level | None:
        """Return the next level; None above the highest."""
        place = self.levels.index(level) + 1 if level else 0
        return self.levels[place] if place < len(self.levels) else None

    def asked(self, need: Need) -> tuple[Dimension, ...]:
        """Return the dimensions among which a need looks."""
        return tuple(dimension for dimension in self.dimensions if not need.of or dimension.name in need.of)

    def number(self, need: Need) -> int:
        """Return how many of them must have the grade."""
        return need.count or len(self.asked(need))

    def lacking(self, need: Need, grades: Mapping[str, int]) -> tuple[Dimension, ...]:
        """Return the dimensions below the grade, where too few have it; nothing where the need is met."""
        below = tuple(dimension for dimension in self.asked(need) if grades[dimension.name] < need.grade)
        return below if len(self.asked(need)) - len(below) < self.number(need) else ()

    def data(self) -> dict[str, Any]:
        """Return what is graded for JSON, every need with its dimensions and their number."""
        levels = [
            {
                "name": level.name,
                "says": level.says,
                "needs": [
                    {
                        "grade": need.grade,
                        "of": [dimension.name for dimension in self.asked(need)],
                        "count": self.number(need),
                    }
                    for need in level.needs
                ],
            }
            for level in self.levels
        ]
        return {**self.model_dump(exclude={"levels", "example"}), "levels": levels}


def read(path: Path, display_path: Path, findings: Findings) -> Rubric | None:
    """Read the rubric; note what is wrong with it and return None when something is."""
    loaded = schema.read(Rubric, path, display_path, findings)
    if loaded is None:
        return None
    rubric, lines = loaded
    for place, message, hint in _complaints(rubric):
        findings.add(display_path, line_of(lines, place), message, nearest=hint)
    return None if findings.in_file(display_path) else rubric


_Complaint = tuple[Location, str, str]
"""The place, what is wrong with it, and the nearest right name."""


def _complaints(rubric: Rubric) -> Iterator[_Complaint]:
    if len(rubric.scale) != BEST:
        yield ("scale",), f"the scale has {len(rubric.scale)} names; expected {BEST}.", ""
    for index, dimension in enumerate(rubric.dimensions):
        yield from _of_dimension(("dimensions", index), dimension, rubric.names[:index])
    weights = sum(dimension.weight for dimension in rubric.dimensions)
    if weights != FULL:
        yield ("dimensions",), f"the weights are {weights} together; expected {FULL}.", ""
    yield from _of_verdicts(rubric.verdicts)
    names = tuple(level.name for level in rubric.levels)
    if names != LEVELS:
        yield ("levels",), f"the levels are {', '.join(names) or 'none'}; expected {', '.join(LEVELS)}.", ""
    for index, level in enumerate(rubric.levels):
        for place, need in enumerate(level.needs):
            yield from _of_need(("levels", index, "needs", place), f"level '{level.name}'", need, rubric)
    yield from _of_example(rubric)


def _of_dimension(place: Location, dimension: Dimension, before: tuple[str, ...]) -> Iterator[_Complaint]:
    one = f"dimension '{dimension.name}'"
    if dimension.name in before:
        yield (*place, "name"), f"{one} stands twice; expected a name of its own.", ""
    for index, slug in enumerate(dimension.steps):
        if slug not in SLUGS:
            message = f"{one} shows in an unknown step '{slug}'; expected one of {', '.join(SLUGS)}."
            yield (*place, "steps", index), message, nearest(slug, SLUGS)
    if len(dimension.grades) != BEST:
        yield (*place, "grades"), f"{one} has {len(dimension.grades)} grades; expected {BEST}, the lowest first.", ""
    least, most = GRADE_WORDS
    for index, text in enumerate(dimension.grades):
        words = count_words(text)
        if not least <= words <= most:
            message = f"grade {index + 1} of {one} has {words} words; expected {least} to {most}."
            yield (*place, "grades", index), message, ""
        if not re.search(r"[.”\"]$", text):
            yield (*place, "grades", index), f"grade {index + 1} of {one} is no sentence; expected a full stop.", ""


def _of_verdicts(verdicts: tuple[Verdict, ...]) -> Iterator[_Complaint]:
    above = math.inf
    for index, verdict in enumerate(verdicts):
        if verdict.least >= above:
            message = f"verdict '{verdict.name}' begins at {verdict.least}, the one above at {above}; expected less."
            yield ("verdicts", index, "least"), message, ""
        above = verdict.least
    if not verdicts or (verdicts[-1].least, verdicts[-1].lowest) != (0, 1):
        yield ("verdicts",), "the last verdict does not take every attempt; expected one with least: 0, lowest: 1.", ""


def _of_need(place: Location, one: str, need: Need, rubric: Rubric) -> Iterator[_Complaint]:
    for index, name in enumerate(need.of):
        if name not in rubric.names:
            message = f"{one} needs '{name}', which is no dimension; expected one of {', '.join(rubric.names)}."
            yield (*place, "of", index), message, nearest(name, rubric.names)
    among = len(set(need.of) or rubric.names)
    if need.count and need.count > among:
        yield (*place, "count"), f"{one} needs {need.count} of {among} dimensions.", ""


def _of_example(rubric: Rubric) -> Iterator[_Complaint]:
    given = [entry.of for entry in rubric.example.grades]
    for index, name in enumerate(given):
        place = ("example", "grades", index, "of")
        if name not in rubric.names:
            message = f"the example grades '{name}', which is no dimension; expected one of {', '.join(rubric.names)}."
            yield place, message, nearest(name, rubric.names)
        elif name in given[:index]:
            yield place, f"the example grades '{name}' twice.", ""
    missing = [name for name in rubric.names if name not in given]
    misspelt = sum(name not in rubric.names for name in given)
    for name in missing[misspelt:]:
        yield ("example", "grades"), f"the example does not grade '{name}'.", ""
