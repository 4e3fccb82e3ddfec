"""What a ledger says of whole pages: what their codings left open."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from dateline.case import PageIssue
from dateline.ledger import archive, codings, findings, present, schema


def rejected(connection: Connection) -> Iterator[PageIssue]:
    """The incidents that people have rejected, with the way back."""
    entries = archive.entries(connection, schema.entry.c.action == "reject")
    states = {state.page: state for state in present.states(connection, {entry.page or "" for entry in entries})}
    known = archive.findings(connection, archive.named(entries))
    sources = archive.sources(connection, states)
    for entry in reversed(entries):
        told = known[entry.body.findings[0]]
        state = states[entry.page or ""]
        if told.property == "told" and told.subject in state.rejected:
            why = f"rejected by {entry.author}: {entry.reason}; to take it back: dateline undo {entry.id[:12]}"
            yield PageIssue(state.page, sources[state.page], "incident-rejected", f"{told.subject}: {why}")


def issues(connection: Connection) -> Iterator[PageIssue]:
    """The issues that the present codings state, in the order of the pages."""
    ids = list(connection.execute(select(schema.page.c.id).order_by(schema.page.c.source, schema.page.c.id)).scalars())
    for start in range(0, len(ids), archive.MANY):
        some = ids[start : start + archive.MANY]
        sources = archive.sources(connection, some)
        entries = archive.entries_of_pages(connection, some)
        stated = {page: codings.stated(upon) for page, upon in entries.items()}
        known = archive.findings(connection, {id for ids in stated.values() for id in ids})
        for page in some:
            for id in stated.get(page, ()):
                if known[id].property == "issue":
                    value = findings.value_of(known[id])
                    yield PageIssue(page, sources[page], value["code"], value["message"])
