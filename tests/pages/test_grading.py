"""The rubric in words: what a level needs and what grades lack for it."""

from __future__ import annotations

from scripts.pages import grading
from tests.conftest import SmallSite
from tests.content.test_rubric import FILE, RUBRIC, loaded
from tests.pages.test_macros import printed


def test_needs_are_said(small: SmallSite) -> None:
    rubric = loaded(small)
    said = [[grading.needed(rubric, need) for need in level.needs] for level in rubric.levels]
    assert said == [
        ["3 in scope and model"],
        ["3 everywhere", "4 in one of scope or model"],
        ["3 everywhere", "4 in scope and model"],
    ]


def test_what_lacks_is_said(small: SmallSite) -> None:
    rubric = loaded(small)
    _, senior, staff = rubric.levels
    low = {"scope": 3, "model": 3, "driving": 2}
    assert grading.lacking(rubric, senior, low) == "3 in driving; 4 in one more of scope and model"
    assert grading.lacking(rubric, staff, low) == "3 in driving; 4 in scope and model"
    assert grading.lacking(rubric, staff, {"scope": 4, "model": 3, "driving": 3}) == "4 in model"
    assert grading.lacking(rubric, staff, {"scope": 4, "model": 4, "driving": 3}) == ""


def test_the_example_is_computed(small: SmallSite) -> None:
    small.write(FILE, RUBRIC)
    html = printed(small, "rubric_example", "two")
    assert "<strong>Model: 40 × 4 = 160.</strong> Derived." in html
    assert "The sum is 120 + 160 + 40 = 320, and 320 ÷ 4 = 80 points. With no grade below 2 " in html
    assert (
        "the verdict is <strong>Hire</strong>, and the level is <strong>Mid</strong>. Senior lacks 3 in driving."
        in html
    )


def test_dimensions_verdicts_and_levels_are_listed(small: SmallSite) -> None:
    small.write(FILE, RUBRIC)
    text = printed(small, "rubric", "two")
    assert '### <span class="step-number">4</span> Model { #model .step-4 }' in text
    assert "### Driving { #driving }\n" in text
    assert "<dt>2 Thin</dt><dd>Says what an interviewer can see here.</dd>" in text
    assert '<p class="list-facts">Weight 20 of 100, in all steps</p>' in text
    verdicts = printed(small, "rubric_verdicts", "two")
    assert "<dt>Strong hire</dt><dd>From 85 points, no grade below 3. All of it.</dd>" in verdicts
    assert "<dt>No hire</dt><dd>All others. Too little.</dd>" in verdicts
    levels = printed(small, "rubric_levels", "two")
    assert "<dt>Senior</dt><dd>At least 3 everywhere; 4 in one of scope or model. Leads.</dd>" in levels
