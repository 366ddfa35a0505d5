"""Print the performance table."""

from __future__ import annotations

import tempfile
from pathlib import Path

from scripts.bench import content, diagrams, pages, table


def main() -> None:
    """Measure and print each part; a part that takes long says so first."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        print("Loading synthetic chapters …", flush=True)
        table.show("Loading the content model", ["chapters", "s", "ms a chapter"], content.rows(work))
        print("Drawing every diagram anew …", flush=True)
        table.show("Diagrams", ["what", "value"], diagrams.rows())
        print("Building with snapshots and with Mermaid in the browser, then reading both …", flush=True)
        built, read = pages.rows(work)
        table.show("Building the site", ["site", "s", "pages", "KB in all"], built)
        table.show(
            "Reading, first visit (phone: CPU / 4, 1.6 Mbit/s, 150 ms, 412 px)",
            [
                "page",
                "diagrams by",
                "HTML KB",
                "CSS KB",
                "JS KB",
                "fonts KB",
                "other KB",
                "first paint ms",
                "diagram ms",
            ],
            read,
        )


if __name__ == "__main__":
    main()
