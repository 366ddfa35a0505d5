"""The file questions.yml: what a follow-up must be, each mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.chapters import questions
from scripts.content.problems import Findings

STEPS = (
    "requirements",
    "ml-framing",
    "data-preparation",
    "model-development",
    "evaluation",
    "system-design",
    "deployment-and-monitoring",
)


def follow_ups(first_answer: str = " ".join(["word"] * 60)) -> str:
    """Return fourteen valid follow-ups of six lines each, two a step."""
    rows = []
    for number in range(14):
        rows += [
            f"- id: question-{number}",
            f"  step: {STEPS[number % 7]}",
            f"  level: {('mid', 'senior', 'staff')[number % 3]}",
            f"  tier: {('asked', 'tricky', 'often-wrong')[number % 3]}",
            f"  question: What is asked as number {number}?",
            f"  answer: {first_answer if number == 0 else ' '.join(['word'] * 60)}",
        ]
    return "\n".join(rows) + "\n"


def load(tmp_path: Path, text: str) -> tuple[list[questions.Question], list[str]]:
    file = tmp_path / "questions.yml"
    file.write_bytes(text.encode())
    findings = Findings()
    found = questions.read(file, Path("questions.yml"), findings)
    return [question for question, _ in found], [str(problem) for problem in findings.items]


def test_a_question_calls_no_macro(tmp_path: Path) -> None:
    text = follow_ups().replace("What is asked as number 0?", "'Why {{ value(\"gpus\") }} of them?'")
    expected = "question 'question-0' calls a macro; only an answer may, so expected the words themselves."
    assert load(tmp_path, text)[1] == [f"questions.yml:1: {expected}"]


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (59, ["questions.yml:1: the answer to 'question-0' has 59 words; expected 60 to 150."]),
        (60, []),
        (150, []),
        (151, ["questions.yml:1: the answer to 'question-0' has 151 words; expected 60 to 150."]),
    ],
)
def test_an_answer_has_60_to_150_words(tmp_path: Path, words: int, problems: list[str]) -> None:
    assert load(tmp_path, follow_ups(" ".join(["word"] * words)))[1] == problems


@pytest.mark.parametrize(
    "written", ["|\n    What is one\n    and two?", ">\n    What is one\n\n    and two?", '"What is one\n    and two?"']
)
def test_a_question_of_two_lines_is_one_question(tmp_path: Path, written: str) -> None:
    found, problems = load(tmp_path, follow_ups().replace("What is asked as number 0?", written))
    assert problems == []
    assert found[0].question == "What is one and two?"


def test_the_line_on_which_an_answer_begins_is_known(tmp_path: Path) -> None:
    file = tmp_path / "questions.yml"
    file.write_text(follow_ups(">-\n    " + " ".join(["word"] * 60)), encoding="utf-8")
    found = questions.read(file, Path("questions.yml"), Findings())
    assert [line for _, line in found][:2] == [7, 13]


def test_windows_line_ends_and_a_mark_change_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + follow_ups().replace("\n", "\r\n")) == load(tmp_path, follow_ups())


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "step: evaluation",
            "step: evalution",
            [
                "questions.yml:26: 'step' is 'evalution'; expected one of requirements, ml-framing, "
                "data-preparation, model-development, evaluation, system-design, deployment-and-monitoring. "
                "Did you mean 'evaluation'?"
            ],
        ),
        (
            "level: mid",
            "level: midd",
            ["questions.yml:3: 'level' is 'midd'; expected one of mid, senior, staff. Did you mean 'mid'?"],
        ),
        (
            "tier: asked",
            "tier: trick",
            ["questions.yml:4: 'tier' is 'trick'; expected one of asked, tricky, often-wrong. Did you mean 'tricky'?"],
        ),
        (
            "id: question-1\n",
            "id: question-0\n",
            ["questions.yml:7: question id 'question-0' stands twice, first on line 1."],
        ),
        (
            "id: question-1\n",
            "id: Question 1\n",
            ["questions.yml:7: 'id' is 'Question 1'; expected lower-case letters and digits, with '-' between words."],
        ),
        (
            "What is asked as number 1?",
            "Why?",
            ["questions.yml:11: 'question' has 4 characters; expected at least 10."],
        ),
        (
            "  answer: word",
            "  sources: [one]\n  answer: word",
            ["questions.yml:1: question 'question-0': source 'one' is listed but not cited in the answer."],
        ),
        (
            "  answer: word",
            "  answer: word [@two]",
            ["questions.yml:1: question 'question-0': source 'two' is cited in the answer but not listed."],
        ),
        (
            "  answer: word",
            "  sources: [two, two]\n  answer: word [@two]",
            ["questions.yml:1: question 'question-0': source 'two' is listed twice."],
        ),
    ],
)
def test_a_mistake_is_told_once(tmp_path: Path, old: str, new: str, problems: list[str]) -> None:
    text = follow_ups()
    assert old in text
    assert load(tmp_path, text.replace(old, new, 1))[1] == problems


def test_a_case_has_fourteen_questions_of_every_step_level_and_tier(tmp_path: Path) -> None:
    rows = follow_ups().splitlines(keepends=True)
    assert load(tmp_path, "".join(rows[: 13 * 6]))[1] == ["questions.yml:1: 13 questions; expected at least 14."]
    text = follow_ups().replace("step: evaluation", "step: requirements")
    text = text.replace("level: staff", "level: mid").replace("tier: tricky", "tier: asked")
    assert load(tmp_path, text)[1] == [
        "questions.yml:1: no question of level 'staff'.",
        "questions.yml:1: no question of tier 'tricky'.",
        "questions.yml:1: no question of step 'evaluation'.",
    ]


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    expected = "questions.yml:1: expected a list of questions, each beginning with '- id: …'."
    assert load(tmp_path, "id: a\n") == ([], [expected])


@pytest.mark.parametrize(
    ("length", "problems"),
    [
        (9, ["questions.yml:5: 'question' has 9 characters; expected at least 10."]),
        (10, []),
        (200, []),
        (201, ["questions.yml:5: 'question' has 201 characters; expected at most 200."]),
    ],
)
def test_a_question_has_10_to_200_characters(tmp_path: Path, length: int, problems: list[str]) -> None:
    text = follow_ups().replace("What is asked as number 0?", "x" * length)
    assert load(tmp_path, text)[1] == problems
