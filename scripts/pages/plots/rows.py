"""Pictures in rows: the parts of a sum one after the other, and what each pivot moves of a result."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from html import escape

from scripts.content.estimates import display
from scripts.pages.plots import ink, scales
from scripts.pages.plots.data import Bars, Swing, Tornado
from scripts.pages.plots.ink import Place, Room

_BETWEEN = 17.0
"""Width between the values at both ends of a range on the narrowest phone, in em."""
_ROW, _TALL, _BAR, _LINE = 2.3, 2.9, 0.55, 1.25
"""Height of a row, of one whose bar has words beside it, of a bar and of a line of words, in em."""
_MOST_LETTERS = 46
_PRINTED = 1000
"""Three digits of a part are printed, so below this all that stand before the point."""


def bars(shown: Bars) -> str:
    """Return the parts of a sum as SVG: each begins where the one before ends, and the last row is the sum."""
    total = sum(part.length for part in shown.parts)
    end = max(total, shown.limit or 0)
    over = shown.limit is not None and total > shown.limit
    height = len(shown.parts) * _ROW + _ROW + 0.4
    parts, done = [], 0.0
    for number, part in enumerate(shown.parts):
        top = number * _ROW
        parts.append(_bar("", done / end, part.length / end, top + 1.35))
        parts.append(_labelled(part.label, display.show(part.length, shown.unit), top + 1))
        done += part.length
    top = height - _ROW - 0.2
    sum_ = _added(total, max(part.length for part in shown.parts), shown.unit)
    parts.append(_bar("x" if over else "o", 0, total / end, top + 1.35))
    parts.append(_labelled("Sum", sum_, top + 1, "o"))
    said = [f"{part.label}: {display.show(part.length, shown.unit)}." for part in shown.parts] + [f"Sum: {sum_}."]
    if shown.limit is not None:
        words = f"{'over the limit of' if over else 'limit'} {display.show(shown.limit, shown.unit, exact=True)}"
        at = shown.limit / end
        places = [Place(at, 0, height + 1, "end"), Place(at, 0, height + 1, "start")]
        parts.insert(0, ink.stretched(0, height, [ink.path("m", [ink.down(at)])]))
        parts.append(Room(ink.NARROW).put(words, places, "k"))
        said.append(f"{words[0].upper()}{words[1:]}.")
        height += 1.4
    return _svg(shown.title, " ".join(said), height, (0, 0), parts)


def _added(total: float, largest: float, unit: str) -> str:
    """Print a sum to the last digit of its largest part: beside 716 ms and 502 ms stands 1,218 ms, and not 1,220 ms,
    but beside 4,870 s and 640 s stands 5,510 s, although more lies behind the 4,870.
    """
    last = 1
    while largest >= _PRINTED * last:
        last *= 10
    whole = math.floor(total / last + 0.5) * last
    return display.show(whole, unit, exact=True) if whole >= _PRINTED else display.show(total, unit)


def tornado(shown: Tornado) -> str:
    """Return what each pivot moves as SVG, the one that moves most first."""
    known = [y for swing in shown.swings for y in (swing.at_low, swing.at_high) if y is not None]
    axis = scales.spanning([*known, shown.given, shown.limit], shown.given)
    given, limit = axis.place(shown.given), axis.place(shown.limit)
    ends = [_ends(swing, shown.given) for swing in shown.swings]
    reach = [abs(axis.place(high) - axis.place(low)) for low, high in ends]
    order = sorted(range(len(ends)), key=lambda number: -reach[number])
    margin = ink.side(max(ink.width(words) for swing in shown.swings for words in _range(swing)) + 0.8)
    title, key = _head(shown, axis.log)
    head = [*title, *key]
    first = len(head) * _LINE + 0.5
    low = first + len(order) * _TALL + 0.3
    drawn, parts = [], []
    for row, number in enumerate(order):
        swing, top = shown.swings[number], first + row * _TALL
        places = [axis.place(end) for end in ends[number]]
        left, right = min(places), max(places)
        drawn += _crossing(left, right, given, limit, top + 1.7)
        parts.append(ink.text(f"-{ink.rounded(margin)}em", top + 1, ink.named(swing.label, swing.unit), "w"))
        words = _range(swing) if places[0] <= places[1] else _range(swing)[::-1]
        parts.append(ink.text(ink.percent(left), top + 2.3, words[0], "w e", -0.4))
        parts.append(ink.text(ink.percent(right), top + 2.3, words[1], "w", 0.4))
    values = scales.ticks(
        axis, lambda found: _fits([axis.place(v) for v in found], [_words(v, shown.unit) for v in found])
    )
    lines = [
        ink.path("g", [ink.down(axis.place(value)) for value in values]),
        ink.path("q", [ink.down(given)]),
        ink.path("m", [ink.down(limit)]),
    ]
    parts = [
        *(
            ink.text(f"-{ink.rounded(margin)}em", (n + 0.8) * _LINE, line, "h" if n < len(title) else "k")
            for n, line in enumerate(head)
        ),
        ink.stretched(first, low - first, lines),
        *drawn,
        *parts,
        *(ink.text(ink.percent(axis.place(v)), low + 1.2, _words(v, shown.unit), "c") for v in values),
    ]
    return _svg(shown.title, _told(shown, order), low + 1.6, (margin, margin), parts)


def _head(shown: Tornado, log: bool) -> tuple[list[str], list[str]]:
    """Return what stands above a tornado: the choice, then what scale, dotted line and each side of the other mean."""
    given, limit = (display.show(value, shown.unit).replace(" ", "\u00a0") for value in (shown.given, shown.limit))
    said = (
        f"Scale: {ink.named(shown.label, shown.unit, log=log)}.",
        f"Dotted line: now {given}.",
        f"Left of {limit}: {shown.below}",
        f"Right of {limit}: {shown.above}",
    )
    return ink.wrap(shown.choice, _MOST_LETTERS), [line for words in said for line in ink.wrap(words, _MOST_LETTERS)]


def _crossing(left: float, right: float, given: float, limit: float, top: float) -> list[str]:
    """Return a bar in two parts where it crosses the limit: the far one is where the decision flips."""
    if not left < limit < right:
        far = right <= limit < given or given < limit <= left
        return [_bar("o" if far else "", left, right - left, top)]
    css = ("", "o") if given <= limit else ("o", "")
    return [_bar(css[0], left, limit - left, top), _bar(css[1], limit, right - limit, top)]


def _told(shown: Tornado, order: Sequence[int]) -> str:
    said = [f"{shown.label} is {display.show(shown.given, shown.unit)}."]
    for number in order:
        swing = shown.swings[number]
        ends = ((swing.low, swing.at_low), (swing.high, swing.at_high))
        found = [
            f"{'no result' if y is None else display.show(y, shown.unit)} at {display.show(x, swing.unit, exact=True)}"
            for x, y in ends
        ]
        said.append(f"{swing.label}: {', '.join(found)}.")
    limit = display.show(shown.limit, shown.unit)
    return " ".join([*said, f"Below {limit}: {shown.below}", f"Above: {shown.above}"])


def _ends(swing: Swing, given: float) -> tuple[float, float]:
    """Return the results at both ends; where there is none, the bar ends at what is given."""
    low, high = swing.at_low, swing.at_high
    return (given if low is None else low, given if high is None else high)


def _range(swing: Swing) -> tuple[str, str]:
    return (
        f"{ink.short(swing.low, swing.unit, exact=True)}{' ✕' if swing.at_low is None else ''}",
        f"{ink.short(swing.high, swing.unit, exact=True)}{' ✕' if swing.at_high is None else ''}",
    )


def _words(value: float, unit: str) -> str:
    return ink.short(value, unit)


def _fits(places: Sequence[float], words: Sequence[str]) -> bool:
    ends = [(place * _BETWEEN, ink.width(label) / 2) for place, label in zip(places, words, strict=True)]
    return all(a + half + 0.7 <= b - other for (a, half), (b, other) in itertools.pairwise(ends))


def _bar(css: str, left: float, size: float, top: float) -> str:
    marked = f' class="{css}"' if css else ""
    place = (
        f'x="{ink.percent(left)}" y="{ink.rounded(top)}em" width="{ink.percent(size)}" height="{ink.rounded(_BAR)}em"'
    )
    return f"<rect{marked} {place}/>"


def _labelled(label: str, value: str, y: float, css: str = "") -> str:
    marked = f"w {css}" if css else "w"
    words = f"{escape(label, quote=False)} <tspan>{escape(value, quote=False)}</tspan>"
    return f'<text class="{marked}" y="{ink.rounded(y)}em">{words}</text>'


def _svg(title: str, told: str, height: float, margins: tuple[int, int], parts: Sequence[str]) -> str:
    return (
        f'<svg class="{ink.margins(*margins)}" role="img" height="{ink.rounded(height)}em">'
        f"<title>{escape(title, quote=False)}</title><desc>{escape(told, quote=False)}</desc>{''.join(parts)}</svg>"
    )
