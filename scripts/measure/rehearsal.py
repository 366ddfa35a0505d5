"""Runs every measurement small on a processor and compares its count with PyTorch's own.

Attention is not compared, since PyTorch counts it on cards only.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scripts.measure import bench
from scripts.measure.layers import Workshop
from scripts.measure.plan import Measurement

NEAR = 0.002
"""How far apart both counts may be, relative to the plan's."""
UNLEARNED = 0.08
"""The same for training: below the first adapters nothing is learned, which is noticed in a model of three blocks."""


def differences(measurements: Sequence[Measurement], torch: Any, say: Callable[[str], None]) -> list[str]:
    """Return a sentence for each measurement whose products PyTorch counts otherwise.

    Args:
        measurements: of small models; see `tiny`.
        torch: the module.
        say: takes a line of progress.
    """
    counter = importlib.import_module("torch.utils.flop_counter").FlopCounterMode
    torch.set_grad_enabled(False)
    shop = Workshop(torch, "cpu")
    found = []
    for one in measurements:
        call = bench.prepared(shop, one)
        with counter(display=False) as counting:
            call()
        by_kind = counting.get_flop_counts().get("Global", {})
        products = sum(count for kind, count in by_kind.items() if "attention" not in str(kind))
        say(f"{one.name}: {one.work.products:,.0f} planned, {products:,.0f} counted by PyTorch")
        allowed = UNLEARNED if one.part == "adapter" else NEAR
        if abs(products - one.work.products) > allowed * one.work.products:
            found.append(f"{one.name}: the plan counts {one.work.products:,.0f} operations, PyTorch {products:,.0f}.")
    return found


def tiny(shapes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same runs over models so small that a processor runs each in an instant; they measure nothing."""
    small: dict[str, dict[str, Any]] = {
        "decoder": {
            "layers": 2,
            "width": 64,
            "heads": 4,
            "kv_heads": 2,
            "head_width": 16,
            "inner": 96,
            "vocabulary": 64,
        },
        "transformer": {"layers": 2, "width": 64, "heads": 4},
        "convolutions": {"channels": [32, 64, 64]},
        "adapted": {
            "groups": [{"blocks": 2, "width": 64, "heads": 4}, {"blocks": 1, "width": 32, "heads": 2}],
            "text_width": 48,
            "rank": 4,
        },
    }
    changed = {name: {**fields, **small[fields["kind"]]} for name, fields in shapes["models"].items()}
    counts = {"layers": 2, "batch": 2, "cache": 24, "side": 32, "text_positions": 8}
    runs = []
    for number, run in enumerate(shapes["runs"]):
        fields = {name: counts.get(name, value) for name, value in run.items()}
        if "cache" in fields:
            fields["cache"] += number  # so that runs which differ in nothing else can be told apart
        if "positions" in fields:
            alike: dict[str, Any] = {"clip": 31 * 16, "adapter": [16] * 2}
            fields["positions"] = alike.get(run["part"], 16 + number)
        runs.append(fields)
    return {**shapes, "models": changed, "runs": runs}
