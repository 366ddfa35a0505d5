"""The types of entries that the bibliography may have, and what CSL calls them."""

from __future__ import annotations

CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "unpublished": "manuscript",
}
"""BibTeX's types ("BibTeXing", Patashnik 1988, section 3.1), BibLaTeX's `online`, and the types of CSL 1.0.2 (III)."""
