"""Names of the files beside the pages, below the site's root: pages link them, the finish step writes them."""

from __future__ import annotations

BIBTEX = "references.bib"
CSL_JSON = "references.json"
GRAPH = "graph.json"
GRAPH_SCHEMA = "graph.schema.json"
SEARCH = "search.json"
DRILL = "drill.json"
FLASHCARDS = "flashcards.json"
FLASHCARDS_CSV = "flashcards.csv"
ANKI = "probabilistic-core.apkg"
ROOM = "room.json"
PRACTICE = "practice.json"
"""Beside each case, what the practice room asks of it."""
TWIN = "index.md"
"""Beside each page, what it says as Markdown."""
FEED = "feed.xml"
LLMS = "llms.txt"
ROBOTS = "robots.txt"
CARDS = "assets/cards/"
"""Below it, for each page, the picture by which it is shared."""
FILES = frozenset(
    {BIBTEX, CSL_JSON, GRAPH, GRAPH_SCHEMA, SEARCH, DRILL, FLASHCARDS, FLASHCARDS_CSV, ANKI, ROOM, FEED, LLMS, ROBOTS}
)
