"""Asks the process that builds the pages, and starts it anew when it must be."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 120.0
"""Seconds after which a build counts as stuck."""


@dataclass(frozen=True)
class Answer:
    """How a build ended.

    Args:
        problems: what is wrong, one sentence each; the pages are as they were when there is one.
        gaps: a sentence about unfinished places, or nothing.
        pages: how many pages were written.
        seconds: how long it took.
    """

    problems: tuple[str, ...]
    gaps: str = ""
    pages: int = 0
    seconds: float = 0.0


class Builder:
    """The building process of one preview.

    Args:
        root: the folder of mkdocs.yml.
        folder: where the preview keeps its pages.
        site_url: the address of the preview.
        command: the module that builds, with `worker.main`'s arguments.
    """

    def __init__(self, root: Path, folder: Path, site_url: str, *, command: str = "scripts.preview.worker") -> None:
        self._root = root
        self._command = [sys.executable, "-m", command, str(folder), site_url]
        self._process: subprocess.Popen[str] | None = None

    def build(self, *, fresh: bool = False, patience: float = _PATIENCE) -> Answer:
        """Build what changed and return how that ended.

        Args:
            fresh: start a new process first, since code was edited.
            patience: seconds after which the process is ended.
        """
        if fresh:
            self.stop()
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write("build\n")
            process.stdin.flush()
            line = _line(process, patience)
        except TimeoutError:
            self.stop()
            return Answer(
                (f"The build did not end within {patience:.0f} s and was stopped; the next edit tries again.",)
            )
        except BrokenPipeError:
            line = ""
        if not line.endswith("\n"):
            self.stop()
            return Answer((f"The building process ended with status {process.returncode}; the next edit tries again.",))
        found = json.loads(line)
        return Answer(tuple(found["problems"]), found["gaps"], found["pages"], found["seconds"])

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it was asked last, it may never have read
                    pipe.close()

    def _start(self) -> subprocess.Popen[str]:
        # In a session of its own: Ctrl-C ends the preview, which ends this process.
        return subprocess.Popen(
            self._command,
            cwd=self._root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )


def _line(process: subprocess.Popen[str], patience: float) -> str:
    """Return the next line of a process; part of one when it ended.

    Raises:
        TimeoutError: it answers nothing in time.
    """
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        if not selector.select(patience):
            raise TimeoutError
    return process.stdout.readline()
