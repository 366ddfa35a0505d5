"""Where a filter's threshold belongs, and what a second filter adds to it."""

from math import log, sqrt
from random import Random
from statistics import NormalDist

HARMFUL = 1 / 1_000  # share of answers
GAP = 3.3  # between mean scores: 94% are caught where 4% of the good are stopped
GOOD, BAD = NormalDist(0), NormalDist(GAP)
ANSWERS, SAMPLE = 1_000_000, 20_000
dice = Random(3)


def outcome(threshold: float) -> tuple[float, float]:
    """Return how many harmful answers pass and how many good ones are stopped."""
    passed = ANSWERS * HARMFUL * BAD.cdf(threshold)
    stopped = ANSWERS * (1 - HARMFUL) * (1 - GOOD.cdf(threshold))
    return passed, stopped


def best(harm: float) -> float:
    """Return the threshold of least loss; a good answer stopped costs 1."""
    return log((1 - HARMFUL) / HARMFUL / harm) / GAP + GAP / 2


def caught(filters: int, shared: float) -> float:
    """Return the share of harm that filters catch, 4% of the good being stopped."""

    def highest(mean: float) -> float:
        common = sqrt(shared) * dice.gauss()
        own = sqrt(1 - shared)
        return mean + common + own * max(dice.gauss() for _ in range(filters))

    limit = sorted(highest(0) for _ in range(SAMPLE))[int(0.96 * SAMPLE)]
    return sum(highest(GAP) > limit for _ in range(SAMPLE)) / SAMPLE


usual = GOOD.inv_cdf(0.96)
for harm in (50, 1_000):
    print(f"no filter for {harm:,}, loss: {ANSWERS * HARMFUL * harm:,.0f}")
    for name, threshold in (("usual", usual), ("priced", best(harm))):
        passed, stopped = outcome(threshold)
        loss = passed * harm + stopped
        print(f"{name} for {harm:,}, harmful that pass: {passed:,.0f}")
        print(f"{name} for {harm:,}, good that are stopped: {stopped:,.0f}")
        print(f"{name} for {harm:,}, loss: {loss:,.0f}")
print(f"one filter catches: {caught(1, 0):.1%}")
for shared in (0, 0.5, 0.9):
    print(f"two that share {shared:.0%} catch: {caught(2, shared):.1%}")
