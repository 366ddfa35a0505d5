"""How many answers share a step: the knee, what memory holds, and what cards change."""

LAYERS, KV_HEADS, HEAD_WIDTH = 32, 8, 128  # Llama 3.1 8B
WEIGHTS = 8e9  # how many
REACHED = 0.6  # share of the printed bandwidth that decoding gets
ROOM = 0.9  # share of the memory that may be filled

# card: memory in bytes, bandwidth in bytes a second
CARDS = {"H100": (80e9, 3.35e12), "H200": (141e9, 4.8e12), "B200": (180e9, 8e12)}
# format: bytes of a weight, bytes of a cached number
# in FP4 sixteen weights share a scale of one byte
FORMATS = {"BF16": (2, 2), "FP8": (1, 1), "FP4": (0.5 + 1 / 16, 1)}


def cache(tokens: int, form: str) -> float:
    """Return the bytes of an answer's cache: a key and a value everywhere."""
    return 2 * LAYERS * KV_HEADS * HEAD_WIDTH * FORMATS[form][1] * tokens


def knee(tokens: int, form: str) -> float:
    """Return the answers whose caches are as much to read as the weights."""
    return WEIGHTS * FORMATS[form][0] / cache(tokens, form)


def step(answers: int, tokens: int, form: str, card: str) -> float:
    """Return the milliseconds of a step: the weights once, and every cache."""
    read = WEIGHTS * FORMATS[form][0] + answers * cache(tokens, form)
    return 1000 * read / (REACHED * CARDS[card][1])


def held(tokens: int, form: str, card: str) -> int:
    """Return how many answers the memory holds beside the weights."""
    room = ROOM * CARDS[card][0] - WEIGHTS * FORMATS[form][0]
    return int(room / cache(tokens, form))


print(f"cache of a token: {cache(1, 'BF16') / 1024:.0f} KiB")
for tokens in (500, 2000, 8000):
    print(f"knee at {tokens:,} tokens: {knee(tokens, 'BF16'):.0f} answers")
print("ms a token alone, at 61 answers; what memory holds")
for tried in ("H100 BF16", "H100 FP8", "H200 FP8", "B200 FP8", "B200 FP4"):
    card, form = tried.split()
    alone, shared = (step(n, 2000, form, card) for n in (1, 61))
    print(f"{tried}: {alone:.1f}, {shared:.1f}; {held(2000, form, card):,}")
