"""The edges of the graph: which type each has, where it begins and where it leads, and why."""

from __future__ import annotations

import pytest

from tests.conftest import CONFIG, SmallSite, free_kinds

WHY = "A reason that is long enough to decide by."


@pytest.fixture
def book(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """Return a site with a framework, a step of it, a case and two concepts, none of which must have anything."""
    free_kinds(monkeypatch, decides=False)
    chapters = {
        "framework": "page",
        "framework/evaluation": "step",
        "cases/chat": "case",
        "cache": "concept",
        "beam": "concept",
    }
    for name, kind in chapters.items():
        text = small.chapter(
            name.rpartition("/")[2].title(), "Text.\n", more=f"related:\n  - to: index\n    why: {WHY}\n"
        )
        small.write(f"docs/{name}.md", text.replace("kind: page", f"kind: {kind}"))
    names = "".join(f"  - {name}.md\n" for name in chapters)
    small.write("mkdocs.yml", CONFIG.replace("  - two.md\n", f"  - two.md\n{names}"))
    return small


def edges(site: SmallSite) -> list[tuple[str, str, str]]:
    """Return source, target and type of each edge but those to the home page, which make chapters nodes."""
    return [(edge.source, edge.target, edge.type) for edge in site.load().graph.edges if edge.target != "index"]


STEP_OF = ("framework/evaluation", "framework", "step-of")


def test_a_step_belongs_to_the_framework(book: SmallSite) -> None:
    book.edit("docs/index.md", "tags: [retrieval]\n", f"tags: [retrieval]\nrelated:\n  - to: cache\n    why: {WHY}\n")
    graph = book.load().graph
    [step_of] = [edge for edge in graph.edges if edge.type == "step-of"]
    assert (step_of.source, step_of.target) == ("framework/evaluation", "framework")
    assert step_of.why == "It is step 5 of the framework."
    assert {node.id: node.step for node in graph.nodes if node.step} == {"framework/evaluation": 5}


def test_a_chapter_names_another_as_related_and_not_the_other_way_round(book: SmallSite) -> None:
    book.edit("docs/beam.md", "to: index", "to: cache")
    related = [edge for edge in book.load().graph.edges if edge.type == "related" and edge.target != "index"]
    assert [(edge.source, edge.target, edge.why) for edge in related] == [("beam", "cache", WHY)]


@pytest.mark.parametrize(
    ("file", "link", "edge"),
    [
        ("cases/chat", "../cache.md", ("cases/chat", "cache", "uses-concept")),
        ("framework", "cache.md", ("framework", "cache", "uses-concept")),
        ("framework/evaluation", "../beam.md", ("framework/evaluation", "beam", "uses-concept")),
        ("cache", "beam.md", ("cache", "beam", "cites-in-text")),
        ("cache", "cases/chat.md", ("cache", "cases/chat", "cites-in-text")),
        ("cases/chat", "../framework.md", ("cases/chat", "framework", "cites-in-text")),
    ],
)
def test_a_link_uses_a_concept_or_only_mentions(
    book: SmallSite, file: str, link: str, edge: tuple[str, str, str]
) -> None:
    book.edit(f"docs/{file}.md", "\nText.", f"\n## Part {{ #part }}\n\nSee [there]({link}).")
    found = book.load().graph.edges
    assert {(e.source, e.target, e.type) for e in found if e.target != "index"} == {STEP_OF, edge}
    assert [e.why for e in found if (e.source, e.target, e.type) == edge] == ["Its text leads there in “Part”."]


def test_a_link_above_the_first_section_is_told_by_the_chapters_title(book: SmallSite) -> None:
    book.edit("docs/cache.md", "\nText.", "\n[there](beam.md)")
    assert [e.why for e in book.load().graph.edges if e.target == "beam"] == ["Its text leads there in “Cache”."]


def test_links_to_the_same_chapter_are_one_edge_with_the_first_section(book: SmallSite) -> None:
    text = "\n## First { #first }\n\n[a](cache.md)\n\n## Second { #second }\n\n[b](cache.md)"
    book.edit("docs/framework.md", "\nText.", text)
    assert edges(book) == [("framework", "cache", "uses-concept"), STEP_OF]
    [edge] = [edge for edge in book.load().graph.edges if edge.target == "cache"]
    assert edge.why == "Its text leads there in “First”."


def test_a_link_within_a_chapter_or_to_another_host_is_no_edge(book: SmallSite) -> None:
    book.edit(
        "docs/cache.md",
        "\nText.",
        "\n## Part { #part }\n\n[here](#part), [self](cache.md), [host](https://example.org).",
    )
    assert edges(book) == [STEP_OF]


def test_a_page_without_relations_is_a_table_of_contents_and_no_chapter(book: SmallSite) -> None:
    book.edit("docs/cache.md", "\nText.", "\n[two](two.md)")
    graph = book.load().graph
    assert "two" not in {node.id for node in graph.nodes}
    assert edges(book) == [STEP_OF]


def test_a_chapter_is_known_by_its_other_names_and_the_terms_it_explains(book: SmallSite) -> None:
    book.write("docs/aliases.yml", "beam:\n  - beam search\ncache: [cached keys]\n")
    book.write(
        "docs/glossary.yml",
        "- {term: key-value cache, short: KV cache, also: [KV store], definition: What is kept of earlier tokens for "
        "the next one., explained: cache}\n",
    )
    names = {node.id: node.names for node in book.load().graph.nodes}
    assert names["cache"] == ("cached keys", "key-value cache", "KV cache", "KV store")
    assert names["beam"] == ("beam search",)
    assert names["cases/chat"] is None
