"""A small project that is whole: every kind of file that an author writes, and all that the build's tools ask for."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.diagrams import snapshots
from scripts.diagrams.snapshots import name_of
from tests.conftest import ROOT, SmallSite
from tests.content.test_drill import DRILL, RELATED, SECTIONS
from tests.content.test_drill import ESTIMATE as CACHE
from tests.content.test_plans import plans
from tests.content.test_programs import SOURCE as PROGRAM
from tests.content.test_rubric import RUBRIC
from tests.content.test_world import ESTIMATE, WORLD

SETTINGS = """site_name: Small
site_url: http://localhost/
theme: {name: material, font: false, custom_dir: overrides}
extra_css: [assets/stylesheets/book.css]
extra_javascript: [{path: assets/javascripts/main.js, type: module}]
exclude_docs: |
  *.yml
  *.bib
  concepts/code/*.txt
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
PLUGINS = """modules: [scripts.pages.macros]
      on_error_fail: true
      on_undefined: strict
      render_by_default: false
      force_render_paths: "**/*.md"
  - mermaid2:
      javascript: assets/vendor/mermaid.min.js
  - redirects:
      redirect_maps: {}
"""
NAVIGATION = """  - two.md
  - three.md
  - practice/estimates/cache/index.md
"""
DIAGRAM = """flowchart TD
    accTitle: Parts
    accDescr: One leads to the other.
    a[One] --> b[(Other)]
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><text>One</text><text>Other</text></svg>'
CARDS = """- slug: chat
  title: Chat
  modality: Text to text
  makes: text
  latency: A second
  wait: answer
  core: Language model
  difficulty: easy
  trade_off: The best model loses to the quick one.
  shares:
    - {with: images, what: beams}
- slug: images
  title: Images
  modality: Text to image
  makes: image
  latency: Minutes
  wait: draft
  core: Diffusion model
  difficulty: hard
  trade_off: The best image loses to the quick one.
  shares: []
"""
GLOSSARY = """- term: first term
  short: FT
  definition: A sentence of at least forty characters that explains it.
  explained: one#part
- term: second term
  definition: Another sentence of at least forty characters that explains it.
  explained: two
"""
RUBRIC_FILE = "docs/practice/rubric.yml"
ADDRESSES = "# Every page, and every heading.\n\none/\none/#part\n"
_PACKAGES = {"node_modules", ".venv"}


class Whole(SmallSite):
    """The project; like every small site, to break in one place."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.edit("mkdocs.yml", "site_name: Small\n", SETTINGS)
        self.edit("mkdocs.yml", "modules: [scripts.pages.macros]\n", PLUGINS)
        self.edit("mkdocs.yml", "  - two.md\n", NAVIGATION)
        fence = f"```mermaid\n{DIAGRAM}```\n\n"
        self.write("docs/index.md", self._page("Home", f"[One](one.md#part) says it [@lewis2020retrieval].\n\n{fence}"))
        self.write("docs/one.md", self._page("One", "## Part { #part }\n\nText.\n\n"))
        self.write("docs/two.md", self._page("Two", 'It is {{ value("cost") }}.\n\n{{ estimate() }}\n\n'))
        shown = 'It prints {{ printed("count", "sum") }}.\n\n{{ program("count") }}\n\n'
        self.write("docs/three.md", self._page("Three", shown + 'They cost {{ world("card_price") }}.\n\n'))
        self._data()
        self._tools()

    @classmethod
    def _page(cls, title: str, body: str) -> str:
        return cls.chapter(title, f"{{{{ chapter_start() }}}}\n\n{body}{{{{ chapter_end() }}}}\n")

    def _data(self) -> None:
        self.write("docs/world.yml", WORLD)
        self.write("docs/two.estimate.yml", ESTIMATE)
        self.write("docs/glossary.yml", GLOSSARY)
        self.write("docs/aliases.yml", "one: [first chapter]\ntwo: [second chapter]\n")
        self.write("docs/cases/cards.yml", CARDS)
        self.write("docs/practice/plans.yml", plans())
        self.write(RUBRIC_FILE, RUBRIC)
        self.write("docs/practice/estimates/drill.yml", DRILL)
        cache = self.chapter(
            "Cache",
            f"{{{{ chapter_start() }}}}\n\n{SECTIONS}{{{{ estimate() }}}}\n\n{{{{ chapter_end() }}}}\n",
            more=RELATED,
        )
        self.write("docs/practice/estimates/cache/index.md", cache.replace("kind: page", "kind: estimate"))
        self.write("docs/practice/estimates/cache/estimate.yml", CACHE)
        self.write("docs/concepts/code/count.py", PROGRAM)
        self.write("docs/concepts/code/count.txt", "sum: 91 answers\n")

    def _tools(self) -> None:
        self.write("docs/assets/stylesheets/book.css", "body { color: #111 }\n.md-typeset p { color: #222 }\n")
        self.write("docs/assets/javascripts/main.js", 'document.body.dataset.ready = "yes";\n')
        self.write("docs/assets/vendor/mermaid.min.js", "// Mermaid\n")
        self.write("overrides/main.html", '{% extends "base.html" %}\n')
        unused = shutil.ignore_patterns("__pycache__", "bench", "look", "measure", "mutants", "setup")
        shutil.copytree(ROOT / "scripts", self.root / "scripts", ignore=unused)
        shutil.copytree(ROOT / "scripts/setup", self.root / "scripts/setup")
        self.write("scripts/checks/addresses.txt", ADDRESSES)
        for name in _PACKAGES:
            (self.root / name).symlink_to(ROOT / name)
        for name in ("package.json", "package-lock.json", snapshots.FONT):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        self.write(f"{snapshots.FOLDER}/{self.snapshot}.svg", PICTURE)

    @property
    def snapshot(self) -> str:
        """The name of the one diagram's snapshot."""
        return name_of(DIAGRAM, self.root)
