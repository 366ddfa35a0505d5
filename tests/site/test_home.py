"""The first page: what is on it before a reader scrolls, and that its figures are those of the authors' files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

DOCS = ROOT / "docs"
NAME = "Probabilistic Core"
CASES_BY_WAIT = [
    *("face-generation", "smart-compose", "google-translate", "text-to-image", "personal-assistant"),
    *("image-captioning", "retrieval-augmented-generation", "high-resolution-synthesis", "text-to-video"),
    "personalized-headshots",
]
WAITS = ["83 ms", "83 ms", "170 ms", "1.1 s", "1.2 s", "1.3 s", "2.2 s", "6.8 s", "31 s", "93 minutes"]
OPENING = "I will not ask whether the model is good."


@pytest.fixture(scope="module")
def home(site: Path) -> html.HtmlElement:
    return html.parse(str(site / "index.html")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_what_the_site_rests_on_is_what_the_authors_wrote(home: html.HtmlElement) -> None:
    [said] = [words(found) for found in home.find_class("pc-proof")]
    sources = len(re.findall(r"(?m)^@\w+\{", (DOCS / "references.bib").read_text(encoding="utf-8")))
    fences = sum(file.read_text(encoding="utf-8").count("```mermaid\n") for file in DOCS.rglob("*.md"))
    fences += sum(file.read_text(encoding="utf-8").count("```mermaid\n") for file in DOCS.rglob("questions.yml"))
    asked = sum(len(re.findall(r"(?m)^- id: ", file.read_text("utf-8"))) for file in DOCS.rglob("questions.yml"))
    computed = sum(
        len(re.findall(r"(?m)^ +formula: ", file.read_text("utf-8"))) for file in DOCS.rglob("*estimate.yml")
    )
    assert [int(figure) for figure in re.findall(r"\d+", said)] == [sources, computed, fences, asked]


def test_cases_stand_by_their_wait_each_with_its_architecture(home: html.HtmlElement) -> None:
    cards = {card.xpath("string(.//a/@href)").split("/")[1]: card for card in home.find_class("pc-card")}
    assert [name for name in cards if name in CASES_BY_WAIT] == CASES_BY_WAIT
    assert [words(cards[name].find_class("pc-wait")[0].find("strong")) for name in CASES_BY_WAIT] == WAITS
    for card in cards.values():
        lines, boxes, core = (path.get("d") for path in card.xpath(".//svg/path"))
        assert lines.count("L") > 8
        assert boxes.count("z") > core.count("z") > 1


def test_titles_say_the_name_once_and_the_missing_page_says_404(site: Path) -> None:
    for path in ("index.html", "404.html", "cases/index.html"):
        title = html.parse(str(site / path)).getroot().xpath("string(//title)")
        assert title.count(NAME) == 1, path
        assert ("404" in title) == (path == "404.html")


def test_an_overview_ends_without_tags_and_a_chapter_with_its_own(site: Path) -> None:
    for path, tags in (("", 0), ("graph", 0), ("cases", 0), ("cases/smart-compose", 5), ("framework/evaluation", 1)):
        found = html.parse(str(site / path / "index.html")).getroot().xpath("//nav[@class='md-tags']/a")
        assert (len(found) >= tags) if tags else not found, path


FIRST_SCREEN = """name => {
  const within = (box) => box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility());
  let text = "";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { top, height, left, width } = range.getBoundingClientRect();
    const shown = node.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (shown && height && width > 1 && top < innerHeight && left >= 0 && left < innerWidth) text += `${node.data} `;
  }
  return {
    name: text.toLowerCase().split(name.toLowerCase()).length - 1,
    doors: seen(".pc-door, .pc-days a").filter((node) => within(node.getBoundingClientRect())).length,
    proof: seen(".pc-proof").every((node) => within(node.getBoundingClientRect())),
    clock: seen(".pc-ring, .pc-bar").map((node) => within(node.getBoundingClientRect())),
    parts: seen(".pc-arc:not(.pc-arc--free), .pc-bar a").length,
    sentences: [...document.querySelectorAll(".pc-says li")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => node.getBoundingClientRect().left < innerWidth)
      .filter((node) => node.getBoundingClientRect().top < innerHeight).length,
  };
}"""


def test_the_first_screen_has_doors_proof_and_the_clock_and_says_the_name_once(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        found = page.evaluate(FIRST_SCREEN, NAME)
        assert found.pop("sentences") in ({1} if width > 400 else {2}), width
        assert found == {"name": 1, "doors": 6, "proof": True, "clock": [True], "parts": 7}, width


def test_an_arc_says_its_sentence_by_pointer_and_by_keyboard_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/")
    sentence = page.get_by_text(OPENING)
    expect(sentence).to_be_hidden()
    page.locator(".pc-arc.step-5").hover()
    expect(sentence).to_be_visible()
    page.mouse.move(5, 5)
    expect(sentence).to_be_hidden()
    page.locator(".pc-arc.step-4").focus()
    page.keyboard.press("Tab")
    expect(sentence).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evaluation")
    context.close()


def test_the_doors_lead_to_a_case_and_the_plan(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.get_by_role("link", name="a weekend").first.click()
    expect(page).to_have_url(f"{address}/practice/#a-weekend")
    expect(page.get_by_role("heading", name="A weekend")).to_be_in_viewport()
    page.goto(f"{address}/")
    page.get_by_role("link", name="Read a case").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Retrieval-Augmented Generation")


def test_the_missing_page_leads_into_every_part(site: Path) -> None:
    page = html.parse(str(site / "404.html")).getroot()
    links = {words(link): str(link.get("href")) for link in page.xpath("//article//li/a")}
    assert links["Practice"].endswith("/practice/")
    assert sum(link.endswith(("/.", "/")) and link.count("/") < 2 for link in links.values()) == 1, "home alone"
