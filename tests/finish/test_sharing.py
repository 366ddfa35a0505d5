"""What pages say to those who find or share them, on chapters of a small site."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from scripts.content.model import Content
from scripts.finish import feed, linked_data, llms, sharing
from scripts.finish.document import parse
from tests.conftest import DESCRIPTION, SmallSite, free_kinds

BASE = "https://example.org/course/"
ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = '<head><meta name="description" content="x"><title>One - Small</title><link rel="icon" href="a.svg"></head>'
BOOK = """@book{aminian2024,
  title = {A Book},
  author = {Aminian, Ali and Sheng, Hao and others},
  publisher = {Somebody},
  year = {2024},
  isbn = {978-1-7360491-4-3}
}
"""


@pytest.fixture
def content(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Content:
    free_kinds(monkeypatch)
    small.edit("mkdocs.yml", "site_name: Small\n", "site_name: Small\nsite_description: A small site.\n")
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - talks/index.md\n  - talks/one/index.md\n  - book.md\n")
    small.write("docs/talks/index.md", small.chapter("Talks", "Text.\n"))
    talk = small.chapter("One talk", "Text.\n").replace("kind: page", "kind: concept").replace("easy", "hard")
    small.write(
        "docs/talks/one/index.md", talk.replace("updated: 2026-11-22", "updated: 2026-11-28\nupdated_at: '09:30'")
    )
    book = small.chapter("The book", "It says so [@lewis2020retrieval], and [@aminian2024].\n")
    small.write("docs/book.md", book.replace("kind: page", "kind: book"))
    small.write("docs/references.bib", (small.root / "docs/references.bib").read_text("utf-8") + BOOK)
    return small.load()


def nodes(content: Content, chapter: str) -> dict[str, dict[str, Any]]:
    data = linked_data.of_page(content.chapters[chapter], content, BASE)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_chapter_is_a_learning_resource(content: Content) -> None:
    assert nodes(content, "talks/one")["LearningResource"] == {
        "@type": "LearningResource",
        "name": "One talk",
        "description": DESCRIPTION,
        "url": "https://example.org/course/talks/one/",
        "dateModified": "2026-11-28T09:30Z",
        "learningResourceType": "Concept",
        "educationalLevel": "Advanced",
        "isPartOf": {"@type": "WebSite", "name": "Small", "url": BASE},
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_a_trail_leads_from_home_through_the_folders_that_are_pages(content: Content) -> None:
    trail = nodes(content, "talks/one")["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in trail] == [
        (1, "Small", BASE),
        (2, "Talks", f"{BASE}talks/"),
        (3, "One talk", f"{BASE}talks/one/"),
    ]
    assert all(item["@type"] == "ListItem" for item in trail)
    assert list(nodes(content, "talks")) == ["BreadcrumbList"]


def test_the_page_of_a_book_says_which(content: Content) -> None:
    assert nodes(content, "book")["LearningResource"]["about"] == {
        "@type": "Book",
        "name": "A Book",
        "author": [{"@type": "Person", "name": "Ali Aminian"}, {"@type": "Person", "name": "Hao Sheng"}],
        "isbn": "978-1-7360491-4-3",
    }
    assert "about" not in nodes(content, "talks/one")["LearningResource"]


def test_home_is_the_site(content: Content) -> None:
    assert nodes(content, "index") == {
        "WebSite": {"@type": "WebSite", "name": "Small", "url": BASE, "description": "A small site."}
    }


def test_no_text_ends_the_script_it_stands_in() -> None:
    text = sharing.as_script({"name": "a </script><b> & ä"})
    assert "<" not in text
    assert json.loads(text) == {"name": "a </script><b> & ä"}


def shared(content: Content, chapter: str, base: str = BASE, **options: bool) -> Any:
    document = parse(HEAD)
    sharing.add(document, content.chapters[chapter], content, base, **options)
    return document


def test_a_head_says_how_the_page_is_shared(content: Content) -> None:
    document = shared(content, "talks/one")
    found = {node.attributes.get("property"): node.attributes["content"] for node in document.css("meta")}
    assert found == {
        "og:description": "x",
        "og:title": "One talk",
        "og:type": "article",
        "og:url": f"{BASE}talks/one/",
        "og:image": f"{BASE}assets/cards/talks/one.png",
        "og:site_name": "Small",
        None: "summary_large_image",
    }
    assert document.css_first('meta[name="twitter:card"]') is not None
    assert document.css_first('link[rel="alternate"]') is None
    data = json.loads(document.css_first('head > script[type="application/ld+json"]').text())
    assert data == linked_data.of_page(content.chapters["talks/one"], content, BASE)
    assert document.css_first("head").child.tag == "meta", "nothing stands before what was there"


def test_home_is_a_site_and_leads_to_the_feed(content: Content) -> None:
    document = shared(content, "index")
    assert document.css_first('meta[property="og:type"]').attributes["content"] == "website"
    assert document.css_first('meta[property="og:url"]').attributes["content"] == BASE
    assert document.css_first('link[rel="alternate"]').attributes["href"] == "feed.xml"


def test_a_page_without_a_picture_names_none_and_a_site_without_an_address_says_nothing(content: Content) -> None:
    document = shared(content, "talks/one", pictured=False)
    assert document.css_first('meta[property="og:image"]') is None
    assert document.css_first('meta[name="twitter:card"]').attributes["content"] == "summary"
    assert "og:" not in (shared(content, "talks/one", base="").html or "")


def test_programs_find_the_pages_as_markdown_in_the_order_of_the_navigation(content: Content) -> None:
    text = llms.text(content.chapters.values(), content.settings, BASE)
    assert text == (
        "# Small\n\n> A small site.\n\n"
        "Each page is listed as Markdown, with its figures computed and its sources linked. "
        "Its license is CC BY 4.0.\n\n"
        f"## Start\n\n- [Home]({BASE}index.md): {DESCRIPTION}\n\n"
        f"## Concepts\n\n- [One talk]({BASE}talks/one/index.md): {DESCRIPTION}\n\n"
        f"## The book and the way in\n\n- [The book]({BASE}book/index.md): {DESCRIPTION}\n\n"
        f"## Optional\n\n- [One]({BASE}one/index.md): {DESCRIPTION}\n- [Two]({BASE}two/index.md): {DESCRIPTION}\n"
        f"- [Talks]({BASE}talks/index.md): {DESCRIPTION}\n"
    )
    assert llms.robots(BASE) == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


CHANGELOG = """# Changelog

