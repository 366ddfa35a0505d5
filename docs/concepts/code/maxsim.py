"""One vector a page, or one for each patch: which of them finds a small detail."""

import random
from math import sqrt

rng = random.Random(5)
PAGES, NUMBERS, TRIES, WORDS = 60, 16, 30, 3
Vector = list[float]


def unit(vector: Vector) -> Vector:
    """Scale a vector to length 1."""
    length = sqrt(sum(n * n for n in vector))
    return [n / length for n in vector]


def noise(size: float) -> Vector:
    """Return a random vector."""
    return [rng.gauss(0, size) for _ in range(NUMBERS)]


def dot(one: Vector, other: Vector) -> float:
    """Return how alike two vectors are."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def mean(vectors: list[Vector]) -> Vector:
    """Return the one vector that stands for several."""
    return unit([sum(column) for column in zip(*vectors, strict=True)])


def merged(page: list[Vector], by: int) -> list[Vector]:
    """Join neighbors on the page, so that fewer vectors are stored."""
    return [mean(page[i : i + by]) for i in range(0, len(page), by)]


def maxsim(question: list[Vector], page: list[Vector]) -> float:
    """Let each word of the question find its best patch, and add up."""
    return sum(max(dot(word, patch) for patch in page) for word in question)


def found(patches: int, by: int) -> float:
    """Return how often the page that holds the detail comes first."""
    pages = [[unit(noise(1)) for _ in range(patches)] for _ in range(PAGES)]
    stored = [merged(page, by) for page in pages]
    hits = 0
    for _ in range(TRIES):
        right = rng.randrange(PAGES)
        answers = rng.sample(pages[right], WORDS)  # patches that the words mean
        question = [mean([patch, noise(0.1)]) for patch in answers]
        scores = [maxsim(question, page) for page in stored]
        hits += scores[right] == max(scores)
    return hits / TRIES


for patches in (4, 16, 64):
    print(f"{patches} patches, one vector a page: {found(patches, patches):.0%} found")
print(f"64 patches, a vector for each four: {found(64, 4):.0%} found")
print(f"64 patches, a vector for each: {found(64, 1):.0%} found")
