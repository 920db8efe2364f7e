"""A hand-made report input with everything in it that is hard to write out, for the tests of reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType

from align.bead import Alignment, Bead, TranslationUnit, UnitSide
from align.document import Block, BlockKind, Document, Segment, Span
from align.finding import Finding, Hit, Place, Severity
from align.plugin import Check, Context, ReportInput

EN = (
    "Defense and Security Cooperation",
    "The Forum on Defense Industrial Cooperation (DICAS) met on April 3, 2024.",
    "Astronauts of the Artemis program will land a pressurized rover | the first of its kind.",
    "Three billion gallons of sustainable fuel a year, “as much as possible”, the leaders say <b>loudly</b> & clearly.",
    "This sentence has no counterpart.",
    "The GIST program was announced.",
    "Its share is 50% of the total: see https://example.org/?a=1&b=2, please ]]> now.",
    "UBE and Honda signed an agreement.\nIt was the first.",
)
ZH = (
    "国防与安全合作",
    "国防工业合作论坛(DICAS)于 4 月 3 日 举行。",
    "阿尔忒弥斯计划的宇航员将登陆加压漫游车|首次。",
    "每年三 10 亿加仑的可持续燃料:“尽可能多”,领导人<b>大声</b>&清楚地说。",
    "胃肠道间质瘤计划宣布了𠮷𡃁的合作。",
    "其份额为 5%:见 https://example.org/?a=1&b=2, ]]> 请。",
    "宇部兴产和本田签署了协议。\n\n这是第一个。",
    "这一句\u202e原文\u202c没有\u200b。",
)
_BEADS = (
    ((0,), (0,), 0.99),
    ((1,), (1,), 0.97),
    ((2,), (2,), 0.958),
    ((3,), (3,), 0.91),
    ((4,), (), 0.83),
    ((5,), (4,), 1.0),
    ((6,), (5,), 0.88),
    ((7,), (6,), 0.75),
    ((), (7,), 0.62),
)
_DOCS = {
    "term-missing": "A term of the original whose rendering is not in the translation.\n\n"
    "Why it matters: readers cannot tell that *two* names are one [thing].\nWhat it does not see: pronouns.",
    "term-forbidden": "A term that is wrong for what the original means.\n\nWhy it matters: 胃肠道间质瘤 is a tumour.",
    "figures": "A figure whose value differs between the two sides.\n\nWhat it does not see: figures inside names.",
    "omission": "A sentence of the original without any counterpart.",
    "addition": "A sentence of the translation without any counterpart.",
    "brackets": "An opening bracket without its closing one.",
    "spacing": "Spaces inside a date.",
}
_MQM = {
    "term-missing": "terminology/inconsistent-use",
    "term-forbidden": "terminology/wrong-term",
    "figures": "accuracy/mistranslation",
    "omission": "accuracy/omission",
    "addition": "accuracy/addition",
    "brackets": "linguistic-conventions/punctuation",
    "spacing": "locale-conventions/date-format",
}
_SEVERITIES = {
    "term-forbidden": Severity.CRITICAL,
    "figures": Severity.CRITICAL,
    "brackets": Severity.MINOR,
    "spacing": Severity.NEUTRAL,
}


def document(path: str, lang: str, sentences: Iterable[str]) -> Document:
    """A document of one paragraph a sentence."""
    text, segments = "", []
    for index, sentence in enumerate(sentences):
        segments.append(Segment(Span(len(text), len(text) + len(sentence)), index))
        text += f"{sentence}\n"
    blocks = tuple(Block(BlockKind.PARAGRAPH, segment.span) for segment in segments)
    return Document(path, lang, text, blocks, tuple(segments))


def alignment() -> Alignment:
    return Alignment(
        document("corpus/en/visit.txt", "en", EN),
        document("corpus/zh/visit.txt", "zh", ZH),
        tuple(Bead(source, target, confidence) for source, target, confidence in _BEADS),
    )


def checks() -> tuple[Check, ...]:
    """Checks that find nothing; their docstrings are those of modules made here."""
    return tuple(_check(rule) for rule in sorted(_DOCS))


def _check(rule: str) -> Check:
    name = f"report_sample_rules_{rule.replace('-', '_')}"
    sys.modules[name] = ModuleType(name, _DOCS[rule])

    def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
        yield from ()

    run.__module__ = name
    return Check(rule, _SEVERITIES.get(rule, Severity.MAJOR), _MQM[rule], run, examples=())


def finding(
    pair: Alignment,
    bead: int,
    rule: str,
    message: str,
    *,
    source: str | Span | None = None,
    target: str | Span | None = None,
    fix: str | None = None,
    severity: Severity | None = None,
    name: str = "visit",
    mqm: str | None = None,
    fingerprint: str | None = None,
) -> Finding:
    """A finding in a bead (from 1) at the first place of some words, or at a span, on either side."""
    unit = list(pair.units())[bead - 1]
    return Finding(
        rule=rule,
        severity=_SEVERITIES.get(rule, Severity.MAJOR) if severity is None else severity,
        mqm=mqm or _MQM.get(rule, "other"),
        message=message,
        name=name,
        bead=bead,
        confidence=unit.bead.confidence,
        source=place(pair.source, unit.source, source),
        target=place(pair.target, unit.target, target),
        points_at_source=source is not None,
        points_at_target=target is not None,
        fingerprint=fingerprint or f"{rule}-{bead}",
        fix=fix,
    )


def place(doc: Document, side: UnitSide, words: str | Span | None) -> Place:
    """Where some words, or a span of the side, lie in the file; without any, the whole side."""
    if isinstance(words, str):
        start = side.text.index(words)
        words = Span(start, start + len(words))
    span = side.span if words is None else words.shift(side.span.start)
    return Place(
        doc.path, doc.lang, span, doc.position(span.start), doc.position(span.end), span.of(doc.text),
        side.text, side.span.start,
    )  # fmt: skip


def sample(*, colour: bool = False, width: int = 100) -> ReportInput:
    """Nine findings in nine beads: both sides, one side, none on a side, fixes, hostile text."""
    pair = alignment()
    findings = (
        finding(pair, 2, "spacing", "There is a space in 3 日 举行.", target="3 日 举行", severity=Severity.NEUTRAL),
        finding(pair, 3, "term-missing", "Artemis is 阿尔特弥斯 elsewhere (4 times), here 阿尔忒弥斯.",
                source="Artemis", target="阿尔忒弥斯", fix="阿尔特弥斯"),
        finding(pair, 4, "figures", "“三 10 亿” is not a figure; the original says three billion (30 亿).",
                source="Three billion", target="三 10 亿", fix="30 亿"),
        finding(pair, 4, "brackets", 'The tag <b> is "closed", 100% | yes:\nlook, twice.', target="<b>大声</b>"),
        finding(pair, 5, "omission", "The translation lacks this sentence.", source=EN[4]),
        finding(pair, 6, "term-forbidden", "GIST is a programme of the two governments, 胃肠道间质瘤 a tumour.",
                source="GIST", target="胃肠道间质瘤", fix="GIST"),
        finding(pair, 6, "spacing", "𠮷 and 𡃁 lie beyond the BMP {0} [a](b).", target="𠮷𡃁", severity=Severity.MINOR),
        finding(pair, 7, "figures", "50% became 5%: ]]> the share is ten times too small.", source="50%", target="5%"),
        finding(pair, 9, "addition", "The original has no such sentence.", target=ZH[7]),
    )  # fmt: skip
    return ReportInput(findings, {"visit": pair}, checks(), version="0.1.0", concepts=312, colour=colour, width=width)


def clean() -> ReportInput:
    """The same document without a finding."""
    data = sample()
    return ReportInput((), data.alignments, data.checks, version=data.version, concepts=data.concepts)
