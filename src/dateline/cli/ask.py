"""`dateline cases`, `dateline issues`, `dateline diff`: what a ledger has, lacks, and how two differ."""

import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, get_args

import msgspec
import typer
from msgspec import structs

from dateline.cli.options import Debug, Json, Where, country, day, examples, least, one_of, opened
from dateline.cli.terminal import WIDEST, plain_ending, say, screen, write
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.case import Case
    from dateline.ledger import Filter

MOST = 10_000
AFTER = re.compile(r"(\d{4}-\d\d-\d\d)?,[0-9a-f]{16}")

app = typer.Typer()


class FiguresName(StrEnum):
    """Which figures of the dead and the wounded a table shows."""

    range = "range"
    acled = "acled"
    ucdp = "ucdp"
    latest = "latest"


class FormatName(StrEnum):
    """The formats of a list of cases."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


@app.command(
    epilog=examples(
        "dateline cases",
        "dateline cases --country Nigeria --since 2021 --until 2021-06 --killed-from 5",
        "dateline cases --actor 'Islamic State' --grade contested --ledger conflict.db",
        "dateline cases --stage 'to do' --format jsonl --limit 1000",
    ),
    rich_help_panel="Ledger",
)
def cases(  # noqa: PLR0913 - one parameter is one option of the command
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="On this day or later; 2024-03 and 2024 do too.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="On this day or earlier.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Those of which no report tells the day.")] = False,
    in_country: Annotated[
        str | None, typer.Option("--country", metavar="NAME", help="A country's name or code.")
    ] = None,
    admin1: Annotated[
        str | None, typer.Option(metavar="NAME", help="A first-order division: a province, a state.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="A place, or the beginning of its name.")] = None,
    type: Annotated[str | None, typer.Option(metavar="NAME", help="An event type or sub-event type of ACLED.")] = None,
    status: Annotated[str | None, typer.Option(metavar="NAME", help="happened, failed or threatened.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Somebody who took part, by name or id.")] = None,
    killed_from: Annotated[
        int | None, typer.Option(metavar="N", help="So many dead or more, by the highest figure.")
    ] = None,
    killed_to: Annotated[
        int | None, typer.Option(metavar="N", help="So many dead or fewer, by the lowest figure.")
    ] = None,
    reports_from: Annotated[int | None, typer.Option(metavar="N", help="Told by so many reports or more.")] = None,
    grade: Annotated[
        str | None, typer.Option(metavar="NAME", help="confirmed, fair, weak, contested, discounted.")
    ] = None,
    stage: Annotated[str | None, typer.Option(metavar="NAME", help="The stage of the work, such as 'to do'.")] = None,
    assignee: Annotated[str | None, typer.Option(metavar="NAME", help="Who has the case.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Those on which two people's decisions differ.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help=f"At most so many, up to {MOST:,}.")] = 50,
    after: Annotated[
        str | None, typer.Option(metavar="DAY,CASE", help="Go on after this case, as the last line says.")
    ] = None,
    format: Annotated[
        FormatName, typer.Option("--format", "-f", help="A table to read, or JSON for programs.")
    ] = FormatName.table,
    figures: Annotated[
        FiguresName,
        typer.Option(
            help="All figures as a range, ACLED's lowest, UCDP's best with low and high, or the latest report's."
        ),
    ] = FiguresName.range,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """List the cases of a ledger, the latest first."""
    with plain_ending(debug):
        from dateline.case import GradeName, Stage
        from dateline.ledger import Filter
        from dateline.model import EventType, Status, SubEventType

        wanted = Filter(
            since=day(since, "--since"),
            until=day(until, "--until", last=True),
            undated=undated,
            country=country(in_country),
            admin1=admin1,
            place=place,
            type=one_of(type, (*get_args(EventType), *get_args(SubEventType)), "type"),
            status=one_of(status, get_args(Status), "status"),
            actor=actor,
            killed_from=least(killed_from, "--killed-from"),
            killed_to=least(killed_to, "--killed-to"),
            reports_from=least(reports_from, "--reports-from"),
            grade=one_of(grade, get_args(GradeName), "grade"),
            stage=one_of(stage, get_args(Stage), "stage"),
            assignee=assignee,
            disputed=disputed,
            limit=limit,
            after=after,
        )
        check(wanted)
        with opened(ledger) as store:
            found = store.cases(structs.replace(wanted, limit=min(limit + 1, MOST)))
            count = store.count(wanted)
        show(found, count, wanted, FormatName.json if json else format, figures)


def check(wanted: "Filter") -> None:
    """Refuse a filter that no case can pass. Raises UsageError."""
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"--since {wanted.since} is after --until {wanted.until}; no day lies between them")
    if wanted.after is not None and not AFTER.fullmatch(wanted.after):
        raise UsageError(f"--after '{wanted.after}' is no place to go on from; give what the last line said")
    if wanted.undated and (wanted.since or wanted.until):
        raise UsageError("--undated asks for cases without a day; leave out --since and --until")
    if not 0 < wanted.limit <= MOST:
        raise UsageError(f"--limit {wanted.limit} cannot be had; ask for 1 to {MOST:,}")
    low, high = wanted.killed_from, wanted.killed_to
    if low is not None and high is not None and low > high:
        raise UsageError(f"--killed-from {low} is above --killed-to {high}; no toll lies between them")


def show(found: "list[Case]", count: int, wanted: "Filter", format: FormatName, figures: FiguresName) -> None:
    """Write the cases, and say how to see the rest, of which one is given too."""
    rest = len(found) > wanted.limit
    found = found[: wanted.limit]
    from dateline.view import cases as view

    if format is FormatName.table:
        write(view.text(found, *screen(WIDEST), figures=figures.value))
    elif format is FormatName.json:
        write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
    else:
        write(b"".join(msgspec.json.encode(case) + b"\n" for case in found).decode())
    if format is FormatName.table or rest:
        if wanted.after is None:
            told = view.counted(len(found), count)
        else:
            told = f"the next {len(found):,} of {count:,} cases"
        last = found[-1] if rest else None
        say(f"{told}; go on with --after {last.date.start or ''},{last.id}" if last else told)


@app.command(
    epilog=examples("dateline issues", "dateline issues --open", "dateline issues --json --ledger conflict.db"),
    rich_help_panel="Ledger",
)
def issues(
    left_open: Annotated[
        bool, typer.Option("--open", help="List what the codings left open instead, page by page.")
    ] = False,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """List the pages that were rejected, each with its reason; or what the codings left open."""
    with plain_ending(debug):
        from dateline.view import events

        with opened(ledger) as store:
            if left_open:
                open_ = store.issues()
                write(as_json(open_) if json else events.issues_text(open_, *screen()))
                count, what = len(open_), "issue was left open|issues were left open"
            else:
                rejected = store.rejections()
                write(as_json(rejected) if json else events.rejections_text(rejected, *screen()))
                count, what = len(rejected), "page was rejected|pages were rejected"
        if not json:
            say(f"{count:,} {what.split('|')[count != 1]}")


@app.command(
    epilog=examples(
        "dateline diff 2026-01-31 now",
        "dateline diff conflict.db colleague.db",
        "dateline diff 2026-01-31 2026-02-28 --ledger conflict.db --json",
    ),
    rich_help_panel="Ledger",
)
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A time (2026-01-31, 2026-01-31T12:00), or a ledger.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A later time, 'now', or another ledger.")],
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Show how the cases of two ledgers, or of one at two times, differ."""
    with plain_ending(debug):
        from dateline.ledger.diff import changes
        from dateline.view import events

        found = changes(cases_of(before, ledger), cases_of(after, ledger))
        write(as_json(found) if json else events.changes_text(found, *screen()))
        if not json:
            say(f"{len(found):,} {'case differs' if len(found) == 1 else 'cases differ'}")


def cases_of(name: str, ledger: str | None) -> "list[Case]":
    """The cases that a ledger has, or had at a time."""
    time = moment(name)
    with opened(ledger if name == "now" or time else name) as store:
        return store.at(time)


def moment(name: str) -> str | None:
    """The end of a day, or the time, that a name stands for, as ledgers write it; None where it names neither.

    >>> moment("2026-01-31"), moment("2026-01-31T12:00:00+01:00"), moment("conflict.db")
    ('2026-01-31T23:59:59.999Z', '2026-01-31T11:00:00.000Z', None)
    """
    from datetime import UTC

    try:
        at = datetime.fromisoformat(name)
    except ValueError:
        return None
    if len(name) <= len("2026-01-31"):
        at = at.replace(hour=23, minute=59, second=59, microsecond=999_000)
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_json(records: object) -> str:
    """Records as JSON that a person can read too."""
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"
