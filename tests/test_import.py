"""align import: files into the corpus, with their sources; wrong input refused with nothing written."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from align.cli import cli
from align.cli import main as align_main
from align.errors import AlignError, ProjectError
from align.files import read_text
from align.sources import HEADER, Source, load_sources, with_source
from conftest import ROOT
from pages import official_page

CHINESE = (
    "日本首相访美,将加强两国在多领域的合作\n\n"
    "周三(4月10日),日本首相岸田文雄正式访问美国,拜登总统在白宫举行国宴欢迎岸田及夫人。\n\n"
    "声明称,美日的防务和安全关系是两国联盟的核心,也是地区和平与安全的基石。\n"
)
ENGLISH = "Japan Official Visit\n\nToday, President Biden welcomed Prime Minister Kishida for an Official Visit.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, and the current folder."""
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", *arguments])


def entry(folder: Path, name: str, lang: str) -> Source:
    return load_sources(folder / "corpus" / "SOURCES.yaml", "SOURCES.yaml")[name, lang]


def test_a_saved_text_goes_into_the_corpus_as_it_stands(folder: Path) -> None:
    (folder / "page.txt").write_text("首页\n登录\n" + CHINESE, "utf-8")
    result = run("page.txt", "--lang", "zh", "--name", "visit", "--rights", "the publisher's", "--date", "2024-04")
    assert result.exit_code == 0, result.output
    assert (folder / "corpus/zh/visit.txt").read_text("utf-8") == CHINESE
    assert "dropped lines 1-2, short line outside of the article: 首页" in result.output
    assert "not found, left out of SOURCES.yaml: publisher (give --publisher)" in result.output
    assert entry(folder, "visit", "zh") == Source(
        title="日本首相访美,将加强两国在多领域的合作",
        date="2024-04",
        rights="the publisher's",
        origin="page.txt",
        sha256=hashlib.sha256((folder / "page.txt").read_bytes()).hexdigest(),
        dropped=("1-2: short line outside of the article",),
    )


def test_every_line_of_a_text_is_kept_when_asked(folder: Path) -> None:
    (folder / "page.txt").write_text("首页\n登录\n" + CHINESE, "utf-8")
    assert "give --whole" in run("page.txt", "--lang", "zh", "--name", "visit").output
    result = run("page.txt", "--lang", "zh", "--name", "whole", "--whole")
    assert result.exit_code == 0, result.output
    assert "page.txt: nothing dropped" in result.output
    assert (folder / "corpus/zh/whole.txt").read_text("utf-8") == "首页\n登录\n" + CHINESE
    wrong = run("page.txt", "--lang", "en", "--name", "visit", "--whole")
    assert "is not in the language 'en'" in str(wrong.exception)


def test_a_saved_page_in_its_own_encoding(folder: Path) -> None:
    page = official_page("两国关系", CHINESE.split("\n\n"), charset="gb2312").replace("“frozen in time”", "")
    (folder / "page.html").write_bytes(page.replace("ñ", "n").encode("gb18030"))
    result = run("page.html", "--lang", "zh", "--name", "visit", "--title", "另一个标题")
    assert result.exit_code == 0, result.output
    assert "日本首相岸田文雄正式访问美国" in (folder / "corpus/zh/visit.txt").read_text("utf-8")
    source = entry(folder, "visit", "zh")
    assert (source.title, source.date, source.publisher) == ("另一个标题", "2024-04-10", "The White House")


def test_importing_twice_changes_no_byte(folder: Path) -> None:
    (folder / "page.txt").write_text(CHINESE, "utf-8")
    for state in ("written", "unchanged"):
        assert state in run("page.txt", "--lang", "zh", "--name", "visit").output
    before = (folder / "corpus/SOURCES.yaml").read_bytes()
    run("page.txt", "--lang", "zh", "--name", "visit")
    assert (folder / "corpus/SOURCES.yaml").read_bytes() == before


