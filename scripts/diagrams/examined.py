"""What overlaps.js measures in a drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that keeps words from being read.

    Args:
        kind: over, struck, outside or cut.
        words: the line of words that it hits.
        by: the other words, or what kind of line passes through.
    """

    kind: str
    words: str
    by: str


@dataclass(frozen=True)
class Examined:
    """What was measured in one drawing, in pixels at scale 1."""

    width: int
    height: int
    faults: tuple[Fault, ...]
