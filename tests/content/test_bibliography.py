"""The bibliography: each entry is printed as meant or refused with its line, and exported whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.problems import Findings
from scripts.content.sources import bibliography, csl
from scripts.content.sources.bibliography import Source
from tests.conftest import SmallSite


def load(tmp_path: Path, text: str) -> tuple[dict[str, Source], list[str]]:
    file = tmp_path / "references.bib"
    file.write_bytes(text.encode())
    findings = Findings()
    return bibliography.read(file, Path("a.bib"), findings), [str(problem) for problem in findings.items]


def entry(kind: str = "misc", key: str = "lee2020", **fields: str) -> str:
    """Return a valid entry with one field a line, the title on line 2, and then the fields given."""
    values = {"title": "{T}", "author": "{Lee, Ann}", "year": "{2020}", "url": "{https://example.org/a}"} | fields
    rows = [f"  {name} = {value}" for name, value in values.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(rows) + "\n}\n"


def only(tmp_path: Path, text: str) -> Source:
    sources, problems = load(tmp_path, text)
    assert problems == []
    [source] = sources.values()
    return source


NAMES = "expected 'Last, First and Last, First'."


@pytest.mark.parametrize(
    ("author", "message"),
    [
        ("Lee, Ann; Kim, Bo", f"has ';' in it; {NAMES}"),
        ("Lee, Ann & Kim, Bo", f"has '&' in it; {NAMES}"),
        ("Lee, Ann and", f"has an 'and' without a name beside it; {NAMES}"),
        ("and Lee, Ann", f"has an 'and' without a name beside it; {NAMES}"),
        ("Lee, Ann and and Kim, Bo", f"has an 'and' without a name beside it; {NAMES}"),
        ("and", f"has an 'and' without a name beside it; {NAMES}"),
        ("others", "names nobody but 'others'; expected 'Last, First and others'."),
        ("others and Lee, Ann", "has 'others' before its end; expected 'Last, First and others'."),
        ("Lee, Ann et al.", "has 'et al.' in it; expected 'and others'."),
        ("Lee, Ann, Kim, Bo", "has 'Lee, Ann, Kim, Bo': too many commas; expected 'Last, First'."),
        ("Lee, Ann, Kim", "has 'Lee, Ann, Kim', with two commas; expected ' and ' between two names."),
        (", Ann", "has ', Ann', with nothing on one side of a comma; expected 'Last, First'."),
        ("Lee,", "has 'Lee,': trailing comma at end of name; expected 'Last, First'."),
        ("Stability AI", "has 'Stability AI'; expected 'Last, First', or an organization in double braces."),
    ],
)
def test_names_that_would_be_read_as_others_are_refused(tmp_path: Path, author: str, message: str) -> None:
    for field in ("author", "editor"):
        problems = load(tmp_path, entry(**{field: f"{{{author}}}"}))[1]
        line = 3 if field == "author" else 6
        assert problems == [f"a.bib:{line}: source 'lee2020': '{field}' {message}"]


@pytest.mark.parametrize(
    ("author", "label", "printed"),
    [
        ("Lee, Ann", "Lee, 2020", "Ann Lee"),
        ("Lee, Ann and Kim, Bo", "Lee and Kim, 2020", "Ann Lee, Bo Kim"),
        ("Lee, Ann AND Kim, Bo", "Lee and Kim, 2020", "Ann Lee, Bo Kim"),
        ("Lee, Ann and Kim, Bo and Cho, Di", "Lee et al., 2020", "Ann Lee, Bo Kim, Di Cho"),
        ("Lee, A. and Kim, B. and Cho, C. and Roy, D.", "Lee et al., 2020", "A. Lee, B. Kim, C. Cho et al."),
        ("Lee, Ann and others", "Lee et al., 2020", "Ann Lee et al."),
        ("van den Berg, Jan", "van den Berg, 2020", "Jan van den Berg"),
        ("King, Jr., Martin Luther", "King, 2020", "Martin Luther King Jr."),
        ("{Stability AI}", "Stability AI, 2020", "Stability AI"),
        (
            "{Procter and Gamble; Sons & Co.} and Kim, Bo",
            "Procter and Gamble; Sons & Co. and Kim, 2020",
            "Procter and Gamble; Sons & Co., Bo Kim",
        ),
        ("OpenAI", "OpenAI, 2020", "OpenAI"),
        ("Anderson, Sandy\n    and Brand, Andy", "Anderson and Brand, 2020", "Sandy Anderson, Andy Brand"),
        ("Müller, Jürgen", "Müller, 2020", "Jürgen Müller"),
    ],
)
def test_names_are_printed_as_meant(tmp_path: Path, author: str, label: str, printed: str) -> None:
    source = only(tmp_path, entry(author=f"{{{author}}}"))
    assert (source.label, source.first_authors) == (label, printed)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "https://web.archive.org/web/*/https://example.org/a"),
        ({"doi": "{10.1145/3706598.3713564}"}, ""),
        ({"eprint": "{2005.11401}", "archiveprefix": "{arXiv}"}, ""),
        ({"url": "", "isbn": "{9781736049143}"}, ""),
    ],
)
def test_a_page_that_nobody_keeps_has_its_copies_named(tmp_path: Path, fields: dict[str, str], expected: str) -> None:
    assert only(tmp_path, entry(**fields)).archive == expected


def test_the_list_of_all_sources_names_six_authors(tmp_path: Path) -> None:
    six = " and ".join(f"L{letter}, {letter}." for letter in "ABCDEF")
    assert only(tmp_path, entry(author=f"{{{six}}}")).author_list == "A. LA, B. LB, C. LC, D. LD, E. LE, F. LF"
    seven = f"{six} and LG, G."
    assert only(tmp_path, entry(author=f"{{{seven}}}")).author_list == "A. LA, B. LB, C. LC, D. LD, E. LE, F. LF et al."


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("year", "²⁰²⁰", "expected a year of four digits, such as 2020."),
        ("year", "٢٠٢٠", "expected a year of four digits, such as 2020."),
        ("year", "2020--2021", "expected a year of four digits, such as 2020."),
        ("year", "20", "expected a year of four digits, such as 2020."),
        ("year", "forthcoming", "expected a year of four digits, such as 2020."),
        ("year", "2202", "expected a year from 1450 to now."),
        ("year", "0020", "expected a year from 1450 to now."),
        ("url", "javascript:alert(1)", "expected an address that begins with https:// or http://."),
        ("url", "data:text/html,x", "expected an address that begins with https:// or http://."),
        ("url", "ftp://example.org/a", "expected an address that begins with https:// or http://."),
        ("url", "example.org/a", "expected an address that begins with https:// or http://."),
        ("url", "//example.org/a", "expected an address that begins with https:// or http://."),
        (
            "url",
            "https:/example.org",
            "expected an address with the name of a site, such as https://example.org/paper.",
        ),
        ("url", "https://example", "expected an address with the name of a site, such as https://example.org/paper."),
        ("url", "https://[::1", "expected an address, such as https://example.org/paper."),
        ("url", "https://example.org:99999/", "expected an address, such as https://example.org/paper."),
        ("url", "https://a:b@example.org/", "expected an address without a user's name."),
        ("url", "https://example.org/a b", "expected an address without spaces, quotes, braces or backslashes."),
        ("url", "https://example.org/{a}", "expected an address without spaces, quotes, braces or backslashes."),
        ("url", "https://example.org/a\\_b", "expected an address without spaces, quotes, braces or backslashes."),
        ("doi", "https://doi.org/10.1000/x", "expected the DOI alone, without 'https://doi.org/'."),
        ("doi", "http://dx.doi.org/10.1000/x", "expected the DOI alone, without 'http://dx.doi.org/'."),
        ("doi", "doi:10.1000/x", "expected the DOI alone, without 'doi:'."),
        ("doi", "DOI: 10.1000/x", "expected the DOI alone, without 'DOI: '."),
        ("doi", "10.1000", "expected a DOI, such as 10.1145/3706598.3713564."),
        ("doi", "11.1000/x", "expected a DOI, such as 10.1145/3706598.3713564."),
        ("doi", "10.1000/a b", "expected a DOI, such as 10.1145/3706598.3713564."),
        ("doi", "10.1000/a.", "expected a DOI, such as 10.1145/3706598.3713564."),
        ("eprint", "arXiv:2005.11401", "expected arXiv's number alone, such as 2005.11401."),
        ("eprint", "https://arxiv.org/abs/2005.11401", "expected arXiv's number alone, such as 2005.11401."),
        ("eprint", "hal-012345", "expected a number of arXiv, such as 2005.11401."),
        ("eprint", "2013.11401", "expected a number of arXiv, such as 2005.11401."),
        (
            "eprint",
            "2005.1140",
            "expected a number of arXiv, such as 2005.11401; numbers of that year have 5 digits after the period.",
        ),
        ("eprint", "9905.11401", "expected a number of arXiv, such as 2005.11401; that year has not come."),
        ("isbn", "978-1-7360491-4-4", "expected another last digit after these, so one is mistyped."),
        ("isbn", "0-306-40615-1", "expected another last digit after these, so one is mistyped."),
        ("isbn", "12345", "expected an ISBN of 10 or 13 digits."),
        ("urldate", "22.11.2026", "expected a day, such as 2026-11-22."),
        ("urldate", "20261122", "expected a day, such as 2026-11-22."),
        ("urldate", "2026-02-30", "expected a day, such as 2026-11-22; the calendar has no such day."),
    ],
)
def test_what_a_source_is_found_by_is_checked(tmp_path: Path, field: str, value: str, expected: str) -> None:
    problems = load(tmp_path, entry(**{field: f"{{{value}}}"}))[1]
    line = {"year": 4, "url": 5}.get(field, 6)
    assert problems == [f"a.bib:{line}: source 'lee2020': '{field}' is '{value}'; {expected}"]


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({}, "https://example.org/a"),
        ({"url": "{http://example.org:8080/~a/?b=c&d#e}"}, "http://example.org:8080/~a/?b=c&d#e"),
        ({"url": "{{https://example.org/a}}"}, "https://example.org/a"),
        ({"url": "", "doi": "{10.1145/3706598.3713564}"}, "https://doi.org/10.1145/3706598.3713564"),
        (
            {"url": "", "doi": "{10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9}"},
            "https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9",
        ),
        ({"eprint": "{2005.11401}"}, "https://arxiv.org/abs/2005.11401"),
        ({"eprint": "{2005.11401v2}", "archiveprefix": "{arXiv}"}, "https://arxiv.org/abs/2005.11401v2"),
        ({"eprint": "{0704.0001}"}, "https://arxiv.org/abs/0704.0001"),
        ({"eprint": "{hep-th/9901001}"}, "https://arxiv.org/abs/hep-th/9901001"),
        ({"eprint": "{math.GT/0309136}"}, "https://arxiv.org/abs/math.GT/0309136"),
        ({"url": "", "isbn": "{0-306-40615-2}"}, ""),
        ({"url": "", "isbn": "{0-8044-2957-X}"}, ""),
        ({"url": "", "isbn": "{978-1-7360491-4-3}"}, ""),
        ({"year": "2020", "urldate": '"2026-11-22"'}, "https://example.org/a"),
        ({"year": "{{2020}}"}, "https://example.org/a"),
    ],
)
def test_a_source_leads_where_it_says(tmp_path: Path, fields: dict[str, str], url: str) -> None:
    assert only(tmp_path, entry(**fields)).url == url


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(
            entry(archiveprefix="{HAL}", eprint="{hal-012345}"),
            ["6: source 'lee2020': 'archiveprefix' is 'HAL'; expected arXiv; give another archive's address as url."],
            id="another archive is one problem",
        ),
        pytest.param(
            entry(archiveprefix="{arXiv}"), ["1: source 'lee2020' has an archiveprefix, but no eprint."], id="no eprint"
        ),
        pytest.param(
            "@string{nips = {Advances}}\n" + entry(booktitle="nips # { 33}"),
            [
                "1: @string 'nips': macros are not read; write the words out where used.",
                "7: source 'lee2020': the value of 'booktitle' is put together with '#', 'nips # { 33}'; macros are "
                "not read, write it out in braces.",
            ],
            id="macro put together",
        ),
        pytest.param(
            entry(title='{A} # " B"'),
            [
                "2: source 'lee2020': the value of 'title' is put together with '#', '{A} # \" B\"'; write it out in "
                "one pair of braces."
            ],
            id="texts put together",
        ),
        pytest.param(
            entry(journal="nature"),
            [
                "6: source 'lee2020': the value of 'journal' is 'nature', without braces; macros are not read, write "
                "it out in braces."
            ],
            id="undefined macro",
        ),
        pytest.param(
            entry(year="{2020}\n  booktitle = {NeurIPS}"),
            [
                "4: source 'lee2020': the value of 'year' goes on after its end with 'booktitle = {NeurIPS}'; expected "
                "a comma between two fields."
            ],
            id="missing comma",
        ),
        pytest.param(
            entry(title='"T"\n  author = {Kim, Bo}', author=""),
            [
                "2: source 'lee2020': the value of 'title' goes on after its end with 'author = {Kim, Bo}'; expected "
                "a comma between two fields."
            ],
            id="missing comma hides what is required",
        ),
        pytest.param(
            entry().replace("example.org/a}", "example.org/a}},\n  booktitle = {NeurIPS}"),
            [
                "5: ', booktitle = {NeurIPS} }' stands between two entries and is lost; expected an entry, or a "
                "comment that begins with '%'. Is a brace too many above?"
            ],
            id="extra brace",
        ),
        pytest.param(
            '% A comment, {with} "marks"\n\n' + entry() + "\n% Another.\nLost words\n" + entry(key="kim2021"),
            [
                "11: 'Lost words' stands between two entries and is lost; expected an entry, or a comment that begins "
                "with '%'. Is a brace too many above?"
            ],
            id="text between entries",
        ),
        pytest.param(
            entry(Title="{Other}"), ["6: source 'lee2020': 'title' stands twice, first on line 2."], id="field twice"
        ),
        pytest.param(
            entry() + entry(key="LEE2020"), ["7: source 'LEE2020' stands twice, first on line 1."], id="key twice"
        ),
        pytest.param(
            entry(key="lee 2020"),
            ["1: source 'lee 2020': its key may have letters, digits, '-' and '_', and no spaces."],
            id="key with a space",
        ),
        pytest.param(
            entry(key="lee;2020"),
            ["1: source 'lee;2020': its key may have letters, digits, '-' and '_', and no spaces."],
            id="key with a semicolon",
        ),
        pytest.param(entry(key=""), ["1: an entry has no key; expected one such as lewis2020retrieval."], id="no key"),
        pytest.param(
            entry("inproceeding"),
            [
                "1: source 'lee2020' has the unknown type '@inproceeding'; expected one of article, book, booklet, "
                "inbook, incollection, inproceedings, manual, mastersthesis, misc, online, phdthesis, proceedings, "
                "techreport, unpublished. Did you mean 'inproceedings'?"
            ],
            id="unknown type",
        ),
        pytest.param(
            entry(title="", titel="{T}"),
            ["5: source 'lee2020' has an unknown field 'titel'. Did you mean 'title'?"],
            id="misspelled field is one problem",
        ),
        pytest.param(entry(author="{}"), ["1: source 'lee2020' has no author."], id="empty author"),
        pytest.param(entry(title="{ }"), ["1: source 'lee2020' has no title."], id="empty title"),
        pytest.param(entry(year=""), ["1: source 'lee2020' has no year."], id="no year"),
        pytest.param(
            entry(journal="{}"), ["6: source 'lee2020': 'journal' is empty; fill it or leave it out."], id="empty field"
        ),
        pytest.param(
            entry(url=""), ["1: source 'lee2020' has no doi, eprint, url or isbn to find it by."], id="not to be found"
        ),
        pytest.param(
            entry(title="{Caf\\'e}"),
            ["2: source 'lee2020' has LaTeX in 'title', '\\'; expected plain UTF-8, such as é, “ or –."],
            id="LaTeX",
        ),
        pytest.param(
            entry(title="{``A'' -- B}"),
            ["2: source 'lee2020' has LaTeX in 'title', '``'; expected plain UTF-8, such as é, “ or –."],
            id="LaTeX quotes",
        ),
        pytest.param(
            entry(title="{A -- B}"),
            ["2: source 'lee2020' has LaTeX in 'title', '--'; expected plain UTF-8, such as é, “ or –."],
            id="LaTeX dash",
        ),
        pytest.param('@preamble{"x"}\n' + entry(), ["1: @preamble is not read; leave it out."], id="preamble"),
        pytest.param(
            entry(title="{T").replace("}\n}\n", "}\n}\n\n") + entry(key="kim2021"),
            [
                "8: broken BibTeX in the entry 'lee2020' that begins on line 1: Unexpected block start: '@misc'. Was "
                "still looking for field-value closing ',' or '}'."
            ],
            id="missing brace, where the parser gave up",
        ),
        pytest.param(
            entry() + entry(key="kim2021", title="{T"),
            [
                "12: broken BibTeX in the entry 'kim2021' that begins on line 7: Unexpectedly reached end of file; is "
                "a '}' missing?"
            ],
            id="missing brace in the last entry",
        ),
        pytest.param(
            entry().replace("lee2020,", "lee2020"),
            [
                "2: broken BibTeX in the entry 'lee2020' that begins on line 1: Expected comma after entry key, but "
                "found =."
            ],
            id="no comma after the key",
        ),
        pytest.param(
            entry(year="{2020}").replace("year =", "year"),
            [
                "4: broken BibTeX in the entry 'lee2020' that begins on line 1: Expected a '=' after entry key, but "
                "found '{'."
            ],
            id="no equals sign",
        ),
    ],
)
def test_each_mistake_is_told_once_with_its_line(tmp_path: Path, text: str, problems: list[str]) -> None:
    assert load(tmp_path, text)[1] == [f"a.bib:{problem}" for problem in problems]


def test_all_problems_of_a_file_are_told_in_one_run(tmp_path: Path) -> None:
    text = entry(key="a", year="{then}", doi="{x}") + entry(key="b", title="{T") + "\n" + entry(key="c", author="{}")
    assert len(load(tmp_path, text)[1]) == 4


def test_a_broken_source_is_no_second_problem_where_it_is_cited(small: SmallSite) -> None:
    small.edit("docs/references.bib", "@inproceedings{lewis2020retrieval,", "@inproceedings{lewis2020retrieval")
    assert [problem for problem in small.problems() if "lewis2020retrieval" in problem] == [
        "docs/references.bib:2: broken BibTeX in the entry 'lewis2020retrieval' that begins on line 1: Expected comma "
        "after entry key, but found =."
    ]


def test_a_file_may_begin_with_a_mark_and_have_windows_line_ends(tmp_path: Path) -> None:
    assert only(tmp_path, "\ufeff" + entry().replace("\n", "\r\n")).title == "T"


def test_a_file_that_is_not_utf8_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_bytes(entry().encode() + b"% caf\xe9\n")
    findings = Findings()
    assert bibliography.read(tmp_path / "references.bib", Path("a.bib"), findings) == {}
    assert [str(p) for p in findings.items] == ["a.bib:7: not UTF-8: byte 0xe9; save the file as UTF-8."]


def test_the_year_is_that_of_the_venue(tmp_path: Path) -> None:
    text = entry("inproceedings", year="{2023}", booktitle="{Learning Representations (ICLR 2024)}")
    assert load(tmp_path, text)[1] == [
        "a.bib:1: source 'lee2020' has the year 2023, and its venue is of 2024; expected one year, the venue's."
    ]
    assert load(tmp_path, text.replace("{2023}", "{2024}"))[1] == []


def test_sources_of_the_same_authors_and_year_get_letters_by_title(tmp_path: Path) -> None:
    text = entry(key="second", title="{B}") + entry(key="first", title="{A}") + entry(key="other", year="{2021}")
    sources = load(tmp_path, text)[0]
    assert {key: source.label for key, source in sources.items()} == {
        "second": "Lee, 2020b",
        "first": "Lee, 2020a",
        "other": "Lee, 2021",
    }


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (
            entry(
                "article",
                author="{Lee, Ann and Kim, Bo and King, Jr., Martin and others}",
                title="{{Deep} Words}",
                journal="{Journal of Words}",
                volume="{12}",
                number="3",
                pages="{543--549}",
                doi="{10.1000/x}",
                editor="{Cho, Di and {An Institute}}",
                urldate="{2026-11-22}",
            ),
            {
                "id": "lee2020",
                "type": "article-journal",
                "title": "Deep Words",
                "author": [
                    {"family": "Lee", "given": "Ann"},
                    {"family": "Kim", "given": "Bo"},
                    {"family": "King", "given": "Martin", "suffix": "Jr."},
                ],
                "editor": [{"family": "Cho", "given": "Di"}, {"literal": "An Institute"}],
                "issued": {"date-parts": [[2020]]},
                "accessed": {"date-parts": [[2026, 11, 22]]},
                "container-title": "Journal of Words",
                "volume": "12",
                "issue": "3",
                "page": "543–549",
                "DOI": "10.1000/x",
                "URL": "https://example.org/a",
            },
        ),
        (
            entry("inproceedings", booktitle="{NeurIPS}", url="", eprint="{2005.11401}", pages="{1–2}"),
            {
                "id": "lee2020",
                "type": "paper-conference",
                "title": "T",
                "author": [{"family": "Lee", "given": "Ann"}],
                "issued": {"date-parts": [[2020]]},
                "container-title": "NeurIPS",
                "page": "1–2",
                "URL": "https://arxiv.org/abs/2005.11401",
                "archive": "arXiv",
                "archive_location": "2005.11401",
            },
        ),
        (
            entry("book", publisher="{MIT Press}", edition="{2}", url="", isbn="{978-1-7360491-4-3}"),
            {
                "id": "lee2020",
                "type": "book",
                "title": "T",
                "author": [{"family": "Lee", "given": "Ann"}],
                "issued": {"date-parts": [[2020]]},
                "publisher": "MIT Press",
                "edition": "2",
                "ISBN": "978-1-7360491-4-3",
            },
        ),
        (
            entry("techreport", institution="{NIST}", howpublished="{NISTIR}", number="{8280}"),
            {
                "id": "lee2020",
                "type": "report",
                "title": "T",
                "author": [{"family": "Lee", "given": "Ann"}],
                "issued": {"date-parts": [[2020]]},
                "publisher": "NIST; NISTIR",
                "number": "8280",
                "URL": "https://example.org/a",
            },
        ),
        (
            entry("online", author="{{Stability AI}}", howpublished="{Stability AI}"),
            {
                "id": "lee2020",
                "type": "webpage",
                "title": "T",
                "author": [{"literal": "Stability AI"}],
                "issued": {"date-parts": [[2020]]},
                "container-title": "Stability AI",
                "URL": "https://example.org/a",
            },
        ),
    ],
)
def test_csl_json_says_what_bibtex_says(tmp_path: Path, text: str, item: dict[str, object]) -> None:
    assert csl.item(only(tmp_path, text)) == item


def test_a_source_with_problems_can_still_be_exported(tmp_path: Path) -> None:
    text = entry(author="{others}", year="{²⁰²⁰}", title="{}")
    [source] = load(tmp_path, text)[0].values()
    assert csl.item(source) == {"id": "lee2020", "type": "document", "URL": "https://example.org/a"}
    assert source.label == "lee2020, "
