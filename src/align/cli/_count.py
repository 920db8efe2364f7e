"""Numbers with their noun, as the commands say them."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """ "1 concept", "2 concepts", "1 loss", "2 losses"."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number:,} {noun}{'es' if noun.endswith('s') else 's'}"
