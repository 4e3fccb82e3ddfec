"""`dateline add`: pages into a ledger."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from dateline.cli.options import (
    AllowPrivate,
    Author,
    Debug,
    FetchLinks,
    Json,
    Pages,
    Where,
    Workers,
    examples,
    opened,
)
from dateline.cli.progress import Bar, progress
from dateline.cli.terminal import FAILED, plain_ending, rejected, say, write
from dateline.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.batch.adding import Adding, Total
    from dateline.read.records import Input

GO_ON = "what was stored stays; run the same command again to go on from there"
SHOWN = 10
"""Arguments of a command that the ledger keeps."""

app = typer.Typer()


@app.command(
    epilog=examples(
        "dateline add page.html",
        "dateline add pages/ https://example.org/feed.xml --ledger conflict.db",
        "dateline add archive.warc.gz --no-link --ledger conflict.db && dateline link --ledger conflict.db",
        "dateline add pages/ --ledger postgresql://ana@db.example.org/conflict",
    ),
    rich_help_panel="Ledger",
)
def add(  # noqa: PLR0913 - one parameter is one option of the command
    pages: Pages,
    ledger: Where = None,
    author: Author = None,
    no_link: Annotated[
        bool, typer.Option("--no-link", help="Only store; join incidents to cases later, with dateline link.")
    ] = False,
    workers: Workers = 0,
    fetch_links: FetchLinks = False,
    allow_private: AllowPrivate = False,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Read, code and store pages in a ledger; known pages are passed over, and a killed run goes on where it was."""
    with plain_ending(debug):
        from dateline.batch.adding import Adding
        from dateline.batch.counting import count_pages
        from dateline.config import Config
        from dateline.read.archive import inputs

        config = Config(workers=workers, allow_private=allow_private)
        passed_over: Counter[str] = Counter()
        items = inputs(pages, config, fetch_links=fetch_links, passed_over=passed_over)
        with opened(ledger, author, create=True) as store:
            store.begin(command(pages))
            adding = Adding(store, linked=not no_link, debug=debug)
            total = follow(adding, items, count_pages(pages), config.worker_count())
            if json:
                write(msgspec.json.encode(total).decode() + "\n")
            else:
                name = store.store.name if ledger else ""
                say(f"{counts(total)}; {what_there_is(total, store.count(), name)}")
        if passed_over:
            kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(passed_over.items()))
            say(f"records of archives that are no pages were passed over: {kinds}")
        raise typer.Exit(FAILED if total.rejected else 0)


@app.command(epilog=examples("dateline recode", "dateline recode --ledger conflict.db"), rich_help_panel="Ledger")
def recode(
    ledger: Where = None, author: Author = None, workers: Workers = 0, json: Json = False, debug: Debug = False
) -> None:
    """Code the stored pages again that this version has not coded; what people decided stays."""
    with plain_ending(debug):
        from dateline.batch.adding import Adding
        from dateline.config import Config
        from dateline.read.stored import rebuilt

        with opened(ledger, author) as store:
            store.begin("recode")
            count = sum(1 for _ in store.stale_ids())
            items = (rebuilt(p.data, p.source, p.url, p.retrieved_at, p.meta) for p in store.stale())
            total = follow(Adding(store, debug=debug), items, count, Config(workers=workers).worker_count())
            if json:
                write(msgspec.json.encode(total).decode() + "\n")
            else:
                say(f"{counts(total)}; {what_there_is(total, store.count(), store.store.name if ledger else '')}")
        raise typer.Exit(FAILED if total.rejected else 0)


def follow(adding: "Adding", items: "Iterator[Input]", count: int | None, workers: int) -> "Total":
    """Add the pages, and tell how it goes."""
    with progress(True, count) as bar:
        try:
            return adding.run(items, Telling(bar), workers)
        except (KeyboardInterrupt, SystemExit):
            bar.hide()
            say(f"interrupted after {counts(adding.total)}; {GO_ON}")
            raise
        except LedgerError:
            bar.hide()
            say(f"stopped after {counts(adding.total)}")
            raise


class Telling:
    """Tells a person how a run goes: a line for each page that is rejected, and a progress line."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar

    def now(self, total: "Total", waiting: int) -> None:
        """Draw the progress line anew."""
        self.bar.show(counts(total), total.done + waiting)

    def rejected(self, source: str, reason: str) -> None:
        """Say that a page was rejected, and why."""
        self.bar.hide()
        say(rejected(source, reason))


def counts(total: "Total") -> str:
    """What became of the pages of a run, in words; what did not happen is left out."""
    added = total.added
    parts = [f"{added.new:,} {'page' if added.new == 1 else 'pages'} added"]
    parts += [f"{added.anew:,} coded anew"] if added.anew else []
    parts += [f"{added.known:,} known"] if added.known else []
    parts += [f"{total.rejected:,} rejected"] if total.rejected else []
    return ", ".join(parts)


def command(pages: list[str]) -> str:
    """The command as the ledger keeps it: without passwords, and not longer than a person reads."""
    from dateline.read.answers import without_password

    more = f" and {len(pages) - SHOWN:,} more" if len(pages) > SHOWN else ""
    return f"add {' '.join(map(without_password, pages[:SHOWN]))}{more}"


def what_there_is(total: "Total", cases: int, ledger: str) -> str:
    """What a run found, what the ledger has now, and how to see it."""
    found = f"{total.incidents:,} {'incident' if total.incidents == 1 else 'incidents'} found, "
    see = f"dateline cases --ledger {ledger}" if ledger else "dateline cases"
    return f"{found if total.incidents else ''}{cases:,} {'case' if cases == 1 else 'cases'} in the ledger ({see})"
