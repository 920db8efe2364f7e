"""The replacement a finding proposes, and the words about it."""

from __future__ import annotations

from dataclasses import dataclass

from align.finding import Finding

_AROUND = 24


@dataclass(frozen=True, slots=True)
class Change:
    """``old`` becomes ``new`` between ``before`` and ``after``; where those are cut, the text goes on."""

    before: str
    old: str
    new: str
    after: str
    cut_before: bool
    cut_after: bool


def fix_of(finding: Finding) -> str | None:
    """The text that should stand at the target's span; None where there is none, or no marked place for it."""
    return finding.fix if finding.points_at_target else None


def change(finding: Finding) -> Change | None:
    """A finding's fix with a few words of context on both sides."""
    new = fix_of(finding)
    if new is None:
        return None
    place = finding.target
    start, end = place.span.start - place.offset, place.span.end - place.offset
    left, right = max(0, start - _AROUND), end + _AROUND
    return Change(
        before=place.context[left:start],
        old=place.text,
        new=new,
        after=place.context[end:right],
        cut_before=left > 0,
        cut_after=right < len(place.context),
    )
