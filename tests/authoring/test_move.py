"""Moving a chapter: all that names it follows, and nothing else in a file changes."""

from __future__ import annotations

import pytest

from scripts.authoring import move
from scripts.authoring.edits import apply
from scripts.authoring.move import MoveError
from scripts.authoring.relink import Moves
from scripts.checks import addresses
from tests.conftest import SmallSite

REDIRECTS = "plugins:\n  - redirects:\n      # Where pages went.\n      redirect_maps: {}\n"
WHY = "Because it is the next thing to read."


PLANS = """roles: []
plans:
  - name: one
    title: A day
    intro: An hour.
    days:
      - {title: The day, items: [{read: one}, {read: "one#part"}, {do: one, at: one, minutes: 5}, {read: two}]}
"""


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """Return a small site in which everything that can name a chapter names 'one'."""
    small.edit("mkdocs.yml", "plugins:\n", REDIRECTS)
    needs = "needs: [index, one]\n"
    related = f'{needs}related: # three\n  - {{ to: "one", why: {WHY} }}\n  - to: index # home\n    why: {WHY}\n'
    body = "See [one](one.md), [part](<one.md#part>), `[one](one.md)` and [ref].\n\n[ref]: one.md#part\n\n"
    body += '<p><a href="../one/#part">raw</a></p>\n\n```text\n[one](one.md)\n```\n'
    small.write("docs/two.md", small.chapter("Two", body, more=related))
    small.edit(
        "docs/one.md", "Text.", "[Two](two.md), [home](index.md), [here](#part), ![](a.png), [x](https://x.org)."
    )
    small.write("docs/a.png", "")
    small.write("docs/aliases.yml", "# names\none: [first, one]\ntwo: [one]\n")
    entry = "- term: unit\n  definition: A thing that is one, and no other thing, in this text.\n  explained: "
    small.write("docs/glossary.yml", f"{entry}'one#part' # there\n")
    small.write("docs/practice/plans.yml", PLANS)
    small.write("tests/search/queries.tsv", "query\twanted\tkind\none\ttwo one\tname\n")
    return small


def read(site: SmallSite, path: str) -> str:
    return (site.root / path).read_text(encoding="utf-8")


def test_everything_that_names_the_chapter_follows(site: SmallSite) -> None:
    before = read(site, "docs/two.md")
    moved = move.move(site.root, "one.md", "deep/er/uno.md")
    assert moved.files == {"one.md": "deep/er/uno.md"}
    assert not (site.root / "docs/one.md").exists()
    assert "[Two](../../two.md), [home](../../index.md), [here](#part), ![](../../a.png), [x](https://x.org)." in read(
        site, "docs/deep/er/uno.md"
    )
    expected = (
        before.replace("See [one](one.md)", "See [one](deep/er/uno.md)")
        .replace("<one.md#part>", "<deep/er/uno.md#part>")
        .replace("[ref]: one.md#part", "[ref]: deep/er/uno.md#part")
        .replace('href="../one/#part"', 'href="../deep/er/uno/#part"')
        .replace('to: "one"', 'to: "deep/er/uno"')
        .replace("needs: [index, one]", "needs: [index, deep/er/uno]")
    )
    assert read(site, "docs/two.md") == expected
    plans = PLANS.replace("read: one}", "read: deep/er/uno}").replace("one#part", "deep/er/uno#part")
    assert read(site, "docs/practice/plans.yml") == plans.replace("at: one", "at: deep/er/uno")
    assert read(site, "docs/aliases.yml") == "# names\ndeep/er/uno: [first, one]\ntwo: [one]\n"
    assert read(site, "docs/glossary.yml").endswith("explained: 'deep/er/uno#part' # there\n")
    assert read(site, "tests/search/queries.tsv") == "query\twanted\tkind\none\ttwo deep/er/uno\tname\n"
    config = read(site, "mkdocs.yml")
    assert "nav:\n  - index.md\n  - deep/er/uno.md\n  - two.md\n" in config
    assert "      # Where pages went.\n      redirect_maps:\n        one.md: deep/er/uno.md\n" in config
    assert site.problems() == []
    assert [r.chapter.id for r in site.load().related("two")] == ["deep/er/uno", "index"]


