"""How an attempt is graded: a rubric that adds up, and what grades come to."""

from __future__ import annotations

import pytest

from scripts.content.data.rubric import Rubric
from tests.conftest import SmallSite, real_content

FILE = "docs/practice/rubric.yml"
RUBRIC = """scale: [Missing, Thin, Sound, Strong]
dimensions:
  - name: scope
    title: Scope
    steps: [requirements]
    weight: 40
    grades: [{grade}, {grade}, {grade}, {grade}]
  - name: model
    title: Model
    steps: [model-development]
    weight: 40
    grades: [{grade}, {grade}, {grade}, {grade}]
  - name: driving
    title: Driving
    steps: []
    weight: 20
    grades: [{grade}, {grade}, {grade}, {grade}]
verdicts:
  - {{least: 85, lowest: 3, name: Strong hire, says: All of it.}}
  - {{least: 70, lowest: 2, name: Hire, says: Most of it.}}
  - {{least: 0, lowest: 1, name: No hire, says: Too little.}}
levels:
  - {{name: mid, says: Helped., needs: [{{grade: 3, of: [scope, model]}}]}}
  - {{name: senior, says: Leads., needs: [{{grade: 3}}, {{grade: 4, of: [scope, model], count: 1}}]}}
  - {{name: staff, says: Frames., needs: [{{grade: 3}}, {{grade: 4, of: [scope, model]}}]}}
example:
  says: One attempt.
  grades:
    - {{of: scope, grade: 3, why: Asked.}}
    - {{of: model, grade: 4, why: Derived.}}
    - {{of: driving, grade: 2, why: Waited.}}
""".format(grade="Says what an interviewer can see here.")


def problems(small: SmallSite, text: str) -> list[str]:
    small.write(FILE, text)
    return small.problems()


def loaded(small: SmallSite) -> Rubric:
    small.write(FILE, RUBRIC)
    found = small.load().rubric
    assert found is not None
    return found


def test_a_site_without_a_rubric_has_none(small: SmallSite) -> None:
    assert small.load().rubric is None


@pytest.mark.parametrize(
    ("scope", "model", "driving", "points", "verdict", "level"),
    [
        (4, 4, 4, 100, "Strong hire", "staff"),
        (1, 1, 1, 25, "No hire", None),
        (3, 3, 3, 75, "Hire", "mid"),
        (3, 4, 3, 85, "Strong hire", "senior"),
        (4, 4, 2, 90, "Hire", "mid"),
        (4, 4, 1, 85, "No hire", "mid"),
        (3, 3, 2, 70, "Hire", "mid"),
        (3, 2, 3, 65, "No hire", None),
    ],
)
def test_grades_come_to_points_a_verdict_and_a_level(
    small: SmallSite, scope: int, model: int, driving: int, points: float, verdict: str, level: str | None
) -> None:
    rubric = loaded(small)
    grades = {"scope": scope, "model": model, "driving": driving}
    assert rubric.points(grades) == points
    assert rubric.verdict(grades).name == verdict
    found = rubric.level(grades)
    assert (found.name if found else None) == level


def test_what_lacks_is_named_until_enough_have_the_grade(small: SmallSite) -> None:
    rubric = loaded(small)
    grades = rubric.example.by_name
    assert grades == {"scope": 3, "model": 4, "driving": 2}
    everywhere, one = rubric.levels[1].needs
    assert [dimension.name for dimension in rubric.lacking(everywhere, grades)] == ["driving"]
    assert rubric.lacking(one, grades) == (), "one of two is enough"
    above = rubric.above(rubric.level(grades))
    assert above is rubric.levels[1]
    assert rubric.above(None) is rubric.levels[0]
    assert rubric.above(rubric.levels[2]) is None


