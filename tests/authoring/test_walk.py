"""The walk that CONTRIBUTING.md describes, step by step, on a copy of the real site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts.authoring import move, new_chapter
from scripts.checks import addresses, links
from scripts.checks import content as content_check
from scripts.checks.pages import read_site
from scripts.content import model
from scripts.content.chapters.chapter import address_of
from scripts.content.chapters.questions import Question
from scripts.content.model import Content
from scripts.diagrams import snapshots
from tests.authoring.filled import (
    Filler,
    append,
    cite,
    edit,
    fill_chapter,
    fill_interview,
    fill_questions,
    fill_short,
)
from tests.conftest import ROOT

CASE, CONCEPT = "cases/walked-case", "concepts/walked-concept"
SOURCE = """
@article{walker2026walk,
  title = {A Walk Through Every Step},
  author = {Walker, Ann},
  journal = {Journal of Steps},
  year = {2026},
  doi = {10.1000/182}
}
"""
TERM = f"""- term: walked path
  definition: A path that somebody has walked from its first step to its last, so that others find it.
  explained: {CONCEPT}#mechanism
"""
DIAGRAM = """```mermaid
flowchart TD
    accTitle: One more
    accDescr: One step leads to the next.
    first([Author]) --> second[Next step]
```

"""
FIGURE = """  - name: walks
    label: Walks a month
    unit: request/month
    formula: users * requests_per_user
    explain: It shows a figure that was added.
