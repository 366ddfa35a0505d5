"""Ours and the theme's page of the same content without its diagrams, read in turn on the same machine."""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser

from scripts.bench import reading
from scripts.bench.table import Row
from scripts.serving import served

RATIOS = {"first paint": 1.0, "LCP": 1.0, "blocking time": 0.5}
"""Ours to the theme's, at most: milliseconds vary from machine to machine, what both take in one run hardly does."""
FIRST_DIAGRAM = 1.05
"""First diagram visible to first paint, at most: they come together, a frame of the browser's aside."""
_ROUNDS = 5


def rows(browser: Browser, ours: Path, plain: Path, name: str, path: str) -> list[Row]:
    """Return the ratios of the medians of some first visits on a throttled phone.

    Args:
        browser: a running browser.
        ours: the folder of our published site.
        plain: that of the theme's, without diagrams.
        name: what the page is called in the table.
        path: the page's, below the site's root.
    """
    visits: dict[Path, list[reading.Visit]] = {ours: [], plain: []}
    for _ in range(_ROUNDS):
        for site, found in visits.items():
            context = reading.phone(browser)
            with served(site) as address:
                found.append(reading.visit(context.new_page(), address + path))
            context.close()
    of_ours, of_plain = (_medians(found) for found in visits.values())
    compared = [
        Row(f"{name}, {what} to the theme's without diagrams", of_ours[what] / max(of_plain[what], 1), limit)
        for what, limit in RATIOS.items()
    ]
    diagram = statistics.median(visit.diagram or 0 for visit in visits[ours]) / of_ours["first paint"]
    return [*compared, Row(f"{name}, first diagram to first paint", diagram, FIRST_DIAGRAM)]


def _medians(visits: list[reading.Visit]) -> dict[str, float]:
    return {
        "first paint": statistics.median(visit.painted for visit in visits),
        "LCP": statistics.median(visit.lcp for visit in visits),
        "blocking time": statistics.median(visit.blocked for visit in visits),
    }
