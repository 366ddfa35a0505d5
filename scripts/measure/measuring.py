"""Runs the plan on a card, part by part within its seconds, and keeps going where one run fails."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.measure import bench
from scripts.measure.card import Card
from scripts.measure.layers import Workshop
from scripts.measure.plan import Measurement
from scripts.measure.report import Result
from scripts.measure.timing import Clock, TooSlowError

LIMIT = 430
"""Seconds for all parts; starting PyTorch and writing the file fit into the 50 that remain of eight minutes."""
ROOM = 0.9
"""Share of a card's memory that a run may take."""


@dataclass
class Outcome:
    """What came of a plan.

    Args:
        results: of what was measured.
        left_out: names of what was not, with the reason.
        failed: whether something was left out for a reason that nobody foresaw.
    """

    results: list[Result] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    failed: bool = False


def carry_out(
    measurements: Sequence[Measurement],
    parts: Sequence[Mapping[str, Any]],
    card: Card,
    torch: Any,
    device: str,
    say: Callable[[str], None],
) -> Outcome:
    """Measure all that fits, the most important first.

    Args:
        measurements: in the order of the plan.
        parts: each with the seconds it may take.
        card: what is measured.
        torch: the module.
        device: 'cuda' or 'cpu'.
        say: takes a line of progress.
    """
    torch.set_grad_enabled(False)
    torch.manual_seed(0)
    clock, shop = Clock(torch, device), Workshop(torch, device)
    outcome = Outcome()
    end = time.monotonic() + LIMIT
    for part in parts:
        of = [one for one in measurements if one.part == part["name"]]
        until = min(time.monotonic() + part["seconds"], end)
        for number, one in enumerate(of):
            share = (until - time.monotonic()) / (len(of) - number)
            say(f"{one.name} ...")
            _measure(one, share, card, clock, shop, outcome)
            gc.collect()
            if device == "cuda":
                torch.cuda.empty_cache()
    return outcome


def _measure(one: Measurement, seconds: float, card: Card, clock: Clock, shop: Workshop, outcome: Outcome) -> None:
    """Measure one thing or note why not."""
    if one.precision == "fp8" and card.fp8:
        outcome.left_out.append((one.name, card.fp8))
        return
    if one.memory > card.memory * ROOM:
        needed = f"it needs about {one.memory / 1e9:.0f} GB, and the card has {card.memory / 1e9:.0f}"
        outcome.left_out.append((one.name, needed))
        return
    if seconds <= 0:
        outcome.left_out.append((one.name, "the time of its part was spent"))
        return
    began = time.monotonic()
    try:
        call = bench.prepared(shop, one)
        outcome.results.append(Result(one, clock.times(call, seconds - (time.monotonic() - began))))
    except TooSlowError as error:
        outcome.left_out.append((one.name, str(error)))
    except (RuntimeError, NotImplementedError) as error:  # PyTorch's own, out of memory included
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        outcome.left_out.append((one.name, f"PyTorch failed: {first[:200]}"))
        outcome.failed = "out of memory" not in first.lower() or outcome.failed
