"""Functions of formulas, against textbooks, exact arithmetic and what must hold for any figures."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.estimates import functions, trees
from scripts.content.estimates.errors import FormulaError, ImpossibleError
from scripts.content.estimates.formulas import parse
from scripts.content.estimates.quantities import convert, evaluate, quantity
from scripts.content.estimates.trees import Tree

UNITS = {
    "gpus": (3, "gpu"),
    "servers": (3, "dimensionless"),
    "arrivals": (6, "request/hour"),
    "service": (20, "minute"),
    "each": (20, "minute/request"),
    "busy": (20, "gpu*minute/request"),
    "share": (95, "percent"),
    "trials": (300, "answer"),
    "failures": (0, "answer"),
    "tokens": (5, "token"),
    "slow": (30, "minute"),
}


def computed(text: str, unit: str) -> float:
    values = {name: quantity(value, of) for name, (value, of) in UNITS.items()}
    return float(convert(evaluate(parse(text), values), unit).magnitude)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        # Gross et al., example 2.2: a clinic with three doctors, six patients an hour, twenty minutes each;
        # p0 = 1/9, 8/9 of a patient in the line, a wait of 4/27 of an hour.
        ("erlang_c_wait(servers, arrivals, service)", "dimensionless", 4 / 9),
        ("erlang_c_wait(gpus, arrivals, service)", "percent", 400 / 9),
        ("erlang_c_wait(gpus, arrivals, busy)", "dimensionless", 4 / 9),
        ("erlang_c_wait(servers, arrivals, each)", "dimensionless", 4 / 9),
        ("erlang_c_mean_wait(servers, arrivals, service)", "hour", 4 / 27),
        # Of the 4/9 who wait, 5% of all wait longer than ln(4/9 / 0.05) of the 20 minutes a free doctor takes.
        ("erlang_c_wait_percentile(share, servers, arrivals, service)", "minute", 20 * math.log(80 / 9)),
        ("erlang_c_wait_percentile(0.5, servers, arrivals, service)", "minute", 0),
        # One server: the chance to wait is the load.
        ("erlang_c_wait(1, arrivals / 4, service)", "dimensionless", 0.5),
        # Hanley and Lippman-Hand: no failure in 300 leaves about 3 in 300.
        ("zero_failure_bound(trials, share)", "percent", 0.99360819),
        ("zero_failure_bound(1, 0.95)", "dimensionless", 0.95),
        # Tables of the binomial distribution: 20 trials of 0.3.
        ("binomial_at_most(5, 20, 0.3)", "dimensionless", 0.4163708),
        ("binomial_at_most(failures, trials, 0.01)", "dimensionless", 0.99**300),
        ("binomial_at_most(2, 3, 0.5)", "dimensionless", 0.875),
        ("exp(0)", "dimensionless", 1),
        ("exp(-1.5)", "dimensionless", 0.22313016014842982),
        ("gpus if service < slow else 2 * gpus", "gpu", 3),
        ("gpus if service >= slow else 2 * gpus", "gpu", 6),
        ("1 if 20 <= 20 else 1 / 0", "dimensionless", 1),
        ("1 / 0 if 20 > 20 else 2", "dimensionless", 2),
    ],
)
def test_a_function_gives_the_value_of_a_textbook(text: str, unit: str, value: float) -> None:
    assert computed(text, unit) == pytest.approx(value, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("erlang_c_wait(2, arrivals, service)", "the queue grows without end: work for 2 servers, and there are 2"),
        ("erlang_c_wait(gpus, 2 * arrivals, service)", "the queue grows without end: work for 4 servers, and there"),
        ("erlang_c_wait(0.5, arrivals, service)", "a queue has from 1 to 1 million servers; found 0.5"),
        ("erlang_c_wait(gpus, -arrivals, service)", "arrivals and a time of service are not negative"),
        ("erlang_c_wait(gpus, arrivals)", "takes 3 values (servers, arrivals, service); found 2"),
        ("erlang_c_wait(gpus, service, arrivals)", "and s/request; found gpu, second, request/second"),
        ("erlang_c_wait(gpus, arrivals, service / tokens)", "found gpu, request/second, second/token"),
        ("erlang_c_wait(service, arrivals, each)", "found second, request/second, second/request"),
        ("erlang_c_mean_wait(gpus, arrivals, tokens)", "found gpu, request/second, token"),
        ("erlang_c_wait_percentile(95, gpus, arrivals, service)", "a percentile lies between 0 and 1; found 95"),
        ("erlang_c_wait_percentile(gpus, gpus, arrivals, service)", "a percentile takes a plain number; found gpu"),
        ("binomial_at_most(failures, tokens, 0.5)", "units do not fit"),
        ("binomial_at_most(service, service, 0.5)", "binomial_at_most rounds counts; found second"),
        ("binomial_at_most(1, 2, 1.5)", "a chance lies between 0 and 1; found 1.5"),
        ("binomial_at_most(1, 1e9, 0.5)", "trials number from 0 to 10 million; found 1 billion"),
        ("zero_failure_bound(0, 0.95)", "a bound needs one trial at least; found 0"),
        ("zero_failure_bound(10, 1)", "a confidence lies between 0 and 1; found 1"),
        ("exp(service)", "exp takes a plain number; found second"),
        ("exp(1000)", "too large"),
        ("gpus if gpus < service else gpus", "units do not fit: gpu and minute"),
        ("gpus if gpus < 2 * gpus else tokens", "units do not fit: gpu and token"),
        ("gpus ** servers", "a power of gpu takes a number as its exponent; found a name"),
    ],
)
def test_a_function_refuses_what_it_cannot_take(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as raised:
        computed(text, "dimensionless")
    assert message in str(raised.value)


SERVERS = st.integers(1, 600)
LOADS = st.floats(0.01, 0.99)


@given(SERVERS, LOADS)
def test_the_chance_to_wait_is_one_and_falls_with_servers_and_grows_with_load(servers: int, load: float) -> None:
    chance = functions.erlang_c_wait(servers, load * servers, 1)
    assert 0 <= chance <= load + 1e-12
    assert functions.erlang_c_wait(servers + 1, load * servers, 1) <= chance
    assert functions.erlang_c_wait(servers, (load + 0.005) * servers, 1) >= chance


@given(st.integers(1, 40), LOADS)
def test_the_chance_to_wait_is_that_of_the_definition(servers: int, load: float) -> None:
    exact, a = Fraction(load), Fraction(load) * servers
    waiting = a**servers / math.factorial(servers) / (1 - exact)
    free = sum(a**n / math.factorial(n) for n in range(servers))
    expected = float(waiting / (free + waiting))
    assert functions.erlang_c_wait(servers, float(load * servers), 1) == pytest.approx(expected, rel=1e-9)


@given(SERVERS, LOADS, st.floats(0.01, 0.99), st.floats(0.001, 100))
def test_a_percentile_of_the_wait_is_what_that_share_does_not_exceed(
    servers: int, load: float, share: float, service: float
) -> None:
    arrivals = load * servers / service
    wait = functions.erlang_c_wait_percentile(share, servers, arrivals, service)
    chance = functions.erlang_c_wait(servers, arrivals, service)
    longer = chance * math.exp(-wait * (servers - arrivals * service) / service)
    assert wait >= 0
    assert longer == pytest.approx(1 - share, rel=1e-6) if wait else chance <= 1 - share
    assert functions.erlang_c_wait_percentile(share + 0.005, servers, arrivals, service) >= wait


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 1024).map(lambda part: part / 1024))
def test_a_binomial_is_that_of_the_definition(most: int, trials: int, chance: float) -> None:
    p = Fraction(chance)
    exact = sum(math.comb(trials, i) * p**i * (1 - p) ** (trials - i) for i in range(min(most, trials) + 1))
    assert functions.binomial_at_most(most, trials, chance) == pytest.approx(float(exact), rel=1e-9, abs=1e-15)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.001, 0.999), st.integers(1, 100_000))
def test_a_binomial_of_many_trials_is_a_chance_that_grows_with_successes(chance: float, trials: int) -> None:
    near = math.floor(trials * chance)
    spread = math.ceil(math.sqrt(trials * chance * (1 - chance)))
    found = [functions.binomial_at_most(near + step * spread, trials, chance) for step in (-40, -3, 0, 1, 40)]
    assert all(0 <= value <= 1 for value in found)
    assert found == sorted(found)


def test_a_binomial_of_a_million_trials_is_near_the_normal_one() -> None:
    # 499,500 of a million are one standard deviation below the mean; half a success corrects for steps.
    expected = 0.5 * math.erfc((500_000 - 499_500.5) / 500 / math.sqrt(2))
    assert functions.binomial_at_most(499_500, 1_000_000, 0.5) == pytest.approx(expected, rel=1e-6)


@given(st.integers(1, 1_000_000), st.floats(0.01, 0.99))
def test_no_failure_is_as_likely_as_the_bound_says(trials: int, confidence: float) -> None:
    bound = functions.zero_failure_bound(trials, confidence)
    assert 0 < bound < 1
    assert math.exp(trials * math.log1p(-bound)) == pytest.approx(1 - confidence, rel=1e-9)
    assert functions.zero_failure_bound(trials + 1, confidence) < bound


@pytest.mark.parametrize(
    "text", ["1 / (a - a)", "(0 - a) ** 0.5", "sqrt(-a)", "log2(0 * a)", "a ** 999 ** 9", "0 ** -a"]
)
def test_what_has_no_result_with_units_has_none_without(text: str) -> None:
    tree: Tree = parse(text)
    with pytest.raises(ImpossibleError) as with_units:
        evaluate(tree, {"a": quantity(3, "dimensionless")})
    with pytest.raises(ImpossibleError) as without:
        trees.compute(tree, {"a": 3})
    assert str(with_units.value) == str(without.value)


def test_a_formula_is_a_tree_that_json_can_hold() -> None:
    assert parse("-a * 2 if b >= 1 else ceil(a ** b)") == (
        "if", ">=", "b", 1.0, ("*", ("-", "a"), 2.0), ("ceil", ("**", "a", "b"))
    )  # fmt: skip
