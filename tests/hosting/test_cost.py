"""What a million readers take is computed, and HOSTING.md quotes what was computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.content.problems import ContentError
from scripts.hosting import cost
from tests.conftest import ROOT

PAGE = ".github/HOSTING.md"
HASHED = r"[.-]({}[0-9a-f]{{8}}|[0-9A-Z]{{8}})\.({}min\.)?[a-z0-9]+"


def test_the_page_quotes_what_is_computed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cost.main() == 0
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    quoted = page.split("<!-- What `make cost` prints. -->\n\n")[1].split("\n<!-- Until here. -->")[0]
    assert quoted == capsys.readouterr().out


def test_the_limit_that_binds_first_is_named_first() -> None:
    said = cost.order(cost.read(ROOT))
    assert said.startswith("In the order in which they bind: the soft limit of GitHub Pages allows 17,500 users/day, ")
    assert re.search(r"a port .* carries .*, nginx serves .*\.$", said)


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    for path in (cost.ESTIMATE, Path("docs/world.yml")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((ROOT / path).read_bytes())
    text = (ROOT / cost.ESTIMATE).read_text(encoding="utf-8").replace("formula: readers * ", "formula: reader * ")
    (tmp_path / cost.ESTIMATE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"scripts/hosting/estimate\.yml:\d+: 'bytes_day': .*'reader'"):
        cost.read(tmp_path)


def test_all_hosts_keep_the_same_names_for_good() -> None:
    assert HASHED.format("?:", "?:") in (ROOT / "scripts/hosting/nginx.conf").read_text(encoding="utf-8")
    assert HASHED.format("", "") in (ROOT / PAGE).read_text(encoding="utf-8")
