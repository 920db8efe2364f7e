"""Quality, robustness, speed and calibration of the aligner, written into docs/alignment.md.

    python benchmarks/alignment.py ../shared/eval [--write]
    python benchmarks/alignment.py ../shared/eval --speed [--write]
    python benchmarks/alignment.py ../shared/eval --mt [--write]
    python benchmarks/alignment.py ../shared/eval --peers [--write]

Every quality figure is on a book that the weights have not seen. Without --write it only prints. The first command
runs the peers, too.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import hintfitting
import peers
from align.aligner import align
from align.aligner.model import BeadModel, column_names
from align.evaluation import Measure, evaluate
from beadfitting import (
    Fitted,
    Sample,
    apply,
    by_book,
    calibration,
    chain_beads,
    development,
    expected_calibration_error,
    full_of_gaps,
    judged,
    thin_copies,
    undamaged,
    used_scorers,
)
from calibration_plot import plot
from goldsets import Gold, lines_document, mac_documents
from passages import parallel_lines

DOCS = Path(__file__).resolve().parent.parent / "docs"
BOILERPLATE = (
    "Home",
    "Skip to main content",
    "Subscribe to our newsletter for weekly updates.",
    "About us",
    "Contact",
    "Privacy policy",
    "All rights reserved.",
    "Search",
    "Log in",
    "Sign up for free today!",
) * 3


def quality(
    samples: Sequence[Sample], fitted: dict[str, Fitted], thin: Sequence[Sample] = ()
) -> tuple[Measure, Measure, float, list[str]]:
    """Strict and lax measures and calibration error over undamaged documents, and F1 of each."""
    strict, lax, rows = Measure(0, 0, 0, 0), Measure(0, 0, 0, 0), []
    for one in undamaged(samples):
        beads = chain_beads(one, fitted[one.gold.book])
        result = evaluate([(bead.source, bead.target) for bead in beads], one.gold.beads)
        strict, lax = strict + result.strict, lax + result.lax
        rows.append(f"{one.name} {result.strict.f1:.3f}")
    return strict, lax, expected_calibration_error(calibrated(samples, fitted, thin)), rows


def calibrated(
    samples: Sequence[Sample], fitted: dict[str, Fitted], thin: Sequence[Sample] = ()
) -> list[tuple[float, bool]]:
    """Confidence and rightness of every bead, by weights and a calibration that have not seen the book.

    As in the aligner, a text that shows many gaps is calibrated on the ``thin`` copies of the other books.
    """
    found = []
    whole = undamaged(samples)
    for one in whole:
        model = fitted[one.gold.book]
        gapped = full_of_gaps(one, model)
        others = [o for o in (thin if gapped else whole) if o.gold.book != one.gold.book]
        known = calibration([pair for o in others for pair in judged(o, fitted[o.gold.book], gapped=gapped)])
        found += [(apply(known, p), right) for p, right in judged(one, model, gapped=gapped)]
    return found


def ablation(samples: Sequence[Sample]) -> list[tuple[str, float]]:
    """Strict F1 on held-out books with every scorer left out in turn."""
    names = column_names(used_scorers())
    found = []
    for scorer in (None, *used_scorers()):
        keep = [k for k, name in enumerate(names) if scorer is None or not name.startswith(f"{scorer.id}.")]
        cut = [replace(one, columns=one.columns[:, keep]) for one in samples]
        kept = [names[k] for k in keep]
        fitted = by_book(cut, kept)
        total = Measure(0, 0, 0, 0)
        for one in undamaged(cut):
            pairs = [(bead.source, bead.target) for bead in chain_beads(one, fitted[one.gold.book])]
            total += evaluate(pairs, one.gold.beads).strict
        found.append((scorer.id if scorer else "all", total.f1))
    return found


def model_of(fitted: Fitted) -> BeadModel:
    return BeadModel(
        "held-out",
        dict(zip(fitted.names, fitted.weights, strict=True)),
        float(fitted.gap[0]),
        float(fitted.gap[1]),
        gapped=model_of(fitted.gapped) if fitted.gapped else None,
    )


def robustness(golds: Sequence[Gold], fitted: dict[str, Fitted], use_dictionary: bool) -> dict[str, float]:
    """Strict F1 of the whole aligner, as it is and with damage, by weights that have not seen the book."""
    kinds: dict[str, Callable[[Gold, int], Gold]] = {
        "as is": lambda gold, seed: gold,
        "section of 15 % deleted": delete_section,
        "15 % of sentences deleted": delete_sentences,
        "two 15 % sections swapped": swap_sections,
        "30 boilerplate lines in front": boilerplate,
    }
    found = {}
    for name, damage in kinds.items():
        total = Measure(0, 0, 0, 0)
        for gold in golds:
            for seed in (11, 12, 13):
                case = damage(gold, seed)
                model = model_of(fitted[gold.book])
                result = align(case.source, case.target, use_dictionary=use_dictionary, model=model)
                total += evaluate([(bead.source, bead.target) for bead in result.beads], case.beads).strict
                if name in ("as is", "30 boilerplate lines in front"):
                    break
        found[name] = total.f1
    return found


def delete_section(gold: Gold, seed: int) -> Gold:
    count = len(gold.target.segments)
    first = random.Random(seed).randrange(round(0.85 * count))  # noqa: S311 - a fixed sample
    return _chosen(gold, [j for j in range(count) if not first <= j < first + round(0.15 * count)])


def delete_sentences(gold: Gold, seed: int) -> Gold:
    count = len(gold.target.segments)
    gone = set(random.Random(seed).sample(range(count), round(0.15 * count)))  # noqa: S311
    return _chosen(gold, [j for j in range(count) if j not in gone])


def swap_sections(gold: Gold, seed: int) -> Gold:
    """Two sections of 15 % of the beads, cut between beads, exchange their places."""
    starts = [b[0] for a, b in sorted(gold.beads, key=lambda bead: bead[1]) if a and b]
    length, count = round(0.15 * len(starts)), len(gold.target.segments)
    chance = random.Random(seed)  # noqa: S311
    one = chance.randrange(len(starts) - 2 * length - 1)
    two = chance.randrange(one + length, len(starts) - length)
    a, b, c, d = starts[one], starts[one + length], starts[two], starts[two + length]
    return _chosen(gold, [*range(a), *range(c, d), *range(b, c), *range(a, b), *range(d, count)])


def boilerplate(gold: Gold, seed: int) -> Gold:
    texts = [*BOILERPLATE, *gold.target.segment_texts()]
    beads = tuple((a, tuple(j + len(BOILERPLATE) for j in b)) for a, b in gold.beads)
    return replace(gold, target=lines_document("boilerplate", gold.target.lang, texts), beads=beads)


def _chosen(gold: Gold, order: Sequence[int]) -> Gold:
    texts = list(gold.target.segment_texts())
    place = {j: k for k, j in enumerate(order)}
    beads = tuple((a, tuple(sorted(place[j] for j in b if j in place))) for a, b in gold.beads)
    target = lines_document(gold.target.path, gold.target.lang, [texts[j] for j in order])
    return replace(gold, target=target, beads=beads)


_COLD = """
import resource, sys
from pathlib import Path
from align.aligner import align
from align.linetext import line_document
import align.evidence.kernels as kernels
if sys.argv[3] == "plain":
    kernels.find_spec = lambda name: None
