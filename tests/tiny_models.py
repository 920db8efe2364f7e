"""Models of a few bytes in the ONNX format, written by hand, with a tokenizer of a few words."""

from __future__ import annotations

import json
import struct
from pathlib import Path

_INT64, _FLOAT = 7, 1


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def _node(kind: str, inputs: list[str], output: str, **attributes: int | list[int]) -> bytes:
    body = b"".join(_bytes(1, name) for name in inputs) + _bytes(2, output) + _bytes(4, kind)
    for name, value in attributes.items():
        if isinstance(value, int):
            body += _bytes(5, _bytes(1, name) + _number(3, value) + _number(20, 2))
        else:
            body += _bytes(5, _bytes(1, name) + b"".join(_number(8, v) for v in value) + _number(20, 7))
    return _bytes(1, body)


def _value(field: int, name: str, kind: int, *shape: int | str) -> bytes:
    dims = b"".join(_bytes(1, _number(1, d) if isinstance(d, int) else _bytes(2, d)) for d in shape)
    return _bytes(field, _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dims))))


def _model(graph: bytes) -> bytes:
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, "") + _number(2, 13))


def cross_encoder() -> bytes:
    """The score is the mean of the token numbers."""
    graph = (
        _node("Mul", ["input_ids", "attention_mask"], "kept")
        + _node("Cast", ["kept"], "real", to=_FLOAT)
        + _node("ReduceMean", ["real"], "score", axes=[1], keepdims=1)
        + _bytes(2, "g")
        + _value(11, "input_ids", _INT64, "n", "m")
        + _value(11, "attention_mask", _INT64, "n", "m")
        + _value(12, "score", _FLOAT, "n", 1)
    )
    return _model(graph)


def encoder(vectors: list[list[float]]) -> bytes:
    """Each token number has a vector."""
    raw = b"".join(struct.pack("<f", x) for vector in vectors for x in vector)
    table = (
        _number(1, len(vectors))
        + _number(1, len(vectors[0]))
        + _number(2, _FLOAT)
        + _bytes(8, "table")
        + _bytes(9, raw)
    )
    graph = (
        _node("Gather", ["table", "input_ids"], "last_hidden_state")
        + _bytes(2, "g")
        + _bytes(5, table)
        + _value(11, "input_ids", _INT64, "n", "m")
        + _value(12, "last_hidden_state", _FLOAT, "n", "m", len(vectors[0]))
    )
    return _model(graph)


def save(folder: Path, model: bytes, words: list[str]) -> Path:
    """The model and a tokenizer that splits at spaces; word n has the number n, anything else 0."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    tokenizer = {
        "version": "1.0",
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "model": {"type": "WordLevel", "vocab": {w: n for n, w in enumerate(["?", *words])}, "unk_token": "?"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder
