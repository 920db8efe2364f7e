"""Sentences and blocks: examples that read as a list of rules, then what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.document import BlockKind
from align.segmenter import segment, split_sentences

# "|" stands where a sentence ends; it is taken out before the text is given to the segmenter.
CHINESE = [
    "美国和日本签署了协议。|日本将提供漫游车。",
    "国家。|国家。",
    "日本首相访美,将会见总统。|他说:这很重要!|真的吗?|好。",
    "“可以吗？”他问。|没有人回答。",
    '"可以吗？"他问。|没有人回答。',
    "「可以嗎？」他問。|『是的！』|我們走吧。",
    "他说：“我们走。”|然后他走了。",
    "“走吧。”他说，“我们走。”|“好。”|她点点头。",
    "“赢了多少？”|韦小宝道：“十几两。”",
    "“我们五年前提交了申请，最终获得许可。”林拥军说。|他很高兴。",
    "他喊了一声“救命！”就跑了。|她笑了。",
    "我们去看《摔跤吧！爸爸》好吗？|好！",
    "《怎么办？》是一部小说。|很好看。",
    "他（她？）来了。|他来了(真的。)然后走了。",
    "他来了。|(这是真的。)|然后他走了。",
    "他说(要来。|明天见。",
    "他说“要来。|明天见。",
    "总额达到 3.5 亿美元。|占 1.52%。|价格是１．５亿元。",
    "由 U.S. Navy 的 No. 1 舰队负责。|Apple Inc. 也参加。",
    "网址是 https://a.example/b?c=d.html。|请看。",
    "约翰.肯尼迪来了。|J.K.罗琳也来了。",
    "我……我不知道。|这件事真的很……难说。|苹果、香蕉、梨……等等。",
    "他想了很久很久……|最后终于走了。",
    "什么？！|你说什么!!!|好吧",
    "他走了。[1]|她来了。[2][3]|完了。",
    "包括国防;空间;先进技术；以及人文交流。|下一句",
    "1.美国海军。|2.日本。",
    "𠀀字。|𠀁字！",
    "Necessary cookies are required here.|These cookies do not store any data.|这是中文。",
]
ENGLISH = [
    "The U.S. Navy is here.|It stays.",
    "The office is in Washington, D.C.|The office provides an opportunity.",
    "See No. 1 for more.|Article No. 2 says so.",
    "General Atomics Aeronautical Systems, Inc. plans to provide two.|It will.",
    "Mr. Smith met Gen. Jones and Sen. Obama.|They talked.",
    "J. R. R. Tolkien wrote it.|He was English.",
    "It cost $2.9 billion, or 1.5 percent.|That is a lot.",
    "Visit https://www.example.50.com/new-site/a.html for more.|It is good.",
    '"Is it so?" he asked.|Nobody knew.',
    "“Is it so?” he asked.|“Yes.”|She left.",
    '"I was thinking—" "So was I."'.replace(' "So', ' |"So'),
    "He went away… |But he came back...|And he stayed.",
    "He said (see below that it was.|Then he went on.",
    "It ended. |(It was late.) |He left.",
    "The Japan-U.S.-Mekong Power Partnership grew.|It is large.",
    "We met at 6 p.m. on Monday.|All came",
    "Defense cooperation; space; technology; and ties.|Next",
    "Leave me alone! he yelled.|Nobody did.",
    "1. The first item 2. The second item".replace(" 2.", " |2."),
    "The University of Tokyo (U.S. office) is here.|Good.",
]


@pytest.mark.parametrize("marked", CHINESE)
def test_chinese(marked: str) -> None:
    text = marked.replace(".|", ". ").replace("|", "")
    assert _marked(text, "zh") == _bars(marked)


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    text = " ".join(part.strip() for part in marked.split("|"))
    assert _marked(text, "en") == _bars(marked)


def test_other_languages_know_their_abbreviations() -> None:
    assert _marked("Das ist z. B. gut. Herr Dr. Weiß kam am 3. Mai. Er blieb.", "de") == [
        "Das ist z. B. gut.",
        "Herr Dr. Weiß kam am 3. Mai.",
        "Er blieb.",
    ]


def test_blocks_of_an_article() -> None:
    text = (
        "国防与安全合作\n\n声明称,美日的防务关系是两国联盟的核心。\n\n"
        "升级联盟指挥与控制:美国和日本打算双边升级各自的框架,以实现行动的整合。\n私营部门投资:\n• 微软宣布投资。\n"
    )
    assert _blocks(text, "zh") == [
        (BlockKind.HEADING, "国防与安全合作"),
        (BlockKind.PARAGRAPH, "声明称,美日的防务关系是两国联盟的核心。"),
        (BlockKind.RUN_IN, "升级联盟指挥与控制:"),
        (BlockKind.PARAGRAPH, "美国和日本打算双边升级各自的框架,以实现行动的整合。"),
        (BlockKind.HEADING, "私营部门投资:"),
        (BlockKind.LIST_ITEM, "• 微软宣布投资。"),
    ]


@pytest.mark.parametrize(
    ("head", "rest", "lang"),
    [
        ("Upgrading Alliance Command and Control:", "The two countries intend to upgrade their frameworks.", "en"),
        ("Women, Peace, and Security (WPS):", "The network hosted a member of the caucus.", "en"),
        ("Enhancing Japan's Stand-off Defense:", "The United States continues to support Japan.", "en"),
        ("升级联盟指挥与控制：", "美国和日本打算升级各自的框架，以实现行动的整合。", "zh"),
        ("妇女、和平与安全 (WPS):", "日本妇女、和平与安全议员网络接待了美国众议员,举行了交流。", "zh"),
        ("深化两国对核裁军的承诺:", "拜登总统赞扬日本安全、负责任和科学地处理问题。", "zh"),
    ],
)
def test_a_run_in_head_is_a_block_of_its_own(head: str, rest: str, lang: str) -> None:
    assert _blocks(f"{head} {rest}", lang) == [(BlockKind.RUN_IN, head), (BlockKind.PARAGRAPH, rest)]


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("他说:“我们要走了,因为时间不早了,大家都累了。”", "zh"),
        ("他说:我们要走了,因为时间不早了,大家都累了,明天再来吧。", "zh"),
        ("会议讨论了三个议题:安全、经济和气候,以及今后几年两国的人文交流活动。", "zh"),
        ("报道称：美国和日本打算升级各自的框架，以实现行动的整合，并加强安全。", "zh"),
        ("He said: The United States and Japan intend to upgrade their frameworks.", "en"),
        ('President Biden: "The United States and Japan intend to upgrade their frameworks."', "en"),
        ("The agenda had three points: Security, the economy and the climate were all discussed.", "en"),
        ("At 10:30 the United States and Japan intend to meet again in the White House.", "en"),
        ("The site is https://example.org/a and it has all of the pages that you need.", "en"),
    ],
)
def test_a_colon_in_mid_sentence_makes_no_head(line: str, lang: str) -> None:
    assert _blocks(line, lang) == [(BlockKind.PARAGRAPH, line)]


def test_a_title_with_a_colon_stays_whole() -> None:
    title = "FACT SHEET: Japan Official Visit with State Dinner to the United States"
    assert _blocks(title, "en") == [(BlockKind.HEADING, title)]


def test_hard_wrapped_text_is_joined_by_its_blank_lines() -> None:
    wrapped = (
        "The United States and Japan intend to bilaterally upgrade our\n"
        "respective command and control frameworks to enable seamless\n"
        "integration of operations. This is good and it will be done as\n"
        "soon as possible.\n\n"
        "More effective command and control strengthens deterrence and\n"
        "promotes a free and open region.\n"
    )
    document = segment("a", wrapped, "en")
    assert [block.span.of(wrapped).count("\n") for block in document.blocks] == [3, 1]
    assert [text.replace("\n", " ").split()[-1] for text in document.segment_texts()] == [
        "operations.",
        "possible.",
        "region.",
    ]


def test_lines_of_normal_text_are_blocks_even_without_blank_lines_or_full_stops() -> None:
    text = "微软宣布未来两年将在日本投资 29 亿美元\n谷歌计划投资 10 亿美元用于数字连接\n第一三共打算投资 3.5 亿美元"
    assert [block.span.of(text) for block in segment("a", text, "zh").blocks] == text.split("\n")


def test_windows_line_ends_and_indentation_lie_outside_of_the_spans() -> None:
    text = "  第一句。第二句。  \r\n\r\n　　第三句。\r\n"
    assert list(segment("a", text, "zh").segment_texts()) == ["第一句。", "第二句。", "第三句。"]


def test_a_line_longer_than_a_window_is_split_like_its_parts() -> None:
    part = 'He said, "Come in. Sit down." She left at 6 p.m. on Monday. The U.S. Navy (it is large. Very.) agreed.'
    expected = _marked(part, "en")
    assert len(expected) == 3
    assert _marked(" ".join([part] * 400), "en") == expected * 400


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\ufeff", "。", '"', "(", "\n。\n", "：", "a:"])
def test_odd_texts_are_covered(text: str) -> None:
    for lang in ("zh", "en", "fr", "xx"):
        _assert_covered(text, lang)


PIECES = st.sampled_from(
    [
        *'。！？.!?…"“”‘’「」（）()《》[]：:;，, \n\u3000aZ9国家𠀀é',
        "U.S. ",
        "No. 1",
        "……",
        "他说",
        "\r\n",
        "1. ",
        "• ",
        " The ",
        "\u2028",
        "https://a.b/c. ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["zh", "en", "de", "ja", "xx"]))
def test_segments_cover_all_text_in_order_inside_their_blocks(text: str, lang: str) -> None:
    _assert_covered(text, lang)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["zh", "en"]))
def test_any_unicode_text_is_covered(text: str, lang: str) -> None:
    _assert_covered(text, lang)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["zh", "en"]))
def test_segmenting_twice_gives_the_same(text: str, lang: str) -> None:
    assert segment("a", text, lang) == segment("a", text, lang)


@pytest.mark.parametrize(
    ("unit", "lang"),
    [("\"a. '", "en"), ("1. a 2. b ", "en"), ("a", "en"), ("“（", "zh"), ("a!b?", "zh"), ("我…", "zh")],
)
def test_time_grows_with_the_text_not_with_its_square(unit: str, lang: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        segment("a", unit * (size // len(unit)), lang)
        return time.process_time() - start

    small = max(seconds(50_000), 0.01)
    assert seconds(400_000) < 8 * small * 3


def _marked(text: str, lang: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, lang)]


def _bars(marked: str) -> list[str]:
    return [part.strip() for part in marked.split("|")]


def _blocks(text: str, lang: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(text)) for block in segment("a", text, lang).blocks]


def _assert_covered(text: str, lang: str) -> None:
    document = segment("a", text, lang)
    covered = [False] * len(text)
    previous = 0
    for part in document.segments:
        span, block = part.span, document.blocks[part.block]
        assert previous <= span.start < span.end
        assert block.span.contains(span)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        covered[span.start : span.end] = [True] * len(span)
        previous = span.end
    assert all(done or char.isspace() for done, char in zip(covered, text, strict=True))
    assert sorted(block.span for block in document.blocks) == [block.span for block in document.blocks]
