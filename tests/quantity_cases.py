"""What a text says, in a form that a table of cases can hold: kind, values, unit, bound of every quantity."""

from __future__ import annotations

from align.quantities import Bound, find_quantities


def said(text: str, lang: str) -> list[str]:
    """Every quantity of a text as one short line, such as "money 300000000 USD more than"."""
    return [
        " ".join(
            [
                q.kind,
                *(str(value) for value in q.values),
                *([q.unit] if q.unit else []),
                *([q.bound] if q.bound is not Bound.EXACT else []),
            ]
        )
        for q in find_quantities(text, lang)
    ]
