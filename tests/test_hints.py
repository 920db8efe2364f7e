"""Vectors and machine translations beside the texts: models, files, and what they do to beads."""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import tiny_models
from align.aligner import align
from align.aligner.model import scorers
from align.bead import Alignment
from align.cli import cli
from align.document import Document
from align.embedding import embed
from align.embedding.encoders import load_encoder
from align.embedding.precomputed import read_vectors
from align.errors import ConfigError, TextError
from align.evidence.hints import Hints
from align.evidence.vectors import make_vectors
from align.linetext import line_document
from align.rendering import read_rendered, shared_out
from align.scorers.translation import chrf, grams

COUNT = 24
# Two languages in which nothing but a model tells what belongs together: all sentences are of one length.
HERE = [f"{chr(97 + k)}{chr(98 + k % 7)}la mora tine." for k in range(COUNT)]
THERE = [f"{chr(113 - k % 16)}{chr(99 + k % 11)}{chr(97 + k % 5)} vos pera kun." for k in range(COUNT)]
DROPPED = (4, 5, 13)
"""Segments of the source without counterpart."""
KEPT = [k for k in range(COUNT) if k not in DROPPED]


def lines(texts: list[str], lang: str) -> Document:
    return line_document(f"text.{lang}", "".join(f"{text}\n" for text in texts), lang)


SOURCE, TARGET = lines(HERE, "xx"), lines([THERE[k] for k in KEPT], "yy")
WANTED = [((k,), (KEPT.index(k),)) for k in KEPT]


def matched(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in alignment.beads if bead.source and bead.target]


def table(chosen: list[int] | range) -> np.ndarray:
    return np.random.default_rng(5).normal(size=(COUNT, 64))[list(chosen)].astype(np.float32)


def static_folder(folder: Path) -> Path:
    """A model2vec folder in which the first word of a sentence and of its translation have one vector."""
    folder.mkdir()
    words = [text.split()[0] for text in HERE] + [text.split()[0] for text in THERE]
    vectors = np.concatenate([np.zeros((1, 64)), table(range(COUNT)), table(range(COUNT))]).astype("<f4")
    head = {"embeddings": {"dtype": "F32", "shape": list(vectors.shape), "data_offsets": [0, vectors.nbytes]}}
    raw = json.dumps(head).encode()
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(raw)) + raw + vectors.tobytes())
    (folder / "config.json").write_text('{"model_type": "model2vec"}', encoding="utf-8")
    vocabulary = {word: number for number, word in enumerate(["?", *words])}
    tokenizer = {
        "version": "1.0",
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "?"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder


def test_nothing_is_scored_that_was_not_given() -> None:
    assert {s.id for s in scorers({"vectors", "rendered"})} - {s.id for s in scorers()} == {"embeddings", "translation"}


def test_without_vectors_the_missing_sentences_are_not_found() -> None:
    assert matched(align(SOURCE, TARGET)) != WANTED


def test_vectors_find_what_belongs_together() -> None:
    vectors = make_vectors([table(range(COUNT))]), make_vectors([table(KEPT)])
    assert matched(align(SOURCE, TARGET, hints=Hints(vectors=vectors))) == WANTED


def test_vectors_do_the_same_in_either_direction() -> None:
    vectors = make_vectors([table(range(COUNT))]), make_vectors([table(KEPT)])
    zh, en = lines(["甲乙丙丁戊。"] * COUNT, "zh"), lines(["One two three."] * len(KEPT), "en")
    there = align(zh, en, hints=Hints(vectors=vectors), use_dictionary=False)
    back = align(en, zh, hints=Hints(vectors=(vectors[1], vectors[0])), use_dictionary=False)
    assert matched(there) == [(source, target) for target, source in matched(back)]
    assert set(matched(there)) & set(WANTED[-8:]) == set(WANTED[-8:])


def test_long_texts_get_anchors_from_vectors() -> None:
    count = 900
    rows = np.random.default_rng(7).normal(size=(count, 64)).astype(np.float32)
    kept = [k for k in range(count) if not 200 <= k < 420]
    source = lines(["bala mora tine."] * count, "xx")
    target = lines(["vos pera kun."] * len(kept), "yy")
    result = align(source, target, hints=Hints(vectors=(make_vectors([rows]), make_vectors([rows[kept]]))))
    right = {((k,), (number,)) for number, k in enumerate(kept)}
    assert len(right & set(matched(result))) >= 0.98 * len(kept)


def test_hints_for_other_texts_are_refused() -> None:
    vectors = make_vectors([table(range(3))]), make_vectors([table(KEPT)])
    with pytest.raises(ValueError, match="24 segments"):
        align(SOURCE, TARGET, hints=Hints(vectors=vectors))


def test_a_static_model_in_a_folder(tmp_path: Path) -> None:
    model = static_folder(tmp_path / "static")
    vectors = embed((SOURCE, TARGET), str(model))
    assert matched(align(SOURCE, TARGET, hints=Hints(vectors=vectors))) == WANTED


def test_an_onnx_model_in_a_folder(tmp_path: Path) -> None:
    words = [text.split()[0] for text in HERE]
    rows = [[0.0] * 64, *table(range(COUNT)).tolist()]
    model = tiny_models.save(tmp_path / "onnx", tiny_models.encoder(rows), words)
    encoder = load_encoder(str(model))
    found = encoder.encode([words[3], words[5]])
    assert np.allclose(found, table([3, 5]), atol=1e-6)


def test_sentence_transformers_is_given_the_folder_and_stays_offline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Model:
        def __init__(self, name: str, *, local_files_only: bool) -> None:
            asked.append((name, local_files_only))
            if name == "some/absent":
                raise OSError("We couldn't connect to the hub\nmore")

        def encode(self, texts: list[str], **_: object) -> np.ndarray:
            return np.ones((len(texts), 3))

    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    folder = tmp_path / "labse"
    folder.mkdir()
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    load_encoder.cache_clear()
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    assert load_encoder(str(folder)).encode(["a", "b"]).shape == (2, 3)
    with pytest.raises(ConfigError, match="connect to the hub"):
        load_encoder("some/absent")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ConfigError, match="HF_HUB_OFFLINE is set"):
        load_encoder("some/absent")
    assert asked == [(str(folder), True), ("some/absent", False), ("some/absent", True)]
    load_encoder.cache_clear()


