"""Stretches of a text that nothing in the other text accounts for: a clause left out, a sentence of another.

Every word of content is marked: below 0 where a word of the other text may stand for it (lexicon, what the
document renders so elsewhere, a term rendered), above 0 where none may. The stretch with the highest sum of
marks (Kadane) is what is least covered. One word alone tells nothing, since no lexicon knows every rendering;
what the stretch, the share of the text that it is, and the lengths of both texts say together is weighed by
a logistic model that scripts/fit_coverage.py fits on human translations with and without one clause cut out.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from align.document import Span
from align.lexicon import Lexicon
from align.lexicon.units import HAN, fold, simplify, stem

TOO_LONG = 5000
"""Characters from which a text is no bead of sentences but a file without line ends: it is left alone."""
PRIOR = 0.01
"""How many beads in a hundred are taken to miss a clause: what the probability of a finding is reckoned by."""
COVERED, NOT_COVERED, NAME_NOT_COVERED, UNKNOWN = -1.2, 0.75, 0.2, 0.3
SOUND_NOT_COVERED = 0.05
"""Marks. A name has its own form in every language, an unknown word may mean anything: both weigh little."""

_EMPTY_EN = frozenset(
    """the a an of to in and or for on at by with from as is are was were be been being that this these those it its
    he she they we you i his her their our my your him them us me not no do does did have has had will would shall
    should can could may might must but if so than then there here which who whom whose what when where why how all
    any some each every both such more most other another own same also only very just about into over after before
    between out up off down through during under again further once said say says mr mrs ms dr""".split()
)
_EMPTY_ZH = frozenset(
    """他们 她们 我们 你们 它们 自己 这个 那个 这些 那些 一个 一些 一种 一次 已经 正在 以及 并且 而且
    但是 因此 因为 所以 如果 虽然 可以 可能 应该 没有 不是 就是 还是 这是 其中 其他 所有 对于 关于
    进行 之后 之前 之间 以来 目前 现在 时候 这样 那么 什么 怎么 同时 此外 另外 然而 不过 由于 为了
    通过 根据 表示 认为 成为 作为 方面 以下 以上 一直 非常 还有 是否 如何""".split()
)
_SOUNDS = frozenset(
    "阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼边别宾波伯博布蔡查察车茨慈次达大戴丹当道德登邓狄迪蒂丁顿多厄恩尔法范方菲费芬丰冯弗"
    "佛夫福富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀惠霍基吉加贾简姜杰金津京君喀卡开凯坎康考柯科可克肯孔库夸奎坤拉莱兰朗"
    "劳勒雷黎李里理利莉丽立连廉良列林琳灵柳龙卢鲁路伦罗洛吕略马玛迈麦曼芒毛梅门蒙孟米密缅敏明摩莫默姆木穆拿娜纳乃奈南瑙内尼宁"
    "纽农努诺欧帕派潘庞培佩彭蓬皮匹平坡珀普奇齐乔切钦琼丘群让热仁日荣茹儒瑞若撒萨塞赛桑瑟森莎沙山珊尚绍舍申什圣施石史士舒斯丝司"
    "松苏索琐塔泰坦汤唐陶特腾提廷通图土托娃瓦万旺威韦维魏温文翁沃乌武西希锡悉席夏香肖谢辛欣休徐许雪逊雅亚延扬耶叶伊依宜因英尤约"
    "泽曾扎詹珍芝治朱兹子佐缪舍娅妮妲婭瑪納爾蘭羅倫邁麥韋維歐貝魯諾"
)
"""Characters that names from abroad are written with by their sound, simplified and a few others."""
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_NO_LENGTH = re.compile(r"[(（][A-Za-zÀ-ÿ0-9 .,:;'’&·•\-]+[)）]|\s")
_WORD_LENGTHS = (5, 4, 3, 2)
_PARTICLES = frozenset(
    "的了在是和与及也都就而但或等这那他她它我你们其之于以为被把将对从到由向个一不没有并会能可要还又再很更最中上下后前里内外时年月日说着过地得所该此各每已则让使给请"
)
_SIGHTINGS, _COMPANY = 3, 0.5
_LONGER = {"en": 0.4, "zh": 0.2}

Mark = tuple[Span, float]
Links = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The least covered stretch of a text, the sum of its marks, and how many words were marked in all."""

    span: Span
    score: float
    words: int

    @property
    def share(self) -> float:
        return self.score / math.sqrt(4 + self.words)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The least covered stretch of each text of a pair, with the probability that it has no counterpart."""

    english: tuple[Span, float]
    chinese: tuple[Span, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may stand for what: a Chinese-English lexicon and links that the document itself teaches."""

    lexicon: Lexicon
    learned: Links
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def counterparts(self, word: str) -> frozenset[str]:
        """Every English unit that a Chinese word or one of its characters may stand for."""
        known = self._known.get(word)
        if known is None:
            units = (["w" + word] if len(word) > 1 else []) + ["c" + char for char in word]
            found = {other for unit in units for other, _ in self.lexicon.lookup(unit)}
            known = frozenset(found.union(*(self.learned.get(unit, ()) for unit in units)))
            self._known[word] = known
        return known


