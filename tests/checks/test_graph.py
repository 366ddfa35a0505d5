"""Mistakes in a published graph.json are told with what was expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.checks import graph


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with the pages a/ and b/."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").touch()
    return tmp_path


def published(**edge: str) -> dict[str, Any]:
    nodes = [{"id": "a", "url": "a/"}, {"id": "b", "url": "b/"}]
    return {"nodes": nodes, "edges": [{"source": "a", "target": "b", "type": "related", "why": "x", **edge}]}


@pytest.mark.parametrize("kind", ["related", "uses-concept", "step-of", "cites-in-text"])
def test_a_graph_of_known_types_between_pages_is_right(site: Path, kind: str) -> None:
    assert list(graph.problems(published(type=kind), site)) == []


@pytest.mark.parametrize(
    ("edge", "problem"),
    [
        (
            {"type": "relatd"},
            "edge 0, from 'a' to 'b', has the unknown type 'relatd'; expected one of related, uses-concept, step-of, "
            "cites-in-text. Did you mean 'related'?",
        ),
        (
            {"type": "zzz"},
            "edge 0, from 'a' to 'b', has the unknown type 'zzz'; expected one of related, uses-concept, step-of, "
            "cites-in-text.",
        ),
        ({"target": "far"}, "edge 0, from 'a' to 'far', has the target 'far', which is no node."),
        ({"source": "far"}, "edge 0, from 'far' to 'b', has the source 'far', which is no node."),
    ],
)
def test_an_edge_with_a_mistake_is_told(site: Path, edge: dict[str, str], problem: str) -> None:
    assert list(graph.problems(published(**edge), site)) == [problem]


def test_a_node_without_a_page_is_told(site: Path) -> None:
    (site / "b" / "index.html").unlink()
    assert list(graph.problems(published(), site)) == ["node 'b' leads to 'b/', which is no page"]


def test_each_mistake_is_told(site: Path) -> None:
    data = published()
    data["edges"] += [{**data["edges"][0], "target": "c"}, {**data["edges"][0], "source": "d"}]
    assert list(graph.problems(data, site)) == [
        "edge 1, from 'a' to 'c', has the target 'c', which is no node.",
        "edge 2, from 'd' to 'b', has the source 'd', which is no node.",
    ]
