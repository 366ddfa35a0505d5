"""Where a decision flips: the value of each pivot at which the other choice is made."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scripts.content.estimates.computing import compute, limit
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption, Decision, Scale

Side = Literal["below", "above"]

CELLS = 48
"""Parts of a range that are looked through; of two crossings within one nothing is seen."""

_HALVINGS = 45
"""Of a cell, after which its ends differ by less than the digits of a double."""


@dataclass(frozen=True)
class Flip:
    """What becomes of a decision over the range of one pivot.

    Args:
        decision: its name.
        pivot: the assumption's name.
        side: the choice on the assumptions as given; 'above' from the limit on.
        at: the value of the pivot, in its own unit, nearest to the given one at which the choice is the other; None
            where the decision holds over the whole range.
    """

    decision: str
    pivot: str
    side: Side
    at: float | None


def flips(estimate: Estimate) -> tuple[Flip, ...]:
    """Return for each decision and each pivot what becomes of it, with the other assumptions as given."""
    pivots = [item for item in estimate.assumptions if item.pivot]
    return tuple(flip(estimate, decision, pivot) for decision in estimate.decides for pivot in pivots)


def flip(estimate: Estimate, decision: Decision, pivot: Assumption) -> Flip:
    """Return what becomes of one decision over the range of one pivot, by bisection on its scale.

    Where a value has no result, such as a queue that grows without end, nothing is decided and nothing flips.

    Args:
        decision: one of the estimate's.
        pivot: one of its assumptions.

    Raises:
        ValueError: the estimate has no result as given, which no checked one has.
    """
    wanted = [str(name) for name in (decision.result, decision.at) if name in estimate.needs]
    given = compute(estimate, wanted=wanted)

    def side(value: float) -> Side | None:
        computed = compute(estimate, {pivot.name: value}, wanted, given)
        if computed.impossible:
            return None
        at = limit(estimate, computed, decision.at, decision.result)
        return "below" if computed.roots[decision.result] < at else "above"

    chosen = side(pivot.value)
    if chosen is None:
        raise ValueError(f"'{decision.result}' has no value as given")
    return Flip(decision.name, pivot.name, chosen, nearest(side, pivot))


def nearest(side: Callable[[float], Side | None], pivot: Assumption) -> float | None:
    """Return the value nearest to the given one at which `side` is another; None where there is none."""
    low, high = pivot.range
    if low == high:
        return None

    def side_at(part: float) -> Side | None:
        return side(value_at(part, low, high, pivot.scale))

    given = place(pivot.value, low, high, pivot.scale)
    chosen = side(pivot.value)
    grid = [step / CELLS for step in range(CELLS + 1)]
    ways = ([part for part in reversed(grid) if part < given], [part for part in grid if part > given])
    found = [crossing for way in ways if (crossing := _first(side_at, chosen, given, way)) is not None]
    crossing = min(found, key=lambda part: abs(part - given), default=None)
    return None if crossing is None else value_at(crossing, low, high, pivot.scale)


def _first(
    side_at: Callable[[float], Side | None], chosen: Side | None, given: float, way: list[float]
) -> float | None:
    """Return the first place on a way at which the other side is found, by bisection; None where there is none."""
    near = given
    for part in way:
        far, here = part, side_at(part)
        if here is None:  # a queue that fills up passes the limit shortly before
            far, _ = _bisect(lambda t: side_at(t) is not None, near, part)
            here = side_at(far)
        if here is not None and here != chosen:
            return _bisect(lambda t: side_at(t) in {chosen, None}, near, far)[1]
        near = part
    return None


def place(value: float, low: float, high: float, scale: Scale) -> float:
    """Return where a value lies in a range, from 0 to 1."""
    if scale == "log":
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def value_at(part: float, low: float, high: float, scale: Scale) -> float:
    """Return the value at a place in a range, from 0 to 1."""
    if part in {0, 1}:
        return high if part else low
    return float(low * (high / low) ** part) if scale == "log" else low + (high - low) * part


def _bisect(holds: Callable[[float], bool], near: float, far: float) -> tuple[float, float]:
    """Return the last place at which something holds and the first at which it does not."""
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        if holds(middle):
            near = middle
        else:
            far = middle
    return near, far
