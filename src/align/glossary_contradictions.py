"""Where the corpus speaks against the glossary: another rendering more often than the preferred one, with counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.glossary_lint import Problem
from align.term import Concept, Termbase
from align.termevidence import TermEvidence


def contradictions(termbase: Termbase, evidence: Iterable[TermEvidence], target: str, path: str) -> tuple[Problem, ...]:
    """Notes on concepts that the texts render otherwise, and on evidence that is out of date.

    ``target`` is the translation's language, ``path`` where the evidence is kept.
    """
    found: list[Problem] = []
    for line, one in enumerate(evidence, start=1):
        concept = termbase.get(one.id)
        if concept is not None:
            found += _of_concept(concept, one, target)
        elif one.generated is None:
            message = f"there is no concept {one.id} any more: run `align glossary update`"
            found.append(Problem("stale-evidence", False, message, path, line))
    return tuple(found)


def _of_concept(concept: Concept, one: TermEvidence, target: str) -> Iterator[Problem]:
    preferred = concept.preferred(target)
    if preferred is None or not one.renderings:
        return
    own = sum(seen.count for seen in one.renderings if seen.text.casefold() == preferred.text.casefold())
    most = one.renderings[0]
    if most.count > own and most.text.casefold() != preferred.text.casefold():
        names = [f"{seen.count} × {seen.text}" for seen in one.renderings if seen.text != preferred.text][:3]
        message = f"the corpus has {', '.join(names)}, but {own} × {preferred.text} (preferred)"
        yield Problem("contradicted", False, message, concept.path, preferred.line)
