"""The terminal: results to standard output, messages to standard error, and endings without a traceback."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import BinaryIO

import typer

from dateline.errors import DatelineError, UsageError
from dateline.view.plain import encoded, one_line

FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
NARROWEST, USUAL, WIDEST = 60, 100, 140  # columns of the reading sheet: longer lines are hard to read


def screen(usual: int = USUAL) -> tuple[int, bool]:
    """The columns for a sheet on standard output, `usual` where that is no terminal, and whether it takes colours."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        return usual, False
    return min(max(console.width, NARROWEST), WIDEST), console.color_system is not None and not console.no_color


def standard_output(needed: bool = True) -> tuple[BinaryIO, str]:
    """Standard output with its encoding. Where it is closed, raises OSError or, not being needed, gives a sink."""
    if sys.stdout is None:
        if needed:
            raise OSError(errno.EBADF, "standard output is closed")
        return BytesIO(), "utf-8"
    return sys.stdout.buffer, sys.stdout.encoding or "utf-8"


def write(text: str) -> None:
    """Write text to standard output in its encoding."""
    stream, encoding = standard_output()
    stream.write(encoded(text, encoding))
    stream.flush()


def say(message: str) -> None:
    """Write a message to standard error; text of a page or a file name in it cannot steer the terminal."""
    lines = [one_line(line) for line in message.splitlines()] or [""]
    with suppress(OSError):
        typer.echo("\n".join(lines), err=True)


def rejected(source: str, reason: str) -> str:
    """A line about a page that was rejected; its source is named once."""
    name = one_line(source)
    reason = reason.replace(source, name)
    return f"rejected {reason}" if reason.startswith(name) else f"rejected {name}: {reason}"


@contextmanager
def plain_ending(debug: bool = False) -> Generator[None]:
    """End a command with a message and a status instead of a traceback, which `debug` asks for."""
    try:
        yield
    except UsageError as error:
        say(f"dateline: {error}")
        raise typer.Exit(USAGE) from None
    except DatelineError as error:
        say(f"dateline: {error}")
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        discard()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        discard()
        where = f" to {error.filename}" if error.filename else ""
        reason = error.strerror or error
        say(f"dateline: the output cannot be written{where} ({reason}); free some space or choose another -o")
        raise typer.Exit(FAILED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if hasattr(error, "format_message"):  # what the parser of the command line makes of a command
            say(misunderstood(error.format_message(), getattr(error, "ctx", None)))
            raise typer.Exit(USAGE) from None
        if debug:
            raise
        say(f"dateline: internal error ({type(error).__name__}): {error}; run with --debug to see more, and report it")
        raise typer.Exit(FAILED) from None


def discard() -> None:
    """Send what is left in the buffer of standard output nowhere: it has no reader, or no room."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def misunderstood(message: str, context: typer.Context | None) -> str:
    """One line about a command that makes no sense: what is wrong, and where to look; nothing where help was shown."""
    if not message.strip():
        return ""
    told = one_line(message).replace("Value error, ", "").rstrip(".")
    return f"dateline: {told}; see {context.command_path if context else 'dateline'} --help"
