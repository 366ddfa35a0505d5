"""How soon a rise from 2 to 3 percent is noticed, and how often nothing was wrong."""

import math

BEFORE, AFTER, WORSE = 0.02, 0.03, 0.04


def chances(labels: int, rate: float, most: int) -> list[float]:
    """Return how likely 0, 1, … faults are among a day's labels."""
    found = []
    for faults in range(most):
        ways = math.comb(labels, faults)
        found.append(ways * rate**faults * (1 - rate) ** (labels - faults))
    return found


def daily_limit(labels: int, rate: float, limit: int) -> float:
    """Return the days until one day alone has so many faults."""
    return 1 / (1 - sum(chances(labels, rate, limit)))


def cusum(labels: int, rate: float, allowed: int, limit: int) -> float:
    """Return the days until the faults beyond what is allowed add up to the limit."""
    day = chances(labels, rate, allowed + limit)
    sums = [1.0] + [0.0] * (limit - 1)  # how likely each sum is while all is quiet
    days = 0.0
    while sum(sums) > 1e-9:
        days += sum(sums)
        tomorrow = [0.0] * limit
        for before, likely in enumerate(sums):
            for faults, chance in enumerate(day):
                after = max(0, before + faults - allowed)
                if after < limit:
                    tomorrow[after] += likely * chance
        sums = tomorrow
    return days


for limit in (7, 10):
    false, found = daily_limit(200, BEFORE, limit), daily_limit(200, AFTER, limit)
    print(f"{limit} in a day, false alarm: every {false:.0f} days")
    print(f"{limit} in a day, rise noticed: after {found:.1f} days")
for labels, allowed, limit in ((200, 5, 8), (1000, 25, 9)):
    name = f"sum at {labels:,} labels"
    false = cusum(labels, BEFORE, allowed, limit)
    print(f"{name}, false alarm: every {false:.0f} days")
    for rate, change in ((AFTER, "rise"), (WORSE, "4 percent")):
        print(f"{name}, {change}: after {cusum(labels, rate, allowed, limit):.1f} days")
