"""Large glossary files come from the cache as they come from the file, and only for the very same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import glossary_cache
from align.errors import GlossaryError
from align.glossary import parse_glossary

TEXT = """\
- id: no
  definition: "yes: 𠀀"
  part_of_speech: noun
  en:
    preferred: no
    abbreviation: [N, O]
  zh:
    preferred: 不
    forbidden: [否]
  note: n
  source: s
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(glossary_cache, "LEAST", 0)
    return tmp_path / "cache"


def test_what_comes_from_the_cache_is_what_was_read(folder: Path) -> None:
    read = parse_glossary(TEXT, "glossary/a.yaml")
    assert len(list(folder.iterdir())) == 1
    assert glossary_cache.cached(TEXT, "glossary/a.yaml") == read
    assert parse_glossary(TEXT, "glossary/a.yaml") == read
    assert glossary_cache.cached(TEXT, "glossary/b.yaml") is None
    assert glossary_cache.cached(TEXT + " ", "glossary/a.yaml") is None


def test_a_faulty_file_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(GlossaryError, match="stands twice"):
            parse_glossary(TEXT + TEXT, "a.yaml")


UNKNOWN_STATUS = b'[["a", [["t", "en", "liked", false, 1]], "", "", "", "", "", 1]]'


@pytest.mark.parametrize("junk", [b"", b"{}", b"[[1]]", b"\xff", UNKNOWN_STATUS])
def test_a_broken_cache_is_no_harm(folder: Path, junk: bytes) -> None:
    read = parse_glossary(TEXT, "a.yaml")
    for file in folder.iterdir():
        file.write_bytes(junk)
    assert parse_glossary(TEXT, "a.yaml") == read


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "file"))
    assert parse_glossary(TEXT, "a.yaml") == parse_glossary(TEXT, "a.yaml")
