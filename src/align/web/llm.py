"""Ask an OpenAI-compatible endpoint: bounded in time, size, attempts and cost, and never twice about the same.

Nothing is trusted about the other side. Redirects are not followed (the key would go along), the whole attempt is
bounded and not only each wait, and a reply that is not what was asked for is asked for again and then given up.
Where the endpoint is broken for every question (key refused, no such model), that is an error; where it is out of
order, the questions are given up after a few failures in a row and a note says how many.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from align.cache import cache_folder, digest_of, recall
from align.errors import ConfigError, TextError
from align.files import write_text
from align.judging import EndpointSettings, Prompt
from align.web.chat import AgainError, Answer, RefusedError, complete

_LONGEST_WAIT = 30.0
_FAILURES_IN_A_ROW = 5
_REPLY_TOKENS = 1000
"""Kept back of the caps for each reply before it is known how long it is."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_MILLION = 1_000_000

Accept = Callable[[str], bool]


def connect(settings: EndpointSettings, note: Callable[[str], None]) -> Client:
    """A client for an endpoint; the key is ALIGN_LLM_KEY of the environment.

    Raises ConfigError where the address is none, or the key would go to a place that the owner of the key did
    not choose: the address of a project's align.yaml gets it only where ALIGN_LLM_ADDRESS names the same.
    """
    key = os.environ.get("ALIGN_LLM_KEY", "")
    try:
        parts = urlsplit(settings.address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not parts.query
    except ValueError:
        usable = False
    if not usable or not settings.address.isascii() or any(char.isspace() for char in settings.address):
        raise ConfigError(f"{settings.address!r} is no address of an endpoint", allowed="As https://host/v1.")
    if parts.username is not None:
        raise ConfigError("the address of the endpoint holds a name or password", allowed="Set ALIGN_LLM_KEY.")
    if not (key.isascii() and key.isprintable()):
        raise ConfigError("ALIGN_LLM_KEY holds characters that no key has")
    if key and os.environ.get("ALIGN_LLM_ADDRESS", "").rstrip("/") != settings.address.rstrip("/"):
        raise ConfigError(
            f"ALIGN_LLM_KEY is set, but the address {settings.address} stands in align.yaml only",
            allowed="Set ALIGN_LLM_ADDRESS to the same address, so that the key goes nowhere else; or unset the key.",
        )
    if key and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise ConfigError("the key would travel unencrypted", allowed="Use an https address.")
    folder = cache_folder()
    return Client(settings, key, note, None if folder is None else folder.parent / "replies")


class Client:
    """One endpoint for one run. ``pause`` waits between attempts, in seconds."""

    def __init__(
        self,
        settings: EndpointSettings,
        key: str,
        note: Callable[[str], None],
        folder: Path | None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.requests = self.tokens_in = self.tokens_out = 0
        self._key = key
        self._note = note
        self._folder = folder
        self._pause = pause
        self._lock = threading.Lock()
        self._reserved = 0
        self._failed_in_a_row = 0

    @property
    def spent(self) -> Decimal:
        """What the run cost so far, in the currency of the prices."""
        return self._price(self.tokens_in, self.tokens_out)

    def ask(self, prompts: Sequence[Prompt], accept: Accept) -> list[str | None]:
        """A reply for each prompt, None where none came that ``accept`` takes. Raises FetchError or ConfigError."""
        with ThreadPoolExecutor(self.settings.parallel, thread_name_prefix="align-judge") as pool:
            futures = [pool.submit(self._one, prompt, accept) for prompt in prompts]
            try:
                outcomes = [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        reasons: dict[str, int] = {}
        for _, why in outcomes:
            if why:
                reasons[why] = reasons.get(why, 0) + 1
        for why, count in sorted(reasons.items()):
            self._note(f"llm-judge: {count} of {len(prompts)} beads were not judged: {why}")
        return [reply for reply, _ in outcomes]

    def _one(self, prompt: Prompt, accept: Accept) -> tuple[str | None, str]:
        """The reply, or why there is none."""
        key = digest_of(["llm", self.settings.address, self.settings.model, prompt.system, prompt.user])
        kept = recall(self._folder, key)
        if kept is not None and accept(kept):
            return kept, ""
        why = ""
        for attempt in range(self.settings.attempts):
            refusal = self._reserve(prompt)
            if refusal:
                return None, refusal
            try:
                answer = complete(self.settings, self._key, prompt)
            except AgainError as error:
                self._book(prompt, None)
                why = str(error)
                self._count_failure(failed=True)
                if attempt + 1 < self.settings.attempts:
                    self._pause(min(_LONGEST_WAIT, error.wait if error.wait is not None else 0.5 * 2**attempt))
                continue
            except RefusedError as error:
                self._book(prompt, None)
                self._count_failure(failed=True)
                return None, str(error)
            except BaseException:
                self._book(prompt, None)
                raise
            self._book(prompt, answer)
            self._count_failure(failed=False)
            if accept(answer.text):
                self._keep(key, answer.text)
                return answer.text, ""
            why = "the replies are not the JSON that was asked for"
        return None, why

    def _count_failure(self, *, failed: bool) -> None:
        with self._lock:
            self._failed_in_a_row = self._failed_in_a_row + 1 if failed else 0

    def _reserve(self, prompt: Prompt) -> str:
        """Take a request out of the caps; why not, where that would go beyond them."""
        tokens = _estimate(prompt.system) + _estimate(prompt.user) + _REPLY_TOKENS
        limits = self.settings
        with self._lock:
            if self._failed_in_a_row >= _FAILURES_IN_A_ROW * limits.parallel:
                return "the endpoint failed too often in a row"
            if self.requests >= limits.most_requests:
                return f"the cap of {limits.most_requests} questions a run is reached"
            if self.tokens_in + self.tokens_out + self._reserved + tokens > limits.most_tokens:
                return f"the cap of {limits.most_tokens} tokens a run is reached"
            dearest = self._price(self.tokens_in, self.tokens_out) + self._price(self._reserved + tokens, 0)
            dearest = max(dearest, self.spent + self._price(0, self._reserved + tokens))
            if limits.budget is not None and dearest > limits.budget:
                return f"the budget of {limits.budget} a run is reached"
            self.requests += 1
            self._reserved += tokens
        return ""

    def _book(self, prompt: Prompt, answer: Answer | None) -> None:
        """Turn what was reserved into what was used. A failed attempt may have been paid for: its question counts."""
        asked = _estimate(prompt.system) + _estimate(prompt.user)
        with self._lock:
            self._reserved -= asked + _REPLY_TOKENS
            self.tokens_in += max(asked, answer.tokens_in) if answer else asked
            self.tokens_out += max(_estimate(answer.text), answer.tokens_out) if answer else 0

    def _price(self, tokens_in: int, tokens_out: int) -> Decimal:
        return (tokens_in * self.settings.price_in + tokens_out * self.settings.price_out) / _MILLION

    def _keep(self, key: str, text: str) -> None:
        if self._folder is not None:
            try:
                write_text(self._folder / key, f"{digest_of([text])}\n{text}")
            except (TextError, UnicodeEncodeError):
                return  # a cache is no promise


def _estimate(text: str) -> int:
    """Tokens of a text, rather too many than too few: one a Han character, one in three Latin letters."""
    return len(text.encode("utf-8", "surrogatepass")) // 3 + 1
