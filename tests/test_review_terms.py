"""Terms decided on the page: candidates by keys, statuses, merging, splitting, and what a selection proposes."""

# ruff: noqa: E501 - scripts for the page stand in one line

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.errors import AlignError
from align.web.actions import work
from align.web.proposals import renderings
from align.web.session import Session
from align.web.terms import STATUSES, concepts
from browser import chromium
from review_browser import Tab, opener, serving
from review_sample import GLOSSARY, contents, do, make_project, open_session

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

HERE = "(document.querySelector('dialog .curate code') || {}).textContent"
CANDIDATES = (
    GLOSSARY
    + """
- id: pressurized-rover
  en:
    candidate:
      - pressurized rover
  zh:
    candidate:
      - 加压月球车
      - 月球车

- id: fuel
  en:
    candidate:
      - fuel
  zh:
    candidate:
      - 燃料

- id: rover
  en:
    candidate:
      - rover
  zh:
    candidate:
      - 月球车
"""
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, CANDIDATES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def tab(browser: Browser, tmp_path: Path) -> Iterator[Tab]:
    with serving(*make_project(tmp_path, glossary=CANDIDATES)) as served:
        tab = opener(browser, served)()
        yield tab
        tab.context.close()
        tab.quiet()


def glossary(root: Path) -> str:
    return (root / "glossary" / "words.yaml").read_text("utf-8")


EACH: dict[str, dict[str, Any]] = {
    "candidate-accept": {"id": "fuel"},
    "candidate-reject": {"id": "fuel", "why": "an everyday word"},
    "term-merge": {"id": "rover", "into": "pressurized-rover"},
    "term-split": {"id": "artemis", "terms": [["en", "Artemis mission"]], "definition": "a flight"},
    "term-status": {"id": "artemis", "lang": "zh", "term": "阿尔特弥斯", "status": "preferred"},
    "term-add": {"source": "Iowa", "target": "艾奥瓦州", "definition": "", "field": "places"},
}


@pytest.mark.parametrize("op", sorted(EACH))
def test_every_decision_is_undone_and_done_again_to_the_byte(session: Session, op: str, tmp_path: Path) -> None:
    before = contents(tmp_path)
    do(session, op, **EACH[op])
    after = contents(tmp_path)
    assert after != before
    session.undo()
    assert contents(tmp_path) == before
    session.redo()
    assert contents(tmp_path) == after
    assert Session(session.project, session.pair).termbase == session.termbase


def test_a_rejected_candidate_is_remembered_with_the_reason(session: Session, tmp_path: Path) -> None:
    do(session, "candidate-reject", **EACH["candidate-reject"])
    assert session.termbase.get("fuel") is None
    line = (tmp_path / "glossary" / "rejected.tsv").read_text("utf-8").splitlines()[-1].split("\t")
    assert (line[0], line[1], line[5]) == ("fuel", "*", "an everyday word")


def test_merging_takes_the_terms_along(session: Session) -> None:
    do(session, "term-merge", id="rover", into="pressurized-rover")
    assert session.termbase.get("rover") is None
    merged = session.termbase.get("pressurized-rover")
    assert merged is not None
    assert "rover" in [term.text for term in merged.terms]


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "preferred"])
def test_each_status_is_set(session: Session, status: str) -> None:
    do(session, "term-status", id="artemis", lang="en", term="Artemis mission", status=status)
    concept = session.termbase.get("artemis")
    assert concept is not None
    found = {term.text: term.status.value for term in concept.terms if term.lang == "en"}
    assert found.get("Artemis mission", "none") == status


