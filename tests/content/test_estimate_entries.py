"""Pivots, thresholds, decisions, plots and bars of estimate.yml: what they may name, one sentence for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.estimates import reading
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.figures import Threshold
from scripts.content.problems import Findings

ESTIMATE = """
assumptions:
  - {name: people, label: People, value: 100, unit: person, range: [1, 1000], why: Said so., pivot: true}
  - {name: price, label: Price, value: 2, unit: usd/person, range: [0, 5], why: Said so.}
  - {name: fixed, label: Fixed, value: 2, unit: usd, range: [2, 2], why: Said so.}
results:
  - name: cost
    unit: usd
    formula: people * price
    explain: What it costs.
    threshold: {at: 300, keep: below, means: The budget is spent.}
  - {name: rival, unit: usd, formula: cost / 2 + fixed, explain: Buy., threshold: {at: cost, keep: below, means: N.}}
  - {name: crowd, unit: person, formula: people * 2, explain: Load.}
decides:
  - {name: buying, result: rival, at: cost, below: Buy., above: Build.}
plots:
  - {name: costs, title: Costs, description: Two lines., result: cost, rivals: [rival], over: people, scale: log}
bars:
  - {name: sum, title: Sum, description: Two bars., parts: [cost, fixed], limit: 300}
"""


def load(tmp_path: Path, text: str) -> tuple[Estimate | None, list[str]]:
    file = tmp_path / "estimate.yml"
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    found = reading.read(file, Path("estimate.yml"), findings)
    return found, [str(problem) for problem in findings.items]


def test_the_entries_are_read(tmp_path: Path) -> None:
    found, problems = load(tmp_path, ESTIMATE)
    assert problems == []
    assert found is not None
    assert [item.pivot for item in found.assumptions] == [True, False, False]
    assert [item.scale for item in found.assumptions] == ["log", "linear", "linear"]
    assert found.results[0].threshold == Threshold(at=300.0, keep="below", means="The budget is spent.")
    assert [(item.name, item.at) for item in found.decides] == [("buying", "cost")]
    assert [(item.over, item.rivals, item.scale) for item in found.plots] == [("people", ["rival"], "log")]
    assert [(item.parts, item.limit) for item in found.bars] == [(["cost", "fixed"], 300.0)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{at: cost, keep", "{at: crowd, keep", "12: 'rival': 'threshold.at' has 'crowd' in person, which does not "
         "compare with 'rival' in usd."),
        ("{at: cost, keep", "{at: cots, keep", "12: 'rival': 'threshold.at' has 'cots', but there is no such figure. "
         "Did you mean 'cost'?"),
        ("keep: below, means: The", "keep: belo, means: The", "11: 'threshold.keep' is 'belo'; expected one of below, "
         "above. Did you mean 'below'?"),
        ("at: 300", "at: [300]", "11: 'threshold.at' is a list; expected a number, such as 1500 or 0.25, or the name "
         "of a figure."),
        ("at: 300", "at: 3 usd", "11: 'threshold.at' is '3 usd'; expected a number, such as 1500 or 0.25, or the name "
         "of a figure."),
        ("result: rival", "result: rivals", "15: 'buying': 'result' has 'rivals', but there is no such result. "
         "Did you mean 'rival'?"),
        ("result: rival", "result: price", "15: 'buying': 'result' has 'price', an assumption; expected a result."),
        ("at: cost, below", "at: crowd, below", "15: 'buying': 'at' has 'crowd' in person, which does not compare "
         "with 'rival' in usd."),
        ("at: cost, below", "at: nothing, below", "15: 'buying': 'at' has 'nothing', but there is no such figure."),
        (", pivot: true", "", "15: 'buying': nothing can flip it; expected an assumption with 'pivot: true'."),
        (", pivot: true", ", pivot: soon", "3: 'pivot' is 'soon'; expected true or false."),
        ("range: [2, 2], why: Said so.", "range: [2, 2], why: Said so., pivot: true", "5: 'fixed' is a pivot, but its "
         "range is one value; expected a wider one."),
        ("over: people", "over: peopel", "17: 'costs': 'over' has 'peopel', but there is no such assumption. "
         "Did you mean 'people'?"),
        ("over: people", "over: crowd", "17: 'costs': 'over' has 'crowd', a result; expected an assumption."),
        ("over: people, scale: log", "over: fixed", "17: 'costs': 'over' has 'fixed', whose range is one value; "
         "expected a wider one."),
        ("over: people", "over: price", "17: 'costs': 'scale' is log, but the range of 'price' begins at 0; expected "
         "linear."),
        ("scale: log", "scale: lin", "17: 'scale' is 'lin'; expected one of linear, log."),
        ("rivals: [rival]", "rivals: [crowd]", "17: 'costs': 'rivals' has 'crowd' in person, which does not compare "
         "with 'cost' in usd."),
        ("rivals: [rival]", "rivals: [rivl]", "17: 'costs': 'rivals' has 'rivl', but there is no such result. "
         "Did you mean 'rival'?"),
        ("rivals: [rival]", "rivals: [cost]", "17: 'costs': 'rivals' has 'cost' twice."),
        ("result: cost", "result: fixed", "17: 'costs': 'result' has 'fixed', an assumption; expected a result."),
        ("parts: [cost, fixed]", "parts: [cost, crowd]", "19: 'sum': 'parts' has 'crowd' in person, which does not "
         "compare with 'cost' in usd."),
        ("parts: [cost, fixed]", "parts: [cost, fixd]", "19: 'sum': 'parts' has 'fixd', but there is no such figure. "
         "Did you mean 'fixed'?"),
        ("parts: [cost, fixed]", "parts: [cost, cost]", "19: 'sum': 'parts' has 'cost' twice."),
        ("parts: [cost, fixed]", "parts: [cost]", "19: 'parts' is a list; it has too few values."),
        ("limit: 300", "limit: crowd", "19: 'sum': 'limit' has 'crowd' in person, which does not compare with 'cost' "
         "in usd."),
        ("plots:", "plot:", "16: unknown field 'plot'; expected one of assumptions, results, decides, plots, bars. "
         "Did you mean 'plots'?"),
        ("bars:\n", "bars:\n  - {name: sum, title: S, description: D., parts: [cost, rival]}\n",
         "20: 'sum' stands twice in 'bars'."),
    ],
)  # fmt: skip
def test_a_mistake_in_an_entry_is_told_once(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in ESTIMATE
    found, problems = load(tmp_path, ESTIMATE.replace(old, new, 1))
    assert found is None
    assert problems == [f"estimate.yml:{problem}"]


def test_what_names_a_broken_figure_is_silent(tmp_path: Path) -> None:
    _, problems = load(tmp_path, ESTIMATE.replace("formula: people * price", "formula: people * prize"))
    assert problems == ["estimate.yml:7: 'cost': unknown name 'prize'. Did you mean 'price'?"]
