"""Print the performance table, each figure against its budget; exit with 1 when one is over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.bench import comparing, diagrams, preview, reading, searching, sites, table
from scripts.bench.table import Row
from scripts.browser import executable, launch
from scripts.checks.weight import KILO, packed
from scripts.paths import ROOT
from scripts.publish import publish
from scripts.serving import served

PAGES = {
    "home": "",
    "case": "cases/retrieval-augmented-generation/",
    "concept": "concepts/llm-serving/",
    "graph": "graph/",
}
SECOND = {
    "second page, a step": "framework/evaluation/",
    "second page, a case": "cases/text-to-image/",
    "second page, the longest case": "cases/retrieval-augmented-generation/",
}
SIZES = (500, 2000)
SCORES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Measure each part and print one table; return the exit status."""
    found: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in (_diagrams, _build, _ours, _plain, _beside, _scale):
            print(f"{part.__doc__} …", flush=True)
            found[part.__name__] = part(Path(folder))
    plain = found.pop(_plain.__name__)
    rows = [row for part in found.values() for row in part]
    table.show(rows, plain)
    over = [row for row in rows if row.over]
    print(f"{len(over)} figures over their budget." if over else "Every figure is within its budget.")
    for row in over:
        print(f"  {row.what}: {row.shown}, budget {row.budget:g}")
    return 1 if over else 0


def _diagrams(work: Path) -> list[Row]:
    """Drawing every diagram anew"""
    return [Row(what, value) for what, value in diagrams.rows()]


def _build(work: Path) -> list[Row]:
    """Building the site"""
    project = sites.copy(work, "warm")
    cold, warm = sites.build(project), sites.build(project)
    start = time.perf_counter()
    site = sites.finished(project, warm.site)
    between = time.perf_counter()
    publish(site)
    end = time.perf_counter()
    return [
        Row("build, s", cold.seconds, 15),
        Row("build again, s", warm.seconds, 15),
        Row("finish, s", between - start),
        Row("publish, s", end - between),
        Row("peak memory, MB", warm.peak),
        Row("an edit shown by make serve, s", preview.seconds(project), 2),
    ]


def _ours(work: Path) -> list[Row]:
    """Reading ours on a throttled phone, Lighthouse, search"""
    site = sites.published(work)
    with served(site) as address, sync_playwright() as playwright, launch(playwright) as browser:
        rows = _visits(browser, address, budgets=True)
        rows += _lighthouse(address, budgets=True)
        spent = searching.times(browser, address)
    limits = {"phone, index cached": 300.0, "desk, warm": 50.0}
    rows += [Row(f"search, {name}, ms", value, limits.get(name)) for name, value in spent.items()]
    [index] = site.glob("search.*.json")
    return [*rows, Row("search index, KB", packed(index) / KILO, 150)]


def _plain(work: Path) -> list[Row]:
    """The same chapters by the theme as it comes"""
    built = sites.plain(work)
    rows = [Row("build, s", built.seconds), Row("peak memory, MB", built.peak)]
    with served(built.site) as address, sync_playwright() as playwright, launch(playwright) as browser:
        rows += _visits(browser, address, budgets=False)
        return rows + _lighthouse(address, budgets=False, names=["case"])


def _beside(work: Path) -> list[Row]:
    """Reading ours and the theme's without diagrams, in turn"""
    ours, plain = sites.finished_folder(work), sites.without_diagrams(work)
    with sync_playwright() as playwright, launch(playwright) as browser:
        return [row for name in ("case", "concept") for row in comparing.rows(browser, ours, plain, name, PAGES[name])]


def _scale(work: Path) -> list[Row]:
    """Building larger sites"""
    rows = [Row("today, graph and pictures, ms", sites.graph_time(ROOT))]
    for size in SIZES:
        project = sites.larger(work, size)
        rows.append(Row(f"{size} chapters, graph and pictures, ms", sites.graph_time(project)))
        built = sites.build(project)
        site = sites.finished(project, built.site)
        graph, index = site / "graph/index.html", site / "search.json"
        rows += [
            Row(f"{size} chapters, build, s", built.seconds),
            Row(f"{size} chapters, ms a chapter", built.seconds / size * 1000),
            Row(f"{size} chapters, peak memory, MB", built.peak),
            Row(f"{size} chapters, graph page, KB", packed(graph) / KILO),
            Row(f"{size} chapters, search index, KB", packed(index) / KILO),
        ]
    return rows


def _visits(browser: Browser, address: str, *, budgets: bool) -> list[Row]:
    rows: list[Row] = []
    for name, path in PAGES.items():
        context = reading.phone(browser)
        found = reading.visit(context.new_page(), address + path)
        limit = 150 if budgets else None
        rows += [
            Row(f"{name}, KB in all", found.total, limit),
            *(
                Row(f"{name}, {kind} KB", size, 45 if budgets and kind == "JS" else None)
                for kind, size in found.kilobytes.items()
            ),
            Row(f"{name}, requests", found.requests),
            Row(f"{name}, requests after load", found.late, 0 if budgets else None),
            Row(f"{name}, first paint, ms", found.painted),
            Row(f"{name}, first diagram visible, ms", found.diagram or 0),
            Row(f"{name}, LCP, ms", found.lcp, 1200 if budgets else None),
            Row(f"{name}, blocking time, ms", found.blocked),
            Row(f"{name}, CLS", found.cls, 0 if budgets else None),
        ]
        if budgets and name == "home":
            for second, further in SECOND.items():
                rows.append(Row(f"{second}, KB", reading.visit(context.new_page(), address + further).total, 40))
        context.close()
    return rows


def _lighthouse(address: str, *, budgets: bool, names: list[str] | None = None) -> list[Row]:
    chosen = names or list(PAGES)
    made = subprocess.run(
        [
            ROOT / "scripts/setup/node",
            "node",
            ROOT / "scripts/bench/lighthouse.js",
            *(address + PAGES[n] for n in chosen),
        ],
        cwd=ROOT,
        env={**os.environ, "CHROME_PATH": executable() or ""},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    rows = []
    for name, line in zip(chosen, made.stdout.strip().splitlines(), strict=True):
        found = json.loads(line)
        rows += [
            Row(f"{name}, Lighthouse {score}", value, SCORES[score] if budgets else None, least=True)
            for score, value in found["scores"].items()
            if score in SCORES
        ]
        # Lighthouse estimates LCP from an unthrottled visit; the budget is held against the throttled one above.
        limits = {"lcp": None, "tbt": 100.0, "cls": 0.0}
        rows += [
            Row(f"{name}, Lighthouse {key.upper()}", found[key], limit if budgets else None)
            for key, limit in limits.items()
        ]
        if found["failed"]:
            print(f"  {name}: Lighthouse names {', '.join(found['failed'])}")
    return rows


if __name__ == "__main__":
    sys.exit(main())
