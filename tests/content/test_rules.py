"""What a kind of chapter asks for: its sections in order, its length, its relations, and words of its own."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

SECTIONS = (
    "settles",
    "say-first",
    "questions",
    "decide",
    "numbers",
    "worked-fragment",
    "levels",
    "traps",
    "checklist",
    "cases",
)
"""Of a step's chapter."""
DIAGRAM = "```mermaid\nflowchart TD\n    accTitle: A title\n    accDescr: A sentence.\n    a[One] --> b[Two]\n```\n"
WHY = "Because it is the next thing to read."


def step(*, words: int = 1800, sections: tuple[str, ...] = SECTIONS, related: int = 3) -> str:
    """Return a step's chapter whose only fault is what the arguments say."""
    prose = [f"word{number}" for number in range(words - 11)]  # the title is one word, each of ten headings another
    parts = "\n".join(f"## Part {{ #{name} }}\n" for name in sections)
    more = "related:\n" + "".join(f"  - to: page{number}\n    why: {WHY}\n" for number in range(related))
    body = "{{ chapter_start() }}\n\n" + " ".join(prose) + f"\n\n{parts}\n{DIAGRAM}\n"
    text = SmallSite.chapter(
        "One", body + "{{ step_decisions() }}\n\n{{ chapter_end() }}\n", more=more if related else ""
    )
    return text.replace("kind: page", "kind: step")


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """Return a small site with pages to relate to; 'one' is a step's chapter and is named by nobody."""
    for number in range(8):
        small.write(f"docs/page{number}.md", small.chapter(f"Page {number}", "Text.\n"))
        small.edit("mkdocs.yml", "  - two.md\n", f"  - two.md\n  - page{number}.md\n")
    small.edit("docs/index.md", "one.md#part", "one.md")
    return small


def problems(site: SmallSite, text: str) -> list[str]:
    site.write("docs/one.md", text)
    return site.problems()


def test_a_step_says_first_what_home_shows_beside_the_clock(site: SmallSite) -> None:
    site.edit("mkdocs.yml", "  - one.md\n", "  - framework/ml-framing.md\n")
    site.edit("docs/index.md", "one.md", "framework/ml-framing.md")
    (site.root / "docs/one.md").unlink()
    said = "The input is this, the output is that, and one legal output is no answer."
    heading = "## Part { #say-first }\n"
    text = step(words=1900).replace(heading, f"{heading}\n/// say | Say first\n\n{said} And more.\n\n///\n")
    site.write("docs/framework/ml-framing.md", text)
    assert site.problems() == []
    site.edit("docs/framework/ml-framing.md", "one legal output", "a legal output")
    assert site.problems() == [
        "docs/framework/ml-framing.md:25: section 'say-first' does not say what home shows for this step; expected "
        f"'{said}' (`says` in scripts/content/steps.py), here or changed there."
    ]


@pytest.mark.parametrize("words", [1800, 2800])
def test_a_step_of_the_right_length_passes(site: SmallSite, words: int) -> None:
    assert problems(site, step(words=words)) == []
    assert site.load().chapters["one"].document.words == words


@pytest.mark.parametrize(("words", "found"), [(1799, "1,799"), (2801, "2,801")])
def test_a_step_that_is_too_short_or_too_long_is_refused(site: SmallSite, words: int, found: str) -> None:
    assert problems(site, step(words=words)) == [
        f"docs/one.md: {found} words without follow-ups; a step has 1,800 to 2,800."
    ]


def test_an_unfinished_chapter_is_not_measured(site: SmallSite) -> None:
    text = step(words=100).replace("## Part { #traps }", "## Part { #traps }\n\nGAP: to be written.\n")
    [gap] = problems(site, text)
    assert gap.endswith(": unfinished (GAP:).")


@pytest.mark.parametrize("related", [3, 6])
def test_three_to_six_related_chapters_pass(site: SmallSite, related: int) -> None:
    assert problems(site, step(related=related)) == []


@pytest.mark.parametrize(("related", "line"), [(0, 1), (2, 8), (7, 8)])
def test_fewer_or_more_related_chapters_are_refused(site: SmallSite, related: int, line: int) -> None:
    assert problems(site, step(related=related)) == [
        f"docs/one.md:{line}: {related} related chapters; expected 3 to 6."
    ]


