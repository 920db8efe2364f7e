"""The command ``align``: one file per subcommand, each defining ``command``; a file's name is its command's."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from align import __version__
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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Han and × must not crash a terminal or pipe that claims to be ASCII.
            stream.reconfigure(encoding="utf-8")
    try:
        code = cli(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except AlignError as error:
        click.secho(f"align: {error}", fg="red", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_WRONG_INPUT)
    except (click.Abort, KeyboardInterrupt):
        click.secho("align: stopped; nothing half-written", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) has gone: not an error of ours, and nobody is left to tell.
        sys.stderr.close()
        sys.exit(141)
