"""Fit the weights of term extraction and write src/align/data/extraction.json.

    python scripts/fit_extraction.py ../shared/eval

Boosted trees: would a terminologist keep this phrase, alone and beside the others at its places? Fitted on two years of
annual reports with their publisher's glossary, and on this project's corpus with its hand-made glossary; the
benchmark reports on other years, and on each half of the corpus with weights that have not seen it. Only
weights are written, no text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from extractionfitting import fitted, of_corpus, of_reports
from hkma import FIT_YEARS

OUT = ROOT / "src" / "align" / "data" / "extraction.json"


def main() -> None:
    reports, corpus = of_reports(Path(sys.argv[1])), of_corpus()
    head = {
        "made by": "python scripts/fit_extraction.py ../shared/eval",
        "fitted on": f"HKMA annual reports {', '.join(map(str, FIT_YEARS))} with glossaries; corpus/ with glossary/",
    }
    model = fitted(reports, corpus)
    parts = {"first": model.first, "trees": model.trees.to_json(), "beside": model.beside.to_json()}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in (head | parts).items()]
    OUT.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{len(reports)} phrases of reports, {len(corpus)} of the corpus")


if __name__ == "__main__":
    main()
