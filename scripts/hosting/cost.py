"""What a million readers a day take of a host: `make cost` prints the table that .github/HOSTING.md quotes.

The figures stand in estimate.yml beside this file and are computed by the engine of the site's own estimates.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.content.estimates import reading
from scripts.content.estimates.estimate import Estimate
from scripts.content.problems import ContentError, Findings
from scripts.content.world import world

ESTIMATE = Path("scripts/hosting/estimate.yml")
_WORLD = Path("docs/world.yml")
_LIMITS = ("readers_allowance", "readers_port", "readers_served")
"""Results that say how many readers a day a limit leaves room for."""


def read(root: Path) -> Estimate:
    """Return the estimate, computed with what all chapters assume of the world.

    Args:
        root: the folder of the project.

    Raises:
        ContentError: the estimate or the shared world is wrong.
    """
    findings = Findings()
    shared = world.read(root / _WORLD, _WORLD, findings)
    estimate = reading.read(root / ESTIMATE, ESTIMATE, findings, shared.figures if shared else None)
    if estimate is None or findings.items:
        raise ContentError(findings.items)
    return estimate


def table(estimate: Estimate) -> str:
    """Return assumptions with their reasons and results with their formulas, as a table of Markdown."""
    return "\n".join(_rows(estimate))


def order(estimate: Estimate) -> str:
    """Return in one sentence which limit binds first."""
    labels = {result.name: result.label for result in estimate.results}
    limits = sorted(_LIMITS, key=lambda name: estimate.values[name])
    said = [f"{labels[name].removeprefix('Readers that ')} {estimate.display(name)}" for name in limits]
    return f"In the order in which they bind: {', '.join(said)}."


def _rows(estimate: Estimate) -> Iterator[str]:
    yield "| assumed | figure | why |"
    yield "| --- | --- | --- |"
    for assumption in estimate.assumptions:
        yield f"| {assumption.label} | {estimate.display(assumption.name)} | {assumption.why} |"
    yield ""
    yield "| follows | figure | how |"
    yield "| --- | --- | --- |"
    for result in estimate.results:
        yield f"| {result.label} | {estimate.display(result.name)} | {result.explain} |"


def main() -> int:
    """Print the table; return the exit status."""
    try:
        estimate = read(Path.cwd())
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(estimate))
    print(f"\n{order(estimate)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