def test_what_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no model"):
        load_encoder(str(tmp_path))
    with pytest.raises(ConfigError, match="no such folder"):
        load_encoder(str(tmp_path / "absent"))
    (tmp_path / "model.safetensors").write_bytes(b"\x09")
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_encoder(str(tmp_path))


def test_vectors_are_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = static_folder(tmp_path / "static")
    cache = tmp_path / "cache"
    seen: list[float] = []
    fresh = embed((SOURCE, TARGET), str(model), cache=cache, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    encoder = load_encoder(str(model))
    monkeypatch.setattr(encoder, "encode", lambda texts: pytest.fail("asked again"), raising=False)
    kept = embed((SOURCE, TARGET), str(model), cache=cache)
    for one, other in zip(fresh, kept, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one.tables, other.tables, strict=True))
    (next(cache.iterdir())).write_bytes(b"damaged")
    load_encoder.cache_clear()
    assert embed((SOURCE, TARGET), str(model), cache=cache)[0].size == COUNT


def test_a_row_for_each_segment(tmp_path: Path) -> None:
    path = tmp_path / "here.npy"
    np.save(path, table(range(COUNT)))
    assert read_vectors(path, SOURCE).size == COUNT
    with pytest.raises(TextError, match="21 rows"):
        read_vectors(path, TARGET)
    np.save(path, np.full((COUNT, 3), np.nan))
    with pytest.raises(TextError, match="not finite"):
        read_vectors(path, SOURCE)
    path.write_bytes(b"nothing")
    with pytest.raises(TextError, match=r"no \.npy file"):
        read_vectors(path, SOURCE)


def test_rows_of_vecalign_are_found_by_their_text(tmp_path: Path) -> None:
    order = list(range(COUNT))[::-1]
    overlaps, path = tmp_path / "overlaps", tmp_path / "overlaps.emb"
    pairs = [f"{HERE[k]} {HERE[k + 1]}" for k in range(COUNT - 1)]
    overlaps.write_text("".join(f"{text}\n" for text in [*(HERE[k] for k in order), *pairs]), encoding="utf-8")
    rows = np.concatenate([table(order), table(range(1, COUNT))])
    path.write_bytes(rows.astype("<f4").tobytes())
    found = read_vectors(path, SOURCE)
    plain = make_vectors([table(range(COUNT))])
    assert np.array_equal(found.tables[0], plain.tables[0])
    assert len(found.tables) == 2
    path.write_bytes(b"12345")
    with pytest.raises(TextError, match="5 bytes"):
        read_vectors(path, SOURCE)
    path.write_bytes(rows.astype("<f4").tobytes())
    with pytest.raises(TextError, match="have no line"):
        read_vectors(path, TARGET)


@pytest.mark.parametrize(
    ("here", "there"),
    [("The boots reached the door.", "The sound of boots reached it"), ("aaaa bb", "aa aab"), ("a", "bb"), ("", "x")],
)
def test_chrf_is_sacrebleus(here: str, there: str) -> None:
    from sacrebleu.metrics import CHRF

    expected = CHRF(beta=1, lowercase=True).sentence_score(here, [there]).score / 100
    assert chrf(grams(here), grams(there)) == pytest.approx(expected)


WORDS = "river market lantern winter soldier garden mirror copper harvest stranger bridge thunder".split()
ENGLISH = [
    f"The {a} saw the {b} near the old {c}."
    for a, b, c in zip(WORDS, WORDS[3:] + WORDS, WORDS[7:] + WORDS, strict=False)
]
FOREIGN = [f"Kala {chr(97 + k)}ora tun vesti lamo peri na {chr(112 - k)}u." for k in range(len(ENGLISH))]


