"""An estimate as data that a browser computes with: the file estimate.json beside a page."""

from __future__ import annotations

from typing import Any

from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption, Result

VERSION = 1
FILE = "estimate.json"


def data(estimate: Estimate) -> dict[str, Any]:
    """Return an estimate for JSON: figures, trees in root units, and what is decided and drawn."""
    return {
        "version": VERSION,
        **figures(estimate),
        "decides": [item.model_dump() for item in estimate.decides],
        "plots": [item.model_dump(exclude_none=True) for item in estimate.plots],
        "bars": [item.model_dump(exclude_none=True) for item in estimate.bars],
    }


def figures(estimate: Estimate) -> dict[str, Any]:
    """Return the figures of an estimate for JSON, all that is needed to compute it."""
    return {
        "assumptions": [_assumption(item) for item in estimate.assumptions],
        "results": [_result(item, estimate) for item in estimate.results],
        "factors": dict(estimate.factors),
    }


def _assumption(item: Assumption) -> dict[str, Any]:
    return {
        "name": item.name,
        "label": item.label,
        "value": item.value,
        "unit": item.unit,
        "range": list(item.range),
        "scale": item.scale,
        "pivot": item.pivot,
    }


def _result(item: Result, estimate: Estimate) -> dict[str, Any]:
    return {
        "name": item.name,
        "label": item.title,
        "unit": item.unit,
        "formula": item.formula,
        "tree": estimate.trees[item.name],
        "threshold": item.threshold.model_dump() if item.threshold else None,
    }
