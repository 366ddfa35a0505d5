"""How long a run takes: warm-up, repeats with the card's own clock, the median and its quartiles."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

WARM_UPS = 3
REPEATS = 30
FEWEST = 5
"""Repeats; a median of fewer says too little to be written down."""
FLUSH = 512 * 1024**2
"""Bytes written before each repeat, more than any card's second-level cache holds: nothing is read from there."""


@dataclass(frozen=True)
class Times:
    """What repeats took, in seconds: the median and the quartiles around it."""

    median: float
    low: float
    high: float
    repeats: int


class TooSlowError(Exception):
    """So few repeats would fit into the time left that nothing is measured."""


def summary(seconds: Sequence[float]) -> Times:
    """Return median and quartiles, both ends included.

    >>> summary([4.0, 1.0, 2.0, 3.0, 5.0])
    Times(median=3.0, low=2.0, high=4.0, repeats=5)
    """
    low, median, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return Times(median, low, high, len(seconds))


class Clock:
    """Times calls on a card by its events, or on a processor by the wall.

    Args:
        torch: the module, of which the checker's environment knows nothing.
        device: 'cuda' or 'cpu'.
    """

    def __init__(self, torch: Any, device: str) -> None:
        self.torch = torch
        self.device = device
        self.cache = torch.empty(FLUSH, dtype=torch.int8, device=device) if device == "cuda" else None

    def times(self, call: Callable[[], object], seconds: float) -> Times:
        """Warm up and repeat a call.

        Args:
            call: what is measured.
            seconds: that warm-up and repeats may take together.

        Raises:
            TooSlowError: after the first call, when `FEWEST` repeats would not fit.
        """
        until = time.monotonic() + seconds
        self._wait(call)  # the first call compiles and chooses kernels, and says nothing of the next
        began = time.monotonic()
        self._wait(call)
        once = time.monotonic() - began
        if time.monotonic() + once * FEWEST > until:
            raise TooSlowError(f"one repeat takes {once:.2g} s, and {seconds:.0f} s were left for it")
        for _ in range(WARM_UPS - 2):
            self._wait(call)
        taken = [self._once(call)]
        while len(taken) < REPEATS and (len(taken) < FEWEST or time.monotonic() + once < until):
            taken.append(self._once(call))
        return summary(taken)

    def _wait(self, call: Callable[[], object]) -> None:
        call()
        if self.device == "cuda":
            self.torch.cuda.synchronize()

    def _once(self, call: Callable[[], object]) -> float:
        if self.cache is None:
            began = time.perf_counter()
            call()
            return time.perf_counter() - began
        self.cache.zero_()
        start = self.torch.cuda.Event(enable_timing=True)
        end = self.torch.cuda.Event(enable_timing=True)
        start.record()
        call()
        end.record()
        end.synchronize()
        return float(start.elapsed_time(end)) / 1000
