"""What a browser computes of an estimate is what Python computes, for all cases and any assumptions in their ranges."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from scripts.content.estimates import display, emission, quantities, reading, units
from scripts.content.estimates.computing import compute
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Assumption
from scripts.content.estimates.flips import flips, value_at
from scripts.content.estimates.trees import Tree
from scripts.content.problems import Findings
from tests.conftest import ROOT, real_content

Ask = Callable[[str, Any], Any]
CASES = sorted(
    str(file.parent if file.name == "estimate.yml" else file.with_name(file.name.removesuffix(".estimate.yml")))
    for file in (path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*estimate.yml"))
)
SCRIPTS = ROOT / "docs/assets/javascripts"
QUEUE = "queue"

QUEUES = """
assumptions:
  - {name: gpus, label: GPUs, value: 12, unit: gpu, range: [1, 400], why: Said so., pivot: true}
  - {name: arrivals, label: Load, value: 5, unit: request/s, range: [0.01, 300], why: Said so., pivot: true}
  - {name: service, label: Service, value: 900, unit: ms, range: [1, 5000], why: Said so.}
  - {name: share, label: Share, value: 99, unit: percent, range: [1, 99.9], why: Said so., pivot: true}
  - {name: trials, label: Trials, value: 300, unit: answer, range: [1, 20000], why: Said so.}
  - {name: failures, label: Failures, value: 2, unit: answer, range: [1, 300], why: Said so.}
results:
  - {name: waiting, unit: percent, formula: "erlang_c_wait(gpus, arrivals, service)", explain: Queue.}
  - {name: mean, unit: ms, formula: "erlang_c_mean_wait(ceil(gpus), arrivals, service)", explain: Queue.}
  - name: late
    unit: ms
    formula: "erlang_c_wait_percentile(share, gpus, arrivals, service)"
    explain: Queue.
    threshold: {at: 500, keep: below, means: Late.}
  - {name: passed, unit: percent, formula: "binomial_at_most(failures, trials, 1 - share)", explain: Sample.}
  - {name: bound, unit: percent, formula: "zero_failure_bound(trials, share)", explain: Sample.}
  - {name: cheap, unit: ms, formula: "late if late >= service else service - late", explain: Choice.}
  - {name: small, unit: dimensionless, formula: "exp(-share) ** 2 / log2(1 + trials / failures)", explain: Sum.}
decides:
  - {name: more, result: late, at: 500, below: Enough., above: Add.}
  - {name: wait, result: mean, at: service, below: Wait., above: Leave.}
