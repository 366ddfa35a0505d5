"""What an author sees under `make serve`: the edit, soon, and no page that still shows what was before."""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import json
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import scripts.adapters.mkdocs
import scripts.finish
from scripts.bench import preview, sites
from scripts.content.chapters import questions
from scripts.content.estimates.estimate import Estimate
from scripts.content.model import Content
from scripts.preview import __main__ as command
from scripts.preview import overlay, stale, worker
from scripts.preview.builder import Answer, Builder
from scripts.preview.server import PortError, PreviewServer
from scripts.preview.stale import Printed
from tests.conftest import ROOT, SmallSite, free_kinds
from tests.content.test_practice import sheet

ALL = None


class Built:
    """A preview that builds nothing, to see which pages it would write anew."""

    def __init__(self, small: SmallSite) -> None:
        self._small = small
        self._printed = Printed()
        self.stale()

    def stale(self, content: Content | None = None) -> set[str] | None:
        """Return the pages to write anew since the last call, None for all, and take them as written."""
        found = self._printed.stale(self._small.root, content or self._small.load())
        self._printed.keep()
        return found

    def failed(self) -> set[str] | None:
        """Return the same where the build then fails."""
        return self._printed.stale(self._small.root, self._small.load())


@pytest.fixture
def built(small: SmallSite) -> Built:
    return Built(small)


def test_everything_is_written_first_and_nothing_without_an_edit(small: SmallSite, built: Built) -> None:
    assert Printed().stale(small.root, small.load()) is ALL
    assert built.stale() == set()


def test_text_concerns_its_own_page(small: SmallSite, built: Built) -> None:
    small.edit("docs/two.md", "Text.", "Other text.")
    assert built.stale() == {"two.md"}


def test_a_page_stays_to_be_written_until_a_build_succeeds(small: SmallSite, built: Built) -> None:
    small.edit("docs/two.md", "Text.", "Other text.")
    assert built.failed() == {"two.md"}
    small.edit("docs/one.md", "Text.", "Other text.")
    assert built.failed() == {"one.md", "two.md"}
    assert built.stale() == {"one.md", "two.md"}
    assert built.stale() == set()


def test_a_title_stands_in_the_navigation_of_every_page(small: SmallSite, built: Built) -> None:
    small.write("docs/two.md", small.chapter("Another", "Text.\n"))
    assert built.stale() is ALL


def test_a_second_citation_changes_the_count_at_the_first(small: SmallSite, built: Built) -> None:
    small.edit("docs/two.md", "Text.", "Text [@lewis2020retrieval].")
    assert built.stale() == {"index.md", "two.md"}


def test_a_plan_shows_how_long_its_readings_take_and_what_they_are_called(small: SmallSite) -> None:
    small.edit("docs/two.md", "Text.", '{{ study_plan("day") }}')
    item = '{read: "one#part"}'
    plan = f"  - {{name: day, title: A day, intro: Short., days: [{{title: The day, items: [{item}]}}]}}\n"
    small.write("docs/practice/plans.yml", f"roles: [{{name: all, label: All}}]\nplans:\n{plan}")
    built = Built(small)
    small.edit("docs/one.md", "Text.", "Text and more of it.")
    assert built.stale() == {"one.md"}
    small.edit("docs/one.md", "## Part {", "## Piece {")
    assert built.stale() == {"one.md", "two.md"}
    small.edit("docs/one.md", "Text and", "word " * 1000)
    assert built.stale() == {"one.md", "two.md"}


