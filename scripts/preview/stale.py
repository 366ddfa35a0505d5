"""Which pages a preview writes anew after an edit: `mkdocs serve --dirty` asks only whose own file is newer.

MkDocs compares the times of a page and its file. That overlooks a follow-up or an estimate beside the chapter, and a
title that other pages print. So pages that must be written anew have their old output dated back.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.content.chapters.chapter import Chapter
from scripts.content.kinds import ESTIMATE, QUESTIONS
from scripts.content.model import Content
from scripts.pages.graph_picture import Neighborhoods

_COPIED = ("docs/assets/stylesheets", "docs/assets/javascripts", "docs/assets/fonts", "docs/assets/images")
"""Folders whose files pages only name; MkDocs copies those that changed."""
_WATCHED = ("docs", "overrides", "scripts", "mkdocs.yml")


class Preview:
    """What the last build of a preview showed."""

    def __init__(self) -> None:
        self._everywhere: Any = None
        self._shown: dict[str, Any] = {}

    def date_back(self, root: Path, content: Content, outputs: dict[str, Path]) -> None:
        """Date back the outputs that no longer show what they should.

        Args:
            root: the folder of mkdocs.yml.
            content: as it is now.
            outputs: the file that each chapter is written to, by the chapter's path below docs/.
        """
        everywhere = (_everywhere(content), _times(root, content))
        neighborhoods = Neighborhoods(content.graph)
        shown = {str(chapter.path): _shown(chapter, content, neighborhoods) for chapter in content.chapters.values()}
        for path, output in outputs.items():
            stale = everywhere != self._everywhere or shown.get(path) != self._shown.get(path)
            if stale and output.is_file():
                os.utime(output, (0, 0))
        self._everywhere, self._shown = everywhere, shown


def _everywhere(content: Content) -> tuple[Any, ...]:
    """Return what any page may print: of every chapter its front matter, and what is nobody's own."""
    headers = {c.id: c.fields.model_dump(exclude={"related", "updated"}) for c in content.chapters.values()}
    return headers, content.sources, content.terms, content.cards, content.settings


def _shown(chapter: Chapter, content: Content, neighborhoods: Neighborhoods) -> list[Any]:
    """Return what a single page prints beyond that."""
    estimate = chapter.estimate
    shown: list[Any] = [chapter.documents, chapter.questions, chapter.fields]
    shown += [estimate.assumptions, estimate.results] if estimate else []
    shown += [[other.id for other in content.used_by(chapter.id)]]
    shown += [(reference.chapter.id, reference.why) for reference in content.referred_by(chapter.id)]
    shown += [len(content.citing[key]) for key in chapter.cited]
    shown += [neighborhoods.of(chapter.id)]
    if chapter is content.pages.get("graph"):
        shown.append(content.graph)
    if chapter is content.pages.get("references"):
        shown.append({key: [other.id for other in citing] for key, citing in content.citing.items()})
    return shown


def _times(root: Path, content: Content) -> dict[str, int]:
    """Return when each file changed that is no part of a single chapter."""
    own = {f"docs/{path}" for chapter in content.chapters.values() for path in _parts(chapter)}
    times = {file.relative_to(root).as_posix(): file.stat().st_mtime_ns for file in _watched(root)}
    return {path: time for path, time in times.items() if path not in own and not path.startswith(_COPIED)}


def _watched(root: Path) -> Iterator[Path]:
    for name in _WATCHED:
        for file in [root / name, *(root / name).rglob("*")]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file


def _parts(chapter: Chapter) -> Iterable[str]:
    yield str(chapter.path)
    if chapter.fields.kind == "case":
        yield from (str(chapter.path.with_name(name)) for name in (QUESTIONS, ESTIMATE))
