"""The command ``align``: one file per subcommand, each defining ``command``; a file's name is its command's."""

from __future__ import annotations

import errno
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from types import FrameType
from typing import NoReturn

import click

from align import __version__
from align.cli._terminal import refuses_colours
from align.errors import EXIT_WRONG_INPUT, AlignError


class CommandFolder(click.Group):
    """A group whose commands are the modules of this package, imported only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_command_name(m.name) for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{__name__}.{_module_name(cmd_name)}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - a slip in our own package
        return command


def _command_name(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


def _module_name(command: str) -> str:
    name = command.replace("-", "_")
    return f"{name}_" if name == "import" else name


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Keep a translated document true to its original.

    \b
    align run            align every document pair of the project
    align check          find mistranslations and inconsistent terms
    align show NAME      read both texts side by side
    """


def main() -> None:
    """Run the command line: errors of the user's become one message and exit code 2; Ctrl-C is 130."""
    _prepare_streams()
    interrupt = _Interrupt()
    signal.signal(signal.SIGINT, interrupt)
    plain = False if refuses_colours() else None
    try:
        _refuse_garbled(sys.argv[1:])
        code = cli(standalone_mode=False, color=plain)
        sys.exit(code if isinstance(code, int) else 0)
    except AlignError as error:
        click.secho(f"align: {error}", fg="red", err=True, color=plain)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_WRONG_INPUT)
    except (click.Abort, KeyboardInterrupt):
        _stop()
    except Exception as error:
        if interrupt.came:
            # Ctrl-C while a library was loading, which made an ImportError of it.
            _stop()
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            click.secho(f"align: the output cannot be written: {error.strerror}", fg="red", err=True, color=plain)
            _let_go_of_output()
            sys.exit(EXIT_WRONG_INPUT)
        raise


class _Interrupt:
    """What Ctrl-C does by default, and remembers that it came."""

    came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        signal.default_int_handler(number, frame)


def _stop() -> NoReturn:
    click.secho("align: stopped; nothing half-written", err=True)
    sys.exit(130)


def _let_go_of_output() -> None:
    """What the output still holds goes nowhere: writing it at the end would fail again and change the exit code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _prepare_streams() -> None:
    """Han and × must not crash a terminal or pipe that claims to be ASCII, nor a closed one anything at all."""
    if sys.stdout is None:
        sys.stdout = StringIO()
    if sys.stderr is None:
        sys.stderr = StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _refuse_garbled(arguments: Sequence[str]) -> None:
    """Names and terms that the locale could not read arrive with lone surrogates: they would be found nowhere."""
    for argument in arguments:
        if any("\ud800" <= char <= "\udfff" for char in argument):
            raise AlignError(
                f"the locale cannot read {argument.encode('utf-8', 'replace').decode()}",
                allowed="Set LC_ALL=C.UTF-8 (or PYTHONUTF8=1).",
            )
