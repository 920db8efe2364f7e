"""Options of `align pair`, `run` and `evaluate` for what is given beside texts: models, vectors, translations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from align.document import Document
    from align.evidence.hints import Hints

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say."""

    embed: str | None = None
    vectors: tuple[Path, Path] | None = None
    embed_weight: float = 1.0
    mt: Path | None = None
    mt_side: str = "source"

    @property
    def of_one_pair(self) -> str | None:
        """The option that belongs to one document pair, where one was used."""
        return "--mt" if self.mt else "--vectors" if self.vectors else None

    def hints(self, source: Document, target: Document, progress: Progress | None = None) -> Hints:
        """What is given, read for two documents."""
        from align.evidence.hints import Hints

        vectors = rendered = None
        if self.embed is not None:
            from align.cache import cache_folder
            from align.embedding import embed

            vectors = embed((source, target), self.embed, cache=cache_folder(), progress=progress)
        if self.vectors is not None:
            from align.embedding.precomputed import read_vectors

            vectors = read_vectors(self.vectors[0], source), read_vectors(self.vectors[1], target)
            self._same_width(vectors)
        if self.mt is not None:
            from align.rendering import read_rendered

            rendered = read_rendered(self.mt, source, target, ("source", "target").index(self.mt_side))
        return Hints(vectors, rendered, vectors_weight=self.embed_weight)

    def _same_width(self, vectors: Any) -> None:
        from align.errors import TextError

        if vectors[0].width != vectors[1].width and self.vectors:
            raise TextError(
                f"holds vectors of {vectors[1].width} numbers, {self.vectors[0]} of {vectors[0].width}",
                path=self.vectors[1],
                allowed="Both sides need the same model.",
            )


def given(arguments: dict[str, Any]) -> Given:
    """The options' values, taken out of a command's arguments."""
    found = Given(*(arguments.pop(name) for name in ("embed", "vectors", "embed_weight", "mt", "mt_side")))
    if found.embed is not None and found.vectors is not None:
        raise click.UsageError("--embed works vectors out, --vectors has them: give one of the two.")
    return found


def hint_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command."""
    file = click.Path(path_type=Path, dir_okay=False)
    for option in (
        click.option("--mt-side", type=click.Choice(["source", "target"]), default="source", show_default=True,
                     help="The side that --mt renders."),
        click.option("--mt", type=file, metavar="FILE",
                     help="A machine translation of one side: a line for each sentence, or the whole text."),
        click.option("--embed-weight", type=click.FloatRange(0, 10), default=1.0, show_default=True,
                     help="How much vectors count."),
        click.option("--vectors", nargs=2, type=file, metavar="SOURCE TARGET",
                     help="Vectors made elsewhere: .npy, or vecalign's .emb beside its overlaps."),
        click.option("--embed", metavar="MODEL", help="A model of sentence vectors: a folder, or a name on a hub."),
    ):  # fmt: skip
        command = option(command)
    return command
