"""Fit the learned bead scorer on development data and write src/align/data/beadmodels.json.

    python scripts/fit_beadmodels.py ../shared/eval

A linear-chain conditional random field over chains of beads: the weights that give the hand-made chains the
highest probability, with a Gaussian prior. Only weights are written, no text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from beadfitting import development, fit, thin_copies

OUT = Path(__file__).resolve().parent.parent / "src" / "align" / "data" / "beadmodels.json"


def main() -> None:
    shared = Path(sys.argv[1])
    models = {}
    for name in ("zh-en", "zh-en+dict", "other"):
        models[name] = fit(development(shared, name), thin_copies(shared, name))
    head = {"made by": "python scripts/fit_beadmodels.py ../shared/eval", "models": models}
    OUT.write_text(json.dumps(head, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
