"""What is fixed in a page, and that nothing else is touched."""

from __future__ import annotations

import pytest

from scripts.finish.document import parse
from scripts.finish.theme import fix

HEAD = '<!DOCTYPE html><html lang="en"><head></head><body>'


def body(page: str) -> str:
    return page.removeprefix(HEAD).removesuffix("</body></html>")


def fixed(text: str) -> str:
    page = fix(f"{HEAD}{text}</body></html>")
    assert page.startswith(HEAD)
    return body(page)


def test_each_label_of_a_nested_checklist_holds_its_own_box_and_words() -> None:
    nested = (
        '<ul class="task-list">\n<li class="task-list-item"><input type="checkbox"/> outer<ul class="task-list">\n'
        '<li class="task-list-item"><input type="checkbox"/> inner <em>one</em></li>\n'
        '<li class="task-list-item"><input type="checkbox" checked/> inner two</li>\n</ul>\n</li>\n'
        '<li class="task-list-item"><input type="checkbox"/> last</li>\n</ul>'
    )
    assert fixed(nested) == (
        '<ul class="task-list">\n<li class="task-list-item"><label><input type="checkbox"> outer</label>'
        '<ul class="task-list">\n'
        '<li class="task-list-item"><label><input type="checkbox"> inner <em>one</em></label></li>\n'
        '<li class="task-list-item"><label><input type="checkbox" checked=""> inner two</label></li>\n</ul>\n</li>\n'
        '<li class="task-list-item"><label><input type="checkbox"> last</label></li>\n</ul>'
    )


def test_a_label_of_a_loose_checklist_ends_with_its_paragraph() -> None:
    loose = (
        '<ul class="task-list"><li class="task-list-item">\n<p><input type="checkbox"/> outer</p>\n<p>more</p>\n'
        '<ul class="task-list"><li class="task-list-item"><input type="checkbox"/> inner</li></ul></li></ul>'
    )
    assert fixed(loose) == (
        '<ul class="task-list"><li class="task-list-item">\n<p><label><input type="checkbox"> outer</label></p>\n'
        '<p>more</p>\n<ul class="task-list"><li class="task-list-item">'
        '<label><input type="checkbox"> inner</label></li></ul></li></ul>'
    )


@pytest.mark.parametrize(
    "rest",
    ["<pre>x</pre>", "<div>x</div>", "<table class=t><tbody></tbody></table>", "<button>x</button>", "<input>"],
)
def test_a_label_holds_no_block_and_no_second_control(rest: str) -> None:
    assert fixed(f'<ul><li class="task-list-item"><input type="checkbox"> a{rest}</li></ul>').startswith(
        '<ul><li class="task-list-item"><label><input type="checkbox"> a</label><'
    )


def test_an_item_without_a_box_gets_no_label() -> None:
    text = '<ul><li class="task-list-item">words<input type="text"></li><li><input type="checkbox"></li></ul>'
    assert fixed(text) == text


def test_tables_scroll_in_a_box_that_the_keyboard_reaches() -> None:
    table = "<tbody><tr><td>1</td></tr></tbody></table>"
    assert fixed(f"<table>{table}") == (
        '<div class="table-box" tabindex="0" role="group" aria-label="Table"><table class="table">' + table + "</div>"
    )
    assert fixed(f'<table class="matrix">{table}') == f'<table class="matrix">{table}'


def test_code_that_scrolls_is_reached_by_the_keyboard() -> None:
    assert fixed("<pre><span></span><code>a</code></pre><p><code>b</code></p>") == (
        '<pre><span></span><code tabindex="0">a</code></pre><p><code>b</code></p>'
    )


def test_our_script_waits_for_the_first_paint_and_the_themes_for_ours() -> None:
    page = fix(
        '<body><script src="../assets/javascripts/bundle.1ab.min.js"></script>'
        '<script src="../assets/javascripts/main.js" type="module"></script></body>'
    )
    found = parse(page)
    assert found.css("script[src]") == []
    theme, ours, starter = found.css("script")
    assert theme.attributes == {
        "type": "text/plain",
        "id": "theme-script",
        "data-src": "../assets/javascripts/bundle.1ab.min.js",
    }
    assert ours.attributes == {"type": "text/plain", "id": "site-script", "data-src": "../assets/javascripts/main.js"}
    assert starter.attributes == {}
    assert starter.text() == (
        "requestAnimationFrame(()=>setTimeout(()=>"
        'import(new URL(document.getElementById("site-script").dataset.src,location))'
        '.catch(()=>{document.documentElement.className="no-js"})))'
    )


def test_other_scripts_stay() -> None:
    scripts = (
        '<script src="a.js" type="module"></script><script src="b.js"></script>'
        '<script type="module">import "./a.js"; if (1 < 2 && 3 > 2) {}</script>'
    )
    assert fixed(scripts) == scripts


def test_the_switch_of_colors_is_left_to_our_script() -> None:
    assert fixed('<form class="md-header__option" data-md-component="palette"></form>') == (
        '<form class="md-header__option color-switch"></form>'
    )


