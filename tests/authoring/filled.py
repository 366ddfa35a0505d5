"""Fills the gaps of a skeleton with text that says nothing and keeps every rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

SENTENCE = "Sentence {name} of this made text about {topic} has words enough to count as prose and says nothing."
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Filler:
    """Makes sentences that stand nowhere else.

    Args:
        topic: a word that stands in each of them.
    """

    def __init__(self, topic: str) -> None:
        self._topic = topic
        self._numbers = count(1)

    def sentence(self) -> str:
        """Return the next sentence, of 19 words."""
        first, second = divmod(next(self._numbers), 26)
        return SENTENCE.format(
            name=f"{_LETTERS[first % 26]}{_LETTERS[first // 26]}{_LETTERS[second]}", topic=self._topic
        )

    def prose(self, sentences: int) -> str:
        """Return a paragraph."""
        return " ".join(self.sentence() for _ in range(sentences))


def fill_chapter(file: Path, filler: Filler, *, sentences: int, first: str = "") -> None:
    """Fill a chapter's front matter, sections and diagrams.

    Args:
        file: the skeleton.
        filler: makes the text.
        sentences: how many a section gets.
        first: what else the first section says.
    """
    text = file.read_text(encoding="utf-8")
    description = filler.sentence() + " It is here so that a walk through all documented steps can be tried."
    text = re.sub(r'(?m)^description: ".*"$', f'description: "{description[:150]}"', text)
    text = text.replace("GAP: write this section.", f"{first} {filler.prose(sentences)}".strip(), 1)
    _fill(file, text, lambda gap: _written(gap, filler, sentences))


def fill_interview(file: Path, filler: Filler) -> None:
    """Fill the turns of an interview and the notes beside them."""
    fill_chapter(file, filler, sentences=3)


def _written(gap: str, filler: Filler, sentences: int) -> str:
    if "700 to 1,000 words" in gap:
        return filler.prose(45)
    return filler.prose(sentences if gap.startswith(("GAP: write", "GAP: what the", "GAP: what was")) else 1)


def fill_questions(file: Path, filler: Filler) -> None:
    """Fill the follow-ups: a question each, and an answer of about 80 words."""
    _fill(
        file, file.read_text(encoding="utf-8"), lambda gap: filler.prose(4) if "60 to 150" in gap else filler.sentence()
    )


def fill_short(file: Path, filler: Filler) -> None:
    """Fill a file of single sentences, such as the estimate or the cards."""
    _fill(file, file.read_text(encoding="utf-8"), lambda gap: filler.sentence())


def append(file: Path, text: str) -> None:
    """Add text at the end of a file."""
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Replace the only place where a text stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def cite(keys: Sequence[str]) -> str:
    """Return a citation of several sources."""
    return "[" + "; ".join(f"@{key}" for key in keys) + "]"


def _fill(file: Path, text: str, of: Callable[[str], str]) -> None:
    filled = re.sub(r"GAP: [^\n\"']*", lambda found: of(found.group()), text)
    file.write_text(filled, encoding="utf-8")
