"""Make contact sheets of every type of page: `python -m scripts.look [PATH…]`, for example `cases/text-to-video/`."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import freshness
from scripts.browser import launch
from scripts.look import sheets, windows
from scripts.look.pages import TYPES, type_of
from scripts.paths import ROOT
from scripts.serving import served

SITE = ROOT / "site"
OUT = ROOT / ".cache/look"
_BROWSERS = 2


def main(paths: list[str]) -> int:
    """Look at the pages named, or at one of every type; return the exit status."""
    if problem := freshness.problem(ROOT) or _unknown(paths):
        print(problem, file=sys.stderr)
        return 2
    start = time.perf_counter()
    chosen = paths or list(TYPES.values())
    with ProcessPoolExecutor(_BROWSERS) as pool:
        shares = [chosen[number::_BROWSERS] for number in range(_BROWSERS)]
        made = [name for names in pool.map(look, shares) for name in names]
    print(f"{len(made)} sheets in {time.perf_counter() - start:.0f} s, in {OUT.relative_to(ROOT)}/:")
    print("\n".join(f"  {name}" for name in sorted(made)))
    return 0


def look(paths: list[str]) -> list[str]:
    """Write the sheets of some pages and return their names; a browser and a server are started for them."""
    made = []
    with served(SITE) as address, sync_playwright() as playwright, launch(playwright) as browser:
        for path in paths:
            columns: dict[str, list[windows.Column]] = dict(windows.of_screens(browser, address + path).items())
            columns["200%"] = windows.with_large_text(browser, address + path)
            columns["print"] = windows.on_paper(browser, address + path)
            for kind, shown in columns.items():
                file = OUT / f"{type_of(path)}-{kind.removesuffix('%')}.png"
                sheets.write(shown, file, f"/{path} {kind}")
                made.append(file.name)
    return made


def _unknown(paths: list[str]) -> str | None:
    missing = [path for path in paths if not _file(path).is_file()]
    return (
        f"No such page in site/: {', '.join(missing)}; expected paths such as cases/text-to-video/."
        if missing
        else None
    )


def _file(path: str) -> Path:
    return SITE / path / "index.html" if not path or path.endswith("/") else SITE / path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
