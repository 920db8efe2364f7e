"""JSON lines: one bead a line, with the place of every segment in its corpus file.

Spans are half-open ranges of code points in the file (after a byte-order mark, if it has one), so that
``text[start:end]`` is the segment. A line holds no character that any reader takes for a line end.
"""

from __future__ import annotations

import json
import re

from align.bead import Alignment
from align.document import Document
from align.plugin import Format

# JSON itself escapes what lies below U+0020; these end lines for some readers, or cannot be UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(alignment: Alignment, name: str) -> str:
    """Every bead with its number, status, confidence, a person's words, and the segments of both sides."""
    lines = []
    for number, bead in enumerate(alignment.beads, start=1):
        record = {
            "name": name,
            "bead": number,
            "type": bead.type,
            "status": bead.status.value,
            "confidence": round(bead.confidence, 2),
            "note": bead.note,
            "bookmark": bead.bookmark,
            "accepted": bead.accepted,
            "source": _side(alignment.source, bead.source),
            "target": _side(alignment.target, bead.target),
        }
        line = json.dumps(record, ensure_ascii=False)
        lines.append(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")
    return "".join(lines)


def _side(document: Document, indexes: tuple[int, ...]) -> dict[str, object]:
    segments = []
    for index in indexes:
        span = document.segments[index].span
        segments.append({"start": span.start, "end": span.end, "text": span.of(document.text)})
    return {"lang": document.lang, "path": document.path, "segments": segments}


FORMAT = Format(
    id="jsonl",
    suffixes=(".jsonl",),
    describe="JSON lines: one bead a line, with code-point spans and texts of its segments on both sides.",
    write=write,
)
