"""What was read is remembered for as long as nothing that decides how it is read has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.chapters.cache import FILE, Cache
from scripts.content.chapters.document import Document

ONE, TWO = Document(words=1), Document(words=2)


def kept(root: Path, settings: str, *parts: object) -> Document | None:
    cache = Cache(root, settings)
    return cache.get(cache.key(*parts), Document)


def test_what_was_read_is_known_the_next_time_by_text_and_settings(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "settings")
    cache.put(cache.key(1, "text"), ONE)
    assert kept(tmp_path, "settings", 1, "text") is None, "before it is saved"
    cache.save()
    assert kept(tmp_path, "settings", 1, "text") == ONE
    assert kept(tmp_path, "settings", 2, "text") is None
    assert kept(tmp_path, "settings", 1, "texts") is None
    assert kept(tmp_path, "settings", "1text") is None
    assert kept(tmp_path, "other settings", 1, "text") is None


def test_what_is_not_used_any_more_is_forgotten_and_what_is_new_is_kept(tmp_path: Path) -> None:
    for documents in ({"a": ONE, "b": ONE}, {"b": ONE, "c": TWO}):
        cache = Cache(tmp_path, "")
        for text, document in documents.items():
            key = cache.key(text)
            if cache.get(key, Document) is None:
                cache.put(key, document)
        cache.save()
    assert [kept(tmp_path, "", text) for text in "abc"] == [None, ONE, TWO]
    assert [file.name for file in (tmp_path / FILE).parent.iterdir()] == [FILE.name], "no temporary file is left"


def test_nothing_is_written_when_nothing_is_new(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "")
    cache.save()
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("data", [b"", b"no pickle", b"N."])
def test_a_broken_file_is_no_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(data)
    assert kept(tmp_path, "", "a") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FILE.parent).write_text("a file where the folder should be")
    cache = Cache(tmp_path, "")
    cache.put(cache.key("a"), ONE)
    cache.save()
    assert kept(tmp_path, "", "a") is None
