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
    from collections.abc import Callable, Iterator

    from dateline.batch.adding import Total
    from dateline.config import Config
    from dateline.ledger import Ledger
    from dateline.read.records import Input

GO_ON = "what was stored stays; run the same command again to go on from there"

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
        from dateline import codebook
        from dateline.config import VERSION, Config
        from dateline.model import CodedBy
        from dateline.read.archive import inputs

        config = Config(workers=workers, allow_private=allow_private)
        versions = CodedBy(VERSION, codebook.load().version, "rules")
        passed_over: Counter[str] = Counter()
        items = inputs(pages, config, fetch_links=fetch_links, passed_over=passed_over)
        with opened(ledger, author, create=True, versions=versions) as store:
            store.begin(" ".join(["add", *pages]))
            total = run(store, items, how_many(pages), config, not no_link, debug)
            tell(store, total, passed_over, json)
        raise typer.Exit(FAILED if total.rejected else 0)


def run(
    store: "Ledger", items: "Iterator[Input]", count: "Callable[[], int | None]", config: "Config", link: bool, debug: bool
) -> "Total":
    """Add the pages, and tell how it goes."""
    from dateline.batch.adding import Adding

    with progress(True) as bar:
        watcher = Telling(bar, count)
        adding = Adding(store, watcher, linked=link, debug=debug)
        try:
            return adding.run(items, config.worker_count())
        except (KeyboardInterrupt, SystemExit):
            bar.hide()
            say(f"interrupted after {counts(adding.total)}; {GO_ON}")
            raise
        except LedgerError:
            bar.hide()
            say(f"stopped after {counts(adding.total)}")
            raise
