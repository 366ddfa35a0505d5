"""The sections a chapter of each kind must have, by id and in order (docs: CONTRIBUTING.md)."""

from __future__ import annotations

from scripts.content.steps import SLUGS

SECTIONS: dict[str, tuple[str, ...]] = {
    "book": (
        "value",
        "editions",
        "why",
        "additions",
        "traps",
        "steps",
        "tasks",
        "train",
        "call-out",
        "strengths",
        "caveats",
        "takeaway",
        "find",
    ),
    "step": (
        "settles",
        "say-first",
        "questions",
        "decide",
        "numbers",
        "worked-fragment",
        "levels",
        "traps",
        "checklist",
        "cases",
    ),
    "case": (
        "prompt",
        *SLUGS,
        "numbers",
        "what-breaks-first",
        "levels",
        "follow-ups",
        "common-mistakes",
        "since-the-book",
    ),
    "concept": (
        "question",
        "mechanism",
        "formulas",
        "options",
        "failure-modes",
        "when-not",
        "in-the-cases",
        "questions",
    ),
}
MACROS: dict[str, tuple[str, ...]] = {
    "book": ("chapter_start()", "chapter_end()"),
    "step": ("chapter_start()", "step_decisions()", "chapter_end()"),
    "case": ("chapter_start()", "estimate()", "questions()", "chapter_end()"),
    "concept": ("chapter_start()", "used_by()", "chapter_end()"),
}
"""Macros without which a chapter of that kind lacks a part that is generated."""

MIN_DIAGRAMS = {"book": 1, "step": 1, "case": 4, "concept": 1}
MIN_RELATED, MAX_RELATED = 3, 6
MIN_QUESTIONS = 14
LEVELS = ("mid", "senior", "staff")
TIERS = ("asked", "tricky", "often-wrong")
GENERATED_ANCHORS = ("decisions", "sources", "related", "referred-by", "neighborhood")
"""Ids of sections that `chapter_end()` prints."""
