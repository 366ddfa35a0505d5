"""The part of Mermaid that diagrams are written in: read line by line, and whatever is not understood is refused.

source ──> `reading.Source` (lines, title, description) ──> flowchart, sequence or state ──> `reading.Reading`

Mermaid itself forgives: it drops words that look like markup, ends a sequence's text at `#`, takes `---o` for an arrow
with a circle. So the house reads a diagram strictly first, and `scripts/diagrams` compares the drawing with what was
read here.
"""
