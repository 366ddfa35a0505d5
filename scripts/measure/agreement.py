"""Counts of a model that an estimate states too: where the two part, one of them is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scripts.measure.counting import Adapted, Decoder, LatentDecoder, Transformer
from scripts.measure.models import Model

Kind = TypeVar("Kind", Decoder, Transformer, LatentDecoder, Adapted)

PATCH = 16
"""Pixels of a side that the tokenizer of high-resolution-synthesis turns into one position."""


def _of(kind: type[Kind], count: Callable[[Kind, int], float]) -> Callable[[Model, int], float]:
    """Return a count that takes models of one kind."""

    def counted(model: Model, positions: int) -> float:
        if not isinstance(model, kind):
            raise ValueError(f"it counts a {kind.__name__}, found a {type(model).__name__}")
        return count(model, positions)

    return counted


COUNTS: dict[str, Callable[[Model, int], float]] = {
    "work a token": _of(Decoder, lambda model, _: 2.0 * model.weights),
    "cache a token": _of(Decoder, lambda model, _: model.cache_bytes(2)),
    "cache a token in one byte": _of(Decoder, lambda model, _: model.cache_bytes(1)),
    "work a position": _of(Transformer, lambda model, _: 2.0 * model.layers * model.layer_weights),
    "work a pair": _of(Transformer, lambda model, _: 4.0 * model.layers * model.width),
    "pass": _of(Transformer, lambda model, positions: model.run(model.layers, 1, positions).operations),
    "balance": _of(Transformer, lambda model, _: model.layer_weights / (2 * model.width)),
    "convolutions a position of 256 pixels": _of(LatentDecoder, lambda model, _: model.run(1, PATCH).operations),
    "adapter in two bytes": _of(Adapted, lambda model, _: 2.0 * model.adapter_weights),
}
"""What is counted of a model, by the name that `shapes.yml` uses; some take a number of positions. `balance` is the
number of positions at which attention costs as much as the products with weights: 24 width² = 4 positions × width."""


def apart(counted: float, stated: float) -> float:
    """Return how far a count is from what an estimate states, relative to the latter."""
    return abs(counted - stated) / abs(stated)
