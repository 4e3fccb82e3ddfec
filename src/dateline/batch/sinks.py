"""Where coded pages are written: standard output, a file that appears whole or not at all, or a folder of HTML."""

import os
import re
from pathlib import Path
from typing import BinaryIO, Protocol

from dateline.batch.coding import Format, Outcome
from dateline.errors import UsageError
from dateline.view import html
from dateline.view.plain import encoded

UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
SLASHES = ("/", os.sep)
NAME = 80  # characters of a page's name that go into its file's name


class Sink(Protocol):
    """Takes written pages in order; `close` ends well, `abandon` leaves nothing half done behind."""

    def write(self, outcome: Outcome) -> None:
        """Take one coded page."""

    def close(self) -> str | None:
        """End; gives the path that was written, or nothing for standard output."""

    def abandon(self) -> None:
        """Give up and remove what is not whole."""


def open_sink(output: str | None, format: Format, several: bool, stream: BinaryIO, encoding: str) -> Sink:
    """The sink for an output option: none is `stream`, a path a file, for several HTML pages a folder.

    `encoding` is that of a terminal and used for text on `stream` alone; all else is UTF-8. Raises UsageError.
    """
    try:
        return _sink(output, format, several, stream, encoding)
    except OSError as error:  # a folder on the way is closed to us, or the name is too long
        raise UsageError(f"{output} cannot be written ({error.strerror}); choose another place with -o") from None


def _sink(output: str | None, format: Format, several: bool, stream: BinaryIO, encoding: str) -> Sink:
    if output is None:
        if format == "html" and several:
            raise UsageError("several pages as HTML need a folder: add -o FOLDER")
        return StreamSink(stream, format, several, encoding if format == "text" else "utf-8")
    if not output.strip():
        raise UsageError("-o has an empty name; give the name of a file")
    path = Path(output)
    if format == "html" and (several or path.is_dir() or output.endswith(SLASHES)):
        return FolderSink(path)
    if path.is_dir() or output.endswith(SLASHES):
        raise UsageError(f"{output} is a folder, but {format} goes into one file: give a file name")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"the folder of {output} does not exist; make it first")
    if path.exists() and not path.is_file():  # a device or a pipe is written to as it is
        return StreamSink(path.open("wb"), format, several, "utf-8")
    return FileSink(path.resolve(), format, several)


class StreamSink:
    """Pages one after another on a stream; several JSON pages as one array."""

    def __init__(self, stream: BinaryIO, format: Format, several: bool, encoding: str) -> None:
        self.stream = stream
        self.encoding = encoding
        self.array = several and format == "json"
        self.count = 0

    def write(self, outcome: Outcome) -> None:
        """Write one page and let it out at once, so that a reader sees it."""
        if self.array:
            self.put("[\n" if self.count == 0 else ",\n")
        self.put((outcome.body or "").rstrip("\n"))
        if not self.array:
            self.put("\n")
        self.count += 1
        self.stream.flush()

    def put(self, text: str) -> None:
        """Write text in the stream's encoding."""
        self.stream.write(encoded(text, self.encoding))

    def close(self) -> str | None:
        """End the array, if it is one."""
        if self.array:
            self.put("\n]\n" if self.count else "[]\n")
        self.stream.flush()
        return None

    def abandon(self) -> None:
        """What has been streamed is out; there is nothing to take back."""


class FileSink:
    """One file, written beside its place and moved there when it is whole."""

    def __init__(self, path: Path, format: Format, several: bool) -> None:
        self.path = path
        self.draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        self.file = self.draft.open("wb")
        self.inner = StreamSink(self.file, format, several, "utf-8")

    def write(self, outcome: Outcome) -> None:
        """Add one page."""
        self.inner.write(outcome)

    def close(self) -> str | None:
        """Move the file to its place; without a single page an older file stays as it is."""
        if self.inner.count == 0:
            self.abandon()
            return None
        self.inner.close()
        self.file.close()
        self.draft.replace(self.path)
        return str(self.path)

    def abandon(self) -> None:
        """Remove the draft, also where closing it fails because the disk is full."""
        try:
            self.file.close()
        finally:
            self.draft.unlink(missing_ok=True)


class FolderSink:
    """A folder with one HTML file a page and an index of them; each file appears whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: set[str] = set()
        self.entries: list[html.Entry] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"{folder} cannot be made a folder ({error.strerror})"
            raise UsageError(f"{reason}; several pages as HTML need a folder") from None

    def write(self, outcome: Outcome) -> None:
        """Write one page's file."""
        name = self.name(outcome)
        self.file(name, outcome.body or "")
        if outcome.entry is not None:
            self.entries.append(html.placed(outcome.entry, name))

    def name(self, outcome: Outcome) -> str:
        """A file name that says which page it is, safe on every system and used once."""
        stem = UNSAFE.sub("-", Path(outcome.source.rstrip("/")).name.split("?")[0]).strip("-.")[:NAME]
        stem = stem.removesuffix(".gz").rsplit(".", 1)[0] if "." in stem else stem
        base = f"{stem or 'page'}-{outcome.page_id[:8]}"
        name, number = f"{base}.html", 2
        while name in self.names:
            name, number = f"{base}-{number}.html", number + 1
        self.names.add(name)
        return name

    def file(self, name: str, text: str) -> None:
        """Write a file beside its place and move it there."""
        draft = self.folder / f".{name}.{os.getpid()}.part"
        try:
            draft.write_bytes(text.encode("utf-8", "replace"))
            draft.replace(self.folder / name)
        except OSError:
            draft.unlink(missing_ok=True)
            raise

    def close(self) -> str | None:
        """Write the index; gives its path."""
        if not self.entries:
            return None
        self.file("index.html", html.index_html(self.entries))
        return str(self.folder / "index.html")

    def abandon(self) -> None:
        """Whole files stay; the index lists them."""
        self.close()
