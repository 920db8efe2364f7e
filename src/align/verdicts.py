"""``baseline.tsv``: findings that a reviewer has dismissed, with reason, owner and expiry.

    # duizhao baseline 1
    # document<TAB>rule<TAB>fingerprint<TAB>reason<TAB>owner<TAB>expires<TAB>finding
    visit<TAB>figures<TAB>8c5f0b...<TAB>quoted as printed<TAB>Li Na<TAB>-<TAB>30亿 (= 3 billion), but the original ...

One line a decision, sorted, so that two people's decisions merge without a conflict unless they decided on the
same finding. A finding is named by its content (``Finding.fingerprint``): the decision survives moves and a new
alignment, and falls when either text changes. What no finding answers to any more is handed out as unused,
what is past its day no longer counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from align.errors import AlignError
from align.escaping import escape, unescape
from align.files import read_text, write_text
from align.finding import Finding

FILE_NAME = "baseline.tsv"
COLUMNS = ("document", "rule", "fingerprint", "reason", "owner", "expires", "finding")

_TITLE = "# duizhao baseline 1"
_HEADER = "# " + "\t".join(COLUMNS)
_EMPTY = "-"
_FINGERPRINT = re.compile(r"[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One dismissed finding.

    ``expires`` is the last day it counts, None for always; ``message`` is for people; ``line`` is where the
    verdict stands in its file (from 1), 0 for one that is not written yet.
    """

    name: str
    rule: str
    fingerprint: str
    reason: str
    owner: str = ""
    expires: date | None = None
    message: str = ""
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a dismissed finding needs a reason")

    def counts_on(self, day: date | None) -> bool:
        """Whether the verdict holds on a day; without a day it always does."""
        return self.expires is None or day is None or day <= self.expires


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings by what was decided; ``unused`` verdicts answer to no finding, ``expired`` ones count no more.

    ``reasons`` are those of the dismissed findings, one each.
    """

    open: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    unused: tuple[Verdict, ...] = ()
    expired: tuple[Verdict, ...] = ()
    reasons: tuple[str, ...] = ()


def apply(
    findings: Iterable[Finding],
    verdicts: Iterable[Verdict],
    *,
    today: date | None = None,
    names: Collection[str] | None = None,
    rules: Collection[str] | None = None,
) -> Sorted:
    """Findings as open and dismissed ones.

    ``today`` lets verdicts expire. ``names`` are the documents that were checked (default: those that have
    findings) and ``rules`` those that were run (default: all): only their verdicts can be unused.
    """
    findings = tuple(findings)
    by_print = {(v.name, v.fingerprint): v for v in verdicts}
    checked = {finding.name for finding in findings} if names is None else set(names)
    live = {key for key, verdict in by_print.items() if verdict.counts_on(today)}
    met = {(finding.name, finding.fingerprint) for finding in findings}
    dismissed = tuple(f for f in findings if (f.name, f.fingerprint) in live)
    return Sorted(
        open=tuple(f for f in findings if (f.name, f.fingerprint) not in live),
        dismissed=dismissed,
        reasons=tuple(by_print[f.name, f.fingerprint].reason for f in dismissed),
        unused=tuple(
            v
            for key, v in by_print.items()
            if v.name in checked and key not in met and (rules is None or v.rule in rules)
        ),
        expired=tuple(v for key, v in by_print.items() if key in met and key not in live),
    )


def load_verdicts(path: Path, shown: str | None = None) -> tuple[Verdict, ...]:
    """The verdicts of a file; none where there is no file. Raises AlignError with the line."""
    if not path.exists():
        return ()
    return parse_verdicts(read_text(path, shown=shown), shown or str(path))


def save_verdicts(path: Path, verdicts: Iterable[Verdict]) -> bool:
    """Write them in one step; whether anything changed."""
    return write_text(path, format_verdicts(verdicts))


def format_verdicts(verdicts: Iterable[Verdict]) -> str:
    """The file's text, sorted by document, rule and fingerprint. ValueError for two on one finding."""
    ordered = sorted(verdicts, key=lambda v: (v.name, v.rule, v.fingerprint))
    keys = [(v.name, v.fingerprint) for v in ordered]
    if len(set(keys)) != len(keys):
        raise ValueError("two verdicts on one finding")
    return "".join(f"{line}\n" for line in (_TITLE, _HEADER, *map(_line, ordered)))


def _line(verdict: Verdict) -> str:
    day = verdict.expires.isoformat() if verdict.expires else ""
    texts = (verdict.name, verdict.rule, verdict.fingerprint, verdict.reason, verdict.owner, day, verdict.message)
    return "\t".join("\\-" if text == _EMPTY else escape(text) or _EMPTY for text in texts)


def parse_verdicts(text: str, path: str) -> tuple[Verdict, ...]:
    """The verdicts of a file's text, in its order. ``path`` names it in errors."""
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    for number, expected in ((1, _TITLE), (2, _HEADER)):
        if len(lines) < number or lines[number - 1] != expected:
            raise AlignError("is not a baseline file", path=path, line=number, allowed=f"Here stands {expected!r}.")
    found: dict[tuple[str, str], int] = {}
    verdicts = []
    for number, line in enumerate(lines[2:], start=3):
        verdict = _verdict(line, path, number)
        first = found.setdefault((verdict.name, verdict.fingerprint), number)
        if first != number:
            raise AlignError(
                f"decides on a finding that line {first} decides on",
                path=path,
                line=number,
                allowed="Keep one of the two lines.",
            )
        verdicts.append(verdict)
    return tuple(verdicts)


def _verdict(line: str, path: str, number: int) -> Verdict:
    def wrong(message: str, allowed: str) -> AlignError:
        return AlignError(message, path=path, line=number, allowed=allowed)

    cells = line.split("\t")
    if len(cells) != len(COLUMNS) and line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise wrong("is in the middle of a merge", "Keep the lines of both sides, and take the marks away.")
    if len(cells) != len(COLUMNS):
        raise wrong(f"has {len(cells)} columns instead of {len(COLUMNS)}", f"With tabs between: {', '.join(COLUMNS)}.")
    try:
        name, rule, fingerprint, reason, owner, expires, message = map(_text, cells)
    except ValueError as error:
        raise wrong(str(error), "A backslash that means itself is written twice.") from None
    if not name or not rule:
        raise wrong("names no document or no rule", "Both are needed.")
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise wrong(f"{fingerprint!r} is no fingerprint", "Twenty of 0-9 and a-f, as `align check --format json` says.")
    if not reason.strip():
        raise wrong("dismisses a finding without a reason", "Say why in the reason column.")
    try:
        day = date.fromisoformat(expires) if expires else None
    except ValueError:
        raise wrong(f"{expires!r} is no day", "Year-month-day, as 2027-01-31, or - for always.") from None
    return Verdict(name, rule, fingerprint, reason, owner, day, message, number)


def _text(cell: str) -> str:
    if cell == _EMPTY:
        return ""
    return _EMPTY if cell == "\\-" else unescape(cell)
