"""The index of small sites: which words lead to which chapter and section."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from scripts.content.chapters.chapter import Answer
from scripts.content.chapters.document import Document, Section
from scripts.content.chapters.questions import Question
from scripts.search import index
from tests.conftest import SmallSite

GLOSSARY = """- term: key-value cache
  short: KV cache
  definition: What a model keeps of earlier tokens so that it need not compute them again.
  explained: one#part
"""


class Built:
    """An index, read as scripts/search/index.py describes it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.words: list[str] = []
        for row in data["words"].split(" "):
            before = self.words[-1] if self.words else ""
            self.words.append(before[: int(row[0], 36)] + row[1:])

    def uses(self, word: str) -> dict[str, dict[str, int]]:
        """Return how often each field of each chapter uses a word."""
        row = list(self.data["postings"][self.words.index(word)]) if word in self.words else []
        found: dict[str, dict[str, int]] = {}
        for field in self.data["fields"]:
            chapter = 0
            for _ in range(row.pop(0) if row else 0):
                chapter += row.pop(0)
                found.setdefault(field, {})[self.data["chapters"][chapter][0]] = row.pop(0)
        return found

    def sections(self, part: str, word: str) -> list[str]:
        """Return the sections whose headings or keywords have a word."""
        anchors = [
            f"{chapter[0]}#{anchor}"
            for chapter, row in zip(self.data["chapters"], self.data["sections"], strict=True)
            for anchor in row[::3]
        ]
        number, found = 0, []
        for step in self.data[part][self.words.index(word)] if word in self.words else []:
            number += step
            found.append(anchors[number])
        return found


def build(small: SmallSite) -> Built:
    return Built(index.build(small.load()))


def test_chapters_and_sections_are_listed_as_the_page_shows_them(small: SmallSite) -> None:
    built = build(small)
    assert built.data["version"] == 2
    assert [row[:3] for row in built.data["chapters"]] == [
        ["", "Home", "Overview"],
        ["one/", "One", "Overview"],
        ["two/", "Two", "Overview"],
    ]
    assert built.data["chapters"][0][3].startswith("One sentence of the length that a search result shows")
    assert built.data["sections"] == [[], ["part", "Part", 0], []]
    assert built.words == sorted(set(built.words))


def test_a_word_counts_where_it_stands(small: SmallSite) -> None:
    small.edit("docs/one.md", "# One", "# Drafting")
    small.edit("docs/one.md", "title: One", "title: Drafting")
    small.edit("docs/one.md", "## Part", "## Accepted drafts")
    small.edit("docs/two.md", "Text.", "A draft, then another draft.")
    assert build(small).uses("draft") == {
        "title": {"one/": 1},
        "headings": {"one/": 1},
        "text": {"two/": 2},
    }


def test_a_description_and_a_tag_count_as_words_of_their_chapter(small: SmallSite) -> None:
    small.edit("docs/two.md", "tags: [retrieval]", "tags: [serving]")
    small.edit("docs/one.md", "and this one is long", "and this draft is long")
    built = build(small)
    assert built.uses("serv") == {"description": {"two/": 1}}
    assert built.uses("draft") == {"description": {"one/": 1}}


def test_other_names_and_terms_lead_to_the_chapter_that_explains_them(small: SmallSite) -> None:
    small.write("docs/aliases.yml", "two:\n  - speculative sampling\n")
    small.write("docs/glossary.yml", GLOSSARY)
    built = build(small)
    assert built.uses("specul") == {"names": {"two/": 1}}
    assert built.uses("cach") == {"names": {"one/": 2}}
    assert built.sections("headings", "cach") == ["one/#part"], "the section that the term names"


def test_a_whole_name_and_the_initials_of_a_long_one_are_words_too(small: SmallSite) -> None:
    small.write("docs/aliases.yml", "two:\n  - neural machine translation\n  - machine translation\n")
    built = build(small)
    assert [word for word in built.words if word.startswith("=")] == [
        "=home",
        "=machin_translat",
        "=neural_machin_translat",
        "=nmt",
        "=on",
        "=two",
    ]
    assert built.uses("=nmt") == {"names": {"two/": 1}}
    assert built.uses("=two") == {"title": {"two/": 1}}


def test_no_two_words_are_stored_as_one(small: SmallSite) -> None:
    small.edit("docs/one.md", "## Part", "## Accepted drafts")
    assert [word for word in build(small).words if "_" in word and not word.startswith("=")] == []


def test_headings_lead_to_their_section(small: SmallSite) -> None:
    small.edit(
        "docs/one.md", "Text.\n", "Text.\n\n## Drafts { #drafts }\n\nText.\n\n### More drafts { #more }\n\nText.\n"
    )
    built = build(small)
    assert built.sections("headings", "draft") == ["one/#drafts", "one/#more"]
    assert built.sections("headings", "part") == ["one/#part"]


def test_a_section_keeps_the_fourteen_words_that_tell_it_best(small: SmallSite) -> None:
    fourteen = "bread corn dough egg fig fish grain jam lamb milk nut oat salt soup"
    small.edit("docs/one.md", "Text.", f"Shared plain words. {fourteen}.")
    small.edit("docs/two.md", "Text.", "## Other { #other }\n\nShared plain words.")
    built = build(small)
    kept = [word for word in built.words if "one/#part" in built.sections("keywords", word)]
    assert kept == fourteen.split()
    assert built.sections("keywords", "share") == ["two/#other"]


