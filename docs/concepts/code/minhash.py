"""Near-duplicates by MinHash: short signatures, and bands that make them meet."""

import hashlib
import random

HASHES, BANDS = 64, 16  # 16 bands of 4 hashes each
ROWS = HASHES // BANDS


def shingles(text: str) -> set[str]:
    """Return the runs of three words of a text."""
    words = text.split()
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def signature(parts: set[str]) -> list[int]:
    """Return the least of each hash: two texts agree as often as they share parts."""
    seeds = range(HASHES)
    return [min(_hash(seed, part) for part in parts) for seed in seeds]


def _hash(seed: int, part: str) -> int:
    data = hashlib.blake2b(part.encode(), digest_size=8, salt=str(seed).encode())
    return int.from_bytes(data.digest(), "big")


def meet(one: list[int], other: list[int]) -> bool:
    """Return whether a band is the same in both, so that they fall into one bucket."""
    starts = range(0, HASHES, ROWS)
    return any(one[at : at + ROWS] == other[at : at + ROWS] for at in starts)


draw = random.Random(7)
WORDS = [f"w{number}" for number in range(400)]
text = draw.choices(WORDS, k=200)
for changed in (4, 20, 60):
    copy = list(text)
    for place in draw.sample(range(200), changed):
        copy[place] = draw.choice(WORDS)
    a, b = shingles(" ".join(text)), shingles(" ".join(copy))
    one, other = signature(a), signature(b)
    alike = sum(x == y for x, y in zip(one, other, strict=True)) / HASHES
    shared = len(a & b) / len(a | b)
    print(f"{changed} words of 200 changed: shared {shared:.0%}, estimated {alike:.0%}")
    print(f"  meet: {meet(one, other)}, expected {1 - (1 - shared**ROWS) ** BANDS:.0%}")
