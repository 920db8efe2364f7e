"""A term of the glossary whose accepted renderings are all absent from the translation.

Why it matters: readers and other translators look for one name of one thing.
Preferred and admitted terms and abbreviations count, and so does the original's own acronym in Latin letters,
either form of an entry with brackets or a slash, another case of a name, another order of its words.
What it does not see: whether the accepted rendering found really stands for this occurrence.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.accounted import accounted
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.lookalike import likeness, most_alike
from align.matcher import TermMatch
from align.plugin import Check, Context, Example
from align.replacing import fitted
from align.term import Concept, TermStatus
from align.termhits import UnitTerms, kept_as_it_is, rendered_nearby, unit_terms

_PLAINLY = 0.6
"""From this likeness on, what stands there is taken for a slip of the rendering and a replacement is offered."""
_NAME = 4

_GLOSSARY = """
- id: artemis
  en: {preferred: Artemis}
  zh: {preferred: 阿尔忒弥斯}
  part_of_speech: proper noun
- id: moc
  en: {preferred: memorandum of cooperation, abbreviation: MOC}
  zh: {preferred: 合作备忘录}
  part_of_speech: noun
- id: mou
  en: {preferred: memorandum of understanding}
  zh: {preferred: 谅解备忘录}
  part_of_speech: noun
- id: global-entry
  en: {preferred: Global Entry}
  zh: {preferred: 全球入境计划, admitted: [全球入境]}
  part_of_speech: proper noun
- id: mpf
  en: {preferred: Mandatory Provident Fund, abbreviation: MPF}
  zh: {preferred: 强制性公积金（强积金）}
  part_of_speech: proper noun
"""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    terms = unit_terms(unit, context)
    told = set()
    for match in terms.source:
        concept = match.concept
        if concept.id in told or not _wanted(concept, unit, match):
            continue
        if _accounted_for(match, terms, unit) or rendered_nearby(unit, context, concept.id):
            continue
        told.add(concept.id)
        yield _hit(match, unit, terms)


def _wanted(concept: Concept, unit: TranslationUnit, match: TermMatch) -> bool:
    """Names that stay as they are have a rule of their own."""
    if match.term.status is TermStatus.CANDIDATE or kept_as_it_is(concept, unit.source.lang, unit.target.lang):
        return False
    return bool(concept.accepted(unit.target.lang))


def _accounted_for(match: TermMatch, terms: UnitTerms, unit: TranslationUnit) -> bool:
    """Rendered; said in Latin letters; told by the forbidden-term check; or one meaning of an ambiguous term."""
    shared = [other.concept for other in terms.source if other.span == match.span]
    if any(terms.rendered(concept.id) for concept in shared):
        return True
    if any(m.concept.id == match.concept.id for m in terms.target):
        return True
    if any(accounted(concept, unit.target.lang, unit.target.text) for concept in shared):
        return True
    return any(
        t.abbreviation and _stands_in(t.text, unit.target.text) for t in match.concept.accepted(unit.source.lang)
    )


def _stands_in(acronym: str, text: str) -> bool:
    place = text.find(acronym)
    while place >= 0:
        around = text[max(0, place - 1) : place] + text[place + len(acronym) : place + len(acronym) + 1]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        place = text.find(acronym, place + 1)
    return False


def _hit(match: TermMatch, unit: TranslationUnit, terms: UnitTerms) -> Hit:
    concept = match.concept
    renderings = [term.text for term in concept.accepted(unit.target.lang)]
    wanted = renderings[0] + (f" (or {'、'.join(renderings[1:3])})" if len(renderings) > 1 else "")
    said = match.span.of(unit.source.text)
    accepted = [m for m in terms.target if m.term.status.accepted]
    others = [m.span for m in accepted if not _in_source(m.concept, terms)]
    taken = [m.span for m in accepted if _in_source(m.concept, terms)]
    instead = _verbatim(said, unit.target.text) or most_alike(renderings, unit.target.text, others, taken)
    reading = instead.of(unit.target.text) if instead else ""
    where = f"; here it {_surely(reading, said, renderings)} {reading}" if reading else ""
    fix = _fix(instead, renderings, unit.target.text)
    verbatim = _verbatim(said, unit.target.text) is not None
    proper = concept.part_of_speech == "proper noun" or match.term.abbreviation
    return Hit(
        f"“{said}” is {wanted} in the glossary{where}.",
        source=match.span,
        target=fitted(unit.target.text, instead, fix) if instead and fix else instead,
        fix=fix,
        fix_is_safe=fix is not None and _only_reading(fix, instead, match, terms, unit.target.text, verbatim=verbatim),
        severity=Severity.MAJOR if proper and not verbatim else Severity.MINOR,
    )


def _verbatim(said: str, target: str) -> Span | None:
    """The original's own words, left as they are in the translation."""
    place = target.find(said)
    return Span(place, place + len(said)) if place >= 0 else None