def test_a_second_move_collapses_the_chain_and_moving_back_leaves_no_redirect_to_nowhere(site: SmallSite) -> None:
    move.move(site.root, "one", "uno")
    move.move(site.root, "uno.md", "docs/deep/")
    assert "redirect_maps:\n        one.md: deep/uno.md\n        uno.md: deep/uno.md\n" in read(site, "mkdocs.yml")
    assert site.problems() == []
    move.move(site.root, "deep/uno", "one")
    config = read(site, "mkdocs.yml")
    assert "redirect_maps:\n        uno.md: one.md\n        deep/uno.md: one.md\n" in config
    assert site.problems() == []


def test_a_page_that_keeps_its_address_needs_no_redirect(site: SmallSite) -> None:
    move.move(site.root, "one.md", "one/index.md")
    assert "redirect_maps: {}" in read(site, "mkdocs.yml")
    assert "[Two](../two.md)" in read(site, "docs/one/index.md")
    assert site.problems() == []
    move.move(site.root, "one", "one.md")
    assert "[Two](two.md)" in read(site, "docs/one.md")
    assert site.problems() == []


def test_a_folder_moves_with_all_that_is_in_it(site: SmallSite) -> None:
    move.move(site.root, "one.md", "part/one.md")
    site.write("docs/part/picture.png", "")
    site.edit("docs/part/one.md", "[here]", "![](picture.png) [here]")
    moved = move.move(site.root, "part", "other")
    assert moved.files == {"part/one.md": "other/one.md", "part/picture.png": "other/picture.png"}
    assert not (site.root / "docs/part").exists()
    assert "![](picture.png) [here]" in read(site, "docs/other/one.md")
    assert site.problems() == []


