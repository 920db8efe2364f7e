"""An acronym whose Chinese is not what it stands for here.

Why it matters: GIST the science programme became 胃肠道间质瘤, the tumour of the same letters.
Two things are compared: the Chinese name in front of "(PMDA)" with the glossary's renderings of PMDA, and
a bracket that held an acronym in the original but holds Chinese in the translation.
What it does not see: acronyms without brackets (term-missing and term-drift look at those).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from align.acronyms import HAN, Definition, chinese_definitions, english_definitions
from align.bead import TranslationUnit
from align.document import Span
from align.finding import Hit, Severity
from align.lookalike import most_alike
from align.matcher import TermMatch
from align.plugin import Check, Context, Example
from align.replacing import fitted
from align.termhits import unit_terms

_HAN_BRACKET = re.compile(rf"[(（]\s*([{HAN}]{{2,20}})\s*[)）]")
_INNER_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_BEFORE = 500
"""Characters before a bracket, brackets inside them left out, that a name is looked for in."""
_LONGEST_NAME = 40
"""Characters before a bracket that its short form is taken from."""
_PAST = 100
"""Characters past a bracket's beginning up to which a term may reach that begins before it."""
_LEAD = re.compile("[的由在将对为是以向从、和与及]|包括|通过|根据|按照|欢迎|支持")
_GLOSSARY = """
- id: pmda
  en: {preferred: Pharmaceuticals and Medical Devices Agency, abbreviation: PMDA}
  zh: {preferred: 药品医疗器械综合机构, admitted: [医药品医疗器械综合机构]}
"""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    yield from _wrong_names(unit, context)
    yield from _chinese_for_acronym(unit, context)


def _wrong_names(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    terms = unit_terms(unit, context)
    abbreviated = _by_abbreviation(terms.source)
    ends = _by_end(terms.target) if abbreviated else {}
    for definition in chinese_definitions(unit.target.text, abbreviated):
        meant = abbreviated[definition.acronym]
        accepted = [term.text for match in meant for term in match.concept.accepted("zh") if not term.text.isascii()]
        if not accepted or _right_or_told(definition, meant, ends, unit.target.text):
            continue
        wrong = _wrong_part(definition, accepted, unit.target.text)
        reads = wrong.of(unit.target.text)
        place = fitted(unit.target.text, wrong, accepted[0])
        yield Hit(
            f"{definition.acronym} is {accepted[0]} in the glossary; the name before it reads {reads}.",
            source=meant[0].span,
            target=place,
            fix=accepted[0],
        )


def _by_abbreviation(matches: Iterable[TermMatch]) -> dict[str, list[TermMatch]]:
    """The terms that a text has, by the abbreviations of their concepts; each concept where it stands first."""
    found: dict[str, dict[str, TermMatch]] = defaultdict(dict)
    seen: set[str] = set()
    for match in matches:
        if match.concept.id not in seen:
            seen.add(match.concept.id)
            for term in match.concept.accepted("en"):
                if term.abbreviation:
                    found[term.text][match.concept.id] = match
    return {acronym: list(concepts.values()) for acronym, concepts in found.items()}


def _by_end(matches: Iterable[TermMatch]) -> dict[int, list[TermMatch]]:
    """The terms that a text has, by where they end."""
    found: dict[int, list[TermMatch]] = defaultdict(list)
    for match in matches:
        found[match.span.end].append(match)
    return dict(found)


def _right_or_told(definition: Definition, meant: list[TermMatch], ends: dict[int, list[TermMatch]], text: str) -> bool:
    """Whether a term of the concept reaches up to the bracket: an accepted one, or one term-forbidden tells of.

    Another bracket inside the name, and a short generic tail after it, do no harm.
    """
    ids = {match.concept.id for match in meant}
    long_form = definition.long_form
    near = (m for end in range(long_form.end - 2, long_form.end + _PAST) for m in ends.get(end, ()))
    if any(m.concept.id in ids and m.span.overlaps(long_form) for m in near):
        return True
    plain = _INNER_BRACKET.sub("", text[max(0, long_form.end - _BEFORE) : long_form.end]).replace(" ", "")
    return any(plain.endswith(term.text) for match in meant for term in match.concept.accepted("zh"))


def _wrong_part(definition: Definition, accepted: list[str], text: str) -> Span:
    """The stretch before the bracket that stands where the accepted name should."""
    name = definition.long_form.of(text)
    near = most_alike(accepted, name)
    leads = [match.end() for match in _LEAD.finditer(name) if match.end() < len(name) - 1]
    start = near.start if near else max(leads, default=0)
    return Span(definition.long_form.start + start, definition.long_form.end)


def _chinese_for_acronym(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    target = unit.target.text
    brackets = [
        match
        for match in _HAN_BRACKET.finditer(target)
        if not _is_short_form(match[1], target[max(0, match.start() - _LONGEST_NAME) : match.start()])
    ]
    if brackets:
        known = _known(unit, context)
        brackets = [match for match in brackets if match.span(1) not in known]
    if not brackets:
        return
    defined = english_definitions(unit.source.text)
    gone = {acronym for acronym in {d.acronym for d in defined} if acronym not in target}
    lost = [d for d in defined if d.acronym in gone]
    if len(brackets) > len(lost):
        return
    for definition, bracket in zip(lost, brackets, strict=False):
        stands_for = definition.long_form.of(unit.source.text)
        yield Hit(
            f"Where the original has ({definition.acronym}), short for “{stands_for}”, "
            f"the translation has ({bracket[1]}).",
            source=definition.span,
            target=Span(*bracket.span(1)),
            fix=definition.acronym,
            fix_is_safe=len(lost) == len(brackets) == 1,
        )


def _is_short_form(bracket: str, before: str) -> bool:
    """Whether a bracket says the name before it again, or a part of it: 香港按揭證券有限公司（按揭證券公司）."""
    chars = iter(before)
    return all(char in chars for char in bracket)


def _known(unit: TranslationUnit, context: Context) -> set[tuple[int, int]]:
    """Where the translation has an accepted rendering of something the original names, from and to."""
    terms = unit_terms(unit, context)
    meant = {match.concept.id for match in terms.source}
    found = (m for m in terms.target if m.concept.id in meant and m.term.status.accepted)
    return {(m.span.start, m.span.end) for m in found}


CHECK = Check(
    id="acronym-expansion",
    severity=Severity.MAJOR,
    mqm="terminology/wrong-term",
    run=run,
    examples=(
        Example(
            en="The Pharmaceuticals and Medical Devices Agency (PMDA) agreed.",
            zh="日本药品医疗器械综合机构 (PMDA) 同意了。",
            glossary=_GLOSSARY,
        ),
        Example(
            en="The Clean Energy Forum (CEF) met.", zh="清洁能源论坛（CEF）（东京会议）召开。", why="another bracket"
        ),
        Example(
            en="The Hong Kong Mortgage Corporation (HKMC) agreed.",
            zh="香港按揭證券有限公司（按揭證券公司）同意了。",
            why="a short form of its own",
        ),
        Example(
            en="The Pharmaceuticals and Medical Devices Agency (PMDA) agreed.",
            zh="日本药品和医疗器械管理局 (PMDA) 同意了。",
            glossary=_GLOSSARY,
            hits=("药品和医疗器械管理局",),
        ),
        Example(
            en="Through the Global Innovation through Science and Technology (GIST) program.",
            zh="通过全球科学技术创新(胃肠道间质瘤)计划。",
            hits=("胃肠道间质瘤",),
        ),
    ),
)
