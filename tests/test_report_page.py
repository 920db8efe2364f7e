"""The HTML report in a real browser: both themes, wide and narrow, with and without scripts, filters, contrast."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.bead import Alignment, Bead
from align.plugin import ReportInput
from align.reports import html
from browser import chromium, wait_until
from report_sample import alignment, clean, document, finding, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Opener = Callable[..., "Page"]
THEMES = ("light", "dark")
WIDE, NARROW = (1280, 720), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a report; afterwards the page must have said nothing on the console and asked nobody for anything."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_page(data: ReportInput, size: tuple[int, int] = WIDE, scripts: bool = True, **options: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(html.render(data), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        asked.remove(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == []


def shown(page: Page) -> list[str]:
    """The rules of the findings that can be seen, in their order."""
    found: list[str] = page.locator("#list > details:visible").evaluate_all("cards => cards.map(c => c.dataset.rule)")
    return found


@pytest.mark.parametrize("scripts", [True, False])
def test_everything_can_be_read_with_and_without_scripts(show: Opener, scripts: bool) -> None:
    page = show(sample(), scripts=scripts)
    assert len(page.locator("#list > details[open]").all()) == 9
    for words in ("Artemis is 阿尔特弥斯 elsewhere", "三 10 亿", "no counterpart", "align review visit --at 4"):
        assert page.get_by_text(words).first.is_visible()
    assert page.locator("#filters").is_visible() is scripts


def test_filters_narrow_the_list_and_say_so(show: Opener) -> None:
    page = show(sample())
    assert page.locator("#shown").inner_text() == "All 9 shown"
    page.select_option("select[name=severity]", "critical")
    assert shown(page) == ["figures", "term-forbidden", "figures"]
    assert page.locator("#shown").inner_text() == "3 of 9 shown"
    page.select_option("select[name=rule]", "figures")
    assert shown(page) == ["figures", "figures"]
    page.fill("input[name=words]", "ten TIMES")
    assert shown(page) == ["figures"]
    page.click("button[type=reset]")
    wait_until(page, "document.getElementById('shown').textContent === 'All 9 shown'")
    assert len(shown(page)) == 9


def test_sorting_by_place_and_by_rule(show: Opener) -> None:
    page = show(sample())
    page.select_option("select[name=sort]", "text")
    expected = [found.rule for found in sample().findings]
    assert sorted(shown(page)[2:4]) == sorted(expected[2:4])
    assert shown(page)[:2] + shown(page)[4:] == expected[:2] + expected[4:]
    page.select_option("select[name=sort]", "rule")
    assert shown(page) == sorted(expected)
    page.select_option("select[name=sort]", "worst")
    assert shown(page)[0] == "figures"


def test_a_link_leads_to_its_finding_even_where_a_filter_hides_it(show: Opener) -> None:
    page = show(sample())
    page.select_option("select[name=severity]", "minor")
    page.locator("details.total[data-rule=omission] summary").click()
    page.locator("details.total[data-rule=omission] a").click()
    card = page.locator("#f-omission-5")
    card.wait_for(state="visible")
    wait_until(page, "document.getElementById('f-omission-5').getBoundingClientRect().top < 200")
    assert card.get_attribute("open") is not None


def test_the_keyboard_closes_and_opens_a_finding(show: Opener) -> None:
    page = show(sample())
    page.locator("#f-omission-5 > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#f-omission-5").get_attribute("open") is None
    page.keyboard.press("Enter")
    assert page.locator("#f-omission-5").get_attribute("open") is not None


@pytest.mark.parametrize("size", [WIDE, NARROW, (320, 600)])
def test_nothing_runs_out_of_the_window(show: Opener, size: tuple[int, int]) -> None:
    page = show(sample(), size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_columns_stand_side_by_side_or_one_below_the_other(show: Opener) -> None:
    sides = "#f-figures-4 .bead.here > p"
    for size, beside in ((WIDE, True), (NARROW, False)):
        page = show(sample(), size)
        left, right = (page.locator(sides).nth(n).bounding_box() for n in (0, 1))
        assert left is not None
        assert right is not None
        assert (right["x"] > left["x"] + left["width"]) is beside
        assert (right["y"] >= left["y"] + left["height"]) is not beside


def test_han_is_set_in_a_chinese_font(show: Opener) -> None:
    page = show(sample())
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#f-figures-4 .bead.here p[lang=zh-Hans]"})
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
    assert any("SC" in font["familyName"] or "CJK" in font["familyName"] for font in fonts), fonts


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (css) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, .spoken")) continue;
    const pair = [light(rgba(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const name = element.className || element.tagName;
    if (ratio < 5.6) low.push([Math.round(ratio * 100) / 100, name, element.textContent.slice(0, 30)]);
  }
  return low;
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("data", [sample(), clean()], ids=["findings", "clean"])
def test_every_text_has_a_contrast_of_5_6_to_1(show: Opener, theme: str, data: ReportInput) -> None:
    page = show(data, color_scheme=theme)
    assert page.evaluate(CONTRAST) == []


def test_the_contrast_script_sees_what_is_too_faint(show: Opener) -> None:
    page = show(sample())
    page.evaluate("document.querySelector('h1').style.setProperty('color', '#888')")
    assert [entry[1:] for entry in page.evaluate(CONTRAST)] == [["H1", "9 findings"]]


def test_the_two_themes_differ(show: Opener) -> None:
    grounds = [show(sample(), color_scheme=theme).evaluate("getComputedStyle(document.documentElement).backgroundColor")
               for theme in THEMES]  # fmt: skip
    assert len(set(grounds)) == 2


def test_structure_for_those_who_listen(show: Opener) -> None:
    page = show(sample())
    tree = page.evaluate(
        """() => ({
          landmarks: ["header", "main", "footer"].map((name) => document.querySelectorAll(`body > ${name}`).length),
          headings: Array.from(document.querySelectorAll("h1, h2, h3"), (h) => Number(h.tagName[1])),
          unnamed: Array.from(document.querySelectorAll("a, button, summary"))
            .filter((e) => !e.textContent.trim()).length,
          unlabelled: Array.from(document.querySelectorAll("select, input")).filter((e) => !e.closest("label")).length,
          small: Array.from(document.querySelectorAll("a, button, summary, select, input"))
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24)
            .map((e) => e.textContent.slice(0, 30)),
          lang: document.documentElement.lang,
          status: document.querySelectorAll("[role=status]").length,
        })"""
    )
    assert tree["landmarks"] == [1, 1, 1]
    assert tree["headings"][0] == 1
    assert all(after <= before + 1 for before, after in zip(tree["headings"], tree["headings"][1:], strict=False))
    assert (tree["unnamed"], tree["unlabelled"], tree["status"], tree["lang"]) == (0, 0, 1, "en")
    assert tree["small"] == []


def test_hostile_text_does_nothing(show: Opener) -> None:
    evil = "<img src=x onerror=\"document.title='owned'\"></p></details></style>"
    evil += "<script>document.title='owned'</script>\u202e"
    pair = Alignment(document(evil, "en", [evil]), document(evil, "zh", [evil + "𠀀"]), (Bead((0,), (0,)),))
    found = finding(pair, 1, evil, evil, source=evil, target="𠀀", fix=evil, name=evil, mqm=evil)
    page = show(ReportInput((found,), {evil: pair}, (), evil))
    assert page.title() == "1 finding · align check"
    assert page.locator("img").count() == 0
    assert page.locator("mark").last.inner_text().startswith("<img src=x")


def test_the_policy_stops_scripts_and_styles_that_are_not_ours(browser: Browser, tmp_path: Path) -> None:
    spoiled = html.render(sample()).replace(
        "</main>", "<script>document.title = 'owned'</script><p style='color: red' id='bad'>x</p></main>"
    )
    path = tmp_path / "spoiled.html"
    path.write_text(spoiled, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.title() == "9 findings · align check"
    assert page.evaluate("getComputedStyle(document.getElementById('bad')).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in text for text in said) == 2
    context.close()


def test_two_thousand_findings_open_and_filter_in_time(show: Opener) -> None:
    pair = alignment()
    findings = tuple(finding(pair, 1 + n % 9, "figures" if n % 3 else "brackets", f"number {n}") for n in range(2_000))
    page = show(ReportInput(findings, {"visit": pair}, (), "0"))
    timing = json.loads(page.evaluate("JSON.stringify(performance.getEntriesByType('navigation')[0])"))
    assert timing["loadEventEnd"] - timing["responseEnd"] < 10_000
    took = page.evaluate(
        """() => { const start = performance.now(); const rule = document.querySelector("select[name=rule]");
        rule.value = "brackets"; rule.dispatchEvent(new Event("input", {bubbles: true}));
        document.body.getBoundingClientRect(); return performance.now() - start; }"""
    )
    assert took < 3_000
    assert page.locator("#shown").inner_text() == "667 of 2000 shown"


def test_printed_it_has_every_finding_and_no_controls(show: Opener) -> None:
    page = show(sample())
    page.locator("#f-omission-5 > summary").click()
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert not page.locator(".foot a").first.is_visible()
    assert page.locator("#f-omission-5 .bead.here").is_visible()
    assert len(page.pdf()) > 10_000
