"""What term-missing finds where a glossary was not used, and what it says of people who used it.

    python benchmarks/terms.py [--show N] [--missed N] [--write]

The annual reports of the HKMA (../shared/eval/terms/hkma) with the glossaries of their years, both directions
(2016 and 2018 are from Chinese), paragraph by paragraph; 2015 and 2016 are there to develop on (dev), 2017 to
2019 to report (test); the matcher itself was made while looking at all five. A case is a term of the glossary in
a paragraph of the original, the same concepts once a paragraph.

False alarms: cases that the check flags in the translation by people, who had the glossary and sometimes turn a
phrase. "exact" flags where no rendering stands letter for letter, the way most tools look.

Recall: the translations of WMT 2025's systems without the glossary ("noterm") beside those of the same system
with it ("proper"). A case counts as missing where the proper output has a rendering letter for letter (case
apart) and the noterm output has none, in whatever case, width or characters: the system could have used the term
and did not. Documents where an output has another number of paragraphs than the original are left out, as
paragraphs could not be paired.

--show prints false alarms of the dev years, --missed misses; --write puts the figures into docs/terms-rates.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from opencc import OpenCC

from align.checker import find_in
from align.matcher import TermMatcher
from align.plugin import Check, Context, load
from align.term import Concept, Term, Termbase, TermStatus
from checks import document_alignment
from hkma import glossary, paragraphs

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
DOCS = ROOT / "docs" / "terms-rates.md"
PARTS = {"dev": (2015, 2016), "test": (2017, 2018, 2019)}
Pair = tuple[str, str]


@dataclass
class Tally:
    """Cases and how many of them are flagged, by what was measured."""

    cases: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    shown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, what: str, flagged: bool, said: str) -> None:
        self.cases[what] += 1
        self.flagged[what] += flagged
        self.shown[f"{what} {'flagged' if flagged else 'silent'}"].append(said)


@dataclass(frozen=True)
class Year:
    """A year's glossary in the direction of its translation, and what finds its terms in the original."""

    langs: Pair
    termbase: Termbase
    source: TermMatcher

    def cases(self, text: str) -> dict[frozenset[str], tuple[int, tuple[Concept, ...]]]:
        """The concepts of every place in a text, each set once: where first, and the concepts."""
        places: dict[int, list[Concept]] = {}
        for match in self.source.find(text):
            places.setdefault(match.span.start, []).append(match.concept)
        found: dict[frozenset[str], tuple[int, tuple[Concept, ...]]] = {}
        for start, concepts in places.items():
            found.setdefault(frozenset(c.id for c in concepts), (start, tuple(concepts)))
        return found


def year(number: int) -> Year:
    """The glossary of a year: a concept for every form of the original, with all its renderings."""
    langs = ("zh", "en") if number % 2 == 0 else ("en", "zh")
    forms: dict[str, list[tuple[str, str]]] = {}
    for english, chinese in glossary(SHARED, number):
        texts = {"en": english, "zh": chinese}
        own = forms.setdefault(texts[langs[0]].casefold(), [])
        own += [(texts[lang], lang) for lang in langs]
    concepts = tuple(
        Concept(name, tuple(Term(text, lang, TermStatus.PREFERRED) for text, lang in dict.fromkeys(terms)))
        for name, terms in forms.items()
    )
    termbase = Termbase(concepts)
    return Year(langs, termbase, TermMatcher(termbase, langs[0]))


def flagged(pairs: Sequence[Pair], of: Year, check: Check) -> set[tuple[int, str]]:
    """What the check tells: the pair's number and the concept."""
    alignment = document_alignment(pairs, *of.langs)
    units = tuple(alignment.units())
    # As they come: run_checks makes one finding of several at one place.
    found = find_in(units, alignment, "hkma", [check], Context(units, of.termbase), {})
    starts = [0]
    for source, _ in pairs:
        starts.append(starts[-1] + len(source) + 1)
    places = {(finding.bead - 1, finding.source.span.start - starts[finding.bead - 1]) for finding in found}
    return {
        (number, match.concept.id)
        for number, start in places
        for match in of.source.find(pairs[number][0])
        if match.span.start == start
    }


@cache
def converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def spelled(text: str) -> str:
    """A text in simplified characters, small letters, half width: what is left is another word."""
    return converter().convert(unicodedata.normalize("NFKC", text).casefold())


def absent(concepts: Sequence[Concept], lang: str, text: str) -> bool:
    """Whether no rendering stands in a text, in whatever characters."""
    return not any(spelled(term.text) in spelled(text) for concept in concepts for term in concept.in_language(lang))


def exact(concepts: Sequence[Concept], lang: str, text: str) -> bool:
    """Whether a rendering stands in a text letter for letter, case apart."""
    text = text.casefold()
    return any(term.text.casefold() in text for concept in concepts for term in concept.in_language(lang))


