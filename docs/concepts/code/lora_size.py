"""How large a LoRA adapter is: a dense model of 8B and a sparse one of 30B."""

Matrices = list[tuple[int, int]]  # input and output width of each
RANK, BYTES = 16, 2

# Llama 3.1 8B: queries, keys, values, output; gate, up, down
ATTENTION: Matrices = [(4096, 4096), (4096, 1024), (4096, 1024), (4096, 4096)]
MLP: Matrices = [(4096, 14336), (4096, 14336), (14336, 4096)]
# Qwen3 30B-A3B: each of its 128 experts has an MLP of its own
SPARSE: Matrices = [(2048, 4096), (2048, 512), (2048, 512), (4096, 2048)]
EXPERTS: Matrices = [(2048, 768), (2048, 768), (768, 2048)] * 128


def adapter(matrices: Matrices, layers: int, rank: int = RANK) -> int:
    """Return the numbers of an adapter: B is output by rank, A is rank by input."""
    return layers * rank * sum(width + height for width, height in matrices)


def say(name: str, numbers: float, weights: float) -> None:
    """Print an adapter's numbers, its file and its share of the model."""
    size = f"{numbers / 1e6:.1f} million, {numbers * BYTES / 1e6:,.0f} MB"
    print(f"{name}: {size}, {numbers / weights:.2%}")


dense = adapter(ATTENTION + MLP, 32)
print(f"widths of a layer: {sum(a + b for a, b in ATTENTION + MLP):,}")
say("all as 4,096 wide", adapter([(4096, 4096)] * 7, 32), 8.03e9)
say("attention alone", adapter(ATTENTION, 32), 8.03e9)
say("every matrix", dense, 8.03e9)
say("sparse, attention alone", adapter(SPARSE, 48), 30.5e9)
say("sparse, every expert", adapter(SPARSE + EXPERTS, 48), 30.5e9)
print(f"32 customers at once read besides: {32 * dense * BYTES / 1e9:.1f} GB")
learned = 1e6 * 500  # bits in a million answers of 500 tokens, one bit each
print(f"rank that holds a million answers: {RANK * learned / (2 * dense):.0f}")
