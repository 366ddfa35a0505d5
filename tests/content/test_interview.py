"""An interview is refused with file, line, what was found and what was expected, and quotes the figures of its case."""

from __future__ import annotations

import pytest

from scripts.content.steps import SLUGS
from tests.conftest import SmallSite

FILE = "docs/cases/one/interview.md"
ESTIMATE = """assumptions:
  - {name: users, label: Users, value: 3, unit: user, range: [1, 9], why: Three people asked for it.}
results:
  - {name: pairs, label: Pairs, unit: user, formula: users * 2, explain: Twice as many.}
"""


def turn(speaker: str, clock: str, text: str = "Said.", note: str = "") -> str:
    kept = f"\n//// graded | Kept\n\n{note}\n\n////\n" if note else ""
    return f"/// {speaker} | {clock}\n\n{text}\n{kept}\n///\n\n"


def interview(*, last: str = "44:00", note: str = "A note.", outside: str = "", drop: str = "") -> str:
    """Return an interview whose only fault is what the arguments say."""
    parts = [outside]
    for number, slug in enumerate(SLUGS):
        if slug == drop:
            continue
        parts.append(f"## Step {number} {{ #{slug} }}\n\n")
        parts.append(turn("interviewer", f"{number * 6}:00", note=note))
        parts.append(turn({2: "wrong", 4: "repair"}.get(number, "candidate"), f"{number * 6}:20", "word " * 255))
    parts.append(turn("candidate", last, note="A last note."))
    body = "{{ chapter_start() }}\n\n" + "".join(parts) + "{{ chapter_end() }}\n"
    return SmallSite.chapter("One interview", body).replace("kind: page", "kind: interview")


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """Return a small site with an interview beside a case, which itself is far from whole."""
    small.write("docs/cases/one/index.md", small.chapter("One case", "Text.\n").replace("kind: page", "kind: case"))
    small.write("docs/cases/one/estimate.yml", ESTIMATE)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/one/index.md\n  - cases/one/interview.md\n")
    return small


def problems(site: SmallSite, text: str) -> list[str]:
    site.write(FILE, text)
    return [problem for problem in site.problems() if problem.startswith(FILE)]


def test_an_interview_that_runs_is_accepted(site: SmallSite) -> None:
    assert problems(site, interview()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (interview(last="36:10"), "the clock runs backwards, from 36:20 to 36:10."),
        (interview(last="45:01"), "the clock shows 45:01; an interview ends by 45:00."),
        (interview(last="half past"), "the clock of 'candidate' is 'half past'; expected minutes and seconds,"),
        (interview().replace("| 0:00", "| 0:05"), "the clock begins at 0:05; expected 0:00."),
        (interview(drop="evaluation"), "an interview needs a section with the id 'evaluation'; there is none."),
        (interview(note=""), "1 turns with a note of the interviewer; expected at least 8."),
        (interview(outside="/// graded | Kept\n\nLost.\n\n///\n\n"), "a note outside of a turn; expected it within"),
        (interview().replace("/// repair", "/// candidate"), "no turn 'repair'; an interview has one wrong turn"),
        (interview().replace("/// repair", "/// wrong"), "a second turn 'wrong'; expected one,"),
        (interview(outside="word " * 900), "words without follow-ups; an interview has 1,800 to 2,500."),
        (interview(outside='{{ value("pears") }}'), "the estimate has no figure 'pears'. Did you mean 'pairs'?"),
    ],
)
def test_a_fault_of_an_interview_is_named(site: SmallSite, text: str, problem: str) -> None:
    assert any(problem in found for found in problems(site, text)), problems(site, text)


def test_a_step_in_which_the_candidate_is_silent_is_named_by_line(site: SmallSite) -> None:
    text = interview().replace(turn("wrong", "12:20", "word " * 255), turn("interviewer", "12:20", "word " * 255))
    line = text.splitlines().index("## Step 2 { #data-preparation }") + 1
    assert f"{FILE}:{line}: the candidate says nothing in step 'data-preparation'." in problems(site, text)


def test_a_repair_follows_what_it_repairs(site: SmallSite) -> None:
    swapped = interview().replace("/// wrong", "/// kept").replace("/// repair", "/// wrong")
    assert any(
        "the repair stands before what it repairs." in p for p in problems(site, swapped.replace("kept", "repair"))
    )


def test_an_interview_without_its_case_is_refused(site: SmallSite) -> None:
    site.edit("docs/cases/one/index.md", "kind: case", "kind: page")
    assert f"{FILE}:1: there is no case 'cases/one', in whose folder an interview stands." in problems(
        site, interview()
    )


def test_turns_stand_in_interviews_only(site: SmallSite) -> None:
    site.write(FILE, interview())
    site.write("docs/two.md", site.chapter("Two", turn("candidate", "0:00")))
    assert "docs/two.md:12: a turn of 'candidate' in a page; expected it in an interview." in site.problems()


def test_an_interview_quotes_the_figures_of_its_case(site: SmallSite) -> None:
    assert problems(site, interview(outside='Of {{ value("pairs") }}.\n\n')) == []
