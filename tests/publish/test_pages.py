"""What pages ask for, and new names of files written into them, without the tools that bundle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.publish import PublishError, pages
from scripts.publish.__main__ import main
from scripts.publish.references import Names

PAGE = """<!DOCTYPE html><html lang="en"><head><title>x</title><meta name="generator" content="mkdocs">
<link rel="canonical" href="https://example.org/course/{path}">
<link rel="manifest" href="{root}site.webmanifest">
<link rel="stylesheet" href="{root}one.css"><link rel="stylesheet" href="{root}gone.css">
<link rel="stylesheet" href="{root}print.css" media="print"><link rel="stylesheet" href="{root}two.css" media="all">
<link rel="stylesheet" href="https://example.com/one.css">
</head><body><!-- a comment --><p>one.css</p><img src="{root}pic.png" alt=""></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, root in (("", ""), ("a/", "../")):
        (tmp_path / path).mkdir(exist_ok=True)
        (tmp_path / path / "index.html").write_text(PAGE.format(path=path, root=root))
    icons = [{"src": "icons/one.png", "sizes": "1x1"}, {"src": "https://example.com/two.png"}]
    (tmp_path / "site.webmanifest").write_text(json.dumps({"name": "icons/one.png", "icons": icons}))
    for name in ("one.css", "two.css", "print.css", "unlinked.css"):
        (tmp_path / name).write_text("a { color: red }")
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons/one.png").write_bytes(b"x")
    return tmp_path


def test_pages_are_read_for_what_they_name(site: Path) -> None:
    found = pages.survey(site)
    assert found.pages == ("a/index.html", "index.html")
    assert found.sheets == (("one.css", "two.css"), ("print.css",))
    assert found.manifests == ("site.webmanifest",)
    assert {"pic.png", "icons/one.png", "one.css", "site.webmanifest"} <= found.named
    assert "unlinked.css" not in found.named
    assert not found.draws_diagrams


def test_a_diagram_that_is_left_to_the_browser_is_seen(site: Path) -> None:
    (site / "b.html").write_text('<div class="mermaid">flowchart TD</div>')
    assert pages.survey(site).draws_diagrams


def test_new_names_are_written_where_files_are_named(site: Path) -> None:
    found = pages.survey(site)
    names = Names({"pic.png": "pic.1.png", "icons/one.png": "icons/one.2.png"}, "https://example.org/course/")
    pages.rewrite(site, found, names, {("one.css", "two.css"): "all.css", ("print.css",): "paper.css"})
    page = (site / "a/index.html").read_text()
    assert page.count("stylesheet") == 4, "the one on another host, the one that is not there, and one a group"
    for link in ("../all.css", "../paper.css", "../gone.css", "https://example.com/one.css", "../pic.1.png"):
        assert f"={link}" in page
    assert "two.css" not in page
    assert "<p>one.css</p>" in page
    assert "comment" not in page
    assert "generator" not in page
    assert json.loads((site / "site.webmanifest").read_text()) == {
        "name": "icons/one.png",
        "icons": [{"src": "icons/one.2.png", "sizes": "1x1"}, {"src": "https://example.com/two.png"}],
    }
    assert "href=all.css" in (site / "index.html").read_text()


def test_a_page_in_another_encoding_is_named(site: Path) -> None:
    (site / "a/index.html").write_bytes(b"<p>caf\xe9</p>")
    with pytest.raises(PublishError, match=r"^a/index\.html: byte 6 is not UTF-8; save the file in UTF-8\.$"):
        pages.survey(site)


def test_a_folder_without_pages_is_an_error_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} holds no page to publish: build the site first.\n"


def test_a_stylesheet_of_few_pages_is_written_into_them(site: Path) -> None:
    page = (site / "index.html").read_text()
    apart = '<link rel="stylesheet" href="three.css" data-inline>'
    (site / "index.html").write_text(page.replace("</head>", f"{apart}</head>"))
    (site / "three.css").write_text("p > b{color:red}")
    found = pages.survey(site)
    assert found.sheets == (("one.css", "two.css"), ("print.css",), ("three.css",))
    sheets = {("one.css", "two.css"): "one.css", ("print.css",): "print.css", ("three.css",): "three.css"}
    pages.rewrite(site, found, Names({}, "https://example.org/course/"), sheets)
    assert "<style>p > b{color:red}</style></head>" in (site / "index.html").read_text()
    assert "three.css" not in (site / "index.html").read_text()
    assert "<style>" not in (site / "a/index.html").read_text()
    assert not (site / "three.css").exists()


def test_what_a_page_is_painted_with_is_asked_for_before_a_script_holds_the_parser(site: Path) -> None:
    (site / "painted.html").write_text(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>T</title><link rel='stylesheet' href='a.css'>"
        "<script>late()</script><link rel='preload' href='a.woff2' as='font'>"
        "<link rel='stylesheet' media='print' href='b.css'></head><body></body></html>"
    )
    pages.rewrite(site, pages.survey(site), Names({}, ""), {group: group[0] for group in pages.survey(site).sheets})
    page = (site / "painted.html").read_text()
    order = [page.index(part) for part in ("a.css", "b.css", "a.woff2", "<script")]
    assert order == sorted(order)
    assert [page.count(part) for part in ("a.css", "b.css", "a.woff2")] == [1, 1, 1]
