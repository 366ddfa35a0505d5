"""The clock of an interview as a ring: an arc a step, as long as its minutes, and one for the minutes left free."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.content.steps import FLOATING_MINUTES, Step

SIZE = 560.0
"""Width and height of the picture, in px."""
OUTER, INNER = 252.0, 206.0
"""Radii of the ring, in px."""
MARK = 264.0
"""Radius on which the minutes stand, in px."""
GAP = 2.5
"""Between two arcs, in px at the middle of the ring."""
CHARACTER, LINE, DROP = 6.9, 16.0, 4.6
"""Of a label at 14 px: width of a character, from line to line, from the middle of a letter to its baseline, in px."""

_CENTER = SIZE / 2
_MIDDLE = (OUTER + INNER) / 2


@dataclass(frozen=True)
class Arc:
    """A part of the ring.

    Args:
        step: the step; None for the minutes left free.
        start: the minute at which it begins.
        minutes: how long it lasts.
        path: SVG path of its shape.
        lines: SVG path and text of each line of its label, outermost first.
        mark: where the minute at which it begins stands: x, y.
    """

    step: Step | None
    start: int
    minutes: int
    path: str
    lines: tuple[tuple[str, str], ...]
    mark: tuple[float, float]


def ring(steps: Sequence[Step], floating: int = FLOATING_MINUTES) -> tuple[Arc, ...]:
    """Return the arcs of an interview of 45 minutes, clockwise from the top."""
    parts = [(step, step.minutes_45) for step in steps]
    whole = sum(minutes for _, minutes in parts) + floating
    arcs: list[Arc] = []
    start = 0
    for step, minutes in [*parts, (None, floating)]:
        begin, end = (2 * math.pi * minute / whole for minute in (start, start + minutes))
        label = f"{step.number} {step.title}" if step else "Left free"
        arcs.append(Arc(step, start, minutes, _shape(begin, end), _label(label, begin, end), _point(begin, MARK)))
        start += minutes
    return tuple(arcs)


def _point(angle: float, radius: float) -> tuple[float, float]:
    """Return a point by its angle, clockwise from the top."""
    return round(_CENTER + radius * math.sin(angle), 1), round(_CENTER - radius * math.cos(angle), 1)


def _shape(begin: float, end: float) -> str:
    half = GAP / 2 / _MIDDLE
    corners = [_point(angle, radius) for radius in (OUTER, INNER) for angle in (begin + half, end - half)]
    outer, outer_end, inner, inner_end = (f"{x:g} {y:g}" for x, y in corners)
    large = int(end - begin > math.pi)
    return f"M{outer}A{OUTER:g} {OUTER:g} 0 {large} 1 {outer_end}L{inner_end}A{INNER:g} {INNER:g} 0 {large} 0 {inner}Z"


def _label(text: str, begin: float, end: float) -> tuple[tuple[str, str], ...]:
    """Return the lines of a label, each with the path it stands on: two where one would be longer than the arc."""
    lines = [text]
    if len(text) * CHARACTER > (end - begin) * _MIDDLE - 10 and text.count(" ") > 1:
        first, last = _halves(text)
        lines = [first, last]
    upright = not math.pi / 2 < (begin + end) / 2 < 3 * math.pi / 2
    placed = []
    for number, line in enumerate(lines):
        # Below the middle a line runs the other way, so that it stands on its feet.
        offset = ((len(lines) - 1) / 2 - number) * LINE
        radius = _MIDDLE + offset - DROP if upright else _MIDDLE - offset + DROP
        ends = (_point(begin, radius), _point(end, radius))
        (x1, y1), (x2, y2) = ends if upright else ends[::-1]
        placed.append((f"M{x1:g} {y1:g}A{radius:g} {radius:g} 0 0 {int(upright)} {x2:g} {y2:g}", line))
    return tuple(placed)


def _halves(text: str) -> tuple[str, str]:
    """Return a text in two lines, the longer of which is as short as can be; a number stays with its word."""
    words = text.split(" ")
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(2, len(words))]
    return min(cuts, key=lambda lines: max(map(len, lines)))
