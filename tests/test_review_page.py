"""The review page in Chromium: every key, every state, undo of what each does, in both themes."""

# ruff: noqa: E501 - scripts for the page stand in one line

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.alignments import save
from align.bead import Alignment, Bead
from align.pipeline import documents
from browser import chromium, wait_until
from conftest import ALIGN
from review_browser import Served, Tab, opener, serving
from review_sample import EN, NAME, ZH, contents, make_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(*make_project(tmp_path)) as running:
        yield running


@pytest.fixture
def open_tab(browser: Browser, served: Served) -> Iterator[Callable[..., Tab]]:
    tabs: list[Tab] = []
    make = opener(browser, served)

    def open_one(*args: Any, **about: Any) -> Tab:
        tabs.append(make(*args, **about))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        tab.context.close()
    for tab in tabs:
        tab.quiet()


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    return open_tab()


def row_of(tab: Tab, words: str) -> int:
    """The row whose texts hold some words."""
    found = tab.look(
        "review.store.beads.findIndex((bead) => ['source', 'target'].some((side) => "
        f"review.store.segments(bead, side).join('').includes({json.dumps(words)})))"
    )
    assert found >= 0
    return int(found)


def types(tab: Tab) -> list[str]:
    return list(tab.look("review.store.beads.map((bead) => bead.type)"))


def statuses(tab: Tab) -> list[str]:
    return list(tab.look("review.store.beads.map((bead) => bead.status)"))


def on_disk(served: Served) -> list[str]:
    lines = served.session.pair.alignment.read_text("utf-8").splitlines()[5:]
    return [line.split("\t")[0] for line in lines]


