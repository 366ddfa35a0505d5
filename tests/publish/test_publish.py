"""A small site of every kind of file, published."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import brotli
import pytest

from scripts.publish import PublishError, assets, pages, publish
from scripts.publish.__main__ import main

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{title}</title>
<link rel="canonical" href="https://example.org/{path}">
<link rel="stylesheet" href="{root}assets/stylesheets/one.css">
<link rel="stylesheet" href="{root}assets/stylesheets/two.css">
<link rel="stylesheet" href="{root}assets/stylesheets/print.css" media="print">
</head><body>
<main class="kept">{body}</main>
<site-search data-root="{root}" data-index="search.json"
 data-worker="assets/javascripts/search/worker.js"></site-search>
<script type="text/plain" data-src="{root}assets/javascripts/main.js"></script>
</body></html>
"""
ODD = "a (1) [x] {y} *? ! ä"
"""A folder's name with all that patterns are made of."""


def write(site: Path, path: str, data: str | bytes) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def build(site: Path) -> Path:
    """Write a finished site: four pictures, three stylesheets, two scripts, two pages."""
    images = "".join(
        f'<img alt="" src="../{path}">'
        for path in ("assets/images/my%20pic.png", "assets/images/case/pic.png", "assets/images/other/pic.png")
    )
    home = 'The index is search.json, the icon is assets/images/pic.png. <a href="research.json">data</a>'
    write(site, "index.html", PAGE.format(title="Home", path="", root="", body=home))
    beside = '<img alt="" src="beside.png"><!--macro:x-->'
    write(site, "a/index.html", PAGE.format(title="A", path="a/", root="../", body=images + beside))
    for path in ("my pic.png", "case/pic.png", "other/pic.png", "unnamed.png"):
        write(site, f"assets/images/{path}", path.encode())
    write(site, "assets/images/pic.png", b"named in words alone")
    write(site, "assets/fonts/face.woff2", b"wOF2")
    write(site, "a/beside.png", b"beside")
    write(site, "research.json", "{}")
    write(site, "search.json", '{"words": []}')
    write(site, "assets/stylesheets/one.css", FACE + ".kept { color: #ff0000 }\n.never { color: green }\n")
    write(site, "assets/stylesheets/two.css", "[popover]:popover-open { color: blue }\n.by-script { color: #000 }\n")
    write(site, "assets/stylesheets/print.css", ".kept { color: black }\n")
    write(site, "assets/javascripts/main.js", 'import { a } from "./part.js";\ndocument.body.className = a;\n')
    write(site, "assets/javascripts/part.js", 'export const a = "by-script";\n')
    write(site, "assets/javascripts/search/worker.js", 'self.postMessage("ready");\n')
    write(site, "assets/javascripts/lunr/en.js", "x")
    write(site, "assets/main.css.map", "{}")
    write(site, "assets/vendor/mermaid.min.js", "m")
    write(site, "sitemap.xml", "<a/>" * 200)
    write(site, "sitemap.xml.gz", "another day's")
    write(site, "drawing.svg", "<a/>" * 200)
    write(site, "robots.txt", "short")
    return site


FACE = '@font-face { font-family: "Face"; src: url("../fonts/face.woff2") }\n.kept { font-family: "Face" }\n'


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("finished") / ODD)


