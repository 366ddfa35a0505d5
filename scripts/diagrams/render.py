"""`make diagrams`: draw what has changed with real Mermaid in headless Chromium, and drop what is not used any more.

python -m scripts.diagrams.render            draw
python -m scripts.diagrams.render --check    only say what is missing or stale; exit status 1 if anything is
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from scripts.browser import launch
from scripts.content import model, settings
from scripts.content.chapters.diagrams import describe, read
from scripts.content.mermaid.labels import for_mermaid
from scripts.content.problems import ContentError
from scripts.diagrams.agreement import Seen, differences
from scripts.diagrams.examined import Examined, Fault
from scripts.diagrams.snapshots import ENDINGS, FOLDER, FONT, RENDERER, Drawn, drawn, is_whole, name_of_file, problems
from scripts.paths import ROOT

_ORIGIN = "http://diagrams.invalid"
_PARSE_LINE = re.compile(r"on line (\d+)")
_PAGE = f"""<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: "Source Sans 3"; font-weight: 400 700; src: url("/font.woff2") }}
body {{ margin: 0 }}
</style><link rel="stylesheet" href="/diagrams.css">
<script type="importmap">{{"imports": {{"svgo-browser": "/svgo.js"}}}}</script>
<script src="/mermaid.js"></script><script src="/elk.js"></script>
<script type="module" src="{_ORIGIN}/render.js"></script>
<script type="module" src="{_ORIGIN}/overlaps.js"></script>"""
_FILES = {
    "/mermaid.js": ("node_modules/mermaid/dist/mermaid.min.js", "text/javascript"),
    "/svgo.js": ("node_modules/svgo/dist/svgo.browser.js", "text/javascript"),
    "/elk.js": ("node_modules/elkjs/lib/elk.bundled.js", "text/javascript"),
    "/diagrams.css": ("docs/assets/stylesheets/diagrams.css", "text/css"),
    **{f"/{file}": (f"scripts/diagrams/{file}", "text/javascript") for file in ("overlaps.js", *RENDERER)},
    "/font.woff2": (str(FONT), "font/woff2"),
}


class DrawingError(ValueError):
    """Mermaid refused a source, or drew something else than it says."""


class Renderer:
    """One browser page in which diagrams are drawn one after the other.

    Args:
        page: a page of `rendering`.
        mermaid: Mermaid's settings.
    """

    def __init__(self, page: Page, mermaid: dict[str, Any]) -> None:
        self._page = page
        self._mermaid = mermaid

    def draw(self, source: str) -> dict[str, str]:
        """Return the drawings of a source by their forms, each an SVG.

        Raises:
            DrawingError: with Mermaid's own message, or with what a drawing lacks.
        """
        reading = read(source)
        result = self._page.evaluate(
            "([s, m, t]) => draw(s, m, t)", [self._mermaid, for_mermaid(source), reading.title]
        )
        if "error" in result:
            raise DrawingError(result["error"])
        found = [message for _, message, _ in reading.complaints]
        edges = tuple((start, end) for start, end in result["edges"])
        for drawing in result["forms"].values():
            seen = Seen(tuple(drawing["texts"]), drawing["heads"], tuple(result["nodes"]), edges)
            found += [sentence for sentence in differences(reading, seen) if sentence not in found]
        if found:
            raise DrawingError(" ".join(found))
        return {form: str(drawing["svg"]) for form, drawing in result["forms"].items()}

    def examine(self, svg: str) -> Examined:
        """Return what keeps the words of a finished drawing from being read."""
        found = self._page.evaluate("svg => examine(svg)", svg)
        faults = tuple(Fault(one["kind"], one["words"], one["by"]) for one in found["faults"])
        return Examined(found["width"], found["height"], faults)


@contextmanager
def rendering(root: Path = ROOT) -> Iterator[Renderer]:
    """Open one browser page, answered from local files alone, and give its renderer."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(_ORIGIN)
        if path == "/":
            route.fulfill(body=_PAGE, content_type="text/html")
        elif path in _FILES:
            file, kind = _FILES[path]
            route.fulfill(body=(root / file).read_bytes(), content_type=kind)
        else:
            route.abort()

    with sync_playwright() as playwright, launch(playwright) as browser:
        page = browser.new_page(viewport={"width": 1600, "height": 1200})
        page.route("**/*", answer)
        page.goto(_ORIGIN + "/")
        page.wait_for_function("typeof draw === 'function' && typeof examine === 'function'")
        yield Renderer(page, settings.read(root / "mkdocs.yml").mermaid)


def draw_missing(fences: list[Drawn], root: Path = ROOT) -> list[str]:
    """Draw the fences that have no snapshot yet; return what Mermaid refused, with places."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    waiting = {fence.name: fence for fence in fences if not _is_drawn(folder, fence.name)}
    refused: list[str] = []
    if not waiting:
        return refused
    with rendering(root) as renderer:
        for count, fence in enumerate(waiting.values(), 1):
            start = time.perf_counter()
            try:
                forms = renderer.draw(fence.source)
            except DrawingError as error:
                refused.append(refusal(fence, str(error)))
                continue
            for form, svg in forms.items():
                (folder / f"{fence.name}{ENDINGS[form]}").write_text(svg, encoding="utf-8")
            spent = (time.perf_counter() - start) * 1000
            print(f"{count}/{len(waiting)} {fence.place} {describe(fence.source).title} ({spent:.0f} ms)", flush=True)
    return refused


def _is_drawn(folder: Path, name: str) -> bool:
    files = [folder / f"{name}{ending}" for ending in ENDINGS.values()]
    return files[0].is_file() and all(is_whole(file) for file in files if file.is_file())


def refusal(fence: Drawn, message: str) -> str:
    """Return the sentence for a source that Mermaid refused, with the line of the file where it tells one."""
    found = _PARSE_LINE.search(message)
    line = fence.line + int(found.group(1)) if found else fence.line
    return f"{fence.path}:{line}: Mermaid cannot draw this: {message.strip()}"


def drop_stale(fences: Iterable[Drawn], root: Path = ROOT) -> int:
    """Delete snapshots of sources that exist no more; return how many."""
    wanted = {fence.name for fence in fences}
    stale = [file for file in (root / FOLDER).glob("*.svg") if name_of_file(file) not in wanted]
    for file in stale:
        file.unlink()
    return len(stale)


def main(arguments: list[str]) -> int:
    """Draw, or check; return the exit status."""
    try:
        content, found_wrong = model.examine(ROOT)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = sum(not problem.gap for problem in found_wrong)
    fences = list(drawn(content.chapters.values()))
    if "--check" in arguments:
        found = problems(fences)
        print("\n".join(found) or f"{len(fences)} diagrams, each with its snapshot.")
        return 1 if found else 0
    refused = draw_missing(fences)
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return 1
    if wrong:  # a chapter that is wrong may hold the diagram that seems to stand in none
        print(f"{len(fences)} diagrams drawn; none dropped, since `make check` finds something wrong.")
        return 0
    dropped = drop_stale(fences)
    print(f"{len(fences)} diagrams; {dropped} stale snapshots dropped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
