"""What the content answers when it is asked: who leads to whom, who cites what, which page is which."""

from __future__ import annotations

import pytest

from scripts.content import model
from scripts.content.problems import ContentError
from tests.conftest import SmallSite

WHY = "A reason that is long enough to decide by."


def relate(site: SmallSite, name: str, *others: str) -> None:
    rows = "".join(f"  - {{to: {other}, why: From {name} to {other} for a reason.}}\n" for other in others)
    site.edit(f"docs/{name}.md", "tags: [retrieval]\n", f"tags: [retrieval]\nrelated:\n{rows}")


def test_chapters_stand_in_the_order_of_the_navigation(small: SmallSite) -> None:
    small.edit("mkdocs.yml", "  - one.md\n  - two.md\n", "  - two.md\n  - one.md\n")
    content = small.load()
    assert list(content.chapters) == ["index", "two", "one"]
    assert [chapter.id for chapter in content.of_kind("page")] == ["index", "two", "one"]
    assert content.of_kind("case") == []


def test_a_relation_is_told_from_both_sides_with_its_reason(small: SmallSite) -> None:
    relate(small, "one", "two", "index")
    content = small.load()
    assert [(r.chapter.id, r.why) for r in content.related("one")] == [
        ("two", "From one to two for a reason."),
        ("index", "From one to index for a reason."),
    ]
    assert [(r.chapter.id, r.why) for r in content.referred_by("two")] == [("one", "From one to two for a reason.")]
    assert content.referred_by("one") == []
    assert content.related("two") == []


def test_chapters_that_name_each_other_are_listed_once(small: SmallSite) -> None:
    relate(small, "one", "two")
    relate(small, "two", "one")
    relate(small, "index", "two")
    content = small.load()
    assert content.referred_by("one") == []
    assert [reference.chapter.id for reference in content.referred_by("two")] == ["index"]


def test_a_chapter_is_used_by_those_whose_text_or_relations_lead_to_it(small: SmallSite) -> None:
    relate(small, "two", "one")
    small.edit("docs/two.md", "Text.", "[one](one.md), [two](two.md), [again](one.md#part)")
    content = small.load()
    assert [chapter.id for chapter in content.used_by("one")] == ["index", "two"]
    assert content.used_by("two") == [], "its own links do not count"


def test_a_source_is_cited_by_chapters_in_the_order_of_the_navigation(small: SmallSite) -> None:
    small.edit("docs/two.md", "Text.", "It says so [@lewis2020retrieval], twice [@lewis2020retrieval].")
    content = small.load()
    assert [chapter.id for chapter in content.citing["lewis2020retrieval"]] == ["index", "two"]
    assert [source.key for source in content.sources_of("two")] == ["lewis2020retrieval"]
    assert content.sources_of("one") == []


def test_a_page_is_known_by_the_list_that_it_prints(small: SmallSite) -> None:
    assert small.load().pages == {}
    small.edit("docs/two.md", "Text.", "{{ references() }}\n\n{{ tagged_chapters() }}")
    content = small.load()
    assert {name: chapter.id for name, chapter in content.pages.items()} == {"references": "two", "tags": "two"}


def test_entries_of_lists_may_be_linked_to_where_the_list_is(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", "[a](two.md#lewis2020retrieval) [b](two.md#tag:retrieval) [c](two.md#letter-z)")
    assert len(small.problems()) == 3
    small.edit("docs/two.md", "Text.", "{{ references() }}\n\n{{ tagged_chapters() }}\n\n{{ glossary() }}")
    assert small.problems() == []


def test_a_gap_is_refused_and_shown_by_a_preview(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", "GAP: to be written.")
    with pytest.raises(ContentError) as raised:
        small.load()
    assert [str(problem) for problem in raised.value.problems] == ["docs/one.md:14: unfinished (GAP:)."]
    content = model.load(small.root, allow_gaps=True)
    assert [str(gap) for gap in content.gaps] == ["docs/one.md:14: unfinished (GAP:)."]


def test_a_preview_is_told_of_mistakes_and_not_of_gaps(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", "GAP: to be written, [there](nowhere.md).")
    with pytest.raises(ContentError) as raised:
        model.load(small.root, allow_gaps=True)
    assert [str(problem) for problem in raised.value.problems] == [
        "docs/one.md:14: link to 'nowhere.md' leads to no file."
    ]


def test_a_chapter_in_a_folder_is_named_by_the_folder(small: SmallSite) -> None:
    small.write("docs/three/index.md", small.chapter("Three", "[home](../index.md)\n"))
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - three/index.md\n")
    chapter = small.load().chapters["three"]
    assert (chapter.url, chapter.name) == ("three/", "three")
    assert [chapter.id for chapter in small.load().used_by("index")] == ["three"]


def test_what_follows_from_a_chapter_that_cannot_be_read_is_not_told(small: SmallSite) -> None:
    relate(small, "two", "one")
    small.write("docs/aliases.yml", "one: [first]\n")
    small.edit("docs/one.md", "kind: page", "kind: pagge")
    [problem] = small.problems()
    assert problem.startswith("docs/one.md:4: 'kind' is 'pagge'")
