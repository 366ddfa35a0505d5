"""The files that problems name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.content.chapters.chapter import Chapter, companion
from scripts.content.chapters.document import Document
from scripts.content.kinds import QUESTIONS

DOCS = Path("docs")


def file_of(chapter: Chapter) -> Path:
    """Return the chapter's file as problems name it."""
    return DOCS / chapter.path


def documents(chapter: Chapter) -> Iterator[tuple[Path, Document]]:
    """Yield each piece of Markdown of a chapter with the file it stands in."""
    yield file_of(chapter), chapter.document
    for answer in chapter.answers:
        yield DOCS / companion(chapter.path, QUESTIONS), answer.document


def line_of(text: str, file: Path) -> int:
    """Return the line on which a text begins, by its first words; 0 where marks stand between them."""
    source = file.read_text(encoding="utf-8-sig")
    found = re.search(r"\W+".join(re.findall(r"\w+", text)[:5]), source, re.IGNORECASE)
    return source.count("\n", 0, found.start()) + 1 if found else 0
