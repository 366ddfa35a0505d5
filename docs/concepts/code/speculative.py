"""Speculative sampling: a bad draft costs speed and never changes the answer."""

from random import Random

MODEL = {"the": 0.6, "a": 0.3, "an": 0.1}
DRAFTS = {
    "good": {"the": 0.8, "a": 0.1, "an": 0.1},
    "bad": {"the": 0.1, "a": 0.1, "an": 0.8},
}
DRAWS = 100_000
luck = Random(7)


def draw(chances: dict[str, float]) -> str:
    """Return a token, drawn by its chance."""
    return luck.choices(list(chances), list(chances.values()))[0]


def verified(draft: dict[str, float]) -> tuple[str, bool]:
    """Return a token for which the draft was asked first, and whether it stood."""
    token = draw(draft)
    if luck.random() < MODEL[token] / draft[token]:
        return token, True
    short = {word: max(0.0, MODEL[word] - draft[word]) for word in MODEL}
    return draw(short), False  # what the draft proposes too rarely


def per_pass(accepted: float, drafted: int) -> float:
    """Return the tokens of one pass of the model."""
    return (1 - accepted ** (drafted + 1)) / (1 - accepted)


print("model:", *(f"{word} {chance:.2f}" for word, chance in MODEL.items()))
for name, draft in DRAFTS.items():
    tokens, stood = zip(*(verified(draft) for _ in range(DRAWS)), strict=True)
    overlap = sum(min(MODEL[word], draft[word]) for word in MODEL)
    drawn = (f"{word} {tokens.count(word) / DRAWS:.2f}" for word in MODEL)
    print(f"{name} draft:", *drawn)
    print(f"{name} draft, accepted: {sum(stood) / DRAWS:.2f}, overlap {overlap:.2f}")
    print(f"{name} draft, four ahead: {per_pass(overlap, 4):.2f} tokens a pass")
