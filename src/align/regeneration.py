"""The glossary brought up to date with the texts, and nothing that a person wrote touched.

A three-way merge, field by field: what the machine wrote last time (``TermEvidence.generated``), what stands
in the glossary now, what the machine would write today. A field that still says what the machine wrote is
the machine's, and follows the texts; one that says anything else is a person's, and stays. Lists are merged
term by term: a candidate that a person took out stays out, one that a person put in stays in. A concept
with any decided term (preferred, admitted ...) is a person's altogether. A candidate that a person deleted
or rejected does not come back until it is seen much more often, and then it says so in its note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.glossary import parse_glossary
from align.glossary_lines import candidate, format_concept
from align.glossary_rewriting import Rewriting, blocks, rewrite
from align.glossary_text import add_term, remove_term
from align.matcher.folding import fold
from align.rejections import Rejection, remembered
from align.term import Concept, TermStatus
from align.termevidence import Generated, Seen, TermEvidence

_ALIKE = 0.25
"""Share of the places that makes a rendering worth proposing beside the most frequent one."""
_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate term as the texts have it today. ``short`` is its acronym."""

    term: str
    renderings: tuple[Seen, ...]
    count: int
    score: float
    short: str = ""
    why: tuple[str, ...] = ()
    sure: bool = True
    """Whether it scores enough to be added; one that does not only keeps what stands."""

    def key(self, lang: str) -> str:
        return fold(self.term, lang).key


