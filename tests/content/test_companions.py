"""Files beside a chapter: which are read, and what a broken one means for the chapter."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

ESTIMATE = """assumptions:
  - {name: people, label: People, value: 2, unit: person, range: [1, 3], why: Said so.}
results:
  - {name: all, unit: person, formula: people * 2, explain: Twice.}
"""
TEXT = 'It is {{ value("all") }} and [a follow-up](#q-why).\n'


@pytest.fixture
def part(small: SmallSite) -> SmallSite:
    """Return a site with a chapter in a folder of its own, whose text needs what stands beside it."""
    small.write("docs/part/index.md", small.chapter("Part", TEXT))
    small.write("docs/part/estimate.yml", ESTIMATE)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - part/index.md\n")
    return small


def test_a_figure_is_read_from_the_file_beside_the_chapter(part: SmallSite) -> None:
    part.edit("docs/part/index.md", " and [a follow-up](#q-why)", "")
    assert part.problems() == []
    assert part.load().chapters["part"].document.words == 5, "title, 'It is', and the figure with its unit"
    part.edit("docs/part/index.md", '"all"', '"al"')
    assert part.problems() == ["docs/part/index.md:12: the estimate has no figure 'al'. Did you mean 'all'?"]


def test_a_unit_that_is_said_twice_is_told(part: SmallSite) -> None:
    part.edit("docs/part/index.md", " and [a follow-up](#q-why)", " a day")
    part.edit("docs/part/estimate.yml", "unit: person, formula", "unit: person/day, formula")
    part.edit("docs/part/estimate.yml", "unit: person, range", "unit: person/day, range")
    [found] = part.problems()
    assert found.endswith("'people/day a day' says its unit twice; the figure brings it along.")


def test_a_chapter_without_a_folder_has_its_file_by_its_name(part: SmallSite) -> None:
    part.edit("docs/part/index.md", " and [a follow-up](#q-why)", "")
    part.edit("docs/two.md", "Text.", 'It is {{ value("all") }}.')
    assert part.problems() == ["docs/two.md:12: there is no estimate beside this chapter, so no figure 'all'."]
    part.write("docs/two.estimate.yml", ESTIMATE)
    assert part.problems() == []
    part.write("docs/twoo.estimate.yml", ESTIMATE)
    assert part.problems() == [
        "docs/twoo.estimate.yml: it belongs to no chapter; expected 'docs/twoo.md'. Did you mean 'docs/two.md'?"
    ]


def test_a_figure_without_a_file_is_told(part: SmallSite) -> None:
    (part.root / "docs/part/estimate.yml").unlink()
    assert part.problems() == [
        "docs/part/index.md:12: link to '#q-why': docs/part/index.md has no id 'q-why'.",
        "docs/part/index.md:12: there is no estimate beside this chapter, so no figure 'all'.",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff", "docs/part/estimate.yml:1: not UTF-8: byte 0xff; save the file as UTF-8."),
        (b"assumptions: [\n", "docs/part/estimate.yml:1: broken YAML"),
        (b"assumptions: many\nresults: []\n", "docs/part/estimate.yml:1: 'assumptions' is 'many'"),
    ],
)
def test_a_broken_file_is_one_problem_and_no_missing_figure(part: SmallSite, data: bytes, problem: str) -> None:
    (part.root / "docs/part/estimate.yml").write_bytes(data)
    [found] = part.problems()
    assert found.startswith(problem)


def test_a_file_beside_several_chapters_belongs_to_none(part: SmallSite) -> None:
    part.write("docs/part/other.md", part.chapter("Other", "Text.\n"))
    part.edit("mkdocs.yml", "  - part/index.md\n", "  - part/index.md\n  - part/other.md\n")
    part.edit("docs/part/index.md", " and [a follow-up](#q-why)", "")
    content = part.load()
    assert content.chapters["part"].estimate is not None
    assert content.chapters["part/other"].estimate is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("- id: [\n", "docs/part/questions.yml:1: broken YAML"),
        ("why: because\n", "docs/part/questions.yml:1: expected a list of questions, each beginning with '- id: …'."),
    ],
)
def test_broken_follow_ups_are_one_problem_and_no_missing_section(part: SmallSite, data: str, problem: str) -> None:
    part.write("docs/part/questions.yml", data)
    [found] = part.problems()
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("glossary.yml", "- term: [\n", "docs/glossary.yml:1: broken YAML"),
        ("aliases.yml", "one: [\n", "docs/aliases.yml:1: broken YAML"),
        ("cases/cards.yml", "- [\n", "docs/cases/cards.yml:1: broken YAML"),
    ],
)
def test_a_broken_file_of_the_whole_site_is_one_problem(small: SmallSite, file: str, text: str, problem: str) -> None:
    small.write(f"docs/{file}", text)
    [found] = small.problems()
    assert found.startswith(problem)


def test_two_terms_with_one_address_are_refused(small: SmallSite) -> None:
    definition = "A sentence of at least forty characters that explains it."
    small.write(
        "docs/glossary.yml",
        f"- term: key/value\n  definition: {definition}\n  explained: one\n"
        f"- term: key-value\n  definition: {definition}\n  explained: one\n",
    )
    assert small.problems() == [
        "docs/glossary.yml:4: term 'key-value' has the address 'key-value' of 'key/value' on line 1."
    ]


def test_a_case_without_its_files_is_told_of_each(small: SmallSite) -> None:
    small.write("docs/chat/index.md", small.chapter("Chat", "Text.\n").replace("kind: page", "kind: case"))
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - chat/index.md\n")
    found = small.problems()
    for name in ("questions.yml", "estimate.yml", "practice.yml"):
        assert f"docs/chat/index.md: a case needs {name} beside it; there is none." in found


def test_a_title_of_a_fold_that_writes_a_result_by_hand_is_told(part: SmallSite) -> None:
    part.edit("docs/part/estimate.yml", "value: 2,", "value: 21,")
    part.edit("docs/part/estimate.yml", "range: [1, 3]", "range: [1, 30]")
    fold = "It is.\n\n/// details | How many? {}\n\nWhy.\n\n///\n"
    part.write("docs/part/index.md", part.chapter("Part", fold.format("42 people, or 142 people")))
    [found] = part.problems()
    assert found == "docs/part/index.md:14: '42 people' is written by hand; expected {{ value(\"all\") }}."
    part.write("docs/part/index.md", part.chapter("Part", fold.format('{{ value("all") }}, or 142 people')))
    assert part.problems() == []