def test_the_mark_in_the_list_of_contents_is_left_to_our_script() -> None:
    assert fixed('<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix><li>a</ul>') == (
        '<ul class="md-nav__list" data-md-scrollfix=""><li>a</li></ul>'
    )


def test_contents_tell_what_the_spine_leads_to_as_well() -> None:
    spine = '<nav class="pc-spine"><a href="#evaluation">5</a></nav>'
    entry = '<li class="md-nav__item{}"><a href="#{}" class="md-nav__link">x</a></li>'
    page = '<nav class="md-sidebar--secondary"><ul>{}{}</ul></nav>' + spine
    before = page.format(entry.format("", "prompt"), entry.format("", "evaluation"))
    after = page.format(entry.format("", "prompt"), entry.format(" pc-in-spine", "evaluation"))
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize("wide", ["<knowledge-graph></knowledge-graph>", '<p class="x matrix-view"></p>'])
def test_a_page_with_a_wide_figure_says_so(wide: str) -> None:
    assert fixed(f'<main class="md-main">{wide}</main>') == f'<main class="md-main md-main--wide">{wide}</main>'


def test_home_says_so() -> None:
    assert fixed('<main class="md-main"><div class="pc-home"></div></main>') == (
        '<main class="md-main md-main--home"><div class="pc-home"></div></main>'
    )


def test_a_page_that_only_writes_of_wide_figures_is_not_wide() -> None:
    page = '<main class="md-main"><code>&lt;knowledge-graph class="matrix-view"</code></main>'
    assert fixed(page) == page


def test_what_the_standard_does_not_allow_goes() -> None:
    assert fixed('<input type="checkbox" id="a" autocomplete="off"><input type="text" autocomplete="off">') == (
        '<input type="checkbox" id="a"><input type="text" autocomplete="off">'
    )
    assert fixed('<label tabindex>a</label><label tabindex="">b</label><p tabindex="0">c</p>') == (
        '<label>a</label><label>b</label><p tabindex="0">c</p>'
    )


def test_a_page_that_is_fixed_stays_as_it_is() -> None:
    once = fix(
        '<body><main class="md-main"><knowledge-graph></knowledge-graph><table><tr><td>1</table>'
        "<pre><code>a</code></pre>"
        '<ul><li class="task-list-item"><input type="checkbox"> a</ul></main>'
        '<form class="md-header__option" data-md-component="palette"></form>'
        '<script src="/bundle.1.js"></script><script src="assets/javascripts/main.js" type="module"></script></body>'
    )
    assert fix(once) == once
    assert once.count("<label>") == once.count("table-box") == once.count('site-script" data') == 1


@pytest.mark.parametrize(
    "text",
    [
        "<pre>\n\nfirst line is empty</pre>",
        "<pre>first</pre><textarea>\n\na</textarea>",
        '<p>a<br>b<img src="a.png" alt=""></p><hr>',
        '<svg viewBox="0 0 24 24"><linearGradient id="a"></linearGradient><path d="M3 6h18v2H3z"></path></svg>',
        '<svg viewBox="0 0 1 1"><a xlink:href="#a"><foreignObject><p>a</p></foreignObject></a></svg>',
        '<script>if (a < b && c > d) document.write("<p>&amp;</p>")</script>',
        '<style>a > b::before { content: "<&" }</style>',
        "<p title=\"a &amp; &quot;b&quot; 'c'\">&lt;p&gt; &amp;amp; &nbsp;– ä \u00ad</p>",
        "<template><tr><td>1</td></tr></template><noscript><p>no script</p></noscript>",
        '<details open=""><summary>a</summary>b</details><!-- kept --><!--macro:x-->',
        '<math><mi>x</mi><annotation encoding="a">b</annotation></math>',
    ],
)
def test_writing_a_page_changes_nothing_else(text: str) -> None:
    assert fixed(text) == text


def test_a_declaration_the_language_and_the_head_stay() -> None:
    page = (
        '<!DOCTYPE html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>a &amp; b</title>'
        '<link rel="canonical" href="https://example.org/"></head><body dir="ltr"><p>a</p></body></html>'
    )
    assert fix(page) == page


def test_the_themes_script_is_told_what_it_asks_for_and_no_more() -> None:
    told = (
        '{"annotate": null, "base": "..", "features": ["navigation.instant", "navigation.prune", "%s"], '
        '"search": "../assets/javascripts/workers/search.js", "translations": {"clipboard.copy": "Copy & <keep>", '
        '"search.result.none": "No matching documents", "select.version": "Select version"}, "version": null}'
    )
    found = fixed(f'<script id="__config" type="application/json">{told % "navigation.footer"}</script>')
    assert found == (
        '<script id="__config" type="application/json">{"base":"..","features":["navigation.instant"],'
        '"translations":{}}</script>'
    )
    told %= "content.code.copy"
    found = fixed(f'<script id="__config" type="application/json">{told}</script>')
    assert found == (
        '<script id="__config" type="application/json">{"base":"..",'
        '"features":["navigation.instant","content.code.copy"],"translations":{"clipboard.copy":"Copy & \\u003ckeep>"}}'
        "</script>"
    )
    assert fixed(found) == found