def measure(pairs: Sequence[Pair], of: Year, check: Check) -> Iterator[tuple[int, tuple[Concept, ...], bool, str]]:
    """Every case of some pairs: the pair's number, the concepts, whether it is flagged, and a line to read."""
    findings = flagged(pairs, of, check)
    for number, (source, target) in enumerate(pairs):
        for start, concepts in of.cases(source).values():
            wanted = " / ".join(dict.fromkeys(t.text for c in concepts for t in c.in_language(of.langs[1])))
            said = f"{source[start : start + 30]!r} = {wanted}: {target[:700]!r}"
            yield number, concepts, any((number, concept.id) in findings for concept in concepts), said


def people(years: Sequence[int], check: Check, tally: Tally) -> None:
    for number in years:
        of = year(number)
        rows = [row for row in paragraphs(SHARED) if f":{number}:" in row["doc"]]
        pairs = [(bare(row[of.langs[0]]), bare(row[of.langs[1]])) for row in rows]
        for place, concepts, told, said in measure(pairs, of, check):
            tally.add("people", told, said)
            tally.add("people, exact", not exact(concepts, of.langs[1], pairs[place][1]), said)


def systems(years: Sequence[int], check: Check, tally: Tally) -> None:
    originals = {row["id"]: row["src"] for row in lines("docs.jsonl.gz")}
    outputs: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in lines("system_outputs.jsonl.gz"):
        outputs[row["doc"], row["system"]][row["mode"]] = row["tgt"]
    known = {number: year(number) for number in years}
    for (doc, _), modes in sorted(outputs.items()):
        number = int(doc.split(":")[1])
        source = split(originals[doc])
        texts = {mode: split(modes[mode]) for mode in ("noterm", "proper") if mode in modes}
        if number not in known or len(texts) < 2 or any(len(text) != len(source) for text in texts.values()):
            continue
        of, other = known[number], known[number].langs[1]
        told = {mode: list(measure(list(zip(source, text, strict=True)), of, check)) for mode, text in texts.items()}
        for mode, cases in told.items():
            for place, concepts, hit, said in cases:
                tally.add(mode, hit, said)
                tally.add(f"{mode}, exact", not exact(concepts, other, texts[mode][place]), said)
        for place, concepts, hit, said in told["noterm"]:
            if exact(concepts, other, texts["proper"][place]) and absent(concepts, other, texts["noterm"][place]):
                tally.add("missing", hit, said)


def bare(paragraph: str) -> str:
    return paragraph.removeprefix("# ")


def split(text: str) -> list[str]:
    return [bare(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / "terms" / "hkma" / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def table(tallies: dict[str, Tally]) -> str:
    said = {
        "people": "false alarms: translations by people",
        "people, exact": "the same by exact matching",
        "noterm": "flagged: systems without the glossary",
        "noterm, exact": "the same by exact matching",
        "proper": "flagged: systems with the glossary",
        "proper, exact": "the same by exact matching",
        "missing": "recall: terms that only the output with the glossary has",
    }
    rows = ["| | dev: cases | flagged | test: cases | flagged |", "|---|---:|---:|---:|---:|"]
    for what, words in said.items():
        cells = [
            f"{tally.cases[what]:,} | {100 * tally.flagged[what] / max(1, tally.cases[what]):.1f} %"
            for tally in tallies.values()
        ]
        rows.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print N false alarms of the dev years")
    parser.add_argument("--missed", type=int, default=0, help="print N missing terms of the dev years not found")
    parser.add_argument("--write", action="store_true", help="write the table into docs/terms-rates.md")
    options = parser.parse_args()
    if not (SHARED / "terms" / "hkma").is_dir():
        sys.exit(f"{SHARED}/terms/hkma is absent: this benchmark needs the development data beside the checkout")
    (check,) = (one for one in load("align.checks", "CHECK", Check) if one.id == "term-missing")
    reading = options.show or options.missed
    tallies = {part: Tally() for part in PARTS if part == "dev" or not reading}
    for part, tally in tallies.items():
        if not (reading and not options.show):
            people(PARTS[part], check, tally)
        if not (reading and not options.missed):
            systems(PARTS[part], check, tally)
    if reading:
        sample(tallies["dev"].shown["people flagged"], options.show)
        sample(tallies["dev"].shown["missing silent"], options.missed)
        return
    print(table(tallies))
    if options.write:
        before, _, after = DOCS.read_text("utf-8").partition("<!-- figures -->\n")
        _, _, after = after.partition("<!-- end of figures -->")
        DOCS.write_text(f"{before}<!-- figures -->\n{table(tallies)}\n<!-- end of figures -->{after}", "utf-8")


def sample(found: Sequence[str], number: int) -> None:
    step = max(1, len(found) // max(1, number))
    for said in found[::step][:number]:
        print(said)


if __name__ == "__main__":
    main()
