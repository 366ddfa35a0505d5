"""axe-core finds nothing on any page, in either color scheme, on a phone and on a desk."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from scripts.browser import add_style, until
from tests.conftest import ROOT, addresses, lay_out, open_folds, until_ready

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PAGES = [*addresses(), "404.html"]
WRITTEN = ["", addresses("cases")[0], addresses("concepts")[0], "framework/evaluation/"]
KINDS = [*WRITTEN, "graph/", "matrix/"]
"""A page of each kind; the last two are made of many parts of few sorts."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Way = tuple[int, Literal["light", "dark"]]
WAYS: list[Way] = [(360, "dark"), (1440, "light")]
ALL_WAYS: list[Way] = [*WAYS, (360, "light"), (1440, "dark")]
"""A page of each kind in all four ways; the others in one, on a dark phone or on a light desk by turns."""
SAMPLED = ["color-contrast", "link-in-text-block"]
"""Rules on colors, which take half of the time. What has the same classes, and stands in the same, has the same colors:
a page of each kind that is written is measured whole, of the others one place of each sort."""
SAMPLE = """rules => {
  const seen = new Set();
  const sort = (node) =>
    node.parentElement ? `${sort(node.parentElement)} ${node.localName}.${node.getAttribute("class")}` : "";
  for (const node of document.body.querySelectorAll("*")) {
    const said = sort(node);
    if (seen.has(said)) continue;
    seen.add(said);
    node.dataset.sampled = "";
  }
  const chosen = (id) => (id === "link-in-text-block" ? "a[href][data-sampled]" : "[data-sampled]");
  axe.configure({ rules: rules.map((id) => ({ id, selector: chosen(id) })) });
}"""


RUN = """([tags, whole]) => axe.run(whole ? document : { exclude: [".diagram-box svg > *"] },
  { runOnly: tags, resultTypes: ["violations"] })"""
"""Drawings are a fifth of a page and all of the same few classes: a page of each kind is measured with them."""


def faults_of(page: Page, part: str) -> list[str]:
    """Return what axe finds in a part of a page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    ask = "([part, tags]) => axe.run(part, { runOnly: tags, resultTypes: ['violations'] })"
    found = page.evaluate(ask, [part, RULES])
    assert found["passes"], "axe looked at nothing"
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in found["violations"]]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(sweeper: Page, address: str, path: str) -> None:
    found = []
    sweeper.goto(f"{address}/{path}", wait_until="load")
    until_ready(sweeper)  # else diagrams still get their buttons while axe measures
    lay_out(sweeper)
    open_folds(sweeper)
    sweeper.evaluate(AXE.read_text(encoding="utf-8"))
    if path not in WRITTEN:
        sweeper.evaluate(SAMPLE, SAMPLED)
    for width, scheme in ALL_WAYS if path in KINDS else [WAYS[PAGES.index(path) % 2]]:
        sweeper.emulate_media(color_scheme=scheme)
        sweeper.set_viewport_size({"width": width, "height": 900})
        name = {"light": "default", "dark": "slate"}[scheme]
        until(sweeper, "name => document.body.dataset.mdColorScheme === name", given=name)
        result = sweeper.evaluate(RUN, [RULES, path in WRITTEN])
        assert result["passes"], "axe looked at nothing"
        for fault in result["violations"]:
            places = [node["target"] for node in fault["nodes"][:4]]
            found.append(f"{width} px, {scheme}: {fault['id']}: {fault['help']} at {places}")
    assert found == []


@pytest.mark.parametrize("sampled", [True, False])
def test_a_color_that_is_too_faint_is_found(sweeper: Page, address: str, sampled: bool) -> None:
    sweeper.emulate_media(color_scheme="light")
    sweeper.goto(f"{address}/framework/evaluation/")
    add_style(sweeper, ".md-typeset td { color: #aaa !important }")
    sweeper.evaluate(AXE.read_text(encoding="utf-8"))
    if sampled:
        sweeper.evaluate(SAMPLE, SAMPLED)
    result = sweeper.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", RULES)
    assert [fault["id"] for fault in result["violations"]] == ["color-contrast"]
