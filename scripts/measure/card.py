"""Which card there is, and what its datasheet promises by the shared world."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KNOWN = (
    (r"\bA100\b(?=.*80 ?GB)(?!.*PCIe)", "a100"),
    (r"\bH100\b(?!.*(PCIe|NVL))", "h100"),
    (r"\bH200\b(?!.*NVL)", "h200"),
    (r"\bB200\b", "b200"),
    (r"\bMI300X\b", "mi300x"),
    (r"\bL4\b", "l4"),
)
"""How a card's own name tells which module of the shared world it is. Others of the same chip, such as the PCIe card of
an H100, have lower clocks and another memory, and a share of the wrong peak would be a wrong figure."""

_TERA = 1e12


@dataclass(frozen=True)
class Peaks:
    """What a datasheet promises.

    Args:
        bandwidth: bytes a second.
        rates: operations a second by precision, dense.
    """

    bandwidth: float
    rates: Mapping[str, float]


@dataclass(frozen=True)
class Card:
    """A card and what drives it.

    Args:
        name: as it calls itself.
        memory: in bytes.
        driver: its version, or 'unknown'.
        runtime: CUDA or ROCm with the version that PyTorch was made for.
        torch: PyTorch's version.
        fp8: why it cannot multiply in FP8; empty where it can.
    """

    name: str
    memory: int
    driver: str
    runtime: str
    torch: str
    fp8: str

    @property
    def slug(self) -> str:
        """Its name as a part of a file's."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


def world_name(name: str) -> str:
    """Return what the shared world calls a card, or an empty string where it has none of that kind, or a slice of one.

    >>> world_name("NVIDIA H100 80GB HBM3")
    'h100'
    """
    if "MIG" in name:
        return ""
    return next((known for pattern, known in KNOWN if re.search(pattern, name, re.IGNORECASE)), "")


def peaks(name: str, world: Mapping[str, Mapping[str, Any]]) -> Peaks | None:
    """Return what the shared world states of a card; None where it states nothing.

    Args:
        name: as the card calls itself.
        world: its figures by name, with `value` and `unit`.

    Raises:
        ValueError: a figure has a unit other than TB/s/gpu or TFLOP/s/gpu, so that its size cannot be told.
    """
    known = world_name(name)
    if not known or f"{known}_bandwidth" not in world:
        return None
    rates = {
        precision: _tera(world, f"{known}_{precision}", "TFLOP/s/gpu")
        for precision in ("bf16", "fp8")
        if f"{known}_{precision}" in world
    }
    return Peaks(_tera(world, f"{known}_bandwidth", "TB/s/gpu"), rates)


def _tera(world: Mapping[str, Mapping[str, Any]], figure: str, unit: str) -> float:
    if world[figure]["unit"] != unit:
        raise ValueError(f"'{figure}' of the shared world is in {world[figure]['unit']}, expected {unit}")
    return float(world[figure]["value"]) * _TERA


def missing() -> str:
    """Return what says that this machine has no card to measure, or an empty string; asks without PyTorch."""
    if Path("/dev/kfd").exists() or Path("/dev/dxg").exists():
        return ""
    if not list(Path("/dev").glob("nvidia[0-9]*")):
        return "no GPU was found (neither an NVIDIA device nor AMD's /dev/kfd)"
    if shutil.which("nvidia-smi") is None:
        return "there is an NVIDIA device and no nvidia-smi, so its driver seems not to be installed"
    return ""


def found(torch: Any) -> Card:
    """Return the card that PyTorch would use."""
    properties = torch.cuda.get_device_properties(0)
    rocm = getattr(torch.version, "hip", None)
    capability = tuple(torch.cuda.get_device_capability(0))
    fp8 = ""
    if not rocm and capability < (8, 9):
        fp8 = f"its compute capability is {capability[0]}.{capability[1]}, and FP8 begins with 8.9"
    elif not hasattr(torch, "_scaled_mm"):
        fp8 = "this PyTorch has no product in FP8"
    return Card(
        name=properties.name,
        memory=properties.total_memory,
        driver=_driver(),
        runtime=f"ROCm {rocm}" if rocm else f"CUDA {torch.version.cuda}",
        torch=torch.__version__,
        fp8=fp8,
    )


def processor(torch: Any) -> Card:
    """Return what stands in for a card when the code is tried without one."""
    fp8 = "" if hasattr(torch, "_scaled_mm") else "this PyTorch has no product in FP8"
    return Card("processor", 1 << 34, "none", "none", torch.__version__, fp8)


def _driver() -> str:
    """Return the version of the driver, as nvidia-smi says it."""
    command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return next(iter(done.stdout.split()), "unknown")
