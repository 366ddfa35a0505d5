"""An estimate on changed assumptions: what it gives, where its decisions flip, where it has no result."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from scripts.content.estimates import reading
from scripts.content.estimates.computing import compute
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.flips import Flip, flips
from scripts.content.problems import Findings
from tests.conftest import real_content

ESTIMATE = """
assumptions:
  - {name: people, label: People, value: 100, unit: person, range: [1, 1000], why: Said so., pivot: true}
  - {name: price, label: Price, value: 200, unit: ms/person, range: [10, 300], why: Said so., pivot: true}
  - {name: machine, label: Machine, value: 30, unit: s, range: [10, 300], why: Said so., pivot: true}
  - {name: one, label: One, value: 1, unit: person, range: [1, 1], why: Said so.}
results:
  - {name: asked, unit: ms, formula: "people * price", explain: Work.}
  - {name: bought, unit: s, formula: "machine * 1.0", explain: Work.}
  - {name: more, unit: s, formula: "asked + bought", explain: Work.}
decides:
  - {name: buying, result: asked, at: bought, below: Ask., above: Buy.}
"""


def load(tmp_path: Path, text: str) -> tuple[Estimate | None, list[str]]:
    file = tmp_path / "estimate.yml"
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    found = reading.read(file, Path("estimate.yml"), findings)
    return found, [str(problem) for problem in findings.items]


def estimate(tmp_path: Path, *edits: tuple[str, str]) -> Estimate:
    text = ESTIMATE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    found, problems = load(tmp_path, text)
    assert problems == []
    assert found is not None
    return found


def flip_at(found: Estimate, pivot: str) -> float | None:
    return next(flip.at for flip in flips(found) if flip.pivot == pivot)


def test_what_a_change_does_not_concern_is_taken_over_and_all_is_as_if_computed_anew() -> None:
    estimates = [chapter.estimate for chapter in real_content().chapters.values() if chapter.estimate]
    assert len(estimates) > 30
    for found in estimates:
        given = compute(found)
        for item in found.assumptions:
            for end in item.range:
                ways = (compute(found, {item.name: end}, since=given), compute(found, {item.name: end}))
                taken, anew = ((way.roots, way.values, way.impossible.keys()) for way in ways)
                assert taken == anew


def test_an_estimate_is_computed_on_changed_assumptions(tmp_path: Path) -> None:
    found = estimate(tmp_path)
    assert compute(found).values == pytest.approx(found.values)
    changed = compute(found, {"people": 500.0})
    assert changed.values["asked"] == pytest.approx(100_000)
    assert changed.values["more"] == pytest.approx(130)
    assert changed.roots["asked"] == pytest.approx(100)
    assert set(compute(found, {}, ["bought"]).values) == {"people", "price", "machine", "one", "bought"}
    with pytest.raises(KeyError):
        compute(found, {"nobody": 1.0})


def test_what_needs_an_impossible_result_is_impossible_too(tmp_path: Path) -> None:
    found = estimate(tmp_path, ("machine * 1.0", "machine / (people / one)"))
    computed = compute(found, {"people": 0.0})
    assert {name: (cause.result, str(cause.error)) for name, cause in computed.impossible.items()} == {
        "bought": ("bought", "division by zero"),
        "more": ("bought", "division by zero"),
    }
    assert "more" not in computed.values
    assert computed.values["asked"] == 0


def test_a_decision_flips_where_its_result_meets_the_limit(tmp_path: Path) -> None:
    # 100 people at 0.2 s are 20 s, against 30 s: 150 people, 300 ms (not in the range before 300), or 20 s.
    assert flips(estimate(tmp_path)) == (
        Flip("buying", "people", "below", pytest.approx(150, rel=1e-9)),
        Flip("buying", "price", "below", pytest.approx(300, rel=1e-9)),
        Flip("buying", "machine", "below", pytest.approx(20, rel=1e-9)),
    )


def test_a_decision_that_holds_over_the_whole_range_flips_nowhere(tmp_path: Path) -> None:
    found = estimate(tmp_path, ("unit: ms/person, range: [10, 300]", "unit: ms/person, range: [10, 299]"))
    assert flip_at(found, "price") is None


def test_a_limit_may_be_a_number_in_the_unit_of_the_result(tmp_path: Path) -> None:
    found = estimate(tmp_path, ("at: bought", "at: 5000"))
    assert {flip.pivot: flip.side for flip in flips(found)} == dict.fromkeys(("people", "price", "machine"), "above")
    assert flip_at(found, "people") == pytest.approx(25)
    assert flip_at(found, "price") == pytest.approx(50)
    assert flip_at(found, "machine") is None


@pytest.mark.parametrize(("low", "at"), [(40, 160), (70, 70)])
def test_of_several_crossings_the_one_nearest_to_the_chosen_value_counts(tmp_path: Path, low: int, at: float) -> None:
    # Above the limit below 40 (70) people and from 160 on, with 100 as given, on a logarithmic scale.
    formula = f"price * people if people >= {low} * one else 200 * one * price"
    found = estimate(tmp_path, ("people * price", formula), ("at: bought", "at: 32000"))
    assert flip_at(found, "people") == pytest.approx(at)


def test_a_step_flips_where_it_is(tmp_path: Path) -> None:
    found = estimate(tmp_path, ("people * price", "ceil(people / 120) * 140 * price"))
    assert flip_at(found, "people") == pytest.approx(120, rel=1e-6)


def test_where_a_queue_grows_without_end_nothing_flips(tmp_path: Path) -> None:
    waits = "erlang_c_mean_wait(10, people / 20 / machine, 2 * machine) "
    found = estimate(tmp_path, ("people * price", waits), ("value: 100,", "value: 60,"), ("at: bought", "at: 1e20"))
    assert flip_at(found, "people") is None
    found = estimate(tmp_path, ("people * price", waits), ("value: 100,", "value: 60,"), ("at: bought", "at: 1e8"))
    at = flip_at(found, "people")
    assert at is not None
    assert 60 < at < 100
    assert compute(found, {"people": at}).values["asked"] == pytest.approx(1e8, rel=1e-6)


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        ("machine / (people - people)", "division by zero."),
        ("machine * one / (people - one)", "division by zero, where 'people' is 1, an end of its range."),
        ("machine * one / (people - 50 * one)", "division by zero within the range of 'people', 1 to 1000."),
        ("machine * sqrt(people / one - 2)", "a root of a negative number, where 'people' is 1, an end of its range."),
        ("machine * log2(people / one)", None),
        ("machine * log2(people / one - 1)", "log2 takes a number above zero; found 0, where 'people' is 1, an end of "
         "its range."),
        ("machine * exp(people / one)", "the result is too large to compute, where 'people' is 1000, an end of its "
         "range."),
        ("machine / (people - 50 * one) * one if people > 60 * one else machine", None),
    ],
)  # fmt: skip
def test_a_result_that_is_none_within_a_range_is_refused(tmp_path: Path, formula: str, problem: str | None) -> None:
    _, problems = load(tmp_path, ESTIMATE.replace("machine * 1.0", formula))
    assert problems == ([f"estimate.yml:9: 'bought': {problem}"] if problem else [])


def test_a_queue_that_is_full_at_an_end_of_a_range_is_no_mistake(tmp_path: Path) -> None:
    waits = "erlang_c_mean_wait(10, people / 20 / machine, machine)"
    found, problems = load(tmp_path, ESTIMATE.replace("machine * 1.0", waits))
    assert problems == []
    assert found is not None
    assert "grows without end" in str(compute(found, {"people": 1000}).impossible["bought"].error)
    assert math.isclose(compute(found, {"people": 1}).values["more"], 0.2, rel_tol=1e-3)


def test_a_queue_that_is_full_as_given_is_refused(tmp_path: Path) -> None:
    _, problems = load(
        tmp_path, ESTIMATE.replace("machine * 1.0", "erlang_c_mean_wait(10, people / machine / 5, machine)")
    )
    assert problems == ["estimate.yml:9: 'bought': the queue grows without end: work for 20 servers, and there are 10."]
