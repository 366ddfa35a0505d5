"""Draw n answers and choose one: by a vote, or by a check that errs."""

import random
from collections import Counter

RIGHT = 0.3  # one answer to a hard request
PASS_RIGHT, PASS_WRONG = 0.9, 0.1  # what the check lets through
TASKS = 8000
rng = random.Random(7)


def draw(n: int, wrong: int) -> list[int]:
    """Return n answers: 0 is right, the others are so many wrong ones."""
    return [0 if rng.random() < RIGHT else rng.randint(1, wrong) for _ in range(n)]


def vote(answers: list[int]) -> int:
    """Return the most common answer; a tie is drawn."""
    counts = Counter(answers)
    most = max(counts.values())
    return rng.choice([answer for answer, n in counts.items() if n == most])


def checked(answers: list[int]) -> int:
    """Return the first answer that the check passes, else the first of all."""
    for answer in answers:
        if rng.random() < (PASS_RIGHT if answer == 0 else PASS_WRONG):
            return answer
    return answers[0]


def percent(good: int) -> str:
    """Return a share of the tasks."""
    return f"{100 * good / TASKS:.0f}%"


for n in (5, 15, 45):
    scattered = [draw(n, wrong=7) for _ in range(TASKS)]
    agreeing = [draw(n, wrong=1) for _ in range(TASKS)]
    print(f"{n} drawn, one is right: {percent(sum(0 in a for a in scattered))}")
    print(f"{n} vote, wrong scatter: {percent(sum(vote(a) == 0 for a in scattered))}")
    print(f"{n} vote, wrong agree: {percent(sum(vote(a) == 0 for a in agreeing))}")
    print(f"{n} checked: {percent(sum(checked(a) == 0 for a in scattered))}")
