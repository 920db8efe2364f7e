"""A project on disk: which corpus/<source>/ file goes with which corpus/<target>/ file, and where the rest lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from align.config import FILE_NAME, Config, load_config
from align.errors import ProjectError
from align.plugin import Check, load
from align.root import project_root


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of one name, and where their alignment is kept."""

    name: str
    source: Path
    target: Path
    alignment: Path


@dataclass(frozen=True, slots=True)
class Project:
    root: Path
    config: Config

    @property
    def glossary(self) -> Path:
        return self.root / "glossary"

    @property
    def sources(self) -> Path:
        return self.root / "corpus" / "SOURCES.yaml"

    def corpus(self, lang: str) -> Path:
        return self.root / "corpus" / lang

    def shown(self, path: Path) -> str:
        """A path as people see it: relative to the project, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return str(path)

    def pairs(self) -> tuple[Pair, ...]:
        """Every name that both languages have, sorted; :meth:`lonely` has the others.

        Raises ProjectError where there is none.
        """
        source, target = self._names()
        if source.isdisjoint(target) and (lonely := self.lonely()):
            raise next(iter(lonely.values()))
        if not source:
            raise ProjectError(
                "the corpus is empty",
                path=self.shown(self.root / "corpus"),
                allowed=f"Add documents with `align import FILE --lang {self.config.target} --name NAME`.",
            )
        return tuple(self._pair(name) for name in sorted(source & target))

    def lonely(self) -> dict[str, ProjectError]:
        """The names that only one language has, sorted, each with the error that says what to do."""
        source, target = self._names()
        errors: dict[str, ProjectError] = {}
        for name in sorted(source ^ target):
            has, lacks = self.config.source, self.config.target
            if name in target:
                has, lacks = lacks, has
            errors[name] = ProjectError(
                f"corpus/{has}/{name}.txt has no counterpart",
                allowed=f"Add corpus/{lacks}/{name}.txt with `align import FILE --lang {lacks} --name {name}`.",
            )
        return errors

    def _names(self) -> tuple[set[str], set[str]]:
        langs = (self.config.source, self.config.target)
        source, target = ({path.stem for path in self.corpus(lang).glob("*.txt")} for lang in langs)
        return source, target

    def pair(self, name: str | None) -> Pair:
        """One pair by name, whatever other documents lack; without a name the only one there is."""
        lonely = self.lonely()
        if name in lonely:
            raise lonely[name]
        pairs = {pair.name: pair for pair in self.pairs()}
        if name is None and len(pairs) == 1:
            return next(iter(pairs.values()))
        if name is None:
            raise ProjectError("which document?", allowed=f"Name one of: {', '.join(pairs)}.")
        if name not in pairs:
            known = sorted({*pairs, *lonely})
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise ProjectError(f"no document {name!r}", allowed=f"{hint}There are: {', '.join(known)}.")
        return pairs[name]

    def select(self, wanted: Sequence[str]) -> tuple[Pair, ...]:
        """Pairs by name or path, sorted and each once; all of them where nothing is wanted.

        A path (seen from the current folder) may be a document, an alignment file or a folder that holds such.
        A file that bears on every pair, of the glossary or align.yaml, stands for all. Documents without their
        translation are left alone, :meth:`unpaired` names them. Raises ProjectError where nothing is chosen.
        """
        pairs = self.pairs()
        if not wanted:
            return pairs
        names = {pair.name for pair in pairs}
        chosen: set[str] = set()
        for want in wanted:
            if want in names:
                chosen.add(want)
            elif Path(want).exists():
                chosen.update(self._at(Path(want), pairs))
            else:
                chosen.add(self.pair(want).name)
        return tuple(pair for pair in pairs if pair.name in chosen)

    def unpaired(self, wanted: Sequence[str]) -> tuple[ProjectError, ...]:
        """The errors of :meth:`lonely` that :meth:`select` leaves out where the same is wanted."""
        lonely = self.lonely()
        if not wanted:
            return tuple(lonely.values())
        places = [Path(want).resolve() for want in wanted]
        return tuple(
            error
            for name, error in lonely.items()
            if any(self._is_for_all(place) or self._is_at(self._pair(name), place) for place in places)
        )

    def _is_for_all(self, place: Path) -> bool:
        return place == (self.root / FILE_NAME).resolve() or place.is_relative_to(self.glossary.resolve())

    def _is_at(self, pair: Pair, place: Path) -> bool:
        """Whether a file of a pair lies there; of a lonely document the text that there is."""
        files = (pair.source, pair.target, pair.alignment)
        return any(file.exists() and file.resolve().is_relative_to(place) for file in files)

    def _at(self, path: Path, pairs: Sequence[Pair]) -> tuple[str, ...]:
        """The names of the pairs that lie at a path that exists; of documents without translation none need do."""
        place = path.resolve()
        found = tuple(pair.name for pair in pairs if self._is_for_all(place) or self._is_at(pair, place))
        if not found and (unpaired := self.unpaired([str(path)])):
            raise unpaired[0]
        if not found:
            raise ProjectError(
                "belongs to no document pair",
                path=path,
                allowed="A file or folder in corpus/, alignments/ or glossary/, or the name of a document.",
            )
        return found

    def _pair(self, name: str) -> Pair:
        source, target = (self.corpus(lang) / f"{name}.txt" for lang in (self.config.source, self.config.target))
        return Pair(name, source, target, self.root / "alignments" / f"{name}.tsv")


def _known_checks() -> tuple[Check, ...]:
    return load("align.checks", "CHECK", Check)


def find_project(start: Path | None = None) -> Project:
    """The project that ``start`` (default: the current folder) lies in.

    A project is a folder with ``align.yaml`` or ``corpus/``; parents are searched. Raises ProjectError.
    """
    start = (start or Path.cwd()).resolve()
    folder = project_root(start)
    if folder is not None:
        return Project(folder, load_config(folder, _known_checks))
    raise ProjectError(
        "not inside a project",
        path=start,
        allowed=f"A project is a folder with corpus/ (or {FILE_NAME}): go there, or begin one with `mkdir corpus`.",
    )
