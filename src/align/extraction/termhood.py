"""What speaks for a phrase being a term: figures about each, and the weights that make one score of them.

Unithood: log-likelihood (Dunning 1993) of the weakest joint between neighbouring words. Termhood: C-value
(Frantzi et al. 2000), which takes off a phrase what longer phrases explain, and rarity in general texts.
The two languages judge each other: a term has one rendering, well supported by the words.
Boosted trees make one score of the figures, fitted on development data (``scripts/fit_extraction.py``).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise

from align.acronyms import is_acronym
from align.countries import find_countries
from align.extraction.candidate import Rendering
from align.extraction.general import rarity
from align.extraction.keys import fold_key
from align.extraction.phrase import Phrase
from align.extraction.tokens import Token
from align.extraction.trees import Trees
from align.extraction.words import CONNECTORS, FUNCTION, GENERIC, TITLES, is_adjective

BOTH_SIDES = frozenset(
    "unrendered agreement agreed-often support lone short one-word words-more latin spread particle".split()
)
"""The figures that need the translation."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOSE = frozenset("and in on to at with from by a an between".split())


@dataclass(slots=True)
class Group:
    """All occurrences of one key: (unit, phrase) pairs, and the longer phrases that hold it."""

    key: str
    found: list[tuple[int, Phrase]] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    holders: Counter[str] = field(default_factory=Counter)
    held_left: int = 0
    held_right: int = 0

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def kind(self) -> str:
        kinds = Counter(phrase.kind for _, phrase in self.found)
        for kind in ("defined", "acronym", "quoted"):
            if kinds[kind]:
                return kind
        return max(kinds, key=lambda kind: (kinds[kind], kind))

    @property
    def is_loose(self) -> bool:
        """Whether "and", "in" and the like hold the phrase together: it may as well be several."""
        form = next(iter(self.forms))
        return self.kind not in ("defined", "quoted") and any(word in _LOOSE for word in form.split())

    @property
    def is_fragment(self) -> bool:
        """Whether it never stands but inside a defined name, or before the "of" with which a name goes on."""
        if any(phrase.kind in ("defined", "acronym", "quoted") for _, phrase in self.found):
            return False
        return all(phrase.inside or phrase.cut for _, phrase in self.found)

    @property
    def absorbed(self) -> float:
        """The share of occurrences that one longer phrase holds."""
        return max(self.holders.values(), default=0) / self.count


def group(found: Mapping[str, Sequence[tuple[int, Phrase, str]]]) -> dict[str, Group]:
    """Occurrences by key, each with what holds it: the nearest longer phrases to the left and right."""
    groups: dict[str, Group] = {}
    by_unit: defaultdict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for key, occurrences in found.items():
        groups[key] = Group(key)
        for unit, phrase, form in occurrences:
            groups[key].found.append((unit, phrase))
            groups[key].forms[form] += 1
            by_unit[unit][phrase.first, phrase.last] = key
    for spans in by_unit.values():
        for (first, last), key in spans.items():
            left = [spans[first - more, last] for more in (1, 2, 3) if (first - more, last) in spans]
            right = [spans[first, last + more] for more in (1, 2, 3) if (first, last + more) in spans]
            groups[key].holders.update({*left, *right} - {key})
            groups[key].held_left += bool(left)
            groups[key].held_right += bool(right)
    return groups


def c_value(one: Group, groups: Mapping[str, Group]) -> float:
    """log2(length + 1) times the frequency that longer phrases do not explain."""
    length = max(phrase.length for _, phrase in one.found)
    holders = [groups[key].count for key in one.holders if key in groups]
    own = one.count - (sum(holders) / len(holders) if holders else 0)
    return math.log2(length + 1) * max(0.0, own)


