"""Start a chapter: `make new-case SLUG=…`, `make new-concept SLUG=…`.

Writes a skeleton with every gap marked GAP, the files that belong to it (follow-ups, an estimate with a plot, what the
practice room asks, the interview of a case, the program of a concept), a card for a case, and names it in the
navigation. A preview shows it; a strict build refuses it until the last gap is filled.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from scripts.authoring import navigation
from scripts.authoring.edits import apply
from scripts.authoring.navigation import NavigationError
from scripts.content import settings
from scripts.content.chapters import practice as room
from scripts.content.chapters.chapter import GAP, address_of, chapter_id, companion
from scripts.content.data import cards, programs
from scripts.content.data.cards import CaseCard
from scripts.content.kinds import ESTIMATE, FIRST_PASS, KINDS, LEVELS, MIN_QUESTIONS, PRACTICE, QUESTIONS, TIERS, Kind
from scripts.content.model import CARDS, DOCS
from scripts.content.problems import ContentError, Findings
from scripts.content.settings import Settings
from scripts.content.steps import BY_SLUG, STEPS

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_EXAMPLES = {"case": "code-completion", "concept": "prompt-compression"}
_PLACES = {"estimate": "numbers", "questions": "follow-ups", "used_by": "in-the-cases"}
"""Sections in which generated parts stand; others stand at the end."""
_AROUND = ("chapter_start", "chapter_end")


class SkeletonError(Exception):
    """A chapter that cannot be started; the message is one sentence for its author."""


def main(arguments: list[str]) -> int:
    """Write the skeleton; return the exit status."""
    try:
        name, slug = (*arguments, "", "")[:2]
        written = start(Path.cwd(), name, slug.strip())
    except (SkeletonError, NavigationError, ContentError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Wrote", ", ".join(written))
    print(
        f"Fill every {GAP} and look at it with `make serve`; `make check` lists what is left, `make build` refuses it."
    )
    return 0


def start(root: Path, name: str, slug: str) -> list[str]:
    """Write all files of a new chapter and return their names, relative to the root.

    Args:
        root: the folder of mkdocs.yml.
        name: of the kind, such as 'case'.
        slug: the chapter's name in addresses.

    Raises:
        SkeletonError: the kind or the slug is wrong, or the chapter exists.
        NavigationError: the navigation has no place for it.
        ContentError: mkdocs.yml cannot be read.
    """
    kind = _kind(name)
    _check_slug(kind, slug)
    config = settings.read(root / "mkdocs.yml")
    path = f"{kind.folder}/{slug}/index.md" if kind.companions else f"{kind.folder}/{slug}.md"
    _check_free(root, path, config)
    card = _card(root, slug) if kind.name == "case" else None
    pages = [path]
    tags = list(config.tags)[:1]
    texts = {DOCS / path: chapter(kind, slug, _related(config, path), tags, card)}
    beside = {DOCS / companion(PurePosixPath(path), name): text for name, text in _COMPANIONS[kind.name].items()}
    texts |= beside
    if kind.name == "case":
        pages.append(f"{kind.folder}/{slug}/interview.md")
        texts[DOCS / pages[-1]] = interview(card.title if card else _title(slug), tags)
    else:
        source, output = _PROGRAM
        name = slug.replace("-", "_")
        texts[DOCS / programs.FOLDER / f"{name}.py"] = source
        texts[DOCS / programs.FOLDER / f"{name}.txt"] = output
    if kind.name == "case" and card is None:
        texts[DOCS / CARDS] = _with_card(root / DOCS / CARDS, slug)
    config_text = _read(root / "mkdocs.yml")
    for page in pages:
        config_text = apply(config_text, [navigation.add_page(config_text, page)])
    texts[Path("mkdocs.yml")] = config_text
    for file, text in texts.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(text.encode("utf-8"))
    return [file.as_posix() for file in texts]


def _kind(name: str) -> Kind:
    possible = list(_EXAMPLES)
    if name not in possible:
        raise SkeletonError(f"no skeleton for '{name}'; expected one of {', '.join(possible)}.")
    return KINDS[name]


def _check_slug(kind: Kind, slug: str) -> None:
    if not SLUG.match(slug):
        found = f"SLUG is '{slug}'" if slug else "SLUG is missing"
        example = f"make new-{kind.name} SLUG={_EXAMPLES[kind.name]}"
        raise SkeletonError(f"{found}; expected lower-case words joined by hyphens, as in `{example}`.")


def _check_free(root: Path, path: str, config: Settings) -> None:
    url = address_of(path)
    name = chapter_id(PurePosixPath(path))
    for taken in (f"{name}.md", f"{name}/index.md"):
        if (root / DOCS / taken).exists():
            raise SkeletonError(f"docs/{taken} exists already; expected another SLUG.")
    for old, new in config.redirects.items():
        if address_of(old) == url:
            raise SkeletonError(f"'{old}' moved to '{new}' (redirect_maps of mkdocs.yml); expected another SLUG.")


def chapter(kind: Kind, slug: str, related: list[str], tags: list[str], card: CaseCard | None = None) -> str:
    """Return the Markdown of a skeleton.

    Args:
        kind: what kind of chapter.
        slug: the chapter's name in addresses.
        related: ids of chapters to name as related until the author chooses.
        tags: its tags until the author chooses.
        card: the case's card, which decides title and difficulty.
    """
    title = card.title if card else _title(slug)
    return "\n".join([*_front_matter(kind, title, related, tags, card), *_body(kind, title, slug), ""])


def interview(title: str, tags: list[str]) -> str:
    """Return the Markdown of the interview of a case: two turns a step, each of the candidate's with a note."""
    kind = KINDS["interview"]
    lines = [*_front_matter(kind, f'"Interview: {title}"', [], tags, None), "", f"# Interview: {title}", ""]
    lines += ["{{ chapter_start() }}", "", f"{GAP} what to listen for.", ""]
    for index, step in enumerate(STEPS):
        lines += [f"## {step.number} {step.title} {{ #{step.slug} }}", ""]
        said = {3: "wrong", 4: "repair"}.get(index, "candidate")
        lines += _turn("interviewer", 6 * index) + _turn(said, 6 * index + 1, noted=True)
        lines += _turn("candidate", 6 * index + 3, noted=True)
    return "\n".join([*lines, "{{ chapter_end() }}", ""])


