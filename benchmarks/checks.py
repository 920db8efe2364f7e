"""False-alarm rate of every check on good human translations.

    python benchmarks/checks.py [--limit N] [--show RULE]

Every pair of ../shared/eval/clean/wmt-human-pairs (news, both directions) is one sure bead without a
glossary; a check that speaks there is taken to be wrong, though some human translators were. Pairs are
split by news test: 2018, 2021, 2022 and NTREX to look at while working (dev), 2019, 2020, 2023, 2024 to report (test).
"""

from __future__ import annotations

import argparse
import gzip
import json
import signal
import sys
from collections import Counter
from pathlib import Path

from align.bead import Alignment, Bead
from align.checker import run_checks
from align.document import Block, BlockKind, Document, Segment, Span
from align.finding import Finding
from align.plugin import Check, load

DATA = Path(__file__).resolve().parents[2] / "shared" / "eval" / "clean" / "wmt-human-pairs.jsonl.gz"


def pair_alignment(source: str, target: str, source_lang: str, target_lang: str) -> Alignment:
    """One text pair as an alignment of one sure bead."""
    documents = []
    for text, lang in ((source, source_lang), (target, target_lang)):
        span = Span(0, len(text))
        documents.append(Document(f"{lang}.txt", lang, text, (Block(BlockKind.PARAGRAPH, span),), (Segment(span, 0),)))
    return Alignment(documents[0], documents[1], (Bead((0,), (0,), 1.0),))


def half(test_set: str) -> str:
    """dev or test, by the year of the news test."""
    return "test" if any(year in test_set for year in ("newstest2019", "2020", "2023", "2024")) else "dev"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="look at the first N pairs only")
    parser.add_argument("--show", metavar="RULE", help="print what a rule says on the dev half")
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if not DATA.is_file():
        sys.exit(f"{DATA} is absent: this benchmark needs the development data beside the checkout")
    checks = [check for check in load("align.checks", "CHECK", Check) if options.show in (None, check.id)]
    flagged: Counter[tuple[str, str]] = Counter()
    pairs: Counter[str] = Counter()
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if options.limit and number >= options.limit:
                break
            row = json.loads(line)
            part = half(row["set"])
            pairs[part] += 1
            source_lang, target_lang = ("zh", "en") if row["orig_lang"] == "zh" else ("en", "zh")
            alignment = pair_alignment(row[source_lang], row[target_lang], source_lang, target_lang)
            findings = run_checks(alignment, "pair", checks)
            rules = {finding.rule for finding in findings}
            flagged.update((rule, part) for rule in rules | ({"any"} if rules else set()))
            if options.show and part == "dev":
                show(findings)
    print(f"{'rule':20} {'dev':>8} {'test':>8}   of {pairs['dev']} and {pairs['test']} pairs")
    for rule in [*(check.id for check in checks), "any"]:
        rates = [100 * flagged[rule, part] / max(1, pairs[part]) for part in ("dev", "test")]
        print(f"{rule:20} {rates[0]:7.2f}% {rates[1]:7.2f}%")


def show(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        print(f"{finding.message}\n    {finding.source.context}\n    {finding.target.context}")


if __name__ == "__main__":
    main()
