"""What an author mistypes in text, data and settings is told in sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import Project
from tests.faults.fault import Fault, both, each, edit, folder, remove, write
from tests.faults.whole import RUBRIC_FILE

Check = Callable[[Project], tuple[int, str]]
ONE, TWO, THREE, HOME = "docs/one.md", "docs/two.md", "docs/three.md", "docs/index.md"
CONFIG = "mkdocs.yml"
DRILL = "docs/practice/estimates/drill.yml"
PLANS = "docs/practice/plans.yml"
ESTIMATE = "docs/two.estimate.yml"
BIBLIOGRAPHY = "docs/references.bib"
PROGRAM = "docs/concepts/code/count.py"
PRINTED = "docs/concepts/code/count.txt"
CASE, ROOM, ASKED = "docs/chat/index.md", "docs/chat/practice.yml", "docs/chat/questions.yml"
ADDRESSES = "scripts/checks/addresses.txt"
TAGS = "tag_list: {retrieval: How passages are found., serving: How models answer.}"


def text(words: str) -> Callable[[Project], object]:
    """Write other words into a chapter, on its line 16."""
    return edit(ONE, "Text.", words)


FRONT_MATTER = (
    Fault("field", edit(ONE, "difficulty:", "dificulty:"), (f"{ONE}:5: unknown field", "Did you mean 'difficulty'?")),
    Fault("value", edit(ONE, "kind: page", "kind: pag"), (f"{ONE}:4: 'kind' is 'pag'", "Did you mean 'page'?")),
    Fault("day", edit(ONE, "2026-11-22", "2026-11-31"), (f"{ONE}:6:", "a day that the calendar has")),
    Fault("tag", edit(ONE, "[retrieval]", "[retreival]"), (f"{ONE}:7: unknown tag", "Did you mean 'retrieval'?")),
    Fault("title", edit(ONE, "# One", "# Won"), (f"{ONE}:10:", "'Won'; expected the title, 'One'")),
    Fault("no end", edit(ONE, "---\n\n# One", "\n# One"), (f"{ONE}:1:", "never ends", "two lines '---'")),
    Fault("empty", write(ONE, ""), (f"{ONE}:1: no front matter; expected a block",)),
    Fault("bytes", write(ONE, b"---\ntitle: \xe9t\xe9\n---\n"), (f"{ONE}:2: not UTF-8: byte 0xe9; save",)),
    Fault("no text", text("a\0b"), (f"{ONE}:16: the character U+0000, which no text holds",)),
    Fault(
        "needs",
        edit(ONE, "tags: [retrieval]", "tags: [retrieval]\nneeds: [tow]"),
        (f"{ONE}:8: needs 'tow', which is no chapter.", "Did you mean 'two'?"),
    ),
    Fault(
        "related",
        edit("docs/practice/estimates/cache/index.md", "{to: one,", "{to: onee,"),
        ("cache/index.md:8: related to 'onee', which is no chapter.", "Did you mean 'one'?"),
    ),
)
TEXT = (
    Fault(
        "link", text("[there](twoo.md)"), (f"{ONE}:16: link to 'twoo.md' leads to no file", "Did you mean 'two.md'?")
    ),
    Fault("anchor", edit(HOME, "one.md#part", "one.md#prat"), (f"{HOME}:14:", "no id 'prat'", "Did you mean 'part'?")),
    Fault("absolute link", text("[there](/two/)"), (f"{ONE}:16: link '/two/' is absolute", "relative")),
    Fault(
        "source",
        text("So [@lewis2020retreival]."),
        (f"{ONE}:16: unknown source 'lewis2020retreival'", "Did you mean 'lewis2020retrieval'?"),
    ),
    Fault(
        "macro",
        text("{{ chaptr_start() }}"),
        (f"{ONE}:16: unknown macro 'chaptr_start'", "Did you mean 'chapter_start'?"),
    ),
    Fault("broken macro", text('{{ value("cost" }}'), (f"{ONE}:16: broken macro: unexpected '}}', expected ')'",)),
    Fault(
        "figure",
        edit(TWO, '"cost"', '"cots"'),
        (f"{TWO}:14: the estimate has no figure 'cots'.", "Did you mean 'cost'?"),
    ),
    Fault(
        "world",
        edit(THREE, '"card_price"', '"card_prize"'),
        (f"{THREE}:18:", "'card_prize'", "Did you mean 'card_price'?"),
    ),
    Fault("block", text("/// nite | x\ny\n///"), (f"{ONE}:16: '/// nite | x' is not understood; expected a block",)),
    Fault("open block", text("/// note | x\ny"), (f"{ONE}:16:", "expected a line '///' with as many slashes")),
    Fault("open fence", text("```python\nx = 1"), (f"{ONE}:16: this fence is not closed",)),
    Fault("heading", text("### Nameless"), (f"{ONE}:16: heading 'Nameless' has no id; expected '{{ #an-id }}'",)),
    Fault("id twice", text("## Again { #part }"), (f"{ONE}:16: id 'part' stands twice, first on line 14",)),
    Fault("formula", text("$`\\frac{1}`$"), (f"{ONE}:16: the formula '\\frac{{1}}' cannot be set: expected argument",)),
    Fault("gap", text("GAP: more."), (f"{ONE}:16: unfinished (GAP:).", "1 gap"), None),
    Fault("nesting", text("<div>" * 3000), (f"{ONE}: lists, quotes or elements stand in each other too deeply",)),
    Fault("footnote", text("Said so.[^1]"), (f"{ONE}:16: '[^1]' is not understood; expected no footnotes",)),
    Fault("published id", edit(ONE, "#part", "#piece"), (f"{ONE}:14: the id 'part' was published", 'was="part"'), None),
)
DIAGRAMS = (
    Fault(
        "type", edit(HOME, "flowchart TD", "flowchat TD"), (f"{HOME}:17: diagram type 'flowchat'", "flowchart, graph")
    ),
    Fault(
        "arrow", edit(HOME, "a[One] -->", "a[One] --o"), (f"{HOME}:20: '--o' in a diagram is not understood; expected",)
    ),
    Fault(
        "shape",
        edit(HOME, "b[(Other)]", "b((Other))"),
        (f"{HOME}:20: shape '((Other))'", "expected one of a([Person])"),
    ),
    Fault(
        "no title",
        edit(HOME, "    accTitle: Parts\n", ""),
        (f"{HOME}:17: diagram has no title; expected a line 'accTitle",),
    ),
    Fault(
        "changed",
        edit(HOME, "b[(Other)]", "b[(Another)]"),
        (f"{HOME}:16: the diagram has no snapshot", "make diagrams"),
        2,
    ),
    Fault("lock file", write("package-lock.json", "{"), ("package-lock.json: cannot be read:", "expected it as `npm")),
    Fault(
        "font", remove("docs/assets/fonts/source-sans-3.woff2"), ("source-sans-3.woff2: cannot be read: No such file",)
    ),
)
ESTIMATES = (
    Fault(
        "unit",
        edit(ESTIMATE, "unit: gpu,", "unit: gpux,"),
        (f"{ESTIMATE}:2: 'gpus': unknown unit", "Did you mean 'gpu'?"),
    ),
    Fault(
        "unit of a result", edit(ESTIMATE, "usd/hour", "usd/hour/gpu"), (f"{ESTIMATE}:5: 'cost': the formula gives",)
    ),
    Fault(
        "name", edit(ESTIMATE, "gpus * price", "gpu * price"), (f"{ESTIMATE}:5: 'cost': unknown name 'gpu'.", "'gpus'?")
    ),
    Fault("circle", edit(ESTIMATE, "gpus * price", "cost * price"), (f"{ESTIMATE}:5: 'cost': it needs itself",)),
    Fault("formula", edit(ESTIMATE, "gpus * price", "gpus *"), (f"{ESTIMATE}:5:", "'gpus *' is not a formula")),
    Fault(
        "number", edit(ESTIMATE, "value: 4", "value: four"), (f"{ESTIMATE}:2: 'value' is 'four'; expected a number",)
    ),
    Fault("range", edit(ESTIMATE, "[1, 9]", "[5, 9]"), (f"{ESTIMATE}:2: 'gpus' is 4, outside its own range 5 to 9",)),
    Fault(
        "loan", edit(ESTIMATE, "card_price", "card_prise"), (f"{ESTIMATE}:3: the world has no figure", "'card_price'?")
    ),
    Fault(
        "not YAML", edit(ESTIMATE, "results:", "results"), (f"{ESTIMATE}:5: broken YAML", "is a line indented wrongly")
    ),
    Fault(
        "twice", edit(ESTIMATE, "results:", "assumptions: []\nresults:"), (f"{ESTIMATE}:4: 'assumptions' stands twice",)
    ),
    Fault("of no chapter", write("docs/twoo.estimate.yml", ""), ("docs/twoo.estimate.yml: it belongs to no chapter",)),
)
DATA = (
    Fault(
        "world: range",
        edit("docs/world.yml", "value: 989", "value: 9890"),
        ("docs/world.yml:7:", "outside its own range"),
    ),
    Fault("world: empty", write("docs/world.yml", ""), ("docs/world.yml:1: found empty; expected fields",)),
    Fault(
        "glossary: empty", write("docs/glossary.yml", ""), ("docs/glossary.yml:1: expected a list of terms", "empty")
    ),
    Fault(
        "glossary: place",
        edit("docs/glossary.yml", "one#part", "one#prat"),
        ("docs/glossary.yml:1: term 'first term'", "'one#prat'", "Did you mean 'part'?"),
    ),
    Fault("glossary: folder", folder("docs/glossary.yml"), ("docs/glossary.yml: cannot be read: Is a directory.",)),
    Fault("aliases", edit("docs/aliases.yml", "two:", "twoo:"), ("docs/aliases.yml:2:", "'twoo', which is no chapter")),
    Fault(
        "cards",
        edit("docs/cases/cards.yml", "with: images", "with: image"),
        ("cards.yml:11:", "Did you mean 'images'?"),
    ),
    Fault(
        "plans: chapter",
        edit(PLANS, "read: one", "read: onee"),
        (f"{PLANS}:11: 'onee' is no chapter", "Did you mean 'one'?"),
    ),
    Fault("plans: empty", write(PLANS, ""), (f"{PLANS}:1: expected 'roles' and 'plans'.",)),
    Fault(
        "rubric: sum",
        edit(RUBRIC_FILE, "weight: 20", "weight: 10"),
        (f"{RUBRIC_FILE}:2: the weights are 90 together; expected",),
    ),
    Fault(
        "rubric: name",
        edit(RUBRIC_FILE, "{of: driving", "{of: drivin"),
        (f"{RUBRIC_FILE}:", "'drivin'", "'driving'"),
        None,
    ),
    Fault(
        "drill: estimate",
        edit(DRILL, "estimate: cache", "estimate: cach"),
        (f"{DRILL}:3:", "Did you mean 'cache'?"),
        None,
    ),
    Fault("drill: unit", edit(DRILL, "KiB, MiB", "KiB, Mib"), (f"{DRILL}:7: ", "unknown unit 'Mib'")),
    Fault(
        "source: field",
        edit(BIBLIOGRAPHY, "eprint =", "eprnt ="),
        (f"{BIBLIOGRAPHY}:6:", "an unknown field 'eprnt'", "'eprint'?"),
        None,
    ),
    Fault(
        "source: brace",
        edit(BIBLIOGRAPHY, "year = {2020},", "year = {2020"),
        (f"{BIBLIOGRAPHY}:7: broken BibTeX in the entry 'lewis2020retrieval'", "is a '}' missing?"),
    ),
    Fault("source: folder", folder(BIBLIOGRAPHY), (f"{BIBLIOGRAPHY}: cannot be read: Is a directory.",)),
    Fault(
        "program: other output",
        write(PRINTED, "sum: 92 answers\n"),
        (f"{PRINTED}:1: the program prints 'sum: 91", "here stands 'sum: 92"),
    ),
    Fault("program: not Python", edit(PROGRAM, "a3 = 3", "a3 ="), (f"{PROGRAM}:5: not Python",), None),
    Fault("program: bytes", write(PROGRAM, b"\xff"), (f"{PROGRAM}:1: not UTF-8: byte 0xff",)),
    Fault("output: bytes", write(PRINTED, b"\xff"), (f"{PRINTED}:1: not UTF-8: byte 0xff",), None),
    Fault("addresses: bytes", write(ADDRESSES, b"\xff"), (f"{ADDRESSES}:1: not UTF-8: byte 0xff",)),
)
CASES = (
    Fault(
        "follow-up: field",
        edit(ASKED, "  tier: asked\n", "  teir: asked\n"),
        (f"{ASKED}:4: unknown field", "'tier'?"),
        None,
    ),
    Fault(
        "follow-up: step",
        edit(ASKED, "step: evaluation", "step: evalution"),
        (f"{ASKED}:", "Did you mean 'evaluation'?"),
        None,
    ),
    Fault(
        "follow-up: link",
        edit(ASKED, "number 0?\n  answer: word", "number 0?\n  answer: word [there](gone.md)"),
        (f"{ASKED}:6: link to 'gone.md' leads to no file",),
    ),
    Fault(
        "room: step",
        edit(ROOM, "asks:\n  requirements:", "asks:\n  requirement:"),
        (f"{ROOM}:2:", "Did you mean 'requirements'?"),
    ),
    Fault(
        "room: place",
        edit(ROOM, "Decides part 0 of evaluation and why, at: part", "Decides part 0 of evaluation and why, at: prat"),
        (f"{ROOM}:41:", "'prat'", "Did you mean 'part'?"),
    ),
    Fault("room: not YAML", edit(ROOM, "blocks:", "blocks: ["), (f"{ROOM}:", "broken YAML")),
)
SETTINGS = (
    Fault("not YAML", edit(CONFIG, "nav:", "nav: ["), (f"{CONFIG}:", "broken YAML")),
    Fault("missing", remove(CONFIG), (f"{CONFIG}: cannot be read: No such file or directory.",)),
    Fault("bytes", write(CONFIG, b"\xff\xfe"), (f"{CONFIG}: cannot be read:", "0xff")),
    Fault("setting", edit(CONFIG, "nav:\n", "nev:\n"), (f"{CONFIG}:", "unknown setting 'nev'.", "Did you mean 'nav'?")),
    Fault(
        "twice",
        edit(CONFIG, "site_name: Small\n", "site_name: A\nsite_name: B\n"),
        (f"{CONFIG}:2:", "'site_name' stands twice"),
    ),
    Fault(
        "navigation", edit(CONFIG, "- two.md", "- tow.md"), (f"{CONFIG}: the navigation names 'tow.md'", "'two.md'?"), 2
    ),
    Fault("left out", edit(CONFIG, "  - three.md\n", ""), (f"{THREE}: not in the navigation of {CONFIG}.",)),
    Fault(
        "shape of tags",
        edit(CONFIG, TAGS, "tag_list: [retrieval]"),
        (f"{CONFIG}:", "'tag_list' is a list; expected a mapping"),
    ),
    Fault(
        "shape of extra",
        edit(CONFIG, f"extra:\n  {TAGS}", "extra: none"),
        (f"{CONFIG}:", "'extra' is 'none'; expected a mapping"),
    ),
    Fault(
        "shape of plugins",
        edit(CONFIG, "plugins:\n", "plugins: none\nothers:\n"),
        (f"{CONFIG}:", "'plugins' is 'none'; expected a list"),
    ),
    Fault(
        "shape of moves",
        edit(CONFIG, "redirect_maps: {}", "redirect_maps: [a]"),
        (f"{CONFIG}:", "'redirect_maps' is a list; expected"),
    ),
    Fault(
        "move",
        edit(CONFIG, "redirect_maps: {}", "redirect_maps: {old.md: tow.md}"),
        (f"{CONFIG}:", "'tow.md', which is no file", "'two.md'?"),
    ),
    Fault(
        "macros",
        edit(CONFIG, "scripts.pages.macros]", "scripts.pages.makros]"),
        (f"{CONFIG}:", "No module named 'scripts.pages.makros'"),
    ),
    Fault(
        "extension",
        both(edit(CONFIG, "- def_list", "- def_lst")),
        (f"{CONFIG}: the Markdown extension 'def_lst' cannot be loaded",),
    ),
    Fault(
        "option",
        edit(CONFIG, "permalink: true", "permalnk: true"),
        (f"{CONFIG}:", "'toc' cannot be loaded: it takes no option 'permalnk'"),
    ),
    Fault(
        "stylesheet",
        edit(CONFIG, "/book.css", "/bok.css"),
        (f"{CONFIG}: extra_css names", "no file", "stylesheets/book.css'?"),
    ),
    Fault(
        "script",
        edit(CONFIG, "/main.js", "/man.js"),
        (f"{CONFIG}: extra_javascript names", "no file", "javascripts/main.js'?"),
    ),
    Fault("no docs", remove("docs"), ("docs: there is no such folder; expected the chapters in it.",)),
)


def test_the_whole_project_is_whole(texts: Project, check: Check) -> None:
    status, said = check(texts)
    assert (status, said.partition(",")[0]) == (0, "0 problems")


@each([*FRONT_MATTER, *TEXT, *DIAGRAMS, *ESTIMATES, *DATA, *SETTINGS])
def test_a_fault_is_told(texts: Project, check: Check, fault: Fault) -> None:
    _told(texts, check, fault)


@each(CASES)
def test_a_fault_beside_a_case_is_told(case: Project, check: Check, fault: Fault) -> None:
    assert check(case)[0] == 0
    _told(case, check, fault)


def _told(project: Project, check: Check, fault: Fault) -> None:
    fault.breaks(project)
    status, said = check(project)
    assert status == 1
    assert fault.missing(said) == [], said
    assert str(project.root) not in said
    count = re.search(r"^([\d,]+) problem", said, re.MULTILINE)
    assert count, said
    if fault.count is not None:
        assert int(count[1]) == fault.count, said


@each([FRONT_MATTER[0], TEXT[0], DIAGRAMS[0], ESTIMATES[0], DATA[0], SETTINGS[0]])
def test_the_check_is_a_command(project: Project, fault: Fault) -> None:
    fault.breaks(project)
    ended = project.run("scripts.checks.content")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert fault.missing(ended.stdout) == [], ended.stdout
    assert project.kept


@pytest.mark.parametrize("path", [ONE, ESTIMATE, "docs/glossary.yml"])
def test_a_file_that_may_not_be_read_is_one_problem(
    texts: Project, check: Check, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    read = Path.read_bytes

    def refused(file: Path) -> bytes:
        if file == texts.root / path:
            raise PermissionError(13, "Permission denied", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refused)
    status, said = check(texts)
    assert status == 1
    assert said.startswith(f"{path}: cannot be read: Permission denied.\n1 problem")


def test_faults_in_several_files_are_told_in_one_run(texts: Project, check: Check) -> None:
    names = {"title", "unit of a result", "cards", "rubric: sum", "drill: unit"}
    broken = [fault for fault in (*FRONT_MATTER, *ESTIMATES, *DATA) if fault.name in names]
    for fault in broken:
        fault.breaks(texts)
    edit(THREE, '"card_price"', '"card_prize"')(texts)
    status, said = check(texts)
    assert status == 1
    assert [fault.missing(said) for fault in broken] == [[]] * len(names), said
    assert "\n6 problems, " in said
