"""What can go wrong, as a small tree of errors that say where.

Every error a user can cause is an :class:`AlignError`. Its text names the file, the line and column
where they are known, what is wrong, and what is allowed instead. The command line prints it and exits
with ``exit_code``; nothing else in the package exits.
"""

from __future__ import annotations

from pathlib import Path

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_WRONG_INPUT = 2


class AlignError(Exception):
    """Wrong input or configuration.

    ``message`` says what is wrong, ``allowed`` (optional) what would be right; ``line`` and ``column``
    are 1-based.
    """

    exit_code = EXIT_WRONG_INPUT

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        allowed: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.column = column
        self.allowed = allowed

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  {self.allowed}" if self.allowed else text


class TextError(AlignError):
    """A text file that cannot be used: empty, binary, wrong encoding, wrong language."""


class ProjectError(AlignError):
    """The project folder lacks something, or names do not fit together."""


class ConfigError(AlignError):
    """align.yaml says something that is not allowed."""


class GlossaryError(AlignError):
    """A glossary file that breaks a rule of its format."""


class AlignmentError(AlignError):
    """An alignment file that does not describe the two documents."""


class FetchError(AlignError):
    """A document could not be fetched whole from its address."""


class PluginError(AlignError):
    """A plug-in file that does not define what its folder promises."""
