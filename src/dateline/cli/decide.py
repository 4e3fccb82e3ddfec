"""What people decide about cases and values; each decision is an entry with an author, and can be undone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dateline.case import STAGES
from dateline.cli.ask import as_json
from dateline.cli.options import Author, Debug, Json, MayReason, Reason, Where, examples, one_of, opened
from dateline.cli.terminal import plain_ending, write
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.case import Entry
    from dateline.ledger import Ledger
    from dateline.model import Evidence

DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "merge": "merged",
    "split": "split",
    "assign": "assigned",
    "comment": "commented",
    "status": "moved",
    "sign_off": "signed off",
    "undo": "undone",
}
PANEL = "Decide"

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="A case, by the first digits of its name.")]
Values = Annotated[
    list[str], typer.Argument(metavar="VALUE", help="Values, by the first digits of their names; explain shows them.")
]
Fields = Annotated[
    list[str], typer.Argument(metavar="FIELD=VALUE", help="Fields of the value, such as low=4; null stands for none.")
]
Words = Annotated[
    list[str] | None, typer.Option("--words", "-w", metavar="TEXT", help="The words of the page that say it.")
]

app = typer.Typer()


# ---- cases -----------------------------------------------------------------------------------------------------------
@app.command(
    epilog=examples("dateline merge 3f2a91bc 77d01e5a --reason 'one bomb, two agencies'"), rich_help_panel=PANEL
)
def merge(
    cases: Annotated[list[str], typer.Argument(metavar="CASE CASE", help="Two cases or more.")],
    reason: Reason,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Make some cases one; later linking keeps to it."""
    with plain_ending(debug), opened(ledger, author) as store:
        if len(cases) < 2:
            raise UsageError("one case cannot be merged; give two or more")
        told(store, [store.merge(*cases, reason=reason)], json)


