"""The page for translators: whole without scripts, marked on both sides, closed to the network and to markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from align.bead import Alignment, Bead
from align.document import Span
from align.finding import Finding, Severity
from align.plugin import ReportInput
from align.reports import html
from align.reports._excerpt import Kind, cut
from align.reports._markup import Markup, join, tag
from align.reports._page_finding import cards
from report_sample import EN, ZH, alignment, clean, document, finding, sample


def page(data: ReportInput) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.render(data))


def card(data: ReportInput, rule: str) -> lxml_html.HtmlElement:
    return page(data).xpath(f"//details[@data-rule='{rule}' and contains(@class, 'finding')]")[0]


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_finding_is_an_open_card_and_the_worst_come_first() -> None:
    found = page(sample()).xpath("//*[@id='list']/details")
    assert len(found) == 9
    assert all(details.get("open") is not None for details in found)
    severities = [Severity[details.get("data-severity").upper()] for details in found]
    assert severities == sorted(severities, reverse=True)


def test_a_card_says_what_where_and_how_sure() -> None:
    text = words(card(sample(), "term-missing"))
    for part in (
        "major", "term-missing", "here 阿尔忒弥斯.", "corpus/zh/visit.txt:3:1", "corpus/en/visit.txt:3:19",
        "bead 3, 95 % sure", "MQM terminology/inconsistent-use", "align review visit --at 3",
    ):  # fmt: skip
        assert part in text


def test_both_texts_are_whole_and_marked_in_their_language() -> None:
    here = card(sample(), "figures").xpath(".//*[@class='bead here']/p")
    assert [(side.get("lang"), side.text_content()) for side in here] == [("zh-Hans", ZH[3]), ("en", EN[3])]
    assert [mark.text_content() for mark in here[0].iter("mark")] == ["三 10 亿"]
    assert [mark.text_content() for mark in here[1].iter("mark")] == ["Three billion"]


def test_one_bead_before_and_one_after() -> None:
    around = card(sample(), "figures").xpath(".//*[@class='bead around']")
    assert [words(bead) for bead in around] == [
        f"Bead before 3{ZH[2]}{EN[2]}".replace(ZH[2], f" {ZH[2]} "),
        "Bead after 5 no counterpart This sentence has no counterpart.",
    ]


@pytest.mark.parametrize(("bead", "expected"), [(1, ["Bead after 2"]), (9, ["Bead before 8"])])
def test_at_the_ends_of_the_text_there_is_only_one(bead: int, expected: list[str]) -> None:
    pair = alignment()
    target = ZH[0] if bead == 1 else ZH[7]
    data = ReportInput((finding(pair, bead, "figures", "x", target=target),), {"visit": pair}, (), "0")
    around = card(data, "figures").xpath(".//*[@class='bead around']/*[@class='number']")
    assert [words(number) for number in around] == expected


def test_a_fix_is_shown_as_a_difference() -> None:
    fix = card(sample(), "term-missing").xpath(".//*[@class='fix']")[0]
    assert [element.text_content() for element in fix.iter("del", "ins")] == ["阿尔忒弥斯", "阿尔特弥斯"]
    assert not card(sample(), "omission").xpath(".//*[@class='fix']")


def test_a_missing_side_says_so_and_what_cannot_be_seen_is_shown() -> None:
    assert "no counterpart" in words(card(sample(), "omission").xpath(".//*[@class='bead here']")[0])
    unseen = card(sample(), "addition").xpath(".//*[@class='bead here']//*[@class='unseen']")
    assert [(box.text, box.get("title")) for box in unseen] == [
        ("U+202E", "RIGHT-TO-LEFT OVERRIDE"),
        ("U+202C", "POP DIRECTIONAL FORMATTING"),
        ("U+200B", "ZERO WIDTH SPACE"),
    ]
    assert not re.search("[\u202a-\u202e\u200b]", html.render(sample()))


def test_every_link_leads_somewhere_on_the_page() -> None:
    root = page(sample())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = root.xpath("//a/@href")
    assert len(links) == 9 + 9 + 1
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_anchors_are_the_fingerprints() -> None:
    findings = sample().findings
    ids = {details.get("id") for details in page(sample()).xpath("//*[@id='list']/details")}
    assert {f"f-{finding.fingerprint}" for finding in findings} <= ids
    twice = cards([findings[0], findings[0], replace(findings[0], fingerprint="a b/ü")])
    assert [card.anchor for card in twice] == ["f-spacing-2", "f-spacing-2-2", "f-a-b--"]


def test_totals_by_rule_and_by_file() -> None:
    root = page(sample())
    assert words(root.xpath("//*[@class='pills']")[0]) == "3 ✖ critical 3 ▲ major 2 ● minor 1 ○ neutral"
    rules = [details.get("data-rule") for details in root.xpath("//details[@class='total']")]
    assert rules[:2] == ["figures", "spacing"]
    assert set(rules) == {found.rule for found in sample().findings}
    assert "9 in 9 beads" in words(root.xpath("//*[@class='file']")[0])
    assert len(root.xpath("//*[local-name()='rect']")) == 7


def test_nothing_found_says_what_was_looked_at() -> None:
    text = words(page(clean()).xpath("//body")[0])
    assert "No findings" in text
    assert "9 beads of 1 document, with a termbase of 312 concepts" in text
    assert not page(clean()).xpath("//form")


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    root = page(sample())
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for element in ("style", "script"):
        (content,) = root.xpath(f"//{element}/text()")
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_asks_no_host_and_holds_no_time() -> None:
    output = html.render(clean())
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", output)
    assert not re.search(r"url\(|@import|https?://", output)
    assert not re.search(r"20\d\d-\d\d", output)


def test_the_filters_are_hidden_until_the_script_shows_them() -> None:
    (form,) = page(sample()).xpath("//form")
    assert form.get("hidden") is not None


HOSTILE = '<img src=x onerror="alert(1)"></p></details><script>alert(1)</script>\x00\u202e'


def test_hostile_words_anywhere_stay_words() -> None:
    pair = Alignment(document(HOSTILE, "en", [HOSTILE] * 3), document(HOSTILE, "zh", [HOSTILE] * 3),
                     tuple(Bead((n,), (n,), 0.9) for n in range(3)))  # fmt: skip
    found = finding(pair, 2, HOSTILE, HOSTILE, source=HOSTILE, target=HOSTILE, fix=HOSTILE, name=HOSTILE, mqm=HOSTILE,
                    fingerprint=HOSTILE)  # fmt: skip
    data = ReportInput((found,), {HOSTILE: pair}, (), version=HOSTILE)
    root = page(data)
    assert not root.xpath("//img")
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//@onerror")
    assert html.render(data).count("&lt;script&gt;alert(1)") > 10


def test_a_long_line_is_cut_around_its_mark() -> None:
    long = "甲" * 50_000 + "错误" + "乙" * 50_000
    pair = Alignment(document("a", "en", ["word " * 20_000]), document("b", "zh", [long]), (Bead((0,), (0,)),))
    data = ReportInput((finding(pair, 1, "figures", "x" * 9_000, target="错误"),), {"visit": pair}, (), "0")
    root = card(data, "figures")
    zh = root.xpath(".//*[@class='bead here']/p")[0]
    assert zh.text_content() == f" … 49,251 characters … {'甲' * 749}错误{'乙' * 749} … 49,251 characters … "
    assert len(words(root)) < 6_000


def test_no_more_than_two_thousand_findings_then_how_many_are_left() -> None:
    pair = alignment()
    minor = finding(pair, 6, "brackets", "minor", target="胃")
    worst = finding(pair, 6, "term-forbidden", "worst", target="胃")
    findings: tuple[Finding, ...] = (minor,) * 2_010 + (worst,)
    root = page(ReportInput(findings, {"visit": pair}, (), "0"))
    shown = root.xpath("//*[@id='list']/details")
    assert len(shown) == 2_000
    assert shown[0].get("data-rule") == "term-forbidden"
    assert "11 more in the JSON: align check --format json" in words(root)
    assert "2,011 findings" in words(root)


# The pieces


def test_only_markup_is_markup() -> None:
    assert tag("p", "<b>", tag("i", "x"), None, class_='a"b', hidden=True, open=False) == (
        '\n<p class="a&quot;b" hidden>&lt;b&gt;<i>x</i></p>'
    )
    assert join(Markup("<b>") + "<i>") == "&lt;b&gt;&lt;i&gt;"
    assert tag("a", href="'\"<>&") == '<a href="&#x27;&quot;&lt;&gt;&amp;"></a>'


@pytest.mark.parametrize(
    ("text", "mark", "limit", "shown"),
    [
        ("abcdef", (2, 4), 10, "ab[cd]ef"),
        ("甲" * 10 + "错" + "乙" * 10, (10, 11), 5, "<8>甲甲[错]乙乙<8>"),
        ("错" + "乙" * 10, (0, 1), 5, "[错]乙乙乙乙<6>"),
        ("甲" * 10 + "错", (10, 11), 5, "<6>甲甲甲甲[错]"),
        ("甲" * 12, (0, 12), 6, "[甲甲甲甲]<6>[甲甲]"),
        ("one two three four five", (8, 13), 15, "<3> two [three] four<5>"),
        ("", (0, 0), 5, "[]"),
        ("abc", (3, 3), 5, "abc[]"),
    ],
)
def test_cutting_around_a_mark(text: str, mark: tuple[int, int], limit: int, shown: str) -> None:
    written = {Kind.TEXT: "{0}", Kind.MARK: "[{0}]", Kind.GAP: "<{1}>"}
    pieces = cut(text, Span(*mark), limit)
    assert "".join(written[piece.kind].format(piece.text, piece.left_out) for piece in pieces) == shown
