"""`python -m scripts.measure shapes | ready | run`: the three steps of `make measure`; `rehearse` tries the last.

`shapes` writes what the estimates and the shared world state, and needs the project's packages. `ready` says without
PyTorch whether there is a card. `run` measures, and needs PyTorch and nothing else. `rehearse` runs its code on a
processor, with models too small to measure anything, and compares what is counted with what PyTorch counts.
"""

from __future__ import annotations

import datetime
import importlib
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from scripts.measure import card as cards
from scripts.measure import measuring, plan, rehearsal, report

SHAPES = Path(".cache/measure/shapes.json")
"""Where the first step leaves its numbers, below the root."""
OLDEST = (2, 5)
"""PyTorch, whose attention lets heads share keys since then."""
ELSEWHERE = (
    "On a machine with a card, `make measure` does all of it. Where that machine cannot be set up, copy the repository "
    f"there with {SHAPES.as_posix()} and run `python3 -m scripts.measure run` with Python 3.11 or newer and PyTorch."
)


class MissingError(Exception):
    """What this machine lacks, and how to get it."""


def main(arguments: list[str], root: Path) -> int:
    """Do one of the three steps; return the exit status."""
    steps = {"shapes": write_shapes, "ready": ready, "run": run, "rehearse": rehearse}
    if len(arguments) != 1 or arguments[0] not in steps:
        print(f"Unknown: '{' '.join(arguments)}'; expected one of {', '.join(steps)}.", file=sys.stderr)
        return 2
    try:
        return steps[arguments[0]](root)
    except MissingError as error:
        print(f"Nothing was measured: {error}", file=sys.stderr)
        return 1


def write_shapes(root: Path) -> int:
    """Write the numbers that a machine with a card needs."""
    from scripts.content.problems import ContentError  # noqa: PLC0415 - a machine with a card may lack its packages
    from scripts.measure.shapes import shapes  # noqa: PLC0415

    try:
        found = shapes(root)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    (root / SHAPES).parent.mkdir(parents=True, exist_ok=True)
    (root / SHAPES).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(found['models'])} models and {len(found['runs'])} runs agree with the estimates.")
    return 0


def ready(root: Path) -> int:
    """Say whether there is a card, before gigabytes are installed for it."""
    lacks = cards.missing()
    if lacks:
        raise MissingError(f"{lacks}. {ELSEWHERE}")
    return 0


def rehearse(root: Path) -> int:
    """Run everything small on a processor; say where PyTorch counts other work than the plan."""
    shapes, torch = _shapes(root), _torch()
    apart = rehearsal.differences(plan.plan(rehearsal.tiny(shapes)), torch, _progress)
    print("\n".join(apart) or "PyTorch counts the same products as the plan, in every run.")
    return 1 if apart else 0


def run(root: Path) -> int:
    """Measure, print, and write the dated file."""
    began = time.monotonic()
    shapes = _shapes(root)
    torch = _torch()
    card = _card(torch)
    outcome = measuring.carry_out(plan.plan(shapes), shapes["parts"], card, torch, "cuda", _progress)
    peaks = cards.peaks(card.name, shapes["world"])
    if peaks is None:
        outcome.left_out.append(("shares of the peak", f"the shared world states no {card.name}"))
    took, day = time.monotonic() - began, datetime.date.today()
    published = report.document(outcome.results, outcome.left_out, card, peaks, shapes["world"], day, took)
    print(report.table(published, shapes["parts"]))
    if outcome.results:
        path = report.write(published, card, root)
        print(f"\nWritten: {path.relative_to(root).as_posix()}. Once committed, /world/ shows it.")
    return 1 if outcome.failed or not outcome.results else 0


def _progress(line: str) -> None:
    print(line, file=sys.stderr)


def _shapes(root: Path) -> dict[str, Any]:
    """Read what the first step wrote."""
    path = root / SHAPES
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingError(
            f"there is no {SHAPES.as_posix()}; `python -m scripts.measure shapes` writes it in a set-up project."
        ) from None
    except ValueError as error:
        raise MissingError(f"{SHAPES.as_posix()} is no JSON ({error}); write it again.") from None
    return found


def _torch() -> Any:
    """Return PyTorch, or say how to get it."""
    try:
        torch = importlib.import_module("torch")
    except ImportError as error:
        raise MissingError(
            f"PyTorch cannot be imported by {sys.executable} ({error}). `make measure` installs it into an environment "
            "of its own (requirements-measure.txt, gigabytes); `make measure TORCH=python3` takes a Python that has it."
        ) from None
    version = tuple(int(part) for part in re.findall(r"\d+", torch.__version__)[:2])
    if version < OLDEST:
        raise MissingError(f"PyTorch is {torch.__version__}, and {'.'.join(map(str, OLDEST))} or newer is needed.")
    return torch


def _card(torch: Any) -> cards.Card:
    """Return the card, or say what is missing."""
    if not torch.cuda.is_available():
        made_for = torch.version.cuda or getattr(torch.version, "hip", None) or "processors only"
        lacks = cards.missing() or "there is a device and PyTorch cannot use it, perhaps for an older driver"
        raise MissingError(f"PyTorch {torch.__version__} (made for {made_for}) finds no GPU: {lacks}. {ELSEWHERE}")
    return cards.found(torch)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
