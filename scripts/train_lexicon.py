"""Compute the shipped Chinese-English lexicon from open parallel text.

    python scripts/train_lexicon.py ../shared/eval/train

Three tables are merged: words of the whole mixture, words of the narrative and everyday part (which the law
and manuals would drown), and Han characters of the whole mixture. Only strengths are written, no text.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from align.lexicon import pack_lexicon
from align.lexicon.training import Entry, merge, train, training_units

OUT = Path(__file__).resolve().parent.parent / "src" / "align" / "data" / "lexicon.zh-en.npz"
SEED, LONGEST, MOST = 1, 600, 14
MIXTURE = {"bible": None, "tico19": None, "python-docs": 20_000, "moj-tw-law": 30_000}
NARRATIVE = {"bible": None, "tico19": None}
PROVENANCE = (
    "bible: Chinese Union Version and Berean Standard Bible (public domain / CC0); "
    "tico19: TICO-19 (CC0); python-docs: Python documentation (translations CC0, English PSF licence); "
    "moj-tw-law: statutes of Taiwan (government open data)"
)


def pairs(folder: Path, parts: dict[str, int | None]) -> list[tuple[str, str]]:
    """Sentence pairs of some files, a fixed sample where a number is given."""
    found = []
    for name, number in parts.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        rows = [
            row
            for row in rows
            if "\n" not in row["zh"] + row["en"]
            and row["zh"].strip()
            and row["en"].strip()
            and len(row["en"]) < LONGEST
        ]
        if number is not None and number < len(rows):
            rows = [rows[int(k)] for k in np.random.default_rng(SEED).choice(len(rows), number, replace=False)]
        found += [(row["zh"], row["en"]) for row in rows]
    return found


def table(folder: Path, parts: dict[str, int | None], kinds: str) -> tuple[list[Entry], int]:
    both = pairs(folder, parts)
    source = training_units([zh for zh, _ in both], "zh", kinds)
    target = training_units([en for _, en in both], "en", "w")
    return train(source, target), len(both)


def main() -> None:
    folder = Path(sys.argv[1])
    words, count = table(folder, MIXTURE, "w")
    narrative, _ = table(folder, NARRATIVE, "w")
    characters, _ = table(folder, MIXTURE, "c")
    header = {
        "name": "zh-en",
        "source": "zh",
        "target": "en",
        "pairs": count,
        "provenance": PROVENANCE,
        "method": "IBM Model 1 both ways, strength sqrt(p(e|z) p(z|e)), one byte an entry",
        "command": "python scripts/train_lexicon.py ../shared/eval/train",
    }
    OUT.write_bytes(pack_lexicon(merge([words, narrative, characters], MOST), header))


if __name__ == "__main__":
    main()