sides = [line_document(p, Path(p).read_text(encoding="utf-8"), lang) for p, lang in zip(sys.argv[1:3], ("zh", "en"))]
result = align(*sides, use_dictionary=False)
used = resource.getrusage(resource.RUSAGE_SELF)
print(len(sides[0].segments), len(sides[1].segments), used.ru_utime, used.ru_maxrss / 1024, len(result.beads))
"""


def speed(shared: Path, folder: Path) -> Iterator[str]:
    """User seconds and peak memory of cold processes on one core."""
    for count in (5_000, 20_000, 50_000):
        files = []
        for lang, lines in zip(("zh", "en"), parallel_lines(shared, count), strict=True):
            files.append(folder / f"{count}.{lang}")
            files[-1].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for how in ("numba", "plain"):
            done = subprocess.run(
                [sys.executable, "-c", _COLD, *map(str, files), how],
                check=True,
                capture_output=True,
                text=True,
                env={"OPENBLAS_NUM_THREADS": "1", "PATH": "/usr/bin", "HOME": str(Path.home())},
            )
            n, m, seconds, peak, _ = done.stdout.split()
            each = 1000 * float(seconds) / int(n)
            yield f"| {n} × {m} | {how} | {float(seconds):.1f} | {float(peak):.0f} | {each:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--mt", action="store_true", help="what machine translations give")
    parser.add_argument("--peers", action="store_true", help="only the peers that can be run here")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    parts: dict[str, Iterator[str]] = {}
    if arguments.mt:
        parts["translations"] = iter(hintfitting.table(shared))
    elif arguments.speed:
        parts["speed"] = speed_table(shared)
    elif arguments.peers:
        parts["peers"] = iter(peers.table(shared))
    else:
        parts = {"figures": figures(shared, arguments.write), "peers": iter(peers.table(shared))}
    for part, rows in parts.items():
        lines = []
        for row in rows:
            print(row, flush=True)
            lines.append(row)
        if arguments.write:
            write(lines, part)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, "s")


def figures(shared: Path, draw: bool) -> Iterator[str]:
    """Quality, ablation and robustness, line by line; ``draw`` makes the calibration plot anew."""
    names = {
        "zh-en": "MAC dev, default install",
        "zh-en+dict": "MAC dev, with `[dict]`",
        "other": "Text+Berg dev (de-fr)",
    }
    samples = {name: development(shared, name) for name in names}
    thin = {name: thin_copies(shared, name) for name in names}
    fitted = {name: by_book(part, thin=thin[name]) for name, part in samples.items()}
    yield "### Quality on held-out books (leave one book out)\n"
    yield "| data | strict P | R | F1 | lax F1 | calibration error | by document |"
    yield "|---|---|---|---|---|---|---|"
    for name, title in names.items():
        chosen = [one for one in samples[name] if one.gold.source.lang in ("zh", "de")]
        strict, lax, error, rows = quality(chosen, fitted[name], thin[name])
        measures = f"{strict.precision:.3f} | {strict.recall:.3f} | **{strict.f1:.3f}** | {lax.f1:.3f} | {error:.3f}"
        yield f"| {title} | {measures} | {', '.join(rows)} |"
    yield "\n### What each signal gives (MAC dev, held-out books, strict F1 without it)\n"
    yield "| left out | default | with `[dict]` |"
    yield "|---|---|---|"
    for (name, one), (_, two) in zip(ablation(samples["zh-en"]), ablation(samples["zh-en+dict"]), strict=True):
        yield f"| {'nothing' if name == 'all' else name} | {one:.3f} | {two:.3f} |"
    yield "\n### Robustness (MAC dev, held-out books, strict F1)\n"
    golds = mac_documents(shared)
    tables = [robustness(golds, fitted[name], name.endswith("dict")) for name in ("zh-en", "zh-en+dict")]
    yield "| damage | default | with `[dict]` |"
    yield "|---|---|---|"
    for kind in tables[0]:
        yield f"| {kind} | {tables[0][kind]:.3f} | {tables[1][kind]:.3f} |"
    if draw:
        plot(calibrated(samples["zh-en"], fitted["zh-en"], thin["zh-en"]), DOCS / "calibration.svg")


def speed_table(shared: Path) -> Iterator[str]:
    """Cold processes on one core with the shipped lexicon, with numba and without."""
    yield "| sentences | | user seconds | peak MiB | ms a source sentence |"
    yield "|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        yield from speed(shared, Path(folder))


def write(lines: Sequence[str], part: str) -> None:
    """Put the tables between the markers of docs/alignment.md."""
    path = DOCS / "alignment.md"
    text = path.read_text(encoding="utf-8")
    start, end = f"<!-- {part}: benchmarks/alignment.py -->", f"<!-- end of {part} -->"
    head, rest = text.split(start)
    path.write_text(head + start + "\n\n" + "\n".join(lines) + "\n\n" + end + rest.split(end)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
