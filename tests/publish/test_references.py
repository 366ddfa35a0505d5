"""Which places of a page hold addresses, and which only look like it."""

from __future__ import annotations

import pytest

from scripts.finish.document import parse, serialize
from scripts.publish import references
from scripts.publish.references import Names

NAMES = {
    "search.json": "search.11111111.json",
    "assets/images/a.png": "assets/images/a.22222222.png",
    "assets/images/case/a.png": "assets/images/case/a.33333333.png",
    "assets/images/my pic.png": "assets/images/my pic.44444444.png",
    "assets/images/100% ä?#.png": "assets/images/100% ä?#.55555555.png",
    "assets/javascripts/search/worker.js": "assets/javascripts/core-worker-66666666.js",
}


def changed(body: str, page: str = "cases/x/index.html", address: str = "https://example.org/course/") -> str:
    names = Names(NAMES, address)
    document = parse(f"<body>{body}</body>")
    references.change(document, lambda link, root="": names.changed(link, page, root))
    return serialize(document).split("<body>")[1].split("</body>")[0]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../assets/images/a.png", "../../assets/images/a.22222222.png"),
        ("../../assets/images/a.png?v=1#top", "../../assets/images/a.22222222.png?v=1#top"),
        ("../../assets/images/case/a.png", "../../assets/images/case/a.33333333.png"),
        ("../../assets/images/my%20pic.png", "../../assets/images/my%20pic.44444444.png"),
        ("../../assets/images/my pic.png", "../../assets/images/my%20pic.44444444.png"),
        ("../../assets/images/100%25%20%C3%A4%3F%23.png", "../../assets/images/100%25%20%C3%A4%3F%23.55555555.png"),
        ("../../assets/javascripts/search/worker.js", "../../assets/javascripts/core-worker-66666666.js"),
        ("/course/assets/images/a.png", "/course/assets/images/a.22222222.png"),
        ("https://example.org/course/assets/images/a.png", "https://example.org/course/assets/images/a.22222222.png"),
        ("//example.org/course/search.json", "//example.org/course/search.11111111.json"),
        # Others, though their names look like it.
        ("search.json", "search.json"),
        ("../../research.json", "../../research.json"),
        ("../../a/search.json", "../../a/search.json"),
        ("/search.json", "/search.json"),
        ("/course/course/search.json", "/course/course/search.json"),
        ("https://example.com/course/search.json", "https://example.com/course/search.json"),
        ("https://[broken/search.json", "https://[broken/search.json"),
        ("mailto:search.json", "mailto:search.json"),
        ("#search.json", "#search.json"),
    ],
)
def test_a_link_is_changed_if_it_leads_to_that_very_file(link: str, expected: str) -> None:
    assert changed(f'<a href="{link}">x</a>') == f'<a href="{expected}">x</a>'


def test_text_keeps_its_words() -> None:
    text = (
        '<p title="search.json">The index is search.json, the picture assets/images/a.png.</p>'
        '<code>&lt;img src="assets/images/a.png"&gt;</code><img alt="search.json" id="search.json">'
        '<script>fetch("search.json")</script><meta name="description" content="search.json">'
        '<input value="search.json"><p data-label="search.json" class="search.json"></p><!-- search.json -->'
    )
    assert changed(text, "index.html") == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<img src="A">', '<img src="B">'),
        ('<img srcset="A 1x, b.png 2x">', '<img srcset="B 1x, b.png 2x">'),
        ('<link rel="preload" imagesrcset="A 1x">', '<link rel="preload" imagesrcset="B 1x">'),
        ('<video poster="A"></video>', '<video poster="B"></video>'),
        ('<object data="A"></object>', '<object data="B"></object>'),
        ('<svg><image xlink:href="A"></image></svg>', '<svg><image xlink:href="B"></image></svg>'),
        ('<svg><image href="A"></image></svg>', '<svg><image href="B"></image></svg>'),
        ('<meta property="og:image" content="A">', '<meta property="og:image" content="B">'),
        ('<meta name="twitter:image" content="A">', '<meta name="twitter:image" content="B">'),
        ('<script data-src="A"></script>', '<script data-src="B"></script>'),
        (
            "<p style=\"color: red; background: url( 'A' )\"></p>",
            '<p style="color: red; background: url( &quot;B&quot; )"></p>',
        ),
        ('<p style="background:url(A)"></p>', '<p style="background:url(&quot;B&quot;)"></p>'),
        ("<style>@media print{p{background:url(A)}}</style>", '<style>@media print{p{background:url("B")}}</style>'),
        ('<template><img src="A"></template>', '<template><img src="B"></template>'),
        (
            '<script type="application/ld+json">{"name": "A", "image": ["A"], "logo": {"url": "A"}}</script>',
            '<script type="application/ld+json">{"name": "A", "image": ["B"], "logo": {"url": "B"}}</script>',
        ),
    ],
)
def test_every_place_for_an_address_is_known(old: str, new: str) -> None:
    a, b = "../../assets/images/a.png", "../../assets/images/a.22222222.png"
    expected = new.replace("B", b)
    assert changed(old.replace("A", a)) == expected.replace("A", a)


def test_an_address_for_a_script_starts_from_the_root_that_its_element_names() -> None:
    element = '<site-search data-root="../../" data-index="{}" data-worker="{}"></site-search>'
    assert changed(element.format("search.json", "assets/javascripts/search/worker.js")) == element.format(
        "search.11111111.json", "assets/javascripts/core-worker-66666666.js"
    )
    assert changed(element.format("../../search.json", "other.js")) == element.format(
        "../../search.11111111.json", "other.js"
    )


def test_a_site_that_names_no_address_lies_at_the_root() -> None:
    assert changed('<a href="/search.json">x</a>', address="") == '<a href="/search.11111111.json">x</a>'


def test_styles_without_an_address_to_change_stay() -> None:
    style = '<style>a{content:"search.json";color:RED}/* url(search.json) */b{background:url(other.png)}</style>'
    assert changed(style, "index.html") == style


def test_a_manifest_names_its_icons_by_their_new_names() -> None:
    names = Names(NAMES, "")
    text = '{"name": "search.json", "icons": [{"src": "assets/images/a.png", "sizes": "48x48"}]}'
    assert references.in_manifest(text, lambda link, root="": names.changed(link, "app.webmanifest", root)) == (
        '{"name": "search.json", "icons": [{"src": "assets/images/a.22222222.png", "sizes": "48x48"}]}'
    )
    assert references.in_manifest("{broken", lambda link, root="": "x") == "{broken"
