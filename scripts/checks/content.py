"""Check the content without building the site: `python -m scripts.checks.content [--allow-gaps]`."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.content import model
from scripts.content.problems import ContentError


def main(arguments: list[str]) -> int:
    """Load all content and say what is wrong; return the exit status."""
    try:
        content = model.load(Path.cwd(), allow_gaps="--allow-gaps" in arguments)
    except ContentError as error:
        print(error)
        return 1
    words = sum(chapter.words for chapter in content.chapters.values())
    print(f"{len(content.chapters)} chapters, {words:,} words, {len(content.sources)} sources: nothing to mend.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
