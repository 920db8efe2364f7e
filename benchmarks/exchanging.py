"""Fits the model of align.exchanged and says what it finds.

    python benchmarks/exchanging.py [--write] [--show]

Human translations of news (../shared/eval/clean, halves as in benchmarks/checks.py) as they are, against the same
with two figures of one kind exchanged in one of the texts, at most three times a kind. A logistic model is fitted on
the half "dev" and measured on "test"; on "dev" it is measured by cross-validation in five parts.
--write puts the weights into src/align/data/exchanged.json; --show prints what is wrongly said of the untouched texts
of dev.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from align.document import Span
from align.exchanged import FEATURES, LEAST, Matched, groups, measured, probability
from align.lexicon import shipped
from align.quantities import Kind, Quantity, pair_quantities
from align.wordlinks import Renderings, chinese_pieces, word_links
from checks import rows

OUT = Path(__file__).resolve().parents[1] / "src" / "align" / "data" / "exchanged.json"
MOST = 3
_PARTS = 5
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
).replace(" ", "|")
_NUMERAL = {
    "en": re.compile(
        rf"\d[\d,.]*(?:\s*(?:hundred|thousand|million|billion|trillion|bn|m|k))?\b|\d[\d,.]*|(?:\b(?:{_WORDS})\b[\s-]*)+",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[\d０-９][\d０-９,，.]*\s*[百千万亿萬億]*|[零〇一二两三四五六七八九十百千万亿萬億兩点半]+"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """An English and a Chinese text; ``values`` are the two that were exchanged."""

    number: int
    english: str
    chinese: str
    values: frozenset[object] = frozenset()
    kind: str = ""


def with_figures_exchanged(number: int, english: str, chinese: str, chance: random.Random) -> Iterator[Sample]:
    """The pair with two figures of one kind exchanged in one of its texts: some of the ways to do so."""
    for (kind, _), pairs in groups(pair_quantities(english, "en", chinese, "zh").matched).items():
        twos = [(a, b) for a, b in combinations(pairs, 2) if a[0].values != b[0].values]
        chance.shuffle(twos)
        for one, other in twos[:MOST]:
            side = chance.choice((0, 1))
            text = exchange((english, chinese)[side], ("en", "zh")[side], one[side], other[side])
            if text is not None:
                texts = (text, chinese) if side == 0 else (english, text)
                yield Sample(number, *texts, frozenset({one[0].values, other[0].values}), kind)


def exchange(text: str, lang: str, one: Quantity, other: Quantity) -> str | None:
    """The text with the figures of two quantities exchanged, their units left in place; None where none can be told."""
    first, second = (_figure(quantity, lang) for quantity in sorted((one, other), key=lambda q: q.span))
    if first is None or second is None or first.end > second.start:
        return None
    between = text[first.end : second.start]
    changed = text[: first.start] + second.of(text) + between + first.of(text) + text[second.end :]
    return changed if changed != text else None


def _figure(quantity: Quantity, lang: str) -> Span | None:
    if quantity.kind is Kind.DATE and lang == "en" and quantity.unit != "year":
        return quantity.span
    found = list(_NUMERAL[lang].finditer(quantity.text))
    if len(found) != 1:
        return None
    start = quantity.span.start + found[0].start()
    return Span(start, start + len(found[0][0].rstrip(" -,.，")))


Row = tuple[tuple[float, ...], Matched, Matched, object]
"""What align.exchanged.measured says of two quantities."""


def samples(part: str) -> tuple[int, list[Sample]]:
    """How many pairs a half has, and those with two figures of one kind, untouched and exchanged."""
    chance = random.Random(41)  # noqa: S311 - a sample, not a secret
    found, count = [], 0
    for number, row in enumerate(row for row in rows() if row["half"] == part):
        count += 1
        english, chinese = row["texts"] if row["langs"][0] == "en" else row["texts"][::-1]
        if groups(pair_quantities(english, "en", chinese, "zh").matched):
            found.append(Sample(number, english, chinese))
            found.extend(with_figures_exchanged(number, english, chinese, chance))
    return count, found


def features(found: Sequence[Sample]) -> list[tuple[Sample, list[Row]]]:
    """Every sample with all its twos of quantities."""
    lexicon = shipped("zh", "en")
    if lexicon is None:
        sys.exit("the lexicon is absent")
    renderings = Renderings(lexicon)
    result = []
    for sample, words in zip(found, chinese_pieces([s.chinese for s in found], lexicon), strict=True):
        texts = sample.english, sample.chinese
        matched = pair_quantities(texts[0], "en", texts[1], "zh").matched
        result.append((sample, list(measured(*texts, matched, word_links(*texts, words, renderings)))))
    return result


def is_exchanged(sample: Sample, row: Row) -> bool:
    return {row[1][0].values, row[2][0].values} == sample.values


def fit(found: Iterable[tuple[Sample, list[Row]]]) -> list[float]:
    """Newton's method, lightly ridged: figures exchanged against all those of untouched texts."""
    chosen = [(s, row) for s, own in found for row in own if not s.values or is_exchanged(s, row)]
    x = np.array([row[0] for _, row in chosen])
    y = np.array([float(bool(s.values)) for s, _ in chosen])
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -40, 40)))
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.3 * np.eye(len(w))
        w += np.linalg.solve(curve, x.T @ (y - p) - 0.3 * w)
    return [round(float(value), 4) for value in w]


def surest(own: Sequence[Row], weights: Sequence[float]) -> float:
    """The highest probability that the model gives any two figures of a pair."""
    return max((probability(row[0], weights) for row in own), default=0.0)


def report(part: str, pairs: int, scored: Sequence[tuple[Sample, float]]) -> None:
    """What is told from several probabilities on: of untouched pairs, of exchanged figures, and those by kind."""
    wrong = [sure for sample, sure in scored if not sample.values]
    right = [(sample.kind, sure) for sample, sure in scored if sample.values]
    kinds = Counter(kind for kind, _ in right)
    print(f"{part}: {pairs} pairs, {len(wrong)} with two figures of one kind, {len(right)} times two figures exchanged")
    for least in sorted({0.5, 0.7, 0.8, 0.9, LEAST}):
        told = Counter(kind for kind, sure in right if sure >= least)
        by_kind = ", ".join(f"{kind} {told[kind]}/{count}" for kind, count in kinds.most_common(7))
        mistaken = sum(sure >= least for sure in wrong)
        print(f"  from {least}: {mistaken} wrong, {100 * told.total() / len(right):.1f} % found ({by_kind})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--show", action="store_true", help="print what is wrongly said on dev")
    options = parser.parse_args()
    count, found = samples("dev")
    dev = features(found)
    parts = [fit([row for row in dev if row[0].number % _PARTS != part]) for part in range(_PARTS)]
    scored = [(sample, surest(own, parts[sample.number % _PARTS])) for sample, own in dev]
    report("dev, cross-validated", count, scored)
    if options.show:
        for sample, sure in scored:
            if not sample.values and sure >= LEAST:
                print(f"{sure:.2f}\n    {sample.english}\n    {sample.chinese}")
    weights = fit(dev)
    count, found = samples("test")
    report("test", count, [(sample, surest(own, weights)) for sample, own in features(found)])
    if options.write:
        values = {
            "made by": "python benchmarks/exchanging.py --write",
            "weights": dict(zip(FEATURES, weights, strict=True)),
        }
        OUT.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
