"""Term matching: speed, memory, and how often a good translation lacks the glossary's rendering.

    python benchmarks/matching.py [--terms N] [--show N]

Speed: N terms (30,000 unless given) that are cut at random from the news texts of
../shared/eval/clean, and 1 MB (UTF-8) of the same texts, so that nearly every sentence holds several: a real
termbase has fewer hits. CPU seconds of one process; memory is that of the built matcher.

Rendering: the 50 document pairs of ../shared/eval/terms/hkma with the glossaries of their years. A case is a
place of an English paragraph where the longest glossary term stands (concepts that share the form are one
case, and so are repetitions in a paragraph); it is unrendered where no Chinese term of those concepts is in
the translation. "exact" looks for the terms as they are written. The matcher was made while looking at all
five years, so the rate is that of the data it was made on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import signal
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from align.matcher import TermMatcher
from align.term import Concept, Term, Termbase, TermStatus
from hkma import glossary

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
NEWS = EVAL / "clean" / "wmt-human-pairs.jsonl.gz"
HKMA = EVAL / "terms" / "hkma"
MEGABYTE = 1_000_000
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=30_000)
    parser.add_argument("--show", type=int, default=0, help="print N unrendered cases")
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for path in (NEWS, HKMA):
        if not path.exists():
            sys.exit(f"{path} is absent: this benchmark needs the development data beside the checkout")
    print(f"{'lang':4} {'terms':>7} {'build s':>8} {'MB':>5} {'find s':>7} {'hits':>8} {'find_all s':>11} {'hits':>8}")
    for lang in ("en", "zh"):
        speed(lang, options.terms)
    rendering(options.show)


def speed(lang: str, number: int) -> None:
    rng = random.Random(7)  # noqa: S311 - a sample, no secret
    lines = [row[lang] for row in rows(NEWS)]
    rng.shuffle(lines)
    termbase = Termbase(
        tuple(concept(str(i), [(term, lang)]) for i, term in enumerate(sample(lines, lang, number, rng)))
    )
    text, size = [], 0
    for line in lines:
        text.append(line)
        size += len(line.encode()) + 1
        if size >= MEGABYTE:
            break
    megabyte = "\n".join(text)
    building, matcher = timed(lambda: TermMatcher(termbase, lang))
    grown = memory(lambda: TermMatcher(termbase, lang))
    finding, found = timed(lambda: matcher.find(megabyte))
    finding_all, found_all = timed(lambda: matcher.find_all(megabyte))
    figures = f"{finding:7.2f} {len(found):8} {finding_all:11.2f} {len(found_all):8}"
    print(f"{lang:4} {number:7} {building:8.2f} {grown:5} {figures}")


def sample(lines: list[str], lang: str, number: int, rng: random.Random) -> list[str]:
    """Distinct runs of 1 to 4 words (longer than 3 letters at both ends), or of 2 to 8 Han characters."""
    terms: set[str] = set()
    while len(terms) < number:
        line = rng.choice(lines)
        if lang == "en":
            words = re.findall(r"\w+", line)
            run = words[(start := rng.randrange(len(words) or 1)) : start + rng.randint(1, 4)]
            if run and min(len(run[0]), len(run[-1])) > 3:
                terms.add(" ".join(run))
        else:
            start, length = rng.randrange(len(line)), rng.randint(2, 8)
            if re.fullmatch(r"[\u4e00-\u9fff]{2,}", line[start : start + length]):
                terms.add(line[start : start + length])
    return sorted(terms)


def rendering(show: int) -> None:
    print("\nHKMA: glossary terms of the original without a glossary rendering in the human translation")
    print(f"{'year':5} {'cases':>6} {'unrendered':>11} {'exact cases':>12} {'unrendered':>11}")
    total = [0, 0, 0, 0]
    for year in range(2015, 2020):
        termbase = hkma_glossary(year)
        pairs = [(row["en"], row["zh"]) for row in rows(HKMA / "paragraphs.jsonl.gz") if f":{year}:" in row["doc"]]
        english, chinese = TermMatcher(termbase, "en"), TermMatcher(termbase, "zh")
        figures = [0, 0, 0, 0]
        for en, zh in pairs:
            rendered = {match.concept.id for match in chinese.find_all(zh)}
            for case, written in cases(english, en).items():
                figures[0] += 1
                if not case & rendered:
                    figures[1] += 1
                    if show > 0:
                        show -= 1
                        wanted = [t.text for c in termbase.concepts if c.id in case for t in c.in_language("zh")]
                        print(f"      {written} = {' / '.join(wanted)}: {zh[:120]!r}")
            for each in termbase.concepts:
                if any(term.text in en for term in each.in_language("en")):
                    figures[2] += 1
                    figures[3] += not any(term.text in zh for term in each.in_language("zh"))
        print(row_of(str(year), figures))
        total = [a + b for a, b in zip(total, figures, strict=True)]
    print(row_of("all", total))


def cases(matcher: TermMatcher, text: str) -> dict[frozenset[str], str]:
    """The concepts of every place, each set once, and how the place is written."""
    places: dict[tuple[int, int], set[str]] = {}
    for match in matcher.find(text):
        places.setdefault((match.span.start, match.span.end), set()).add(match.concept.id)
    return {frozenset(ids): text[start:end] for (start, end), ids in places.items()}


def hkma_glossary(year: int) -> Termbase:
    """One concept for an English form (case apart) with all its Chinese renderings of the year."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for en, zh in glossary(EVAL, year):
        forms.setdefault(en.casefold(), []).extend([(en, "en"), (zh, "zh")])
    return Termbase(tuple(concept(name, list(dict.fromkeys(terms))) for name, terms in forms.items()))


def concept(name: str, terms: list[tuple[str, str]]) -> Concept:
    return Concept(name, tuple(Term(text, lang, TermStatus.PREFERRED) for text, lang in terms))


def row_of(name: str, figures: list[int]) -> str:
    found, missed, exact, exact_missed = figures
    return f"{name:5} {found:6} {missed / found:11.2%} {exact:12} {exact_missed / exact:11.2%}"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def timed(compute: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = compute()
    return time.process_time() - start, result


def memory(compute: Callable[[], object]) -> int:
    """What the result takes, in MB of Python's own count."""
    tracemalloc.start()
    result = compute()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return size // MEGABYTE


if __name__ == "__main__":
    main()
