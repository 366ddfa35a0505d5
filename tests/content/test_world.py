"""The shared world: read, borrowed by estimates, quoted by prose, and not written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.content.estimates import display, reading
from scripts.content.estimates.estimate import Estimate
from tests.conftest import SmallSite

WORLD = """\
checked: 2026-11-29
groups:
  - name: accelerators
    title: Accelerators
    intro: Dense rates.
    figures:
      - {name: card_rate, label: Rate, value: 989, unit: TFLOP/s/gpu, range: [1, 2000],
         why: Printed., source: lewis2020retrieval}
      - {name: card_price, label: Price of a card-hour, value: 3, unit: usd/gpu/hour, range: [1, 8],
         why: Assumed., dated: 2026-10}
"""
ESTIMATE = """\
assumptions:
  - {name: gpus, label: GPUs, value: 4, unit: gpu, range: [1, 9], why: Said so.}
  - {world: card_price, name: price}
results:
  - {name: cost, unit: usd/hour, formula: gpus * price, explain: Product.}
"""


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    small.write("docs/world.yml", WORLD)
    small.write("docs/index.md", small.chapter("Home", "[One](one.md#part) says it [@lewis2020retrieval].\n"))
    small.write("docs/estimate.yml", ESTIMATE)
    return small


def test_an_estimate_is_remembered_until_it_or_what_it_borrows_changes(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    work = reading.read

    def noting(path: Path, *arguments: Any) -> Estimate | None:
        read.append(path.name)
        return work(path, *arguments)

    monkeypatch.setattr(reading, "read", noting)

    def cost() -> float:
        estimate = site.load().chapters["index"].estimate
        assert estimate is not None
        return estimate.values["cost"]

    assert [cost(), cost(), len(read)] == [12, 12, 1]
    site.edit("docs/world.yml", "value: 3,", "value: 4,")
    assert [cost(), cost(), len(read)] == [16, 16, 2]
    site.edit("docs/estimate.yml", "value: 4,", "value: 5,")
    assert [cost(), cost(), len(read)] == [20, 20, 3]


def test_an_estimate_borrows_a_figure_under_its_own_name(site: SmallSite) -> None:
    content = site.load()
    estimate = content.chapters["index"].estimate
    assert estimate is not None
    assert estimate.display("cost") == "$12/hour"
    price = next(item for item in estimate.assumptions if item.name == "price")
    assert (price.label, price.range, price.world) == ("Price of a card-hour", (1, 8), "card_price")
    assert [chapter.id for chapter in content.borrowing["card_price"]] == ["index"]


def test_a_departure_has_a_value_and_a_reason(site: SmallSite) -> None:
    site.edit("docs/estimate.yml", "name: price}", "name: price, value: 4, departs: Rented by the minute.}")
    estimate = site.load().chapters["index"].estimate
    assert estimate is not None
    assert estimate.display("cost") == "$16/hour"
    assert estimate.assumptions[1].why == "Rented by the minute."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("world: card_price", "world: card_prise", "the world has no figure 'card_prise'. Did you mean 'card_price'?"),
        ("name: price}", "name: price, value: 4}", "lacks a field 'departs' with the reason."),
        ("name: price}", "name: price, departs: Why.}", "lacks a field 'value'."),
        ("name: price}", "name: price, value: 3, departs: Why.}", "departs from the world with the world's own value."),
        ("name: price}", "name: price, unit: usd}", "has its unit from the world, usd/gpu/hour."),
        ("name: price}", "name: price, range: [1, 2]}", "has its range from the world; only a departure has its own."),
    ],
)
def test_a_wrong_loan_is_one_problem(site: SmallSite, old: str, new: str, problem: str) -> None:
    site.edit("docs/estimate.yml", old, new)
    (found,) = site.problems()
    assert found.startswith("docs/estimate.yml:3: ")
    assert found.endswith(problem)


def test_a_figure_that_the_world_holds_is_not_assumed_again(site: SmallSite) -> None:
    site.edit(
        "docs/estimate.yml",
        "{world: card_price, name: price}",
        "{name: price, label: P, value: 2, unit: usd/gpu/hour, range: [1, 3], why: So.}",
    )
    assert site.problems() == [
        "docs/estimate.yml: 'price' is assumed by hand; expected one of the world, such as 'card_price'."
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("value: 989", "value: 9890", "docs/world.yml:7: 'card_rate' is 9890, outside its own range 1 to 2000."),
        (
            "unit: TFLOP/s/gpu",
            "unit: TFLOPS",
            "docs/world.yml:7: 'card_rate': unknown unit 'TFLOPS'. Did you mean 'TFLOP'?",
        ),
        ("name: card_rate", "name: card_price", "docs/world.yml:9: figure 'card_price' stands twice, first on line 7."),
        ("dated: 2026-10", "dated: 2026", "docs/world.yml:10: 'dated' is 2026; expected text; put it in quotes."),
        (
            "source: lewis2020retrieval",
            "source: lewis2020retrieva",
            "docs/world.yml: figure 'card_rate' names an unknown source 'lewis2020retrieva'. "
            "Did you mean 'lewis2020retrieval'?",
        ),
    ],
)
def test_a_wrong_world_is_one_problem(site: SmallSite, old: str, new: str, problem: str) -> None:
    site.edit("docs/world.yml", old, new)
    assert [found for found in site.problems() if not found.startswith("docs/estimate.yml")] == [problem]
    assert not [found for found in site.problems() if found.startswith("docs/estimate.yml")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It does 989 TFLOP/s dense.", "'989 TFLOP/s' is written by hand; expected {{ world(\"card_rate\") }}"),
        ("The peak is 989, of which we plan half.", "'989' is written by hand"),
        ("Two cards read 6.7 TB/s.", "'6.7 TB/s' is written by hand; expected a figure of the shared world"),
        ("It reaches 40% of peak.", "'40% of peak' is written by hand"),
        ("We rent at $2 a GPU-hour.", "'$2 a GPU-hour' is written by hand; expected {{ world(\"card_price\") }}"),
        ("An H100-hour costs $3 here.", "'H100-hour costs $3' is written by hand"),
        ("They ask $0.50 a million input tokens.", "'$0.50 a million input tokens' is written by hand"),
        ("Models fit one 80 GB card.", "'80 GB' is written by hand"),
        ("The card does 989 TFLOP/s [@lewis2020retrieval].", "'989 TFLOP/s' is written by hand"),
    ],
)
def test_a_shared_figure_written_by_hand_is_refused(site: SmallSite, sentence: str, found: str) -> None:
    site.write("docs/two.md", site.chapter("Two", f"Text.\n\n{sentence}\n"))
    (problem,) = site.problems()
    rows = (site.root / "docs/two.md").read_text(encoding="utf-8").split("\n")
    assert problem.startswith(f"docs/two.md:{rows.index(sentence) + 1}: ")
    assert found in problem


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper reached 740 TFLOP/s [@karpukhin2020dense].",
        "One pass costs 35.2 TFLOP in all.",
        "Twenty steps finish at 0.989 each.",
        "A person costs $20 an hour.",
    ],
)
def test_what_was_published_and_what_is_no_such_figure_may_stand(site: SmallSite, sentence: str) -> None:
    bibliography = (site.root / "docs/references.bib").read_text(encoding="utf-8")
    other = bibliography.replace("lewis2020retrieval", "karpukhin2020dense").replace("2005.11401", "2004.04906")
    site.write("docs/references.bib", bibliography + other)
    site.write("docs/two.md", site.chapter("Two", f"{sentence} More [@karpukhin2020dense].\n"))
    assert site.problems() == []


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (3, "usd/gpu/hour", "$3"),
        (989, "TFLOP/s/gpu", "989 TFLOP/s"),
        (80, "GB/gpu", "80 GB"),
        (40, "percent", "40%"),
        (0.15, "usd/Mtoken", "$0.15"),
        (2.5, "dimensionless", "2.5"),
    ],
)
def test_prose_says_a_figure_without_what_the_sentence_says(value: float, unit: str, said: str) -> None:
    assert display.say(value, unit) == said


def test_a_range_has_its_unit_once() -> None:
    assert display.span(1, 8, "usd/gpu/hour") == "$1 to $8/GPU/hour"
    assert display.span(15, 70, "percent") == "15 to 70%"
