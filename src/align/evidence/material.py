"""What is known about a document pair before beads are scored: units, links, coverage, lengths, blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.document import BlockKind, Document
from align.evidence import Coverage, Links, Side, coverage, make_side, make_table
from align.evidence.band import Band
from align.evidence.hints import Rendered
from align.evidence.links import lexicon_links, only, related_forms, reverse, same_forms, strongest
from align.evidence.vectors import Likeness
from align.lexicon import Lexicon, shipped
from align.lexicon.dictionary import dictionary
from align.lexicon.names import name_units
from align.lexicon.units import chinese_units, fold, latin_units, simplify
from align.term import Termbase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CHANNELS = ("all", "forms")
FORM_KINDS = "#ntx"
"""Units that are the same on both sides by form or value."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Both sides as lists of segments' texts, with what blocks say of them.

    ``numbers`` are the segments' indexes in their documents, in the order in which they are aligned;
    ``seam[k]`` tells that segment k does not follow segment k - 1 in its document, so no bead may hold both.
    ``edge[k]`` tells whether a block starts at segment k (one more entry for the end); ``head[k]`` whether
    segment k is a heading or run-in head.
    """

    source: Document
    target: Document
    texts: tuple[Sequence[str], Sequence[str]]
    numbers: tuple[Sequence[int], Sequence[int]]
    seam: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    edge: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    head: tuple[NDArray[np.bool_], NDArray[np.bool_]]

    @property
    def blocks_tell(self) -> bool:
        """Whether both sides have blocks of several segments; one sentence a line says nothing."""
        return all(not edge.all() for edge in self.edge)

    @property
    def langs(self) -> tuple[str, str]:
        return self.source.lang, self.target.lang


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that scorers may look at. Pairs hold the source's part first.

    ``coverage["all"]`` rests on every link, ``coverage["forms"]`` on figures, names, Latin tokens and terms;
    each has the source covered by target windows and the target covered by source windows. ``lengths`` are
    running sums of characters in a common unit (one more entry than segments). ``vectors`` and ``rendered``
    are there where the user gave them (:mod:`align.evidence.hints`), ``alike`` are all that speak in the first pass.
    ``gap_shares`` is how many segments of each side are expected to be without counterpart (0 to 1), where it is known.
    """

    texts: Texts
    sides: tuple[Side, Side]
    coverage: Mapping[str, tuple[Coverage, Coverage]]
    lengths: tuple[Floats, Floats]
    vectors: Likeness | None = None
    rendered: Rendered | None = None
    rendered_weight: float = 1.0
    alike: tuple[Likeness, ...] = ()
    gap_shares: tuple[float, float] | None = None

    @property
    def given(self) -> frozenset[str]:
        """What the user gave, by the names that scorers ask for."""
        return frozenset(name for name in ("vectors", "rendered") if getattr(self, name) is not None)


def make_texts(source: Document, target: Document, rows: Sequence[int], columns: Sequence[int]) -> Texts:
    """The texts of some segments of both documents, in the order given."""
    import numpy as np

    edges, heads, seams, texts = [], [], [], []
    for document, chosen in ((source, rows), (target, columns)):
        block = [document.segments[k].block for k in chosen]
        seams.append(np.array([True, *(b - a != 1 for a, b in pairwise(chosen))][: len(chosen)], bool))
        edges.append(np.array([True, *(a != b for a, b in pairwise(block)), True], bool))
        kinds = (document.blocks[b].kind for b in block)
        heads.append(np.array([kind in (BlockKind.HEADING, BlockKind.RUN_IN) for kind in kinds], bool))
        texts.append([document.segment_text(k) for k in chosen])
    return Texts(
        source,
        target,
        (texts[0], texts[1]),
        (rows, columns),
        (seams[0], seams[1]),
        (edges[0][: len(rows) + 1], edges[1][: len(columns) + 1]),
        (heads[0], heads[1]),
    )


