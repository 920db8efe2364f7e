"""Fit the model of align.coverage and write src/align/data/coverage.json.

    python scripts/fit_coverage.py ../shared/eval/clean/wmt-human-pairs.jsonl.gz

Human translations of news (2018, 2021, 2022 and NTREX; the other years are left for reporting) as they are,
against the same with one clause cut out of one side: a logistic model says from the marks and the lengths which
it is. Its odds are for one against one; align.coverage lowers them by the prior. Only the weights are written.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from pathlib import Path

import numpy as np

from align.coverage import Evidence, chinese_words, features, length_feature, stretches
from align.lexicon import shipped

OUT = Path(__file__).resolve().parent.parent / "src" / "align" / "data" / "coverage.json"
KEPT_BACK = ("newstest2019", "2020", "2023", "2024")
_CLAUSE = {"zh": re.compile("(?<=[，；。！？])"), "en": re.compile(r"(?<=[,;.!?] )")}
_LEAST = {"zh": 7, "en": 20}


def pairs(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["en"], row["zh"]) for row in rows if not any(year in row["set"] for year in KEPT_BACK)]


def without_a_clause(text: str, lang: str, chance: random.Random) -> str | None:
    clauses = _CLAUSE[lang].split(text)
    long = [i for i, clause in enumerate(clauses) if len(clause) >= _LEAST[lang]]
    if len(clauses) < 2 or not long:
        return None
    cut = chance.choice(long)
    return "".join(clauses[:cut] + clauses[cut + 1 :])


def measured(rows: list[tuple[str, str]], evidence: Evidence) -> list[dict[str, tuple[float, ...]]]:
    """The features of both sides of text pairs."""
    found = []
    for (english, chinese), words in zip(rows, chinese_words([zh for _, zh in rows], evidence.lexicon), strict=True):
        here, there = stretches(english, chinese, words, evidence)
        lengths = length_feature(english, chinese)
        found.append({"en": features(here, there, lengths), "zh": features(there, here, -lengths)})
    return found


def fit(whole: list[tuple[float, ...]], cut: list[tuple[float, ...]]) -> list[float]:
    """Newton's method, lightly ridged; the two kinds weigh the same."""
    x = np.array(whole + cut)
    y = np.r_[np.zeros(len(whole)), np.ones(len(cut))]
    weight = np.r_[np.full(len(whole), 0.5 / len(whole)), np.full(len(cut), 0.5 / len(cut))] * len(y)
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -40, 40)))
        slope = x.T @ (weight * (y - p)) - 0.5 * w
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + 0.5 * np.eye(len(w))
        w += np.linalg.solve(curve, slope)
    return [round(float(value), 4) for value in w]


def main() -> None:
    chance = random.Random(17)  # noqa: S311 - a sample, not a secret
    lexicon = shipped("zh", "en")
    if lexicon is None:
        sys.exit("the lexicon is absent")
    evidence = Evidence(lexicon, {})
    rows = pairs(Path(sys.argv[1]))
    whole = measured(rows, evidence)
    models = {}
    for lang, other in (("en", 1), ("zh", 0)):
        # A clause gone from the other side leaves this side uncovered.
        shorter = []
        for row in rows:
            less = without_a_clause(row[other], ("en", "zh")[other], chance)
            if less is not None:
                shorter.append((row[0], less) if other else (less, row[1]))
        cut = measured(shorter, evidence)
        models[lang] = fit([row[lang] for row in whole], [row[lang] for row in cut])
    made_by = "python scripts/fit_coverage.py ../shared/eval/clean/wmt-human-pairs.jsonl.gz"
    OUT.write_text(json.dumps({"made by": made_by, "pairs": len(rows), "models": models}, indent=1) + "\n", "utf-8")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
