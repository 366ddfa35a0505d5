"""The plans of study: docs/practice/plans.yml, which says what to read and do on each day before an interview."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.chapters.chapter import WORDS_A_MINUTE, Chapter
from scripts.content.chapters.reader import count_words
from scripts.content.files import schema
from scripts.content.files.schema import Closed, Line
from scripts.content.files.yaml_file import Location, line_of
from scripts.content.problems import Findings, nearest

WITH_A_PENCIL = 1.5
"""How many times longer studying takes than reading; an assumption, to be checked with your own clock."""
_STEP = 5
"""Minutes to which a time of study is rounded up."""


class Role(Closed):
    """Who studies: what their items are called by, and what readers see."""

    name: str
    label: Line


class Item(Closed):
    """One thing to read or to do.

    Args:
        read: id of a chapter, or of one of its sections, as in 'framework#clock'.
        do: what to do, in a sentence.
        at: where to do it, as `read` names it.
        minutes: how long it takes; a reading counts its words where this is left out.
        who: names of the roles it is for; empty for all.
    """

    read: str = ""
    do: Line = ""
    at: str = ""
    minutes: Annotated[int, pydantic.Field(ge=1, le=240)] | None = None
    who: tuple[str, ...] = ()

    @pydantic.model_validator(mode="after")
    def _one_thing(self) -> Item:
        if bool(self.read) == bool(self.do):
            raise PydanticCustomError("item", "expected either 'read' or 'do'")
        if self.do and self.minutes is None:
            raise PydanticCustomError("item", "expected 'minutes', since what is done has no words to count")
        return self

    @property
    def target(self) -> tuple[str, str]:
        """The chapter and the section that it leads to; empty texts for none."""
        chapter, _, anchor = (self.read or self.at).partition("#")
        return chapter, anchor


class Day(Closed):
    """One sitting."""

    title: Line
    items: tuple[Item, ...]


class Plan(Closed):
    """A way through the site for those who have so much time; its name is an id on the page."""

    name: str
    title: Line
    intro: Line
    days: tuple[Day, ...]

    def items(self) -> Iterator[tuple[int, int, Item]]:
        """Yield each item with the numbers of its day and of itself, from 0."""
        for number, day in enumerate(self.days):
            for place, item in enumerate(day.items):
                yield number, place, item


class Plans(Closed):
    """All plans, the longest first, and who they are for."""

    roles: tuple[Role, ...]
    plans: tuple[Plan, ...]

    def by_name(self, name: str) -> Plan:
        """Return a plan.

        Raises:
            ValueError: there is none of this name.
        """
        for plan in self.plans:
            if plan.name == name:
                return plan
        raise ValueError(f"no plan '{name}'; expected one of {', '.join(plan.name for plan in self.plans)}")

    def minutes(self, day: Day, chapters: Mapping[str, Chapter]) -> list[int]:
        """Return how long a day takes, for each role."""
        return [
            sum(minutes_of(item, chapters) for item in day.items if not item.who or role.name in item.who)
            for role in self.roles
        ]


def minutes_of(item: Item, chapters: Mapping[str, Chapter]) -> int:
    """Return how long an item takes, in minutes."""
    chapter = chapters.get(item.target[0])
    if item.minutes is not None or chapter is None:
        return item.minutes or 0
    words = _words(chapter, item.target[1])
    return _STEP * max(1, math.ceil(words / WORDS_A_MINUTE * WITH_A_PENCIL / _STEP))


def title_of(item: Item, chapters: Mapping[str, Chapter]) -> str:
    """Return the title of what an item leads to: of a chapter, or of one of its sections with the chapter's."""
    name, anchor = item.target
    chapter = chapters.get(name)
    if chapter is None:
        return ""
    found = next((h.text for h in chapter.document.headings if h.anchor == anchor), "") if anchor else ""
    return f"{found} ({chapter.title})" if found else chapter.title


def _words(chapter: Chapter, anchor: str) -> int:
    """Return how many words a chapter without its follow-ups has, or one of its sections with what is below it."""
    if not anchor:
        return chapter.document.words
    return count_words(chapter.document.below(anchor))


@dataclass(frozen=True)
class Read:
    """The plans as read, with the line of each value."""

    plans: Plans
    lines: dict[Location, int]


