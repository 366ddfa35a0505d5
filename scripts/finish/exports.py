"""Files beside the pages: bibliography and graph for other programs, the index for the search, estimates, the drill.

Flashcards, the practice room and the pages as Markdown quote finished pages, so all of these are written last; with
them what leads to the pages from elsewhere: the feed, the lists for programs, the pictures by which they are shared.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.content import model
from scripts.content.chapters.chapter import Chapter
from scripts.content.data import drill
from scripts.content.estimates import emission
from scripts.content.graph import Graph
from scripts.content.model import Content
from scripts.content.sources import csl
from scripts.finish import feed, flashcards, llms, markdown, room, sharing
from scripts.finish.linked_data import HOME
from scripts.finish.share_cards import Card, Studio
from scripts.pages.downloads import (
    ANKI,
    BIBTEX,
    CSL_JSON,
    DRILL,
    FEED,
    FLASHCARDS,
    FLASHCARDS_CSV,
    GRAPH,
    GRAPH_SCHEMA,
    LLMS,
    PRACTICE,
    ROBOTS,
    ROOM,
    SEARCH,
    TWIN,
)
from scripts.search import index

CHANGELOG = "CHANGELOG.md"
"""Beside docs/, what each release brought."""
_FONTS = "assets/fonts"
_CARDS_KEPT = Path(".cache/cards")


def write(content: Content, docs: Path, site: Path, base: str, *, whole: bool = True) -> None:
    """Write every export into the built site.

    Args:
        docs: the folder with the bibliography as authors keep it.
        site: the folder of the built site.
        base: address of the site's root, for what is read elsewhere.
        whole: also what takes seconds and that a preview can show a little late: flashcards, pages as Markdown and
            what leads to them, pictures for sharing.
    """
    bibliography = docs / model.BIBLIOGRAPHY
    if bibliography.is_file():
        (site / BIBTEX).write_bytes(bibliography.read_bytes())
    _write_json(site / CSL_JSON, [csl.item(source) for source in content.sources.values()])
    _write_json(site / GRAPH, content.graph.model_dump(exclude_none=True))
    _write_json(site / GRAPH_SCHEMA, graph_schema())
    _write_json(site / SEARCH, index.build(content))
    if content.tasks:
        _write_json(site / DRILL, drill_data(content))
    if "room" in content.pages:
        _write_json(site / ROOM, room.data(content, site))
        for case in content.of_kind("case"):
            if case.practice:
                _write_json(site / case.url / PRACTICE, room.practice(case, case.practice))
    if whole:
        _write_late(content, docs, site, base)
    if base and not (site / ROBOTS).is_file():  # an author may have written one
        (site / ROBOTS).write_text(llms.robots(base), encoding="utf-8")
    for chapter in content.chapters.values():
        if chapter.estimate:
            folder = site / chapter.url
            folder.mkdir(parents=True, exist_ok=True)
            _write_json(folder / emission.FILE, emission.data(chapter.estimate))


def _write_late(content: Content, docs: Path, site: Path, base: str) -> None:
    if "flashcards" in content.pages:
        found = flashcards.cards(content, site)
        _write_json(site / FLASHCARDS, flashcards.data(found))
        (site / FLASHCARDS_CSV).write_text(flashcards.table(found, base), encoding="utf-8-sig", newline="")
        (site / ANKI).write_bytes(flashcards.deck(found, base, content))
    written = _write_twins(content, site, base)
    if base:
        (site / LLMS).write_text(llms.text(written, content.settings, base), encoding="utf-8")
        _write_feed(content, docs, site, base)
        _write_cards(content, docs, site)


def studio(docs: Path) -> Studio:
    """Return what draws the pictures by which pages are shared.

    Args:
        docs: the folder of the chapters.
    """
    return Studio(docs / _FONTS, docs.parent / _CARDS_KEPT)


def _write_twins(content: Content, site: Path, base: str) -> list[Chapter]:
    """Write the pages as Markdown and return the chapters that have one."""
    written = []
    for chapter in content.chapters.values():
        page = site / chapter.url / "index.html"
        if page.is_file() and (text := markdown.twin(page.read_text(encoding="utf-8"), chapter, content, base)):
            page.with_name(TWIN).write_text(text, encoding="utf-8")
            written.append(chapter)
    return written


def _write_feed(content: Content, docs: Path, site: Path, base: str) -> None:
    changelog = docs.parent / CHANGELOG
    entries = list(feed.of_releases(changelog.read_text(encoding="utf-8"), base)) if changelog.is_file() else []
    entries += feed.of_chapters(content.chapters.values(), base)
    (site / FEED).write_bytes(feed.write(entries, content.settings, base))


def _write_cards(content: Content, docs: Path, site: Path) -> None:
    drawing = studio(docs)
    for chapter in content.chapters.values() if drawing.equipped else ():
        label = "" if chapter.id == HOME else chapter.kind.label
        file = site / sharing.card(chapter)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(drawing.picture(Card(chapter.title, label, content.settings.name)))


def drill_data(content: Content) -> dict[str, Any]:
    """Return what the drill asks, in one file: the tasks, and the estimates that they are about, by name."""
    chapters = {chapter.name: chapter for chapter in content.of_kind(drill.KIND)}
    estimates = {
        name: {"title": chapter.title, "url": chapter.url, **emission.figures(chapter.estimate)}
        for name, chapter in chapters.items()
        if chapter.estimate
    }
    return {"version": 1, "tasks": drill.data(content.tasks, estimates), "estimates": estimates}


def graph_schema() -> dict[str, Any]:
    """Return the JSON Schema of graph.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Graph.model_json_schema(),
        "description": "Chapters of Probabilistic Core and the ways between them.",
    }


def _write_json(file: Path, data: Any) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
