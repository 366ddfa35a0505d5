"""Try small wrong changes on copies of the code and print those that the unit tests overlook: `make mutants`.

Two lists are tried: changes that were thought of (`aimed.py`), each a mistake that readers or authors would feel, and
changes drawn at random from all that `operators.py` can make. Neither is a check of CI: a survivor is a question,
"would anybody notice?", and its answer is a test, or a line with the reason in `survivors.py`.

Two well-kept tools were tried in November 2026 and do not fit:

- mutmut 3.8.1 changes the bodies of functions alone and of those none that has a decorator. Here half of what matters
  stands elsewhere: tables of kinds, bounds and units at the level of modules, macros and properties with decorators. It
  changes strings too, so that most survivors are wordings of messages.
- cosmic-ray 8.7.0 changes the working tree itself, one change after the other, with one test command for all of them;
  workers beside each other need clones that are served over HTTP. It lists 7,124 changes, types of annotations among
  them, and starts Python anew for each, which doubles the time of most.

Neither takes changes that were thought of, or files that are not Python. This one does: libraries are imported once and
inherited by forks, each change is run with the tests of its part, and every worker has its copy.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.mutants import aimed, operators, survivors, trial
from scripts.mutants.change import Change, ChangeError
from scripts.mutants.selection import PACKAGES, selected_tests
from scripts.mutants.trial import Outcome

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Try the changes and print what survived; return 0, or 2 when tests fail without any change."""
    options = _parser().parse_args(arguments)
    try:
        changes = [] if options.random_only else aimed.changes(ROOT)
    except ChangeError as error:
        print(error, file=sys.stderr)
        return 2
    if not options.aimed:
        changes += drawn(ROOT, options.number, options.seed)
    changes = [change for change in changes if options.only in f"{change.file} {change.name}"]
    pairs = [(change, selected_tests(change.file, ROOT)) for change in changes]
    start = time.monotonic()
    with trial.copied(ROOT, options.workers) as trials:
        needed = sorted({test for _, tests in pairs for test in tests})
        print(f"{len(changes)} changes; running {len(needed)} files of tests without any first.", flush=True)
        failing = trials.measure(needed)
        if failing:
            print("These fail without any change:", *failing, sep="\n  ")
            return 2
        print(f"They pass, in {time.monotonic() - start:.0f} s.", flush=True)
        outcomes = trials.run(pairs, _print_survivor)
    print(table(changes, outcomes))
    print(f"{time.monotonic() - start:.0f} s, seed {options.seed}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=60, help="random changes (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="what random changes are drawn by (default: 1)")
    parser.add_argument("--aimed", action="store_true", help="only the changes that were thought of")
    parser.add_argument("--random", action="store_true", dest="random_only", help="only random changes")
    parser.add_argument("--only", default="", help="only changes whose file or name has this text")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="changes tried at once")
    return parser


def drawn(root: Path, number: int, seed: int) -> list[Change]:
    """Return random changes of `PACKAGES`, each as likely as any other.

    Args:
        root: the project's root.
        number: how many.
        seed: the same seed draws the same changes of the same code.
    """
    files = sorted(file for package in PACKAGES for file in (root / package).rglob("*.py"))
    found = [
        change for file in files for change in operators.changes(file.relative_to(root).as_posix(), file.read_bytes())
    ]
    return random.Random(seed).sample(found, min(number, len(found)))  # noqa: S311 - nothing secret is drawn


def _print_survivor(change: Change, outcome: Outcome) -> None:
    if outcome == "killed":
        return
    data = (ROOT / change.file).read_bytes()
    before, after = change.lines(data)
    known = survivors.reason(change, data)
    print(f"{change.file}:{change.line(data)}: survived: {change.name or 'at random'}\n  - {before}\n  + {after}")
    print(f"  known: {known}" if known else "  no test notices it", flush=True)


def table(changes: Sequence[Change], outcomes: Sequence[Outcome]) -> str:
    """Return how many changes were tried, killed and survived, by package and whether they were thought of."""
    tried: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for change, outcome in zip(changes, outcomes, strict=True):
        for group in (_group(change), "aimed, all" if change.name else "random, all"):
            tried[group] += 1
            killed[group] += outcome == "killed"
    lines = [f"{'':40}{'tried':>8}{'killed':>8}{'survived':>10}"]
    for group in sorted(tried):
        survived = tried[group] - killed[group]
        lines.append(f"{group:40}{tried[group]:8}{killed[group]:8}{survived:10}  {survived / tried[group]:.0%}")
    return "\n".join(lines)


def _group(change: Change) -> str:
    package = next((name for name in PACKAGES if change.file.startswith(f"{name}/")), change.file.split("/")[0])
    package = "/".join(change.file.split("/")[:2]) if package == "scripts" else package
    return f"{'aimed' if change.name else 'random'}, {package}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
