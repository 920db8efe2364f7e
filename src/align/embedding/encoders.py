"""Sentence encoders: what a folder holds decides how it is read.

* ``model.onnx`` (or ``onnx/model.onnx``) and ``tokenizer.json``: onnxruntime and tokenizers. Where the model gives
  a vector for every token their mean is taken, or the first one where ``1_Pooling/config.json`` says so.
* ``model.safetensors`` and ``tokenizer.json`` with the model2vec type in ``config.json``: a static model; numpy and
  tokenizers alone.
* ``modules.json``: sentence-transformers.

Anything that is no folder is a name on a hub, fetched by sentence-transformers unless HF_HUB_OFFLINE is set.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from align.cache import digest_of
from align.errors import ConfigError

BATCH = 64
_MOST_TOKENS = 512
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
_KINDS = "model.onnx with tokenizer.json, a model2vec folder, or modules.json (sentence-transformers)."
_TYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "I8": "<i1", "I32": "<i4", "I64": "<i8"}


class Encoder(Protocol):
    """``name`` differs where vectors differ."""

    name: str

    def encode(self, texts: Sequence[str]) -> Any:
        """One row of numbers for each text."""


@lru_cache(maxsize=2)
def load_encoder(model: str) -> Encoder:
    """The encoder in a folder or of a hub's name. Raises ConfigError that says what is missing."""
    folder = Path(model)
    if not folder.is_dir():
        if folder.exists() or model.startswith((".", "/", "~")) or "\\" in model:
            raise ConfigError("there is no such folder with a model", path=model, allowed=f"A folder holds {_KINDS}")
        return _SentenceTransformer(model, model)
    for place in (folder, folder / "onnx"):
        if (place / "model.onnx").is_file():
            return _Onnx(folder, place / "model.onnx")
    if (folder / "model.safetensors").is_file() and not (folder / "modules.json").is_file():
        return _Static(folder)
    if _is_static(folder):
        return _Static(folder)
    if (folder / "modules.json").is_file():
        return _SentenceTransformer(model, _identity(folder))
    raise ConfigError("holds no model that can be read", path=folder, allowed=f"A folder holds {_KINDS}")


def _is_static(folder: Path) -> bool:
    return (folder / "model.safetensors").is_file() and _json(folder / "config.json").get("model_type") == "model2vec"


def _identity(folder: Path) -> str:
    """A name for what a folder holds: small files by content, large ones by size and time."""
    parts: list[str | bytes] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        about = path.stat()
        parts.append(path.relative_to(folder).as_posix())
        parts.append(path.read_bytes() if about.st_size < 1_000_000 else f"{about.st_size} {about.st_mtime_ns}")
    return digest_of(parts)


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConfigError(f"is no JSON: {error}", path=path) from None
    return found if isinstance(found, dict) else {}


def _tokenizer(folder: Path) -> Any:
    library = _library("tokenizers")
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise ConfigError("a model without its tokenizer.json", path=folder)
    try:
        return library.Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exceptions
        raise ConfigError(f"cannot be read: {_first_line(error)}", path=path) from None


class _Onnx:
    def __init__(self, folder: Path, model: Path) -> None:
        runtime = _library("onnxruntime")
        self.name = _identity(folder)
        self._path = model
        self._tokenizer = _tokenizer(folder)
        options = runtime.SessionOptions()
        options.log_severity_level = 4
        try:
            self._session = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors share no base class but this
            raise ConfigError(f"the model cannot be read: {_first_line(error)}", path=model) from None
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        if not {"input_ids"} <= set(self._inputs) <= _INPUTS:
            wanted = ", ".join(self._inputs)
            raise ConfigError(f"wants {wanted}", path=model, allowed=f"Known: {', '.join(sorted(_INPUTS))}.")
        outputs = [entry.name for entry in self._session.get_outputs()]
        self._output = "sentence_embedding" if "sentence_embedding" in outputs else outputs[0]
        self._first = bool(_json(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token"))

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(texts))
        names = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        given = {name: np.array([getattr(e, names[name]) for e in encoded], np.int64) for name in self._inputs}
        try:
            output = self._session.run([self._output], given)[0]
        except Exception as error:
            raise ConfigError(f"the model fails: {_first_line(error)}", path=self._path) from None
        if output.ndim == 3:
            mask = np.array([e.attention_mask for e in encoded], np.float32)[:, :, None]
            output = output[:, 0] if self._first else (output * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)
        return output


class _Static:
    """model2vec: a text's vector is the mean of its tokens' vectors."""

    def __init__(self, folder: Path) -> None:
        self.name = _identity(folder)
        self._tokenizer = _tokenizer(folder)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        tensors = read_safetensors(folder / "model.safetensors")
        table = next((tensors[name] for name in ("embeddings", "embedding.weight") if name in tensors), None)
        if table is None or table.ndim != 2:
            raise ConfigError("holds no table of token vectors", path=folder, allowed="A tensor named `embeddings`.")
        self._table = table
        self._weights, self._mapping = tensors.get("weights"), tensors.get("mapping")

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy as np

        rows = np.zeros((len(texts), self._table.shape[1]), np.float32)
        for number, encoded in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            ids = np.array(encoded.ids, np.int64)
            if not len(ids):
                continue
            vectors = self._table[self._mapping[ids] if self._mapping is not None else ids].astype(np.float32)
            if self._weights is not None:
                vectors = vectors * self._weights[ids, None]
            rows[number] = vectors.mean(axis=0)
        return rows


def read_safetensors(path: Path) -> dict[str, Any]:
    """The tensors of a safetensors file by name: a length, a JSON header, then raw numbers."""
    import numpy as np

    raw = path.read_bytes()
    try:
        (length,) = struct.unpack_from("<Q", raw)
        header = json.loads(raw[8 : 8 + length])
        found = {}
        for name, about in header.items():
            if name == "__metadata__":
                continue
            kind = _TYPES[about["dtype"]]
            first, last = (8 + length + at for at in about["data_offsets"])
            found[name] = np.frombuffer(raw[first:last], kind).reshape(about["shape"])
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"is no safetensors file that can be read: {_first_line(error)}", path=path) from None
    return found


class _SentenceTransformer:
    def __init__(self, model: str, name: str) -> None:
        local = Path(model).is_dir()
        library = _library("sentence_transformers", "" if local else f"there is no folder {model}; from a hub, ")
        self.name = f"{name} {getattr(library, '__version__', '')}"
        offline = local or os.environ.get("HF_HUB_OFFLINE", "") not in ("", "0")
        try:
            self._model = library.SentenceTransformer(model, local_files_only=offline)
        except (OSError, ValueError, RuntimeError) as error:
            why = (
                "it is not on this machine, and HF_HUB_OFFLINE is set" if offline and not local else _first_line(error)
            )
            raise ConfigError(
                f"the model {model!r} cannot be had: {why}",
                allowed="Give a folder that holds it, or let it be fetched once where there is a network.",
            ) from None

    def encode(self, texts: Sequence[str]) -> Any:
        return self._model.encode(list(texts), batch_size=BATCH, convert_to_numpy=True, show_progress_bar=False)


def _library(name: str, first: str = "") -> Any:
    try:
        return import_module(name)
    except ImportError:
        package = name.replace("_", "-")
        wanted = (
            "pip install sentence-transformers" if name == "sentence_transformers" else "pip install 'duizhao[embed]'"
        )
        raise ConfigError(f"{first}this model needs {package}", allowed=f"`{wanted}`") from None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
