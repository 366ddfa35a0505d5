"""How chapters hang together: the graph whose nodes are chapters and whose edges have a type and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from scripts.content import kinds
from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.front_matter import Difficulty, Kind
from scripts.content.files.schema import Closed
from scripts.content.steps import BY_SLUG

EdgeType = Literal["related", "uses-concept", "step-of", "cites-in-text"]
"""related: named in the front matter; uses-concept: the text of a chapter that is no concept leads to one;
step-of: a step and the framework; cites-in-text: any other link from text to text."""

FRAMEWORK = "framework"


class Node(Closed):
    """One chapter.

    Args:
        id: its name in `related`.
        url: its address below the site's root.
        step: 1 to 7 for a step's chapter.
    """

    id: str
    title: str
    kind: Kind
    difficulty: Difficulty
    url: str
    description: str
    step: int | None = None


class Edge(Closed):
    """A way from one chapter to another.

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
    """All chapters and the ways between them, as published in graph.json."""

    version: Literal[1] = 1
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build(chapters: Mapping[str, Chapter]) -> Graph:
    """Return the graph of the chapters, in the order of the navigation.

    A page that has no relations of its own, such as the list of tags, is a table of contents and no node.
    """
    nodes = {chapter.id: _node(chapter) for chapter in chapters.values() if is_node(chapter)}
    by_path = {str(chapter.path): chapter.id for chapter in chapters.values()}
    edges: dict[tuple[str, str, str], Edge] = {}
    for chapter_id in nodes:
        for edge in _edges(chapters[chapter_id], nodes, by_path):
            edges.setdefault((edge.source, edge.target, edge.type), edge)
    return Graph(nodes=tuple(nodes.values()), edges=tuple(edges.values()))


def is_node(chapter: Chapter) -> bool:
    """Whether a page is a chapter of the graph."""
    return chapter.fields.kind in kinds.SECTIONS or bool(chapter.fields.related)


def _node(chapter: Chapter) -> Node:
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
    )


def _edges(chapter: Chapter, nodes: Mapping[str, Node], by_path: Mapping[str, str]) -> Iterator[Edge]:
    for relation in chapter.fields.related:
        if relation.to in nodes:
            yield Edge(source=chapter.id, target=relation.to, type="related", why=relation.why)
    if chapter.fields.kind == "step" and FRAMEWORK in nodes:
        number = nodes[chapter.id].step
        yield Edge(source=chapter.id, target=FRAMEWORK, type="step-of", why=f"It is step {number} of the framework.")
    for link in chapter.document.links:
        target = by_path.get(chapter.target(link.target)[0], "")
        if target in nodes and target != chapter.id:
            yield Edge(
                source=chapter.id,
                target=target,
                type=_type_of_link(chapter, nodes[target]),
                why=f"Its text leads there in “{_section(chapter, link.line)}”.",
            )


def _type_of_link(chapter: Chapter, target: Node) -> EdgeType:
    return "uses-concept" if target.kind == "concept" and chapter.fields.kind != "concept" else "cites-in-text"


def _section(chapter: Chapter, line: int) -> str:
    """Return the heading of the section in which a line stands."""
    above = [heading.text for heading in chapter.document.headings if heading.line <= line and heading.level <= 2]
    return above[-1] if above else chapter.title
