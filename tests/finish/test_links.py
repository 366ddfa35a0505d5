"""Links that name a path below the site's root, seen from the page they stand in."""

from __future__ import annotations

import pytest

from scripts.finish import links
from scripts.finish.document import map_srcset, parse, serialize


def resolved(body: str, page: str, base: str = "/") -> str:
    document = parse(f"<body>{body}</body>")
    links.resolve(document, page, base)
    return serialize(document).split("<body>")[1].split("</body>")[0]


@pytest.mark.parametrize(
    ("link", "page", "expected"),
    [
        ("site:cases/x/#part", "cases/y/index.html", "../x/#part"),
        ("site:cases/x/", "index.html", "cases/x/"),
        ("site:cases/x/", "cases/index.html", "x/"),
        ("site:cases/", "cases/x/index.html", "../"),
        ("site:", "cases/x/index.html", "../../"),
        ("site:", "index.html", "./"),
        ("site:#part", "cases/x/index.html", "../../#part"),
        ("site:#part", "index.html", "#part"),
        ("site:cases/x/#part", "cases/x/index.html", "#part"),
        ("site:cases/x/?q=a#part", "cases/x/index.html", "?q=a#part"),
        ("site:cases/x/", "cases/x/index.html", "./"),
        ("site:graph.json", "graph/index.html", "../graph.json"),
        ("site:graph.json", "index.html", "graph.json"),
        ("site:graph.json#a", "cases/x/index.html", "../../graph.json#a"),
        ("site:a/?q=b/c#d?e", "b/index.html", "../a/?q=b/c#d?e"),
        ("site:a/#part", "a.html", "a/#part"),
        ("site:a.html#part", "a.html", "#part"),
        ("site:f%C3%A4lle/#part", "fälle/index.html", "#part"),
        ("site:f%C3%A4lle/", "fälle/x/index.html", "../"),
        ("site:a%20b/c.png", "a b/index.html", "c.png"),
        ("site:/cases/x/", "index.html", "cases/x/"),
    ],
)
def test_a_link_becomes_relative_to_its_page(link: str, page: str, expected: str) -> None:
    assert resolved(f'<a href="{link}">x</a>', page) == f'<a href="{expected}">x</a>'


@pytest.mark.parametrize(
    ("link", "base", "expected"),
    [
        ("site:cases/x/#part", "/", "/cases/x/#part"),
        ("site:cases/x/#part", "/course/", "/course/cases/x/#part"),
        ("site:", "/course/", "/course/"),
        ("site:", "/", "/"),
    ],
)
def test_the_page_for_wrong_addresses_is_served_anywhere_so_its_links_are_absolute(
    link: str, base: str, expected: str
) -> None:
    assert resolved(f'<a href="{link}">x</a>', "404.html", base) == f'<a href="{expected}">x</a>'


def test_every_attribute_that_begins_with_it_is_a_link() -> None:
    body = (
        '<img src="site:a.png" srcset="site:a.png 1x, b.png 2x,site:c,d.png 3x">'
        '<form action="site:search/"></form>'
        '<site-search data-root="site:" data-index="site:search.json"></site-search>'
        '<svg viewBox="0 0 1 1"><a xlink:href="site:b/"><path d="M0"></path></a></svg>'
    )
    assert resolved(body, "a/index.html") == (
        '<img src="../a.png" srcset="../a.png 1x, b.png 2x,../c,d.png 3x">'
        '<form action="../search/"></form>'
        '<site-search data-root="../" data-index="../search.json"></site-search>'
        '<svg viewBox="0 0 1 1"><a xlink:href="../b/"><path d="M0"></path></a></svg>'
    )


def test_links_inside_templates_are_resolved_too() -> None:
    body = '<template><a href="site:b/">b</a></template><noscript><img src="site:a.png"></noscript>'
    assert resolved(body, "a/index.html") == (
        '<template><a href="../b/">b</a></template><noscript><img src="../a.png"></noscript>'
    )


def test_words_and_other_links_stay() -> None:
    body = '<p title="on site: 3">Write site:cases/x/ here.</p><code>href="site:a/"</code><a href="b/#c">b</a>'
    assert resolved(body, "a/index.html") == body


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.png", "[a.png]"),
        ("a.png 1x, b.png 2x", "[a.png] 1x, [b.png] 2x"),
        ("a.png, b.png 2x", "[a.png], [b.png] 2x"),
        ("a,b.png 100w,\n  c.png 200w", "[a,b.png] 100w,\n  [c.png] 200w"),
        (" a.png ", " [a.png] "),
        ("a.png,", "[a.png],"),
        ("", ""),
        (" , ", " , "),
    ],
)
def test_each_address_of_a_srcset_is_changed(value: str, expected: str) -> None:
    assert map_srcset(value, lambda address: f"[{address}]") == expected
