"""Where the translation renders a phrase, and which of its renderings agree.

A rendering is a stretch of whole Chinese words that stand for words of the phrase and for no other word of
the sentence, as long as it gets: each word earns what links it to the phrase and pays what links it
elsewhere, and the stretch that earns most is taken (consistent phrase pairs, Och & Ney 2004, with soft
links). Where the translation puts the acronym in brackets behind the name, the name ends there. Over all
places of a phrase, stretches give way to a better supported one that stands at the same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.document import Span
from align.extraction.candidate import Place, Rendering
from align.extraction.keys import fold_key
from align.extraction.phrase import Phrase
from align.extraction.tokens import Token
from align.extraction.wordlinks import WordLinks
from align.extraction.words import FUNCTION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HAN_FUNCTION = frozenset(
    """的 了 着 过 和 与 及 以及 或 或者 并 并且 而 且 在 对 对于 将 把 被 是 为 为了 以 由 从 向 到 往 给 让 使 于
    等 等等 之 其 该 此 这 那 这些 那些 我们 他们 它 它们 我 你 他 她 各 每 所 也 都 就 还 又 再 才 已 已经 正
    正在 会 要 可 可以 能 能够 应 应该 必须 通过 根据 按照 关于 有关 包括 例如 如 个 一个 一项 一种 项 种 名 位
    这个 该项 上 下 中 里 内 外 前 后 时 地 得 不 没有 有 进行 加以 方面 之间 同 跟 因 因为 所以 但 但是 如果 若
    则 即 至 作为 成为 并将 还将 而是 他 双方 两国 有助于 来 去 更 更加 最""".split()
)
_JOINING = frozenset("、·•-—－“”‘’《》〈〉「」『』\"'/&")
_BREAK = -50.0
_ELSEWHERE = 0.5
_IDLE, _SMALL = 0.1, 0.02
_EXPECTED = 0.3
_LEAST = 0.1
"""Support below which nothing is taken for a rendering."""
_AND = frozenset("和 与 及 以及 等".split())
_QUOTES = {"“": "”", "《": "》", "‘": "’", "「": "」", "〈": "〉"}
_OPENING = frozenset("(（[【")


class Unit:
    """One unit ready for questions: tokens of both sides and what links them."""

    def __init__(self, source: Sequence[Token], target: Sequence[Token], links: WordLinks) -> None:
        import numpy as np

        self.source, self.target = source, target
        self._limits: tuple[frozenset[int], frozenset[int]] | None = None
        a, b = links.to_source, links.to_target
        self.links: Floats = 0.6 * np.sqrt(a * b) + 0.2 * (a + b)
        self.content = np.array([t.is_word and t.text.lower() not in FUNCTION for t in source], bool)
        self.places: dict[str, list[int]] = {}
        """Where each word stands."""
        for place, token in enumerate(source):
            self.places.setdefault(token.key, []).append(place)
        self.small = np.array([t.key in HAN_FUNCTION for t in target], bool)
        self.stops = np.array([t.key in HAN_FUNCTION and t.key not in _AND for t in target], bool)
        joins = [(not t.is_word) and t.text in _JOINING for t in target]
        self.join = np.array(joins, bool)
        self.broken = np.array([not t.is_word and t.text not in _JOINING for t in target], bool)

    def rendering(self, phrase: Phrase) -> tuple[int, int, float] | None:
        """The target tokens (half-open) that render a phrase, with their support; None where none do."""
        import numpy as np

        if not len(self.target):
            return None
        places = [i for i in range(phrase.first, phrase.last) if self.content[i]]
        if not places:
            places = [i for i in range(phrase.first, phrase.last) if self.source[i].is_word]
        inside = self.links[:, places].sum(1)
        # The same word elsewhere in the sentence speaks for the phrase as little as against it.
        others = self.content.copy()
        others[[place for i in places for place in self.places[self.source[i].key]]] = False
        outside = self.links[:, np.flatnonzero(others)].sum(1)
        gain = inside - _ELSEWHERE * outside - np.where(inside + outside < 0.2, _IDLE, 0)
        gain = np.where(self.small & (inside < 0.4), -_SMALL - np.maximum(outside - 0.5, 0) * 0.2, gain)
        gain = np.where(self.join, -_SMALL, np.where(self.broken, _BREAK, gain))
        end = self._bracket_end(phrase)
        span = _best(gain) if end is None else _best_ending(np.where(self.stops, _BREAK, gain), end, len(places))
        if span is None:
            return None
        first, last = self._trimmed(*span)
        if last <= first:
            return None
        covered = float(np.minimum(self.links[first:last][:, places].max(0), 1).mean())
        pure = float(inside[first:last].sum() / (inside[first:last].sum() + outside[first:last].sum() + 1e-6))
        support = min(1.0, covered * pure**0.5)
        if end is not None:
            support = max(support, 0.6)
        return (first, last, support) if support >= _LEAST else None

    def is_whole(self, span: Span) -> bool:
        """Whether a span of the target cuts no word."""
        if self._limits is None:
            self._limits = frozenset(t.start for t in self.target), frozenset(t.end for t in self.target)
        return span.start in self._limits[0] and span.end in self._limits[1]

    def _bracket_end(self, phrase: Phrase) -> int | None:
        """Where the name before "(ACRONYM)" ends in the target, for a phrase that the source defines so."""
        if not phrase.acronym:
            return None
        wanted = phrase.acronym.upper()
        for index, token in enumerate(self.target[1:-1], start=1):
            if token.text.upper() == wanted and self.target[index - 1].text in _OPENING:
                return index - 1 if index > 1 else None
        return None

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without marks and small words at the ends, and without what stands before a quotation that it opens."""
        for place in range(last - 1, first - 1, -1):
            closing = _QUOTES.get(self.target[place].text)
            if closing and all(token.text != closing for token in self.target[place:last]):
                first = place + 1
                break
        while first < last and (self.small[first] or not self.target[first].is_word):
            first += 1
        while last > first and (self.small[last - 1] or not self.target[last - 1].is_word):
            last -= 1
        return first, last


