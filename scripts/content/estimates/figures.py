"""What an author may write into estimate.yml: figures, decisions, plots and bars, each checked by itself."""

from __future__ import annotations

import keyword
import re
from typing import Annotated, Any, Literal

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.estimates import display
from scripts.content.files.schema import Closed, Line, Number, fold

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WIDE = 30
"""A range whose ends differ by more than this factor is walked through, and drawn, on a logarithmic scale."""

Scale = Literal["linear", "log"]


def readable(name: str) -> bool:
    """Whether a formula can read a figure of that name."""
    return bool(_NAME.fullmatch(name)) and not keyword.iskeyword(name)


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise PydanticCustomError("name", "expected lower-case letters, digits and '_', with a letter first")
    if keyword.iskeyword(name):
        raise PydanticCustomError("name", "expected another name, since formulas cannot read this one")
    return name


def low_to_high(value: tuple[float, float]) -> tuple[float, float]:
    """Refuse a range whose lower end does not stand first."""
    if value[0] > value[1]:
        low, high = (display.plain(end) for end in value)
        raise PydanticCustomError("range", "expected the lower end first, [{high}, {low}]", {"low": low, "high": high})
    return value


def _as_text(value: Any) -> Any:
    """Take a formula that is a number alone, which YAML reads as one."""
    return display.plain(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _number_or_name(value: Any) -> float | str:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf"):
        return float(value)
    if isinstance(value, str) and readable(value):
        return value
    raise PydanticCustomError("number_or_name", "expected a number, such as 1500 or 0.25, or the name of a figure")


Name = Annotated[str, pydantic.AfterValidator(_name)]
Limit = Annotated[float | str, pydantic.PlainValidator(_number_or_name)]
"""A number in the unit of what it limits, or the name of a figure."""


class Assumption(Closed):
    """A figure the reader may change.

    Args:
        pivot: whether it decides while nothing supports it, so that the value at which a decision flips is shown.
        world: the shared figure that it borrows; empty where it is the estimate's own.
        departs: why its value is not the world's; empty where it is.
    """

    name: Name
    label: Line
    value: Number
    unit: str
    range: Annotated[tuple[Number, Number], pydantic.AfterValidator(low_to_high)]
    why: Line
    source: Line | None = None
    pivot: Annotated[bool, pydantic.Field(strict=True)] = False
    world: Annotated[str, pydantic.BeforeValidator(fold)] = ""
    departs: Annotated[str, pydantic.BeforeValidator(fold)] = ""

    @property
    def shared(self) -> bool:
        """Whether it is a figure of the world as it is, whose source stands there."""
        return bool(self.world) and not self.departs

    @property
    def scale(self) -> Scale:
        """The scale on which its range is walked through."""
        low, high = self.range
        return "log" if low > 0 and high / low > _WIDE else "linear"


def bounded(*, below: bool) -> str:
    """Return what stands before the value that something may not pass."""
    return "at most" if below else "at least"


class Threshold(Closed):
    """A limit that a result keeps.

    Args:
        at: in the result's unit, or the name of a figure.
        keep: the side on which the result should stay.
        means: what it means when the limit is crossed.
    """

    at: Limit
    keep: Literal["below", "above"]
    means: Line


class Result(Closed):
    """A figure computed from assumptions and earlier results."""

    name: Name
    label: Annotated[str, pydantic.BeforeValidator(fold)] = ""
    unit: str
    formula: Annotated[Line, pydantic.BeforeValidator(_as_text)]
    explain: Line
    threshold: Threshold | None = None

    @property
    def title(self) -> str:
        """The label, or else the name as words."""
        return self.label or self.name.replace("_", " ").capitalize()


class Decision(Closed):
    """A choice that a result makes.

    Args:
        at: where it flips, in the result's unit, or the name of a figure.
        below: what is chosen while the result is below.
        above: what is chosen otherwise.
    """

    name: Name
    result: str
    at: Limit
    below: Line
    above: Line

    @property
    def title(self) -> str:
        """The name as words."""
        return self.name.replace("_", " ").capitalize()


class Plot(Closed):
    """A result over one assumption.

    Args:
        description: what a reader who does not see it is told.
        rivals: other results, drawn along.
        over: the assumption.
        scale: of the assumption's axis; None for what its range asks for.
        ours: what the result's own curve is called; None for "this design".
    """

    name: Name
    title: Line
    description: Line
    result: str
    ours: Line | None = None
    rivals: list[str] = pydantic.Field(default_factory=list)
    over: str
    scale: Scale | None = None


class Bars(Closed):
    """Figures that add up, such as a latency budget by stage.

    Args:
        description: what a reader who does not see them is told.
        parts: names of figures, in order.
        limit: what their sum should not exceed, in the unit of the first part, or the name of a figure.
    """

    name: Name
    title: Line
    description: Line
    parts: Annotated[list[str], pydantic.Field(min_length=2)]
    limit: Limit | None = None


class EstimateFile(Closed):
    """The file estimate.yml; its items are checked one by one, so that a wrong one does not hide the others."""

    assumptions: list[Any]
    results: list[Any]
    decides: list[Any] = pydantic.Field(default_factory=list)
    plots: list[Any] = pydantic.Field(default_factory=list)
    bars: list[Any] = pydantic.Field(default_factory=list)