def test_line_ends_and_byte_order_marks_stay(site: SmallSite) -> None:
    file = site.root / "docs/two.md"
    text = "\ufeff" + file.read_text(encoding="utf-8").replace("\n", "\r\n")
    file.write_bytes(text.encode("utf-8"))
    move.move(site.root, "one.md", "uno.md")
    moved = file.read_bytes().decode("utf-8")
    assert moved.startswith("\ufeff---\r\n")
    assert moved.count("\r\n") == moved.count("\n") == text.count("\n")
    assert 'to: "uno"' in moved
    assert "See [one](uno.md)" in moved


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("on", "uno", "FROM is 'on', which is neither a chapter nor a folder below docs/. Did you mean 'one'?"),
        ("three.md", "uno", "FROM is 'three.md', which is neither a chapter nor a folder below docs/."),
        ("one.md", "two.md", "docs/two.md exists already; expected a place that is free."),
        (
            "one.md",
            "two/index.md",
            "docs/two.md has the address of docs/two/index.md already; expected a place that is free.",
        ),
        ("one.md", "one.md", "docs/one.md is there already; expected another place for it."),
        (
            "one.md",
            "../uno.md",
            "'../uno.md' is outside of docs/; expected a path below docs/, such as concepts/retrieval.md.",
        ),
        (
            "/one.md",
            "uno.md",
            "'/one.md' is outside of docs/; expected a path below docs/, such as concepts/retrieval.md.",
        ),
        ("index.md", "uno.md", "docs/index.md is home, which every address begins with; it cannot move."),
        ("pictures", "images", "'pictures' holds no chapter; expected a chapter, or a folder with some."),
        (
            "pictures",
            "pictures/old",
            "docs/pictures cannot move to 'pictures/old', which is itself or within; expected another place.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(site: SmallSite, source: str, target: str, message: str) -> None:
    site.write("docs/pictures/a.png", "")
    before = {file: file.read_bytes() for file in site.root.rglob("*") if file.is_file() and ".cache" not in file.parts}
    with pytest.raises(MoveError) as raised:
        move.move(site.root, source, target)
    assert str(raised.value) == message
    assert {file: file.read_bytes() for file in before} == before


def test_content_that_is_broken_is_not_moved(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit("docs/two.md", "[one](one.md), ", "[one](none.md), ")
    monkeypatch.chdir(site.root)
    assert move.main(["one.md", "uno.md"]) == 1
    said = capsys.readouterr().err
    assert "link to 'none.md' leads to no file" in said
    assert said.endswith("Nothing was moved; fix this first.\n")
    assert (site.root / "docs/one.md").is_file()


def test_the_command_says_what_it_did_and_checks(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = 'PAGE = "{name}/"\nOTHER = "x/deep/uno", "deep/unos"\nURL = f"{{a}}/{name}/#part"\nFILE = "docs/{name}.md"\n'
    site.write("tests/test_x.py", code.format(name="deep/uno"))
    monkeypatch.chdir(site.root)
    assert move.main(["one.md", "deep/uno.md"]) == 0
    assert move.main(["deep/uno", "deep/dos"]) == 0
    said = capsys.readouterr().out
    assert "docs/deep/uno.md -> docs/deep/dos.md\n" in said
    assert "Changed for it: docs/aliases.yml, docs/deep/dos.md, docs/glossary.yml, " not in said  # its links stay
    assert read(site, "tests/test_x.py") == code.format(name="deep/dos")
    assert said.rstrip().splitlines()[-1].startswith("0 problems, 0 gaps in 3 chapters")
    assert move.main(["one.md", ""]) == 1
    assert capsys.readouterr().err.startswith("Expected FROM and TO, such as `make move FROM=")


def test_a_site_without_redirects_says_what_to_write(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small.root)
    assert move.main(["one.md", "uno.md"]) == 1
    assert capsys.readouterr().err == (
        "mkdocs.yml has no redirect_maps; expected '- redirects:' in plugins, with 'redirect_maps: {}'.\n"
    )


def test_a_chapter_that_is_dropped_leads_its_readers_on(site: SmallSite) -> None:
    site.write("scripts/checks/addresses.txt", "# List.\none/\none/#part\n")
    (site.root / "docs/one.md").unlink()
    site.edit("mkdocs.yml", "  - one.md\n", "")
    found = site.problems()
    assert [problem.partition(": ")[0] for problem in found] == [
        "docs/aliases.yml:2",
        "docs/glossary.yml:1",
        "docs/index.md:12",
        "docs/practice/plans.yml:7",
        *[f"docs/two.md:{line}" for line in (8, 10, 17, 17, 19, 21)],
    ]
    led = PLANS.replace("read: one", "read: two").replace("one#part", "two").replace("at: one", "at: two")
    site.write("docs/practice/plans.yml", led)
    site.write("docs/aliases.yml", "two: [one]\n")
    site.edit("docs/glossary.yml", "one#part", "two")
    site.edit("docs/index.md", "[One](one.md#part)", "It")
    site.write("docs/two.md", site.chapter("Two", "Text.\n"))
    site.edit("mkdocs.yml", "redirect_maps: {}", "redirect_maps: {one.md: two.md}")
    assert site.problems() == []
    assert list(addresses.gone(site.load(), addresses.read_list(site.root), site.root)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](x.md)", "[a](y/z.md)"),
        ('[a](x.md#p "Title") ![b](x.md?v=1)', '[a](y/z.md#p "Title") ![b](y/z.md?v=1)'),
        ("[a]( x.md )", "[a]( y/z.md )"),
        ("[a](./x.md)", "[a](y/z.md)"),
        ("[a](xx.md) [b](a/x.md) [c](#x.md) [d](https://x.md)", "[a](xx.md) [b](a/x.md) [c](#x.md) [d](https://x.md)"),
        ("``[a](x.md)`` <!-- [a](x.md) -->", "``[a](x.md)`` <!-- [a](x.md) -->"),
        ("~~~~md\n[a](x.md)\n~~~~\n[a](x.md)", "~~~~md\n[a](x.md)\n~~~~\n[a](y/z.md)"),
        ("1. a\n\n    ```\n    [a](x.md)\n    ```\n", "1. a\n\n    ```\n    [a](x.md)\n    ```\n"),
        ("<a href='../x/?q#p'>a</a>", "<a href='../y/z/?q#p'>a</a>"),
        ('<img src="../pic%20ture.png"> <a data-href="../x/">', '<img src="../pic%20ture.png"> <a data-href="../x/">'),
    ],
)
def test_links_are_rewritten_where_they_are_links(text: str, expected: str) -> None:
    moves = Moves({"x.md": "y/z.md"}, ["x.md", "here.md"])
    assert apply(text, moves.edits(text, "here.md")) == expected


def test_links_of_a_page_that_moves_lead_where_they_led() -> None:
    moves = Moves({"a/x.md": "a/b/x.md"}, ["a/x.md", "a/o.md"])
    text = '[o](o.md) [p](pic%20ture.png) <a href="../o/">o</a> <img src="../../pic.png">'
    expected = '[o](../o.md) [p](../pic%20ture.png) <a href="../../o/">o</a> <img src="../../../pic.png">'
    assert apply(text, moves.edits(text, "a/x.md")) == expected
