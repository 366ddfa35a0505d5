"""The content model: plain Python that loads, validates and links chapters. It knows no MkDocs type.

    docs/**/*.md ──> Document (headings, links, citations, fences)  ┐
                └──> FrontMatter                                    ┴─> Chapter ┐
    docs/cases/<case>/questions.yml ──> Question                                ├─> Content
    docs/cases/<case>/estimate.yml  ──> Estimate                                │
    docs/cases/cards.yml            ──> CaseCard                                │
    docs/references.bib             ──> Source                                  │
    mkdocs.yml (nav, tags)          ──> Settings                                ┘

`model.load(root)` reads everything once and raises `ContentError` with every problem it found.
"""
