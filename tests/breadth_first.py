"""How many steps lead from one place to others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping


def distances(beside: Mapping[str, Iterable[str]], start: str) -> dict[str, int]:
    """Return the fewest steps from a place to each that can be reached, itself included.

    Args:
        beside: the places one step away, by place.
    """
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for place in beside.get(here, ()):
            if place not in found:
                found[place] = found[here] + 1
                waiting.append(place)
    return found
