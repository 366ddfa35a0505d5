"""What must hold between a case and what the practice room asks of it."""

from __future__ import annotations

from scripts.content.chapters.chapter import Chapter, companion
from scripts.content.kinds import PRACTICE
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import DOCS, file_of


def check_practice(chapter: Chapter, findings: Findings) -> None:
    """Every point and every block is explained on the page, and no prompt gives away a follow-up."""
    found = chapter.practiced
    if found is None:
        return
    path = DOCS / companion(chapter.path, PRACTICE)
    for line, anchor in found.anchors() if chapter.has_all_anchors else ():
        if anchor not in chapter.anchors:
            message = f"{file_of(chapter)} has no id '{anchor}'."
            findings.add(path, line, message, nearest=nearest(anchor, chapter.anchors))
    asked = {question.question.casefold(): question.id for question in chapter.questions}
    for slug, prompts in found.practice.asks.items():
        for index, prompt in enumerate(prompts):
            other = asked.get(prompt.casefold())
            if other:
                message = f"this prompt is the follow-up '{other}' word for word; expected another question."
                findings.add(path, found.line("asks", slug, index), message)
