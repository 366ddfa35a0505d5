"""What noise buys: epsilon of a training that clips each person and adds noise."""

import math
from collections.abc import Iterable


def log_sum(logs: Iterable[float]) -> float:
    """Return the logarithm of a sum of which the logarithms are given."""
    logs = list(logs)
    most = max(logs)
    return most + math.log(sum(math.exp(log - most) for log in logs))


def step_loss(order: int, share: float, noise: float) -> float:
    """What one step gives away, on Renyi's scale of this order.

    A person is in the batch with this share; k of `order` draws hit the person.
    """
    return log_sum(
        math.log(math.comb(order, k))
        + k * math.log(share)
        + (order - k) * math.log(1 - share)
        + k * (k - 1) / (2 * noise**2)
        for k in range(order + 1)
    ) / (order - 1)


def epsilon(share: float, noise: float, steps: int, delta: float) -> float:
    """Losses of steps add up on each scale; the scale that says least is taken."""
    found = []
    for order in range(2, 200):
        loss = steps * step_loss(order, share, noise)
        slack = math.log(delta * order) / (order - 1)
        found.append(loss + math.log(1 - 1 / order) - slack)
    return min(found)


million = epsilon(2000 / 1e6, noise=1, steps=2000, delta=1e-7)
print(f"a million people: {million:.1f}")
print(f"a hundred thousand people: {epsilon(2000 / 1e5, 1, 2000, 1e-7):.1f}")
print(f"the same, noise of 3.6: {epsilon(2000 / 1e5, 3.6, 2000, 1e-7):.1f}")
twelve = epsilon(2000 / 1e6, 1, 12 * 2000, 1e-7)
print(f"twelve trainings on the million, added: {12 * million:.0f}")
print(f"twelve trainings on the million, composed: {twelve:.1f}")
print(f"a thousand people, noise of 4: {epsilon(100 / 1000, 4, 200, 1e-4):.1f}")
print(f"noise on their mean update: {(4 / 100) / (1 / 2000):.0f} times the million's")