def make_units(texts: Texts, termbase: Termbase) -> tuple[list[list[str]], list[list[str]]]:
    """The lexical units of every segment of both sides: words, figures, names, terms."""
    units = []
    for side, lang in zip(texts.texts, texts.langs, strict=True):
        found = chinese_units(side) if lang == "zh" else latin_units(side, english=lang == "en")
        found = [[unit for unit in segment if unit[0] != "n"] for segment in found]
        _add_terms(found, side, lang, termbase)
        units.append(found)
    if "zh" in texts.langs and texts.langs[0] != texts.langs[1]:
        zh = texts.langs.index("zh")
        named = name_units(simplify(texts.texts[zh]), texts.texts[1 - zh])
        for which, names in zip((zh, 1 - zh), named, strict=True):
            for segment, more in zip(units[which], names, strict=True):
                segment.extend(sorted(more))
    return units[0], units[1]


def _add_terms(units: list[list[str]], texts: Sequence[str], lang: str, termbase: Termbase) -> None:
    terms = [
        ("t" + concept.id, fold(term.text).lower())
        for concept in termbase.concepts
        for term in concept.in_language(lang)
    ]
    if not terms:
        return
    for text, segment in zip(texts, units, strict=True):
        low = fold(text).lower()
        segment.extend(sorted({name for name, term in terms if term in low}))


def make_sides(texts: Texts, units: tuple[list[list[str]], list[list[str]]]) -> tuple[Side, Side]:
    return make_side(units[0], texts.langs[0]), make_side(units[1], texts.langs[1])


def known_links(sides: tuple[Side, Side], lexicons: Sequence[Lexicon], *, use_dictionary: bool = True) -> Links:
    """Links from forms, the shipped lexicon, the dictionary, and ``lexicons`` of the user's own."""
    source, target = sides
    tables = [same_forms(source, target)]
    langs = {source.lang, target.lang}
    known = [shipped(source.lang, target.lang) or shipped(target.lang, source.lang), *lexicons]
    if use_dictionary and langs == {"zh", "en"}:
        known.append(dictionary())
    for lexicon in known:
        if lexicon is not None and {lexicon.source_lang, lexicon.target_lang} == langs:
            tables.append(lexicon_links(source, target, lexicon))
    if "zh" not in langs:
        tables.append(related_forms(source, target))
    return strongest(*tables)


def gather(
    texts: Texts,
    sides: tuple[Side, Side],
    links: Links,
    band: Band,
    ratio: float,
    channels: Sequence[str] = CHANNELS,
    tick: Callable[[float], None] = lambda share: None,
) -> Material:
    """The material of a pair inside a band. ``ratio`` is target characters for a source character.

    ``channels`` names the coverages to work out (see :class:`Material`).
    """
    import numpy as np

    sums = [np.concatenate([[0.0], np.cumsum([float(len(text)) for text in side])]) for side in texts.texts]
    # The unit is a character of the wordier side, so that both directions of a pair give one result.
    lengths = (sums[0] * max(1.0, ratio), sums[1] * max(1.0, 1 / ratio))
    return covered(Material(texts, sides, {}, lengths), links, band, channels, tick)


def covered(
    material: Material,
    links: Links,
    band: Band,
    channels: Sequence[str],
    tick: Callable[[float], None] = lambda share: None,
) -> Material:
    """The material with more coverages: one a channel, unless it is there."""
    turned, sides = band.turned(), material.sides
    found = dict(material.coverage)
    missing = [name for name in channels if name not in found]
    for number, name in enumerate(missing):
        chosen = links if name == "all" else _form_links(links)
        tables = make_table(sides[0], sides[1], chosen), make_table(sides[1], sides[0], reverse(chosen))

        def half(share: float, done: int = number) -> None:
            tick((done + share) / len(missing))

        found[name] = (
            coverage(sides[0], sides[1], tables[0], band, half),
            coverage(sides[1], sides[0], tables[1], turned, half),
        )
    return replace(material, coverage=found)


def _form_links(links: Links) -> Links:
    """Links by form: figures, names, terms, and Latin tokens inside Chinese (on whichever side)."""
    chosen: dict[str, Mapping[str, float]] = dict(only(links, FORM_KINDS))
    for unit, row in links.items():
        if unit[0] == "w":
            latin = {other: strength for other, strength in row.items() if other[0] in FORM_KINDS}
            if latin:
                chosen[unit] = latin
    return chosen
