"""The lexicon: file format, training, what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.lexicon import LexiconError, load_lexicon, pack_lexicon, read_lexicon, shipped
from align.lexicon.training import merge, train, training_units
from align.lexicon.units import simplify

ENTRIES = [("w国家", "wcountri", 0.5), ("w国家", "wnation", 0.8), ("c国", "wcountri", 0.25)]


def test_a_packed_lexicon_reads_back() -> None:
    lexicon = read_lexicon(pack_lexicon(ENTRIES, {"source": "zh", "target": "en"}), shown="x")
    assert [unit for unit, _ in lexicon.lookup("w国家")] == ["wnation", "wcountri"]
    assert lexicon.lookup("w国家")[0][1] == pytest.approx(0.8, abs=1 / 255)
    assert lexicon.lookup("w没有") == ()
    assert (len(lexicon), lexicon.header["units"]) == (3, 2)


def test_packing_is_deterministic() -> None:
    header = {"source": "zh", "target": "en"}
    assert pack_lexicon(ENTRIES, header) == pack_lexicon(reversed(ENTRIES), header)


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"nonsense"])
def test_what_is_no_lexicon_is_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.npz"
    path.write_bytes(raw)
    with pytest.raises(LexiconError, match="is not a lexicon"):
        load_lexicon(path)
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / "absent.npz")


def test_training_finds_what_keeps_company() -> None:
    zh = ["红狗", "红猫", "黑狗", "黑猫"] * 3
    en = ["red dog", "red cat", "black dog", "black cat"] * 3
    entries = train(training_units(zh, "zh", "c"), training_units(en, "en", "w"))
    best = {source: target for source, target, strength in sorted(entries, key=lambda entry: entry[2])}
    assert best == {"c红": "wred", "c黑": "wblack", "c狗": "wdog", "c猫": "wcat"}
    assert train([], []) == []


def test_merging_keeps_the_stronger() -> None:
    assert merge([[("a", "x", 0.2), ("a", "y", 0.3)], [("a", "x", 0.9)]], most=1) == [("a", "x", 0.9)]


def test_the_shipped_lexicon_knows_common_words_and_where_it_comes_from() -> None:
    lexicon = shipped("zh", "en")
    assert lexicon is not None
    assert lexicon.lookup("w国家")[0][0] == "wcountri"
    assert {"provenance", "command", "pairs", "method"} <= set(lexicon.header)
    assert shipped("zh", "fr") is None


def test_simplifying_keeps_texts_apart_whatever_they_hold() -> None:
    assert simplify(["國\x00家", "\ud800", "", "中"]) == ["国 家", "?", "", "中"]
