"""Cases, steps and concepts are held to what makes them teach, and told what is missing."""

from __future__ import annotations

import pytest

from scripts.content.rules import teaching
from tests.conftest import SmallSite

FILE = "docs/cases/one/index.md"
ESTIMATE = """assumptions:
  - {name: users, label: Users, value: 3, unit: user, range: [1, 9], why: Three people asked for it.}
results:
  - {name: pairs, label: Pairs, unit: user, formula: users * 2, explain: Twice as many.}
"""
PLOT = (
    "plots:\n  - {name: all, title: All, description: A line that rises with the users., result: pairs, over: users}\n"
)


def case(*, words: int = 800, text: str = "Text.", contract: bool = True) -> str:
    fold = "/// details | Contract\n    attrs: {id: contract}\n\nText.\n\n///\n\n" if contract else ""
    plot = '{{ plot("all") }}'
    first = f"## In ten minutes {{ #first-pass }}\n\n{'word ' * words}\n\n{plot}\n\n## Prompt {{ #prompt }}\n\n"
    faults = "## Faults { #what-breaks-first }\n\n| Fault |\n| --- |\n| One |\n"
    body = f"{first}{text}\n\n{fold}{faults}"
    return SmallSite.chapter("One case", body).replace("kind: page", "kind: case")


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """Return a small site with a case and an interview beside it, each far from whole in other ways."""
    small.write("docs/cases/one/estimate.yml", ESTIMATE + PLOT)
    interview = small.chapter("The interview", "Text.\n").replace("kind: page", "kind: interview")
    small.write("docs/cases/one/interview.md", interview)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/one/index.md\n  - cases/one/interview.md\n")
    return small


def problems(site: SmallSite, text: str) -> list[str]:
    site.write(FILE, text)
    told = ("first-pass", "what-breaks-first", "figures", "contract", "no plot in", "interview.md")
    return [p for p in site.problems() if p.startswith(FILE) and any(word in p for word in told)]


def test_a_case_that_teaches_is_accepted(site: SmallSite) -> None:
    assert problems(site, case(text="Of 1, 2, 3, 4 and 5 we speak. " + "word " * 200)) == []


def test_a_paragraph_over_its_figures_is_named_by_line(site: SmallSite) -> None:
    text = case(text="There are many: 1, 2.5, $3, 4,000, 5% and 6. " + "word " * 200)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.startswith("There are many"))
    expected = f"{FILE}:{line}: 6 figures in a paragraph, 1, 2.5, $3, 4,000, 5, 6; expected at most 5."
    assert problems(site, text) == [expected]


def test_figures_all_over_are_too_many(site: SmallSite) -> None:
    text = case(text="\n\n".join(["Of 1 and 2 and 3."] * 20), words=700)
    assert problems(site, text) == [f"{FILE}: 7.3 figures in 100 words of prose; expected at most 4.5."]


def test_tables_folds_and_steps_of_a_derivation_have_as_many_figures_as_they_need(site: SmallSite) -> None:
    row = "1 2 3 4 5 6 7 8"
    aside = f"1. {row}\n2. {row}\n\n| a | b |\n| --- | --- |\n| {row} | {row} |\n\n/// details | More\n\n{row}\n\n///"
    assert problems(site, case(text=aside)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (case(words=600), "expected 700 to 1,000."),
        (case().replace("## In ten minutes { #first-pass }\n", ""), "needs a section with the id 'first-pass';"),
        (case().replace("## In ten", "## Hello { #hello }\n\n## In ten"), "the first section is no 'first-pass';"),
        (case().replace("| --- |\n", ""), "no table in 'what-breaks-first';"),
        (case(contract=False), "no fold with the id 'contract';"),
        (case().replace('{{ plot("all") }}\n', "") + '{{ plot("all") }}\n', "no picture in 'first-pass';"),
    ],
)
def test_what_is_missing_is_named(site: SmallSite, text: str, problem: str) -> None:
    [found] = problems(site, text)
    assert problem in found


def test_a_case_needs_a_plot_and_an_interview(site: SmallSite) -> None:
    site.write("docs/cases/one/estimate.yml", ESTIMATE)
    (site.root / "docs/cases/one/interview.md").unlink()
    assert {p.partition(": ")[2] for p in problems(site, case())} == {
        "no plot in its estimate; a case shows how its result follows what decides.",
        "no interview.md beside it; a case is heard whole once.",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2026 an H100 with Llama 3.1 in section 6 does 989 TFLOP/s", ["989"]),
        ("p95 of 1,600 ms, 0.5% and $3.20", ["1,600", "0.5", "$3.20"]),
        ("GPT-4 and step 3", []),
    ],
)
def test_figures_are_what_a_reader_has_to_carry(text: str, expected: list[str]) -> None:
    assert teaching.figures(text) == expected
    assert teaching.density([text]) == 100 * len(expected) / len(text.split())


ASKED = """asked:
  when: "A product answers in text, and the interviewer asks for its price."
  who: Everybody who has a budget.
  skip: [aside]
"""


def concept(site: SmallSite, *, more: str = ASKED, aside: str = "aside") -> list[str]:
    """Write a concept and return what is wrong with how it teaches."""
    text = site.chapter("Two", f"## Aside {{ #{aside} }}\n\nText.\n", more=more).replace("kind: page", "kind: concept")
    site.write("docs/two.md", text)
    return [
        p
        for p in site.problems()
        if p.startswith("docs/two.md") and all(w not in p for w in (" needs ", "words", "related"))
    ]


def test_a_concept_needs_its_box_a_program_and_a_plot(site: SmallSite) -> None:
    assert concept(site, more="") == [
        "docs/two.md: no plot; expected two.estimate.yml beside it with one, and a line '{{ plot(\"…\") }}'.",
        "docs/two.md: no program; expected a line '{{ program(\"…\") }}' in the section 'code'.",
        "docs/two.md:1: no box that says when it is asked; expected 'asked' with 'when', 'who' and 'skip'.",
    ]
    assert concept(site, aside="asides")[-1] == (
        "docs/two.md:11: a first reading may skip 'aside', which is no section of it. Did you mean 'asides'?"
    )


def test_figures_of_a_step_are_counted_too(site: SmallSite) -> None:
    text = site.chapter("One", "Many: 1, 2, 3, 4, 5 and 6. " + "word " * 200).replace("kind: page", "kind: step")
    site.write("docs/one.md", text)
    assert "docs/one.md:12: 6 figures in a paragraph, 1, 2, 3, 4, 5, 6; expected at most 5." in site.problems()
