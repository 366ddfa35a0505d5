"""The contents of the book as a tree: parts, parts of parts, chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.book.collect import Chapter


@dataclass
class Branch:
    """A line of the contents.

    Args:
        title: of the part or the chapter.
        chapter: None for a part.
        below: what stands in a part.
    """

    title: str
    chapter: Chapter | None = None
    below: list[Branch] = field(default_factory=list)


def tree(chapters: Sequence[Chapter]) -> list[Branch]:
    """Return the contents; neighbors in the same part share its line."""
    top: list[Branch] = []
    for chapter in chapters:
        level = top
        for part in chapter.parts:
            if not (level and level[-1].chapter is None and level[-1].title == part):
                level.append(Branch(part))
            level = level[-1].below
        level.append(Branch(chapter.title, chapter))
    return top
