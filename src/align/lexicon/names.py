"""Chinese names by their pinyin: 陈清扬 and Chen Qingyang, 宝玉 and Bao-yu.

Capitalised words that the English text never writes in lower case are taken for names; where one spells the
reading of one to three Han characters (without tones), both sides get the same unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

_NAME = re.compile(r"[A-Z][a-z]+(?:[-'’][a-z]+)*")
_LOWER = re.compile(r"\b[a-z]+\b")
_LONGEST = 3
_MANY = 64
_NONE: frozenset[str] = frozenset()


def name_units(chinese: Sequence[str], latin: Sequence[str]) -> tuple[list[set[str]], list[set[str]]]:
    """For every text of both sides (simplified Chinese, Latin), the ``n`` units of names found on both."""
    lower = {token for text in latin for token in _LOWER.findall(text)}
    spelled = [{_join(name) for name in _NAME.findall(text) if name.lower() not in lower} for text in latin]
    wanted = {name for names in spelled for name in names}
    starts = {name[:k] for name in wanted for k in range(1, len(name) + 1)}
    # What a character can begin a name with; asked once a character, not once an occurrence.
    opening = {char: tuple(reading for reading in pinyin(char) if reading in starts) for char in set().union(*chinese)}
    known: dict[str, Spelled] = {}
    read = [_readings(text, wanted, starts, opening, known) for text in chinese]
    used = set().union(*read) if read else set()
    return [{"n" + name for name in names} for names in read], [
        {"n" + name for name in names & used} for names in spelled
    ]


def _join(name: str) -> str:
    return name.lower().replace("-", "").replace("'", "").replace("’", "")


Spelled = tuple[frozenset[str], frozenset[str]]


def _readings(
    text: str,
    wanted: set[str],
    starts: set[str],
    opening: Mapping[str, tuple[str, ...]],
    known: dict[str, Spelled],
) -> set[str]:
    """The wanted names that one to three characters in a row spell; ``known`` is what two in a row were found to."""
    found: set[str] = set()
    for begin, char in enumerate(text):
        if not opening[char]:
            continue
        two = text[begin : begin + 2]
        spelled = known.get(two)
        if spelled is None:
            spelled = known[two] = _spelled(two, wanted, starts, opening)
        names, current = spelled
        if names:
            found |= names
        if current and begin + _LONGEST <= len(text):
            found |= _longer(current, text[begin + 2], starts) & wanted
    return found


def _spelled(two: str, wanted: set[str], starts: set[str], opening: Mapping[str, tuple[str, ...]]) -> Spelled:
    """The wanted names among the readings of one character and of two, and how names can begin with both."""
    current = frozenset(opening[two[0]])
    names = frozenset(reading for reading in current & wanted if len(reading) > 2)
    if len(two) == 1:
        return names or _NONE, _NONE
    current = _longer(current, two[1], starts)
    return names | (current & wanted) or _NONE, current or _NONE


def _longer(readings: frozenset[str], char: str, starts: set[str]) -> frozenset[str]:
    """The beginnings of names that some readings make with a further character."""
    longer = (first + second for first in readings for second in pinyin(char))
    return frozenset(_few(reading for reading in longer if reading in starts))


def _few(readings: Iterable[str]) -> list[str]:
    return sorted(set(readings))[:_MANY]


@lru_cache(maxsize=50_000)
def pinyin(char: str) -> tuple[str, ...]:
    """Every reading of a Han character in plain letters (ü is v); empty for anything else."""
    readings = _dictionary().get(ord(char))
    if not readings:
        return ()
    plain = (unicodedata.normalize("NFD", reading.replace("ü", "v").lower()) for reading in readings.split(","))
    return tuple(sorted({"".join(c for c in reading if "a" <= c <= "z") for reading in plain} - {""}))


@cache
def _dictionary() -> dict[int, str]:
    """pypinyin's readings of characters, without the package around them: its phrases take 0.3 s and 30 MB."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    place = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = spec_from_file_location("align_pinyin_dict", place)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin.pinyin_dict")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: dict[int, str] = module.pinyin_dict
    return readings
