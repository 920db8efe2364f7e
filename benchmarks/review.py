"""How fast the review page is, in Chromium, against a plain table of the same rows.

    python benchmarks/review.py [--sizes 250,5000,20000] [--times 50] [--output FILE]

Measured in the page: open (from navigation to the first rows drawn), next problem, merge, an edit of a
translation, a split inside the sentences of a row, and undo of each of these (from the key to the next frame, the
answer of the server and the new findings of what was touched included). Rules that need the whole document run
when the reader pauses: they are not in these times. The table is what a page without a windowed grid would do:
every row in the DOM at once.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from align.alignments import save
from align.bead import Alignment, Bead
from align.pipeline import documents
from align.project import find_project
from browser import chromium, wait_until
from review_browser import TOKEN, opener, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PLACES = "Iowa Ohio Texas Kansas Utah Maine Nevada Oregon".split()
HAN = ("艾奥瓦", "俄亥俄", "得克萨斯", "堪萨斯", "犹他", "缅因", "内华达", "俄勒冈")
TABLE = """(rows) => {
  const start = performance.now();
  const table = document.createElement('table');
  for (const [n, left, right] of rows) {
    const line = table.insertRow();
    for (const text of [n, left, '1-1', right, 'auto']) line.insertCell().textContent = text;
  }
  document.body.append(table);
  table.getBoundingClientRect();
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
}"""
TIMED = """async (prepare, act) => {
  const before = prepare();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const start = performance.now();
  await act(before);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
NOTHING = "() => {}"
# What is done to a row, in this order: the name, what comes before the clock starts, and what is timed.
ACTIONS = (
    ("next problem", NOTHING, "() => review.run('next-problem')"),
    ("merge", NOTHING, "() => review.run('merge')"),
    ("undo", NOTHING, "() => review.run('undo')"),
    ("edit", "() => { review.editor.open(); review.editor.area.value += '好。'; }", "() => review.editor.save()"),
    ("undo an edit", NOTHING, "() => review.run('undo')"),
    ("split inside", "() => review.splitter.open()", "() => review.splitter.save()"),
    ("undo a split", NOTHING, "() => review.run('undo')"),
)
CHECK = "check after an operation"


def make(root: Path, rows: int) -> Any:
    """A project of so many one-to-one beads; one in twenty has a wrong figure."""
    chance = random.Random(rows)  # noqa: S311 - a fixed text, not a secret
    english, chinese = [], []
    for n in range(rows):
        place = chance.randrange(len(PLACES))
        count = chance.randrange(200, 9000)
        wrong = count + (100 if n % 20 == 7 else 0)
        english.append(
            f"In {1950 + n % 70} the plant number {n} in {PLACES[place]} hired {count} workers for its line."
        )
        chinese.append(f"{1950 + n % 70}年，{HAN[place]}的第{n}号工厂为其生产线雇用了{wrong}名工人。")
    for lang, lines in (("en", english), ("zh", chinese)):
        (root / "corpus" / lang).mkdir(parents=True)
        (root / "corpus" / lang / "book.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    project = find_project(root)
    pair = project.pair("book")
    source, target = documents(project, pair)
    if (len(source.segments), len(target.segments)) != (rows, rows):
        raise SystemExit(f"segmented into {len(source.segments)} and {len(target.segments)}, not {rows}")
    beads = tuple(Bead((n,), (n,), 0.9) for n in range(rows))
    save(project, pair, Alignment(source, target, beads))
    return project, pair, list(zip(range(1, rows + 1), chinese, english, strict=True))


def said(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 1), "worst": round(max(times), 1)}


def opened(page: Page, url: str) -> float:
    page.goto("about:blank")
    page.goto(url, wait_until="commit")
    wait_until(page, "() => globalThis.review && document.querySelector('.row')")
    return float(page.evaluate("performance.getEntriesByName('rows')[0].startTime"))


def measure(browser: Browser, rows: int, times: int) -> dict[str, Any]:
    result: dict[str, Any] = {"rows": rows}
    with tempfile.TemporaryDirectory() as folder:
        project, pair, texts = make(Path(folder), rows)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        result["table"] = said([_table(page, texts) for _ in range(3)])
        page.close()
        with serving(project, pair, checks=False) as served:
            _fill(served.session)
            tab = opener(browser, served)()
            url = f"{served.origin}/#token={TOKEN}"
            result["open"] = said([opened(tab.page, url) for _ in range(times)])
            found: dict[str, list[float]] = {name: [] for name, _, _ in ACTIONS}
            for n in range(times):
                tab.go((n * 37) % (rows - 2))
                for name, prepare, act in ACTIONS:
                    found[name].append(tab.look(f"({TIMED})({prepare}, {act})"))
            result |= {name: said(times) for name, times in found.items()}
            result[CHECK] = said(_checks(served.session, times))
            tab.context.close()
        gc.unfreeze()
    return result


def _fill(session: Any) -> None:
    """The problems of the rows that have one, known as after a whole check; and the rest as `align review` does it."""
    rows = len(session.alignment.beads)
    for n in range(7, rows, 20):
        session.findings.near[n] = session.findings.rechecker.near(session.alignment, n, n + 1)[0]
    gc.collect()
    gc.freeze()


def _table(page: Page, texts: list[Any]) -> float:
    page.goto("about:blank")
    return float(page.evaluate(TABLE, texts))


def _checks(session: Any, times: int) -> list[float]:
    """Only the findings of what an operation touched, in milliseconds."""
    from time import perf_counter

    from align.web.recheck import touched

    found = []
    for n in range(times):
        row = (n * 37) % (len(session.alignment.beads) - 2)
        start = perf_counter()
        low, high = touched(session.alignment.beads, row, row + 1)
        session.findings.rechecker.near(session.alignment, low, high)
        found.append(1000 * (perf_counter() - start))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="250,5000,20000")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    with chromium() as browser:
        results = []
        for size in given.sizes.split(","):
            results.append(measure(browser, int(size), given.times))
            print(json.dumps(results[-1]), file=sys.stderr, flush=True)
    print("| rows | | " + " | ".join(str(r["rows"]) for r in results) + " |")
    for name in ("table", "open", *(name for name, _, _ in ACTIONS), CHECK):
        cells = [f"{r[name]['median']} ({r[name]['worst']}) ms" for r in results]
        print(f"| {name}, median (worst) | | " + " | ".join(cells) + " |")
    if given.output:
        given.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
