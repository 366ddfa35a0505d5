"""What home says of the whole site: how much it rests on, and the cases by how long their users wait."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.diagrams import read
from scripts.content.data.cards import CaseCard
from scripts.content.estimates import display, units
from scripts.content.model import Content
from scripts.pages.thumbnails import Thumbnail, thumbnail

ARCHITECTURE = "system-design"
"""The section of a case whose first flowchart is its architecture."""
_MARGIN = 0.4
"""Room at either end of the axis, in powers of e."""


@dataclass(frozen=True)
class Proof:
    """What the site rests on, counted."""

    sources: int
    figures: int
    diagrams: int
    questions: int


@dataclass(frozen=True)
class Wait:
    """How long the user of a case waits.

    Args:
        seconds: as its estimate computes it.
        text: the same as printed, such as '83 ms'.
        label: for what, in the estimate's words.
    """

    seconds: float
    text: str
    label: str


@dataclass(frozen=True)
class CaseOnHome:
    """A case as home shows it.

    Args:
        card: what its card says.
        chapter: the chapter, once it is written.
        wait: how long its user waits, where its estimate says so.
        at: the place of the wait on the axis of all of them, in percent.
        picture: its architecture without words.
    """

    card: CaseCard
    chapter: Chapter | None
    wait: Wait | None
    at: float
    picture: Thumbnail | None


def proof(content: Content) -> Proof:
    """Return what the site rests on."""
    chapters = content.chapters.values()
    return Proof(
        sources=len(content.sources),
        figures=sum(len(chapter.estimate.results) for chapter in chapters if chapter.estimate),
        diagrams=sum(len(chapter.diagrams) for chapter in chapters),
        questions=sum(len(chapter.questions) for chapter in chapters),
    )


def cases(content: Content) -> list[CaseOnHome]:
    """Return the cases by how long their users wait, shortest first; those without a wait come last."""
    found = [(card, content.chapters.get(f"cases/{card.slug}")) for card in content.cards]
    waits = {card.slug: _wait(card, chapter) for card, chapter in found}
    known = [math.log(wait.seconds) for wait in waits.values() if wait]
    low, high = min(known, default=0.0) - _MARGIN, max(known, default=0.0) + _MARGIN
    listed = []
    for card, chapter in found:
        wait = waits[card.slug]
        at = (math.log(wait.seconds) - low) / (high - low) * 100 if wait else 0.0
        listed.append(CaseOnHome(card, chapter, wait, round(at, 1), _architecture(chapter)))
    return sorted(listed, key=lambda case: case.wait.seconds if case.wait else math.inf)


def _wait(card: CaseCard, chapter: Chapter | None) -> Wait | None:
    estimate = chapter.estimate if chapter else None
    result = next((result for result in estimate.results if result.name == card.wait), None) if estimate else None
    if estimate is None or result is None:
        return None
    seconds = units.seconds(estimate.values[result.name], result.unit)
    return Wait(seconds, duration(seconds), result.label) if seconds else None


def duration(seconds: float) -> str:
    """Print a time in the unit in which people would say it, with two digits that count."""
    for unit, length in (("minute", 60.0), ("s", 1.0)):
        if seconds >= 1.5 * length:
            return display.show(_short(seconds / length), unit)
    return display.show(_short(seconds * 1000), "ms") if seconds < 1 else display.show(_short(seconds), "s")


def _short(value: float) -> float:
    return float(f"{value:.2g}")


def _architecture(chapter: Chapter | None) -> Thumbnail | None:
    """Return the picture of the first flowchart of a case's section on its architecture."""
    headings = [heading for heading in chapter.document.headings if heading.level == 2] if chapter else []
    lines = {heading.anchor: heading.line for heading in headings}
    if chapter is None or ARCHITECTURE not in lines:
        return None
    begin = lines[ARCHITECTURE]
    end = min((line for line in lines.values() if line > begin), default=math.inf)
    fences = [fence for fence in chapter.document.fences if fence.language == "mermaid"]
    readings = [read(fence.source) for fence in fences if begin < fence.line < end]
    return next((thumbnail(reading) for reading in readings if reading.kind in {"flowchart", "graph"}), None)
