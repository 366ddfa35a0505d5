"""Does a text carry the mark? Count its green tokens, and how often luck does."""

import functools
import hashlib
import itertools
import math
import random

KEY, WORDS = "our secret", 5000
FREE = 0.2  # share of positions at which another word would have done as well
LIMIT = 4  # surplus, in standard errors, from which we say: marked
Text = list[int]


@functools.cache
def green(before: int, token: int) -> bool:
    """The key colors half of the vocabulary, anew after every token."""
    return hashlib.sha256(f"{KEY} {before} {token}".encode()).digest()[0] < 128


def write(length: int, marked: bool, seed: int) -> Text:
    """Draw tokens; a marked text takes a green one wherever it is free to."""
    rng, text = random.Random(seed), [0]
    while len(text) <= length:
        token = rng.randrange(WORDS)
        if marked and rng.random() < FREE:
            while not green(text[-1], token):
                token = rng.randrange(WORDS)
        text.append(token)
    return text


def surplus(text: Text, once: bool = True) -> float:
    """Return z, the green tokens beyond half, in standard errors."""
    pairs = list(itertools.pairwise(text))
    if once:
        pairs = list(dict.fromkeys(pairs))  # a phrase that returns counts once
    found = sum(green(before, token) for before, token in pairs)
    return (found - len(pairs) / 2) / math.sqrt(len(pairs) / 4)


def chance(length: int, share: float) -> float:
    """Return how often a text with this share of green reaches the limit."""
    need = math.ceil(length / 2 + LIMIT * math.sqrt(length / 4))
    total = 0.0
    for k in range(need, length + 1):
        total += math.comb(length, k) * share**k * (1 - share) ** (length - k)
    return total


texts = [write(800, True, seed) for seed in range(200)]
for length in (50, 400, 800):
    caught = sum(surplus(text[: length + 1]) >= LIMIT for text in texts) / len(texts)
    print(f"marked, {length} tokens: {caught:.0%} found")
    print(f"innocent, {length} tokens: {1e5 * chance(length, 0.5):.1f} in 100,000")
print(f"found in theory, 400 tokens: {chance(400, 0.5 + FREE / 2):.0%}")
songs = [write(40, False, seed) * 10 for seed in range(400)]
for once in (False, True):
    accused = sum(surplus(song, once) >= LIMIT for song in songs)
    word = "once" if once else "always"
    print(f"of 400 songs, phrases counted {word}: {accused} accused")
