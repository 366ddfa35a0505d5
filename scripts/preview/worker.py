"""The process that builds the pages of a preview: `python -m scripts.preview.worker FOLDER SITE_URL`.

Each line on its standard input asks for a build; it answers with one line of JSON. It is a process of its own so that
edited code is read anew by starting it again, and so that nothing the code does can end the preview.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def main(arguments: list[str]) -> int:
    """Answer until the input ends; return the exit status."""
    folder, site_url = Path(arguments[0]), arguments[1]
    # What the code prints while it builds goes to the terminal; the answers alone go to the preview. The macros plugin
    # closes the standard input when a macro fails.
    answers, requests = os.fdopen(os.dup(1), "w", encoding="utf-8"), os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(2, 1)
    try:
        build = builder(Path.cwd(), folder, site_url)
    except BaseException as error:  # a mistake in code that is being edited
        build = _broken(error)
    for _ in requests:
        answers.write(json.dumps(build()) + "\n")
        answers.flush()
    return 0


def builder(root: Path, folder: Path, site_url: str) -> Callable[[], dict[str, Any]]:
    """Return a function that builds what changed since it was called last.

    Args:
        root: the folder of mkdocs.yml.
        folder: where the preview keeps its pages: what the generator wrote in `raw`, what is served in `site`.
        site_url: the address of the preview.

    Returns:
        A function whose answer has `problems` (sentences; the pages are as they were when there is one), `gaps`
        (a sentence or nothing), `pages` (how many were written) and `seconds`.
    """
    from scripts import failure  # noqa: PLC0415 - a mistake in these modules is answered and not fatal
    from scripts.adapters import mkdocs  # noqa: PLC0415
    from scripts.content import model, problems  # noqa: PLC0415
    from scripts.finish import finish  # noqa: PLC0415
    from scripts.preview.stale import Printed  # noqa: PLC0415

    printed = Printed()

    def build() -> dict[str, Any]:
        start = time.monotonic()
        try:
            content = model.load(root, allow_gaps=True)
            only = printed.stale(root, content)
            mkdocs.build(root, folder / "raw", content, site_url=site_url, only=only)
            finish(folder / "raw", folder / "site", content, docs=root / "docs", changed=None if only is None else ())
            printed.keep()
        except (Exception, SystemExit) as error:
            return _answer(start, problems=failure.messages(error, root))
        pages = len(content.chapters) if only is None else len(only)
        return _answer(start, gaps=problems.summary(content.gaps), pages=pages)

    return build


def _answer(start: float, *, problems: Iterable[str] = (), gaps: str = "", pages: int = 0) -> dict[str, Any]:
    return {"problems": list(problems), "gaps": gaps, "pages": pages, "seconds": time.monotonic() - start}


def _broken(error: BaseException) -> Callable[[], dict[str, Any]]:
    """Return a build that says why there can be none."""
    place, trace = "", error.__traceback__
    while trace:
        place, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
    if isinstance(error, SyntaxError) and error.filename:
        place = f"{error.filename}:{error.lineno}"
    sentence = f"{os.path.relpath(place)}: the code that builds the pages does not start: {error!r}"
    return lambda: _answer(time.monotonic(), problems=[sentence])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