def test_a_word_used_often_tells_a_section_better(small: SmallSite) -> None:
    many = " ".join(f"w{number}" for number in range(14))
    small.edit("docs/one.md", "Text.", f"{many} zebra zebra.")
    small.edit("docs/two.md", "Text.", "## Other { #other }\n\nPlain.")
    built = build(small)
    assert built.sections("keywords", "zebra") == ["one/#part"]
    assert built.sections("keywords", "w9") == [], "the last of fourteen that tell as little"


def test_what_stands_in_most_chapters_is_left_out_of_their_text(small: SmallSite) -> None:
    for name in ("index", "one", "two"):
        text = (small.root / f"docs/{name}.md").read_text(encoding="utf-8")
        small.write(f"docs/{name}.md", f"{text}\nEverywhere.{' Twice.' if name != 'two' else ''}\n")
    built = build(small)
    assert built.uses("everywher") == {}
    assert built.uses("twice") == {"text": {"": 1, "one/": 1}}


def test_a_list_of_terms_is_found_by_its_title_and_each_term_is_a_section(small: SmallSite) -> None:
    small.write("docs/glossary.yml", GLOSSARY)
    small.edit("docs/two.md", "Text.", "{{ glossary() }}")
    built = build(small)
    assert built.data["glossary"] == "two/"
    meaning = "What a model keeps of earlier tokens so that it need not compute them again."
    assert built.data["terms"] == [["key-value cache", "KV cache", "key-value-cache", meaning, 1, 0]]
    assert built.data["sections"][2] == ["key-value-cache", "key-value cache (KV cache)", 0]
    assert built.sections("headings", "cach") == ["one/#part", "two/#key-value-cache"]
    assert built.sections("keywords", "token") == ["two/#key-value-cache"]
    assert built.uses("token") == {}, "a list mentions everything and explains nothing"


def test_a_follow_up_is_a_section_that_counts_as_text(small: SmallSite) -> None:
    question = Question(
        id="eviction", step="evaluation", level="mid", tier="asked", question="Which pages are evicted?", answer="-"
    )
    read = Document(sections=(Section("", "", "The oldest."),))
    content = small.load()
    two = dataclasses.replace(content.chapters["two"], answers=(Answer(question, read),))
    built = Built(index.build(dataclasses.replace(content, chapters={**content.chapters, "two": two})))
    assert built.data["sections"][2] == ["q-eviction", "Which pages are evicted?", 0]
    assert built.sections("headings", "evict") == ["two/#q-eviction"]
    assert built.sections("keywords", "oldest") == ["two/#q-eviction"]
    assert built.uses("oldest") == {"text": {"two/": 1}}
    assert built.uses("evict") == {}, "what is asked is not what the chapter is called"


@pytest.mark.parametrize(("field", "length"), [("title", 2), ("names", 1), ("headings", 3), ("description", 21)])
def test_a_field_is_as_long_as_its_different_words(small: SmallSite, field: str, length: int) -> None:
    """A title is a word more, as a whole; names are one, so that many do not make each of them less."""
    small.write("docs/aliases.yml", "one:\n  - speculative sampling\n  - drafting\n")
    small.edit("docs/one.md", "## Part", "## Part of a part")
    built = build(small)
    assert built.data["lengths"][1][built.data["fields"].index(field)] == length


def test_words_that_share_many_letters_are_told_apart(small: SmallSite) -> None:
    one, two = "q" * 40, "q" * 40 + "w"
    small.edit("docs/one.md", "Text.", f"{one} {two}.")
    built = build(small)
    assert [word for word in built.words if word.startswith("qq")] == [one, two]
    assert built.uses(two) == {"text": {"one/": 1}}


def test_a_section_names_the_one_whose_part_it_is(small: SmallSite) -> None:
    headings = "## A { #a }\n\n### B { #b }\n\n### C { #c }\n\n#### D { #d }\n\n### E { #e }\n\n## F { #f }\n"
    small.edit("docs/two.md", "Text.", headings)
    row = build(small).data["sections"][2]
    assert [*zip(row[::3], row[2::3], strict=True)] == [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 4), ("f", 0)]


def test_a_follow_up_is_a_part_of_the_follow_ups(small: SmallSite) -> None:
    small.edit("docs/two.md", "Text.", "## Follow-ups { #follow-ups }\n\n## Sources { #other }\n")
    questions = [
        Question(id=name, step="evaluation", level="mid", tier="asked", question=f"What of {name}?", answer="-")
        for name in ("x", "y")
    ]
    content = small.load()
    answers = tuple(Answer(question, Document(sections=(Section("", "", "-"),))) for question in questions)
    two = dataclasses.replace(content.chapters["two"], answers=answers)
    row = index.build(dataclasses.replace(content, chapters={**content.chapters, "two": two}))["sections"][2]
    assert [*zip(row[::3], row[2::3], strict=True)] == [("follow-ups", 0), ("other", 0), ("q-x", 2), ("q-y", 3)]


def test_a_term_tells_its_other_forms_and_the_chapter_that_explains_it_as_a_whole(small: SmallSite) -> None:
    small.write(
        "docs/glossary.yml", GLOSSARY.replace("one#part", "one").replace("  short", "  also: [KV store]\n  short")
    )
    [term] = build(small).data["terms"]
    assert term[4:] == [1, -1, "KV store"]


def test_what_levels_say_is_found_by_their_names(small: SmallSite) -> None:
    small.edit("docs/two.md", "Text.", "## How they sound { #levels }\n\nText.\n")
    assert {
        word for word in ("mid", "senior", "staff") if "two/#levels" in build(small).sections("headings", word)
    } == {
        "mid",
        "senior",
        "staff",
    }
