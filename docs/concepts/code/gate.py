"""What a test set can see: two release bundles on the same cases."""

from math import comb

FIXED, BROKEN = 0.04, 0.02  # shares of cases that a release repairs and breaks
SURE = 0.05  # the gate acts where chance alone would do this less often


def binomial(k: int, n: int, p: float) -> float:
    """Return the chance of exactly k successes in n."""
    return comb(n, k) * p**k * (1 - p) ** (n - k)


def by_chance(one: int, other: int) -> float:
    """Return how often equal bundles split at least so unevenly."""
    n, few = one + other, min(one, other)
    return min(1.0, 2 * sum(binomial(k, n, 0.5) for k in range(few + 1)))


def seen(cases: int) -> float:
    """Return how often the gate sees a change of two points."""
    total = 0.0
    changed_share = FIXED + BROKEN
    likely = int(cases * changed_share + 6 * (cases * changed_share) ** 0.5)
    for changed in range(min(cases, likely) + 1):
        weight = binomial(changed, cases, changed_share)
        for fixed in range(changed + 1):
            if by_chance(fixed, changed - fixed) < SURE:
                total += weight * binomial(fixed, changed, FIXED / changed_share)
    return total


print(f"12 fixed and 4 broken, by chance: {100 * by_chance(12, 4):.1f}%")
print(f"24 fixed and 8 broken, by chance: {100 * by_chance(24, 8):.1f}%")
for cases in (100, 400, 800, 1600):
    print(f"{cases} cases see two points: {100 * seen(cases):.0f}%")
