"""Build the site into site/: `python -m scripts.build`, what `make build` runs.

Everything is made beside site/ and checked there; only a whole site takes its place. So whatever ends a build, be it an
error, an interrupt or a full disk, the last good site stays.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from scripts import failure, freshness
from scripts.adapters import mkdocs
from scripts.adapters.errors import BuildError
from scripts.checks import links, pages, reading
from scripts.content import model
from scripts.content.model import Content
from scripts.content.problems import ContentError
from scripts.finish import finish
from scripts.publish import publish

SITE, RAW, NEW, OLD = "site", ".site-raw", ".site-new", ".site-old"
"""Folders below the root: the site, what the generator wrote, the site to be, the site that was."""
_LOCK = Path(".cache/build.lock")
_COMPRESSED = Path(".cache/compressed")
_PATIENCE = 600.0
"""Seconds that a build waits for another one to end."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Build the site in the working folder; return the exit status."""
    root, start = Path.cwd(), time.monotonic()
    for number in _SIGNALS:
        signal.signal(number, _interrupt)
    try:
        content = build(root)
    except KeyboardInterrupt:
        print("Interrupted; site/ is the last whole site.", file=sys.stderr)
        return 130
    except Exception as error:  # an author reads sentences, and no traceback
        sentences = failure.messages(error, root)
        print("\n".join([*sentences, failure.closing(len(sentences))]), file=sys.stderr)
        return 1
    print(f"{len(content.chapters)} pages in {time.monotonic() - start:.1f} s: {SITE}/index.html")
    return 0


def build(root: Path) -> Content:
    """Build, check and publish the site, then put it where the last one stood.

    Args:
        root: the folder of mkdocs.yml.

    Returns:
        What the site says.

    Raises:
        ContentError: the text is wrong, or a page shows something else than was read from it.
        BuildError: the generator or a check of the built site found something wrong, or another build did not end.
        OSError: the site could not be written.
    """
    with _alone(root):
        _clear(root)
        try:
            made_of = freshness.fingerprint(root)
            content = model.load(root)
            mkdocs.build(root, root / RAW, content)
            finish(root / RAW, root / NEW, content, docs=root / "docs")
            if differences := list(reading.problems(content, root / NEW)):
                raise ContentError(differences)
            publish(root / NEW, root / _COMPRESSED)
            _check(root / NEW)
            _swap(root)
            freshness.record(root, made_of)
        finally:
            _clear(root)
    return content


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the lock of this folder; the system takes it from a build that ends in whatever way."""
    (root / _LOCK).parent.mkdir(exist_ok=True)
    with (root / _LOCK).open("a+", encoding="utf-8") as file:
        _wait(file.fileno(), root / _LOCK)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _wait(descriptor: int, lock: Path) -> None:
    end, waiting = time.monotonic() + _PATIENCE, False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = f"another build of this folder (process {lock.read_text(encoding='utf-8') or 'unknown'})"
            if time.monotonic() > end:
                raise BuildError([f"Waited {_PATIENCE / 60:.0f} minutes for {other}; it does not end."]) from None
            if not waiting:
                print(f"Waiting for {other}.", flush=True)
            waiting = True
            time.sleep(0.1)
        else:
            return


def _clear(root: Path) -> None:
    """Remove what this build or a dead one left; a site that a dead one had set aside comes back."""
    if (root / OLD).is_dir() and not (root / SITE).exists():
        (root / OLD).rename(root / SITE)
    for name in (RAW, NEW, OLD):
        _remove(root / name)


def _check(site: Path) -> None:
    """Refuse a site in which a link or a file leads nowhere.

    Raises:
        BuildError: with a sentence for each.
    """
    base = urlsplit(os.environ.get("SITE_URL", "")).path.rstrip("/") + "/"
    if broken := list(links.broken_links(pages.read_site(site), site, base=base)):
        raise BuildError(broken)


def _swap(root: Path) -> None:
    """Put the new site in the place of the old one, which comes back when that fails or is interrupted."""
    freshness.forget(root)
    site, new, old = root / SITE, root / NEW, root / OLD
    try:
        if os.path.lexists(site):
            site.rename(old)
        new.rename(site)
    except BaseException:
        if os.path.lexists(old) and not os.path.lexists(site):
            old.rename(site)
        raise


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End the build as Ctrl-C does, so that what it made so far is removed."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
