"""Diagrams as a reader meets them, and what an author is told."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.browser import add_style, until
from scripts.diagrams import snapshots
from scripts.diagrams.overlaps import complaints, examine_all
from scripts.diagrams.render import rendering
from tests.conftest import ROOT, addresses, at_rest, lay_out, open_folds, real_content

CASE = "cases/retrieval-augmented-generation/"
FENCES = list(snapshots.drawn(real_content().chapters.values()))


def test_every_diagram_has_its_snapshot_and_no_snapshot_is_stale() -> None:
    assert len(FENCES) >= 20
    assert snapshots.problems(FENCES) == []


def test_a_missing_snapshot_names_the_fence_and_the_command(tmp_path: Path) -> None:
    for file in ("package-lock.json", "mkdocs.yml", "docs/assets/fonts/source-sans-3.woff2"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / snapshots.FOLDER).mkdir(parents=True)
    (tmp_path / snapshots.FOLDER / "0123456789abcdef.svg").write_text("<svg/>")
    said = snapshots.problems(FENCES[:1], tmp_path)
    assert said == [
        f"{FENCES[0].place}: the diagram has no snapshot, or has changed since; run `make diagrams`.",
        "docs/assets/diagrams/0123456789abcdef.svg: no diagram of this source exists any more; run `make diagrams`.",
    ]


def test_a_snapshot_is_small_and_carries_no_id_color_or_script() -> None:
    sizes = []
    for fence in FENCES:
        for svg in snapshots.drawings(fence.name).values():
            sizes.append(len(gzip.compress(svg.encode())))
            assert not re.search(r"\sid=|style=|fill=|stroke=|<script|foreignObject|href=", svg), fence.place
            assert 'role="img"' in svg
            assert "aria-label=" in svg
    assert sorted(sizes)[len(sizes) // 2] < 5 * 1024


def test_the_diagrams_come_with_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    drawings = page.locator("figure.diagram svg[role=img]:visible")
    expect(drawings).to_have_count(sum(fence.path.startswith(f"docs/{CASE}") for fence in FENCES))
    expect(drawings.first).to_be_visible()
    expect(page.locator("figure.diagram", has_text="Structure chunker").first).to_be_visible()
    context.close()


def test_no_chapter_loads_mermaid_and_nothing_shifts(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    assert [url for url in asked if "mermaid" in url and "fallback" not in url] == []
    assert page.evaluate("window.shift") < 0.01


def test_words_of_a_diagram_are_found_by_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=unindexed")
    expect(page.locator(".search__hit").first).to_contain_text("Retrieval-Augmented Generation")


def test_what_the_shapes_mean_is_behind_a_disclosure(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    legend = page.locator("figure.diagram details").first
    expect(legend.locator("p")).to_be_hidden()
    legend.locator("summary").click()
    expect(legend.locator("p")).to_contain_text("a hexagon is a model")


WIDTH = "document.querySelector('.diagram-dialog svg').getBoundingClientRect().width"


def test_full_screen_by_mouse_wheel_and_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    opener = page.locator("figure.diagram").first.get_by_role("button", name="Full screen")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("^Diagram: "))
    expect(dialog).to_be_visible()
    drawing = dialog.locator("svg")
    width = "node => node.getBoundingClientRect().width"
    before = drawing.evaluate(width)
    page.keyboard.press("+")
    until(page, f"w => {WIDTH} > w * 1.1", given=before)
    drawing.hover()
    page.mouse.wheel(0, -300)
    until(page, f"w => {WIDTH} > w * 1.4", given=before)
    top = drawing.evaluate("node => node.getBoundingClientRect().top")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    until(page, "y => document.querySelector('.diagram-dialog svg').getBoundingClientRect().top < y", given=top)
    page.keyboard.press("0")
    whole = drawing.bounding_box()
    stage = dialog.locator(".diagram-stage").bounding_box()
    assert whole is not None
    assert stage is not None
    assert stage["x"] < whole["x"]
    assert stage["y"] < whole["y"]
    assert whole["x"] + whole["width"] < stage["x"] + stage["width"]
    assert whole["y"] + whole["height"] < stage["y"] + stage["height"]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_full_screen_opens_without_a_connection(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    page.context.set_offline(True)
    page.locator("figure.diagram").first.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("dialog", name=re.compile("^Diagram: ")).locator("svg")).to_be_visible()
    page.context.set_offline(False)


LABELS = """() => [...document.querySelectorAll("figure.diagram")].map(figure => {
  const box = figure.querySelector(".diagram-box");
  const shown = [...box.querySelectorAll("svg")].filter(svg => svg.checkVisibility());
  const sizes = shown.flatMap(svg => [...svg.querySelectorAll("text")].map(text =>
    parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width));
  return [box.getAttribute("aria-label"), shown.length, Math.min(...sizes), box.scrollWidth - box.clientWidth];
})"""


def scrolled_on_phones(case: str) -> set[str]:
    """Return the titles of the diagrams of a case whose author keeps the wide drawing on phones too."""
    source = (ROOT / "docs" / case / "index.md").read_text(encoding="utf-8")
    above = re.findall(r"\n  %% phone: wide\n  accTitle: (.*)\n", source)
    return {*above, *re.findall(r"accTitle: (.*)\n  %% phone: wide\n", source)}


def test_on_a_phone_the_diagrams_of_cases_are_read_without_scrolling_sideways(page: Page, address: str) -> None:
    found = []
    page.set_viewport_size({"width": 360, "height": 740})
    for case in (path for path in addresses("cases") if not path.endswith("/interview/")):
        page.goto(f"{address}/{case}")
        lay_out(page)
        open_folds(page)
        figures = page.evaluate(LABELS)
        assert len(figures) >= 4, case
        wide = {f"Diagram: {title}" for title in scrolled_on_phones(case)}
        assert not [title for title in wide if "Architecture" in title], case
        read = [figure for figure in figures if figure[0] not in wide]
        assert len(read) >= 2, case
        found += [(case, *figure) for figure in read if figure[1] != 1 or figure[2] < 12 or figure[3] > 0]
    assert found == []


def test_a_desk_shows_the_wide_drawing_as_large_as_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    lay_out(page)
    for width, larger in ((1440, 1), (1440, 1.5)):
        page.set_viewport_size({"width": width, "height": 900})
        add_style(page, f"html {{ font-size: {125 * larger}% !important }}")
        drawing = page.locator("figure.diagram:has(svg + svg) svg:visible").first
        box = drawing.bounding_box()
        units = drawing.evaluate("svg => svg.viewBox.baseVal.width")
        assert box is not None
        assert box["width"] / units == pytest.approx(larger, abs=0.02)


def test_a_diagram_that_has_no_narrow_drawing_scrolls_in_its_own_box_and_says_so(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{CASE}")
    narrow = page.locator("figure.diagram", has_text="Architecture of the assistant")
    narrow.scroll_into_view_if_needed()  # far parts of a page are laid out when the reader comes near
    expect(narrow.locator(".diagram-hint")).to_be_empty()
    figure = page.locator("figure.diagram", has_text="One question with its latency budget")
    figure.scroll_into_view_if_needed()
    expect(figure.locator(".diagram-hint")).to_contain_text("scroll sideways")
    box = figure.locator(".diagram-box")
    box.focus()
    page.keyboard.press("ArrowRight")
    until(page, "node => node.scrollLeft > 0", given=box.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_full_screen_opens_the_drawing_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    opened = []
    for size in ({"width": 360, "height": 740}, {"width": 740, "height": 360}, {"width": 1440, "height": 900}):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        figure = page.locator("figure.diagram", has_text="Architecture")
        at_rest(figure.get_by_role("button", name="Full screen")).click()
        dialog = page.get_by_role("dialog", name=re.compile("^Diagram: "))
        wide = dialog.locator("svg").evaluate("svg => svg.viewBox.baseVal.width")
        opened.append("narrow" if wide <= 364 else "wide")
        assert dialog.locator("svg:visible").count() == 1
        page.keyboard.press("Escape")
    assert opened == ["narrow", "wide", "wide"]


@pytest.fixture(scope="module")
def without_a_snapshot(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the site of an author who changed one diagram and has no Chromium, and the title of that diagram."""
    root = tmp_path_factory.mktemp("author")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / ".cache", root / ".cache", ignore=shutil.ignore_patterns("compressed", "cards", "look"))
    fence = next(fence for fence in FENCES if fence.path == "docs/framework/index.md")
    (root / snapshots.FOLDER / f"{fence.name}.svg").unlink()
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True, env=environment)
    return root / "site", "5 Evaluation"


