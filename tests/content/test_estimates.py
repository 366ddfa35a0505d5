"""The file estimate.yml: what an author may write, and one sentence for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.estimates import reading
from scripts.content.estimates.estimate import Estimate
from scripts.content.problems import Findings

ESTIMATE = """
assumptions:
  - {name: people, label: People, value: 100, unit: person, range: [1, 1000], why: Said so.}
  - {name: rate, label: Rate, value: 2, unit: query/person/day, range: [1, 5], why: Said so.}
results:
  - {name: queries, unit: query/s, formula: people * rate, explain: Load.}
  - {name: more, unit: query/s, formula: queries * 2, explain: Twice.}
  - {name: least, unit: query/s, formula: "min(queries, more)", explain: The lesser.}
"""


def load(tmp_path: Path, text: str) -> tuple[Estimate | None, list[str]]:
    file = tmp_path / "estimate.yml"
    file.write_bytes(text.encode())
    findings = Findings()
    found = reading.read(file, Path("estimate.yml"), findings)
    return found, [str(problem) for problem in findings.items]


def edited(old: str, new: str) -> str:
    assert old in ESTIMATE
    return ESTIMATE.replace(old, new, 1)


def test_figures_are_printed_by_name(tmp_path: Path) -> None:
    found, problems = load(tmp_path, edited("value: 100,", "value: 123.75,"))
    assert problems == []
    assert found is not None
    names = ("people", "rate", "queries", "more", "least")
    assert {name: found.display(name) for name in names} == {
        "people": "123.75 people",
        "rate": "2 queries/person/day",
        "queries": "0.00286 queries/s",
        "more": "0.00573 queries/s",
        "least": "0.00286 queries/s",
    }
    with pytest.raises(KeyError):
        found.display("nothing")


@pytest.mark.parametrize(("written", "value"), [("1e2", 100), ("3.0e+2", 300), ("0.5e3", 500), ("7", 7), ("+8", 8)])
def test_numbers_are_read_as_written(tmp_path: Path, written: str, value: float) -> None:
    found, problems = load(tmp_path, edited("value: 100,", f"value: {written},"))
    assert problems == []
    assert found is not None
    assert found.values["people"] == value


def test_a_file_may_begin_with_a_mark_and_have_windows_line_ends(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + ESTIMATE.replace("\n", "\r\n"))[1] == []


def test_a_text_of_two_lines_is_one_line(tmp_path: Path) -> None:
    text = edited("why: Said so.}\n  - {name: rate", 'why: "Said\n\n      so."}\n  - {name: rate')
    found, problems = load(tmp_path, text)
    assert problems == []
    assert found is not None
    assert found.assumptions[0].why == "Said so."


NUMBER = "expected a number written plainly, without quotes, such as 1500, 0.25 or 3e21."


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        pytest.param(
            "people * rate",
            "people * rat",
            ["estimate.yml:6: 'queries': unknown name 'rat'. Did you mean 'rate'?"],
            id="unknown name",
        ),
        pytest.param(
            "unit: query/s,",
            "unit: token/s,",
            ["estimate.yml:6: 'queries': the formula gives query/second, expected token/s."],
            id="unit of a result",
        ),
        pytest.param(
            "unit: person,",
            "unit: persn,",
            ["estimate.yml:3: 'people': unknown unit 'persn'. Did you mean 'person'?"],
            id="one wrong unit is one problem",
        ),
        pytest.param(
            "range: [1, 1000]",
            "range: [1, 10.5]",
            ["estimate.yml:3: 'people' is 100, outside its own range 1 to 10.5."],
            id="outside",
        ),
        pytest.param(
            "range: [1, 1000]",
            "range: [1000, 1]",
            ["estimate.yml:3: 'range' is a list; expected the lower end first, [1, 1000]."],
            id="reversed",
        ),
        pytest.param(
            "range: [1, 1000]", "range: [1]", ["estimate.yml:3: 'range' has too few values."], id="range of one"
        ),
        pytest.param(
            "range: [1, 1000]",
            "range: [1, .inf]",
            [f"estimate.yml:3: 'range.1' is '.inf'; {NUMBER}"],
            id="endless range",
        ),
        pytest.param(
            "name: rate",
            "name: people",
            [
                "estimate.yml:4: figure 'people' stands twice, first on line 3.",
                "estimate.yml:6: 'queries': unknown name 'rate'.",
            ],
            id="twice",
        ),
        pytest.param(
            "why: Said so.",
            "whi: Said so.",
            [
                "estimate.yml:3: unknown field 'whi'; expected one of name, label, value, unit, range, why, source, "
                "pivot, world, departs. Did you mean 'why'?"
            ],
            id="misspelled field is one problem",
        ),
        pytest.param("label: People, ", "", ["estimate.yml:3: field 'label' is missing."], id="missing field"),
        pytest.param("why: Said so.", "why: ' '", ["estimate.yml:3: 'why' is empty; expected text."], id="empty"),
        pytest.param(
            "why: Said so.", "why: 12", ["estimate.yml:3: 'why' is 12; expected text; put it in quotes."], id="no text"
        ),
        pytest.param("value: 100", "value: 010", [f"estimate.yml:3: 'value' is '010'; {NUMBER}"], id="octal"),
        pytest.param("value: 100", "value: 1:30", [f"estimate.yml:3: 'value' is '1:30'; {NUMBER}"], id="base 60"),
        pytest.param("value: 100", "value: 1_00", [f"estimate.yml:3: 'value' is '1_00'; {NUMBER}"], id="underscore"),
        pytest.param("value: 100", "value: 0x64", [f"estimate.yml:3: 'value' is '0x64'; {NUMBER}"], id="hex"),
        pytest.param("value: 100", "value: .nan", [f"estimate.yml:3: 'value' is '.nan'; {NUMBER}"], id="nan"),
        pytest.param("value: 100", "value: yes", [f"estimate.yml:3: 'value' is 'yes'; {NUMBER}"], id="yes"),
        pytest.param("value: 100", "value: '100'", [f"estimate.yml:3: 'value' is '100'; {NUMBER}"], id="quoted"),
        pytest.param(
            "value: 100",
            "value: 2026-11-22",
            [f"estimate.yml:3: 'value' is '2026-11-22'; {NUMBER}"],
            id="date",
        ),
        pytest.param(
            "value: 100",
            "value: true",
            ["estimate.yml:3: 'value' is true; expected a number, such as 1500, 0.25 or 3e21."],
            id="true",
        ),
        pytest.param(
            "value: 100",
            "value: ",
            ["estimate.yml:3: 'value' is empty; expected a number, such as 1500, 0.25 or 3e21."],
            id="nothing",
        ),
        pytest.param(
            "name: people",
            "name: lambda",
            [
                "estimate.yml:3: 'name' is 'lambda'; expected another name, since formulas cannot read this one.",
                "estimate.yml:6: 'queries': unknown name 'people'.",
            ],
            id="keyword",
        ),
        pytest.param(
            "people * rate",
            "people * rate + more",
            ["estimate.yml:6: 'queries': it needs itself, by way of 'more'."],
            id="circle",
        ),
        pytest.param("people * rate", "queries", ["estimate.yml:6: 'queries': it needs itself."], id="circle of one"),
        pytest.param(
            "formula: queries * 2",
            "formula: least * 2",
            ["estimate.yml:7: 'more': it needs itself, by way of 'least'."],
            id="circle further down",
        ),
        pytest.param(
            "formula: people * rate",
            "formula: people * rate * log2(0)",
            ["estimate.yml:6: 'queries': log2 takes a number above zero; found 0."],
            id="logarithm of nothing",
        ),
        pytest.param(
            "assumptions:",
            "asumptions:",
            [
                "estimate.yml:2: unknown field 'asumptions'; expected one of assumptions, results, decides, plots, "
                "bars. Did you mean 'assumptions'?"
            ],
            id="section",
        ),
    ],
)
def test_a_mistake_is_told_once(tmp_path: Path, old: str, new: str, problems: list[str]) -> None:
    found, said = load(tmp_path, edited(old, new))
    assert found is None
    assert said == problems


@pytest.mark.parametrize("name", ["lambda", "People", "__class__", "1st", "two words"])
def test_a_name_that_no_formula_can_read_is_one_problem_wherever_it_is_used(tmp_path: Path, name: str) -> None:
    text = ESTIMATE.replace("name: people", f"name: {name}").replace("people * rate", f"{name} * rate")
    [problem] = load(tmp_path, text)[1]
    assert problem.startswith(f"estimate.yml:3: 'name' is '{name}'; expected ")


def test_an_assumption_may_be_named_like_a_function_or_a_unit(tmp_path: Path) -> None:
    for name in ("min", "user", "match", "type"):
        found, problems = load(
            tmp_path, ESTIMATE.replace("name: people", f"name: {name}").replace("people *", f"{name} *")
        )
        assert problems == []
        assert found is not None
        assert found.values[name] == 100


def test_a_result_that_stands_above_what_it_uses(tmp_path: Path) -> None:
    rows = ESTIMATE.strip().split("\n")
    rows[-1], rows[-2] = rows[-2].replace("queries * 2", "queries * 3"), rows[-1]
    assert load(tmp_path, "\n".join(rows))[1] == [
        "estimate.yml:6: 'least': it uses 'more', which stands below, on line 7; a result uses the results above it."
    ]


def test_all_mistakes_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    text = ESTIMATE.replace("value: 100", "value: many").replace("unit: query/person/day", "unit: query/persn")
    text = text.replace("queries * 2", "queries *")
    assert load(tmp_path, text)[1] == [
        f"estimate.yml:3: 'value' is 'many'; {NUMBER}",
        "estimate.yml:4: 'rate': unknown unit 'persn'. Did you mean 'person'?",
        "estimate.yml:7: 'more': 'queries *' is not a formula: invalid syntax.",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "estimate.yml:1: found empty; expected fields, each on a line, such as 'name: value'."),
        ("- a\n", "estimate.yml:1: found a list; expected fields, each on a line, such as 'name: value'."),
        (
            "assumptions: none\nresults: []\n",
            "estimate.yml:1: 'assumptions' is 'none'; expected a list, such as [first, second].",
        ),
        (
            "assumptions: [one]\nresults: []\n",
            "estimate.yml:1: found 'one'; expected fields, each on a line, such as 'name: value'.",
        ),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert load(tmp_path, text)[1] == [problem]


def test_what_stands_below_a_figure_that_stands_twice_is_checked_too(tmp_path: Path) -> None:
    row = "  - {name: people, label: Again, value: 1, unit: person, range: [1, 2], why: Said so.}\n"
    wrong = "  - {name: last, label: Last, value: 1, unit: persn, range: [1, 2], why: Said so.}\n"
    _, problems = load(tmp_path, edited("results:\n", f"{row}{wrong}results:\n"))
    assert problems == [
        "estimate.yml:5: figure 'people' stands twice, first on line 3.",
        "estimate.yml:6: 'last': unknown unit 'persn'. Did you mean 'person'?",
    ]
