"""What reading a page costs, with diagrams that come with it and with Mermaid in the browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.diagrams.browser import launch
from scripts.diagrams.snapshots import FOLDER, ROOT

PAGES = {
    "home": "",
    "case": "cases/retrieval-augmented-generation/",
    "step": "framework/system-design/",
    "concept": "concepts/ai-engineering/",
}
_PHONE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "offline": False}
_SLOWER = 4
_WATCH = """
window.diagramSeen = null;
const look = () => {
  const drawing = document.querySelector('figure.diagram svg');
  if (drawing && drawing.getBoundingClientRect().width > 0) window.diagramSeen = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

Built = list[tuple[str, float, int, int]]
Read = list[tuple[object, ...]]


class _Gzipped(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host does: compressed, where that helps."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body, packed = _packed(file)
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@functools.cache
def _packed(file: Path) -> tuple[bytes, bool]:
    data = file.read_bytes()
    if file.suffix in {".woff2", ".png", ".webp", ".gz"}:
        return data, False
    return gzip.compress(data, 9), True


def rows(work: Path) -> tuple[Built, Read]:
    """Build both sites and read the same pages of both."""
    built: Built = []
    read: Read = []
    for kind in ("snapshots", "the browser"):
        project = _copy(work, kind)
        start = time.perf_counter()
        _build(project)
        spent = time.perf_counter() - start
        site = project / "site"
        size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
        built.append((f"diagrams by {kind}", spent, len(list(site.rglob("*.html"))), size // 1000))
        read.extend((name, kind, *_read(site, path)) for name, path in PAGES.items())
    return built, read


def _copy(work: Path, kind: str) -> Path:
    project = work / kind.replace(" ", "-")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(ROOT / name, project / name)
    if kind != "snapshots":
        shutil.rmtree(project / FOLDER)
    return project


def _build(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, env=environment, check=True)


def _read(site: Path, path: str) -> tuple[object, ...]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Gzipped, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright, launch(playwright) as browser:
            return _measure(browser, f"http://127.0.0.1:{server.server_address[1]}/{path}")
    finally:
        server.shutdown()


def _measure(browser: Browser, address: str) -> tuple[object, ...]:
    page = browser.new_context(viewport={"width": 412, "height": 823}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _PHONE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    kinds: dict[str, str] = {}
    weights: Counter[str] = Counter()
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}),
    )
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    if page.locator("figure.diagram").count():
        page.wait_for_function("window.diagramSeen !== null", timeout=60_000)
    seen = page.evaluate("window.diagramSeen")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    named = [weights.pop(kind, 0) for kind in ("Document", "Stylesheet", "Script", "Font")]
    others = sum(weights.values())
    page.context.close()
    return (*[size / 1000 for size in [*named, others]], int(painted), int(seen) if seen else "none")
