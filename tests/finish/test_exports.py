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
    exports.write(small.load(), small.root / "docs", out, "https://example.org/")
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


ESTIMATE = """
assumptions:
  - {name: people, label: People, value: 40, unit: person, range: [1, 100], why: Said so., pivot: true}
  - {name: price, label: Price, value: 5, unit: usd/person/month, range: [1, 20], why: Said so.}
results:
  - name: cost
    unit: usd/month
    formula: ceil(people / 3) * price
    explain: Bill.
    threshold: {at: 60, keep: below, means: No.}
decides:
  - {name: buying, result: cost, at: 90, below: Buy., above: Build.}
"""


def test_an_estimate_stands_beside_its_page_as_data(small: SmallSite) -> None:
    small.write("docs/two/estimate.yml", ESTIMATE)
    small.write("docs/two/index.md", (small.root / "docs/two.md").read_text(encoding="utf-8"))
    (small.root / "docs/two.md").unlink()
    small.edit("mkdocs.yml", "two.md", "two/index.md")
    out = small.root / "out"
    out.mkdir()
    exports.write(small.load(), small.root / "docs", out, "https://example.org/")
    assert sorted(file.relative_to(out).as_posix() for file in out.rglob("estimate.json")) == ["two/estimate.json"]
    data = json.loads((out / "two/estimate.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert data["assumptions"][0] == {
        "name": "people",
        "label": "People",
        "value": 40,
        "unit": "person",
        "range": [1, 100],
        "scale": "log",
        "pivot": True,
    }
    assert data["results"] == [
        {
            "name": "cost",
            "label": "Cost",
            "unit": "usd/month",
            "formula": "ceil(people / 3) * price",
            "tree": ["*", ["ceil", ["/", "people", 3]], "price"],
            "threshold": {"at": 60, "keep": "below", "means": "No."},
        }
    ]
    assert data["factors"] == {"people": 1, "price": 1 / 2_592_000, "cost": 1 / 2_592_000}
    assert data["decides"] == [{"name": "buying", "result": "cost", "at": 90, "below": "Buy.", "above": "Build."}]
    assert (data["plots"], data["bars"]) == ([], [])
