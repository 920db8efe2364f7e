"""A real Chromium for the tests of pages. Where it is missing the tests fail and say how to install it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
