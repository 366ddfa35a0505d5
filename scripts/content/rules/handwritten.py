"""Figures of the shared world and of an estimate that a text writes by hand, where it should quote them.

Of the world, refused are rates, bandwidths, memories, rents and efficiencies of accelerators and prices of tokens,
unless the sentence cites a source for them: then it speaks of a measured or published system. A datasheet is no such
source, since what it says stands in docs/world.yml. Of an estimate, refused are results in the title of a fold.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.content.chapters.chapter import Chapter, companion
from scripts.content.chapters.reader import citation_keys
from scripts.content.files import text as text_files
from scripts.content.kinds import ESTIMATE, QUESTIONS
from scripts.content.problems import Findings
from scripts.content.rules.places import DOCS, file_of
from scripts.content.world.world import World

DATASHEETS = "accelerators"
"""The group of the world whose sources are datasheets."""

_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_DOLLARS = rf"\\?\$({_AMOUNT})"
_CARDS = r"(?:GPU|chip|accelerator|[ABHL]\d{1,3}|V100|MI\d{3}X?)"


@dataclass(frozen=True)
class _Sort:
    """One sort of figure: how it looks, with the number in a group, and the unit that it has in the world."""

    pattern: re.Pattern[str]
    unit: str


_SORTS = (
    _Sort(
        re.compile(rf"({_AMOUNT})\s+(?:(?:dense|BF16|FP8|FP4)\s+)*(?:TFLOP/s|TFLOPS\b)"),
        "TFLOP/s/gpu",
    ),
    _Sort(re.compile(r"(?<![\d.,])(989|1,979|3,958)\b(?!\s+(?:\w+\s+)*TFLOP)"), "TFLOP/s/gpu"),
    _Sort(re.compile(rf"({_AMOUNT})\s+TB/s"), "TB/s/gpu"),
    _Sort(re.compile(r"(?<![\d.,])(3\.35)\b(?! TB/s)"), "TB/s/gpu"),
    _Sort(re.compile(r"\b(80|141|180|192) GB\b"), "GB/gpu"),
    _Sort(re.compile(rf"{_DOLLARS}\}}?\s+(?:an?|per)\s+{_CARDS}[- ]?hour"), "usd/gpu/hour"),
    _Sort(re.compile(rf"{_CARDS}[- ]hours?\s+(?:costs?|at|is|for|are)\s+(?:an assumed )?{_DOLLARS}"), "usd/gpu/hour"),
    _Sort(re.compile(rf"{_DOLLARS}[^.|\n]{{0,20}}\b(?:a|per) million (?:\w+ )?tokens"), "usd/Mtoken"),
    _Sort(
        re.compile(
            rf"({_AMOUNT})(?:\\?%| percent)\s+of\s+(?:(?:its|the|that|an?|dense|{_CARDS}'?s?)\s+)*"
            r"(?:peak|bandwidth|arithmetic|989|\{\{ world)"
        ),
        "percent",
    ),
)
_ENDS = re.compile(r"(?<=[.!?])[\"')*_]*\s+(?=[A-Z*_\"(\[\d`])|\n\s*\n|\n(?=\s*[-|\d*])|\n```")
_FOLD = re.compile(r"^/// details \| (.+)$", re.MULTILINE)
_TELLING = re.compile(r"(?=.*[$A-Za-z])(?:.*\d){2}")
"""A figure that is not met by chance: of two digits at least, with a unit that says more than a share or a count."""
_OF_ITS_OWN = ("TFLOP/s/gpu", "TB/s/gpu", "usd/gpu/hour", "usd/Mtoken")
"""Units of assumptions that no estimate has of its own."""


def check_text(chapter: Chapter, world: World, root: Path, findings: Findings) -> None:
    """No text of a chapter writes a figure of the shared world by hand.

    Args:
        chapter: the chapter.
        world: what it should quote.
        root: the folder of mkdocs.yml, whose files are read.
        findings: where problems are noted.
    """
    if "world_figures" in {call.name for call in chapter.document.macros}:
        return
    for path, first, text in _texts(chapter, root, findings):
        for line, written, number, unit in _found(text, world):
            findings.add(
                path,
                first + line,
                f"'{written}' is written by hand; expected {_nearest(number, unit, world)}, "
                "or in the same sentence the source of what was measured or published.",
            )


def _texts(chapter: Chapter, root: Path, findings: Findings) -> Iterator[tuple[Path, int, str]]:
    """Yield the chapter's Markdown and that of its follow-ups, each with its file and the line on which it begins."""
    path, first = file_of(chapter), chapter.header.body_line
    lines = (text_files.read(root / path, path, findings) or "").split("\n")
    yield path, first, "\n".join(lines[first - 1 :])
    for answer in chapter.answers:
        yield DOCS / companion(chapter.path, QUESTIONS), answer.document.first_line, answer.question.answer


def check_estimate(chapter: Chapter, world: World, findings: Findings) -> None:
    """No estimate assumes for itself what the world holds."""
    path = DOCS / companion(chapter.path, ESTIMATE)
    for item in chapter.estimate.assumptions if chapter.estimate else ():
        if not item.world and item.unit in _OF_ITS_OWN:
            figure = _closest(item.value, item.unit, world)
            findings.add(path, 0, f"'{item.name}' is assumed by hand; expected one of the world, such as '{figure}'.")


def check_folds(chapter: Chapter, root: Path, findings: Findings) -> None:
    """No title of a fold writes a result of the chapter's estimate by hand: it would stay when an assumption moves."""
    if chapter.estimate is None:
        return
    quoted = {chapter.estimate.quote(result.name): result.name for result in chapter.estimate.results}
    telling = {figure: name for figure, name in quoted.items() if _TELLING.match(figure)}
    path, first, text = next(_texts(chapter, root, findings))
    for title in _FOLD.finditer(text):
        for figure, name in telling.items():
            if re.search(rf"(?<![\w.,$]){re.escape(figure)}(?!\w)", title.group(1)):
                line = first + text.count("\n", 0, title.start())
                findings.add(path, line, f"'{figure}' is written by hand; expected {{{{ value(\"{name}\") }}}}.")


def _found(text: str, world: World) -> Iterator[tuple[int, str, float, str]]:
    """Yield what is written by hand: lines above it, the words, the number, and the unit it has in the world."""
    sheets = {figure.source for group in world.groups if group.name == DATASHEETS for figure in group.figures}
    ends = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    for sort in _SORTS:
        for match in sort.pattern.finditer(text):
            start, stop = ends[bisect_right(ends, match.start()) - 1], ends[bisect_left(ends, match.end())]
            if set(citation_keys(text[start:stop])) - sheets:
                continue
            number = float(match.group(1).replace(",", ""))
            yield text.count("\n", 0, match.start()), " ".join(match.group().split()), number, sort.unit


def _nearest(number: float, unit: str, world: World) -> str:
    name = _closest(number, unit, world)
    return f'{{{{ world("{name}") }}}}' if name else "a figure of the shared world"


def _closest(number: float, unit: str, world: World) -> str:
    """Return the name of the figure of that unit whose value is nearest, by ratio; empty where there is none."""
    near = {f.name: abs(math.log(f.value / number)) for f in world.figures.values() if f.unit == unit and number > 0}
    return min(near, key=near.__getitem__, default="")
