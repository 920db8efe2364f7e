"""What align check printed, kept: the same question about the same files is answered without any work.

The question holds every file of the project that an answer depends on, the command's options, the folder it was
asked in, the day (dismissals expire), and the program itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from align.cache import cache_folder, digest_of, keep, program, recall
from align.root import SETTINGS, project_root

_FILES = (SETTINGS, "baseline.tsv")
_FOLDERS = ("corpus", "alignments", "glossary")


@dataclass(frozen=True, slots=True)
class Answer:
    """A report, how many findings it has, the exit code, and what to say on standard error.

    ``wrong`` are errors of documents that could not be checked: they are told whatever else is not.
    """

    report: str
    count: int
    code: int
    notes: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A digest of everything an answer depends on, and where answers are kept."""

    folder: Path
    key: str

    @classmethod
    def about(cls, wanted: str) -> Question | None:
        """The question in the current folder; None where there is no project or no cache."""
        folder = cache_folder()
        here = Path.cwd()
        root = project_root(here)
        if folder is None or root is None:
            return None
        day = datetime.now().astimezone().date().isoformat()
        try:
            return cls(folder, digest_of(["answer", program(), str(here), wanted, day, *_contents(root)]))
        except OSError:
            return None


def _contents(root: Path) -> Iterator[str | bytes]:
    """The name and the bytes of every file that is read."""
    files = [root / name for name in _FILES]
    files += [path for name in _FOLDERS for path in sorted((root / name).rglob("*"))]
    for path in files:
        if path.is_file():
            yield str(path)
            yield path.read_bytes()


def answered(question: Question | None) -> Answer | None:
    """The answer that was given before, if any."""
    kept = recall(question.folder, question.key) if question is not None else None
    if kept is None:
        return None
    values = json.loads(kept)
    return Answer(values["report"], values["count"], values["code"], tuple(values["notes"]), tuple(values["wrong"]))


def remember(question: Question, answer: Answer) -> None:
    """Keep an answer."""
    keep(question.folder, question.key, json.dumps(asdict(answer)))
