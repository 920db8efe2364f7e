"""The HKMA annual reports (English and traditional Chinese) with the glossaries of their years, as units."""

from __future__ import annotations

import gzip
import json
from functools import cache
from itertools import product
from pathlib import Path

from align.bead import Bead, TranslationUnit, UnitSide
from align.document import BlockKind, Span
from align.extraction import Candidate
from align.matcher.folding import fold

FIT_YEARS = (2015, 2016)
REPORT_YEARS = (2017, 2018, 2019)
_OR = " ||| "


@cache
def paragraphs(shared: Path) -> tuple[dict[str, str], ...]:
    with gzip.open(shared / "terms" / "hkma" / "paragraphs.jsonl.gz", "rt", encoding="utf-8") as file:
        return tuple(json.loads(line) for line in file)


def year_units(shared: Path, *years: int) -> tuple[TranslationUnit, ...]:
    """The paragraphs of some years as translation units."""
    found = []
    for row in paragraphs(shared):
        if int(row["doc"].split(":")[1]) in years:
            kind = BlockKind.HEADING if row["heading"] else BlockKind.PARAGRAPH
            sides = [
                UnitSide(lang, row[lang].removeprefix("# "), Span(0, len(row[lang].removeprefix("# "))), kind)
                for lang in ("en", "zh")
            ]
            found.append(TranslationUnit(len(found) + 1, *sides, Bead((len(found),), (len(found),), 1.0)))
    return tuple(found)


def glossary(shared: Path, year: int) -> tuple[tuple[str, str], ...]:
    """The (English, Chinese) entries of a year's glossary, which writes two renderings of one term as "a ||| b"."""
    path = next((shared / "terms" / "hkma").glob(f"glossary.{year}.*.tsv"))
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if "\t" in line]
    english_first = path.name.endswith(".en-zh.tsv")
    entries = ((first, second) if english_first else (second, first) for first, second in rows)
    return tuple(pair for english, chinese in entries for pair in product(english.split(_OR), chinese.split(_OR)))


def glossary_keys(shared: Path, *years: int) -> set[str]:
    """The English entries as keys that spelling and number do not change."""
    return {fold(english, "en").key for year in years for english, _ in glossary(shared, year)}


def keys_of(candidate: Candidate, cuts: bool = False) -> set[str]:
    """The keys of a candidate's spellings and acronym; ``cuts``: of its other limits too."""
    more = candidate.cuts if cuts else ()
    return {fold(text, "en").key for text in (candidate.term, *candidate.variants, candidate.acronym, *more) if text}
