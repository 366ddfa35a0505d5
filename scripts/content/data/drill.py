"""What the drill asks: docs/practice/estimates/drill.yml, each task a story about one of the estimates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pydantic

from scripts.content.chapters.chapter import Chapter
from scripts.content.estimates import display, units
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption, Name, low_to_high
from scripts.content.estimates.units import UnitError
from scripts.content.files.schema import Closed, Line, Number, check
from scripts.content.files.yaml_file import Location, line_of, load
from scripts.content.problems import Findings, nearest

KIND = "estimate"
"""The kind of chapter that tasks are about."""
_PLACE = re.compile(r"\{([^{}]*)\}")
_FORMS = ("", "number")

Range = Annotated[tuple[Number, Number], pydantic.AfterValidator(low_to_high)]


class Task(Closed):
    """One task of the drill.

    Args:
        name: its name in the address of a drill, so kept for good.
        estimate: the last part of the address of the estimate.
        story: what is given, in words; `{name}` stands for an assumption with its unit, `{name:number}` for the number.
        question: what the reader estimates.
        answer: the result of the estimate that answers it.
        units: in which the reader may answer, the right one among others.
        moves: assumptions that are drawn anew, each from a range within its own.
        choices: assumptions that are drawn from a few values.
    """

    name: Annotated[str, pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")]
    estimate: str
    story: Line
    question: Line
    answer: str
    units: Annotated[list[str], pydantic.Field(min_length=1)]
    moves: dict[Name, Range] = pydantic.Field(default_factory=dict)
    choices: dict[Name, Annotated[list[Number], pydantic.Field(min_length=2)]] = pydantic.Field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """The assumptions that the story names, in its order."""
        return tuple(dict.fromkeys(place.partition(":")[0] for place in _PLACE.findall(self.story)))

    def tell(self, estimate: Estimate) -> str:
        """Return the story with the assumptions of the estimate as they are."""
        given = {item.name: item for item in estimate.assumptions}

        def shown(match: re.Match[str]) -> str:
            name, _, form = match.group(1).partition(":")
            item = given[name]
            return display.number(item.value, exact=True) if form else estimate.display(name)

        return _PLACE.sub(shown, self.story)


@dataclass(frozen=True)
class Place:
    """Where a task stands: its number in the file, and the lines of all values."""

    number: int
    lines: Mapping[Location, int]

    def line(self, *field: str | int) -> int:
        """Return the line of a field of the task."""
        return line_of(dict(self.lines), (self.number, *field))


Tasks = Sequence[tuple[Task, Place]]


def read(path: Path, display_path: Path, findings: Findings) -> Tasks:
    """Read the tasks in order; note what is wrong with each by itself."""
    loaded = load(path, display_path, findings)
    if loaded is None:
        return []
    data, lines = loaded
    if not isinstance(data, list):
        findings.add(display_path, 1, "expected a list of tasks, each beginning with '- name: …'.")
        return []
    found: dict[str, tuple[Task, Place]] = {}
    for number, item in enumerate(data):
        task = check(Task, item, lines, display_path, findings, at=(number,))
        if task is None:
            continue
        place = Place(number, lines)
        if task.name in found:
            first = found[task.name][1].line("name")
            findings.add(display_path, place.line("name"), f"task '{task.name}' stands twice, first on line {first}.")
        found.setdefault(task.name, (task, place))
    return list(found.values())


def check_estimates(
    tasks: Tasks, chapters: Mapping[str, Chapter], unread: Collection[str], display_path: Path, findings: Findings
) -> None:
    """Every task is about an estimate that is there and can be done; every estimate has one.

    Args:
        tasks: what was read.
        chapters: all that could be read, by id.
        unread: ids of chapters that could not be, about which nothing is said.
        display_path: the file of the tasks.
        findings: where problems are noted.
    """
    known = {chapter.name: chapter for chapter in chapters.values() if chapter.fields.kind == KIND}
    silent = {chapter_id.rsplit("/", 1)[-1] for chapter_id in unread}
    for task, place in tasks:
        chapter = known.get(task.estimate)
        if chapter is None and task.estimate not in silent:
            findings.add(
                display_path,
                place.line("estimate"),
                f"task '{task.name}' is about the estimate '{task.estimate}', which is none.",
                nearest=nearest(task.estimate, known),
            )
        elif chapter is not None and chapter.estimate:
            for field, message, near in _complaints(task, chapter.estimate):
                findings.add(display_path, place.line(*field), f"task '{task.name}': {message}.", nearest=near)
    if findings.in_file(display_path):
        return  # the task that an estimate lacks may be the one that could not be read
    for name in known.keys() - {task.estimate for task, _ in tasks}:
        message = f"no task is about the estimate '{name}'; expected one with its story, question and answer."
        findings.add(display_path, 0, message)


_Complaint = tuple[tuple[str | int, ...], str, str]
"""The field, what is wrong with it, and the nearest right name."""


def _complaints(task: Task, estimate: Estimate) -> Iterator[_Complaint]:
    given = {item.name: item for item in estimate.assumptions}
    results = {item.name: item for item in estimate.results}
    if task.answer not in results:
        what = "an assumption" if task.answer in given else "no figure of the estimate"
        yield ("answer",), f"its answer '{task.answer}' is {what}; expected a result", nearest(task.answer, results)
        return
    if estimate.values[task.answer] <= 0:
        yield ("answer",), f"its answer '{task.answer}' is not above zero, so nobody can be a factor off", ""
    yield from _of_units(task, results[task.answer].unit)
    yield from _of_story(task, given)
    yield from _of_moves(task, given, estimate.needs[task.answer])


def _of_units(task: Task, expected: str) -> Iterator[_Complaint]:
    for number, unit in enumerate(task.units):
        try:
            fits = units.parse(unit).is_compatible_with(units.parse(expected))
        except UnitError as error:
            yield ("units", number), str(error), error.nearest
            continue
        if not fits:
            yield ("units", number), f"an answer in '{unit}' does not compare with '{task.answer}' in {expected}", ""


def _of_story(task: Task, given: Mapping[str, Assumption]) -> Iterator[_Complaint]:
    for place in _PLACE.findall(task.story):
        name, _, form = place.partition(":")
        if name not in given:
            message = f"its story tells of '{name}', which is no assumption of the estimate"
            yield ("story",), message, nearest(name, given)
        elif form not in _FORMS:
            yield ("story",), f"its story has '{{{place}}}'; expected '{{{name}}}' or '{{{name}:number}}'", ""


def _of_moves(task: Task, given: Mapping[str, Assumption], needed: Collection[str]) -> Iterator[_Complaint]:
    moved: list[tuple[str, str, Sequence[float]]] = [("moves", name, ends) for name, ends in task.moves.items()]
    moved += [("choices", name, values) for name, values in task.choices.items()]
    if not moved:
        yield ("name",), "it draws nothing anew; expected 'moves' or 'choices'", ""
    for field, name, values in moved:
        if name not in given:
            yield (field, name), f"it moves '{name}', which is no assumption of the estimate", nearest(name, given)
            continue
        low, high = given[name].range
        if min(values) < low or max(values) > high:
            ends = " to ".join(display.plain(end) for end in (low, high))
            yield (field, name), f"it moves '{name}' beyond its own range, {ends}", ""
        if name not in task.told:
            yield (field, name), f"it moves '{name}', of which its story does not tell", ""
        if name not in needed:
            yield (field, name), f"it moves '{name}', on which '{task.answer}' does not depend", ""


def data(tasks: Sequence[Task], estimates: Collection[str]) -> list[dict[str, Any]]:
    """Return the tasks for JSON, with the label and the factor to root units of each unit."""
    return [
        {
            **task.model_dump(exclude={"units"}),
            "units": [{"label": label(unit), "factor": units.factor(unit)} for unit in task.units],
        }
        for task in tasks
        if task.estimate in estimates
    ]


def label(unit: str) -> str:
    """Return a unit as it stands behind, or around, a number that a reader writes; 'a plain number' where none does."""
    shown = display.show(2, unit)
    return shown.replace("2", "", 1).strip() or "a plain number"
