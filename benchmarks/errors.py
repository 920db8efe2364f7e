"""What every check finds of seeded and marked errors, next to its false alarms.

    python benchmarks/errors.py [--half dev|test] [--categories] [--write]

Three sets of ../shared/eval/errors: hwtsc (good and bad twins), demetr (35 kinds of seeded errors) and
sinitic-enzh (typed spans of machine translation). A pair is found by a rule if the rule says anything about
it; --strict counts it only where the rule's mark meets the marked error. Pairs are halved by a hash of their
pair id: "dev" to work with, "test" to report. False alarms are counted on the good sides of the same half and
on the same half of the human translations (benchmarks/checks.py). --write puts the table into docs/errors.md.

Clauses cut out: no set has whole clauses missing, so one clause is cut out of one side of human translations of
the half that is reported, which says how many of those "uncovered" finds. In the same way two figures of one kind
are exchanged in one side (benchmarks/exchanging.py), once in every pair that has them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.checker import run_checks
from align.finding import Finding
from align.plugin import Check, load
from checks import DATA as CLEAN
from checks import half as clean_half
from checks import pair_alignment
from exchanging import with_figures_exchanged

ROOT = Path(__file__).resolve().parents[1]
ERRORS = CLEAN.parents[1] / "errors"
PAGE = ROOT / "docs" / "errors.md"
_BASELINES = ("baseline",)
_CLAUSE = {"zh": re.compile("(?<=[，；。！？])"), "en": re.compile(r"(?<=[,;.!?] )")}
_LEAST = {"zh": 7, "en": 20}


@dataclass(frozen=True, slots=True)
class Case:
    """A text pair with the categories of its errors; none for a good one. ``spans`` are in the target."""

    set: str
    source: str
    target: str
    source_lang: str
    target_lang: str
    categories: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def half(pair: str) -> str:
    """dev or test, by a hash of the pair's id, so that twins stay together."""
    return "test" if int(hashlib.sha256(pair.encode()).hexdigest(), 16) % 2 else "dev"


