"""A page that shows something else than the model read is refused, on pages written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import reading
from tests.conftest import SmallSite

HOME = """<html><body><nav><a href="two/">Two</a></nav><article>
<h1 id="home">Home<a class="headerlink" href="#home">¶</a></h1>
<p><a href="one/#part">One</a> says it
<span class="citation">(<a href="#source-lewis2020retrieval">Lewis</a>)</span>.</p>
<!--macro:chapter_end--><h2 id="sources">Sources</h2><ol><li><a href="https://example.org">x</a></li></ol>
<!--/macro:chapter_end-->
</article></body></html>"""
ONE = '<html><body><article><h1>One</h1><h2 id="part">Part</h2><p>Text.</p></article></body></html>'
TWO = "<html><body><article><h1>Two</h1><p>Text.</p></article></body></html>"


@pytest.fixture
def site(small: SmallSite) -> Path:
    for name, html in (("index.html", HOME), ("one/index.html", ONE), ("two/index.html", TWO)):
        small.write(f"site/{name}", html)
    return small.root / "site"


def told(small: SmallSite, site: Path) -> list[str]:
    return [str(problem) for problem in reading.problems(small.load(), site)]


def test_pages_that_show_what_was_read_pass(small: SmallSite, site: Path) -> None:
    assert told(small, site) == []


@pytest.mark.parametrize(
    ("page", "old", "new", "message"),
    [
        (
            "one",
            '<h2 id="part">',
            '<h2 id="prat">',
            "docs/one.md:12: heading 'part' stands 0 times on the page",
        ),
        ("one", '<h2 id="part">', '<h2 id="prat">', "docs/one.md: heading 'prat' stands 1 times on the page, 0 times"),
        (
            "one",
            "Text.",
            'Text <a href="../two/">x</a>',
            "docs/one.md: link 'two/' stands 1 times on the page",
        ),
        ("two", "Text.", '<img src="../pic.png">', "docs/two.md: link 'pic.png' stands 1 times on the page, 0 times"),
        ("two", "Text.", '<figure class="diagram"></figure>', "docs/two.md: 1 diagrams on the page, 0 in the text"),
    ],
)
def test_a_difference_is_told(small: SmallSite, site: Path, page: str, old: str, new: str, message: str) -> None:
    small.edit(f"site/{page}/index.html", old, new)
    assert any(problem.startswith(message) for problem in told(small, site)), told(small, site)


def test_what_is_dropped_from_a_page_is_told_with_its_line(small: SmallSite, site: Path) -> None:
    small.write("site/index.html", "<html><body><article><h1>Home</h1></article></body></html>")
    assert told(small, site) == [
        "docs/index.md:12: link 'one/#part' stands 0 times on the page, 1 times in the text as read.",
        "docs/index.md:12: citation 'lewis2020retrieval' stands 0 times on the page, 1 times in the text as read.",
    ]


def test_a_page_that_is_not_there_is_told(small: SmallSite, site: Path) -> None:
    (site / "two/index.html").unlink()
    assert told(small, site) == ["docs/two.md: there is no page at 'two/'."]
