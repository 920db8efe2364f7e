"""Quality-estimation models from a folder on this machine: how good a translation is, as one number a pair.

What the folder holds decides how it is read:

* ``model.onnx`` and ``tokenizer.json``: with onnxruntime and tokenizers (``pip install 'duizhao[judge]'``). A model
  with one output a pair is given both texts and says the score; one that embeds is given each text, and the
  score is the cosine of the two.
* ``modules.json``: a sentence-transformers model; the score is the cosine.
* ``hparams.yaml`` and ``checkpoints/model.ckpt``: a COMET model that needs no reference.

Nothing is downloaded. Higher scores are better; what a score means is the model's own.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from align.errors import ConfigError

Pair = tuple[str, str]
_BATCH = 32
_MOST_TOKENS = 512
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})


class QualityModel(Protocol):
    """Scores (source, target) pairs."""

    def score(self, pairs: Sequence[Pair]) -> list[float]: ...


@lru_cache(maxsize=2)
def load_model(folder: Path) -> QualityModel:
    """The model in a folder. Raises ConfigError where there is none, it is damaged, or a library is missing."""
    if not folder.is_dir():
        raise ConfigError("there is no such folder with a model", path=folder, allowed="Models are not downloaded.")
    if (folder / "model.onnx").is_file():
        return _Onnx(folder)
    if (folder / "modules.json").is_file():
        return _SentenceTransformer(folder)
    if (folder / "hparams.yaml").is_file() and (folder / "checkpoints" / "model.ckpt").is_file():
        return _Comet(folder)
    raise ConfigError(
        "holds no model that can be read",
        path=folder,
        allowed="model.onnx with tokenizer.json, modules.json (sentence-transformers), or a COMET checkpoint.",
    )


def scores(model: QualityModel, pairs: Sequence[Pair], folder: Path) -> list[float]:
    """The model's scores. Raises ConfigError where it gives anything but one finite number a pair."""
    found = [float(score) for score in model.score(pairs)]
    if len(found) != len(pairs) or not all(map(math.isfinite, found)):
        raise ConfigError("the model does not give one number a pair", path=folder)
    return found


class _Onnx:
    """A cross-encoder or an encoder, as its output's shape tells."""

    def __init__(self, folder: Path) -> None:
        runtime = _library("onnxruntime", "judge")
        tokenizers = _library("tokenizers", "judge")
        if not (folder / "tokenizer.json").is_file():
            raise ConfigError("a model.onnx without its tokenizer.json", path=folder)
        self._folder = folder
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = runtime.SessionOptions()
            options.log_severity_level = 4
            self._session = runtime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare Exceptions and classes of their own
            raise ConfigError(f"the model cannot be read: {_first_line(error)}", path=folder) from None
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        if not {"input_ids"} <= set(self._inputs) <= _INPUTS:
            raise ConfigError(
                f"the model wants {', '.join(self._inputs)}",
                path=folder,
                allowed=f"Known: {', '.join(sorted(_INPUTS))}.",
            )
        shape = self._session.get_outputs()[0].shape
        self._scores_pairs = len(shape) == 1 or (len(shape) == 2 and shape[1] == 1)

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        found: list[float] = []
        for start in range(0, len(pairs), _BATCH):
            batch = list(pairs[start : start + _BATCH])
            if self._scores_pairs:
                found += [float(score) for score in self._run(batch).reshape(-1)]
            else:
                sides = [self._embed([pair[side] for pair in batch]) for side in (0, 1)]
                found += [float(score) for score in (sides[0] * sides[1]).sum(axis=1)]
        return found

    def _embed(self, texts: list[str]) -> Any:
        import numpy as np

        output, mask = self._run(texts), self._mask
        if output.ndim == 3:  # one vector a token: their mean
            output = (output * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        return output / np.maximum(np.linalg.norm(output, axis=1, keepdims=True), 1e-12)

    def _run(self, texts: list[Any]) -> Any:
        import numpy as np

        encoded = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
        }
        self._mask = given["attention_mask"]
        try:
            return self._session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # onnxruntime's errors share no base class but this
            raise ConfigError(f"the model fails: {_first_line(error)}", path=self._folder) from None


class _SentenceTransformer:
    def __init__(self, folder: Path) -> None:
        library = _library("sentence_transformers", "")
        with _offline():
            self._model = library.SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        sides = [
            self._model.encode(
                [pair[side] for pair in pairs],
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
            for side in (0, 1)
        ]
        return [float(score) for score in (sides[0] * sides[1]).sum(axis=1)]


class _Comet:
    """A checkpoint is unpickled, which can run what it likes: only a folder that a person put there is read."""

    def __init__(self, folder: Path) -> None:
        library = _library("comet", "")
        with _offline():
            self._model = library.load_from_checkpoint(
                str(folder / "checkpoints" / "model.ckpt"), local_files_only=True
            )

    def score(self, pairs: Sequence[Pair]) -> list[float]:
        data = [{"src": source, "mt": target} for source, target in pairs]
        return [
            float(score) for score in self._model.predict(data, batch_size=_BATCH, gpus=0, progress_bar=False).scores
        ]


def _library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        package = {"comet": "unbabel-comet", "sentence_transformers": "sentence-transformers"}.get(name, name)
        wanted = f"pip install 'duizhao[{extra}]'" if extra else f"pip install {package}"
        raise ConfigError(f"this model needs {package}", allowed=f"`{wanted}`") from None


@contextmanager
def _offline() -> Iterator[None]:
    """A folder's name is never taken for one of a hub's while this holds."""
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["HF_HUB_OFFLINE"]
        else:
            os.environ["HF_HUB_OFFLINE"] = before


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