@pytest.mark.parametrize("start", ["framework/", ""])
def test_without_a_snapshot_the_browser_draws(
    page: Page, serve: Callable[[Path], str], without_a_snapshot: tuple[Path, str], start: str
) -> None:
    folder, words = without_a_snapshot
    address = serve(folder)
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    late: list[Route] = []
    page.route("**/late.js", lambda route: late.append(route))  # noqa: PLW0108 Playwright takes no built-in
    page.goto(f"{address}/{start}", wait_until="networkidle")
    if start == "":  # by instant navigation, too; here the page comes before all scripts of the first one have run
        page.locator(".md-content").get_by_role("link", name="the seven steps", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("The seven-step framework")
    for script in late:
        script.continue_()
    drawing = page.locator("figure.diagram .mermaid svg")
    expect(drawing).to_be_visible()
    expect(drawing).to_contain_text(words)
    assert elsewhere == []


def test_every_word_of_every_drawing_can_be_read() -> None:
    def examine() -> list[str]:
        with rendering() as renderer:
            return [sentence for found in examine_all(renderer, FENCES) for sentence in complaints(*found)]

    # Playwright's synchronous interface allows one instance a thread, and the page fixture has it.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(examine).result() == []


def test_the_same_source_gives_the_same_bytes() -> None:
    kinds = {fence.source.split()[0]: fence for fence in FENCES}

    def redraw() -> list[str]:
        with rendering() as renderer:
            return [
                kind for kind, fence in kinds.items() if renderer.draw(fence.source) != snapshots.drawings(fence.name)
            ]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(redraw).result() == []
