"""`dateline verify`, `dateline link`, `dateline rebuild`: keeping a ledger whole."""

import typer

from dateline.cli.ask import as_json
from dateline.cli.options import Author, Debug, Json, Where, examples, opened
from dateline.cli.progress import spinning
from dateline.cli.terminal import FAILED, plain_ending, say, screen, write

app = typer.Typer()
PANEL = "Keep a ledger"


@app.command(epilog=examples("dateline verify", "dateline verify --ledger conflict.db --json"), rich_help_panel=PANEL)
def verify(json: Json = False, ledger: Where = None, debug: Debug = False) -> None:
    """Check a ledger against itself: every hash, the chain of entries, references and the replay."""
    with plain_ending(debug):
        from dateline.view import events

        with opened(ledger) as store, spinning() as tell:
            faults = store.verify(lambda what: tell(f"checking {what}"))
        if json:
            write(as_json(faults))
        elif faults:
            write(events.faults_text(faults, *screen()))
            say(f"{len(faults):,} {'fault' if len(faults) == 1 else 'faults'} found")
        else:
            write("The ledger is whole: hashes, entries, references and the replay are as they must be.\n")
        raise typer.Exit(FAILED if faults else 0)


@app.command(epilog=examples("dateline link", "dateline link --ledger conflict.db"), rich_help_panel=PANEL)
def link(ledger: Where = None, author: Author = None, json: Json = False, debug: Debug = False) -> None:
    """Compare all incidents again and join what this version takes for one case; people's merges and splits stay."""
    with plain_ending(debug), opened(ledger, author) as store, spinning() as tell:
        before = store.count()
        tell("comparing all incidents")
        store.link()
        told_cases(before, store.count(), json)


@app.command(epilog=examples("dateline rebuild", "dateline rebuild --ledger conflict.db"), rich_help_panel=PANEL)
def rebuild(ledger: Where = None, author: Author = None, json: Json = False, debug: Debug = False) -> None:
    """Build the cases anew from the entries, as after a fault that verify has found."""
    with plain_ending(debug), opened(ledger, author) as store, spinning() as tell:
        before = store.count()
        tell("building the cases anew")
        store.rebuild()
        told_cases(before, store.count(), json)


def told_cases(before: int, now: int, json: bool) -> None:
    """Say how many cases there are, and how many there were."""
    if json:
        write(as_json({"before": before, "cases": now}))
    else:
        was = f", {before:,} before" if before != now else ""
        write(f"{now:,} {'case' if now == 1 else 'cases'}{was}\n")
