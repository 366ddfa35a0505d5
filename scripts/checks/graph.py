"""The published graph.json: types, ends and pages of every edge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.content.graph import EDGE_TYPES
from scripts.content.problems import nearest


def problems(graph: Any, site: Path) -> Iterator[str]:
    """Yield a sentence for each edge of unknown type, each end that is no node, each node without a page.

    Args:
        graph: what graph.json holds.
        site: the built site.
    """
    ids = {node["id"] for node in graph["nodes"]}
    for node in graph["nodes"]:
        if not (site / node["url"] / "index.html").is_file():
            yield f"node '{node['id']}' leads to '{node['url']}', which is no page"
    for number, edge in enumerate(graph["edges"]):
        name = f"edge {number}, from '{edge['source']}' to '{edge['target']}',"
        if edge["type"] not in EDGE_TYPES:
            hint = nearest(edge["type"], EDGE_TYPES)
            yield f"{name} has the unknown type '{edge['type']}'; expected one of {', '.join(EDGE_TYPES)}." + (
                f" Did you mean '{hint}'?" if hint else ""
            )
        for end in ("source", "target"):
            if edge[end] not in ids:
                hint = nearest(edge[end], ids)
                yield f"{name} has the {end} '{edge[end]}', which is no node." + (
                    f" Did you mean '{hint}'?" if hint else ""
                )
