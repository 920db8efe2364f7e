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


def name_units(chinese: Sequence[str], latin: Sequence[str]) -> tuple[list[set[str]], list[set[str]]]:
    """For every text of both sides (simplified Chinese, Latin), the ``n`` units of names found on both."""
    lower = {token for text in latin for token in _LOWER.findall(text)}
    spelled = [{_join(name) for name in _NAME.findall(text) if name.lower() not in lower} for text in latin]
    wanted = {name for names in spelled for name in names}
    starts = {name[:k] for name in wanted for k in range(1, len(name) + 1)}
    # What a character can begin a name with; asked once a character, not once an occurrence.
    opening = {char: tuple(reading for reading in pinyin(char) if reading in starts) for char in set().union(*chinese)}
    read = [_readings(text, wanted, starts, opening) for text in chinese]
    used = set().union(*read) if read else set()
    return [{"n" + name for name in names} for names in read], [
        {"n" + name for name in names & used} for names in spelled
    ]


def _join(name: str) -> str:
    return name.lower().replace("-", "").replace("'", "").replace("’", "")


def _readings(text: str, wanted: set[str], starts: set[str], opening: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    for begin, char in enumerate(text):
        if not opening[char]:
            continue
        current = set(opening[char])
        for length in range(1, _LONGEST + 1):
            if not current:
                break
            found |= {reading for reading in current & wanted if length > 1 or len(reading) > 2}
            if begin + length >= len(text):
                break
            longer = (first + second for first in current for second in pinyin(text[begin + length]))
            current = set(_few(reading for reading in longer if reading in starts))
    return found


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