Word = tuple[Span, str]
"""A Chinese word, simplified, and its place in the text as it is."""


def uncovered(
    english: str,
    chinese: str,
    words: Sequence[Word],
    evidence: Evidence,
    rendered: tuple[Sequence[Span], Sequence[Span]],
    beside: Iterable[str] = (),
) -> Uncovered:
    """What is least covered on either side.

    ``words`` are those of the Chinese; ``rendered`` are places of terms that both sides have, English first.
    ``beside`` are Chinese words of other beads that may render the English.
    """
    here, there = stretches(english, chinese, words, evidence, rendered, beside)
    lengths = length_feature(english, chinese)
    return Uncovered(
        (here.span, probability("en", features(here, there, lengths))),
        (there.span, probability("zh", features(there, here, -lengths))),
    )


def stretches(
    english: str,
    chinese: str,
    words: Sequence[Word],
    evidence: Evidence,
    rendered: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
    beside: Iterable[str] = (),
) -> tuple[Stretch, Stretch]:
    """The least covered stretch of the English and of the Chinese text."""
    units, latin = _english_units(english), _english_units(chinese)
    counterparts = latin.union(*(evidence.counterparts(word) for word in (*(word for _, word in words), *beside)))
    return (
        stretch(_english_marks(english, counterparts, rendered[0])),
        stretch(_chinese_marks(words, units, evidence, rendered[1])),
    )


def learn(beads: Iterable[tuple[set[str], set[str]]]) -> Links:
    """Links that a document teaches: its uncovered words that keep company in several beads.

    ``beads`` are the uncovered Chinese words and the uncovered English units of every bead. Two that are together
    in three beads or more, and in half of the beads that have either (Dice), stand for each other.
    """
    seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    together: Counter[tuple[str, str]] = Counter()
    for chinese, english in beads:
        seen[0].update(chinese)
        seen[1].update(english)
        together.update((zh, en) for zh in chinese for en in english)
    links: dict[str, dict[str, float]] = {}
    for (zh, en), count in together.items():
        dice = 2 * count / (seen[0][zh] + seen[1][en])
        if count >= _SIGHTINGS and dice >= _COMPANY:
            links.setdefault("w" + zh, {})[en] = dice
    return links


def open_words(english: str, words: Sequence[Word], evidence: Evidence) -> tuple[set[str], set[str]]:
    """The Chinese words and the English units of a bead that nothing on the other side may stand for."""
    units = _english_units(english)
    known: set[str] = set().union(*(evidence.counterparts(word) for _, word in words))
    chinese = {word for _, word in words if len(word) > 1 and units.isdisjoint(evidence.counterparts(word))}
    return chinese, content_units(english) - known


def _english_units(text: str) -> set[str]:
    return {"w" + stem(match[0]) for match in _WORD.finditer(text)}


def content_units(text: str) -> set[str]:
    """The units of an English text that carry meaning."""
    return {unit for unit in _english_units(text) if len(unit) > 3 and unit[1:] not in _EMPTY_EN}


def english_words(text: str) -> list[tuple[int, str, bool]]:
    """The Latin words of a text: where each begins, its unit, and whether it is a word of content."""
    return [(m.start(), "w" + stem(m[0]), _means(m[0])) for m in _WORD.finditer(text)]


def means_chinese(word: str) -> bool:
    """Whether a Chinese word, simplified, is one of content."""
    return len(word) > 1 and word not in _EMPTY_ZH


def _means(word: str) -> bool:
    return len(word) > 2 and word.lower() not in _EMPTY_EN