def test_a_document_that_differs_is_replaced_only_by_force(folder: Path) -> None:
    (folder / "page.txt").write_text(CHINESE, "utf-8")
    run("page.txt", "--lang", "zh", "--name", "visit")
    (folder / "page.txt").write_text(CHINESE.replace("周三", "周四"), "utf-8")
    before = tree(folder / "corpus")
    with pytest.raises(ProjectError, match="is there already and differs"):
        run_raising("page.txt", "--lang", "zh", "--name", "visit")
    assert tree(folder / "corpus") == before
    assert run("page.txt", "--lang", "zh", "--name", "visit", "--force").exit_code == 0
    assert "周四" in (folder / "corpus/zh/visit.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (CHINESE.encode("utf-16"), "is in UTF-16"),
        (CHINESE.encode("utf-16-le"), "It looks like UTF-16LE"),
        (CHINESE.encode("gb18030"), "It looks like GB18030"),
        (b"\x7fELF\x00\x00\x01" + CHINESE.encode(), "binary"),
        (ENGLISH.encode() * 3, "is not in the language 'zh': found English"),
        ("首页\n登录\n注册\n搜索\n".encode(), "holds no article"),
        (b"<html><body>" + b"<div>" * 9000 + b"x</body></html>", "cannot be read whole"),
    ],
)
def test_wrong_input_is_refused_and_nothing_is_written(folder: Path, content: bytes, message: str) -> None:
    (folder / "page.txt").write_bytes(content)
    with pytest.raises(AlignError) as caught:
        run_raising("page.txt", "--lang", "zh", "--name", "visit")
    assert message in str(caught.value)
    assert "page.txt" in str(caught.value)
    assert tree(folder / "corpus") == {}


def test_an_encoding_that_is_named_is_read(folder: Path) -> None:
    (folder / "page.txt").write_bytes(CHINESE.encode("gb18030"))
    with pytest.raises(AlignError, match="--encoding gb18030"):
        run_raising("page.txt", "--lang", "zh", "--name", "visit")
    assert run("page.txt", "--lang", "zh", "--name", "visit", "--encoding", "gb18030").exit_code == 0
    assert (folder / "corpus/zh/visit.txt").read_text("utf-8") == CHINESE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--lang", "fr", "--name", "visit"), "no language 'fr'"),
        (("--lang", "zh", "--name", "../visit"), "not a name"),
        (("--lang", "zh", "--name", ".visit"), "not a name"),
        (("--lang", "zh", "--name", "visit", "--date", "April"), "not a date"),
        (("--lang", "zh", "--name", "visit", "--date", "2024-02-31"), "not a date"),
        (("--lang", "zh", "--name", "visit", "--encoding", "klingon"), "unknown encoding"),
        (("--lang", "zh", "--name", "visit", "--official", "ftp://x"), "http"),
    ],
)
def test_wrong_options_are_refused(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "page.txt").write_text(CHINESE, "utf-8")
    with pytest.raises(AlignError, match=message):
        run_raising("page.txt", *arguments)
    assert tree(folder / "corpus") == {}


def test_a_missing_file_and_exit_code_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["align", "import", "nothing.txt", "--lang", "zh", "--name", "visit"])
    with pytest.raises(SystemExit) as caught:
        align_main()
    assert caught.value.code == 2


def test_a_broken_list_of_sources_stops_the_import_before_anything_is_written(folder: Path) -> None:
    (folder / "corpus/SOURCES.yaml").write_text("visit:\n  zh:\n    titel: x\n", "utf-8")
    (folder / "page.txt").write_text(CHINESE, "utf-8")
    before = tree(folder / "corpus")
    with pytest.raises(ProjectError, match="Did you mean 'title'") as caught:
        run_raising("page.txt", "--lang", "zh", "--name", "visit")
    assert caught.value.line == 3
    assert tree(folder / "corpus") == before


