"""nginx.conf, run where nginx is installed on a small site: types, encodings, caching, errors."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from tests.conftest import ROOT

HOSTING = ROOT / "scripts/hosting"
BROTLI = Path("/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf")
FOREVER = "public, max-age=31536000, immutable"
FILES = {
    "index.html": "<p>Home",
    "404.html": "<p>Nothing here",
    "index.md": "# Home",
    "references.bib": "@article{a}",
    "service-worker.js": "1",
    "book/index.html": "<p>Book",
    "assets/stylesheets/site-cf7bebab.css": "p{}",
    "assets/javascripts/core-main-25ITMYCS.js": "2",
    ".secret": "no",
}


def caching(path: str) -> str:
    """Return what nginx.conf says of an address, read from its map."""
    text = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    pattern = re.search(r'^ +"~(.+)" "public', text, re.MULTILINE)
    assert pattern is not None
    return FOREVER if re.search(pattern[1], path) else "no-cache"


@pytest.mark.parametrize(
    "name",
    ["assets/javascripts/bundle.a5f9d56c.min.js", "search.d7933896.json", "assets/fonts/source-serif-4.5584539c.woff2"],
)
def test_a_name_with_a_hash_is_kept_for_good(name: str) -> None:
    assert caching(f"/below/{name}") == FOREVER


@pytest.mark.parametrize(
    "name",
    [
        "service-worker.js",
        "cases/text-to-video/",
        "graph.schema.json",
        "probabilistic-core.apkg",
        "mermaid-fallback.js",
    ],
)
def test_a_name_without_one_is_asked_for_again(name: str) -> None:
    assert caching(f"/{name}") == "no-cache"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Serve the small site with nginx.conf; return what asks it for an address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("no nginx on this machine")
    folder = tmp_path_factory.mktemp("nginx")
    port = _free_port()
    config = _write(folder, port)
    with subprocess.Popen(
        [program, "-e", "stderr", "-c", config, "-g", "daemon off;"], stderr=subprocess.PIPE
    ) as running:
        try:
            _wait(port, running)
            yield lambda path, **headers: _ask(port, path, headers)
        finally:
            running.terminate()


def _write(folder: Path, port: int) -> Path:
    for name, text in FILES.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(text.encode()))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(text.encode()))
    text = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("/tmp/", f"{folder}/"),  # noqa: S108 - what the file says
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("root /srv/site;", f"root {folder}/site;"),
    ):
        assert old in text
        text = text.replace(old, new)
    # A master that is root hands requests to a user who may not read what a test wrote.
    (folder / "nginx.conf").write_text(f"user root;\n{text}" if os.geteuid() == 0 else text)
    (folder / "security-headers.conf").write_text("add_header X-Frame-Options DENY always;\n")
    if BROTLI.is_file():
        (folder / "enabled").mkdir()
        shutil.copy(HOSTING / "brotli.conf", folder / "enabled")
    return folder / "nginx.conf"


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if running.poll() is not None:
            assert running.stderr is not None
            pytest.fail(running.stderr.read().decode())
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def _ask(port: int, path: str, headers: dict[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        headers.pop("method", "GET"), path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, found, response.read())
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.md", "text/markdown; charset=utf-8"),
        ("/references.bib", "application/x-bibtex; charset=utf-8"),
        ("/service-worker.js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_type_and_its_charset_are_said_packed_or_not(ask: Ask, path: str, kind: str) -> None:
    for encodings in ("identity", "gzip"):
        answer = ask(path, Accept_Encoding=encodings)
        assert (answer.status, answer.headers["content-type"]) == (200, kind)


def test_what_the_build_packed_is_sent(ask: Ask) -> None:
    answer = ask("/", Accept_Encoding="gzip")
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.body) == b"<p>Home"
    assert ask("/").body == b"<p>Home"


@pytest.mark.skipif(not BROTLI.is_file(), reason="nginx has no Brotli here")
def test_brotli_comes_first(ask: Ask) -> None:
    answer = ask("/", Accept_Encoding="gzip, deflate, br, zstd")
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == b"<p>Home"


def test_a_hashed_file_is_kept_and_a_page_is_asked_for_again(ask: Ask) -> None:
    for path in ("/assets/stylesheets/site-cf7bebab.css", "/assets/javascripts/core-main-25ITMYCS.js"):
        assert ask(path).headers["cache-control"] == FOREVER
    page = ask("/")
    assert page.headers["cache-control"] == "no-cache"
    assert ask("/", If_None_Match=page.headers["etag"]).status == 304


def test_what_is_missing_gets_the_page_that_says_so_and_is_not_kept(ask: Ask) -> None:
    for path in ("/nothing", "/assets/stylesheets/site-00000000.css", "/.secret", "/404.html"):
        answer = ask(path)
        assert (answer.status, answer.body, answer.headers["cache-control"]) == (404, b"<p>Nothing here", "no-cache")


def test_a_page_without_its_slash_leads_there_on_whatever_host_this_is(ask: Ask) -> None:
    answer = ask("/book")
    assert (answer.status, answer.headers["location"]) == (301, "/book/")


def test_security_headers_stand_on_every_answer(ask: Ask) -> None:
    for path in ("/", "/nothing", "/assets/stylesheets/site-cf7bebab.css"):
        assert ask(path).headers["x-frame-options"] == "DENY"


def test_nothing_but_reading_is_allowed(ask: Ask) -> None:
    assert ask("/", method="HEAD").status == 200
    assert ask("/", method="POST").status == 403
