"""Read the site while it is written: `python -m scripts.preview [PORT]`, what `make serve` runs."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from scripts.preview.builder import Answer, Builder
from scripts.preview.server import PortError, PreviewServer

_FOLDER = Path(".cache/preview")
_WATCHED = ("docs", "overrides", "scripts")
_CONFIG = "mkdocs.yml"
_MOST = 10
"""Problems that are printed; the page lists all."""
_PORTS = range(1, 65536)


def main(arguments: list[str]) -> int:
    """Serve until Ctrl-C; return the exit status."""
    port = _port(arguments[0] if arguments else "8000")
    if not port:
        print(f"PORT is '{arguments[0]}'; expected a number from 1 to 65535: make serve PORT=8001", file=sys.stderr)
        return 1
    root = Path.cwd()
    try:
        server = PreviewServer(port, root / _FOLDER / str(port) / "site")
    except PortError as error:
        print(error, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    builder = Builder(root, server.folder.parent, server.address)
    try:
        shutil.rmtree(server.folder.parent, ignore_errors=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("Building the pages …", flush=True)
        follow(server, builder, root)
    except KeyboardInterrupt:
        print()
    finally:
        builder.stop()
        shutil.rmtree(server.folder.parent, ignore_errors=True)
    return 0


def follow(server: PreviewServer, builder: Builder, root: Path) -> None:
    """Build now and after every edit, for ever."""
    gaps = ""
    for changed in edits(root):
        answer = builder.build(fresh=any(path.is_relative_to(root / "scripts") for path in changed))
        server.tell(answer)
        print(report(answer, server, gaps), flush=True)
        gaps = gaps if answer.problems else answer.gaps


def edits(root: Path) -> Iterator[set[Path]]:
    """Yield nothing but an empty set at first, then the files of each edit that a build may read."""
    config = root / _CONFIG
    seen = _time(config)
    folders = [root / name for name in _WATCHED if (root / name).is_dir()]
    watching = watchfiles.watch(*folders, rust_timeout=500, yield_on_timeout=True, raise_interrupt=True)
    yield set()
    for changes in watching:
        changed = {Path(path) for _, path in changes}
        # Editors replace a file by another one, and a watch on a file follows the old one.
        if (now := _time(config)) != seen:
            seen = now
            changed.add(config)
        if changed:
            yield changed


def report(answer: Answer, server: PreviewServer, gaps: str) -> str:
    """Return what to print after a build, the address last.

    Args:
        answer: how it ended.
        server: which pages are served.
        gaps: what was said of gaps the last time, which need not be said again.
    """
    lines = list(answer.problems[:_MOST])
    if more := len(answer.problems) - len(lines):
        lines.append(f"… and {more} more.")
    if answer.gaps and answer.gaps != gaps:
        lines.append(answer.gaps)
    if answer.problems:
        served = "the last good version is" if server.good else "nothing but these problems is"
        count = f"{len(answer.problems)} problem{'' if len(answer.problems) == 1 else 's'}"
        return "\n".join([*lines, f"{count}; {served} at {server.address}"])
    pages = f"{answer.pages} page{'' if answer.pages == 1 else 's'}"
    return "\n".join([*lines, f"{pages} in {answer.seconds:.1f} s, at {server.address}"])


def _port(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) in _PORTS else 0


def _time(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
