"""The units of estimates: those of `units.txt`, joined as a, a/b or a*b/c, and nothing else that Pint would read."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import pint

from scripts.content.problems import nearest

PLAIN = "dimensionless"
_ALONE = (PLAIN, "percent")
"""Units that stand alone, since they print without a name."""

_FORM = "expected the form a, a/b or a*b/c, such as token, query/s or gpu*hour/job"
_SPELLED = {"%": "percent", "$": "usd", "": PLAIN, "1": PLAIN, "-": PLAIN}
"""What authors write for a unit that has a name."""


class UnitError(ValueError):
    """A unit that estimates do not have.

    Args:
        message: what was found and expected.
        nearest: the nearest right name, where a name was wrong.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        self.nearest = nearest
        super().__init__(message)


@functools.cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the registry that knows the units of `units.txt` and no others."""
    return pint.UnitRegistry(str(Path(__file__).with_name("units.txt")))


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all units."""
    return tuple(sorted({*registry(), PLAIN}))


@functools.cache
def parse(unit: str) -> Any:
    """Return a unit as Pint has it.

    Args:
        unit: names of `units.txt`, multiplied in front of the first '/', divided behind it.

    Raises:
        UnitError: it is none, or one that would read wrongly in print.
    """
    if unit in _SPELLED:
        raise UnitError(f"'{unit}' is no unit; expected {_SPELLED[unit]}")
    parts = re.split(r"[*/]", unit)
    if not all(re.fullmatch(r"[A-Za-z]+", part) for part in parts) or "*" in unit.partition("/")[2]:
        raise UnitError(f"'{unit}' is no unit; {_FORM}")
    for part in parts:
        if part not in names():
            raise UnitError(f"unknown unit '{part}'", nearest(part, names()))
    if len(parts) > 1 and any(part in _ALONE for part in parts):
        raise UnitError(f"'{unit}' is no unit; {' and '.join(_ALONE)} stand alone")
    above = unit.partition("/")[0].split("*")
    if len(above) > 1 and (len(set(above)) < len(above) or "usd" in above):
        raise UnitError(f"'{unit}' is no unit; expected two different ones around '*', and no usd")
    return registry().parse_units(unit)


@functools.cache
def factor(unit: str) -> float:
    """Return the number that turns a figure in this unit into root units: seconds, bytes, dollars, things counted."""
    return float(registry().Quantity(1.0, parse(unit)).to_root_units().magnitude)


def seconds(value: float, unit: str) -> float | None:
    """Return a time in seconds; None where the unit is that of something else."""
    quantity = registry().Quantity(value, parse(unit))
    return float(quantity.to("second").magnitude) if quantity.check("[time]") else None
