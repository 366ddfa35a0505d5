"""The rubric in words: what a level needs, and what an attempt lacks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.content.data.rubric import Dimension, Level, Need, Rubric

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def needed(rubric: Rubric, need: Need) -> str:
    """Return what a need asks for, such as '4 in two of model, evaluation and system'."""
    asked, number = rubric.asked(need), rubric.number(need)
    if number < len(asked):
        return f"{need.grade} in {_NUMBERS[number]} of {_titles(asked, 'or' if number == 1 else 'and')}"
    return f"{need.grade} everywhere" if asked == rubric.dimensions else f"{need.grade} in {_titles(asked)}"


def lacking(rubric: Rubric, level: Level, grades: Mapping[str, int]) -> str:
    """Return what grades lack for a level, such as '3 in data and operations'; nothing where they lack nothing."""
    found = []
    for need in level.needs:
        below = rubric.lacking(need, grades)
        more = rubric.number(need) - (len(rubric.asked(need)) - len(below))
        if below and more == len(below):
            found.append(f"{need.grade} in {_titles(below)}")
        elif below:
            found.append(f"{need.grade} in {_NUMBERS[more]} more of {_titles(below)}")
    return "; ".join(found)


def _titles(dimensions: Sequence[Dimension], last: str = "and") -> str:
    titles = [dimension.title.lower() for dimension in dimensions]
    return f" {last} ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part)
