"""An estimate computed anew on changed assumptions; `evaluate.js` does the same in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.content.estimates import trees
from scripts.content.estimates.errors import ImpossibleError
from scripts.content.estimates.estimate import Estimate


@dataclass(frozen=True)
class Impossible:
    """Why a result cannot be computed.

    Args:
        result: the one that has no value by itself: this one, or one that it needs.
        error: what is wrong with that one.
    """

    result: str
    error: ImpossibleError


@dataclass(frozen=True)
class Computed:
    """An estimate on some assumptions.

    Args:
        roots: by name, every figure that has a value, in root units.
        values: the same in the figures' own units.
        impossible: by name, the results that have none.
    """

    roots: dict[str, float]
    values: dict[str, float]
    impossible: dict[str, Impossible]


def compute(
    estimate: Estimate,
    changed: Mapping[str, float] | None = None,
    wanted: Iterable[str] | None = None,
    since: Computed | None = None,
) -> Computed:
    """Compute an estimate.

    Args:
        changed: values of assumptions in their own units; the others are as given.
        wanted: the results to compute, with those they need; None for all.
        since: the estimate as given, from which results are taken that need nothing of what is changed.

    Raises:
        KeyError: a name is none of the estimate's.
    """
    factors = estimate.factors
    given = {item.name: item.value for item in estimate.assumptions}
    if unknown := set(changed or ()) - set(given):
        raise KeyError(min(unknown))
    roots = {name: value * factors[name] for name, value in {**given, **(changed or {})}.items()}
    needed = None if wanted is None else {other for name in wanted for other in estimate.needs[name]}
    impossible: dict[str, Impossible] = {}
    for result in estimate.results:
        name = result.name
        if needed is not None and name not in needed:
            continue
        if since is not None and name in since.roots and estimate.needs[name].isdisjoint(changed or ()):
            roots[name] = since.roots[name]
            continue
        cause = next((impossible[other] for other in estimate.reads[name] if other in impossible), None)
        if cause is not None:
            impossible[name] = cause
            continue
        try:
            roots[name] = trees.compute(estimate.trees[name], roots)
        except ImpossibleError as error:
            impossible[name] = Impossible(name, error)
    return Computed(roots, {name: root / factors[name] for name, root in roots.items()}, impossible)


def limit(estimate: Estimate, computed: Computed, at: float | str, of: str) -> float:
    """Return a limit in root units.

    Args:
        at: a number in the unit of the figure `of`, or the name of a figure that was computed.

    Raises:
        KeyError: the figure has no value.
    """
    return computed.roots[at] if isinstance(at, str) else at * estimate.factors[of]
