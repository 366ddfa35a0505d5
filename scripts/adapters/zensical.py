"""Runs Zensical, which may follow MkDocs, on mkdocs.yml in an environment of its own; its warnings are errors."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from scripts.adapters import environment
from scripts.adapters.errors import BuildError
from scripts.content.model import Content

ENVIRONMENT = Path(".cache/zensical")
LOCK = Path("requirements-zensical.txt")
_CODE = Path(__file__).parents[2]
_NOT_LINKED = {"docs", "site", ".cache", ".git"}
_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"^Warning: (?P<words>.+)\n.*\[ (?P<page>.+):(?P<line>\d+):\d+ \]", re.MULTILINE)
_ERROR = re.compile(
    r"^Traceback[\s\S]*?\n(?:RuntimeError: )?(?:Python error: )?(?P<words>\S[\s\S]*?)\s*(?=^Traceback|\Z)"
    r"|^Error: (?P<refusal>[\s\S]*?)\s*\Z",
    re.MULTILINE,
)
_OF_STRICT = "Aborted because --strict flag is set"


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; a Python function stays the name by which Zensical finds it."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix)


def build(root: Path, raw: Path, content: Content, *, site_url: str | None = None) -> None:
    """Build the site as Zensical makes it, before anything is finished.

    Args:
        root: the folder of mkdocs.yml.
        raw: the folder to write into, which is replaced.
        content: what the site says, checked; Zensical's process loads its own.
        site_url: where the site will be published; None for what mkdocs.yml says.

    Raises:
        BuildError: Zensical could not be installed, failed or warned.
    """
    program = environment.installed(root / ENVIRONMENT, root / LOCK) / "zensical"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        # Zensical refuses text outside the folder of its configuration, and writes its cache there.
        shutil.copytree(root / "docs", work / "docs")
        for entry in root.resolve().iterdir():
            if entry.name not in _NOT_LINKED:
                (work / entry.name).symlink_to(entry)
        config = work / "mkdocs-zensical.yml"  # YAML reads JSON
        config.write_text(json.dumps(configuration(root / "mkdocs.yml", site_url)), encoding="utf-8")
        finished = subprocess.run(
            [program.resolve(), "build", "--strict", "--config-file", config],
            cwd=work,
            env={**os.environ, "PYTHONPATH": str(_CODE)},
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode:
            raise BuildError(messages(finished.stdout + finished.stderr))
        shutil.rmtree(raw, ignore_errors=True)
        shutil.copytree(work / "site", raw)


def configuration(mkdocs: Path, site_url: str | None = None) -> dict[str, Any]:
    """Return mkdocs.yml as Zensical needs it; arguments as for `build`."""
    config: dict[str, Any] = yaml.load(mkdocs.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    named = [{item: None} if isinstance(item, str) else item for item in config["plugins"]]
    plugins = {name: options or {} for item in named for name, options in item.items()}
    plugins["search"] = {"enabled": False}  # on unless it is switched off; the site brings its own
    theme = {**config["theme"], "variant": "classic"}  # Material's look
    changed = {"theme": theme, "plugins": plugins, "site_dir": "site"}
    return {**config, **changed, "site_url": site_url or config.get("site_url")}


def messages(output: str) -> list[str]:
    """Return what Zensical said, without its pictures of the source and the stack of its own calls."""
    plain = _COLORS.sub("", output)
    warnings = [f"docs/{found['page']}:{found['line']}: {found['words']}." for found in _WARNING.finditer(plain)]
    error = _ERROR.search(plain)
    words = error["words"] or error["refusal"] if error else plain.strip()
    return warnings + ([words] if words not in {"", _OF_STRICT} else []) or ["Zensical failed without a word."]
