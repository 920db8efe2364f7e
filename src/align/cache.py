"""Results kept between runs, in the user's cache folder: what is asked again of the same content is answered at once.

A key is a digest of everything an answer depends on, so that an entry never goes stale; it only stops being asked
for. The folder holds nothing that cannot be found again and may be deleted at any time. It lies outside the
project, where no one can commit it and no checked-out project can put something into it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import align
from align.errors import TextError
from align.files import write_text

_MOST = 400
"""Entries kept; beyond that the half that was not used for longest goes."""


def cache_folder() -> Path | None:
    """Where results are kept: $ALIGN_CACHE_DIR, else the system's place for caches; None where there is none.

    An empty $ALIGN_CACHE_DIR switches the cache off.
    """
    own = os.environ.get("ALIGN_CACHE_DIR")
    if own is not None:
        return Path(own) if own else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    system = {"darwin": home / "Library" / "Caches", "win32": Path(os.environ.get("LOCALAPPDATA", home))}
    places = os.environ.get("XDG_CACHE_HOME") or system.get(sys.platform, home / ".cache")
    return Path(places) / "duizhao" / "results"


def recall(folder: Path | None, key: str) -> str | None:
    """What was kept under a key; None where nothing was, or what is there is not whole."""
    if folder is None:
        return None
    path = folder / key
    try:
        digest, _, text = path.read_bytes().decode("utf-8", "surrogatepass").partition("\n")
        if digest != digest_of([text]):
            return None
        path.touch()
    except (OSError, UnicodeDecodeError):
        return None
    return text


def keep(folder: Path | None, key: str, text: str) -> None:
    """Keep a text under a key. A folder that cannot be written keeps nothing: a cache is no promise."""
    if folder is None:
        return
    try:
        write_text(folder / key, f"{digest_of([text])}\n{text}")
        _tidy(folder)
    except (OSError, TextError, UnicodeEncodeError):
        return


def _tidy(folder: Path) -> None:
    entries = [path for path in folder.iterdir() if path.is_file()]
    if len(entries) > _MOST:
        for path in sorted(entries, key=lambda entry: entry.stat().st_mtime)[: _MOST // 2]:
            path.unlink(missing_ok=True)


def digest_of(parts: Iterable[str | bytes]) -> str:
    """A name for a list of texts: equal lists only have equal names."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(raw).to_bytes(8, "big"))
        total.update(raw)
    return total.hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A name for the program as it is: its version, its own files, Python, and what is installed beside it."""
    libraries = [Path(path) for path in sys.path if path.endswith("-packages")]
    stamps = [f"{path}:{path.stat().st_mtime_ns}" for path in libraries if path.is_dir()]
    return digest_of([align.__version__, sys.version, *stamps, *_files(str(Path(align.__file__).parent))])


def _files(folder: str) -> Iterator[str]:
    """Every file below a folder with its size and time; compiled files follow from the others."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            about = entry.stat()
            yield f"{entry.path}:{about.st_size}:{about.st_mtime_ns}"
