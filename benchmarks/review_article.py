"""One whole review of a document by keyboard alone: every problem fixed or dismissed, every bead confirmed.

    python benchmarks/review_article.py [NAME]

Works on a copy of the project. A problem with a suggested text takes ``f``, any other ``i`` (dismiss), what the
aligner doubts Enter; then every bead is confirmed with Enter. Prints how many keys it took and what changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from align.pipeline import realign
from align.project import find_project
from browser import chromium, wait_until
from review_browser import Tab, opener, serving

ROOT = Path(__file__).resolve().parent.parent
_MOST = 3000
ITEM = """(() => {
  const item = review.panel.current();
  return item && [item.id, !!(item.fix && item.target), !!item.rule];
})()"""


def review(tab: Tab) -> Counter[str]:
    """Presses keys until no problem is left and every bead is confirmed; what was pressed."""
    pressed: Counter[str] = Counter()
    fixed: set[str] = set()

    def press(key: str) -> None:
        tab.press(key)
        pressed[key] += 1
        if sum(pressed.values()) > _MOST:
            raise SystemExit(f"no end after {_MOST} keys: {pressed}")

    while tab.look("review.store.problemsLeft"):
        if not tab.look("review.grid.bead.problems.length"):
            press("n")
            continue
        name, ready, rule = tab.look(ITEM)
        if ready and name not in fixed:
            fixed.add(name)
            press("f")
        else:
            press("i" if rule else "Enter")
        wait_until(tab.page, "() => !review.working")
        if not tab.look("review.store.problemsLeft"):
            # The rules that need the whole document speak when the reader pauses.
            tab.page.wait_for_timeout(1500)
            tab.ready()
    press("Home")
    while tab.look("review.store.confirmed < review.store.beads.length"):
        press("Enter" if not tab.look("review.grid.bead.confirmed") else "u")
    return pressed


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("corpus", "glossary", "alignments"):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name)
        if (ROOT / "baseline.tsv").exists():
            shutil.copy(ROOT / "baseline.tsv", root)
        project = find_project(root)
        pair = project.pair(sys.argv[1] if len(sys.argv) > 1 else None)
        realign(project, pair)
        for command in (
            ["init", "-q"],
            ["add", "-A"],
            ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
        ):
            subprocess.run(["git", *command], cwd=root, check=True)
        with serving(project, pair) as served, chromium() as browser:
            tab = opener(browser, served)()
            before = tab.look("[review.store.beads.length, review.store.problemsLeft]")
            pressed = review(tab)
            left = tab.look("[review.store.beads.length - review.store.confirmed, review.store.problemsLeft]")
            tab.quiet()
        print(f"{before[0]} beads, {before[1]} problems; left: {left[0]} unconfirmed, {left[1]} problems")
        print(
            f"keys pressed: {sum(pressed.values())} ({', '.join(f'{key} × {n}' for key, n in pressed.most_common())})"
        )
        changed = ["git", "-c", "core.quotepath=off", "diff", "--stat", "HEAD"]
        subprocess.run(["git", "add", "-AN"], cwd=root, check=True)
        print(subprocess.run(changed, cwd=root, check=True, capture_output=True, text=True).stdout.rstrip())


if __name__ == "__main__":
    main()
