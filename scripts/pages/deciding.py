"""What an estimate decides, in words: each choice with what would flip it, each limit with its state.

`docs/assets/javascripts/estimates/deciding.js` says the same in the browser, on changed assumptions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.content.estimates import display
from scripts.content.estimates.computing import Computed, compute, limit
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Decision, Result, Threshold
from scripts.content.estimates.flips import Flip, flips


@dataclass(frozen=True)
class Row:
    """A decision or a limit.

    Args:
        what: its name.
        now: the choice, or the state of the limit.
        because: the figures from which that follows.
        otherwise: the other choice, or what it means when the limit is crossed.
        turns: for the pivots, at which value the choice flips.
    """

    what: str
    now: str
    because: str
    otherwise: str
    turns: tuple[str, ...] = ()


def rows(estimate: Estimate) -> tuple[Row, ...]:
    """Return the decisions of an estimate, then its limits, each in the order of the file."""
    computed, found = compute(estimate), flips(estimate)
    decided = (_decision(estimate, computed, entry, found) for entry in estimate.decides)
    limits = (_limit(estimate, computed, item, item.threshold) for item in estimate.results if item.threshold)
    return (*decided, *limits)


def _decision(estimate: Estimate, computed: Computed, entry: Decision, found: tuple[Flip, ...]) -> Row:
    result = next(item for item in estimate.results if item.name == entry.result)
    root = limit(estimate, computed, entry.at, entry.result)
    below = computed.roots[entry.result] < root
    label = _labels(estimate)[entry.at] if isinstance(entry.at, str) else "Limit"
    return Row(
        what=entry.name.replace("_", " ").capitalize(),
        now=entry.below if below else entry.above,
        because=f"{result.title}: {estimate.display(result.name)}. {label}: {_at(estimate, entry.at, result)}.",
        otherwise=entry.above if below else entry.below,
        turns=tuple(_turns(estimate, [flip for flip in found if flip.decision == entry.name])),
    )


def _turns(estimate: Estimate, found: list[Flip]) -> Iterator[str]:
    """Yield a line for each pivot at which a choice flips, and one for those over whose range it holds."""
    items = {item.name: item for item in estimate.assumptions}
    for flip in found:
        if flip.at is not None:
            item = items[flip.pivot]
            at, now = display.show(flip.at, item.unit), display.show(item.value, item.unit, exact=True)
            yield f"If “{item.label}” {'falls' if flip.at < item.value else 'rises'} to {at}; now {now}."
    holding = [f"“{items[flip.pivot].label}”" for flip in found if flip.at is None]
    if holding:
        *others, last = holding
        named = f"{', '.join(others)} or {last}" if others else last
        yield f"No value of {named} in its range turns this."


def _limit(estimate: Estimate, computed: Computed, result: Result, threshold: Threshold) -> Row:
    root, at = computed.roots[result.name], limit(estimate, computed, threshold.at, result.name)
    crossed = root > at if threshold.keep == "below" else root < at
    bound = f"{'at most' if threshold.keep == 'below' else 'at least'} {_at(estimate, threshold.at, result)}"
    value = estimate.display(result.name)
    if crossed:
        return Row(result.title, f"Crossed: {threshold.means}", f"{value}; the limit is {bound}.", f"Kept: {bound}.")
    return Row(result.title, "Kept.", f"{value}; the limit is {bound}.", threshold.means)


def _at(estimate: Estimate, at: float | str, result: Result) -> str:
    return estimate.display(at) if isinstance(at, str) else display.show(at, result.unit, exact=True)


def _labels(estimate: Estimate) -> dict[str, str]:
    labels = {item.name: item.label for item in estimate.assumptions}
    return labels | {item.name: item.title for item in estimate.results}
