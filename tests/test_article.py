"""Finding the article: what is kept, what is dropped, and that every line is one or the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.article import Article, find_article, record
from align.errors import TextError
from align.files import read_text
from align.formats import html, text
from align.languages import wrong_side
from align.page import Page
from pages import official_page

TITLE = "FACT SHEET: Japan Official Visit with State Dinner to the United States"
PARAGRAPHS = (
    "Today, President Biden welcomed Prime Minister Kishida of Japan for an Official Visit with State Dinner.",
    "DEFENSE AND SECURITY COOPERATION",
    "Deepening Ties: The United States & Japan plan to work together. “We will”, they said, <together>.",
    "Google plans to invest $1 billion in digital connectivity for North Pacific Connect with NEC.",
    "Strengthening Tourism Ties: Airbnb has announced that it will commit $1 million to a leadership program.",
)
CHINESE = (
    "周三(4月10日),日本首相岸田文雄正式访问美国,拜登总统在白宫举行国宴欢迎岸田及夫人。",
    "国防与安全合作",
    "声明称,美日的防务和安全关系是两国联盟的核心,也是地区和平与安全的基石。",
)


def kept(article: Article | None) -> list[str]:
    assert article is not None
    return [line for line in article.text.split("\n") if line.strip()]


def article_of(content: str, lang: str) -> Article:
    found = find_article(text.read(content), lang)
    assert found is not None
    return found


def test_a_text_that_is_all_article_stays_whole() -> None:
    content = "\n\n".join((TITLE, "April 10, 2024", *PARAGRAPHS)) + "\n"
    article = article_of(content, "en")
    assert article.text == content
    assert article.dropped == ()
    assert (article.title, article.date) == (TITLE, "2024-04-10")


@pytest.mark.parametrize(
    ("lang", "opening"),
    [
        ("zh", ("公共图书馆法", "第一章 总则")),
        ("en", ("Public Libraries Act", "Chapter 1 General Provisions")),
        ("en", ("Parks Open", "by Jane Doe", "4 March in Leeds")),
        ("zh", ("第一章　总则", "第一条")),
        ("en", ("Part I", "Chapter 1 General Provisions", "Section A", "Article 1")),
        ("zh", ("# 大事記要", "# 貨幣", "# 4月12日")),
    ],
)
def test_title_and_first_heading_of_a_plain_text_stay(lang: str, opening: tuple[str, ...]) -> None:
    content = "\n\n".join((*opening, *(PARAGRAPHS if lang == "en" else CHINESE))) + "\n"
    assert article_of(content, lang).text == content


def test_the_signature_below_a_plain_text_stays() -> None:
    content = "\n".join((*PARAGRAPHS, "The Secretary of the Board")) + "\n"
    assert article_of(content, "en").text == content
    menu = "\n".join((*PARAGRAPHS, "Home", "Login")) + "\n"
    assert kept(article_of(menu, "en")) == list(PARAGRAPHS)


def test_a_text_on_one_line_is_not_its_own_title() -> None:
    assert article_of("图书馆应当保存借阅登记簿三年。" * 40 + "未完", "zh").title == ""


def test_menu_words_above_a_plain_text_do_not_stay() -> None:
    content = "\n".join(("首页", "登录", "公共图书馆法", *CHINESE))
    assert kept(article_of(content, "zh"))[-3:] == list(CHINESE)
    assert "首页" not in article_of(content, "zh").text


def test_the_page_of_a_press_office() -> None:
    article = find_article(html.read(official_page(TITLE, PARAGRAPHS)), "en")
    assert kept(article) == [TITLE, "April 10, 2024", *PARAGRAPHS]
    assert article is not None
    assert (article.title, article.date, article.publisher) == (TITLE, "2024-04-10", "The White House")
    reasons = " ".join(run.reason for run in article.dropped)
    assert all(word in reasons for word in ("banner", "navigation", "mostly links", "footer"))


def test_a_consent_banner_in_text_is_dropped_without_markup() -> None:
    banner = (
        "自定义同意首选项",
        "我们使用 cookie 来帮助您高效导航并执行某些功能。",
        "Necessary cookies are required to enable the basic features of this site and its secure log-in.",
        "没有可显示的 cookie。",
        "Functional cookies help perform certain functionalities like sharing the content of the website.",
        "没有可显示的 cookie。",
        "Analytical cookies are used to understand how visitors interact with the website every day.",
        "没有可显示的 cookie。",
    )
    title = "日本首相访美,将加强两国在多领域的合作"
    article = article_of("\n\n".join((*banner, title, "首相访美", *CHINESE)), "zh")
    assert kept(article) == [title, "首相访美", *CHINESE]
    assert article.title == title
    assert article.date == ""
    (stretch,) = record(article.dropped)
    assert stretch.startswith("1-15: about cookies or consent; ")


def test_a_news_page_without_any_telling_markup() -> None:
    """Old Chinese sites: nothing but div and a; title element with the site's name; editor, copyright, related."""
    links = "".join(f"<div><a href=x>{word}</a></div>" for word in ("首页", "国内", "国际", "军事", "图片"))
    body = "".join(f"<div>　　{line}</div>" for line in CHINESE)
    page = html.read(
        f"<title>岸田文雄访问美国华盛顿_新闻中心_某网</title><body><div>{links}</div>"
        "<div>首页 &gt; 新闻 &gt; 正文</div><div>岸田文雄访问美国华盛顿</div><div>2024年04月10日 08:30</div>"
        f"<div>{body}</div><div>责任编辑：某某</div>"
        "<div>相关新闻</div><div><a href=y>美国总统将于明年访问日本。</a></div>"
        "<div>某网版权所有，未经许可不得转载。</div>"
    )
    article = find_article(page, "zh")
    assert kept(article) == ["岸田文雄访问美国华盛顿", "2024年04月10日 08:30", *(f"　　{line}" for line in CHINESE)]
    assert article is not None
    assert (article.title, article.date) == ("岸田文雄访问美国华盛顿", "2024-04-10")