def test_as_data_every_need_says_among_which_and_how_many(small: SmallSite) -> None:
    data = loaded(small).data()
    assert list(data) == ["scale", "dimensions", "verdicts", "levels"]
    assert data["levels"][1]["needs"] == [
        {"grade": 3, "of": ["scope", "model", "driving"], "count": 3},
        {"grade": 4, "of": ["scope", "model"], "count": 1},
    ]
    assert data["dimensions"][2]["steps"] == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("weight: 20", "weight: 30", 2, "the weights are 110 together; expected 100."),
        ("weight: 20", "weight: twenty", 16, "'dimensions.2.weight' is 'twenty'; expected a number"),
        (
            "steps: [model-development]",
            "steps: [model-developement]",
            10,
            "dimension 'model' shows in an unknown step 'model-developement'; expected one of requirements,",
        ),
        (
            "grades: [Says what an interviewer can see here., ",
            "grades: [",
            7,
            "dimension 'scope' has 3 grades; expected 4, the lowest first.",
        ),
        (
            "grades: [Says what an interviewer can see here.",
            "grades: [Says it well.",
            7,
            "grade 1 of dimension 'scope' has 3 words; expected 6 to 18.",
        ),
        (
            "grades: [Says what an interviewer can see here.",
            "grades: [Says what an interviewer can see here",
            7,
            "grade 1 of dimension 'scope' is no sentence; expected a full stop.",
        ),
        ("Thin, ", "", 1, "the scale has 3 names; expected 4."),
        ("least: 70", "least: 85", 20, "verdict 'Hire' begins at 85, the one above at 85; expected less."),
        (
            "least: 0, lowest: 1",
            "least: 0, lowest: 2",
            18,
            "the last verdict does not take every attempt; expected one with least: 0, lowest: 1.",
        ),
        ("lowest: 3", "lowest: 5", 19, "'verdicts.0.lowest' is 5; "),
        (
            "{grade: 3, of: [scope, model]}",
            "{grade: 3, of: [skope, model]}",
            23,
            "level 'mid' needs 'skope', which is no dimension; expected one of scope, model, driving. "
            "Did you mean 'scope'?",
        ),
        ("count: 1", "count: 3", 24, "level 'senior' needs 3 of 2 dimensions."),
        (
            "name: mid,",
            "name: midd,",
            23,
            "'levels.0.name' is 'midd'; expected one of mid, senior, staff. Did you mean",
        ),
        ("name: staff,", "name: senior,", 22, "the levels are mid, senior, senior; expected mid, senior, staff."),
        (
            "{of: driving,",
            "{of: drivin,",
            31,
            "the example grades 'drivin', which is no dimension; expected one of scope, model, driving. Did you mean",
        ),
        ("    - {of: driving, grade: 2, why: Waited.}\n", "", 28, "the example does not grade 'driving'."),
        ("example:", "exampel:", 26, "unknown field 'exampel'"),
    ],
)
def test_a_mistake_is_told_once_with_its_line(small: SmallSite, old: str, new: str, line: int, problem: str) -> None:
    assert old in RUBRIC
    [found] = problems(small, RUBRIC.replace(old, new, 1))
    assert found.startswith(f"{FILE}:{line}: {problem}"), found


def test_two_dimensions_of_one_name_are_told(small: SmallSite) -> None:
    text = RUBRIC.replace("name: driving", "name: scope").replace("    - {of: driving, grade: 2, why: Waited.}\n", "")
    assert problems(small, text) == [f"{FILE}:13: dimension 'scope' stands twice; expected a name of its own."]


def test_several_mistakes_are_told_together(small: SmallSite) -> None:
    text = RUBRIC.replace("weight: 20", "weight: 10").replace("least: 70", "least: 90")
    assert problems(small, text) == [
        f"{FILE}:2: the weights are 90 together; expected 100.",
        f"{FILE}:20: verdict 'Hire' begins at 90, the one above at 85; expected less.",
    ]


def test_the_same_dimension_is_graded_once(small: SmallSite) -> None:
    text = RUBRIC.replace("of: driving, grade: 2", "of: model, grade: 2")
    assert problems(small, text) == [
        f"{FILE}:28: the example does not grade 'driving'.",
        f"{FILE}:31: the example grades 'model' twice.",
    ]


def test_a_list_is_no_rubric(small: SmallSite) -> None:
    assert problems(small, "- scope\n") == [
        f"{FILE}:1: expected 'scale', 'dimensions', 'verdicts', 'levels' and 'example'."
    ]


def test_links_lead_to_dimensions_of_the_page_that_prints_them(small: SmallSite) -> None:
    small.write(FILE, RUBRIC)
    small.edit("docs/two.md", "Text.", "{{ rubric() }}")
    small.edit("docs/one.md", "Text.", "[Scope](two.md#scope), [depth](two.md#depth).")
    assert small.problems() == ["docs/one.md:14: link to 'two.md#depth': docs/two.md has no id 'depth'."]


def test_the_rubric_of_the_site_is_what_its_page_says() -> None:
    content = real_content()
    rubric = content.rubric
    assert rubric is not None
    assert [dimension.weight for dimension in rubric.dimensions] == [10, 10, 10, 15, 15, 15, 10, 5, 10]
    for grade, points in ((4, 100), (3, 75), (1, 25)):
        assert rubric.points(dict.fromkeys(rubric.names, grade)) == points, "as the page says of all fours"
    assert len({text for dimension in rubric.dimensions for text in dimension.grades}) == 4 * len(rubric.dimensions)
    grades = rubric.example.by_name
    assert (rubric.points(grades), rubric.verdict(grades).name) == (78.75, "Hire")
    level = rubric.level(grades)
    assert level is not None
    assert level.name == "mid"
    below = [dimension.name for need in rubric.levels[1].needs for dimension in rubric.lacking(need, grades)]
    assert below == ["data", "operations"], "of which the page says that the repair is short"
    mended = rubric.level({**grades, "data": 3, "operations": 3})
    assert mended is rubric.levels[1]
    shown = [step for dimension in rubric.dimensions for step in dimension.steps]
    assert len(shown) == len(set(shown)) == 7, "every step is graded once"
