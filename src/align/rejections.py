"""``glossary/rejected.tsv``: candidates that a person refused, so that they do not come back.

One line a decision, sorted, tab-separated: the source term, the rendering ("*" for the term altogether),
how often it had been seen, when, who, why. A line may be deleted by hand: then the candidate may come back.
It comes back by itself, and says so, when it is seen at least twice as often as it was and three times more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from align.errors import GlossaryError
from align.files import read_text

FILE_NAME = "rejected.tsv"
EVERY = "*"
HEADER = "# term\trendering\tcount\twhen\twho\twhy"
_LEAST_CELLS, _CELLS = 3, 6
_ALLOWED = (
    f"Tab-separated: the term, its rendering ({EVERY}: all), how often it was seen (a whole number); "
    "then, if known, when, who, why. A line that begins with # is a comment."
)
_AGAIN_TIMES, _AGAIN_MORE = 2, 3


@dataclass(frozen=True, slots=True)
class Rejection:
    """A refused candidate. ``count`` is how often the term had been seen then; ``rendering`` may be ``*``."""

    term: str
    rendering: str = EVERY
    count: int = 0
    when: str = ""
    who: str = ""
    why: str = ""

    def overruled(self, count: int) -> bool:
        """Whether the evidence has changed so much since that the question is open again."""
        return count >= max(self.count * _AGAIN_TIMES, self.count + _AGAIN_MORE)


def load_rejections(folder: Path, shown: str) -> tuple[Rejection, ...]:
    """The rejections of a glossary folder; none where there is no file. Raises GlossaryError, TextError."""
    path = folder / FILE_NAME
    if not path.exists() or not path.read_bytes().strip():
        return ()
    return parse_rejections(read_text(path, shown=shown), shown)


def parse_rejections(text: str, path: str) -> tuple[Rejection, ...]:
    """The rejections of a file's text. ``path`` names it in errors."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not _LEAST_CELLS <= len(cells) <= _CELLS or not all(cell.strip() for cell in cells[:2]):
            raise GlossaryError(f"{line!r} is no rejection", path=path, line=number, allowed=_ALLOWED)
        if not (cells[2].isascii() and cells[2].isdigit()):
            raise GlossaryError(f"{cells[2]!r} is no count", path=path, line=number, allowed=_ALLOWED)
        cells += [""] * (_CELLS - len(cells))
        found.append(Rejection(cells[0], cells[1], int(cells[2]), *cells[3:]))
    return tuple(found)


def add_rejection(text: str, rejection: Rejection) -> str:
    """The text with one more line, in its order among the lines there; an equal one is replaced."""
    line = "\t".join(" ".join(str(cell).split()) for cell in astuple(rejection))
    if not text.strip():
        return f"{HEADER}\n{line}\n"
    lines = text.removesuffix("\n").split("\n")
    same = [i for i, old in enumerate(lines) if old.split("\t")[:2] == line.split("\t")[:2]]
    if same:
        lines[same[0]] = line
    else:
        later = (i for i, old in enumerate(lines) if old and not old.startswith("#") and old > line)
        lines.insert(next(later, len(lines)), line)
    return "\n".join(lines) + "\n"


def remembered(rejections: Iterable[Rejection], term: str, rendering: str) -> Rejection | None:
    """The rejection that speaks of a term with this rendering, if there is one."""
    folded = term.casefold()
    for rejection in rejections:
        if rejection.term.casefold() == folded and rejection.rendering in (EVERY, rendering):
            return rejection
    return None