@pytest.fixture(scope="module")
def published(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("published") / ODD
    shutil.copytree(finished, site)
    publish(site)
    return site


def one(site: Path, pattern: str) -> Path:
    [file] = site.glob(pattern)
    return file


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_text_keeps_the_names_of_files_that_got_new_ones(published: Path) -> None:
    home = read(published, "index.html")
    assert "The index is search.json, the icon is assets/images/pic.png." in home
    assert "href=research.json" in home
    assert (published / "research.json").is_file()


def test_a_name_carries_the_hash_of_the_content(published: Path) -> None:
    # The first eight digits of what sha256sum prints.
    assert read(published, "search.797ec8b2.json") == '{"words": []}'
    assert (published / "assets/images/case/pic.3b7e68d8.png").read_bytes() == b"case/pic.png"
    assert not (published / "search.json").exists()


def test_pictures_of_any_folder_and_name_are_found_by_the_page(published: Path) -> None:
    page = read(published, "a/index.html")
    for link, content in {
        "../assets/images/my%20pic.d1e239ca.png": b"my pic.png",
        "../assets/images/case/pic.3b7e68d8.png": b"case/pic.png",
        "../assets/images/other/pic.37d7f5a0.png": b"other/pic.png",
        "beside.png": b"beside",
    }.items():
        assert f"src={link}" in page
        assert (published / "a" / link.replace("%20", " ")).read_bytes() == content


def test_a_file_that_no_page_names_keeps_its_address(published: Path) -> None:
    assert (published / "assets/images/unnamed.png").is_file()
    assert (published / "assets/images/pic.png").is_file()


def test_the_stylesheets_become_one_for_each_medium(published: Path) -> None:
    page = read(published, "a/index.html")
    sheets = [part.split(" ")[0].rstrip(">") for part in page.split("<link ")[1:] if "stylesheet" in part]
    assert len(sheets) == 2
    assert sorted(file.suffix for file in (published / "assets/stylesheets").iterdir()) == [".css", ".css"]
    everywhere, printed = (published / "a" / sheet.removeprefix("href=") for sheet in sheets)
    assert printed.read_text(encoding="utf-8") == ".kept{color:#000}\n"
    text = everywhere.read_text(encoding="utf-8")
    assert ".kept{color:red}" in text
    assert "media=print" in page


def test_rules_go_that_no_page_and_no_script_can_use(published: Path) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in published.glob("assets/stylesheets/*.css"))
    assert ".never" not in text
    assert "[popover]:popover-open{color:#00f}" in text
    assert ".by-script{color:#000}" in text


def test_a_rule_is_not_kept_by_a_word_of_the_text_or_by_a_part_that_the_theme_alone_has(tmp_path: Path) -> None:
    site = build(tmp_path)
    script = '<script>document.body.classList.add("inline")</script>'
    body = f'A <b class="boxed" title="a > never-said">warning</b>.{script}'
    write(site, "b/index.html", PAGE.format(title="B", path="b/", root="../", body=body))
    write(site, "assets/javascripts/part.js", 'export const a = "by-script rtl md-tooltip2";\n')
    used = ".boxed { color: lime }\n.inline { color: teal }\n"
    unused = (".warning", ".never-said", "[dir=rtl] b", ".md-tooltip2")
    rules = used + "".join(f"{rule} {{ color: navy }}\n" for rule in unused)
    write(site, "assets/stylesheets/print.css", rules)
    publish(site)
    text = "".join(file.read_text(encoding="utf-8") for file in site.glob("assets/stylesheets/*.css"))
    assert ".boxed{color:#0f0}" in text
    assert ".inline{color:teal}" in text
    assert "navy" not in text


def test_a_rule_for_states_of_an_element_stays(tmp_path: Path) -> None:
    rules = ".kept:is(:hover, :focus) { color: lime }\n.never:is(:hover, :focus) { color: navy }\n"
    site = build(tmp_path)
    write(
        site, "assets/stylesheets/print.css", f"{rules}.kept:has(.kept:is(:hover, :focus-visible)) {{ color: teal }}\n"
    )
    publish(site)
    text = "".join(file.read_text(encoding="utf-8") for file in site.glob("assets/stylesheets/*.css"))
    assert ".kept:is(:hover,:focus){color:#0f0}" in text
    assert ".kept:has(.kept:is(:hover,:focus-visible)){color:teal}" in text
    assert "navy" not in text


def test_a_stylesheet_asks_for_its_font_by_the_new_name(published: Path) -> None:
    font = one(published, "assets/fonts/*")
    assert font.name == "face.78636849.woff2"
    text = "".join(file.read_text(encoding="utf-8") for file in published.glob("assets/stylesheets/*.css"))
    assert "url(../fonts/face.78636849.woff2)" in text


def test_scripts_become_bundles_that_the_page_asks_for(published: Path) -> None:
    names = sorted(file.name.split("-")[1] for file in (published / "assets/javascripts").iterdir() if file.is_file())
    assert names == ["main", "worker"]
    worker = one(published, "assets/javascripts/core-worker-*.js")
    page = read(published, "a/index.html")
    assert f"data-worker=assets/javascripts/{worker.name}" in page
    assert f"data-src=../assets/javascripts/{one(published, 'assets/javascripts/core-main-*.js').name}" in page
    assert "data-index=search.797ec8b2.json" in page


