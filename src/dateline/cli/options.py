"""What several commands share: their options, and how the words that a person gives become values."""

import calendar
import difflib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.ledger import Ledger

MOST_WORKERS = 512
FEW = 8
"""Names that are all listed where none of them was meant."""

CLOSE = 0.6  # how alike a word must be to one that is known, to be offered instead


def examples(*commands: str) -> str:
    """The end of a help text: commands that can be run as they stand."""
    return f"{'Example' if len(commands) == 1 else 'Examples'}:\n\n" + "\n\n".join(commands) + "\n"


def worker_number(value: str | int) -> int:
    """The number of worker processes that an option asks for."""
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_WORKERS:
        wanted = f"a number from 1 to {MOST_WORKERS}, or 0 for one process for each core"
        raise typer.BadParameter(f"'{value}' is no number of processes; give {wanted}.")
    return number


Pages = Annotated[
    list[str],
    typer.Argument(metavar="PAGE", help="Files, folders, .jsonl, feeds, WARC files, .gz, URLs; - is standard input."),
]
Workers = Annotated[
    int,
    typer.Option(parser=worker_number, metavar="N", help="Worker processes for several pages; 0 is one for each core."),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let URLs lead to private and local addresses.")]
FetchLinks = Annotated[
    bool, typer.Option("--fetch-links", help="Fetch the pages that a feed in a file only announces.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")]
Where = Annotated[
    str | None,
    typer.Option(
        "--ledger", "-l", metavar="FILE|URL", help="The ledger; else what DATELINE_LEDGER names, else dateline.db."
    ),
]
Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Who acts; else what DATELINE_AUTHOR names, else your login name."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Reason = Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why; it is kept with the decision.")]
MayReason = Annotated[
    str | None, typer.Option("--reason", "-r", metavar="TEXT", help="Why; it is kept with the decision.")
]


@contextmanager
def opened(where: str | None, author: str | None = None, *, create: bool = False) -> Generator["Ledger"]:
    """The ledger that a command names, open; unless it is made, it must be there. Raises UsageError, LedgerError."""
    from dateline import open_ledger
    from dateline.config import ledger_name

    with open_ledger(ledger_name(where), author=author, create=create) as ledger:
        yield ledger


# ---- words to values -------------------------------------------------------------------------------------------------
def day(value: str | None, option: str, last: bool = False) -> str | None:
    """The ISO day that an option gives; of a month or year the first or last. Raises UsageError.

    >>> day("2024-02", "--until", last=True), day("2024", "--since")
    ('2024-02-29', '2024-01-01')
    """
    if value is None:
        return None
    parts = value.strip().split("-")
    try:
        numbers = [int(part) for part in parts if part.isascii() and part.isdigit()]
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or len(numbers) != len(parts):
            raise ValueError
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12 if last else 1
        end = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, numbers[2] if len(numbers) > 2 else end).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(f"{option} '{value}' is no day; write it as 2024-03-31, 2024-03 or 2024") from None


def one_of(value: str | None, known: Iterable[str], what: str) -> str | None:
    """The known name that a person means, in whatever case, or by its beginning. Raises UsageError.

    >>> one_of("shelling", ["Shelling/artillery/missile attack", "Attack"], "type")
    'Shelling/artillery/missile attack'
    """
    if value is None:
        return None
    names = {_plain(name): name for name in known}
    wanted = _plain(value)
    if wanted in names:
        return names[wanted]
    begun = [name for plain, name in names.items() if wanted and plain.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    few = list(names.values()) if len(names) <= FEW else []
    near = few or begun or [names[one] for one in difflib.get_close_matches(wanted, names, cutoff=CLOSE)]
    raise UsageError(f"'{value}' is no {what}; choose one of {', '.join(near or names.values())}")


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def country(value: str | None) -> str | None:
    """The code of a country that is given by its code or its name. Raises UsageError."""
    if value is None:
        return None
    from dateline.codebook import phrases
    from dateline.codebook.gazetteer import COUNTRY, open_gazetteer

    gazetteer = open_gazetteer()
    known = gazetteer.country(value.strip().upper())
    named = [one.entry for one in gazetteer.get(phrases.key(value)) if one.entry.kind == COUNTRY]
    found = known or next(iter(named), None)
    if found is None or found.country is None:
        raise UsageError(f"--country '{value}' is no country; give its code of two letters, such as CD, or its name")
    return found.country


def least(value: int | None, option: str) -> int | None:
    """A number that is not below nought. Raises UsageError."""
    if value is not None and value < 0:
        raise UsageError(f"{option} {value} is below 0; give 0 or more")
    return value
