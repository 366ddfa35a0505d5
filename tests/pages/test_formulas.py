"""Formulas in a page: which marks make one, and that no price ever is one."""

from __future__ import annotations

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from scripts.pages import formulas
from tests.conftest import ROOT

EXTENSIONS = ["scripts.pages.formulas", "tables"]


def convert(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "sentence",
    [
        "It costs $0.80 a million tokens, and $1,300 to $6,700 a month.",
        "From $5 to $10; between $0.002 and $0.004, so $2,400.",
        "A fleet of $3-an-hour GPUs costs $x a day, or $$ in total.",
        "Prices of $20 and $ 30, US$40 and 50$.",
        "$1 + $2 = $3, 2^10 and a_b.",
    ],
)
def test_prices_are_no_formulas(sentence: str) -> None:
    assert convert(sentence) == f"<p>{sentence}</p>"


def test_dollars_around_code_are_prices_unless_they_touch_it() -> None:
    assert convert("For $5 `code` costs $6.") == "<p>For $5 <code>code</code> costs $6.</p>"
    assert convert("For $5`code`$6.") == "<p>For $5<code>code</code>$6.</p>"


def test_a_dollar_and_a_backtick_make_a_formula_that_markdown_leaves_alone() -> None:
    assert convert("So $`a_1 * b_2`$ and $`c_3 * d_4`$.").count("<math>") == 2
    assert "<em>" not in convert("So $`a_1 * b_2`$ and $`c_3 * d_4`$.")
    assert "<td><math><mn>5</mn>" in convert("| a |\n| --- |\n| $`5 < 6`$ |\n")


def test_a_fence_with_a_fault_stops_the_build() -> None:
    assert formulas.block("x", "math", "", {}, None) == (
        '<div class="pc-maths pc-maths--1"><p><span><math><mi>x</mi></math></span></p></div>'
    )
    with pytest.raises(SuperFencesException, match="unknown command"):
        formulas.block(r"\farc", "math", "", {}, None)


def test_no_formula_of_the_docs_is_left_as_code() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {line}"
        for file in sorted((ROOT / "docs").rglob("*.md"))
        for line in file.read_text(encoding="utf-8").split("\n")
        if line.startswith("```text")
    ]
    tiles = "docs/cases/high-resolution-synthesis/index.md: ```text"
    drawn = [tiles, "docs/framework/ml-framing.md: ```text"]
    assert found == drawn, "tokens, tiles and the shape of an interface are drawn as code; formulas are not"


def test_a_figure_of_the_estimate_stands_in_a_formula_without_the_mark_that_names_it() -> None:
    figure = '<data value="wait">12\u00a0s</data>'
    assert convert(f"So $`\\text{{{figure}}}`$.") == convert("So $`\\text{12\u00a0s}`$.")
    assert formulas.block(f"x &= \\text{{{figure}}}", "math", "", {}, None) == formulas.block(
        "x &= \\text{12\u00a0s}", "math", "", {}, None
    )
