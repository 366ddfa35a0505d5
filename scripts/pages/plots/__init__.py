"""Pictures of estimates as SVG: curves over an assumption, the parts of a sum, and what each pivot moves.

One picture fits every width: lengths across are percentages, heights and letters are in em, and lines keep their
strokes (`vector-effect`), so that a phone and a desk read the same letters. The browser draws the same with
`docs/assets/javascripts/estimates/plots/`, file by file; `tests/pages/test_plots.py` holds the two together.
"""
