"""The interviewer's follow-ups of a case: questions.yml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.chapters.reader import citation_keys, count_words
from scripts.content.files.schema import Closed, check, fold, one_of
from scripts.content.files.text import read as read_text
from scripts.content.files.yaml_file import YamlError, line_of, parse
from scripts.content.kinds import LEVELS, MIN_QUESTIONS, TIERS
from scripts.content.problems import Findings
from scripts.content.steps import SLUGS

MIN_WORDS, MAX_WORDS = 60, 150


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise PydanticCustomError("slug", "expected lower-case letters and digits, with '-' between words")
    return value


class Question(Closed):
    """One follow-up with its answer (Markdown, 60-150 words)."""

    id: Annotated[str, pydantic.AfterValidator(_slug)]
    step: Annotated[str, one_of(SLUGS)]
    level: Annotated[str, one_of(LEVELS)]
    tier: Annotated[str, one_of(TIERS)]
    question: Annotated[str, pydantic.Field(min_length=10, max_length=200), pydantic.BeforeValidator(fold)]
    answer: str
    sources: tuple[str, ...] = ()


def read(path: Path, display_path: Path, findings: Findings) -> list[tuple[Question, int]]:
    """Read a case's follow-ups, each with the line on which its answer begins; note what is wrong with them."""
    text = read_text(path, display_path, findings)
    if text is None:
        return []
    try:
        data, lines = parse(text)
    except YamlError as problem:
        findings.add(display_path, problem.line, problem.message)
        return []
    if not isinstance(data, list):
        findings.add(display_path, 1, "expected a list of questions, each beginning with '- id: …'.")
        return []
    found: list[tuple[int, Question]] = []
    answers: list[int] = []
    rows = text.split("\n")
    for index, item in enumerate(data):
        question = check(Question, item, lines, display_path, findings, at=(index,))
        if question is not None:
            found.append((line_of(lines, (index,)), question))
            key = line_of(lines, (index, "answer"))
            # The text of a block ("answer: >-") begins on the line after its key.
            answers.append(key + bool(re.search(r"\banswer:\s*[|>]", rows[key - 1])))
    for line, question in found:
        _check_one(question, line, display_path, findings)
    questions = [question for _, question in found]
    _check_ids(found, display_path, findings)
    if len(found) == len(data):  # what is missing may be what could not be read
        _check_coverage(questions, display_path, findings)
    return list(zip(questions, answers, strict=True))


def _check_one(question: Question, line: int, display_path: Path, findings: Findings) -> None:
    words = count_words(question.answer)
    if not MIN_WORDS <= words <= MAX_WORDS and "GAP:" not in question.answer:
        findings.add(
            display_path,
            line,
            f"the answer to '{question.id}' has {words} words; expected {MIN_WORDS} to {MAX_WORDS}.",
        )
    if "{{" in question.question:
        message = f"question '{question.id}' calls a macro; only an answer may, so expected the words themselves."
        findings.add(display_path, line, message)
    cited = set(citation_keys(question.answer))
    for key in sorted({key for key in question.sources if question.sources.count(key) > 1}):
        findings.add(display_path, line, f"question '{question.id}': source '{key}' is listed twice.")
    for key in sorted(cited ^ set(question.sources)):
        where = "cited in the answer but not listed" if key in cited else "listed but not cited in the answer"
        findings.add(display_path, line, f"question '{question.id}': source '{key}' is {where}.")


def _check_ids(found: list[tuple[int, Question]], display_path: Path, findings: Findings) -> None:
    first: dict[str, int] = {}
    for line, question in found:
        if question.id in first:
            findings.add(
                display_path, line, f"question id '{question.id}' stands twice, first on line {first[question.id]}."
            )
        first.setdefault(question.id, line)


def _check_coverage(questions: list[Question], display_path: Path, findings: Findings) -> None:
    if len(questions) < MIN_QUESTIONS:
        findings.add(display_path, 1, f"{len(questions)} questions; expected at least {MIN_QUESTIONS}.")
    for name, wanted, had in (
        ("level", LEVELS, {q.level for q in questions}),
        ("tier", TIERS, {q.tier for q in questions}),
        ("step", SLUGS, {q.step for q in questions}),
    ):
        for value in wanted:
            if value not in had:
                findings.add(display_path, 1, f"no question of {name} '{value}'.")