def test_what_no_page_uses_is_not_published(published: Path) -> None:
    assert list(published.rglob("*.map")) == []
    assert not (published / "assets/javascripts/lunr").exists()
    assert not (published / "assets/vendor/mermaid.min.js").exists()
    assert "macro:" not in read(published, "a/index.html")


@pytest.mark.parametrize("path", ["index.html", "sitemap.xml", "drawing.svg"])
def test_text_has_compressed_copies(published: Path, path: str) -> None:
    data = (published / path).read_bytes()
    assert gzip.decompress((published / f"{path}.gz").read_bytes()) == data
    assert brotli.decompress((published / f"{path}.br").read_bytes()) == data


def test_what_is_short_or_packed_has_none(published: Path) -> None:
    packed = {file.name for file in published.rglob("*") if file.suffix in {".gz", ".br"}}
    assert not [name for name in packed if name.startswith(("robots", "face", "pic", "research"))]


def test_the_same_site_gives_the_same_bytes_in_any_folder(finished: Path, published: Path, tmp_path: Path) -> None:
    again = tmp_path / "plain"
    shutil.copytree(finished, again)
    publish(again)
    assert contents(again) == contents(published)


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_a_diagram_left_to_the_browser_keeps_its_program(tmp_path: Path) -> None:
    write(tmp_path, "assets/vendor/mermaid.min.js", "m")
    write(tmp_path, "index.html", '<code>class="mermaid"</code>')
    assert pages.survey(tmp_path).draws_diagrams is False
    write(tmp_path, "b/index.html", '<pre class="mermaid">graph</pre>')
    assert pages.survey(tmp_path).draws_diagrams is True
    assets.drop_unused(tmp_path, draws_diagrams=True)
    assert (tmp_path / "assets/vendor/mermaid.min.js").read_bytes() == b"m"


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (
            "assets/javascripts/part.js",
            "export const = 1;\n",
            ["assets/javascripts/part.js:1:13", "Expected identifier"],
        ),
        ("assets/javascripts/main.js", 'import "./gone.js";\n', ['Could not resolve "./gone.js"']),
        ("assets/stylesheets/two.css", "a { color: red\n", ["assets/stylesheets/two.css:1", 'Expected "}"']),
        (
            "assets/stylesheets/two.css",
            "a { background: url(gone.png) }\n",
            ["assets/stylesheets/two.css:1:16", "url(gone.png) names no file"],
        ),
    ],
)
def test_a_broken_file_is_named_in_the_words_of_the_tool(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], path: str, text: str, words: list[str]
) -> None:
    write(build(tmp_path), path, text)
    assert main([str(tmp_path)]) == 1
    said = capfd.readouterr().err
    for part in words:
        assert part in said
    assert "Traceback" not in said
    assert "    at " not in said


def test_a_stylesheet_of_which_nothing_is_left_is_an_error(tmp_path: Path) -> None:
    write(build(tmp_path), "assets/stylesheets/print.css", ".never-a { color: red }\n")
    with pytest.raises(PublishError, match=r"assets/stylesheets/print\.css only 0 are used .* expected at least 10%"):
        publish(tmp_path)


def test_a_large_stylesheet_of_which_little_is_left_is_an_error(tmp_path: Path) -> None:
    rules = "".join(f".never-{number} {{ color: red }}\n" for number in range(1000))
    write(build(tmp_path), "assets/stylesheets/print.css", f".kept {{ color: red }}\n{rules}")
    with pytest.raises(PublishError, match=r"assets/stylesheets/print\.css only 16 are used"):
        publish(tmp_path)


def test_without_a_page_there_is_nothing_to_publish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'gone'} holds no page to publish: build the site first.\n"


def test_a_page_in_another_encoding_is_named(tmp_path: Path) -> None:
    write(tmp_path, "index.html", "<p>ä</p>".encode("latin-1"))
    with pytest.raises(PublishError, match=r"^index\.html: byte 3 is not UTF-8"):
        publish(tmp_path)
