"""What drawing a diagram costs, and what it weighs."""

from __future__ import annotations

import gzip
import statistics
import time

from scripts.content import model
from scripts.diagrams.render import rendering
from scripts.diagrams.snapshots import drawn
from scripts.paths import ROOT


def rows() -> list[tuple[str, float]]:
    """Draw every diagram of the site and return milliseconds and compressed bytes a diagram."""
    fences = list(drawn(model.load(ROOT).chapters.values()))
    spent, sizes = [], []
    with rendering() as renderer:
        renderer.draw(fences[0].source)  # the first one loads Mermaid's parser
        for fence in fences:
            start = time.perf_counter()
            forms = renderer.draw(fence.source)
            spent.append((time.perf_counter() - start) * 1000)
            sizes.append(len(gzip.compress("".join(forms.values()).encode(), 9)))
    return [
        ("diagrams", len(fences)),
        ("ms a diagram, median", statistics.median(spent)),
        ("ms a diagram, slowest", max(spent)),
        ("bytes gzipped, median", int(statistics.median(sizes))),
        ("bytes gzipped, largest", max(sizes)),
    ]