def test_a_change_of_status_is_checked_at_once(session: Session) -> None:
    rules = {f.rule for found in session.findings.found().values() for f in found}
    assert "term-forbidden" in rules
    do(session, "term-status", id="artemis", lang="zh", term="阿尔特弥斯", status="preferred")
    session.findings.settle()
    assert "term-forbidden" not in {f.rule for found in session.findings.found().values() for f in found}


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"op": "candidate-accept", "id": "artemis"}, "no candidate any more"),
        ({"op": "candidate-accept", "id": "fuel", "field": "../x"}, "no name of a glossary file"),
        ({"op": "candidate-accept", "id": "fuel", "field": "candidates"}, "choose the glossary file"),
        ({"op": "candidate-reject", "id": "nothing"}, "no candidate any more"),
        ({"op": "term-merge", "id": "fuel", "into": "nothing"}, "no concept 'nothing'"),
        ({"op": "term-merge", "id": "fuel", "into": "fuel"}, "into itself"),
        ({"op": "term-status", "id": "fuel", "lang": "zh", "term": "燃料", "status": "good"}, "unknown status"),
        ({"op": "term-status", "id": "fuel", "lang": "zh", "term": "油", "status": "admitted"}, "has no zh term"),
        ({"op": "term-status", "id": "clean-energy", "lang": "zh", "term": "清洁能源", "status": "forbidden"}, "it cannot be forbidden"),
        ({"op": "term-split", "id": "fuel", "terms": [], "definition": ""}, "choose some of the terms"),
        ({"op": "term-split", "id": "fuel", "terms": ["zh"], "definition": ""}, "pairs of language and text"),
    ],
)  # fmt: skip
def test_what_the_glossary_does_not_allow_is_refused(
    session: Session, record: dict[str, Any], message: str, tmp_path: Path
) -> None:
    before = contents(tmp_path)
    with pytest.raises(AlignError, match=message):
        session.do(work({"row": 0, **record}))
    assert contents(tmp_path) == before


def test_concepts_are_found_by_any_of_their_terms(session: Session) -> None:
    assert [one["id"] for one in concepts(session.termbase, "ＡＲＴＥＭＩＳ")] == ["artemis"]
    assert [one["id"] for one in concepts(session.termbase, "能源")] == ["clean-energy"]
    assert concepts(session.termbase, " ") == []


@pytest.mark.parametrize(
    ("side", "words", "expected"),
    [
        ("source", "facility", "设施"),
        ("target", "清洁能源", "clean energy"),
    ],
)
def test_a_selection_proposes_the_other_side(session: Session, side: Any, words: str, expected: str) -> None:
    row = next(n for n, unit in enumerate(session.alignment.units()) if words in getattr(unit, side).text)
    assert renderings(session.alignment, row, side, words)[0] == expected


def test_words_that_stand_nowhere_propose_nothing(session: Session) -> None:
    assert renderings(session.alignment, 0, "source", "nowhere") == []
    assert renderings(session.alignment, 0, "source", " ") == []


# By keys


def test_candidates_are_decided_by_keys(tab: Tab, tmp_path: Path) -> None:
    before = contents(tmp_path)
    tab.press("Shift+T").page.locator("dialog .pair").wait_for()
    order = tab.look("fetch('/api/candidates', {headers: {Authorization: 'Bearer ' + review.api.token}}).then((r) => r.json()).then((r) => r.candidates.map((c) => c.id))")  # fmt: skip
    assert sorted(order) == ["fuel", "pressurized-rover", "rover"]
    turn_to(tab, "pressurized-rover")
    assert tab.page.locator("dialog .places button").count() >= 1
    tab.press("a")
    wait_done(tab)
    assert "preferred: pressurized rover" in glossary(tmp_path)
    turn_to(tab, "fuel")
    tab.press("x").type("an everyday word").press("Enter")
    wait_done(tab)
    assert "an everyday word" in (tmp_path / "glossary" / "rejected.tsv").read_text("utf-8")
    tab.press("m").page.locator("#curate-words").fill("pressurized-rover")
    tab.press("Enter")
    wait_done(tab)
    assert "Every candidate is decided" in tab.text("dialog .curate")
    tab.press("Escape")
    assert tab.look("document.activeElement.id") == "grid"
    for _ in range(3):
        tab.press("Control+z").ready()
    assert contents(tmp_path) == before