"""


def estimate_in(file: Path) -> Estimate:
    findings = Findings()
    found = reading.read(file, file, findings)
    assert found is not None, findings.items
    return found


@pytest.fixture(scope="module")
def estimates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Estimate]:
    queues = tmp_path_factory.mktemp("folder") / QUEUE / "estimate.yml"
    queues.parent.mkdir()
    queues.write_text(QUEUES, encoding="utf-8")
    found = {chapter.id: chapter.estimate for chapter in real_content().chapters.values() if chapter.estimate}
    return {**found, QUEUE: estimate_in(queues)}


@pytest.fixture(scope="module")
def ask(browser: Browser, estimates: dict[str, Estimate]) -> Iterator[Ask]:
    """Runs a function of one argument in Chromium, with `engine` and `estimates` at hand."""
    page = browser.new_page()
    page.route(
        "http://engine.test/**",
        lambda route: (
            route.fulfill(path=SCRIPTS / route.request.url.removeprefix("http://engine.test/"))
            if route.request.url.endswith(".js")
            else route.fulfill(body="<!doctype html>", content_type="text/html")
        ),
    )
    page.goto("http://engine.test/")
    page.evaluate(
        "async (data) => { window.engine = await import('/estimates/evaluate.js'); window.estimates = data; }",
        {name: json.loads(json.dumps(emission.data(found))) for name, found in estimates.items()},
    )
    yield page.evaluate
    page.close()


def near(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-290)


def within(item: Assumption) -> st.SearchStrategy[float]:
    """Any value of a range, evenly on the scale on which it is walked through."""
    inner = st.floats(0, 1).map(lambda part: value_at(part, *item.range, item.scale))
    return st.one_of(inner, st.sampled_from([*item.range, item.value]))


def exactly(tree: Tree, estimate: Estimate, roots: dict[str, float], unit: str) -> float:
    """Return what Pint makes of a formula, each figure in its own unit."""
    given = {n: quantities.quantity(root / estimate.factors[n], estimate.units[n]) for n, root in roots.items()}
    return float(quantities.convert(quantities.evaluate(tree, given), unit).magnitude)


def test_all_ten_cases_are_tried(estimates: dict[str, Estimate]) -> None:
    assert len(CASES) >= 10
    assert set(estimates) == {*CASES, QUEUE}


@pytest.mark.parametrize("name", [*CASES, QUEUE])
def test_the_browser_computes_what_python_computes(ask: Ask, estimates: dict[str, Estimate], name: str) -> None:
    estimate = estimates[name]
    drawn = st.fixed_dictionaries({item.name: within(item) for item in estimate.assumptions})

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(drawn, min_size=4, max_size=4))
    def agree(batch: list[dict[str, float]]) -> None:
        found = ask("([name, batch]) => batch.map((values) => engine.evaluate(estimates[name], values))", [name, batch])
        for changed, browser in zip(batch, found, strict=True):
            computed = compute(estimate, changed)
            assert set(computed.values) == set(browser["values"])
            assert all(near(value, browser["values"][figure]) for figure, value in computed.values.items())
            said = {figure: (cause.result, str(cause.error)) for figure, cause in computed.impossible.items()}
            assert said == {figure: (cause["result"], cause["message"]) for figure, cause in browser["errors"].items()}

    agree()


def test_plain_numbers_give_what_quantities_give(estimates: dict[str, Estimate]) -> None:
    for estimate in estimates.values():
        computed = compute(estimate)
        for result in estimate.results:
            exact = exactly(estimate.trees[result.name], estimate, computed.roots, result.unit)
            assert near(computed.values[result.name], exact)
            assert near(computed.values[result.name], estimate.values[result.name])


def test_decisions_flip_where_they_flip_in_python(ask: Ask, estimates: dict[str, Estimate]) -> None:
    for name, estimate in estimates.items():
        found = ask("(name) => engine.flips(estimates[name])", name)
        expected = flips(estimate)
        assert [(flip["decision"], flip["pivot"], flip["side"]) for flip in found] == [
            (flip.decision, flip.pivot, flip.side) for flip in expected
        ]
        for one, other in zip(found, expected, strict=True):
            assert (one["at"] is None) == (other.at is None)
            assert one["at"] is None or math.isclose(one["at"], other.at or 0, rel_tol=1e-7)


UNITS = [*(name for name in units.names() if name != "percent"), "percent", "gpu*hour/job", "token/s/gpu", "usd/month"]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.floats(allow_nan=False, allow_infinity=False),
                st.floats(0.1, 2000),
                st.floats(-8, 17).map(lambda power: 10**power),
                st.integers(-(10**7), 10**7).map(lambda part: part / 1000),
                st.integers(0, 10**16).map(float),
            ),
            st.sampled_from(UNITS),
            st.booleans(),
        ),
        min_size=200,
        max_size=200,
    )
)
def test_the_browser_prints_figures_as_python_prints_them(ask: Ask, figures: list[tuple[float, str, bool]]) -> None:
    printed = ask("(all) => all.map(([value, unit, exact]) => engine.show(value, unit, { exact }))", figures)
    for (value, unit, exact), text in zip(figures, printed, strict=True):
        assert text == display.show(value, unit, exact=exact), (value, unit, exact)
    units = sorted({unit for _, unit, _ in figures})
    assert ask("(all) => all.map(engine.inProse)", units) == [display.in_prose(unit) for unit in units]
    plain = ask("(all) => all.map(([value]) => engine.plain(value))", figures)
    assert plain == [display.plain(value) for value, _, _ in figures]


def test_every_working_says_its_result(ask: Ask, estimates: dict[str, Estimate]) -> None:
    for name, estimate in estimates.items():
        said = ask(
            """(name) => estimates[name].results.map((result) =>
              engine.working(estimates[name], engine.evaluate(estimates[name]), result.name))""",
            name,
        )
        for result, text in zip(estimate.results, said, strict=True):
            assert text.endswith(f" = {estimate.display(result.name)}")
            assert not {"undefined", "NaN"} & set(text.split())
