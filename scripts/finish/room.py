"""What the practice room needs: clock, rubric and cases in one file, and beside each case what counts there.

The prompt of a case is taken from its finished page, so that the room shows what the page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.practice import Practice
from scripts.content.model import Content
from scripts.content.steps import FLOATING_MINUTES, STEPS
from scripts.finish.excerpts import excerpt

PROMPT = "prompt"
"""Id of the section of a case with what the interviewer says first."""
_HEADINGS = frozenset(("h1", "h2"))


def data(content: Content, site: Path) -> dict[str, Any]:
    """Return what the room begins with, for JSON; addresses are paths below the site's root.

    Args:
        content: as it was built.
        site: the folder of the finished site.
    """
    return {
        "version": 1,
        "steps": _steps(content),
        "floating": FLOATING_MINUTES,
        "rubric": content.rubric.data() if content.rubric else None,
        "cases": [_case(case, site) for case in content.of_kind("case") if case.practice],
    }


def practice(case: Chapter, sheet: Practice) -> dict[str, Any]:
    """Return what is asked of one case and what an attempt is held against, for JSON beside its page.

    Args:
        case: the case.
        sheet: what its author wrote for the room.
    """
    return {
        "version": 1,
        "asks": {step.slug: sheet.asks[step.slug] for step in STEPS},
        "covers": {step.slug: [point.model_dump() for point in sheet.covers[step.slug]] for step in STEPS},
        "decisions": {step.slug: case.fields.decisions[step.slug] for step in STEPS},
        "follow_ups": {step.slug: _follow_ups(case, step.slug) for step in STEPS},
        "blocks": [block.model_dump() for block in sheet.blocks],
    }


def prompt(page: str, folder: str) -> str:
    """Return the HTML of a case's prompt, or nothing where its page has none.

    Args:
        page: the finished page.
        folder: its address below the site's root.
    """
    heading = LexborHTMLParser(page).css_first(f"h2[id='{PROMPT}']")
    return excerpt(_below(heading), folder) if heading else ""


def _steps(content: Content) -> list[dict[str, Any]]:
    urls = {chapter.name: chapter.url for chapter in content.of_kind("step")}
    return [
        {
            "slug": step.slug,
            "title": step.title,
            "number": step.number,
            "minutes": {"45": step.minutes_45, "60": step.minutes_60},
            "yields": step.yields,
            "url": urls.get(step.slug, ""),
        }
        for step in STEPS
    ]


def _case(case: Chapter, site: Path) -> dict[str, Any]:
    page = (site / case.url / "index.html").read_text(encoding="utf-8")
    return {
        "slug": case.name,
        "title": case.title,
        "url": case.url,
        "difficulty": case.fields.difficulty,
        "prompt": prompt(page, case.url),
        "asked": {step.slug: len(_follow_ups(case, step.slug)) for step in STEPS},
    }


def _follow_ups(case: Chapter, slug: str) -> list[dict[str, str]]:
    return [
        {"id": asked.id, "question": asked.question, "level": asked.level, "tier": asked.tier}
        for asked in case.questions
        if asked.step == slug
    ]


def _below(heading: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements of the section that a heading begins."""
    node = heading.next
    while node is not None and node.tag not in _HEADINGS:
        if node.is_element_node:
            yield node
        node = node.next
