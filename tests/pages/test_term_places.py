"""Where in a page terms are marked, and what stands around them afterwards."""

from __future__ import annotations

from collections.abc import Callable

import markdown
import pytest

from tests.conftest import SmallSite

GLOSSARY = """- term: beam search
  definition: A search that keeps the likeliest few continuations at each step.
  explained: one
- term: draft model
  definition: A small model whose tokens a larger one checks, many at a time.
  explained: one#part
"""
BEAM = '<a aria-describedby="term-beam-search" class="term" href="site:two/#beam-search">{}</a>'
DRAFT = '<a aria-describedby="term-draft-model" class="term" href="site:two/#draft-model">{}</a>'

Convert = Callable[[str], str]


@pytest.fixture
def convert(small: SmallSite) -> Convert:
    """Return what converts Markdown and leaves out the notes at the end."""
    small.write("docs/glossary.yml", GLOSSARY)
    small.edit("docs/two.md", "Text.", "{{ glossary() }}")
    content = small.load()

    def converted(text: str) -> str:
        html = markdown.markdown(
            text,
            extensions=["scripts.pages.terms", "tables", "attr_list"],
            extension_configs={"scripts.pages.terms": {"content": content}},
        )
        return html.partition('\n<div class="term-notes"')[0]

    return converted


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A beam search ends.", f"<p>A {BEAM.format('beam search')} ends.</p>"),
        ("beam search", f"<p>{BEAM.format('beam search')}</p>"),
        ("*A* beam search.", f"<p><em>A</em> {BEAM.format('beam search')}.</p>"),
        ("*A beam search* ends.", f"<p><em>A {BEAM.format('beam search')}</em> ends.</p>"),
        ("[A](b) beam search `c` ends.", f'<p><a href="b">A</a> {BEAM.format("beam search")} <code>c</code> ends.</p>'),
        ("`beam search`, a beam search.", f"<p><code>beam search</code>, a {BEAM.format('beam search')}.</p>"),
        (
            "Beam searches, a draft model, a beam search.",
            f"<p>{BEAM.format('Beam searches')}, a {DRAFT.format('draft model')}, a beam search.</p>",
        ),
        ("- beam search\n- beam search", f"<ul>\n<li>{BEAM.format('beam search')}</li>\n<li>beam search</li>\n</ul>"),
        ("# beam search\n\nbeam search", f"<h1>beam search</h1>\n<p>{BEAM.format('beam search')}</p>"),
        ("**beam search**{: .citation }, x", '<p><strong class="citation">beam search</strong>, x</p>'),
    ],
)
def test_the_first_use_is_marked_and_the_rest_of_the_text_stays(convert: Convert, text: str, html: str) -> None:
    assert convert(text) == html


def test_cells_of_a_table_are_read_in_order(convert: Convert) -> None:
    html = convert("| a | b |\n| --- | --- |\n| draft model | beam search |\n| beam search | x |\n")
    assert f"<td>{DRAFT.format('draft model')}</td>" in html
    assert f"<td>{BEAM.format('beam search')}</td>" in html
    assert html.count("<td>beam search</td>") == 1


def test_a_page_without_terms_has_no_notes(small: SmallSite) -> None:
    small.write("docs/glossary.yml", GLOSSARY)
    small.edit("docs/two.md", "Text.", "{{ glossary() }}")
    options = {"scripts.pages.terms": {"content": small.load()}}
    html = markdown.markdown("Nothing.", extensions=["scripts.pages.terms"], extension_configs=options)
    assert html == "<p>Nothing.</p>"


def test_without_a_page_that_lists_them_no_term_is_marked(small: SmallSite) -> None:
    small.write("docs/glossary.yml", GLOSSARY)
    options = {"scripts.pages.terms": {"content": small.load()}}
    html = markdown.markdown("A beam search.", extensions=["scripts.pages.terms"], extension_configs=options)
    assert html == "<p>A beam search.</p>"
