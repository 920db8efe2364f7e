"""Align two documents: the chain of beads with the most evidence, and how sure each bead is.

1. Units and links of both sides (:mod:`align.evidence.material`), the band to search (:mod:`align.aligner.anchors`).
2. First pass: every bead in the band gets a cheap score; the good ones are kept (:mod:`align.aligner.search`).
3. What the first pass's chain teaches about this pair (:func:`align.evidence.links.learned_links`) joins the links,
   and the first pass runs again.
4. The learned scorer (:mod:`align.aligner.model`) weighs every signal; the best chain and the probability of each
   bead come out of one lattice (:mod:`align.aligner.lattice`).

Confirmed beads are cut out beforehand: what lies between two of them is aligned for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.aligner.anchors import (
    FULL,
    alike_anchors,
    anchor_chain,
    band_between,
    diagonal_anchors,
    find_anchors,
    heaviest_chain,
    merged,
    supported,
)
from align.aligner.beside import Beside
from align.aligner.firstpass import first_scores
from align.aligner.lattice import best_chain, make_lattice
from align.aligner.model import BeadModel, calibrate, choose
from align.aligner.moved import moved_runs, target_order
from align.aligner.order import regions, sort_beads
from align.aligner.reasons import reasons
from align.aligner.repeats import copies, share_of_pick
from align.aligner.search import candidates
from align.aligner.weighing import Region, Weighed, weigh_all
from align.bead import Alignment, Bead, BeadStatus
from align.document import Document
from align.evidence import Links, Side, coverage, make_table, some_segments
from align.evidence.band import Band, full_band
from align.evidence.hints import Hints
from align.evidence.links import learned_links, reverse, strongest
from align.evidence.material import CHANNELS, covered, gather, known_links, make_sides, make_texts, make_units
from align.evidence.ratio import usual_ratio, whole_ratio
from align.evidence.vectors import Likeness
from align.lexicon import Lexicon
from align.lexicon.dictionary import dictionary
from align.term import Termbase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_KEEP = 14.0
_LEAST, _LEAST_BLURRED = 4, 8
"""Anchors that make a moved section: exact ones, and those right to within a few segments."""
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Both documents with every bead that is worth scoring."""

    source: Document
    target: Document
    regions: tuple[Region, ...]


