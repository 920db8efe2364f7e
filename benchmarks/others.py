"""What other checkers flag on the same pairs: pofilter, Okapi's default length limits, and "same digits".

pofilter is run where it is installed (``--pofilter PATH``, from ``pip install translate-toolkit`` in an environment
of its own); it is no dependency. Okapi's limits are those of its Length Checker as it comes (net.sf.okapi.steps.
lengthchecker.Parameters.reset): a target of more than 200 % or less than 45 % of the source's characters, 350 % and
30 % for sources of up to 20.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Row = tuple[str, str, str]
"""Source, target, target language."""


def okapi_length(source: str, target: str) -> bool:
    """Whether the length limits speak."""
    most, least = (2.0, 0.45) if len(source) > 20 else (3.5, 0.3)
    return not least * len(source) <= len(target) <= most * len(source)


def same_digits(source: str, target: str) -> bool:
    """Whether the digits differ, thousands separators apart: the rule that most tools come with."""
    return _digits(source) != _digits(target)


def _digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"[0-9]+", re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text)))


def pofilter(program: str, rows: Iterable[Row]) -> tuple[int, str]:
    """How many pairs any of its tests flags, and its version."""
    rows = list(rows)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    flagged = 0
    for lang in sorted({lang for _, _, lang in rows}):
        with tempfile.TemporaryDirectory() as folder:
            pairs = [(source, target) for source, target, own in rows if own == lang]
            path, out = Path(folder) / "in.po", Path(folder) / "out.po"
            path.write_text(_po(pairs), "utf-8")
            name = {"zh": "zh_CN"}.get(lang, lang)
            subprocess.run(
                [program, "--progress=none", f"--language={name}", str(path), str(out)], check=True, capture_output=True
            )
            if out.exists():
                flagged += len(re.findall(r'^msgctxt "\d+"$', out.read_text("utf-8"), re.MULTILINE))
    return flagged, version


def _po(pairs: Iterable[tuple[str, str]]) -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    units = [f'msgctxt "{n}"\nmsgid "{_quoted(a)}"\nmsgstr "{_quoted(b)}"\n' for n, (a, b) in enumerate(pairs)]
    return "\n".join([head, *units])


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
