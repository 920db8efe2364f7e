"""A pair that a quality-estimation model from a folder on this machine scores low.

Why it matters: a model that has read millions of pairs notices that two sentences do not say the same, though it
cannot say where. Nothing leaves the machine. It is off until `folder` names a model (see align/quality_model.py;
a path is seen from the project's folder). What counts as low is `below`; without it, what lies far under the
document's own scores (more than 3.5 times their median deviation under the median).
What it does not see: one wrong figure or name in a sentence that is otherwise right; where the fault is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from statistics import median

from align.bead import TranslationUnit
from align.document import Span
from align.errors import ConfigError
from align.finding import Hit, Severity
from align.judging import judges
from align.options import Option, decimal, words
from align.plugin import Check, Context, Example
from align.quality_model import load_model, scores
from align.root import project_root
from align.yamltext import Node


def _no_recording(node: Node) -> Mapping[str, float]:
    raise node.error("recorded scores are for the examples of this rule", ConfigError, "Give `folder`.")


_ID = "quality-estimate"
_FOLDER = Option("folder", "", "folder of the model.", words)
_BELOW: Option[Decimal | None] = Option("below", None, "score under which a pair is told.", decimal)
_RECORDED: Option[Mapping[str, float]] = Option("recorded", {}, "for the examples only.", _no_recording)
_FAR = 3.5
_SIGMA = 1.4826
"""From the median deviation to the standard deviation of a normal distribution."""
_ENOUGH = 20
"""Pairs from which on a document's own scores say what is low."""


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    found, limit = context.once(_scores_and_limit)
    score = found.get(unit.number)
    if score is not None and score < limit:
        yield Hit(
            f"The quality model gives this pair {score:.2f}; {limit:.2f} is the least that passes.",
            source=Span(0, len(unit.source.text)),
            target=Span(0, len(unit.target.text)),
        )


def _scores_and_limit(context: Context) -> tuple[Mapping[int, float], float]:
    """Scores by unit number, and the least that passes."""
    units = [u for u in context.units if u.source.text and u.target.text and u.bead.confidence >= CHECK.min_confidence]
    recorded, name = context.option(_ID, _RECORDED), context.option(_ID, _FOLDER)
    if recorded:
        found = {unit.number: recorded[unit.target.text] for unit in units if unit.target.text in recorded}
    elif name and units:
        start = Path.cwd()
        folder = (project_root(start) or start) / Path(name).expanduser()
        pairs = [(unit.source.text, unit.target.text) for unit in units]
        given = scores(load_model(folder), pairs, folder)
        found = {unit.number: score for unit, score in zip(units, given, strict=True)}
    else:
        offer = judges()
        if offer is not None and not name:
            offer.unset(_ID, "no model was asked", "Set its folder in align.yaml.")
        found = {}
    below = context.option(_ID, _BELOW)
    return found, float(below) if below is not None else _far_under(list(found.values()))


def _far_under(values: list[float]) -> float:
    if len(values) < _ENOUGH:
        return float("-inf")
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    return middle - _FAR * _SIGMA * deviation


_SCORED = {"recorded": {"船来了。": 0.9, "天气很好。": 0.2}, "below": Decimal("0.5")}

CHECK = Check(
    id=_ID,
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    run=run,
    langs=(),
    default=False,
    pure=False,
    options=(_FOLDER, _BELOW, _RECORDED),
    examples=(
        Example(en="The ship came.", zh="船来了。", options=_SCORED),
        Example(en="The ship came.", zh="天气很好。", options=_SCORED, hits=("天气很好。",)),
    ),
)
