"""Serves the pages of a preview on this machine, with the problems of the last build in them."""

from __future__ import annotations

import socket
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from scripts.preview import overlay
from scripts.preview.builder import Answer

_HOST = "127.0.0.1"
_SITEMAP = "sitemap.xml"
_CLIENT = Path(__file__).with_name("client.js")
_HEARTBEAT = 15.0
"""Seconds after which a quiet connection is asked whether anybody still listens."""


class PortError(Exception):
    """The preview cannot listen on the port; the text says why and what to do."""


class PreviewServer(ThreadingHTTPServer):
    """A web server that knows how the last build ended.

    Args:
        port: where to listen; 0 for any free port.
        folder: the pages.

    Raises:
        PortError: another program has the port, or it may not be used.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, folder: Path) -> None:
        if port and _taken(port):
            raise PortError(_sentence(port, "is taken by another program"))
        try:
            super().__init__((_HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise PortError(_sentence(port, f"cannot be used ({reason})")) from error
        self.folder = folder
        self.changed = threading.Condition()
        self._builds = 0
        self._answer: Answer | None = None

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://localhost:{self.server_address[1]}/"

    @property
    def good(self) -> bool:
        """Whether there is a version to serve."""
        return self._builds > 0

    @property
    def site(self) -> str:
        """Which version of the site is served; another one after each build that succeeded, in any preview."""
        return f"{id(self)}-{self._builds}"

    @property
    def problems(self) -> str:
        """The HTML that lists what is wrong since the last good version."""
        return overlay.problems(self._answer.problems, good=self.good) if self._answer else ""

    @property
    def waiting(self) -> bool:
        """Whether the first build is at work."""
        return self._answer is None

    def tell(self, answer: Answer) -> None:
        """Take up how a build ended, and tell every page that is open."""
        with self.changed:
            self._answer = answer
            self._builds += not answer.problems
            self.changed.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say in one line what went wrong; a reader who leaves early is no error."""
        error = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            print(f"The preview could not answer: {error!r}", file=sys.stderr)


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve a page, a file, or what belongs to the preview itself."""
        self.directory = str(self.server.folder)
        path = urlsplit(self.path).path
        if path == f"{overlay.ADDRESS}events":
            self._events()
        elif path == f"{overlay.ADDRESS}client.js":
            self._send(_CLIENT.read_text(encoding="utf-8"), "text/javascript")
        elif not self.server.good:
            title = "The first build is at work." if self.server.waiting else "No page could be built yet."
            self._page(overlay.blank(title), HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._file()

    def do_HEAD(self) -> None:
        """Answer as to a reader who asks for a page, without the page."""
        self.directory = str(self.server.folder)
        super().do_HEAD()

    def end_headers(self) -> None:
        """Forbid every cache to keep anything: an edit may come within the second that a date tells apart."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""

    def list_directory(self, path: object) -> None:
        """Answer as a host does, which lists no folders."""
        self._missing()

    def _file(self) -> None:
        asked = Path(self.translate_path(self.path))
        folder = urlsplit(self.path).path.endswith("/")
        page = asked / "index.html" if folder else asked
        site = self.server.site  # asked before the file is read: a build in between reloads the page
        if page.is_file() and page.name == _SITEMAP:
            # The theme exchanges pages that the sitemap names, and readers come by a tunnel or another port too.
            text = page.read_text(encoding="utf-8")
            self._send(text.replace(self.server.address, f"http://{self.headers['Host']}/"), "application/xml")
        elif page.is_file() and page.suffix == ".html":
            self._page(page.read_text(encoding="utf-8"), HTTPStatus.OK, site)
        elif asked.exists() and not (folder and asked.is_file()):
            super().do_GET()
        else:
            self._missing()

    def _missing(self) -> None:
        page = self.server.folder / "404.html"
        text = page.read_text(encoding="utf-8") if page.is_file() else overlay.blank("There is no such page.")
        self._page(text, HTTPStatus.NOT_FOUND)

    def _page(self, text: str, status: HTTPStatus, site: str = "") -> None:
        text = overlay.added(text, site or self.server.site, self.server.problems)
        self._send(text, "text/html", status)

    def _send(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        """Tell of each build until the reader leaves."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        told = ""
        while True:
            with self.server.changed:
                now = overlay.event(self.server.site, self.server.problems)
                if now == told and not self.server.changed.wait(_HEARTBEAT):
                    now = ": still here\n\n"
            if now != told:
                self.wfile.write(now.encode())
                self.wfile.flush()
                told = told if now.startswith(":") else now


def _taken(port: int) -> bool:
    """Whether somebody answers there: some systems let two programs listen on one port, of which one is never asked."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except (OSError, OverflowError):
        return False


def _sentence(port: int, reason: str) -> str:
    return f"Port {port} {reason}; choose another one: make serve PORT={port + 1 if port < 65535 else 8000}"
