"""A document that has another name now: what people decided on it goes with it.

Git and people rename the two texts; the alignment, the lines of ``baseline.tsv`` and the entry in ``SOURCES.yaml``
stay under the old name, and nothing would answer to them any more. An alignment file whose documents are gone belongs
to the new name where it was made from the text that stands there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from align.alignments.bead_lines import DocumentLine, parse_lines
from align.errors import AlignError
from align.escaping import escape
from align.files import read_text, write_text
from align.project import Pair, Project
from align.sources import parse_sources, with_name
from align.verdicts import FILE_NAME as BASELINE
from align.verdicts import load_verdicts, save_verdicts


@dataclass(frozen=True, slots=True)
class Renamed:
    """The name that a document had, and what went with it beside the alignment.

    ``sources`` is None where SOURCES.yaml has an entry of the old name still, and one of the new name too.
    """

    old: str
    verdicts: bool
    sources: bool | None


def take_over(project: Project, pair: Pair) -> Renamed | None:
    """Give a pair without an alignment the one that its texts had under another name; None where none fits.

    Raises ProjectError, with nothing written, for a SOURCES.yaml that is not understood. The old file goes
    when everything stands under the new name. An alignment fits whose documents are both gone and one of
    whose texts is the pair's to the character; where several fit, none is taken.
    """
    if pair.alignment.exists():
        return None
    fitting = [path for path in sorted(pair.alignment.parent.glob("*.tsv")) if _fits(project, pair, path)]
    if len(fitting) != 1:
        return None
    (old,) = fitting
    listed = read_text(project.sources, shown=project.shown(project.sources)) if project.sources.is_file() else ""
    relisted = with_name(listed, project.shown(project.sources), old.stem, pair.name)
    text = read_text(old, shown=project.shown(old))
    source, target, _ = parse_lines(text, project.shown(old))
    text = _under(text, "source", source.path, project.shown(pair.source))
    write_text(pair.alignment, _under(text, "target", target.path, project.shown(pair.target)))
    baseline = project.root / BASELINE
    verdicts = load_verdicts(baseline, BASELINE)
    moved = tuple(replace(one, name=pair.name) if one.name == old.stem else one for one in verdicts)
    with_verdicts = moved != verdicts and len({(one.name, one.fingerprint) for one in moved}) == len(moved)
    if with_verdicts:
        save_verdicts(baseline, moved)
    if relisted != listed:
        write_text(project.sources, relisted)
    old.unlink()
    left = any(name == old.stem for name, _ in parse_sources(relisted, project.shown(project.sources)))
    return Renamed(old.stem, with_verdicts, None if left else relisted != listed)


def _fits(project: Project, pair: Pair, path: Path) -> bool:
    try:
        source, target, _ = parse_lines(read_text(path, shown=project.shown(path)), project.shown(path))
    except AlignError:
        return False  # told when its own document is read
    if any((project.root / document.path).exists() for document in (source, target)):
        return False
    return _is_of(project, pair.source, source) or _is_of(project, pair.target, target)


def _is_of(project: Project, path: Path, document: DocumentLine) -> bool:
    text = read_text(path, shown=project.shown(path))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == document.sha256


def _under(text: str, side: str, old: str, new: str) -> str:
    """The file's text with another path in one of its header lines."""
    return text.replace(f"# {side}\t{escape(old)}\t", f"# {side}\t{escape(new)}\t", 1)