def _in_source(concept: Concept, terms: UnitTerms) -> bool:
    return any(match.concept.id == concept.id for match in terms.source)


def _surely(instead: str, said: str, renderings: list[str]) -> str:
    return "reads" if instead == said or max(likeness(r, instead) for r in renderings) >= _PLAINLY else "may read"


def _fix(instead: Span | None, renderings: list[str], text: str) -> str | None:
    """The preferred rendering, where what stands instead is plainly a slip of it or the original's own words."""
    if instead is None or instead.of(text) in renderings[0]:
        return None
    said = instead.of(text)
    return renderings[0] if said.isascii() or max(likeness(r, said) for r in renderings) >= _PLAINLY else None


def _only_reading(
    fix: str, instead: Span | None, match: TermMatch, terms: UnitTerms, text: str, *, verbatim: bool
) -> bool:
    """Whether the place can be nothing else: the original's words left standing, or a name with one wrong character."""
    said = instead.of(text) if instead else ""
    if sum(m.concept.id == match.concept.id for m in terms.source) != 1 or text.count(said) != 1:
        return False
    twin = len(said) == len(fix) >= _NAME and sum(a != b for a, b in zip(said, fix, strict=True)) == 1
    return match.concept.part_of_speech == "proper noun" and (verbatim or twin)


CHECK = Check(
    id="term-missing",
    severity=Severity.MINOR,
    mqm="terminology/inconsistent-with-terminology-resource",
    run=run,
    langs=(),
    examples=(
        Example(en="An Artemis mission began.", zh="一次阿尔忒弥斯任务开始了。", glossary=_GLOSSARY),
        Example(en="Through this MOC we work.", zh="通过该MOC我们合作。", glossary=_GLOSSARY, why="the acronym itself"),
        Example(en="Global Entry is fast.", zh="全球入境很快。", glossary=_GLOSSARY, why="admitted"),
        Example(
            zh="他参加了全球入境计划。",
            en="He joined the global entry scheme.",
            glossary=_GLOSSARY,
            why="small letters",
        ),
        Example(zh="合作备忘录已签。", en="A cooperation memorandum was signed.", glossary=_GLOSSARY, why="word order"),
        Example(en="Join the MPF.", zh="加入强积金。", glossary=_GLOSSARY, why="the entry gives both forms"),
        Example(
            en="An Artemis mission began.", zh="一次阿尔特弥斯任务开始了。", glossary=_GLOSSARY, hits=("阿尔特弥斯",)
        ),
        Example(
            en="Through this MOC we work.", zh="通过该谅解备忘录我们合作。", glossary=_GLOSSARY, hits=("谅解备忘录",)
        ),
        Example(
            en="Full integration into Global Entry helps.",
            zh="全面融入全球市场有帮助。",
            glossary=_GLOSSARY,
            hits=("全球市场",),
        ),
    ),
)
