"""Files for other programs: what stands in them, read as those programs read them."""

from __future__ import annotations

import json

from scripts.finish import exports
from tests.conftest import SmallSite


def test_the_graph_has_no_empty_fields(small: SmallSite) -> None:
    related = "tags: [retrieval]\nrelated:\n  - {to: two, why: It goes on where this one ends.}\n"
    small.edit("docs/one.md", "tags: [retrieval]\n", related)
    small.edit("docs/two.md", "tags: [retrieval]\n", related.replace("to: two", "to: one"))
    out = small.root / "out"
    out.mkdir()
    exports.write(small.load(), small.root / "docs", out)
    graph = json.loads((out / "graph.json").read_text(encoding="utf-8"))
    assert graph["version"] == 1
    assert [sorted(node) for node in graph["nodes"]] == [
        ["description", "difficulty", "id", "kind", "title", "url"],
        ["description", "difficulty", "id", "kind", "title", "url"],
    ]
    assert [(edge["source"], edge["target"], edge["type"]) for edge in graph["edges"]] == [
        ("one", "two", "related"),
        ("two", "one", "related"),
    ]
    assert json.loads((out / "references.json").read_text(encoding="utf-8"))[0]["id"] == "lewis2020retrieval"
    assert (out / "references.bib").read_text(encoding="utf-8").startswith("@inproceedings{lewis2020retrieval,")
