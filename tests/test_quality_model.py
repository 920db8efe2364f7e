"""The quality-estimation judge with models of a few bytes, and what is said where there is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import align.quality_model
from align.checks import quality_estimate
from align.cli import cli
from align.errors import ConfigError
from align.quality_model import load_model, scores
from tiny_models import cross_encoder, encoder, save

WORDS = ["船来了。", "天气很好。", "ship", "weather"]
VECTORS = [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.1, 0.0], [0.1, 1.0, 0.0]]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    load_model.cache_clear()


def test_a_cross_encoder_is_given_both_texts(tmp_path: Path) -> None:
    model = load_model(save(tmp_path / "m", cross_encoder(), WORDS))
    assert model.score([("ship", "船来了。"), ("weather", "天气很好。")]) == pytest.approx([(3 + 1) / 2, (4 + 2) / 2])


def test_an_encoder_is_given_each_and_the_score_is_their_cosine(tmp_path: Path) -> None:
    model = load_model(save(tmp_path / "m", encoder(VECTORS), WORDS))
    pairs = [("ship", "船来了。"), ("ship", "天气很好。"), ("ship ship", "船来了。")] * 40
    found = model.score(pairs)
    cosine = 1 / (1.01**0.5)
    assert found[:3] == pytest.approx([cosine, 0.1 * cosine, cosine], abs=1e-6)
    assert len(found) == 120


def test_long_texts_are_cut_and_short_ones_padded_without_effect(tmp_path: Path) -> None:
    model = load_model(save(tmp_path / "m", encoder(VECTORS), WORDS))
    alone = model.score([("ship", "船来了。")])
    assert model.score([("ship", "船来了。"), ("ship " * 5000, "船来了。")])[0] == pytest.approx(alone[0])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no model"),
        ({"model.onnx": b"no model"}, r"without its tokenizer\.json"),
        ({"model.onnx": b"no model", "tokenizer.json": b"{}"}, "cannot be read"),
        ({"hparams.yaml": b""}, "holds no model"),
    ],
)
def test_a_wrong_folder_is_said_to_be_one(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigError, match=said) as error:
        load_model(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_folder_that_is_not_there_is_never_looked_for_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_model(tmp_path / "org" / "model")


@pytest.mark.parametrize(
    ("name", "files", "package"),
    [
        ("onnxruntime", ["model.onnx"], r"duizhao\[judge\]"),
        ("tokenizers", ["model.onnx"], r"duizhao\[judge\]"),
        ("sentence_transformers", ["modules.json"], "install sentence-transformers"),
        ("comet", ["hparams.yaml", "checkpoints/model.ckpt"], "install unbabel-comet"),
    ],
)
def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, files: list[str], package: str
) -> None:
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(b"")
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ConfigError, match=package):
        load_model(tmp_path)


def test_sentence_transformers_and_comet_are_asked_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    seen: list[Any] = []

    class Transformer:
        def __init__(self, folder: str, **about: object) -> None:
            seen.append((folder, os.environ.get("HF_HUB_OFFLINE"), about["local_files_only"]))

        def encode(self, texts: list[str], **about: object) -> Any:
            return np.array([[1.0, 0.0] if "船" in text or "ship" in text else [0.0, 1.0] for text in texts])

    def from_checkpoint(path: str, **about: object) -> object:
        seen.append((path, os.environ.get("HF_HUB_OFFLINE"), about["local_files_only"]))
        return SimpleNamespace(predict=lambda data, **about: SimpleNamespace(scores=[len(d["mt"]) for d in data]))

    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Transformer))
    monkeypatch.setitem(sys.modules, "comet", SimpleNamespace(load_from_checkpoint=from_checkpoint))
    (tmp_path / "st").mkdir()
    (tmp_path / "st" / "modules.json").write_text("[]")
    (tmp_path / "comet" / "checkpoints").mkdir(parents=True)
    (tmp_path / "comet" / "hparams.yaml").write_text("")
    checkpoint = tmp_path / "comet" / "checkpoints" / "model.ckpt"
    checkpoint.write_bytes(b"")
    assert load_model(tmp_path / "st").score([("a ship", "船"), ("a ship", "天")]) == [1.0, 0.0]
    assert load_model(tmp_path / "comet").score([("a", "船来")]) == [2.0]
    assert seen == [(str(tmp_path / "st"), "1", True), (str(checkpoint), "1", True)]
    assert "HF_HUB_OFFLINE" not in os.environ


@pytest.mark.parametrize("given", [[0.5], [0.5, float("nan")], [0.5, float("inf")], [0.5, 0.5, 0.5]])
def test_anything_but_one_number_a_pair_is_refused(tmp_path: Path, given: list[float]) -> None:
    model = SimpleNamespace(score=lambda pairs: given)
    with pytest.raises(ConfigError, match="one number a pair"):
        scores(model, [("a", "b"), ("c", "d")], tmp_path)


def test_without_a_limit_what_lies_far_under_the_others_is_low() -> None:
    usual = [0.8 + 0.001 * n for n in range(30)]
    limit = quality_estimate._far_under([*usual, 0.1])
    assert 0.1 < limit < min(usual)
    assert quality_estimate._far_under(usual[:5]) == float("-inf")


def test_align_check_asks_a_model_in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lang, text in (("en", "This exchange helps.\nIt is good.\n"), ("zh", "该交易所有帮助。\n很好。\n")):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
        (tmp_path / "corpus" / lang / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(cli, ["run"]).exit_code == 0
    assert "no model was asked" in run(cli, ["check", "--all", "--exit-zero"]).stderr
    result = run(cli, ["check", "--rule", "quality-estimate"])  # asked for by name: no pass by accident
    assert isinstance(result.exception, ConfigError)
    assert "Set its folder" in str(result.exception)
    settings = tmp_path / "align.yaml"
    settings.write_text("rules:\n  quality-estimate: {folder: models/tiny, below: 0.5}\n", encoding="utf-8")
    result = run(cli, ["check", "--rule", "quality-estimate"])
    assert isinstance(result.exception, ConfigError)
    assert "no such folder" in str(result.exception)
    vectors = [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 0.1], [0.1, 1.0]]
    save(tmp_path / "models" / "tiny", encoder(vectors), ["该交易所有帮助。", "很好。", "exchange", "good."])
    result = run(cli, ["check", "--rule", "quality-estimate", "--format", "json"])
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["target"]["text"], finding["fix"]) == ("很好。", None)
    assert "0.10; 0.50" in finding["message"]


def test_nothing_heavy_is_loaded_until_a_model_is() -> None:
    assert not {"onnxruntime", "tokenizers"} & set(vars(align.quality_model))
