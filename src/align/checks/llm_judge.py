"""What a language model at an OpenAI-compatible address thinks of each bead.

Why it matters: a model sees mistranslations that no rule can; it also imagines some, and costs money and time.
It is asked bead by bead, with the glossary's terms for it, and answers with MQM errors. What it quotes must stand
in the text, or the error is dropped. Its suggestions are never safe fixes. Replies are kept in the user's cache
folder, so that an unchanged bead is asked about once. The texts leave this machine: that is why it is off until
`address` and `model` are set, here or as ALIGN_LLM_ADDRESS and ALIGN_LLM_MODEL. The key is read from ALIGN_LLM_KEY
only: align.yaml is committed, a key must not be.
What it does not see: anything that needs more than the one bead; beads after a cap is reached (a note says so).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from decimal import Decimal

from align.bead import TranslationUnit
from align.errors import ConfigError
from align.finding import Hit, Severity
from align.judging import EndpointSettings, judges
from align.mqm import is_reply, judged, prompt
from align.options import Option, decimal, whole_number, words
from align.plugin import Check, Context, Example
from align.termhits import unit_terms
from align.yamltext import Node


def _no_recording(node: Node) -> Mapping[str, str]:
    raise node.error("recorded replies are for the examples of this rule", ConfigError, "Give `address` and `model`.")


_ID = "llm-judge"
_ADDRESS = Option("address", "", "base address of the endpoint, as https://host/v1.", words)
_MODEL = Option("model", "", "name of the model.", words)
_TIMEOUT = Option("timeout", 60, "seconds for one attempt.", whole_number(1, 3600))
_ATTEMPTS = Option("attempts", 4, "how often one bead is asked about before it is given up.", whole_number(1, 10))
_PARALLEL = Option("parallel", 4, "questions asked at once.", whole_number(1, 32))
_REQUESTS = Option("most-requests", 2000, "cap on the questions of one run.", whole_number(1, 10_000_000))
_TOKENS = Option("most-tokens", 2_000_000, "cap on the tokens of one run, both ways.", whole_number(1, 999_999_999))
_PRICE_IN = Option("price-in", Decimal(0), "price of a million tokens of question.", decimal)
_PRICE_OUT = Option("price-out", Decimal(0), "price of a million tokens of reply.", decimal)
_BUDGET: Option[Decimal | None] = Option("budget", None, "cap on the price of one run.", decimal)
_RECORDED: Option[Mapping[str, str]] = Option("recorded", {}, "for the examples only.", _no_recording)


def run(unit: TranslationUnit, context: Context) -> Iterator[Hit]:
    reply = context.once(_replies).get(unit.number)
    if reply is not None:
        yield from judged(reply, unit).hits


def _replies(context: Context) -> Mapping[int, str]:
    """Replies by unit number."""
    units = [u for u in context.units if u.source.text and u.target.text and u.bead.confidence >= CHECK.min_confidence]
    recorded = context.option(_ID, _RECORDED)
    if recorded:
        return {unit.number: recorded[unit.target.text] for unit in units if unit.target.text in recorded}
    offer = judges()
    if offer is None:
        return {}
    settings = _settings(context)
    if settings is None:
        remedy = "Set its address and model in align.yaml, or ALIGN_LLM_ADDRESS and ALIGN_LLM_MODEL."
        offer.unset(_ID, "nobody was asked", remedy)
        return {}
    prompts = [prompt(unit, unit_terms(unit, context).source) for unit in units]
    answers = offer.endpoint(settings).ask(prompts, is_reply)
    replies = {unit.number: answer for unit, answer in zip(units, answers, strict=True) if answer is not None}
    dropped = sum(judged(replies[unit.number], unit).dropped for unit in units if unit.number in replies)
    if dropped:
        offer.note(f"{_ID}: {dropped} errors of the model were dropped: they do not quote the text, or are not MQM")
    return replies


def _settings(context: Context) -> EndpointSettings | None:
    address = context.option(_ID, _ADDRESS) or os.environ.get("ALIGN_LLM_ADDRESS", "")
    model = context.option(_ID, _MODEL) or os.environ.get("ALIGN_LLM_MODEL", "")
    if not address or not model:
        return None
    return EndpointSettings(
        address=address,
        model=model,
        timeout=float(context.option(_ID, _TIMEOUT)),
        attempts=context.option(_ID, _ATTEMPTS),
        parallel=context.option(_ID, _PARALLEL),
        most_requests=context.option(_ID, _REQUESTS),
        most_tokens=context.option(_ID, _TOKENS),
        price_in=context.option(_ID, _PRICE_IN),
        price_out=context.option(_ID, _PRICE_OUT),
        budget=context.option(_ID, _BUDGET),
    )


_ERROR = (
    '{"errors": [{"side": "target", "span": "交易所", "category": "accuracy/mistranslation", "severity": "major", '
    '"why": "the exchange of people became a stock exchange", "suggestion": "交流"}]}'
)

CHECK = Check(
    id=_ID,
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    run=run,
    default=False,
    pure=False,
    options=(
        *(_ADDRESS, _MODEL, _TIMEOUT, _ATTEMPTS, _PARALLEL),
        *(_REQUESTS, _TOKENS, _PRICE_IN, _PRICE_OUT, _BUDGET, _RECORDED),
    ),
    examples=(
        Example(
            en="This exchange helps students.",
            zh="这种交流有助于学生。",
            options={"recorded": {"这种交流有助于学生。": '{"errors": []}'}},
        ),
        Example(
            en="This exchange helps students.",
            zh="该项目有助于学生。",
            options={"recorded": {"该项目有助于学生。": _ERROR}},
            why="the model quotes words that do not stand there",
        ),
        Example(
            en="This exchange helps students.",
            zh="该交易所有助于学生。",
            options={"recorded": {"该交易所有助于学生。": _ERROR}},
            hits=("交易所",),
        ),
    ),
)
