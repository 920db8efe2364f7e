"""How many public segmentation cases the segmenter gets right, beside sentencex alone; and its speed.

    python benchmarks/segmentation.py [--failures]

Cases: ../shared/eval/segmentation (golden rules of pySBD and the cases of sentencex, both MIT). A case is right
when its sentences are exactly the expected ones, white space apart. Cases whose expected text differs from
their input (cleaned HTML, removed dots) cannot be met by a segmenter that rewrites nothing; they are counted
apart. sentencex alone sees the text line by line. The rules were written with these cases in view: the rate says
what is met, not what to expect of other text.

Novels: the chapters of ../shared/eval/alignment/mac-dev, one sentence a line by hand, run together and split
again; precision and recall of the boundaries. The people who split them cut inside of quotations; both
segmenters keep a short quotation whole, which is most of what is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from align.segmenter import segment, split_sentences

EVAL = Path(__file__).resolve().parents[2] / "shared/eval"
CASES = EVAL / "segmentation/golden-rules.jsonl"
NOVELS = EVAL / "alignment/mac-dev"
MEGABYTE = 1_000_000
UNITS = {
    "English prose": ("en", 'The U.S. Navy is here, and it is "good." '),
    "Chinese prose": ("zh", "他说：“我来了。你呢？”他问。"),
    "one word": ("en", "a"),
    "open brackets": ("en", "("),
    "odd quotes": ("en", "\"a. '"),
    "enumeration": ("en", "1. a 2. b "),
    "initials": ("en", "a. b. "),
    "Chinese openers": ("zh", "“（"),
    "dots": ("zh", "我…"),
}


class Case(NamedTuple):
    id: str
    lang: str
    text: str
    sentences: list[str]

    @property
    def answerable(self) -> bool:
        return _squeezed(self.sentences) == _squeezed([self.text])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="print every case that is not met")
    arguments = parser.parse_args()
    if not CASES.is_file():
        sys.exit(f"the development data is absent: {CASES}")
    rows = (json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines())
    cases = [Case(row["id"], row["lang"], row["text"], row["sentences"]) for row in rows]
    _print_rates(cases, "duizhao", _ours, failures=arguments.failures)
    _print_rates(cases, "sentencex alone", _sentencex, failures=False)
    for name, split in (("duizhao", _split), ("sentencex alone", _split_sentencex)):
        print(f"\nNovels, {name}:")
        for lang, gap in (("zh", ""), ("en", " ")):
            print(f"  {lang}  precision {{:.3f}}  recall {{:.3f}}".format(*_boundaries(lang, gap, split)))
    print("\nOne line of 1 MB, processor seconds:")
    for name, (lang, unit) in UNITS.items():
        text = unit * (MEGABYTE // len(unit))
        start = time.process_time()
        segment("line", text, lang)
        print(f"  {name:18} {time.process_time() - start:.2f}")


def _print_rates(cases: list[Case], name: str, split: Callable[[Case], list[str]], *, failures: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    unanswerable = sum(not case.answerable for case in cases)
    for case in cases:
        found = split(case)
        groups = (case.lang, ":".join(case.id.split(":")[:2])) if case.answerable else ()
        total.update(groups)
        if _lines(found) == _lines(case.sentences):
            right.update(groups)
        elif failures and case.answerable:
            print(f"{case.id}\n  found    {_shown(found)}\n  expected {_shown(case.sentences)}")
    print(f"{name}: {unanswerable} of {len(cases)} cases rewrite their text and are left out")
    for group in sorted(total):
        print(f"  {group:18} {right[group]:4} / {total[group]:4}   {right[group] / total[group]:.1%}")


def _boundaries(lang: str, gap: str, split: Callable[[str, str], list[str]]) -> tuple[float, float]:
    """Precision and recall of sentence ends, counted in characters that are not white space."""
    right = found = expected = 0
    for path in sorted(NOVELS.glob(f"*.{lang}")):
        lines = path.read_text(encoding="utf-8").splitlines()
        ends = _ends(lines)
        ours = _ends(split(gap.join(line.strip() for line in lines), lang))
        right += len(ends & ours)
        found += len(ours)
        expected += len(ends)
    return right / found, right / expected


def _ends(sentences: Iterable[str]) -> set[int]:
    return set(accumulate(map(len, filter(None, _lines(sentences)))))


def _split(text: str, lang: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, lang)]


def _split_sentencex(text: str, lang: str) -> list[str]:
    import sentencex

    return list(sentencex.segment(lang, text))


def _ours(case: Case) -> list[str]:
    return list(segment(case.id, case.text, case.lang).segment_texts())


def _sentencex(case: Case) -> list[str]:
    import sentencex

    pieces = (piece for line in case.text.split("\n") for piece in sentencex.segment(case.lang, line))
    return [piece for piece in pieces if piece.strip()]


def _lines(sentences: Iterable[str]) -> list[str]:
    return ["".join(sentence.split()) for sentence in sentences]


def _squeezed(sentences: Iterable[str]) -> str:
    return "".join(_lines(sentences))


def _shown(sentences: list[str]) -> str:
    text = " ¦ ".join(sentences).replace("\n", "⏎")
    return text if len(text) < 600 else f"{text[:600]} …"


if __name__ == "__main__":
    main()
