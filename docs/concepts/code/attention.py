"""Attention by hand: who listens to whom, what a cache keeps, and what order is for."""

from math import exp, sqrt

Vector = tuple[float, ...]


def dot(a: Vector, b: Vector) -> float:
    """Return how well two vectors match."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def attend(query: Vector, keys: list[Vector], values: list[Vector]) -> Vector:
    """Return the mean of the values, weighted by how well each key matches."""
    scores = [dot(query, key) / sqrt(len(query)) for key in keys]
    odds = [exp(score) for score in scores]
    weights = [odd / sum(odds) for odd in odds]
    print("  weights", *(f"{weight:.0%}" for weight in weights))
    return tuple(dot(tuple(weights), column) for column in zip(*values, strict=True))


# word: query, key, value; the two numbers of a value: "alive", "a place"
WORDS = {
    "animal": ((0, 1, 0, 0), (2, 0, 1, 0), (1, 0)),
    "street": ((1, 0, 0, 1), (0, 2, 1, 0), (0, 1)),
    "it": ((2, 0, 2, 0), (0, 1, 0, 1), (0, 0)),
}
keys: list[Vector] = []  # the cache: written once, never changed,
values: list[Vector] = []  # because no word can hear a later one
for word, (query, key, value) in WORDS.items():
    keys.append(key)
    values.append(value)
    print(word)
    heard = attend(query, keys, values)
print(f"it is alive: {heard[0]:.2f}")
print(f"it is a place: {heard[1]:.2f}")
print(f"numbers kept: {sum(map(len, keys + values))}")

print("it, with the words before it swapped")
order = (1, 0, 2)
swapped = attend(query, [keys[n] for n in order], [values[n] for n in order])
changed = any(abs(a - b) > 1e-9 for a, b in zip(swapped, heard, strict=True))
print(f"swapping changes what it hears: {'yes' if changed else 'no'}")
