"""What the site reads of a file of measurements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scripts.content.problems import Findings
from scripts.content.world import measured

KNOWN = {"prefill_efficiency", "decode_bandwidth_efficiency"}


def file(folder: Path, name: str, **changes: Any) -> None:
    figures = {"prefill_efficiency": {"value": 52.31, "low": 45.2, "high": 61.05, "unit": "percent", "ratio": 1.3}}
    data = {"version": 1, "date": "2026-11-29", "card": {"name": "NVIDIA H100"}, "figures": figures, **changes}
    (folder / name).write_text(json.dumps(data), "utf-8")


def read(folder: Path) -> tuple[dict[str, measured.Measured], list[str]]:
    findings = Findings()
    found = measured.read_all(folder, Path("docs/measured"), KNOWN, findings)
    return found, [str(problem) for problem in findings.items]


def test_a_figure_says_what_was_measured_on_which_card(tmp_path: Path) -> None:
    file(tmp_path, "2026-11-29-nvidia-h100.json")
    found, problems = read(tmp_path)
    assert str(found["prefill_efficiency"]) == "52.3% (45.2 to 61), NVIDIA H100, 2026-11-29"
    assert problems == []


def test_the_newest_file_counts(tmp_path: Path) -> None:
    file(tmp_path, "2026-12-01-nvidia-h200.json", date="2026-12-01", card={"name": "NVIDIA H200"})
    file(tmp_path, "2026-11-29-nvidia-h100.json")
    assert read(tmp_path)[0]["prefill_efficiency"].card == "NVIDIA H200"


def test_without_files_nothing_is_measured(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == ({}, [])


def test_what_is_wrong_names_file_and_field(tmp_path: Path) -> None:
    file(tmp_path, "a.json", figures={"prefil_efficiency": {"value": 1, "low": 1, "high": 1, "unit": "percent"}})
    file(tmp_path, "b.json", figures={"prefill_efficiency": {"value": "1", "low": 1, "high": 1, "unit": "percent"}})
    (tmp_path / "c.json").write_text("{", "utf-8")
    problems = read(tmp_path)[1]
    assert problems[0].startswith("docs/measured/a.json: 'prefil_efficiency' is measured, and the shared world has no")
    assert problems[0].endswith("Did you mean 'prefill_efficiency'?")
    assert problems[1].startswith("docs/measured/b.json: 'figures.prefill_efficiency.value' is")
    assert problems[2].startswith("docs/measured/c.json: no JSON")
