"""How chapters hang together: the graph whose nodes are chapters and whose edges have a type and a reason."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Literal

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.front_matter import Difficulty, KindName
from scripts.content.chapters.targets import Targets
from scripts.content.files.schema import Closed
from scripts.content.steps import BY_SLUG

EdgeType = Literal["related", "uses-concept", "step-of", "cites-in-text"]
"""related: named in the front matter; uses-concept: the text of a chapter that is no concept leads to one;
step-of: a step and the framework; cites-in-text: any other link from text to text."""
EDGE_TYPES: tuple[str, ...] = typing.get_args(EdgeType)
"""All types, the strongest first: two chapters are joined by one line, of the strongest type between them."""
EDGE_LABELS = {
    "related": "related, with a reason",
    "uses-concept": "uses the concept",
    "step-of": "step of the framework",
    "cites-in-text": "mentions with a link",
}

FRAMEWORK = "framework"


class Node(Closed):
    """One chapter.

    Args:
        id: its name in `related`.
        url: its address below the site's root.
        step: 1 to 7 for a step's chapter.
        names: other names by which readers ask for it, and the terms it explains; none where it has none.
    """

    id: str
    title: str
    kind: KindName
    difficulty: Difficulty
    url: str
    description: str
    step: int | None = None
    names: tuple[str, ...] | None = None


class Edge(Closed):
    """A path of one step from one chapter to another.

    Args:
        source: id of the chapter that leads.
        target: id of the chapter it leads to.
        why: the reason to go there, or the section in which the text leads there.
    """

    source: str
    target: str
    type: EdgeType
    why: str


class Graph(Closed):
    """All chapters and the edges between them, as published in graph.json."""

    version: Literal[1] = 1
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build(chapters: Mapping[str, Chapter], names: Mapping[str, tuple[str, ...]]) -> Graph:
    """Return the graph of the chapters, in the order of the navigation.

    A page that has no relations of its own, such as the list of tags, is a table of contents and no node.

    Args:
        chapters: by id.
        names: other names and explained terms, by chapter.
    """
    nodes = {chapter.id: _node(chapter, names.get(chapter.id)) for chapter in chapters.values() if is_node(chapter)}
    targets = Targets(chapters.values())
    edges: dict[tuple[str, str, str], Edge] = {}
    for chapter_id in nodes:
        for edge in _edges(chapters[chapter_id], nodes, targets):
            edges.setdefault((edge.source, edge.target, edge.type), edge)
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def is_node(chapter: Chapter) -> bool:
    """Whether a page is a chapter of the graph."""
    return chapter.kind.is_chapter or bool(chapter.fields.related)


def _node(chapter: Chapter, names: tuple[str, ...] | None) -> Node:
    fields = chapter.fields
    step = BY_SLUG.get(chapter.name) if fields.kind == "step" else None
    return Node(
        id=chapter.id,
        title=chapter.title,
        kind=fields.kind,
        difficulty=fields.difficulty,
        url=chapter.url,
        description=fields.description,
        step=step.number if step else None,
        names=names,
    )


def _edges(chapter: Chapter, nodes: Mapping[str, Node], targets: Targets) -> Iterator[Edge]:
    for relation in chapter.fields.related:
        if relation.to in nodes:
            yield Edge(source=chapter.id, target=relation.to, type="related", why=relation.why)
    if chapter.fields.kind == "step" and FRAMEWORK in nodes:
        number = nodes[chapter.id].step
        yield Edge(source=chapter.id, target=FRAMEWORK, type="step-of", why=f"It is step {number} of the framework.")
    for link, other in targets.chapters(chapter):
        if other.id in nodes:
            section = link.section or chapter.title
            yield Edge(
                source=chapter.id,
                target=other.id,
                type=_type_of_link(chapter, nodes[other.id]),
                why=f"Its text leads there in “{section}”.",
            )


def _type_of_link(chapter: Chapter, target: Node) -> EdgeType:
    return "uses-concept" if target.kind == "concept" and chapter.fields.kind != "concept" else "cites-in-text"
