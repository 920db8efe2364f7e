"""Fixes: put in exactly, only where they hold, and nothing else changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from align.alignments import format_alignment, parse_alignment
from align.bead import Alignment, Bead, BeadStatus
from align.checker import run_checks
from align.document import Span
from align.edits import BeadsBrokenError, Edit, Edited, with_target
from align.figure_forms import rewritten
from align.finding import Finding, Hit
from align.fixing import Fixed, diff, fix, has_fix
from align.glossary import parse_glossary
from align.plugin import Check, ReportInput, load
from align.quantities import pair_quantities
from align.replacing import fitted
from align.reports import rdjson, sarif
from align.segmenter import segment
from align.term import Termbase

CHECKS = load("align.checks", "CHECK", Check)
DEFAULT = tuple(check for check in CHECKS if check.default)
TERMBASE = Termbase(
    parse_glossary(
        """
- id: gist
  en: {preferred: Global Innovation through Science and Technology, abbreviation: GIST}
  zh: {preferred: 全球科技创新计划, forbidden: [胃肠道间质瘤, 间质瘤]}
- id: ira
  en: {preferred: Inflation Reduction Act}
  zh: {preferred: 通胀削减法案, deprecated: [减少通货膨胀法]}
- id: artemis
  en: {preferred: Artemis}
  zh: {preferred: 阿尔忒弥斯}
  part_of_speech: proper noun
