"""What was measured of the shared world: the dated files that `make measure` writes into docs/measured/."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pydantic

from scripts.content.estimates import display
from scripts.content.files.schema import Day, Line, Number, check
from scripts.content.files.text import read as read_text
from scripts.content.problems import Findings, nearest

FOLDER = "measured"
"""Below docs/."""


class _Open(pydantic.BaseModel):
    """A record of which only what the site shows is read."""

    model_config = pydantic.ConfigDict(extra="ignore", frozen=True)


class _Figure(_Open):
    value: Number
    low: Number
    high: Number
    unit: Literal["percent"]


class _Card(_Open):
    name: Line


class _File(_Open):
    version: Literal[1]
    date: Day
    card: _Card
    figures: dict[str, _Figure]


@dataclass(frozen=True)
class Measured:
    """A figure as measured.

    Args:
        value: the median over the shapes of the cases, in percent.
        low: the least of them.
        high: the most of them.
        card: what was measured.
        date: when, as 2026-11-29.
    """

    value: float
    low: float
    high: float
    card: str
    date: str

    def __str__(self) -> str:
        value = display.show(self.value, "percent")
        spread = f" ({self.low:.3g} to {self.high:.3g})" if self.low < self.high else ""
        return f"{value}{spread}, {self.card}, {self.date}"


def read_all(folder: Path, display_folder: Path, known: Collection[str], findings: Findings) -> dict[str, Measured]:
    """Return each figure as the newest file has it; note what is wrong with a file.

    Args:
        folder: where the files lie; there need be none.
        display_folder: its name in messages.
        known: names of the shared world's figures.
        findings: takes what is wrong.
    """
    found: dict[str, Measured] = {}
    for path in sorted(folder.glob("*.json")):  # a name begins with the day, so the newest comes last
        file = _read(path, display_folder / path.name, findings)
        if file is None:
            continue
        for name, figure in file.figures.items():
            if name not in known:
                message = f"'{name}' is measured, and the shared world has no such figure."
                findings.add(display_folder / path.name, 0, message, nearest=nearest(name, known))
            found[name] = Measured(figure.value, figure.low, figure.high, file.card.name, file.date.isoformat())
    return found


def _read(path: Path, display_path: Path, findings: Findings) -> _File | None:
    text = read_text(path, display_path, findings)
    if text is None:
        return None
    try:
        data = json.loads(text)
    except ValueError as error:
        findings.add(display_path, 0, f"no JSON: {error}.")
        return None
    return check(_File, data, {(): 0}, display_path, findings)
