"""Which card is which, and what the shared world promises of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.measure import card

WORLD = {
    "h100_bandwidth": {"value": 3.35, "unit": "TB/s/gpu"},
    "h100_bf16": {"value": 989, "unit": "TFLOP/s/gpu"},
    "h100_fp8": {"value": 1979, "unit": "TFLOP/s/gpu"},
    "a100_bandwidth": {"value": 2.039, "unit": "TB/s/gpu"},
    "a100_bf16": {"value": 312, "unit": "TFLOP/s/gpu"},
}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("NVIDIA H100 80GB HBM3", "h100"),
        ("NVIDIA H100 PCIe", ""),
        ("NVIDIA H100 NVL", ""),
        ("NVIDIA H100 80GB HBM3 MIG 1g.10gb", ""),
        ("NVIDIA H200", "h200"),
        ("NVIDIA B200", "b200"),
        ("NVIDIA A100-SXM4-80GB", "a100"),
        ("NVIDIA A100-SXM4-40GB", ""),
        ("NVIDIA A100 80GB PCIe", ""),
        ("NVIDIA L4", "l4"),
        ("NVIDIA L40S", ""),
        ("AMD Instinct MI300X", "mi300x"),
        ("NVIDIA GeForce RTX 4090", ""),
    ],
)
def test_only_the_modules_of_the_shared_world_are_known(name: str, known: str) -> None:
    assert card.world_name(name) == known


def test_peaks_come_from_the_shared_world() -> None:
    peaks = card.peaks("NVIDIA H100 80GB HBM3", WORLD)
    assert peaks == card.Peaks(3.35e12, {"bf16": 989e12, "fp8": 1979e12})
    a100 = card.peaks("NVIDIA A100-SXM4-80GB", WORLD)
    assert a100 is not None
    assert set(a100.rates) == {"bf16"}
    assert card.peaks("NVIDIA GeForce RTX 4090", WORLD) is None


def test_a_peak_in_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="'h100_bandwidth' of the shared world is in GB/s/gpu, expected TB/s/gpu"):
        card.peaks("NVIDIA H100 80GB HBM3", WORLD | {"h100_bandwidth": {"value": 3350, "unit": "GB/s/gpu"}})


def test_a_machine_without_a_card_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: False)
    monkeypatch.setattr(Path, "glob", lambda _, __: iter(()))
    assert card.missing().startswith("no GPU was found")


def test_a_card_without_its_driver_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: False)
    monkeypatch.setattr(Path, "glob", lambda _, __: iter([Path("/dev/nvidia0")]))
    monkeypatch.setenv("PATH", "")
    assert "its driver seems not to be installed" in card.missing()
