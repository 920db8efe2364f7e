"""What every test may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# CI tries the same examples every time, so that it fails for a change and not by chance; at a desk they are new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Helpers that assert say what they saw, as tests do.
pytest.register_assert_rewrite("browser", "pages", "review_browser", "review_sample")
# What a test finds must not come from the cache of an earlier run; tests of the cache set a folder of their own.
os.environ["ALIGN_CACHE_DIR"] = ""
# The command, found whatever the path says.
ALIGN = [sys.executable, "-m", "align"]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; tests that need it say clearly when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data ../shared is absent: this test needs it and did not run")
    return SHARED