@pytest.mark.parametrize(
    "listed",
    [
        "visit: 5\n",
        "visit:\n  zh: []\n",
        "visit:\n  zh:\n    sha256: abc\n",
        "visit:\n  zh:\n    date: soon\n",
        "a: b: c\n",
    ],
)
def test_mistakes_in_the_list_of_sources_are_named_with_their_line(tmp_path: Path, listed: str) -> None:
    path = tmp_path / "SOURCES.yaml"
    path.write_text(listed, "utf-8")
    with pytest.raises(ProjectError, match=r"SOURCES\.yaml:\d"):
        load_sources(path, "SOURCES.yaml")


def test_an_entry_is_written_without_touching_what_people_wrote() -> None:
    listed = (
        "# ours\nb:\n  zh:  # the article\n    title: 旧\n\n  # English next\n  en:\n    title: Old\n\n"
        "# last\nc:\n  zh:\n    title: 丙\n"
    )
    changed = with_source(listed, "s", "b", "zh", Source(title="新: 题", dropped=("1: x",)))
    assert changed == (
        '# ours\nb:\n  zh:  # the article\n    title: "新: 题"\n    dropped:\n      - "1: x"\n'
        "\n  # English next\n  en:\n    title: Old\n\n# last\nc:\n  zh:\n    title: 丙\n"
    )
    added = with_source(listed, "s", "c", "en", Source(title="C"))
    assert added == listed + "  en:\n    title: C\n"
    assert with_source(HEADER, "s", "x", "zh", Source(title="X")) == HEADER + "\nx:\n  zh:\n    title: X\n"


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
TEXTS = st.text(CHARACTERS, min_size=1, max_size=20).filter(lambda text: text.strip() == text)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from(["zh", "en"])), TEXTS, max_size=6))
def test_what_is_written_is_read_again(entries: dict[tuple[str, str], str]) -> None:
    listed = ""
    for (name, lang), text in entries.items():
        listed = with_source(listed, "s", name, lang, Source(title=text, note=text[::-1], dropped=(text,)))
    again = listed
    for (name, lang), text in entries.items():
        again = with_source(again, "s", name, lang, Source(title=text, note=text[::-1], dropped=(text,)))
    assert again == listed
    assert {key: source.title for key, source in _loaded(listed).items()} == entries


def test_the_embedded_corpus_is_what_import_makes_of_the_given_files(shared: Path) -> None:
    sources = load_sources(ROOT / "corpus/SOURCES.yaml", "SOURCES.yaml")
    given_files = {
        "zh": shared / "corpus/zh/japan-official-visit-article.raw.txt",
        "en": shared / "corpus/en/japan-official-visit-fact-sheet.txt",
    }
    for lang, path in given_files.items():
        embedded = (ROOT / f"corpus/{lang}/japan-official-visit.txt").read_text("utf-8")
        whole = path.read_text("utf-8").rstrip("\n") + "\n"
        assert whole.endswith(embedded)
        assert sources["japan-official-visit", lang].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    chinese = (ROOT / "corpus/zh/japan-official-visit.txt").read_text("utf-8")
    assert chinese.startswith("日本首相岸田文雄访美,将加强两国在多领域的合作\n\n岸田文雄访美\n")
    assert "cookie" not in chinese.lower()


def test_every_figure_of_the_working_text_is_the_official_releases(shared: Path) -> None:
    official = [line for line in read_text(shared / "corpus/en/official/fact-sheet.2024-04-10.txt").split("\n") if line]
    working = [line for line in read_text(ROOT / "corpus/en/japan-official-visit.txt").split("\n") if line][2:]
    ube = next(number for number, line in enumerate(working) if line.startswith("UBE Corporation"))
    working[ube - 1 : ube + 1] = [f"{working[ube - 1]} {working[ube]}"]  # one item in the release
    figure = re.compile(r"\d[\d,.]*\d|\d")
    assert len(working) == len(official)
    for ours, theirs in zip(working, official, strict=True):
        assert Counter(figure.findall(ours)) == Counter(figure.findall(theirs))


def run_raising(*arguments: str) -> None:
    """Run the command and let its error out."""
    cli.main(["import", *arguments], standalone_mode=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _loaded(listed: str) -> dict[tuple[str, str], Source]:
    from align.sources import parse_sources

    return parse_sources(listed, "s")
