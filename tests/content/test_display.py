"""How figures are printed: no digit of an assumption is lost, and a result reads well at any size."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.content.estimates import display


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (1234.56, "query/s", "1,230 queries/s"),
        (1, "query", "1 query"),
        (0.99996, "query", "1 query"),
        (-1, "query", "−1 query"),
        (0.5, "query", "0.5 queries"),
        (2, "person", "2 people"),
        (3, "percent", "3%"),
        (-12.5, "percent", "−12.5%"),
        (36.63, "gpu*hour", "36.6 GPU·hours"),
        (1, "gpu*hour/job", "1 GPU·hour/job"),
        (8, "gpu*s/job", "8 GPU·s/job"),
        (2, "ms*request/token", "2 ms·requests/token"),
        (5, "us", "5 µs"),
        (2, "second", "2 s"),
        (3, "month", "3 months"),
        (7, "byte", "7 bytes"),
        (2, "token/usd", "2 tokens/$"),
        (96e6, "chunk", "96 million chunks"),
        (1e6, "chunk", "1 million chunks"),
        (2.5e9, "token/day", "2.5 billion tokens/day"),
        (113.6, "GB", "114 GB"),
        (5, "flop/token", "5 FLOP/token"),
        (0.00012, "s", "0.00012 s"),
        (0, "gpu", "0 GPUs"),
        (1.5, "dimensionless", "1.5"),
        (24.84, "usd", "$24.84"),
        (24.999, "usd", "$25"),
        (99.996, "usd", "$100"),
        (149040.3, "usd/month", "$149,000/month"),
        (2.5e6, "usd/month", "$2.5 million/month"),
        (0, "usd", "$0"),
        (0.5, "usd", "$0.50"),
        (0.576, "usd/job", "$0.576/job"),
        (0.001, "usd/request", "$0.001/request"),
        (0.0000123456, "usd/token", "$0.0000123/token"),
        (2.5e-9, "usd/token", "$2.5 × 10⁻⁹/token"),
        (-5.25, "usd", "−$5.25"),
        (-1234.5, "usd", "−$1,230"),
    ],
)
def test_a_result_is_printed_as_a_reader_expects(value: float, unit: str, printed: str) -> None:
    assert display.show(value, unit) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (1024, "byte/vector", "1,024 bytes/vector"),
        (1.645, "dimensionless", "1.645"),
        (3906.25, "token", "3,906.25 tokens"),
        (13.59, "GFLOP/token/step", "13.59 GFLOP/token/step"),
        (1234.5, "token", "1,234.5 tokens"),
        (1234567, "user", "1,234,567 users"),
        (4000000, "image", "4 million images"),
        (5e9, "sentence/day", "5 billion sentences/day"),
        (1234000000000, "token", "1,234 billion tokens"),
        (3e21, "flop", "3 × 10²¹ FLOP"),
        (3.14159e21, "flop", "3.14159 × 10²¹ FLOP"),
        (1e15, "flop", "1 × 10¹⁵ FLOP"),
        (0.000244140625, "s", "0.000244140625 s"),
        (1.25e-9, "s", "1.25 × 10⁻⁹ s"),
        (-0.125, "percent", "−0.125%"),
        (0.8, "usd/gpu/hour", "$0.80/GPU/hour"),
        (1234.5, "usd", "$1,234.50"),
        (0.001, "usd/request", "$0.001/request"),
        (0.03925, "usd/image", "$0.03925/image"),
        (3, "usd", "$3"),
    ],
)
def test_an_assumption_is_printed_with_every_digit(value: float, unit: str, printed: str) -> None:
    assert display.show(value, unit, exact=True) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (999.4, "999"),
        (999.6, "1,000"),
        (999_499, "999,000"),
        (999_500, "1 million"),
        (999_600_000, "1 billion"),
        (999.6e9, "1 trillion"),
        (999.6e12, "1 × 10¹⁵"),
        (3e21, "3 × 10²¹"),
        (0.0009996, "0.001"),
        (312.5, "313"),
        (3.125e6, "3.13 million"),
        (0.1235, "0.124"),
        (12.25, "12.3"),
        (-12.25, "−12.3"),
        (12.249999999999998, "12.3"),
        (-0.0, "0"),
        (99.96, "100"),
        (20, "20"),
        (1e-300, "1 × 10⁻³⁰⁰"),
        (1.7e308, "1.7 × 10³⁰⁸"),
    ],
)
def test_a_result_is_rounded_to_three_digits_a_half_away_from_zero(value: float, printed: str) -> None:
    assert display.number(value) == printed


def read_back(printed: str) -> float:
    words = {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    digits, _, word = printed.replace("−", "-").replace(",", "").partition(" ")
    if word.startswith("× 10"):
        return float(f"{digits}e{word.removeprefix('× 10').translate(raised)}")
    return float(digits) * words[word]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_every_number_can_be_read_back(value: float) -> None:
    if abs(value) > 1e-300:
        assert math.isclose(read_back(display.number(value)), value, rel_tol=0.0051)
        assert math.isclose(read_back(display.number(value, exact=True)), value, rel_tol=1e-15)
        assert math.isclose(float(display.plain(value)), value, rel_tol=1e-15)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.994, "$0.994"),
        (1.004, "$1"),
        (1.104, "$1.10"),
        (99.94, "$99.94"),
        (99.996, "$100"),
        (100.456, "$100"),
        (100.6, "$101"),
    ],
)
def test_a_result_from_one_to_a_hundred_dollars_has_cents(value: float, printed: str) -> None:
    assert display.show(value, "usd") == printed