def _turn(speaker: str, minute: int, *, noted: bool = False) -> list[str]:
    note = ["//// graded | What this showed", "", f"{GAP} what was graded.", "", "////", ""] if noted else []
    return [f"/// {speaker} | {minute}:00", "", f"{GAP} what the {speaker} says.", "", *note, "///", ""]


def _front_matter(kind: Kind, title: str, related: list[str], tags: list[str], card: CaseCard | None) -> Iterator[str]:
    description = f"{GAP} what a reader can do after this chapter, in one sentence of 110 to 160 characters "
    yield from ("---", f"title: {title}", f'description: "{description.ljust(120, ".")}"', f"kind: {kind.name}")
    yield f"difficulty: {card.difficulty if card else 'medium'}"
    yield from (f"updated: {datetime.date.today().isoformat()}", f"tags: [{', '.join(tags)}]")
    if kind.name == "concept":
        yield from ("reading: optional", "asked:", f'  when: "{GAP} in which interviews, and by which question"')
        yield f'  who: "{GAP} of whom it is expected"'
    if related:
        yield "related:"
    for target in related:
        yield from (f"  - to: {target}", f'    why: "{GAP} why a reader would go there now."')
    if kind.decides:
        yield from ("decisions:", *(f'  {step.slug}: "{GAP} the decision of this step."' for step in STEPS))
    yield "---"


def _body(kind: Kind, title: str, slug: str) -> Iterator[str]:
    yield from ("", f"# {title}", "", "{{ chapter_start() }}", "")
    placed: set[str] = set()
    for index, section in enumerate(kind.sections):
        length = " in 700 to 1,000 words" if section == FIRST_PASS else ""
        yield from (f"## {_heading(section)} {{ #{section} }}", "", f"{GAP} write this section{length}.", "")
        for macro in kind.macros:
            last = index == len(kind.sections) - 1
            if _PLACES.get(macro) == section or (last and macro not in placed and macro not in _AROUND):
                placed.add(macro)
                yield from (f"{{{{ {macro}() }}}}", "")
        if index < kind.min_diagrams:
            yield from (*_DIAGRAM.format(number=index + 1).splitlines(), "")
        yield from _PARTS.get((kind.name, section), "").format(program=slug.replace("-", "_")).splitlines()
    yield "{{ chapter_end() }}"


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


