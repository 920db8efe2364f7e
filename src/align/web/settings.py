"""How one reader likes the page: keys, theme, size of the text. Kept beside the undo log, not under git."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from align.files import write_text
from align.web.operations import RefusedError
from align.web.patches import read_raw

_PATH = Path(".align") / "review" / "settings.json"
_LARGEST = 20_000
_KEYS = ("theme", "size", "preset", "keys", "reason", "panel")


def load_settings(root: Path) -> dict[str, Any]:
    """The settings; none where the file is absent or is no JSON object (it holds nothing that cannot be set again)."""
    try:
        settings = json.loads(read_raw(root / _PATH) or "{}")
    except ValueError:
        return {}
    return settings if isinstance(settings, dict) else {}


def save_settings(root: Path, settings: Any) -> None:
    """Keep them. Raises RefusedError for what the page never sends."""
    if not isinstance(settings, dict) or set(settings) - set(_KEYS):
        raise RefusedError("unknown settings", allowed=f"Allowed: {', '.join(_KEYS)}.")
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    if len(text) > _LARGEST:
        raise RefusedError("the settings are too long")
    write_text(root / _PATH, text + "\n")
