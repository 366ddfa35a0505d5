"""Check all content without building the site: `make check`.

Says every problem, every unfinished place, diagrams without a picture, and addresses that were published and are gone.
The last line counts. `--allow-gaps` accepts unfinished places.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from scripts.checks import addresses, programs
from scripts.content import model
from scripts.content.chapters.chapter import GAP
from scripts.content.model import Content
from scripts.content.problems import ContentError
from scripts.content.rules.places import file_of
from scripts.diagrams import snapshots
from scripts.diagrams.snapshots import SnapshotError


def main(arguments: list[str]) -> int:
    """Say what is wrong with the content of the working folder; return the exit status."""
    root = Path.cwd()
    try:
        content, problems = model.examine(root)
        listed = addresses.read_list(root)
    except ContentError as error:
        print(error)
        return 1
    problems = sorted({*problems, *addresses.gone(content, listed, root), *programs.problems(root)})
    lines = [str(problem) for problem in problems]
    wrong = sum(not problem.gap for problem in problems)
    drawings = _drawings(content, {problem.path for problem in problems if not problem.gap}, root)
    lines += drawings
    wrong += len(drawings)
    words = sum(chapter.words for chapter in content.chapters.values())
    new = len(addresses.addresses(content) - listed)
    noun = "problem" if wrong == 1 else "problems"
    lines.append(
        f"{wrong:,} {noun}, {len(content.gaps):,} gaps in {len(content.chapters)} chapters, {words:,} words, "
        f"{len(content.sources):,} sources; {new:,} addresses are new."
    )
    print("\n".join(lines))
    return 1 if wrong or (content.gaps and "--allow-gaps" not in arguments) else 0


def _drawings(content: Content, wrong: Collection[Path], root: Path) -> list[str]:
    """Return a sentence for each diagram without a whole picture and each picture without a diagram."""
    sound = [chapter for chapter in content.chapters.values() if file_of(chapter) not in wrong]
    try:
        finished = [fence for fence in snapshots.drawn(sound, root) if GAP not in fence.source]
    except SnapshotError as error:
        return [str(error)]
    found = snapshots.problems(finished, root)
    # A chapter that is wrong may hold the diagram that seems to stand in none.
    return [sentence for sentence in found if not (wrong and sentence.startswith(f"{snapshots.FOLDER}/"))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
