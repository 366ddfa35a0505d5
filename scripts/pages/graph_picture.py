"""The graph as pictures: all chapters in columns, and one chapter with its neighbours. Positions come from networkx."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from scripts.content.graph import Edge, Graph, Node

COLUMNS = (("book", "page"), ("step",), ("case",), ("concept", "practice"))
"""Kinds of chapters from left to right: what is general first, what is shared last."""
TITLES = ("The book and the way in", "The seven steps", "The cases", "The concepts")
MOST_NODES = 300
"""Above this no picture of everything is legible; the page shows neighborhoods instead."""

ROW = 46.0
"""Height of a row, in px."""
BOX = 38.0
"""Height of a box, which holds two lines of text, in px."""
GAP = 120.0
"""Room for the lines between two columns, in px."""
TOP = 40.0
"""Room for the columns' titles, in px."""
LABEL = 20
"""Characters after which a label is broken."""
CHARACTER, PADDING = 6.9, 30.0
"""Width of a character of a label at 14 px, on average, and what a box needs beside its label, in px."""
STRETCH = 1.6
"""How much further apart than a row the chapters of a short column may stand."""
SWEEPS = 8
"""Rounds of ordering the columns; the order no longer changes after about five."""
STRENGTH = ("related", "uses-concept", "step-of", "cites-in-text")
"""Types of edges, strongest first: two chapters are joined by one line, of the strongest type between them."""


@dataclass(frozen=True)
class Box:
    """A chapter in a picture; x and y are the upper left corner, in px; `label` is the title, broken into lines."""

    node: Node
    label: tuple[str, ...]
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """Height of the box's middle, in px."""
        return self.y + BOX / 2


@dataclass(frozen=True)
class Line:
    """A line between two boxes: the SVG path, and the strongest edge between the two."""

    edge: Edge
    path: str


@dataclass(frozen=True)
class Picture:
    """Boxes and lines with the picture's size, in px; `titles` are (x, text) of the columns."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    titles: tuple[tuple[float, str], ...]
    width: float
    height: float


def whole(graph: Graph) -> Picture | None:
    """Return the picture of all chapters, or None when there are too many for one."""
    if len(graph.nodes) > MOST_NODES:
        return None
    joined = _undirected(graph)
    columns = [[node for node in graph.nodes if node.kind in kinds] for kinds in COLUMNS]
    # Steps keep their order and cases the book's; what has none of its own stands where its lines are shortest.
    columns[-1] = _ordered(joined, columns)
    boxes, titles, width = _placed(columns)
    by_id = {box.node.id: box for box in boxes}
    lines = tuple(Line(edge, _curve(by_id[edge.source], by_id[edge.target])) for edge in strongest(graph.edges))
    return Picture(tuple(boxes), lines, tuple(titles), width, max(box.y for box in boxes) + BOX + 10)


def strongest(edges: Iterable[Edge]) -> list[Edge]:
    """Return one edge for each two chapters that are joined: that of the strongest type."""
    found: dict[frozenset[str], Edge] = {}
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        if pair not in found or STRENGTH.index(edge.type) < STRENGTH.index(found[pair].type):
            found[pair] = edge
    return list(found.values())


def _undirected(graph: Graph) -> nx.Graph[str]:
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(node.id for node in graph.nodes)
    joined.add_edges_from((edge.source, edge.target) for edge in graph.edges)
    return joined


def _ordered(joined: nx.Graph[str], columns: Sequence[Sequence[Node]]) -> list[Node]:
    """Return the last column in the order of the middle of each chapter's neighbors (the barycenter heuristic)."""
    place = {node.id: (row + 0.5) / len(column) for column in columns for row, node in enumerate(column)}
    last = list(columns[-1])
    for _ in range(SWEEPS):
        middle = {
            node.id: sum(place[other] for other in joined[node.id]) / max(1, joined.degree(node.id)) for node in last
        }
        last.sort(key=lambda node: middle[node.id])
        place.update({node.id: (row + 0.5) / len(last) for row, node in enumerate(last)})
    return last


