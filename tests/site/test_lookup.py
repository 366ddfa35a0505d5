"""Where things are looked up, in a real browser: matrix, notes on terms and sources, knowledge graph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.browser import DRAWN
from tests.breadth_first import distances
from tests.conftest import ROOT, until_ready

CASE = "cases/retrieval-augmented-generation/"


class Graph:
    """The graph as the site publishes it.

    Args:
        published: graph.json.
    """

    def __init__(self, published: dict[str, Any]) -> None:
        self.titles = {str(node["id"]): str(node["title"]) for node in published["nodes"]}
        self.kinds = {str(node["id"]): str(node["kind"]) for node in published["nodes"]}
        self.edges: list[dict[str, str]] = published["edges"]
        self.joined: dict[str, set[str]] = {}
        for edge in self.edges:
            self.joined.setdefault(edge["source"], set()).add(edge["target"])
            self.joined.setdefault(edge["target"], set()).add(edge["source"])


@pytest.fixture(scope="module")
def graph(site: Path) -> Graph:
    return Graph(json.loads((site / "graph.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("width", [360, 1440])
def test_the_matrix_is_filtered_by_step_and_medium_without_scripts(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/matrix/")
    cells = page.locator(".matrix td:visible")
    cards = (ROOT / "docs/cases/cards.yml").read_text(encoding="utf-8")
    cases, videos = (len(re.findall(rf"(?m)^{entry}", cards)) for entry in ("- slug: ", "  makes: video"))
    assert 0 < videos < cases
    expect(cells).to_have_count(7 * cases)
    page.get_by_label("Evaluation").check()
    expect(cells).to_have_count(cases)
    expect(cells.first.get_by_role("link")).to_have_attribute("href", re.compile("#evaluation$"))
    page.get_by_label("Video").check()
    expect(cells).to_have_count(videos)
    page.get_by_label("Anything").check()
    page.get_by_label("All", exact=True).check()
    expect(cells).to_have_count(7 * cases)
    context.close()


def test_a_cell_of_the_matrix_leads_to_the_section(page: Page, address: str) -> None:
    page.goto(f"{address}/matrix/")
    row = page.locator(".matrix tbody tr").last
    name = row.get_attribute("id")
    row.locator("td").nth(4).get_by_role("link").click()
    expect(page).to_have_url(f"{address}/cases/{name}/#evaluation")


def test_a_term_is_defined_on_hover_focus_and_escape(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    term = page.locator("a.term").first
    definition = page.locator(f"#{term.get_attribute('aria-describedby')}").text_content() or "missing"
    note = page.locator(".pc-note")
    term.hover()
    expect(note).to_be_visible()
    assert (note.text_content() or "") == definition
    note.hover()
    page.wait_for_timeout(400)
    expect(note).to_be_visible()
    page.mouse.move(2, 2)
    expect(note).to_have_count(0)
    page.keyboard.press("Tab")
    term.focus()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)


def test_a_tap_shows_the_definition_and_a_second_one_leads_to_the_glossary(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    until_ready(page)
    term = page.locator("a.term").first
    term.tap()
    expect(page.locator(".pc-note")).to_be_visible()
    box = page.locator(".pc-note").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.url == f"{address}/{CASE}"
    term.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    context.close()


def test_a_citation_shows_its_source_with_the_way_to_it_and_to_the_references(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    page.locator(".md-content .citation a").first.hover()
    note = page.locator(".pc-note")
    expect(note.locator("a")).to_have_count(2)
    note.locator(".sources__entry").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("References")


def test_without_scripts_terms_and_citations_lead_on(browser: Browser, address: str, graph: Graph) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    page.locator("a.term").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    expect(page.locator("dl > div:target")).to_be_visible()
    page.goto(f"{address}/graph/")
    expect(page.locator(".graph-node")).to_have_count(len(graph.titles))
    expect(page.locator(".graph-controls")).to_be_hidden()
    page.locator("details.edges").first.locator("summary").click()
    expect(page.locator("details.edges").first.locator("li").first).to_be_visible()
    page.locator(".graph-node[data-id='framework/evaluation']").click()
    expect(page).to_have_url(f"{address}/framework/evaluation/")
    context.close()


def lit(page: Page) -> set[str]:
    return set(page.locator(".graph-node.is-near").evaluate_all("nodes => nodes.map(node => node.dataset.id)"))


def test_pointing_at_a_chapter_lights_its_neighbors(page: Page, address: str, graph: Graph) -> None:
    page.set_viewport_size({"width": 1600, "height": 1200})
    page.goto(f"{address}/graph/")
    page.locator("knowledge-graph[data-ready]").wait_for(state="attached")
    page.locator(".graph-node[data-id='framework/evaluation']").hover()
    assert lit(page) == {"framework/evaluation", *graph.joined["framework/evaluation"]}
    page.mouse.move(2, 2)
    assert lit(page) == set()


def test_a_chosen_chapter_tells_why_and_a_second_choice_opens_it(page: Page, address: str, graph: Graph) -> None:
    page.goto(f"{address}/graph/")
    page.locator("knowledge-graph[data-ready]").wait_for(state="attached")
    node = page.locator(".graph-node[data-id='cases/text-to-image']")
    node.click()
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles["cases/text-to-image"])
    expect(page.locator(".graph-panel")).to_contain_text(f"{len(graph.joined['cases/text-to-image'])} neighbors")
    reasons = [e["why"] for e in graph.edges if (e["source"], e["type"]) == ("cases/text-to-image", "related")]
    assert len(reasons) >= 3
    for why in reasons:
        expect(page.locator(".graph-ways")).to_contain_text(why)
    node.click()
    expect(page).to_have_url(f"{address}/cases/text-to-image/")


def test_the_graph_works_by_keyboard_alone(page: Page, address: str, graph: Graph) -> None:
    page.goto(f"{address}/graph/")
    page.locator("knowledge-graph[data-ready]").wait_for(state="attached")
    page.locator("#graph-find").focus()
    page.keyboard.type("requirem")
    expect(page.locator(".graph-said")).to_contain_text("1 found")
    page.keyboard.press("Enter")
    expect(page.locator(".graph-chosen")).to_have_text("Requirements")
    expect(page.locator(".graph-chosen")).to_be_focused()
    page.locator(".graph-node[data-id='framework/requirements']").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.id") == "framework/ml-framing"
    page.keyboard.press("ArrowRight")
    assert str(page.evaluate("document.activeElement.dataset.kind")) == "case"
    page.keyboard.press("Enter")
    case = page.evaluate("document.activeElement.dataset.id")
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles[case])
    page.keyboard.press("Escape")
    expect(page.locator(".graph-chosen")).to_have_count(0)
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('svg')"), "one stop of the Tab key is the whole picture"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/{case}/")


ready = "knowledge-graph[data-ready]"

NAMED = {
    "LoRA": "concepts/adaptation",
    "ttft": "concepts/llm-serving",
    "KV caches": "concepts/llm-serving",
    "autocomplete": "cases/smart-compose",
}


def test_a_term_or_another_name_finds_the_chapter_that_explains_it(page: Page, address: str, graph: Graph) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/graph/")
    page.locator(ready).wait_for(state="attached")
    for name, chapter in NAMED.items():
        page.locator("#graph-find").fill(name)
        first = page.locator(".graph-found button").first
        expect(first).to_contain_text(graph.titles[chapter])
        first.click()
        expect(page.locator(".graph-chosen")).to_have_text(graph.titles[chapter])
        assert page.url == f"{address}/graph/?chapter={chapter.replace('/', '%2F')}"
    page.locator("#graph-find").fill("zzqx")
    expect(page.locator(".graph-said")).to_contain_text("No chapter is called")


CHOOSE = """
(node) => document.querySelector(node).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
"""
VISIBLE = """
([node, panel]) => {
  const box = document.querySelector(node).getBoundingClientRect();
  const answer = document.querySelector(panel).getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    node: hit?.closest(node) !== null && box.left >= 0 && box.right <= innerWidth,
    panel: answer.top >= 0 && answer.top < innerHeight - 100 && answer.left >= 0 && answer.right <= innerWidth + 1,
    beside: answer.left >= box.right,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}
