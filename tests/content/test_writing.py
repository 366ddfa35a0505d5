"""What holds of the writing as a whole: nothing is said twice in the same words, and chapters keep their length."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.content import model
from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.front_matter import split

ROOT = Path(__file__).parents[2]
CONTENT = model.load(ROOT)
CASES = CONTENT.of_kind("case")
LENGTHS = {"case": (3500, 5500), "step": (1800, 2800), "concept": (1800, 3000)}
"""Words by kind of chapter, without the follow-ups of a case; from the chapter guide."""


def sentences(chapter: Chapter) -> set[str]:
    """Return the sentences of at least ten words, without markup."""
    body = split((ROOT / "docs" / chapter.path).read_text(encoding="utf-8"))[1]
    text = " ".join(
        [
            re.sub(r"```.*?```|^[#|][^\n]*$", " ", body, flags=re.DOTALL | re.MULTILINE),
            *(q.answer for q in chapter.questions),
        ]
    )
    found = (re.sub(r"\W+", " ", sentence).strip().lower() for sentence in re.split(r"(?<=[.:])\s", text))
    return {sentence for sentence in found if len(sentence.split()) >= 10}


def test_no_two_chapters_share_a_sentence() -> None:
    seen: dict[str, str] = {}
    twice = []
    for chapter in CONTENT.chapters.values():
        for sentence in sentences(chapter):
            if sentence in seen:
                twice.append(f"{seen[sentence]} and {chapter.id}: {sentence}")
            seen[sentence] = chapter.id
    assert len(seen) > 500
    assert twice == []


@pytest.mark.parametrize(
    "chapter", [c for c in CONTENT.chapters.values() if c.fields.kind in LENGTHS], ids=lambda c: c.id
)
def test_a_chapter_keeps_its_length(chapter: Chapter) -> None:
    low, high = LENGTHS[chapter.fields.kind]
    assert low <= chapter.document.words <= high


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_a_case_rests_on_sources(case: Chapter) -> None:
    assert len(case.cited) >= 10