SELECT = """() => {
  const cell = document.querySelector('.row.here .side.source');
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const words = %s, range = document.createRange();
  const from = cell.textContent.indexOf(words);
  for (let node, at = 0; (node = walk.nextNode()); at += node.length) {
    if (at <= from && from < at + node.length) range.setStart(node, from - at);
    if (at < from + words.length && from + words.length <= at + node.length) range.setEnd(node, from + words.length - at);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


# What the page opens with


def test_it_opens_on_the_first_problem_with_the_focus_on_the_rows(tab: Tab) -> None:
    assert tab.row == row_of(tab, "three billion")
    assert tab.look("document.activeElement.id") == "grid"
    assert "billion" in tab.text("#problems")
    assert tab.look("location.hash") == ""
    assert tab.look("document.querySelector('.row.here').getAttribute('aria-selected')") == "true"
    active = tab.look("document.getElementById('grid').getAttribute('aria-activedescendant')")
    assert tab.page.locator(f"#{active}").is_visible()
    assert tab.text("#left").endswith("problems left")


def test_at_opens_on_a_row(open_tab: Callable[..., Tab]) -> None:
    assert open_tab(6).row == 5


def test_marks_tell_figures_terms_and_wrong_terms_apart(tab: Tab) -> None:
    tab.wait("() => review.store.beads.every((bead) => bead.marks)")
    texts = tab.look("Object.fromEntries(['wrong', 'amber', 'term', 'figure'].map((kind) => [kind, [...document.querySelectorAll(`.mark.${kind}`)].map((mark) => mark.textContent)]))")  # fmt: skip
    assert any("10亿加仑" in text or "billion gallons" in text for text in texts["wrong"])
    assert "阿尔特弥斯" in "".join(texts["amber"])
    assert "clean energy" in texts["term"]
    assert "2024年4月10日" in "".join(texts["figure"])


def test_the_term_card_has_counts_and_places(tab: Tab) -> None:
    tab.go(row_of(tab, "Artemis"))
    tab.page.locator("#card .places button").first.wait_for()
    card = tab.text("#card")
    assert "artemis" in card
    assert "阿尔忒弥斯" in card
    assert "1 row without an accepted rendering" in card


# Moving


def test_keys_move_row_and_side(tab: Tab) -> None:
    tab.press("Home")
    assert tab.row == 0
    assert tab.press("j", "ArrowDown").row == 2
    assert tab.press("k").row == 1
    assert tab.press("ArrowUp").row == 0
    assert tab.press("End").row == len(types(tab)) - 1
    assert tab.press("PageUp").row < len(types(tab)) - 1
    assert tab.press("ArrowRight").side == "source"
    assert tab.press("ArrowLeft").side == "target"
    tab.press("ArrowUp", "ArrowUp", "Home", "ArrowUp")
    assert tab.row == 0


def test_n_goes_from_problem_to_problem_and_around(tab: Tab) -> None:
    rows = {tab.press("n").row for _ in range(8)}
    wanted = set(tab.look("review.store.beads.flatMap((bead, n) => bead.problems.length ? [n] : [])"))
    assert rows == wanted
    here = tab.row
    assert tab.press("n", "Shift+N").row == here


def test_u_goes_to_the_next_unconfirmed(tab: Tab) -> None:
    tab.press("Home", "Enter")
    assert tab.row == 1
    tab.press("Home", "u")
    assert tab.row == 1
    assert tab.press("Shift+U").row == len(types(tab)) - 1


def test_g_goes_to_a_number_and_says_what_there_is(tab: Tab) -> None:
    tab.press("g").type("400").press("Enter")
    assert "There are rows 1 to" in tab.text("dialog .wrong")
    tab.page.locator("#goto-row").fill("４")
    tab.press("Enter")
    assert tab.row == 3
    assert tab.look("document.activeElement.id") == "grid"


# Deciding and mending: each key, what it writes, and its undo

BEADS: dict[str, list[str]] = {
    "m": ["m"],
    "M": ["Shift+M"],
    "x": ["x"],
    "b": ["b"],
    "v": ["v"],
    "C": ["Shift+C"],
    "Enter": ["Enter"],
    "Alt+down": ["Alt+ArrowDown"],
    "Alt+up": ["Alt+ArrowUp"],
    "Shift+Alt+down": ["Shift+Alt+ArrowDown"],
    "Shift+Alt+up": ["Shift+Alt+ArrowUp"],
    "i": ["i"],
}


@pytest.mark.parametrize("name", list(BEADS))
def test_each_key_writes_at_once_and_is_undone_to_the_byte(tab: Tab, name: str, tmp_path: Path) -> None:
    before = contents(tmp_path)
    here = row_of(tab, "three billion")
    tab.go(here)
    tab.press(*BEADS[name])
    assert contents(tmp_path) != before, "the key wrote nothing"
    assert tab.text("#save") == "Saved"
    tab.press("Control+z")
    assert contents(tmp_path) == before
    assert "Undone" in tab.text("#save")
    after_undo = tab.look("review.store.beads.map((bead) => [bead.type, bead.status, bead.bookmark])")
    tab.press("Control+y", "Control+z")
    assert contents(tmp_path) == before
    assert tab.look("review.store.beads.map((bead) => [bead.type, bead.status, bead.bookmark])") == after_undo


def test_enter_confirms_and_goes_on_as_fast_as_one_can_press(tab: Tab, served: Served) -> None:
    tab.press("Home")
    for _ in range(5):
        tab.page.keyboard.press("Enter")
    tab.press()
    assert statuses(tab)[:6] == ["confirmed"] * 5 + ["auto"]
    assert on_disk(served)[:6] == ["confirmed"] * 5 + ["auto"]
    assert tab.text("#confirmed").startswith("5 of ")


def test_a_fix_is_one_key(tab: Tab, tmp_path: Path) -> None:
    tab.go(row_of(tab, "Artemis"))
    assert tab.text("#problems .suggestion") == "阿尔特弥斯 → 阿尔忒弥斯"
    tab.press("f")
    assert (tmp_path / "corpus" / "zh" / f"{NAME}.txt").read_text("utf-8") == ZH.replace("阿尔特弥斯", "阿尔忒弥斯")
    assert "阿尔忒弥斯" in tab.text(".row.here")
    assert "no open problem" in tab.text("#problems")
    tab.press("Control+z").ready()
    assert "阿尔特弥斯" in tab.text(".row.here")


def test_editing_in_place_saves_and_checks_again_at_once(tab: Tab, tmp_path: Path) -> None:
    row = row_of(tab, "three billion")
    tab.go(row).press("e")
    selected = tab.look("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)")  # fmt: skip
    assert selected == "10亿加仑"
    tab.type("30亿加仑").press("Enter")
    assert tab.look("document.activeElement.id") == "grid"
    assert "30亿加仑" in (tmp_path / "corpus" / "zh" / f"{NAME}.txt").read_text("utf-8")
    assert "no open problem" in tab.text("#problems")
    assert tab.row == row


def test_leaving_an_edit_keeps_the_draft(tab: Tab, tmp_path: Path) -> None:
    before = contents(tmp_path)
    tab.go(2).press("F2", "End").type("草稿").press("Escape")
    assert contents(tmp_path) == before
    assert tab.look("document.activeElement.id") == "grid"
    tab.press("e")
    assert tab.look("document.activeElement.value").endswith("草稿")
    tab.press("Escape")


def test_split_at_the_caret_after_a_merge(tab: Tab) -> None:
    before = types(tab)
    tab.press("Home", "j", "m")
    assert types(tab)[1] == "2-2"
    tab.press("s")
    assert tab.page.locator(".caret").count() == 2
    tab.press("Enter")
    assert types(tab) == before
    tab.press("s", "Escape")
    assert tab.page.locator(".caret").count() == 0
    assert types(tab) == before


def test_split_inside_a_sentence_after_a_stop_or_a_word(tab: Tab, served: Served, tmp_path: Path) -> None:
    before = contents(tmp_path)
    row = row_of(tab, "two leaders met")
    tab.go(row).press("s", "m", "ArrowDown", "Home")
    assert tab.look("review.splitter.around()") == ["", "The two lead"]
    for _ in range(6):
        tab.press("Shift+ArrowRight")
    assert tab.look("review.splitter.around()") == ["n Washington", "on 10 April "]
    assert tab.text(".row.here .side.source .after").startswith("on 10 April")
    tab.press("ArrowDown", "End")
    while not tab.look("review.splitter.around()[1]").startswith("于2024"):
        tab.press("Shift+ArrowLeft")
    tab.press("Enter").ready()
    assert tab.row == row
    assert types(tab)[row : row + 2] == ["1-1", "1-1"]
    assert "two leaders met in Washington" in tab.text(".row.here")
    assert "April" not in tab.text(".row.here")
    assert tab.look("review.splitter.active") is False
    tab.press("m").ready()
    assert "April" in tab.text(".row.here")
    assert types(tab)[row] == "1-1"
    tab.press("Control+z").ready()
    tab.press("Control+z").ready()
    assert contents(tmp_path) == before


def test_a_button_beside_an_open_text_neither_loses_nor_saves_it(tab: Tab, tmp_path: Path) -> None:
    tab.go(2).press("b")
    before = contents(tmp_path)
    tab.press("e").type("好")
    tab.page.locator("#tool-undo").click()
    assert "Save or leave" in tab.text("#save")
    assert contents(tmp_path) == before
    tab.wait("() => document.activeElement.matches('textarea.editor')")
    tab.press("Enter")
    assert "好" in tab.text(".row.here .side.target")


def test_an_empty_filter_says_why_and_no_key_acts_on_a_hidden_row(tab: Tab, tmp_path: Path) -> None:
    before = contents(tmp_path)
    tab.page.locator("[data-chip=bookmarks]").click()
    assert "No row is bookmarked" in tab.text("#empty")
    assert tab.text("#problems") == "No row is shown."
    tab.press("Enter", "m")
    assert contents(tmp_path) == before
    tab.page.locator("#empty button").click()
    assert tab.text("#problems").startswith("Row ")


SAME = """async () => {
  const doc = await review.api.get('/api/document');
  const { texts, beads } = review.store;
  const known = beads.map((b) => [b.s, b.sn, b.t, b.tn, b.confidence, b.status, b.note, +b.bookmark, +b.accepted]);
  const wrong = [];
  for (const side of ['source', 'target']) {
    for (const key of ['texts', 'gaps']) if (JSON.stringify(texts[side][key]) !== JSON.stringify(doc[side][key])) wrong.push(side + key);
    if (texts[side].lengths.some((n, i) => n !== Array.from(doc[side].texts[i]).length)) wrong.push('lengths');
  }
  if (JSON.stringify(known) !== JSON.stringify(doc.beads)) wrong.push('beads');
  beads.forEach((bead, row) => {
    if (JSON.stringify(bead.findings) !== JSON.stringify(doc.findings[row] || [])) wrong.push(`findings of row ${row}`);
  });
  return wrong;
}"""


def test_texts_change_on_the_page_without_loading_it_anew(tab: Tab, served: Served, tmp_path: Path) -> None:
    """Edits, splits, fixes, dismissals and their undo: only what changed is sent; place, focus and finds stay."""
    before = contents(tmp_path)
    row = row_of(tab, "two leaders met")
    tab.press("/").type("the").press("Enter", "Escape")
    tab.go(row).press("/").type("华盛顿").wait("() => review.finder.count.textContent === '1 of 1 row'")
    tab.look("review.focusGrid()")
    asked = len([url for url in tab.asked if url.endswith("/api/document")])
    tab.wait("() => review.store.beads[0].marks && !review.fetching")
    tab.look("globalThis.above = review.grid.rows.get(review.store.beads[0].uid).element")
    scrolled = tab.look("review.grid.scroller.scrollTop")
    steps = (["s", "Enter"], ["e", "End", "好", "Enter"], ["m"], ["i"])
    for keys in steps:
        for key in keys:
            tab.type(key) if key == "好" else tab.press(key)
        tab.press()
        assert tab.look(SAME) == [], keys
        if keys != ["i"]:
            assert tab.row == row
        assert tab.look("document.activeElement.id") == "grid"
    assert tab.text("#find-count").endswith("1 row"), "what was found is followed"
    done = len(served.session.journal.done)
    for key in ["Control+z"] * done + ["Control+y"] * done + ["Control+z"] * done:
        tab.press(key)
        assert tab.look(SAME) == [], key
        assert tab.look("document.activeElement.id") == "grid"
    assert contents(tmp_path) == before
    assert tab.look("above.isConnected"), "the rows above are not drawn anew"
    assert tab.look("review.grid.scroller.scrollTop") == scrolled
    assert len([url for url in tab.asked if url.endswith("/api/document")]) == asked + len(steps) + 3 * done


def test_dismissing_takes_one_key_and_goes_on(tab: Tab, tmp_path: Path) -> None:
    here = tab.row
    count = tab.look("review.grid.bead.problems.length")
    tab.press(*["i"] * count)
    assert tab.row != here
    assert "right as it stands" in (tmp_path / "baseline.tsv").read_text("utf-8")
    tab.go(here)
    assert "dismissed" in tab.text("#problems")
    tab.press("Shift+O")
    assert "dismissed" not in tab.text("#problems")


def test_a_reason_of_ones_own(tab: Tab, tmp_path: Path) -> None:
    tab.press("Shift+I").page.locator("#reason").fill("原文如此")
    tab.press("Enter")
    assert "原文如此" in (tmp_path / "baseline.tsv").read_text("utf-8")
    assert tab.look("document.activeElement.id") == "grid"


def test_comment_bookmark_and_accepted_gap_are_written(tab: Tab, served: Served) -> None:
    row = row_of(tab, "Nobody asked")
    tab.go(row)
    if tab.look("review.grid.bead.type") != "1-0":
        served.session.do(lambda session: session.step_of("split", __import__("align.web.operations", fromlist=["split"]).split(session.alignment.beads, row, 1, 1)))  # fmt: skip
        tab.look("review.load()")
        tab.ready().go(row_of(tab, "Nobody asked"))
    tab.press("o", "b", "c").type("问过了吗").press("Enter")
    line = next(line for line in served.session.pair.alignment.read_text("utf-8").splitlines() if "Nobody" in line)
    assert line.split("\t")[5:7] == ["bookmark accepted", "问过了吗"]
    assert "accepted gap" in tab.text(".row.here")
    assert "问过了吗" in tab.text("#problems")


def test_realigning_between_decided_rows(tab: Tab) -> None:
    tab.press("Home", "Enter", "Enter")
    before = types(tab)
    tab.go(3).press("m")
    served_type = types(tab)[3]
    assert served_type == "2-2"
    tab.press("v", "r")
    assert types(tab) == before
    assert statuses(tab)[:2] == ["confirmed", "confirmed"]


def test_what_is_refused_says_why(tab: Tab, tmp_path: Path) -> None:
    before = contents(tmp_path)
    tab.press("End", "m")
    assert "no row after this one" in tab.text("#save")
    tab.press("Home", "o")
    assert "has both sides" in tab.text("#save")
    assert contents(tmp_path) == before


# Finding and filtering


def test_find_folds_case_and_width_and_takes_regular_expressions(tab: Tab) -> None:
    tab.press("/").type("NASA").press("Enter")
    assert "1" in tab.text("#find-count")
    assert tab.row == row_of(tab, "NASA")
    assert tab.page.locator(".mark.found").count() >= 1
    tab.page.locator("#find-words").fill("ｎａｓａ")
    tab.press("Enter")
    assert tab.row == row_of(tab, "NASA")
    tab.page.locator("#find-regex").check()
    tab.page.locator("#find-words").fill(r"\d+\s*亿")
    tab.press("Enter")
    assert "2 rows" in tab.text("#find-count")
    tab.page.locator("#find-words").fill("[")
    tab.wait("() => document.getElementById('find-count').textContent.startsWith('not a regular')")
    tab.page.locator("#find-words").fill("nowhere at all")
    tab.wait("() => document.getElementById('find-count').textContent === 'found nowhere'")
    tab.page.locator("#find-words").focus()
    tab.press("Escape")
    assert tab.look("document.activeElement.id") == "grid"
    assert tab.press("Control+f").page.locator("#find").is_visible()


def test_chips_count_and_filter(tab: Tab) -> None:
    chip = tab.page.locator('[data-chip="numbers"]')
    assert chip.inner_text().split() == ["Numbers", "1"]
    chip.click()
    assert tab.row == row_of(tab, "three billion")
    assert tab.page.locator(".row").count() == 3
    assert chip.get_attribute("aria-pressed") == "true"
    tab.press("i")
    tab.page.locator("#empty").wait_for()
    assert "Nothing of this kind is left" in tab.text("#empty")
    tab.press("Escape")
    assert tab.page.locator(".row").count() > 3


def test_a_selection_becomes_a_term(tab: Tab, tmp_path: Path) -> None:
    row = row_of(tab, "pressurized rover")
    tab.go(row).wait("() => review.grid.bead.marks")
    tab.look(SELECT % json.dumps("pressurized rover"))
    tab.press("t")
    tab.page.locator("#term-source").wait_for()
    assert tab.page.locator("#term-source").input_value() == "pressurized rover"
    assert tab.page.locator("#term-target").input_value() in tab.look(
        "review.store.segments(review.grid.bead, 'target').join('')"
    )
    assert tab.page.locator("#term-target").input_value()
    tab.page.locator("#term-target").fill("加压月球车")
    tab.press("Enter")
    glossary = (tmp_path / "glossary" / "words.yaml").read_text("utf-8")
    assert (
        "- id: pressurized-rover\n  en:\n    preferred: pressurized rover\n  zh:\n    preferred: 加压月球车\n"
        in glossary
    )
    assert glossary.startswith("# The words of the sample.")
    tab.press("Control+z").ready()
    assert "pressurized" not in (tmp_path / "glossary" / "words.yaml").read_text("utf-8")


# Keys themselves


def test_keys_are_ignored_while_an_input_method_composes(tab: Tab, tmp_path: Path) -> None:
    before = contents(tmp_path)
    for init in ("{key: 'Enter', isComposing: true}", "{key: 'Process', keyCode: 229}", "{key: 'm', keyCode: 229}"):
        tab.look(f"document.getElementById('grid').dispatchEvent(new KeyboardEvent('keydown', {{...{init}, bubbles: true}}))")  # fmt: skip
    tab.press()
    assert contents(tmp_path) == before
    tab.go(2).press("e")
    tab.look("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))")  # fmt: skip
    assert tab.look("document.activeElement.tagName") == "TEXTAREA"
    tab.press("Escape")


def test_caps_lock_and_full_width_marks_mean_the_same_keys(tab: Tab) -> None:
    before = len(types(tab))
    tab.go(2)
    tab.look("document.getElementById('grid').dispatchEvent(new KeyboardEvent('keydown', {key: 'M', bubbles: true}))")
    tab.press()
    assert len(types(tab)) == before - 1
    assert tab.row == 2
    tab.look("document.getElementById('grid').dispatchEvent(new KeyboardEvent('keydown', {key: '？', bubbles: true}))")
    tab.page.locator("dialog .keys").wait_for()


@pytest.mark.parametrize("preset", ["default", "InterText", "OmegaT"])
def test_every_key_reaches_its_action(tab: Tab, preset: str) -> None:
    tab.look(f"import('/static/keys.js').then(({{Keymap}}) => {{ review.keymap = new Keymap('{preset}'); review.ran = []; review.actions.run = (id) => {{ review.ran.push(id); }}; }})")  # fmt: skip
    keys = [(action, key) for action, keys in tab.look("[...review.keymap.keys]") for key in keys]
    for _, key in keys:
        pressed = key.replace("Ctrl+", "Control+")
        tab.page.keyboard.press(f"Shift+{pressed}" if len(key) == 1 and key.isupper() else pressed)
    tab.press()
    assert tab.look("review.ran") == [action for action, _ in keys]
    assert len(keys) > 50


def test_help_lists_every_action_with_a_button_and_remaps(tab: Tab, served: Served) -> None:
    tab.press("?")
    labels = tab.look("[...document.querySelectorAll('dialog .keys tr')].map((row) => row.textContent)")
    assert len(labels) == tab.look("review.keymap.keys.size")
    tab.page.get_by_label("change the key of Merge with next").click()
    tab.press("w", "Escape")
    before = len(types(tab))
    tab.go(1).press("w")
    assert len(types(tab)) == before - 1
    kept = json.loads((served.session.root / ".align" / "review" / "settings.json").read_text("utf-8"))
    assert kept["keys"]["merge"] == ["w"]


PRESETS = {
    "OmegaT": {"u": "move-up", "d": "move-down", "s": "split", "m": "merge", "e": "edit", "a": "confirm", "r": "review"},
    "InterText": {"Enter": "shift-down", "Backspace": "shift-up", "Ctrl+ArrowUp": "move-up", "Ctrl+ArrowDown": "move-down", "Ctrl+Backspace": "merge-previous", "m": "bookmark", "s": "confirm", "e": "edit"},
}  # fmt: skip


@pytest.mark.parametrize(("preset", "key"), [("OmegaT", "d"), ("InterText", "Control+ArrowDown")])
def test_presets_of_other_editors(tab: Tab, preset: str, key: str) -> None:
    """Keys as the menu of OmegaT's aligner and the manual of InterText Editor give them."""
    tab.press("?").page.locator("#preset").select_option(preset)
    tab.press("Escape")
    assert {key: tab.look(f"review.keymap.action({json.dumps(key)})") for key in PRESETS[preset]} == PRESETS[preset]
    tab.go(1).press(key)
    assert types(tab)[1:3] == ["1-0", "1-2"]


