"""A flowchart so small that only its form is left: boxes in columns from left to right, lines, no words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scripts.content.mermaid.reading import Reading

SIZE = WIDTH, HEIGHT = 240, 128
"""Width and height of the picture, in px."""
BOX = (26, 14)
"""Width and height of a node, in px."""
ROW = 24.0
"""At most from one row to the next, in px."""
MOST_COLUMNS = 6
"""Columns that stand beside each other; what is longer goes on below."""
SWEEPS = 6
"""Rounds of ordering the columns by their neighbors."""

Edges = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Thumbnail:
    """A flowchart as three SVG paths: its lines, the boxes that do as they are told, and the probabilistic ones."""

    lines: str
    boxes: str
    core: str


def thumbnail(reading: Reading) -> Thumbnail:
    """Return the small picture of a flowchart."""
    nodes = list(reading.nodes)
    edges = [(edge.start, edge.end) for edge in reading.edges if {edge.start, edge.end} <= set(nodes)]
    core = {name for _, mark, names in reading.marks if mark == "core" for name in names}
    places = _places(_columns(nodes, edges))
    drawn = {name: _box(reading.shapes.get(name, "service"), *places[name]) for name in nodes}
    return Thumbnail(
        lines="".join("M{} {}L{} {}".format(*places[start], *places[end]) for start, end in edges if start != end),
        boxes="".join(path for name, path in drawn.items() if name not in core),
        core="".join(path for name, path in drawn.items() if name in core),
    )


def _columns(nodes: Sequence[str], edges: Edges) -> list[list[str]]:
    """Return the nodes by column: each right of all that lead to it, and what nothing leads to beside its target."""
    forward = _without_cycles(nodes, edges)
    before: dict[str, list[str]] = {name: [] for name in nodes}
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in forward:
        before[end].append(start)
        after[start].append(end)
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 1 + max(map(deep, before[name]), default=-1)
        return depth[name]

    for name in nodes:
        deep(name)
    for name in nodes:
        if not before[name] and after[name]:
            depth[name] = max(0, min(depth[other] for other in after[name]) - 1)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in nodes:
        columns[depth[name]].append(name)
    return _untangled(columns, before, after)


def _without_cycles(nodes: Sequence[str], edges: Edges) -> list[tuple[str, str]]:
    """Return the edges without those that lead back to where a walk from the first node came from."""
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in edges:
        after[start].append(end)
    done: set[str] = set()
    kept: list[tuple[str, str]] = []

    def walk(name: str, path: frozenset[str]) -> None:
        done.add(name)
        for other in after[name]:
            if other in path or other == name:
                continue
            kept.append((name, other))
            if other not in done:
                walk(other, path | {other})

    for name in nodes:
        if name not in done:
            walk(name, frozenset({name}))
    return kept


def _untangled(
    columns: list[list[str]], before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """Return the columns with each node at the height of its neighbors, on either side in turn (the barycenter)."""
    for sweep in range(SWEEPS):
        neighbors = after if sweep % 2 else before
        height = {name: row - (len(column) - 1) / 2 for column in columns for row, name in enumerate(column)}
        for column in columns[::-1] if sweep % 2 else columns:
            wanted = {name: _mean((height[other] for other in neighbors[name]), height[name]) for name in column}
            column.sort(key=wanted.__getitem__)
            height.update({name: row - (len(column) - 1) / 2 for row, name in enumerate(column)})
    return columns


def _mean(values: Iterable[float], otherwise: float) -> float:
    found = list(values)
    return sum(found) / len(found) if found else otherwise


def _places(columns: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return the middle of each node: a long row of columns runs to the right, then back below, as one writes."""
    bands = max(1, math.ceil(len(columns) / MOST_COLUMNS))
    each = math.ceil(len(columns) / bands)
    rows = [max(map(len, columns[first : first + each])) for first in range(0, len(columns), each)]
    across = (WIDTH - BOX[0] - 2) / max(1, each - 1)
    down = min(ROW, (HEIGHT - BOX[1] - 2) / max(1, sum(rows) - 1))
    places: dict[str, tuple[int, int]] = {}
    for number, column in enumerate(columns):
        band, place = divmod(number, each)
        x = WIDTH / 2 + (place - (each - 1) / 2) * across * (-1) ** band
        middle = HEIGHT / 2 + (sum(rows[:band]) + rows[band] / 2 - sum(rows) / 2) * down
        for row, name in enumerate(column):
            places[name] = round(x), round(middle + (row - (len(column) - 1) / 2) * down)
    return places


def _box(shape: str, x: int, y: int) -> str:
    """Return the path of one of the house's shapes around its middle."""
    width, height = BOX
    half, left, top = height // 2, x - width // 2, y - height // 2
    side = width - height
    if shape == "person":
        return f"M{left + half} {top}h{side}a{half} {half} 0 0 1 0 {height}h{-side}a{half} {half} 0 0 1 0 {-height}z"
    if shape in {"model", "decision"}:
        in_ = half if shape == "model" else width // 2
        flat = width - 2 * in_
        return f"M{left} {y}l{in_} {-half}h{flat}l{in_} {half}l{-in_} {half}h{-flat}z"
    if shape == "store":
        arc = f"a{width // 2} 2 0 0 1 {width} 0"
        return f"M{left} {top + 2}{arc}v{height - 4}a{width // 2} 2 0 0 1 {-width} 0z"
    if shape == "review":
        return f"M{left + 3} {top}h{width - 3}l-3 {height}h{3 - width}z"
    bars = f"M{left + 3} {top}v{height}M{left + width - 3} {top}v{height}" if shape == "queue" else ""
    return f"M{left} {top}h{width}v{height}h{-width}z{bars}"
