"""The figure around a diagram: its legend, and the source that the browser draws where no snapshot is."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.diagrams import snapshots
from scripts.pages.diagrams import figure


def flow(body: str) -> str:
    return f"flowchart TD\n  accTitle: A title\n  accDescr: What it shows.\n  {body}\n"


def drawn(source: str) -> LexborHTMLParser:
    return LexborHTMLParser(figure(source, "mermaid", "mermaid", {}, None))


def legend(body: str) -> str:
    found = drawn(flow(body)).css_first(".diagram-legend-fold p")
    return found.text() if found else ""


@pytest.mark.parametrize(
    ("node", "meaning"),
    [
        ("a([x])", "Rounded ends are a person."),
        ("a[x]", "A box is a service or a step."),
        ('a["x"]', "A box is a service or a step."),
        ("a[(x)]", "A cylinder is a store."),
        ("a[[x]]", "A barred box is a queue."),
        ("a[/x/]", "A slanted box is human review."),
        ("a{x}", "A diamond is a decision."),
        ('a@{ shape: hex, label: "x" }', "A hexagon is a model."),
    ],
)
def test_each_shape_has_its_one_meaning(node: str, meaning: str) -> None:
    assert legend(node) == meaning


def test_the_legend_names_the_shapes_that_occur_and_no_other() -> None:
    assert legend('a([x]) -->|"b[(y)]"| c[[z]]') == "Rounded ends are a person; a barred box is a queue."
    assert legend("a --> b") == ""


def test_the_caption_says_when_a_part_is_probabilistic() -> None:
    legend = drawn(flow("a[x]\n  class a core")).css_first(".diagram-legend").text()
    assert legend == "In color: the probabilistic core, which may err."
    assert drawn(flow("a[core]")).css_first(".diagram-legend") is None


def test_without_a_snapshot_the_browser_gets_source_and_settings() -> None:
    page = drawn(flow('a["x<y"] --> b'))
    left = page.css_first(".mermaid")
    assert 'a["x#lt;y"] --> b' in left.text()  # Mermaid would take `<y` for a tag and drop it
    settings = json.loads(left.attributes["data-settings"] or "")
    assert settings["securityLevel"] == "strict"
    assert settings["htmlLabels"] is False


def test_a_snapshot_stands_in_the_page_with_both_drawings_and_their_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = {form: f'<svg width="{n}" height="9" role="img"></svg>' for form, n in (("wide", 500), ("narrow", 310))}
    monkeypatch.setattr(snapshots, "drawings", lambda name: pair)
    box = drawn(flow("a --> b")).css_first(".diagram-box")
    assert [svg.attributes["width"] for svg in box.css("svg[role=img]")] == ["25rem", "15.5rem"]
    assert [svg.attributes["class"] for svg in box.css("svg[role=img]")] == ["w18", "w10"]
    assert box.attributes["aria-label"] == "Diagram: A title"
