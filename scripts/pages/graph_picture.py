"""The graph as pictures: all chapters in columns, and one chapter with its neighbors."""

from __future__ import annotations

import textwrap
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scripts.content.chapters.front_matter import Difficulty
from scripts.content.graph import EDGE_TYPES, Edge, Graph, Node
from scripts.content.kinds import COLUMNS, KINDS

MOST_NODES = 300
"""Above this no picture of everything is legible; the page shows neighborhoods instead."""

ROW = 46.0
"""Height of a row, in px."""
BOX = 38.0
"""Height of a box, which holds two lines of text, in px."""
GAP = 64.0
"""Room for the lines between two columns, in px."""
TOP = 40.0
"""Room for the columns' titles, in px."""
LABEL, LINES = 20, 2
"""Characters after which a label is broken, and how many lines of it a box holds."""
LINE, BASELINE = 15.0, 4.5
"""From one line of a label to the next, and from the middle of a letter down to the line it stands on, in px."""
CHARACTER, PADDING = 6.4, 32.0
"""Width of a character of a label at 13 px, on average, and what a box needs beside its label, in px."""
SWEEPS = 8
"""Rounds of ordering the columns; the order no longer changes after about five."""
DIFFICULTIES: tuple[Difficulty, ...] = typing.get_args(Difficulty)
"""Easiest first: a chapter has one dot for the first, two for the second, and so on."""


@dataclass(frozen=True)
class Box:
    """A chapter in a picture.

    Args:
        label: the title, broken into lines.
        x: left edge, in px from the left of the picture.
        y: upper edge, in px from the top of the picture.
        width: in px.
    """

    node: Node
    label: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float = BOX

    @property
    def middle(self) -> float:
        """Height of the box's middle, in px."""
        return self.y + self.height / 2

    @property
    def radius(self) -> float:
        """Radius of the corners, in px: a concept's ends are round, since it is shared."""
        return self.height / 2 if self._round else 4

    @property
    def lines(self) -> tuple[tuple[float, float, str], ...]:
        """The label's lines around the middle of the box: left edge, baseline (both in px), text."""
        left = self.x + (16 if self._round else 11)
        first = self.middle + BASELINE - (len(self.label) - 1) / 2 * LINE
        return tuple((left, first + number * LINE, text) for number, text in enumerate(self.label))

    @property
    def number(self) -> tuple[float, float]:
        """Where the number of a step ends: right edge and baseline, in px."""
        return self.x + self.width - 9, self.y + 14

    @property
    def dots(self) -> tuple[tuple[float, float], ...]:
        """Middles of the dots that tell the difficulty, from the right, in px."""
        right, y = self.x + self.width - 9, self.y + self.height - 8
        return tuple((right - 6 * place, y) for place in range(DIFFICULTIES.index(self.node.difficulty) + 1))

    @property
    def _round(self) -> bool:
        return self.node.kind == "concept"


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
    columns = [[node for node in graph.nodes if KINDS[node.kind].column == number] for number in range(len(COLUMNS))]
    # Steps keep their order and cases the book's; what has none of its own stands where its lines are shortest.
    columns[-1] = _ordered(_neighbors(graph), columns)
    boxes, titles, width = _placed(columns)
    by_id = {box.node.id: box for box in boxes}
    lines = tuple(Line(edge, _curve(by_id[edge.source], by_id[edge.target])) for edge in strongest(graph.edges))
    height = max((box.y + box.height for box in boxes), default=TOP) + 10
    return Picture(tuple(boxes), lines, tuple(titles), width, height)


def strongest(edges: Iterable[Edge]) -> list[Edge]:
    """Return one edge for each two chapters that are joined: the first of the strongest type."""
    found: dict[frozenset[str], Edge] = {}
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        if pair not in found or EDGE_TYPES.index(edge.type) < EDGE_TYPES.index(found[pair].type):
            found[pair] = edge
    return list(found.values())


def _neighbors(graph: Graph) -> dict[str, list[str]]:
    """Return the chapters beside each chapter, in either direction, each once."""
    found: dict[str, dict[str, None]] = {node.id: {} for node in graph.nodes}
    for edge in graph.edges:
        found[edge.source][edge.target] = found[edge.target][edge.source] = None
    return {chapter: list(others) for chapter, others in found.items()}


def _ordered(neighbors: Mapping[str, Sequence[str]], columns: Sequence[Sequence[Node]]) -> list[Node]:
    """Return the last column in the order of the middle of each chapter's neighbors (the barycenter heuristic)."""
    place = {node.id: (row + 0.5) / len(column) for column in columns for row, node in enumerate(column)}
    last = list(columns[-1])
    for _ in range(SWEEPS):
        middle = {
            node.id: sum(place[other] for other in neighbors[node.id]) / max(1, len(neighbors[node.id]))
            for node in last
        }
        last.sort(key=lambda node: middle[node.id])
        place.update({node.id: (row + 0.5) / len(last) for row, node in enumerate(last)})
    return last


def _placed(columns: Sequence[Sequence[Node]]) -> tuple[list[Box], list[tuple[float, str]], float]:
    """Every column begins at the top and ends at the bottom: wherever a small window stands, there is something."""
    rows = max(map(len, columns))
    boxes: list[Box] = []
    titles: list[tuple[float, str]] = []
    left = 1.0
    for title, column in zip(COLUMNS, columns, strict=True):
        if not column:
            continue
        labels = [_label(node.title) for node in column]
        width = round(max(len(line) for label in labels for line in label) * CHARACTER + PADDING)
        titles.append((left, title))
        apart = ROW * (rows - 1) / max(1, len(column) - 1)
        for row, (node, label) in enumerate(zip(column, labels, strict=True)):
            y = TOP + row * apart
            boxes.append(Box(node, label, round(left), round(y), width))
        left += width + GAP
    return boxes, titles, round(left)


def _label(title: str) -> tuple[str, ...]:
    """Return the part of a title before its colon in lines; what a box does not hold is left out with an ellipsis."""
    name = title.partition(":")[0].strip() or title
    return tuple(textwrap.wrap(name, LABEL, max_lines=LINES, placeholder="…"))


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
        edges = sorted(self._edges[chapter], key=lambda edge: EDGE_TYPES.index(edge.type))
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
