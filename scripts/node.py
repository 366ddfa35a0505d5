"""Programs of this repository that run under Node: one order in, one answer out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from scripts.paths import ROOT

NODE = "scripts/setup/node"
_NO_PACKAGE = re.compile(r"Cannot find package '([^']+)'")
_TRACE = "\n    at "
_ERROR = re.compile(r"^\w*Error\b.*", re.MULTILINE)


class NodeError(Exception):
    """A program did not run to its end; the message says why, in the words of the tool that found it where one did."""


def ask(program: str, order: Mapping[str, Any]) -> str:
    """Let a program do what is ordered and return what it prints; its warnings are passed on.

    Args:
        program: path of the program below the root.
        order: what it gets as JSON on its standard input.

    Raises:
        NodeError: Node cannot be run, or the program ended with another status than 0.
    """
    try:
        made = subprocess.run(
            [ROOT / NODE, "node", ROOT / program],
            cwd=ROOT,
            input=json.dumps(order),
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise NodeError(f"{NODE}: cannot be run: {error.strerror}; expected it as it is in the repository.") from error
    if made.returncode:
        raise NodeError(_reason(program, made.stderr.strip(), made.returncode))
    sys.stderr.write(made.stderr)
    return made.stdout


def _reason(program: str, said: str, status: int) -> str:
    """Return why Node failed: what our program or esbuild says as it is, of a trace the sentence that counts."""
    if missing := _NO_PACKAGE.search(said):
        return (
            f"The Node package '{missing[1]}' is not installed; remove the folder node_modules, then `make build` "
            "installs what package-lock.json names."
        )
    if _TRACE in said and (found := _ERROR.search(said)):
        return f"{program} failed: {found[0]}"
    return said or f"{program}: 'node' ended with status {status} and no message."
