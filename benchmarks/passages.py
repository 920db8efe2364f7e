"""Long parallel texts for speed: verses and manual strings of the training data, cut into sentences."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path


def parallel_lines(shared: Path, count: int) -> tuple[list[str], list[str]]:
    """At least ``count`` Chinese sentences and the English ones, a sentence a line, about as in the source."""
    zh: list[str] = []
    en: list[str] = []
    number = 0
    for name in ("bible", "python-docs"):
        with gzip.open(shared / "train" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                here, there = row["zh"], row["en"]
                if "\n" in here + there or not here.strip() or not there.strip() or len(there) < 40:
                    continue
                zh += [part.strip() for part in re.split("(?<=[。！？；])(?=[^」』”])", here) if part.strip()]
                # Every third text is cut at commas too, so that there are about 1.36 lines for one.
                number += 1
                cut = r"(?<=[.!?;,])\s+" if number % 3 == 0 else r"(?<=[.!?;])\s+"
                en += [part.strip() for part in re.split(cut, there) if part.strip()]
                if len(zh) >= count:
                    return zh, en
    return zh, en
