"""Two searches, one list: ranks are fused, and rights stand inside the search."""

import re
from collections import Counter
from math import log, sqrt

PASSAGES = {  # who may read it, and what it says
    "seal": ("plant", "P-4711: order seal 9-220, close the valve before you open it"),
    "drip": ("plant", "a dripping pump loses oil where its shaft turns"),
    "shop": ("all", "how to order a seal, a pump or a valve in the shop"),
    "leak": ("all", "leaking pumps: leaks are found early by looking for oil"),
    "contract": ("legal", "contract P-4711: leaking pumps are repaired in two days"),
    "claim": ("legal", "a claim for damage by leaking pumps, among them P-4711"),
    "fees": ("legal", "fees for repair of leaking pumps, contract P-4711"),
    "leave": ("all", "five days of leave move into the next year"),
}
K1, B = 1.2, 0.75


def words(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(re.findall(r"[\w-]+", text.lower()))


def letters(text: str) -> Counter[str]:
    """Return a vector of a text: how often three letters stand in a row."""
    return Counter(text.lower()[i : i + 3] for i in range(len(text) - 2))


counts = {name: words(text) for name, (_, text) in PASSAGES.items()}
mean = sum(count.total() for count in counts.values()) / len(counts)


def bm25(question: str, name: str) -> float:
    """Score a passage by its words, rare ones most; in Lucene's form."""
    score = 0.0
    for word in words(question):
        f, n = counts[name][word], sum(word in count for count in counts.values())
        idf = log(1 + (len(counts) - n + 0.5) / (n + 0.5))
        score += idf * f / (f + K1 * (1 - B + B * counts[name].total() / mean))
    return score


def near(question: str, name: str) -> float:
    """Score by the angle of two vectors: a scan of all, which needs no index."""
    one, other = letters(question), letters(PASSAGES[name][1])
    sizes = sum(n * n for n in one.values()) * sum(n * n for n in other.values())
    return sum(one[part] * other[part] for part in one) / sqrt(sizes)


def search(question: str, groups: set[str], keep: int) -> list[str]:
    """Rank by both what these groups may see, and add 1 / (60 + rank)."""
    total = {name: 0.0 for name, (group, _) in PASSAGES.items() if group in groups}
    for score in (bm25, near):
        ranked = sorted(total, key=lambda name: -score(question, name))
        for rank, name in enumerate(ranked, 1):
            total[name] += 1 / (60 + rank)
    return sorted(total, key=lambda name: -total[name])[:keep]


mine, question = {"all", "plant"}, "repair P-4711"
best = search(question, mine | {"legal"}, 3)
print("best three of everything:", ", ".join(best))
left = [name for name in best if PASSAGES[name][0] in mine]
print("filtered afterwards:", ", ".join(left) or "nothing")
print("filtered inside:", ", ".join(search(question, mine, 3)))