class Joints:
    """How firmly two neighbouring words keep together in the units at hand (log-likelihood, signed)."""

    def __init__(self, units: Sequence[Sequence[Token]]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for tokens in units:
            keys = [token.key for token in tokens]
            self.words.update(filter(None, keys))
            self.pairs.update(pair for pair in pairwise(keys) if all(pair))
        self.total = sum(self.words.values())

    def weakest(self, tokens: Sequence[Token]) -> float:
        """The lowest log-likelihood of the joints; 0 for a single word."""
        keys = [token.key for token in tokens if token.is_word and token.text not in CONNECTORS]
        return min((self._likelihood(a, b) for a, b in pairwise(keys)), default=0.0)

    def _likelihood(self, a: str, b: str) -> float:
        both, n = self.pairs[a, b], self.total
        cells = (both, self.words[a] - both, self.words[b] - both, n - self.words[a] - self.words[b] + both)
        rows, columns = (cells[0] + cells[1], cells[2] + cells[3]), (cells[0] + cells[2], cells[1] + cells[3])
        expected = (rows[0] * columns[0], rows[0] * columns[1], rows[1] * columns[0], rows[1] * columns[1])
        total = sum(2 * k * math.log(k * n / e) for k, e in zip(cells, expected, strict=True) if k > 0 and e > 0)
        return total if both * n > self.words[a] * self.words[b] else -total


def features(one: Group, groups: Mapping[str, Group], joints: Joints, sample: Sequence[Token]) -> dict[str, float]:
    """The figures of the English side for or against a phrase; ``sample`` are the tokens of one occurrence."""
    kind = one.kind
    words = [token for token in sample if token.is_word and token.text.lower() not in FUNCTION]
    length = min(len(words), 5)
    rare = [rarity(token.text) for token in words] or [0.0]
    joint = joints.weakest(sample)
    first = sample[0].text.lower()
    form = max(one.forms, key=lambda text: (one.forms[text], text))
    last = words[-1].text if words else ""
    values = {
        "bias": 1.0,
        kind: 1.0,
        "frequency": math.log(one.count),
        "units": math.log(len({unit for unit, _ in one.found})),
        "c-value": math.log1p(c_value(one, groups)),
        "words": float(length),
        "absorbed": one.absorbed,
        "held-left": one.held_left / one.count,
        "held-right": one.held_right / one.count,
        "joint": math.copysign(math.log1p(abs(joint)), joint) / 5,
        "rarity": sum(rare) / len(rare),
        "rarest": max(rare),
        "head": float(bool(words) and words[-1].text.lower() in GENERIC),
        "opens-ed": float(first.endswith("ed") and sample[0].text[0].islower()),
        "opens-ing": float(first.endswith("ing")),
        "opens-generic": float(first in GENERIC),
        "title": float(first in TITLES and len(words) > 1),
        "and": float(any(token.text == "and" for token in sample)),
        "preposition": float(any(token.text in _LOOSE and token.text != "and" for token in sample)),
        "all-capitals": float(len(words) > 1 and all(token.text.isupper() for token in words)),
        "figure": float(any(token.text[0].isdigit() for token in sample)),
        "edges": sum(phrase.edges for _, phrase in one.found) / one.count,
        "heading": sum(phrase.heading for _, phrase in one.found) / one.count,
        "opens-country": float(opens_with_country(form)),
        "opens-adjective": float(len(words) > 1 and first.islower() and is_adjective(first)),
        "head-rarity": rarity(last),
        "mixed": float(kind == "phrase" and any(w.is_capitalised for w in words) and not last[:1].isupper()),
        "joined": float(_is_joined(form, groups)),
        "and-the": float(" and the " in form or " between " in form),
        "ends-country": float(ends_with_country(form)),
        "plural": float(last.endswith("s") and not last.endswith("ss")),
    }
    if kind in ("name", "phrase"):
        values[f"{kind}-{max(length, 1)}"] = 1.0
        values[f"{kind}-frequency"] = math.log(one.count)
        if length == 1:
            values[f"{kind}-1-rare"] = rare[0]
    return values


def opens_with_country(form: str) -> bool:
    """Whether a country or nationality opens a phrase: Japanese companies, U.S.-Japan relationship."""
    return any(found.span.start == 0 for found in find_countries(form, "en"))


def ends_with_country(form: str) -> bool:
    """Whether a country ends a phrase of several words: Department of Commerce and Japan."""
    return any(found.span.start > 0 and found.span.end == len(form) for found in find_countries(form, "en"))


def _is_joined(form: str, groups: Mapping[str, Group]) -> bool:
    """Whether "and" joins two that are whole themselves: the United States and Japan."""
    parts = re.split(r",? and (?:the )?", form)
    if len(parts) != 2 or not form[:1].isupper():
        return False
    return all(is_acronym(part) or is_country(part) or _is_name(groups.get(fold_key(part, "en"))) for part in parts)


def _is_name(one: Group | None) -> bool:
    return one is not None and one.kind in ("name", "defined") and one.found[0][1].length > 1


def is_country(term: str) -> bool:
    """Whether a phrase is made of countries and nationalities only."""
    rest = list(term)
    for found in find_countries(term, "en"):
        rest[found.span.start : found.span.end] = " " * (found.span.end - found.span.start)
    words = _LETTERS.findall("".join(rest))
    return len(words) < len(_LETTERS.findall(term)) and all(word.lower() in FUNCTION | CONNECTORS for word in words)


def both_sides(one: Group, renderings: Sequence[Rendering], values: Mapping[str, float]) -> dict[str, float]:
    """The figures that the translation adds."""
    if not renderings:
        return {"unrendered": 1.0}
    top = renderings[0]
    same = top.text.casefold() in (form.casefold() for form in one.forms)
    return {
        "agreement": top.count / one.count,
        "agreed-often": top.count / one.count * values["frequency"],
        "support": top.support,
        "lone": float(len(top.text) == 1),
        "short": float(len(top.text) == 2),
        "one-word": float(top.words == 1 and len(top.text) > 2),
        "words-more": max(0.0, top.words - values["words"]),
        "latin": float(same),
        "spread": math.log(len(renderings)),
        "particle": float(any(mark in top.text[1:-1] for mark in "的、和与及")),
    }


@dataclass(frozen=True, slots=True)
class Model:
    """What scores phrases: weights that set the hopeless aside by their English side alone, trees for the rest,
    trees for a phrase beside the others at its places (:mod:`align.extraction.neighbours`)."""

    first: Mapping[str, float]
    trees: Trees
    beside: Trees


@cache
def model() -> Model:
    """The fitted model that comes with the package."""
    raw = json.loads((resources.files("align") / "data" / "extraction.json").read_text("utf-8"))
    return Model(raw["first"], Trees.of(raw["trees"]), Trees.of(raw["beside"]))


def score(values: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The probability (0 to 1) by a table of weights (logistic)."""
    total = sum(table.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
