"""One text in one cell of one line, and back: what TSV files need.

A backslash escape stands for every character that would break a line, a cell or the eye: tab, line ends of
any kind, control characters, lone surrogates, and the marks that reverse the direction of what follows.
Everything else stands as it is, so that the cell stays readable.
"""

from __future__ import annotations

import re

_SHORT = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_LONG = {short: char for char, short in _SHORT.items()}
_UNSAFE = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.?)", re.DOTALL)


def escape(text: str) -> str:
    """The text without tab, line end, control character, lone surrogate or direction mark."""
    return _UNSAFE.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


def unescape(cell: str) -> str:
    """The text that :func:`escape` made the cell of. Raises ValueError for an escape it never writes."""
    return _ESCAPE.sub(_character, cell)


def _character(found: re.Match[str]) -> str:
    escape_ = found[0]
    if escape_ in _LONG:
        return _LONG[escape_]
    if len(escape_) == 6:
        return chr(int(escape_[2:], 16))
    raise ValueError(f"{escape_!r} is no escape: allowed are \\\\, \\t, \\n, \\r and \\u with four hexadecimal digits")
