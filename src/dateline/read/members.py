"""The bytes of a WARC file: its gzip members unpacked one by one, in bounded memory, and found again after damage."""

import re
import zlib
from typing import IO

from dateline.read.sniff import MAGIC, PROBE, VERSION, begins_record

CHUNK = 65_536
LONGEST_LINE = 65_536
_RECORD = re.compile(rb"(?<=\n)WARC/\d\.\d")
BLANKS = re.compile(rb"[\r\n]*")


class Damaged(Exception):
    """The archive does not hold what its format asks for; the message says what is wrong."""


class Members:
    """A stream of records. Reads end where a gzip member ends, since no record goes beyond it.

    `start` is the place in the file at which the present member begins or, in a file that is not packed, the present
    record. `budget`, where it is set, is the number of bytes that may still be read as lines.
    """

    def __init__(self, raw: IO[bytes], packed: bool) -> None:
        self.raw = raw
        self.packed = packed
        self.base = raw.tell() if raw.seekable() else None
        self.taken = 0  # bytes of the file that were read
        self.pending = b""  # of these, the ones that are still packed
        self.ready = b""  # unpacked bytes; those before `at` are used up
        self.at = 0
        self.start = 0
        self.budget: int | None = None
        self.engine = zlib.decompressobj(31) if packed else None

    # ---- reading -----------------------------------------------------------------------------------------------------
    def read(self, size: int) -> bytes:
        """Up to `size` bytes, at least one unless the member or the file has ended."""
        if self.at >= len(self.ready) and not self._fill():
            return b""
        piece = self.ready[self.at : self.at + size]
        self.at += len(piece)
        return piece

    def readline(self, size: int | None = None) -> bytes:
        """One line of up to `size` bytes. Raises Damaged for one that no header has, or beyond the budget."""
        limit = LONGEST_LINE if size is None else min(size, LONGEST_LINE)
        pieces: list[bytes] = []
        length = 0
        while length < limit and (self.at < len(self.ready) or self._fill()):
            end = self.ready.find(b"\n", self.at, self.at + limit - length) + 1
            piece = self.ready[self.at : end or self.at + limit - length]
            self.at += len(piece)
            length += len(piece)
            pieces.append(piece)
            if end:
                break
        if length == LONGEST_LINE:
            raise Damaged(f"its header has a line of more than {LONGEST_LINE:,} bytes")
        if self.budget is not None:
            self.budget -= length
            if self.budget < 0:
                raise Damaged("its header is too long")
        return b"".join(pieces)

    def _fill(self) -> bool:
        """Make more bytes ready; false where the member or the file has ended. Raises Damaged."""
        self.ready, self.at = b"", 0
        if self.engine is None:
            self.ready = self._more()
            return bool(self.ready)
        while not self.ready and not self.engine.eof:
            self.pending = self.pending or self._more()
            if not self.pending:
                raise Damaged("the file is cut short within it")
            try:
                self.ready = self.engine.decompress(self.pending, CHUNK)
            except zlib.error as error:
                raise Damaged(f"its gzip data are damaged: {error}") from None
            self.pending = self.engine.unused_data if self.engine.eof else self.engine.unconsumed_tail
        return bool(self.ready)

    def _more(self) -> bytes:
        data = self.raw.read(CHUNK)
        self.taken += len(data)
        return data

    # ---- from record to record ---------------------------------------------------------------------------------------
    def ends(self) -> bool:
        """Whether a record ends here: with two line ends, or before another record or nothing. Raises Damaged."""
        closed = self._ahead(4) == b"\r\n\r\n"
        return not self._past_blanks() or closed or self._at_version()

    def to_record(self) -> bool:
        """Go to the beginning of the next record; false at the end of the file. Raises Damaged where none begins."""
        while not self._past_blanks():
            if not self._next_member():
                return False
        if not self.packed:
            self.start = self.taken - (len(self.ready) - self.at)
        if not self._at_version():
            raise Damaged("no WARC record begins there")
        return True

    def _past_blanks(self) -> bool:
        """Pass over blank lines; false where nothing follows in this member."""
        while self.at < len(self.ready) or self._fill():
            blank = BLANKS.match(self.ready, self.at)
            self.at = blank.end() if blank else self.at
            if self.at < len(self.ready):
                return True
        return False

    def _at_version(self) -> bool:
        return VERSION.match(self._ahead(len(b"WARC/1.0"))) is not None

    def _ahead(self, size: int) -> bytes:
        """The bytes that come next, without using them up; fewer where the member ends."""
        if len(self.ready) - self.at < size:
            rest = self.ready[self.at :]
            while len(rest) < size and self._fill():
                rest += self.ready
            self.ready, self.at = rest, 0
        return self.ready[self.at : self.at + size]

    def _next_member(self) -> bool:
        """Begin the next gzip member; false at the end of the file."""
        if not self.packed:
            return False
        self.pending = self.pending.lstrip(b"\0")  # some tools pad their files
        while len(self.pending) < len(MAGIC) and (data := self._more()):
            self.pending = (self.pending + data).lstrip(b"\0")
        if not self.pending:
            return False
        self._begin()
        if not self.pending.startswith(MAGIC):
            raise Damaged("what follows there is no gzip data")
        return True

    def _begin(self) -> None:
        self.start = self.taken - len(self.pending)
        self.ready, self.at = b"", 0
        self.engine = zlib.decompressobj(31)

    # ---- after damage ------------------------------------------------------------------------------------------------
    def recover(self) -> bool:
        """Go on to the next record that can be made out after the present one; false where there is none."""
        if self.base is not None:
            self.raw.seek(self.base + self.start + 1)
            self.taken, self.pending, self.ready, self.at = self.start + 1, b"", b"", 0
        else:
            untouched = self.taken - len(self.pending) == self.start  # the present member would be found again
            self.pending = self.pending[1:] if untouched else self.pending
            self.ready, self.at = self.ready[max(0, self.at - 1) :], 0
        return self._find_member() if self.packed else self._find_record()

    def _find_member(self) -> bool:
        while True:
            place = self.pending.find(MAGIC)
            if place < 0:
                tail = self.pending[-(len(MAGIC) - 1) :]
                data = self._more()
                if not data:
                    return False
                self.pending = tail + data
                continue
            self.pending = self.pending[place:]
            while len(self.pending) < PROBE and (data := self._more()):
                self.pending += data
            if begins_record(self.pending):
                self._begin()
                return True
            self.pending = self.pending[1:]

    def _find_record(self) -> bool:
        while True:
            found = _RECORD.search(self.ready)
            if found:
                self.at = found.start()
                return True
            data = self._more()
            if not data:
                return False
            self.ready, self.at = self.ready[-16:] + data, 0
