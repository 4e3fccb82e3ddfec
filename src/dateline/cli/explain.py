"""`dateline explain` and `dateline history`: why something is as it is, and what was ever done to it."""

from typing import Annotated

import typer

from dateline.cli.ask import as_json
from dateline.cli.options import Debug, Json, Where, examples, opened
from dateline.cli.terminal import plain_ending, screen, write

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A case, a telling or a value, by the first digits of its name.")
]

app = typer.Typer()


@app.command(
    epilog=examples("dateline explain 3f2a91bc", "dateline explain 3f2a91bc --json --ledger conflict.db"),
    rich_help_panel="Ledger",
)
def explain(name: Name, json: Json = False, ledger: Where = None, debug: Debug = False) -> None:
    """Show why a row is as it is: its values, who found or decided them, the quoted words, the stored page."""
    with plain_ending(debug):
        from dateline.view import explain as view

        with opened(ledger) as store:
            found = store.explain(name)
        whole = found.case.id.startswith(name.strip().lower())
        write(as_json(found) if json else view.text(found, *screen(), whole=whole))


@app.command(
    epilog=examples("dateline history 3f2a91bc", "dateline history 3f2a91bc --json"),
    rich_help_panel="Ledger",
)
def history(name: Name, json: Json = False, ledger: Where = None, debug: Debug = False) -> None:
    """List all that was ever done to a case, a telling or a value, in order."""
    with plain_ending(debug):
        from dateline.view import events

        with opened(ledger) as store:
            found = store.history(name)
        write(as_json(found) if json else events.history_text(found, *screen()))
