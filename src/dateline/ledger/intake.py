"""Taking coded pages into a ledger, within one writing transaction."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs
from sqlalchemy import Connection, select

from dateline.case import StoredPage
from dateline.ledger import archive, codings, present, replay, schema
from dateline.ledger.codings import Coding, Earlier
from dateline.ledger.journal import Journal, provenance
from dateline.model import CodedPage


class Intake(Struct, frozen=True):
    """A page to be added: its bytes, and what was coded of it."""

    stored: StoredPage
    coded: CodedPage


class Added(Struct, frozen=True):
    """What an addition did: pages that are new, coded anew by other versions, or known as they are."""

    new: int = 0
    anew: int = 0
    known: int = 0

    def __add__(self, other: "Added") -> "Added":
        """Both together."""
        return Added(self.new + other.new, self.anew + other.anew, self.known + other.known)


def add(connection: Connection, journal: Journal, intakes: Sequence[Intake], *, linked: bool) -> Added:
    """Append what coded pages state, and bring the present state up to it; a second coding of a page comes after the
    first."""
    fresh = _unknown(connection, intakes)
    total = Added(known=len(intakes) - len(fresh))
    while fresh:
        once = list({one.coded.page.id: one for one in reversed(fresh)}.values())[::-1]
        total += _add(connection, journal, once, linked=linked)
        taken = set(map(id, once))
        fresh = [one for one in fresh if id(one) not in taken]
    return total


def _add(connection: Connection, journal: Journal, pages: Sequence[Intake], *, linked: bool) -> Added:
    """Add codings of different pages."""
    journal.flush()
    journal.pages(_clean(one.stored) for one in pages)
    ids = [one.coded.page.id for one in pages]
    earlier = _earlier(connection, ids)
    journal.readings((codings.reading_id(one.coded), one.coded.page.id, one.coded.page.text) for one in pages)
    before = [earlier.get(id, Earlier()) for id in ids]
    made = [codings.coding(one.coded, was) for one, was in zip(pages, before, strict=True)]
    journal.findings(finding for coding in made for finding in coding.findings)
    journal.codings((one.coded.page.id, codings.versions(one.coded.coded_by)) for one in pages)
    sources = archive.sources(connection, ids)
    stored = archive.pages(connection, [one.page for one, was in zip(made, before, strict=True) if not was.entries])
    states = [
        _state(journal, sources[one.page], was, one, stored.get(one.page))
        for was, one in zip(before, made, strict=True)
    ]
    present.take(connection, journal, states, linked=linked)
    anew = sum(bool(was.entries) for was in before)
    return Added(len(pages) - anew, anew)


def _clean(page: StoredPage) -> StoredPage:
    """A page whose names can be stored: no NUL and no half of a character pair."""
    names = {name: storable(getattr(page, name)) for name in ("source", "url", "meta")}
    return structs.replace(page, **names)


def storable(text: str | None) -> str | None:
    """Text as every store takes it: what has no place in UTF-8, and NUL, is shown as U+FFFD."""
    return None if text is None else text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _unknown(connection: Connection, pages: Sequence[Intake]) -> list[Intake]:
    """The pages that have not been coded by the same versions, each once."""
    table = schema.coding
    wanted: dict[tuple[str, str], Intake] = {}
    for one in pages:
        wanted.setdefault((one.coded.page.id, codings.versions(one.coded.coded_by)), one)
    known: set[tuple[str, str]] = set()
    for some in archive.chunks(page for page, _ in wanted):
        rows = connection.execute(select(table.c.page, table.c.versions).where(table.c.page.in_(some)))
        known.update((row.page, row.versions) for row in rows)
    return [one for at, one in wanted.items() if at not in known]


def _earlier(connection: Connection, pages: Iterable[str]) -> dict[str, Earlier]:
    """What the ledger has of pages that were coded before."""
    found = {}
    for page, entries in archive.entries_of_pages(connection, pages).items():
        known = archive.findings(connection, archive.named(entries))
        texts = {reading: archive.text(connection, reading) for reading in {one.reading for one in known.values()}}
        told = {one.subject for one in known.values() if one.property == "told"}
        found[page] = Earlier(tuple(entries), known, texts, _worked_on(connection, told))
    return found


def _worked_on(connection: Connection, keys: set[str]) -> frozenset[str]:
    """The incidents among some on which people have decided anything as a case."""
    found: set[str] = set()
    for some in archive.chunks(keys):
        for table in (schema.bond, schema.note):
            found.update(connection.execute(select(table.c.key).where(table.c.key.in_(some))).scalars())
    return frozenset(found)


def _state(
    journal: Journal, source: str, before: Earlier, coding: Coding, stored: StoredPage | None
) -> replay.PageState:
    """What a page tells after a coding, whose entries are appended."""
    entries = [*before.entries, *codings.append(journal, coding, provenance(stored) if stored else None)]
    known = {**before.findings, **{finding.id: finding for finding in coding.findings}}
    return replay.page_state(coding.page, source, entries, known)
