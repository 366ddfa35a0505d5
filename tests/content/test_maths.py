"""Formulas: what LaTeX becomes, where lines may end, and what is said of mistakes."""

from __future__ import annotations

import re

import pytest

from scripts.content.maths import rows
from scripts.content.maths.latex import MathError
from tests.conftest import SmallSite


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def pieces(html: str) -> list[str]:
    """Return what a browser may put on lines of its own."""
    return [text_of(piece) for piece in re.split(r"<wbr>|(?<=</span>) (?=<span)", html) if text_of(piece)]


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        ("x_t", "<math><msub><mi>x</mi><mi>t</mi></msub></math>"),
        ("10^{9}", "<math><msup><mn>10</mn><mn>9</mn></msup></math>"),
        ("1,024", "<math><mn>1,024</mn></math>"),
        ("2,097,152", "<math><mn>2,097,152</mn></math>"),
        (r"5\%", "<math><mn>5%</mn></math>"),
        (r"3 \times 4", "<math><mn>3</mn><mo>×</mo><mn>4</mn></math>"),
        (r"\log x", '<math><mrow><mi>log</mi><mo lspace="0.1667em">\u2061</mo><mi>x</mi></mrow></math>'),
        (r"\sqrt{25}", "<math><msqrt><mn>25</mn></msqrt></math>"),
    ],
)
def test_a_formula_in_text_is_mathml_and_nothing_more(latex: str, mathml: str) -> None:
    assert rows.inline(latex) == mathml


def test_numbers_in_a_list_stay_apart() -> None:
    assert re.findall(r"<mn>(.*?)</mn>", rows.inline("(1, 200)")) == ["1", "200"]


def test_prices_and_percents_in_words_keep_the_space_behind_them() -> None:
    assert text_of(rows.inline(r"\text{fleet at \$ an hour}")).replace("\xa0", " ") == "fleet at $ an hour"
    assert text_of(rows.block(r"\text{5\% group}")) == "5% group"
    assert "\xa0" not in rows.inline(r"52\% - 50\%")


def test_a_sign_behind_words_is_no_sign_of_a_number() -> None:
    # MathML takes text for space: a minus behind nothing but text would have no room around it.
    assert '<mi mathvariant="normal">TPOT</mi><mo>−</mo>' in rows.inline(r"\text{TPOT} - t")


def test_rows_and_their_parts_are_laid_out_in_columns() -> None:
    html = rows.block("\\text{mean} & n \\times p &= 4 \\\\\n&&= 2^2 \\\\\n")
    assert '<div class="pc-maths pc-maths--3">' in html
    assert html.count("<p>") == 2
    assert "<small>mean</small>" in html, "what stands before a whole equation is its label"
    assert "<small>" not in rows.block(r"\text{mean} &= 4"), "and what stands before a relation its left side"


def test_words_behind_a_quad_are_a_note() -> None:
    assert rows.block(r"a &= 0.2 \quad \text{for } n = 5").endswith(
        "<i><math><mtext>for\xa0</mtext><mi>n</mi><mo>=</mo><mn>5</mn></math></i></span></p></div>"
    )


def test_a_long_row_may_end_its_lines_before_relations_and_then_before_signs() -> None:
    html = rows.block(
        r"\text{cost} &= \text{calls} \times \text{tokens a call} + \text{fixed cost a month} = 1,200 \to 1"
    )
    assert [piece.replace("\xa0", " ") for piece in pieces(html)] == [
        *("cost", "=calls×tokens a call", "+fixed cost a month", "=1,200", "→1"),
    ]
    assert pieces(rows.block("a &= b + c")) == ["a", "=b+c"], "a short one stays in one piece"


def test_no_line_ends_within_parentheses_while_there_is_another_way() -> None:
    html = rows.inline(r"n \times (\text{one of the terms} - 1) \times \text{another one of them}")
    assert [piece.replace("\xa0", " ") for piece in pieces(html)] == [
        *("n", "×(one of the terms−1)", "×another one of them"),
    ]


def test_long_words_are_text_that_wraps() -> None:
    html = rows.block(r"p = 0.6, 0.2, 0.1 \text{ and twenty tokens of a half of a hundredth; } T = 1.5")
    assert " and twenty tokens of a half of a hundredth; <math>" in html


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\farc{1}{2}", r'unknown command "\farc"'),
        (r"\frac{1}{2", 'expected closing token "}"'),
        ("x_1_2", "duplicate subscript or superscript"),
        ("√2", "direct Unicode input is not supported"),
        ("", "it is empty"),
    ],
)
def test_what_cannot_be_set_is_refused(latex: str, said: str) -> None:
    with pytest.raises(MathError, match=re.escape(said)):
        rows.inline(latex)


def test_every_fault_of_a_chapter_is_told_with_its_line(small: SmallSite) -> None:
    small.edit(
        "docs/one.md",
        "Text.",
        "The rate $`\\lamda`$ counts.\n\n```math\na &= b \\\\\n\\farc{1}{2} \\\\\nc & d & e & f\n```",
    )
    assert small.problems() == [
        "docs/one.md:14: the formula '\\lamda' cannot be set: unknown command \"\\lamda\". Did you mean '\\lambda'?",
        "docs/one.md:18: the formula '\\farc{1}{2}' cannot be set: unknown command \"\\farc\". Did you mean '\\frac'?",
        "docs/one.md:19: the formula 'c & d & e & f' cannot be set: 4 parts set apart by '&'; expected at most 3: "
        "label, left, right.",
    ]


def test_good_formulas_are_no_problem_and_the_search_reads_those_in_text(small: SmallSite) -> None:
    small.edit("docs/one.md", "Text.", "Noise $`\\beta_t = \\frac{1}{2}`$ grows.\n\n```math\na &= b\n```")
    content = small.load()
    [section] = content.chapters["one"].document.sections[1:]
    assert section.text == "Noise beta_t = 1 2 grows."


def test_a_power_is_of_the_whole_number() -> None:
    assert rows.inline("2,432^2 \\times 1,000,000") == (
        "<math><msup><mn>2,432</mn><mn>2</mn></msup><mo>×</mo><mn>1,000,000</mn></math>"
    )