"""


def test_the_chosen_box_and_its_answer_are_seen_at_every_width(page: Page, address: str) -> None:
    """Top and bottom of the picture, first and last column; beside the picture where that has room."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/graph/")
    page.locator(ready).wait_for(state="attached")
    for width, height in ((360, 640), (390, 844), (768, 1024), (960, 700), (1024, 768), (1220, 800), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        for chapter in ("book", "concepts/llm-serving", "cases/text-to-video", "concepts/gans-and-autoencoders"):
            page.evaluate("scrollTo(0, 0)")
            node = f".graph-node[data-id='{chapter}']"
            page.evaluate(CHOOSE, node)
            # Two frames: the scrolling, and its layout.
            page.evaluate(DRAWN)
            seen = page.evaluate(VISIBLE, [node, ".graph-panel"])
            where = f"{chapter} at {width}: {seen}"
            assert seen["node"], where
            assert seen["panel"], where
            assert seen["beside"] == (width >= 960) or chapter != "book", where
            assert not seen["sideways"], where
            page.evaluate("document.querySelector('.graph-close').click()")


def test_the_choice_stands_in_the_address_and_the_way_back_shows_it_again(
    page: Page, address: str, graph: Graph
) -> None:
    page.goto(f"{address}/framework/", wait_until="networkidle")
    page.goto(f"{address}/graph/")
    page.locator(ready).wait_for(state="attached")
    page.locator(".graph-controls").get_by_label("Steps", exact=True).uncheck()
    page.locator(".graph-node[data-id='cases/text-to-image']").click()
    page.locator(".graph-ways .graph-go").first.click()
    second = page.locator(".graph-chosen").text_content() or "missing"
    page.locator("#graph-from").select_option("book")
    page.locator("#graph-to").select_option("cases/text-to-video")
    assert page.url == f"{address}/graph/?hide=step&from=book&to=cases%2Ftext-to-video"
    page.go_back()
    expect(page.locator(".graph-chosen")).to_have_text(second)
    expect(page.locator("#graph-from")).to_have_value("")
    page.go_back()
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles["cases/text-to-image"])
    page.locator(".graph-panel").get_by_role("link", name="Open the chapter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Text-to-Image")
    page.go_back()
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles["cases/text-to-image"])
    expect(page.locator(".graph-node[data-kind=step]:visible")).to_have_count(0)
    page.reload()
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles["cases/text-to-image"])
    expect(page.locator(".graph-controls").get_by_label("Steps", exact=True)).not_to_be_checked()


