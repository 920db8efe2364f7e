"""False-alarm rate of every check on good human translations, next to what other tools flag there.

    python benchmarks/checks.py [--limit N] [--show RULE] [--write] [--pofilter PATH] [--speed]

Every pair of ../shared/eval/clean/wmt-human-pairs (news, both directions) is one sure bead without a
glossary; a check that speaks there is taken to be wrong, though some human translators were. Pairs are
split by news test: 2018, 2021, 2022 and NTREX to look at while working (dev), 2019, 2020, 2023, 2024 to report (test).
Rules that compare sentences need a document: every 40 pairs that follow each other in a set are taken for one.

--write puts the figures of the test half into src/align/data/rates.json, which docs/checks.md is made from.
--speed checks 10,000 beads and says where the time goes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from align import __version__
from align.bead import Alignment, Bead
from align.checker import run_checks
from align.document import Block, BlockKind, Document, Segment, Span
from align.finding import Finding
from align.plugin import Check, load
from others import okapi_length, pofilter, same_digits

DATA = Path(__file__).resolve().parents[2] / "shared" / "eval" / "clean" / "wmt-human-pairs.jsonl.gz"
RATES = Path(__file__).resolve().parents[1] / "src" / "align" / "data" / "rates.json"
DOCUMENT = 40
Texts = tuple[str, str]


def document_alignment(pairs: Sequence[Texts], source_lang: str, target_lang: str) -> Alignment:
    """Text pairs as an alignment of sure beads, each a paragraph of its own."""
    documents = []
    for texts, lang in zip(zip(*pairs, strict=True), (source_lang, target_lang), strict=True):
        blocks, segments, start = [], [], 0
        for text in texts:
            span = Span(start, start + len(text))
            segments.append(Segment(span, len(blocks)))
            blocks.append(Block(BlockKind.PARAGRAPH, span))
            start = span.end + 1
        documents.append(Document(f"{lang}.txt", lang, "\n".join(texts), tuple(blocks), tuple(segments)))
    return Alignment(documents[0], documents[1], tuple(Bead((n,), (n,), 1.0) for n in range(len(pairs))))


def pair_alignment(source: str, target: str, source_lang: str, target_lang: str) -> Alignment:
    """One text pair as an alignment of one sure bead."""
    return document_alignment([(source, target)], source_lang, target_lang)


def half(test_set: str) -> str:
    """dev or test, by the year of the news test."""
    return "test" if any(year in test_set for year in ("newstest2019", "2020", "2023", "2024")) else "dev"


def rows(limit: int = 0) -> Iterator[dict[str, Any]]:
    """Every pair: source, target, their languages, and the half and set that it belongs to."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                return
            row = json.loads(line)
            langs = ("zh", "en") if row["orig_lang"] == "zh" else ("en", "zh")
            set_id = f"{row['set']}:{row['ref']}"
            yield {"texts": (row[langs[0]], row[langs[1]]), "langs": langs, "half": half(row["set"]), "set": set_id}


def documents(found: Sequence[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], list[Texts]]]:
    """Pairs that follow each other in one set, 40 at a time, with their languages."""
    for _, group in groupby(found, key=lambda row: row["set"]):
        members = list(group)
        for start in range(0, len(members), DOCUMENT):
            part = members[start : start + DOCUMENT]
            yield part[0]["langs"], [row["texts"] for row in part]


def alone(found: Sequence[dict[str, Any]], checks: Sequence[Check], show: bool = False) -> Counter[str]:
    """How many pairs each rule flags, each pair alone, and any rule that is on by default."""
    flagged: Counter[str] = Counter()
    default = {check.id for check in checks if check.default}
    for row in found:
        findings = run_checks(pair_alignment(*row["texts"], *row["langs"]), "pair", checks)
        rules = {finding.rule for finding in findings}
        flagged.update(rules | ({"any"} if rules & default else set()))
        if show:
            tell(findings)
    return flagged