def test_every_action_has_a_key_in_every_preset(tab: Tab) -> None:
    for preset in ("default", "InterText", "OmegaT"):
        bare = tab.look(f"import('/static/keys.js').then(({{Keymap}}) => [...new Keymap('{preset}').keys].filter(([, keys]) => !keys.length).map(([id]) => id))")  # fmt: skip
        assert bare == ["reload"], preset


def test_no_two_actions_share_a_key_in_any_preset(tab: Tab) -> None:
    for preset in ("default", "InterText", "OmegaT"):
        keys = tab.look(
            f"import('/static/keys.js').then(({{Keymap}}) => [...new Keymap('{preset}').keys.values()].flat())"
        )
        assert len(keys) == len(set(keys)), preset


def test_text_size_and_theme_are_kept(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab()
    tab.press("+", "+", "Shift+L").wait("() => !review.saving")
    assert tab.look("getComputedStyle(document.documentElement).fontSize") == "18px"
    again = open_tab()
    assert again.look("[getComputedStyle(document.documentElement).fontSize, document.documentElement.dataset.theme]") == ["18px", "dark"]  # fmt: skip


# States of the page


def test_a_file_changed_on_disk_is_noticed_and_the_action_not_applied(tab: Tab, served: Served) -> None:
    path = served.session.pair.alignment
    changed = path.read_text("utf-8").replace("auto", "confirmed", 1)
    path.write_text(changed, encoding="utf-8")
    tab.go(4).press("b")
    tab.page.get_by_role("alert").wait_for()
    assert "Your last action was not applied" in tab.text("#notice")
    assert path.read_text("utf-8") == changed
    tab.page.get_by_role("button", name="Load newer").click()
    tab.ready().wait("() => review.api.state === 'ready'")
    assert statuses(tab)[0] == "confirmed"
    assert tab.page.locator("#notice").is_hidden()
    tab.said = [line for line in tab.said if "412" not in line]


def test_a_pull_that_changes_a_text_is_aligned_anew_from_the_page(tab: Tab, served: Served, tmp_path: Path) -> None:
    tab.press("Home", "Enter")
    served.session.pair.target.write_text(ZH.replace("会晤", "会面"), encoding="utf-8")
    tab.wait("() => review.api.state === 'stale'")
    tab.page.get_by_role("button", name="Load newer").click()
    tab.wait("() => review.api.state === 'unusable'")
    assert "has changed since" in tab.text("#notice")
    tab.said = [line for line in tab.said if "409" not in line]
    before = contents(tmp_path)
    tab.page.get_by_role("button", name="Align anew").click()
    tab.wait("() => review.api.state === 'ready' || review.api.state === 'saved'").ready()
    assert statuses(tab)[0] == "confirmed"
    assert "会面" in "".join(tab.look("review.store.texts.target.texts"))
    assert tab.page.locator("#notice").is_hidden()
    after = contents(tmp_path)
    assert after != before
    tab.press("Control+z")
    assert "cannot be taken back" in tab.text("#save")
    assert contents(tmp_path) == after


def test_two_tabs_know_of_each_other(open_tab: Callable[..., Tab]) -> None:
    one = open_tab()
    page = one.context.new_page()
    page.goto(one.served.url())
    wait_until(page, "() => review.store.beads.length")
    one.page.locator("#notice .second").wait_for()
    page.evaluate("review.run('bookmark')")
    one.wait("() => review.api.state === 'stale'")
    one.page.get_by_role("button", name="Load newer").click()
    one.wait("() => review.store.beads.some((bead) => bead.bookmark)")


def test_when_the_server_is_gone_nothing_is_lost_and_it_is_tried_again(
    tab: Tab, served: Served, tmp_path: Path
) -> None:
    tab.look("review.api.pause = 100")
    served.stop()
    tab.go(3)
    tab.page.keyboard.press("b")
    tab.wait("() => review.api.state === 'gone'")
    assert "not saved" in tab.text("#notice")
    tab.page.keyboard.press("m")
    assert tab.look("review.store.beads[3].bookmark") is False
    served.start()
    tab.wait("() => review.api.state === 'saved' && !review.working")
    assert "bookmark" in served.session.pair.alignment.read_text("utf-8")
    assert tab.page.locator("#notice").is_hidden()
    tab.said = [line for line in tab.said if "ERR_CONNECTION" not in line]


def test_a_full_disk_is_said_and_retried_once_only(tab: Tab, served: Served, monkeypatch: Any) -> None:
    from align.web import patches

    write = patches.write_text

    def full(path: Path, text: str) -> bool:
        raise OSError(28, "No space left on device")

    tab.look("review.api.pause = 100")
    monkeypatch.setattr(patches, "write_text", full)
    tab.go(3)
    tab.page.keyboard.press("b")
    tab.wait("() => review.api.state === 'retrying'")
    assert "No space left" in tab.text("#notice")
    assert tab.text("#save") == "Not saved, retrying …"
    monkeypatch.setattr(patches, "write_text", write)
    tab.wait("() => review.api.state === 'saved' && !review.working")
    assert served.session.alignment.beads[3].bookmark
    assert served.session.saved == 1
    tab.said = [line for line in tab.said if "503" not in line]


def test_an_answer_lost_on_the_way_is_not_applied_twice(tab: Tab, served: Served) -> None:
    lost: list[int] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(1)
            route.fetch()
            route.abort()

    tab.look("review.api.pause = 100")
    tab.page.route("**/api/do", lose)
    before = len(types(tab))
    tab.go(2).press("m")
    assert len(types(tab)) == before - 1
    assert served.session.saved == 1
    tab.said = [line for line in tab.said if "ERR_FAILED" not in line]


def test_undo_outlives_the_server(tab: Tab, served: Served, open_tab: Callable[..., Tab], tmp_path: Path) -> None:
    before = contents(tmp_path)
    tab.go(2).press("m", "b")
    from align.web.session import Session

    again = Session(served.session.project, served.session.pair)
    assert again.state()["undo"]["label"] == "bookmark row 3"
    again.undo()
    again.undo()
    assert contents(tmp_path) == before
    tab.wait("() => review.api.state === 'stale'")


def test_an_old_address_is_told(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.url(token="of-another-run"))  # noqa: S106
    page.get_by_role("alert").wait_for()
    assert "Open the one that align review printed last" in page.locator("#notice").inner_text()
    context.close()


# Hostile and odd texts


def test_corpus_text_is_never_markup(tab: Tab) -> None:
    tab.go(row_of(tab, "onerror"))
    assert "<img src=x onerror=alert(1)>" in tab.text(".row.here")
    assert "𠀀" in tab.text(".row.here")
    assert tab.page.locator("#grid img").count() == 0


def test_long_lines_direction_marks_and_characters_beyond_the_bmp(browser: Browser, tmp_path: Path) -> None:
    english = (
        "A long line follows.\n\n"
        + "It is the word of the day and " * 3000
        + "end.\n\nIt costs \u202e500 dollars here. 900 men came.\n"
    )
    chinese = "下面是长行。\n\n" + "词，" * 50_000 + "。\n\n𠀀𠀀它在这里\u202e花费500美元。来了9000人。\n"
    project, pair = make_project(tmp_path, english, chinese)
    # Sentence by sentence: what an aligner makes of such a text is not the question here.
    save(project, pair, Alignment(*documents(project, pair), tuple(Bead((n,), (n,), 0.9) for n in range(4))))
    with serving(project, pair, checks=False) as running:
        tab = opener(browser, running)()
        tab.press("Home", "End")
        assert "RLO" in tab.text("#grid")
        assert tab.page.locator(".rest").count() >= 1
        tab.wait("() => review.store.beads[2].marks")
        assert "500美元" in "".join(
            tab.look("[...document.querySelectorAll('.mark.figure')].map((m) => m.textContent)")
        )
        tab.go(1)
        tab.page.locator(".row.here .rest").first.click()
        assert len(tab.text(".row.here")) > 90_000
        tab.context.close()
        tab.quiet()


def test_runs_without_a_counterpart_are_folded(browser: Browser, tmp_path: Path) -> None:
    english = EN + "\n" + "\n\n".join(f"Sentence {word} was left out whole here." for word in "one two three four five six".split()) + "\n"  # fmt: skip
    with serving(*make_project(tmp_path, english)) as running:
        tab = opener(browser, running)()
        tab.go(row_of(tab, "Nobody asked"))
        folds = tab.page.locator(".fold button")
        assert folds.count() == 1
        before = tab.page.locator(".row").count()
        tab.press("z")
        assert tab.page.locator(".row").count() > before
        tab.press("z")
        assert tab.page.locator(".fold button").count() == 1
        tab.context.close()
        tab.quiet()


# Size, theme, accessibility


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_sticks_out_and_targets_are_large(
    open_tab: Callable[..., Tab], size: tuple[int, int], theme: str
) -> None:
    tab = open_tab(size=size, color_scheme=theme)
    assert tab.look("document.documentElement.scrollWidth <= innerWidth")
    small = tab.look(
        "[...document.querySelectorAll('button, input, select')].filter((e) => e.offsetParent).map((e) => [e.textContent || e.id, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([t, r]) => `${t} ${r.width}x${r.height}`)"
    )
    assert [item for item in small if not item.startswith("find-regex")] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(open_tab: Callable[..., Tab], theme: str) -> None:
    tab = open_tab(color_scheme=theme, bypass_csp=True)
    axe = axe_source()
    tab.look(axe)
    for prepare in ([], ["?"], ["Escape", "g"], ["Escape", "e"], ["Escape", "/"], ["Escape", "s"], ["Escape", "c"], ["Escape", "t"], ["Escape", "Shift+T"], "stale"):  # fmt: skip
        if prepare == "stale":
            tab.press("Escape").look("review.api.become('stale', 'visit.tsv changed on disk.')")
        else:
            tab.press(*prepare)
            tab.page.wait_for_timeout(60)
        found = tab.look("axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + ' ' + n.failureSummary).join('; ')}`))")  # fmt: skip
        assert found == []


def axe_source() -> str:
    """axe-core as `make test` installs it."""
    path = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.fail("axe-core is missing: run `npm install --prefix tests` (make test does)", pytrace=False)
    return path.read_text("utf-8")


def test_the_command_prints_an_address_and_keeps_others_out(tmp_path: Path) -> None:
    make_project(tmp_path)
    command = [*ALIGN, "review", "--no-browser"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as first:
        assert first.stdout is not None
        lines = [first.stdout.readline() for _ in range(3)]
        url = lines[2].strip()
        assert url.startswith("http://127.0.0.1:")
        assert "#token=" in url
        second = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 2
        assert url in second.stderr
        first.send_signal(2)
        rest = first.stdout.read()
        assert first.wait(timeout=15) == 0
        assert "Saved: 0 changes" in rest