def test_a_phone_opens_the_picture_on_boxes_with_and_without_scripts(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(f"{address}/graph/")
        box = page.locator(".graph-box").bounding_box()
        node = page.locator(".graph-node rect").first.bounding_box()
        assert box is not None
        assert node is not None
        assert 0 < node["y"] - box["y"] < 100
        assert box["x"] <= node["x"] < box["x"] + 50
        context.close()


def test_forced_colors_tell_boxes_from_the_ground_and_the_chosen_one_from_the_others(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(f"{address}/graph/?chapter=book")
    expect(page.locator(".graph-chosen")).to_be_visible()
    drawn = """() => [...document.querySelectorAll('.graph-node')].slice(0, 9).map((node) => {
      const { fill, stroke } = getComputedStyle(node.querySelector('rect'));
      return { fill, stroke, text: getComputedStyle(node.querySelector('text')).fill };
    })"""
    chosen, *others = page.evaluate(drawn)
    for box in (chosen, *others):
        assert box["fill"] not in (box["text"], box["stroke"]), box
    assert chosen["stroke"] not in {box["stroke"] for box in others}


@pytest.mark.parametrize(
    ("path", "entries", "typed", "first"),
    [
        ("glossary/", ".glossary > div", "cache KV", "KV cache"),
        ("references/", ".sources > li", "zanella beguelin", "Zanella-Béguelin"),
    ],
)
def test_a_long_list_shows_what_is_typed(
    page: Page, address: str, path: str, entries: str, typed: str, first: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/{path}")
    field = page.get_by_role("searchbox", name="Show")
    found = page.locator(f"{entries}:visible")
    everything = found.count()
    field.fill(typed)
    expect(page.locator("pc-filter [role=status]")).to_have_text(re.compile(rf"^\d+ of {everything}$"))
    assert 0 < found.count() < everything / 10
    expect(found.filter(has_text=first).first).to_be_visible()
    assert page.locator("h2[id^=letter-]:visible").count() <= found.count()
    expect(page.locator(".letters")).to_be_hidden()
    field.fill("zzz")
    expect(page.locator("pc-filter [role=status]")).to_contain_text("None says that.")
    expect(found).to_have_count(0)
    page.evaluate("location.hash = document.querySelector('.glossary > div[id], .sources > li').id")
    expect(field).to_have_value("")
    expect(found).to_have_count(everything)


def test_a_list_that_is_reached_by_instant_navigation_has_its_filter(page: Page, address: str) -> None:
    page.goto(f"{address}/glossary/")
    page.get_by_role("searchbox", name="Show").fill("x")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/references/")
    expect(page.get_by_role("searchbox", name="Show sources with")).to_have_value("")


@pytest.mark.parametrize("path", ["graph/", "cases/smart-compose/"])
def test_folds_wear_the_house_and_no_pencil(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    mark = """folds => folds.map((fold) => [
      getComputedStyle(fold.firstElementChild, '::before').display, getComputedStyle(fold).borderTopWidth,
      getComputedStyle(fold).boxShadow,
    ].join(" "))"""
    assert set(page.locator(".md-content details").evaluate_all(mark)) == {"none 0px none"}


def test_kinds_can_be_hidden(page: Page, address: str, graph: Graph) -> None:
    page.goto(f"{address}/graph/")
    page.locator("knowledge-graph[data-ready]").wait_for(state="attached")
    page.locator(".graph-controls").get_by_label("Cases", exact=True).uncheck()
    expect(page.locator(".graph-node[data-kind=case]:visible")).to_have_count(0)
    expect(page.locator(".graph-node[data-kind=step]:visible")).to_have_count(7)
    cases = {name for name, kind in graph.kinds.items() if kind == "case"}
    for line in page.locator(".graph-line:visible").all()[:20]:
        assert line.get_attribute("data-source") not in cases
    page.locator(".graph-controls").get_by_label("Cases", exact=True).check()
    expect(page.locator(".graph-node[data-kind=case]:visible")).to_have_count(len(cases))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("book", "cases/high-resolution-synthesis"),
        ("cases/smart-compose", "cases/text-to-video"),
        ("framework", "cases"),
    ],
)
def test_the_way_between_two_chapters_is_a_shortest_one(
    page: Page, address: str, start: str, end: str, graph: Graph
) -> None:
    page.goto(f"{address}/graph/?from={start}&to={end}")
    expect(page.locator("#graph-from")).to_have_value(start)
    shortest = distances(graph.joined, start)[end]
    expect(page.locator(".graph-ways li")).to_have_count(shortest)
    expect(page.locator(".graph-ways li .graph-go").last).to_have_text(graph.titles[end])
    assert len(lit(page)) == shortest + 1


def test_a_small_picture_leads_to_neighbors_and_to_the_graph(page: Page, address: str, graph: Graph) -> None:
    page.goto(f"{address}/{CASE}", wait_until="networkidle")
    page.evaluate("window.stillHere = true")
    page.locator(".neighborhood").get_by_role("link", name="Evaluation", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evaluation")
    assert page.evaluate("window.stillHere") is True, "instant navigation goes on"
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(graph.titles[CASE.rstrip("/")])
    page.locator(".neighborhood figcaption a").click()
    expect(page.locator(".graph-chosen")).to_have_text(graph.titles[CASE.rstrip("/")])
