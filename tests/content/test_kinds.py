"""What each kind of chapter asks for. Authors plan by these figures, so a change of one is a change on purpose."""

from __future__ import annotations

import pytest

from scripts.content.kinds import KINDS, LEVELS, MIN_QUESTIONS, TIERS
from scripts.content.steps import FLOATING_MINUTES, STEPS


@pytest.mark.parametrize(
    ("kind", "sections", "words", "related", "diagrams", "sources", "column"),
    [
        ("book", 13, None, (3, 6), 1, 0, 0),
        ("step", 10, (1800, 2800), (3, 6), 1, 0, 1),
        ("case", 15, (3500, 5000), (3, 6), 4, 10, 2),
        ("concept", 11, (1800, 3000), (3, 6), 1, 0, 3),
        ("estimate", 6, (250, 450), (2, 4), 0, 0, 0),
        ("practice", 0, None, None, 0, 0, 0),
        ("page", 0, None, None, 0, 0, 0),
    ],
)
def test_a_kind_asks_for(
    kind: str,
    sections: int,
    words: tuple[int, int] | None,
    related: tuple[int, int] | None,
    diagrams: int,
    sources: int,
    column: int,
) -> None:
    found = KINDS[kind]
    assert (len(found.sections), found.words, found.related) == (sections, words, related)
    assert (found.min_diagrams, found.min_sources, found.column) == (diagrams, sources, column)
    assert found.is_chapter == bool(sections)


def test_cases_and_estimates_have_files_beside_them_and_cases_decide() -> None:
    assert {name: kind.companions for name, kind in KINDS.items() if kind.companions} == {
        "case": ("questions.yml", "estimate.yml", "practice.yml"),
        "estimate": ("estimate.yml",),
    }
    assert [name for name, kind in KINDS.items() if kind.decides] == ["case"]
    assert MIN_QUESTIONS == 14
    assert (LEVELS, TIERS) == (("mid", "senior", "staff"), ("asked", "tricky", "often-wrong"))


def test_every_kind_shows_its_difficulty() -> None:
    assert all(kind.shows_difficulty for kind in KINDS.values())


def test_an_interview_has_seven_steps_in_45_or_60_minutes() -> None:
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.minutes_45 for step in STEPS] == [5, 3, 4, 9, 6, 9, 4]
    assert [step.minutes_60 for step in STEPS] == [6, 4, 6, 12, 8, 12, 7]
    assert sum(step.minutes_45 for step in STEPS) + FLOATING_MINUTES == 45
    assert sum(step.minutes_60 for step in STEPS) + FLOATING_MINUTES == 60
