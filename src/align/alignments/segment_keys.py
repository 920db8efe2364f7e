"""Names of segments by what they say, so that an alignment survives edits elsewhere in its documents.

A key is a short hash of the text without white space: wrapping lines anew, line ends and a space more or
less between Han and Latin leave it as it is. Equal texts have equal keys; which of them is meant follows
from their order, so a repeated heading put in further up renames nothing. Two different texts with the
same key (once in 10^12 pairs) are told apart like repeated ones.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from align.document import Document

KEY_PATTERN = "[a-z2-7]{8}"


def bare(text: str) -> str:
    """The text without white space of any kind."""
    return "".join(text.split())


def segment_key(text: str) -> str:
    """The eight letters and digits (40 bits) that name a segment's text."""
    digest = hashlib.sha256(bare(text).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:5]).decode("ascii").lower()


def segment_keys(document: Document) -> tuple[str, ...]:
    """The key of every segment, in order."""
    return tuple(segment_key(text) for text in document.segment_texts())


def keys_digest(keys: Iterable[str]) -> str:
    """What tells two segmentations apart: the same digest means the same texts in the same order."""
    return segment_key("".join(keys))


def places(keys: Sequence[str]) -> dict[str, list[int]]:
    """Where each key stands, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        found[key].append(index)
    return dict(found)


def match_keys(old: Sequence[str], new: Sequence[str], numbers: Sequence[int] = ()) -> list[int | None]:
    """For every key of ``old`` its place in ``new``, or None where it does not stand any more.

    Keys that stand once on both sides match wherever they moved to. A repeated key goes with its neighbour;
    where that leaves it open, the k-th goes to the k-th if as many are left on both sides (``numbers`` says
    which is the k-th where the order of ``old`` does not). No place is given twice. What stays ambiguous
    stays unmatched: a wrong match would be worse than none. Linear time.
    """
    old_places, new_places = places(old), places(new)
    match: list[int | None] = [None] * len(old)
    taken: set[int] = set()

    def join(here: int, there: int) -> None:
        match[here] = there
        taken.add(there)

    for key, here in old_places.items():
        there = new_places.get(key, [])
        if len(here) == len(there) == 1:
            join(here[0], there[0])
    for pair in _neighbours(old, new, match, taken):
        join(*pair)
    for key, here in old_places.items():
        open_here = [index for index in here if match[index] is None]
        open_there = [index for index in new_places.get(key, []) if index not in taken]
        if len(open_here) == len(open_there):
            if numbers:
                open_here.sort(key=lambda index: (numbers[index], index))
            for here_there in zip(open_here, open_there, strict=True):
                join(*here_there)
    return match


def _neighbours(
    old: Sequence[str], new: Sequence[str], match: Sequence[int | None], taken: Container[int]
) -> Iterator[tuple[int, int]]:
    """Keys that follow a matched key on both sides, then those that come before one.

    Reads ``match`` and ``taken`` while the caller writes them, so that a run of repeats is followed along.
    """
    for step, order in ((1, range(len(old))), (-1, reversed(range(len(old))))):
        for here in order:
            beside, anchor = here + step, match[here]
            if anchor is None or not 0 <= beside < len(old) or match[beside] is not None:
                continue
            there = anchor + step
            if 0 <= there < len(new) and there not in taken and new[there] == old[beside]:
                yield beside, there
