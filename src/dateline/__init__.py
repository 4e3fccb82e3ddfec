"""Dateline turns news pages about armed conflict into an auditable ledger of incidents and claims.

    >>> import dateline
    >>> coded = dateline.code_file("page.html")          # doctest: +SKIP
    >>> coded.incidents[0].casualties[0].low             # doctest: +SKIP
    5
    >>> with dateline.open_ledger("conflict.db") as ledger:  # doctest: +SKIP
    ...     contested = ledger.cases(Filter(grade="contested"))

Every value carries `evidence`, spans of code points such that `coded.page.text[start:end]` is what the page says.
"""

import os
import sys
from typing import TYPE_CHECKING

from dateline.config import VERSION
from dateline.errors import DatelineError, UsageError
from dateline.model import Claim, CodedPage, Incident, Page

if TYPE_CHECKING:
    from dateline.ledger import Ledger

__all__ = [
    "Claim",
    "CodedPage",
    "DatelineError",
    "Incident",
    "Page",
    "__version__",
    "code",
    "code_file",
    "open_ledger",
]
__version__ = VERSION


def code(page: str | bytes, source: str = "text") -> CodedPage:
    """Code one page: the text of a scraped page, its HTML, or the bytes of a file as it was found.

    `source` is kept as the page's source, a path or URL. Raises PageRejected where the input is no page of text,
    TypeError where it is neither text nor bytes.
    """
    from dateline import codebook, pipeline

    if not isinstance(page, str | bytes | bytearray | memoryview):
        raise TypeError(f"a page is text or bytes, not {type(page).__name__}; for a file there is code_file(path)")
    data = page.encode("utf-8", "replace") if isinstance(page, str) else bytes(page)
    return pipeline.code_page(data, source, codebook.load())


def code_file(path: str | bytes | os.PathLike[str]) -> CodedPage:
    """Code the one page in a file: text, HTML or a JSON record, packed with gzip or not.

    Raises PageRejected where the file holds no page that can be coded, UsageError where it holds several.
    """
    from dateline import codebook, pipeline
    from dateline.config import Config
    from dateline.read import archive

    name = os.fsdecode(path)
    if "://" in name[:12]:
        raise UsageError(f"{name} is a URL, not a file; code it with the command `dateline code {name}`")
    local = os.path.join(".", name) if name.startswith("-") else name  # noqa: PTH118
    pages = archive.inputs([local], Config())
    first = next(pages, None)
    if first is None:
        raise UsageError(f"{name} holds no page")
    if next(pages, None) is not None:
        raise UsageError(f"{name} holds several pages; code them with the command `dateline code {name}`")
    return pipeline.code_read(archive.read_input(first), codebook.load())


def open_ledger(where: str | os.PathLike[str], *, author: str | None = None, create: bool = False) -> "Ledger":
    """Open the ledger in a file or at the URL of a PostgreSQL database, to ask it and to decide.

    `author` is who decides; without one it is the name in DATELINE_AUTHOR, else the login name. Raises UsageError
    where there is no such ledger, unless `create` makes one; LedgerError where it cannot be read.
    """
    from dateline import codebook
    from dateline.config import author_name
    from dateline.ledger import Ledger
    from dateline.model import CodedBy

    versions = CodedBy(VERSION, codebook.VERSION, "rules")
    return Ledger.open(os.fspath(where), author=author_name(author), create=create, versions=versions)


if "IPython" in sys.modules:
    from dateline.view import notebook

    notebook.enable()