def test_menus_above_and_lists_below_are_dropped() -> None:
    menu, below = ("首页", "新闻", "国际", "登录"), ("相关阅读", "美国总统访问日本", "分享", "上一篇", "版权所有")
    article = article_of("\n".join((*menu, "日本首相正式访问美国华盛顿", *CHINESE, *below)), "zh")
    assert kept(article) == ["日本首相正式访问美国华盛顿", *CHINESE]


def test_a_word_about_cookies_does_not_drop_a_sentence_of_the_article() -> None:
    content = "\n".join(
        (*CHINESE, "欧盟要求网站在使用 cookie 之前先征得用户的同意,否则处以罚款,多家公司已经受罚。", CHINESE[2])
    )
    assert kept(article_of(content, "zh"))[3].startswith("欧盟要求")


def test_lines_inside_of_the_article_stay_though_they_are_short_or_foreign() -> None:
    content = "\n".join(
        (*CHINESE, "问:", "“We will work together with all of our friends,” he said in English.", "问:", *CHINESE)
    )
    assert article_of(content, "zh").text == content + "\n"


def test_blank_lines_of_the_article_are_kept_and_no_line_is_changed() -> None:
    content = f"菜单\n\n  {CHINESE[0]}  \n\n\n{CHINESE[2]}\t\n"
    assert article_of(content, "zh").text == f"  {CHINESE[0]}  \n\n\n{CHINESE[2]}\t\n"


@pytest.mark.parametrize("content", ["首页\n新闻\n登录\n", "...", "\n\n", "a\nb\nc"])
def test_a_page_without_sentences_has_no_article(content: str) -> None:
    assert find_article(text.read(content), "zh") is None


def test_html_hides_what_a_reader_does_not_see() -> None:
    page = html.read(
        "<html><body><p hidden>x</p><p style='display: none'>y</p><template><p>t</p></template><script>1</script>"
        "<p>Fish &amp; chips &#x4E2D;<br>next   line<b>bold</b>word</p><!-- no --><p>end</body></html>"
    )
    assert [line.text for line in page.lines if line.text] == ["Fish & chips 中", "next lineboldword", "end"]


def test_html_tells_how_much_of_a_line_is_links_and_what_is_a_heading() -> None:
    page = html.read("<h2><span>Head</span></h2><p>see <a href=x>four</a></p>")
    head, _, line = page.lines
    assert (head.heading, line.heading) == (True, False)
    assert line.links == 0.5


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2024-04-10T09:00:00Z">', "2024-04-10"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2023-01-02"}]}</script>', "2023-01-02"),
        ('<script type="application/ld+json">{broken</script>', ""),
        ('<script type="application/ld+json">[1, "x", null]</script>', ""),
        ('<script type="application/ld+json">{"@graph": 5}</script>', ""),
        ('<meta name="date" content="last Tuesday">', ""),
    ],
)
def test_a_date_is_found_where_the_page_states_it_and_never_invented(head: str, date: str) -> None:
    assert html.read(f"<html><head>{head}</head><body><p>Text.</p></body></html>").date == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("April 10, 2024", "2024-04-10"),
        ("10 Apr. 2024", "2024-04-10"),
        ("发布时间：2024年4月10日 12:30", "2024-04-10"),
        ("2024-04-10", "2024-04-10"),
        ("2024年4月10日,日本首相访美。", ""),
        ("Foobar 10, 2024", ""),
        ("2024-13-10", ""),
    ],
)
def test_a_line_that_is_a_date_dates_a_text(line: str, date: str) -> None:
    assert article_of("\n".join((*CHINESE[:1], line, *CHINESE)), "zh").date == date


@pytest.mark.parametrize(
    ("content", "lang", "found"),
    [
        ("\n".join(CHINESE), "en", "Chinese"),
        (" ".join(PARAGRAPHS), "zh", "English"),
        ("これは日本語の文章です。とても長い文です。", "zh", "Japanese"),
        ("한국어로 쓴 글입니다. 아주 길어요.", "zh", "Korean"),
        ("Das ist ein langer deutscher Satz und noch einer dazu, damit man ihn erkennt. " * 5, "en", "German"),
        ("C'est une phrase qui dit que les mots ne sont pas dans la bonne langue. " * 5, "en", "French"),
        ("12345", "zh", "no text"),
    ],
)
def test_the_wrong_side_is_told_with_what_was_found(content: str, lang: str, found: str) -> None:
    assert found in wrong_side(content, lang)


