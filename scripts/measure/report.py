"""What was measured beside what is assumed: as a table for the terminal and as the file that the site shows."""

from __future__ import annotations

import datetime
import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.measure.card import Card, Peaks
from scripts.measure.counting import Work
from scripts.measure.plan import VERSION, Measurement
from scripts.measure.timing import Times

FOLDER = Path("docs/measured")
"""Where files of measurements lie, below the root."""

_TERA = 1e12


@dataclass(frozen=True)
class Result:
    """A measurement and what its repeats took."""

    measurement: Measurement
    times: Times


def least(work: Work, bound: str, precision: str, peaks: Peaks) -> float | None:
    """Return the seconds that work takes at the datasheet's peaks; None where it states no such rate.

    Args:
        work: what is counted.
        bound: 'memory', or 'arithmetic'.
        precision: of the products with weights; attention runs in BF16.
        peaks: of the card.
    """
    if bound == "memory":
        return work.bytes_read / peaks.bandwidth
    if precision not in peaks.rates or "bf16" not in peaks.rates:
        return None
    return work.products / peaks.rates[precision] + work.attention / peaks.rates["bf16"]


def document(
    results: Sequence[Result],
    left_out: Sequence[tuple[str, str]],
    card: Card,
    peaks: Peaks | None,
    world: Mapping[str, Mapping[str, Any]],
    day: datetime.date,
    took: float,
) -> dict[str, Any]:
    """Return what is published.

    Args:
        results: in the order in which they were measured.
        left_out: names of measurements that were not, each with the reason.
        card: what was measured.
        peaks: what its datasheet promises by the shared world; without them shares cannot be told.
        world: the shared world's figures.
        day: on which it was measured.
        took: seconds in all.
    """
    entries = [_entry(result, results, peaks, world) for result in results]
    return {
        "version": VERSION,
        "date": day.isoformat(),
        "card": {
            "name": card.name,
            "memory_bytes": card.memory,
            "driver": card.driver,
            "runtime": card.runtime,
            "torch": card.torch,
        },
        "took_seconds": round(took),
        "figures": _figures(entries, world),
        "entries": entries,
        "left_out": [{"name": name, "why": why} for name, why in left_out],
    }


