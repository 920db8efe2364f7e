"""Every check's examples, run as tests: clean ones must stay silent, failing ones must be marked exactly."""

from __future__ import annotations

import pytest

from align.bead import Alignment, Bead
from align.checker import run_checks
from align.document import Block, BlockKind, Document, Segment, Span
from align.finding import Finding
from align.glossary import parse_glossary
from align.plugin import Check, Example, load
from align.term import Termbase

CHECKS = load("align.checks", "CHECK", Check)
CASES = [(check, example) for check in CHECKS for example in check.examples]


def alignment_of(pairs: tuple[tuple[str, str], ...], confidence: float = 0.95) -> Alignment:
    """One bead a pair; an empty text is an empty side."""
    sides: list[Document] = []
    indexes: list[list[tuple[int, ...]]] = []
    for which, lang in enumerate(("en", "zh")):
        texts = [pair[which] for pair in pairs]
        segments, numbers, offset = [], [], 0
        for text in texts:
            numbers.append((len(segments),) if text else ())
            if text:
                segments.append(Segment(Span(offset, offset + len(text)), len(segments)))
                offset += len(text) + 1
        body = "\n".join(text for text in texts if text)
        blocks = tuple(Block(BlockKind.PARAGRAPH, segment.span) for segment in segments)
        sides.append(Document(f"corpus/{lang}/example.txt", lang, body, blocks, tuple(segments)))
        indexes.append(numbers)
    beads = tuple(Bead(s, t, confidence) for s, t in zip(*indexes, strict=True))
    return Alignment(sides[0], sides[1], beads)


def findings_of(check: Check, example: Example) -> tuple[Finding, ...]:
    termbase = Termbase(parse_glossary(example.glossary, "example.yaml") if example.glossary else ())
    return run_checks(alignment_of(example.pairs()), "example", [check], termbase, options={check.id: example.options})


@pytest.mark.parametrize(("check", "example"), CASES, ids=[f"{c.id}-{c.examples.index(e)}" for c, e in CASES])
def test_example(check: Check, example: Example) -> None:
    marked = tuple(f.target.text if f.points_at_target else f.source.text for f in findings_of(check, example))
    assert marked == example.hits


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_has_clean_examples_first_and_a_failing_one(check: Check) -> None:
    has_hits = [bool(example.hits) for example in check.examples]
    assert has_hits == sorted(has_hits)
    assert not has_hits[0]
    assert has_hits[-1]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_says_why_it_matters_and_what_it_does_not_see(check: Check) -> None:
    doc = __import__(check.run.__module__, fromlist=["CHECK"]).__doc__
    assert "Why it matters:" in doc
    assert "What it does not see:" in doc