def _placed(columns: Sequence[Sequence[Node]]) -> tuple[list[Box], list[tuple[float, str]], float]:
    filled = [(title, column) for title, column in zip(TITLES, columns, strict=True) if column]
    layers = {number: [node.id for node in column] for number, (_, column) in enumerate(filled)}
    layered: nx.Graph[str] = nx.Graph()
    layered.add_nodes_from(name for layer in layers.values() for name in layer)
    # Half of the longer side as scale leaves one unit from row to row, every layer around the same middle.
    longest = max(len(layers), *map(len, layers.values()))
    places = nx.multipartite_layout(layered, subset_key=layers, align="vertical", scale=max(1, longest - 1) / 2)
    rows = max(map(len, layers.values()))
    middle = TOP + (rows - 1) / 2 * ROW
    boxes: list[Box] = []
    titles: list[tuple[float, str]] = []
    left = 1.0
    for title, column in filled:
        labels = {node.id: tuple(textwrap.wrap(node.title.partition(":")[0], LABEL)) for node in column}
        width = max(len(line) for label in labels.values() for line in label) * CHARACTER + PADDING
        titles.append((left, title))
        apart = ROW * min(STRETCH, (rows - 1) / max(1, len(column) - 1))
        for node in column:
            y = middle + float(places[node.id][1]) * apart
            boxes.append(Box(node, labels[node.id], round(left), round(y), round(width)))
        left += round(width) + GAP
    return boxes, titles, round(left)


def _curve(start: Box, end: Box) -> str:
    """Return the path of a line: from side to side between columns, around the right side within one."""
    if start.x > end.x:
        start, end = end, start
    x1, y1, y2 = start.x + start.width, start.middle, end.middle
    if start.x == end.x:
        bulge = min(GAP * 0.8, 18 + abs(y2 - y1) * 0.16)
        return f"M{x1:.0f} {y1:.0f}C{x1 + bulge:.0f} {y1:.0f} {x1 + bulge:.0f} {y2:.0f} {x1:.0f} {y2:.0f}"
    half = (x1 + end.x) / 2
    return f"M{x1:.0f} {y1:.0f}C{half:.0f} {y1:.0f} {half:.0f} {y2:.0f} {end.x:.0f} {y2:.0f}"


MOST_NEIGHBORS = 12
_SMALL_ROW, _SMALL_LEFT, _SMALL_WIDTH = 26.0, 92.0, 340.0


@dataclass(frozen=True)
class Neighbor:
    """A chapter beside another one, with the edge that joins them and the line's path."""

    node: Node
    edge: Edge
    y: float
    path: str


@dataclass(frozen=True)
class Neighborhood:
    """One chapter with the chapters beside it, in px; `more` counts those that did not fit."""

    neighbors: tuple[Neighbor, ...]
    more: int
    left: float
    width: float
    height: float


class Neighborhoods:
    """The small pictures of all chapters of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._nodes: Mapping[str, Node] = {node.id: node for node in graph.nodes}
        self._order = {node.id: index for index, node in enumerate(graph.nodes)}
        self._edges: dict[str, list[Edge]] = {node.id: [] for node in graph.nodes}
        for edge in strongest(graph.edges):
            self._edges[edge.source].append(edge)
            self._edges[edge.target].append(edge)

    def of(self, chapter: str) -> Neighborhood | None:
        """Return the picture of one chapter, or None when it is no chapter of the graph."""
        if not self._edges.get(chapter):
            return None
        edges = sorted(self._edges[chapter], key=lambda edge: STRENGTH.index(edge.type))
        kept = sorted(edges[:MOST_NEIGHBORS], key=lambda edge: self._order[_other(edge, chapter)])
        height = max(len(kept) * _SMALL_ROW, 2 * _SMALL_ROW)
        neighbors = []
        for row, edge in enumerate(kept):
            y = (row + 0.5) * _SMALL_ROW
            middle, far, near = height / 2, _SMALL_LEFT * 0.6, _SMALL_LEFT * 0.4
            path = f"M12 {middle:.0f}C{far:.0f} {middle:.0f} {near:.0f} {y:.0f} {_SMALL_LEFT - 12:.0f} {y:.0f}"
            neighbors.append(Neighbor(self._nodes[_other(edge, chapter)], edge, y, path))
        return Neighborhood(tuple(neighbors), len(edges) - len(kept), _SMALL_LEFT, _SMALL_WIDTH, height)


def _other(edge: Edge, chapter: str) -> str:
    return edge.target if edge.source == chapter else edge.source
