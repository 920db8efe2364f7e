"""No text whatever brings a check down, and none keeps it busy: every rule, off by default or not."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.bead import Alignment
from align.checker import MOST_IN_A_BEAD, run_checks
from align.glossary import parse_glossary
from align.plugin import Check, load
from align.term import Termbase
from pairs import alignments, one_to_one

CHECKS = load("align.checks", "CHECK", Check)
PURE = [check for check in CHECKS if check.pure]
TERMBASE = Termbase(
    parse_glossary(
        "- id: moc\n  en: {preferred: memorandum of cooperation, abbreviation: MOC}\n"
        "  zh: {preferred: 合作备忘录, forbidden: [谅解备忘录]}\n"
        "- id: amtrak\n  en: {preferred: Amtrak}\n  zh: {preferred: Amtrak}\n",
        "any.yaml",
    )
)

# What checks look for, so that random texts reach their inner parts. NUL and half a surrogate pair are not there:
# a file that holds them is refused when it is read.
PIECES = (
    "3 billion|30亿|三分之一|百分之|12,345.67|２０２４年|April 3-4|$1.5m|万亿|第|之|几|十一点|半|to|by|1/2|%|℃|km/h|"
    "MOC|(MOC)|（合作备忘录）|memorandum of cooperation|谅解备忘录|Amtrak|amtrak|U.S.|India|印度|GIST|A/SMR|"
    "\"|“|”|‘|’|'|「|」|《|》|(|)|（|）|[|]|{|}|{0}|%s|<b>|</b>|<|&amp;|https://a.b/c|x@y.zz|www.|@|"
    "国家。国家。|和|与|，|。|,|.|?|？|…|——|-|–|/|:|：|;|not|shall|不得|没有|以上|at least|more than|"
    "\u200b|\u202e|\ufeff|�|锟斤拷|â€™|\x01|\x85|\u2028|\U0001f468\u200d\U0001f467|\ue000|𠀀|國|国|(a)|（二）|第三章|"
    " |  |\t|\n|\u3000|\xa0|²|½|①|Ⅳ|٣|߁|ß|İ|ﬁ|ǅ|é"
).split("|")
_strange = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=4)
texts = st.lists(st.sampled_from(PIECES) | _strange, min_size=1, max_size=12).map("".join)
lines = texts.filter(lambda text: bool(text.split())).map(str.strip).filter(bool)


def unharmed(alignment: Alignment) -> None:
    """Every finding stands inside its bead's texts and says something."""
    for finding in run_checks(alignment, "any", PURE, TERMBASE):
        assert finding.message
        for place, document in ((finding.source, alignment.source), (finding.target, alignment.target)):
            assert place.span.of(document.text) == place.text
            assert place.offset <= place.span.start <= place.span.end <= place.offset + len(place.context)


@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_pair_of_texts_brings_a_check_down(pairs: list[tuple[str, str]]) -> None:
    unharmed(one_to_one([source for source, _ in pairs], [target for _, target in pairs]))


@given(alignments(st.lists(lines, min_size=1, max_size=5)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_alignment_brings_a_check_down(alignment: Alignment) -> None:
    unharmed(alignment)


def test_findings_come_in_the_same_order_every_time() -> None:
    pair = one_to_one(["A (MOC) of 3 billion.", "Go (x."] * 3, ["一份30亿的谅解备忘录.", "走（吧。国家。国家。"] * 3)
    first = run_checks(pair, "any", CHECKS, TERMBASE)
    assert first == run_checks(pair, "any", CHECKS[::-1], TERMBASE)
    assert len({finding.fingerprint for finding in first}) == len(first)


def test_a_bead_with_more_hits_than_anyone_reads_says_so() -> None:
    (spacing,) = (check for check in CHECKS if check.id == "cjk-spacing")
    findings = run_checks(one_to_one(["A."], ["国a" * 2_000]), "any", [spacing])
    assert len(findings) == MOST_IN_A_BEAD
    assert [finding for finding in findings if "More like this follow" in finding.message] == [findings[-1]]


def test_a_side_with_more_figures_than_a_sentence_has_is_named_instead_of_compared() -> None:
    (figures,) = (check for check in CHECKS if check.id == "figures")
    (finding,) = run_checks(one_to_one(["It costs 3."], ["1," * 5_001]), "any", [figures])
    assert "more than 5,000 of them" in finding.message
    assert finding.points_at_target
    (finding,) = run_checks(one_to_one(["1, " * 5_000 + "1"], ["一"]), "any", [figures])
    assert finding.points_at_source


def test_figures_are_compared_in_sides_of_any_length() -> None:
    (figures,) = (check for check in CHECKS if check.id == "figures")
    words = ("Then they went on. " * 20_000, "然后他们继续前进。" * 20_000)
    right = one_to_one([f"{words[0]}It cost 900 yuan."], [f"{words[1]}花了900元。"])
    wrong = one_to_one([f"{words[0]}It cost 900 yuan."], [f"{words[1]}花了9000元。"])
    assert not run_checks(right, "any", [figures])
    (finding,) = run_checks(wrong, "any", [figures])
    assert (finding.target.text, finding.fix) == ("9000元", "900元")


SIZE = 20_000
LONG = {
    "digits": "1234567890",
    "brackets": "（(",
    "closing brackets": ")",
    "quotation marks": '“"',
    "commas in figures": "1,",
    "numerals": "一万",
    "letters": "a",
    "capitals": "A",
    "Han": "国",
    "addresses": "a@",
    "braces": "{",
    "tags": "<a ",
    "spaces": "x" + " " * (SIZE - 2),
}


@pytest.mark.parametrize("check", PURE, ids=lambda check: check.id)
def test_no_long_line_keeps_a_check_busy(check: Check) -> None:
    """What grows with the square of the length takes longer than this; the second is for a slow machine."""
    for kind, piece in LONG.items():
        line = (piece * (SIZE // len(piece))).strip()
        started = time.process_time()
        run_checks(one_to_one([line, "Fine."], ["好。", line]), "any", [check], TERMBASE)
        assert time.process_time() - started < 2, kind