@dataclass(frozen=True, slots=True)
class Regenerated:
    """The new file texts (all that were given, and the candidates' file), the new evidence, and what happened."""

    texts: Mapping[str, str]
    evidence: tuple[TermEvidence, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


def regenerate(
    texts: Mapping[str, str],
    old: Sequence[TermEvidence],
    proposals: Sequence[Proposal],
    known: Sequence[TermEvidence],
    rejections: Sequence[Rejection] = (),
    *,
    langs: tuple[str, str] = ("en", "zh"),
    candidates: str = "glossary/candidates.yaml",
) -> Regenerated:
    """Merge what the texts say today into the glossary.

    ``texts`` are the glossary files by their shown path, ``old`` the last evidence, ``known`` today's evidence
    of the concepts that the glossary has. ``candidates`` is the file that new candidates go to.
    """
    return _Merge(dict(texts), old, proposals, known, rejections, langs, candidates).run()


class _Merge:
    def __init__(
        self,
        texts: dict[str, str],
        old: Sequence[TermEvidence],
        proposals: Sequence[Proposal],
        known: Sequence[TermEvidence],
        rejections: Sequence[Rejection],
        langs: tuple[str, str],
        candidates: str,
    ) -> None:
        self.texts, self.langs, self.candidates = texts, langs, candidates
        self.old = {one.id: one for one in old}
        self.known = {one.id: one for one in known}
        self.rejections = rejections
        self.given = dict(texts)
        self.blocks: dict[str, dict[str, tuple[str, ...]]] = {}
        self.here = {c.id: c for path, text in texts.items() for c in _parsed(text, path)}
        self.by_key = {
            fold(term.text, langs[0]).key: concept.id
            for concept in self.here.values()
            for term in concept.in_language(langs[0])
        }
        self.made = {one.id: one.generated for one in old if one.generated is not None and one.id in self.here}
        self.gone = {fold(one.term, langs[0]).key: one for one in old if one.id not in self.here and one.generated}
        self.proposals = list(proposals)
        self.evidence: dict[str, TermEvidence] = {}
        self.new: list[Concept] = []
        self.named: set[str] = set()
        self.replaced: dict[str, Concept] = {}
        self.removed: list[str] = []
        self.changed: list[str] = []
        self.returned: list[str] = []

    def run(self) -> Regenerated:
        met: set[str] = set()
        for proposal in self.proposals:
            concept_id = self._standing(proposal)
            if concept_id is None:
                self._propose(proposal)
            elif concept_id in self.here and concept_id not in met:
                met.add(concept_id)
                self._refresh(concept_id, proposal)
        for concept_id in sorted(self.here.keys() - met):
            self._unmet(concept_id)
        for key, one in self.gone.items():
            if one.id not in self.evidence and not any(p.key(self.langs[0]) == key for p in self.proposals):
                self.evidence[one.id] = one if one.deleted is not None else replace(one, deleted=one.count)
        self._write()
        return Regenerated(
            self.texts,
            tuple(self.evidence[name] for name in sorted(self.evidence)),
            tuple(concept.id for concept in self.new),
            tuple(sorted({*self.replaced, *self.changed})),
            tuple(self.removed),
            tuple(self.returned),
        )

    def _is_as(self, concept: Concept, wanted: Concept) -> bool:
        """Whether a concept stands in its file exactly as the machine would write it, no remark added."""
        if concept.path not in self.blocks:
            self.blocks[concept.path] = blocks(self.given[concept.path], concept.path)
        lines = self.blocks[concept.path][concept.id]
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
        return lines == tuple(format_concept(wanted, indent))

    def _standing(self, proposal: Proposal) -> str | None:
        for text in filter(None, (proposal.term, proposal.short)):
            concept_id = self.by_key.get(fold(text, self.langs[0]).key)
            if concept_id is not None:
                return concept_id
        return None

    def _propose(self, proposal: Proposal) -> None:
        """A term that the glossary lacks: added, unless a person took it out or refused it."""
        gone = self.gone.get(proposal.key(self.langs[0]))
        refused = remembered(self.rejections, proposal.term, "")
        note = ""
        if gone is not None and refused is None:
            count = gone.count if gone.deleted is None else gone.deleted
            refused = Rejection(gone.term, count=count, why="deleted")
        if refused is not None:
            if not refused.overruled(proposal.count):
                if gone is not None:
                    self.evidence[gone.id] = replace(gone, deleted=refused.count)
                return
            reason = f" ({refused.why})" if refused.why else ""
            note = f"Back: rejected{reason} when seen {refused.count} times, now {proposal.count}."
        if not proposal.sure:
            return
        concept = self._concept(self._free_id(proposal, gone), proposal, note)
        if any(fold(term.text, self.langs[0]).key in self.by_key for term in concept.in_language(self.langs[0])):
            return
        self.by_key |= {fold(t.text, self.langs[0]).key: concept.id for t in concept.in_language(self.langs[0])}
        self.new.append(concept)
        self.evidence[concept.id] = _evidence(concept.id, proposal, _generated(concept))
        if note:
            self.returned.append(concept.id)

    def _refresh(self, concept_id: str, proposal: Proposal) -> None:
        """A term that stands in the glossary: a candidate follows the texts, a concept only gets evidence."""
        concept = self.here[concept_id]
        made = self.made.get(concept_id)
        wanted = self._concept(concept_id, proposal, made.note if made else "")
        if made is None and self._is_as(concept, wanted):
            # Written by an update that was stopped before it noted so.
            made = _generated(wanted)
        if made is None or not _is_candidate(concept):
            self.evidence[concept_id] = self.known.get(concept_id) or _evidence(concept_id, proposal, None)
            if made is not None:
                self.evidence[concept_id] = replace(self.evidence[concept_id], generated=None)
            return
        stands = {(term.lang, term.text) for term in concept.terms}
        today = _generated(wanted).terms
        # What a person took out is remembered, also while the texts do not have it.
        out = tuple(term for term in made.terms if term not in stands and term not in today)
        self.evidence[concept_id] = _evidence(concept_id, proposal, Generated((*today, *out), wanted.note))
        if today == made.terms:
            return
        before = Concept(concept_id, tuple(candidate(text, lang) for lang, text in made.terms), note=made.note)
        if self._is_as(concept, before):
            self.replaced[concept_id] = wanted
        else:
            self._merge_fields(concept, made, wanted)

    def _merge_fields(self, concept: Concept, made: Generated, wanted: Concept) -> None:
        """Bring a candidate that a person has touched up to date where the person has not."""
        path, text = concept.path, self.texts[concept.path]
        today = [(term.lang, term.text) for term in wanted.terms]
        stands = {(term.lang, term.text) for term in concept.terms}
        for lang, term in today:
            if (lang, term) not in made.terms and (lang, term) not in stands:
                text = add_term(text, path, concept.id, lang, "candidate", term)
        for lang, term in made.terms:
            left = [t for t in _parsed_one(text, path, concept.id).terms if t.lang == lang]
            if (lang, term) not in today and (lang, term) in stands and len(left) > 1:
                text = remove_term(text, path, concept.id, lang, term)
        if text != self.texts[path]:
            self.texts[path] = text
            self.changed.append(concept.id)

    def _unmet(self, concept_id: str) -> None:
        """A concept that the texts do not propose: an untouched candidate goes, all else stays."""
        concept, made = self.here[concept_id], self.made.get(concept_id)
        if made is not None and _is_candidate(concept):
            before = Concept(concept_id, tuple(candidate(text, lang) for lang, text in made.terms), note=made.note)
            if self._is_as(concept, before):
                self.removed.append(concept_id)
                return
        else:
            made = None
        seen = self.known.get(concept_id)
        if seen is not None and (seen.count or made is not None):
            self.evidence[concept_id] = replace(seen, generated=made)
        elif made is not None:
            self.evidence[concept_id] = TermEvidence(concept_id, concept.terms[0].text, 0, generated=made)

    def _concept(self, concept_id: str, proposal: Proposal, note: str) -> Concept:
        """What the machine would write of a proposal."""
        source, target = self.langs
        names = [proposal.term, *([proposal.short] if proposal.short else [])]
        terms = [candidate(text, source) for text in names]
        for seen in proposal.renderings[:_PROPOSED]:
            same = seen.text.casefold() in (name.casefold() for name in names)
            often = seen is proposal.renderings[0] or (seen.count > 1 and seen.count >= _ALIKE * proposal.count)
            refused = remembered([r for r in self.rejections if r.rendering == seen.text], proposal.term, seen.text)
            if often and not same and (refused is None or refused.overruled(seen.count)):
                terms.append(candidate(" ".join(seen.text.split()), target))
        return Concept(concept_id, tuple(dict.fromkeys(terms)), note=note)

    def _free_id(self, proposal: Proposal, gone: TermEvidence | None) -> str:
        if gone is not None and gone.id not in self.here and gone.id not in self.named:
            found = gone.id
        else:
            base = slug(proposal.term)
            number, found = 1, base
            while found in self.here or found in self.named or found in self.old:
                number += 1
                found = f"{base}-{number}"
        self.named.add(found)
        return found

    def _write(self) -> None:
        by_path: dict[str, Rewriting] = {}
        for concept_id, concept in self.replaced.items():
            by_path.setdefault(self.here[concept_id].path, Rewriting()).replaced[concept_id] = concept
        for concept_id in self.removed:
            by_path.setdefault(self.here[concept_id].path, Rewriting()).removed.add(concept_id)
        if self.new:
            self.texts.setdefault(self.candidates, "")
            by_path.setdefault(self.candidates, Rewriting()).added.extend(self.new)
        for path, changes in by_path.items():
            self.texts[path] = rewrite(self.texts[path], path, changes)


def slug(term: str) -> str:
    """An id made of a term's letters and digits: "U.S.-Japan Alliance" -> u-s-japan-alliance."""
    plain = unicodedata.normalize("NFKD", term.lower().replace("&", " and "))
    words = re.findall("[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    return "-".join(words) or "u" + "-".join(f"{ord(char):x}" for char in term[:8] if not char.isspace())


def _evidence(concept_id: str, proposal: Proposal, generated: Generated | None) -> TermEvidence:
    rendered = sum(seen.count for seen in proposal.renderings)
    return TermEvidence(
        concept_id,
        proposal.term,
        proposal.count,
        proposal.renderings,
        missing=max(0, proposal.count - rendered),
        score=proposal.score,
        why=proposal.why,
        generated=generated,
    )


def _generated(concept: Concept) -> Generated:
    return Generated(tuple((term.lang, term.text) for term in concept.terms), concept.note)


def _is_candidate(concept: Concept) -> bool:
    return all(term.status is TermStatus.CANDIDATE for term in concept.terms)


def _parsed(text: str, path: str) -> Iterable[Concept]:
    return parse_glossary(text, path) if text.strip() else ()


def _parsed_one(text: str, path: str, concept_id: str) -> Concept:
    return next(concept for concept in parse_glossary(text, path) if concept.id == concept_id)