"""
FOLLOW_UP = """
- id: added-on-the-walk
  step: requirements
  level: mid
  tier: asked
  question: What would you ask on this walk?
  answer: >-
    {answer}
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, as a clone would be, with what is installed."""
    root = tmp_path_factory.mktemp("walk") / "project"
    ignored = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", ".site-*", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, root, ignore=ignored)
    (root / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    (root / ".venv").symlink_to(sys.prefix)
    return root


def gone(root: Path, content: Content) -> list[str]:
    return [str(problem) for problem in addresses.gone(content, addresses.read_list(root), root)]


@pytest.mark.long
def test_the_documented_walk_ends_green(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    before = model.load(copy)
    assert addresses.main(["--update"]) == 0, "a release, from which on its addresses are kept"
    new_case(copy, before)
    new_concept(copy)
    new_source_and_term(copy)
    content = new_diagram_figure_and_follow_up(copy)
    content = renamed_heading(copy, content)
    content = moved(copy, content)
    content = dropped(copy, content)
    assert len(content.chapters) == len(before.chapters) + 3
    draw(copy, content)
    assert content_check.main([]) == 0
    built(copy, content)


def new_case(root: Path, before: Content) -> None:
    """Start a case, see its gaps, fill them."""
    new_chapter.start(root, "case", "walked-case")
    assert len(model.load(root, allow_gaps=True).gaps) > 50
    folder, filler = root / "docs" / CASE, Filler("completion")
    said = f"{cite(list(before.sources)[:10])} {{{{ value('requests') }}}}"
    fill_chapter(folder / "index.md", filler, sentences=15, first=said)
    fill_questions(folder / "questions.yml", filler)
    fill_short(folder / "estimate.yml", filler)
    fill_short(folder / "practice.yml", Filler("practice"))
    fill_interview(folder / "interview.md", Filler("talking"))
    fill_short(root / "docs/cases/cards.yml", filler)
    content = model.load(root)
    case = content.chapters[CASE]
    assert len(case.questions) == 14
    assert case.practice is not None
    assert len(case.practice.blocks) == 7
    assert len(case.diagrams) == 4
    assert len(case.cited) == 10
    assert len(content.decisions("evaluation")) == len(before.decisions("evaluation")) + 1
    assert [card.slug for card in content.cards] == [*(card.slug for card in before.cards), "walked-case"]


def new_concept(root: Path) -> None:
    """Start a concept and link the case to it."""
    new_chapter.start(root, "concept", "walked-concept")
    filler, folder = Filler("compression"), root / "docs/concepts"
    fill_chapter(root / "docs" / f"{CONCEPT}.md", filler, sentences=13)
    fill_short(folder / "walked-concept.estimate.yml", filler)
    edit(folder / "code/walked_concept.py", "GAP: a program that computes", "It computes")
    link = "See [it](../../concepts/walked-concept.md#options)."
    edit(root / "docs" / CASE / "index.md", "{{ estimate() }}", f"{link}\n\n{{{{ estimate() }}}}")
    content = model.load(root)
    assert [chapter.id for chapter in content.used_by(CONCEPT)] == [CASE]


def new_source_and_term(root: Path) -> None:
    """Add a source and cite it; add a term that the concept explains."""
    append(root / "docs/references.bib", SOURCE)
    edit(root / "docs" / f"{CONCEPT}.md", "## Options", "So says [@walker2026walk] of each walked path.\n\n## Options")
    append(root / "docs/glossary.yml", TERM)
    content = model.load(root)
    assert [chapter.id for chapter in content.citing["walker2026walk"]] == [CONCEPT]
    assert content.sources["walker2026walk"].label == "Walker, 2026"
    assert content.terms[-1].anchor == "walked-path"


def new_diagram_figure_and_follow_up(root: Path) -> Content:
    """Add one of each."""
    edit(root / "docs" / f"{CONCEPT}.md", "## Failure modes", f"{DIAGRAM}## Failure modes")
    edit(root / "docs" / CASE / "estimate.yml", "plots:\n", f"{FIGURE}plots:\n")
    edit(root / "docs" / CASE / "index.md", "## Levels", '{{ value("walks") }} are many.\n\n## Levels')
    append(root / "docs" / CASE / "questions.yml", FOLLOW_UP.format(answer=Filler("walking").prose(4)))
    content = model.load(root)
    assert len(content.chapters[CONCEPT].diagrams) == 2
    estimate = content.chapters[CASE].estimate
    assert estimate is not None
    assert set(estimate.values) == {"users", "requests_per_user", "stages", "requests", "wait", "walks"}
    assert len(content.chapters[CASE].questions) == 15
    return content


def renamed_heading(root: Path, content: Content) -> Content:
    """Give a heading another id: refused until it keeps the old one, with the line to write."""
    published = addresses.read_list(root)
    chapter, heading = next(
        (chapter, heading)
        for chapter in content.of_kind("concept")
        for heading in chapter.document.headings
        if f"{chapter.url}#{heading.anchor}" in published
        and heading.anchor not in {*chapter.kind.sections, *(chapter.fields.asked.skip if chapter.fields.asked else ())}
    )
    file = root / "docs" / chapter.path
    lines = file.read_text(encoding="utf-8").split("\n")
    line = lines[heading.line - 1]
    lines[heading.line - 1] = line.replace(f"#{heading.anchor} ", "#called-anew ")
    file.write_text("\n".join(lines), encoding="utf-8")
    found, _ = model.examine(root)
    [problem] = gone(root, found)
    kept = line.replace(f"#{heading.anchor} ", f'#called-anew was="{heading.anchor}" ')
    assert problem == (
        f"docs/{chapter.path}:{heading.line}: the id '{heading.anchor}' was published and is gone; "
        f"expected it to be kept by the heading that took its place: '{kept}'."
    )
    edit(file, lines[heading.line - 1], kept)
    content = model.load(root)
    assert gone(root, content) == []
    return content


def moved(root: Path, content: Content) -> Content:
    """Move a concept that was published, and the new case with all that is beside it."""
    concept = max(content.of_kind("concept"), key=lambda chapter: len(content.used_by(chapter.id)))
    users = {chapter.id for chapter in content.used_by(concept.id)}
    new = f"concepts/deeper/{concept.name}"
    move.move(root, concept.id, new)
    move.move(root, CASE, "cases/moved-case")
    content = model.load(root)
    assert content.settings.redirects[f"{concept.id}.md"] == f"{new}.md"
    assert content.settings.redirects[f"{CASE}/index.md"] == "cases/moved-case/index.md"
    assert {chapter.id for chapter in content.used_by(new)} == {u.replace(CASE, "cases/moved-case") for u in users}
    assert len(content.chapters["cases/moved-case"].questions) == 15
    assert content.chapters["cases/moved-case"].practice is not None
    assert content.cards[-1].slug == "moved-case"
    assert gone(root, content) == []
    return content


def dropped(root: Path, content: Content) -> Content:
    """Drop a relation and a follow-up that were published; nothing has to be kept of them."""
    chapter = next(chapter for chapter in content.chapters.values() if len(chapter.fields.related) > 3)
    file = root / "docs" / chapter.path
    last = chapter.fields.related[-1]
    text = file.read_text(encoding="utf-8")
    start = text.index(f"  - to: {last.to}\n")
    end = min(found for mark in ("\n---\n", "\ndecisions:") if (found := text.find(mark, start)) > 0) + 1
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    case = next(case for case in content.of_kind("case") if len(case.questions) > 14 and case.name != "moved-case")
    counts = Counter(value for question in case.questions for value in sorting(question))
    spare = next(q for q in case.questions if not q.sources and all(counts[value] > 1 for value in sorting(q)))
    questions = root / "docs" / case.path.with_name("questions.yml")
    items = re.split(r"(?m)^(?=- id: )", questions.read_text(encoding="utf-8"))
    kept = [item for item in items if not item.startswith(f"- id: {spare.id}\n")]
    questions.write_text("".join(kept), encoding="utf-8")
    after = model.load(root)
    assert last.to not in [reference.chapter.id for reference in after.related(chapter.id)]
    assert len(after.chapters[case.id].questions) == len(case.questions) - 1
    assert gone(root, after) == []
    return after


def sorting(question: Question) -> tuple[str, str, str]:
    """Return what follow-ups are sorted by, of which each value must be there."""
    return question.step, question.level, question.tier


def draw(root: Path, content: Content) -> None:
    """Stand for `make diagrams`, which needs a browser: a picture for each diagram, and no other."""
    wanted = {fence.name for fence in snapshots.drawn(content.chapters.values(), root)}
    folder = root / snapshots.FOLDER
    for name in wanted:
        if not (folder / f"{name}.svg").is_file():
            picture = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"></svg>'
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8")
    for file in folder.glob("*.svg"):
        if file.stem not in wanted:
            file.unlink()


def built(root: Path, content: Content) -> None:
    """Build the copy as an author does; what holds of every page of the site holds here."""
    made = subprocess.run(
        [sys.executable, "-m", "scripts.build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    site = root / "site"
    pages = read_site(site)
    moved_pages = {f"{address_of(old)}index.html" for old in content.settings.redirects}
    assert set(pages) == {f"{c.url}index.html" for c in content.chapters.values()} | moved_pages | {"404.html"}
    assert list(links.broken_links(pages, site)) == []
    assert [page.path for page in pages.values() if len(page.ids) != len(set(page.ids))] == []
    case = pages["cases/moved-case/index.html"]
    assert len(case.root.xpath("//details[contains(@class, 'question')]")) == 15
    assert "GAP:" not in case.text
    assert pages["index.html"].root.xpath("//ol[contains(@class, 'pc-cards')]//a[contains(@href, 'moved-case')]")
    assert pages["matrix/index.html"].root.xpath("//tr[@id='moved-case']")
    assert pages["glossary/index.html"].root.xpath("//div[@id='walked-path']")
    assert pages["references/index.html"].root.xpath("//li[@id='walker2026walk']")
