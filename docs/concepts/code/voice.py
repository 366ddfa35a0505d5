"""Mouth to ear: how long a caller waits, and how often the machine interrupts."""

import random
from collections.abc import Callable
from math import log
from statistics import quantiles

rng = random.Random(11)
TURNS, PAUSES, MEAN_PAUSE = 20_000, 2, 250  # pauses inside a turn; ms
SHORT, LONG, WRONG = 200, 1500, 0.1  # the detector's two waits, and its errors
CASCADE = {  # median in ms and spread of each stage
    "capture": (40, 0.1),
    "network": (40, 0.5),
    "first token": (250, 0.5),
    "first clause": (120, 0.2),
    "synthesis": (120, 0.3),
    "playback": (60, 0.1),
}
Wait = Callable[[bool], float]  # the wait after a silence begins, if the turn is over


def stage(median: float, spread: float) -> float:
    """Return one random time of a stage."""
    return rng.lognormvariate(log(median), spread)


def timer(wait: float) -> Wait:
    """Wait for a fixed silence, whatever was said."""
    return lambda finished: wait


def detector(finished: bool) -> float:
    """Wait briefly where the turn seems finished, and long where it does not."""
    seems_finished = finished != (rng.random() < WRONG)
    return SHORT if seems_finished else LONG


def p(values: list[float], percent: int) -> float:
    """Return a percentile."""
    return quantiles(values, n=100)[percent - 1]


def show(name: str, wait: Wait) -> None:
    """Print how many turns are cut, and the silence that callers hear."""
    cut, delays = 0, []
    for _ in range(TURNS):
        pauses = [rng.expovariate(1 / MEAN_PAUSE) for _ in range(PAUSES)]
        cut += any(pause > wait(False) for pause in pauses)
        delays.append(wait(True) + sum(stage(*of) for of in CASCADE.values()))
    print(f"{name}: {cut / TURNS:.0%} cut")
    print(f"{name}, p50 and p95: {p(delays, 50):,.0f} and {p(delays, 95):,.0f} ms")


for silence in (200, 500, 800):
    show(f"timer of {silence} ms", timer(silence))
show("detector", detector)
samples = {name: [stage(*of) for _ in range(TURNS)] for name, of in CASCADE.items()}
totals = [sum(times) for times in zip(*samples.values(), strict=True)]
print(f"sum of the stages' p95: {sum(p(s, 95) for s in samples.values()):,.0f} ms")
print(f"p95 of the sum: {p(totals, 95):,.0f} ms")
