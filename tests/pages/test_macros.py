"""What macros print, on small sites whose right answers are written by hand."""

from __future__ import annotations

import pytest

from scripts.content.chapters.front_matter import FrontMatter
from scripts.content.chapters.macros import find
from scripts.pages.macros import MACROS, Page
from tests.conftest import SmallSite

RELATED = """related:
  - to: two
    why: It goes on where this one ends.
"""


def printed(small: SmallSite, macro: str, chapter: str, *arguments: str) -> str:
    content = small.load()
    return MACROS[macro](Page(content, content.chapters[chapter]), *arguments)


def test_the_end_of_a_chapter_lists_sources_and_related_chapters_from_both_sides(small: SmallSite) -> None:
    small.edit("docs/one.md", "tags: [retrieval]\n", f"tags: [retrieval]\n{RELATED}")
    home = printed(small, "chapter_end", "index")
    assert '<li id="source-lewis2020retrieval">Patrick Lewis, Ethan Perez, Aleksandra Piktus (2020). ' in home
    assert '<a href="https://arxiv.org/abs/2005.11401"' in home
    assert "## Related" not in home
    one = printed(small, "chapter_end", "one")
    assert "## Related chapters { #related }" in one
    assert '<a href="site:two/">' in one
    assert "It goes on where this one ends." in one
    two = printed(small, "chapter_end", "two")
    assert "### Referred to by { #referred-by }" in two
    assert '<a href="site:one/">' in two
    assert "## Related" not in two


def test_the_start_of_a_chapter_says_what_it_is(small: SmallSite) -> None:
    html = printed(small, "chapter_start", "one")
    assert "Easy" in html
    assert "1 min read" in html
    assert '<time datetime="2026-11-22">22 November 2026</time>' in html


def test_tags_are_listed_with_their_chapters(small: SmallSite) -> None:
    small.edit("docs/two.md", "[retrieval]", "[serving]")
    text = printed(small, "tagged_chapters", "index")
    assert text.index("## Retrieval { #tag:retrieval }") < text.index("## Serving { #tag:serving }")
    retrieval, serving = text.split("## Serving")
    assert "How passages are found." in retrieval
    assert ['site:"' in retrieval, "site:one/" in retrieval, "site:two/" in retrieval] == [True, True, False]
    assert ["site:one/" in serving, "site:two/" in serving] == [False, True]


@pytest.mark.parametrize(
    ("text", "message", "line", "nearest"),
    [
        ("{{ nosuch() }}", "unknown macro 'nosuch'", 1, ""),
        ("a\n{{ chapter_ende() }}", "unknown macro 'chapter_ende'", 2, "chapter_end"),
        ("{{ value() }}", "missing a required argument: 'name'", 1, ""),
        ("{{ value('a', 'b') }}", "too many positional arguments", 1, ""),
        ("{{ value(3) }}", "name is 3; expected a text", 1, ""),
        ("{{ value(x) }}", "expected plain texts and numbers", 1, ""),
        ("{{ value_of_x }}", "only macros stand between", 1, ""),
        ("```yaml\nkey: {{ value_of_x }}\n```", "{% raw %}", 2, ""),
        ("{% if x %}y{% endif %}", "only macros stand between", 1, ""),
        ("{{ chapter_end( }}", "broken macro", 1, ""),
        ("a\n\n## More {#more}\n", "expected '{ #more }'", 3, ""),
        ("{{ 1 + 1 }}", "only macros stand between", 1, ""),
    ],
)
def test_what_is_no_macro_is_told_before_the_build(text: str, message: str, line: int, nearest: str) -> None:
    _, [error] = find(text, 1, MACROS)
    assert message in error.message
    assert (error.line, error.nearest) == (line, nearest)


def test_calls_are_found_with_their_arguments_and_lines() -> None:
    text = "{{ chapter_start() }}\n\nIt is {{ value(name='x') }}, {% raw %}{{ y }}{% endraw %}.\n"
    calls, errors = find(text, 5, MACROS)
    assert [(call.name, call.arguments, call.line) for call in calls] == [
        ("chapter_start", (), 5),
        ("value", ("x",), 7),
    ]
    assert errors == []


def test_no_macro_is_hidden_by_a_field_of_front_matter() -> None:
    # To the macros plugin every field of a page is a variable, and a variable hides a macro of its name.
    assert set(MACROS) & (set(FrontMatter.model_fields) | {"extra", "config", "page"}) == set()


def test_days_of_a_plan_have_ids(small: SmallSite) -> None:
    days = ", ".join("{title: A day, items: [{do: Say it, minutes: 5}]}" for _ in range(2))
    plan = f"  - {{name: short, title: Short, intro: Two days., days: [{days}]}}\n"
    small.write("docs/practice/plans.yml", f"roles: [{{name: all, label: All}}]\nplans:\n{plan}")
    content = small.load()
    assert content.plans is not None
    small.edit("docs/two.md", "Text.", '{{ study_plan("short") }}')
    html = printed(small, "study_plan", "two", "short")
    assert '<li class="pc-plan__day" id="short-1">' in html
    assert '<li class="pc-plan__day" id="short-2">' in html
