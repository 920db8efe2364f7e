"""Candidate terms of aligned documents, with their renderings: bilingual, offline, the same on every machine.

1. Phrases: acronyms with their long forms (Schwartz & Hearst 2003), names, quoted titles, noun phrases
   (:mod:`align.extraction.phrases`).
2. Word links from the shipped lexicon and from the documents themselves (:mod:`align.extraction.wordlinks`),
   and by them the renderings of each phrase (:mod:`align.extraction.renderings`).
3. A score from both sides' evidence (:mod:`align.extraction.termhood`); of two phrases that always stand
   together the better one stays.

One side must be English, the other Chinese; which of them is the original does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.acronyms import singular
from align.bead import TranslationUnit, UnitSide
from align.errors import AlignError
from align.extraction.candidate import Candidate, Place, Rendering
from align.extraction.keys import fold_key
from align.extraction.phrases import Phrase, phrases
from align.extraction.renderings import Unit, gather
from align.extraction.termhood import Group, Joints, both_sides, features, group, score, weights
from align.extraction.tokens import Token, chinese_tokens, english_tokens
from align.extraction.wordlinks import word_links
from align.extraction.words import Usage, usage
from align.lexicon import shipped

__all__ = ["Candidate", "Place", "Rendering", "Scored", "extract", "judge", "settled"]

LEAST_SCORE = 0.05
_HOPELESS = 0.01


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the figures behind its score."""

    candidate: Candidate
    values: Mapping[str, float]
    group: Group


def extract(
    units: Sequence[TranslationUnit], *, least: float = LEAST_SCORE, limit: int | None = None
) -> tuple[Candidate, ...]:
    """Candidate terms of units (of one or several documents), best first, down to a score of ``least``.

    Places name units by their index in ``units``. Raises AlignError for languages other than English and
    Chinese.
    """
    return tuple(one for one in settled(judge(units, weights())) if one.score >= least)[:limit]


def settled(judged: Sequence[Scored]) -> list[Candidate]:
    """The candidates among judged phrases, best first: one of those that always stand together, acronyms with
    their long forms."""
    found = [scored.candidate for scored in _with_acronyms(_best_of_nested(judged))]
    return sorted(found, key=lambda c: (-c.score, -c.count, c.term))


def judge(units: Sequence[TranslationUnit], table: Mapping[str, float], least: float = _HOPELESS) -> list[Scored]:
    """Every phrase of the units with its score by a table of weights.

    Those whose English side alone scores under ``least`` are left out, for time.
    """
    sides = [(_side(unit, "en"), _side(unit, "zh")) for unit in units]
    english = [english_tokens(side.text) for side, _ in sides]
    chinese = chinese_tokens([side.text for _, side in sides])
    links = word_links(english, chinese, shipped("zh", "en"))
    ready = [Unit(e, z, link) for e, z, link in zip(english, chinese, links, strict=True)]
    texts = [(e.text, z.text) for e, z in sides]
    groups = {key: one for key, one in _groups(sides, english, usage(english)).items() if not one.is_fragment}
    joints = Joints(english)
    judged: list[Scored] = []
    for one in groups.values():
        unit, phrase = one.found[0]
        values = features(one, groups, joints, english[unit][phrase.first : phrase.last])
        if score(values, table) >= least:
            renderings, places = gather(one.found, ready, texts)
            values |= both_sides(one, renderings, values)
            candidate = _candidate(one, score(values, table), renderings, places, values)
            judged.append(Scored(candidate, values, one))
    return judged


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


def _candidate(
    one: Group,
    value: float,
    renderings: tuple[Rendering, ...],
    places: tuple[Place, ...],
    values: Mapping[str, float],
) -> Candidate:
    forms = sorted(one.forms, key=lambda form: (-one.forms[form], form.isupper(), form))
    acronyms = sorted({phrase.acronym for _, phrase in one.found if phrase.acronym})
    term = singular(forms[0]) if one.kind == "acronym" else forms[0]
    return Candidate(
        term=term,
        kind="phrase" if one.kind == "linked" else one.kind,
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


def _best_of_nested(judged: Sequence[Scored]) -> list[Scored]:
    """Without phrases that never stand apart from a longer or shorter one that scores better."""
    by_key = {scored.group.key: scored for scored in judged}
    dropped: set[str] = set()
    for scored in judged:
        one = scored.group
        for key, times in one.holders.items():
            holder = by_key.get(key)
            if holder is not None and times == holder.group.count == one.count and not holder.group.is_loose:
                worse = one if holder.candidate.score >= scored.candidate.score else holder.group
                if worse.kind not in ("defined", "acronym"):
                    dropped.add(worse.key)
    return [scored for scored in judged if scored.group.key not in dropped]


def _with_acronyms(judged: Sequence[Scored]) -> list[Scored]:
    """Acronyms that the text defines are part of their long form's candidate."""
    defined = {scored.candidate.acronym for scored in judged if scored.candidate.acronym}
    return [s for s in judged if s.candidate.kind != "acronym" or s.candidate.term not in defined]
