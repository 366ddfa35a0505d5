"""What went wrong in a build, in sentences for whoever wrote the text; a fault of our own code leaves a report."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from scripts.adapters.errors import UNWRITABLE, BuildError
from scripts.content.problems import ContentError
from scripts.finish import FinishError
from scripts.publish import PublishError

_IN_THE_WAY = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}
_OURS = {".cache", "site", ".site-raw", ".site-new", ".site-old"}
"""What a build writes, below the root."""
REPORT = Path(".cache/error.txt")
"""Where the traceback of an error of our own goes, below the root."""


def messages(error: BaseException, root: Path) -> list[str]:
    """Return one sentence or more about an error of a build.

    Args:
        error: what a step of the build raised.
        root: the folder of mkdocs.yml.
    """
    if isinstance(error, ContentError):
        return [str(problem) for problem in error.problems]
    if isinstance(error, BuildError):
        return error.messages
    if isinstance(error, FinishError | PublishError):
        return [str(error)]
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        place = f": '{_below(Path(str(error.filename)), root)}'" if error.filename else ""
        return [f"The site could not be written: {error.strerror}{place}."]
    if isinstance(error, OSError) and error.errno in _IN_THE_WAY and error.filename:
        below = _below(Path(str(error.filename)), root)
        if below.partition("/")[0] in _OURS:
            return [f"{below}: {error.strerror}, where the build writes its own; remove it and build again."]
    return [_own(error, root)]


def closing(count: int) -> str:
    """Return the line below so many sentences."""
    return f"{count} problem{'' if count == 1 else 's'}."


def _own(error: BaseException, root: Path) -> str:
    """Write the traceback to a file and return a sentence that names it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if (root / "scripts").as_posix() in frame.filename]
    where = f" in {_below(Path(ours[-1].filename), root)}:{ours[-1].lineno}" if ours else ""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    sentence = f"The build's own code failed{where}: {what}."
    try:
        (root / REPORT).parent.mkdir(exist_ok=True)
        (root / REPORT).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return sentence
    return f"{sentence} The report of it is {REPORT.as_posix()}."


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
