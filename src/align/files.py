"""Text files: read strictly, written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from align.errors import AlignError, TextError

# UTF-32 first: its mark begins like that of UTF-16.
_BOMS = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}

# Marks that git leaves around what two branches wrote, each alone on its line or before a branch's name.
_CONFLICT = re.compile(r"^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?)\r?$", re.MULTILINE)

_TEXT_IN_UTF_8 = "It must hold text in UTF-8."


def read_text(path: Path, *, shown: str | None = None, encoding: str = "utf-8") -> str:
    """The text of a file, line ends untouched, a leading byte-order mark dropped.

    Raises TextError for a missing, empty or binary file and for one in another encoding, naming the line
    and what the encoding seems to be. ``shown`` is the path to name in errors.
    """
    return decode_text(read_bytes(path, shown=shown), shown=shown or str(path), encoding=encoding)


def read_bytes(path: Path, *, shown: str | None = None) -> bytes:
    """The bytes of a file. Raises TextError where there is none that may be read."""
    shown = shown or str(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise TextError("no such file", path=shown) from None
    except IsADirectoryError:
        raise TextError("is a folder, not a file", path=shown) from None
    except PermissionError:
        raise TextError("may not be read: permission denied", path=shown) from None


def decode_text(raw: bytes, *, shown: str, encoding: str = "utf-8") -> str:
    """Bytes as text; the errors are those of :func:`read_text`."""
    if not raw.strip():
        raise TextError("the file is empty", path=shown, allowed=_TEXT_IN_UTF_8)
    if encoding == "utf-8":
        _refuse_other_encodings(raw, shown)
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except LookupError:
        raise TextError(f"unknown encoding {encoding!r}", allowed="Try utf-8, gb18030, big5, utf-16.") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        guess = _guess(raw) if encoding == "utf-8" else None
        if guess is None and 0 in raw:
            raise TextError("is a binary file (it holds NUL bytes)", path=shown, allowed=_TEXT_IN_UTF_8) from None
        hint = f"It looks like {guess}: convert it with `iconv -f {guess} -t UTF-8`." if guess else "Save it as UTF-8."
        raise TextError(f"is not valid {encoding.upper()}", path=shown, line=line, allowed=hint) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise TextError("is a binary file (it holds NUL characters)", path=shown, line=line)
    if "\r" in text and "\n" not in text:
        allowed = "Lines end with LF or CR LF: `tr '\\r' '\\n' < OLD > NEW` makes them so."
        raise TextError("its lines end with CR alone, so all of it would be one line", path=shown, allowed=allowed)
    return text


def refuse_merge(text: str, shown: str, kind: type[AlignError] = TextError, *, any_mark: bool = False) -> None:
    """Raise ``kind`` for a text that git left in the middle of a merge, with the line where the conflict begins.

    All three marks must be there in order, each at the start of its line: a row of equals signs alone underlines a
    heading. With ``any_mark``, for files that have no use for any of them, one is enough.
    """
    awaited, line, place = "<=>", 1, 0
    first = line
    for mark in _CONFLICT.finditer(text) if any_mark or "<" * 7 in text else ():
        line, place = line + text.count("\n", place, mark.start()), mark.start()
        sign = mark[0][0]
        if any_mark or sign == "<":
            awaited, first = "<=>", line
        if sign == awaited[0]:
            awaited = awaited[1:]
        if any_mark or not awaited:
            allowed = "Keep what is right of both sides, and take the marks away."
            raise kind("is in the middle of a merge", path=shown, line=first, allowed=allowed)


def _refuse_other_encodings(raw: bytes, shown: str) -> None:
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            raise TextError(f"is in {name}", path=shown, allowed=f"Convert it with `iconv -f {name} -t UTF-8`.")
    zeros = raw[:4096].count(0)
    if zeros and zeros >= len(raw[:4096]) // 3:
        if zeros == raw[1:4096:2].count(0) or zeros == raw[0:4096:2].count(0):
            raise TextError(
                "is in UTF-16 without a byte-order mark", path=shown, allowed="Convert it with iconv to UTF-8."
            )
        raise TextError("is a binary file", path=shown, allowed=_TEXT_IN_UTF_8)


def _guess(raw: bytes) -> str | None:
    """GB18030, Big5 or UTF-16 where the bytes decode so and give mostly common Han characters."""
    best: tuple[float, str] | None = None
    for name in ("GB18030", "BIG5", "UTF-16LE", "UTF-16BE"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        wide = [c for c in text if ord(c) > 0x7F]
        common = sum(
            "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or char in "，：；？！" for char in wide
        )
        share = common / max(1, len(wide))
        if share > 0.8 and (best is None or share > best[0]):
            best = (share, name)
    return best[1] if best else None


def write_text(path: Path, text: str) -> bool:
    """Put ``text`` into a file in one step (a reader sees the old or the new content, never half).

    Missing folders are made. Returns whether anything changed: equal content is left alone. Raises TextError
    where the place may not be written.
    """
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """:func:`write_text` for bytes."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        _put(path, data)
    except OSError as error:
        raise TextError(f"cannot be written: {error.strerror}", path=path) from None
    return True


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
