"""What a citation looks like on the page."""

from __future__ import annotations

import markdown

from tests.conftest import SmallSite

MORE = """
@misc{b2021other, title={Other}, author={Kim, Bo and Lee, Ann}, year={2021}, url={https://example.org/b}}
@misc{c2021third, title={Third}, author={Lee, Ann and Kim, Bo and Ito, C. and Roe, D.}, year={2021},
  url={https://example.org/c}}
"""


def convert(small: SmallSite, text: str) -> str:
    small.write("docs/references.bib", (small.root / "docs/references.bib").read_text() + MORE)
    small.edit("docs/two.md", "Text.", "[@b2021other; @c2021third]")
    options = {"scripts.pages.citations": {"content": small.load()}}
    return markdown.markdown(text, extensions=["scripts.pages.citations"], extension_configs=options)


def test_one_source_is_a_link_with_author_and_year(small: SmallSite) -> None:
    assert convert(small, "So [@lewis2020retrieval].") == (
        '<p>So <span class="citation">(<a href="#source-lewis2020retrieval">Lewis et al., 2020</a>)</span>.</p>'
    )


def test_several_sources_share_one_parenthesis_in_their_order(small: SmallSite) -> None:
    assert convert(small, "So [@c2021third; @b2021other].") == (
        '<p>So <span class="citation">(<a href="#source-c2021third">Lee et al., 2021</a>; '
        '<a href="#source-b2021other">Kim and Lee, 2021</a>)</span>.</p>'
    )


def test_code_is_no_citation(small: SmallSite) -> None:
    assert convert(small, "`[@lewis2020retrieval]`") == "<p><code>[@lewis2020retrieval]</code></p>"
