"""The promised rates on the development data: reading, wrong figures found, false alarms on human translations."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from align.quantities import Pairing, find_quantities, pair_quantities

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def paragraphs(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def reported(pairing: Pairing) -> list[str]:
    found = [f"{a.text} / {b.text}" for a, b in pairing.suspected]
    return found + [q.text for q in (*pairing.source_only, *pairing.target_only)]


def test_the_article_is_accused_of_its_own_faults_only(shared: Path) -> None:
    english = paragraphs(shared / "corpus" / "en" / "official" / "fact-sheet.2024-04-10.txt")
    article = paragraphs(shared / "corpus" / "zh" / "japan-official-visit-article.raw.txt")
    start = next(number for number, line in enumerate(article) if line.startswith("【"))
    accused = [reported(pair_quantities(en, "en", zh, "zh")) for en, zh in zip(english, article[start:], strict=True)]
    assert [one for one in accused if one] == [
        ["4月10日"],  # the newspaper's own first paragraph gives the date
        ["three billion gallons / 10 亿加仑"],
        ["$16 million / 16 美元", "百万美元"],
    ]


def test_nineteen_of_twenty_cases_of_the_oracle_are_read(shared: Path) -> None:
    for lang in ("zh", "en"):
        cases = [
            row
            for row in rows(shared / "eval" / "quantities" / "recognizers-text.jsonl")
            if row["lang"] == lang and row["type"] == "number"
        ]
        read = [
            any(
                abs(float(value) - float(row["value"])) <= 1e-9 * max(1.0, abs(float(row["value"])))
                for q in find_quantities(row["text"], lang)
                if q.span.start < row["end"] and row["start"] < q.span.end
                for value in (*q.values, q.values[0] / 60)
            )
            for row in cases
        ]
        assert sum(read) >= 0.95 * len(read)


def test_wrong_figures_are_flagged_and_right_ones_are_not(shared: Path) -> None:
    flagged: dict[str, list[bool]] = {"good": [], "bad": []}
    for row in rows(shared / "eval" / "errors" / "hwtsc-zhen.jsonl"):
        if row["phenomenon"].startswith(("Number", "Time", "Unit")):
            flagged[row["label"]].append(not pair_quantities(row["src"], "zh", row["tgt"], "en").clean)
    assert sum(flagged["bad"]) >= 0.85 * len(flagged["bad"])
    assert sum(flagged["good"]) <= 0.08 * len(flagged["good"])


def test_few_human_translations_are_flagged(shared: Path) -> None:
    pairs = rows(shared / "eval" / "clean" / "wmt-human-pairs.jsonl.gz")[::4]
    flagged = [row["id"] for row in pairs if not pair_quantities(row["zh"], "zh", row["en"], "en").clean]
    assert len(flagged) <= 0.01 * len(pairs)