def practice() -> str:
    """Return what the practice room asks, to fill: as few prompts, points and blocks as there may be."""
    lines = ['# What the practice room asks of this case; see CONTRIBUTING.md, "The practice room".', "asks:"]
    for step in STEPS:
        lines += [f"  {step.slug}:", *[f'    - "{GAP} what an interviewer asks in this step."'] * room.ASKS[0]]
    lines.append("covers:")
    for step in STEPS:
        point = f'    - {{what: "{GAP} what a strong answer covers", at: {step.slug}}}'
        lines += [f"  {step.slug}:", *[point] * room.COVERS[0]]
    lines.append("blocks:")
    for number in range(1, room.BLOCKS[0] + 1):
        lines += [f"  - name: Block {number}", f"    words: [block-{number}, part-{number}]", "    at: system-design"]
        lines += [f'    why: "{GAP} what goes wrong without it"', "    core: false"]
    return "\n".join([*lines, ""])


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _heading(section: str) -> str:
    if section == FIRST_PASS:
        return "In ten minutes"
    step = BY_SLUG.get(section)
    return f"{step.number} {step.title}" if step else _title(section)


def _card(root: Path, slug: str) -> CaseCard | None:
    file = root / DOCS / CARDS
    found = cards.read(file, Path(CARDS), Findings()) if file.is_file() else []
    return next((card for card in found if card.slug == slug), None)


def _with_card(file: Path, slug: str) -> str:
    text = _read(file) if file.is_file() else ""
    end = "" if not text or text.endswith("\n") else "\n"
    return text + end + _CARD.format(slug=slug, title=_title(slug))


def _related(config: Settings, path: str) -> list[str]:
    """Return chapters to name as related: the first of the navigation that are no overviews."""
    folders = {kind.folder for kind in KINDS.values() if kind.folder}
    entries = [entry for entry in config.nav if entry.partition("/")[0] in folders and entry != path]
    return [chapter_id(PurePosixPath(entry)) for entry in entries][:3]


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


_DIAGRAM = """```mermaid
flowchart TD
    accTitle: GAP: title {number}
    accDescr: GAP: one sentence
    user([Reader]) --> api[Gateway]
    api --> gen@{{ shape: hex, label: "Model" }}
    class gen core
```"""

_CARD = """- slug: {slug}
  title: {title}
  modality: "GAP: input to output"
  makes: text
  latency: "GAP: how long its user waits"
  wait: wait
  core: "GAP: the model at its center"
  difficulty: medium
  trade_off: "GAP: the decision that makes it hard"
  shares: []
"""

_ESTIMATE = """# Figures of this chapter; see CONTRIBUTING.md, "An estimate".
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
  - name: stages
    label: "GAP: the stages between asking and having"
    value: 1
    unit: s
    range: [0.05, 600]
    why: "GAP: why this value"
results:
  - name: requests
    label: Requests
    unit: request/s
    formula: users * requests_per_user
    explain: "GAP: what this figure decides"
  - name: wait
    label: "GAP: from what to what a user waits"
    unit: s
    formula: stages
    explain: "GAP: how the stages add up"
"""

_PLOT = """plots:
  - name: growth
    title: "GAP: what the picture shows"
    description: "GAP: what one sees in it"
    result: requests
    over: users
"""
_COMPANIONS = {
    "case": {QUESTIONS: questions(), ESTIMATE: _ESTIMATE + _PLOT, PRACTICE: practice()},
    "concept": {ESTIMATE: _ESTIMATE + _PLOT},
}
"""What stands at first in the files beside a chapter, by its kind."""
_CONTRACT = """/// details | The contract: request, error, tables
    attrs: {{id: contract}}

```json
{{"$defs": {{"request": {{"type": "object"}}, "error": {{"type": "object"}}}}}}
```

```sql
CREATE TABLE requests (id BIGINT PRIMARY KEY);
```

GAP: your own fields, and what is idempotent.

///

"""
_FAULTS = f"""| Fault | User sees | Signal | Mitigation |
| --- | --- | --- | --- |
| {GAP} a fault | its effect | its sign | what helps |

"""
_PARTS = {
    ("case", "system-design"): _CONTRACT,
    ("case", "what-breaks-first"): _FAULTS,
    ("case", "numbers"): '{{{{ plot("growth") }}}}\n\n',
    ("concept", "options"): '{{{{ plot("growth") }}}}\n\n',
    ("concept", "code"): '{{{{ program("{program}") }}}}\n\n',
}
"""What a section holds besides its text, by kind and section."""
_PROGRAM = (
    """# GAP: a program that computes what the text says, from 15 to 60 lines.
users = 1000
requests_per_user = 10
seconds = 86400
requests = users * requests_per_user / seconds
peak = 3 * requests
service = 2.0
busy = peak * service
servers = 1
while servers <= busy:
    servers += 1
spare = servers - busy
print(f"requests a second: {requests:.2f}")
print(f"at the peak: {peak:.2f}")
print(f"servers: {servers}")
print(f"spare: {spare:.2f}")
""",
    "requests a second: 0.12\nat the peak: 0.35\nservers: 1\nspare: 0.31\n",
)
"""The program of a concept, and what it prints."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
