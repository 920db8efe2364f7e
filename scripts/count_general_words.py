"""Count general words on development data and write src/align/data/general.en.tsv.gz.

    python scripts/count_general_words.py ../shared/eval/train

A word is general if several kinds of text use it: of its frequencies in statutes, software documentation,
health texts and scripture the second highest counts, so a word of one trade alone counts nothing. Beside it
stands how a word is used: in a noun's place (between a determiner and the phrase's end), in a noun's or
adjective's (after a determiner), in a verb's (after "to", a modal or a pronoun). Only counts are written, no text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "align" / "data" / "general.en.tsv.gz"
SOURCES = ("moj-tw-law", "python-docs", "tico19", "bible")
LEAST_PER_MILLION = 1.0
_TOKEN = re.compile(r"[a-z]+(?:['’-][a-z]+)*|[^\w\s]|\d+")
_DETERMINERS = frozenset(
    "the a an this that these those its their his her our your any each every no some such".split()
)
_AFTER_NOUN = frozenset(
    "of is are was were has have shall may will can must in for by on at from with and or to that . , ; :".split()
)
_BEFORE_VERB = frozenset(
    "to will shall may can must should would could might cannot they we you he she i did does do let".split()
)


def texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["en"]


def main() -> None:
    folder = Path(sys.argv[1])
    per_million: list[dict[str, float]] = []
    nouns: Counter[str] = Counter()
    nominals: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for source in SOURCES:
        words: Counter[str] = Counter()
        for text in texts(folder / f"{source}.jsonl.gz"):
            tokens = _TOKEN.findall(text.lower().replace("’", "'"))
            words.update(token for token in tokens if token[0].isalpha())
            for before, word, after in zip(["", *tokens], tokens, [*tokens[1:], "."], strict=False):
                if before in _BEFORE_VERB:
                    verbs[word] += 1
                elif before in _DETERMINERS:
                    nominals[word] += 1
                    nouns[word] += after in _AFTER_NOUN
        total = sum(words.values())
        per_million.append({word: 1e6 * count / total for word, count in words.items()})
    lines = []
    for word in sorted(set().union(*per_million)):
        general = sorted((table.get(word, 0.0) for table in per_million), reverse=True)[1]
        if (general >= LEAST_PER_MILLION and len(word) > 1) or word in ("a", "i"):
            lines.append(f"{word}\t{general:.0f}\t{nouns[word]}\t{nominals[word]}\t{verbs[word]}\n")
    head = f"# word, per million, noun places, noun or adjective places, verb places; from {', '.join(SOURCES)}\n"
    OUT.write_bytes(gzip.compress((head + "".join(lines)).encode(), 9, mtime=0))
    print(f"{len(lines)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
