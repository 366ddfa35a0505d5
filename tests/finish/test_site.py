"""The step behind the generator, on a site written by hand."""

from __future__ import annotations

import json
import os

import pytest

from scripts.finish import FinishError, finish
from tests.conftest import SmallSite

HOME = '<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="{}"></head><body>{}</body></html>'


class Generated:
    """What a generator wrote, and the finished site beside it."""

    def __init__(self, small: SmallSite) -> None:
        self.small = small
        self.raw, self.out = small.root / "raw", small.root / "out"
        self.page("index.html", HOME.format("https://example.org/course/", '<a href="site:one/">One</a>'))
        self.page("one/index.html", '<a href="site:#a">Home</a>')
        self.page("404.html", '<a href="site:one/">One</a>')
        self.page("assets/a.css", "a{}")

    def page(self, path: str, text: str) -> None:
        file = self.raw / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def finish(self, changed: list[str] | None = None) -> None:
        finish(self.raw, self.out, self.small.load(), docs=self.small.root / "docs", changed=changed)

    def read(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def files(self) -> list[str]:
        return sorted(file.relative_to(self.out).as_posix() for file in self.out.rglob("*") if file.is_file())


@pytest.fixture
def generated(small: SmallSite) -> Generated:
    return Generated(small)


def test_pages_are_finished_and_other_files_are_there(generated: Generated) -> None:
    generated.finish()
    assert '<a href="one/">One</a>' in generated.read("index.html")
    assert '<a href="../#a">Home</a>' in generated.read("one/index.html")
    assert '<a href="/course/one/">One</a>' in generated.read("404.html")
    assert generated.read("assets/a.css") == "a{}"
    assert '<a href="site:one/">' in (generated.raw / "index.html").read_text(encoding="utf-8")


def test_a_site_that_names_no_address_lies_at_the_root(generated: Generated) -> None:
    generated.page("index.html", "<p>Home</p>")
    generated.finish()
    assert '<a href="/one/">One</a>' in generated.read("404.html")


def test_the_exports_are_written(generated: Generated) -> None:
    generated.finish()
    assert generated.files() == [
        "404.html",
        "assets/a.css",
        "feed.xml",
        "graph.json",
        "graph.schema.json",
        "index.html",
        "llms.txt",
        "one/index.html",
        "references.bib",
        "references.json",
        "robots.txt",
        "search.json",
    ]
    assert [item["id"] for item in json.loads(generated.read("references.json"))] == ["lewis2020retrieval"]
    assert json.loads(generated.read("graph.json")) == {"version": 1, "nodes": [], "edges": []}  # pages are no nodes
    assert "@inproceedings{lewis2020retrieval," in generated.read("references.bib")


def test_a_preview_finishes_again_what_the_generator_wrote_anew(generated: Generated) -> None:
    generated.finish()
    kept, again = generated.out / "one/index.html", generated.raw / "index.html"
    for file in (kept, generated.out / "index.html"):
        times = file.stat()
        file.write_text("as it was", encoding="utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    again.write_text('<a href="site:two/">Two</a>', encoding="utf-8")
    os.utime(again, (0, 0))  # an older time than before is another time too
    generated.finish(changed=[])
    assert '<a href="two/">Two</a>' in generated.read("index.html")
    assert generated.read("one/index.html") == "as it was"
    generated.finish(changed=["one/index.html"])
    assert '<a href="../#a">Home</a>' in generated.read("one/index.html")


def test_what_the_generator_no_longer_writes_vanishes(generated: Generated) -> None:
    generated.page("old/deep/index.html", "<p>old</p>")
    generated.finish()
    (generated.raw / "old/deep/index.html").unlink()
    (generated.raw / "one/index.html").unlink()
    (generated.raw / "one").rmdir()
    generated.page("one", "a file where a folder was")
    generated.finish(changed=[])
    assert "old/deep/index.html" not in generated.files()
    assert not (generated.out / "old").exists()
    assert generated.read("one") == "a file where a folder was"
    assert "search.json" in generated.files()


def test_a_page_in_another_encoding_is_named(generated: Generated) -> None:
    (generated.raw / "one/index.html").write_bytes("<p>ä</p>".encode("latin-1"))
    with pytest.raises(FinishError, match=r"^one/index\.html: byte 3 is not UTF-8; save the page in UTF-8\.$"):
        generated.finish()
