"""The content model: plain Python that loads, validates and links chapters. It knows no generator.

    mkdocs.yml (navigation, tags, Markdown)  ──> Settings ──┐
    docs/**/*.md ──> front matter ──> Header                ├──> Chapter ──┐
                └──> Reader ────────> Document              │              │
    beside a chapter: questions.yml ──> Question, Document ─┤              ├──> rules ──> Content
                      estimate.yml ───> Estimate ───────────┤              │
                      practice.yml ───> Practice ───────────┘              │
    docs/references.bib ──> Source    docs/glossary.yml ──> Term ──────────┤
    docs/cases/cards.yml ─> CaseCard  docs/aliases.yml ──> Aliases ────────┘

`model.load(root)` reads everything once and raises `ContentError` with every problem it found. Packages: `files` (text
and YAML as authors save them), `chapters` (one chapter and what stands beside it), `mermaid` (diagrams), `estimates`,
`sources`, `data` (files of the whole site), `rules` (what must hold). `kinds.py` is the one list of kinds of chapters.
"""
