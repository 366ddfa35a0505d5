"""What must hold of the shared world: prose quotes figures that exist, and its sources are in the bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.content.chapters.chapter import Chapter
from scripts.content.problems import Findings, nearest
from scripts.content.rules.places import documents
from scripts.content.sources.bibliography import Source
from scripts.content.world.world import FORMS, World


def check_quotes(chapter: Chapter, world: World | None, findings: Findings) -> None:
    """Every `world("name")` names a figure of the world, in a form that it has."""
    known = world.figures if world else {}
    for path, document in documents(chapter):
        for call in document.macros:
            if call.name != "world":
                continue
            name, form = (*map(str, call.arguments), "")[:2]
            if name not in known:
                findings.add(path, call.line, f"the world has no figure '{name}'.", nearest=nearest(name, known))
            if form not in FORMS:
                message = f"figure '{name}' is quoted as '{form}'; expected 'number' or nothing."
                findings.add(path, call.line, message, nearest=nearest(form, FORMS))


def check_sources(world: World, sources: Mapping[str, Source], path: Path, findings: Findings) -> None:
    """Every source of a figure is in the bibliography."""
    for figure in world.figures.values():
        if figure.source and figure.source not in sources:
            message = f"figure '{figure.name}' names an unknown source '{figure.source}'."
            findings.add(path, 0, message, nearest=nearest(figure.source, sources))
