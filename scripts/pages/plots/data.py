"""What a picture shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scripts.content.estimates.figures import Scale

Point = tuple[float, float | None]
"""A value of the assumption and the result there, None where there is none."""


@dataclass(frozen=True)
class Curve:
    """A result over an assumption, at values that rise by the same step on the axis's scale."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Mark:
    """A line with words across the picture: at a result ('y') or at a value of the assumption ('x')."""

    axis: Literal["x", "y"]
    at: float
    words: str


@dataclass(frozen=True)
class Plot:
    """Results over one assumption.

    Args:
        curves: the design's own first, then its rivals; all in `y_unit`.
        chosen: the assumption and the design's result as they stand.
    """

    title: str
    x_label: str
    x_unit: str
    x_scale: Scale
    y_label: str
    y_unit: str
    curves: tuple[Curve, ...]
    chosen: tuple[float, float]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Part:
    """A figure in the unit of the sum."""

    label: str
    length: float


@dataclass(frozen=True)
class Bars:
    """Figures that add up, with what their sum should not exceed, in `unit`."""

    title: str
    unit: str
    parts: tuple[Part, ...]
    limit: float | None = None


@dataclass(frozen=True)
class Swing:
    """What one assumption moves.

    Args:
        low: the lower end of its range, in its unit.
        at_low: the result there, None where there is none.
    """

    label: str
    unit: str
    low: float
    high: float
    at_low: float | None
    at_high: float | None


@dataclass(frozen=True)
class Tornado:
    """What the pivots move of a result that decides.

    Args:
        choice: what is chosen between.
        label: of the result.
        given: the result on the assumptions as they stand.
        limit: where the decision flips.
        below: what is chosen below it.
        above: what is chosen above it.
    """

    title: str
    choice: str
    label: str
    unit: str
    given: float
    limit: float
    below: str
    above: str
    swings: tuple[Swing, ...]
