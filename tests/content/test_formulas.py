"""Formulas of estimates: what they compute and what they refuse."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.estimates.errors import FormulaError
from scripts.content.estimates.formulas import parse
from scripts.content.estimates.quantities import convert, evaluate, quantity

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


QUANTITIES = {
    "queries": (3, "query"),
    "tokens": (5, "token"),
    "time": (90, "s"),
    "size": (1, "KiB"),
    "share": (40, "percent"),
    "gpus": (2.1, "gpu"),
    "rate": (7, "query/s"),
    "less": (-8, "query"),
    "zero": (0, "query"),
    "min": (4, "query"),
    "s": (6, "query"),
}


def computed(text: str, unit: str) -> float:
    values = {name: quantity(value, of) for name, (value, of) in QUANTITIES.items()}
    return float(convert(evaluate(parse(text), values), unit).magnitude)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("floor(gpus)", "gpu", 2),
        ("ceil(gpus)", "gpu", 3),
        ("floor(-gpus)", "gpu", -3),
        ("ceil(-gpus)", "gpu", -2),
        ("floor(2.9999999999)", "dimensionless", 3),
        ("ceil(0.0000001)", "dimensionless", 1),
        ("ceil(share)", "dimensionless", 1),
        ("log2(8)", "dimensionless", 3),
        ("log2(1024)", "dimensionless", 10),
        ("sqrt(queries * 12 * queries)", "query", 10.392304845413264),
        ("min(queries, 4 * queries)", "query", 3),
        ("max(queries, 4 * queries)", "query", 12),
        ("min * s / queries", "query", 8),
        ("min(min, s)", "query", 4),
        ("1 - share", "percent", 60),
        ("2 ** 10", "dimensionless", 1024),
        ("-queries + 5 * queries", "query", 12),
        ("rate * time", "query", 630),
        ("8 ** (1 / 3)", "dimensionless", 2),
    ],
)
def test_a_formula_computes(text: str, unit: str, value: float) -> None:
    assert math.isclose(computed(text, unit), value, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("unit", "other", "value"),
    [
        ("minute", "s", 60),
        ("hour", "s", 3600),
        ("day", "hour", 24),
        ("month", "day", 30),
        ("year", "day", 365),
        ("s", "ms", 1000),
        ("ms", "us", 1000),
        ("second", "s", 1),
        ("byte", "bit", 8),
        ("KB", "byte", 1000),
        ("MB", "KB", 1000),
        ("GB", "MB", 1000),
        ("TB", "GB", 1000),
        ("KiB", "byte", 1024),
        ("MiB", "KiB", 1024),
        ("GiB", "MiB", 1024),
        ("TiB", "GiB", 1024),
        ("GFLOP", "flop", 1e9),
        ("TFLOP", "GFLOP", 1000),
        ("dimensionless", "percent", 100),
    ],
)
def test_a_unit_is_as_large_as_it_is(unit: str, other: str, value: float) -> None:
    assert math.isclose(convert(quantity(1, unit), other).magnitude, value, rel_tol=1e-12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("__import__('os')", "unknown function '__import__'"),
        ("__class__", "unknown name '__class__'"),
        ("a.b", "'a.b' is not allowed"),
        ("[1]", "'[1]' is not allowed"),
        ("'text'", "is not allowed"),
        ("a if b else c", "a condition compares two values with <, <=, > or >=; found 'b'"),
        ("a if a == b else c", "a condition compares two values with <, <=, > or >=; found 'a == b'"),
        ("a if a < b < c else c", "found 'a < b < c'"),
        ("a < b", "'a < b' is not allowed"),
        ("lambda: 1", "is not allowed"),
        ("a == b", "is not allowed"),
        ("a[0]", "is not allowed"),
        ("max(a, key=b)", "is not allowed"),
        ("max(*a)", "is not allowed"),
        ("True", "is not allowed"),
        ("+a", "is not allowed"),
        ("a // b", "is not allowed"),
        ("a % b", "is not allowed"),
        ("1j", "is not allowed"),
        ("queries ^ 2", "'queries ^ 2', with '^' (a power is '**'), is not allowed in a formula"),
        ("1,000 * queries", "with a comma (numbers have none), is not allowed"),
        ("1,200 * queries", "with a comma (numbers have none), is not allowed"),
        ("1_000", "the number '1_000' is not allowed; expected one such as 1500, 0.25 or 3e21"),
        ("0x10", "the number '0x10' is not allowed"),
        ("1e999", "the number '1e999' is too large"),
        ("", "'' is not a formula"),
        ("queries # of a day", "has a '#' in it"),
        ("queries\0", "is not a formula"),
        ("(" * 300 + "1" + ")" * 300, "601 characters; expected at most 500"),
        ("(" * 240 + "1" + ")" * 240, "is not a formula"),
        ("-" * 300 + "1", "nested too deeply"),
        ("queries + tokens", "units do not fit: query and token cannot be added or compared"),
        ("max(queries, 1)", "units do not fit: a plain number and query cannot be added or compared"),
        ("sqrt(queries", "is not a formula"),
        ("ceil(time)", "ceil rounds counts; found second"),
        ("ceil(rate)", "ceil rounds counts; found query/second"),
        ("floor(size)", "floor rounds counts; found byte"),
        ("rond(queries)", "unknown function 'rond'"),
        ("min(queries)", "min takes two or more values; found 1"),
        ("sqrt(queries, queries)", "sqrt takes one value; found 2"),
        ("sqrt()", "sqrt takes one value; found 0"),
        ("2 ** queries", "an exponent takes a plain number; found query"),
        ("queries ** 300", "a power of query above 10"),
        ("9 ** 9 ** 9", "too large"),
        ("9.9e300 * 9.9e300", "too large"),
        ("9e300 * queries * 9e300 - 9e300 * queries * 9e300", "too large"),
        ("queries / zero", "division by zero"),
        ("0 ** -1", "division by zero"),
        ("log2(0)", "log2 takes a number above zero; found 0"),
        ("log2(1 - 3)", "log2 takes a number above zero; found −2"),
        ("log2(queries)", "log2 takes a plain number; found query"),
        ("(0 - 2) ** 0.5", "a root of a negative number"),
        ("(0 - 8) ** (1 / 3)", "a root of a negative number"),
        ("sqrt(less)", "a root of a negative number"),
        ("less ** 0.5", "a root of a negative number"),
    ],
)
def test_a_wrong_formula_says_why(text: str, message: str) -> None:
    values = {name: quantity(value, of) for name, (value, of) in QUANTITIES.items()}
    with pytest.raises(FormulaError) as raised:
        evaluate(parse(text), values)
    assert message in str(raised.value)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("unit", "message", "near"),
    [
        ("%", "'%' is no unit; expected percent", ""),
        ("", "'' is no unit; expected dimensionless", ""),
        ("$", "'$' is no unit; expected usd", ""),
        ("user**2", "'user**2' is no unit; expected the form a, a/b or a*b/c", ""),
        ("10 s", "'10 s' is no unit; expected the form", ""),
        ("2*s", "'2*s' is no unit; expected the form", ""),
        ("1/s", "'1/s' is no unit; expected the form", ""),
        ("query / s", "'query / s' is no unit; expected the form", ""),
        ("query/s*day", "'query/s*day' is no unit; expected the form", ""),
        ("query/(s)", "'query/(s)' is no unit; expected the form", ""),
        ("user*user", "'user*user' is no unit; expected two different ones around '*'", ""),
        ("usd*hour", "'usd*hour' is no unit; expected two different ones around '*', and no usd", ""),
        ("percent/day", "'percent/day' is no unit; dimensionless and percent stand alone", ""),
        ("querys", "unknown unit 'querys'", "query"),
        ("users", "unknown unit 'users'", "user"),
        ("meter", "unknown unit 'meter'", None),
    ],
)
def test_a_unit_that_would_read_wrongly_is_refused(unit: str, message: str, near: str | None) -> None:
    with pytest.raises(FormulaError) as raised:
        quantity(1, unit)
    assert message in str(raised.value)
    assert near is None or raised.value.nearest == near


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(FormulaError) as raised:
        evaluate(parse("querys * 2"), {"queries": quantity(1, "query")})
    assert raised.value.nearest == "queries"


def test_ceil_rounds_counts_up_and_forgives_float_noise() -> None:
    assert evaluate(parse("ceil(gpus)"), {"gpus": quantity(2.0000000001, "gpu")}).magnitude == 2
    assert evaluate(parse("ceil(gpus)"), {"gpus": quantity(2.1, "gpu")}).magnitude == 3


TOKENS = [*QUANTITIES, "0", "2.5", "1e308", "+", "-", "*", "/", "**", "(", ")", ",", "min(", "ceil(", "sqrt(", "log2("]


@given(st.lists(st.sampled_from(TOKENS), max_size=12))
def test_whatever_is_typed_gives_a_finite_figure_or_one_sentence(tokens: list[str]) -> None:
    values = {name: quantity(value, of) for name, (value, of) in QUANTITIES.items()}
    try:
        magnitude = evaluate(parse(" ".join(tokens)), values).magnitude
    except FormulaError:
        return
    assert math.isfinite(magnitude)
