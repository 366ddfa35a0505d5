"""A page is right to read wherever it is read: nothing lies over the text, nothing is cut, figures are the author's."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import material
import pytest
import tinycss2
from lxml import html
from playwright.sync_api import Browser, Page, expect

from scripts.browser import REST, add_style, until
from tests.conftest import ROOT, at_rest, until_ready

CASE = "cases/retrieval-augmented-generation/"
STYLES = ROOT / "docs/assets/stylesheets"
OF_THE_THEME = {
    # Of Python-Markdown's extensions, which the theme styles and the house styles anew.
    *("admonition", "admonition-title", "headerlink", "mermaid", "question", "tip", "warning"),
    # Of drawings alone; the theme's are those of highlighted code.
    *("c", "k", "l", "m", "n", "o", "s"),
}
"""Names of the theme's without its prefix that the house's stylesheets use on purpose."""


def classes_of_selectors(stylesheet: str) -> set[str]:
    """Return the names of classes in all selectors of a stylesheet."""
    found: set[str] = set()

    def read(rules: list[Any]) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                found.update(classes(rule.prelude))
            elif rule.type == "at-rule" and rule.content:
                read(tinycss2.parse_rule_list(rule.content))

    read(tinycss2.parse_stylesheet(stylesheet))
    return found


def classes(tokens: list[Any]) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before is not None and before == ".":
            yield token.value
        yield from classes(getattr(token, "arguments", None) or [])


def classes_given(text: str) -> set[str]:
    """Return the names of classes that a script or a template gives to elements."""
    jinja = r"\{\{.*?\}\}|\{%.*?%\}"
    attributes = re.findall(rf'\bclass(?:Name)?\s*[:=]\s*"((?:{jinja}|[^"])*)"', text)
    attributes += re.findall(r'classList\.(?:add|toggle)\("([^"]*)"', text)
    given = [re.sub(jinja, " ", value) for value in attributes]
    given += [
        quoted for value in attributes for part in re.findall(jinja, value) for quoted in re.findall(r'"(.*?)"', part)
    ]
    return set(" ".join(given).split())


def names_of_the_theme() -> set[str]:
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    sheets = [file.read_text(encoding="utf-8") for file in folder.glob("*.css")]
    assert len(sheets) == 2
    return set[str]().union(*map(classes_of_selectors, sheets))


def test_no_class_of_the_house_meets_one_of_the_themes() -> None:
    theme = names_of_the_theme()
    assert {"note", "admonition", "md-typeset"} <= theme, "the theme's stylesheets were not read"
    scripts = [file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/javascripts").rglob("*.js")]
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "scripts/pages/templates").iterdir()]
    given = set[str]().union(*map(classes_given, [*scripts, *templates]))
    assert {"pc-card", "pc-card--outline", "diagram-dialog", "search__hits"} <= given, (
        "what scripts and templates give was not read"
    )
    given = {name for name in given & theme if not name.startswith("md-")}
    # The first is the theme's, for a page whose scripts failed; the second that of a fold, as Markdown writes it.
    assert given == {"no-js", "question"}
    styled = set[str]().union(
        *(classes_of_selectors(file.read_text(encoding="utf-8")) for file in STYLES.glob("*.css"))
    )
    assert {name for name in styled & theme if not name.startswith("md-")} == OF_THE_THEME


@pytest.mark.parametrize(
    ("width", "size"), [(320, "125%"), (720, "125%"), (390, "250%"), (768, "250%"), (1280, "250%")]
)
def test_the_spine_breaks_no_title_into_letters(page: Page, address: str, width: int, size: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{CASE}#system-design")
    add_style(page, f"html {{ font-size: {size} !important }}")
    words = r"""title => {
      const range = document.createRange();
      return [...title.textContent.matchAll(/\S+/g)].map((word) => {
        range.setStart(title.firstChild, word.index);
        range.setEnd(title.firstChild, word.index + word[0].length);
        return range.getClientRects().length;
      });
    }"""
    for title in page.locator(".pc-spine__title").all():
        if (box := title.bounding_box()) and box["width"] > 1:
            assert set(title.evaluate(words)) == {1}, title.text_content()
    spine = page.locator(".pc-spine").evaluate("node => [node.scrollWidth, node.clientWidth, node.clientHeight]")
    assert spine[0] <= spine[1] + 1, "a part of a pixel may be rounded up"
    assert spine[2] < 200


READ = """() => {
  const line = innerHeight / 3;
  const begun = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")]
    .filter((heading) => heading.getBoundingClientRect().top <= line);
  const section = begun.at(-1)?.id ?? "";
  const step = begun.findLast((heading) => heading.localName === "h2")?.id ?? "";
  const marked = (links) =>
    [...new Set([...document.querySelectorAll(links)].map((link) => link.hash.slice(1)))].join(" ");
  return {
    section,
    step: [...document.querySelectorAll(".pc-spine a")].some((link) => link.hash === `#${step}`) ? step : "",
    contents: marked(".md-nav--secondary .md-nav__link--active"),
    spine: marked(".pc-spine [aria-current]"),
  };
}"""
IN_SIGHT = """() => {
  const { top, bottom, height } = document.activeElement.getBoundingClientRect();
  const spine = document.querySelector(".pc-spine").getBoundingClientRect();
  const outside = !document.activeElement.closest("article") || document.activeElement.closest(".pc-spine");
  return outside || height > innerHeight / 2 || bottom < 0 || top >= spine.bottom - 1;
}"""


def jump(page: Page, chance: random.Random, places: list[str]) -> tuple[str, str]:
    """Move through a page as readers do; returns how, and the section that a link led to."""
    how = chance.choice(["wheel", "Home", "End", "Tab", "scrollbar", "contents", "address", "back"])
    # An address that stays the same leads nowhere.
    others = [place for place in places if not page.url.endswith(f"#{place}")]
    place = chance.choice(others) if how in {"contents", "address"} else ""
    if how == "wheel":
        page.mouse.move(200, 400)
        page.mouse.wheel(0, chance.randint(-15_000, 15_000))
        page.wait_for_timeout(100)
    elif how in {"Home", "End"}:
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(how)
    elif how == "Tab":
        for _ in range(chance.randint(1, 8)):
            page.keyboard.press("Tab")
    elif how == "scrollbar":
        page.evaluate("part => scrollTo(0, part * document.body.scrollHeight)", chance.random())
    elif how == "contents":
        page.evaluate("id => document.querySelector(`.md-nav--secondary a[href$='#${id}']`).click()", place)
    elif how == "address":
        page.evaluate("id => { location.hash = id }", place)
    else:
        page.evaluate("history.length > 2 && history.back()")
        page.wait_for_timeout(100)
    page.evaluate(REST)
    return how, place


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_spine_and_contents_say_where_the_reader_is_after_any_jump(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{CASE}")
    places = page.locator(".md-content :is(h2, h3)[id]").evaluate_all("nodes => nodes.map((node) => node.id)")
    assert len(places) > 20
    chance = random.Random(7)  # noqa: S311 - the same jumps in each run
    wrong = []
    for _ in range(60):
        how, place = jump(page, chance, places)
        read = page.evaluate(READ)
        if (place or read["section"]) != read["contents"] or (not place and read["step"] != read["spine"]):
            wrong.append((how, place, read))
        if how == "Tab" and not page.evaluate(IN_SIGHT):
            wrong.append((how, "hidden behind the spine", read))
    assert wrong == []


STEPS = "framework/", "framework/requirements/", "framework/evaluation/", "framework/deployment-and-monitoring/"


def test_the_spine_of_the_steps_shows_which_one_is_read_and_leads_to_the_others(page: Page, address: str) -> None:
    for path, here in zip(STEPS, (0, 1, 5, 7), strict=True):
        page.goto(f"{address}/{path}")
        links = page.locator(".pc-spine a")
        addresses = links.evaluate_all("links => links.map((link) => link.href)")
        assert len(addresses) == 7
        marked = [index + 1 for index, link in enumerate(links.all()) if link.get_attribute("aria-current") == "page"]
        assert marked == ([here] if here else [])
        if here:
            assert addresses[here - 1] == page.url
        # The color of a step's line runs up to the one that is read.
        rule = page.evaluate("getComputedStyle(document.querySelector('.pc-spine li:last-child a')).borderBottomColor")
        lines = links.evaluate_all("links => links.map((link) => getComputedStyle(link).borderBottomColor)")
        assert sum(line != rule for line in lines) == (here if here < 7 else 6)


SHOWN = """() => [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link")]
  .filter((link) => link.checkVisibility()).map((link) => decodeURI(link.hash.slice(1))).filter(Boolean)"""


def test_contents_name_of_the_steps_only_the_one_that_is_read(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/cases/smart-compose/")
    steps = page.locator(".pc-spine a").evaluate_all("links => links.map((link) => link.hash.slice(1))")
    for place in ("prompt", "data-preparation", "size", "numbers", "follow-ups"):
        page.goto(f"{address}/cases/smart-compose/#{place}")
        page.evaluate(REST)
        shown = page.evaluate(SHOWN)
        assert {"prompt", "numbers", "sources"} <= set(shown)
        step = {"data-preparation": "data-preparation", "size": "model-development"}.get(place)
        assert [name for name in shown if name in steps] == ([step] if step else [])
        assert ("personalization" in shown) == (place == "size")
        assert ("questions-evaluation" in shown) == (place == "follow-ups")


COLUMNS = """() => {
  const article = document.querySelector(".md-content__inner");
  const { left, width } = article.getBoundingClientRect();
  const ends = new Set();
  for (const part of article.querySelectorAll(":scope > :is(p, h2, .table-box, figure.diagram, .estimate, .say)")) {
    const end = Math.round(part.getBoundingClientRect().right - left);
    if (part.checkVisibility() && !part.matches(".plain")) ends.add(end);
  }
  return { ends: [...ends], width: Math.round(width) };
}"""


def test_what_stands_in_a_chapter_ends_at_one_of_two_widths(page: Page, address: str) -> None:
    found = []
    for path in (CASE, "framework/evaluation/", "concepts/llm-serving/"):
        page.goto(f"{address}/{path}")
        for width in (360, 768, 1024, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            columns = page.evaluate(COLUMNS)
            if len(columns["ends"]) > 2 or columns["width"] not in columns["ends"]:
                found.append(f"/{path} at {width} px: {columns}")
    assert found == []


NOTES = """() => {
  const notes = [...document.querySelectorAll(".pc-source-note")].filter((note) => note.checkVisibility());
  const boxes = notes.map((note) => note.getBoundingClientRect());
  const article = document.querySelector(".md-content__inner");
  const others = [...article.children].map((part) => part.getBoundingClientRect()).filter(({ height }) => height);
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return {
    texts: notes.map((note) => note.textContent),
    over: boxes.filter((box, at) => [...others, ...boxes.slice(at + 1)].some((other) => meets(box, other))).length,
    beyond: boxes.filter((box) => box.right > article.getBoundingClientRect().right + 1).length,
  };
}"""


def test_sources_stand_in_the_margin_once_and_over_nothing(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/concepts/retrieval/")
    page.wait_for_selector(".pc-source-note", state="attached")
    found = page.evaluate(NOTES)
    assert len(found["texts"]) == len(set(found["texts"])) > 10
    assert any(text.startswith("Gordon V. Cormack") and "(2009). Reciprocal" in text for text in found["texts"])
    assert (found["over"], found["beyond"]) == (0, 0)
    page.set_viewport_size({"width": 1200, "height": 900})
    assert page.evaluate(NOTES)["texts"] == []


def test_colors_of_the_readers_own_tell_the_step_that_is_read(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/{CASE}#evaluation")
    until_ready(page)
    page.evaluate(REST)
    for what in ("borderBottomColor", "color"):
        looks = page.locator(".pc-spine a").evaluate_all(
            "(links, what) => links.map((a) => getComputedStyle(a)[what])", what
        )
        assert [looks.count(look) == 1 for look in looks] == [False, False, False, False, True, False, False]
    grounds = page.locator(".pc-spine__number").evaluate_all(
        "nodes => nodes.map((n) => getComputedStyle(n).backgroundColor)"
    )
    assert grounds.count(grounds[4]) == 1
    context.close()


def test_folds_wear_the_houses_colors_and_stay_in_their_column(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}#follow-ups")
    fold = page.locator("details.question").first
    fold.locator("summary").focus()
    style = fold.evaluate(
        "fold => [fold, fold.firstElementChild].map((node) => getComputedStyle(node))"
        ".map((style) => [style.backgroundColor, style.boxShadow])"
    )
    assert style == [["rgba(0, 0, 0, 0)", "none"]] * 2
    edges = "node => [node.getBoundingClientRect().left, node.getBoundingClientRect().right]"
    [left, right] = page.locator("#requirements ~ p").first.evaluate(edges)
    assert fold.locator("summary").evaluate(edges) == [left, right]


def test_answers_open_all_at_once_and_stay_open_on_the_way_back(page: Page, address: str) -> None:
    page.goto(f"{address}/concepts/llm-serving/#questions")
    folds = page.locator("details.question")
    assert folds.count() > 4
    page.get_by_role("button", name="Open all").click()
    opened = "folds => folds.filter((fold) => fold.open).length"
    assert folds.evaluate_all(opened) == folds.count()
    page.locator("#related").evaluate("heading => heading.scrollIntoView()")
    page.evaluate(REST)
    page.wait_for_timeout(1000)  # the theme notes where the reader is some time after scrolling has stopped
    page.locator(".related a").first.click()
    page.wait_for_url(lambda url: "llm-serving" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "llm-serving" in url)
    until(page, "document.querySelectorAll('details.question[open]').length > 4")
    expect(page.locator("#related")).to_be_in_viewport()
    page.goto(f"{address}/cases/smart-compose/#q-hundred-milliseconds-average")
    assert page.locator("details.question[open]").evaluate_all("folds => folds.map((fold) => fold.id)") == [
        "q-hundred-milliseconds-average"
    ]


def test_a_long_case_prints_on_thirty_pages_and_its_answers_on_a_few_more(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 36
    add_style(page, "details.question { display: none !important }")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 30


PAPER = r"""() => {
  const dark = (color) => color.match(/[\d.]+/g).slice(0, 3).every((part) => part < 120);
  const light = (color) => /, 0\)$/.test(color) || color.match(/[\d.]+/g).slice(0, 3).every((part) => part > 230);
  const found = [];
  for (const node of document.querySelectorAll("body, article, article *")) {
    if (!node.checkVisibility()) continue;
    const [{ color, backgroundColor, fill }, { right }] = [getComputedStyle(node), node.getBoundingClientRect()];
    const name = `${node.localName}.${node.getAttribute("class") ?? ""}`;
    const numbered = node.closest(".step-number, [class*=step-]");
    if (!node.closest("svg") && !numbered && !dark(color)) found.push(`${name} is ${color}`);
    if (!node.closest("svg") && !light(backgroundColor)) found.push(`${name} is on ${backgroundColor}`);
    if (node.localName === "text" && !numbered && !dark(fill)) found.push(`${name} is ${fill}`);
    const part = node.closest("svg") !== null && node.localName !== "svg";
    if (right > innerWidth + 1 && !part) found.push(`${name} is cut at ${Math.round(right)} px`);
  }
  for (const drawing of document.querySelectorAll(".diagram svg")) {
    if (!drawing.checkVisibility()) continue;
    const [{ width, height }, size] = [drawing.getBoundingClientRect(), drawing.viewBox.baseVal];
    const points = 14 * 0.75 * Math.min(width / size.width, height / size.height);
    if (points < 6) found.push(`labels of ${points} pt`);
  }
  return found;
}"""


@pytest.mark.parametrize("path", [CASE, "matrix/", "cases/", "graph/"])
def test_paper_is_white_in_dark_too_and_nothing_on_it_is_cut(page: Page, address: str, path: str) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 703, "height": 1016})  # A4 within its margins
    page.goto(f"{address}/{path}")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce", media="print")
    page.evaluate("Promise.all(document.getAnimations().map((change) => change.finished))")
    assert page.evaluate(PAPER) == []


ENLARGED = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const [stage, drawing] = [".diagram-stage", ".diagram-stage svg"].map(box);
  const labels = [...document.querySelectorAll(".diagram-stage text")].map((text) => text.getBoundingClientRect());
  const inside = (label) =>
    label.left >= stage.left && label.right <= stage.right && label.top >= stage.top && label.bottom <= stage.bottom;
  const edge = drawing.height > drawing.width ? "top" : "left";
  return {
    label: (14 * drawing.width) / document.querySelector(".diagram-stage svg").viewBox.baseVal.width,
    begins: drawing[edge] >= stage[edge] && labels.some((label) => label[edge] < drawing[edge] + 140 && inside(label)),
    across: [drawing.left - stage.left, stage.right - drawing.right],
    down: [drawing.top - stage.top, stage.bottom - drawing.bottom],
    wide: drawing.width > stage.width,
    high: drawing.height > stage.height,
  };
}"""


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1440, 900)])
def test_full_screen_opens_readable_and_no_smaller_than_the_page(
    page: Page, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{CASE}")
    for figure in page.locator("figure.diagram").all():
        figure.scroll_into_view_if_needed()
        inline = figure.locator("svg:visible").evaluate(
            "svg => 14 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )
        at_rest(figure.get_by_role("button", name="Full screen")).click()
        page.evaluate(REST)
        found = page.evaluate(ENLARGED)
        assert found["label"] > max(12.99, inline - 0.01)
        assert found["begins"], "not at the beginning of the drawing"
        page.keyboard.press("Escape")


def test_a_diagram_stays_within_its_bounds_and_a_double_tap_shows_it_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    until_ready(page)
    at_rest(page.get_by_role("button", name="Full screen").nth(1)).tap()  # larger than the window, as the first is not
    page.evaluate(REST)
    before = page.evaluate(ENLARGED)
    assert before["wide"] or before["high"]
    for key in ("ArrowRight", "ArrowDown"):
        for _ in range(60):
            page.keyboard.press(key)
    found = page.evaluate(ENLARGED)
    for large, ends in ((found["wide"], found["across"]), (found["high"], found["down"])):
        if large:
            assert max(ends) < 20, "a gap at an edge"
    stage = page.locator(".diagram-stage")
    place = stage.bounding_box()
    assert place is not None
    for _ in range(2):  # as fast as fingers are; a locator would first wait for the stage to be still
        page.touchscreen.tap(place["x"] + 150, place["y"] + 300)
    whole = page.evaluate(ENLARGED)
    assert min(whole["across"] + whole["down"]) > 0
    for _ in range(2):
        page.touchscreen.tap(place["x"] + 150, place["y"] + 300)
    assert page.evaluate(ENLARGED)["label"] > 12.99
    context.close()


def test_what_is_below_two_fingers_stays_below_them(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/{CASE}")
    until_ready(page)
    page.get_by_role("button", name="Full screen").first.tap()
    page.evaluate(REST)
    before = page.evaluate(ENLARGED)["label"]
    session = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (150, 400), (210, 400))
    for far in (10, 20, 30):
        touch("touchMove", (150 - far, 400), (210 + far, 400))
    touch("touchEnd")
    page.evaluate(REST)
    assert page.evaluate(ENLARGED)["label"] == pytest.approx(2 * before, rel=0.03)
    context.close()


def figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:[.,/:×–-]\d+)*", text))


def test_no_figure_of_an_author_is_another_on_the_page(site: Path) -> None:
    found = []
    for file in sorted((ROOT / "docs").rglob("*.md")):
        address = file.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index").rstrip("/")
        article = html.parse(str(site / address / "index.html")).getroot().xpath("//article")[0]
        source = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        source = re.sub(r"(?ms)^```mermaid$.*?^```$", "", source)
        # What macros print, tests of their own compare.
        source = re.sub(r"\{\{.*?\}\}", " ", source)
        # Braces of LaTeX hold what is shown, and a stroke is a sign of its own.
        source = re.sub(r"(?ms)^```math$.*?^```$|\$`[^`]*`\$", lambda m: re.sub(r"[{}/]", " ", m.group()), source)
        # Links lead elsewhere, ids and citations are names.
        source = re.sub(r"\]\([^)]*\)|\{[^{}\n]*\}|\[[^\[\]]*@[^\[\]]*\]|^\s*\d+\. ", " ", source, flags=re.MULTILINE)
        missing = figures(source) - figures(" ".join(article.itertext()))
        found += [f"{file.relative_to(ROOT)}: {figure}" for figure in missing]
    assert found == []


def test_an_interview_tells_its_notes_when_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/{CASE}")
    page.get_by_role("link", name="The whole interview").click()
    expect(page.locator("h1")).to_contain_text("Interview")
    until_ready(page)
    notes = page.locator("details.graded")
    assert notes.count() >= 8
    expect(page.locator("details.graded[open]")).to_have_count(0)
    expect(page.locator(".pc-turn__who").first).to_have_text("Interviewer 0:00")
    page.get_by_role("button", name="Open all notes").click()
    expect(page.locator("details.graded[open]")).to_have_count(notes.count())
    page.get_by_role("link", name="The case, worked end to end").click()
    expect(page).to_have_url(re.compile(rf"{CASE}$"))


def test_the_page_for_the_last_evening_is_one_sheet(page: Page, address: str) -> None:
    page.goto(f"{address}/practice/checklist/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) == 1


def test_without_the_sites_fonts_headings_are_still_bold(page: Page, address: str) -> None:
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(f"{address}/{CASE}")
    widths = """([family, style]) => {
      const pen = document.createElement("canvas").getContext("2d");
      const width = (font) => ((pen.font = font), pen.measureText("a fallback for headings and emphasis").width);
      return [width(`40px ${family}`), width(`${style} 40px ${family}`)];
    }"""
    for family in ("'Serif fallback'", "'Sans fallback'"):
        for font in (f"40px {family}", f"700 40px {family}"):
            page.evaluate("font => document.fonts.load(font)", font)
        usual, bold = page.evaluate(widths, [family, "700"])
        assert bold > 1.02 * usual, family
