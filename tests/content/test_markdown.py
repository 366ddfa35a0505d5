"""House rules of diagrams."""

from __future__ import annotations

from scripts.content.chapters import diagrams

FLOW = """flowchart TD
    accTitle: A title
    accDescr: A description
    a([Reader]) -- asks --> b[Gateway] & c[(Store)]
    b -->|"quoted [label]"| g@{ shape: hex, label: "Model" }
    subgraph S1 ["3 Data"]
      q[[Queue]] -.-> h[/Review/]
    end
    d{Fits?} -- yes --> b
    class g core
    class S1 step-3
"""


def test_the_nodes_of_a_flowchart_are_counted_and_edge_texts_are_not() -> None:
    described = diagrams.describe(FLOW)
    assert described.nodes == ("a", "b", "c", "g", "q", "h", "d")
    assert (described.title, described.description, described.core) == ("A title", "A description", True)


def complaints(source: str) -> list[str]:
    return [f"{line}: {message} {hint}".strip() for line, message, hint in diagrams.complaints(source)]


def test_a_good_diagram_has_no_complaint() -> None:
    assert complaints(FLOW) == []


def test_broken_house_rules_are_named() -> None:
    assert complaints("flowchart TD\n  a --> b\n")[:2] == [
        "1: diagram has no title; expected a line 'accTitle: …'.",
        "1: diagram has no description; expected a line 'accDescr: …'.",
    ]
    many = "\n".join(f"  n{index} --> n{index + 1}" for index in range(16))
    assert any("17 nodes; expected at most 16" in said for said in complaints(f"flowchart TD\n{many}"))
    assert (
        "10: unknown class 'cor'; expected one of core, step-1, step-2, step-3, step-4, step-5, step-6, step-7. core"
        in (complaints(FLOW.replace("class g core", "class g cor")))
    )
    assert any("'click' is not allowed" in s for s in complaints(FLOW + '    click a "https://example.org"\n'))
    assert any("markup '<b>'" in s for s in complaints(FLOW.replace("Gateway", "<b>Gateway")))
