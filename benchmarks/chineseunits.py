"""Which Chinese units the lexicon should have: rjieba's words, sentencepiece's pieces, or characters alone.

    python benchmarks/chineseunits.py ../shared/eval

Every kind gets a lexicon from the same training text, and is judged twice: by the alignment error rate on
hand-linked words (Och & Ney 2003), where every word's strongest counterpart is a link if both sides choose it,
and by strict F1 on development novels that the weights have not seen. Nothing is written.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import rjieba

import align.evidence.material as material
from align.evaluation import Measure, evaluate
from align.lexicon import Lexicon, pack_lexicon, read_lexicon
from align.lexicon.training import Entry, merge, train, training_units
from align.lexicon.units import fold, simplify, stem
from beadfitting import by_book, chain_beads, development, undamaged
from train_lexicon import MIXTURE, MOST, NARRATIVE, pairs

Cut = Callable[[str], list[str]]
PIECES = 16_000
KINDS = {"characters": "c", "words": "w", "words and characters": "wc", "pieces": "w", "pieces and characters": "wc"}


def piece_cutter(texts: Iterable[str]) -> Cut:
    """A unigram model of sentencepiece trained on Chinese sentences."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=PIECES,
        character_coverage=0.9995,
        num_threads=1,
        add_dummy_prefix=False,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())

    def cut(text: str) -> list[str]:
        return [piece.replace("▁", "") for piece in processor.encode(text, out_type=str) if piece != "▁"]

    return cut


def tables(folder: Path, kinds: str) -> list[list[Entry]]:
    """Tables as scripts/train_lexicon.py makes them, with whatever cuts Chinese now."""
    found = []
    for kind, parts in (("w", MIXTURE), ("w", NARRATIVE), ("c", MIXTURE)):
        if kind in kinds:
            both = pairs(folder, parts)
            source = training_units([zh for zh, _ in both], "zh", kind)
            found.append(train(source, training_units([en for _, en in both], "en", "w")))
    return found


def pack(parts: Sequence[list[Entry]]) -> Lexicon:
    return read_lexicon(pack_lexicon(merge(parts, MOST), {"source": "zh", "target": "en"}), shown="trained here")


def error_rate(lexicon: Lexicon, cut: Cut, path: Path) -> float:
    """Alignment error rate: 1 - (sure found + possible found) / (found + sure)."""
    agreed_sure = agreed = total = sure_total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sure = {tuple(link) for link in row["sure"]}
        found = links(row["zh"], row["en"], lexicon, cut)
        agreed_sure += len(found & sure)
        agreed += len(found & (sure | {tuple(link) for link in row["possible"]}))
        total, sure_total = total + len(found), sure_total + len(sure)
    return 1 - (agreed_sure + agreed) / (total + sure_total)


def links(chinese: Sequence[str], english: Sequence[str], lexicon: Lexicon, cut: Cut) -> set[tuple[int, int]]:
    """Pairs of words that are each other's strongest by the units that lie in them."""
    words = [simplify([fold(word)])[0] for word in chinese]
    owner = [k for k, word in enumerate(words) for _ in word]
    text = "".join(words)
    strength: dict[tuple[int, int], float] = {}
    stems = [stem(word) for word in english]
    at = 0
    spans = [(k, k + 1, "c" + char) for k, char in enumerate(text)]
    for part in cut(text):
        if len(part) > 1:
            spans.append((at, at + len(part), "w" + part))
        at += len(part)
    for begin, end, unit in spans:
        known = dict(lexicon.lookup(unit))
        for e, word in enumerate(stems):
            value = 1.0 if text[begin:end].lower() == english[e].lower() else known.get("w" + word, 0.0)
            for z in set(owner[begin:end]) if value else ():
                strength[z, e] = strength.get((z, e), 0.0) + value
    best_z: dict[int, float] = {}
    best_e: dict[int, float] = {}
    for (z, e), value in strength.items():
        best_z[z], best_e[e] = max(best_z.get(z, 0.0), value), max(best_e.get(e, 0.0), value)
    return {(z, e) for (z, e), value in strength.items() if value == best_z[z] == best_e[e]}


def alignment_f1(shared: Path, lexicon: Lexicon) -> float:
    """Strict F1 on MAC dev, default install, leave one book out."""
    material.shipped = lambda source, target: lexicon if (source, target) == ("zh", "en") else None
    samples = development(shared, "zh-en")
    fitted, total = by_book(samples), Measure(0, 0, 0, 0)
    for one in undamaged(samples):
        found = [(bead.source, bead.target) for bead in chain_beads(one, fitted[one.gold.book])]
        total += evaluate(found, one.gold.beads).strict
    return total.f1


def main() -> None:
    shared = Path(sys.argv[1])
    train_folder, linked = shared / "train", shared / "wordalign" / "nist02.jsonl"
    words = rjieba.cut
    pieces = piece_cutter(simplify([fold(zh) for zh, _ in pairs(train_folder, MIXTURE)]))
    characters = tables(train_folder, "c")
    made: dict[str, list[list[Entry]]] = {"words": tables(train_folder, "w")}
    rjieba.cut = pieces
    made["pieces"] = tables(train_folder, "w")
    print(
        "| Chinese units | entries | AER (nist02) | MAC dev strict F1, default install |\n|---|---|---|---|", flush=True
    )
    for name, kinds in KINDS.items():
        first = name.split(" ")[0]
        rjieba.cut = pieces if first == "pieces" else words
        lexicon = pack([*made.get(first, []), *(characters if "c" in kinds else [])])
        error, quality = error_rate(lexicon, rjieba.cut, linked), alignment_f1(shared, lexicon)
        print(f"| {name} | {len(lexicon)} | {error:.3f} | {quality:.3f} |", flush=True)


if __name__ == "__main__":
    main()
