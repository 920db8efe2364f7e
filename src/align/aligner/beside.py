"""What is given beside the texts, brought to the regions that are aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.document import Document
from align.evidence.hints import Hints, Rendered, text_vectors
from align.evidence.material import Material
from align.evidence.vectors import Likeness, likeness


class Beside:
    """Hints for two documents. ValueError where they were made for others."""

    def __init__(self, hints: Hints, source: Document, target: Document) -> None:
        for side, document in enumerate((source, target)):
            found = [len(hints.rendered.texts[side])] if hints.rendered else []
            found += [hints.vectors[side].size] if hints.vectors else []
            if any(count != len(document.segments) for count in found):
                raise ValueError(f"{document.path} has {len(document.segments)} segments, its hints {found}")
        self._hints = hints
        self._vectors = [(hints.vectors, hints.vectors_weight)] if hints.vectors else []
        self._vectors += [(text_vectors(hints.rendered), hints.rendered_weight)] if hints.rendered else []

    def alike(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[Likeness, ...]:
        """All that speaks in the first pass of a region, vectors first; nothing where nothing was given."""
        return tuple(likeness(pair, rows, columns, weight) for pair, weight in self._vectors)

    def told(self, material: Material) -> Material:
        """The material with what the hints say of its segments."""
        hints, (rows, columns) = self._hints, material.texts.numbers
        if not hints.given:
            return material
        alike, rendered = self.alike(rows, columns), hints.rendered
        if rendered is not None:
            here, there = rendered.texts
            rendered = Rendered((tuple(here[k] for k in rows), tuple(there[k] for k in columns)), rendered.machine)
        vectors = alike[0] if hints.vectors else None
        return replace(material, vectors=vectors, rendered=rendered, rendered_weight=hints.rendered_weight, alike=alike)