def together(found: Sequence[dict[str, Any]], checks: Sequence[Check]) -> Counter[str]:
    """How many pairs each rule flags where pairs stand in documents."""
    flagged: Counter[str] = Counter()
    for langs, pairs in documents(found):
        findings = run_checks(document_alignment(pairs, *langs), "document", checks)
        flagged.update(rule for rule, _ in {(finding.rule, finding.bead) for finding in findings})
    return flagged


def others(found: Sequence[dict[str, Any]], program: str | None) -> dict[str, int]:
    """How many pairs other rules flag."""
    pairs = [row["texts"] for row in found]
    flagged = {
        "Okapi, default length limits": sum(okapi_length(*texts) for texts in pairs),
        "same digits, separators removed": sum(same_digits(*texts) for texts in pairs),
    }
    if program:
        count, version = pofilter(program, [(*row["texts"], row["langs"][1]) for row in found])
        flagged[f"pofilter {version}, all its tests"] = count
    return flagged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="look at the first N pairs only")
    parser.add_argument("--show", metavar="RULE", help="print what a rule says on the dev half")
    parser.add_argument("--write", action="store_true", help="write src/align/data/rates.json from the test half")
    parser.add_argument("--pofilter", metavar="PATH", help="compare with this pofilter")
    parser.add_argument("--speed", action="store_true", help="time and memory of 10,000 beads")
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if not DATA.is_file():
        sys.exit(f"{DATA} is absent: this benchmark needs the development data beside the checkout")
    checks = [c for c in load("align.checks", "CHECK", Check) if c.pure and options.show in (None, c.id)]
    found = list(rows(options.limit))
    halves = {part: [row for row in found if row["half"] == part] for part in ("dev", "test")}
    if options.show:
        alone(halves["dev"], checks, show=True)
    elif options.speed:
        speed(found, checks)
    else:
        report(halves, checks, options.pofilter, write=options.write)


def report(halves: dict[str, list[dict[str, Any]]], checks: Sequence[Check], program: str | None, write: bool) -> None:
    singles = {part: alone(own, checks) for part, own in halves.items() if part == "test" or not write}
    in_documents = together(halves["test"], checks)
    count = len(halves["test"])
    print(f"{'rule':20} {'dev':>8} {'test':>8} {'in documents':>13}   of {len(halves['dev'])} and {count} pairs")
    for rule in [*(check.id for check in checks), "any"]:
        shares = [f"{_percent(singles[part][rule], own)}" if part in singles else "-" for part, own in halves.items()]
        print(f"{rule:20} {shares[0]:>8} {shares[1]:>8} {_percent(in_documents[rule], halves['test']):>13}")
    compared = others(halves["test"], program)
    for name, flagged in compared.items():
        print(f"{name:36} {100 * flagged / max(1, count):6.2f}%")
    if write:
        values = {
            "set": "WMT news tests 2019, 2020, 2023 and 2024, human translations, both directions",
            "pairs": count,
            "version": __version__,
            "date": datetime.now(UTC).date().isoformat(),
            "any": singles["test"]["any"],
            "rules": {c.id: {"alone": singles["test"][c.id], "in documents": in_documents[c.id]} for c in checks},
            "others": compared,
        }
        RATES.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _percent(flagged: int, of: Sequence[object]) -> str:
    return f"{100 * flagged / max(1, len(of)):.2f}%"


def speed(found: Sequence[dict[str, Any]], checks: Sequence[Check]) -> None:
    """One document of 10,000 beads, English to Chinese, the default rules together and each rule alone."""
    pairs = [row["texts"] for row in found if row["langs"] == ("en", "zh")]
    pairs = (pairs * (1 + 10_000 // len(pairs)))[:10_000]
    alignment = document_alignment(pairs, "en", "zh")
    default = [check for check in checks if check.default]
    started = time.process_time()
    run_checks(alignment, "long", default)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(default)} default rules, {len(pairs):,} beads: {time.process_time() - started:.1f} s, {memory:.0f} MB")
    for check in default:
        started = time.process_time()
        run_checks(alignment, "long", [check])
        print(f"  {check.id:20} {time.process_time() - started:6.2f} s")


def tell(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        print(f"{finding.message}\n    {finding.source.context}\n    {finding.target.context}")


if __name__ == "__main__":
    main()
