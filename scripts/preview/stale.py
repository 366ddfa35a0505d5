"""Which pages a preview writes anew after an edit.

A page prints more than its own file: follow-ups and an estimate beside it, titles of others, how often a source is
cited. So what each page prints is compared with what it printed at the last build that succeeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.content.chapters.chapter import Chapter, companion
from scripts.content.data.plans import minutes_of, title_of
from scripts.content.kinds import COMPANIONS
from scripts.content.model import Content
from scripts.pages.graph_picture import Neighborhoods

_COPIED = ("docs/assets/stylesheets", "docs/assets/javascripts", "docs/assets/fonts", "docs/assets/images")
"""Folders whose files pages only name: when one changes, it is copied."""
_WATCHED = ("docs", "overrides", "scripts", "mkdocs.yml")


class Printed:
    """What the pages of a preview printed at its last build."""

    def __init__(self) -> None:
        self._everywhere: Any = None
        self._files: frozenset[str] = frozenset()
        self._pages: dict[str, Any] = {}
        self._next: tuple[Any, frozenset[str], dict[str, Any]] | None = None

    def stale(self, root: Path, content: Content) -> set[str] | None:
        """Return the pages that no longer print what they should, as paths below docs/; None for all of them.

        All of them, too, when a file appeared or went: what is in the way must go, and only a new build removes it.

        Args:
            root: the folder of mkdocs.yml.
            content: as it is now.
        """
        neighborhoods = Neighborhoods(content.graph)
        pages = {str(chapter.path): _printed(chapter, content, neighborhoods) for chapter in content.chapters.values()}
        everywhere = (_everywhere(content), _times(root, content))
        files = frozenset(file.relative_to(root).as_posix() for file in _watched(root))
        self._next = everywhere, files, pages
        if everywhere != self._everywhere or files != self._files:
            return None
        return {path for path, printed in pages.items() if printed != self._pages.get(path)}

    def keep(self) -> None:
        """Remember what was asked about last as printed: its build succeeded."""
        if self._next:
            self._everywhere, self._files, self._pages = self._next


def _everywhere(content: Content) -> tuple[Any, ...]:
    """Return what any page may print: of every chapter its front matter, and what is nobody's own."""
    headers = {c.id: c.fields.model_dump(exclude={"related", "updated"}) for c in content.chapters.values()}
    return headers, content.sources, content.terms, content.cards, content.settings, content.world, content.programs


def _printed(chapter: Chapter, content: Content, neighborhoods: Neighborhoods) -> list[Any]:
    """Return what a single page prints beyond that."""
    estimate = chapter.estimate
    printed: list[Any] = [chapter.documents, chapter.questions, chapter.fields, chapter.illustrations]
    printed += (
        [estimate.assumptions, estimate.results, estimate.decides, estimate.plots, estimate.bars] if estimate else []
    )
    printed += [[other.id for other in content.used_by(chapter.id)]]
    printed += [(reference.chapter.id, reference.why) for reference in content.referred_by(chapter.id)]
    printed += [len(content.citing[key]) for key in chapter.cited]
    printed += [neighborhoods.of(chapter.id)]
    if chapter is content.pages.get("graph"):
        printed.append(content.graph)
    if chapter is content.pages.get("world"):
        printed.append({name: [other.id for other in users] for name, users in content.borrowing.items()})
    if chapter is content.pages.get("drill"):
        printed.append([(other.fields, other.estimate) for other in content.of_kind("estimate")])
    if chapter is content.pages.get("flashcards"):
        printed.append([(case.id, len(case.questions)) for case in content.of_kind("case")])
    if chapter is content.pages.get("room"):
        printed.append([(case.fields, case.questions, case.practice) for case in content.of_kind("case")])
    if chapter is content.pages.get("plan") and content.plans:
        items = [item for plan in content.plans.plans for _, _, item in plan.items()]
        printed += [(minutes_of(item, content.chapters), title_of(item, content.chapters)) for item in items]
    if chapter is content.pages.get("references"):
        printed.append({key: [other.id for other in citing] for key, citing in content.citing.items()})
    return printed


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


def _parts(chapter: Chapter) -> Iterator[str]:
    yield str(chapter.path)
    yield from (str(companion(chapter.path, name)) for name in COMPANIONS)
