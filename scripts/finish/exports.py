"""Files beside the pages: bibliography and graph for other programs, the index for the search, estimates, the drill.

Flashcards, the practice room and the pages as Markdown quote finished pages, so all of these are written last.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.content import model
from scripts.content.data import drill
from scripts.content.estimates import emission
from scripts.content.graph import Graph
from scripts.content.model import Content
from scripts.content.sources import csl
from scripts.finish import flashcards, markdown, room
from scripts.pages.downloads import (
    ANKI,
    BIBTEX,
    CSL_JSON,
    DRILL,
    FLASHCARDS,
    FLASHCARDS_CSV,
    GRAPH,
    GRAPH_SCHEMA,
    PRACTICE,
    ROOM,
    SEARCH,
    TWIN,
)
from scripts.search import index


def write(content: Content, docs: Path, site: Path, base: str, *, whole: bool = True) -> None:
    """Write every export into the built site.

    Args:
        docs: the folder with the bibliography as authors keep it.
        site: the folder of the built site.
        base: address of the site's root, for what is read elsewhere.
        whole: also what takes seconds and that a preview can show a little late: flashcards, pages as Markdown.
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
    if whole and "flashcards" in content.pages:
        found = flashcards.cards(content, site)
        _write_json(site / FLASHCARDS, flashcards.data(found))
        (site / FLASHCARDS_CSV).write_text(flashcards.table(found, base), encoding="utf-8-sig", newline="")
        (site / ANKI).write_bytes(flashcards.deck(found, base, content))
    if whole:
        _write_twins(content, site, base)
    for chapter in content.chapters.values():
        if chapter.estimate:
            folder = site / chapter.url
            folder.mkdir(parents=True, exist_ok=True)
            _write_json(folder / emission.FILE, emission.data(chapter.estimate))


def _write_twins(content: Content, site: Path, base: str) -> None:
    for chapter in content.chapters.values():
        page = site / chapter.url / "index.html"
        if page.is_file() and (text := markdown.twin(page.read_text(encoding="utf-8"), chapter, content, base)):
            page.with_name(TWIN).write_text(text, encoding="utf-8")


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
