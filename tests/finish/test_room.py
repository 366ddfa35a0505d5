"""What the practice room gets: every case with its prompt, what is asked and what counts, and places that exist."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from scripts.content.model import Content
from scripts.content.steps import SLUGS
from scripts.finish import exports, room
from tests.conftest import SmallSite, free_kinds
from tests.content.test_practice import sheet
from tests.content.test_questions import follow_ups
from tests.content.test_rubric import RUBRIC

PAGE = """<!doctype html><html><body><article><h1 id="chat">Chat</h1><p>First.</p>
<h2 id="prompt">The prompt<a class="headerlink" href="#prompt">¶</a></h2>
<p class="x">Interviewer: "Design <a class="term" href="../../glossary/#chat">it</a>."</p>
<ul id="list"><li class="y">Today it hurts.</li></ul>
<p>See <a href="#numbers">below</a> and <a href="https://example.org/a">there</a>.</p>
<h2 id="requirements">1 Requirements</h2><p>Nothing of this.</p></article></body></html>"""


def test_a_prompt_is_its_section_without_ids_and_with_links_from_the_root() -> None:
    assert room.prompt(PAGE, "cases/chat/") == (
        '<p>Interviewer: "Design <a href="glossary/#chat">it</a>."</p>'
        "<ul><li>Today it hurts.</li></ul>"
        '<p>See <a href="cases/chat/#numbers">below</a> and <a href="https://example.org/a">there</a>.</p>'
    )
    assert room.prompt("<h1>Chat</h1><p>No such section.</p>", "cases/chat/") == ""


@pytest.fixture
def small_room(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """Return a site with one case that can be attempted, one chapter that calls itself a case, and the room."""
    free_kinds(monkeypatch, decides=False)
    for name in ("chat", "bare"):
        text = small.chapter(name.capitalize(), "## Part { #part }\n\nText.\n").replace("kind: page", "kind: case")
        small.write(f"docs/cases/{name}/index.md", text)
    decided = "".join(f"  {slug}: We decide {slug}.\n" for slug in SLUGS)
    monkeypatch.setattr("scripts.content.rules.chapter.check_decisions", lambda *_: None)
    small.edit("docs/cases/chat/index.md", "tags: [retrieval]\n", f"tags: [retrieval]\ndecisions:\n{decided}")
    small.write("docs/cases/chat/questions.yml", follow_ups())
    small.write("docs/cases/chat/practice.yml", sheet())
    small.write("docs/practice/rubric.yml", RUBRIC)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - cases/chat/index.md\n  - cases/bare/index.md\n")
    small.edit("docs/two.md", "Text.", "{{ room() }}")
    small.write("out/cases/chat/index.html", PAGE)
    return small


def test_the_room_gets_the_cases_that_can_be_attempted(small_room: SmallSite) -> None:
    out = small_room.root / "out"
    content = small_room.load()
    exports.write(content, small_room.root / "docs", out, "https://example.org/", whole=False)
    data = json.loads((out / "room.json").read_text(encoding="utf-8"))
    assert list(data) == ["version", "steps", "floating", "rubric", "cases"]
    assert (data["version"], data["floating"], len(data["steps"])) == (1, 5, 7)
    assert data["steps"][3] == {
        "slug": "model-development",
        "title": "Model development",
        "number": 4,
        "minutes": {"45": 9, "60": 12},
        "yields": "two candidates compared, one chosen, its stages and settings",
        "url": "",
    }
    assert data["rubric"]["levels"][0]["needs"] == [{"grade": 3, "of": ["scope", "model"], "count": 2}]
    [case] = data["cases"]
    assert [case[name] for name in ("slug", "title", "url", "difficulty")] == ["chat", "Chat", "cases/chat/", "easy"]
    assert case["prompt"].startswith('<p>Interviewer: "Design <a href="glossary/#chat">it</a>."</p>')
    assert case["asked"] == dict.fromkeys(SLUGS, 2)
    sheet = json.loads((out / "cases/chat/practice.json").read_text(encoding="utf-8"))
    assert list(sheet) == ["version", "asks", "covers", "decisions", "follow_ups", "blocks"]
    of_evaluation = {name: sheet[name]["evaluation"] for name in ("asks", "covers", "decisions", "follow_ups")}
    assert of_evaluation == {
        "asks": ["What would you decide first in evaluation?", "Tell me what you give up in evaluation."],
        "covers": [{"what": f"Decides part {n} of evaluation and why", "at": "part"} for n in range(3)],
        "decisions": "We decide evaluation.",
        "follow_ups": [
            {"id": f"question-{n}", "question": f"What is asked as number {n}?", "level": level, "tier": tier}
            for n, level, tier in ((4, "senior", "tricky"), (11, "staff", "often-wrong"))
        ],
    }
    assert list(sheet["asks"]) == list(SLUGS)
    assert sheet["blocks"][2] == {
        "name": "Block 2",
        "words": ["part 2", "box 2"],
        "at": "part",
        "why": "Nothing of all this would work without it.",
        "core": False,
    }


def test_a_site_without_a_room_gets_no_file(small: SmallSite) -> None:
    (small.root / "out").mkdir()
    exports.write(small.load(), small.root / "docs", small.root / "out", "https://example.org/")
    assert not (small.root / "out/room.json").exists()


@pytest.fixture(scope="module")
def data(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "room.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def sheets(site: Path, data: dict[str, Any]) -> dict[str, Any]:
    """Return what stands beside each case, by its name."""
    files = {case["slug"]: site / case["url"] / "practice.json" for case in data["cases"]}
    return {name: json.loads(file.read_text(encoding="utf-8")) for name, file in files.items()}


def test_every_case_of_the_site_can_be_attempted(
    content: Content, data: dict[str, Any], sheets: dict[str, Any]
) -> None:
    cases = content.of_kind("case")
    assert [case["url"] for case in data["cases"]] == [case.url for case in cases]
    for case, chapter in zip(data["cases"], cases, strict=True):
        assert len(re.sub(r"<[^>]*>", "", case["prompt"])) > 60, case["slug"]
        assert not re.search(r'\b(id|class)="|\{\{', case["prompt"]), case["slug"]
        sheet = sheets[case["slug"]]
        asked = [question["id"] for step in sheet["follow_ups"].values() for question in step]
        assert sorted(asked) == sorted(question.id for question in chapter.questions)
        assert all(sheet["decisions"].values())
        assert sum(case["asked"].values()) == len(asked)


def test_every_place_is_on_its_published_page(site: Path, data: dict[str, Any], sheets: dict[str, Any]) -> None:
    for case in data["cases"]:
        page = (site / case["url"] / "index.html").read_text(encoding="utf-8")
        ids = {unescape(name) for name in re.findall(r'\bid="?([^\s">]+)', page)}
        sheet = sheets[case["slug"]]
        points = [point["at"] for step in sheet["covers"].values() for point in step]
        places = {*points, *(block["at"] for block in sheet["blocks"])}
        assert places <= ids, case["slug"]
    for step in data["steps"]:
        assert (site / step["url"] / "index.html").is_file()


def test_the_page_of_the_room_says_what_it_needs_and_names_its_file(site: Path) -> None:
    page = (site / "practice/room/index.html").read_text(encoding="utf-8")
    found = re.search(r'<pc-room [^>]*data-room="?([^\s">]+)', page)
    assert found is not None
    assert (site / "practice/room" / found.group(1)).resolve().is_file()
    assert "The room needs a script" in page


def test_the_page_of_the_rubric_shows_every_grade_and_its_sum(site: Path, content: Content) -> None:
    page = unescape((site / "practice/rubric/index.html").read_text(encoding="utf-8"))
    assert content.rubric is not None
    for dimension in content.rubric.dimensions:
        assert re.search(rf'<h3[^>]* id="?{dimension.name}\b', page), dimension.name
        assert all(text in page for text in dimension.grades), dimension.name
    assert "= 315, and 315 ÷ 4 = 78.75 points" in page
    assert "Senior lacks 3 in data and operations." in page
