"""How often a gate in CI lets an unchanged agent pass, and one that is broken."""

from collections.abc import Callable, Sequence
from math import comb, sqrt
from random import Random
from statistics import mean, pstdev

BASE = [0.99] * 150 + [0.9] * 40 + [0.5] * 10  # chance of success, task by task
BROKEN = [0.5] * 10 + BASE[10:]  # ten sound tasks have become coin tosses
RUNS = 200
dice = Random(5)

Agent = Sequence[float]


def tried(agent: Agent, tries: int) -> list[int]:
    """Return how many tries of each task succeed."""
    return [sum(dice.random() < rate for _ in range(tries)) for rate in agent]


def all_green(agent: Agent) -> bool:
    """Try each task once; all must succeed."""
    return all(tried(agent, 1))


def retried(agent: Agent) -> bool:
    """Give each task five more tries; one success is enough."""
    return all(tried(agent, 6))


def compared(agent: Agent) -> bool:
    """Compare four tries of each task with eight of the running version."""
    pairs = list(zip(tried(BASE, 8), tried(agent, 4), strict=True))
    lost = any(before == 8 and now <= 1 for before, now in pairs)
    drops = [before / 8 - now / 4 for before, now in pairs]
    return not lost and mean(drops) < 2 * pstdev(drops) / sqrt(len(drops))


def report(name: str, gate: Callable[[Agent], bool]) -> None:
    """Print how often two versions pass a gate."""
    for version, agent in (("unchanged", BASE), ("broken", BROKEN)):
        share = mean(gate(agent) for _ in range(RUNS))
        print(f"{name}, {version} passes: {share:.0%}")


report("all green", all_green)
report("five retries", retried)
report("compared by task", compared)

every = mean(comb(done, 4) / comb(8, 4) for done in tried(BASE * 20, 8))
print(f"one try: {mean(BASE):.0%}")
print(f"all of four tries: {every:.0%}")
noise = 2 * mean(rate * (1 - rate) for rate in BASE)
for tries in (1, 4):
    tasks = (1.96 + 0.84) ** 2 * noise / tries / 0.02**2
    print(f"tasks to see a drop of 2 points, {tries} a task: {tasks:,.0f}")
