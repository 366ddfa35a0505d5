"""What an estimate decides, in words: each choice, each limit with its state, each pivot with where it turns a choice.

`docs/assets/javascripts/estimates/deciding.js` says the same in the browser, on changed assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass

from scripts.content.estimates import display
from scripts.content.estimates.computing import Computed, compute, limit
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Decision, Result, Threshold, bounded
from scripts.content.estimates.flips import Flip

KEPT = "Kept."
"""What is said of a limit that is not crossed."""
NOTHING = "No single pivot turns it within its range."
"""What is said of a decision that stands whatever one pivot is."""


@dataclass(frozen=True)
class Row:
    """A decision or a limit.

    Args:
        what: its name.
        now: the choice, or the state of the limit.
        because: the figures from which that follows.
        otherwise: the other choice, or what it means when the limit is crossed.
        steady: what is said of a choice that no pivot turns; else nothing.
    """

    what: str
    now: str
    because: str
    otherwise: str
    steady: str = ""


def rows(estimate: Estimate, found: tuple[Flip, ...]) -> tuple[Row, ...]:
    """Return the decisions of an estimate, then its limits, each in the order of the file.

    Args:
        estimate: a checked one.
        found: where its decisions flip, as `flips` finds it.
    """
    computed = compute(estimate)
    decided = (_decision(estimate, computed, entry, found) for entry in estimate.decides)
    limits = (_limit(estimate, computed, item, item.threshold) for item in estimate.results if item.threshold)
    return (*decided, *limits)


def _decision(estimate: Estimate, computed: Computed, entry: Decision, found: tuple[Flip, ...]) -> Row:
    result = next(item for item in estimate.results if item.name == entry.result)
    root = limit(estimate, computed, entry.at, entry.result)
    below = computed.roots[entry.result] < root
    line = _at(estimate, entry.at, result)
    if isinstance(entry.at, str):
        against = f"“{_labels(estimate)[entry.at]}”, which is {line}."
    else:
        against = f"the limit of {line}."
    return Row(
        what=entry.title,
        now=entry.below if below else entry.above,
        because=f"“{result.title}” is {estimate.display(result.name)}, {'below' if below else 'above'} {against}",
        otherwise=entry.above if below else entry.below,
        steady=_steady([flip for flip in found if flip.decision == entry.name]),
    )


def turns(estimate: Estimate, found: tuple[Flip, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each pivot that turns a choice from where on it does, and what is chosen there.

    Args:
        estimate: a checked one.
        found: where its decisions flip, as `flips` finds it.
    """
    said: dict[str, tuple[str, ...]] = {}
    for flip in found:
        if flip.at is None:
            continue
        item = next(item for item in estimate.assumptions if item.name == flip.pivot)
        entry = next(entry for entry in estimate.decides if entry.name == flip.decision)
        choice = entry.above if flip.side == "below" else entry.below
        onward = "less" if flip.at < item.value else "more"
        line = f"At {display.show(flip.at, item.unit)} or {onward}: {choice}"
        said[flip.pivot] = (*said.get(flip.pivot, ()), line)
    return said


def _steady(found: list[Flip]) -> str:
    return NOTHING if found and all(flip.at is None for flip in found) else ""


def _limit(estimate: Estimate, computed: Computed, result: Result, threshold: Threshold) -> Row:
    root, at = computed.roots[result.name], limit(estimate, computed, threshold.at, result.name)
    below = threshold.keep == "below"
    crossed = root > at if below else root < at
    bound = f"{bounded(below=below)} {_at(estimate, threshold.at, result)}"
    because = f"It is {estimate.display(result.name)}, and {bound} is {'allowed' if below else 'needed'}."
    if crossed:
        return Row(result.title, f"Crossed: {threshold.means}", because, f"Kept: {bound}.")
    return Row(result.title, KEPT, because, threshold.means)


def _at(estimate: Estimate, at: float | str, result: Result) -> str:
    return estimate.display(at) if isinstance(at, str) else display.show(at, result.unit, exact=True)


def _labels(estimate: Estimate) -> dict[str, str]:
    labels = {item.name: item.label for item in estimate.assumptions}
    return labels | {item.name: item.title for item in estimate.results}
