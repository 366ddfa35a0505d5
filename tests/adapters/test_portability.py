"""Two small sites, written by hand, that differ in one thing that a reader notices."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.checks import portability
from scripts.checks.portability import Comparison, compare

PAGE = """<!doctype html>
<html lang="en"><head>
<title>Retrieval - Small</title>
<meta name="description" content="How to find it.">
<meta name="theme-color" content="#fbf8f2">
<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">
<link rel="canonical" href="https://small.example/one/">
<link rel="stylesheet" href="../assets/stylesheets/book.css">
<link rel="stylesheet" href="../assets/stylesheets/main.0a1b2c3d.min.css">
</head><body data-md-color-scheme="default">
<div data-md-component="skip"><a href="#part">Skip to content</a></div>
<header class="md-header"><span>Small</span>
<site-search data-root="../" data-index="search.json" data-worker="worker.js">
<a href="../glossary/">Search</a></site-search>
</header>
<nav class="md-nav md-nav--primary"><ul><li><label for="a">Steps</label><nav><ul>
<li><a href="../one/">One</a></li></ul></nav></li></ul></nav>
<nav class="md-nav md-nav--secondary"><ul><li><a href="#part">Part</a></li></ul></nav>
<article>
<h1>One</h1><h2 id="part">Part</h2>
<p>A <a class="term" href="../glossary/#token" aria-describedby="term-token">token</a> is
<em>cheap</em> <span class="citation">(<a href="#source-lewis">Lewis 2020</a>)</span>.</p>
<figure class="diagram"><svg><text>Cache</text></svg></figure>
<details class="question" id="q-why"><summary>Why?</summary><p>So.</p></details>
<div class="estimate"><table><tr id="figure-cost"><th>Cost</th><td>$3</td></tr></table></div>
<ol class="sources"><li id="source-lewis">Lewis.</li></ol>
<div class="term-notes"><p id="term-token">A piece of a word.</p></div>
<nav class="md-tags"><a href="../tags/#tag:data">data</a></nav>
</article>
<nav class="md-footer__inner"><a href="../two/">Next: Two</a></nav>
<div class="md-footer-meta">CC BY</div>
</body></html>
"""
MOVED = '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=../one/">'
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://small.example/one/</loc></url></urlset>"
)


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    for path, text in {
        "one/index.html": PAGE,
        "old/index.html": MOVED,
        "sitemap.xml": SITEMAP,
        "graph.json": "{}",
    }.items():
        (first / path).parent.mkdir(parents=True, exist_ok=True)
        (first / path).write_text(text, encoding="utf-8")
    shutil.copytree(first, second)
    return first, second


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def told(comparison: Comparison) -> list[str]:
    return [str(difference) for difference in comparison.noticeable]


def test_the_same_site_twice_has_no_difference_and_every_aspect_is_seen(sites: tuple[Path, Path]) -> None:
    comparison = compare(*sites)
    assert told(comparison) == []
    assert comparison.unseen == []
    assert comparison.counts["pages"] == (2, 2)
    assert comparison.counts["estimates"] == (1, 1)
    assert comparison.counts["links"] == (3, 3)
    assert comparison.counts["files loaded"] == (1, 1)
    assert comparison.counts["redirects"] == (1, 1)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("Retrieval - Small", "Retrieval", "titles, one/index.html: 'Retrieval - Small' against 'Retrieval'"),
        ("How to find it.", "", "descriptions, one/index.html: 'How to find it.' against nothing"),
        (
            "small.example/one/",
            "small.example/",
            "own addresses, one/index.html: 'https://small.example/one/' against 'https://small.example/'",
        ),
        (
            "#fbf8f2",
            "#000",
            """other metadata, one/index.html: 'meta content="#fbf8f2" name="theme-color"' """
            """against 'meta content="#000" name="theme-color"'""",
        ),
        ('lang="en"', 'lang="de"', "language, colors, one/index.html: 'en data-md-color-scheme default' against 'de "),
        (
            '<link rel="stylesheet" href="../assets/stylesheets/book.css">',
            "",
            "files loaded, one/index.html: 'link stylesheet assets/stylesheets/book.css' against nothing",
        ),
        ("<h1>One</h1>", "<h1>Eins</h1>", "headings, one/index.html: 'h1 One' against 'h1 Eins'"),
        ('<h2 id="part">', '<h2 id="teil">', "anchors, one/index.html: 'part' against 'teil'"),
        (
            '#token" aria',
            '#tokens" aria',
            "links, one/index.html: 'token -> glossary/index.html#token' against 'token -> glossary/index.html#tokens'",
        ),
        ("Cache", "Store", "diagrams, one/index.html: 'Cache' against 'Store'"),
        ("Why?", "How?", "follow-ups, one/index.html: 'q-why Why?So.' against 'q-why How?So.'"),
        (
            "A piece of a word.",
            "A word.",
            "terms, one/index.html: 'term-token A piece of a word.' against 'term-token A word.'",
        ),
        (
            'aria-describedby="term-token"',
            "",
            "terms, one/index.html: 'token -> glossary/index.html#token, term-token' "
            "against 'token -> glossary/index.html#token, None'",
        ),
        (
            "Lewis 2020",
            "lewis",
            "citations, one/index.html: '(Lewis 2020) -> one/index.html#source-lewis' "
            "against '(lewis) -> one/index.html#source-lewis'",
        ),
        ("<td>$3</td>", "<td>$30</td>", "estimates, one/index.html: 'figure-cost | Cost | $3' against 'figure-cost | "),
        ("Lewis.</li>", "L.</li>", "sources, one/index.html: 'source-lewis Lewis.' against 'source-lewis L.'"),
        ("<em>cheap</em>", "<em>dear</em>", "words, one/index.html: 'cheap' against 'dear'"),
        ("<em>cheap</em>", "cheap", "elements, one/index.html: 'em' against nothing"),
        ('class="estimate"', 'class="estimate wide"', "elements, one/index.html: 'div class=\"estimate\"' against"),
        (
            "tags/#tag:data",
            "tags/",
            "tags, one/index.html: 'data -> tags/index.html#tag:data' against 'data -> tags/index.html'",
        ),
        ('<label for="a">Steps', '<label for="a">Step', "navigation, one/index.html: 'Steps' against 'Step'"),
        (
            '<li><a href="../one/">One',
            '<li><a href="../two/">One',
            "navigation, one/index.html: '-One -> one/index.html' against '-One -> two/index.html'",
        ),
        (
            '<li><a href="#part">Part</a></li>',
            "",
            "contents, one/index.html: 'Part -> one/index.html#part' against nothing",
        ),
        (
            "Next: Two",
            "Two",
            "next and last, one/index.html: 'Next: Two -> two/index.html' against 'Two -> two/index.html'",
        ),
        ("<span>Small</span>", "", "header, one/index.html: 'Small Search' against 'Search'"),
        ("CC BY", "", "footer, one/index.html: 'CC BY' against nothing"),
        (
            "search.json",
            "index.json",
            "search entry, one/index.html: 'search.json worker.js' against 'index.json worker.js'",
        ),
        ("Skip to content", "", "skip link, one/index.html: 'Skip to content -> one/index.html#part' against"),
    ],
)
def test_what_a_reader_could_notice_is_found(sites: tuple[Path, Path], old: str, new: str, difference: str) -> None:
    edit(sites[1], "one/index.html", old, new)
    found = told(compare(*sites))
    # Long ones are given by how they begin.
    assert any(sentence.startswith(difference) for sentence in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mkdocs-1.6.1, mkdocs-material-9.8.1", "zensical-0.0.73"),
        ("main.0a1b2c3d", "classic/main.ffffffff"),
        ("<article>", '<article><a id="__skip" tabindex="-1"></a>'),
        ('<a href="#part">Skip', '<a href="#__skip">Skip'),
        ('<header class="md-header">', '<header class="md-header"><span>Navigation</span> '),
        ("<em>cheap</em> <span", "<em>cheap</em>\n\n  <span"),
        ('href="../two/"', 'href="../one/../two/"'),
    ],
)
def test_what_no_reader_notices_is_allowed(sites: tuple[Path, Path], old: str, new: str) -> None:
    edit(sites[1], "one/index.html", old, new)
    assert told(compare(*sites)) == []


def test_a_difference_is_allowed_only_where_its_reason_holds(sites: tuple[Path, Path]) -> None:
    edit(sites[1], "one/index.html", "<article>", '<article><a id="__other" tabindex="-1"></a>')
    assert told(compare(*sites)) == [
        "anchors, one/index.html: nothing against '__other'",
        """elements, one/index.html: nothing against 'a id="__other" tabindex="-1"'""",
    ]


def test_pages_files_addresses_and_redirects_are_compared(sites: tuple[Path, Path]) -> None:
    first, second = sites
    edit(second, "old/index.html", "url=../one/", "url=../two/")
    edit(second, "sitemap.xml", "/one/", "/two/")
    (second / "graph.json").unlink()
    (second / "two.html").write_text("<p>Two</p>", encoding="utf-8")
    found = told(compare(first, second))
    assert "redirects, old/index.html: 'one/index.html' against 'two/index.html'" in found
    assert "pages, : nothing against 'two.html'" in found
    assert "sitemap, https://small.example/one/: 'listed' against nothing" in found
    assert "sitemap, https://small.example/two/: nothing against 'listed'" in found
    assert "files, graph.json: '44136fa3' against nothing" in found
    assert len(found) == 5


def test_a_page_that_only_leads_elsewhere_is_not_read(sites: tuple[Path, Path]) -> None:
    edit(sites[1], "old/index.html", "Moved", "Redirecting")
    assert told(compare(*sites)) == []


def test_what_neither_site_has_is_no_proof(sites: tuple[Path, Path]) -> None:
    for site in sites:
        edit(site, "one/index.html", 'class="diagram"', 'class="picture"')
    assert compare(*sites).unseen == ["diagrams"]


def test_the_table_counts_what_differs_and_says_why_the_rest_may(sites: tuple[Path, Path]) -> None:
    edit(sites[1], "one/index.html", "<em>cheap</em>", "dear")
    edit(sites[1], "one/index.html", "mkdocs-1.6.1, mkdocs-material-9.8.1", "zensical-0.0.73")
    lines = compare(*sites).table("MkDocs", "Zensical").splitlines()
    assert lines[0].split() == ["MkDocs", "Zensical", "differing"]
    assert lines[1].split() == ["pages", "2", "2", "0"]
    assert ["words", "17", "17", "1"] in [line.split() for line in lines]
    assert "    1 each generator names itself" in lines
    assert lines[-3:] == [
        "words, one/index.html: 'cheap' against 'dear'",
        "elements, one/index.html: 'em' against nothing",
        "2 differences that a reader could notice.",
    ]


def test_a_site_without_pages_is_refused(sites: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="no page in"):
        compare(sites[0], tmp_path / "empty")


def test_the_command_fails_on_a_difference_and_on_none_passes(
    sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def finish(raw: Path, out: Path, *_: object, **__: object) -> None:
        shutil.copytree(sites[0] if out.name == "mkdocs" else sites[1], out, dirs_exist_ok=True)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(portability.model, "load", lambda root: None)
    monkeypatch.setattr(portability.mkdocs, "build", lambda *_: None)
    monkeypatch.setattr(portability.zensical, "build", lambda *_: None)
    monkeypatch.setattr(portability, "finish", finish)
    assert portability.main() == 0
    assert "No differences that a reader could notice." in capsys.readouterr().out
    edit(sites[1], "one/index.html", "<em>cheap</em>", "<em>dear</em>")
    assert portability.main() == 1
    assert "1 difference that a reader could notice." in capsys.readouterr().out


def test_a_generator_that_refuses_ends_in_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(*_: object) -> None:
        raise portability.BuildError(["docs/one.md:3: page does not exist."])

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(portability.model, "load", lambda root: None)
    monkeypatch.setattr(portability.mkdocs, "build", refuse)
    assert portability.main() == 1
    assert capsys.readouterr().err == "docs/one.md:3: page does not exist.\n"
