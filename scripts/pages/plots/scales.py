"""Where a value stands on an axis, and at which values an axis is marked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

SQUEEZED = 15
"""How many times as large the largest result may be, so that what is given is still seen on an axis from zero."""

_HALF, _FIFTH, _TENTH = math.sqrt(2), math.sqrt(10), math.sqrt(50)


@dataclass(frozen=True)
class Axis:
    """From the lowest to the highest value, linear or logarithmic."""

    low: float
    high: float
    log: bool = False

    def place(self, value: float) -> float:
        """Return where a value stands, 0 at the lowest and 1 at the highest."""
        if self.low == self.high:
            return 0.5
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def spanning(values: Iterable[float], given: float) -> Axis:
    """Return the axis for results: from zero, or logarithmic where the given one would lie on the ground."""
    found = list(values)
    low, high = min(found), max(found)
    if low > 0 and high > given * SQUEEZED:
        return Axis(low / 1.15, high * 1.15, log=True)
    room = (max(high, 0) - min(low, 0)) * 0.05 or 1
    return Axis(low - room if low < 0 else 0, high + room if high > 0 else 0)


def ticks(axis: Axis, fits: Callable[[Sequence[float]], bool]) -> list[float]:
    """Return round values of an axis: the most of them, up to five, for which there is room."""
    choices = [found for found in _choices(axis) if 2 <= len(found) <= 5]
    return next((found for found in choices if fits(found)), choices[-1] if choices else [])


def _choices(axis: Axis) -> list[list[float]]:
    linear = [even(axis.low, axis.high, count) for count in (5, 4, 3, 2)]
    if not axis.log:
        return linear
    first, last = math.floor(math.log10(axis.low)), math.ceil(math.log10(axis.high))
    found = []
    for ladder, step in (((1, 2, 5), 1), ((1, 3), 1), ((1,), 1), ((1,), 2), ((1,), 3), ((1,), 4)):
        powers = [power for power in range(first, last + 1) if power % step == 0]
        values = [float(f"{digit}e{power}") for power in powers for digit in ladder]
        found.append([value for value in values if axis.low <= value <= axis.high])
    return found + linear


def even(low: float, high: float, count: int) -> list[float]:
    """Return about `count` values a round step apart: 1, 2 or 5 times a power of ten.

    The rule of d3-array's `ticks` (Mike Bostock, ISC license), which divides where a step is below one, so that 0.3 has
    no noise behind it.
    """
    if not low < high:
        return []
    step = (high - low) / count
    power = math.floor(math.log10(step))
    error = step / 10.0**power
    factor = 10 if error >= _TENTH else 5 if error >= _FIFTH else 2 if error >= _HALF else 1
    if power < 0:
        parts = 10.0**-power / factor
        return [place / parts for place in range(math.ceil(low * parts), math.floor(high * parts) + 1)]
    whole = 10.0**power * factor
    return [place * whole for place in range(math.ceil(low / whole), math.floor(high / whole) + 1)]
