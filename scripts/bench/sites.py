"""The sites that are measured: ours as published, the same chapters by the theme as it comes, and larger ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from scripts.content import model
from scripts.diagrams.snapshots import FOLDER
from scripts.finish import finish
from scripts.pages import graph_picture
from scripts.paths import ROOT
from scripts.publish import publish

_IGNORED = shutil.ignore_patterns("__pycache__")
_GENERATE = """from pathlib import Path
from scripts.adapters import mkdocs
from scripts.content import model
mkdocs.build(Path.cwd(), Path.cwd() / "raw", model.load(Path.cwd()))
"""
_GROUP = 25
"""Chapters a group of the navigation of a larger site."""


@dataclass(frozen=True)
class Built:
    """One build: where, how long in seconds, and how much memory its process took at most, in MB."""

    site: Path
    seconds: float
    peak: float


def copy(work: Path, name: str) -> Path:
    """Copy what a build reads into a folder of its own and return that."""
    project = work / name
    for folder in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / folder, project / folder, ignore=_IGNORED)
    for file in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(ROOT / file, project / file)
    return project


def published(work: Path) -> Path:
    """Build the site as `make build` does and return its folder."""
    project = copy(work, "ours")
    publish(finished(project, build(project).site))
    return finished_folder(work)


def finished_folder(work: Path) -> Path:
    """Return the folder of the site that `published` made."""
    return work / "ours/finished"


def finished(project: Path, raw: Path) -> Path:
    """Finish what the generator wrote of a project and return the folder of the finished site."""
    site = project / "finished"
    finish(raw, site, model.load(project), docs=project / "docs")
    return site


def plain(work: Path) -> Built:
    """Build the same chapters by the theme as it comes: its look, its search, Mermaid in the browser; not finished."""
    project = copy(work, "plain")
    shutil.rmtree(project / FOLDER)
    shutil.rmtree(project / "overrides")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"^(extra_css|extra_javascript):\n(?:  .*\n)+", "", config, flags=re.MULTILINE)
    config = config.replace("  custom_dir: overrides\n", "").replace("plugins:\n", "plugins:\n  - search\n")
    config = config.replace("    logo: probabilistic-core\n", "").replace("watch: [overrides, scripts]\n", "")
    config = config.replace("primary: custom", "primary: indigo").replace("accent: custom", "accent: indigo")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    return build(project)


def without_diagrams(work: Path) -> Path:
    """Copy what `plain` made of the chapters and leave its diagrams out, so that it waits for no Mermaid."""
    copied = work / "without-diagrams"
    shutil.copytree(work / "plain/raw", copied)
    for file in copied.rglob("*.html"):
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        for drawing in page.css("figure.diagram, .mermaid"):
            drawing.decompose()
        file.write_text(page.html or "", encoding="utf-8")
    return copied


def larger(work: Path, chapters: int) -> Path:
    """Make a project with copies of the real concepts until it has that many chapters; return its folder."""
    project = copy(work, f"larger-{chapters}")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    present = len(re.findall(r"\.md$", config, flags=re.MULTILINE))
    originals = sorted((project / "docs/concepts").glob("*.md"))
    groups: list[str] = []
    for number in range(max(0, chapters - present)):
        source = originals[number % len(originals)]
        name = f"{source.stem}-{number}"
        text = source.read_text(encoding="utf-8")
        title = re.search(r"^title: (.*)$", text, flags=re.MULTILINE)
        assert title is not None
        text = text.replace(f"title: {title.group(1)}", f"title: {title.group(1)} {number}", 1)
        text = text.replace(f"# {title.group(1)}\n", f"# {title.group(1)} {number}\n", 1)
        source.with_stem(name).write_text(text, encoding="utf-8")
        if number % _GROUP == 0:
            groups.append(f"      - Group {number // _GROUP}:\n")
        groups[-1] += f"          - concepts/{name}.md\n"
    config = config.replace(
        "  - Look up:\n", "  - More:\n" + "".join(groups) + "  - Look up:\n" if groups else "  - Look up:\n"
    )
    config = config.replace("    - navigation.sections\n", "    - navigation.prune\n")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    return project


def graph_time(project: Path) -> float:
    """Return ms for the graph of a project, its picture and the neighborhood of every chapter."""
    content = model.load(project)
    start = time.perf_counter()
    graph_picture.whole(content.graph)
    neighborhoods = graph_picture.Neighborhoods(content.graph)
    for node in content.graph.nodes:
        neighborhoods.of(node.id)
    return (time.perf_counter() - start) * 1000


def build(project: Path) -> Built:
    """Let the generator build a project, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(project)}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _GENERATE], cwd=project, env=environment)
    _, status, used = os.wait4(process.pid, 0)  # the memory of this process alone
    spent = time.perf_counter() - start
    if status:
        raise SystemExit(f"building {project.name} failed")
    return Built(project / "raw", spent, used.ru_maxrss / 1024)
