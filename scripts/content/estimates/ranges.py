"""Whether an estimate has results wherever a reader may move one assumption."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.content.estimates import display, trees
from scripts.content.estimates.computing import Computed, compute
from scripts.content.estimates.errors import CrowdedError, ImpossibleError
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption
from scripts.content.estimates.trees import Tree


def complaints(estimate: Estimate) -> Iterator[tuple[str, str]]:
    """Return the results that have no value at an end of an assumption's range, or that divide by zero on the way.

    A queue that grows without end there is no mistake: it is what the reader is to see.

    Returns:
        Name of the result and what is wrong, once for each result.
    """
    given = compute(estimate)
    told: set[str] = set()
    for item in estimate.assumptions:
        for end in dict.fromkeys(item.range):
            for name, message in _at(estimate, given, item, end):
                if name not in told:
                    told.add(name)
                    yield name, message


def _at(estimate: Estimate, given: Computed, item: Assumption, end: float) -> Iterator[tuple[str, str]]:
    moved = compute(estimate, {item.name: end}, since=given)
    ends = " to ".join(display.plain(limit) for limit in item.range)
    for name, tree in estimate.trees.items():
        if found := moved.impossible.get(name):
            if found.result == name and not isinstance(found.error, CrowdedError):
                yield name, f"{found.error}, where '{item.name}' is {display.plain(end)}, an end of its range"
        elif item.name in estimate.needs[name] and any(_crosses(part, given, moved) for part in _divisors(tree)):
            yield name, f"division by zero within the range of '{item.name}', {ends}"


def _crosses(divisor: Tree, given: Computed, moved: Computed) -> bool:
    try:
        return trees.compute(divisor, given.roots) * trees.compute(divisor, moved.roots) < 0
    except ImpossibleError:
        return False


def _divisors(tree: Tree) -> Iterator[Tree]:
    """Return what a tree divides by in any case, which leaves out the two choices of a conditional."""
    if isinstance(tree, tuple):
        parts = tree[2:4] if tree[0] == "if" else tree[1:]
        if tree[0] == "/":
            yield parts[1]
        for part in parts:
            yield from _divisors(part)
