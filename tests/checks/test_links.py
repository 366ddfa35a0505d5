"""Internal links of a built site, and what its pages would ask of other hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import links
from scripts.checks.pages import read_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for folder in ("", "a", "b"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "index.html").write_text('<h1 id="top">x</h1>')
    (tmp_path / "pic.png").write_bytes(b"x")
    return tmp_path


def broken(site: Path, body: str, base: str = "/") -> list[str]:
    (site / "a/index.html").write_text(f'<h1 id="here">x</h1>{body}')
    return list(links.broken_links(read_site(site), site, base=base))


@pytest.mark.parametrize(
    "link",
    [
        "../b/",
        "../b/#top",
        "#here",
        "../",
        "../index.html#top",
        "../pic.png",
        "../pic.png#view",
        "/b/#top",
        "/pic.png",
        "../b/?x=1#top",
        "https://example.org/gone#x",
        "mailto:me@example.org",
        "data:image/png;base64,AA",
    ],
)
def test_a_link_to_what_is_there_passes(site: Path, link: str) -> None:
    assert broken(site, f'<a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("../c/", "leads to no file"),
        ("b/", "leads to no file"),
        ("/c/", "leads to no file"),
        ("../b/#gone", "names no id of b/index.html"),
        ("/b/#gone", "names no id of b/index.html"),
        ("#gone", "names no id of a/index.html"),
        ("../gone.png", "leads to no file"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(site: Path, link: str, problem: str) -> None:
    assert broken(site, f'<a href="{link}">x</a>') == [f"a/index.html: '{link}' {problem}"]


def test_absolute_links_begin_below_the_sites_own_path(site: Path) -> None:
    assert broken(site, '<a href="/course/b/#top">x</a>', base="/course/") == []
    assert broken(site, '<a href="/course/c/">x</a>', base="/course/") == [
        "a/index.html: '/course/c/' leads to no file"
    ]


def test_what_a_browser_would_ask_of_other_hosts_is_told_and_links_are_not(site: Path) -> None:
    (site / "a/index.html").write_text(
        '<link rel="canonical" href="https://example.org/a/"><link rel="stylesheet" href="https://a.example/x.css">'
        '<script src="//b.example/x.js"></script><img src="https://c.example/x.png"><img src="data:image/png,x">'
        '<iframe src="https://d.example/"></iframe><a href="https://example.org/">x</a><img src="../pic.png">'
    )
    page = read_site(site)["a/index.html"]
    assert sorted(links.requests_elsewhere(page)) == [
        "//b.example/x.js",
        "https://a.example/x.css",
        "https://c.example/x.png",
        "https://d.example/",
    ]
