"""Shares, ratios and the published file, from times given by hand."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from scripts.measure import report
from scripts.measure.card import Card, Peaks
from scripts.measure.counting import Transformer, Work
from scripts.measure.plan import Measurement
from scripts.measure.report import Result
from scripts.measure.timing import Times

CARD = Card("NVIDIA H100 80GB HBM3", 85_000_000_000, "580.1", "CUDA 13.0", "2.14.1", "")
PEAKS = Peaks(4e12, {"bf16": 1000e12, "fp8": 2000e12})
WORLD = {
    "decode_bandwidth_efficiency": {"value": 60, "unit": "percent"},
    "diffusion_efficiency": {"value": 40, "unit": "percent"},
}
DAY = datetime.date(2026, 11, 29)


def measured(seconds: float, work: Work, **fields: Any) -> Result:
    """A result whose quartiles lie a fifth below and a quarter above its median."""
    given = {
        "name": "one",
        "part": "pass",
        "case": "text-to-image",
        "title": "One",
        "how": "So.",
        "model": Transformer(1, 8, 1),
        "run": {"positions": 8},
        "precision": "bf16",
        "figure": "",
        "bound": "arithmetic",
        "memory": 1,
        **fields,
    }
    return Result(Measurement(work=work, **given), Times(seconds, seconds * 0.8, seconds * 1.25, 30))


def published(*results: Result, peaks: Peaks | None = PEAKS, left_out: Any = ()) -> dict[str, Any]:
    return report.document(results, left_out, CARD, peaks, WORLD, DAY, 311.4)


def test_bandwidth_is_bytes_over_time_over_the_peak() -> None:
    decode = measured(0.5, Work(bytes_read=1e12), figure="decode_bandwidth_efficiency", bound="memory")
    entry = published(decode)["entries"][0]
    assert (entry["value"], entry["low"], entry["high"]) == (50, 40, 62.5)
    assert (entry["unit"], entry["assumed"], entry["ratio"]) == ("percent", 60, 0.8333)
    assert (entry["reached"], entry["reached_unit"]) == (2, "TB/s/gpu")
    assert entry["seconds"] == {"median": 0.5, "low": 0.4, "high": 0.625}


def test_attention_in_fp8_passes_is_held_against_the_bf16_peak() -> None:
    work = Work(products=200e12, attention=100e12)
    assert report.least(work, "arithmetic", "fp8", PEAKS) == pytest.approx(0.2)
    assert report.least(work, "arithmetic", "bf16", PEAKS) == pytest.approx(0.3)


def test_a_precision_without_a_peak_has_no_share() -> None:
    entry = published(measured(1, Work(products=1e12), precision="fp8"), peaks=Peaks(1e12, {"bf16": 1e12}))["entries"][
        0
    ]
    assert entry["value"] is None
    assert entry["reached"] == 1


def test_a_figure_is_the_median_of_its_shapes_in_bf16() -> None:
    shares = [(0.5, "bf16"), (0.3, "bf16"), (0.4, "bf16"), (0.9, "fp8")]
    results = [
        measured(
            1,
            Work(products=share * PEAKS.rates[precision]),
            figure="diffusion_efficiency",
            precision=precision,
            name=str(share),
        )
        for share, precision in shares
    ]
    figure = published(*results)["figures"]["diffusion_efficiency"]
    assert (figure["value"], figure["low"], figure["high"], figure["assumed"], figure["ratio"]) == (40, 30, 50, 40, 1)
    assert figure["entries"] == ["0.5", "0.3", "0.4"]
    assert figure["how"] == "Median of 3 shapes, from the least to the most."


def test_factorized_attention_is_held_against_full() -> None:
    fast = measured(0.1, Work(attention=1), run={"positions": 8, "over": "factorized"}, expected=30.0)
    full = measured(2, Work(attention=30), run={"positions": 8, "over": "full"})
    entry = published(fast, full)["entries"][0]
    assert (entry["value"], entry["assumed"], entry["ratio"], entry["unit"]) == (20, 30, 0.6667, "dimensionless")


def test_without_full_attention_there_is_nothing_to_hold_it_against() -> None:
    fast = measured(0.1, Work(attention=1), run={"positions": 8, "over": "factorized"}, expected=30.0)
    assert published(fast)["entries"][0]["value"] is None


def test_a_card_the_world_does_not_know_shows_rates_alone() -> None:
    found = published(measured(1, Work(products=3e12), figure="diffusion_efficiency"), peaks=None)
    assert found["figures"] == {}
    assert found["entries"][0]["reached"] == 3


def test_the_table_says_measured_assumed_and_what_was_left_out() -> None:
    found = published(
        measured(0.5, Work(bytes_read=1e12), figure="decode_bandwidth_efficiency", bound="memory", part="decode"),
        left_out=[("pass-fp8", "its compute capability is 8.0")],
    )
    lines = report.table(
        found, [{"name": "decode", "title": "Decoding"}, {"name": "pass", "title": "A pass"}]
    ).splitlines()
    assert lines[0] == "NVIDIA H100 80GB HBM3, driver 580.1, CUDA 13.0, PyTorch 2.14.1, 2026-11-29; 311 s."
    assert "A pass" not in lines
    row = lines[lines.index("Decoding") + 1].split()
    assert row == ["One", "2", "TB/s", "50%", "40", "to", "62.5", "60%", "0.83"]
    assert lines[-1] == "  pass-fp8: its compute capability is 8.0"
    assert any(line.split()[:2] == ["decode_bandwidth_efficiency", "50%"] for line in lines)


def test_the_file_is_named_by_day_and_card(tmp_path: Path) -> None:
    found = published(measured(1, Work(products=1e12)))
    path = report.write(found, CARD, tmp_path)
    assert path == tmp_path / "docs/measured/2026-11-29-nvidia-h100-80gb-hbm3.json"
    assert json.loads(path.read_text("utf-8")) == found
    assert found["card"] == {
        "name": "NVIDIA H100 80GB HBM3",
        "memory_bytes": 85_000_000_000,
        "driver": "580.1",
        "runtime": "CUDA 13.0",
        "torch": "2.14.1",
    }


def test_a_figure_in_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="expected percent"):
        report.document(
            [measured(1, Work(products=1), figure="diffusion_efficiency")],
            [],
            CARD,
            PEAKS,
            {"diffusion_efficiency": {"value": 0.4, "unit": "dimensionless"}},
            DAY,
            1,
        )
