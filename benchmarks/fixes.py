"""How good the fixes are: on the article, on figures known to be wrong, on good human translations.

    python benchmarks/fixes.py [--limit N] [--show]

* The article of this project: how many findings carry a fix, how many fixes hold, what is left after them.
* ../shared/eval/errors/hwtsc-zhen (number, date and unit errors, half of the pairs): how often figures' fix leads
  to the figures of the good translation. The target is English.
* ../shared/eval/clean/wmt-human-pairs, without a glossary: how many good translations a fix would change. ``--show``
  prints those that a safe fix would change in the development half.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from align.bead import Alignment
from align.checker import enabled, run_checks
from align.finding import Finding
from align.fixing import Fixed, fix, has_fix
from align.mending import mend
from align.pipeline import check
from align.plugin import Check, load
from align.project import find_project
from align.quantities import pair_quantities
from checks import DATA, half, pair_alignment

ROOT = Path(__file__).resolve().parents[1]
ERRORS = DATA.parents[1] / "errors" / "hwtsc-zhen.jsonl"
CHECKS = enabled(load("align.checks", "CHECK", Check), {}, {})


def recheck(alignment: Alignment) -> tuple[Finding, ...]:
    return run_checks(alignment, "pair", CHECKS)


def fixed(alignment: Alignment, *, unsafe: bool) -> tuple[Fixed, tuple[Finding, ...]]:
    findings = recheck(alignment)
    return fix(alignment, findings, recheck, unsafe=unsafe), findings


def article() -> None:
    project = find_project(ROOT)
    checked = check(project, (), CHECKS)
    found = checked.findings.open
    safe, all_ = (sum(has_fix(f, unsafe=unsafe) for f in found) for unsafe in (False, True))
    print(f"article: {len(found)} findings, {all_} with a fix, {safe} of them safe")
    for unsafe in (False, True):
        for one in mend(project, checked, CHECKS, unsafe=unsafe):
            done, kept = len(one.fixed.applied), len(one.fixed.findings)
            name = "with unsafe fixes" if unsafe else "with safe fixes"
            print(f"  {name}: {done} put in, {len(one.fixed.withdrawn)} withdrawn, {kept} findings left")


def wrong_figures() -> None:
    rows = [json.loads(line) for line in ERRORS.read_text("utf-8").splitlines()]
    good = {row["pair_id"]: row for row in rows if row["label"] == "good"}
    figures = [c for c in CHECKS if c.id == "figures"]
    counts: Counter[str] = Counter()
    for row in rows:
        about = any(word in row["phenomenon"].lower() for word in ("number", "date", "unit", "currency", "time"))
        if row["label"] != "bad" or not about or row["pair_id"] not in good:
            continue
        if int(hashlib.sha256(row["pair_id"].encode()).hexdigest(), 16) % 2:
            continue
        counts["pairs"] += 1
        alignment = pair_alignment(row["src"], row["tgt"], "zh", "en")
        found = run_checks(alignment, "pair", figures)
        counts["flagged"] += bool(found)
        for unsafe in (False, True):
            wanted = [f for f in found if has_fix(f, unsafe=unsafe)]
            if not wanted:
                continue
            kind = "any" if unsafe else "safe"
            counts[f"{kind} fix"] += 1
            result = fix(alignment, found, lambda changed: run_checks(changed, "pair", figures), unsafe=unsafe)
            right = pair_quantities(good[row["pair_id"]]["tgt"], "en", result.alignment.target.text, "en").clean
            counts[f"{kind} fix right"] += bool(result.applied) and right
    print(f"figures known to be wrong: {dict(counts)}")


def good_translations(limit: int, *, show: bool) -> None:
    pairs: Counter[str] = Counter()
    changed: Counter[tuple[str, str]] = Counter()
    rules: Counter[str] = Counter()
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit and number >= limit:
                break
            row = json.loads(line)
            part = half(row["set"])
            pairs[part] += 1
            source, target = ("zh", "en") if row["orig_lang"] == "zh" else ("en", "zh")
            alignment = pair_alignment(row[source], row[target], source, target)
            found = recheck(alignment)
            for kind, unsafe in (("safe", False), ("any", True)):
                offered = [f for f in found if has_fix(f, unsafe=unsafe)]
                changed[part, kind] += bool(offered)
                if not unsafe:
                    rules.update(f.rule for f in offered)
                    if show and part == "dev":
                        for f in offered:
                            print(f"  {f.rule}: {f.target.text} -> {f.fix}\n    {row[source]}\n    {row[target]}")
    for part, count in sorted(pairs.items()):
        share = {kind: f"{changed[part, kind] / count:.2%}" for kind in ("safe", "any")}
        print(f"good translations ({part}, {count}): a safe fix would change {share['safe']}, any fix {share['any']}")
    print(f"  safe fixes by rule: {dict(rules)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="look at the first N good translations only")
    parser.add_argument("--show", action="store_true", help="print good translations that a safe fix would change")
    options = parser.parse_args()
    if not DATA.is_file():
        sys.exit(f"{DATA} is absent: this benchmark needs the development data beside the checkout")
    article()
    wrong_figures()
    good_translations(options.limit, show=options.show)


if __name__ == "__main__":
    main()