def align(
    source: Document,
    target: Document,
    termbase: Termbase = Termbase(),  # noqa: B008 - frozen
    *,
    anchors: Sequence[Bead] = (),
    lexicons: Sequence[Lexicon] = (),
    use_dictionary: bool = True,
    hints: Hints = Hints(),  # noqa: B008 - frozen
    model: BeadModel | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """The beads of two documents.

    ``anchors`` are beads that a person has confirmed; they stand as they are, even where they cross.
    ``lexicons`` are used beside the shipped one, ``model`` in place of the fitted one; ``hints`` hold vectors
    and machine translations. ``progress`` is told the share done, 0 to 1. The result's beads partition both
    sides; each says how probable it is that it is exactly right, and why.
    """
    if (source.lang, target.lang) == ("en", "zh"):
        # The fitted weights know Chinese first; either direction gives the same beads.
        turned = align(
            target,
            source,
            termbase,
            anchors=[_turn(bead) for bead in anchors],
            lexicons=lexicons,
            use_dictionary=use_dictionary,
            hints=hints.turned(),
            model=model,
            progress=progress,
        )
        return Alignment(source, target, tuple(sort_beads([_turn(bead) for bead in turned.beads])))
    report = progress or (lambda share: None)
    report(0.0)
    ready = prepare(
        source, target, termbase, anchors, lexicons, use_dictionary, lambda share: report(0.9 * share), hints
    )
    if model is None:
        with_dictionary = use_dictionary and "zh" in (source.lang, target.lang) and dictionary() is not None
        model = choose((source.lang, target.lang), with_dictionary=with_dictionary)
    beads = list(anchors)
    model, weighed = weigh_all(ready.regions, model)
    for region, each in zip(ready.regions, weighed, strict=True):
        beads += decide(region, model, each)
    report(1.0)
    return Alignment(source, target, tuple(sort_beads(beads)))


def _turn(bead: Bead) -> Bead:
    return replace(bead, source=bead.target, target=bead.source)


def prepare(
    source: Document,
    target: Document,
    termbase: Termbase,
    anchors: Sequence[Bead],
    lexicons: Sequence[Lexicon],
    use_dictionary: bool,
    report: Progress,
    hints: Hints = Hints(),  # noqa: B008 - frozen
) -> Prepared:
    """Everything up to the candidate beads."""
    texts = make_texts(source, target, range(len(source.segments)), range(len(target.segments)))
    sides = make_sides(texts, make_units(texts, termbase))
    links = known_links(sides, lexicons, use_dictionary=use_dictionary)
    report(0.1)
    lengths = [[len(text) for text in side] for side in texts.texts]
    ratio = whole_ratio([(sum(lengths[0]), sum(lengths[1]))])
    more = Beside(hints, source, target)
    parts = [
        plan(sides, links, rows, columns, more.alike(rows, columns))
        for rows, columns in regions(len(source.segments), len(target.segments), anchors)
    ]
    first = _look(source, target, parts, sides, links, ratio, ("all",), more, lambda share: report(0.1 + 0.4 * share))
    chain = [bead for region in first for bead in _first_chain(region)]
    taught = [(bead.source, bead.target) for bead in anchors if bead.source and bead.target]
    links = strongest(links, learned_links(sides, [*taught, *chain]))
    if chain:
        ratio = usual_ratio([(sum(lengths[0][k] for k in a), sum(lengths[1][k] for k in b)) for a, b in chain])
    second = _look(source, target, parts, sides, links, ratio, CHANNELS, more, lambda share: report(0.5 + 0.5 * share))
    return Prepared(source, target, tuple(second))


Part = tuple[Sequence[int], Sequence[int], Band]
"""Source segments, target segments (in the order they are aligned in), and the band to search."""


def plan(
    sides: tuple[Side, Side],
    links: Links,
    rows: Sequence[int],
    columns: Sequence[int],
    alike: Sequence[Likeness] = (),
) -> Part:
    """Moved sections put in the source's order, and the band along the anchors."""
    n, m = len(rows), len(columns)
    if not n or not m:
        return rows, columns, full_band(n, m)
    source, target = some_segments(sides[0], rows), some_segments(sides[1], columns)
    ratio = m / n
    there, back = make_table(source, target, links), make_table(target, source, reverse(links))
    whole = full_band(n, m) if (n + 1) * (m + 1) <= FULL else None
    if whole is not None:
        both = coverage(source, target, there, whole), coverage(target, source, back, whole.turned())
        anchors = diagonal_anchors(source, target, *both)
    else:
        anchors = merged(find_anchors(source, target, there), alike_anchors(alike, n, m))
    chain = supported(heaviest_chain(anchors), ratio)
    moved = moved_runs(anchors, chain, ratio, _LEAST_BLURRED if whole is not None else _LEAST)
    if moved:
        order = target_order(source, target, back, chain, moved, blurred=whole is not None)
        place = {j: k for k, j in enumerate(order)}
        anchors = [replace(anchor, j=place[anchor.j]) for anchor in anchors]
        target = some_segments(target, order)
        columns = [columns[j] for j in order]
    if whole is not None:
        return rows, columns, whole
    chain = anchor_chain(source, target, there, anchors)
    return rows, columns, band_between(n, m, chain)


def _look(
    source: Document,
    target: Document,
    parts: Sequence[Part],
    sides: tuple[Side, Side],
    links: Links,
    ratio: float,
    channels: Sequence[str],
    more: Beside,
    report: Progress,
) -> Iterator[Region]:
    """Gather material and candidates for every region, one after the other."""
    total = sum(band.cells for _, _, band in parts)
    done = 0

    def tick(share: float) -> None:
        report((done + 0.5 * share * band.cells) / total)

    for rows, columns, band in parts:
        texts = make_texts(source, target, rows, columns)
        own = some_segments(sides[0], rows), some_segments(sides[1], columns)
        material = more.told(gather(texts, own, links, band, ratio, ("all",), tick))
        beads = candidates(band, first_scores(material, band), _KEEP)
        # Only now: the scores of every node, which need most memory, are gone.
        material = covered(material, links, band, channels, lambda share: tick(1.5 + 0.5 * share))
        yield Region(rows, columns, band, material, beads)
        done += band.cells
        report(done / total)


def _first_chain(region: Region) -> list[tuple[Sequence[int], Sequence[int]]]:
    """The beads of the first pass's best chain, as segments of both documents."""
    import numpy as np

    best = region.beads.part(np.flatnonzero(region.beads.margin == 0))
    chain = best_chain(make_lattice(best), np.zeros(len(best)), 0.0)
    found = []
    for k in chain:
        i, x, j, y = int(best.i[k]), int(best.x[k]), int(best.j[k]), int(best.y[k])
        if x and y:
            found.append((region.rows[i : i + x], region.columns[j : j + y]))
    return found


def decide(region: Region, model: BeadModel, weighed: Weighed) -> list[Bead]:
    """The best chain of a region's candidates, each bead with its probability and reasons."""
    repeated = [copies(side) for side in region.material.texts.texts]
    found = []
    for k in weighed.chain:
        i, x, j, y = (int(part[k]) for part in (region.beads.i, region.beads.x, region.beads.j, region.beads.y))
        picked = share_of_pick(repeated[0][i : i + x], repeated[1][j : j + y])
        confidence = round(picked * calibrate(model, float(weighed.posterior[k])), 3)
        why = reasons(region.material, i, x, j, y)
        if picked < 1:
            why = (*why, "the passage is repeated, and nothing tells the copies apart")
        rows, columns = tuple(region.rows[i : i + x]), tuple(region.columns[j : j + y])
        found.append(Bead(rows, columns, confidence, BeadStatus.AUTO, why))
    return found
