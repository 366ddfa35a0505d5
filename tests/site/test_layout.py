"""On every page, in every width and both schemes: nothing lies over the text, nothing is cut, the margin is kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from scripts.browser import add_style
from tests.conftest import addresses, until_ready

PAGES = [*addresses(), "404.html"]
WIDTHS = (320, 360, 390, 720, 768, 960, 1024, 1220, 1440, 1920)
WHOLE = ("", "404.html", "cases/retrieval-augmented-generation/", "framework/evaluation/", "graph/", "matrix/")
"""Pages that are swept at every width; the others, of the same parts, at every third one, each beginning elsewhere."""
LARGE_TEXT = (390, 1280)
"""Widths at which text of twice the size is read, in px."""
MARGIN = 12
"""What must be free beside the text, in px."""

LAYOUT = """async margin => {
  // What scripts do after a change of width is done before the next frame is.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const article = document.querySelector("article");
  const width = document.documentElement.clientWidth;
  const name = (node) => `${node.localName}.${node.getAttribute("class") ?? ""}#${node.id}`;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`scrolls to ${document.documentElement.scrollWidth}`);
  const [title, text] = [article.querySelector("h1"), article.getBoundingClientRect()];
  let [from, to] = [0, width];
  for (const side of document.querySelectorAll(".md-sidebar")) {
    const { left, right, width: wide } = side.getBoundingClientRect();
    if (!wide || right <= 0 || left >= width || getComputedStyle(side).position === "fixed") continue;
    if (right <= text.left + margin) from = Math.max(from, right);
    else to = Math.min(to, left);
  }
  const left = title.getBoundingClientRect().left - from;
  if (left < margin) found.push(`title ${Math.round(left)} px from what is left of it`);
  if (to - text.right < margin) found.push(`text ${Math.round(to - text.right)} px from what is right of it`);
  const clips = ["hidden", "clip"];
  const scrolls = ["auto", "scroll"];
  for (const node of article.querySelectorAll(":not(svg *, math *)")) {
    // What is fixed has no parent that it is placed in; asking each node for its style would take most of the time.
    const free = node.offsetParent === null && getComputedStyle(node).position === "fixed";
    if (free && node.getClientRects().length) found.push(`${name(node)} is fixed`);
    const wide = node.scrollWidth > node.clientWidth + 1;
    const high = node.scrollHeight > node.clientHeight + 1;
    if (!node.clientWidth || !(wide || high)) continue;
    const { overflowX, overflowY } = getComputedStyle(node);
    const cut = (clips.includes(overflowX) && wide) || (clips.includes(overflowY) && high);
    if (cut && node.clientWidth > 1 && node.checkVisibility({ contentVisibilityAuto: true })) {
      found.push(`${name(node)} is cut`);
    }
    if (wide && scrolls.includes(overflowX) && node.checkVisibility() && node.tabIndex < 0) {
      const reached = node.querySelector("a, button, summary, [tabindex='0'], input");
      if (!reached) found.push(`${name(node)} scrolls, and the keyboard cannot reach it`);
    }
  }
  const blocks = [...article.children].filter((node) => {
    const { position, float } = getComputedStyle(node);
    return position !== "absolute" && position !== "sticky" && float === "none" && node.getClientRects().length;
  });
  for (const [index, node] of blocks.slice(1).entries()) {
    const before = blocks[index];
    const over = before.getBoundingClientRect().bottom - node.getBoundingClientRect().top;
    if (over > 1) found.push(`${name(before)} lies ${Math.round(over)} px over ${name(node)}`);
  }
  for (const picture of article.querySelectorAll(".pc-picture svg:not(svg svg)")) {
    const words = [...picture.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    const seen = words.filter(([, box]) => box.width);
    for (const [index, [text, box]] of seen.entries()) {
      for (const [other, its] of seen.slice(index + 1)) {
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        // Boxes of letters reach above and below what is drawn of most; of close lines they overlap by a few pixels.
        if (across > 2 && down > 0.4 * Math.min(box.height, its.height)) found.push(`"${text}" lies over "${other}"`);
      }
    }
  }
  return found;
}"""
BROKEN_WORDS = """() => {
  const [found, range] = [[], document.createRange()];
  for (const cell of document.querySelectorAll("article :is(td, th)")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement.closest("code, math, .pc-unit")) continue;
      for (const word of text.data.matchAll(/\\p{L}{4,}/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) found.push(`${word[0]} is broken within a cell`);
      }
    }
  }
  return found;
}"""
"""Words of a table that go on in the next line without a hyphen; a name in code and a unit's field may."""
DARK = "dark => { document.body.dataset.mdColorScheme = dark ? 'slate' : 'default' }"