def _entry(
    result: Result, results: Sequence[Result], peaks: Peaks | None, world: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return one measurement as published; a value that cannot be told is null."""
    one, times = result.measurement, result.times
    memory = one.bound == "memory"
    counted = one.work.bytes_read if memory else one.work.operations
    entry: dict[str, Any] = {
        "name": one.name,
        "part": one.part,
        "case": one.case,
        "title": one.title,
        "figure": one.figure or None,
        "precision": one.precision,
        "value": None,
        "low": None,
        "high": None,
        "unit": None,
        "assumed": None,
        "ratio": None,
        "reached": _short(counted / times.median / _TERA),
        "reached_unit": "TB/s/gpu" if memory else "TFLOP/s/gpu",
        "seconds": {"median": _short(times.median), "low": _short(times.low), "high": _short(times.high)},
        "repeats": times.repeats,
        "how": one.how,
    }
    found = _gain(result, results) if one.expected else _share(result, peaks)
    if found is not None:
        value, low, high, unit = found
        assumed = one.expected if one.expected else _assumed(one.figure, world)
        entry |= {"value": _short(value), "low": _short(low), "high": _short(high), "unit": unit}
        if assumed:
            entry |= {"assumed": _short(assumed), "ratio": _short(value / assumed)}
    return entry


def _share(result: Result, peaks: Peaks | None) -> tuple[float, float, float, str] | None:
    """Return the share of the peak that was reached, with its quartiles."""
    one, times = result.measurement, result.times
    seconds = least(one.work, one.bound, one.precision, peaks) if peaks else None
    if seconds is None:
        return None
    return 100 * seconds / times.median, 100 * seconds / times.high, 100 * seconds / times.low, "percent"


def _gain(result: Result, results: Sequence[Result]) -> tuple[float, float, float, str] | None:
    """Return how many times faster than full attention over the same positions it was, with its quartiles."""
    one, times = result.measurement, result.times
    for other in results:
        same = other.measurement.part == one.part and other.measurement.run["positions"] == one.run["positions"]
        if same and other.measurement.run.get("over") == "full":
            full = other.times
            return full.median / times.median, full.low / times.high, full.high / times.low, "dimensionless"
    return None


def _assumed(figure: str, world: Mapping[str, Mapping[str, Any]]) -> float:
    """Return what the shared world assumes, in percent; 0 where a measurement enters no figure."""
    if not figure:
        return 0
    if world[figure]["unit"] != "percent":
        raise ValueError(f"'{figure}' of the shared world is in {world[figure]['unit']}, expected percent")
    return float(world[figure]["value"])


def _figures(entries: Sequence[Mapping[str, Any]], world: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return for each figure of the world the median over its shapes in BF16, which the world's shares are of."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(entry["figure"] for entry in entries if entry["figure"]):
        of = [
            entry
            for entry in entries
            if entry["figure"] == name and entry["value"] is not None and entry["precision"] == "bf16"
        ]
        if not of:
            continue
        values = [entry["value"] for entry in of]
        value, assumed = statistics.median(values), _assumed(name, world)
        found[name] = {
            "value": _short(value),
            "low": min(values),
            "high": max(values),
            "unit": "percent",
            "assumed": _short(assumed),
            "ratio": _short(value / assumed),
            "how": f"Median of {len(of)} shapes, from the least to the most." if len(of) > 1 else "One shape.",
            "entries": [entry["name"] for entry in of],
        }
    return found


def table(published: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> str:
    """Return what the terminal shows."""
    card = published["card"]
    lines = [
        f"{card['name']}, driver {card['driver']}, {card['runtime']}, PyTorch {card['torch']}, {published['date']}; "
        f"{published['took_seconds']} s.",
        f"{'':58}{'reached':>16}{'measured':>10}{'quartiles':>16}{'assumed':>9}{'ratio':>7}",
    ]
    for part in parts:
        of = [entry for entry in published["entries"] if entry["part"] == part["name"]]
        if of:
            lines += ["", part["title"], *(_line(entry) for entry in of)]
    if published["figures"]:
        lines += ["", "The shared world's figures (spread over shapes)"]
        for name, figure in published["figures"].items():
            lines.append(_columns(f"  {name}", "", figure))
    if published["left_out"]:
        lines += ["", "Left out", *(f"  {item['name']}: {item['why']}" for item in published["left_out"])]
    return "\n".join(lines)


def _line(entry: Mapping[str, Any]) -> str:
    reached = f"{entry['reached']:,.4g} {entry['reached_unit'].removesuffix('/gpu')}"
    return _columns(f"  {entry['title']}", reached, entry)


def _columns(title: str, reached: str, entry: Mapping[str, Any]) -> str:
    if entry["value"] is None:
        return f"{title:58}{reached:>16}".rstrip()
    sign = "%" if entry["unit"] == "percent" else " ×"
    measured, spread = f"{entry['value']:.3g}{sign}", f"{entry['low']:.3g} to {entry['high']:.3g}"
    line = f"{title:58}{reached:>16}{measured:>10}{spread:>16}"
    if entry["assumed"] is None:
        return line
    assumed = f"{entry['assumed']:.3g}{sign}"
    return f"{line}{assumed:>9}{entry['ratio']:>7.2f}"


def write(published: Mapping[str, Any], card: Card, root: Path) -> Path:
    """Write the dated file and return its path; one of the same day and card is replaced."""
    path = root / FOLDER / f"{published['date']}-{card.slug}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(published, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _short(value: float) -> float:
    """Return a number with four digits, more than any of these figures is worth."""
    return float(f"{value:.4g}")