def read(path: Path, display_path: Path, findings: Findings) -> Read | None:
    """Read the plans; note what is wrong with them and return None when something is."""
    loaded = schema.read(Plans, path, display_path, findings)
    if loaded is None:
        return None
    plans, lines = loaded
    roles = [role.name for role in plans.roles]
    for number, plan in enumerate(plans.plans):
        for day, place, item in plan.items():
            for name in item.who:
                if name not in roles:
                    line = line_of(lines, ("plans", number, "days", day, "items", place, "who"))
                    message = f"'{name}' is no role; expected one of {', '.join(roles)}."
                    findings.add(display_path, line, message, nearest=nearest(name, roles))
    return Read(plans, lines)


def check_chapters(
    found: Read, chapters: Mapping[str, Chapter], unread: Collection[str], display_path: Path, findings: Findings
) -> None:
    """Every plan leads to what exists, in an order in which each chapter comes after those it needs.

    Args:
        found: the plans.
        chapters: all that could be read, by id.
        unread: ids of those that could not be read.
        display_path: the file as problems name it.
        findings: where problems are noted.
    """
    for number, plan in enumerate(found.plans.plans):
        first: dict[str, int] = {}
        for order, (day, place, item) in enumerate(plan.items()):
            line = line_of(found.lines, ("plans", number, "days", day, "items", place))
            name, anchor = item.target
            chapter = chapters.get(name)
            if name and chapter is None and name not in unread:
                message = f"'{name}' is no chapter; expected the id of one, such as 'framework/requirements'."
                findings.add(display_path, line, message, nearest=nearest(name, chapters))
            elif chapter and anchor and chapter.has_all_anchors and anchor not in chapter.anchors:
                message = f"'{name}' has no section '{anchor}'."
                findings.add(display_path, line, message, nearest=nearest(anchor, chapter.anchors))
            if item.read and not anchor:
                first.setdefault(name, order)
        _check_order(plan, first, number, found, chapters, display_path, findings)
    if not found.plans.plans:
        findings.add(display_path, 1, "no plan; expected at least one, the longest first.")
        return
    longest = found.plans.plans[0]
    planned = {item.target[0] for _, _, item in longest.items() if item.read}
    for chapter in chapters.values():
        if chapter.fields.reading == "core" and chapter.id not in planned:
            message = f"'{chapter.id}' is core, and the plan '{longest.name}' does not read it; expected it there."
            findings.add(display_path, line_of(found.lines, ("plans", 0, "name")), message)


def _check_order(
    plan: Plan,
    first: Mapping[str, int],
    number: int,
    found: Read,
    chapters: Mapping[str, Chapter],
    display_path: Path,
    findings: Findings,
) -> None:
    places = [(day, place) for day, place, _ in plan.items()]
    for name, order in first.items():
        chapter = chapters.get(name)
        for needed in chapter.fields.needs if chapter else ():
            if first.get(needed, order) > order:
                day, place = places[order]
                line = line_of(found.lines, ("plans", number, "days", day, "items", place))
                message = (
                    f"'{name}' needs '{needed}', which the plan '{plan.name}' reads later; expected it before, or not."
                )
                findings.add(display_path, line, message)


def check_needs(chapters: Mapping[str, Chapter], unread: Collection[str], docs: Path, findings: Findings) -> None:
    """What a chapter needs exists, and no chapter needs itself, however far around."""
    for chapter in chapters.values():
        for index, needed in enumerate(chapter.fields.needs):
            line = chapter.header.lines.get(("needs", index), 1)
            if needed not in chapters and needed not in unread:
                message = f"needs '{needed}', which is no chapter."
                findings.add(docs / chapter.path, line, message, nearest=nearest(needed, chapters))
            elif cycle := _way(needed, chapter.id, chapters):
                message = f"needs itself: {' needs '.join((chapter.id, *cycle))}."
                findings.add(docs / chapter.path, line, message)


def _way(start: str, goal: str, chapters: Mapping[str, Chapter]) -> tuple[str, ...]:
    """Return the way from one chapter to another over what each needs; nothing where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        chapter = chapters.get(way[-1])
        for needed in chapter.fields.needs if chapter else ():
            if needed not in seen:
                seen.add(needed)
                ways.append((*way, needed))
    return ()
