"""Candidate terms of aligned documents, with their renderings: bilingual, offline, the same on every machine.

1. Phrases: acronyms with their long forms (Schwartz & Hearst 2003), names, quoted titles, noun phrases
   (:mod:`align.extraction.phrases`).
2. Word links from the shipped lexicon and from the documents themselves (:mod:`align.extraction.wordlinks`),
   and by them the renderings of each phrase (:mod:`align.extraction.renderings`).
3. A score from both sides' evidence (:mod:`align.extraction.termhood`), weighed against the other phrases
   that stand at the same places (:mod:`align.extraction.neighbours`, :mod:`align.extraction.selection`).

One side must be English, the other Chinese; which of them is the original does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.acronyms import singular
from align.bead import TranslationUnit, UnitSide
from align.errors import AlignError
from align.extraction.candidate import Candidate, Place, Rendering
from align.extraction.keys import fold_key
from align.extraction.labels import without_labels
from align.extraction.phrase import Phrase
from align.extraction.phrases import phrases
from align.extraction.renderings import Unit, gather
from align.extraction.selection import Scored, settled
from align.extraction.shape import shape
from align.extraction.surroundings import around
from align.extraction.termhood import Group, Joints, Model, both_sides, features, group, model, score
from align.extraction.tokens import Token, chinese_tokens, english_tokens
from align.extraction.wordlinks import word_links
from align.extraction.words import Usage, usage
from align.lexicon import shipped

__all__ = ["Candidate", "Place", "Rendering", "Scored", "extract", "judge", "rescored", "settled"]

LEAST_SCORE = 0.05
HOPELESS = 0.02
"""The score by the English side alone under which a phrase is left out."""


def extract(
    units: Sequence[TranslationUnit], *, least: float = LEAST_SCORE, limit: int | None = None
) -> tuple[Candidate, ...]:
    """Candidate terms of units (of one or several documents), best first, down to a score of ``least``.

    Places name units by their index in ``units``. Raises AlignError for languages other than English and
    Chinese.
    """
    fitted = model()
    judged = judge(units, fitted.first)
    return tuple(one for one in settled(rescored(judged, fitted), fitted) if one.score >= least)[:limit]


def judge(units: Sequence[TranslationUnit], table: Mapping[str, float], least: float = HOPELESS) -> list[Scored]:
    """Every phrase of the units with its figures, without a score.

    Those whose English side scores under ``least`` by a table of weights are left out, for time.
    """
    sides = [(_side(unit, "en"), _side(unit, "zh")) for unit in units]
    english = [without_labels(side.text, english_tokens(side.text), "en") for side, _ in sides]
    cut = chinese_tokens([side.text for _, side in sides])
    chinese = [without_labels(side.text, tokens, "zh") for (_, side), tokens in zip(sides, cut, strict=True)]
    links = word_links(english, chinese, shipped("zh", "en"))
    ready = [Unit(e, z, link) for e, z, link in zip(english, chinese, links, strict=True)]
    texts = [(e.text, z.text) for e, z in sides]
    groups = {key: one for key, one in _groups(sides, english, usage(english)).items() if not one.is_fragment}
    joints = Joints(english)
    judged: list[Scored] = []
    for one in groups.values():
        unit, phrase = one.found[0]
        values = features(one, groups, joints, english[unit][phrase.first : phrase.last])
        values |= shape(_spellings(one)[0], one.forms) | around(one.found, english)
        if score(values, table) >= least:
            renderings, places = gather(one.found, ready, texts)
            values |= both_sides(one, renderings, values)
            judged.append(Scored(_candidate(one, 0.0, renderings, places, values), values, one))
    return judged


def rescored(judged: Sequence[Scored], fitted: Model) -> list[Scored]:
    """The phrases with the score of a model's trees."""
    chances = fitted.trees.chances([one.values for one in judged])
    return [
        replace(one, candidate=replace(one.candidate, score=round(chance, 4)))
        for one, chance in zip(judged, chances, strict=True)
    ]


def _side(unit: TranslationUnit, lang: str) -> UnitSide:
    try:
        return unit.side(lang)
    except KeyError:
        langs = f"{unit.source.lang} and {unit.target.lang}"
        raise AlignError(
            f"terms cannot be extracted from {langs}", allowed="One side must be English (en), the other Chinese (zh)."
        ) from None


def _groups(
    sides: Sequence[tuple[UnitSide, UnitSide]], english: Sequence[Sequence[Token]], local: Usage
) -> dict[str, Group]:
    found: defaultdict[str, list[tuple[int, Phrase, str]]] = defaultdict(list)
    for number, ((side, _), tokens) in enumerate(zip(sides, english, strict=True)):
        for phrase in phrases(side, tokens, local):
            form = side.text[tokens[phrase.first].start : tokens[phrase.last - 1].end]
            # An acronym is no word: JET is not jet.
            key = f"={singular(form)}" if phrase.kind == "acronym" else fold_key(form, "en")
            if key:
                found[key].append((number, phrase, form))
    return group(found)


def _spellings(one: Group) -> list[str]:
    """The spellings of a phrase, most frequent first."""
    return sorted(one.forms, key=lambda form: (-one.forms[form], form.isupper(), form))


def _candidate(
    one: Group,
    value: float,
    renderings: tuple[Rendering, ...],
    places: tuple[Place, ...],
    values: Mapping[str, float],
) -> Candidate:
    forms = _spellings(one)
    acronyms = sorted({phrase.acronym for _, phrase in one.found if phrase.acronym})
    kind = one.kind
    term = singular(forms[0]) if kind == "acronym" else forms[0]
    return Candidate(
        term=term,
        kind="phrase" if kind in ("linked", "compound") else kind,
        score=round(value, 3),
        renderings=renderings,
        places=places,
        variants=tuple(form for form in forms if form != term),
        acronym=acronyms[0] if acronyms else "",
        why=_why(one, renderings, values),
    )


def _why(one: Group, renderings: Sequence[Rendering], values: Mapping[str, float]) -> tuple[str, ...]:
    said = {"defined": "the text gives its acronym", "acronym": "acronym", "name": "name", "quoted": "quoted title"}
    why = [said.get(one.kind, "noun phrase"), f"{one.count} ×"]
    if values.get("rarity", 0) > 0.7:
        why.append("rare in general texts")
    if renderings and one.count > 1:
        why.append(f"{renderings[0].count} of {one.count} rendered alike")
    return tuple(why)