def chinese_words(texts: Sequence[str], lexicon: Lexicon) -> list[tuple[Word, ...]]:
    """The words of Chinese texts, in order: the longest that the lexicon knows, from left to right.

    Characters between them that make no word are taken together. This parts words less well than rjieba, finds
    as many missing clauses, and spares every `align check` the third of a second that rjieba takes to start.
    """
    known = frozenset(lexicon.units())
    plain = simplify([fold(text).replace("\0", " ") for text in texts])
    return [tuple(word for run in _HAN_RUN.finditer(text) for word in _cut(run, known)) for text in plain]


def _cut(run: re.Match[str], known: frozenset[str]) -> Iterator[Word]:
    text, start = run[0], run.start()
    place = loose = 0
    while place < len(text):
        size = next((n for n in _WORD_LENGTHS if len(text) - place >= n and "w" + text[place : place + n] in known), 0)
        if size or text[place] in _PARTICLES:
            if loose < place:
                yield Span(start + loose, start + place), text[loose:place]
            if size:
                yield Span(start + place, start + place + size), text[place : place + size]
            place += size or 1
            loose = place
        else:
            place += 1
    if loose < place:
        yield Span(start + loose, start + place), text[loose:place]


def _english_marks(text: str, counterparts: set[str], rendered: Sequence[Span]) -> list[Mark]:
    """A mark for every word of content of an English text."""
    marks = []
    for match in _WORD.finditer(text):
        word, span = match[0], Span(*match.span())
        if not _means(word):
            continue
        covered = "w" + stem(word) in counterparts or any(span.overlaps(term) for term in rendered)
        name = word[0].isupper() and match.start() > 0
        marks.append((span, COVERED if covered else NAME_NOT_COVERED if name else NOT_COVERED))
    return marks


def _chinese_marks(words: Sequence[Word], units: set[str], evidence: Evidence, rendered: Sequence[Span]) -> list[Mark]:
    """A mark for every word of content of a Chinese text; ``units`` are those of the English."""
    marks = []
    for span, word in words:
        if not means_chinese(word):
            continue
        may_be = evidence.counterparts(word)
        covered = not units.isdisjoint(may_be) or any(span.overlaps(term) for term in rendered)
        open_mark = SOUND_NOT_COVERED if _SOUNDS.issuperset(word) else NOT_COVERED if may_be else UNKNOWN
        marks.append((span, COVERED if covered else open_mark))
    return marks


def stretch(marks: Sequence[Mark]) -> Stretch:
    """The run of marks with the highest sum; empty at 0 where there is none above 0."""
    best, total, first = Stretch(Span(0, 0), 0.0, len(marks)), 0.0, 0
    for index, (span, mark) in enumerate(marks):
        if total <= 0:
            total, first = 0.0, index
        total += mark
        if total > best.score:
            best = Stretch(Span(marks[first][0].start, span.end), total, len(marks))
    return best


def length_feature(english: str, chinese: str) -> float:
    """Above 0 where the English is long for the Chinese; short texts count less.

    Names left in Latin letters are as long as in English, three letters to a character, and not in brackets.
    """
    plain = _NO_LENGTH.sub("", chinese)
    length = len(plain) - 2 / 3 * len(_LATIN.findall(plain))
    ratio = math.log((len(english) + 8) / (length + 3)) - 1.1
    return ratio * math.sqrt(len(english) / 100 + 0.3)


def is_lopsided(english: str, chinese: str) -> bool:
    """Whether the texts' lengths differ so much that either may have a clause more; few finds are lost by asking."""
    if max(len(english), len(chinese)) > TOO_LONG:
        return False
    lengths = length_feature(english, chinese)
    return lengths > _LONGER["en"] or -lengths > _LONGER["zh"]


def features(own: Stretch, other: Stretch, lengths: float) -> tuple[float, ...]:
    """What the model weighs; ``lengths`` is above 0 where the own side is the long one."""
    return (1.0, own.score, own.share, other.share, lengths, max(0.0, lengths), lengths * lengths)


def probability(lang: str, values: Sequence[float]) -> float:
    """That a stretch of this language has no counterpart, where one bead in a hundred misses one."""
    weights = _models()[lang]
    odds = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-min(50.0, max(-50.0, odds + math.log(PRIOR / (1 - PRIOR))))))


@cache
def _models() -> dict[str, list[float]]:
    text = (resources.files("align") / "data" / "coverage.json").read_text(encoding="utf-8")
    models: dict[str, list[float]] = json.loads(text)["models"]
    return models
