"""What is run, in which order and at which cost: the table's runs with their models and their counted work."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.measure import models
from scripts.measure.counting import Adapted, Decoder, LatentDecoder, Transformer, Work
from scripts.measure.models import Model

VERSION = 1
"""Of the file between the two steps and of the one that is published."""

BYTES = 2
"""Of a BF16 number, in which all weights and caches are kept, those of 8 bits in an estimate too."""


@dataclass(frozen=True)
class Measurement:
    """One thing to time.

    Args:
        name: unique among all, such as 'decode-personal-assistant-16-6000'.
        part: that it belongs to.
        case: whose shape it is.
        title: a line for people.
        how: what was run and what was left out, in sentences.
        model: whose layers run.
        run: the table's entry, with every number.
        precision: of the products with weights, 'bf16' or 'fp8'.
        figure: the world's assumption that it measures; empty where it enters none.
        bound: 'memory' where bytes over the bandwidth are the least time, 'arithmetic' where operations over the rate.
        work: what is counted for it.
        memory: bytes of the card that it needs, roughly.
        expected: how many times faster than full attention it should be by the count; 0 where that says nothing.
    """

    name: str
    part: str
    case: str
    title: str
    how: str
    model: Model
    run: Mapping[str, Any]
    precision: str
    figure: str
    bound: str
    work: Work
    memory: float
    expected: float = 0


def plan(shapes: Mapping[str, Any]) -> list[Measurement]:
    """Return all measurements, the most important part first.

    Args:
        shapes: what `shapes.shapes` returned.

    Raises:
        ValueError: the numbers are of another version or do not fit together; names what.
    """
    if shapes.get("version") != VERSION:
        raise ValueError(f"the shapes are of version {shapes.get('version')}, expected {VERSION}; write them again")
    known = {name: models.model(fields) for name, fields in shapes["models"].items()}
    order = [part["name"] for part in shapes["parts"]]
    found = []
    for run in sorted(shapes["runs"], key=lambda run: order.index(run["part"])):
        for precision in run.get("precisions", ["bf16"]):
            try:
                found.append(_PLANNERS[run["part"]](run, known[run["model"]], precision))
            except (KeyError, TypeError, AttributeError) as error:
                raise ValueError(
                    f"the run of '{run['model']}' for {run['case']} in '{run['part']}': {error}"
                ) from error
    names = [one.name for one in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"runs that cannot be told apart: {', '.join(twice)}")
    return found


def _decode(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, Decoder)
    layers, caches, rows, length = run.get("layers", model.layers), run["batch"], run["rows"], run["cache"]
    work = model.step(layers, caches, rows, length, BYTES)
    bound = run.get("bound", "memory")
    counted = "weights and caches read once"
    if bound == "arithmetic":  # as the estimate counts: two operations for each weight and row
        work = dataclasses.replace(work, attention=0)
        counted = "two operations for each weight and row, as in the estimate"
    beams = f" of {rows} beams" if rows > 1 else ""
    how = (
        f"One step through {layers} of {model.layers} layers with {caches} sequences{beams}, each with a cache of "
        f"{length:,} tokens, all in BF16 on one card, replayed as a graph. Counted: {counted}. The output layer, "
        "sampling and the exchange between cards are left out."
    )
    title = f"{run['model']}: {caches} × {length:,} tokens" if rows == 1 else f"{run['model']}: {caches} × {rows} rows"
    return _measurement(run, model, precision, f"{caches}-{length}", title, how, bound, work, work.bytes_read)


def _prefill(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, Decoder | Transformer)
    layers, batch, length = run.get("layers", model.layers), run["batch"], run["positions"]
    all_work = model.read(layers, batch, length) if isinstance(model, Decoder) else model.run(layers, batch, length)
    how = (
        f"{batch} × {length:,} tokens through {layers} of {model.layers} layers. Counted as in the estimates: two "
        "operations for each weight and token; attention takes time and counts nothing; the output layer is left out."
    )
    work = Work(products=all_work.products)
    memory = layers * model.layer_weights * BYTES * _copies(precision) + batch * length * model.width * 40
    title = f"{run['model']}: {batch} × {length:,} tokens, {precision}"
    return _measurement(run, model, precision, f"{batch}-{length}", title, how, "arithmetic", work, memory)


def _pass(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, Transformer)
    layers, batch, positions = run.get("layers", model.layers), run["batch"], run["positions"]
    work = model.run(layers, batch, positions)
    how = (
        f"One pass of {batch} × {positions:,} positions through {layers} of {model.layers} blocks, with one set of "
        "weights for all positions. Counted: products with weights and full attention."
    )
    if precision == "fp8":
        how += " Products with weights in FP8 with fixed scales, attention in BF16, each over its own peak."
    memory = layers * model.layer_weights * BYTES * _copies(precision) + batch * positions * model.width * 60
    title = f"{run['model']}: {run['label']}, {batch} × {positions:,}, {precision}"
    return _measurement(run, model, precision, f"{batch}-{positions}", title, how, "arithmetic", work, memory)


def _clip(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, Transformer)
    positions, frames, over = run["positions"], run["frames"], run["over"]
    if positions % frames:
        raise TypeError(f"{positions:,} positions cannot be cut into {frames} equal parts")
    full = model.attention(positions)
    costs = {
        "full": full,
        "factorized": model.factorized(frames, positions),
        "windows": model.windows(frames, positions),
    }
    what = {
        "full": "Every position attends to every other",
        "factorized": f"Each of {frames} frames attends to itself, then each place to itself along the frames",
        "windows": f"Each of {frames} equal windows attends to itself",
    }
    how = f"{what[over]}: one layer's attention over {positions:,} positions, {model.heads} heads, without its weights."
    work = Work(attention=costs[over])
    memory = 5 * positions * model.width * BYTES
    title = f"{run['label']}: {positions:,} positions"
    found = _measurement(run, model, precision, over, title, how, "arithmetic", work, memory)
    return found if over == "full" else dataclasses.replace(found, expected=full / costs[over])


def _latents(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, LatentDecoder)
    side, batch = run["side"], run["batch"]
    work = model.run(batch, side)
    how = (
        f"{batch} picture of {side:,} pixels a side from its latent, channels last, BF16. Counted: convolutions; group "
        "norms and activations take time and count nothing; the coarsest level's layer of attention is left out."
    )
    memory = batch * side**2 * model.channels[1] * BYTES * 6
    return _measurement(run, model, precision, f"{side}", run["label"], how, "arithmetic", work, memory)


def _adapter(run: Mapping[str, Any], model: Model, precision: str) -> Measurement:
    assert isinstance(model, Adapted)
    batch, positions, text = run["batch"], run["positions"], run["text_positions"]
    work = model.step(batch, positions, text)
    blocks = " and ".join(f"{group.blocks} blocks of width {group.width:,}" for group in model.groups)
    how = (
        f"Forward, backward and AdamW over adapters of rank {model.rank} in {blocks}, batch {batch}; frozen weights "
        "and adapters in BF16, nothing recomputed. Counted: frozen products forward and once backward, attention and "
        "adapters forward and twice backward. Kernels are started one by one; the network's convolutions are left out."
    )
    frozen = sum(group.blocks * 18 * group.width**2 for group in model.groups) * BYTES
    kept = [group.blocks * group.width * length * 100 for group, length in zip(model.groups, positions, strict=True)]
    memory = frozen + batch * sum(kept)
    return _measurement(run, model, precision, f"{batch}", run["label"], how, "arithmetic", work, memory)


def _measurement(
    run: Mapping[str, Any],
    model: Model,
    precision: str,
    suffix: str,
    title: str,
    how: str,
    bound: str,
    work: Work,
    memory: float,
) -> Measurement:
    ending = f"-{precision}" if precision != "bf16" else ""
    name = f"{run['part']}-{run['case']}-{run['model']}-{suffix}{ending}".replace("_", "-")
    figure = run.get("figure") or ""
    return Measurement(
        name, run["part"], run["case"], title, how, model, run, precision, figure, bound, work, memory + 1e9
    )


def _copies(precision: str) -> float:
    """Return bytes kept for a weight relative to BF16; FP8 weights are made from BF16 ones, which then go."""
    return 1 if precision == "bf16" else 1.5


_PLANNERS = {
    "decode": _decode,
    "prefill": _prefill,
    "pass": _pass,
    "clip": _clip,
    "adapter": _adapter,
    "latents": _latents,
}