def set_text(page: Page, size: int) -> None:
    """Set what a reader sets as the size of text in the browser, in px; queries of the width in em follow it."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": size}})


def faults(page: Page, width: int) -> list[str]:
    """Return what is wrong at a width, at the start of the page in light colors and at its end in dark ones."""
    page.set_viewport_size({"width": width, "height": 800})
    found: list[str] = []
    for dark, place in ((False, "0"), (True, "document.body.scrollHeight")):
        page.evaluate(DARK, dark)
        page.evaluate(f"scrollTo(0, {place})")
        where = f"{width} px, {'dark, at the end' if dark else 'light, at the start'}"
        found += [f"{where}: {fault}" for fault in page.evaluate(LAYOUT, MARGIN)]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_text_keeps_its_margin_and_nothing_lies_over_it_or_is_cut(sweeper: Page, address: str, path: str) -> None:
    sweeper.goto(f"{address}/{path}")
    until_ready(sweeper)
    number = PAGES.index(path)
    widths, large = (WIDTHS, LARGE_TEXT) if path in WHOLE else (WIDTHS[number % 3 :: 3], LARGE_TEXT[number % 2 :][:1])
    found = [fault for width in widths for fault in faults(sweeper, width)]
    sweeper.set_viewport_size({"width": 360, "height": 800})
    found += sweeper.evaluate(BROKEN_WORDS)
    set_text(sweeper, 32)
    found += [f"text of twice the size, {fault}" for width in large for fault in faults(sweeper, width)]
    set_text(sweeper, 16)
    assert found == []


BREAKS = {
    "a note that is fixed": (".admonition { position: fixed }", "is fixed"),
    "no margin": (".md-content__inner { margin-inline: 0 !important }", "px from what is"),
    "a block pulled over the one before": ("article > p { margin-top: -3rem !important }", r"lies \d+ px over"),
    "a paragraph too wide": ("article > p { width: 2400px; max-width: none }", "scrolls to"),
    "a box to be scrolled by a mouse alone": (
        ".admonition { width: 200px; overflow: auto; white-space: pre }",
        "reach it",
    ),
    "a box that cuts its text": (".admonition { overflow: hidden; height: 1rem }", "is cut"),
    "a plot with wide words": (".pc-plot text { letter-spacing: 1em }", '" lies over "', "cases/text-to-video/"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_sweep_sees_what_is_broken(sweeper: Page, address: str, broken: str) -> None:
    style, said, *path = BREAKS[broken]
    sweeper.goto(f"{address}/{path[0] if path else 'framework/evaluation/'}")
    add_style(sweeper, style)
    found = [fault for width in (390, 768, 1440) for fault in faults(sweeper, width)]
    assert [fault for fault in found if re.search(said, fault)], found


def test_a_link_in_a_narrow_cell_keeps_its_words_whole(sweeper: Page, address: str) -> None:
    sweeper.set_viewport_size({"width": 360, "height": 800})
    sweeper.goto(f"{address}/framework/evaluation/")
    row = '<td><a href="#">Documents</a></td>' + 3 * "<td>responsibilities of whoever answers</td>"
    table = f"<table class='table'><tbody><tr>{row}</tr></tbody></table>"
    sweeper.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", table)
    assert sweeper.evaluate(BROKEN_WORDS) == []
    add_style(sweeper, ".md-typeset :is(td, th) a { word-break: break-word }")
    assert sweeper.evaluate(BROKEN_WORDS) == ["Documents is broken within a cell"]
