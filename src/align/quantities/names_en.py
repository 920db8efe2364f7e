"""What looks like a quantity in English and is none: codes, names, pronouns, list numbers."""

from __future__ import annotations

import re

LIST_MARKS = re.compile(
    r"^[ \t]*\(?((?:\d{1,2}\.?|[ivx]{1,4})\)|\d{1,2}\.(?=\s*[A-Za-z\"“(])|\d{1,2}\.\d{1,2}(?=\s+[A-Z][a-z]))",
    re.MULTILINE,
)
# "one" is a pronoun or an article more often than a figure.
_PRONOUN_AFTER = re.compile(
    r" (?:of|another|who|that|which|can|could|should|would|must|may|might|will|has|had|is|was|and only|day"
    r"|side|hand)\b|'s\b|-?(?:self|off|sided|way|time|on|stop)\b|[.,;:!?]"
)
_PRONOUN_BEFORE = re.compile(
    r"(?:\b(?:no|any|every|some|each|this|that|the|which|another|only|not|big|new|good|single|first|last|next"
    r"|previous|other) |-)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?:(?:^|[^A-Za-z.!?:\"“] ?)([A-Z][A-Za-z]*[a-z])|(?<![A-Za-z])([A-Z]{2,6}))[ -]$")
_NOT_NAMES = frozenset(
    "The A An In On At By For From To Of And Or But With As If When While Since Until After Before During "
    "About Over Under Around "
    "Nearly Almost Some More Less Than Only All Another Every Each Most Between Among Through This That These "
    "Those Its Their His "
    "Her Our My Your They We He She It I There Then Today Now Also Just Even Up Down Out Just Per Some "
    "Approximately Roughly "
    "Chapter Article Section Room Flight Route Highway Page No Number Phase Group Day Level Class Type Grade "
    "Part Rule".split()
)


def is_pronoun(text: str, start: int, end: int) -> bool:
    """True when "one" at ``start:end`` counts nothing."""
    return (
        _PRONOUN_AFTER.match(text, end) is not None
        or _PRONOUN_BEFORE.search(text[max(0, start - 10) : start]) is not None
    )


_NUMBERED = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]os|Art|Sec|Ch|Vol)\.|\b(?:Article|Chapter|Section|Phase|Grade|Level|Class|Rule|Part"
    r"|Volume|Number|Step)) ?$"
)


_NUMBERED_LAST = frozenset(".ernlstp")
_JOINTS = frozenset(" -\n")


def is_numbered(text: str, start: int) -> bool:
    """True when the figure numbers a thing: No. 4, Article 5, Grade 2."""
    before = text[max(0, start - 2) : start]
    may_be = before.removesuffix(" ")[-1:] in _NUMBERED_LAST or before.endswith("\n")
    return may_be and _NUMBERED.search(text, max(0, start - 10), start) is not None


def is_label(text: str, start: int, end: int) -> bool:
    """True when a name stands before the figure and nothing it could count after it: HondaJet 2600, Windows 10."""
    if text[start - 1 : start] not in _JOINTS:
        return False
    match = _NAME_BEFORE.search(text[max(0, start - 24) : start])
    if match is None or match[1] in _NOT_NAMES or match[2] in {"US", "UK", "EU", "UN", "AND", "THE", "OF"}:
        return False
    return not re.compile(r" [a-z]+s\b").match(text, end)
