"""What pictures are made of: words with the room they take, numbers, and paths."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from scripts.content.estimates import display

Anchor = Literal["start", "middle", "end"]

GRID = 1000
"""Units across a drawing that is stretched to its place."""
NARROW = 25.0
"""Width of a picture on a phone of 360 px, in em; `plots.css` keeps narrower ones to it by smaller letters."""
_LETTER = 0.52
"""Width of a letter on average, in em."""
_NOISE = 1e-6
"""Of `GRID`: more than arithmetic of other machines differs by, and less than anybody sees."""
_TOLERANCE = 2
"""Of `GRID`: points that leave a line by less are left out of it."""
_OVER_WORDS, _OUTSIDE = 200, 1000
"""How much worse than over a point of a line words stand over others, and out of the picture; a line has some 60."""


def rounded(value: float, digits: int = 2) -> str:
    """Return a length with no more digits than can be seen, without the zero before the point."""
    scale = 10**digits
    text = f"{math.floor(value * scale + 0.5) / scale:.{digits}f}".rstrip("0").rstrip(".")
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in {"-0", ""} else text


def width(words: str) -> float:
    """Return about the width of words, in em."""
    return len(words) * _LETTER


def side(room: float) -> int:
    """Return how much is left free at one side of a picture, in whole em: the stylesheet has a class for each."""
    return math.ceil(room - _NOISE)


def margins(left: int, right: int) -> str:
    """Return the classes by which the stylesheet leaves sides free; a page allows no style that is written into it."""
    return f"pc-plot pl-{left} pr-{right}"


def wrap(words: str, most: int) -> list[str]:
    """Return words in lines of at most so many letters; a longer word stands alone."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def short(value: float, unit: str, *, exact: bool = False) -> str:
    """Print a figure without the name of its unit, with $ and %."""
    bare = "usd" if unit.startswith("usd") else unit if unit == "percent" else "dimensionless"
    return display.show(value, bare, exact=exact)


def named(label: str, unit: str, *, log: bool = False) -> str:
    """Return a label with the unit that `short` leaves out, unless the label says it, and whether its axis is one of
    powers."""
    after = f"{label} (log scale)" if log else label
    if unit in {"percent", "dimensionless", "usd"}:
        return after
    words = re.sub(r"1[.]50?", "", display.show(1.5, unit, exact=True)).strip()
    if re.split(r"[/ ·]", words)[0].lower() in re.findall(r"\w+", label.lower()):
        return after
    return f"{label}, {words}{' (log scale)' if log else ''}"


def text(x: str, y: float, words: str, css: str = "", dx: float = 0) -> str:
    """Return words on a line.

    Args:
        x: where they begin, with its unit.
        y: the line, in em from the top.
        dx: moves them, in em.
    """
    marked = f' class="{css}"' if css else ""
    moved = f' dx="{rounded(dx)}em"' if dx else ""
    return f'<text{marked} x="{x}"{moved} y="{rounded(y)}em">{escape(words, quote=False)}</text>'


def percent(part: float) -> str:
    """Return a part of the width as a length."""
    return f"{rounded(part * 100, 1)}%"


def stretched(y: float, height: float, paths: Iterable[str]) -> str:
    """Return paths on the grid, stretched over the width and from `y` down, in em."""
    box = f'viewBox="0 0 {GRID} {GRID}" preserveAspectRatio="none" y="{rounded(y)}em" height="{rounded(height)}em"'
    return f"<svg {box}>{''.join(paths)}</svg>"


def path(css: str, lines: Sequence[str]) -> str:
    """Return lines as one path, none where there are none."""
    return f'<path class="{css}" d="{"".join(lines)}"/>' if lines else ""


def across(part: float) -> str:
    """Return a line from left to right at a part of the height from the top."""
    return f"M0 {on_grid(part)}h{GRID}"


def down(part: float) -> str:
    """Return a line from top to bottom at a part of the width."""
    return f"M{on_grid(part)} 0v{GRID}"


def on_grid(part: float) -> int:
    """Return a part of the width or height on the grid; a half goes up, however a power was rounded on the way."""
    return math.floor(part * GRID + 0.5 + _NOISE)


def line_through(points: Iterable[tuple[float, float] | None]) -> list[str]:
    """Return the line through points, in parts of width and height from the top; it is broken where there is None."""
    runs: list[list[tuple[int, int]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append((on_grid(point[0]), on_grid(point[1])))
    return [_drawn(_fewer(run)) for run in runs if len(run) > 1]


def _drawn(run: list[tuple[int, int]]) -> str:
    (x, y), *rest = run
    parts = [f"M{x} {y}l"]
    for here_x, here_y in rest:
        down = here_y - y
        parts.append(f"{here_x - x}{'' if down < 0 else ' '}{down} ")
        x, y = here_x, here_y
    return "".join(parts).rstrip()


def _fewer(run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the points without which the line would be another (Douglas and Peucker, by height)."""
    if len(run) < 3:
        return run
    (x0, y0), (x1, y1) = run[0], run[-1]
    off = [abs((y - y0) * (x1 - x0) - (y1 - y0) * (x - x0)) for x, y in run]
    most = max(off)
    if most <= _TOLERANCE * (x1 - x0):
        return [run[0], run[-1]]
    at = off.index(most)
    return _fewer(run[: at + 1])[:-1] + _fewer(run[at:])


@dataclass(frozen=True)
class Place:
    """Where words may stand: a part of the width, moved by `dx`, on the line `y`, both in em."""

    part: float
    dx: float
    y: float
    anchor: Anchor

    def box(self, words: str, across: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of words, in em, in a picture so wide."""
        size = width(words)
        left = self.part * across + self.dx - {"start": 0.0, "middle": size / 2, "end": size}[self.anchor]
        return left, self.y - 0.95, left + size, self.y + 0.3


_CLASSES = {"start": "", "middle": "c", "end": "e"}


class Room:
    """What is taken of a picture, in em, so that words stand where least is."""

    def __init__(self, across: float, bottom: float = math.inf) -> None:
        self.across, self.bottom = across, bottom
        self._points: list[tuple[float, float]] = []
        self._boxes: list[tuple[float, float, float, float]] = []

    def line(self, points: Iterable[tuple[float, float]]) -> None:
        """Take a line, by its points."""
        self._points.extend(points)

    def box(self, taken: tuple[float, float, float, float]) -> None:
        """Take a rectangle: left, top, right, bottom."""
        self._boxes.append(taken)

    def put(self, words: str, places: Sequence[Place], css: str = "") -> str:
        """Return words at the first of the places where least is in their way, which they take."""
        costs = [self._cost(place.box(words, self.across)) for place in places]
        place = places[costs.index(min(costs))]
        self._boxes.append(place.box(words, self.across))
        classes = " ".join(name for name in ("w", css, _CLASSES[place.anchor]) if name)
        return text(percent(place.part), place.y, words, classes, place.dx)

    def _cost(self, box: tuple[float, float, float, float]) -> int:
        left, top, right, bottom = box
        cost = sum(left <= x <= right and top <= y <= bottom for x, y in self._points)
        cost += _OVER_WORDS * sum(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in self._boxes)
        return cost + (_OUTSIDE if left < -0.5 or right > self.across + 0.5 or bottom > self.bottom else 0)
