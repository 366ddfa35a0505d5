"""An agent's loop with a budget of steps and a key for each effect; then pass^k."""

import random
from math import comb

REMINDERS, BUDGET = 5, 9  # effects of the task, and calls that a run may make
LOST = 0.2  # share of calls that were carried out but whose reply was lost


def run(key_of_step: bool, luck: random.Random) -> tuple[int, bool]:
    """Send the reminders; return how many went out twice and whether the run ended."""
    done: set[str] = set()  # the ledger of effects, by key
    step, wording, sent = 0, 0, 0
    for _ in range(BUDGET):
        argument = f"reminder {step}, wording {wording}"  # what the model proposes
        key = f"step {step}" if key_of_step else argument
        if key not in done:  # a known key is looked up and not sent again
            done.add(key)
            sent += 1
        if luck.random() < LOST:
            wording += 1  # the model sees a timeout and words it anew
        else:
            step, wording = step + 1, 0
        if step == REMINDERS:
            break
    return sent - len({key.split(",")[0] for key in done}), step == REMINDERS


def all_of(k: int, rates: list[float]) -> float:
    """Return pass^k: the chance that k tries of a task succeed, over all tasks."""
    return sum(rate**k for rate in rates) / len(rates)


for key_of_step in (False, True):
    luck = random.Random(7)
    runs = [run(key_of_step, luck) for _ in range(1000)]
    name = "step" if key_of_step else "arguments"
    print(f"sent twice in 1,000 runs, key of the {name}: {sum(r[0] for r in runs):,}")
print(f"runs stopped by the budget: {sum(not ended for _, ended in runs) / 10:.1f}%")

even, split = [0.7, 0.7], [1.0, 0.4]
for k in (1, 4, 8):
    print(f"pass^{k} of the even agent: {all_of(k, even):.0%}")
    print(f"pass^{k} of the split agent: {all_of(k, split):.0%}")
print(f"pass^4 from 6 of 8 tries: {comb(6, 4) / comb(8, 4):.0%}")