def test_a_late_answer_about_one_candidate_decides_no_other(tab: Tab, tmp_path: Path) -> None:
    tab.press("Shift+T").page.locator("dialog .pair").wait_for()
    order = []
    for _ in range(3):
        wait_done(tab)
        order.append(str(tab.look(HERE)))
        tab.press("ArrowRight")
    _, late, shown = order
    turn_to(tab, order[0])
    held: list[Route] = []
    tab.page.route(f"**/api/term?id={late}", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
    tab.press("ArrowRight", "ArrowRight")
    wait_done(tab)
    with tab.page.expect_response(lambda response: response.url.endswith(late)):
        held[0].continue_()
    assert tab.look(HERE) == shown
    tab.press("a")
    wait_done(tab)
    assert f"preferred: {shown.replace('-', ' ')}\n" in glossary(tmp_path)
    assert f"preferred: {late.replace('-', ' ')}\n" not in glossary(tmp_path)


FOUND = """# Found in the texts; decide.
- id: fuel
  en: {candidate: [fuel]}
  zh: {candidate: [燃料]}
- id: rover
  en: {candidate: [rover]}
  zh: {candidate: [月球车]}
"""


def test_what_the_program_found_goes_to_the_file_of_its_field(browser: Browser, tmp_path: Path) -> None:
    project, pair = make_project(tmp_path)
    found = tmp_path / "glossary" / "candidates.yaml"
    found.write_text(FOUND, encoding="utf-8")
    before = contents(tmp_path)
    with serving(project, pair) as served:
        tab = opener(browser, served)()
        tab.press("Shift+T").page.locator("dialog .pair").wait_for()
        tab.press("a")
        assert "Choose the glossary file" in tab.text("dialog > .wrong")
        assert contents(tmp_path) == before
        tab.page.select_option("#curate-field", "words")
        for key in ("Enter", "a"):  # the file stays chosen: one key a decision from then on
            tab.press(key)
            wait_done(tab)
        assert "- id:" not in found.read_text("utf-8")
        assert "preferred: fuel" in glossary(tmp_path)
        assert "preferred: rover" in glossary(tmp_path)
        tab.press("Escape")
        for _ in range(2):
            tab.press("Control+z").ready()
        assert contents(tmp_path) == before
        tab.context.close()
        tab.quiet()


def turn_to(tab: Tab, name: str) -> None:
    """Leafs through the queue from its beginning."""
    tab.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    for _ in range(4):
        wait_done(tab)
        if tab.look(HERE) == name:
            return
        tab.press("ArrowRight")
    raise AssertionError(f"{name} is not in the queue")


def wait_done(tab: Tab) -> None:
    tab.wait("() => !review.working && document.querySelector('dialog .curate[aria-busy=false]')")


def test_the_term_of_the_card_is_edited_by_keys(tab: Tab, tmp_path: Path) -> None:
    row = tab.look("review.store.beads.findIndex((bead) => review.store.segments(bead, 'source').join('').includes('Artemis'))")  # fmt: skip
    tab.go(row).wait("() => review.panel.term === 'artemis'").press("t")
    tab.page.locator("dialog .choose").wait_for()
    tab.press("p")
    assert "Choose one term" in tab.text("dialog > .wrong")
    texts = tab.page.locator("dialog .choose button span").all_inner_texts()
    tab.press(str(texts.index("阿尔特弥斯") + 1), "d")
    wait_done(tab)
    assert "admitted:\n      - 阿尔特弥斯" in glossary(tmp_path)
    tab.press(str(texts.index("阿尔忒弥斯") + 1), "f")
    tab.wait("() => document.querySelector('dialog > .wrong').textContent.includes('preferred')")
    assert "forbidden" not in glossary(tmp_path)
    tab.press("Control+z")
    wait_done(tab)
    tab.press(str(texts.index("Artemis mission") + 1), "s").type("a flight").press("Enter")
    wait_done(tab)
    assert "definition: a flight" in glossary(tmp_path)
    tab.press("Control+z")
    wait_done(tab)
    tab.press("Escape")
    assert glossary(tmp_path) == CANDIDATES


def test_no_candidate_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with serving(*make_project(tmp_path)) as served:
        tab = opener(browser, served)()
        tab.press("Shift+T").page.locator("dialog .quiet").wait_for()
        assert "align glossary update" in tab.text("dialog .quiet")
        tab.context.close()
        tab.quiet()


def test_hostile_words_in_a_glossary_stay_text(browser: Browser, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    words = GLOSSARY + f"\n- id: evil\n  definition: {json.dumps(evil)}\n  en:\n    candidate:\n      - clean energy {evil}\n  zh:\n    candidate:\n      - 清洁能源\n"  # fmt: skip
    with serving(*make_project(tmp_path, glossary=words)) as served:
        tab = opener(browser, served)()
        tab.press("Shift+T").page.locator("dialog .pair").wait_for()
        assert evil in tab.text("dialog .curate")
        assert tab.page.locator("dialog img").count() == 0
        tab.context.close()
        tab.quiet()
