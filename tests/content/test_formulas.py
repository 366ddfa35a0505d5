"""Formulas of estimates: what they compute, what they refuse, and how figures are printed."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.estimates import estimate, formulas
from scripts.content.estimates.formulas import FormulaError, evaluate, parse, quantity
from scripts.content.problems import Findings

NUMBERS = st.floats(min_value=0.5, max_value=1000, allow_nan=False)
VALUES = {"a": 2.0, "b": 7.5, "c": 100.0}


def expressions() -> st.SearchStrategy[str]:
    leaves = st.one_of(st.sampled_from(sorted(VALUES)), NUMBERS.map(repr))

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pair = st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner)
        return st.one_of(
            pair.map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
            st.tuples(inner, inner).map(lambda p: f"max({p[0]}, {p[1]})"),
            inner.map(lambda x: f"-{x}"),
        )

    return st.recursive(leaves, grow, max_leaves=12)


@given(expressions())
def test_a_formula_gives_what_python_gives(text: str) -> None:
    names = {name: quantity(value, "dimensionless") for name, value in VALUES.items()}
    try:
        expected = eval(text, {"max": max}, VALUES)  # noqa: S307 - the text is made above
    except ZeroDivisionError:
        with pytest.raises(FormulaError, match="division by zero"):
            evaluate(parse(text), names)
        return
    assert math.isclose(float(evaluate(parse(text), names).magnitude), expected, rel_tol=1e-9, abs_tol=1e-12)


@given(NUMBERS, NUMBERS)
def test_the_unit_in_which_an_assumption_is_given_does_not_change_the_result(seconds: float, rate: float) -> None:
    tree = parse("time * rate")
    plain = evaluate(tree, {"time": quantity(seconds, "s"), "rate": quantity(rate, "token/s")})
    scaled = evaluate(tree, {"time": quantity(seconds * 1000, "ms"), "rate": quantity(rate * 60, "token/minute")})
    assert math.isclose(plain.to("token").magnitude, scaled.to("token").magnitude, rel_tol=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.b",
        "[1]",
        "'text'",
        "a if b else c",
        "lambda: 1",
        "a == b",
        "a[0]",
        "max(a, key=b)",
        "True",
    ],
)
def test_what_is_not_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("queries + tokens", "units do not fit"),
        ("sqrt(queries", "is not a formula"),
        ("ceil(time)", "rounds counts"),
        ("rond(queries)", "unknown function 'rond'"),
        ("2 ** queries", "an exponent takes a plain number"),
        ("9 ** 9 ** 9", "too large"),
    ],
)
def test_a_wrong_formula_says_why(text: str, said: str) -> None:
    values = {"queries": quantity(3, "query"), "tokens": quantity(5, "token"), "time": quantity(1, "s")}
    with pytest.raises(FormulaError, match=said):
        evaluate(parse(text), values)


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(FormulaError) as raised:
        evaluate(parse("querys * 2"), {"queries": quantity(1, "query")})
    assert raised.value.nearest == "queries"


def test_ceil_rounds_counts_up_and_forgives_float_noise() -> None:
    assert evaluate(parse("ceil(gpus)"), {"gpus": quantity(2.0000000001, "gpu")}).magnitude == 2
    assert evaluate(parse("ceil(gpus)"), {"gpus": quantity(2.1, "gpu")}).magnitude == 3


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (1234.56, "query/s", "1,230 queries/s"),
        (1, "query", "1 query"),
        (3, "percent", "3%"),
        (24.84, "usd", "$24.84"),
        (149040.3, "usd/month", "$149,000/month"),
        (36.63, "gpu*hour", "36.6 GPU·hours"),
        (96e6, "chunk", "96 million chunks"),
        (2.5e9, "token/day", "2.5 billion tokens/day"),
        (113.6, "GB", "114 GB"),
        (0.00012, "s", "0.00012 s"),
        (0, "gpu", "0 GPUs"),
    ],
)
def test_a_result_is_printed_as_a_reader_expects(value: float, unit: str, printed: str) -> None:
    assert estimate.show(value, unit) == printed


def test_an_assumption_is_printed_with_every_digit() -> None:
    assert estimate.show(1024, "byte/vector", exact=True) == "1,024 bytes/vector"


@given(st.floats(min_value=1e-6, max_value=1e15, allow_nan=False))
def test_a_printed_number_is_within_half_a_percent(value: float) -> None:
    words = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    digits, _, word = estimate.number(value).partition(" ")
    assert math.isclose(
        float(digits.replace(",", "")) * words.get(word, 1), value, rel_tol=0.051 if value < 1e-3 else 0.005
    )


ESTIMATE = """
assumptions:
  - {name: people, label: People, value: 100, unit: person, range: [1, 1000], why: Said so.}
  - {name: rate, label: Rate, value: 2, unit: query/person/day, range: [1, 5], why: Said so.}
results:
  - {name: queries, unit: query/s, formula: people * rate, explain: Load.}
"""


def read(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "estimate.yml"
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    estimate.read(file, Path("estimate.yml"), findings)
    return [str(problem) for problem in findings.items]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("people * rate", "people * rat", "estimate.yml:6: 'queries': unknown name 'rat'. Did you mean 'rate'?"),
        ("unit: query/s", "unit: token/s", "'queries': the formula gives query / second, expected token/s."),
        ("unit: person,", "unit: persn,", "estimate.yml:3: 'people': unknown unit 'persn'. Did you mean 'person'?"),
        ("range: [1, 1000]", "range: [1, 10]", "'people' is 100, outside its own range 1 to 10."),
        ("name: rate", "name: people", "figure 'people' stands twice."),
        ("why: Said so.", "reason: Said so.", "unknown field 'assumptions.0.reason'"),
    ],
)
def test_a_wrong_estimate_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert read(tmp_path, ESTIMATE) == []
    found = read(tmp_path, ESTIMATE.replace(old, new, 1))
    assert any(said in problem for problem in found), found


def test_a_cause_is_reported_and_what_follows_from_it_is_not(tmp_path: Path) -> None:
    broken = ESTIMATE.replace("people * rate", "people * rat") + (
        "  - {name: more, unit: query/s, formula: queries * 2, explain: Follows.}\n"
    )
    assert len(read(tmp_path, broken)) == 1


def test_all_units_can_be_read() -> None:
    assert {"token", "gpu", "usd", "GiB"} <= set(formulas.dir_units())