@pytest.mark.parametrize(
    ("content", "lang"),
    [
        ("\n".join(CHINESE), "zh"),
        (" ".join(PARAGRAPHS), "en"),
        ("NASA 与 JAXA 合作 SOLAR-C 和 QZSS。", "zh"),
        ("Open\nSave as …\nPrint\nUndo\nRedo\nCut\nCopy\nPaste\nFind next\nReplace all\n" * 10, "en"),
        ("Madame de La Tour met Don Diego del Campo in El Paso; they went to Los Angeles by train. " * 5, "en"),
    ],
)
def test_the_right_side_is_let_through(content: str, lang: str) -> None:
    assert wrong_side(content, lang) == ""


READERS = {
    "en": "The two ministers said that the plan is to be read in all schools by the end of the year, and it was an "
    "idea of the teachers.",
    "de": "Die beiden Minister sagten, dass der Plan bis zum Ende des Jahres in allen Schulen gelesen wird und dass "
    "es eine Idee von Lehrern war, die sich nicht mit weniger zufrieden geben.",
    "fr": "Les deux ministres ont dit que le plan est lu dans toutes les écoles pour la fin de l'année, et que c'est "
    "une idée des maîtres qui ne sont pas contents.",
    "es": "Los dos ministros dijeron que el plan se lee en todas las escuelas para el fin del año y que es una idea "
    "de los maestros, como se sabe por su carta.",
    "it": "I due ministri hanno detto che il piano è letto in tutte le scuole per la fine dell'anno, e che non è una "
    "idea dei maestri ma della gente che sono con loro nel paese.",
    "pt": "Os dois ministros disseram que o plano é lido em todas as escolas para o fim do ano, e que não é uma ideia "
    "dos professores mas da gente que mais sabe das coisas.",
    "nl": "De twee ministers zeiden dat het plan voor het einde van het jaar op alle scholen wordt gelezen, en dat er "
    "een idee van de leraren is die niet met minder tevreden zijn.",
}


@pytest.mark.parametrize("lang", READERS)
def test_a_language_whose_common_words_are_known_is_told_from_others_of_its_script(lang: str) -> None:
    for other, sentence in READERS.items():
        found = wrong_side(f"{sentence} " * 4, lang)
        # Neighbours share many small words: to accuse a text of the right language would be worse.
        neighbours = {lang, other} <= {"es", "pt", "it", "fr"}
        assert found == "" if other == lang else found or neighbours, (other, found)
    assert wrong_side(f"{READERS['fr']} " * 4, f"{lang}-XX") == wrong_side(f"{READERS['fr']} " * 4, lang)
    assert wrong_side(f"{READERS[lang]} " * 4, "sv") == "", "no common words are known: the script decides"


@pytest.mark.parametrize("label", ["ISO-8859-1", "latin1", "us-ascii"])
def test_latin_1_means_what_browsers_take_it_for(label: str) -> None:
    assert html.web_encoding(label) == "cp1252"
    assert html.declared_encoding(f'<meta charset="{label}">'.encode()) == "cp1252"


LINE = st.sampled_from((*CHINESE, *PARAGRAPHS, "首页", "", "  ", "没有 cookie。", "#", "2024-04-10"))
LINES = st.lists(LINE, max_size=30)
TAGS = st.sampled_from(["<p>", "</p>", "<nav>", "<a href=x>", "&lt;", "\x00", "<!--", "<br>"])


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from(["zh", "en"]))
def test_every_line_is_kept_as_it_stands_or_named_as_dropped(lines: list[str], lang: str) -> None:
    page = text.read("\n".join(lines))
    article = find_article(page, lang)
    if article is None:
        return
    dropped = {number for run in article.dropped for number in range(run.first, run.last + 1)}
    left = [line.text for line in page.lines if not line.is_blank and line.number not in dropped]
    assert kept(article) == left


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.lists(TAGS))
def test_any_markup_is_read(content: str, tags: list[str]) -> None:
    page = html.read(content.join(tags) if tags else f"<p>{content}")
    assert isinstance(page, Page)
    assert all("\n" not in line.text for line in page.lines)


def test_deep_nesting_is_read_or_refused_but_never_cut_off() -> None:
    assert html.read("<div>" * 1_500 + "deep").lines[0].text == "deep"
    with pytest.raises(TextError, match="cannot be read whole"):
        html.read("<p>start</p>" + "<div>" * 50_000 + "deep")


def test_the_official_release_inside_a_page_comes_out_word_for_word(shared: Path) -> None:
    path = shared / "corpus" / "en" / "official" / "fact-sheet.2024-04-10.txt"
    paragraphs = [line.strip() for line in read_text(path).split("\n") if line.strip()]
    article = find_article(html.read(official_page(TITLE, paragraphs)), "en")
    assert kept(article) == [TITLE, "April 10, 2024", *(" ".join(line.split()) for line in paragraphs)]