def test_related_to_itself_to_nothing_or_twice(site: SmallSite) -> None:
    text = step(related=4).replace("to: page1", "to: one").replace("to: page2", "to: page0").replace("page3", "pag3")
    assert problems(site, text) == [
        "docs/one.md:11: related to itself, 'one'.",
        "docs/one.md:13: related to 'page0' twice.",
        "docs/one.md:15: related to 'pag3', which is no chapter. Did you mean 'page3'?",
    ]


def test_sections_in_another_order_name_the_first_that_is_misplaced(site: SmallSite) -> None:
    swapped = ("settles", "questions", "say-first", *SECTIONS[3:])
    assert problems(site, step(sections=swapped)) == [
        "docs/one.md:25: section 'questions' stands where 'say-first' is expected."
    ]
    last = (*SECTIONS[1:], "settles")
    assert problems(site, step(sections=last)) == [
        "docs/one.md:23: section 'say-first' stands where 'settles' is expected."
    ]


def test_a_section_that_lacks_is_named_and_the_order_of_the_others_is_right(site: SmallSite) -> None:
    assert problems(site, step(words=1801, sections=SECTIONS[:-1])) == [
        "docs/one.md: a step needs a section with the id 'cases'; there is none."
    ]


def test_other_sections_may_stand_between(site: SmallSite) -> None:
    assert problems(site, step(words=1799, sections=(*SECTIONS[:2], "own", *SECTIONS[2:]))) == []


@pytest.mark.parametrize("macro", ["chapter_start", "step_decisions", "chapter_end"])
def test_a_generated_part_that_lacks_is_named(site: SmallSite, macro: str) -> None:
    assert problems(site, step().replace(f"{{{{ {macro}() }}}}", "")) == [
        f"docs/one.md: a step needs a line '{{{{ {macro}() }}}}'; there is none."
    ]


def test_a_step_without_a_diagram(site: SmallSite) -> None:
    assert problems(site, step().replace(DIAGRAM, "")) == ["docs/one.md: 0 diagrams; a step needs at least 1."]


SENTENCE = "A sentence of ten words is no chance but copied."


def test_a_sentence_of_ten_words_stands_in_one_chapter_only(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", f"{SENTENCE} {SENTENCE}")
    assert small.problems() == []
    small.edit("docs/two.md", "Text.", "## Two { #two }\n\nWell: *a sentence* of ten words is no chance, but copied.")
    assert small.problems() == [
        "docs/two.md:14: this stands word for word in docs/one.md:14 too: "
        "'a sentence of ten words is no chance but copied'."
    ]


def test_nine_words_are_chance(small: SmallSite) -> None:
    for chapter in ("one", "two"):
        small.edit(f"docs/{chapter}.md", "Text.", "A sentence of nine words may well be chance.")
    assert small.problems() == []


def test_a_long_copy_is_shortened_and_an_answer_counts(small: SmallSite) -> None:
    copied = "One two three four five six seven eight nine ten eleven twelve thirteen."
    small.edit("docs/one.md", "Text.", copied)
    small.write("docs/case/index.md", small.chapter("Case", "Text.\n"))
    small.write(
        "docs/case/questions.yml",
        "- id: why\n  step: requirements\n  level: mid\n  tier: asked\n  question: Why is it so?\n"
        f"  answer: >-\n    {copied}\n",
    )
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - case/index.md\n")
    assert [problem for problem in small.problems() if "word for word" in problem] == [
        "docs/one.md:14: this stands word for word in docs/case/questions.yml:7 too: "
        "'one two three four five six seven eight nine ten eleven twelve …'."
    ]


@pytest.mark.parametrize(("head", "told"), [("| | A |", True), ("| A | |", True), ("| What | A |", False)])
def test_a_column_without_a_name_is_told(small: SmallSite, head: str, told: bool) -> None:
    small.edit("docs/two.md", "Text.", f"{head}\n| --- | --- |\n| x | y |")
    message = "docs/two.md:12: a column of this table has no name; expected one, such as 'What changes'."
    assert small.problems() == ([message] if told else [])
