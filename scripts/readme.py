"""Write the real output of commands into README.md: what stands in the blocks is what the commands print.

    python scripts/readme.py

A block is ``<!-- output of: align … -->`` (with ``, first N lines`` or ``, last N lines``) and the fence
after it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(
    r"(<!-- output of: (align [^,\n]+?)(?:, (first|last) (\d+) lines)? -->\n```text\n)(?:.*?)(```)", re.S
)


def refreshed(text: str) -> str:
    """The README's text with every block made anew."""
    return _BLOCK.sub(lambda match: f"{match[1]}{_output(match[2], match[3], int(match[4] or 0))}{match[5]}", text)


def _output(command: str, end: str | None, lines: int) -> str:
    arguments = shlex.split(command)[1:]
    code = "from align.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout.strip("\n").split("\n")
    kept = {"first": [*printed[:lines], "…"], "last": printed[-lines:]}.get(end or "", printed)
    return "\n".join(line.rstrip() for line in kept) + "\n"


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), encoding="utf-8")