@app.command(epilog=examples("dateline split 77d01e5a --reason 'another day'"), rich_help_panel=PANEL)
def split(
    tellings: Annotated[
        list[str], typer.Argument(metavar="TELLING", help="Tellings of one case that leave together: report by report.")
    ],
    reason: Reason,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Take tellings out of their case; later linking keeps to it."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, [store.split(*tellings, reason=reason)], json)


@app.command(
    epilog=examples("dateline assign 3f2a91bc Ana", "dateline assign 3f2a91bc --nobody"), rich_help_panel=PANEL
)
def assign(  # noqa: PLR0913 - one parameter is one option of the command
    case: CaseName,
    to: Annotated[str | None, typer.Argument(metavar="NAME", help="Who has it from now on.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Take it from whoever has it.")] = False,
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Give a case to somebody, or to nobody."""
    with plain_ending(debug), opened(ledger, author) as store:
        if bool(to and to.strip()) is nobody:
            raise UsageError("give a name, or --nobody")
        told(store, [store.assign(case, to, reason=reason)], json)


@app.command(epilog=examples("dateline comment 3f2a91bc 'the hospital was asked'"), rich_help_panel=PANEL)
def comment(
    case: CaseName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be said.")],
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Say something about a case."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, [store.comment(case, text)], json)


@app.command(epilog=examples("dateline stage 3f2a91bc 'in progress'"), rich_help_panel=PANEL)
def stage(  # noqa: PLR0913 - one parameter is one option of the command
    case: CaseName,
    name: Annotated[str, typer.Argument(metavar="STAGE", help=f"One of: {', '.join(STAGES)}.")],
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Move a case to another stage of the work."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, [store.set_stage(case, one_of(name, STAGES, "stage that can be set") or "", reason=reason)], json)


@app.command("sign-off", epilog=examples("dateline sign-off 3f2a91bc"), rich_help_panel=PANEL)
def sign_off(
    case: CaseName,
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Sign a case as it is now; the signature lapses when its content changes."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, [store.sign_off(case, reason=reason)], json)


# ---- values ----------------------------------------------------------------------------------------------------------
@app.command(epilog=examples("dateline accept 9c1d2e3f", "dateline accept 9c1d2e3f 41aa07b2"), rich_help_panel=PANEL)
def accept(
    values: Values,
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Agree with values that the program found."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, store.accept(*values, reason=reason), json)


@app.command(epilog=examples("dateline reject 9c1d2e3f --reason 'the year is wrong'"), rich_help_panel=PANEL)
def reject(
    values: Values,
    reason: Reason,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Say that values are wrong; to reject the value `told` of an incident rejects the incident."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, store.reject_values(*values, reason=reason), json)


@app.command(
    epilog=examples(
        "dateline correct 9c1d2e3f low=4 high=7 --reason 'the hospital said so'",
        "dateline correct 9c1d2e3f low=9 high=9 --words 'nine people'",
    ),
    rich_help_panel=PANEL,
)
def correct(  # noqa: PLR0913 - one parameter is one option of the command
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value, by the first digits of its name.")],
    fields: Fields,
    words: Words = None,
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Put a value of your own in the place of one; fields that are not named stay as they are."""
    with plain_ending(debug), opened(ledger, author) as store:
        to = pairs(fields)
        evidence = spans(store, value, words, of_value=True) if words else None
        told(store, [store.correct(value, to, evidence=evidence, reason=reason)], json)


@app.command(
    "add-value",
    epilog=examples(
        "dateline add-value 3f2a91bc casualty kind=wounded low=3 high=3 status=unknown --words 'three others'",
        "dateline add-value 3f2a91bc weapon kind=grenade name=grenade --words 'a grenade'",
    ),
    rich_help_panel=PANEL,
)
def add_value(  # noqa: PLR0913 - one parameter is one option of the command
    telling: Annotated[str, typer.Argument(metavar="TELLING", help="The telling, by the first digits of its name.")],
    property: Annotated[str, typer.Argument(metavar="KIND", help="place, participant, casualty, weapon or object.")],
    fields: Fields,
    words: Annotated[
        list[str], typer.Option("--words", "-w", metavar="TEXT", help="The words of the page that say it.")
    ],
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Add a value that the program did not find, with the words of the page that say it."""
    with plain_ending(debug), opened(ledger, author) as store:
        evidence = spans(store, telling, words, of_value=False)
        whole = {**USUAL.get(property, {}), **pairs(fields)}
        told(store, [store.add_value(telling, property, whole, evidence=evidence, reason=reason)], json)


@app.command(
    epilog=examples("dateline undo 5e0c77aa", "dateline undo 5e0c77aa --reason 'a slip'"), rich_help_panel=PANEL
)
def undo(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The entry, by the first digits of its name.")],
    reason: MayReason = None,
    author: Author = None,
    json: Json = False,
    ledger: Where = None,
    debug: Debug = False,
) -> None:
    """Make an entry count no more, as if it had never been; an undo can be undone too."""
    with plain_ending(debug), opened(ledger, author) as store:
        told(store, [store.undo(entry, reason=reason)], json)


# ---- what they share -------------------------------------------------------------------------------------------------
USUAL: dict[str, dict[str, Any]] = {
    "place": dict.fromkeys(("country", "admin1", "lat", "lon", "geonameid")),
    "participant": dict.fromkeys(("actor", "kind", "claim")),
    "casualty": {**dict.fromkeys(("low", "high", "words", "who", "claim")), "status": "unknown"},
    "weapon": dict.fromkeys(("low", "high")),
    "object": {"damage": "unknown"},
}
"""What the fields hold that a person does not give."""


def told(store: "Ledger", entries: "Sequence[Entry]", json: bool) -> None:
    """Write the entries that were made, each with the way back, and how the cases stand now."""
    from dateline.view import cases as view
    from dateline.view.plain import one_line

    if json:
        write(as_json(entries))
        return
    for entry in entries:
        what = DONE.get(entry.action, entry.action)
        write(f"{what} by {one_line(entry.author)}; to take it back: dateline undo {entry.id[:12]}\n")
    named = [key for entry in entries for key in (entry.subject, *entry.body.incidents[:1], *entry.body.apart[:1])]
    for case in store.cases_of([key for key in named if key]):
        write(view.line(case) + "\n")


def pairs(fields: Sequence[str]) -> dict[str, Any]:
    """Fields and values as a person writes them; a value that is JSON is taken as such. Raises UsageError.

    >>> pairs(["low=4", "high=null", "who=two nurses"])
    {'low': 4, 'high': None, 'who': 'two nurses'}
    """
    found: dict[str, Any] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"'{field}' is no field with a value; write it as low=4")
        try:
            found[name.strip()] = msgspec.json.decode(value)
        except msgspec.DecodeError:
            found[name.strip()] = value
    return found


def spans(store: "Ledger", name: str, words: Sequence[str], *, of_value: bool) -> "Evidence":
    """Where some words stand in the text that a telling or a value is from. Raises UsageError."""
    account = store.explain(name).accounts[0]
    text = store.text(account.values[0].reading if of_value else account.reading)
    found = []
    for some in words:
        start = text.find(some)
        if not some or start < 0:
            raise UsageError(f"the page does not say '{some}'; give words as they stand in it")
        if text.find(some, start + 1) >= 0:
            raise UsageError(f"the page says '{some}' more than once; give more of the words around it")
        found.append((start, start + len(some)))
    return tuple(found)
