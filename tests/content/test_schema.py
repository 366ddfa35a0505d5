"""Records of YAML within records: a mistake is told with the line and the names of the record it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.content.files.schema import Closed, Number, check
from scripts.content.files.yaml_file import parse
from scripts.content.problems import Findings


class Inner(Closed):
    what: str
    times: int = 1


class Outer(Closed):
    name: str
    share: Number = 0.5
    parts: tuple[Inner, ...] = ()
    first: Inner | None = None


def problems(text: str) -> list[str]:
    data, lines = parse(text)
    findings = Findings()
    check(Outer, data, lines, Path("x.yml"), findings)
    return [str(problem).removeprefix("x.yml:") for problem in findings.items]


def test_a_right_record_is_read() -> None:
    data, lines = parse("name: one\nparts:\n  - what: a\n    times: 3\nfirst:\n  what: b\n")
    found = check(Outer, data, lines, Path("x.yml"), Findings())
    assert found == Outer(name="one", parts=(Inner(what="a", times=3),), first=Inner(what="b"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "name: one\nparts:\n  - what: a\n    tims: 3\n",
            "4: unknown field 'parts.0.tims'; expected one of what, times.",
        ),
        ("name: one\nfirst:\n  what: b\n  tims: 3\n", "4: unknown field 'first.tims'; expected one of what, times."),
        ("name: one\nparts:\n  - times: 3\n", "3: field 'parts.0.what' is missing."),
        (
            "name: one\nparts:\n  - what: a\n  - wat: b\n",
            "4: unknown field 'parts.1.wat'; expected one of what, times.",
        ),
        ("name: one\nextra: 1\n", "2: unknown field 'extra'; expected one of name, share, parts, first."),
    ],
)
def test_a_mistake_within_names_the_inner_record(text: str, expected: str) -> None:
    assert problems(text)[0].startswith(expected)


def test_a_misspelled_field_is_not_missing_too_but_one_of_another_record_is() -> None:
    assert len(problems("name: one\nparts:\n  - wat: b\n")) == 1
    assert len(problems("name: one\nwhatt: x\nparts:\n  - times: 1\n")) == 2
    assert len(problems("name: one\nparts:\n  - what: a\n    whatt: b\n  - times: 2\n")) == 2


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", "empty"),
        ("true", "true"),
        ("[1]", "a list"),
        ("{a: 1}", "a mapping of fields"),
        ("3", "3"),
        ("0.5", "0.5"),
    ],
)
def test_what_is_no_text_is_told_as_written(value: str, found: str) -> None:
    [problem] = problems(f"name: {value}\n")
    assert problem.startswith(f"1: 'name' is {found}; expected text")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("share: half", "'share' is 'half'; expected a number"),
        ("share: '0.5'", "'share' is '0.5'; expected a number written plainly, without quotes"),
        ("parts: many", "'parts' is 'many'; expected a list, such as [first, second]."),
        ("first: many", "'first' is 'many'; expected fields, each on a line, such as 'name: value'."),
    ],
)
def test_what_was_expected_is_told(line: str, expected: str) -> None:
    [problem] = problems(f"name: one\n{line}\n")
    assert expected in problem


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 60 + "…")])
def test_a_long_value_is_cut(length: int, shown: str) -> None:
    [problem] = problems(f"name: one\nshare: {'x' * length}\n")
    assert problem.startswith(f"2: 'share' is '{shown}'; ")


@pytest.mark.parametrize(("data", "found"), [([], "a list"), ("text", "'text'"), (None, "empty")])
def test_what_is_no_record_at_all(data: Any, found: str) -> None:
    findings = Findings()
    assert check(Outer, data, {(): 1}, Path("x.yml"), findings) is None
    [problem] = findings.items
    assert problem.message.startswith(f"found {found}; expected fields")


@pytest.mark.parametrize("value", [float("inf"), float("nan"), True, "1"])
def test_a_figure_is_a_plain_number(value: Any) -> None:
    findings = Findings()
    assert check(Outer, {"name": "one", "share": value}, {("share",): 2}, Path("x.yml"), findings) is None
    [problem] = findings.items
    assert "expected a number" in problem.message
