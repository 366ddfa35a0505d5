"""A case that lacks what a case must have is refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.content import model
from scripts.content.problems import ContentError

ROOT = Path(__file__).parents[2]
CASE = "docs/cases/retrieval-augmented-generation"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the real content, to break."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    ignored = shutil.ignore_patterns("vendor", "fonts", "diagrams")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=ignored)
    if (ROOT / ".cache/reading.pickle").is_file():  # what was read already need not be read again
        (tmp_path / ".cache").mkdir()
        shutil.copy(ROOT / ".cache/reading.pickle", tmp_path / ".cache")
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(root: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        model.load(root)
    return [str(problem) for problem in raised.value.problems]


def test_a_missing_section(book: Path) -> None:
    edit(book / CASE / "index.md", "{ #what-breaks-first }", "{ #what-brakes-first }")
    said = problems(book)
    assert any(
        "a case needs a section with the id 'what-breaks-first'" in s and "'what-brakes-first'" in s for s in said
    )


def test_a_missing_decision(book: Path) -> None:
    edit(book / CASE / "index.md", "  ml-framing:", "  ml-framin:")
    [said] = problems(book)
    assert "unknown step 'ml-framin'" in said
    assert said.endswith("Did you mean 'ml-framing'?")


def test_a_decision_that_is_not_there(book: Path) -> None:
    text = (book / CASE / "index.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("  ml-framing:"))
    edit(book / CASE / "index.md", f"{line}\n", "")
    [said] = problems(book)
    assert "no decision for step 'ml-framing'" in said


@pytest.mark.parametrize("name", ["questions.yml", "estimate.yml", "practice.yml"])
def test_a_missing_companion(book: Path, name: str) -> None:
    (book / CASE / name).unlink()
    assert any(f"a case needs {name} beside it" in s for s in problems(book))


def test_a_level_without_questions(book: Path) -> None:
    file = book / CASE / "questions.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: staff", "level: senior"), encoding="utf-8")
    assert problems(book) == [f"{CASE}/questions.yml:1: no question of level 'staff'."]


def test_too_few_diagrams(book: Path) -> None:
    file = book / CASE / "index.md"
    file.write_text(file.read_text(encoding="utf-8").replace("```mermaid", "```text"), encoding="utf-8")
    assert any("0 diagrams; a case needs at least 4" in s for s in problems(book))


def test_a_figure_that_the_estimate_does_not_hold(book: Path) -> None:
    edit(book / CASE / "index.md", "{{ estimate() }}", 'It is {{ value("peak_querys") }}.\n\n{{ estimate() }}')
    said = [s for s in problems(book) if "no figure 'peak_querys'" in s]
    assert said
    assert "Did you mean 'peak_queries'?" in said[0]


def test_a_source_named_in_a_question_but_not_cited(book: Path) -> None:
    edit(book / CASE / "questions.yml", "  sources: [", "  sources: [lewis2021retrieval, ")
    assert any("source 'lewis2021retrieval' is listed but not cited in the answer" in s for s in problems(book))


def test_a_card_that_contradicts_its_chapter(book: Path) -> None:
    edit(book / CASE / "index.md", "difficulty: medium", "difficulty: hard")
    assert any("card 'retrieval-augmented-generation' says" in s and "its chapter says" in s for s in problems(book))


def test_a_picture_that_is_not_there_and_one_that_stands_nowhere(book: Path) -> None:
    edit(book / "docs/cases/smart-compose/index.md", 'plot("cost_by_misses")', 'plot("cost_by_miss")')
    edit(book / "docs/cases/smart-compose/index.md", 'tornado("worth_showing")', 'tornado("worth_shoving")')
    said = sorted(problems(book))
    assert len(said) == 3
    assert said[0].endswith("""plot 'cost_by_misses' stands nowhere; expected {{ plot("cost_by_misses") }}.""")
    assert said[1].endswith("the estimate has no decision 'worth_shoving'. Did you mean 'worth_showing'?")
    assert said[2].endswith("the estimate has no plot 'cost_by_miss'. Did you mean 'cost_by_misses'?")