""",
        "test.yaml",
    )
)
SLIPS = (
    ("three billion gallons of fuel were used.", "使用了 10 亿加仑燃料。", "使用了 30 亿加仑燃料。"),
    ("The cable costs $16 million.", "电缆花费 16 美元百万美元。", "电缆花费 1600 万美元。"),
    ("The GIST program grows.", "间质瘤在扩大。", "全球科技创新计划在扩大。"),
    ("The GIST program grows.", "胃肠道间质瘤计划在扩大。", "全球科技创新计划在扩大。"),
    ("The Inflation Reduction Act helps.", "《减少通货膨胀法案》有帮助。", "《通胀削减法案》有帮助。"),
    ("The Green Transformation (GX) Strategy.", "《绿色转型》(GX) )推进战略。", "《绿色转型》(GX)推进战略。"),
    ("The Green Transformation (GX) Strategy.", "绿色转型（GX推进战略。", "绿色转型（GX）推进战略。"),
    ("It helps each country.", "它支持每个国家。国家。", "它支持每个国家。"),
    (
        "The International Monetary Fund (IMF) agreed.",
        "国际货币基金组织(国际货币基金组织)同意了。",
        "国际货币基金组织(IMF)同意了。",
    ),
    (
        "Through the Global Partnership for Trade (GPT) program.",
        "通过全球贸易伙伴关系(生成式模型)计划。",
        "通过全球贸易伙伴关系(GPT)计划。",
    ),
    ("An Artemis mission.", "一次阿尔特弥斯任务。", "一次阿尔忒弥斯任务。"),
    ("An Artemis mission.", "一次 Artemis 任务。", "一次阿尔忒弥斯任务。"),
)


def aligned(english: list[str], chinese: list[str], **about: object) -> Alignment:
    """Line n with line n, each cut into sentences by the segmenter."""
    sides = [
        segment(f"corpus/{lang}/a.txt", "\n".join(lines) + "\n", lang)
        for lang, lines in (("en", english), ("zh", chinese))
    ]
    indexes: list[list[tuple[int, ...]]] = []
    for document, lines in zip(sides, (english, chinese), strict=True):
        at, found = 0, []
        for line in lines:
            place = Span(at, at + len(line))
            found.append(tuple(n for n, s in enumerate(document.segments) if place.contains(s.span)))
            at = place.end + 1
        indexes.append(found)
    beads = tuple(Bead(s, t, **{"confidence": 0.95, **about}) for s, t in zip(*indexes, strict=True) if s or t)  # type: ignore[arg-type]
    return Alignment(sides[0], sides[1], beads)


def recheck(alignment: Alignment) -> tuple[Finding, ...]:
    return run_checks(alignment, "a", DEFAULT, TERMBASE)


def fixed(alignment: Alignment, *, unsafe: bool = False) -> Fixed:
    return fix(alignment, recheck(alignment), recheck, unsafe=unsafe)


@pytest.mark.parametrize(("english", "chinese", "right"), SLIPS, ids=[right for *_, right in SLIPS])
def test_a_slip_is_mended(english: str, chinese: str, right: str) -> None:
    assert fixed(aligned([english], [chinese])).alignment.target.text == f"{right}\n"


def test_what_needs_a_look_is_mended_only_when_unsafe_fixes_are_wanted() -> None:
    pair = aligned(["Ships from France came."], ["来自德国的舰艇来了。"])
    assert fixed(pair).applied == ()
    assert fixed(pair, unsafe=True).alignment.target.text == "来自法国的舰艇来了。\n"


@pytest.mark.parametrize("check", [c for c in CHECKS if c.default], ids=lambda check: check.id)
def test_fixes_of_the_examples_hold(check: Check) -> None:
    """Whatever a rule offers for its own examples, the rule is content with."""
    for example in check.examples:
        pairs = example.pairs()
        pair = aligned([en for en, _ in pairs], [zh for _, zh in pairs])
        termbase = Termbase(parse_glossary(example.glossary, "e.yaml") if example.glossary else ())

        def again(changed: Alignment, termbase: Termbase = termbase) -> tuple[Finding, ...]:
            return run_checks(changed, "a", [check], termbase)

        found = again(pair)
        result = fix(pair, found, again, unsafe=True)
        offered = [f for f in found if has_fix(f, unsafe=True)]
        assert len(result.findings) <= len(found) - len(offered)


WORDS = st.lists(st.sampled_from('的了国会 ()“”"。，、12亿美元abcX\u3000𠀀-《》\t和国家'), max_size=6).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Alignment:
    english, chinese = [], []
    for _ in range(draw(st.integers(1, 6))):
        slips = draw(st.lists(st.sampled_from(SLIPS), min_size=0, max_size=2))
        english.append(" ".join(["Fine words.", *(slip[0] for slip in slips)]))
        parts = [part for slip in slips for part in (draw(WORDS), slip[1])]
        chinese.append("".join(["好话。", *parts, draw(WORDS)]).rstrip())
    pair = aligned(english, chinese)
    for side, document in (("source", pair.source), ("target", pair.target)):
        assume([n for bead in pair.beads for n in getattr(bead, side)] == list(range(len(document.segments))))
    status = draw(st.sampled_from([BeadStatus.AUTO, BeadStatus.CONFIRMED]))
    return aligned(english, chinese, status=status, note=draw(st.sampled_from(["", "why"])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.booleans())
def test_after_fixing_none_is_found_again_and_nothing_else_has_changed(alignment: Alignment, unsafe: bool) -> None:
    before = recheck(alignment)
    result = fix(alignment, before, recheck, unsafe=unsafe)
    after = result.alignment
    assert result.findings == recheck(after)
    assert all(has_fix(f, unsafe=unsafe) for f in result.applied)
    # A second run changes nothing.
    assert fix(after, result.findings, recheck, unsafe=unsafe).alignment == after
    # Sentences without a fix are untouched; the source and every bead's words stay.
    assert after.source == alignment.source
    touched = {f.bead for f in result.applied}
    for old, new in zip(alignment.units(), after.units(), strict=True):
        assert replace(new.bead, target=old.bead.target) == old.bead
        if old.number not in touched:
            assert new.target.text == old.target.text
    # The alignment file describes the new text.
    assert parse_alignment(format_alignment(after), "a.tsv", after.source, after.target).alignment().beads


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_one_round_of_safe_fixes_changes_only_the_marked_spans(alignment: Alignment) -> None:
    found = [f for f in recheck(alignment) if has_fix(f, unsafe=False)]
    result = fix(alignment, recheck(alignment), recheck)
    first = [f for f in result.applied if f in found]
    rest = [f for f in result.applied if f not in found]
    if not rest:
        text = Edited(alignment.target.text, [Edit(f.target.span, f.fix or "") for f in first]).text
        assert result.alignment.target.text == text


@given(st.text(max_size=30), st.data())
def test_edits_leave_the_text_around_them(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(span, data.draw(st.text(max_size=4))) for span in spans]
    edited = Edited(text, edits)
    kept = "".join(
        part
        for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(text)], strict=True)
        for part in text[a:b]
    )
    left = edited.text
    for edit in reversed(edits):
        assert edited.place(edit).of(edited.text) == edit.new
        left = left[: edited.place(edit).start] + left[edited.place(edit).end :]
    assert left == kept
    for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(text)], strict=True):
        if b > a:
            assert edited.moved(Span(a, b)).of(edited.text) == text[a:b]


def test_edits_that_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="meet"):
        Edited("abcdef", [Edit(Span(0, 3), ""), Edit(Span(2, 4), "")])
    with pytest.raises(ValueError, match="meet"):
        Edited("abcdef", [Edit(Span(2, 2), "x"), Edit(Span(2, 3), "")])


def test_an_edit_that_would_join_two_beads_is_refused() -> None:
    pair = aligned(["One.", "Two."], ["一。", "二。"])
    with pytest.raises(BeadsBrokenError) as error:
        with_target(pair, Edited(pair.target.text, [Edit(Span(1, 3), "")]))
    assert error.value.beads == {0, 1}
    with pytest.raises(BeadsBrokenError):
        with_target(pair, Edited(pair.target.text, [Edit(Span(0, 2), "")]))


def test_a_fix_that_breeds_a_finding_is_withdrawn() -> None:
    pair = aligned(["They met."], ["他们见面了。"])
    place = Span(0, 2)

    def bad(changed: Alignment) -> tuple[Finding, ...]:
        def run(unit: object, context: object) -> object:
            yield Hit("Always.", target=place, fix="她们" if changed is pair else None, fix_is_safe=changed is pair)

        check = replace(DEFAULT[0], id="always", run=run, min_confidence=0.0, mqm="style")  # type: ignore[arg-type]
        return run_checks(changed, "a", [check])

    result = fix(pair, bad(pair), bad)
    assert (result.applied, len(result.withdrawn), result.alignment) == ((), 1, pair)


def test_findings_left_alone_keep_their_place_and_get_their_new_names() -> None:
    pair = aligned(["The GIST program spent three billion gallons."], ["间质瘤用了 10 亿加仑。"])
    figures = next(f for f in recheck(pair) if f.rule == "figures")
    result = fix(pair, recheck(pair), recheck, leave=[figures.fingerprint])
    assert result.alignment.target.text == "全球科技创新计划用了 10 亿加仑。\n"
    assert result.renamed == {figures.fingerprint: next(f.fingerprint for f in result.findings if f.rule == "figures")}


def test_a_line_break_is_never_put_in() -> None:
    finding = replace(recheck(aligned([SLIPS[0][0]], [SLIPS[0][1]]))[0], fix="30\n亿")
    assert not has_fix(finding, unsafe=True)


def test_a_diff_tells_what_changes() -> None:
    assert diff("一\n二\n三", "一\n两\n三", "a.txt") == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n 一\n-二\n+两\n 三\n\\ No newline at end of file\n"
    )
    assert diff("一\n", "一\n", "a.txt") == ""


FORMS = (
    ("three billion gallons", "10 亿加仑", "30 亿加仑"),
    ("It costs $2.9 billion.", "花费２８亿美元。", "２９亿美元"),
    ("It costs $1.1 trillion.", "花费1.1亿美元。", "1.1万亿美元"),
    ("It hired 900 workers.", "雇了 9000 名工人。", "900 名"),
    ("They paid 123,456 yuan.", "付了123,465元。", "123,456元"),
    ("by 70 percent", "减少了60%", "70%"),
    ("It has 1.5 million users.", "它有15万用户。", "150万"),
    ("Two satellites flew.", "三颗卫星飞行。", "两颗"),
    ("On April 10, 2024 he came.", "他于2023年4月10日来。", "2024年4月10日"),
)


@pytest.mark.parametrize(("english", "chinese", "right"), FORMS, ids=[right for *_, right in FORMS])
def test_a_figure_is_written_in_the_form_that_was_there(english: str, chinese: str, right: str) -> None:
    ((original, rendering),) = pair_quantities(english, "en", chinese, "zh").suspected
    assert rewritten(chinese, "zh", rendering, original) == right


def test_an_english_figure_is_written_in_english() -> None:
    ((original, rendering),) = pair_quantities("投资29亿美元", "zh", "It invested $29 billion.", "en").suspected
    assert rewritten("It invested $29 billion.", "en", rendering, original) == "$2.9 billion"


def test_a_figure_of_another_unit_is_left_to_people() -> None:
    ((original, rendering),) = pair_quantities("It makes 15 GW.", "en", "发电15兆瓦。", "zh").suspected
    assert rewritten("发电15兆瓦。", "zh", rendering, original) is None


@pytest.mark.parametrize(
    ("text", "old", "new", "marked"),
    [
        ("《减少通货膨胀法案》", "减少通货膨胀法", "通胀削减法案", "减少通货膨胀法案"),
        ("日本药品局", "药品局", "日本药品机构", "日本药品局"),
        ("联委会举行", "联委", "联合委员会", "联委"),  # 会 may be a word of its own
        ("议员 Rao Gupta 来了", "Rao Gupta", "古普塔", " Rao Gupta "),
        ("议员 Rao Gupta, 来了", "Rao Gupta", "古普塔", " Rao Gupta"),
        ("四方机制", "四方", "四方安全对话", "四方"),
    ],
)
def test_a_replacement_takes_what_would_stand_twice(text: str, old: str, new: str, marked: str) -> None:
    start = text.index(old)
    assert fitted(text, Span(start, start + len(old)), new).of(text) == marked


def test_sarif_and_rdjson_tell_the_same_fixes() -> None:
    """Columns in code points and in bytes of UTF-8, also beyond the BMP: both lead to the same text."""
    pair = aligned([slip[0] for slip in SLIPS], [f"𠀀，{slip[1]}" for slip in SLIPS])
    found = tuple(f for f in recheck(pair) if has_fix(f, unsafe=True))
    data = ReportInput(found, {"a": pair}, DEFAULT, "1")
    lines = pair.target.text.split("\n")
    results = json.loads(sarif.render(data))["runs"][0]["results"]
    diagnostics = json.loads(rdjson.render(data))["diagnostics"]
    assert len(found) == len(results) == len(diagnostics) >= len(SLIPS)
    for finding, result, diagnostic in zip(found, results, diagnostics, strict=True):
        whole = Edited(pair.target.text, [Edit(finding.target.span, finding.fix or "")]).text.split("\n")
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        region, (suggestion,) = replacement["deletedRegion"], diagnostic["suggestions"]
        row, line = region["startLine"] - 1, lines[region["startLine"] - 1]
        new = replacement["insertedContent"]["text"]
        assert line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :] == whole[row]
        start, end = suggestion["range"]["start"], suggestion["range"]["end"]
        raw = lines[start["line"] - 1].encode()
        patched = raw[: start["column"] - 1] + suggestion["text"].encode() + raw[end["column"] - 1 :]
        assert patched.decode() == whole[row]
        assert result["properties"]["fixIsSafe"] is finding.fix_is_safe
