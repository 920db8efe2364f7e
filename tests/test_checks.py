"""Every check's examples, run as tests: clean ones must stay silent, failing ones must be marked exactly."""

from __future__ import annotations

import pytest

from align.bead import Alignment, Bead, UnitSide
from align.checker import run_checks
from align.document import Block, BlockKind, Document, Segment, Span
from align.finding import Finding
from align.glossary import parse_glossary
from align.plugin import Check, Example, load
from align.repetition import masked, own_words
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


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (
            ("zh", "荷兰的船起航了。"),
            ("en", "Polish ships sailed."),
            "Poland (Polish); the original says the Netherlands (荷兰)",
        ),
        (
            ("en", "Ships from Poland sailed."),
            ("zh", "来自美国的船起航了。"),
            "the United States (美国); the original says Poland",
        ),
        (
            ("en", "Ships from afar sailed."),
            ("zh", "来自缅甸的船起航了。"),
            "Myanmar (缅甸); the original does not name",
        ),
    ],
)
def test_a_country_is_told_by_its_name(source: tuple[str, str], target: tuple[str, str], said: str) -> None:
    sides = [
        Document(
            f"{lang}.txt",
            lang,
            text,
            (Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
            (Segment(Span(0, len(text)), 0),),
        )
        for lang, text in (source, target)
    ]
    check = next(check for check in CHECKS if check.id == "country")
    (finding,) = run_checks(Alignment(sides[0], sides[1], (Bead((0,), (0,), 1.0),)), "x", [check])
    assert finding.message.startswith(f"The translation names {said}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You can't.", "You cannot."),
        ("It’s the user’s.", "It is the user's."),
        ("We'll wait; they won't.", "We will wait, they will not"),
        ("the ‘field’ here", "the 'field' here"),
        ("Don’t! I'm here, they've left", "Do not. I am here. They have left."),
    ],
)
def test_contractions_and_apostrophes_make_no_other_sentence(one: str, other: str) -> None:
    assert masked(side(one)) == masked(side(other))
    assert own_words(side(one), side(other)) == ((), ())


def test_words_that_differ_beside_an_apostrophe_are_still_two() -> None:
    assert masked(side("the user's file")) != masked(side("the users file"))
    assert own_words(side("He can't read the rock-'n'-roll index."), side("He cannot read the manual’s index.")) == (
        ("rock", "roll"),
        ("manual’s",),
    )


def test_a_figure_that_is_wrong_is_not_told_as_exchanged_too() -> None:
    """Figures are exchanged among those whose values both sides have; `figures` tells the others."""
    pair = ("It has 900 workers and 30 schools, and 12 ships.", "它有30名工人和900所学校，还有13艘船。")
    checks = [check for check in CHECKS if check.id in ("figures", "figures-swapped")]
    found = run_checks(alignment_of((pair,)), "x", checks)
    assert {finding.rule for finding in found} == {"figures", "figures-swapped"}
    for side in ("source", "target"):
        places = [getattr(finding, side).span for finding in found if getattr(finding, f"points_at_{side}")]
        assert not any(a.overlaps(b) for index, a in enumerate(places) for b in places[:index])


def side(text: str) -> UnitSide:
    document = Document(
        "en.txt", "en", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), (Segment(Span(0, len(text)), 0),)
    )
    return next(iter(Alignment(document, document, (Bead((0,), (0,), 1.0),)).units())).source
