"""The files cards.yml and aliases.yml: what is read, and one sentence for each mistake."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

CARDS = """- slug: first
  title: First
  modality: Text to text
  makes: text
  latency: A second
  wait: answer
  core: Language model
  difficulty: easy
  trade_off: The best model loses to the quick one.
  shares:
    - {with: second, what: beams}
- slug: second
  title: Second
  modality: Text to image
  makes: image
  latency: Minutes
  wait: draft
  core: Diffusion model
  difficulty: hard
  trade_off: The best image loses to the quick one.
  shares: []
"""


@pytest.fixture
def carded(small: SmallSite) -> SmallSite:
    small.write("docs/cases/cards.yml", CARDS)
    assert small.problems() == []
    return small


def test_cards_are_read_in_their_order(carded: SmallSite) -> None:
    first, second = carded.load().cards
    assert (first.slug, first.title, first.makes, first.difficulty) == ("first", "First", "text", "easy")
    assert [(shared.other, shared.what) for shared in first.shares] == [("second", "beams")]
    assert (second.slug, second.shares) == ("second", ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "with: second",
            "with: secnd",
            "11: card 'first' shares with 'secnd', which is no other card. Did you mean 'second'?",
        ),
        ("with: second", "with: first", "11: card 'first' shares with 'first', which is no other card."),
        (
            "makes: image",
            "makes: imag",
            "15: 'makes' is 'imag'; expected one of text, image, video. Did you mean 'image'?",
        ),
        ("  latency: Minutes\n", "", "12: field 'latency' is missing."),
        ("slug: second", "slug: [second", "13: broken YAML"),
        (CARDS, "first: card\n", "1: expected a list of cards, each beginning with '- slug: …'."),
    ],
)
def test_a_mistake_in_a_card_is_told_with_its_line(carded: SmallSite, old: str, new: str, problem: str) -> None:
    carded.edit("docs/cases/cards.yml", old, new)
    [found, *more] = carded.problems()
    assert found.startswith(f"docs/cases/cards.yml:{problem}")
    assert more == []


def written(site: SmallSite, title: str, difficulty: str) -> list[str]:
    """Return what is said of the cards once the first case is written."""
    text = site.chapter(title, "Text.\n").replace("difficulty: easy", f"difficulty: {difficulty}")
    site.write("docs/cases/first.md", text)
    site.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/first.md\n")
    return [problem for problem in site.problems() if problem.startswith("docs/cases/cards.yml")]


def test_a_card_says_the_same_as_its_chapter(carded: SmallSite) -> None:
    assert written(carded, "First", "easy") == []


@pytest.mark.parametrize(("title", "difficulty"), [("First", "hard"), ("Furst", "easy")])
def test_a_card_that_says_something_else_than_its_chapter_is_refused(
    carded: SmallSite, title: str, difficulty: str
) -> None:
    [problem] = written(carded, title, difficulty)
    assert problem.startswith("docs/cases/cards.yml: card 'first' says")
    assert title in problem
    assert difficulty in problem


def test_a_case_without_a_card_is_refused(carded: SmallSite) -> None:
    carded.write("docs/cases/third.md", carded.chapter("Third", "Text.\n").replace("kind: page", "kind: case"))
    carded.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/third.md\n")
    assert [problem for problem in carded.problems() if "card" in problem] == [
        "docs/cases/cards.yml: case 'third' has no card, without which it is neither on home nor among the cases; "
        "expected an entry '- slug: third'."
    ]


ESTIMATE = """assumptions:
  - {name: pause, label: Pause, value: 250, unit: ms, range: [100, 900], why: Timed.}
  - {name: people, label: People, value: 2, unit: person, range: [1, 9], why: Counted.}
results:
  - {name: answers, label: Question to answer, unit: s, formula: pause, explain: The pause alone.}
  - {name: askers, unit: person, formula: people, explain: All of them.}
"""


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (
            "answers",
            "card 'first' has the wait 'answer', which is no time that its estimate computes; expected one of answers. "
            "Did you mean 'answers'?",
        ),
        ("answer", ""),
    ],
)
def test_the_wait_of_a_card_is_a_time_that_the_estimate_computes(carded: SmallSite, result: str, problem: str) -> None:
    carded.write("docs/cases/first/index.md", carded.chapter("First", "Text.\n"))
    carded.write("docs/cases/first/estimate.yml", ESTIMATE.replace("answers", result))
    carded.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/first/index.md\n")
    assert carded.problems() == ([f"docs/cases/cards.yml: {problem}"] if problem else [])
    carded.edit("docs/cases/cards.yml", "wait: answer\n", "wait: askers\n")
    assert [text.partition(", which")[0] for text in carded.problems()] == [
        "docs/cases/cards.yml: card 'first' has the wait 'askers'"
    ]


def test_aliases_are_read_by_chapter(small: SmallSite) -> None:
    small.write("docs/aliases.yml", "one: [first, the first one]\n")
    assert small.load().aliases == {"one": ("first", "the first one")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("two: [second]\nonne: [first]\n", "2: aliases for 'onne', which is no chapter. Did you mean 'one'?"),
        ("one: first\n", "1: aliases of 'one': expected a list of texts, such as [tool use, actions]."),
        ("one:\n  - [first]\n", "1: aliases of 'one': expected a list of texts, such as [tool use, actions]."),
        ("- one\n", "1: expected chapters with their aliases; found a list."),
        ("one: [\n", "1: broken YAML"),
    ],
)
def test_a_mistake_in_aliases_is_told_with_its_line(small: SmallSite, text: str, problem: str) -> None:
    small.write("docs/aliases.yml", text)
    [found, *more] = small.problems()
    assert found.startswith(f"docs/aliases.yml:{problem}")
    assert more == []