def test_a_translation_of_either_side_finds_what_belongs_together(tmp_path: Path) -> None:
    path = tmp_path / "mt.txt"
    path.write_text("".join(f"{text.replace('saw', 'has seen')}\n" for text in ENGLISH), encoding="utf-8")
    kept = [k for k in range(len(ENGLISH)) if k not in (3, 4)]
    source, target = lines(FOREIGN, "xx"), lines([ENGLISH[k] for k in kept], "en")
    wanted = [((k,), (number,)) for number, k in enumerate(kept)]
    rendered = read_rendered(path, source, target)
    assert matched(align(source, target, hints=Hints(rendered=rendered))) == wanted
    back = read_rendered(path, target, source, machine=1)
    assert matched(align(target, source, hints=Hints(rendered=back))) == [(b, a) for a, b in wanted]


def test_a_translated_document_is_aligned_first(tmp_path: Path) -> None:
    path = tmp_path / "mt.txt"
    path.write_text("12 ships came to Kobe. They left for Oslo.\n\nOn 4 May 93 men met in Rome.", encoding="utf-8")
    source = lines(["12 Schiffe kamen nach Kobe.", "Sie fuhren nach Oslo.", "Am 4 Mai trafen 93 sich in Rom."], "de")
    target = lines(["Some ships.", "They left."], "en")
    found = read_rendered(path, source, target)
    assert found.texts[0] == ("12 ships came to Kobe.", "They left for Oslo.", "On 4 May 93 men met in Rome.")
    assert found.texts[1] == ("Some ships.", "They left.")


def test_sentences_are_shared_out_by_length() -> None:
    assert shared_out(["aaaa", "bbbb", "cccc"], [4, 8]) == ["aaaa", "bbbb cccc"]
    assert shared_out(["aaaa"], [1, 8]) == ["", "aaaa"]
    assert shared_out([], [1, 2]) == ["", ""]
    assert shared_out(["a"], []) == []


def test_a_translation_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mt.txt"
    path.write_text("Nothing of it.", encoding="utf-8")
    with pytest.raises(TextError, match="no translation of"):
        read_rendered(path, SOURCE, TARGET)


def run(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["pair", *(str(folder / a) if "." in a else a for a in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_align_pair_takes_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path / "cache"))
    for document in (SOURCE, TARGET):
        (tmp_path / document.path).write_text(document.text, encoding="utf-8")
    np.save(tmp_path / "here.npy", table(range(COUNT)))
    np.save(tmp_path / "there.npy", table(KEPT))
    files = ("text.xx", "text.yy", "--segmented", "--format", "vecalign")
    by_vectors = run(tmp_path, *files, "--vectors", "here.npy", "there.npy")
    assert "[6]:[4]" in by_vectors
    model = static_folder(tmp_path / "static.model")
    by_model = run(tmp_path, *files, "--embed", model.name)
    assert "[6]:[4]" in by_model
    (tmp_path / "mt.txt").write_text("".join(f"{text}\n" for text in THERE), encoding="utf-8")
    assert "[6]:[4]" in run(tmp_path, *files, "--mt", "mt.txt")
    assert "give one of the two" in run(tmp_path, *files, "--embed", "m.x", "--vectors", "here.npy", "there.npy")
    np.save(tmp_path / "there.npy", table(KEPT)[:, :9])
    with pytest.raises(TextError, match="vectors of 9 numbers"):
        run(tmp_path, *files, "--vectors", "here.npy", "there.npy")


def test_align_run_takes_a_translation_of_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {"en": "The ship came. It left for Oslo.\n", "zh": "船来了。它开往奥斯陆。\n"}
    for name in ("one", "two"):
        for lang, text in texts.items():
            (tmp_path / "corpus" / lang).mkdir(parents=True, exist_ok=True)
            (tmp_path / "corpus" / lang / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "mt.txt").write_text("船来了。\n它去了奥斯陆。\n", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["run", "--mt", "mt.txt"])
    assert "belongs to one document pair" in refused.output
    seen: list[Hints] = []
    monkeypatch.setattr("align.aligner.align", _listening(seen))
    done = CliRunner().invoke(cli, ["run", "one", "--mt", "mt.txt"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "alignments" / "one.tsv").is_file()
    given = seen[0].rendered  # the aligner asks itself again with the sides exchanged
    assert given is not None
    assert given.texts == (("船来了。", "它去了奥斯陆。"), ("船来了。", "它开往奥斯陆。"))


def _listening(seen: list[Hints]) -> Any:
    def listening(*arguments: Any, hints: Hints, **named: Any) -> Alignment:
        seen.append(hints)
        return align(*arguments, hints=hints, **named)

    return listening
