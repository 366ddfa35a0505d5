"""The twin of a page: each part of an article as Markdown, on small pages, and what holds on all of the site's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.content.maths import rows
from scripts.content.model import Content
from scripts.finish import finish, markdown
from scripts.finish.document import parse, serialize
from scripts.pages.site import content_of
from tests.conftest import SITE_URL, SmallSite

BASE = "https://example.org/course/"
SOURCE = "flowchart TD\n  accTitle: A way\n  accDescr: From one to two.\n  a[One] --> b[Two]"
BODY = f"""Text with $`x_t < 2`$ [@lewis2020retrieval].

```mermaid
{SOURCE}
```

```math
a &= b + c \\\\
d &= \\text{{two words}}
```

```math
e = f
```
"""
_FENCED = re.compile(r"(?ms)^[> ]*(`{3,})[^\n]*\n.*?^[> ]*\1$")
_CODE = re.compile(r"`[^`\n]+`|\$[^$\n]+\$|(?ms:^\$\$$.*?^\$\$$)")


def prose(text: str) -> str:
    """Return a twin without its code and formulas."""
    return _CODE.sub("", _FENCED.sub("", text))


def tags(text: str) -> list[str]:
    return re.findall(r"(?<!\\)</?[a-zA-Z!][^\n]{0,40}", prose(text))


class Small:
    """A chapter whose page a test writes by hand."""

    def __init__(self, small: SmallSite) -> None:
        small.write("docs/one.md", small.chapter("One", f"## Part {{ #part }}\n\n{BODY}"))
        self.content = small.load()

    def twin(self, article: str, *, base: str = BASE) -> str:
        page = f'<body><nav>Away</nav><div class="md-content"><article>{article}</article></div></body>'
        return markdown.twin(serialize(parse(page)), self.content.chapters["one"], self.content, base)

    def body(self, article: str) -> str:
        """Return what stands below the title and the address."""
        return self.twin(article).split("\n\n", 2)[2].removesuffix("\n")


@pytest.fixture
def one(small: SmallSite) -> Small:
    return Small(small)


def test_title_address_and_facts_come_first(one: Small) -> None:
    facts = '<ul class="plain chapter-facts"><li><svg></svg> Case</li><li><a href="two/">More</a></li>'
    facts += "<li>Updated <time>29 November 2026</time></li></ul>"
    text = one.twin(f'<h1 id="one">One<a class="headerlink" href="#one">¶</a></h1>{facts}<p>Text.</p>')
    head = "# One\n\nhttps://example.org/course/one/ · Case · Updated 29 November 2026\n\n"
    assert text == f"{head}- [More](https://example.org/course/one/two/)\n\nText.\n"
    assert one.twin("<p>Text.</p>").split("\n")[2] == f"{BASE}one/ · Updated 22 November 2026"


def test_a_page_without_an_article_has_no_twin(one: Small) -> None:
    assert markdown.twin("<p>x</p>", one.content.chapters["one"], one.content, BASE) == ""


@pytest.mark.parametrize(
    "control",
    [
        '<nav class="pc-spine"><ol><li>1</li></ol></nav>',
        '<nav class="md-tags"><a href="#">tag</a></nav>',
        "<button>Press</button>",
        '<div class="term-notes" hidden><p>Definition</p></div>',
        '<h3 id="neighborhood">Neighborhood</h3>',
        '<figure class="neighborhood"><svg><text>x</text></svg><figcaption>And 5 more</figcaption></figure>',
        '<fieldset class="choices"><legend>Step</legend><input type="radio"></fieldset>',
        '<pc-drill class="pc-drill"><p>needs a script</p></pc-drill>',
        '<pc-room class="pc-room"><p>needs a script</p></pc-room>',
        '<pc-settings class="pc-settings"><p>needs a script</p></pc-settings>',
        "<svg><title>x</title></svg>",
        "<script>x</script><!-- macro -->",
    ],
)
def test_what_leads_around_and_is_clicked_is_left_out(one: Small, control: str) -> None:
    assert one.body(f"<p>Before.</p>{control}<p>After.</p>") == "Before.\n\nAfter."


def test_a_diagram_is_its_title_its_description_and_its_source(one: Small) -> None:
    legend = '<span class="diagram-legend">Core.</span><details class="diagram-legend-fold"><p>A box.</p></details>'
    caption = f"<figcaption><strong>A way.</strong> From one to two. {legend}</figcaption>"
    drawn = f'<figure class="diagram"><diagram-view><svg><text>One</text></svg></diagram-view>{caption}</figure>'
    assert one.body(f"<p>x</p>{drawn}") == f"x\n\n**A way.** From one to two.\n\n```mermaid\n{SOURCE}\n```"
    with pytest.raises(ValueError, match=r"^one\.md: the page shows a diagram 'Another way'"):
        one.body(drawn.replace("A way", "Another way"))


def test_a_plot_is_its_title_and_its_description(one: Small) -> None:
    plot = (
        '<figure class="pc-picture"><svg><text>3</text></svg><figcaption><strong>Cost.</strong> It falls.</figcaption>'
    )
    assert one.body(f"<p>x</p>{plot}</figure>") == "x\n\n**Cost.** It falls."


def test_formulas_are_latex(one: Small) -> None:
    sources = [fence.source for fence in one.content.chapters["one"].document.fences if fence.language == "math"]
    blocks = "".join(rows.block(source) for source in sources)
    written = one.body(f"<p>With {rows.inline('x_t < 2')} it ends.</p>{blocks}")
    aligned = "$$\n\\begin{aligned}\na &= b + c \\\\\nd &= \\text{two words}\n\\end{aligned}\n$$"
    assert written == f"With $x_t < 2$ it ends.\n\n{aligned}\n\n$$\ne = f\n$$"
    with pytest.raises(ValueError, match=r"^one\.md: the page shows a formula"):
        one.body(f"<p>{rows.inline('y')}</p>")


def test_folds_stand_open(one: Small) -> None:
    asked = '<details class="question"><summary>Why <b>this</b>?</summary><p class="question-facts">'
    asked += '<span class="level">Senior</span> <span class="tier">tricky</span></p><p>So.</p></details>'
    assert one.body(asked) == "**Why this?**\n\n*Senior, tricky*\n\nSo."
    headed = '<details class="question"><summary><h3 id="q">Why?</h3></summary><p class="question-facts">'
    headed += '<a class="headerlink pc-fold-link" href="#q">Link</a></p><p>So.</p></details>'
    assert one.body(headed) == "### Why?\n\nSo."


def test_blocks_say_what_they_are(one: Small) -> None:
    say = '<div class="admonition say"><p class="admonition-title">Say</p><p>I count.</p><ul><li>a</li></ul></div>'
    assert one.body(say + say) == "\n\n".join(["> **Say**\n>\n> I count.\n>\n> - a"] * 2)
    assert one.body('<p class="pc-decision">We take it.</p>') == "**Decision.** We take it."


def test_a_turn_has_its_speaker_its_clock_and_its_note(one: Small) -> None:
    turn = '<div class="pc-turn"><p class="pc-turn__who"><strong>Candidate</strong> <time>13:30</time> {}</p>'
    turn += '<div class="pc-turn__said"><p>Hm.</p></div><details class="graded"><summary>Kept</summary><p>Slow.</p>'
    turn += "</details></div>"
    note = "Hm.\n\n> **Interviewer's note: Kept**\n>\n> Slow."
    assert one.body(turn.format("")) == f"**Candidate, 13:30**\n\n{note}"
    wrong = turn.format('<span class="pc-turn__mark">a wrong turn</span>')
    assert one.body(wrong) == f"**Candidate, 13:30 (a wrong turn)**\n\n{note}"


def test_a_dialogue_says_who_speaks_and_other_definitions_are_a_list(one: Small) -> None:
    talk = "<dl><dt>How many?</dt><dd><p>Ten.</p></dd><dd><p>So two.</p></dd></dl>"
    said = "**You:** How many?\n\n**Interviewer:** Ten.\n\n**So:** So two."
    assert one.body(f'<div class="dialogue">{talk}</div>') == said
    assert one.body("<dl><dt>a</dt><dd>b<p>c</p></dd><dd>d</dd></dl>") == "- **a**: b\n\n  c\n\n  d"
    words = (
        '<dl class="glossary"><div id="a"><dt>agent <span class="glossary__short">A</span></dt><dd>It acts.</dd></div>'
    )
    assert one.body(f"{words}<div><dt>A</dt><dd>See agent.</dd></div></dl>") == (
        "- **agent (A)**: It acts.\n- **A**: See agent."
    )


def test_links_are_whole_and_citations_lead_to_their_source(one: Small) -> None:
    assert one.body('<p>See <a href="../two/#a">two</a> and <a href="#b">b</a>.</p>') == (
        "See [two](https://example.org/course/two/#a) and [b](https://example.org/course/one/#b)."
    )
    cited = '<span class="citation">(<a href="#source-lewis2020retrieval">Lewis et al., 2020</a>)</span>'
    assert one.body(f"<p>Said {cited}.</p>") == "Said ([Lewis et al., 2020](https://arxiv.org/abs/2005.11401))."
    term = '<p>A <a class="term" href="../glossary/#token" aria-describedby="term-token">token</a>.</p>'
    assert one.body(term) == "A token."


def test_related_chapters_are_told_apart(one: Small) -> None:
    related = '<ul class="plain related"><li><a href="../two/"><span class="related__kind">Case</span> '
    related += '<span class="related__title">Two</span></a> <span class="related__why">Go there.</span></li></ul>'
    assert one.body(related) == "- [Case: Two](https://example.org/course/two/): Go there."


def test_code_has_its_language_and_its_lines(one: Small) -> None:
    source = 'a = "&lt;b&gt;"\n\n\ndef f():\n    pass\n'
    code = f'<pre class="highlight"><code class="language-python" tabindex="0">{source}</code></pre>'
    assert one.body(code) == '```python\na = "<b>"\n\n\ndef f():\n    pass\n```'
    assert one.body("<pre><code>```\nx\n```</code></pre>") == "````\n```\nx\n```\n````"
    assert one.body("<p>Write <code>a_b * c</code>.</p>") == "Write `a_b * c`."


def test_a_table_is_a_table_with_its_title(one: Small) -> None:
    head = "<thead><tr><th>Result</th><th>Value</th></tr></thead>"
    rows_ = '<tr><th scope="row">Cost <code>a|b</code></th><td>$3 <span class="figure__range">$1 to $5</span></td></tr>'
    rows_ += "<tr><th>Shared</th><td><ul><li>one</li><li>two</li></ul></td></tr>"
    table = f"<live-estimate><table><caption>Results</caption>{head}<tbody>{rows_}</tbody></table></live-estimate>"
    assert one.body(table) == (
        "**Results**\n\n| Result | Value |\n| --- | --- |\n| Cost `a\\|b` | $3 ($1 to $5) |\n| Shared | one; two |"
    )


def test_what_would_turn_a_choice_reads_on(one: Small) -> None:
    cell = 'A guess.<span class="pc-flip">At 2 or more: Buy.</span><span class="pc-flip">At 1 or less: Rent.</span>'
    head = "<thead><tr><th>Assumption</th><th>Why</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><th>Rent</th><td>{cell}</td></tr></tbody></table>"
    assert one.body(table).endswith("| Rent | A guess. At 2 or more: Buy. At 1 or less: Rent. |")


def test_lists_show_the_numbers_that_the_page_shows(one: Small) -> None:
    assert one.body("<ol><li>a</li><li>b</li></ol>") == "1. a\n2. b"
    assert one.body('<ol class="plain"><li>1 a</li><li>2 b</li></ol>') == "- 1 a\n- 2 b"
    box = '<ul><li class="task-list-item"><label><input type="checkbox"> Said.</label></li></ul>'
    assert one.body(box) == "- [ ] Said."


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("peak_keys and _x_", r"peak_keys and \_x\_"),
        ("a &lt;b&gt; c, p &lt; 3", r"a \<b> c, p < 3"),
        ("it takes\n- 3 off\n+ 2", "it takes - 3 off + 2"),
        ("1. is no list", r"1\. is no list"),
        ("# is no heading", r"\# is no heading"),
        ("0.083&nbsp;s", "0.083 s"),
    ],
)
def test_text_stays_text(one: Small, html: str, written: str) -> None:
    assert one.body(f"<p>{html}</p>") == written


_PARTS = st.sampled_from(
    [
        *("<p>{}</p>", "<ul><li>{}</li></ul>", "<h2>{}</h2>", "<details><summary>{}</summary></details>"),
        *('<div class="admonition"><p>{}</p></div>', "<section><b>{}</b></section>", "<td>{}</td>"),
        *("<dl><dt>{}</dt><dd>x</dd></dl>", "<table><tr><td>{}</td></tr></table>", "<pre><code>{}</code></pre>"),
    ]
)
_WORDS = st.text(st.sampled_from("ab <>&/!*_`#-+1. \n")).map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_PARTS, _WORDS), max_size=5))
def test_no_tag_and_no_run_of_blank_lines_is_left(parts: list[tuple[str, str]]) -> None:
    content = content_of()
    article = "".join(part.format(words) for part, words in parts)
    page = f'<div class="md-content"><article>{article}</article></div>'
    text = markdown.twin(page, content.chapters["glossary"], content, BASE)
    outside = _FENCED.sub("```", text)
    assert "\n\n\n" not in outside
    assert not re.search(r"[ \t]$", outside, re.MULTILINE)
    assert [tag for tag in tags(text) if not re.match(r"</?[ab]+[ \n]*$", tag)] == []


def test_a_twin_stands_beside_its_page_and_stays_in_a_preview(small: SmallSite) -> None:
    raw, out = small.root / "raw", small.root / "out"
    for path in ("index.html", "one/index.html"):
        (raw / path).parent.mkdir(parents=True, exist_ok=True)
        text = '<link rel="canonical" href="https://example.org/"><div class="md-content"><article>{}</article></div>'
        (raw / path).write_text(text.format('<h1 id="x">X</h1><a href="site:one/#part">Part</a>'), encoding="utf-8")
    content, docs = small.load(), small.root / "docs"
    finish(raw, out, content, docs=docs)
    assert (out / "index.md").read_text(encoding="utf-8").startswith("# Home\n\nhttps://example.org/ · Updated")
    assert "[Part](https://example.org/one/#part)" in (out / "one/index.md").read_text(encoding="utf-8")
    finish(raw, out, content, docs=docs, changed=[])
    assert (out / "one/index.md").is_file()
    (raw / "one/index.html").unlink()
    finish(raw, out, content, docs=docs, changed=[])
    assert not (out / "one").exists()


def test_every_page_of_the_site_has_a_whole_twin(site: Path, content: Content) -> None:
    for chapter in content.chapters.values():
        text = (site / chapter.url / "index.md").read_text(encoding="utf-8")
        assert text.startswith(f"# {chapter.title}\n\n{SITE_URL}{chapter.url} · "), chapter.id
        assert f"Updated {chapter.fields.updated.day} {chapter.fields.updated:%B %Y}" in text.split("\n")[2]
        assert tags(text) == [], chapter.id
        assert "\n\n\n" not in _FENCED.sub("```", text), chapter.id
        assert "](../" not in text
        assert "](#" not in text
        for fence in chapter.diagrams:
            assert f"```mermaid\n{fence.source.strip()}\n```" in text, f"{chapter.id}:{fence.line}"
        for document in chapter.documents:
            for heading in document.headings:
                assert f"# {heading.text}\n" in text.replace("\\", ""), f"{chapter.id}: {heading.text}"
        assert len(re.findall(r"(?m)^\*(?:Mid|Senior|Staff), .*\*$", text)) == len(chapter.questions)
