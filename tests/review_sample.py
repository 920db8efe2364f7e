"""A small project under review: every kind of problem, text beyond the BMP, and a hostile sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from align.pipeline import realign
from align.project import Pair, Project, find_project
from align.web.actions import work
from align.web.session import Session

NAME = "visit"
EN = """Climate and energy

The two leaders met in Washington on 10 April 2024. They announced $1 billion for clean energy.

The United States will build a facility for three billion gallons of fuel. It hired 900 workers in Iowa.

Space cooperation

NASA and JAXA will send a pressurized rover to the Moon. The rover weighs 10 tons. Artemis missions will follow.

The sign reads <img src=x onerror=alert(1)> in red.

People to people ties

Students will visit both countries every year. Nobody asked the press about it.
"""
ZH = """气候与能源

两国领导人于2024年4月10日在华盛顿会晤。他们宣布为清洁能源提供10亿美元。

美国将建造一座可生产10亿加仑燃料的设施。它在艾奥瓦州雇用了900名工人。

太空合作

美国航空航天局和日本宇宙航空研究开发机构将向月球发送一辆加压月球车。月球车重10吨。阿尔特弥斯任务将随后进行。

牌子上用红色写着<img src=x onerror=alert(1)>𠀀。

人员往来

学生每年都将访问两国。
"""
GLOSSARY = """# The words of the sample.

- id: artemis
  part_of_speech: proper noun
  en:
    preferred: Artemis
    admitted:
      - Artemis mission
  zh:
    preferred: 阿尔忒弥斯
    deprecated:
      - 阿尔特弥斯

- id: clean-energy
  definition: Energy made without greenhouse gases.
  en:
    preferred: clean energy
  zh:
    preferred: 清洁能源
"""


def make_project(root: Path, english: str = EN, chinese: str = ZH, glossary: str = GLOSSARY) -> tuple[Project, Pair]:
    """A project on disk with one aligned pair."""
    for name, text in _files(english, chinese, glossary).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    project = find_project(root)
    return project, project.pair(NAME)


@cache
def _files(english: str, chinese: str, glossary: str) -> dict[str, str]:
    """The project's files; the pair is aligned once however often it is used."""
    files = {
        f"corpus/en/{NAME}.txt": english,
        f"corpus/zh/{NAME}.txt": chinese,
        "glossary/words.yaml": glossary,
    }
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        project = find_project(Path(folder))
        realign(project, project.pair(NAME))
        files[f"alignments/{NAME}.tsv"] = project.pair(NAME).alignment.read_text("utf-8")
    return files


def contents(root: Path) -> dict[str, bytes]:
    """Every file that a review may write, with its bytes."""
    folders = ("corpus", "alignments", "glossary")
    files = [path for folder in folders for path in (root / folder).rglob("*") if path.is_file()]
    files += [path for path in (root / "baseline.tsv",) if path.exists()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}


def open_session(root: Path, glossary: str = GLOSSARY) -> Session:
    """A session on a project of one pair, with all its findings found."""
    session = Session(*make_project(root, glossary=glossary))
    session.findings.settle()
    return session


def do(session: Session, op: str, row: int = 0, **more: Any) -> dict[str, Any]:
    """One operation, as the page asks for it."""
    return session.do(work({"op": op, "row": row, **more}))


def row_of(session: Session, text: str) -> int:
    """The first row in whose original or translation a text stands."""
    for unit in session.alignment.units():
        if text in unit.target.text or text in unit.source.text:
            return unit.number - 1
    raise AssertionError(text)