def _best(gain: Floats) -> tuple[int, int] | None:
    """The stretch with the highest sum; None where no word earns anything."""
    best, start, total, found = 0.0, 0, 0.0, None
    for index, value in enumerate(gain.tolist()):
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > best:
            best, found = total, (start, index + 1)
    return found


def _best_ending(gain: Floats, end: int, words: int) -> tuple[int, int] | None:
    """The stretch with the highest sum that ends at a place; about as many words as the phrase are expected."""
    best, total, found = 0.0, 0.0, None
    for index in range(end - 1, -1, -1):
        total += float(gain[index]) + (_EXPECTED if end - index <= words else 0)
        if total < _BREAK / 2:
            break
        if total > best or found is None:
            best, found = total, (index, end)
    return found


def gather(
    phrases: Sequence[tuple[int, Phrase]], units: Sequence[Unit], texts: Sequence[tuple[str, str]]
) -> tuple[tuple[Rendering, ...], tuple[Place, ...]]:
    """Renderings of one term, most frequent first, and all its places. ``phrases`` are (unit, phrase)."""
    places, stretches, sizes = [], [], []
    for number, phrase in phrases:
        unit = units[number]
        source = Span(unit.source[phrase.first].start, unit.source[phrase.last - 1].end)
        found = unit.rendering(phrase)
        span = None if found is None else Span(unit.target[found[0]].start, unit.target[found[1] - 1].end)
        places.append(Place(number, source, span))
        stretches.append(0.0 if found is None else found[2])
        sizes.append(0 if found is None else sum(token.is_word for token in unit.target[found[0] : found[1]]))
    return _agreed(places, stretches, sizes, texts, units)


def _agreed(
    places: list[Place], support: list[float], sizes: list[int], texts: Sequence[tuple[str, str]], units: Sequence[Unit]
) -> tuple[tuple[Rendering, ...], tuple[Place, ...]]:
    weights: defaultdict[str, float] = defaultdict(float)
    written: dict[str, str] = {}
    words: dict[str, int] = {}
    for place, value, size in zip(places, support, sizes, strict=True):
        if place.target is not None:
            text = place.target.of(texts[place.unit][1])
            key = fold_key(text, "zh")
            weights[key] += value
            written.setdefault(key, text)
            words.setdefault(key, size)
    ranked = sorted(weights, key=lambda key: (-weights[key], -len(key), key))
    groups: defaultdict[str, list[tuple[Place, float]]] = defaultdict(list)
    final: list[Place] = []
    for place, value in zip(places, support, strict=True):
        new, settled = _settled(place, ranked, written, texts[place.unit][1], units[place.unit])
        final.append(new)
        if settled is not None:
            groups[settled].append((new, value or _LEAST))
    renderings = [
        Rendering(written[key], round(sum(v for _, v in group) / len(group), 3), tuple(p for p, _ in group), words[key])
        for key, group in groups.items()
    ]
    renderings.sort(key=lambda r: (-r.count, -r.support, r.text))
    return tuple(renderings), tuple(final)


def _settled(
    place: Place, ranked: Sequence[str], written: dict[str, str], text: str, unit: Unit
) -> tuple[Place, str | None]:
    """The place with the best supported rendering that stands where its own does, as whole words."""
    own = None if place.target is None else fold_key(place.target.of(text), "zh")
    for key in ranked:
        if key == own:
            return place, key
        start = text.find(written[key])
        while start >= 0:
            span = Span(start, start + len(written[key]))
            if (place.target is None or span.overlaps(place.target)) and unit.is_whole(span):
                return Place(place.unit, place.source, span), key
            start = text.find(written[key], start + 1)
    return place, own
