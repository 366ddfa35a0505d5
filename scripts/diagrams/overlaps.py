"""Whether the words of every snapshot can be read: none over another, none struck by a line, none beyond its box.

python -m scripts.diagrams.overlaps            refuse what keeps words from being read, or is too large; exit status 1
python -m scripts.diagrams.overlaps --sizes    print how large each drawing is at scale 1, the highest first
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from scripts.content import model
from scripts.content.chapters.diagrams import describe
from scripts.diagrams.examined import Examined
from scripts.diagrams.render import Renderer, rendering
from scripts.diagrams.snapshots import Drawn, drawings, drawn
from scripts.paths import ROOT

HIGHEST = {"wide": 1000, "narrow": 2200}
"""Pixels that a drawing may be high: a window of 1440 × 1000 shows a wide one whole, unless it is a sequence."""
WIDEST = 776
"""Pixels that a drawing may be wide: in a tablet's figure of 654 px its smallest words, of 14 px, are 11.8 px high."""

_SENTENCES = {
    "over": "'{words}' and '{by}' lie over one another; expected room between them.",
    "struck": "{by} passes through '{words}'; expected lines beside words.",
    "outside": "'{words}' reaches beyond its box; expected a shorter label or a wider box.",
    "cut": "'{words}' reaches beyond the picture; expected it inside.",
}


def complaints(fence: Drawn, form: str, examined: Examined) -> Iterator[str]:
    """Yield a sentence for each fault of a drawing, with file, line and title.

    Args:
        fence: the source it was drawn from.
        form: which of its drawings this is, as `snapshots.ENDINGS` names them.
        examined: what was measured.
    """
    diagram = describe(fence.source)
    begin = f"{fence.place}: '{diagram.title}', {form} drawing: "
    for fault in examined.faults:
        yield begin + _SENTENCES[fault.kind].format(words=fault.words, by=fault.by)
    if examined.height > HIGHEST[form] and not (form == "wide" and diagram.kind == "sequenceDiagram"):
        yield f"{begin}{examined.height} px high; expected at most {HIGHEST[form]}, by fewer rows or direction LR."
    if examined.width > WIDEST:
        yield f"{begin}{examined.width} px wide; expected at most {WIDEST}, by fewer boxes in a row or shorter labels."


def examine_all(renderer: Renderer, fences: Iterable[Drawn]) -> Iterator[tuple[Drawn, str, Examined]]:
    """Yield each snapshot of the fences with what was measured in it."""
    for fence in fences:
        for form, svg in drawings(fence.name).items():
            yield fence, form, renderer.examine(svg)


def main(arguments: list[str]) -> int:
    """Measure every snapshot; return the exit status."""
    with rendering() as renderer:
        found = list(examine_all(renderer, list(drawn(model.load(ROOT).chapters.values()))))
    if "--sizes" in arguments:
        for fence, form, examined in sorted(found, key=lambda one: -one[2].height):
            title = describe(fence.source).title
            print(f"{examined.height:5} high {examined.width:5} wide  {form:6} {fence.place} {title}")
        return 0
    wrong = [sentence for one in found for sentence in complaints(*one)]
    print("\n".join(wrong) or f"{len(found)} drawings; all of their words can be read.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
