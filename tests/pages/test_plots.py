"""Pictures of estimates: what a reader sees of them, and that the browser draws the same."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.content.estimates import emission, reading
from scripts.content.estimates.computing import compute
from scripts.content.estimates.estimate import Estimate
from scripts.content.problems import Findings
from scripts.pages.plots import curves, ink, rows, sampling, scales
from scripts.pages.plots.data import Bars, Curve, Mark, Part, Plot, Swing, Tornado
from tests.conftest import ROOT, real_content

ESTIMATE = """
assumptions:
  - {name: load, label: Requests, value: 50, unit: request/s, range: [1, 90], why: W., pivot: true}
  - {name: each, label: Work of one, value: 120, unit: gpu*ms/request, range: [10, 400], why: W., pivot: true}
  - {name: price, label: Price & tax, value: 3, unit: usd/gpu/hour, range: [0.1, 8], why: W., pivot: true}
  - {name: rent, label: Rent, value: 0.2, unit: usd/request, range: [0.01, 2], why: W.}
results:
  - {name: gpus, label: GPUs, unit: gpu, formula: ceil(load * each), explain: E.}
  - name: cost
    label: Cost
    unit: usd/hour
    formula: gpus * price
    explain: E.
    threshold: {at: 20, keep: below, means: Budget.}
  - {name: rented, label: "Cost, rented", unit: usd/day, formula: load * rent / 40, explain: E.}
  - {name: queue, label: Queue, unit: ms, formula: "erlang_c_mean_wait(gpus * 2, load, each)", explain: E.}
  - {name: work, label: Work, unit: s, formula: queue * 2, explain: E.}
decides:
  - {name: buy, result: cost, at: rented, below: Buy., above: Rent.}
  - {name: wait, result: queue, at: 50, below: Wait., above: Add.}
plots:
  - {name: cost, title: Cost < budget, description: D., result: cost, rivals: [rented], over: load}
  - {name: queue, title: Queue, description: D., result: queue, over: load, scale: log}
bars:
  - {name: both, title: Both, description: D., parts: [queue, work], limit: 0.2}
  - {name: free, title: Both, description: D., parts: [work, queue]}