def test_the_decks_show_how_many_cards_they_have(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    free_kinds(monkeypatch, decides=False)
    monkeypatch.setattr(questions, "MIN_QUESTIONS", 0)
    monkeypatch.setattr(questions, "_check_coverage", lambda *_: None)
    row = (
        "- {{id: q{0}, step: evaluation, level: mid, tier: asked, question: 'What is asked as {0}?', answer: '{1}'}}\n"
    )
    small.write("docs/chat/index.md", small.chapter("Chat", "Text.\n").replace("kind: page", "kind: case"))
    small.write("docs/chat/questions.yml", row.format(1, "word " * 60))
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - chat/index.md\n")
    small.edit("docs/two.md", "Text.", "{{ flashcards() }} {{ flashcard_decks() }}")
    built = Built(small)
    small.write("docs/chat/questions.yml", row.format(1, "word " * 60) + row.format(2, "word " * 61))
    assert built.stale() == {"chat/index.md", "two.md"}


def test_the_room_shows_what_is_asked_of_a_case(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    free_kinds(monkeypatch, decides=False)
    small.write("docs/chat/index.md", small.chapter("Chat", "## Part { #part }\n").replace("kind: page", "kind: case"))
    small.write("docs/chat/practice.yml", sheet())
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - chat/index.md\n")
    small.edit("docs/two.md", "Text.", "{{ room() }}")
    built = Built(small)
    small.edit("docs/chat/practice.yml", "decide first in evaluation", "decide last in evaluation")
    assert built.stale() == {"two.md"}


class NoPicture:
    """A picture that shows nothing, to see what a page prints beside it."""

    def __init__(self, graph: Any) -> None: ...

    def of(self, chapter: str) -> None: ...


def test_a_link_shows_on_the_page_it_leads_to(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stale, "Neighborhoods", NoPicture)
    built = Built(small)
    small.edit("docs/two.md", "Text.", "[One](one.md).")
    assert built.stale() == {"one.md", "two.md"}


def test_a_reason_shows_on_the_page_it_recommends(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stale, "Neighborhoods", NoPicture)
    related = "related:\n  - {{ to: one, why: It says it {} than we do. }}\n"
    small.write("docs/two.md", small.chapter("Two", "Text.\n", more=related.format("shorter")))
    built = Built(small)
    small.write("docs/two.md", small.chapter("Two", "Text.\n", more=related.format("better")))
    assert built.stale() == {"one.md", "two.md"}


def test_a_figure_shows_on_its_own_page(small: SmallSite) -> None:
    def with_estimate(*results: Any) -> Content:
        content = small.load()
        two = dataclasses.replace(content.chapters["two"], estimate=Estimate((), results, {}, {}))
        return dataclasses.replace(content, chapters={**content.chapters, "two": two})

    built = Built(small)
    built.stale(with_estimate("10 users"))
    assert built.stale(with_estimate("10 users")) == set()
    assert built.stale(with_estimate("20 users")) == {"two.md"}


def test_a_template_concerns_every_page_and_a_stylesheet_none(small: SmallSite) -> None:
    small.write("docs/assets/stylesheets/book.css", "p { color: blue }")
    small.write("overrides/main.html", "<p>")
    built = Built(small)
    small.write("docs/assets/stylesheets/book.css", "p { color: red }")
    assert built.stale() == set()
    small.write("overrides/main.html", "<p><p>")
    assert built.stale() is ALL


def test_a_file_that_appears_or_goes_means_a_new_site(small: SmallSite, built: Built) -> None:
    small.write("docs/assets/images/a.svg", "<svg/>")
    assert built.stale() is ALL
    (small.root / "docs/assets/images/a.svg").unlink()
    assert built.stale() is ALL


# The page


def test_problems_are_listed_with_their_places_and_nothing_in_them_is_markup() -> None:
    listed = overlay.problems(["docs/one.md:3: <b>no</b>.", "overrides/main.html:2: nor this.", "Nowhere: that."])
    assert "<summary>3 problems; the pages are the last good version</summary>" in listed
    assert "<li><code>docs/one.md:3</code> &lt;b&gt;no&lt;/b&gt;.</li>" in listed
    assert "<li><code>overrides/main.html:2</code> nor this.</li>" in listed
    assert "<li>Nowhere: that.</li>" in listed
    assert overlay.problems([]) == ""
    assert "1 problem; no page could be built yet" in overlay.problems(["No."], good=False)


def test_the_list_and_the_script_stand_at_the_end_of_the_page() -> None:
    page = overlay.added("<html><body><p>Text.</p></body></html>", "7-1", "<p>listed</p>")
    assert page.startswith("<html><body><p>Text.</p><preview-problems")
    assert '<template shadowrootmode="open"><p>listed</p></template>' in page
    assert page.endswith('<script src="/__preview/client.js" data-site="7-1" defer></script></body></html>')
    assert "<template" not in overlay.added("<p>No end", "7-1", "")


# The server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    (tmp_path / "site/one").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("<body>Home, good.</body>", encoding="utf-8")
    (tmp_path / "site/one/index.html").write_text("<body>One, good.</body>", encoding="utf-8")
    (tmp_path / "site/404.html").write_text("<body>Not here.</body>", encoding="utf-8")
    (tmp_path / "site/book.css").write_text("p {}", encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    found = PreviewServer(0, tmp_path / "site")
    threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def get(server: PreviewServer, path: str) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return found


def test_the_sitemap_names_the_address_by_which_the_reader_comes(server: PreviewServer) -> None:
    named = f"<loc>{server.address}one/</loc>"
    (server.folder / "sitemap.xml").write_text(named, encoding="utf-8")
    server.tell(Answer(()))
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", "/sitemap.xml", headers={"Host": "workshop.example:9999"})
    answer = connection.getresponse()
    assert answer.getheader("Content-Type", "").startswith("application/xml")
    assert answer.read().decode() == "<loc>http://workshop.example:9999/one/</loc>"
    connection.close()


def test_before_the_first_build_ends_a_page_says_so(server: PreviewServer) -> None:
    status, text, _ = get(server, "/one/")
    assert status == 503
    assert "The first build is at work." in text
    assert "/__preview/client.js" in text
    server.tell(Answer(("docs/one.md:3: no.",)))
    status, text, _ = get(server, "/one/")
    assert status == 503
    assert "<code>docs/one.md:3</code> no." in text


def test_pages_are_served_whole_and_no_cache_keeps_them(server: PreviewServer) -> None:
    server.tell(Answer(()))
    status, text, headers = get(server, "/one/")
    assert (status, "One, good." in text, "<details" in text) == (200, True, False)
    assert headers["cache-control"] == "no-store"
    assert get(server, "/book.css")[:2] == (200, "p {}")
    assert get(server, "/one")[2]["location"].endswith("/one/")
    assert "addEventListener" in get(server, "/__preview/client.js")[1]


@pytest.mark.parametrize("path", ["/gone/", "/gone.css", "/../secret.html", "/%2e%2e/secret.html", "/one/index.html/"])
def test_what_is_not_there_is_answered_by_the_sites_own_page(server: PreviewServer, path: str) -> None:
    server.tell(Answer(()))
    status, text, _ = get(server, path)
    assert status == 404
    assert "Not here." in text


def test_after_a_problem_the_last_good_page_is_served_with_the_problem(server: PreviewServer) -> None:
    server.tell(Answer(()))
    server.tell(Answer(("docs/one.md:3: no.", "docs/two.md:4: nor this.")))
    status, text, _ = get(server, "/one/")
    assert (status, "One, good." in text) == (200, True)
    assert "2 problems; the pages are the last good version" in text
    assert "<code>docs/two.md:4</code> nor this." in text
    server.tell(Answer(()))
    assert "problems;" not in get(server, "/one/")[1]


def test_an_open_page_is_told_of_each_build(server: PreviewServer) -> None:
    server.tell(Answer(()))
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", "/__preview/events")
    stream = connection.getresponse()
    told: queue.Queue[dict[str, str]] = queue.Queue()

    def listen() -> None:
        with contextlib.suppress(OSError):  # the connection is closed at the end
            while line := stream.readline():
                if line.startswith(b"data: "):
                    told.put(json.loads(line[6:]))

    threading.Thread(target=listen, daemon=True).start()
    first = told.get(timeout=10)
    server.tell(Answer(("docs/one.md:3: no.",)))
    broken = told.get(timeout=10)
    server.tell(Answer(()))
    repaired = told.get(timeout=10)
    connection.close()
    assert (first["problems"], repaired["problems"]) == ("", "")
    assert "docs/one.md:3" in broken["problems"]
    assert first["site"] == broken["site"] != repaired["site"]


def test_a_port_that_is_taken_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert command.main([str(port)]) == 1
    expected = f"Port {port} is taken by another program; choose another one: make serve PORT={port + 1}\n"
    assert capsys.readouterr() == ("", expected)


@pytest.mark.parametrize("text", ["", "eighty", "0", "65536", "-1", "8000.0", "８０００"])
def test_a_port_that_is_none_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([text]) == 1
    err = capsys.readouterr().err
    assert err == f"PORT is '{text}'; expected a number from 1 to 65535: make serve PORT=8001\n"


def test_a_port_that_may_not_be_used_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(self: socket.socket, address: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(PortError, match=r"^Port 81 cannot be used \(Permission denied\); choose another one"):
        PreviewServer(81, tmp_path)


# The process that builds


@pytest.fixture
def builds(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, Any]]:
    """Return a worker's build whose generator and finish step write nothing; `written` says what they were asked."""
    monkeypatch.setattr(scripts.adapters.mkdocs, "build", lambda *_, only, **__: written.append(only))
    monkeypatch.setattr(scripts.finish, "finish", lambda *_, **__: None)
    written.clear()
    return worker.builder(small.root, small.root / ".cache/preview", "http://localhost:1/")


written: list[set[str] | None] = []


def test_a_worker_goes_on_after_every_kind_of_error(
    small: SmallSite, builds: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert builds()["problems"] == []
    small.edit("docs/two.md", "difficulty: easy", "difficulty: eazy")
    assert builds()["problems"][0].startswith("docs/two.md:5: ")
    small.edit("docs/two.md", "difficulty: eazy", "difficulty: easy")
    assert builds()["problems"] == []
    small.edit("mkdocs.yml", "nav:", "nav: [")
    assert builds()["problems"][0].startswith("mkdocs.yml:")
    small.edit("mkdocs.yml", "nav: [", "nav:")
    (small.root / "docs/one.md").rename(small.root / "one.md")
    assert any("one.md" in problem for problem in builds()["problems"])
    (small.root / "one.md").rename(small.root / "docs/one.md")
    with monkeypatch.context() as patch:
        for error in (RuntimeError("ours"), SystemExit(100), RecursionError()):
            patch.setattr(scripts.adapters.mkdocs, "build", lambda *_, error=error, **__: (_ for _ in ()).throw(error))
            small.edit("docs/two.md", "ext.", "ext ext.")
            [problem] = builds()["problems"]
            assert type(error).__name__ in problem
    written.clear()
    assert builds()["problems"] == []


def test_gaps_are_told_in_one_line(small: SmallSite, builds: Callable[[], dict[str, Any]]) -> None:
    small.edit("docs/two.md", "Text.", "GAP: one.\n\nGAP: two.")
    small.edit("docs/one.md", "Text.", "GAP: three.")
    answer = builds()
    assert answer["problems"] == []
    assert answer["gaps"].startswith("3 gaps in 2 files; `make check` lists them")
    assert "\n" not in answer["gaps"]


def process(root: Path, code: str) -> Builder:
    (root / "fake_worker.py").write_text(code, encoding="utf-8")
    return Builder(root, root / "folder", "http://localhost:1/", command="fake_worker")


ANSWER = 'print(\'{"problems": [], "gaps": "", "pages": %s, "seconds": 0.5}\', flush=True)'


def test_a_worker_that_ends_is_started_again(tmp_path: Path) -> None:
    once = "import os, sys\nfor line in sys.stdin:\n  if not os.path.exists('seen'): open('seen', 'w'); sys.exit(7)\n  "
    builder = process(tmp_path, once + ANSWER % 3)
    try:
        assert builder.build().problems == ("The building process ended with status 7; the next edit tries again.",)
        assert builder.build() == Answer((), "", 3, 0.5)
    finally:
        builder.stop()


def test_a_worker_that_hangs_is_stopped(tmp_path: Path) -> None:
    builder = process(tmp_path, "import time\ntime.sleep(60)\n")
    began = time.monotonic()
    assert builder.build(patience=0.3).problems == (
        "The build did not end within 0 s and was stopped; the next edit tries again.",
    )
    assert time.monotonic() - began < 10


def test_edited_code_is_read_by_a_new_process(tmp_path: Path) -> None:
    builder = process(tmp_path, f"import sys\nfor line in sys.stdin: {ANSWER % 1}\n")
    try:
        assert builder.build().pages == 1
        (tmp_path / "fake_worker.py").write_text(f"import sys\nfor line in sys.stdin: {ANSWER % 22}\n")
        assert builder.build().pages == 1
        assert builder.build(fresh=True).pages == 22
    finally:
        builder.stop()


def test_code_that_does_not_start_is_a_problem_and_no_end(tmp_path: Path) -> None:
    for name in ("scripts/__init__.py", "scripts/preview/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "scripts/preview/worker.py").write_bytes((ROOT / "scripts/preview/worker.py").read_bytes())
    (tmp_path / "scripts/failure.py").write_text("def broken(:\n", encoding="utf-8")
    builder = Builder(tmp_path, tmp_path / "folder", "http://localhost:1/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tmp_path))
        try:
            [problem] = builder.build().problems
        finally:
            builder.stop()
    assert problem.startswith("scripts/failure.py:1: the code that builds the pages does not start")


# The command


def test_edits_of_text_templates_code_and_settings_are_seen(small: SmallSite) -> None:
    small.write("overrides/main.html", "<p>")
    small.write("scripts/x.py", "")
    seen: queue.Queue[set[str]] = queue.Queue()

    def follow() -> None:
        for changed in command.edits(small.root):
            seen.put({path.relative_to(small.root).as_posix() for path in changed})

    threading.Thread(target=follow, daemon=True).start()
    assert seen.get(timeout=10) == set()
    time.sleep(0.5)  # until the folders are watched
    for path in ("docs/two.md", "overrides/main.html", "scripts/x.py", "mkdocs.yml"):
        replacement = small.root / "docs.tmp"
        replacement.write_text((small.root / path).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        replacement.rename(small.root / path)  # as editors save
        assert path in seen.get(timeout=10)


def test_a_build_prints_few_lines_and_the_address_last(server: PreviewServer) -> None:
    address = server.address
    gaps = "65 gaps in 3 files; `make check` lists them."
    answer = Answer((), gaps, 43, 5.26)
    assert command.report(answer, server, "") == f"{gaps}\n43 pages in 5.3 s, at {address}"
    assert command.report(answer, server, gaps) == f"43 pages in 5.3 s, at {address}"
    server.tell(answer)
    many = Answer(tuple(f"docs/one.md:{line}: no." for line in range(1, 13)))
    lines = command.report(many, server, "").splitlines()
    assert lines[9] == "docs/one.md:10: no."
    assert lines[10:] == ["… and 2 more.", f"12 problems; the last good version is at {address}"]


@pytest.mark.long
def test_a_preview_shows_an_edit_beside_the_chapter_goes_on_after_an_error_and_keeps_the_navigation(
    tmp_path: Path,
) -> None:
    project = sites.copy(tmp_path, "project")
    with preview.started(project) as address:
        page = f"{address}/cases/smart-compose/"
        preview.shown(page, "Follow-ups")
        chapter = project / "docs/cases/smart-compose/index.md"
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace("difficulty: ", "dificulty: "), encoding="utf-8")
        broken = preview.shown(page, "unknown field")
        assert "<code>docs/cases/smart-compose/index.md:" in broken
        assert "Follow-ups" in broken
        chapter.write_text(text, encoding="utf-8")
        questions = project / "docs/cases/smart-compose/questions.yml"
        questions.write_text(questions.read_text().replace("question: ", "question: Zanzibar ", 1))
        repaired = preview.shown(page, "Zanzibar")
        assert "ML framing" in repaired
        preview.gone(page, "unknown field")


def test_the_preview_ends_without_leaving_anything(small: SmallSite) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    small.write("mkdocs.yml", "site_name: [\n")
    server = subprocess.Popen(
        [sys.executable, "-m", "scripts.preview", str(port)],
        cwd=small.root,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    lines = [server.stdout.readline() for _ in range(3)]
    server.terminate()
    assert server.wait(timeout=20) == 0
    assert lines[0] == "Building the pages …\n"
    assert lines[1].startswith("mkdocs.yml:2: broken YAML")
    assert lines[2] == f"1 problem; nothing but these problems is at http://localhost:{port}/\n"
    assert server.stdout.read().strip() == ""
    assert not (small.root / f".cache/preview/{port}").exists()
