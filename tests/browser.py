"""A real Chromium for the tests of pages. Where it is missing the tests fail and say how to install it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_MISSING = """the tests of pages need {what}, which is not installed.
  Chromium: sudo apt-get install chromium fonts-noto-cjk
  playwright: pip install playwright (no browser of its own is needed)"""


def wait_until(page: Page, script: str, seconds: float = 15) -> None:
    """Return as soon as a script says yes.

    Asked from outside: what playwright's ``wait_for_function`` asks inside the page between two frames is refused
    by a policy that forbids eval, and the refusal stands in the console.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(script):
        if time.monotonic() > end:
            raise AssertionError(f"not in {seconds} s: {script}")
        page.wait_for_timeout(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window; closed at the end."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.fail(_MISSING.format(what="Chromium"), pytrace=False)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail(_MISSING.format(what="playwright"), pytrace=False)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
