"""The file practice.yml: what the practice room may ask of a case, each mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.chapters import practice
from scripts.content.problems import Findings
from scripts.content.steps import SLUGS
from tests.conftest import SmallSite, free_kinds, real_content
from tests.content.test_questions import follow_ups

KNOWN = "requirements, ml-framing, data-preparation, model-development, evaluation, system-design, "


def sheet() -> str:
    """Return what the room asks of a case: two prompts and three points a step, seven blocks."""
    rows = ["asks:"]
    for slug in SLUGS:
        rows += [
            f"  {slug}:",
            f"    - What would you decide first in {slug}?",
            f"    - Tell me what you give up in {slug}.",
        ]
    rows.append("covers:")
    for slug in SLUGS:
        rows += [f"  {slug}:", *(f"    - {{what: Decides part {n} of {slug} and why, at: part}}" for n in range(3))]
    rows.append("blocks:")
    for number in range(7):
        rows += [f"  - {{name: Block {number}, words: [part {number}, box {number}], at: part, core: false,"]
        rows += ["     why: Nothing of all this would work without it.}"]
    return "\n".join(rows) + "\n"


def load(tmp_path: Path, text: str) -> tuple[practice.Read | None, list[str]]:
    file = tmp_path / "practice.yml"
    file.write_bytes(text.encode())
    findings = Findings()
    found = practice.read(file, Path("practice.yml"), findings)
    return found, [str(problem) for problem in findings.items]


def test_what_is_right_is_read_as_it_is_written(tmp_path: Path) -> None:
    found, problems = load(tmp_path, sheet())
    assert problems == []
    assert found is not None
    assert list(found.practice.asks) == list(SLUGS)
    assert found.practice.covers["evaluation"][2].what == "Decides part 2 of evaluation and why"
    assert found.practice.blocks[6].words == ("part 6", "box 6")
    assert len(list(found.anchors())) == 7 * 3 + 7


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, sheet().replace("\n", "\r\n")) == load(tmp_path, sheet())


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "  evaluation:\n    - What",
            "  evalution:\n    - What",
            [
                f"practice.yml:14: 'asks' has an unknown step 'evalution'; expected one of {KNOWN}"
                "deployment-and-monitoring. Did you mean 'evaluation'?"
            ],
        ),
        (
            "    - What would you decide first in requirements?\n",
            "",
            ["practice.yml:2: step 'requirements' has 1 prompt in 'asks'; expected 2 to 3."],
        ),
        (
            "    - What would you decide first in requirements?\n",
            "    - What would you decide first in requirements?\n" * 3,
            ["practice.yml:2: step 'requirements' has 4 prompts in 'asks'; expected 2 to 3."],
        ),
        (
            "    - {what: Decides part 0 of evaluation and why, at: part}\n",
            "",
            ["practice.yml:40: step 'evaluation' has 2 points in 'covers'; expected 3 to 5."],
        ),
        (
            "What would you decide first in requirements?",
            "What would you decide?",
            ["practice.yml:3: this prompt has 4 words; expected 6 to 24."],
        ),
        (
            "What would you decide first in requirements?",
            "What would you decide first in requirements",
            ["practice.yml:3: this prompt ends with 's'; expected a question or a request, with '?' or '.'."],
        ),
        (
            "What would you decide first in requirements?",
            "'What would you decide of {{ value(1) }} in requirements?'",
            ["practice.yml:3: this prompt calls a macro; expected the words themselves."],
        ),
        (
            "Decides part 0 of requirements and why",
            "Decides it all now",
            ["practice.yml:25: this point has 4 words; expected 5 to 24."],
        ),
        (
            "{name: Block 0,",
            "{name: A name that is too long,",
            ["practice.yml:53: the name of block 'A name that is too long' has 6 words; expected 1 to 4."],
        ),
        (
            "name: Block 1,",
            "name: block 0,",
            ["practice.yml:55: block 'block 0' stands twice; expected a name of its own."],
        ),
        (
            "words: [part 1, box 1]",
            "words: [box 0, part 0]",
            ["practice.yml:55: block 'Block 1' has the words of 'Block 0', so a sketch has both or none."],
        ),
        (
            "words: [part 1, box 1]",
            "words: [part 1]",
            ["practice.yml:55: block 'Block 1' has 1 word; expected 2 to 6."],
        ),
        (
            "words: [part 1, box 1]",
            "words: [Part 1, b]",
            [
                "practice.yml:55: block 'Block 1' has the word 'Part 1'; expected lower case,",
                "practice.yml:55: block 'Block 1' has the word 'b'; expected lower case, and two letters",
            ],
        ),
        ("words: [part 1, box 1]", "words: [box, box]", ["practice.yml:55: block 'Block 1' has the word 'box' twice."]),
        (
            "core: false",
            "core: maybe",
            ["practice.yml:53: 'blocks.0.core' is 'maybe'; expected true or false."],
        ),
        ("at: part, core", "att: part, core", ["practice.yml:53: unknown field 'blocks.0.att'"]),
        (
            "why: Nothing of all this would work",
            "why: Nothing",
            ["practice.yml:54: the reason of block 'Block 0' has 3 words; expected 5 to 22."],
        ),
    ],
)
def test_a_mistake_is_told_once(tmp_path: Path, old: str, new: str, problems: list[str]) -> None:
    text = sheet()
    assert old in text
    found = load(tmp_path, text.replace(old, new, 1))[1]
    assert len(found) == len(problems), found
    for said, expected in zip(found, problems, strict=True):
        assert said.startswith(expected)


def test_several_mistakes_are_told_together(tmp_path: Path) -> None:
    text = sheet().replace("  ml-framing:\n    - What", "  requirementss:\n    - What", 1)
    text = text.replace("asks:", "asks:", 1).replace("  - {name: Block 6, words", "  - {name: Block 5, words", 1)
    assert [said.partition(": ")[0] for said in load(tmp_path, text)[1]] == ["practice.yml:5", "practice.yml:65"]


def test_a_step_that_is_left_out_is_named(tmp_path: Path) -> None:
    text = sheet()
    start, end = text.index("  evaluation:"), text.index("  system-design:")
    assert load(tmp_path, text[:start] + text[end:])[1] == ["practice.yml:1: 'asks' has no step 'evaluation'."]


def test_there_are_seven_to_eleven_blocks(tmp_path: Path) -> None:
    rows = sheet().splitlines(keepends=True)
    assert load(tmp_path, "".join(rows[:-2]))[1] == ["practice.yml:52: 6 blocks; expected 7 to 11."]


@pytest.mark.parametrize("text", ["- one\n", "only words\n", ""])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == (None, ["practice.yml:1: expected 'asks', 'covers' and 'blocks'."])


@pytest.fixture
def case(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """Return a site with a case of which nothing is asked but that what stands beside it agrees with it."""
    free_kinds(monkeypatch, decides=False)
    text = small.chapter("Chat", "## Part { #part }\n\nText.\n").replace("kind: page", "kind: case")
    small.write("docs/chat/index.md", text)
    small.write("docs/chat/questions.yml", follow_ups())
    small.write("docs/chat/practice.yml", sheet())
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - chat/index.md\n")
    return small


def test_a_case_knows_what_is_asked_of_it(case: SmallSite) -> None:
    assert case.problems() == []
    found = case.load().chapters["chat"].practice
    assert found is not None
    assert found.blocks[0].name == "Block 0"


def test_points_and_blocks_lead_to_ids_of_the_page(case: SmallSite) -> None:
    case.edit(
        "docs/chat/practice.yml",
        "{what: Decides part 0 of requirements and why, at: part}",
        "{what: Decides part 0 of requirements and why, at: parts}",
    )
    case.edit("docs/chat/practice.yml", "words: [part 6, box 6], at: part", "words: [part 6, box 6], at: q-other")
    assert case.problems() == [
        "docs/chat/practice.yml:25: docs/chat/index.md has no id 'parts'. Did you mean 'part'?",
        "docs/chat/practice.yml:65: docs/chat/index.md has no id 'q-other'.",
    ]
    case.edit("docs/chat/practice.yml", "at: parts", "at: part")
    case.edit("docs/chat/practice.yml", "q-other", "q-question-3")
    assert case.problems() == []


def test_a_broken_neighbor_is_one_problem_and_no_missing_id(case: SmallSite) -> None:
    case.edit("docs/chat/practice.yml", "words: [part 6, box 6], at: part", "words: [part 6, box 6], at: q-question-3")
    case.write("docs/chat/questions.yml", "- id: [\n")
    [found] = case.problems()
    assert found.startswith("docs/chat/questions.yml:1: broken YAML")


def test_a_prompt_is_no_follow_up(case: SmallSite) -> None:
    case.edit("docs/chat/questions.yml", "What is asked as number 3?", "what would you decide first in evaluation?")
    assert case.problems() == [
        "docs/chat/practice.yml:15: this prompt is the follow-up 'question-3' word for word; expected another question."
    ]


def test_a_file_that_belongs_to_no_chapter_is_told(case: SmallSite) -> None:
    case.write("docs/oone.practice.yml", sheet())
    assert case.problems() == [
        "docs/oone.practice.yml: it belongs to no chapter; expected 'docs/oone.md'. Did you mean 'docs/one.md'?"
    ]


def test_every_case_of_the_site_has_what_the_room_asks() -> None:
    content = real_content()
    cases = content.of_kind("case")
    assert len(cases) >= 10
    for found in cases:
        assert found.practice is not None
        assert any(block.core for block in found.practice.blocks), found.id
        assert not all(block.core for block in found.practice.blocks), found.id
