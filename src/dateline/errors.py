"""Every error that Dateline raises on purpose.

    DatelineError
    ├── PageRejected        the input is no page that can be coded (binary, empty, unreadable)
    ├── FetchError          a URL could not be fetched, or may not be
    ├── CodebookError       a codebook file does not say what it must
    ├── LedgerError         the ledger cannot be opened, read or written, or is damaged
    └── UsageError          an option or an argument that makes no sense

A message says what happened, with the value, and what to do about it.
"""


class DatelineError(Exception):
    """The root of every error that Dateline raises on purpose."""


class PageRejected(DatelineError):
    """The input cannot be coded as a page; the message gives the reason."""


class FetchError(DatelineError):
    """A URL could not be fetched, or the rules forbid fetching it."""


class CodebookError(DatelineError):
    """A codebook file does not hold what its format asks for."""


class LedgerError(DatelineError):
    """The ledger cannot be opened, read or written; what it holds already is as it was."""


class UsageError(DatelineError):
    """An option or argument that cannot be used as given."""
