"""The browser draws what has no snapshot: again after a failure, and whatever stands beside a broken diagram."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ROOT

DRAW = """async source => {
  if (source) document.body.innerHTML = source;
  const { renderDiagrams } = await import(new URL("mermaid-fallback.js", location.href).href);
  await renderDiagrams(document);
}"""


def test_a_failed_fetch_of_mermaid_is_tried_again(page: Page, serve: Callable[[Path], str]) -> None:
    page.route("**/mermaid.min.js", lambda route: route.abort())
    page.goto(f"{serve(ROOT / 'docs')}/assets/javascripts/")  # the modules themselves: a published site bundles them
    good = '<div class="mermaid" data-settings="{}">flowchart TD\n a[One] --&gt; b[Two]</div>'
    bad = '<div class="mermaid" data-settings="{}">flowchart TD\n a --&gt; --&gt;</div>'
    page.evaluate(DRAW, bad + good)
    expect(page.locator(".mermaid").last).to_have_text("flowchart TD\n a[One] --> b[Two]")
    page.unroute("**/mermaid.min.js")
    page.evaluate(DRAW, "")
    expect(page.locator(".mermaid").last.locator("svg")).to_contain_text("One")
