"""Add pages to a ledger: what it knows is passed over, the rest is coded and stored, many pages a transaction.

Whatever ends a run, what was stored stays: the next run asks the ledger what it has and goes on from there.
"""

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from typing import Protocol

import msgspec
from msgspec import Struct, structs

from dateline.batch.coding import code_input, do_all, reason_for
from dateline.case import StoredPage
from dateline.errors import DatelineError
from dateline.ledger import Added, Intake, Ledger
from dateline.ledger.intake import storable
from dateline.model import CodedPage
from dateline.read.records import Input
from dateline.read.stored import stored_bytes, stored_meta

PAGES = 64
"""Pages asked about, or stored, at a time."""

BYTES = 16_000_000
"""Or fewer, where pages are large."""

SECONDS = 2.0
"""Or fewer, where they come slowly."""

_decoder = msgspec.msgpack.Decoder(CodedPage)


class Total(Struct, frozen=True):
    """How far a run has come: what became of its pages, and how many incidents the stored ones tell of."""

    added: Added = Added()
    rejected: int = 0
    incidents: int = 0

    @property
    def done(self) -> int:
        """All pages that the run is through with."""
        return self.added.new + self.added.anew + self.added.known + self.rejected


class Watcher(Protocol):
    """Who wants to know how a run goes."""

    def now(self, total: Total, waiting: int) -> None:
        """How far it has come; `waiting` pages are coded and not yet stored."""

    def rejected(self, source: str, reason: str) -> None:
        """A page was rejected."""


class Nobody:
    """A watcher who looks away."""

    def now(self, total: Total, waiting: int) -> None:
        """See nothing."""

    def rejected(self, source: str, reason: str) -> None:
        """Hear nothing."""


class Packed(Struct, frozen=True):
    """A coded page as a worker sends it, or the reason why there is none."""

    coded: bytes | None = None
    reason: str | None = None


class Packing(Struct, frozen=True):
    """The job of coding pages for a ledger."""

    debug: bool = False

    def done(self, item: Input) -> Packed:
        """Code one page."""
        try:
            named = structs.replace(item, source=storable(item.source) or "")
            return Packed(msgspec.msgpack.encode(code_input(named)))
        except Exception as error:  # whatever a page sets off, the others go on
            return Packed(reason=reason_for(error, self.debug))

    def failed(self, item: Input, reason: str) -> Packed:
        """A page that was lost."""
        return Packed(reason=f"{item.source}: {reason}")


class Adding:
    """One run that adds pages to a ledger; `linked` joins each new incident to the cases at once."""

    def __init__(self, ledger: Ledger, *, linked: bool = True, debug: bool = False) -> None:
        self.ledger = ledger
        self.watcher: Watcher = Nobody()
        self.linked = linked
        self.debug = debug
        self.total = Total()
        self.in_hand: deque[Input] = deque()
        self.ready: list[Intake] = []
        self.refused: list[tuple[str, str]] = []
        self.noted = {(one.source, one.reason) for one in ledger.rejections()}

    def run(self, items: Iterable[Input], watcher: Watcher, workers: int = 1) -> Total:
        """Add all pages, in their order. Raises LedgerError where the store fails; what was stored stays."""
        self.watcher = watcher
        began = time.monotonic()
        with closing(do_all(self.unknown(items), Packing(self.debug), workers)) as answers:
            for packed in answers:
                self.take(self.in_hand.popleft(), packed)
                if _is_full(self.ready, time.monotonic() - began) or len(self.refused) >= PAGES:
                    self.store()
                    began = time.monotonic()
                self.watcher.now(self.total, len(self.ready))
        self.store()
        self.watcher.now(self.total, 0)
        return self.total

    def unknown(self, items: Iterable[Input]) -> Generator[Input]:
        """The pages that these versions have not coded yet; the others are counted."""
        for some in _batches(items):
            ids = [None if one.error is not None or one.data is None else _id(one) for one in some]
            known = self.ledger.known([id for id in ids if id is not None])
            self.count(Added(known=sum(id in known for id in ids)))
            for one, id in zip(some, ids, strict=True):
                if id not in known:
                    self.in_hand.append(one)
                    yield one

    def take(self, item: Input, packed: Packed) -> None:
        """Take what became of one page."""
        if packed.coded is None:
            self.refuse(item.source, packed.reason or "no reason was given")
            return
        coded = _decoder.decode(packed.coded)
        stored = StoredPage(
            coded.page.id, item.source, item.url, item.retrieved_at, stored_meta(item), stored_bytes(item)
        )
        self.ready.append(Intake(stored, coded))

    def store(self) -> None:
        """Store what is ready, in one transaction, and note what was rejected."""
        if self.ready:
            try:
                self.stored(self.ready)
            except DatelineError:
                raise
            except Exception:  # one page sets off a fault of the program: the others are stored without it
                self.store_alone(self.ready)
            self.ready = []
        fresh = [one for one in dict.fromkeys(self.refused) if one not in self.noted]
        if fresh:
            self.ledger.reject(fresh)
            self.noted.update(fresh)
        self.refused = []

    def store_alone(self, pages: Iterable[Intake]) -> None:
        """Store pages each in a transaction of its own, and reject those that cannot be stored."""
        for page in pages:
            try:
                self.stored([page])
            except DatelineError:
                raise
            except Exception as error:
                self.refuse(page.stored.source, reason_for(error, self.debug))

    def stored(self, pages: list[Intake]) -> None:
        """Store some pages and count them."""
        added = self.ledger.add(pages, linked=self.linked)
        distinct = {page.stored.id: len(page.coded.incidents) for page in pages}
        self.count(added, incidents=sum(distinct.values()) if added.new + added.anew else 0)

    def refuse(self, source: str, reason: str) -> None:
        """Reject a page."""
        self.refused.append((storable(source) or "", storable(reason) or ""))
        self.total = Total(self.total.added, self.total.rejected + 1, self.total.incidents)
        self.watcher.rejected(source, reason)

    def count(self, added: Added, incidents: int = 0) -> None:
        """Count pages that the run is through with."""
        self.total = Total(self.total.added + added, self.total.rejected, self.total.incidents + incidents)
        self.watcher.now(self.total, len(self.ready))


def _id(item: Input) -> str:
    return sha256(stored_bytes(item)).hexdigest()


def _batches(items: Iterable[Input]) -> Iterator[list[Input]]:
    """The pages in lists, each of which is soon full."""
    some: list[Input] = []
    began = time.monotonic()
    for item in items:
        some.append(item)
        held = sum(len(one.data or b"") for one in some)
        if len(some) >= PAGES or held > BYTES or time.monotonic() - began > SECONDS:
            yield some
            some = []
            began = time.monotonic()
    if some:
        yield some


def _is_full(pages: list[Intake], waited: float) -> bool:
    if not pages:
        return False
    return len(pages) >= PAGES or waited > SECONDS or sum(len(one.stored.data) for one in pages) > BYTES
