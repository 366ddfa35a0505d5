"""The syntax of BibTeX: entries with their fields and lines, and all that is written but belongs to none.

bibtexparser splits the file. What it lets pass and then reads as something else is refused here: a value that is more
than one text in braces or quotes, text between entries, macros, a field twice.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from bibtexparser import entrypoint
from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)

_MOST = 40
"""Characters of the file that a message repeats."""

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs is said below, with its line


@dataclass(frozen=True)
class RawField:
    """A field without the braces or quotes around its value; inner braces are left."""

    name: str
    value: str
    line: int


@dataclass(frozen=True)
class RawEntry:
    """An entry as written.

    Args:
        whole: False when a part of it could not be read, so that nothing may be said to be missing.
    """

    key: str
    kind: str
    fields: tuple[RawField, ...]
    line: int
    whole: bool = True


@dataclass(frozen=True)
class Fault:
    """What is wrong, and on which line."""

    line: int
    message: str


def parse(text: str) -> tuple[list[RawEntry], list[Fault]]:
    """Split a BibTeX file into its entries; a broken one is returned as far as its key is known."""
    library: Library = entrypoint.parse_string(text, parse_stack=[])
    entries: dict[str, RawEntry] = {}
    faults: list[Fault] = []
    after_failure = False
    for block in library.blocks:
        if isinstance(block, ImplicitComment) and after_failure:
            continue  # the rest of what could not be read
        after_failure = isinstance(block, ParsingFailedBlock) and not isinstance(
            block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)
        )
        entry = _entry(block, text, entries, faults)
        if entry is not None:
            entries.setdefault(entry.key.casefold(), entry)  # BibTeX does not tell upper from lower case
    return list(entries.values()), faults


def _entry(block: Block, text: str, entries: dict[str, RawEntry], faults: list[Fault]) -> RawEntry | None:
    """Return the block as an entry, or add to `faults` why it is none."""
    line = (block.start_line or 0) + 1
    match block:
        case DuplicateBlockKeyBlock() | DuplicateFieldKeyBlock():
            inner = block.ignore_error_block
            return _entry(inner, text, entries, faults) if inner is not None else None
        case ParsingFailedBlock():
            return _failed(block, line, text, faults)
        case ImplicitComment():
            faults.extend(_between(block.comment, line))
        case String():
            faults.append(Fault(line, f"@string '{block.key}': macros are not read; write the words out where used."))
        case Preamble():
            faults.append(Fault(line, "@preamble is not read; leave it out."))
        case Entry():
            if block.key.casefold() in entries:
                first = entries[block.key.casefold()].line
                faults.append(Fault(line, f"source '{block.key}' stands twice, first on line {first}."))
                return None
            return _whole(block, line, faults)
        case ExplicitComment():
            pass
    return None


def _whole(entry: Entry, line: int, faults: list[Fault]) -> RawEntry:
    fields: list[RawField] = []
    before = len(faults)
    first: dict[str, int] = {}
    for field in entry.fields:
        name, at = field.key.lower(), (field.start_line or 0) + 1
        if name in first:
            faults.append(Fault(at, f"source '{entry.key}': '{name}' stands twice, first on line {first[name]}."))
            continue
        first[name] = at
        value, fault = _value(str(field.value).strip())
        if fault:
            faults.append(Fault(at, f"source '{entry.key}': the value of '{name}' {fault}"))
        else:
            fields.append(RawField(name, value, at))
    return RawEntry(entry.key, entry.entry_type.lower(), tuple(fields), line, whole=len(faults) == before)


def _value(raw: str) -> tuple[str, str]:
    """Return the text of a value, and what is wrong with how it is written."""
    if re.fullmatch(r"[0-9]+", raw):
        return raw, ""
    end = _end_of_group(raw)
    if not end:
        if "#" in raw:
            return "", f"is put together with '#', {_excerpt(raw)}; macros are not read, write it out in braces."
        return "", f"is {_excerpt(raw)}, without braces; macros are not read, write it out in braces."
    rest = raw[end:].strip()
    if rest.startswith("#"):
        return "", f"is put together with '#', {_excerpt(raw)}; write it out in one pair of braces."
    if rest:
        return "", f"goes on after its end with {_excerpt(rest)}; expected a comma between two fields."
    return raw[1:-1], ""


def _end_of_group(raw: str) -> int:
    """Return where the text in braces or quotes with which `raw` begins ends, or 0 where it begins with none."""
    if not raw or raw[0] not in '{"':
        return 0
    depth = 0
    for index, character in enumerate(raw):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        closes = depth == 0 and (character == "}" if raw[0] == "{" else character == '"' and index > 0)
        if closes:
            return index + 1
    return 0


def _failed(block: ParsingFailedBlock, line: int, text: str, faults: list[Fault]) -> RawEntry | None:
    error = block.error
    found = re.match(r"@(\w+)\s*[{(]\s*([^\s,{}()\"=]+)", block.raw or "")
    key = found.group(2) if found else ""
    reason = " ".join(str(getattr(error, "abort_reason", None) or error).split()).replace("`", "'").rstrip(".")
    if "end of file" in reason:
        reason += "; is a '}' missing?"
    end = getattr(error, "end_index", None)
    # The parser reads the text with a line end in front, hence no 1 is added.
    at = min(f"\n{text}"[: end + 1].count("\n"), len(text.rstrip("\n").split("\n"))) if end is not None else line
    begins = f" in the entry '{key}' that begins on line {line}" if key else ""
    faults.append(Fault(at, f"broken BibTeX{begins}: {reason}{'' if reason.endswith('?') else '.'}"))
    return RawEntry(key, found.group(1).lower(), (), line, whole=False) if found else None


def _between(comment: str, line: int) -> list[Fault]:
    """Return a fault for text between entries that is not marked as a comment with '%'."""
    rows = comment.split("\n")
    for offset, row in enumerate(rows):
        if row.strip() and not row.lstrip().startswith("%"):
            expected = "expected an entry, or a comment that begins with '%'. Is a brace too many above?"
            return [
                Fault(
                    line + offset,
                    f"{_excerpt(' '.join(rows[offset:]))} stands between two entries and is lost; {expected}",
                )
            ]
    return []


def _excerpt(text: str) -> str:
    folded = " ".join(text.split())
    return f"'{folded}'" if len(folded) <= _MOST else f"'{folded[:_MOST]}…'"
