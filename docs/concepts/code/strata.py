"""Where 500 labels go: a risky tenth of the traffic, and everything else."""

import math
import random

LABELS = 500
SHARE = {"risky": 0.10, "safe": 0.90}  # of the traffic, by a risk score
FAULTY = {"risky": 0.20, "safe": 0.005}
TRUE = sum(SHARE[part] * FAULTY[part] for part in SHARE)


def error(risky: int, faulty: dict[str, float]) -> float:
    """Return the standard error of the weighted rate, in points."""
    drawn = {"risky": risky, "safe": LABELS - risky}
    variance = 0.0
    for part, share in SHARE.items():
        variance += share**2 * faulty[part] * (1 - faulty[part]) / drawn[part]
    return 100 * math.sqrt(variance)


def week(risky: int, rng: random.Random) -> tuple[float, float]:
    """Draw one week's labels; return the weighted rate and the raw share."""
    found = {}
    for part, drawn in (("risky", risky), ("safe", LABELS - risky)):
        found[part] = sum(rng.random() < FAULTY[part] for _ in range(drawn))
    weighted = SHARE["risky"] * found["risky"] / risky
    weighted += SHARE["safe"] * found["safe"] / (LABELS - risky)
    return 100 * weighted, 100 * sum(found.values()) / LABELS


print(f"true rate: {100 * TRUE:.2f}%")
plain = 100 * math.sqrt(TRUE * (1 - TRUE) / LABELS)
print(f"plain sample: {LABELS * TRUE:.0f} faults, error {plain:.2f}")
for risky in (193, 250, 450):
    faults = risky * FAULTY["risky"] + (LABELS - risky) * FAULTY["safe"]
    print(f"{risky} risky: {faults:.0f} faults, error {error(risky, FAULTY):.2f}")
blind = {"risky": TRUE, "safe": TRUE}  # the score no longer ranks anything
print(f"250 risky, score gone blind: error {error(250, blind):.2f}")
rng = random.Random(1)
weeks = [week(250, rng) for _ in range(2000)]
mean, raw = (sum(column) / len(weeks) for column in zip(*weeks, strict=True))
print(f"2,000 weeks of 250, weighted: {mean:.2f}% on average")
print(f"2,000 weeks of 250, weights forgotten: {raw:.1f}%")
