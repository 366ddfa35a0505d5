"""axe-core finds nothing on any page, in either color scheme, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, addresses

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PATHS = [*addresses(), "404.html"]
KINDS = ["", addresses("cases")[0], addresses("concepts")[0], "framework/evaluation/", "graph/", "matrix/"]
# Every page in both schemes and at both widths, once each; a page of each kind in all four ways.
WAYS = [*((p, 360, "dark") for p in PATHS), *((p, 1440, "light") for p in PATHS)]
WAYS += [(p, width, scheme) for p in KINDS for width, scheme in ((360, "light"), (1440, "dark"))]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("path", "width", "scheme"), WAYS)
def test_axe_finds_nothing(page: Page, address: str, path: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{path}", wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
    page.add_script_tag(path=AXE)
    result = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", RULES)
    assert result["passes"], "axe looked at nothing"
    found = [f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes'][:4]]}" for v in result["violations"]]
    assert found == []
