"""Pictures drawn by hand beside a chapter: what a page cannot show, or nobody could read, is refused."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite, free_kinds

SAID = "Two bars, of which the second is twice as long as the first, so that it costs twice as much."
GOOD = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 80" role="img">
  <title>Two bars</title>
  <desc>{SAID}</desc>
  <g transform="translate(0 10)">
    <rect class="gray bare" x="0" y="0" width="100" height="12"/>
  </g>
  <text class="small last" x="360" y="40">twice</text>
</svg>
"""
CALL = '{{ illustration("bars") }}'


@pytest.fixture
def drawn(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    free_kinds(monkeypatch)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - three/index.md\n")
    small.write("docs/three/index.md", small.chapter("Three", f"Text.\n\n{CALL}\n"))
    small.write("docs/three/pictures/bars.svg", GOOD)
    return small


def test_a_picture_is_read_with_its_title_and_description(drawn: SmallSite) -> None:
    assert drawn.problems() == []
    [picture] = drawn.load().chapters["three"].illustrations
    assert (picture.name, picture.title, picture.description) == ("bars", "Two bars", SAID)
    assert picture.svg.startswith("<svg ")
    assert "> <" not in picture.svg


BROKEN = {
    "an element": ('<text class="small last"', '<image class="small last"', "<image> cannot stand here"),
    "an attribute": (
        'x="360" y="40"',
        'x="360" y="40" style="color: red"',
        "<text> has 'style'; expected class, x, y.",
    ),
    "a class": ('class="gray bare"', 'class="grey bare"', "there is no class 'grey'"),
    "a width": ("0 0 360 80", "0 0 400 80", "its viewBox is '0 0 400 80'; expected '0 0 360 H'"),
    "a role": (' role="img"', "", "its role is not img"),
    "no description": (SAID, "Bars.", "its <desc> has 5 letters; expected 60 to 400"),
    "no title": ("Two bars", "", "its title is missing"),
    "no XML": ("</text>", "", "this is no XML: mismatched tag"),
    "bytes": ("</svg>", "<g></g>" * 1500 + "</svg>", "expected at most 8,192"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_a_page_cannot_show_is_refused(drawn: SmallSite, what: str) -> None:
    old, new, said = BROKEN[what]
    drawn.edit("docs/three/pictures/bars.svg", old, new)
    if new.startswith("<image"):
        drawn.edit("docs/three/pictures/bars.svg", "</text>", "</image>")
    found = [problem for problem in drawn.problems() if problem.startswith("docs/three/pictures/bars.svg")]
    assert any(said in problem for problem in found), found


def test_the_nearest_class_is_named(drawn: SmallSite) -> None:
    drawn.edit("docs/three/pictures/bars.svg", "small last", "smal last")
    assert "Did you mean 'small'?" in drawn.problems()[0]


def test_a_picture_is_placed_once_and_what_is_placed_is_drawn(drawn: SmallSite) -> None:
    drawn.edit("docs/three/index.md", CALL, f"{CALL}\n\n{CALL}")
    assert ["stands here a second time" in problem for problem in drawn.problems()] == [True]
    drawn.write("docs/three/index.md", drawn.chapter("Three", '{{ illustration("bar") }}\n'))
    missing, unplaced = drawn.problems()
    assert unplaced.startswith("docs/three/pictures/bars.svg: the chapter does not place it")
    assert "there is no pictures/bar.svg beside this chapter" in missing
    assert "Did you mean 'bars'?" in missing
