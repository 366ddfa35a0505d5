"""Start a chapter: `make new-case SLUG=…`, `make new-concept SLUG=…`.

Writes a skeleton that passes the structure checks, with every gap marked GAP, and names it in the navigation.
A preview shows it; a strict build refuses it until the last gap is filled.
"""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

from scripts.content import settings
from scripts.content.chapters.chapter import GAP
from scripts.content.data import cards
from scripts.content.data.cards import CaseCard
from scripts.content.kinds import KINDS, LEVELS, MIN_QUESTIONS, TIERS
from scripts.content.model import CARDS
from scripts.content.problems import Findings
from scripts.content.steps import BY_SLUG, STEPS

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def main(arguments: list[str]) -> int:
    """Write the skeleton; return the exit status."""
    kind, slug = arguments
    root = Path.cwd()
    if not SLUG.match(slug):
        print(
            f"SLUG is '{slug}'; expected lower-case words joined by hyphens, such as image-captioning.", file=sys.stderr
        )
        return 1
    path = f"cases/{slug}/index.md" if kind == "case" else f"concepts/{slug}.md"
    file = root / "docs" / path
    if file.exists():
        print(f"docs/{path} exists already.", file=sys.stderr)
        return 1
    written = [_write(file, chapter(kind, slug, _related(root, path), _card(root, slug)))]
    if kind == "case":
        written.append(_write(file.with_name("questions.yml"), questions()))
        written.append(_write(file.with_name("estimate.yml"), ESTIMATE))
    config = root / "mkdocs.yml"
    config.write_text(add_to_navigation(config.read_text(encoding="utf-8"), kind, path), encoding="utf-8")
    print("Wrote", ", ".join(str(item.relative_to(root)) for item in written), "and the navigation in mkdocs.yml.")
    print(f"Fill every {GAP} and look at it with `make serve`; `make build` refuses what is left.")
    return 0


def chapter(kind: str, slug: str, related: list[str], card: CaseCard | None = None) -> str:
    """Return the Markdown of a skeleton.

    Args:
        kind: 'case' or 'concept'.
        slug: the chapter's name in addresses.
        related: ids of chapters to name as related until the author chooses.
        card: the case's card, which decides title and difficulty.
    """
    title = card.title if card else slug.replace("-", " ").capitalize()
    difficulty = card.difficulty if card else "medium"
    description = (
        f"{GAP} one sentence of 110 to 160 characters that says what a reader can do after this chapter. ".ljust(
            120, "."
        )
    )
    lines = ["---", f"title: {title}", f'description: "{description}"', f"kind: {kind}", f"difficulty: {difficulty}"]
    lines += [f"updated: {datetime.date.today().isoformat()}", "tags: [interview]", "related:"]
    for target in related:
        lines += [f"  - to: {target}", f'    why: "{GAP} why a reader would go there now."']
    if kind == "case":
        lines += ["decisions:", *(f'  {step.slug}: "{GAP} the decision of this step."' for step in STEPS)]
    lines += ["---", "", f"# {title}", "", "{{ chapter_start() }}", ""]
    diagrams = KINDS[kind].min_diagrams
    for section in KINDS[kind].sections:
        lines += [
            f"## {_heading(section)} {{ #{section} }}",
            "",
            f"{GAP} see the chapter guide for what stands here.",
            "",
        ]
        lines += _macro_of(kind, section)
        if diagrams:
            diagrams -= 1
            lines += DIAGRAM.splitlines()
    return "\n".join([*lines, "{{ chapter_end() }}", ""])


def questions() -> str:
    """Return follow-ups to fill: enough of them, at every step, level and tier."""
    blocks = []
    for index in range(MIN_QUESTIONS):
        blocks.append(
            f"- id: question-{index + 1}\n"
            f"  step: {STEPS[index % len(STEPS)].slug}\n"
            f"  level: {LEVELS[index % len(LEVELS)]}\n"
            f"  tier: {TIERS[index % len(TIERS)]}\n"
            f"  question: '{GAP} what the interviewer asks'\n"
            f"  answer: '{GAP} 60 to 150 words'\n"
        )
    return "\n".join(blocks)


def add_to_navigation(config: str, kind: str, path: str) -> str:
    """Return mkdocs.yml with the chapter as the last of its section.

    Raises:
        ValueError: the navigation has no such section.
    """
    section = "  - Cases:\n" if kind == "case" else "  - Concepts:\n"
    if section not in config:
        raise ValueError(f"mkdocs.yml has no section '{section.strip()}' in its navigation")
    before, after = config.split(section, 1)
    entries = re.match(r"(?:      .*\n)*", after)
    listed = entries.group() if entries else ""
    return f"{before}{section}{listed}      - {path}\n{after[len(listed) :]}"


def _heading(section: str) -> str:
    step = BY_SLUG.get(section)
    return f"{step.number} {step.title}" if step else section.replace("-", " ").capitalize()


def _macro_of(kind: str, section: str) -> list[str]:
    place = {"numbers": "estimate", "follow-ups": "questions", "in-the-cases": "used_by"}.get(section)
    return [f"{{{{ {place}() }}}}", ""] if place in KINDS[kind].macros else []


def _card(root: Path, slug: str) -> CaseCard | None:
    file = root / "docs" / CARDS
    found = cards.read(file, Path(CARDS), Findings()) if file.is_file() else []
    return next((card for card in found if card.slug == slug), None)


def _related(root: Path, path: str) -> list[str]:
    nav = settings.read(root / "mkdocs.yml").nav
    ids = [re.sub(r"(/index)?\.md$", "", entry) for entry in nav if entry.startswith(("framework/", "cases/", "book/"))]
    return [name for name in ids if name not in path][:3]


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


DIAGRAM = """```mermaid
flowchart TD
    accTitle: GAP: title
    accDescr: GAP: one sentence
    user([Reader]) --> api[Gateway]
    api --> gen@{ shape: hex, label: "Model" }
    class gen core
```
"""

ESTIMATE = """# Figures of this case; see CONTRIBUTING.md, "An estimate".
assumptions:
  - name: users
    label: "GAP: users"
    value: 1000
    unit: user
    range: [100, 1000000]
    why: "GAP: why this value"
  - name: requests_per_user
    label: Requests a user and day
    value: 10
    unit: request/user/day
    range: [1, 100]
    why: "GAP: why this value"
results:
  - name: requests
    label: Requests
    unit: request/s
    formula: users * requests_per_user
    explain: "GAP: what this figure decides"
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
