"""What is checked of a published site, on pages written by hand: no link dead, nothing too heavy."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from scripts.checks import links, weight
from scripts.checks.pages import read_site


def write(site: Path, path: str, text: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "element",
    [
        '<a href="gone.png">x</a>',
        '<img alt="" src="gone.png">',
        '<script src="gone.png"></script>',
        '<svg><use xlink:href="gone.png"></use></svg>',
        '<img alt="" srcset="gone.png">',
        '<video poster="gone.png"></video>',
        '<object data="gone.png"></object>',
    ],
)
def test_a_file_that_is_not_there_is_told_wherever_it_is_named(tmp_path: Path, element: str) -> None:
    write(tmp_path, "a/index.html", f"<p>{element}</p>")
    assert list(links.broken_links(read_site(tmp_path), tmp_path)) == ["a/index.html: 'gone.png' leads to no file"]
    write(tmp_path, "a/gone.png", "here")
    assert list(links.broken_links(read_site(tmp_path), tmp_path)) == []


def test_a_first_visit_counts_what_the_browser_fetches_before_it_is_asked(tmp_path: Path) -> None:
    write(
        tmp_path,
        "index.html",
        '<link rel="stylesheet" href="a.css"><link rel="icon" href="i.svg">'
        '<link rel="preload" as="font" href="f.woff2">'
        '<script src="direct.js"></script><script type="text/plain" data-src="later.js"></script>',
    )
    write(tmp_path, "a.css", 'a{src:url(f.woff2)}b{src:url("other/g.woff2")}')
    write(tmp_path, "i.svg", "<svg/>")
    write(tmp_path, "f.woff2", "a font of 23 characters")
    write(tmp_path, "direct.js", 'import{a}from"./part.js";a()')
    write(tmp_path, "part.js", "export let a")
    write(tmp_path, "later.js", 'import("./chunk.js")')
    write(tmp_path, "chunk.js", "not before it is asked for")
    found = weight.first_visit(read_site(tmp_path)["index.html"], tmp_path)
    sizes = {
        name: len(gzip.compress((tmp_path / name).read_bytes(), 9)) for name in ("direct.js", "part.js", "later.js")
    }
    assert found.kinds["font"] == 23
    assert found.kinds["script"] == sum(sizes.values())
    assert found.requests == 7
    assert found.total == sum(found.kinds.values()) > 150


def test_fonts_are_found_in_stylesheets_however_they_are_written(tmp_path: Path) -> None:
    write(
        tmp_path,
        "assets/stylesheets/a.css",
        "a{src:url(../f.woff2)}b{src:url( '../x/g h.woff2?1' )}/* url(no.woff2) */",
    )
    assert weight.fonts_named(tmp_path) == {"f.woff2", "g h.woff2"}
