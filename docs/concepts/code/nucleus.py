"""Temperature and nucleus sampling: the same two settings in two orders."""

TAIL = 20
MODEL = [0.60, 0.20, 0.10] + [0.005] * TAIL  # three words that fit, twenty that do not
TEMPERATURE, TOP_P = 1.5, 0.9


def heated(chances: list[float], temperature: float) -> list[float]:
    """Divide the scores by the temperature, which takes roots of the chances."""
    odds = [chance ** (1 / temperature) for chance in chances]
    return [odd / sum(odds) for odd in odds]


def nucleus(chances: list[float], top_p: float) -> list[float]:
    """Keep the smallest set of likeliest tokens that holds so much."""
    kept, held = [0.0] * len(chances), 0.0
    for token in sorted(range(len(chances)), key=lambda token: -chances[token]):
        if held > top_p - 1e-9:
            break
        kept[token] = chances[token]
        held += chances[token]
    return [chance / held for chance in kept]


def show(name: str, chances: list[float]) -> None:
    """Print how many tokens may be drawn, and how often one of the tail is."""
    count = sum(chance > 0 for chance in chances)
    print(f"{name}: {count} tokens, {sum(chances[-TAIL:]):.0%} from the tail")


show("as the model says", MODEL)
show("temperature alone", heated(MODEL, TEMPERATURE))
show("temperature first", nucleus(heated(MODEL, TEMPERATURE), TOP_P))
show("nucleus first", heated(nucleus(MODEL, TOP_P), TEMPERATURE))
for share in (0.01, 0.002):
    print(f"no slip in 400 tokens at {share:.1%} each: {(1 - share) ** 400:.0%}")
