"""Results over one assumption, with the point that is chosen, what limits them, and their names beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape

from scripts.content.estimates import display
from scripts.pages.plots import ink, scales
from scripts.pages.plots.data import Curve, Mark, Plot
from scripts.pages.plots.ink import Anchor, Place, Room
from scripts.pages.plots.scales import Axis

_LEAST = 8.0
"""Width for the curves on the narrowest phone at least, in em, however long their names are."""
_HEIGHT, _LINE = 12.5, 1.25
"""Height of the drawing, and from one line of words to the next, in em."""
_MOST_LETTERS, _MOST_TITLE = 13, 44
"""In a line of a curve's name, and of an axis's."""
_APART, _GAP = 0.6, 0.35
"""Between words and what they belong to, and between the names of two curves, in em."""
_SIDES: tuple[tuple[float, Anchor], ...] = ((0.4, "start"), (-0.4, "end"))
_OVER: tuple[float, Anchor] = (0.0, "middle")
"""How words stand beside, and above or below, what they belong to."""


def plot(shown: Plot) -> str:
    """Return a plot as SVG."""
    return _Drawing(shown).svg()


class _Drawing:
    """One plot being drawn; heights in em from the top, `low` the axis below."""

    def __init__(self, shown: Plot) -> None:
        self.shown = shown
        points = shown.curves[0].points
        self.x = Axis(points[0][0], points[-1][0], shown.x_scale == "log")
        limits = [mark.at for mark in shown.marks if mark.axis == "y"]
        drawn = [y for curve in shown.curves for _, y in curve.points if y is not None]
        self.y = scales.spanning([*drawn, *limits, shown.chosen[1]], shown.chosen[1])
        self.title = ink.wrap(ink.named(shown.y_label, shown.y_unit, log=self.y.log), _MOST_TITLE)
        self.top = len(self.title) * _LINE + 1.1
        self.low = self.top + _HEIGHT
        self.y_ticks = scales.ticks(self.y, lambda found: True)
        self.left = ink.side(max((ink.width(self._y_words(value)) for value in self.y_ticks), default=0.1) + 0.9)
        self.names = [ink.wrap(curve.label, _MOST_LETTERS) for curve in shown.curves]
        self.right = ink.side(max(ink.width(line) for lines in self.names for line in lines) + 2 * _APART)
        self.across = max(ink.NARROW - self.left - self.right, _LEAST)
        self.x_ticks = scales.ticks(self.x, self._side_by_side)

    def svg(self) -> str:
        over = ink.wrap(ink.named(self.shown.x_label, self.shown.x_unit, log=self.x.log), _MOST_TITLE)
        height = self.low + 1.6 + len(over) * _LINE + 0.4
        parts = [
            *(
                ink.text(f"-{ink.rounded(self.left)}em", (n + 0.8) * _LINE, line, "h")
                for n, line in enumerate(self.title)
            ),
            self._lines(),
            *(ink.text("-.5em", self._height(value) + 0.35, self._y_words(value), "e") for value in self.y_ticks),
            *(ink.text(ink.percent(self.x.place(v)), self.low + 1.3, self._x_words(v), "c") for v in self.x_ticks),
            *(ink.text("100%", self.low + 1.4 + (n + 1) * _LINE, line, "h e") for n, line in enumerate(over)),
            self._words(),
            self._names(),
        ]
        return (
            f'<svg class="{ink.margins(self.left, self.right)}" role="img" height="{ink.rounded(height)}em">'
            f"<title>{escape(self.shown.title, quote=False)}</title>"
            f"<desc>{escape(self._described(), quote=False)}</desc>{''.join(parts)}</svg>"
        )

    def _lines(self) -> str:
        chosen_x, chosen_y = self.x.place(self.shown.chosen[0]), 1 - self.y.place(self.shown.chosen[1])
        marks = [
            ink.across(1 - self.y.place(mark.at)) if mark.axis == "y" else ink.down(self.x.place(mark.at))
            for mark in self._marks()
        ]
        guide = f"M{ink.on_grid(chosen_x)} {ink.on_grid(chosen_y)}V{ink.GRID}"
        curves = [ink.line_through(self._points(curve)) for curve in self.shown.curves]
        rivals = [ink.path(f"r r{number}", lines) for number, lines in enumerate(curves[1:], 1)]
        paths = [
            ink.path("g", [ink.across(1 - self.y.place(value)) for value in self.y_ticks]),
            ink.path("m", marks),
            ink.path("q", [guide]),
            *rivals,
            ink.path("o", curves[0]),
        ]
        middle = f'cx="{ink.percent(chosen_x)}" cy="{ink.rounded(self.top + chosen_y * _HEIGHT)}em"'
        return f'{ink.stretched(self.top, _HEIGHT, paths)}<circle {middle} r=".36em"/>'

    def _words(self) -> str:
        """Return the words at the chosen point and at the marks, where they hide least."""
        across = self.across
        room = Room(across, self.low + 0.5)
        for curve in self.shown.curves:
            room.line((x * across, self.top + y * _HEIGHT) for x, y in filter(None, self._points(curve)))
        for mark in self._marks():
            steps = [step / 60 for step in range(61)]
            if mark.axis == "y":
                room.line((step * across, self._height(mark.at)) for step in steps)
            else:
                room.line((self.x.place(mark.at) * across, self.top + step * _HEIGHT) for step in steps)
        x, y = self.shown.chosen
        part, height = self.x.place(x), self._height(y)
        room.box((part * across - 0.4, height - 0.4, part * across + 0.4, height + 0.4))
        words = f"{ink.short(y, self.shown.y_unit)} at {ink.short(x, self.shown.x_unit)}"
        # Marks choose first, because they have fewer places.
        marked = "".join(room.put(mark.words, self._beside(mark), "k") for mark in self._marks())
        return room.put(words, self._around(part, height), "o") + marked

    def _around(self, part: float, height: float) -> list[Place]:
        """Return where the words of a point may stand: near it, or at the foot of the line that leads down from it."""
        above, below = height - 0.75, height + 1.1
        near = [
            Place(part, dx, y, anchor)
            for y in (above, below, below + 0.5, below + 1, above - 1)
            for dx, anchor in (*_SIDES, _OVER)
        ]
        return [*near, *(Place(part, dx, self.low - 0.6, anchor) for dx, anchor in _SIDES)]

    def _beside(self, mark: Mark) -> list[Place]:
        """Return where the words of a mark may stand: along a level line, or at the ends of an upright one."""
        if mark.axis == "y":
            height = self._height(mark.at)
            ends: list[tuple[float, Anchor]] = [(1, "end"), (0, "start"), (0.5, "middle")]
            return [
                Place(part, {"start": 0.3, "middle": 0.0, "end": -0.3}[anchor], y, anchor)
                for y in (height - 0.4, height + 1.1)
                for part, anchor in ends
            ]
        part = self.x.place(mark.at)
        return [
            Place(part, dx, y, anchor) for y in (self.top - 0.4, self.top + 1, self.low - 0.6) for dx, anchor in _SIDES
        ]

    def _names(self) -> str:
        """Return the names of the curves beside their ends, one below the other where these are close."""
        ends = [self._end(curve) for curve in self.shown.curves]
        sizes = [len(lines) * _LINE + _GAP for lines in self.names]
        middles = apart(ends, sizes, self.top - 0.8, self.low + 0.6)
        parts = []
        for number, (lines, end, middle) in enumerate(zip(self.names, ends, middles, strict=True)):
            if abs(end - middle) > 0.4:
                parts.append(_leader(end, middle))
            first = middle - (sizes[number] - _GAP) / 2 + 0.95
            css = "" if number else "o"
            parts += [
                ink.text(f"{ink.rounded(_APART)}em", first + n * _LINE, line, css) for n, line in enumerate(lines)
            ]
        return f'<svg x="100%">{"".join(parts)}</svg>'

    def _end(self, curve: Curve) -> float:
        return next(self._height(y) for _, y in reversed(curve.points) if y is not None)

    def _points(self, curve: Curve) -> list[tuple[float, float] | None]:
        return [None if y is None else (self.x.place(x), 1 - self.y.place(y)) for x, y in curve.points]

    def _marks(self) -> list[Mark]:
        """Return the marks that lie within the picture."""
        return [mark for mark in self.shown.marks if mark.axis == "y" or self.x.low <= mark.at <= self.x.high]

    def _height(self, value: float) -> float:
        return self.top + (1 - self.y.place(value)) * _HEIGHT

    def _side_by_side(self, values: Sequence[float]) -> bool:
        ends = [(self.x.place(v) * self.across, ink.width(self._x_words(v)) / 2) for v in values]
        return all(a + half + 0.7 <= b - other for (a, half), (b, other) in itertools.pairwise(ends))

    def _x_words(self, value: float) -> str:
        return ink.short(value, self.shown.x_unit, exact=True)

    def _y_words(self, value: float) -> str:
        return ink.short(value, self.shown.y_unit, exact=True)

    def _described(self) -> str:
        """Return the picture in words."""
        shown = self.shown
        given = f"{display.show(shown.chosen[1], shown.y_unit)} at {display.show(shown.chosen[0], shown.x_unit)}"
        said = [f"{shown.y_label} over {shown.x_label}: {given}."]
        for curve in shown.curves:
            known = [(x, y) for x, y in curve.points if y is not None]
            ends = [
                f"{display.show(y, shown.y_unit)} at {display.show(x, shown.x_unit)}" for x, y in (known[0], known[-1])
            ]
            said.append(f"{curve.label}: {' to '.join(ends)}.")
        return " ".join([*said, *(f"Line: {mark.words}." for mark in self._marks())])


def _leader(end: float, middle: float) -> str:
    return f'<line x1=".1em" y1="{ink.rounded(end)}em" x2=".5em" y2="{ink.rounded(middle)}em"/>'


def apart(middles: Sequence[float], sizes: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return middles moved up or down until nothing overlaps, in the same order, between top and bottom."""
    order = sorted(range(len(middles)), key=lambda number: middles[number])
    found = list(middles)
    edge = top
    for number in order:
        found[number] = max(found[number], edge + sizes[number] / 2)
        edge = found[number] + sizes[number] / 2
    edge = bottom
    for number in reversed(order):
        found[number] = min(found[number], edge - sizes[number] / 2)
        edge = found[number] - sizes[number] / 2
    return found
