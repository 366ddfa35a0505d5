"""How many different pictures a generator can draw, from the first duplicate."""

from collections.abc import Callable
from math import log
from random import Random
from statistics import median

CATALOG, RUNS = 18_000, 2_000
LOOSE = 1 / 10_000  # chance that the matcher calls two different pictures the same
dice = Random(3)


def even() -> int:
    """Draw every picture of the catalog equally often."""
    return dice.randrange(CATALOG)


def skewed() -> int:
    """Draw a tenth of the catalog half of the time."""
    tenth = CATALOG // 10
    if dice.random() < 0.5:
        return dice.randrange(tenth)
    return dice.randrange(tenth, CATALOG)


def first_duplicate(draw: Callable[[], int], loose: float = 0) -> int:
    """Return how many pictures were drawn when one came again, or seemed to."""
    seen: set[int] = set()
    while True:
        picture = draw()
        mistaken = dice.random() < loose * len(seen)
        if picture in seen or mistaken:
            return len(seen) + 1
        seen.add(picture)


def support(draws: float) -> int:
    """Return the catalog in which half of the batches of this size hold a duplicate."""
    return round(draws**2 / (2 * log(2)))


def report(name: str, draw: Callable[[], int], loose: float = 0) -> None:
    """Print the batch at which half of the runs had a duplicate, and what it means."""
    draws = median(first_duplicate(draw, loose) for _ in range(RUNS))
    print(f"{name}, batch: {draws:.0f} pictures")
    print(f"{name}, support: {round(support(draws), -2):,} pictures")


report("even", even)
report("skewed", skewed)
report("even with a loose matcher", even, LOOSE)
