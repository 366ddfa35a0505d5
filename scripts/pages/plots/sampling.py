"""What an estimate's pictures show, computed from it."""

from __future__ import annotations

from scripts.content.estimates import display
from scripts.content.estimates.computing import Computed, compute, limit
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Bars as BarsEntry
from scripts.content.estimates.figures import Decision, Result, bounded
from scripts.content.estimates.figures import Plot as PlotEntry
from scripts.content.estimates.flips import value_at
from scripts.pages.plots.data import Bars, Curve, Mark, Part, Plot, Point, Swing, Tornado

SAMPLES = 240
"""Steps of a curve: of what is rounded up, each jump is drawn within a pixel or two of its place."""
OURS = "this design"


def plot(estimate: Estimate, entry: PlotEntry) -> Plot:
    """Return results over one assumption."""
    over = next(item for item in estimate.assumptions if item.name == entry.over)
    results = {item.name: item for item in estimate.results}
    names = [entry.result, *entry.rivals]
    scale = entry.scale or over.scale
    unit = results[entry.result].unit
    given = compute(estimate)
    found: dict[str, list[Point]] = {name: [] for name in names}
    for step in range(SAMPLES + 1):
        value = value_at(step / SAMPLES, *over.range, scale)
        computed = compute(estimate, {over.name: value}, names, given)
        for name in names:
            root = computed.roots.get(name)
            found[name].append((value, None if root is None else root / estimate.factors[entry.result]))
    ours = results[entry.result]
    curves = [Curve(entry.ours or OURS, tuple(found[entry.result]))]
    curves += [
        Curve(_own_words(results[name], ours), tuple(found[name]))
        for name in entry.rivals
        if any(y is not None for _, y in found[name])
    ]
    return Plot(
        title=entry.title,
        x_label=over.label,
        x_unit=over.unit,
        x_scale=scale,
        y_label=ours.title,
        y_unit=unit,
        curves=tuple(curves),
        chosen=(over.value, given.values[entry.result]),
        marks=_marks(estimate, given, ours),
    )


def bars(estimate: Estimate, entry: BarsEntry) -> Bars:
    """Return figures that add up."""
    given = compute(estimate)
    labels = {item.name: item.label for item in estimate.assumptions}
    labels |= {item.name: item.title for item in estimate.results}
    first = entry.parts[0]
    factor = estimate.factors[first]
    most = None if entry.limit is None else limit(estimate, given, entry.limit, first) / factor
    parts = [Part(labels[name], given.roots[name] / factor) for name in entry.parts]
    return Bars(entry.title, estimate.units[first], tuple(parts), most)


def tornado(estimate: Estimate, entry: Decision) -> Tornado:
    """Return what the pivots move of the result that decides; of the difference where its limit is a result too."""
    given = compute(estimate)
    results = {item.name: item for item in estimate.results}
    result, rival = results[entry.result], results.get(str(entry.at))
    factor = estimate.factors[entry.result]

    def found(computed: Computed) -> float | None:
        """Return what the tornado shows of the estimate on some assumptions."""
        if entry.result in computed.impossible or (rival and rival.name in computed.impossible):
            return None
        return (computed.roots[entry.result] - (computed.roots[rival.name] if rival else 0)) / factor

    base = found(given)
    swings = []
    for item in estimate.assumptions:
        if item.pivot:
            low, high = (found(compute(estimate, {item.name: end}, since=given)) for end in item.range)
            swings.append(Swing(item.label, item.unit, *item.range, low, high))
    return Tornado(
        title=f"{result.title}: what moves it",
        choice=entry.title,
        label=f"{result.title}, minus {_own_words(rival, result)}" if rival else result.title,
        unit=result.unit,
        given=base or 0.0,
        limit=0.0 if rival else limit(estimate, given, entry.at, entry.result) / factor,
        below=entry.below,
        above=entry.above,
        # A pivot that moves nothing here decides something else.
        swings=tuple([s for s in swings if not s.at_low == base == s.at_high] or swings),
    )


def _marks(estimate: Estimate, given: Computed, result: Result) -> tuple[Mark, ...]:
    """Return the limit of a result, in its unit."""
    if result.threshold is None:
        return ()
    at = limit(estimate, given, result.threshold.at, result.name) / estimate.factors[result.name]
    return (Mark("y", at, f"{bounded(below=result.threshold.keep == 'below')} {display.show(at, result.unit)}"),)


def _own_words(rival: Result, ours: Result) -> str:
    """Return a rival's name without what the axis says already: 'Cost of a clip, bought' is 'bought' beside a cost."""
    return rival.title.removeprefix(ours.title).lstrip(" ,:") or rival.title
