"""The table of what decides: what a reader is told of choices and limits, as printed and after moving an assumption."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from pathlib import Path

from scripts.content.estimates import emission, reading
from scripts.content.estimates.computing import compute
from scripts.content.estimates.estimate import Estimate
from scripts.content.estimates.flips import flips
from scripts.content.problems import Findings
from scripts.pages import deciding
from scripts.pages.deciding import Row
from tests.conftest import ROOT, real_content

ESTIMATE = """
assumptions:
  - {name: load, label: Clips, value: 100, unit: video/day, range: [10, 1000], why: W., pivot: true}
  - {name: price, label: Price of a GPU, value: 3, unit: usd/gpu/hour, range: [1, 8], why: W., pivot: true}
  - {name: rent, label: Rented clip, value: 0.5, unit: usd/video, range: [0.1, 2], why: W., pivot: true}
  - {name: gpus, label: GPUs, value: 1, unit: gpu, range: [1, 4], why: W.}
results:
  - name: cost
    label: Cost of a clip
    unit: usd/video
    formula: price * gpus / load
    explain: E.
    threshold: {at: 0.5, keep: below, means: The budget is spent.}
  - {name: daily, unit: usd/day, formula: cost * load, explain: E., threshold: {at: 50, keep: above, means: Too small.}}
decides:
  - {name: build_or_rent, result: cost, at: rent, below: Build., above: Rent.}
  - {name: size, result: daily, at: 1000, below: Small., above: Large.}
"""
SAY = """
import { Scenario } from "./docs/assets/javascripts/estimates/scenario.js";
import { rows, turns } from "./docs/assets/javascripts/estimates/deciding.js";
import { flips } from "./docs/assets/javascripts/estimates/evaluate.js";
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map(([estimate, changed]) => {
  const scenario = new Scenario(estimate);
  scenario.take(changed);
  const found = flips(estimate, scenario.changed);
  const shown = rows(scenario, false, found);
  const said = shown.map(({ what, now, because, otherwise, steady }) => [what, now, because, otherwise, steady]);
  return [said, Object.fromEntries(turns(scenario, found))];
})));
"""


def estimate(tmp_path: Path) -> Estimate:
    file = tmp_path / "estimate.yml"
    file.write_text(ESTIMATE, encoding="utf-8")
    findings = Findings()
    found = reading.read(file, Path("estimate.yml"), findings)
    assert found is not None, findings.items
    return found


def moved(given: Estimate, changed: dict[str, float]) -> Estimate:
    """Return an estimate as if its author had written other values."""
    items = tuple(
        i.model_copy(update={"value": changed[i.name]}) if i.name in changed else i for i in given.assumptions
    )
    values = compute(given, changed).values
    return dataclasses.replace(given, assumptions=items, values=values)


def test_a_choice_says_on_what_it_rests_and_a_limit_what_it_means(tmp_path: Path) -> None:
    one = estimate(tmp_path)
    assert deciding.rows(one, flips(one)) == (
        Row(
            "Build or rent",
            "Rent.",
            "“Cost of a clip” is $0.72/video, above “Rented clip”, which is $0.50/video.",
            "Build.",
        ),
        Row(
            "Size",
            "Small.",
            "“Daily” is $72/day, below the limit of $1,000/day.",
            "Large.",
            "No single pivot turns it within its range.",
        ),
        Row(
            "Cost of a clip",
            "Crossed: The budget is spent.",
            "It is $0.72/video, and at most $0.50/video is allowed.",
            "Kept: at most $0.50/video.",
        ),
        Row("Daily", "Kept.", "It is $72/day, and at least $50/day is needed.", "Too small."),
    )


def test_a_pivot_says_from_where_on_it_turns_a_choice(tmp_path: Path) -> None:
    one = estimate(tmp_path)
    assert deciding.turns(one, flips(one)) == {
        "load": ("At 144 videos/day or more: Build.",),
        "price": ("At $2.08/GPU/hour or less: Build.",),
        "rent": ("At $0.72/video or more: Build.",),
    }


def test_the_browser_says_it_as_the_build_does(tmp_path: Path) -> None:
    cases = [chapter.estimate for chapter in real_content().chapters.values()]
    asked, expected = [], []
    for one in filter(None, (estimate(tmp_path), *cases)):
        first = one.assumptions[0]
        for changed in ({}, {first.name: first.range[0]}, {first.name: first.range[1]}):
            if not compute(one, changed).impossible:
                asked.append((emission.data(one), changed))
                now = moved(one, changed)
                found = flips(now)
                expected.append([[*map(dataclasses.astuple, deciding.rows(now, found))], deciding.turns(now, found)])
    done = subprocess.run(
        [ROOT / "scripts/setup/node", "node", "--input-type=module", "-e", SAY],
        input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT, check=True, timeout=60,
    )  # fmt: skip
    assert sum(len(rows) + len(turns) for rows, turns in expected) > 24
    assert json.loads(done.stdout) == json.loads(json.dumps(expected))
