"""How many answers one GPU writes at once: the knee, and what memory holds."""

LAYERS, KV_HEADS, HEAD_WIDTH = 32, 8, 128  # Llama 3.1 8B
NUMBER = 2  # bytes, 16 bits
WEIGHTS = 8e9 * NUMBER
BANDWIDTH = 0.6 * 3.35e12  # bytes a second that decoding reaches on an H100
ROOM = 80e9 * 0.9 - WEIGHTS  # a tenth of the memory stays free

cache_a_token = 2 * LAYERS * KV_HEADS * HEAD_WIDTH * NUMBER  # a key and a value


def step(batch: int, context: int) -> float:
    """Return the milliseconds of a step: the weights once, and everybody's cache."""
    return 1000 * (WEIGHTS + batch * context * cache_a_token) / BANDWIDTH


print(f"cache of a token: {cache_a_token // 1024} KiB")
for context in (500, 2000, 8000):
    knee = WEIGHTS / (context * cache_a_token)
    held = int(ROOM / (context * cache_a_token))
    print(f"knee at {context:,} tokens: {knee:.0f} answers")
    print(f"memory holds {held}, for steps of {step(held, context):.0f} ms")
print(f"step at the knee: {step(round(WEIGHTS / (2000 * cache_a_token)), 2000):.0f} ms")