"""
DRAW = """
import { picture } from "./docs/assets/javascripts/estimates/plots.js";
let text = "";
for await (const part of process.stdin) text += part;
const asked = JSON.parse(text);
console.log(JSON.stringify(asked.map(([estimate, key, changed]) => picture(estimate, key, changed))));
"""


def estimate(tmp_path: Path, text: str = ESTIMATE) -> Estimate:
    file = tmp_path / "estimate.yml"
    file.write_text(text, encoding="utf-8")
    findings = Findings()
    found = reading.read(file, Path("estimate.yml"), findings)
    assert found is not None, findings.items
    return found


def moved(given: Estimate, changed: dict[str, float]) -> Estimate:
    """Return an estimate as if the author had written other values."""
    items = tuple(
        i.model_copy(update={"value": changed[i.name]}) if i.name in changed else i for i in given.assumptions
    )
    return dataclasses.replace(given, assumptions=items)


def drawn(given: Estimate) -> dict[str, str]:
    """Return every picture of an estimate by its key."""
    found = {f"plot:{entry.name}": curves.plot(sampling.plot(given, entry)) for entry in given.plots}
    found |= {f"bar:{entry.name}": rows.bars(sampling.bars(given, entry)) for entry in given.bars}
    if any(item.pivot for item in given.assumptions):
        found |= {f"tornado:{entry.name}": rows.tornado(sampling.tornado(given, entry)) for entry in given.decides}
    return found


def words(svg: str) -> list[str]:
    return [re.sub("<[^>]*>", "", text) for text in re.findall(r"<text.*?</text>", svg)]


def simple(**changes: Any) -> Plot:
    points = tuple((float(x), 100.0 / x) for x in range(5, 101))
    shown = Plot("Cost", "Kept", "percent", "linear", "Cost", "usd/video", (Curve("this design", points),), (20, 5))
    return dataclasses.replace(shown, **changes)


def test_the_browser_draws_what_the_build_draws(tmp_path: Path) -> None:
    given = estimate(tmp_path)
    cases = [chapter.estimate for chapter in real_content().chapters.values()]
    asked: list[tuple[Any, str, dict[str, float]]] = []
    expected: list[str] = []
    for one in (given, *filter(None, cases)):
        first = one.assumptions[0]
        for changed in ({}, {first.name: first.range[0]}, {first.name: first.range[1]}):
            shifted = moved(one, changed)
            if compute(shifted).impossible:
                continue  # the page keeps its last picture
            for key, svg in drawn(shifted).items():
                asked.append((emission.data(one), key, changed))
                expected.append(svg)
    done = subprocess.run(
        [ROOT / "scripts/setup/node", "node", "--input-type=module", "-e", DRAW],
        input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT, check=True, timeout=60,
    )  # fmt: skip
    assert len(expected) > 15
    for (_, key, changed), svg, ours in zip(asked, json.loads(done.stdout), expected, strict=True):
        assert svg == ours, (key, changed)


def test_a_plot_says_the_chosen_point_its_line_and_its_curves() -> None:
    svg = curves.plot(simple(marks=(Mark("y", 10, "Target of $10"),)))
    assert words(svg) == [
        "Cost, $/video", "$0", "$5", "$10", "$15", "$20", "20%", "40%", "60%", "80%", "100%", "Kept",
        "$5 at 20%", "Target of $10", "this design",
    ]  # fmt: skip
    assert "<title>Cost</title>" in svg
    assert "$5/video at 20%. this design: $20/video at 5% to $1/video at 100%. Line: Target of $10." in svg


def test_a_picture_has_no_color_and_keeps_within_its_bytes(tmp_path: Path) -> None:
    for svg in drawn(estimate(tmp_path)).values():
        assert not re.search(r"#[0-9a-f]{3}|fill|stroke|rgb", svg)
        assert len(gzip.compress(svg.encode(), 9)) < 1200
        assert 'role="img"' in svg


def test_names_of_curves_that_end_close_together_stand_apart() -> None:
    assert curves.apart([5, 5.2, 9], [2, 2, 2], 0, 12) == pytest.approx([5, 7, 9])
    assert curves.apart([11.5, 11.6], [2, 2], 0, 12) == pytest.approx([9, 11])


def test_a_count_that_is_rounded_up_is_drawn_with_its_steps(tmp_path: Path) -> None:
    svg = curves.plot(sampling.plot(estimate(tmp_path), estimate(tmp_path).plots[0]))
    ours = re.search(r'<path class="o" d="M\d+ \d+l([^"]*)"', svg)
    assert ours
    moves = re.findall(r"(\d+)(?: (\d+)|(-\d+))", ours[1])
    level = [int(across) for across, down, up in moves if not int(up or down)]
    assert len(level) >= 9, "ten GPUs are ten steps"


def test_where_a_queue_has_no_end_the_curve_ends() -> None:
    points = tuple((float(x), None if x > 60 else float(x)) for x in range(1, 101))
    svg = curves.plot(simple(curves=(Curve("this design", points),), chosen=(20, 20), x_unit="dimensionless"))
    last = re.search(r'class="o" d="M0 \d+l([^"]*)"', svg)
    assert last
    assert sum(int(across) for across in re.findall(r"(?:^| )(\d+)(?=-)", f" {last[1]}")) < 600


def test_the_parts_of_a_sum_follow_one_another_up_to_the_sum() -> None:
    parts = (Part("Queue", 300), Part("Work", 500))
    svg = rows.bars(Bars("Time", "ms", parts, 1000))
    assert words(svg) == ["Queue 300 ms", "Work 500 ms", "Sum 800 ms", "limit 1,000 ms"]
    assert re.findall(r'<rect.*?x="(.*?)".*?width="(.*?)"', svg) == [("0%", "30%"), ("30%", "50%"), ("0%", "80%")]
    over = rows.bars(Bars("Time", "ms", parts, 600))
    assert "over the limit of 600 ms" in words(over)
    assert 'class="x"' in over


def test_a_sum_shows_what_its_parts_show() -> None:
    parts = (Part("Queue", 502.4), Part("Work", 716.4))
    assert words(rows.bars(Bars("Time", "ms", parts, None))) == ["Queue 502 ms", "Work 716 ms", "Sum 1,219 ms"]
    parts = (Part("Checks", 40), Part("Queue", 4870.7), Part("Work", 640))
    said = ["Checks 40 s", "Queue 4,870 s", "Work 640 s", "Sum 5,550 s"]
    assert words(rows.bars(Bars("Time", "s", parts, None))) == said
    parts = (Part("Queue", 0.5), Part("Work", 1.744))
    assert words(rows.bars(Bars("Time", "s", parts, None))) == ["Queue 0.5 s", "Work 1.74 s", "Sum 2.24 s"]


def test_a_tornado_has_the_largest_swing_first_and_marks_where_the_choice_flips() -> None:
    swings = (Swing("Small", "percent", 1, 2, 90, 110), Swing("Large", "usd/gpu/hour", 1, 8, 50, 300))
    svg = rows.tornado(Tornado("What moves it", "Buy or rent", "Cost", "usd", 100, 200, "Buy.", "Rent.", swings))
    assert words(svg)[:11] == [
        "Buy or rent", "Scale: Cost.", "Dotted line: now $100.", "Left of $200: Buy.", "Right of $200: Rent.",
        "Large, $/GPU/hour", "$1", "$8", "Small", "1%", "2%",
    ]  # fmt: skip
    assert svg.count('<rect class="o"') == 1


def test_ticks_are_round_and_few() -> None:
    everything = lambda values: True  # noqa: E731
    assert scales.ticks(scales.Axis(5, 100), everything) == [20, 40, 60, 80, 100]
    assert scales.ticks(scales.Axis(0, 0.55), everything) == [0, 0.2, 0.4]
    assert scales.ticks(scales.Axis(1, 1e6, log=True), everything) == [1, 100, 10000, 1e6]
    assert scales.ticks(scales.Axis(10, 200, log=True), everything) == [10, 20, 50, 100, 200]
    assert scales.even(0, 1, 5) == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_lengths_are_short() -> None:
    assert [ink.rounded(value) for value in (0, 0.5, -0.25, 12.0, 3.14159, -0.001)] == [
        "0",
        ".5",
        "-.25",
        "12",
        "3.14",
        "0",
    ]