def cases(part: str) -> Iterator[Case]:
    """Every error pair of a half, and the good ones."""
    for name in ("hwtsc-zhen", "demetr-zhen-bad", "demetr-zhen-good", "sinitic-enzh"):
        for line in (ERRORS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if half(row.get("pair_id", row["id"])) == part:
                yield from _case(name.split("-")[0], row)


def _case(name: str, row: dict[str, Any]) -> Iterator[Case]:
    errors = row["errors"]
    if name == "sinitic":
        kinds = [f"{error['category']}, {error['severity'].lower()}" for error in errors if error["category"]]
    elif row.get("label") == "good":
        kinds = []
    else:
        kinds = [str(row.get("phenomenon") or row.get("pert_desc"))]
    if any(base in kind for kind in kinds for base in _BASELINES):
        return
    spans = tuple((error["start"], error["end"]) for error in errors if error["side"] == "tgt")
    texts = (str(row[key]) for key in ("src", "tgt", "src_lang", "tgt_lang"))
    yield Case(name, *texts, tuple(dict.fromkeys(kinds)), spans)


def clean_pairs(part: str) -> Iterator[Case]:
    """Human translations of a half."""
    with gzip.open(CLEAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if clean_half(row["set"]) == part:
                langs = ("zh", "en") if row["orig_lang"] == "zh" else ("en", "zh")
                yield Case("human", row[langs[0]], row[langs[1]], *langs, (), ())


def with_a_clause_cut(pairs: Iterable[Case]) -> Iterator[Case]:
    """The same with one clause gone from the translation, where it has several."""
    chance = random.Random(23)  # noqa: S311 - a sample, not a secret
    for case in pairs:
        clauses = _CLAUSE[case.target_lang].split(case.target)
        long = [i for i, clause in enumerate(clauses) if len(clause) >= _LEAST[case.target_lang]]
        if len(clauses) > 1 and long:
            cut = chance.choice(long)
            rest = "".join(clauses[:cut] + clauses[cut + 1 :])
            kind = f"clause cut out of the {'Chinese' if case.target_lang == 'zh' else 'English'}"
            yield Case("cut", case.source, rest, case.source_lang, case.target_lang, (kind,), ())


def with_figures_swapped(pairs: Iterable[Case]) -> Iterator[Case]:
    """The same with two figures of one kind exchanged, where a pair has such."""
    chance = random.Random(29)  # noqa: S311 - a sample, not a secret
    for number, case in enumerate(pairs):
        english_first = case.source_lang == "en"
        texts = (case.source, case.target) if english_first else (case.target, case.source)
        ways = list(with_figures_exchanged(number, *texts, chance))
        if ways:
            way = chance.choice(ways)
            sides = (way.english, way.chinese) if english_first else (way.chinese, way.english)
            yield Case("swap", *sides, case.source_lang, case.target_lang, (f"two figures exchanged: {way.kind}",), ())


def found(case: Case, checks: Iterable[Check], strict: bool) -> set[str]:
    """The rules that speak of a pair; with ``strict`` only those whose mark meets an error in the target."""
    alignment = pair_alignment(case.source, case.target, case.source_lang, case.target_lang)
    findings = run_checks(alignment, "pair", checks)
    return {finding.rule for finding in findings if not strict or not case.spans or _meets(finding, case)}


def _meets(finding: Finding, case: Case) -> bool:
    place = finding.target.span
    return not finding.points_at_target or any(s < place.end + 1 and place.start < e + 1 for s, e in case.spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "test"], default="test")
    parser.add_argument("--all", action="store_true", help="also the rules that are off by default")
    parser.add_argument("--strict", action="store_true", help="count a pair only where the mark meets the error")
    parser.add_argument("--write", action="store_true", help="write docs/errors.md")
    options = parser.parse_args()
    if not CLEAN.is_file():
        sys.exit(f"{CLEAN} is absent: this benchmark needs the development data beside the checkout")
    checks = [check for check in load("align.checks", "CHECK", Check) if check.default or options.all]
    totals: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str, str]] = Counter()
    human = list(clean_pairs(options.half))
    for case in (*cases(options.half), *human, *with_a_clause_cut(human), *with_figures_swapped(human)):
        rules = found(case, checks, options.strict and bool(case.categories))
        for kind in case.categories or ("good",):
            totals[case.set, kind] += 1
            for rule in rules | ({"any"} if rules else set()):
                hits[case.set, kind, rule] += 1
    page = table(totals, hits, options.half)
    print(page)
    if options.write:
        PAGE.write_text(_HEAD.format(half=options.half) + page, encoding="utf-8")


_HEAD = """# What the checks find

Measured by `python benchmarks/errors.py --write` on the half "{half}" of three sets of errors and of human
translations of news; the rules were made on the other half. No glossary is given, every pair stands alone, so
rules that need a glossary or a whole document (term-missing, term-drift, name-drift) have nothing to find here.
A set's good pairs are what its errors were put into: their rate is false alarms, though some have errors too.
What was tried to get here, and what did not work: [mistranslation.md](mistranslation.md).

"""


def table(totals: Counter[tuple[str, str]], hits: Counter[tuple[str, str, str]], part: str) -> str:
    """Markdown: one line a category, with the share found by any rule and the rules that find most."""
    lines = ["| set | error | pairs | found | by |", "|---|---|---:|---:|---|"]
    for name, kind in sorted(totals, key=lambda key: (key[0], key[1] != "good", -totals[key], key[1])):
        total = totals[name, kind]
        share = 100 * hits[name, kind, "any"] / total
        rules = Counter({rule: n for (s, k, rule), n in hits.items() if (s, k) == (name, kind) and rule != "any"})
        shown, digits = (None, 2) if name == "human" else (6, 1)
        most = ", ".join(f"{rule} {100 * n / total:.{digits}f}" for rule, n in rules.most_common(shown))
        lines.append(f"| {name} | {kind} | {total} | {share:.1f} % | {most} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
