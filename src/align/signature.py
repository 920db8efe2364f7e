"""What an alignment was made with, in one line, so that figures can be compared."""

from __future__ import annotations

from align import __version__
from align.aligner.model import choose, scorers
from align.lexicon import Lexicon, shipped
from align.lexicon.dictionary import dictionary


def signature(
    langs: tuple[str, str],
    *,
    lexicons: tuple[Lexicon, ...] = (),
    use_dictionary: bool = True,
    segmented: bool = False,
    given: frozenset[str] = frozenset(),
) -> str:
    """Version, scorers, fitted model, lexicons and segmentation, joined with bars (as sacrebleu does).

    ``given`` names what stood beside the texts ("vectors", "rendered").
    """
    pair = langs if set(langs) != {"zh", "en"} else ("zh", "en")
    cedict = dictionary() if use_dictionary and set(langs) == {"zh", "en"} else None
    known = [lexicon for lexicon in (shipped(*pair), cedict, *lexicons) if lexicon is not None]
    parts = {
        "version": __version__,
        "langs": "-".join(langs),
        "scorers": "+".join(scorer.id for scorer in scorers(given)),
        "model": choose(langs, with_dictionary=cedict is not None).name,
        "lexicon": "+".join(lexicon.label for lexicon in known) or "none",
        "segmentation": "given" if segmented else "own",
    }
    return "|".join(f"{name}:{value}" for name, value in parts.items())
