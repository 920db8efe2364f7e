"""The main job on the real article: aligned as a person aligned it, its known errors found, bad input refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from align.aligner import align
from align.files import read_text
from align.glossary import load_termbase
from align.pipeline import documents, read_alignment
from align.project import find_project
from align.segmenter import segment
from conftest import ALIGN, ROOT
from gold import f1, read_gold, spans_of

NAME = "japan-official-visit"


def run_align(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*ALIGN, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the embedded project."""
    for part in ("corpus", "glossary", "alignments"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "align.yaml", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def findings() -> list[dict[str, object]]:
    result = run_align(ROOT, "check", "--format", "json")
    assert result.returncode == 1, result.stderr
    found = json.loads(result.stdout)["findings"]
    assert isinstance(found, list)
    return found


def test_the_article_is_aligned_as_by_hand() -> None:
    project = find_project(ROOT)
    found = align(*documents(project, project.pair(NAME)), load_termbase(project.glossary, project.root))
    assert f1(spans_of(found), read_gold(ROOT / "tests" / "gold" / f"{NAME}.tsv")) >= 0.985


def test_the_official_text_is_aligned_as_by_hand(shared: Path) -> None:
    project = find_project(ROOT)
    path = shared / "corpus" / "en" / "official" / "fact-sheet.2024-04-10.txt"
    official = segment("official.txt", read_text(path), "en")
    found = align(official, documents(project, project.pair(NAME))[1], load_termbase(project.glossary, project.root))
    assert f1(spans_of(found), read_gold(ROOT / "tests" / "gold" / "official.tsv")) >= 0.985


def test_the_stored_alignment_is_the_one_made_now(project: Path) -> None:
    result = run_align(project, "run")
    assert result.returncode == 0, result.stderr
    for path in (project / "alignments").iterdir():
        assert path.read_bytes() == (ROOT / "alignments" / path.name).read_bytes(), "stale: run `align run`"


# What stands in the Chinese, and what a message about it must say.
KNOWN_ERRORS = [
    ("胃肠道间质瘤", "GIST"),
    ("阿尔特弥斯", "阿尔忒弥斯任务中"),
    ("药品和医疗器械机构", "药品和医疗器械管理局"),
    ("产业技术综合研究所", "国家先进工业科学技术研究所"),
    ("反应堆", "A/SMR"),
    ("10 亿加仑", "3 billion gallons"),
    ("16 美元", "16 million USD"),
    ("全球市场", "Global Entry"),
    ("印度", "does not name this country"),
    ("谅解备忘录", "MOC"),
    ("4 月 3 日", "April 3-4"),
    (")", "never opened"),
    ("国际货币基金组织(国际货币基金组织)", "twice"),
    ("。国家。", "breaks off"),
]


@pytest.mark.parametrize(("chinese", "said"), KNOWN_ERRORS, ids=[f"{zh}-{said}" for zh, said in KNOWN_ERRORS])
def test_a_known_error_of_the_article_is_found(chinese: str, said: str, findings: list[dict[str, object]]) -> None:
    about = [f for f in findings if chinese in f["target"]["text"]]  # type: ignore[index]
    assert any(said in str(finding["message"]) for finding in about), [finding["message"] for finding in about]


def test_known_errors_are_found_without_the_glossary(project: Path) -> None:
    shutil.rmtree(project / "glossary")
    (project / "glossary").mkdir()
    result = run_align(project, "check", "--format", "json")
    messages = [finding["message"] for finding in json.loads(result.stdout)["findings"]]
    for said in ("GIST", "A/SMR is", "MOC is", "AIST is", "PMDA is", "Artemis is", "印度", "3 billion", "16 million"):
        assert any(said in message for message in messages), said


def test_every_finding_stands_where_it_says(findings: list[dict[str, object]]) -> None:
    assert findings
    for finding in findings:
        for side in ("source", "target"):
            place = finding[side]
            assert isinstance(place, dict)
            text = (ROOT / place["path"]).read_text("utf-8")
            start, end = place["start"], place["end"]
            assert text[start["offset"] : end["offset"]] == place["text"]
            line = text.split("\n")[start["line"] - 1]
            assert line[start["column"] - 1 :].startswith(place["text"].split("\n")[0])


def tree_digest(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


CORPUS_ZH = f"corpus/zh/{NAME}.txt"
ALIGNMENT = f"alignments/{NAME}.tsv"
BAD = {
    "empty file": (CORPUS_ZH, b"", "run", "empty"),
    "binary": (CORPUS_ZH, b"\x7fELF\x02\x01\x01" + bytes(200), "run", "binary"),
    "picture": (
        CORPUS_ZH,
        b"\x89PNG\r\n\x1a\n\x00" + bytes(range(128, 256)),
        "run",
        "binary",
    ),
    "UTF-32": (CORPUS_ZH, "你好。".encode("utf-32"), "run", "UTF-32"),
    "CR alone": (CORPUS_ZH, b"\xe5\xa5\xbd\xe3\x80\x82\r\xe5\xa5\xbd\xe3\x80\x82\r", "run", "CR alone"),
    "UTF-16": (CORPUS_ZH, "你好。".encode("utf-16"), "run", "UTF-16"),
    "GB18030": (CORPUS_ZH, "今天天气很好，我们去公园。".encode("gb18030"), "run", "GB18030"),
    "wrong side": (CORPUS_ZH, b"This is an English text, not a Chinese one. It goes on.\n", "run", "Chinese"),
    "YAML with a tab": ("glossary/space.yaml", b"- id: x\n\ten: {preferred: y}\n", "check", "tab"),
    "two preferred terms": (
        "glossary/space.yaml",
        "- id: x\n  en: {preferred: y}\n  zh:\n    preferred: [甲, 乙]\n".encode(),
        "check",
        "preferred",
    ),
    "alignment turned into nonsense": (ALIGNMENT, b"confirmed\t1.00\tbanana\n", "check", ALIGNMENT),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_and_nothing_is_changed(case: str, project: Path) -> None:
    name, content, command, said = BAD[case]
    (project / name).write_bytes(content)
    before = tree_digest(project)
    result = run_align(project, command)
    assert result.returncode == 2
    assert name in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert tree_digest(project) == before


def test_exit_codes(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run_align(project, "check").returncode == 1
    assert run_align(project, "check", "--exit-zero").returncode == 0
    assert run_align(project, "check", "--fail-on", "critical").returncode == 0
    assert run_align(project, "check", "--rule", "nonsense").returncode == 2
    assert run_align(project, "check", "no-such-name").returncode == 2
    assert run_align(tmp_path_factory.mktemp("nowhere"), "check").returncode == 2


def test_reading_a_stored_alignment_needs_no_aligner(project: Path) -> None:
    stored = read_alignment(find_project(project), find_project(project).pair(NAME))
    assert len(stored.beads) > 300