What changes.

## 2026-11-29

- One *thing* & another.

## 2026-11-20

The site stands.
"""


def read(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - our own


def test_the_feed_tells_the_newest_first(content: Content) -> None:
    entries = [*feed.of_releases(CHANGELOG, BASE), *feed.of_chapters(content.chapters.values(), BASE)]
    root = read(feed.write(entries, content.settings, BASE))
    said = [(e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}updated")) for e in root.iter(f"{ATOM}entry")]
    assert said == [
        ("Changes of 29 November 2026", "2026-11-29T00:00:00Z"),
        ("One talk", "2026-11-28T09:30:00Z"),
        ("The book", "2026-11-22T00:00:00Z"),
        ("Changes of 20 November 2026", "2026-11-20T00:00:00Z"),
    ]
    release, talk, *_ = root.iter(f"{ATOM}entry")
    assert release.findtext(f"{ATOM}content") == "<ul>\n<li>One <em>thing</em> &amp; another.</li>\n</ul>"
    assert release.find(f"{ATOM}content").attrib == {"type": "html"}  # type: ignore[union-attr]
    assert talk.findtext(f"{ATOM}summary") == DESCRIPTION
    assert talk.findtext(f"{ATOM}id") == f"{BASE}talks/one/#2026-11-28T09:30Z"


def test_a_feed_is_whole(content: Content) -> None:
    root = read(feed.write(feed.of_chapters(content.chapters.values(), BASE), content.settings, BASE))
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}id") == BASE
    assert root.findtext(f"{ATOM}updated") == "2026-11-28T09:30:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Small contributors"
    assert [link.attrib["href"] for link in root.findall(f"{ATOM}link")] == [f"{BASE}feed.xml", BASE]


def test_a_feed_is_no_longer_than_forty_entries(content: Content) -> None:
    many = [feed.Entry(f"{BASE}#{n}", str(n), BASE, f"2026-11-{n % 28 + 1:02}T00:00:00Z") for n in range(60)]
    found = list(read(feed.write(many, content.settings, BASE)).iter(f"{ATOM}entry"))
    assert len(found) == 40
    days = [entry.findtext(f"{ATOM}updated") for entry in found]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert read(feed.write([], content.settings, BASE)).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
