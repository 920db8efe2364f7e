"""Changes of files as small reversible patches: one replaced stretch of text a file.

A patch knows the hash of the file before and after, so that it is never applied to a file that somebody else
has changed since. None stands for "there is no such file".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from align.errors import AlignError
from align.files import write_text


class StaleError(AlignError):
    """A file is not as the page knows it: somebody or something else has written it since."""


@dataclass(frozen=True, slots=True)
class Patch:
    """In the file at ``path`` (relative to the project) ``old`` is replaced by ``new`` from character ``start`` on."""

    path: str
    before: str | None
    after: str | None
    start: int
    old: str
    new: str

    def reverse(self) -> Patch:
        return replace(self, before=self.after, after=self.before, old=self.new, new=self.old)


def digest(text: str | None) -> str | None:
    """What tells two contents apart."""
    return None if text is None else _hash(text.encode("utf-8"))


def file_digest(path: Path) -> str | None:
    """The digest of what a file holds; None where there is none."""
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def patch(path: str, before: str | None, after: str | None, known: str | None = None) -> Patch:
    """The smallest single stretch that turns one content into the other; ``known`` is the digest of ``before``."""
    a, b = before or "", after or ""
    start = _shared(a, b)
    end = _shared_end(a[start:], b[start:])
    return Patch(path, known or digest(before), digest(after), start, a[start : len(a) - end], b[start : len(b) - end])


def apply_patch(root: Path, item: Patch, result: str | None = None) -> None:
    """Write the patched file. Raises StaleError, or TextError where it cannot be written.

    ``result`` is the new content where the caller has it, as it had when it made the patch: a long file is then
    not put together and hashed once more.
    """
    path = root / item.path
    if file_digest(path) != item.before:
        raise StaleError("was changed by someone else", path=item.path)
    if item.after is None:
        path.unlink()
        return
    if result is None:
        text = read_raw(path) or ""
        result = text[: item.start] + item.new + text[item.start + len(item.old) :]
        if digest(result) != item.after:
            raise StaleError("does not fit the recorded change", path=item.path)
    write_text(path, result)


def read_raw(path: Path) -> str | None:
    """A file's whole text with its byte-order mark and line ends; None where there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None


def _shared(a: str, b: str) -> int:
    """Length of the shared beginning, by halving: comparing slices is fast, comparing characters is not."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_end(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
